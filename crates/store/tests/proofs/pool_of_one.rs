//! One PostgreSQL connection for everybody: whatever became of the transaction before, the next sees its own organisation alone.

use crate::world::{NOTED, World, authority, emails, enter, enters, noted, organisation, verify, write};
use diesel::connection::{Connection as _, SimpleConnection as _};
use diesel::prelude::*;
use kernel::Error;
use std::sync::Arc;
use store::{Connection, Event, Realm, Subject};

fn world_of_one() -> World {
    World { connections: 1, ..World::postgres() }
}

/// A future that was asked once and then abandoned.
async fn abandoned<T>(asked: impl Future<Output = T>) {
    let mut asked = Box::pin(asked);
    std::future::poll_fn(|context| std::task::Poll::Ready(asked.as_mut().poll(context).is_ready())).await;
}

async fn mishap(realm: &Arc<Realm>, kind: usize) {
    match kind {
        0 => drop(realm.read(authority(), |_| Err::<(), _>(Error::refused("no", "no"))).await.unwrap_err()),
        1 => {
            let panics = realm.read(authority(), |tx| if tx.now().millis() > 0 { panic!("on purpose") } else { Ok(()) });
            panics.await.unwrap_err();
        }
        2 => {
            let spoilt = realm.read(authority(), |tx| Ok(diesel::sql_query("SELECT 1 / 0").execute(tx.db())?));
            spoilt.await.unwrap_err();
        }
        3 => {
            let fails = realm.write(authority(), |mut tx| {
                enter(&mut tx, "eve@nowhere.test")?;
                diesel::sql_query("SELECT 1 / 0").execute(tx.db())?;
                tx.commit(noted("never"), ())
            });
            fails.await.unwrap_err();
        }
        4 => {
            let panics = realm.write(authority(), |mut tx| {
                enter(&mut tx, "eve@nowhere.test")?;
                assert!(tx.now().millis() <= 0, "on purpose");
                tx.commit(noted("never"), ())
            });
            panics.await.unwrap_err();
        }
        5 => abandoned(realm.read(authority(), |tx| crate::world::enter(tx, "eve@nowhere.test"))).await,
        _ => {
            // The server ends the connection under a transaction: the next gets a new one.
            let ended =
                realm.read(authority(), |tx| Ok(diesel::sql_query("SELECT pg_terminate_backend(pg_backend_pid())").execute(tx.db())?));
            ended.await.unwrap_err();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_sees_the_one_before() {
    let world = world_of_one();
    let store = world.open().unwrap();
    let realms = [organisation(&store, "harbour").await, organisation(&store, "hill").await];
    write(&realms[0], "ada@harbour.test").await.unwrap();
    write(&realms[1], "bob@hill.test").await.unwrap();
    for kind in 0..7 {
        for (victim, other) in [(0, 1), (1, 0)] {
            mishap(&realms[victim], kind).await;
            let wanted = [["ada@harbour.test"], ["bob@hill.test"]];
            assert_eq!(emails(&realms[other]).await, wanted[other], "after mishap {kind}");
            assert_eq!(emails(&realms[victim]).await, wanted[victim], "after mishap {kind}");
            let nobody = store
                .instance()
                .read(authority(), |tx| Ok(store::schema::member::table.select(store::schema::member::email).load::<String>(tx.db())?));
            assert!(nobody.await.unwrap().is_empty());
        }
    }
    let (one, other) =
        tokio::join!(realms[0].write(authority(), enters("carl@harbour.test")), realms[1].write(authority(), enters("dora@hill.test")));
    one.unwrap();
    other.unwrap();
    assert_eq!((verify(&realms[0]).await, verify(&realms[1]).await), (2, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_organisation_no_rows() {
    let world = world_of_one();
    let (store, realm) = world.settled().await;
    write(&realm, "ada@harbour.test").await.unwrap();
    let mut app = PgConnection::establish(&world.database.as_ref().unwrap().app_url).unwrap();
    let seen = |app: &mut PgConnection| store::schema::member::table.count().get_result::<i64>(app).unwrap();
    let insert = |org: &str| {
        format!(
            "INSERT INTO member (org, id, version, name, email, status, created_at, updated_at) VALUES ({org}, 'member_x', 1, 'Eve', 'eve@x.test', 'active', 0, 0)"
        )
    };
    let (own, foreign) = (format!("'{}'", realm.name()), "'organisation_00000000000000000000000000'".to_owned());
    assert_eq!(seen(&mut app), 0);
    for org in [own.as_str(), "DEFAULT", "''", "NULL"] {
        app.batch_execute(&insert(org)).unwrap_err();
    }
    app.batch_execute(&format!("BEGIN; SELECT set_config('muster.org', {own}, true)")).unwrap();
    assert_eq!(seen(&mut app), 1, "counter-proof: named, the organisation is there");
    app.batch_execute(&format!("SAVEPOINT one; {}; ROLLBACK TO SAVEPOINT one", insert("DEFAULT"))).unwrap();
    let refused = app.batch_execute(&insert(&foreign)).unwrap_err().to_string();
    assert!(refused.contains("row-level security"), "{refused}");
    app.batch_execute("ROLLBACK").unwrap();
    assert_eq!(seen(&mut app), 0, "the name ends with its transaction");
    app.batch_execute(&insert("DEFAULT")).unwrap_err();
    app.batch_execute("TRUNCATE member").unwrap_err();
    drop(store);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_that_policies_do_not_bind_is_refused() {
    let mut world = world_of_one();
    let database = world.database.clone().unwrap();
    for url in [&database.superuser_url, &database.owner_url] {
        world.database = Some(test_support::Database { app_url: url.clone(), ..database.clone() });
        let refused = world.open().unwrap_err().to_string();
        assert!(refused.contains("use the app role"), "{refused}");
    }
    // One that owns nothing, and that no policy binds all the same.
    let unbound = "CREATE ROLE muster_unbound LOGIN BYPASSRLS PASSWORD 'unbound'";
    let mut superuser = PgConnection::establish(&database.superuser_url).unwrap();
    superuser.batch_execute(&format!("{unbound}; GRANT CONNECT ON DATABASE {} TO muster_unbound", database.name)).unwrap();
    let place = database.app_url.split_once('@').unwrap().1;
    world.database = Some(test_support::Database { app_url: format!("postgresql://muster_unbound:unbound@{place}"), ..database.clone() });
    let refused = world.open().unwrap_err().to_string();
    assert!(refused.contains("use the app role"), "{refused}");
    world.database = Some(database);
    world.open().unwrap();
}

/// Whatever a role or a connection was given as its organisation, outside of a transaction of ours there is none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_name_ends_with_its_transaction() {
    let mut world = world_of_one();
    let id = {
        let (store, realm) = world.settled().await;
        write(&realm, "ada@harbour.test").await.unwrap();
        assert_eq!(seen_behind(&realm).await, (1, 0));
        drop(store);
        realm.name().to_owned()
    };
    let database = world.database.clone().unwrap();
    let given = format!("{}?options=-cmuster.org%3D{id}", database.app_url);
    let seen = store::schema::member::table.count().get_result::<i64>(&mut PgConnection::establish(&given).unwrap());
    assert_eq!(seen.unwrap(), 1, "counter-proof: the connection was given the organisation's name");
    world.database = Some(test_support::Database { app_url: given, ..database });
    let store = world.open().unwrap();
    let realm = store.realm(kernel::OrganisationId::parse(&id).unwrap()).await.unwrap();
    assert_eq!(seen_behind(&realm).await, (1, 0));
}

/// Members seen inside a read, and by what slips out of its transaction.
async fn seen_behind(realm: &Arc<Realm>) -> (i64, i64) {
    let counted = realm.read(authority(), |tx| {
        let within = store::schema::member::table.count().get_result(tx.db())?;
        let Connection::Postgres(connection) = tx.db() else { panic!("a proof about PostgreSQL") };
        connection.batch_execute("COMMIT")?;
        let behind = store::schema::member::table.count().get_result(connection)?;
        connection.batch_execute("BEGIN")?;
        Ok((within, behind))
    });
    counted.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_without_tables_is_named() {
    let world = World::with(Some(test_support::Postgres::shared().fresh_database()));
    let refused = world.open().unwrap_err().to_string();
    assert!(refused.contains("muster migrate"), "{refused}");
}

/// Code that names another organisation inside its own transaction gets nothing kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_cannot_stray_into_another_organisation() {
    let world = world_of_one();
    let store = world.open().unwrap();
    let (harbour, hill) = (organisation(&store, "harbour").await, organisation(&store, "hill").await);
    write(&harbour, "ada@harbour.test").await.unwrap();
    write(&hill, "bob@hill.test").await.unwrap();
    let name = hill.name().to_owned();
    let strays = harbour.write(authority(), move |mut tx| {
        if let Connection::Postgres(connection) = tx.db() {
            connection.batch_execute(&format!("SELECT set_config('muster.org', '{name}', true)"))?;
        }
        tx.commit(Event::new(&NOTED, Subject::unnamed("stray")), ())
    });
    strays.await.unwrap_err();
    assert_eq!(verify(&hill).await, 1);
    assert_eq!(verify(&harbour).await, 1);
}
