//! Any row of batches, any of whose writes may fail: the stored log is the model's.

use crate::world::{World, authority, emails, enter, noted};
use kernel::Error;
use ledger::MemoryNodes;
use proptest::test_runner::{Config, TestRunner};
use std::sync::Arc;
use store::{Realm, events};

/// Runs the writes at once, `true` for those that succeed; answers the addresses entered.
async fn batch(realm: &Arc<Realm>, number: usize, writes: &[bool]) -> Vec<String> {
    let mut asked = Vec::new();
    let mut entered = Vec::new();
    for (place, succeeds) in writes.iter().copied().enumerate() {
        let email = format!("{number:02}-{place:02}@harbour.test");
        if succeeds {
            entered.push(email.clone());
        }
        let realm = Arc::clone(realm);
        asked.push(tokio::spawn(async move {
            let written = realm.write(authority(), move |mut tx| {
                enter(&mut tx, &email)?;
                if succeeds { tx.commit(noted(&email), ()) } else { Err(Error::refused("model", "fails in the model")) }
            });
            assert_eq!(written.await.is_ok(), succeeds);
        }));
    }
    for done in asked {
        done.await.unwrap();
    }
    entered
}

async fn run(world: &World, batches: &[Vec<bool>]) {
    let (store, realm) = world.settled().await;
    let mut model = Vec::new();
    for (number, writes) in batches.iter().enumerate() {
        model.extend(batch(&realm, number, writes).await);
    }
    model.sort();
    assert_eq!(emails(&realm).await, model);
    let records = realm.read(authority(), |tx| events::range(tx, 0, i64::MAX)).await.unwrap();
    let mut told: Vec<_> = records.iter().map(|record| record.detail.as_ref().unwrap().detail.note.clone().unwrap()).collect();
    told.sort();
    assert_eq!(told, model, "each write that succeeded has its record, and no other");
    let nodes: MemoryNodes = records.iter().map(|record| ledger::leaf_hash(&record.entry().unwrap())).collect();
    let head = store.sign_head(&realm).await.unwrap();
    assert_eq!(head.map(|head| (head.size, head.root)), (!model.is_empty()).then(|| (model.len() as u64, nodes.frontier().root())));
}

fn proof(cases: u32, world: fn() -> World) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let batches = proptest::collection::vec(proptest::collection::vec(proptest::bool::weighted(0.7), 1..12), 1..8);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&batches, |batches| {
            runtime.block_on(run(&world(), &batches));
            Ok(())
        })
        .unwrap();
}

#[test]
fn embedded() {
    proof(12, World::embedded);
}

#[test]
fn postgres() {
    proof(8, World::postgres);
}
