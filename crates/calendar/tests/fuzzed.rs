//! The entry points of `fuzz/entries`, run over samples, changed samples and noise.

#[path = "../../../fuzz/entries/calendar_file.rs"]
mod calendar_file;
#[path = "../../../fuzz/entries/recurrence_rule.rs"]
mod recurrence_rule;
#[path = "../../../fuzz/replay.rs"]
mod replay;

use replay::replay;

#[test]
fn calendar_files() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/icalendar");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort_unstable();
    let seeds: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    replay(&seeds, 600, calendar_file::run);
}

#[test]
fn recurrence_rules() {
    let given: serde_json::Value = serde_json::from_str(include_str!("rrule/php-rrule.json")).unwrap();
    let rules = given["cases"].as_array().unwrap().iter().map(|case| case["rrule"].as_str().unwrap().as_bytes().to_vec());
    replay(&rules.collect::<Vec<_>>(), 600, recurrence_rule::run);
}
