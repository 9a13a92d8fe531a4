//! How good the search is, against the best that anybody published.
//!
//! `cargo run --release -p planner --example judge -- FOLDER SECONDS` reads Solomon's instances in FOLDER and prints a table.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a program that measures, and says what it saw")]

mod solomon;

use planner::{Budget, Plan, Problem, plan};
use solomon::Instance;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut asked = std::env::args().skip(1);
    let folder = asked.next().ok_or("which folder?")?;
    let seconds: u64 = asked.next().map_or(Ok(10), |seconds| seconds.parse())?;
    let only = asked.next().unwrap_or_default();
    routing(Path::new(&folder), seconds, &only)
}

/// A plan made within so many seconds, and how many it took.
fn timed(problem: Problem, seconds: u64) -> Result<(Plan, f64), Box<dyn Error>> {
    let began = Instant::now();
    let most = Duration::from_secs(seconds).as_secs_f64();
    let spent = || began.elapsed().as_secs_f64() / most;
    let plan = plan(problem, 1, Budget { rounds: u64::MAX, idle: u64::MAX, spent: &spent })?;
    Ok((plan, began.elapsed().as_secs_f64()))
}

fn routing(folder: &Path, seconds: u64, only: &str) -> Result<(), Box<dyn Error>> {
    let best = std::fs::read_to_string(folder.join("best_known.csv"))?;
    let best: BTreeMap<&str, (usize, f64)> = best
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            Some((*cells.first()?, (cells.get(1)?.parse().ok()?, cells.get(2)?.parse().ok()?)))
        })
        .collect();
    println!("| instance | members | places filled | distance | best published | gap | rounds | seconds |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (name, (vehicles, distance)) in best.iter().filter(|(name, _)| name.contains(only)) {
        let Ok(text) = std::fs::read_to_string(folder.join(format!("{name}.txt"))) else { continue };
        let instance = Instance::read(&text).ok_or("not an instance")?;
        let problem = instance.problem(*vehicles).ok_or("not a problem")?;
        let (plan, took) = timed(problem, seconds)?;
        let gap = (plan.distance / distance - 1.0) * 100.0;
        let (filled, all) = (plan.given.len(), instance.customers());
        let gap = if filled == all { format!("{gap:.2} %") } else { "—".to_owned() };
        println!(
            "| {} | {vehicles} | {filled} of {all} | {:.2} | {distance:.2} | {gap} | {} | {took:.1} |",
            instance.name, plan.distance, plan.rounds
        );
    }
    Ok(())
}
