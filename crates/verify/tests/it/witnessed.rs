//! Heads that witnesses signed, and those that too few did.

use crate::{log::Log, run::Folder};
use ledger::{Cosigner, Note};

const SEEN: u64 = 1_795_000_000;

fn witness(number: u8) -> Cosigner {
    Cosigner::from_seed(&format!("witness.test/w{number}"), &[100 + number; 32]).unwrap()
}

fn key(number: u8) -> String {
    witness(number).key().to_string()
}

/// The note with these witnesses' lines.
fn cosigned(note: &str, by: &[u8]) -> String {
    let mut note = Note::parse(note).unwrap();
    for number in by {
        let line = witness(*number).cosign(note.text(), SEEN);
        note.add(line);
    }
    note.to_string()
}

/// The export of a log whose newest head bears these witnesses' lines.
fn export(log: &Log, by: &[u8]) -> Vec<u8> {
    let mut heads = log.checkpoints();
    let newest = heads.pop().unwrap();
    heads.push(cosigned(&newest, by));
    log.export_with(heads)
}

fn asking<'a>(key: &'a str, witnesses: &'a [String], more: &[&'a str]) -> Vec<&'a str> {
    let named = witnesses.iter().flat_map(|witness| ["--witness", witness.as_str()]);
    ["--key", key].into_iter().chain(named).chain(more.iter().copied()).collect()
}

#[test]
fn a_head_must_bear_the_cosignatures_asked_for() {
    let log = Log::grown(6);
    let log_key = log.key();
    let three = [key(1), key(2), key(3)];
    for (by, quorum, code) in [
        (vec![1, 2, 3], None, 0),
        (vec![1, 3], None, 3),
        (vec![1, 3], Some("2"), 0),
        (vec![3], Some("2"), 3),
        (vec![], Some("1"), 3),
        // Somebody else's word, and the same one's twice, count for nothing more.
        (vec![1, 4, 5], Some("2"), 3),
        (vec![1, 1, 1], Some("2"), 3),
    ] {
        let more: Vec<&str> = quorum.iter().flat_map(|quorum| ["--quorum", quorum]).collect();
        let answer = Folder::new().with("log.ndjson", export(&log, &by)).verify(&asking(&log_key, &three, &more));
        assert_eq!(answer.code(), code, "{by:?} {quorum:?}: {}", answer.out());
        assert_eq!(answer.out().contains("✗ [unwitnessed]"), code == 3, "{}", answer.out());
        let word = if code == 0 { "\nVERIFIED\n" } else { "\nNOT WITNESSED: " };
        assert!(answer.out().contains(word), "{}", answer.out());
    }
    // Counter-proof: nobody is asked for, and nobody is missed.
    assert_eq!(Folder::new().with("log.ndjson", log.export()).verify(&["--key", &log_key]).code(), 0);
}

#[test]
fn only_the_newest_head_counts_and_its_lines_may_stand_in_another_file() {
    let log = Log::grown(6);
    let log_key = log.key();
    let one = [key(1)];
    let older = Folder::new().with("log.ndjson", log.export()).with("kept", cosigned(&log.checkpoint(4), &[1]));
    assert_eq!(older.verify(&asking(&log_key, &one, &[])).code(), 3, "a witness that saw record 4 has not seen record 6");
    let newest = Folder::new().with("log.ndjson", log.export()).with("kept", cosigned(&log.checkpoint(6), &[1]));
    let answer = newest.verify(&asking(&log_key, &one, &[]));
    assert_eq!(answer.code(), 0, "{}", answer.out());
    assert!(answer.out().contains("seen by witness.test/w1 at 2026-11-18T"), "{}", answer.out());
    let grown = Folder::new().with("a", log.checkpoint(4)).with("b", log.growth(4, 6).to_string());
    assert_eq!(grown.verify(&asking(&log_key, &one, &[])).code(), 3);
}

#[test]
fn every_proof_must_lead_to_a_witnessed_head() {
    let log = Log::grown(6);
    let log_key = log.key();
    let one = [key(1)];
    let mut proof = log.proof(3, 4);
    let bare = Folder::new().with("p", proof.to_string()).with("log.ndjson", export(&log, &[1]));
    assert_eq!(bare.verify(&asking(&log_key, &one, &[])).code(), 3);
    proof.checkpoint = Note::parse(&cosigned(&proof.checkpoint.to_string(), &[1])).unwrap();
    let signed = Folder::new().with("p", proof.to_string());
    let json = signed.verify(&asking(&log_key, &one, &["--json"])).json();
    assert_eq!((json["verdict"].as_str(), json["witnessed"]["heads"][0]["enough"].as_bool()), (Some("verified"), Some(true)));
    assert_eq!(json["witnessed"]["heads"][0]["seen"][0]["witness"], "witness.test/w1");
}

#[test]
fn a_forged_cosignature_is_none_and_what_is_false_stays_false() {
    let log = Log::grown(6);
    let log_key = log.key();
    let one = [key(1)];
    // The witness's line of another head of the same log.
    let line = cosigned(&log.checkpoint(4), &[1]).lines().last().unwrap().to_owned();
    let moved = log.export_with(vec![format!("{}{line}\n", log.checkpoint(6))]);
    let answer = Folder::new().with("log.ndjson", moved).verify(&asking(&log_key, &one, &[]));
    assert_eq!(answer.code(), 3, "{}", answer.out());
    let mut forged = log.clone();
    forged.records[4].detail = forged.records[4].detail.replace("visit", "quiet");
    let file = forged.export_with(vec![cosigned(&log.checkpoint(6), &[1])]);
    assert_eq!(Folder::new().with("log.ndjson", file).verify(&asking(&log_key, &one, &[])).code(), 1, "a witness does not make it true");
}

#[test]
fn what_is_asked_for_must_make_sense() {
    let log = Log::grown(2);
    let (log_key, one) = (log.key(), key(1));
    for (options, why) in [
        (vec!["--quorum", "1"], "--witness"),
        (vec!["--witness", &log_key], "not a witness's key"),
        (vec!["--witness", &one, "--witness", &one], "named twice"),
        (vec!["--witness", &one, "--quorum", "0"], "from 1 to 1"),
        (vec!["--witness", &one, "--quorum", "2"], "from 1 to 1"),
    ] {
        let answer = Folder::new().with("log.ndjson", log.export()).verify(&options);
        assert_eq!((answer.code(), answer.out().as_str()), (2, ""), "{why}");
        assert!(answer.err().contains(why), "{why} not in {}", answer.err());
    }
}
