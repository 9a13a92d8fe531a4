//! An organisation that was erased: nothing of it opens, nothing of it comes back, nobody else loses anything, and what it was and when it
//! went can be said. What the erasure cannot reach is a copy of the keys that somebody kept: that is proved too, so that nobody is told
//! otherwise.

use crate::raw;
use crate::world::{World, authority, called, emails, id_of, noted, on_both_engines, organisation, size, verify, write};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, OrganisationId};
use ledger::VerifierKey;
use store::events;

on_both_engines!(
    nothing_of_it_opens_and_nobody_else_loses_anything,
    who_still_holds_it_is_refused,
    another_server_brings_nothing_back,
    what_a_crash_left_is_cleared_away_later,
    its_day_stands_in_the_directory,
);

const NEEDLE: &str = "needle-of-the-erased@harbour.test";

async fn nothing_of_it_opens_and_nobody_else_loses_anything(world: World) {
    let store = world.open().unwrap();
    let (harbour, hill) = (organisation(&store, "harbour").await, organisation(&store, "hill").await);
    let id = id_of(&harbour);
    write(&harbour, NEEDLE).await.unwrap();
    write(&hill, "bob@hill.test").await.unwrap();
    let files = world.folder.path().join("files").join(id.as_str()).join("photos");
    std::fs::create_dir_all(&files).unwrap();
    std::fs::write(files.join("one"), "sealed").unwrap();
    assert!(rows_of(&world, id) > 0, "counter-proof: there is something to erase");
    let key: VerifierKey = harbour.verifier_key().parse().unwrap();
    drop(harbour);

    let stone = store.erase(authority(), id).await.unwrap();
    assert_eq!((stone.slug.as_str(), stone.log_size), ("harbour", 1));
    let kept = store.tombstones().await.unwrap();
    assert!(kept.len() == 1 && kept[0].head == stone.head && kept[0].cleared_at.is_some());
    assert_eq!(stone.log_key.parse::<VerifierKey>().unwrap(), key);
    ledger::Checkpoint::open(&stone.head, &[key]).unwrap();
    assert_eq!(store.heads(id.as_str()).await.unwrap().last().unwrap().note, stone.head, "its signed heads stay");
    let told = size(store.instance()).await;
    let record = store.instance().read(authority(), move |tx| events::find(tx, i64::try_from(told).unwrap())).await.unwrap().unwrap();
    assert_eq!((record.action.as_str(), record.subject_id.as_deref()), ("organisation.erased", Some(id.as_str())));
    verify(store.instance()).await;

    assert_eq!(store.realm(id).await.unwrap_err(), Error::no_organisation());
    assert_eq!(rows_of(&world, id), 0);
    assert!(!files.exists() && !files.parent().unwrap().exists());
    let again = store.create_organisation(authority(), called("harbour")).await.unwrap_err();
    assert_eq!(again.code(), "slug-taken", "nobody gets the name of one that was erased");
    assert_eq!(emails(&hill).await, ["bob@hill.test"]);
    write(&hill, "ada@hill.test").await.unwrap();
    assert_eq!(verify(&hill).await, 2);
    assert_eq!(store.upkeep().await.failed, 0);
    assert!(store.keys_report().await.unwrap().keys.iter().all(|key| key.opens && key.owner != id.as_str()));
    assert_eq!(store.erase(authority(), id).await.unwrap_err(), Error::no_organisation(), "and it is done once");
}

async fn who_still_holds_it_is_refused(world: World) {
    let (store, realm) = world.settled().await;
    write(&realm, NEEDLE).await.unwrap();
    store.erase(authority(), id_of(&realm)).await.unwrap();
    let gone = Error::no_organisation();
    assert_eq!(realm.read(authority(), events::size).await.unwrap_err(), gone);
    assert_eq!(write(&realm, "late@harbour.test").await.unwrap_err(), gone);
    assert_eq!(realm.record(authority(), noted("late")).await.unwrap_err(), gone);
    assert_eq!(rows_of(&world, id_of(&realm)), 0);
}

