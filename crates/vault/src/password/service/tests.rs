//! The rules of checking, on one block of memory in the test's own thread; and the threads, through the public door.

use super::super::compute::Work;
use super::super::workers::QUEUE;
use super::super::{Pepper, check_password};
use super::*;
use crate::random::fake::counting;
use crate::secret::Secret;

const PASSWORD: &str = "violet otter climbs";

fn pepper(byte: u8) -> Pepper {
    Pepper::of(Secret::copied(&[byte; 32]))
}

fn rules(params: Params, peppers: impl Into<Peppers>) -> Rules {
    Rules::new(params, peppers.into()).unwrap()
}

fn weak() -> Rules {
    rules(Params::weak_for_tests(), pepper(1))
}

fn record(rules: &Rules) -> String {
    rules.hash(&mut Memory::default(), PASSWORD.as_bytes(), &[7; 16]).unwrap().into_string()
}

fn verdict(rules: &Rules, password: &str, record: &str) -> Result<Verdict, PasswordError> {
    rules.verify(&mut Memory::default(), password.as_bytes(), Parts::read(record))
}

#[test]
fn only_the_same_bytes_are_right() {
    let rules = weak();
    let record = record(&rules);
    assert_eq!(verdict(&rules, PASSWORD, &record).unwrap(), Verdict::Right { rehash: false });
    for wrong in ["", "violet otter climb", "violet otter climbs ", " violet otter climbs", "Violet otter climbs", "violet otter climbs\0"]
    {
        assert_eq!(verdict(&rules, wrong, &record).unwrap(), Verdict::Wrong, "{wrong:?}");
    }
}

#[test]
fn the_record_names_its_parameters_and_pepper_and_its_salt_is_its_own() {
    let rules = rules(Params::SMALL_HOST, pepper(1));
    let one = record(&rules);
    let id = base64::Engine::encode(&base64::engine::general_purpose::STANDARD_NO_PAD, pepper(1).id());
    assert!(one.starts_with(&format!("$argon2id$v=19$m=19456,t=2,p=1,keyid={id}$")), "{one}");
    let other = rules.hash(&mut Memory::default(), PASSWORD.as_bytes(), &[8; 16]).unwrap();
    assert_ne!(one, other.into_string());
}

#[test]
fn the_same_spelling_in_other_bytes_is_another_password() {
    // "ü" as one character and as "u" with a mark: seen alike, kept apart, as nothing is normalised.
    let rules = weak();
    let record = rules.hash(&mut Memory::default(), "gr\u{fc}ner Otter".as_bytes(), &[7; 16]).unwrap().into_string();
    assert_eq!(verdict(&rules, "gru\u{308}ner Otter", &record).unwrap(), Verdict::Wrong);
}

#[test]
fn without_the_pepper_a_record_is_worth_nothing() {
    let peppered = record(&weak());
    assert!(matches!(verdict(&rules(Params::weak_for_tests(), pepper(2)), PASSWORD, &peppered), Err(PasswordError::UnknownPepper(_))));
    // A record relabelled with a pepper that is there does not open either.
    let mut parts = Parts::read(&peppered).unwrap();
    parts.pepper = pepper(2).id().into();
    let relabelled = parts.write().unwrap().into_string();
    assert_eq!(verdict(&rules(Params::weak_for_tests(), pepper(2)), PASSWORD, &relabelled).unwrap(), Verdict::Wrong);
}

#[test]
fn old_parameters_and_peppers_are_right_and_due_for_hashing_anew() {
    let old = record(&weak());
    let stronger = rules(Params::SMALL_HOST, pepper(1));
    assert_eq!(verdict(&stronger, PASSWORD, &old).unwrap(), Verdict::Right { rehash: true });
    let rotated = rules(Params::weak_for_tests(), Peppers::new(pepper(2)).and_retiring(pepper(1)));
    assert_eq!(verdict(&rotated, PASSWORD, &old).unwrap(), Verdict::Right { rehash: true });
    assert_eq!(verdict(&rotated, "wrong otter climbs", &old).unwrap(), Verdict::Wrong);
}

#[test]
fn a_record_without_pepper_from_elsewhere_is_checked_and_then_hashed_anew() {
    // From the reference implementation's own tests: Argon2id, 64 MiB, two passes, "password".
    let foreign = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert_eq!(verdict(&weak(), "password", foreign).unwrap(), Verdict::Right { rehash: true });
    assert_eq!(verdict(&weak(), "Password", foreign).unwrap(), Verdict::Wrong);
}

#[test]
fn every_way_to_fail_computes_the_same_blocks_and_passes() {
    let rules = rules(Params::SMALL_HOST, pepper(1));
    let good = record(&rules);
    let unknown = record(&super::Rules::new(Params::SMALL_HOST, pepper(9).into()).unwrap());
    let work = |password: &str, record: Result<Parts, PasswordError>| {
        let mut memory = Memory::default();
        let verdict = rules.verify(&mut memory, password.as_bytes(), record);
        assert!(!matches!(verdict, Ok(Verdict::Right { .. })));
        memory.last()
    };
    let expected = Work { blocks: 19_456, passes: 2, lanes: 1 };
    assert_eq!(work("wrong otter climbs", Parts::read(&good)), expected, "wrong password");
    assert_eq!(work(PASSWORD, Ok(rules.dummy.clone())), expected, "no record");
    assert_eq!(work(PASSWORD, Parts::read("damaged")), expected, "damaged record");
    assert_eq!(work(PASSWORD, Parts::read(&unknown)), expected, "unknown pepper");
    assert_eq!(work(&"x".repeat(1025), Parts::read(&good)), expected, "overlong password");
    let mut memory = Memory::default();
    rules.verify(&mut memory, PASSWORD.as_bytes(), Parts::read(&good)).unwrap();
    assert_eq!(memory.last(), expected, "right password");
}

