//! Keys: the root key changes, a key that is gone or moved opens nothing, and each refusal says why.

use crate::raw;
use crate::world::{World, authority, create, emails, id_of, on_both_engines, organisation, write};
use kernel::SystemRng;
use std::sync::Arc;
use store::door::{Config, Store};
use vault::{OsRandom, RootKey, RootKeys};

on_both_engines!(
    the_root_key_changes,
    a_log_keeps_its_name_when_the_host_has_another,
    a_destroyed_key_is_named,
    keys_of_two_organisations_are_not_interchangeable
);

async fn the_root_key_changes(world: World) {
    let store = world.open().unwrap();
    let id = {
        let realm = organisation(&store, "harbour").await;
        organisation(&store, "hill").await;
        write(&realm, "ada@harbour.test").await.unwrap();
        id_of(&realm)
    };
    let new = RootKey::generate(&mut OsRandom).unwrap();
    let both = RootKeys::new(new.clone()).and_retiring(world.roots.active().clone());
    assert_eq!(store.rotate_root(authority(), &both).await.unwrap(), 6, "two keys each for the instance and two organisations");
    store.close().await;
    drop(store);
    let refused = world.open().unwrap_err().to_string();
    assert!(refused.contains("root key"), "{refused}");
    let store = world.open_with(&RootKeys::new(new.clone())).unwrap();
    assert_eq!(emails(&store.realm(id).await.unwrap()).await, ["ada@harbour.test"]);
    let report = store.keys_report().await.unwrap();
    assert_eq!((report.root_key.clone(), report.keys.len()), (new.id().to_string(), 6));
    assert!(report.keys.iter().all(|key| key.opens && key.root_key == report.root_key));
    let again = store.rotate_root(authority(), &both).await.unwrap();
    assert_eq!(again, 6, "safe to repeat");
}

async fn a_log_keeps_its_name_when_the_host_has_another(world: World) {
    let (store, realm) = world.settled().await;
    let (id, key, instance) = (id_of(&realm), realm.verifier_key(), store.instance().verifier_key());
    assert!(key.starts_with("muster.test/log/org_"), "{key}");
    drop((realm, store));
    let config = Config { host: "moved.test".into(), ..world.config() };
    let store = Store::open(config, world.roots.clone(), world.clock.clone(), Arc::new(SystemRng)).unwrap();
    assert_eq!(store.realm(id).await.unwrap().verifier_key(), key);
    assert_eq!(store.instance().verifier_key(), instance);
    let other = create(&store, "hill").await.id;
    assert!(store.realm(other).await.unwrap().verifier_key().starts_with("muster.test/log/org_"), "new logs as well");
}

async fn a_destroyed_key_is_named(world: World) {
    let (store, realm) = world.settled().await;
    let id = id_of(&realm);
    drop((realm, store));
    let store = world.open().unwrap();
    store.realm(id).await.unwrap();
    drop(store);
    raw::change_directory(&world, &format!("DELETE FROM organisation_key WHERE organisation_id = '{id}' AND purpose = 'master'")).unwrap();
    let store = world.open().unwrap();
    let refused = store.realm(id).await.unwrap_err().to_string();
    assert!(refused.contains("master key was destroyed"), "{refused}");
    assert!(store.organisation(id).await.unwrap().is_some(), "the directory still knows of it");
}

async fn keys_of_two_organisations_are_not_interchangeable(world: World) {
    let store = world.open().unwrap();
    let (one, other) = (create(&store, "harbour").await.id, create(&store, "hill").await.id);
    drop(store);
    let moved = format!(
        "UPDATE organisation_key SET wrapped = (SELECT wrapped FROM organisation_key WHERE organisation_id = '{other}' AND purpose = 'master')
         WHERE organisation_id = '{one}' AND purpose = 'master'"
    );
    raw::change_directory(&world, &moved).unwrap();
    let store = world.open().unwrap();
    store.realm(one).await.unwrap_err();
    store.realm(other).await.unwrap();
    let report = store.keys_report().await.unwrap();
    let shut: Vec<_> = report.keys.iter().filter(|key| !key.opens).map(|key| (key.owner.as_str(), key.purpose.as_str())).collect();
    assert_eq!(shut, [(one.as_str(), "master")]);
}

#[tokio::test]
async fn a_missing_keyring_is_not_made_anew() {
    let world = World::embedded();
    drop(world.settled().await);
    let (ring, aside) = (world.folder.path().join("keyring.json"), world.folder.path().join("aside"));
    std::fs::rename(&ring, &aside).unwrap();
    let refused = world.open().unwrap_err().to_string();
    assert!(refused.contains("keyring.json is missing"), "{refused}");
    assert!(!ring.exists());
    std::fs::rename(&aside, &ring).unwrap();
    world.open().unwrap();
}

/// A first start may break off between the keyring and the directory: nothing is lost by then, and the next start goes on.
#[tokio::test]
async fn a_first_start_that_broke_off_is_begun_again() {
    let world = World::embedded();
    drop(world.open().unwrap());
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(world.folder.path().join(format!("directory.db{end}")));
    }
    assert!(world.folder.path().join("keyring.json").exists());
    drop(world.settled().await);
}
