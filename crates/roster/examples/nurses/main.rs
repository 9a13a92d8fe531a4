//! How good proposals are as nurse rosters, beside what others published.
//!
//! `cargo run --release -p roster --example nurses -- FOLDER SECONDS` reads instances of the Second International Nurse Rostering
//! Competition in FOLDER (`n005w4`, `n030w4`, `n050w8`), plans each as an organisation, week by week with SECONDS for each, and prints a
//! table. What it found stands in `bench/RESULTS.md`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a program that measures, says what it saw, and ends when it goes wrong")]
#![expect(clippy::disallowed_methods, reason = "what is measured is time")]

mod instance;
mod score;
mod ward;
#[expect(dead_code, unused_imports, reason = "shared with the tests of both engines")]
#[path = "../../tests/engines/world.rs"]
mod world;
#[expect(dead_code, reason = "shared with the tests of both engines")]
#[path = "../../tests/engines/written.rs"]
mod written;

use instance::{Instance, Roster};
use score::{broken, least, penalty};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Instances: folder, history, weeks; and a published solution's folder, where there is one.
const ASKED: [(&str, u32, &[u32], Option<&str>); 6] = [
    ("n005w4", 0, &[1, 2, 3, 3], Some("Solution_H_0-WD_1-2-3-3")),
    ("n005w4", 1, &[5, 3, 1, 0], Some("Solution_H_1-WD_5-3-1-0")),
    ("n005w4", 2, &[6, 7, 8, 9], Some("Solution_H_2-WD_6-7-8-9")),
    ("n030w4", 1, &[6, 2, 9, 1], None),
    ("n030w4", 1, &[6, 7, 5, 3], None),
    ("n050w8", 1, &[1, 7, 8, 5, 7, 4, 1, 8], None),
];

fn main() {
    let mut asked = std::env::args().skip(1);
    let folder = PathBuf::from(asked.next().unwrap());
    let seconds: u64 = asked.next().map_or(3, |seconds| seconds.parse().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    println!(
        "| instance | whose | least cover | succession | skill | cover | in a row | days off | wishes | half weekends | contract | weekends | all | seconds |"
    );
    println!("|{}", " --- |".repeat(14));
    for (name, history, weeks, published) in ASKED {
        let folder = folder.join(name);
        let text = |path: PathBuf| std::fs::read_to_string(path).unwrap();
        let files: Vec<String> = weeks.iter().map(|week| text(folder.join(format!("WD-{name}-{week}.txt")))).collect();
        let before = text(folder.join(format!("H0-{name}-{history}.txt")));
        let instance = Instance::read(&text(folder.join(format!("Sc-{name}.txt"))), &before, &files).unwrap();
        let numbers: Vec<String> = weeks.iter().map(ToString::to_string).collect();
        let title = format!("{name} {history} {}", numbers.join("-"));
        if let Some(published) = published {
            told(&instance, &title, "published", &solution(&instance, &folder.join(published), name, weeks), None);
        }
        let began = Instant::now();
        let roster = runtime.block_on(async { ward::Ward::open(world::World::embedded().await, &instance).await.planned(seconds).await });
        told(&instance, &title, "Suggest", &roster, Some(began.elapsed().as_secs_f64()));
    }
}

fn solution(instance: &Instance, folder: &Path, name: &str, weeks: &[u32]) -> Roster {
    let file = |(at, week): (usize, &u32)| std::fs::read_to_string(folder.join(format!("Sol-{name}-{week}-{at}.txt"))).unwrap();
    instance.solution(&weeks.iter().enumerate().map(file).collect::<Vec<_>>()).unwrap()
}

fn told(instance: &Instance, title: &str, whose: &str, roster: &Roster, took: Option<f64>) {
    let (hard, soft, least) = (broken(instance, roster), penalty(instance, roster), least(instance));
    let took = took.map_or_else(|| "-".to_owned(), |took| format!("{took:.1}"));
    println!(
        "| {title} | {whose} | {} of {least} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {took} |",
        least - hard.cover,
        hard.succession,
        hard.skill,
        soft.cover,
        soft.consecutive,
        soft.days_off,
        soft.preferences,
        soft.half_weekends,
        soft.assignments,
        soft.weekends,
        soft.total()
    );
}
