//! The embedded engine's files: ciphertext, each under its own key, and a library that opens nothing beside them.

use crate::raw::{self, directory_key, directory_path, organisation_key, organisation_path};
use crate::world::{World, authority, create, emails, id_of, organisation, write};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use vault::{OsRandom, RootKey, RootKeys};

const PLAIN: &[u8] = b"SQLite format 3\0";

#[tokio::test]
async fn another_root_key_opens_nothing() {
    let world = World::embedded();
    drop(world.settled().await);
    let other = RootKeys::new(RootKey::generate(&mut OsRandom).unwrap());
    let refused = world.open_with(&other).unwrap_err().to_string();
    assert!(refused.contains("root key"), "{refused}");
    world.open().unwrap();
}

#[tokio::test]
async fn files_have_no_plain_header_and_open_with_their_own_key_alone() {
    let world = World::embedded();
    let (store, realm) = world.settled().await;
    write(&realm, "ada@harbour.test").await.unwrap();
    let id = id_of(&realm);
    drop(realm);
    store.close().await;
    drop(store);
    let files = [(directory_path(&world), directory_key(&world)), (organisation_path(&world, id), organisation_key(&world, id))];
    for (place, (path, key)) in files.iter().enumerate() {
        assert_ne!(std::fs::read(path).unwrap()[..16], *PLAIN);
        raw::open(path, &files[1 - place].1).map(|_| ()).unwrap_err();
        raw::open(path, &format!("x'{}'", "0".repeat(96))).map(|_| ()).unwrap_err();
        let mut keyless = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        keyless.batch_execute("SELECT count(*) FROM sqlite_master").unwrap_err();
        raw::open(path, key).map(|_| ()).unwrap();
    }
    let plain = world.folder.path().join("plain.db");
    let mut control = SqliteConnection::establish(plain.to_str().unwrap()).unwrap();
    control.batch_execute("CREATE TABLE t (a TEXT)").unwrap();
    assert_eq!(std::fs::read(&plain).unwrap()[..16], *PLAIN, "counter-proof: without a key the header is plain");
}

#[tokio::test]
async fn swapped_files_are_refused() {
    let world = World::embedded();
    let store = world.open().unwrap();
    let (harbour, hill) = (organisation(&store, "harbour").await, organisation(&store, "hill").await);
    write(&harbour, "ada@harbour.test").await.unwrap();
    write(&hill, "bob@hill.test").await.unwrap();
    let (one, other) = (id_of(&harbour), id_of(&hill));
    drop((harbour, hill));
    store.close().await;
    drop(store);
    let swap = || {
        let (a, b) = (organisation_path(&world, one), organisation_path(&world, other));
        let aside = world.folder.path().join("aside");
        for (from, to) in [(&a, &aside), (&b, &a), (&aside, &b)] {
            std::fs::rename(from, to).unwrap();
        }
    };
    swap();
    let store = world.open().unwrap();
    for id in [one, other] {
        let refused = store.realm(id).await.unwrap_err().to_string();
        assert!(refused.contains("swapped"), "{refused}");
    }
    swap();
    assert_eq!(emails(&store.realm(one).await.unwrap()).await, ["ada@harbour.test"]);
    assert_eq!(emails(&store.realm(other).await.unwrap()).await, ["bob@hill.test"]);
}

/// Somebody who has a file's key may write another's name into it: a file is asked whose it is, too.
#[tokio::test]
async fn a_file_that_says_it_is_anothers_is_refused() {
    let world = World::embedded();
    let (store, realm) = world.settled().await;
    let id = id_of(&realm);
    drop(realm);
    store.close().await;
    let says = |name: &str| raw::change(&world, id, &format!("UPDATE meta SET value = '{name}' WHERE name = 'realm'")).unwrap();
    says("org_00000000000000000000000000");
    let refused = store.realm(id).await.unwrap_err().to_string();
    assert!(refused.contains("belongs to another organisation"), "{refused}");
    says(id.as_str());
    store.realm(id).await.unwrap();
}

#[tokio::test]
async fn a_missing_file_is_not_made_anew() {
    let world = World::embedded();
    let store = world.open().unwrap();
    let id = create(&store, "harbour").await.id;
    std::fs::remove_file(organisation_path(&world, id)).unwrap();
    let refused = store.realm(id).await.unwrap_err().to_string();
    assert!(refused.contains("is missing"), "{refused}");
    assert!(!organisation_path(&world, id).exists());
}

/// The file is still open, and would take whatever is written until it is closed.
#[tokio::test]
async fn a_file_that_is_lost_while_it_is_open_takes_nothing_more() {
    let world = World::embedded();
    let (_store, realm) = world.settled().await;
    crate::world::write(&realm, "ada@harbour.test").await.unwrap();
    std::fs::remove_file(organisation_path(&world, id_of(&realm))).unwrap();
    let refused = crate::world::write(&realm, "late@harbour.test").await.unwrap_err().to_string();
    assert!(refused.contains("is missing"), "{refused}");
    let refused = realm.read(crate::world::authority(), store::events::size).await.unwrap_err().to_string();
    assert!(refused.contains("is missing"), "nobody is told that it was erased: {refused}");
}

#[tokio::test]
async fn no_other_file_and_no_code_can_be_loaded() {
    let world = World::embedded();
    let (_store, realm) = world.settled().await;
    let mut file = raw::open(&organisation_path(&world, id_of(&realm)), &organisation_key(&world, id_of(&realm))).unwrap();
    let refused = file.batch_execute("ATTACH DATABASE ':memory:' AS beside").unwrap_err().to_string();
    assert!(refused.contains("too many attached databases - max 0"), "{refused}");
    let refused = file.batch_execute("SELECT load_extension('beside')").unwrap_err().to_string();
    assert!(refused.contains("no such function"), "{refused}");
    file.batch_execute("SELECT abs(-1)").unwrap();
    let inside = realm.read(authority(), |tx| Ok(diesel::sql_query("ATTACH DATABASE ':memory:' AS beside").execute(tx.db())?)).await;
    inside.unwrap_err();
}

#[tokio::test]
async fn settings_that_protect_are_on() {
    #[derive(QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        value: String,
    }
    let world = World::embedded();
    let (_store, realm) = world.settled().await;
    let wanted = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("cell_size_check", "1"),
        ("busy_timeout", "10000"),
    ];
    for (name, value) in wanted {
        let column = if name == "busy_timeout" { "timeout" } else { name };
        let query = format!("SELECT CAST({column} AS TEXT) AS value FROM pragma_{name}");
        let found = realm
            .write(authority(), move |mut tx| {
                let setting: Setting = diesel::sql_query(query).get_result(tx.db())?;
                tx.commit(crate::world::noted("asked"), setting.value)
            })
            .await
            .unwrap();
        assert_eq!(found, value, "{name}");
    }
}
