//! Every way to tamper with an export that the design names, once clumsily and once by someone who can write the
//! format, each with the fault that must be found.

use crate::log::{Log, Made};

/// A tampered file, what its reader holds besides, and what must be found.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) file: Vec<u8>,
    /// Checkpoints the reader kept elsewhere.
    pub(crate) held: Vec<String>,
    /// Code of a fault that must be among those found.
    pub(crate) fault: &'static str,
    /// What that fault's sentence must name.
    pub(crate) names: &'static str,
}

/// Length of the untouched log; signed at 4, 8 and 10.
pub(crate) const SIZE: u64 = 10;

pub(crate) fn untouched() -> Log {
    Log::grown(SIZE)
}

fn lines(file: &[u8]) -> Vec<String> {
    String::from_utf8(file.to_vec()).unwrap().lines().map(str::to_owned).collect()
}

fn file(lines: &[String]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect()
}

/// The export with its lines changed: line 0 is the header, line *n* record *n*.
fn with_lines(change: impl FnOnce(&mut Vec<String>)) -> Vec<u8> {
    let mut lines = lines(&untouched().export());
    change(&mut lines);
    file(&lines)
}

/// The export of changed records under the signatures made before.
fn with_records(change: impl FnOnce(&mut Vec<Made>)) -> Vec<u8> {
    let log = untouched();
    let mut changed = log.clone();
    change(&mut changed.records);
    changed.records = changed.records.into_iter().zip(1..).map(|(record, seq)| record.renumbered(seq)).collect();
    changed.export_with(log.checkpoints())
}

fn flip(file: &mut [u8], find: &str, offset: usize) {
    let at = file.windows(find.len()).position(|window| window == find.as_bytes()).unwrap();
    file[at + offset] ^= 1;
}

pub(crate) fn cases() -> Vec<Case> {
    [flips(), moves(), cuts(), other_histories(), other_keys()].into_iter().flatten().collect()
}

fn case(name: &'static str, fault: &'static str, names: &'static str, file: Vec<u8>) -> Case {
    Case { name, file, held: Vec::new(), fault, names }
}

fn flips() -> Vec<Case> {
    let flipped_record = |change: fn(&mut Made)| {
        let log = untouched();
        let mut changed = log.clone();
        change(&mut changed.records[4]);
        changed.export_with(log.checkpoints())
    };
    let mut detail = untouched().export();
    flip(&mut detail, "visit 5", 6);
    let mut json = untouched().export();
    flip(&mut json, "{\"seq\":5", 0);
    let mut signature = untouched().export();
    flip(&mut signature, "— muster.example/log/brook ", 80);
    vec![
        case(
            "a byte of an entry's text",
            "altered",
            "up to record 4 they are",
            flipped_record(|record| flip(&mut record.entry, "job.created", 4)),
        ),
        case("a byte of an entry's form", "not-canonical", "record 5", flipped_record(|record| record.entry[0] ^= 1)),
        case("a byte of a commitment", "detail-altered", "record 5", flipped_record(|record| *record.entry.last_mut().unwrap() ^= 1)),
        case("a byte of a detail", "detail-altered", "record 5", detail),
        case("a byte of the file's form", "malformed-line", "line 6", json),
        case("a byte of a signature", "false-signature", "checkpoint 1 of the export", signature),
        case(
            "a detail rewritten with its commitment",
            "altered",
            "up to record 4 they are",
            with_records(|records| {
                records[4].detail = records[4].detail.replace("Ada Quill", "Bob Reed!");
            }),
        ),
        case("an entry's number", "mislabelled", "line 6", with_lines(|lines| lines[5] = lines[5].replace("\"seq\":5", "\"seq\":6"))),
        case(
            "a salt taken away",
            "half-open",
            "record 5",
            with_lines(|lines| {
                let end = lines[5].find("\"detail\"").unwrap();
                lines[5] = format!("{}\"detail\":null}}", &lines[5][..end]);
            }),
        ),
    ]
}

