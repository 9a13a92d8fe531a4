//! How long notices are kept, by whether they were read.

use crate::world::{World, by, on_both_engines, subscribed};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use kernel::{Actor, Clock as _, MemberId, Timestamp};
use notices::{NoticeKind, Telling, retention};
use store::{Statement, Subject};

on_both_engines!(read_ones_go_after_a_season_and_the_others_after_a_year, what_waits_to_be_sent_goes_along, many_go_in_parts);

const DAY: i64 = 24 * 60 * 60;

async fn told(world: &World, member: MemberId, kind: NoticeKind, about: &'static str) {
    let tell = move |tx: &mut store::WriteTx<'_>| {
        notices::tell(tx, Telling::new(&[member], kind, Subject::new("test", about), about.to_owned(), String::new()))
    };
    assert_eq!(world.write_as(Actor::System, tell).await.unwrap(), 1);
}

/// Their member reads everything about this.
async fn read(world: &World, about: &'static str) {
    let now: Timestamp = world.clock.now();
    let read = move |tx: &mut store::WriteTx<'_>| {
        let said = diesel::sql_query(format!("UPDATE notice SET read_at = {} WHERE subject_id = '{about}'", now.millis()));
        match tx.db() {
            store::Connection::Sqlite(connection) => Ok(said.execute(connection)?),
            store::Connection::Postgres(connection) => Ok(said.execute(connection)?),
        }
    };
    assert!(world.write_as(Actor::System, read).await.unwrap() > 0);
}

/// Goes round; tells what is left of all these.
async fn left(world: &World, of: &[&'static str]) -> Vec<&'static str> {
    let is_due = world.realm.read(by(Actor::System), retention::is_due).await.unwrap();
    let gone = world.realm.tend(retention::forget).await.unwrap();
    assert_eq!(is_due, gone > 0, "it is found to be due exactly when something goes");
    let mut left = Vec::new();
    for about in of {
        if !world.told(Subject::new("test", *about)).await.is_empty() {
            left.push(*about);
        }
    }
    left
}

async fn read_ones_go_after_a_season_and_the_others_after_a_year(world: World) {
    let one = world.members(1).await[0];
    let all = ["read", "read-late", "unread", "announced", "announced-and-read"];
    for about in ["read", "read-late", "unread"] {
        told(&world, one, NoticeKind::AssignmentGiven, about).await;
    }
    for about in ["announced", "announced-and-read"] {
        told(&world, one, NoticeKind::Announcement, about).await;
    }
    read(&world, "read").await;
    read(&world, "announced-and-read").await;
    world.clock.advance_seconds(retention::READ_DAYS * DAY);
    assert_eq!(left(&world, &all).await, all, "counter-proof: to the very day they are there");
    world.clock.advance_seconds(1);
    let without = ["read-late", "unread", "announced", "announced-and-read"];
    assert_eq!(left(&world, &all).await, without);
    // Told long ago, and read just now: the days of having read it begin.
    world.clock.advance_seconds((retention::UNREAD_DAYS - retention::READ_DAYS) * DAY - 2);
    read(&world, "read-late").await;
    world.clock.advance_seconds(1);
    assert_eq!(left(&world, &all).await, without, "counter-proof: a year is a year");
    world.clock.advance_seconds(1);
    assert_eq!(left(&world, &all).await, ["read-late", "announced", "announced-and-read"]);
    world.clock.advance_seconds(retention::READ_DAYS * DAY);
    assert_eq!(left(&world, &all).await, ["announced", "announced-and-read"]);
    world.clock.advance_seconds(20 * retention::UNREAD_DAYS * DAY);
    assert_eq!(left(&world, &all).await, ["announced", "announced-and-read"], "receipts stay");
}

async fn what_waits_to_be_sent_goes_along(world: World) {
    let one = world.members(1).await[0];
    world.prefers(one, r#"[{"kind":"leave","mail":false,"push":true}]"#, None).await;
    let target = serde_json::json!({"endpoint": "https://push.example.net/send/1"});
    world.write_as(Actor::System, move |tx| subscribed(tx, one, &target)).await.unwrap();
    told(&world, one, NoticeKind::Leave, "leave").await;
    let waiting = async || {
        let count = |tx: &mut store::Tx<'_>| {
            let mut asked = Statement::<BigInt>::on(tx.db());
            asked.sql("SELECT COUNT(*) FROM push_message");
            Ok(asked.load::<i64>(tx.db())?[0])
        };
        world.realm.read(by(Actor::System), count).await.unwrap()
    };
    assert_eq!(waiting().await, 1, "a server that sends none leaves it");
    world.clock.advance_seconds(retention::UNREAD_DAYS * DAY + 1);
    assert_eq!(left(&world, &["leave"]).await, Vec::<&str>::new());
    assert_eq!(waiting().await, 0);
}

async fn many_go_in_parts(world: World) {
    let many = world.members(1_201).await;
    let tell = move |tx: &mut store::WriteTx<'_>| {
        notices::tell(tx, Telling::new(&many, NoticeKind::Leave, Subject::new("test", "many"), "Many".to_owned(), String::new()))
    };
    world.write_as(Actor::System, tell).await.unwrap();
    read(&world, "many").await;
    world.clock.advance_seconds(retention::READ_DAYS * DAY + 1);
    let mut parts = Vec::new();
    for _ in 0..4 {
        parts.push(world.realm.tend(retention::forget).await.unwrap());
    }
    assert_eq!(parts, [500, 500, 201, 0]);
}
