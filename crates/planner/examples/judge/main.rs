//! How good the search is, against the best that anybody published.
//!
//! `cargo run --release -p planner --example judge -- FOLDER SECONDS` reads the instances in FOLDER
//! (`routing/solomon`, `routing/homberger_200`) and prints tables. SECONDS is the budget of each instance.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a program that measures, and says what it saw")]

mod solomon;
mod technicians;

use planner::{Budget, Plan, Problem, plan};
use solomon::Instance;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut asked = std::env::args().skip(1);
    let folder = asked.next().ok_or("which folder?")?;
    let folder = Path::new(&folder);
    let seconds: u64 = asked.next().map_or(Ok(10), |seconds| seconds.parse())?;
    routing(&folder.join("routing/solomon"), seconds)?;
    println!();
    bigger(&folder.join("routing/homberger_200"), seconds)?;
    println!();
    working(seconds)
}

/// A plan made within so many seconds, and how many it took.
fn timed(problem: Problem, seconds: u64) -> Result<(Plan, f64), Box<dyn Error>> {
    let began = Instant::now();
    let most = Duration::from_secs(seconds).as_secs_f64();
    let spent = || began.elapsed().as_secs_f64() / most;
    let plan = plan(problem, 1, Budget { rounds: u64::MAX, idle: u64::MAX, spent: &spent })?;
    Ok((plan, began.elapsed().as_secs_f64()))
}

const HEAD: &str = "| instance | members | places filled | distance | best published | gap | rounds | seconds |\n| --- | --- | --- | --- | --- | --- | --- | --- |";

/// One row of the table.
fn judged(text: &str, vehicles: usize, best: f64, seconds: u64) -> Result<(), Box<dyn Error>> {
    let instance = Instance::read(text).ok_or("not an instance")?;
    let (plan, took) = timed(instance.problem(vehicles).ok_or("not a problem")?, seconds)?;
    let (filled, all) = (plan.given.len(), instance.customers());
    let gap = if filled == all { format!("{:.2} %", (plan.distance / best - 1.0) * 100.0) } else { "-".to_owned() };
    let (name, distance, rounds) = (&instance.name, plan.distance, plan.rounds);
    println!("| {name} | {vehicles} | {filled} of {all} | {distance:.2} | {best:.2} | {gap} | {rounds} | {took:.1} |");
    Ok(())
}

fn routing(folder: &Path, seconds: u64) -> Result<(), Box<dyn Error>> {
    let best = std::fs::read_to_string(folder.join("best_known.csv"))?;
    println!("{HEAD}");
    for line in best.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, vehicles, distance, ..] = cells.as_slice() else { continue };
        judged(&std::fs::read_to_string(folder.join(format!("{name}.txt")))?, vehicles.parse()?, distance.parse()?, seconds)?;
    }
    Ok(())
}

/// Gehring and Homberger's with 200 customers; the best known with the vehicles that it was found with.
fn bigger(folder: &Path, seconds: u64) -> Result<(), Box<dyn Error>> {
    let best: [(&str, usize, f64); 6] = [
        ("c1_2_1", 20, 2704.57),
        ("c1_2_4", 18, 2643.31),
        ("c1_2_8", 19, 2775.48),
        ("r1_2_1", 20, 4784.11),
        ("r1_2_4", 18, 3057.81),
        ("r1_2_8", 18, 2951.99),
    ];
    println!("{HEAD}");
    for (name, vehicles, distance) in best {
        judged(&std::fs::read_to_string(folder.join(format!("{name}.txt")))?, vehicles, distance, seconds)?;
    }
    Ok(())
}

/// Technicians, from the table beside the tests; the least that there is was found by trying everything.
fn working(seconds: u64) -> Result<(), Box<dyn Error>> {
    let problem = technicians::read(include_str!("../../tests/routing/technicians.txt")).ok_or("not a table")?;
    let all = problem.places.len();
    let (plan, took) = timed(problem, seconds.min(1))?;
    println!("| technicians | customers served in time | minutes on the way | least there is | rounds | seconds |");
    println!("| --- | --- | --- | --- | --- | --- |");
    println!("| 7 | {} of {all} | {:.0} | 395 | {} | {took:.1} |", plan.given.len(), plan.distance, plan.rounds);
    Ok(())
}
