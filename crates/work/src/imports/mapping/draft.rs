//! One row as the job it is to become, or every reason why it cannot.

use super::check::Plan;
use super::field::Target;
use super::instant;
use crate::imports::table::{Problem, Row};
use crate::jobs::Priority;
use crate::jobs::rules::{CancelReason, Status};
use crate::sites::{Address, Position};
use kernel::{Line, Text, TextError, Timestamp};
use std::borrow::Cow;

/// A job as a row tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The line on which the row begins.
    pub line: u64,
    /// What it is called in its source; `None` when the mapping names no reference, or the row has none.
    pub reference: Option<String>,
    /// One line.
    pub title: String,
    /// May be empty.
    pub description: String,
    /// The kind of job.
    pub kind: String,
    /// How pressing.
    pub priority: Priority,
    /// Where it stands: draft, open, done, closed or cancelled. Planned and in progress follow from visits, a hold needs a
    /// reason and somebody who lifts it: these are not imported.
    pub status: Status,
    /// Why it was cancelled, if it was.
    pub cancelled: Option<CancelReason>,
    /// When it came up, if the row says so.
    pub created_at: Option<Timestamp>,
    /// When it was finished.
    pub finished_at: Option<Timestamp>,
    /// When it should be finished.
    pub target_at: Option<Timestamp>,
    /// The customer's name.
    pub customer: Option<Line<200>>,
    /// Where it is.
    pub place: Option<Place>,
}

/// Where a job is.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What it is called.
    pub name: Line<200>,
    /// Street, town and so on.
    pub address: Address,
    /// Where that is on earth.
    pub position: Option<Position>,
}

impl Plan {
    /// What `row` is to become.
    pub fn draft(&self, row: &Row) -> Result<Draft, Vec<Problem>> {
        let mut reading = Reading { plan: self, row, problems: Vec::new() };
        let draft = reading.draft();
        match draft {
            Some(draft) if reading.problems.is_empty() => Ok(draft),
            _ => Err(reading.problems),
        }
    }
}

