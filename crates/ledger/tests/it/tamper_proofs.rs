//! Tampered proof files are caught and named.

use crate::{log::Log, tamper_cases::untouched};
use ledger::{
    Note, ProofFile, VerifierKey,
    check::{ProofReport, proof},
};

fn check(file: &ProofFile) -> ProofReport {
    let keys: Vec<VerifierKey> = vec![untouched().key().parse().unwrap()];
    proof("visit.tlog-proof", file, Some(&keys))
}

#[test]
fn every_record_proves() {
    let log = untouched();
    for size in 1..=10 {
        for seq in 1..=size {
            let report = check(&log.proof(seq, size));
            assert_eq!((report.faults, report.undecided), (vec![], vec![]));
            let record = report.record.unwrap();
            assert_eq!((record.seq, record.detail.unwrap()), (seq, format!(r#"{{"actor":"Ada Quill","note":"visit {seq} é"}}"#)));
        }
    }
}

#[test]
fn tampering_is_named() {
    let log = untouched();
    let good = log.proof(6, 10);
    let extra = |line: String| ProofFile { extra: Some(line.into_bytes()), ..good.clone() };
    let mut rewritten = log.records[5].clone();
    rewritten.detail = rewritten.detail.replace("visit", "quiet");
    let mut resigned = log.clone();
    resigned.seed = [8; 32];
    let note = |log: &Log, size| Note::parse(&log.checkpoint(size)).unwrap();
    let cases = [
        (extra(rewritten.line()), "detail-altered"),
        (extra(rewritten.again().line()), "false-proof"),
        (extra(log.records[6].line()), "proof-place"),
        (extra("{}".to_owned()), "proof-record"),
        (ProofFile { index: 6, ..good.clone() }, "proof-place"),
        (ProofFile { hashes: good.hashes[1..].to_vec(), ..good.clone() }, "false-proof"),
        (ProofFile { hashes: good.hashes.iter().rev().copied().collect(), ..good.clone() }, "false-proof"),
        (ProofFile { checkpoint: note(&log, 9), ..good.clone() }, "false-proof"),
        (ProofFile { checkpoint: note(&log, 5), ..good.clone() }, "false-proof"),
        (ProofFile { checkpoint: note(&resigned, 10), ..good.clone() }, "other-key"),
    ];
    for (file, code) in cases {
        let faults = check(&file).faults;
        assert_eq!(faults.iter().map(ledger::check::Fault::code).collect::<Vec<_>>(), [code], "{file}");
    }
}

#[test]
fn what_cannot_be_said_is_said_to_be_so() {
    let log = untouched();
    let bare = ProofFile { extra: None, ..log.proof(6, 10) };
    let report = check(&bare);
    assert_eq!((report.faults.len(), report.undecided[0].code()), (0, "no-record"));
    let report = proof("p", &log.proof(6, 10), None);
    assert_eq!((report.faults.len(), report.undecided[0].code()), (0, "no-key"));
}