#[test]
fn a_record_that_asks_for_a_gigantic_amount_of_work_is_refused_unworked() {
    let rules = weak();
    let greedy = record(&rules).replace("m=64", "m=4194304");
    assert!(matches!(verdict(&rules, PASSWORD, &greedy), Err(PasswordError::Record(_))));
}

#[test]
fn the_block_is_reused_wiped_and_cut_back() {
    let rules = rules(Params::SMALL_HOST, pepper(1));
    let mut memory = Memory::default();
    rules.hash(&mut memory, PASSWORD.as_bytes(), &[1; 16]).unwrap();
    let place = memory.place();
    assert_eq!(place.1, 19_456);
    assert!(!memory.is_clean(), "the work leaves its traces until they are wiped");
    memory.wipe();
    assert!(memory.is_clean());
    for salt in 2..5 {
        rules.hash(&mut memory, PASSWORD.as_bytes(), &[salt; 16]).unwrap();
        assert_eq!(memory.place(), place);
    }
    memory.compute(Params::new(20_480, 2, 1).unwrap(), None, &[0; 16], b"x", &mut [0; 32]).unwrap();
    assert_eq!(memory.place().1, 20_480);
    memory.wipe();
    memory.shrink(19_456);
    assert_eq!(memory.place().1, 19_456);
    memory.shrink(0);
    assert_eq!(memory.place().1, 0);
}

#[test]
fn the_threads_hash_and_check() {
    let passwords = Passwords::start(Params::weak_for_tests(), pepper(1), NonZeroUsize::new(2).unwrap()).unwrap();
    check_password(PASSWORD, &[]).unwrap();
    let record = passwords.hash(PASSWORD, &mut counting()).unwrap().wait().unwrap();
    assert!(!passwords.needs_rehash(record.as_str()));
    assert!(passwords.needs_rehash(&record.as_str().replace("t=1", "t=2")) && passwords.needs_rehash("nonsense"));
    let right = passwords.verify(PASSWORD, record.as_str()).unwrap();
    let wrong = passwords.verify("wrong otter climbs", record.as_str()).unwrap();
    let nobody = passwords.verify_dummy(PASSWORD).unwrap();
    assert_eq!(right.wait().unwrap(), Verdict::Right { rehash: false });
    assert_eq!(wrong.wait().unwrap(), Verdict::Wrong);
    assert_eq!(nobody.wait().unwrap(), Verdict::Wrong);
    assert!(matches!(passwords.verify(PASSWORD, "nonsense").unwrap().wait(), Err(PasswordError::Record(_))));
    assert!(matches!(passwords.hash(&"x".repeat(1025), &mut counting()), Err(PasswordError::TooLong)));
    assert_eq!(passwords.verify(&"x".repeat(1_000_000), record.as_str()).unwrap().wait().unwrap(), Verdict::Wrong);
}

#[test]
fn beyond_the_queue_the_answer_is_busy_and_what_was_taken_is_answered() {
    let passwords = Passwords::start(Params::SMALL_HOST, pepper(1), NonZeroUsize::new(2).unwrap()).unwrap();
    // Hold both threads, so that not the speed of the machine decides how many are waiting.
    let held = [passwords.workers.hold(), passwords.workers.hold()];
    let (taken, turned_away): (Vec<_>, Vec<_>) = (0..20).map(|_| passwords.verify_dummy(PASSWORD)).partition(Result::is_ok);
    assert_eq!((taken.len(), turned_away.len()), (QUEUE, 4));
    assert!(turned_away.into_iter().all(|answer| matches!(answer, Err(PasswordError::Busy))));
    drop(held);
    for pending in taken {
        assert_eq!(pending.unwrap().wait().unwrap(), Verdict::Wrong);
    }
}

#[test]
fn an_answer_nobody_waits_for_is_not_worked_out() {
    let passwords = Passwords::start(Params::weak_for_tests(), pepper(1), NonZeroUsize::MIN).unwrap();
    let held = passwords.workers.hold();
    drop(passwords.verify_dummy(PASSWORD).unwrap());
    let (tell, last) = std::sync::mpsc::channel();
    passwords.workers.submit(Box::new(move |memory| tell.send(memory.last()).unwrap())).unwrap();
    drop(held);
    assert_eq!(last.recv().unwrap(), Work::default(), "no work was done on this thread yet");
}

#[test]
fn an_answer_can_be_awaited() {
    let passwords = Passwords::start(Params::weak_for_tests(), pepper(1), NonZeroUsize::MIN).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let verdict = runtime.block_on(async { passwords.verify_dummy(PASSWORD).unwrap().await });
    assert_eq!(verdict.unwrap(), Verdict::Wrong);
}

#[test]
fn once_stopped_the_answer_says_so() {
    let passwords = Passwords::start(Params::weak_for_tests(), pepper(1), NonZeroUsize::MIN).unwrap();
    let held = passwords.workers.hold();
    let waiting = passwords.verify_dummy(PASSWORD).unwrap();
    passwords.workers.close();
    drop(held);
    drop(passwords);
    assert!(matches!(waiting.wait(), Err(PasswordError::Stopped)));
}
