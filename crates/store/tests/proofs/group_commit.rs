//! Writes that share a commit share nothing else: a failure or a panic undoes itself alone, and the log has one order.

use crate::world::{World, authority, emails, enter, enters, id_of, noted, on_both_engines, organisation, size, verify, write};
use kernel::Error;
use std::sync::Arc;
use store::Realm;
use tokio::task::JoinSet;

on_both_engines!(
    failures_undo_themselves_alone,
    what_fails_after_its_record_leaves_none,
    a_panic_harms_nobody,
    an_abandoned_write_is_whole,
    two_organisations_do_not_wait
);

async fn failures_undo_themselves_alone(world: World) {
    let (_store, realm) = world.settled().await;
    let mut writes = JoinSet::new();
    for number in 0..64 {
        let realm = Arc::clone(&realm);
        writes.spawn(async move {
            let fails = number % 7 == 0;
            let written = realm.write(authority(), move |mut tx| {
                enter(&mut tx, &format!("member-{number:02}@harbour.test"))?;
                match number % 14 {
                    0 => Err(Error::refused("seventh", "every seventh is refused")),
                    // Refused by the database itself, which on PostgreSQL spoils a transaction that has no savepoint.
                    7 => enter(&mut tx, &format!("member-{number:02}@harbour.test")).map(|_| unreachable!("an address is taken once")),
                    _ => tx.commit(noted("entered"), number),
                }
            });
            assert_eq!(written.await.is_err(), fails, "write {number}");
        });
    }
    while let Some(done) = writes.join_next().await {
        done.unwrap();
    }
    let wanted: Vec<_> = (0..64).filter(|number| number % 7 != 0).map(|number| format!("member-{number:02}@harbour.test")).collect();
    assert_eq!(emails(&realm).await, wanted);
    assert_eq!(verify(&realm).await, wanted.len() as u64);
}

async fn what_fails_after_its_record_leaves_none(world: World) {
    let (_store, realm) = world.settled().await;
    let fails = || {
        realm.write(authority(), |mut tx| {
            enter(&mut tx, "eve@harbour.test")?;
            let _committed = tx.commit(noted("never"), ())?;
            Err::<store::Committed<()>, _>(Error::refused("late", "refused after its record was written"))
        })
    };
    fails().await.unwrap_err();
    assert_eq!((size(&realm).await, verify(&realm).await), (0, 0));
    let (failed, written) = tokio::join!(fails(), write(&realm, "ada@harbour.test"));
    failed.unwrap_err();
    written.unwrap();
    assert_eq!(emails(&realm).await, ["ada@harbour.test"]);
    assert_eq!((size(&realm).await, verify(&realm).await), (1, 1));
}

async fn a_panic_harms_nobody(world: World) {
    let (_store, realm) = world.settled().await;
    let panics = realm.write(authority(), |mut tx| {
        enter(&mut tx, "eve@harbour.test")?;
        assert!(tx.now().millis() <= 0, "on purpose");
        tx.commit(noted("never"), ())
    });
    let (before, panicked, after) = tokio::join!(write(&realm, "ada@harbour.test"), panics, write(&realm, "bob@harbour.test"));
    assert_eq!(panicked.unwrap_err(), Error::internal("a write panicked"));
    before.unwrap();
    after.unwrap();
    write(&realm, "carl@harbour.test").await.unwrap();
    assert_eq!(emails(&realm).await, ["ada@harbour.test", "bob@harbour.test", "carl@harbour.test"]);
    assert_eq!(verify(&realm).await, 3);
}

async fn an_abandoned_write_is_whole(world: World) {
    let (_store, realm) = world.settled().await;
    for number in 0..20 {
        // The asker goes away after the write was queued: polled once, then dropped.
        drop(polled_once(realm.write(authority(), enters(&format!("{number}@harbour.test")))).await);
    }
    write(&realm, "last@harbour.test").await.unwrap();
    assert_eq!(emails(&realm).await.len() as u64, verify(&realm).await, "each row has its record");
}

/// Polls a future once and gives it up.
async fn polled_once<T>(asked: impl Future<Output = T>) -> Option<T> {
    let mut asked = Box::pin(asked);
    std::future::poll_fn(|context| match asked.as_mut().poll(context) {
        std::task::Poll::Ready(answer) => std::task::Poll::Ready(Some(answer)),
        std::task::Poll::Pending => std::task::Poll::Ready(None),
    })
    .await
}

async fn two_organisations_do_not_wait(world: World) {
    let store = world.open().unwrap();
    let (harbour, hill) = (organisation(&store, "harbour").await, organisation(&store, "hill").await);
    let (started, wait) = (Arc::new(tokio::sync::Notify::new()), std::sync::mpsc::channel::<()>());
    let told = Arc::clone(&started);
    let held = tokio::spawn(async move {
        harbour
            .write(authority(), move |tx| {
                told.notify_one();
                wait.1.recv().map_err(Error::internal)?;
                tx.commit(noted("held"), ())
            })
            .await
    });
    started.notified().await;
    write(&hill, "bob@hill.test").await.unwrap();
    wait.0.send(()).unwrap();
    held.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_keep_one_log() {
    let world = World::postgres();
    let (one, realm) = world.settled().await;
    let other = world.open().unwrap();
    let again = other.realm(id_of(&realm)).await.unwrap();
    let mut writes = JoinSet::new();
    let mut spawn = |realm: &Arc<Realm>, email: String| {
        let realm = Arc::clone(realm);
        writes.spawn(async move { write(&realm, &email).await.unwrap() });
    };
    for number in 0..40 {
        spawn(&realm, format!("one-{number}@harbour.test"));
        spawn(&again, format!("other-{number}@harbour.test"));
    }
    while let Some(done) = writes.join_next().await {
        done.unwrap();
    }
    assert_eq!(verify(&realm).await, 80);
    let (signed, signed_too) = tokio::join!(one.upkeep(), other.upkeep());
    assert_eq!((signed.failed, signed_too.failed), (0, 0), "both sign, or one finds it signed");
    assert_eq!(one.latest_head(realm.name()).await.unwrap().unwrap().size, size(&again).await);
}

/// The operator's command beside the server: two processes over one file wait for one another, and the log has one order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_over_one_file_keep_one_log() {
    let world = World::embedded();
    let (_store, server) = world.settled().await;
    let beside = world.open().unwrap();
    let command = beside.realm(id_of(&server)).await.unwrap();
    let mut writes = JoinSet::new();
    for number in 0..40 {
        let realm = Arc::clone(if number % 2 == 0 { &server } else { &command });
        writes.spawn(async move { write(&realm, &format!("{number:02}@harbour.test")).await });
    }
    while let Some(written) = writes.join_next().await {
        written.unwrap().unwrap();
    }
    assert_eq!((emails(&server).await.len(), verify(&command).await), (40, 40));
}
