//! The tamper suite through the program itself.

use crate::{
    run::Folder,
    tamper_cases::{cases, untouched},
};

#[test]
fn the_untouched_export_is_verified() {
    let log = untouched();
    let answer = Folder::new().with("log.ndjson", log.export()).with("kept.checkpoint", log.checkpoint(9)).verify(&["--key", &log.key()]);
    assert_eq!(answer.code(), 0, "{}", answer.out());
    assert!(answer.out().ends_with("\nVERIFIED\n"), "{}", answer.out());
}

#[test]
fn every_tampering_is_caught_and_named() {
    let key = untouched().key();
    for case in cases() {
        let mut folder = Folder::new().with("log.ndjson", &case.file);
        for (at, note) in case.held.iter().enumerate() {
            folder = folder.with(&format!("kept-{at}.checkpoint"), note);
        }
        let answer = folder.verify(&["--key", &key]);
        assert_eq!(answer.code(), 1, "{}: {}", case.name, answer.out());
        let told = answer.out().lines().any(|line| line.contains(&format!("✗ [{}]", case.fault)) && line.contains(case.names));
        assert!(told, "{}: {} … {} not in {}", case.name, case.fault, case.names, answer.out());
        assert!(answer.out().ends_with("\nFALSE: do not rely on these files\n"));

        let json = folder.verify(&["--key", &key, "--json"]);
        assert_eq!((json.code(), json.json()["verdict"].as_str()), (1, Some("false")), "{}", case.name);
        let faults = json.json()["exports"][0]["faults"].as_array().unwrap().clone();
        assert!(faults.iter().any(|fault| fault["code"] == case.fault), "{}: {faults:?}", case.name);
    }
}

#[test]
fn tampered_proofs_and_checkpoints() {
    let log = untouched();
    let key = log.key();
    let mut forked = untouched();
    forked.records[8].detail = forked.records[8].detail.replace("visit", "quiet");
    forked.records[8] = forked.records[8].clone().again();
    let mut resigned = untouched();
    resigned.seed = [8; 32];
    let proof = log.proof(6, 10).to_string();
    let cases = [
        (Folder::new().with("a", proof.replacen("index 5", "index 4", 1)), "proof-place"),
        (Folder::new().with("a", proof.replacen("extra ", "extra A", 1)), "malformed"),
        (Folder::new().with("a", resigned.proof(6, 10).to_string()), "other-key"),
        (Folder::new().with("a", log.checkpoint(10)).with("b", forked.checkpoint(10)), "fork"),
        (Folder::new().with("a", log.checkpoint(9)).with("b", forked.growth(9, 10).to_string()), "false-proof"),
        (Folder::new().with("a", log.checkpoint(9).replacen("\n9\n", "\n8\n", 1)), "false-signature"),
        (Folder::new().with("a", log.export()).with("b", forked.proof(9, 10).to_string()), "fork"),
        (Folder::new().with("a", log.export()).with("b", forked.checkpoint(9)), "altered"),
    ];
    for (at, (folder, code)) in cases.iter().enumerate() {
        let answer = folder.verify(&["--key", &key]);
        assert_eq!(answer.code(), 1, "case {at}: {}", answer.out());
        assert!(answer.out().contains(&format!("✗ [{code}]")), "case {at}: {code} not in {}", answer.out());
    }
}
