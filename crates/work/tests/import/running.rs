//! Chunks, event records, stopping, breaking off.

use crate::world::{World, authority, figures, on_both_engines, sample};
use diesel::prelude::*;
use kernel::{Error, Limit};
use std::sync::atomic::{AtomicUsize, Ordering};
use store::events::{self, Filter};
use work::imports::mapping::{Mapping, ready};
use work::imports::{Act, Ask, ImportFile, ImportId, LEASE_MILLIS, Servers, Underway, import_file, mark_interrupted, underway};
use work::schema::{import, job, site};

on_both_engines!(
    each_chunk_is_one_event_that_touches_its_jobs,
    a_run_that_was_stopped_leaves_whole_chunks_and_goes_on_later,
    a_dry_run_leaves_two_records_and_no_job,
    a_run_that_was_replaced_writes_nothing_more,
    what_is_running_at_a_start_was_interrupted,
    a_run_of_another_server_is_left_alone_while_it_lives,
    sites_and_customers_are_found_again,
    a_mapping_that_does_not_hold_imports_nothing,
);

const MAPPING: &str = r#"
name = "Plain"
zone = "Europe/London"
source = "plain"
[fields]
reference = { column = "id" }
title = { column = "what" }
customer = { column = "who" }
address = { column = "where" }
"#;

fn rows(count: usize) -> String {
    std::iter::once("id,what,who,where\n".to_owned()).chain((0..count).map(|id| format!("{id},Sweep,Ana,{} Oak St\n", id / 2))).collect()
}

async fn each_chunk_is_one_event_that_touches_its_jobs(world: World) {
    let report = world.import_text(rows(1_234), MAPPING, false).await.unwrap();
    assert_eq!(figures(&report), (1_234, 1_234, 0, 0));
    let filter = Filter { subject: Some(report.id.to_string()), ..Filter::default() };
    let records = world.read(move |tx| events::list(tx, &filter, Limit::default())).await;
    let told: Vec<(&str, usize)> = records
        .iter()
        .rev()
        .map(|record| (record.action.as_str(), record.touched.iter().filter(|(kind, _)| kind == "job").count()))
        .collect();
    assert_eq!(
        told,
        [("import.started", 0), ("jobs.imported", 500), ("jobs.imported", 500), ("jobs.imported", 234), ("import.finished", 0)]
    );
    let one: String = world.read(|tx| Ok(job::table.filter(job::number.eq(700_i64)).select(job::id).get_result(tx.db())?)).await;
    let of_one = Filter { subject: Some(one), ..Filter::default() };
    assert_eq!(world.read(move |tx| events::list(tx, &of_one, Limit::default())).await.len(), 1, "a job's timeline tells its import");
}

async fn a_run_that_was_stopped_leaves_whole_chunks_and_goes_on_later(world: World) {
    let path = world.folder.path().join("file.csv");
    std::fs::write(&path, rows(2_000)).unwrap();
    let file = ImportFile { path, mapping: Mapping::from_toml(MAPPING).unwrap(), dry_run: false };
    let commits = AtomicUsize::new(0);
    let breaks = |act: Act| {
        // The start, two chunks, then a fault.
        let breaks = commits.fetch_add(1, Ordering::Relaxed) == 3;
        let write = world.write(act);
        async move { if breaks { Err(Error::internal("the disk is full")) } else { write.await } }
    };
    assert!(import_file(file.clone(), |ask| world.ask(ask), breaks, |_| {}).await.is_err());
    let state: (String, Option<String>, i64) =
        world.read(|tx| Ok(import::table.select((import::state, import::problem, import::added)).get_result(tx.db())?)).await;
    assert_eq!((state.0.as_str(), state.2), ("failed", 1_000));
    assert!(state.1.unwrap().contains("goes on"));
    let again = import_file(file, |ask| world.ask(ask), |act| world.write(act), |_| {}).await.unwrap();
    assert_eq!(figures(&again), (2_000, 1_000, 1_000, 0));
}

async fn a_dry_run_leaves_two_records_and_no_job(world: World) {
    let report = world.import_text(rows(1_234), MAPPING, true).await.unwrap();
    assert_eq!(figures(&report), (1_234, 1_234, 0, 0));
    let filter = Filter { subject: Some(report.id.to_string()), ..Filter::default() };
    let records = world.read(move |tx| events::list(tx, &filter, Limit::default())).await;
    let told: Vec<&str> = records.iter().rev().map(|record| record.action.as_str()).collect();
    assert_eq!(told, ["import.started", "import.checked"]);
    let jobs: i64 = world.read(|tx| Ok(job::table.count().get_result(tx.db())?)).await;
    let sites: i64 = world.read(|tx| Ok(site::table.count().get_result(tx.db())?)).await;
    assert_eq!((jobs, sites), (0, 0));
}

