//! The everyday: organisations are made, written to, read, suspended; what is asked twice is done once.

use crate::world::{
    World, authority, called, create, emails, enter, enters, id_of, noted, on_both_engines, organisation, size, verify, write,
};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Error, MemberId, OrganisationId, Reach, Rights, SystemRng};
use store::door::{Authority, Once, Standing};
use store::{Event, IdempotencyKey, Statement, Subject, events, fingerprint};

on_both_engines!(
    a_write_is_read_with_its_record,
    organisations_are_apart,
    an_unknown_organisation_is_not_found,
    a_short_name_is_taken_once,
    a_suspension_is_kept_and_recorded,
    a_key_stands_for_one_request,
    a_read_cannot_write,
    a_read_sees_one_state,
    lists_hold_what_was_named,
    text_sorts_alike_on_both_engines,
    the_server_starts_again_where_it_stopped,
);

async fn a_write_is_read_with_its_record(world: World) {
    let (_store, realm) = world.settled().await;
    let id = realm
        .write(authority(), |mut tx| {
            let id = enter(&mut tx, "ada@harbour.test")?;
            let event = Event::new(&crate::world::NOTED, Subject::new("member", id)).label("Ada").first("email", &"ada@harbour.test");
            tx.commit(event.touching(Subject::new("team", "team_1")), id)
        })
        .await
        .unwrap();
    assert_eq!(emails(&realm).await, ["ada@harbour.test"]);
    let records = realm.read(authority(), |tx| events::range(tx, 1, 10)).await.unwrap();
    let [record] = &records[..] else { panic!("one record, not {}", records.len()) };
    assert_eq!((record.seq, record.action.as_str()), (1, "test.noted"));
    assert_eq!(record.subject_id, Some(id.to_string()));
    assert_eq!(record.touched, [("team".to_owned(), "team_1".to_owned())]);
    let detail = &record.detail.as_ref().unwrap().detail;
    assert_eq!((detail.label.as_str(), &detail.changes[0].after), ("Ada", &"ada@harbour.test".into()));
    let about = |subject: &str| events::Filter { subject: Some(subject.to_owned()), ..events::Filter::default() };
    for (subject, found) in [(id.to_string(), 1), ("team_1".to_owned(), 1), ("team_2".to_owned(), 0)] {
        let filter = about(&subject);
        let limit = kernel::Limit::default();
        assert_eq!(realm.read(authority(), move |tx| events::list(tx, &filter, limit)).await.unwrap().len(), found);
    }
    assert_eq!(verify(&realm).await, 1);
}

async fn organisations_are_apart(world: World) {
    let store = world.open().unwrap();
    let (harbour, hill) = (organisation(&store, "harbour").await, organisation(&store, "hill").await);
    write(&harbour, "ada@harbour.test").await.unwrap();
    write(&hill, "ada@harbour.test").await.unwrap();
    write(&hill, "bob@hill.test").await.unwrap();
    assert_eq!(emails(&harbour).await, ["ada@harbour.test"]);
    assert_eq!(emails(&hill).await, ["ada@harbour.test", "bob@hill.test"]);
    assert_eq!((verify(&harbour).await, verify(&hill).await), (1, 2));
    assert_ne!(harbour.verifier_key(), hill.verifier_key());
    assert_eq!(verify(store.instance()).await, 2, "the instance's log tells of both");
    let slugs: Vec<_> = store.organisations().await.unwrap().into_iter().map(|listing| listing.slug).collect();
    assert_eq!(slugs, ["harbour", "hill"]);
}

async fn an_unknown_organisation_is_not_found(world: World) {
    let (store, _realm) = world.settled().await;
    let nobody = OrganisationId::new(store.clock().now(), &SystemRng);
    assert_eq!(store.realm(nobody).await.unwrap_err(), Error::no_organisation());
    assert_eq!(store.organisation(nobody).await.unwrap(), None);
}

