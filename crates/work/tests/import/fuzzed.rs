//! The fuzz target's entry point without a fuzzer: over the samples, the samples changed, and noise; and the ready mappings over
//! whatever comes out as rows.

use crate::replay::replay;
use crate::world::sample;
use std::fs;
use std::path::Path;
use work::imports::mapping::{Plan, ready};
use work::imports::table::{Table, survey};

#[path = "../../../../fuzz/entries/csv_import.rs"]
mod csv_import;

/// So much of the start of every sample: changes then fall where they matter.
const START: usize = 6 * 1024;

fn samples(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let starts = paths.into_iter().flat_map(|path| if path.is_dir() { samples(&path) } else { vec![start(&path)] });
    starts.collect()
}

fn start(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    bytes.truncate(START);
    bytes
}

#[test]
fn tables() {
    replay(&samples(&sample("")), 4_000, csv_import::run);
}

#[test]
fn rows_under_every_ready_mapping() {
    let mappings = ready();
    let seeds = ["chicago", "san-francisco", "san-francisco-geocoded", "new-york", "excavators", "mining"];
    let seeds = seeds.map(|name| start(&sample(&format!("{name}.csv"))));
    replay(&seeds, 2_000, |bytes| {
        let Ok(found) = survey(|| Ok(bytes), None, None) else { return };
        let plans: Vec<Plan> = mappings.iter().filter_map(|ready| Plan::of(&ready.mapping, &found.columns).ok()).collect();
        let Ok(mut table) = Table::open(bytes, found.dialect) else { return };
        while let Ok(Some(row)) = table.next_row() {
            let Ok(row) = row else { continue };
            for plan in &plans {
                match plan.draft(&row) {
                    Ok(draft) => assert!(!draft.title.is_empty() && draft.line == row.line),
                    Err(problems) => assert!(!problems.is_empty() && problems.iter().all(|problem| problem.line == row.line)),
                }
            }
        }
    });
}
