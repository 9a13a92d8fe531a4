//! Plans of others, read: shifts, programmes of conferences, volunteers' tasks, calendars, members and what they can do. Neutral: what
//! becomes of it is decided by whoever keeps events and members.
//!
//! Invariants: each row is taken whole or refused whole, with its row, the value and the reason; nothing is bent in silence: what is
//! accepted though it is odd (over midnight, overbooked, at an hour that clocks skip) has a remark; reading is bounded in bytes, rows
//! and lengths of text.

mod file;
mod json;
mod judge;
mod people;
mod schedule;
mod shifts;
mod talk;
mod tasks;
mod xml;

pub use file::calendar;
pub use people::{Claim, People, Person, people};
pub use schedule::{schedule_json, schedule_xml};
pub use shifts::shifts;
pub use tasks::tasks;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::fmt;

/// A file may have so many bytes.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;
/// A file may have so many rows.
pub const MOST_ROWS: usize = 20_000;

/// What a file does not say of itself.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where its clocks hang, unless it says so.
    pub zone: TimeZone,
    /// The first day, where the file counts days.
    pub first_day: Option<Date>,
    /// From when on a calendar is read.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// A plan that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programme {
    /// What the whole is called, where the file says so.
    pub name: Option<String>,
    /// What happens, in the order of the file.
    pub sessions: Vec<Session>,
    /// Rows that are not taken.
    pub refusals: Vec<Refusal>,
    /// What is odd about rows that are.
    pub remarks: Vec<Remark>,
    /// Rows in the file.
    pub rows: usize,
}

/// One occurrence of something that needs people, `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The row it began with.
    pub row: usize,
    /// What the file knows it by.
    pub reference: Option<String>,
    /// What it is called.
    pub name: String,
    /// More about it.
    pub description: String,
    /// Where.
    pub place: String,
    /// Where its clocks hang.
    pub zone: TimeZone,
    /// What clocks show when it begins.
    pub start: DateTime,
    /// What clocks show when it ends.
    pub end: DateTime,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// Who is needed.
    pub needs: Vec<Need>,
    /// Who is named, such as speakers.
    pub people: Vec<String>,
}

/// A kind and number of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The row that says so.
    pub row: usize,
    /// What kind: a role.
    pub name: String,
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
    /// How many would be right, where the file says so.
    pub wanted: Option<u32>,
    /// How many have signed up, where the file says so.
    pub signed_up: Option<u32>,
}

/// A row that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which row; of a text file its line.
    pub row: usize,
    /// Which field.
    pub field: &'static str,
    /// What it says, cut short.
    pub value: String,
    /// Why not.
    pub reason: String,
}

/// What is odd about a row that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which row.
    pub row: usize,
    /// What kind of oddity.
    pub what: Odd,
    /// In words.
    pub says: String,
}

/// Kinds of oddities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Odd {
    /// It ends on a later date than it begins, at midnight itself or after it.
    OverMidnight,
    /// More have signed up than there are places.
    Overbooked,
    /// Fewer have signed up than are needed.
    UnderMinimum,
    /// Clocks skip its beginning or its end.
    Skipped,
    /// Clocks show its beginning or its end twice: the first is taken.
    ShownTwice,
    /// The same stands in another row.
    Again,
    /// A text was cut.
    Cut,
    /// Two statements about one thing differ.
    Differs,
    /// Part of it was not read.
    Unread,
    /// What it says is over already.
    Over,
    /// It waits for somebody to look at it.
    Waits,
    /// It is known already, and was told otherwise before.
    Changed,
}

/// Why a file is not read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotRead {
    /// It has more than [`MOST_BYTES`].
    TooLarge,
    /// It has more than [`MOST_ROWS`].
    TooMany,
    /// It is not what it should be.
    Form(String),
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("has more than 16 MiB"),
            Self::TooMany => f.write_str("has more than 20000 rows"),
            Self::Form(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for NotRead {}

/// Sums over a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sessions.
    pub sessions: usize,
    /// Kinds of people needed, over all sessions.
    pub needs: usize,
    /// Places at most.
    pub places: u64,
    /// Those who have signed up.
    pub signed_up: u64,
    /// Minutes they have signed up for.
    pub minutes: i64,
}

impl Programme {
    /// Its sums.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { sessions: self.sessions.len(), ..Totals::default() };
        for session in &self.sessions {
            let minutes = session.ends.duration_since(session.starts).as_secs() / 60;
            for need in &session.needs {
                totals.needs += 1;
                totals.places += u64::from(need.most);
                totals.signed_up += u64::from(need.signed_up.unwrap_or(0));
                totals.minutes += minutes * i64::from(need.signed_up.unwrap_or(0));
            }
        }
        totals
    }

    /// How many remarks there are of a kind.
    pub fn count(&self, what: Odd) -> usize {
        self.remarks.iter().filter(|remark| remark.what == what).count()
    }
}

fn text(bytes: &[u8]) -> Result<&str, NotRead> {
    if bytes.len() > MOST_BYTES {
        return Err(NotRead::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|error| NotRead::Form(format!("is not UTF-8: byte {}", error.valid_up_to())))
}