async fn a_short_name_is_taken_once(world: World) {
    let store = world.open().unwrap();
    create(&store, "harbour").await;
    let again = store.create_organisation(authority(), called("harbour")).await.unwrap_err();
    assert_eq!(again.code(), "slug-taken");
    let (one, other) =
        tokio::join!(store.create_organisation(authority(), called("hill")), store.create_organisation(authority(), called("hill")));
    assert!(one.is_ok() != other.is_ok(), "of two at once, one is made");
    assert_eq!(store.organisations().await.unwrap().len(), 2);
    assert_eq!(size(store.instance()).await, 2);
}

async fn a_suspension_is_kept_and_recorded(world: World) {
    let (store, realm) = world.settled().await;
    let id = id_of(&realm);
    store.set_standing(authority(), id, Standing::Suspended).await.unwrap();
    let listing = store.organisation(id).await.unwrap().unwrap();
    assert_eq!((listing.standing, listing.version), (Standing::Suspended, 2));
    let record = store.instance().read(authority(), |tx| events::find(tx, 2)).await.unwrap().unwrap();
    assert_eq!(record.action, "organisation.status_changed");
    assert_eq!(record.detail.unwrap().detail.changes[0].after, "suspended");
}

async fn a_key_stands_for_one_request(world: World) {
    let (_store, realm) = world.settled().await;
    let once = |asked: &[u8]| Some(Once { key: IdempotencyKey::parse("key-1").unwrap(), fingerprint: fingerprint(asked) });
    let first = realm.write_once(authority(), once(b"a"), enters("ada@harbour.test")).await.unwrap();
    write(&realm, "bob@harbour.test").await.unwrap();
    let second = realm.write_once(authority(), once(b"a"), enters("ada@harbour.test")).await.unwrap();
    assert_eq!(first, second, "the answer of the first is given again");
    assert_eq!(emails(&realm).await.len(), 2);
    assert_eq!(verify(&realm).await, 2, "what is answered again is not recorded again");
    let other = realm.write_once(authority(), once(b"b"), enters("eve@harbour.test")).await.unwrap_err();
    assert_eq!(other.code(), "idempotency-key-reused");
    let failed = Some(Once { key: IdempotencyKey::parse("key-2").unwrap(), fingerprint: fingerprint(b"c") });
    realm.write_once(authority(), failed.clone(), enters("ada@harbour.test")).await.unwrap_err();
    realm.write_once(authority(), failed, enters("carl@harbour.test")).await.unwrap();
    let at_once = || Some(Once { key: IdempotencyKey::parse("key-3").unwrap(), fingerprint: fingerprint(b"d") });
    let (one, other) = tokio::join!(
        realm.write_once(authority(), at_once(), enters("dora@harbour.test")),
        realm.write_once(authority(), at_once(), enters("dora@harbour.test"))
    );
    assert_eq!(one.unwrap(), other.unwrap(), "both of two at once get the answer of one");
    assert_eq!(verify(&realm).await, 4);
}

async fn a_read_cannot_write(world: World) {
    let (_store, realm) = world.settled().await;
    realm.read(authority(), |tx| enter(tx, "eve@harbour.test")).await.unwrap_err();
    assert!(emails(&realm).await.is_empty());
    realm.record(authority(), noted("counter-proof: a write can")).await.unwrap();
    write(&realm, "ada@harbour.test").await.unwrap();
}

/// Whatever is written meanwhile, a read that has begun does not see it.
async fn a_read_sees_one_state(world: World) {
    let (_store, realm) = world.settled().await;
    write(&realm, "ada@harbour.test").await.unwrap();
    let ((begun, has_begun), (done, is_done)) = (std::sync::mpsc::channel(), std::sync::mpsc::channel());
    let read = realm.read(authority(), move |tx| {
        let before = crate::world::members(tx)?;
        begun.send(()).unwrap();
        is_done.recv().unwrap();
        Ok((before, crate::world::members(tx)?))
    });
    let writer = std::sync::Arc::clone(&realm);
    let written = async move {
        tokio::task::spawn_blocking(move || has_begun.recv().unwrap()).await.unwrap();
        write(&writer, "bob@harbour.test").await.unwrap();
        done.send(()).unwrap();
    };
    let (seen, ()) = tokio::join!(read, written);
    assert_eq!(seen.unwrap(), (1, 1));
    assert_eq!(emails(&realm).await.len(), 2);
}

