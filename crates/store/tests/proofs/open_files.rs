//! Ten organisations on a server that keeps eight open: the least recently used are closed, signed, and opened again when asked for.
#![cfg(target_os = "linux")]

use crate::world::{World, create, emails, verify, write};
use std::collections::BTreeSet;
use std::path::Path;

/// Files of organisations that this process holds open.
fn held(folder: &Path) -> usize {
    let handles = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    let files: BTreeSet<_> = handles.filter_map(|handle| std::fs::read_link(handle.path()).ok()).collect();
    files.iter().filter(|file| file.starts_with(folder.join("organisations")) && file.extension().is_some_and(|end| end == "db")).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_more_are_open_than_allowed() {
    let world = World::embedded();
    let most = world.config().open_organisations;
    let store = world.open().unwrap();
    let mut ids = Vec::new();
    for number in 0..most + 2 {
        ids.push(create(&store, &format!("watch-{number}")).await.id);
    }
    for round in 0..2 {
        for id in &ids {
            write(&store.realm(*id).await.unwrap(), &format!("{round}@harbour.test")).await.unwrap();
            world.clock.advance(1);
        }
        assert_eq!(held(world.folder.path()), most);
    }
    let closed = store.latest_head(ids[0].as_str()).await.unwrap();
    assert_eq!(closed.map(|head| head.size), Some(2), "what is closed was signed");
    for id in ids {
        let realm = store.realm(id).await.unwrap();
        assert_eq!((emails(&realm).await.len(), verify(&realm).await), (2, 2));
    }
    store.close().await;
    assert_eq!(held(world.folder.path()), 0);
}

/// Looking after many takes nobody's place: each is opened, and closed again with its log's head signed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_leaves_things_as_they_were() {
    let world = World::embedded();
    let most = world.config().open_organisations;
    let store = world.open().unwrap();
    let mut ids = Vec::new();
    for number in 0..most * 3 {
        ids.push(create(&store, &format!("watch-{number}")).await.id);
    }
    store.close().await;
    let (used, others) = ids.split_at(most);
    for id in used {
        write(&store.realm(*id).await.unwrap(), "in-use@harbour.test").await.unwrap();
    }
    let in_use = || store.organisations_in_use().iter().map(|realm| realm.name().to_owned()).collect::<BTreeSet<_>>();
    drop(store.realm(others[0]).await.unwrap());
    let before = in_use();
    assert!(before.len() == most && before.contains(&others[0].to_string()), "counter-proof: a request takes a place");
    for id in &others[1..] {
        let visit = store.visit(*id).await.unwrap();
        write(visit.realm(), "visited@harbour.test").await.unwrap();
        assert!(held(world.folder.path()) <= most + 1);
        visit.leave().await;
        assert_eq!(store.latest_head(id.as_str()).await.unwrap().map(|head| head.size), Some(1), "what was written is signed");
    }
    assert_eq!(in_use(), before, "no visit took one");
    // Whoever comes during a visit keeps it open.
    let visit = store.visit(others[1]).await.unwrap();
    let came = store.realm(others[1]).await.unwrap();
    visit.leave().await;
    assert!(in_use().contains(&others[1].to_string()));
    assert_eq!(emails(&came).await.len(), 1);
    drop(came);
    // And one that was in use before still is.
    let kept = kernel::OrganisationId::parse(in_use().first().unwrap()).unwrap();
    store.visit(kept).await.unwrap().leave().await;
    assert!(in_use().contains(&kept.to_string()));
    // With room to spare nothing of a visit stays.
    store.close().await;
    for id in others {
        store.visit(*id).await.unwrap().leave().await;
        assert_eq!(held(world.folder.path()), 0);
    }
}

/// Whoever still has an organisation that was erased in hand holds none of its file.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_one_is_let_go() {
    let world = World::embedded();
    let (store, realm) = world.settled().await;
    write(&realm, "ada@harbour.test").await.unwrap();
    assert_eq!(emails(&realm).await.len(), 1);
    store.erase(crate::world::authority(), crate::world::id_of(&realm)).await.unwrap();
    let handles = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    let files = handles.filter_map(|handle| std::fs::read_link(handle.path()).ok());
    let left: Vec<_> = files.filter(|file| file.starts_with(world.folder.path().join("organisations"))).collect();
    assert!(left.is_empty(), "{left:?}");
    drop(realm);
}
