//! What the program says when nothing was tampered with, and when it cannot tell.

use crate::{log::Log, run::Folder};

#[test]
fn without_a_key_it_says_what_that_is_worth() {
    let log = Log::grown(6);
    let folder = Folder::new().with("log.ndjson", log.export());
    let answer = folder.verify(&[]);
    assert_eq!(answer.code(), 0);
    assert!(answer.out().contains("agrees with itself"), "{}", answer.out());
    assert!(answer.out().contains(&log.key()));
    assert!(answer.out().ends_with("SELF-CONSISTENT, but by the key inside the file alone\n"), "{}", answer.out());
    let json = folder.verify(&["--json"]).json();
    assert_eq!((json["verdict"].as_str(), json["key_pinned"].as_bool()), (Some("verified"), Some(false)));
}

#[test]
fn a_proof_shows_its_record() {
    let log = Log::grown(6);
    let answer = Folder::new().with("visit.tlog-proof", log.proof(3, 6).to_string()).verify(&["--key", &log.key()]);
    assert_eq!(answer.code(), 0, "{}", answer.out());
    let told =
        "record 3 at 2015-11-20T06:13:20.003Z: member mem_00000000000000000000000001, job.closed done, job job_00000000000000000000000003";
    assert!(answer.out().contains(told), "{}", answer.out());
    assert!(answer.out().contains("visit 3 é"), "{}", answer.out());
}

#[test]
fn keys_may_come_from_a_file() {
    let log = Log::grown(6);
    let folder = Folder::new().with("a", log.checkpoint(3)).with("b", log.growth(3, 6).to_string());
    let keys = folder.write("keys", format!("# ours\n\n{}\n", log.key()));
    let answer = folder.verify(&["--key-file", keys.to_str().unwrap()]);
    assert_eq!(answer.code(), 0, "{}", answer.out());
    assert!(answer.out().contains("the log only grew from 3 to 6 records"), "{}", answer.out());
}

#[test]
fn what_does_not_decide_is_not_called_verified() {
    let log = Log::grown(6);
    let unlinked = Folder::new().with("a", log.checkpoint(3)).with("b", log.checkpoint(6)).verify(&["--key", &log.key()]);
    assert_eq!((unlinked.code(), unlinked.out().contains("[unlinked]")), (2, true), "{}", unlinked.out());
    let keyless = Folder::new().with("a", log.proof(3, 6).to_string()).verify(&["--json"]);
    assert_eq!((keyless.code(), keyless.json()["verdict"].as_str()), (2, Some("undecided")));
    let linked = Folder::new().with("a", log.checkpoint(3)).with("b", log.checkpoint(6)).with("c", log.export());
    assert_eq!(linked.verify(&["--key", &log.key()]).code(), 0);
}

#[test]
fn what_cannot_be_read_is_said() {
    let log = Log::grown(2);
    let cases = [
        (Folder::new().with("empty", ""), vec![], "the file is empty"),
        (Folder::new().with("other", "hello\n"), vec![], "neither an export, nor a proof, nor a checkpoint"),
        (Folder::new().with("picture", b"\x89PNG\r\n\xff".as_slice()), vec![], "UTF-8"),
        (Folder::new().with("a", log.checkpoint(2)), vec!["--key", "nonsense"], "not a verifier key"),
        (Folder::new().with("a", log.checkpoint(2)), vec!["--key-file", "/nowhere"], "cannot read /nowhere"),
        (Folder::new().with("a", log.checkpoint(2)), vec!["/nowhere"], "/nowhere"),
        (Folder::new(), vec![], "FILE"),
    ];
    for (folder, options, why) in cases {
        let answer = folder.verify(&options);
        assert_eq!((answer.code(), answer.out().as_str()), (2, ""), "{why}");
        assert!(answer.err().contains(why), "{why} not in {}", answer.err());
    }
}

#[test]
fn a_file_cannot_steer_the_terminal() {
    let log = Log::grown(2);
    let file = String::from_utf8(log.export()).unwrap().replacen("Brook Rescue", "\\u001b]0;owned\\u0007", 1);
    let file = file.replacen("{\"seq\":2,", "{\"\\u001b[2J\":2,", 1);
    let answer = Folder::new().with("log.ndjson", file).verify(&["--key", &log.key()]);
    assert_eq!(answer.code(), 1);
    assert!(!answer.out().contains('\u{1b}') && !answer.out().contains('\u{7}'), "{:?}", answer.out());
}

#[test]
fn erased_details_are_counted_and_those_gone_too_early_are_named() {
    let verified = |log: &Log| {
        let folder = Folder::new().with("log.ndjson", log.export());
        (folder.verify(&["--key", &log.key()]), folder.verify(&["--key", &log.key(), "--json"]).json())
    };
    let (answer, json) = verified(&Log::lapsed(10, 6, &[1, 2, 3]));
    assert_eq!(answer.code(), 0, "{}", answer.out());
    assert!(
        answer.out().contains("10 records, 7 with their details, 3 erased because the log keeps details only so long"),
        "{}",
        answer.out()
    );
    assert_eq!((json["exports"][0]["opened"].as_u64(), json["exports"][0]["erased"].as_u64()), (Some(7), Some(3)));
    let (answer, _) = verified(&Log::lapsed(10, 6, &[1, 2, 7]));
    assert_eq!(answer.code(), 1);
    assert!(answer.out().contains("✗ [erased-early] the detail of record 7 was erased before its time"), "{}", answer.out());
    let log = Log::lapsed(10, 6, &[3]);
    let proof = Folder::new().with("visit.tlog-proof", log.proof(3, 10).to_string()).verify(&["--key", &log.key()]);
    assert_eq!((proof.code(), proof.out().contains("its detail is said to be erased")), (0, true), "{}", proof.out());
}
