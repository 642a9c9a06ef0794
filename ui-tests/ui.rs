//! Runs the cases of `fail/` and `pass/`: `TRYBUILD=overwrite cargo test -p depgraph-ui-tests` makes the goldens anew.

#[test]
fn every_mistake_is_explained_and_every_form_compiles() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*/*.rs");
    cases.pass("pass/*/*.rs");
}
