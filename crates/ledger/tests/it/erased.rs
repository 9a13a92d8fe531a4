//! Erased details leave the log whole where the log said so before, and are a fault where it did not.

use crate::log::Log;
use ledger::{
    VerifierKey,
    check::{ExportReport, Fault, Trust, export, proof},
};

fn keys(log: &Log) -> Vec<VerifierKey> {
    vec![log.key().parse().unwrap()]
}

fn check(log: &Log) -> ExportReport {
    export(log.export().as_slice(), Trust::Pinned(&keys(log)), &[]).unwrap()
}

#[test]
fn what_lapsed_may_be_gone() {
    for (before, erased) in [(6, vec![1, 2, 3, 4, 5]), (6, vec![2, 4]), (10, (1..=9).collect()), (6, vec![])] {
        let report = check(&Log::lapsed(10, before, &erased));
        assert_eq!(report.faults, [], "before {before}: {erased:?}");
        assert_eq!((report.records, report.opened, report.erased), (10, 10 - erased.len() as u64, erased.len() as u64));
    }
}

#[test]
fn what_did_not_lapse_may_not() {
    for (before, erased, early) in
        [(6, vec![6], vec![6]), (6, vec![1, 5, 6, 9], vec![6, 9]), (1, vec![1], vec![1]), (6, vec![10], vec![10])]
    {
        let report = check(&Log::lapsed(10, before, &erased));
        let wanted: Vec<Fault> = early.iter().map(|seq| Fault::ErasedEarly { seq: *seq, lapsed_before: before }).collect();
        assert_eq!(report.faults, wanted, "before {before}: {erased:?}");
    }
    // A log that never said so.
    let mut log = Log::grown(10);
    log.records[3].erased = true;
    assert_eq!(check(&log).faults, [Fault::ErasedEarly { seq: 4, lapsed_before: 0 }]);
}

#[test]
fn nobody_but_muster_itself_says_so_and_of_nothing_younger_than_a_year() {
    // Somebody did a thing of that name.
    let mut log = Log::lapsed(10, 6, &[2]);
    log.records[9].lapsed_before = None;
    log.records[9].action = ledger::LAPSE_ACTION.to_owned();
    log.records[9] = log.records[9].clone().again();
    assert_eq!(check(&log).faults, [Fault::ErasedEarly { seq: 2, lapsed_before: 0 }]);
    // It is said at once, of what happened at the same moment.
    let mut log = Log::lapsed(10, 6, &[]);
    log.records[4].lapsed_before = Some(1);
    log.records[4] = log.records[4].clone().again();
    log.records[4].erased = true;
    assert_eq!(check(&log).faults, [Fault::ErasedEarly { seq: 5, lapsed_before: 6 }]);
}

#[test]
fn a_line_that_lost_its_detail_must_say_so_and_only_then() {
    let log = Log::lapsed(10, 6, &[3]);
    let file = String::from_utf8(log.export()).unwrap();
    let judged = |file: &str| export(file.as_bytes(), Trust::Pinned(&keys(&log)), &[]).unwrap().faults;
    assert_eq!(judged(&file), []);
    assert_eq!(judged(&file.replace(",\"erased\":true", "")), [Fault::DetailMissing { seq: 3 }]);
    let first = file.lines().nth(1).unwrap();
    let marked = format!("{},\"erased\":true}}", first.strip_suffix('}').unwrap());
    assert_eq!(judged(&file.replace(first, &marked)), [Fault::NotErased { seq: 1 }]);
}

#[test]
fn a_proof_of_an_erased_record_still_proves_its_place() {
    let log = Log::lapsed(10, 6, &[3]);
    let report = proof("p", &log.proof(3, 10), Some(&keys(&log)));
    assert_eq!((report.faults, report.undecided.len()), (Vec::new(), 0));
    assert_eq!(report.record.unwrap().detail, None);
}

#[test]
fn only_so_much_is_remembered() {
    let erased: Vec<u64> = (1..=1_500).collect();
    let report = check(&Log::lapsed(2_000, 1_000, &erased));
    assert_eq!((report.erased, report.faults.len()), (1_500, ledger::check::MAX_FAULTS));
    assert_eq!(report.faults.last(), Some(&Fault::ErasedEarly { seq: 1_500, lapsed_before: 1_000 }));
}