struct Reading<'a> {
    plan: &'a Plan,
    row: &'a Row,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn draft(&mut self) -> Option<Draft> {
        let kind = self.line::<80>(Target::Type).map(Line::into_string);
        // A job whose title is empty in the file is called by its type rather than refused.
        let title = self.line::<200>(Target::Title).map(Line::into_string).or_else(|| kind.clone());
        if title.is_none() && self.problems.is_empty() {
            self.refuse(Target::Title, "is empty, and so is the type");
        }
        let (created_at, finished_at) = (self.instant(Target::CreatedAt), self.instant(Target::FinishedAt));
        if created_at.zip(finished_at).is_some_and(|(created, finished)| finished < created) {
            self.refuse(Target::FinishedAt, "lies before the time at which the job came up");
        }
        let status = self.status()?;
        Some(Draft {
            line: self.row.line,
            reference: self.line::<80>(Target::Reference).map(Line::into_string),
            title: title.unwrap_or_default(),
            description: self.description(),
            kind: kind.unwrap_or_else(|| "General".into()),
            priority: self.priority(),
            status,
            cancelled: (status == Status::Cancelled).then(|| self.cancel_reason()),
            created_at,
            finished_at,
            target_at: self.instant(Target::TargetAt),
            customer: self.line(Target::Customer),
            place: self.place(),
        })
    }

    fn text(&self, target: Target) -> Option<Cow<'a, str>> {
        self.plan.sources.get(&target)?.text(self.row)
    }

    fn refuse(&mut self, target: Target, reason: impl Into<String>) {
        let (column, value) = self.plan.sources.get(&target).map_or(("", ""), |source| source.seen(self.row, &self.plan.columns));
        let column = if column.is_empty() { target.as_str() } else { column };
        self.problems.push(Problem::of_value(self.row.line, column, value, reason));
    }

    fn kept<T>(&mut self, target: Target, read: Result<T, TextError>) -> Option<T> {
        read.map_err(|error| self.refuse(target, error.to_string())).ok()
    }

    /// One line; line breaks and tabs inside become spaces, as a title has no room for them.
    fn line<const MOST: usize>(&mut self, target: Target) -> Option<Line<MOST>> {
        let text = self.text(target)?;
        let flat = if text.contains(['\n', '\r', '\t']) { Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")) } else { text };
        self.kept(target, Line::<MOST>::parse(&flat))
    }

    fn description(&mut self) -> String {
        let description = self.text(Target::Description);
        let note = self.text(Target::Note);
        let both = match (description, note) {
            (Some(description), Some(note)) => Cow::Owned(format!("{description}\n\n{note}")),
            (one, other) => one.or(other).unwrap_or_default(),
        };
        self.kept(Target::Description, Text::<20_000>::parse(&both)).map(Text::into_string).unwrap_or_default()
    }

    fn instant(&mut self, target: Target) -> Option<Timestamp> {
        let source = self.plan.sources.get(&target)?;
        let text = source.text(self.row)?;
        instant::read(text.trim(), &source.formats, &self.plan.zone).map_err(|no| self.refuse(target, no.0)).ok()
    }

    /// A word of a closed list; what the mapping has no word for is told with what it does have.
    fn word<T>(&mut self, target: Target, read: impl FnOnce(&str) -> Option<T>, wanted: &str) -> Option<T> {
        let source = self.plan.sources.get(&target)?;
        let word = source.text(self.row)?;
        let found = read(word.trim());
        if found.is_none() {
            let hint = if source.has_words() { "the mapping has no word for it" } else { "the mapping needs a `map` for it" };
            self.refuse(target, format!("is not {wanted}; {hint}"));
        }
        found
    }

    fn priority(&mut self) -> Priority {
        self.word(Target::Priority, |word| word.parse().ok(), "one of p1, p2, p3, p4").unwrap_or(Priority::P3)
    }

    fn status(&mut self) -> Option<Status> {
        let Some(word) = self.text(Target::Status) else { return Some(Status::Open) };
        match Status::from_word(word.trim()) {
            Some(Status::Planned | Status::InProgress) => self.no_status("follows from visits and is not imported: map it to open"),
            Some(Status::OnHold) => self.no_status("needs a reason and is not imported: map it to open"),
            None => self.word(Target::Status, |_| None, "one of draft, open, work_done, closed, cancelled"),
            known => known,
        }
    }

    fn cancel_reason(&mut self) -> CancelReason {
        let wanted = "one of duplicate, not_needed, customer_request, no_access, other";
        self.word(Target::CancelReason, CancelReason::from_word, wanted).unwrap_or(CancelReason::Other)
    }

    fn no_status<T>(&mut self, reason: &str) -> Option<T> {
        self.refuse(Target::Status, reason);
        None
    }

    fn place(&mut self) -> Option<Place> {
        let lines = self.address_lines();
        // The first line of the address is what people call a place that has no name.
        let name = self.line(Target::SiteName).or_else(|| lines.first().and_then(|line| Line::parse(&cut(line.as_str(), 200)).ok()));
        let address = Address {
            lines,
            locality: self.line(Target::Locality),
            region: self.line(Target::Region),
            postcode: self.line(Target::Postcode),
            country: self.line(Target::Country),
        };
        let position = self.position();
        // A town alone is no place to send somebody to.
        name.map(|name| Place { name, address, position })
    }

    fn address_lines(&mut self) -> Vec<Line<400>> {
        let text = self.text(Target::Address).unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if lines.len() > 6 || lines.iter().map(|line| line.chars().count()).sum::<usize>() > 400 {
            self.refuse(Target::Address, "must have at most 6 lines of 400 characters together");
            return Vec::new();
        }
        lines.into_iter().filter_map(|line| self.kept(Target::Address, Line::parse(line))).collect()
    }

    fn position(&mut self) -> Option<Position> {
        let latitude = self.degrees(Target::Latitude, 0, 90.0);
        let longitude = self.degrees(Target::Longitude, 1, 180.0);
        latitude.zip(longitude).and_then(|(latitude, longitude)| Position::from_degrees(latitude, longitude))
    }

    /// Degrees, from a number or from its place in `(latitude, longitude)`.
    fn degrees(&mut self, target: Target, place: usize, most: f64) -> Option<f64> {
        let text = self.text(target)?;
        let text = text.trim();
        let pair = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let number = pair.map_or(Some(text), |pair| pair.split(',').nth(place)).unwrap_or_default();
        let degrees = number.trim().parse().ok().filter(|degrees: &f64| degrees.abs() <= most);
        if degrees.is_none() {
            self.refuse(target, format!("is not a number of degrees from -{most} to {most}"));
        }
        degrees
    }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
