//! What the kernel says of a server: the time it was given and the memory it holds.

use crate::Outcome;
use std::fs;

/// Ticks of `/proc` are hundredths of a second on every Linux that matters here.
const TICKS: f64 = 100.0;

/// Seconds of processor time so far, the kernel's on its behalf included.
pub fn cpu_seconds(pid: u32) -> Outcome<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let after = stat.rsplit_once(')').ok_or("no stat")?.1;
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).ok_or("no ticks");
    Ok((ticks(11)? + ticks(12)?) / TICKS)
}

/// Resident memory in megabytes: now, and the most there was.
pub fn memory(pid: u32) -> Outcome<(f64, f64)> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = |name: &str| {
        let found = status.lines().find_map(|line| line.strip_prefix(name)).and_then(|rest| rest.split_whitespace().next());
        found.and_then(|kilobytes| kilobytes.parse::<f64>().ok()).map(|kilobytes| kilobytes / 1024.0).ok_or("no memory")
    };
    Ok((line("VmRSS:")?, line("VmHWM:")?))
}

/// The machine in a line, without its name.
pub fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        cpu.lines().find_map(|line| line.strip_prefix("model name")).map_or("unknown", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = memory.split_whitespace().nth(1).and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let kernel = kernel.trim().split(['-', '+']).next().unwrap_or_default();
    format!("{model}, {cores} cores, {:.0} GB of memory, Linux {kernel}", kilobytes / 1048576.0)
}

/// Share of the machine's processor time that was used, by whatever, between two looks at it; and since when.
pub struct Usage(f64, f64);

impl Usage {
    pub fn now() -> Self {
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let ticks: Vec<f64> = stat.lines().next().unwrap_or_default().split_whitespace().filter_map(|field| field.parse().ok()).collect();
        let idle = ticks.get(3).unwrap_or(&0.0) + ticks.get(4).unwrap_or(&0.0);
        let all: f64 = ticks.iter().take(8).sum();
        Self((all - idle) / TICKS, all / TICKS)
    }

    /// What was used since `self` was taken, in words. `own` is what the servers and the generator used of it.
    pub fn told(&self, own: f64) -> String {
        let now = Self::now();
        let (busy, all) = (now.0 - self.0, (now.1 - self.1).max(f64::MIN_POSITIVE));
        let others = (busy - own).max(0.0);
        format!(
            "Of the machine's processor time during this part {:.0} % went to other programs, {:.0} % was left over.",
            others / all * 100.0,
            (all - busy) / all * 100.0
        )
    }
}

/// Processor time of this program and of every one it started and saw end.
pub fn own_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: f64 = after.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS
}

/// A port nobody listens on.
pub fn free_port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
