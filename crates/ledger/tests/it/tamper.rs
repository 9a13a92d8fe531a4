//! Tampered exports are caught and named; the untouched one passes.

use crate::{
    log::Log,
    tamper_cases::{SIZE, cases, untouched},
};
use ledger::{
    VerifierKey,
    check::{ExportReport, Held, MAX_FAULTS, Trust, export},
};

fn pinned() -> Vec<VerifierKey> {
    vec![untouched().key().parse().unwrap()]
}

fn check(file: &[u8], held: &[String]) -> ExportReport {
    let held: Vec<Held> = held.iter().map(|note| Held { source_name: "kept.checkpoint".to_owned(), note: note.clone() }).collect();
    export(file, Trust::Pinned(&pinned()), &held).unwrap()
}

#[test]
fn the_untouched_export_passes() {
    let log = untouched();
    for held in [Vec::new(), log.checkpoints(), vec![log.checkpoint(1), log.checkpoint(10)]] {
        let report = check(&log.export(), &held);
        assert_eq!(report.faults, [], "{held:?}");
        assert_eq!((report.records, report.opened, report.checkpoints), (SIZE, SIZE, 3 + held.len()));
        assert_eq!(report.root, log.root(SIZE));
    }
}

#[test]
fn every_tampering_is_caught_and_named() {
    for case in cases() {
        let report = check(&case.file, &case.held);
        let named = report.faults.iter().find(|fault| fault.code() == case.fault);
        let fault = named.unwrap_or_else(|| panic!("{}: {} not among {:?}", case.name, case.fault, report.faults));
        assert!(fault.to_string().contains(case.names), "{}: {fault}", case.name);
    }
}

#[test]
fn what_follows_from_one_fault_is_not_told_again() {
    let deleted = cases().into_iter().find(|case| case.name == "a detail rewritten with its commitment").unwrap();
    let report = check(&deleted.file, &[]);
    assert_eq!(report.faults.len(), 1, "the later checkpoints are not met either: {:?}", report.faults);
}

/// What only a pinned key, or a checkpoint from elsewhere, can show: without it these files look whole. If one day they
/// do not, the guards above have become stronger and these tests say where.
#[test]
fn without_a_pin_a_new_key_is_believed() {
    let resigned = cases().into_iter().find(|case| case.name.contains("new key")).unwrap();
    let report = export(resigned.file.as_slice(), Trust::InFile, &[]).unwrap();
    assert_eq!(report.faults, []);
    assert_ne!(report.keys, pinned());
}

#[test]
fn without_a_checkpoint_from_elsewhere_an_old_file_is_whole() {
    let old = cases().into_iter().find(|case| case.name.contains("replayed")).unwrap();
    assert_eq!(check(&old.file, &[]).faults, []);
}

#[test]
fn faults_are_listed_only_so_far() {
    let mut log = Log::grown(300);
    log.signed_at = vec![300];
    for record in &mut log.records {
        record.detail.push(' ');
    }
    let report = check(&log.export(), &[]);
    assert_eq!(report.faults.len(), MAX_FAULTS);
    assert_eq!(report.more, 300 - MAX_FAULTS as u64);
}

#[test]
fn an_empty_log_can_be_signed_and_exported() {
    let mut log = Log::grown(0);
    log.signed_at = vec![0];
    let report = check(&log.export(), &[]);
    assert_eq!((report.faults, report.records, report.checkpoints), (Vec::new(), 0, 1));
}

#[test]
fn what_is_no_export_is_said_to_be_none() {
    let long = [b"{\"format\":\"".as_slice(), &vec![b'x'; 33 << 20]].concat();
    let files: [&[u8]; 6] = [
        b"",
        b"{}",
        b"{\"format\":\"muster-log v2\",\"origin\":\"a\",\"organisation\":\"b\",\"verifier_keys\":[],\"checkpoints\":[]}\n",
        b"\xff\xfe{",
        b"[]\n",
        &long,
    ];
    for file in files {
        let report = check(file, &[]);
        assert_eq!(report.faults.iter().map(ledger::check::Fault::code).collect::<Vec<_>>(), ["header"]);
    }
}

#[test]
fn a_line_without_end_is_refused_without_being_held() {
    let mut file = untouched().export();
    file.extend_from_slice(&vec![b' '; 9 << 20]);
    assert!(check(&file, &[]).faults.iter().any(|fault| fault.code() == "after-end"));
    let header = file.iter().position(|byte| *byte == b'\n').unwrap();
    let mut endless = file[..=header].to_vec();
    endless.extend_from_slice(&vec![b'{'; 9 << 20]);
    assert!(check(&endless, &[]).faults.iter().any(|fault| fault.to_string().contains("longer than a line may be")));
}
