//! History is not rewritten: an old copy, a shortened log and an altered record are refused once a head was signed.

use crate::raw;
use crate::world::{World, authority, create, emails, id_of, on_both_engines, organisation, verify, write};
use kernel::OrganisationId;
use std::path::{Path, PathBuf};
use store::events;

on_both_engines!(an_altered_leaf_is_refused, a_shortened_log_is_refused, an_altered_record_is_found, records_are_final);

/// An organisation of three records whose head was signed; nothing of it is open any more.
async fn signed(world: &World) -> OrganisationId {
    let (store, realm) = world.settled().await;
    for name in ["ada", "bob", "carl"] {
        write(&realm, &format!("{name}@harbour.test")).await.unwrap();
    }
    let id = id_of(&realm);
    drop(realm);
    store.close().await;
    id
}

/// Takes away what makes records final, as somebody with the keys and the disk can.
fn unlocked(world: &World) -> &'static str {
    match world.database {
        None => "DROP TRIGGER event_is_final_on_update; DROP TRIGGER event_is_final_on_delete; ",
        Some(_) => "ALTER TABLE event DISABLE TRIGGER event_is_final; ",
    }
}

/// The organisation's rows: in PostgreSQL a superuser sees those of all.
fn of(world: &World, id: OrganisationId) -> String {
    world.database.as_ref().map_or_else(|| "1 = 1".to_owned(), |_| format!("org = '{id}'"))
}

async fn refusal(world: &World, id: OrganisationId) -> String {
    world.open().unwrap().realm(id).await.unwrap_err().to_string()
}

async fn an_altered_leaf_is_refused(world: World) {
    let id = signed(&world).await;
    world.open().unwrap().realm(id).await.unwrap();
    let (unlocked, of) = (unlocked(&world), of(&world, id));
    let leaf = format!("{unlocked} UPDATE event SET leaf_hash = commitment WHERE seq = 2 AND {of}");
    raw::change(&world, id, &leaf).unwrap();
    let refused = refusal(&world, id).await;
    assert!(refused.contains("was altered"), "{refused}");
}

async fn a_shortened_log_is_refused(world: World) {
    let id = signed(&world).await;
    world.open().unwrap().realm(id).await.unwrap();
    let (unlocked, of) = (unlocked(&world), of(&world, id));
    raw::change(&world, id, &format!("{unlocked} DELETE FROM event WHERE {of}; DELETE FROM log_head WHERE {of};")).unwrap();
    let refused = refusal(&world, id).await;
    assert!(refused.contains("old copy"), "{refused}");
}

/// Only the leaf is held against the signed root when a realm opens; that a record still says what its leaf says is found by
/// whoever checks the records, as an export's reader does.
async fn an_altered_record_is_found(world: World) {
    let id = signed(&world).await;
    let (unlocked, of) = (unlocked(&world), of(&world, id));
    raw::change(&world, id, &format!("{unlocked} UPDATE event SET action = 'test.forged' WHERE seq = 2 AND {of}")).unwrap();
    let store = world.open().unwrap();
    let realm = store.realm(id).await.unwrap();
    let records = realm.read(authority(), |tx| events::range(tx, 0, 10)).await.unwrap();
    let whole: Vec<_> = records.iter().map(|record| ledger::leaf_hash(&record.entry().unwrap()) == record.leaf).collect();
    assert_eq!(whole, [true, false, true]);
}

async fn records_are_final(world: World) {
    let id = signed(&world).await;
    for change in ["UPDATE event SET action = 'test.forged'", "DELETE FROM event"] {
        let refused = raw::change(&world, id, change).unwrap_err();
        assert!(refused.contains("event records are final"), "{refused}");
    }
    let store = world.open().unwrap();
    assert_eq!(verify(&store.realm(id).await.unwrap()).await, 3);
}

/// A copy of a database file with what lies beside it.
struct Copy(Vec<(PathBuf, Vec<u8>)>);

impl Copy {
    fn of(path: &Path) -> Self {
        let beside = ["", "-wal", "-shm"].map(|end| PathBuf::from(format!("{}{end}", path.display())));
        Self(beside.into_iter().filter_map(|path| std::fs::read(&path).ok().map(|bytes| (path, bytes))).collect())
    }

    fn put_back(&self, path: &Path) {
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
        for (path, bytes) in &self.0 {
            std::fs::write(path, bytes).unwrap();
        }
    }
}

#[tokio::test]
async fn an_old_copy_of_an_organisation_is_refused() {
    let world = World::embedded();
    let (store, realm) = world.settled().await;
    write(&realm, "ada@harbour.test").await.unwrap();
    let id = id_of(&realm);
    let path = raw::organisation_path(&world, id);
    let old = Copy::of(&path);
    assert!(old.0.len() > 1, "the copy is taken while the file is in use, with its write-ahead log");
    write(&realm, "bob@harbour.test").await.unwrap();
    assert_eq!(store.upkeep().await.failed, 0);
    drop(realm);
    store.close().await;
    drop(store);
    let new = Copy::of(&path);
    old.put_back(&path);
    let refused = refusal(&world, id).await;
    assert!(refused.contains("old copy"), "{refused}");
    new.put_back(&path);
    let store = world.open().unwrap();
    assert_eq!(emails(&store.realm(id).await.unwrap()).await.len(), 2);
}

#[tokio::test]
async fn an_old_copy_of_the_directory_is_refused() {
    let world = World::embedded();
    let store = world.open().unwrap();
    drop(organisation(&store, "harbour").await);
    store.upkeep().await;
    let path = raw::directory_path(&world);
    let old = Copy::of(&path);
    let id = create(&store, "hill").await.id;
    store.close().await;
    drop(store);
    let new = Copy::of(&path);
    old.put_back(&path);
    let refused = world.open().unwrap_err().to_string();
    assert!(refused.contains("the directory is older"), "{refused}");
    new.put_back(&path);
    world.open().unwrap().realm(id).await.unwrap();
    std::fs::write(world.folder.path().join("instance.head.json"), "{").unwrap();
    let refused = world.open().unwrap_err().to_string();
    assert!(refused.contains("instance.head.json is damaged"), "{refused}");
}

#[tokio::test]
async fn an_old_copy_is_noticed_while_open() {
    let world = World::postgres();
    let (store, realm) = world.settled().await;
    write(&realm, "ada@harbour.test").await.unwrap();
    assert_eq!(store.upkeep().await.failed, 0);
    let of = of(&world, id_of(&realm));
    raw::change(&world, id_of(&realm), &format!("{} DELETE FROM event WHERE {of}; DELETE FROM log_head WHERE {of};", unlocked(&world)))
        .unwrap();
    for name in ["bob", "carl"] {
        // First as many records as were signed, then more.
        write(&realm, &format!("{name}@harbour.test")).await.unwrap();
        let report = store.upkeep().await;
        assert_eq!((report.signed, report.failed), (0, 1), "no second history is signed");
    }
}
