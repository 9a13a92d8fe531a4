//! How good the search is, against the best that anybody published.
//!
//! `cargo run --release -p planner --example judge -- FOLDER SECONDS` reads the instances in FOLDER
//! (`routing/solomon`, `routing/homberger_200`) and prints tables. SECONDS is the budget of each instance; `8000 rounds` instead counts
//! rounds, so that the tables are the same on every machine.
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
    let number: u64 = asked.next().map_or(Ok(10), |number| number.parse())?;
    let most = if asked.next().is_some_and(|unit| unit == "rounds") { Most::Rounds(number) } else { Most::Seconds(number) };
    routing(&folder.join("routing/solomon"), most)?;
    println!();
    bigger(&folder.join("routing/homberger_200"), most)?;
    println!();
    working(most)
}

/// How long each is searched for.
#[derive(Clone, Copy)]
enum Most {
    Seconds(u64),
    Rounds(u64),
}

/// A plan made within so much, and how many seconds it took.
fn timed(problem: Problem, most: Most) -> Result<(Plan, f64), Box<dyn Error>> {
    let began = Instant::now();
    let plan = match most {
        Most::Rounds(rounds) => plan(problem, 1, Budget::rounds(rounds))?,
        Most::Seconds(seconds) => {
            let spent = || began.elapsed().as_secs_f64() / Duration::from_secs(seconds).as_secs_f64();
            plan(problem, 1, Budget { rounds: u64::MAX, idle: u64::MAX, spent: &spent })?
        }
    };
    Ok((plan, began.elapsed().as_secs_f64()))
}

const HEAD: &str = "| instance | members | places filled | distance | best published | gap | rounds | seconds |\n| --- | --- | --- | --- | --- | --- | --- | --- |";

/// One row of the table.
fn judged(text: &str, vehicles: usize, best: f64, most: Most) -> Result<(), Box<dyn Error>> {
    let instance = Instance::read(text).ok_or("not an instance")?;
    let (plan, took) = timed(instance.problem(vehicles).ok_or("not a problem")?, most)?;
    let (filled, all) = (plan.given.len(), instance.customers());
    let gap = if filled == all { format!("{:.2} %", (plan.distance / best - 1.0) * 100.0) } else { "-".to_owned() };
    let (name, distance, rounds) = (&instance.name, plan.distance, plan.rounds);
    println!("| {name} | {vehicles} | {filled} of {all} | {distance:.2} | {best:.2} | {gap} | {rounds} | {took:.1} |");
    Ok(())
}

fn routing(folder: &Path, most: Most) -> Result<(), Box<dyn Error>> {
    let best = std::fs::read_to_string(folder.join("best_known.csv"))?;
    println!("{HEAD}");
    for line in best.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, vehicles, distance, ..] = cells.as_slice() else { continue };
        judged(&std::fs::read_to_string(folder.join(format!("{name}.txt")))?, vehicles.parse()?, distance.parse()?, most)?;
    }
    Ok(())
}

/// Gehring and Homberger's with 200 customers; the best known with the vehicles that it was found with.
fn bigger(folder: &Path, most: Most) -> Result<(), Box<dyn Error>> {
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
        judged(&std::fs::read_to_string(folder.join(format!("{name}.txt")))?, vehicles, distance, most)?;
    }
    Ok(())
}

/// Technicians, from the table beside the tests; the least that there is was found by trying everything.
fn working(most: Most) -> Result<(), Box<dyn Error>> {
    let problem = technicians::read(include_str!("../../tests/routing/technicians.txt")).ok_or("not a table")?;
    let all = problem.places.len();
    let (plan, took) = timed(problem, most)?;
    println!("| technicians | customers served in time | minutes on the way | least there is | rounds | seconds |");
    println!("| --- | --- | --- | --- | --- | --- |");
    println!("| 7 | {} of {all} | {:.0} | 395 | {} | {took:.1} |", plan.given.len(), plan.distance, plan.rounds);
    Ok(())
}
