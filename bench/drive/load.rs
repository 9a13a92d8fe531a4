//! So many clients, each asking again as soon as it was answered, for so long.

use crate::Outcome;
use crate::cases::{Case, Seed};
use crate::http::Connection;
use crate::process::cpu_seconds;
use serde::Serialize;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A server under load: what is the same for every case.
#[derive(Clone)]
pub struct Target {
    pub port: u16,
    pub pid: u32,
    pub cookie: Option<String>,
    /// Ids of jobs that are there.
    pub jobs: Arc<Vec<String>>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    pub requests: usize,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub cpu_ms: f64,
    pub bytes: usize,
}

/// A tenth of the time warms up and is not counted.
pub async fn load(target: &Target, case: &Case, time: Duration) -> Outcome<Figures> {
    drive(target, case, time / 10, 1).await?;
    let (cpu, start) = (cpu_seconds(target.pid)?, Instant::now());
    let (mut times, bytes) = drive(target, case, time, 2).await?;
    let (cpu, seconds) = (cpu_seconds(target.pid)? - cpu, start.elapsed().as_secs_f64());
    times.sort_unstable();
    let requests = times.len();
    let at = |share: f64| {
        times.get(((requests as f64 * share) as usize).min(requests.saturating_sub(1))).map_or(0.0, |&micros| f64::from(micros) / 1000.0)
    };
    Ok(Figures {
        requests,
        per_second: requests as f64 / seconds,
        p50_ms: at(0.5),
        p99_ms: at(0.99),
        cpu_ms: cpu * 1000.0 / requests as f64,
        bytes: bytes / requests.max(1),
    })
}

/// So many requests in all, however long they take.
pub async fn count(target: &Target, case: &Case, requests: u64) -> Outcome<()> {
    let each = requests / case.clients;
    let clients: Vec<_> = (0..case.clients)
        .map(|client| {
            let (target, case) = (target.clone(), case.clone());
            tokio::spawn(async move {
                let mut connection = Connection::open(target.port, target.cookie.as_deref()).await?;
                let mut seed = Seed::new(7000 + client);
                for _ in 0..each {
                    let (path, body) = case.request(&mut seed, &target.jobs);
                    let answer = connection.ask(case.method, &path, body.as_deref()).await?;
                    if answer.status != case.status {
                        return Err(format!("{path}: {}", answer.status).into());
                    }
                }
                Outcome::Ok(())
            })
        })
        .collect();
    for client in clients {
        client.await??;
    }
    Ok(())
}

async fn drive(target: &Target, case: &Case, time: Duration, salt: u64) -> Outcome<(Vec<u32>, usize)> {
    let end = Instant::now() + time;
    let clients: Vec<_> =
        (0..case.clients).map(|client| tokio::spawn(one(target.clone(), case.clone(), end, salt * 1000 + client))).collect();
    let (mut all, mut bytes) = (Vec::new(), 0);
    for client in clients {
        let (times, read) = client.await??;
        all.extend(times);
        bytes += read;
    }
    Ok((all, bytes))
}

async fn one(target: Target, case: Case, end: Instant, seed: u64) -> Outcome<(Vec<u32>, usize)> {
    let mut connection = Connection::open(target.port, target.cookie.as_deref()).await?;
    let (mut seed, mut times, mut bytes) = (Seed::new(seed), Vec::new(), 0);
    while Instant::now() < end {
        let (path, body) = case.request(&mut seed, &target.jobs);
        let start = Instant::now();
        let answer = connection.ask(case.method, &path, body.as_deref()).await?;
        times.push(u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX));
        if answer.status != case.status {
            return Err(format!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body)).into());
        }
        bytes += answer.body.len();
    }
    Ok((times, bytes))
}
