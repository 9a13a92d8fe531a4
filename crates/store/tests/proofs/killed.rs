//! A writer is killed at a random moment, again and again: no acknowledged write is lost, none is there by half, the log verifies.
//!
//! The writer is this very program, started anew to run one test, which without its instructions has nothing to do.

use crate::world::{World, authority, emails, enters, id_of, on_both_engines, verify};
use kernel::{OrganisationId, Rng as _, SystemRng};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;
use test_support::TestClock;
use vault::{RootKey, RootKeys};

const ROUNDS: usize = 10;
const INSTRUCTIONS: &str = "MUSTER_PROOF_WRITER";

on_both_engines!(no_acknowledged_write_is_lost);

async fn no_acknowledged_write_is_lost(world: World) {
    let (store, realm) = world.settled().await;
    let id = id_of(&realm);
    drop(realm);
    store.close().await;
    drop(store);
    let mut acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        let mut chance = [0];
        SystemRng.fill(&mut chance);
        let told = killed_writer(&world, id, round, usize::from(chance[0] % 40) + 1);
        acknowledged.extend(told);
        let store = world.open().unwrap();
        let realm = store.realm(id).await.unwrap();
        let kept = emails(&realm).await;
        let lost: Vec<_> = acknowledged.difference(&kept.iter().cloned().collect()).cloned().collect();
        assert_eq!(lost, Vec::<String>::new(), "round {round}");
        assert_eq!(verify(&realm).await, kept.len() as u64, "each row has its record, and each record its row");
        drop(realm);
        store.close().await;
    }
    assert!(acknowledged.len() >= ROUNDS);
}

/// Starts a writer, kills it once it acknowledged `enough` writes, and answers what it acknowledged until its end.
fn killed_writer(world: &World, id: OrganisationId, round: usize, enough: usize) -> Vec<String> {
    let instructions = serde_json::json!({
        "folder": world.folder.path(),
        "database": world.database.as_ref().map(|database| &database.app_url),
        "root": world.roots.active().to_text().as_str(),
        "organisation": id.as_str(),
        "round": round,
    });
    let program = std::env::current_exe().unwrap();
    let mut writer = Command::new(program)
        .args(["--exact", "killed::writes_until_it_is_killed", "--nocapture"])
        .env(INSTRUCTIONS, instructions.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(writer.stdout.take().unwrap());
    let (mut told, mut line) = (Vec::new(), String::new());
    while said.read_line(&mut line).unwrap() > 0 {
        // A line that was cut off tells nothing.
        if let Some(email) = line.strip_prefix("written ").and_then(|rest| rest.strip_suffix('\n')) {
            told.push(email.to_owned());
        }
        line.clear();
        if told.len() == enough {
            writer.kill().unwrap();
        }
    }
    let ended = writer.wait().unwrap();
    assert!(!ended.success() && ended.code().is_none(), "the writer was killed and did not end by itself: {ended}");
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_until_it_is_killed() {
    #[expect(clippy::disallowed_methods, reason = "the parent's instructions; a test binary takes no arguments of its own")]
    let Ok(instructions) = std::env::var(INSTRUCTIONS) else { return };
    let told: serde_json::Value = serde_json::from_str(&instructions).unwrap();
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    let engine = match told["database"].as_str() {
        None => store::door::Engine::Embedded,
        Some(url) => store::door::Engine::Postgres { url: url.to_owned(), connections: 4 },
    };
    let config =
        store::door::Config { engine, data_dir: text("folder").into(), host: "muster.test".into(), open_organisations: 8, readers: 2 };
    let roots = RootKeys::new(RootKey::from_text(&text("root")).unwrap());
    let store = store::door::Store::open(config, roots, Arc::new(TestClock::default()), Arc::new(SystemRng)).unwrap();
    let realm = store.realm(OrganisationId::parse(&text("organisation")).unwrap()).await.unwrap();
    let mut writers = tokio::task::JoinSet::new();
    for lane in 0..6 {
        let (realm, round) = (Arc::clone(&realm), told["round"].clone());
        writers.spawn(async move {
            for number in 0_u64.. {
                let email = format!("{round}-{lane}-{number}@harbour.test");
                realm.write(authority(), enters(&email)).await.unwrap();
                let mut out = std::io::stdout().lock();
                out.write_all(format!("written {email}\n").as_bytes()).unwrap();
                out.flush().unwrap();
            }
        });
    }
    writers.join_all().await;
}