/// Another process over the same data: a server over one PostgreSQL; with files, the operator's command beside the server.
async fn another_server_brings_nothing_back(world: World) {
    let (store, realm) = world.settled().await;
    let id = id_of(&realm);
    write(&realm, NEEDLE).await.unwrap();
    let beside = world.open().unwrap();
    let held = beside.realm(id).await.unwrap();
    write(&held, "by-the-other@harbour.test").await.unwrap();
    store.erase(authority(), id).await.unwrap();
    // It has not heard of it yet.
    assert_eq!(write(&held, "late@harbour.test").await.unwrap_err(), Error::no_organisation(), "no fault, and nothing is written");
    assert_eq!(rows_of(&world, id), 0, "a write that came late left something behind");
    assert_eq!(beside.organisation(id).await.unwrap(), None);
    assert_eq!(beside.realm(id).await.unwrap_err(), Error::no_organisation());
    let gone = Error::no_organisation();
    assert_eq!(held.read(authority(), events::size).await.unwrap_err(), gone, "and what it held is shut");
    assert_eq!(beside.upkeep().await.failed, 0);
}

async fn what_a_crash_left_is_cleared_away_later(world: World) {
    let (store, realm) = world.settled().await;
    let id = id_of(&realm);
    write(&realm, NEEDLE).await.unwrap();
    let copy = raw_copy(&world, id);
    drop(realm);
    store.erase(authority(), id).await.unwrap();
    // As if the process had died between the keys and the rest; or somebody had put an old file back.
    let files = world.folder.path().join("files").join(id.as_str());
    std::fs::create_dir_all(&files).unwrap();
    if let Some(copy) = &copy {
        std::fs::copy(copy, raw::organisation_path(&world, id)).unwrap();
    } else {
        let again =
            format!("UPDATE erased_organisation SET cleared_at = NULL; INSERT INTO counter (org, name, value) VALUES ('{id}', 'job', 7)");
        raw::change_directory(&world, &again).unwrap();
    }
    assert!(rows_of(&world, id) > 0);
    store.clear_erased().await.unwrap();
    assert_eq!((rows_of(&world, id), files.exists()), (0, false));
}

async fn its_day_stands_in_the_directory(world: World) {
    let (store, realm) = world.settled().await;
    let (id, day) = (id_of(&realm), store.clock().now().plus_millis(86_400_000));
    assert_eq!(store.organisation(id).await.unwrap().unwrap().erase_at, None);
    for said in [Some(day), None] {
        store.announce_erasure(authority(), id, said).await.unwrap();
        assert_eq!(store.organisation(id).await.unwrap().unwrap().erase_at, said);
    }
    let last = store.instance().read(authority(), |tx| events::find(tx, 3)).await.unwrap().unwrap();
    assert_eq!(last.action, "organisation.erasure_announced");
    assert_eq!(last.detail.unwrap().detail.changes[0].after, serde_json::Value::Null, "and that it was taken back is on record");
}

