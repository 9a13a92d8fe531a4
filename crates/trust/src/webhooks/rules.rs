//! What a webhook is told, and when it is tried again. Pure.

use kernel::{Error, Result, Timestamp};

/// Webhooks of one organisation.
pub(super) const MOST: i64 = 50;
/// Patterns of one webhook.
const MOST_PATTERNS: usize = 50;
/// How long the old secret signs beside the new one.
pub(super) const OVERLAP_MILLIS: i64 = 24 * HOUR;
/// How long a webhook that nobody answers is tried before it is paused.
pub(super) const PATIENCE_MILLIS: i64 = 5 * 24 * HOUR;
/// How long deliveries that are done with are listed.
pub(super) const KEPT_MILLIS: i64 = 30 * 24 * HOUR;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// What is waited for after the first attempt, the second, and so on; then it has failed.
const WAITS: [i64; 8] = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 24 * HOUR];

/// When a delivery that has been tried so many times is tried again; none when it has failed for good.
pub(super) fn next_attempt(attempts: i64, now: Timestamp) -> Option<Timestamp> {
    let made = usize::try_from(attempts).ok()?.checked_sub(1)?;
    WAITS.get(made).map(|wait| now.plus_millis(*wait))
}

/// Whether one of the patterns means the action: its name, `job.*`, or `*`.
pub(super) fn means(patterns: &[String], action: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(start) => action.starts_with(start),
        None => action == pattern,
    })
}

/// Patterns as they are kept: each once, in order.
pub(super) fn patterns(asked: Vec<String>) -> Result<Vec<String>> {
    if asked.is_empty() || asked.len() > MOST_PATTERNS {
        return Err(Error::field("actions", "out-of-range", format!("name 1 to {MOST_PATTERNS}")));
    }
    for (at, pattern) in asked.iter().enumerate() {
        if !is_pattern(pattern) {
            let told = "must be the name of an action such as job.closed, all of a kind such as job.*, or *";
            return Err(Error::field(format!("actions[{at}]"), "not-acceptable", told));
        }
    }
    let mut kept = asked;
    kept.sort();
    kept.dedup();
    Ok(kept)
}

fn is_pattern(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    match text.split_once('.') {
        _ if text.len() > 80 => false,
        Some((noun, verb)) => is_word(noun) && (verb == "*" || is_word(verb)),
        None => text == "*",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_pattern_means_what_it_says() {
        let some = texts(&["job.*", "customer.created"]);
        assert!(means(&some, "job.closed") && means(&some, "customer.created") && means(&texts(&["*"]), "session.started"));
        assert!(!means(&some, "jobs.imported") && !means(&some, "customer.updated") && !means(&[], "job.closed"));
        assert_eq!(patterns(texts(&["job.*", "a.b", "job.*"])).unwrap(), ["a.b", "job.*"]);
        for bad in ["", "job", "job.", ".closed", "job.clo*", "Job.closed", "job.closed.twice", "**", "*.closed"] {
            assert!(patterns(texts(&[bad])).is_err(), "{bad}");
        }
        assert!(patterns(Vec::new()).is_err() && patterns(vec!["*".to_owned(); 51]).is_err());
    }

    #[test]
    fn waits_grow_and_end() {
        let now = Timestamp::clamped(1_795_000_000_000);
        let waits: Vec<_> = (1..).map_while(|attempts| next_attempt(attempts, now)).map(|at| at.millis() - now.millis()).collect();
        assert_eq!(waits, WAITS);
        assert!(waits.is_sorted() && waits.iter().sum::<i64>() < PATIENCE_MILLIS);
        assert_eq!(next_attempt(0, now), None);
    }
}
