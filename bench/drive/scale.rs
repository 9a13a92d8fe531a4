//! How much is measured.

use std::time::Duration;

pub struct Scale {
    pub name: &'static str,
    pub jobs: u64,
    /// How many of the jobs are read one by one and copied to the ceiling.
    pub ids: usize,
    pub time: Duration,
}

impl Scale {
    pub fn asked() -> Self {
        match std::env::var("BENCH_SCALE").as_deref() {
            Ok("small") => Self { name: "small", jobs: 10_000, ids: 10_000, time: Duration::from_secs(3) },
            Ok("medium") => Self { name: "medium", jobs: 30_000, ids: 30_000, time: Duration::from_secs(5) },
            _ => Self { name: "full", jobs: 100_000, ids: 100_000, time: Duration::from_secs(10) },
        }
    }
}
