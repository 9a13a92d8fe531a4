//! The binary as it is typed: exit codes, JSON, what is refused and how it is told.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn muster(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.env_clear().current_dir(data.parent().unwrap()).stdin(Stdio::null());
    command.arg("--data").arg(data).args(["--log", "error", "--password-memory-kib", "19456", "--password-passes", "2"]).args(arguments);
    command.output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_organisation_and_its_first_member() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let made = muster(&data, &["org", "create", "north-river", "--name", "North River", "--zone", "Europe/London", "--json"]);
    assert_eq!(code(&made), 0, "{}", told(&made));
    assert_eq!(json(&made)["slug"], "north-river");
    assert!(told(&made).contains("BACK IT UP"), "the first start tells of the root key");
    let added = muster(
        &data,
        &["member", "add", "--org", "north-river", "--name", "Ana", "--email", "ana@example.org", "--role", "owner", "--json"],
    );
    assert_eq!(json(&added)["password"].as_str().unwrap().len(), 29);
    let twice = muster(&data, &["org", "create", "north-river", "--name", "N", "--zone", "UTC", "--json"]);
    assert_eq!(code(&twice), 1);
    assert!(told(&twice).contains("slug-taken"), "{}", told(&twice));
    let again = ["member", "add", "--org", "north-river", "--name", "Another", "--email", "ANA@example.org", "--role", "owner"];
    let twice = muster(&data, &again);
    assert_eq!(code(&twice), 1, "an address is one member's, however it is written: {}", told(&twice));
    // What an organisation has is its own: without its leave the operator reads nothing of it.
    for command in [&["member", "list"][..], &["audit", "list"], &["audit", "export"], &["audit", "show", "1"], &["audit", "proof", "1"]] {
        let refused = muster(&data, &[command, &["--org", "north-river", "--json"]].concat());
        assert_eq!(code(&refused), 1, "{command:?}");
        assert!(told(&refused).contains("no-support-grant"), "{command:?}: {}", told(&refused));
        assert!(refused.stdout.is_empty(), "{command:?}");
    }
    let instance = json(&muster(&data, &["audit", "list", "--json"]));
    assert_eq!(instance[0]["action"], "organisation.created");
    assert_eq!(code(&muster(&data, &["keys", "verify"])), 0);
}

#[test]
fn suspending_asks_for_the_name() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    muster(&data, &["org", "create", "ab", "--name", "A", "--zone", "UTC"]);
    assert_eq!(code(&muster(&data, &["org", "suspend", "ab"])), 2);
    assert_eq!(code(&muster(&data, &["org", "suspend", "ab", "--yes-i-mean", "cd"])), 2);
    assert_eq!(json(&muster(&data, &["org", "show", "ab", "--json"]))["standing"], "active");
    assert_eq!(code(&muster(&data, &["org", "suspend", "ab", "--yes-i-mean", "ab"])), 0);
    assert_eq!(json(&muster(&data, &["org", "show", "ab", "--json"]))["standing"], "suspended");
}

#[test]
fn nothing_is_served_in_clear_text_by_accident() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let refused = muster(&data, &["serve"]);
    assert_eq!(code(&refused), 2);
    for way in ["--tls-cert", "--self-signed", "--plain-http"] {
        assert!(told(&refused).contains(way), "{}", told(&refused));
    }
    let everywhere = muster(&data, &["serve", "--plain-http", "--listen", "0.0.0.0:0", "--hosts", "[a.example]"]);
    assert_eq!(code(&everywhere), 1);
    assert!(told(&everywhere).contains("loopback alone"), "{}", told(&everywhere));
}

#[test]
fn every_setting_is_explained_and_no_secret_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let explained = json(&muster(&data, &["config", "--explain", "--json"]));
    assert!(explained.as_array().unwrap().iter().all(|key| !key["meaning"].as_str().unwrap().is_empty()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.env_clear().env("MUSTER_POSTGRES_URL", "postgres://a:needle-4711@localhost/x").current_dir(folder.path()).args(["config"]);
    let shown = command.output().unwrap();
    assert_eq!(code(&shown), 0, "{}", told(&shown));
    assert!(!String::from_utf8_lossy(&shown.stdout).contains("needle-4711"));
}

#[test]
fn the_catalogue_needs_no_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let kinds = json(&muster(&data, &["audit", "actions", "--json"]));
    assert!(kinds.as_array().unwrap().iter().any(|kind| kind["name"] == "job.closed"), "{kinds}");
    assert!(!data.exists());
}

