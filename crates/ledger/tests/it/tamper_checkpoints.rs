//! Checkpoints held against one another.

use crate::{log::Log, tamper_cases::untouched};
use ledger::{
    ConsistencyFile, VerifierKey,
    check::{CheckpointsReport, Fault, Held, Undecided, checkpoints},
};

fn held(name: &str, note: String) -> Held {
    Held { source_name: name.to_owned(), note }
}

fn check(held: &[Held], proofs: &[(String, ConsistencyFile)]) -> CheckpointsReport {
    let keys: Vec<VerifierKey> = vec![untouched().key().parse().unwrap()];
    checkpoints(held, proofs, Some(&keys))
}

fn codes(report: &CheckpointsReport) -> (Vec<&'static str>, Vec<&'static str>) {
    (report.faults.iter().map(Fault::code).collect(), report.undecided.iter().map(Undecided::code).collect())
}

fn forked() -> Log {
    let mut forked = untouched();
    forked.records[8].detail = forked.records[8].detail.replace("visit", "quiet");
    forked.records[8] = forked.records[8].clone().again();
    forked
}

#[test]
fn growth_that_is_proved() {
    let log = untouched();
    let report = check(
        &[held("a", log.checkpoint(3)), held("b", log.checkpoint(7))],
        &[("c".to_owned(), log.growth(3, 10)), ("d".to_owned(), log.growth(7, 10))],
    );
    assert_eq!(codes(&report), (vec![], vec![]));
    assert_eq!(report.grown, [(3, 10), (7, 10)]);
    assert_eq!(codes(&check(&[held("only", log.checkpoint(5))], &[])), (vec![], vec![]));
    assert_eq!(codes(&check(&[held("empty", log.checkpoint(0)), held("later", log.checkpoint(5))], &[])), (vec![], vec![]));
}

#[test]
fn a_fork_is_named() {
    let report = check(&[held("a", untouched().checkpoint(10)), held("b", forked().checkpoint(10))], &[]);
    assert_eq!(codes(&report), (vec!["fork"], vec![]));
    assert!(report.faults[0].to_string().contains("a and b"));
}

#[test]
fn a_fork_of_different_sizes_has_no_proof() {
    let (log, forked) = (untouched(), forked());
    let older = [held("a", log.checkpoint(9))];
    assert_eq!(codes(&check(&older, &[("b".to_owned(), forked.growth(9, 10))])).0, ["false-proof"]);
    let unproved = [held("a", log.checkpoint(9)), held("b", forked.checkpoint(10))];
    assert_eq!(codes(&check(&unproved, &[])), (vec![], vec!["unlinked"]));
    // Both grew from 8; that does not make them one history.
    let report = check(&[held("root", log.checkpoint(8))], &[("a".to_owned(), log.growth(8, 9)), ("b".to_owned(), forked.growth(8, 10))]);
    assert_eq!(codes(&report), (vec![], vec!["unlinked"]));
}

#[test]
fn tampering_is_named() {
    let log = untouched();
    let good = log.growth(6, 10);
    let older = [held("a", log.checkpoint(6))];
    let without = ConsistencyFile { hashes: good.hashes[1..].to_vec(), ..good.clone() };
    assert_eq!(codes(&check(&older, &[("b".to_owned(), without)])).0, ["false-proof"]);
    let other_old = ConsistencyFile { old: 5, ..good.clone() };
    assert_eq!(codes(&check(&older, &[("b".to_owned(), other_old)])).1, ["no-older-checkpoint", "unlinked"]);
    let mut resigned = log.clone();
    resigned.seed = [8; 32];
    assert_eq!(codes(&check(&[held("a", resigned.checkpoint(6))], &[])).0, ["other-key"]);
    let altered = log.checkpoint(6).replacen("\n6\n", "\n7\n", 1);
    assert_eq!(codes(&check(&[held("a", altered)], &[])).0, ["false-signature"]);
    assert_eq!(codes(&check(&[held("a", "no note".to_owned())], &[])).0, ["malformed"]);
    let report = checkpoints(&older, &[("b".to_owned(), good)], None);
    assert_eq!(codes(&report), (vec![], vec!["no-key", "no-key"]));
}
