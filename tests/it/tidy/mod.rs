//! What must be true of the text of the repository.
//!
//! Each check is a function from the files to what is wrong with them, so that each has a test that it can fail.

mod futures;
mod goldens;
mod guide;
mod headings;
mod hidden;
mod invariants;
mod machine;
mod pages;
mod rows;
mod sleeps;
mod sources;
mod tree;

use self::tree::Tree;

/// Fails with the list of what is wrong, if anything is.
#[track_caller]
fn assert_none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
