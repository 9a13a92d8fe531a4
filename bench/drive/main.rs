//! Drives Muster and the ceiling one after the other with the same rows and the same requests, and writes what it saw.
//!
//! `drive CEILING MUSTER RESULTS`; `BENCH_SCALE` is `small`, `medium` or `full`, which it is if unset. With `BENCH_POSTGRES_APP` and
//! `BENCH_POSTGRES_OWNER` set to the ways into an empty PostgreSQL database, that engine is measured too.

mod cases;
mod copy;
mod http;
mod import;
mod load;
mod log;
mod muster;
mod process;
mod report;
mod rows;
mod scale;
mod size;

use cases::Case;
use http::{Connection, header};
use import::import;
use load::{Figures, Target, load};
use muster::{Muster, Postgres, Server, started};
use process::{Usage, free_port, machine, memory, own_seconds};
use report::{Compared, table};
use scale::Scale;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use tokio::process::Command;

pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [ceiling, binary, results] = paths.as_slice() else {
        return Err("usage: drive CEILING MUSTER RESULTS".into());
    };
    let folder = std::env::temp_dir().join(format!("muster-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let scale = Scale::asked();
    let file = folder.join("jobs.csv");
    rows::write(&file, scale.jobs)?;
    let run = Run { ceiling, binary, folder: &folder, file: &file, scale: &scale };
    let outcome = measure(&run, results).await;
    std::fs::remove_dir_all(&folder)?;
    outcome
}

/// What every part is made with.
struct Run<'a> {
    ceiling: &'a Path,
    binary: &'a Path,
    folder: &'a Path,
    file: &'a Path,
    scale: &'a Scale,
}

/// Part by part; each is in the file once it is measured, so that a run that is cut short leaves what it has.
async fn measure(run: &Run<'_>, results: &Path) -> Outcome<()> {
    let scale = run.scale;
    let mut text = format!(
        "# Measured\n\nMade by `make bench` on {}, scale `{}`: {} jobs, {} s a case.\n\n{}\n",
        machine(),
        scale.name,
        scale.jobs,
        scale.time.as_secs(),
        include_str!("preface.md")
    );
    let wanted = std::env::var("BENCH_PARTS").unwrap_or_else(|_| PARTS.join(","));
    let mut ceilings = None;
    for part in PARTS.into_iter().filter(|part| wanted.split(',').any(|wanted| wanted == *part)) {
        eprintln!("{part}");
        let (usage, own) = (Usage::now(), own_seconds());
        match part {
            "embedded" => engine(run, "SQLite", None, &mut ceilings, &mut text).await?,
            "postgres" => match postgres() {
                Some(postgres) => engine(run, "PostgreSQL", Some(postgres), &mut ceilings, &mut text).await?,
                None => text.push_str("## PostgreSQL\n\nNot measured in this run.\n"),
            },
            "jobs" => size::many_jobs(run.binary, run.folder, scale, &mut text).await?,
            "organisations" => size::many_organisations(run.binary, run.folder, scale, &mut text).await?,
            _ => log::log(run.binary, run.folder, scale.events, &mut text).await?,
        }
        let _ = writeln!(text, "\n{}\n", usage.told(own_seconds() - own));
        std::fs::write(results, &text)?;
    }
    Ok(())
}

/// In this order; `BENCH_PARTS` names some of them.
const PARTS: [&str; 5] = ["embedded", "jobs", "postgres", "organisations", "log"];

async fn engine(
    run: &Run<'_>,
    name: &str,
    postgres: Option<Postgres>,
    ceilings: &mut Option<Vec<Figures>>,
    text: &mut String,
) -> Outcome<()> {
    let scale = run.scale;
    let muster = Muster { binary: run.binary.to_owned(), data: run.folder.join(name), postgres };
    let _ = writeln!(text, "## {name}\n");
    let sign_in = muster.organisation().await?;
    let start = Instant::now();
    let server = muster.serve().await?;
    let _ = writeln!(text, "Start until it listens: {:.0} ms.", start.elapsed().as_secs_f64() * 1000.0);
    let (idle, _) = memory(server.pid)?;
    let cookie = signed_in(server.port, &sign_in).await?;
    let seconds = import(&mut Connection::open(server.port, Some(&cookie)).await?, run.file).await?;
    let _ = writeln!(text, "Import of {} rows: {seconds:.1} s.", scale.jobs);
    let target = target(&server, cookie, scale.ids).await?;
    let cases = Case::all(&sign_in);
    if ceilings.is_none() {
        *ceilings = Some(of_ceiling(run.ceiling, run.folder, &target, &cases, scale, text).await?);
    }
    let mut compared = Vec::new();
    for (case, under) in cases.iter().zip(ceilings.iter().flatten()) {
        eprintln!("  {}", case.name);
        let figures = load(&target, case, scale.time).await?;
        eprintln!(
            "    {:.0}/s, {:.3} ms of processor time; ceiling {:.0}/s, {:.3} ms",
            figures.per_second, figures.cpu_ms, under.per_second, under.cpu_ms
        );
        compared.push(Compared { name: case.name, budget: case.budget, ceiling: under.clone(), muster: figures });
    }
    let (now, most) = memory(server.pid)?;
    let _ = writeln!(text, "Memory at the start {idle:.0} MB, after the load {now:.0} MB, at most {most:.0} MB.\n\n{}", table(&compared));
    server.stop().await
}

fn postgres() -> Option<Postgres> {
    Some(Postgres { app: std::env::var("BENCH_POSTGRES_APP").ok()?, owner: std::env::var("BENCH_POSTGRES_OWNER").ok()? })
}

async fn signed_in(port: u16, sign_in: &str) -> Outcome<String> {
    let answer = Connection::open(port, None).await?.ask("POST", "/api/v1/session", Some(sign_in)).await?;
    Ok(header(&answer.head, "set-cookie").and_then(|cookie| cookie.split(';').next()).ok_or("no session")?.to_owned())
}

async fn target(server: &Server, cookie: String, most: usize) -> Outcome<Target> {
    let jobs = copy::ids(&mut Connection::open(server.port, Some(&cookie)).await?, most).await?;
    Ok(Target { port: server.port, pid: server.pid, cookie: Some(cookie), jobs: Arc::new(jobs) })
}

/// The ceiling on the rows Muster has.
async fn of_ceiling(program: &Path, folder: &Path, of: &Target, cases: &[Case], scale: &Scale, text: &mut String) -> Outcome<Vec<Figures>> {
    let file = folder.join("ceiling.db");
    copy::copy(&mut Connection::open(of.port, of.cookie.as_deref()).await?, &of.jobs, &file).await?;
    let port = free_port()?;
    let mut command = Command::new(program);
    let server = started(command.arg(&file).arg(port.to_string()).kill_on_drop(true), port).await?;
    let target = Target { port, pid: server.pid, cookie: None, jobs: Arc::clone(&of.jobs) };
    let mut all = Vec::new();
    eprintln!("ceiling");
    for case in cases {
        eprintln!("  {}", case.name);
        all.push(load(&target, case, scale.time).await?);
    }
    let (now, most) = memory(server.pid)?;
    let _ = writeln!(text, "The ceiling's memory after the load {now:.0} MB, at most {most:.0} MB.");
    server.stop().await?;
    Ok(all)
}
