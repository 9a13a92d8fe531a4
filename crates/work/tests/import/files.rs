//! What becomes of sent files: let go after seven days, swept when nobody needs them.

use crate::world::{World, authority, on_both_engines};
use diesel::prelude::*;
use kernel::Timestamp;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::time::{Duration, UNIX_EPOCH};
use work::imports::{ImportId, KEPT_MILLIS, let_files_go, needed_files, sweep, with_old_file};
use work::schema::import;

on_both_engines!(files_are_let_go_seven_days_after_the_last_run);

const MAPPING: &str = "name='m'\nzone='UTC'\nsource='s'\n[fields]\ntitle={column='a'}";

async fn with_file(world: &World, state: &'static str) -> ImportId {
    let id = world.import_text("a\nx\n", MAPPING, true).await.unwrap().id;
    let done = world.realm.write(authority(), move |mut tx| {
        let row = (import::sealed_file.eq(format!("{id}.sealed")), import::state.eq(state));
        diesel::update(import::table.find(id)).set(row).execute(tx.db())?;
        tx.commit(store::Event::new(&work::imports::UPLOADED, store::Subject::new("import", id)), ())
    });
    done.await.unwrap();
    id
}

async fn files_are_let_go_seven_days_after_the_last_run(world: World) {
    let (done, running) = (with_file(&world, "done").await, with_file(&world, "running").await);
    world.clock.advance(KEPT_MILLIS);
    assert_eq!(world.read(with_old_file).await, [], "not a moment before");
    world.clock.advance(1);
    let later = with_file(&world, "uploaded").await;
    assert_eq!(world.read(with_old_file).await, [done]);
    assert_eq!(world.realm.write(authority(), let_files_go).await.unwrap(), 1);
    let wanted: BTreeSet<String> = [running, later].map(|id| format!("{id}.sealed")).into();
    assert_eq!(world.read(needed_files).await, wanted);
    assert_eq!(world.read(with_old_file).await, []);
}

#[test]
fn what_nobody_needs_is_swept_unless_it_is_being_sent() {
    let folder = tempfile::tempdir().unwrap();
    let now = Timestamp::parse("2026-11-21T09:30:00Z").unwrap();
    let old = UNIX_EPOCH + Duration::from_millis(u64::try_from(now.millis()).unwrap()) - Duration::from_secs(601);
    for (name, written) in [("needed", old), ("orphan", old), ("being-sent", old + Duration::from_secs(2))] {
        File::create(folder.path().join(name)).unwrap().set_modified(written).unwrap();
    }
    assert_eq!(sweep(folder.path(), &BTreeSet::from(["needed".to_owned()]), now).unwrap(), 1);
    let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["being-sent", "needed"]);
}