/// Sets an import aside as a crash would leave it, or as somebody else would have it.
async fn set(world: &World, id: ImportId, state: &'static str, run: i64) {
    let done = world.realm.write(authority(), move |mut tx| {
        let now = tx.now();
        let row = (import::state.eq(state), import::run.eq(run), import::seen_at.eq(now));
        diesel::update(import::table.find(id)).set(row).execute(tx.db())?;
        tx.commit(store::Event::new(&work::imports::STARTED, store::Subject::new("import", id)), ())
    });
    done.await.unwrap();
}

async fn a_run_that_was_replaced_writes_nothing_more(world: World) {
    let path = world.folder.path().join("file.csv");
    std::fs::write(&path, rows(2_000)).unwrap();
    for dry_run in [true, false] {
        let file = ImportFile { path: path.clone(), mapping: Mapping::from_toml(MAPPING).unwrap(), dry_run };
        let jobs = || world.read(|tx| Ok(job::table.count().get_result::<i64>(tx.db())?));
        let calls = AtomicUsize::new(0);
        // After the first chunk somebody stops the import and has it run anew.
        let replaced = async || {
            if calls.fetch_add(1, Ordering::Relaxed) == 2 {
                let id =
                    world.read(|tx| Ok(import::table.filter(import::state.eq("running")).select(import::id).get_result(tx.db())?)).await;
                set(&world, id, "running", 2).await;
            }
        };
        let (replaced, world) = (&replaced, &world);
        let ask = |ask: Ask| async move {
            replaced().await;
            world.ask(ask).await
        };
        let write = |act: Act| async move {
            replaced().await;
            world.write(act).await
        };
        let report = import_file(file, ask, write, |_| {}).await.unwrap();
        assert_eq!(report.progress, None, "it learns that it was stopped");
        assert_eq!(jobs().await, if dry_run { 0 } else { 500 });
        set(world, report.id, "failed", 2).await;
    }
}

async fn what_is_running_at_a_start_was_interrupted(world: World) {
    let report = world.import_text(rows(1), MAPPING, false).await.unwrap();
    let found = |servers| world.read(move |tx| underway(tx, servers));
    assert_eq!(found(Servers::One).await, Underway::default());
    let id = report.id;
    set(&world, id, "running", 1).await;
    assert_eq!(found(Servers::One).await, Underway { interrupted: 1, alive: 0 });
    assert_eq!(world.realm.write(authority(), |tx| mark_interrupted(tx, Servers::One)).await.unwrap(), 1);
    let problem: Option<String> = world.read(move |tx| Ok(import::table.find(id).select(import::problem).get_result(tx.db())?)).await;
    assert!(problem.unwrap().starts_with("Interrupted"));
    assert_eq!(found(Servers::One).await, Underway::default());
}

async fn a_run_of_another_server_is_left_alone_while_it_lives(world: World) {
    let id = world.import_text(rows(1), MAPPING, false).await.unwrap().id;
    set(&world, id, "running", 1).await;
    let found = || world.read(|tx| underway(tx, Servers::Several));
    let mark = || world.realm.write(authority(), |tx| mark_interrupted(tx, Servers::Several));
    world.clock.advance(LEASE_MILLIS);
    assert_eq!(found().await, Underway { interrupted: 0, alive: 1 });
    assert_eq!(mark().await.unwrap(), 0);
    world.clock.advance(1);
    assert_eq!(found().await, Underway { interrupted: 1, alive: 0 });
    assert_eq!(mark().await.unwrap(), 1);
    assert_eq!(found().await, Underway::default());
}

async fn sites_and_customers_are_found_again(world: World) {
    world
        .import_text("id,what,who,where\n1,a,Ana,12 Oak St\n2,b,ANA,12 OAK ST\n3,c,Eva,12 Oak St\n4,d,,12 Oak St\n", MAPPING, false)
        .await
        .unwrap();
    world.import_text("id,what,who,where\n5,a,ana,12 oak st\n6,b,,12 Oak St\n7,c,,\n", MAPPING, false).await.unwrap();
    let sites: i64 = world.read(|tx| Ok(site::table.count().get_result(tx.db())?)).await;
    let customers: i64 = world.read(|tx| Ok(work::schema::customer::table.count().get_result(tx.db())?)).await;
    assert_eq!((sites, customers), (3, 2), "one site for each customer and address, one customer for each name");
}

async fn a_mapping_that_does_not_hold_imports_nothing(world: World) {
    let wrong = MAPPING.replace("column = \"what\"", "column = \"title\"");
    let error = world.import_text(rows(3), &wrong, false).await.unwrap_err();
    assert_eq!(error.to_string(), "mapping.title: the file has no column title");
    let imports: i64 = world.read(|tx| Ok(import::table.count().get_result(tx.db())?)).await;
    assert_eq!(imports, 0);
    for (bytes, told) in [(&b""[..], "The file is empty"), (b"PK\x03\x04", "workbook")] {
        let error = world.import_text(bytes, MAPPING, false).await.unwrap_err();
        assert!(error.to_string().contains(told), "{error}");
    }
}

#[test]
fn samples_are_there() {
    assert!(ready().len() > 4 && sample("SOURCES.md").exists());
}
