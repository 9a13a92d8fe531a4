//! Not one byte that is covered by a signature can be changed unnoticed.

use crate::{log::Log, tamper_cases::untouched};
use ledger::{
    ConsistencyFile, ProofFile, VerifierKey,
    check::{Held, Trust, checkpoints, export, proof},
};
use std::ops::Range;

fn keys(log: &Log) -> Vec<VerifierKey> {
    vec![log.key().parse().unwrap()]
}

fn place(file: &[u8], from: &str, to: &str) -> Range<usize> {
    let find = |text: &str| file.windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
    find(from) + from.len()..find(to)
}

#[test]
fn of_an_export() {
    let log = Log::grown(5);
    let keys = keys(&log);
    let mut file = log.export();
    // These two stand there for people and for who has no key: no signature covers them, and a pinned check ignores them.
    let free = [place(&file, "\"organisation\":\"", "\",\"verifier_keys\""), place(&file, "\"verifier_keys\":[\"", "\"],\"checkpoints\"")];
    for at in 0..file.len() {
        for bit in [0, 1, 5] {
            file[at] ^= 1 << bit;
            let report = export(file.as_slice(), Trust::Pinned(&keys), &[]).unwrap();
            let quoted = free.iter().any(|range| range.contains(&at));
            // Turning the final newline into another space leaves the JSON as it was.
            let blank = at + 1 == file.len() && file[at].is_ascii_whitespace();
            assert!(!report.faults.is_empty() || quoted || blank, "byte {at}, bit {bit}: {:?}", char::from(file[at]));
            file[at] ^= 1 << bit;
        }
    }
    assert_eq!(export(file.as_slice(), Trust::Pinned(&keys), &[]).unwrap().faults, []);
}

#[test]
fn of_a_proof() {
    let log = untouched();
    let keys = keys(&log);
    let mut file = log.proof(6, 10).to_string().into_bytes();
    let judged = |file: &[u8]| {
        let text = std::str::from_utf8(file).ok()?;
        let report = proof("p", &ProofFile::parse(text).ok()?, Some(&keys));
        (report.faults.is_empty() && report.undecided.is_empty()).then_some(())
    };
    assert_eq!(judged(&file), Some(()));
    for at in 0..file.len() {
        for bit in [0, 1, 5] {
            file[at] ^= 1 << bit;
            assert_eq!(judged(&file), None, "byte {at}, bit {bit}");
            file[at] ^= 1 << bit;
        }
    }
}

#[test]
fn of_a_proof_of_consistency() {
    let log = untouched();
    let keys = keys(&log);
    let older = Held { source_name: "older".to_owned(), note: log.checkpoint(6) };
    let mut file = log.growth(6, 10).to_string().into_bytes();
    let judged = |file: &[u8]| {
        let text = std::str::from_utf8(file).ok()?;
        let newer = ("newer".to_owned(), ConsistencyFile::parse(text).ok()?);
        let report = checkpoints(std::slice::from_ref(&older), &[newer], Some(&keys));
        (report.faults.is_empty() && report.undecided.is_empty() && report.grown == [(6, 10)]).then_some(())
    };
    assert_eq!(judged(&file), Some(()));
    for at in 0..file.len() {
        for bit in [0, 1, 5] {
            file[at] ^= 1 << bit;
            assert_eq!(judged(&file), None, "byte {at}, bit {bit}");
            file[at] ^= 1 << bit;
        }
    }
}