async fn the_server_starts_again_where_it_stopped(world: World) {
    let (store, realm) = world.settled().await;
    write(&realm, "ada@harbour.test").await.unwrap();
    let id = id_of(&realm);
    drop(realm);
    store.close().await;
    drop(store);
    let store = world.open().unwrap();
    let realm = store.realm(id).await.unwrap();
    assert_eq!(emails(&realm).await, ["ada@harbour.test"]);
    write(&realm, "bob@harbour.test").await.unwrap();
    assert_eq!(verify(&realm).await, 2);
    assert_eq!(store.latest_head(id.as_str()).await.unwrap().unwrap().size, 1);
    assert_eq!(store.upkeep().await.failed, 0);
    assert_eq!(store.heads(id.as_str()).await.unwrap().len(), 2);
}

/// By code point: a language's order, which the tests' PostgreSQL has, would put Zoe last.
async fn text_sorts_alike_on_both_engines(world: World) {
    let (_store, realm) = world.settled().await;
    for name in ["ada", "Zoe", "ab", "a-c", "\u{e9}ve"] {
        write(&realm, name).await.unwrap();
    }
    assert_eq!(emails(&realm).await, ["Zoe", "a-c", "ab", "ada", "\u{e9}ve"]);
}

async fn lists_hold_what_was_named(world: World) {
    use store::schema::member;
    let (_store, realm) = world.settled().await;
    for name in ["ada", "bob", "carl"] {
        write(&realm, name).await.unwrap();
    }
    let found = realm.read(authority(), |tx| {
        let ids: Vec<MemberId> = member::table.order(member::email).select(member::id).load(tx.db())?;
        let mut asked = Vec::new();
        for named in [&ids[..0], &ids[..1], &ids[1..]] {
            let (mut members, mut texts) = (Statement::<Text>::on(tx.db()), Statement::<Text>::on(tx.db()));
            members.sql("SELECT email FROM member WHERE id").in_members(named).sql(" ORDER BY email");
            asked.push(members.load::<String>(tx.db())?);
            if !named.is_empty() {
                texts.sql("SELECT email FROM member WHERE id").in_texts(named.iter().map(MemberId::as_str)).sql(" ORDER BY email");
                asked.push(texts.load::<String>(tx.db())?);
            }
        }
        let mut numbers = Statement::<Text>::on(tx.db());
        numbers.sql("SELECT email FROM member WHERE version").in_numbers([1, 7]).sql(" ORDER BY email");
        asked.push(numbers.load::<String>(tx.db())?);
        Ok(asked)
    });
    let (ada, others) = (vec!["ada"], vec!["bob", "carl"]);
    assert_eq!(found.await.unwrap(), [vec![], ada.clone(), ada, others.clone(), others, vec!["ada", "bob", "carl"]]);
}

/// A right that reaches far reaches no row that reading does not; and whoever is not known has none.
#[tokio::test]
async fn a_right_reaches_what_is_seen_and_no_more() {
    let world = World::embedded();
    let (_store, realm) = world.settled().await;
    let units = Reach::units([kernel::UnitId::new(kernel::Timestamp::clamped(1), &SystemRng)]);
    let rights = Rights::These(std::sync::Arc::from([("a.read", Reach::Organisation), ("b.read", Reach::Own)]));
    let narrow = Authority { reach: units.clone(), rights, ..authority() };
    let within = realm.read(narrow, |tx| Ok(["a.read", "b.read", "c.read"].map(|reading| tx.within(reading))));
    assert_eq!(within.await.unwrap(), [Some(units), Some(Reach::Own), None]);
    let bare = Authority::bare(kernel::Actor::Anonymous, store::Origin::default());
    assert_eq!((bare.reach.clone(), bare.rights.reach("a.read")), (Reach::Own, None));
    assert_eq!(realm.read(bare, |tx| Ok(tx.within("a.read"))).await.unwrap(), None);
}
