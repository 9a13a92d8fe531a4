//! The log as it grows: whether appending slows, what a proof costs, how long the whole takes to verify.

use crate::Outcome;
use crate::cases::Case;
use crate::http::Connection;
use crate::load::{Target, count};
use crate::muster::{Muster, ORGANISATION, Server};
use crate::process::{cpu_seconds, own_seconds};
use crate::signed_in;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const PARTS: u64 = 10;
const PROOFS: u64 = 2_000;
/// A machine that is busy with other things does not come to a million in the time there is.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// A log of its own that grows to `events` records; then proofs, and the whole of it verified.
pub async fn log(binary: &Path, folder: &Path, events: u64, text: &mut String) -> Outcome<()> {
    let muster = Muster { binary: binary.to_owned(), data: folder.join("log"), postgres: None };
    let sign_in = muster.organisation().await?;
    let server = muster.serve().await?;
    let cookie = signed_in(server.port, &sign_in).await?;
    let target = Target { port: server.port, pid: server.pid, cookie: Some(cookie), jobs: Arc::default() };
    let _ = writeln!(text, "## The log\n");
    grow(&target, &Case::all(&sign_in)[4], events, text).await?;
    prove(&target, text).await?;
    let_in(&muster, &target).await?;
    verify(&muster, server, folder, text).await
}

/// Appends until there are `events`, a tenth at a time.
async fn grow(target: &Target, append: &Case, events: u64, text: &mut String) -> Outcome<()> {
    let _ = writeln!(text, "| records | appended by {} clients | processor time for one |\n| --- | --- | --- |", append.clients);
    let (first, part) = (Instant::now(), events / PARTS);
    for at in 1..=PARTS {
        let (start, cpu) = (Instant::now(), cpu_seconds(target.pid)?);
        count(target, append, part).await?;
        let (seconds, cpu) = (start.elapsed().as_secs_f64(), cpu_seconds(target.pid)? - cpu);
        eprintln!("  {} records", at * part);
        let _ = writeln!(text, "| up to {} | {:.0}/s | {:.3} ms |", at * part, part as f64 / seconds, cpu * 1000.0 / part as f64);
        if first.elapsed() > PATIENCE {
            let _ = writeln!(text, "\nGiven up here, after {} minutes: {events} were wanted.", first.elapsed().as_secs() / 60);
            break;
        }
    }
    Ok(())
}

async fn prove(target: &Target, text: &mut String) -> Outcome<()> {
    // A connection that was silent all the while would have been closed.
    let mut server = Connection::open(target.port, target.cookie.as_deref()).await?;
    let head = server.json("GET", "/api/v1/audit/checkpoint", None).await?;
    let size = head["size"].as_u64().ok_or("no size")?;
    let (mut times, cpu) = (Vec::new(), cpu_seconds(target.pid)?);
    for n in 0..PROOFS {
        let seq = 1 + n * (size - 1) / PROOFS;
        let start = Instant::now();
        server.json("GET", &format!("/api/v1/audit/proof?seq={seq}&size={size}"), None).await?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let cpu = (cpu_seconds(target.pid)? - cpu) * 1000.0 / PROOFS as f64;
    times.sort_by(f64::total_cmp);
    let (half, most) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    let _ = writeln!(
        text,
        "\nA proof of one of {size} records, asked over HTTP: p50 {half:.2} ms, p99 {most:.2} ms, processor time {cpu:.3} ms (budget 1 ms)."
    );
    Ok(())
}

/// The operator takes the log away, which the owner must have allowed.
async fn let_in(muster: &Muster, target: &Target) -> Outcome<()> {
    let asked = muster.run(&["support", "ask", "--org", ORGANISATION, "--reason", "The log is measured"]).await?;
    let path = format!("/api/v1/support-grants/{}/approval", asked["id"].as_str().ok_or("no id")?);
    let mut server = Connection::open(target.port, target.cookie.as_deref()).await?;
    server.json("PUT", &path, Some(r#"{"hours":4}"#)).await?;
    Ok(())
}

/// The whole log taken away and held against itself by the program that needs no server.
async fn verify(muster: &Muster, server: Server, folder: &Path, text: &mut String) -> Outcome<()> {
    server.stop().await?;
    let file = folder.join("log.muster");
    let start = Instant::now();
    muster.run(&["audit".as_ref(), "export".as_ref(), "--org".as_ref(), ORGANISATION.as_ref(), "--out".as_ref(), file.as_os_str()]).await?;
    let exported = start.elapsed().as_secs_f64();
    let (start, cpu) = (Instant::now(), own_seconds());
    let verifier = muster.binary.with_file_name("muster-verify");
    let output = tokio::process::Command::new(verifier).arg(&file).output().await?;
    let (seconds, cpu) = (start.elapsed().as_secs_f64(), own_seconds() - cpu);
    let megabytes = std::fs::metadata(&file)?.len() as f64 / 1e6;
    // 2 says that no key was given from outside: the log is held against the key in the file itself.
    let found = match output.status.code() {
        Some(0 | 2) => "every record holds",
        _ => "**it does not hold**",
    };
    let _ = writeln!(
        text,
        "Export: {exported:.1} s, {megabytes:.0} MB. muster-verify: {seconds:.2} s, {cpu:.2} s of processor time, {found} (budget 3 s for a million).\n"
    );
    Ok(())
}
