//! The log as it grows: whether appending slows, what a proof costs, how long the whole takes to verify.

use crate::Outcome;
use crate::cases::Case;
use crate::http::Connection;
use crate::load::{Target, count};
use crate::muster::{Muster, ORGANISATION, Server};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

const PARTS: usize = 4;
const PROOFS: u64 = 1_000;

/// Appends until there are `events`, a quarter at a time; then asks for proofs.
pub async fn grow(target: &Target, append: &Case, events: u64, text: &mut String) -> Outcome<()> {
    let there = size(&mut open(target).await?).await?;
    let _ = writeln!(text, "\n### The log\n\n{there} records were there before.");
    let part = events.saturating_sub(there) / PARTS as u64;
    for at in 1..=PARTS {
        let start = Instant::now();
        count(target, append, part).await?;
        let _ = writeln!(
            text,
            "Quarter {at}: {part} records appended by {} clients, {:.0}/s.",
            append.clients,
            part as f64 / start.elapsed().as_secs_f64()
        );
    }
    // A connection that was silent all the while would have been closed.
    let mut server = open(target).await?;
    let size = size(&mut server).await?;
    let mut times = Vec::new();
    for n in 0..PROOFS {
        let seq = 1 + n * (size - 1) / PROOFS;
        let start = Instant::now();
        server.json("GET", &format!("/api/v1/audit/proof?seq={seq}&size={size}"), None).await?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let (half, most) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    let _ = writeln!(text, "A proof of one of {size} records, asked over HTTP: p50 {half:.2} ms, p99 {most:.2} ms (budget 1 ms).");
    Ok(())
}

async fn open(target: &Target) -> Outcome<Connection> {
    Connection::open(target.port, target.cookie.as_deref()).await
}

async fn size(server: &mut Connection) -> Outcome<u64> {
    Ok(server.json("GET", "/api/v1/audit/checkpoint", None).await?["size"].as_u64().ok_or("no size")?)
}

/// The whole log taken away and held against itself by the program that needs no server.
pub async fn verify(muster: &Muster, server: Server, folder: &Path, text: &mut String) -> Outcome<()> {
    server.stop().await?;
    let file = folder.join("log.muster");
    let start = Instant::now();
    muster.run(&["audit".as_ref(), "export".as_ref(), "--org".as_ref(), ORGANISATION.as_ref(), "--out".as_ref(), file.as_os_str()]).await?;
    let exported = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let verifier = muster.binary.with_file_name("muster-verify");
    let output = tokio::process::Command::new(verifier).arg(&file).output().await?;
    // 2 says that no key was given from outside: the log is held against the key in the file itself.
    let told = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned();
    let megabytes = std::fs::metadata(&file)?.len() as f64 / 1e6;
    let seconds = start.elapsed().as_secs_f64();
    let _ = writeln!(
        text,
        "Export: {exported:.1} s, {megabytes:.0} MB. muster-verify: {seconds:.2} s, exit {}, “{told}” (budget 3 s for a million).\n",
        output.status.code().unwrap_or(-1)
    );
    Ok(())
}