#[test]
fn the_description_is_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (first, second) = (muster(&data, &["openapi"]), muster(&data, &["openapi"]));
    assert_eq!(first.stdout, second.stdout);
    assert_eq!(json(&first)["openapi"], "3.1.0");
    assert!(!data.exists(), "describing the API touches no data");
}

const MAPPING: &str = r#"
name = "Calls"
zone = "Europe/London"
source = "calls"
[fields]
reference = { column = "id" }
title = { column = "what" }
created_at = { column = "when", format = "%d/%m/%Y" }
"#;

#[test]
fn a_file_is_checked_then_imported_and_a_second_time_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    muster(&data, &["org", "create", "ab", "--name", "A", "--zone", "UTC"]);
    std::fs::write(folder.path().join("calls.toml"), MAPPING).unwrap();
    std::fs::write(folder.path().join("calls.csv"), "id,what,when\n1,Leak,01/02/2026\n2,Lamp,31/02/2026\n3,Door,03/02/2026\n").unwrap();
    let import = |more: &[&str]| {
        let all = [&["import", "jobs", "calls.csv", "--mapping", "calls.toml", "--org", "ab", "--json"], more].concat();
        let output = muster(&data, &all);
        assert_eq!(code(&output), 3, "a row was refused: {}", told(&output));
        json(&output)
    };
    let figures = |told: &Value| ["rows", "added", "unchanged", "refused"].map(|name| told["progress"][name].as_i64().unwrap());
    let dry = import(&["--dry-run"]);
    assert_eq!((figures(&dry), &dry["dry_run"]), ([3, 2, 0, 1], &Value::Bool(true)));
    assert_eq!(figures(&import(&[])), [3, 2, 0, 1]);
    let again = import(&[]);
    assert_eq!(figures(&again), [3, 0, 2, 1]);
    let refusal = &again["refusals"][0];
    assert_eq!((&refusal["line"], refusal["column"].as_str(), refusal["value"].as_str()), (&3.into(), Some("when"), Some("31/02/2026")));
    let human = muster(&data, &["import", "jobs", "calls.csv", "--mapping", "calls.toml", "--org", "ab"]);
    let text = String::from_utf8_lossy(&human.stdout).into_owned();
    assert!(text.starts_with("3 rows: 0 added, 2 there already, 1 refused.\n  line 3, when: is not a date of the form %d/%m/%Y"), "{text}");
    std::fs::write(folder.path().join("calls.csv"), "id,what,when\n4,Gate,01/02/2026\n").unwrap();
    assert_eq!(code(&muster(&data, &["import", "jobs", "calls.csv", "--mapping", "calls.toml", "--org", "ab"])), 0);
}

#[test]
fn what_cannot_be_imported_is_told_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    muster(&data, &["org", "create", "ab", "--name", "A", "--zone", "UTC"]);
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    write("calls.csv", b"id,what,when\n");
    write("book.xlsx", b"PK\x03\x04");
    write("calls.toml", MAPPING.as_bytes());
    write("broken.toml", b"name = \"x\"\nzone = UTC\n");
    write("typo.toml", MAPPING.replace("[fields]", "colour = \"red\"\n[fields]").as_bytes());
    write("other.toml", MAPPING.replace("\"what\"", "\"task\"").as_bytes());
    let cases: &[(&str, &str, &str, i32, &[&str])] = &[
        ("calls.csv", "chicago", "ab", 2, &["chicago is no file", "chicago-sanitation, san-francisco-311"]),
        ("calls.csv", "broken.toml", "ab", 2, &["broken.toml", "line 2", "zone = UTC"]),
        ("calls.csv", "typo.toml", "ab", 2, &["typo.toml", "line 5", "unknown field `colour`"]),
        ("calls.csv", "other.toml", "ab", 1, &["mapping.title: the file has no column task"]),
        ("calls.csv", "chicago-sanitation", "ab", 1, &["mapping.reference: the file has no column Service_Request_Number"]),
        ("book.xlsx", "calls.toml", "ab", 1, &["save it as CSV first"]),
        ("gone.csv", "calls.toml", "ab", 2, &["gone.csv: there is no such file"]),
        ("calls.csv", "calls.toml", "cd", 1, &["there is no organisation cd"]),
    ];
    for (file, mapping, org, wanted, reasons) in cases {
        let output = muster(&data, &["import", "jobs", file, "--mapping", mapping, "--org", org]);
        assert_eq!(code(&output), *wanted, "{}", told(&output));
        assert!(reasons.iter().all(|reason| told(&output).contains(reason)), "{reasons:?}: {}", told(&output));
    }
    let head = muster(&data, &["audit", "checkpoint", "--org", "ab"]);
    assert!(told(&head).contains("the log is empty"), "{}", told(&head));
}

