//! Each fault is seen, and a whole list without one passes.

use super::*;

const LIST: &str = "# ours\nV6.1.1 1 documented\nV6.2.1 1\nV10.1.1 2\n";
const TEST: &str = "#[test]\nfn it_holds() {}\n";
const GUIDE: &str = "# Guide\n\n## While it runs\n";

const DOCUMENTED: &str =
    "[[requirement]]\nid = \"V6.1.1\"\nlevel = 1\ntopic = \"told\"\nstatus = \"met\"\nevidence = [\"docs/guide.md#while-it-runs\"]\n";
const PROVED: &str =
    "[[requirement]]\nid = \"V6.2.1\"\nlevel = 1\ntopic = \"long\"\nstatus = \"met\"\nevidence = [\"crates/x/tests/y.rs::it_holds\"]\n";
const NOT_YET: &str = "[[requirement]]\nid = \"V10.1.1\"\nlevel = 2\ntopic = \"apart\"\nstatus = \"open\"\nnote = \"not built\"\n";

fn repo(rows: &str, page: &str) -> Repo {
    Repo::of(&[(IDS, LIST), (ROWS, rows), (PAGE, page), ("crates/x/tests/y.rs", TEST), ("docs/guide.md", GUIDE), ("README.md", "")])
}

fn said(rows: &[&str]) -> Vec<String> {
    faults(&repo(&rows.concat(), "")).into_iter().map(|finding| finding.said).collect()
}

/// The proved row with another line.
fn proved(line: &str, other: &str) -> String {
    assert!(PROVED.contains(line), "{line}");
    PROVED.replace(line, other)
}

fn said_of(row: &str) -> Vec<String> {
    said(&[DOCUMENTED, row, NOT_YET])
}

#[test]
fn a_whole_list_passes() {
    assert_eq!(said(&[DOCUMENTED, PROVED, NOT_YET]), [""; 0]);
}

#[test]
fn an_id_is_there_once() {
    assert_eq!(said(&[DOCUMENTED, NOT_YET]), ["V6.2.1 is missing"]);
    assert_eq!(said(&[DOCUMENTED, PROVED, PROVED, NOT_YET]), ["V6.2.1 stands here twice"]);
    assert_eq!(said_of(&proved("V6.2.1", "V6.9.1")), ["V6.9.1 is no requirement of these chapters", "V6.2.1 is missing"]);
    assert_eq!(said_of(&proved("level = 1", "level = 3")), ["V6.2.1: the standard has it at another level"]);
}

#[test]
fn met_is_proved_by_a_test_that_is_there() {
    let test = "crates/x/tests/y.rs::it_holds";
    let other = |evidence: &str| said_of(&proved(test, evidence));
    assert_eq!(other("crates/x/tests/y.rs::it_held"), ["V6.2.1: crates/x/tests/y.rs has no test `it_held`"]);
    assert_eq!(other("crates/x/tests/z.rs::it_holds"), ["V6.2.1: there is no crates/x/tests/z.rs"]);
    assert_eq!(other("docs/guide.md#while-it-runs"), ["V6.2.1: a document alone proves nothing here"]);
    assert_eq!(
        said_of(&proved("evidence = [\"crates/x/tests/y.rs::it_holds\"]\n", "")),
        ["V6.2.1: names no evidence", "V6.2.1: a document alone proves nothing here"]
    );
    let elsewhere = DOCUMENTED.replace("#while", "#when");
    assert_eq!(said(&[&elsewhere, PROVED, NOT_YET]), ["V6.1.1: docs/guide.md has no heading #when-it-runs"]);
}

#[test]
fn what_falls_short_says_why() {
    for status in ["partial", "deviation", "na"] {
        let row = proved("\"met\"", &format!("\"{status}\""));
        assert_eq!(said_of(&row), ["V6.2.1: is not met and has no note that says why"]);
        assert_eq!(said_of(&format!("{row}note = \"because\"\n")), [""; 0]);
        assert_eq!(said_of(&format!("{row}note = \" \"\n")).len(), 1);
    }
    let open = proved("\"met\"", "\"open\"") + "note = \"not built\"\n";
    assert_eq!(said_of(&open), ["V6.2.1: is open, yet names evidence"]);
    assert_eq!(said(&[DOCUMENTED, PROVED, &NOT_YET.replace("open", "partial")]), ["V10.1.1: names no evidence"]);
}

#[test]
fn rows_are_read_strictly() {
    assert_eq!(said_of(&proved("\"met\"", "\"done\"")), ["V6.2.1: `done` is no status"]);
    assert_eq!(said_of(&(PROVED.to_owned() + "nota = \"x\"\n")), ["V6.2.1: `nota` is no key of a requirement"]);
    assert_eq!(said_of(&proved("topic = \"long\"", "topic = 1")), ["V6.2.1: `topic` is no text"]);
    assert_eq!(said_of(&proved("level = 1\n", "")), ["V6.2.1: has no level"]);
    assert_eq!(said(&["x = 1\n"]), ["`x` is no `[[requirement]]`"]);
    assert_eq!(said(&[]), ["holds no `[[requirement]]`"]);
}

#[test]
fn a_list_of_ids_that_is_gone_or_broken_is_told() {
    let without = Repo::of(&[(ROWS, PROVED), ("crates/x/tests/y.rs", TEST)]);
    assert_eq!(faults(&without), [Finding::file(IDS, "holds no requirement")]);
    assert_eq!(requirements("V6.1.1\n"), Err("`V6.1.1` is no requirement".to_owned()));
    assert_eq!(requirements("V6.1.1 one\n"), Err("`V6.1.1 one` has no level".to_owned()));
}

#[test]
fn a_page_that_is_not_current_fails() {
    let rows = [DOCUMENTED, PROVED, NOT_YET].concat();
    let page = page_table(&repo(&rows, "")).unwrap();
    let said = |page: &str| findings(&repo(&rows, page)).unwrap();
    assert_eq!(said(&page), []);
    let stale = [Finding::file(PAGE, "is not current: `cargo xtask gen asvs` makes it")];
    assert_eq!(said(&page.replace("not built", "built")), stale);
    assert_eq!(said(""), stale);
}

#[test]
fn the_tables_count_and_show() {
    let rows = rows(&repo(&[DOCUMENTED, PROVED, NOT_YET].concat(), "")).unwrap();
    let told = tables::counts(&rows);
    let lines: Vec<Vec<&str>> = told.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[1], ["V6", "Signing", "in,", "level", "1", "2", "0", "0", "0", "0"]);
    assert_eq!(lines[3], ["all", "3", "2", "0", "0", "0", "1"]);
    let page = tables::page(&rows);
    assert!(page.contains("| V6.1.1 | 1 | told | met | [guide.md, while-it-runs](guide.md#while-it-runs) |\n"), "{page}");
    assert!(page.contains("| V6.2.1 | 1 | long | met | `crates/x/tests/y.rs::it_holds` |\n"), "{page}");
    assert!(page.contains("| V10.1.1 | 2 | apart | open | not built |\n"), "{page}");
}