/// A copy of the file that somebody kept does not open with the keyring as it is now, even with the organisation's place in the directory
/// forged; and it opens for whoever kept the keys too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_of_the_file_opens_for_whoever_kept_the_keys_and_nobody_else() {
    let world = World::embedded();
    let (store, realm) = world.settled().await;
    let id = id_of(&realm);
    write(&realm, NEEDLE).await.unwrap();
    realm.sweep().await.unwrap();
    let (copy, key) = (raw_copy(&world, id).unwrap(), raw::organisation_key(&world, id));
    drop(realm);
    store.erase(authority(), id).await.unwrap();
    let log = std::fs::metadata(world.folder.path().join("directory.db-wal")).map_or(0, |file| file.len());
    assert_eq!(log, 0, "the keys were in the write-ahead log, and are not any more");
    let left = raw::change_directory(&world, "CREATE TEMP TABLE none AS SELECT 1 / (NOT EXISTS (SELECT 1 FROM organisation_key)) AS one");
    left.unwrap();

    drop(store);
    std::fs::copy(&copy, raw::organisation_path(&world, id)).unwrap();
    let forged = format!(
        "DELETE FROM erased_organisation; INSERT INTO organisation VALUES ('{id}', 1, 'harbour', 'Harbour', 'UTC', 'active', 0, 0, NULL)"
    );
    raw::change_directory(&world, &forged).unwrap();
    let store = world.open().unwrap();
    let refused = store.realm(id).await.unwrap_err().to_string();
    assert!(refused.contains("key was destroyed"), "{refused}");
    for other in [raw::directory_key(&world), "x'0000000000000000000000000000000000000000000000000000000000000000'".to_owned()] {
        assert!(raw::open(&copy, &other).is_err());
    }
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Text)]
        email: String,
    }
    let mut kept = raw::open(&copy, &key).unwrap();
    let found: Vec<Found> = diesel::sql_query("SELECT email FROM member").load(&mut kept).unwrap();
    assert_eq!(found[0].email, NEEDLE, "a backup of the keys from before is out of reach");
}

/// PostgreSQL: clearing away is for what was erased, whoever asks; and the log of the living stays final.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_else_is_cleared_away() {
    let world = World::postgres();
    let (_store, realm) = world.settled().await;
    let id = id_of(&realm);
    write(&realm, NEEDLE).await.unwrap();
    let before = rows_of(&world, id);
    for attempt in [
        format!("SELECT clear_erased('{id}')"),
        // Its keys are still here.
        format!("INSERT INTO erased_organisation VALUES ('{id}', 'harbour', '', 0, 0, 0, '', '', NULL); SELECT clear_erased('{id}')"),
        format!("SELECT set_config('muster.clearing', '{id}', false); DELETE FROM event WHERE org = '{id}'"),
    ] {
        let refused = raw::change_directory(&world, &format!("BEGIN; {attempt}; COMMIT")).unwrap_err();
        assert!(refused.contains("only what was erased") || refused.contains("are final"), "{refused}");
    }
    assert_eq!(rows_of(&world, id), before);
    let app = &world.database.as_ref().unwrap().app_url;
    let mut app = diesel::PgConnection::establish(app).unwrap();
    let delete = format!("SELECT set_config('muster.org', '{id}', false); DELETE FROM event");
    let refused = diesel::connection::SimpleConnection::batch_execute(&mut app, &delete).unwrap_err().to_string();
    assert!(refused.contains("permission denied"), "{refused}");
}

/// A copy of the organisation's file, as a backup has one; none where there is no file.
fn raw_copy(world: &World, id: OrganisationId) -> Option<std::path::PathBuf> {
    let file = raw::organisation_path(world, id);
    file.exists().then(|| {
        let copy = world.folder.path().join("kept.db");
        std::fs::copy(&file, &copy).unwrap();
        copy
    })
}

/// How much there is of an organisation: rows in whichever table, or files.
fn rows_of(world: &World, id: OrganisationId) -> i64 {
    #[derive(QueryableByName)]
    struct Table {
        #[diesel(sql_type = Text)]
        name: String,
    }
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let Some(database) = &world.database else {
        let file = raw::organisation_path(world, id);
        return ["db", "db-wal", "db-shm"].iter().filter(|ending| file.with_extension(ending).exists()).count().try_into().unwrap();
    };
    let mut connection = diesel::PgConnection::establish(&database.superuser_url).unwrap();
    let tables = "SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
                  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'org' AND NOT a.attisdropped";
    let tables: Vec<Table> = diesel::sql_query(tables).load(&mut connection).unwrap();
    assert!(tables.len() > 40, "{}", tables.len());
    let count = |table: Table| {
        let query = format!("SELECT count(*) AS count FROM {} WHERE org = '{id}'", table.name);
        diesel::sql_query(query).get_result::<Count>(&mut connection).unwrap().count
    };
    tables.into_iter().map(count).sum()
}
