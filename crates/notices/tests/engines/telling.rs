//! Who is told, of what, when it may be heard, and that it is of one commit with what gives cause.

use crate::world::{World, house, on_both_engines};
use kernel::{Actor, Error, MemberId, Timestamp};
use notices::{NoticeKind, Telling};
use store::{Subject, WriteTx};

on_both_engines!(
    told_with_the_change_or_not_at_all,
    whoever_acts_and_whoever_is_gone_hears_nothing,
    quiet_hours_hold_the_letter_and_not_the_notice,
    each_kind_by_the_ways_that_were_chosen,
    under_one_key_it_is_told_once,
    a_thousand_at_once,
);

const NIGHT: &str = r#"{"from":1320,"until":420,"zone":"Europe/London","urgent_through":true}"#;
const NIGHT_THROUGHOUT: &str = r#"{"from":1320,"until":420,"zone":"Europe/London","urgent_through":false}"#;

fn tell(tx: &mut WriteTx<'_>, members: &[MemberId], kind: NoticeKind, urgent: bool) -> kernel::Result<usize> {
    let mut telling = Telling::new(members, kind, about(), "Changed: Carnival".into(), "North gate".into());
    telling.urgent = urgent;
    notices::tell(tx, telling.with_letter(&house(), "/my-work"))
}

fn about() -> Subject {
    Subject::new("assignment", "asg_test")
}

fn instants(texts: &[&str]) -> Vec<Timestamp> {
    texts.iter().map(|text| Timestamp::parse(text).unwrap()).collect()
}

async fn told_with_the_change_or_not_at_all(world: World) {
    let one = world.members(1).await[0];
    let failed = world.write_as(Actor::System, move |tx| {
        assert_eq!(tell(tx, &[one], NoticeKind::AssignmentChanged, false)?, 1);
        Err::<(), _>(Error::refused("test", "the change did not come about"))
    });
    assert!(failed.await.is_err());
    assert!(world.told(about()).await.is_empty() && world.letters(one).await.is_empty());
    world.write_as(Actor::System, move |tx| tell(tx, &[one], NoticeKind::AssignmentChanged, false)).await.unwrap();
    let told = world.told(about()).await;
    assert_eq!((told.len(), told[0].member.id, told[0].read_at, told[0].title.as_str()), (1, one, None, "Changed: Carnival"));
    assert_eq!(world.letters(one).await, [told[0].created_at]);
}

async fn whoever_acts_and_whoever_is_gone_hears_nothing(world: World) {
    let all = world.members(5).await;
    world.set(all[1], "suspended", None).await;
    world.set(all[2], "left", None).await;
    world.set(all[3], "active", Some("2026-11-20T00:00:00Z")).await;
    world.set(all[4], "active", Some("2027-01-01T00:00:00Z")).await;
    let (actor, everybody) = (all[0], all.clone());
    let count = world.write_as(Actor::Member(actor), move |tx| tell(tx, &everybody, NoticeKind::Leave, true)).await.unwrap();
    let told: Vec<MemberId> = world.told(about()).await.iter().map(|one| one.member.id).collect();
    assert_eq!((count, told), (1, vec![all[4]]));
    for silent in &all[..4] {
        assert!(world.letters(*silent).await.is_empty());
    }
    // Told by somebody else, whoever acted before is told; named twice, once.
    let count = world.write_as(Actor::System, move |tx| tell(tx, &[actor, actor], NoticeKind::Leave, false)).await.unwrap();
    assert_eq!((count, world.letters(actor).await.len()), (1, 1));
}

async fn quiet_hours_hold_the_letter_and_not_the_notice(world: World) {
    let all = world.members(3).await;
    let (sleeper, deaf, awake) = (all[0], all[1], all[2]);
    world.prefers(sleeper, "[]", Some(NIGHT)).await;
    world.prefers(deaf, "[]", Some(NIGHT_THROUGHOUT)).await;
    world.set_clock("2026-11-28T23:30:00Z");
    for urgent in [false, true] {
        let all = all.clone();
        world.write_as(Actor::System, move |tx| tell(tx, &all, NoticeKind::AssignmentChanged, urgent)).await.unwrap();
    }
    let (now, morning) = ("2026-11-28T23:30:00Z", "2026-11-29T07:00:00Z");
    assert_eq!(world.told(about()).await.iter().filter(|one| one.created_at == instants(&[now])[0]).count(), 6, "in the app at once");
    assert_eq!(world.letters(sleeper).await, instants(&[now, morning]), "what is urgent goes through");
    assert_eq!(world.letters(deaf).await, instants(&[morning, morning]), "unless the member said otherwise");
    assert_eq!(world.letters(awake).await, instants(&[now, now]));
}

async fn each_kind_by_the_ways_that_were_chosen(world: World) {
    let all = world.members(2).await;
    world.prefers(all[1], r#"[{"kind":"leave","mail":false,"push":true},{"kind":"reminder","mail":true,"push":true}]"#, None).await;
    for kind in [NoticeKind::Leave, NoticeKind::Reminder, NoticeKind::Hours] {
        let all = all.clone();
        assert_eq!(world.write_as(Actor::System, move |tx| tell(tx, &all, kind, false)).await.unwrap(), 2);
    }
    // Of whoever said nothing all but what is called to mind; of the other what they chose, and what they said nothing of.
    assert_eq!((world.letters(all[0]).await.len(), world.letters(all[1]).await.len()), (2, 2));
    assert_eq!(world.told(about()).await.len(), 6);
}

async fn under_one_key_it_is_told_once(world: World) {
    let all = world.members(2).await;
    let once = |tx: &mut WriteTx<'_>, members: &[MemberId], key: &str| {
        let telling = Telling::new(members, NoticeKind::Reminder, about(), "Soon: Carnival".into(), String::new());
        notices::tell_once(tx, telling, key)
    };
    let first = all[..1].to_vec();
    assert_eq!(world.write_as(Actor::System, move |tx| once(tx, &first, "a")).await.unwrap(), 1);
    let both = all.clone();
    assert_eq!(world.write_as(Actor::System, move |tx| once(tx, &both, "a")).await.unwrap(), 1, "the other alone");
    let both = all.clone();
    assert_eq!(world.write_as(Actor::System, move |tx| once(tx, &both, "a")).await.unwrap(), 0);
    let both = all.clone();
    assert_eq!(world.write_as(Actor::System, move |tx| once(tx, &both, "b")).await.unwrap(), 2, "counter-proof: it is the key");
}

async fn a_thousand_at_once(world: World) {
    let all = world.members(1_001).await;
    let count = world.write_as(Actor::System, move |tx| tell(tx, &all, NoticeKind::Reminder, false)).await.unwrap();
    assert_eq!(count, 1_001);
}
