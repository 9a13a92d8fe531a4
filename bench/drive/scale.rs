//! How much is measured.

use std::time::Duration;

pub struct Scale {
    pub name: &'static str,
    pub jobs: u64,
    /// How many of the jobs are read one by one and copied to the ceiling.
    pub ids: usize,
    pub time: Duration,
    /// How long the log is grown.
    pub events: u64,
    /// Jobs of the organisation that the first is held against, to see what size costs.
    pub many: u64,
    /// Organisations on one server, of which a hundred are used.
    pub organisations: u64,
}

impl Scale {
    pub fn asked() -> Self {
        match std::env::var("BENCH_SCALE").as_deref() {
            Ok("small") => Self {
                name: "small",
                jobs: 10_000,
                ids: 10_000,
                time: Duration::from_secs(3),
                events: 30_000,
                many: 50_000,
                organisations: 100,
            },
            Ok("medium") => Self {
                name: "medium",
                jobs: 30_000,
                ids: 30_000,
                time: Duration::from_secs(5),
                events: 100_000,
                many: 200_000,
                organisations: 1_000,
            },
            _ => Self {
                name: "full",
                jobs: 100_000,
                ids: 100_000,
                time: Duration::from_secs(10),
                events: 1_000_000,
                many: 1_000_000,
                organisations: 10_000,
            },
        }
    }
}