fn moves() -> Vec<Case> {
    let inserted = || untouched().records[6].clone();
    vec![
        case("a line deleted", "out-of-sequence", "record 6 where 5", with_lines(|lines| drop(lines.remove(5)))),
        case(
            "a record deleted and the rest renumbered",
            "altered",
            "up to record 4 they are",
            with_records(|records| drop(records.remove(4))),
        ),
        case("the first record deleted", "altered", "up to record 0 they are", with_records(|records| drop(records.remove(0)))),
        case("a line inserted", "out-of-sequence", "record 7 where 5", with_lines(|lines| lines.insert(5, lines[7].clone()))),
        case(
            "a record inserted and the rest renumbered",
            "altered",
            "up to record 4 they are",
            with_records(|records| records.insert(4, inserted())),
        ),
        case("two lines swapped", "out-of-sequence", "record 7 where 6", with_lines(|lines| lines.swap(6, 7))),
        case("two records swapped and renumbered", "altered", "up to record 4 they are", with_records(|records| records.swap(5, 6))),
        case("a record appended", "unsigned", "11 to 11", with_records(|records| records.push(inserted()))),
        case("lines behind the last", "after-end", "line 13", with_lines(|lines| lines.push(lines[10].clone()))),
    ]
}

fn cuts() -> Vec<Case> {
    let whole = untouched();
    let shorter = |size| {
        let mut log = untouched();
        log.records.truncate(size);
        log
    };
    let bytes = whole.export();
    let last_line = "{\"end\"";
    let cut = bytes.windows(last_line.len()).position(|window| window == last_line.as_bytes()).unwrap();
    vec![
        case("cut off before the last line", "cut-off", "after record 10", bytes[..cut].to_vec()),
        case("cut off within a line", "malformed-line", "line 11", bytes[..cut - 20].to_vec()),
        case("the tail cut off with care", "truncated", "9 are here, 10 were signed", shorter(9).export_with(whole.checkpoints())),
        Case {
            held: vec![Log::grown(12).checkpoint(12)],
            ..case(
                "the tail cut off, and more known of",
                "truncated",
                "9 are here, 10 were signed",
                shorter(9).export_with(whole.checkpoints()),
            )
        },
        case("a wrong count", "end-size", "9 records", with_lines(|lines| lines[11] = lines[11].replace("10", "9"))),
        case("the whole log dropped", "dropped", "10 were signed", shorter(0).export_with(whole.checkpoints())),
        Case {
            held: vec![whole.checkpoint(10)],
            ..case("the whole log dropped with its signatures", "dropped", "10 were signed", shorter(0).export_with(Vec::new()))
        },
        case("no signatures left", "no-checkpoint", "no signed checkpoint", whole.export_with(Vec::new())),
        case("the last signature left out", "unsigned", "9 to 10", whole.export_with(vec![whole.checkpoint(4), whole.checkpoint(8)])),
    ]
}

fn other_histories() -> Vec<Case> {
    let whole = untouched();
    let old = Log::grown(8);
    // The server's own key signs another history: only who kept an earlier checkpoint can tell.
    let mut forked = untouched();
    forked.records[8].detail = forked.records[8].detail.replace("visit", "quiet");
    forked.records[8] = forked.records[8].clone().again();
    let mut both = whole.checkpoints();
    both.push(forked.checkpoint(10));
    vec![
        Case { held: vec![whole.checkpoint(10)], ..case("an old file replayed", "stale", "8 records", old.export()) },
        Case { held: vec![whole.checkpoint(10)], ..case("a fork, seen from outside", "fork", "size 10", forked.export()) },
        Case {
            held: vec![whole.checkpoint(9)],
            ..case("a fork, at a size signed once only", "altered", "up to record 8 they are", forked.export())
        },
        case("a fork within the file", "fork", "size 10", whole.export_with(both)),
    ]
}

fn other_keys() -> Vec<Case> {
    let whole = untouched();
    let mut resigned = untouched();
    resigned.seed = [8; 32];
    resigned.records[4].detail = resigned.records[4].detail.replace("visit", "quiet");
    resigned.records[4] = resigned.records[4].clone().again();
    let mut other = untouched();
    other.origin = "muster.example/log/other";
    vec![
        case("rewritten and signed again with a new key", "other-key", "checkpoint 1 of the export", resigned.export()),
        case("another organisation's log", "other-key", "muster.example/log/other", other.export()),
        case("another log's name on it", "other-log", "muster.example/log/brook", other.export_with(whole.checkpoints())),
    ]
}
