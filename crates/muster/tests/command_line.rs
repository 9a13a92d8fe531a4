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
    let listed = json(&muster(&data, &["member", "list", "--org", "north-river", "--json"]));
    assert_eq!(listed[0]["can_sign_in"], true);
    let twice = muster(&data, &["org", "create", "north-river", "--name", "N", "--zone", "UTC", "--json"]);
    assert_eq!(code(&twice), 1);
    assert!(told(&twice).contains("slug-taken"), "{}", told(&twice));
    let records = json(&muster(&data, &["audit", "list", "--org", "north-river", "--json"]));
    assert_eq!(records[0]["action"], "member.added");
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
fn the_description_is_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (first, second) = (muster(&data, &["openapi"]), muster(&data, &["openapi"]));
    assert_eq!(first.stdout, second.stdout);
    assert_eq!(json(&first)["openapi"], "3.1.0");
    assert!(!data.exists(), "describing the API touches no data");
}