#[test]
fn a_plan_is_looked_at_then_drafted_and_odd_rows_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    muster(&data, &["org", "create", "ab", "--name", "A", "--zone", "Europe/London"]);
    let shift = |start: &str, end: &str| serde_json::json!({"start": start, "end": end, "role": "Steward", "venue": "Gate", "title": "Gate by night", "max_needed": 2});
    let shifts = [shift("2026-12-05 20:00:00", "2026-12-06 02:00:00"), shift("2026-12-06 12:00:00", "2026-12-06 11:00:00")];
    std::fs::write(folder.path().join("shifts.json"), serde_json::to_string(&shifts).unwrap()).unwrap();
    std::fs::write(folder.path().join("good.json"), serde_json::to_string(&shifts[..1]).unwrap()).unwrap();
    std::fs::write(folder.path().join("odd.json"), b"\xff").unwrap();
    let import = |file: &str, more: &[&str]| {
        muster(&data, &[&["import", "plans", file, "--format", "emf_shifts", "--organisation", "ab", "--name", "Fair"], more].concat())
    };
    let dry = import("shifts.json", &["--dry-run", "--json"]);
    assert_eq!(code(&dry), 3, "a row is refused: {}", told(&dry));
    let report = json(&dry);
    assert_eq!((&report["event"], &report["sessions"], &report["dry_run"]), (&Value::Null, &1.into(), &true.into()));
    assert_eq!((&report["refusals"][0]["row"], &report["refusals"][0]["reason"]), (&2.into(), &"ends before it begins".into()));
    assert_eq!(report["remarks"][0]["what"], "over_midnight");
    let human = import("shifts.json", &[]);
    let text = String::from_utf8_lossy(&human.stdout).into_owned();
    assert!(text.starts_with("2 rows: 1 sessions drafted with 1 requirements and 2 places, 1 rows refused.\nE-000001 Fair"), "{text}");
    assert!(
        text.contains("row 2, end: ends before it begins") && text.contains("row 1: ends on 2026-12-06T02:00:00 [over_midnight]"),
        "{text}"
    );
    let again = import("good.json", &["--json"]);
    assert_eq!((code(&again), &json(&again)["event"]["number"]), (0, &"E-000001".into()), "{}", told(&again));
    assert_eq!((&json(&again)["sessions"], &json(&again)["sessions_kept"]), (&0.into(), &1.into()), "what is here already stays");
    let anew = import("good.json", &["--anew", "--json"]);
    assert_eq!((code(&anew), &json(&anew)["event"]["number"]), (0, &"E-000002".into()), "{}", told(&anew));
    for (file, more, wanted, reason) in [
        ("gone.json", &[][..], 2, "gone.json: there is no such file"),
        ("odd.json", &[], 2, "odd.json: is not UTF-8"),
        ("good.json", &["--format", "frab_json"], 2, "--format"),
        ("good.json", &["--zone", "Nowhere/Town"], 2, "--zone"),
    ] {
        let output = import(file, more);
        assert_eq!(code(&output), wanted, "{}", told(&output));
        assert!(told(&output).contains(reason), "{reason}: {}", told(&output));
    }
    let xml = muster(&data, &["import", "plans", "good.json", "--format", "frab_xml", "--org", "ab"]);
    assert!(code(&xml) == 1 && told(&xml).contains("is not XML"), "{}", told(&xml));
}

#[test]
fn what_members_can_do_comes_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    muster(&data, &["org", "create", "ab", "--name", "A", "--zone", "UTC"]);
    muster(&data, &["member", "add", "--org", "ab", "--name", "Ana", "--email", "ana@example.org", "--role", "owner"]);
    std::fs::write(
        folder.path().join("able.csv"),
        "name,email,competencies\nAna,ana@example.org,\nBo,bo@example.org,Boat\nAna,ana@example.org,Boat\n",
    )
    .unwrap();
    let output = muster(&data, &["import", "plans", "able.csv", "--format", "members_csv", "--org", "ab", "--json"]);
    assert_eq!(code(&output), 3, "{}", told(&output));
    let report = json(&output);
    let figures = ["rows", "members", "certificates", "sessions"].map(|name| report[name].as_u64().unwrap());
    assert_eq!((figures, &report["format"]), ([3, 1, 0, 0], &"members_csv".into()));
    let refused: Vec<&str> = report["refusals"].as_array().unwrap().iter().map(|row| row["reason"].as_str().unwrap()).collect();
    assert_eq!(refused, ["there is no such member", "stands in row 2 already"]);
}
