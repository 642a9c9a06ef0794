//! The tables of `tests/README.md` agree with the tests: row by row, and test by test.

use std::collections::BTreeSet;

use super::{Tree, assert_none};

const PAGE: &str = "tests/README.md";

/// The families of rows, and how many there are of each.
const FAMILIES: [(&str, usize); 7] = [
    ("promise ", 13),
    ("E", 33),
    ("R", 5),
    ("W", 4),
    ("F", 8),
    ("S", 35),
    ("5e-", 26),
];

/// One test of `tests/it`.
struct TestFn<'a> {
    /// `module::function`.
    path: String,
    /// The rows that its documentation begins with.
    rows: Vec<String>,
    at: &'a str,
}

/// Every row of the tables: its name, and what it is held by, in backticks or in words.
fn table(page: &str) -> Vec<(&str, &str)> {
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<_> = line.strip_prefix("| ")?.split(" | ").collect();
        let [row, _, holders] = cells[..] else {
            return None;
        };
        Some((row, holders.strip_suffix(" |")?))
    });
    rows.filter(|(row, _)| !matches!(*row, "row" | "---"))
        .collect()
}

fn holders(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.contains("::") || name.contains('/'))
}

/// Every test of `tests/it`, but for the checks of texts.
fn tests(tree: &Tree) -> Vec<TestFn<'_>> {
    let files = tree.files("tests/it/", ".rs");
    let files = files.filter(|(path, _)| !path.starts_with("tests/it/tidy/"));
    files
        .flat_map(|(path, text)| tests_in(path, text))
        .collect()
}

fn tests_in<'a>(at: &'a str, text: &str) -> Vec<TestFn<'a>> {
    let module = at.trim_start_matches("tests/it/").trim_end_matches(".rs");
    let module = module.trim_end_matches("/mod").replace('/', "::");
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let mut tests = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if !line.starts_with("#[test]") && !line.starts_with("#[tokio::test") {
            continue;
        }
        let doc = lines[..number].iter().rev();
        let doc = doc.take_while(|line| line.starts_with("///")).last();
        let after = &lines[number..];
        let Some(function) = after.iter().position(|line| line.contains("fn ")) else {
            continue;
        };
        let (_, name) = after[function].split_once("fn ").unwrap_or_default();
        let name = name.split('(').next().unwrap_or_default();
        tests.push(TestFn {
            path: format!("{module}::{name}"),
            rows: doc.map(|doc| rows_of(doc)).unwrap_or_default(),
            at,
        });
    }
    tests
}

/// The rows that a documentation begins with: `/// E30, S22a, promise 3: ..`.
fn rows_of(doc: &str) -> Vec<String> {
    let Some((rows, _)) = doc.trim_start_matches('/').split_once(": ") else {
        return Vec::new();
    };
    let rows: Option<Vec<_>> = rows.split(", ").map(|row| known(row.trim())).collect();
    rows.unwrap_or_default()
}

/// The name of a row as it stands in a table, if it is one.
fn known(row: &str) -> Option<String> {
    let row = row.replace("Promise", "promise");
    let row = row.trim_end_matches(|part: char| part.is_ascii_lowercase());
    let is_known = |(family, count): &(&str, usize)| {
        let number = row
            .strip_prefix(family)
            .and_then(|number| number.parse().ok());
        number.is_some_and(|number: usize| (1..=*count).contains(&number))
    };
    FAMILIES.iter().any(is_known).then(|| row.to_owned())
}

fn disagreements(tree: &Tree) -> Vec<String> {
    let table = table(tree.text(PAGE));
    let tests = tests(tree);
    let mut findings = missing_rows(&table);
    for (row, cell) in &table {
        for holder in holders(cell) {
            findings.extend(wrong_holder(tree, &tests, row, holder));
        }
    }
    for test in &tests {
        for row in &test.rows {
            let named = table.iter().find(|(name, _)| name == row);
            if named.is_some_and(|(_, cell)| !holders(cell).any(|holder| holder == test.path)) {
                let (at, path) = (test.at, &test.path);
                findings.push(format!(
                    "{at}: `{path}` says that it holds {row}; {PAGE} does not"
                ));
            }
        }
    }
    findings
}

/// Each row is there once, with something that it is held by, or why not.
fn missing_rows(table: &[(&str, &str)]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for (row, cell) in table {
        if known(row).as_deref() != Some(row) {
            findings.push(format!("{PAGE}: there is no row {row}"));
        }
        if !seen.insert(*row) {
            findings.push(format!("{PAGE}: {row} is there twice"));
        }
        if cell.trim().is_empty() {
            findings.push(format!("{PAGE}: nothing holds {row}"));
        }
    }
    for (family, count) in FAMILIES {
        let rows = (1..=count).map(|number| format!("{family}{number}"));
        let missing = rows.filter(|row| !seen.contains(&**row));
        findings.extend(missing.map(|row| format!("{PAGE}: {row} is missing")));
    }
    findings
}

fn wrong_holder(tree: &Tree, tests: &[TestFn<'_>], row: &str, holder: &str) -> Option<String> {
    let Some(test) = tests.iter().find(|test| test.path == holder) else {
        return (!exists(tree, holder)).then(|| format!("{PAGE}: {row}: there is no `{holder}`"));
    };
    // It holds them all, and says so where it checks them.
    let is_simulation = holder.starts_with("simulation::");
    (!is_simulation && !test.rows.iter().any(|named| named == row))
        .then(|| format!("{PAGE}: `{holder}` does not say that it holds {row}"))
}

/// Whether `holder` is a file, or a unit test of the library.
fn exists(tree: &Tree, holder: &str) -> bool {
    let Some((module, name)) = holder.rsplit_once("::tests::") else {
        return tree.has(holder);
    };
    let file = format!("depgraph/src/{}.rs", module.replace("::", "/"));
    tree.text(&file).contains(&format!("fn {name}("))
}

#[test]
fn the_tables_and_the_tests_agree() {
    let tree = Tree::repository();
    let named = tests(tree)
        .iter()
        .filter(|test| !test.rows.is_empty())
        .count();
    assert!(named > 50, "the tests are not found");
    assert_none(&disagreements(tree));
}

#[test]
fn a_disagreement_is_noticed() {
    let page = "| row | promise | held by |\n| --- | --- | --- |\n\
                | E1 | it starts | `a::starts`, `a::stops`, `b/c.rs` |\n| E1 | again | later |\n\
                | E34 | no | later |\n| R1 | it reports | `a::sleeps`, `c::tests::d` |\n";
    let test = "/// E1, S22a: it starts.\n#[test]\nfn starts() {}\n\
                /// R1: it sleeps.\n#[test]\nfn sleeps() {}\n\
                /// Not a row: it stops.\n#[test]\nfn stops() {}\n\
                /// R1: it runs.\n#[test]\nfn runs() {}\n";
    let tree = Tree::of(&[(PAGE, page), ("tests/it/a.rs", test)]);
    let findings = disagreements(&tree);
    let (missing, others): (Vec<_>, Vec<_>) = findings
        .iter()
        .map(String::as_str)
        .partition(|finding| finding.ends_with("is missing"));
    assert_eq!(missing.len(), 122);
    assert_eq!(
        others,
        [
            "tests/README.md: E1 is there twice",
            "tests/README.md: there is no row E34",
            "tests/README.md: `a::stops` does not say that it holds E1",
            "tests/README.md: E1: there is no `b/c.rs`",
            "tests/README.md: R1: there is no `c::tests::d`",
            "tests/it/a.rs: `a::runs` says that it holds R1; tests/README.md does not",
        ]
    );
}
