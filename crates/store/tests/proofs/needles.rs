//! What is planted in rows, records and answers is found in no file. PostgreSQL's plain columns are the exception: they rely on
//! the disk's encryption, and only what is sealed is asked to stay unseen.

use crate::world::{NOTED, World, authority, id_of, migrated};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{MemberId, Result};
use std::path::Path;
use std::sync::Arc;
use store::door::Once;
use store::schema::member;
use store::{Committed, Event, IdempotencyKey, Realm, Subject, WriteTx, fingerprint};
use test_support::{Durability, Needles, Postgres};

const NAME: &str = "Wilhelmina Quarterstaff";
const EMAIL: &str = "wilhelmina.quarterstaff@harbour.test";
const PASSWORD: &str = "password-needle-7f31c9";
const LABEL: &str = "label-needle-1d22aa";
const NOTE: &str = "note-needle-903bfe";
const ANSWER: &str = "answer-needle-5c0e77";

fn sealed() -> Needles {
    Needles::default().plant("password", PASSWORD).plant("label", LABEL).plant("note", NOTE).plant("answer", ANSWER)
}

fn all() -> Needles {
    sealed().plant("name", NAME).plant("email", EMAIL)
}

fn plant(mut tx: WriteTx<'_>) -> Result<Committed<String>> {
    let (id, now) = (MemberId::new(tx.now(), tx.rng()), tx.now());
    let password = tx.seal("member", "password", id.as_str(), PASSWORD.as_bytes())?;
    let row = (
        member::id.eq(id),
        member::version.eq(1_i64),
        member::name.eq(NAME),
        member::email.eq(EMAIL),
        member::status.eq("active"),
        member::password_sealed.eq(Some(password)),
        member::created_at.eq(now),
        member::updated_at.eq(now),
    );
    diesel::insert_into(member::table).values(row).execute(tx.db())?;
    let event = Event::new(&NOTED, Subject::new("member", id)).label(LABEL).first("email", &EMAIL).note(Some(NOTE));
    tx.commit(event, ANSWER.to_owned())
}

async fn planted(realm: &Arc<Realm>) {
    let once = Once { key: IdempotencyKey::parse("key-1").unwrap(), fingerprint: fingerprint(b"a") };
    realm.write_once(authority(), Some(once), plant).await.unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[tokio::test]
async fn no_file_of_the_embedded_engine_tells() {
    let world = World::embedded();
    let (store, realm) = world.settled().await;
    planted(&realm).await;
    let folder = world.folder.path();
    let wal = folder.join("organisations").join(format!("{}.db-wal", id_of(&realm)));
    assert!(std::fs::metadata(&wal).unwrap().len() > 0, "the write is in the write-ahead log when it is searched");
    let backup = tempfile::tempdir().unwrap();
    copy(folder, backup.path());
    assert_eq!(all().in_folder(folder), []);
    assert_eq!(all().in_folder(backup.path()), []);
    drop(realm);
    store.close().await;
    drop(store);
    assert!(folder.join("instance.head.json").exists() && folder.join("keyring.json").exists());
    assert_eq!(all().in_folder(folder), []);
    std::fs::write(folder.join("spilt.txt"), format!("{EMAIL} {PASSWORD}")).unwrap();
    let seen: Vec<_> = all().in_folder(folder).into_iter().map(|sighting| sighting.needle).collect();
    assert_eq!(seen, ["email", "password"], "counter-proof: what is spilt is found");
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Text)]
    everything: String,
}

#[tokio::test]
async fn sealed_columns_do_not_show_in_postgres() {
    let postgres = Postgres::start(Durability::Fast);
    let world = World::with(Some(migrated(&postgres)));
    let (store, realm) = world.settled().await;
    planted(&realm).await;
    store.close().await;
    let url = &world.database.as_ref().unwrap().superuser_url;
    PgConnection::establish(url).unwrap().batch_execute("CHECKPOINT").unwrap();
    assert_eq!(sealed().in_folder(postgres.data_folder()), []);
    assert_eq!(all().in_folder(world.folder.path()), []);
    let plain = Needles::default().plant("email", EMAIL).in_folder(postgres.data_folder());
    assert!(!plain.is_empty(), "counter-proof: what stands in a plain column is found");
    let query = "SELECT string_agg(e::text, '') || (SELECT string_agg(i::text, '') FROM idempotency i) AS everything FROM event e";
    let stored: Stored = diesel::sql_query(query).get_result(&mut PgConnection::establish(url).unwrap()).unwrap();
    assert_eq!(all().in_bytes("event and idempotency", stored.everything.as_bytes()), [], "records name nobody in plain");
}
