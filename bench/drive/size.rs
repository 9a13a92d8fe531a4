//! What it costs to be large: many jobs in one organisation, many organisations on one server.

use crate::cases::Case;
use crate::http::Connection;
use crate::import::import;
use crate::load::{Figures, load};
use crate::muster::Muster;
use crate::process::memory;
use crate::scale::Scale;
use crate::{Outcome, rows, signed_in, target};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const FEW: u64 = 10_000;
const USED: u64 = 100;
/// Commands that make organisations at once: each waits most of its time for the disk.
const AT_ONCE: u64 = 12;

fn slug(n: u64) -> String {
    format!("fleet-{n:05}")
}

/// The same reads with ten thousand jobs and with many.
pub async fn many_jobs(binary: &Path, folder: &Path, scale: &Scale, text: &mut String) -> Outcome<()> {
    let few = reads(binary, folder, FEW, scale).await?;
    let many = reads(binary, folder, scale.many, scale).await?;
    let _ = writeln!(
        text,
        "## {FEW} jobs against {}\n\n| case | p99, few | p99, many | ratio (budget 2) | processor time, few | many |\n| --- | --- | --- | --- | --- | --- |",
        scale.many
    );
    for ((name, few), (_, many)) in few.iter().zip(&many) {
        let ratio = many.p99_ms / few.p99_ms;
        let _ = writeln!(
            text,
            "| {name} | {:.2} ms | {:.2} ms | {ratio:.2} | {:.3} ms | {:.3} ms |",
            few.p99_ms, many.p99_ms, few.cpu_ms, many.cpu_ms
        );
    }
    text.push('\n');
    Ok(())
}

async fn reads(binary: &Path, folder: &Path, jobs: u64, scale: &Scale) -> Outcome<Vec<(&'static str, Figures)>> {
    eprintln!("{jobs} jobs");
    let file = folder.join(format!("{jobs}.csv"));
    rows::write(&file, jobs)?;
    let muster = Muster { binary: binary.to_owned(), data: folder.join(format!("jobs-{jobs}")), postgres: None };
    let sign_in = muster.organisation().await?;
    let server = muster.serve().await?;
    let cookie = signed_in(server.port, &sign_in).await?;
    import(&mut Connection::open(server.port, Some(&cookie)).await?, &file).await?;
    let target = target(&server, cookie, 5_000).await?;
    let mut all = Vec::new();
    for case in Case::all(&sign_in).iter().filter(|case| case.method == "GET") {
        all.push((case.name, load(&target, case, scale.time).await?));
    }
    server.stop().await?;
    Ok(all)
}

/// Memory and start of a server with many organisations, of which a hundred are used.
pub async fn many_organisations(binary: &Path, folder: &Path, scale: &Scale, text: &mut String) -> Outcome<()> {
    eprintln!("{} organisations", scale.organisations);
    let muster = Muster { binary: binary.to_owned(), data: folder.join("organisations"), postgres: None };
    let start = Instant::now();
    let muster = Arc::new(muster);
    muster.run(&["org", "list"]).await?;
    let makers: Vec<_> = (0..AT_ONCE)
        .map(|maker| {
            let (muster, all) = (Arc::clone(&muster), scale.organisations);
            tokio::spawn(async move {
                for n in (maker..all).step_by(AT_ONCE as usize) {
                    let slug = slug(n);
                    muster.run(&["org", "create", &slug, "--name", &slug, "--zone", "Europe/London"]).await?;
                }
                Outcome::Ok(())
            })
        })
        .collect();
    for maker in makers {
        maker.await??;
    }
    let mut sign_ins = Vec::new();
    for slug in (0..USED.min(scale.organisations)).map(slug) {
        let made =
            muster.run(&["member", "add", "--org", &slug, "--role", "owner", "--name", "Ada", "--email", "ada@fleet.example"]).await?;
        let password = made["password"].as_str().ok_or("no password")?;
        sign_ins.push(format!(r#"{{"organisation":"{slug}","email":"ada@fleet.example","password":"{password}"}}"#));
    }
    let made = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let server = muster.serve().await?;
    let listening = start.elapsed().as_secs_f64() * 1000.0;
    let (idle, _) = memory(server.pid)?;
    let mut first = Vec::new();
    for sign_in in &sign_ins {
        let cookie = signed_in(server.port, sign_in).await?;
        let mut connection = Connection::open(server.port, Some(&cookie)).await?;
        let start = Instant::now();
        connection.json("GET", "/api/v1/jobs?limit=50", None).await?;
        first.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let (live, most) = memory(server.pid)?;
    first.sort_by(f64::total_cmp);
    let _ = writeln!(
        text,
        "## {} organisations, {} of them used\n\nMade in {made:.0} s by as many commands, {AT_ONCE} at a time. Start until it listens {listening:.0} ms (budget 300). Memory idle {idle:.0} MB (budget 60), \
         with {} open {live:.0} MB, at most {most:.0} MB (budget 300; a password hash takes 64 of them). A list in each: p50 {:.1} ms.\n",
        scale.organisations,
        sign_ins.len(),
        sign_ins.len(),
        first[first.len() / 2]
    );
    server.stop().await
}
