//! Members and what they can do, as CSV: `name`, `email`, `number`, `unit`, `competencies`, in any order; of these only `name` must be
//! there. Competencies are separated by `;` and may say level, first day and last day, each once:
//! `First aid = Advanced from 2025-05-02 until 2027-05-01; Boat driver`.

use super::{MOST_ROWS, NotRead, Odd, Refusal, Remark, text};
use jiff::civil::Date;
use std::collections::HashMap;

/// Members that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// In the order of the file.
    pub people: Vec<Person>,
    /// Rows that are not taken.
    pub refusals: Vec<Refusal>,
    /// What is odd about rows that are.
    pub remarks: Vec<Remark>,
    /// Rows in the file.
    pub rows: usize,
}

/// A member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The line of the file.
    pub row: usize,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Their number.
    pub number: Option<String>,
    /// Where they serve.
    pub unit: Option<String>,
    /// What they can do.
    pub claims: Vec<Claim>,
}

/// Something somebody can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What.
    pub competency: String,
    /// How well, where there are levels.
    pub level: Option<String>,
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

const COLUMNS: [&str; 5] = ["name", "email", "number", "unit", "competencies"];

/// Reads members.
pub fn people(bytes: &[u8]) -> Result<People, NotRead> {
    let text = text(bytes)?;
    let separator = if text.lines().next().unwrap_or_default().contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let form = |error: csv::Error| NotRead::Form(format!("is not CSV: {error}"));
    let header = reader.headers().map_err(form)?.clone();
    let at: Vec<Option<usize>> = COLUMNS.iter().map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name))).collect();
    if at[0].is_none() {
        return Err(NotRead::Form("has no column `name` in its first row".to_owned()));
    }
    let mut read = People::default();
    for column in header.iter().filter(|column| !COLUMNS.iter().any(|known| known.eq_ignore_ascii_case(column))) {
        read.remarks.push(Remark { row: 1, what: Odd::Unread, says: format!("the column {column:?} is not read") });
    }
    let mut known = HashMap::new();
    for record in reader.records() {
        read.rows += 1;
        if read.rows > MOST_ROWS {
            return Err(NotRead::TooMany);
        }
        let record = record.map_err(form)?;
        let row = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
        let field = |column: usize| at[column].and_then(|at| record.get(at)).filter(|value| !value.is_empty()).map(str::to_owned);
        let [name, email, number, unit, competencies] = [0, 1, 2, 3, 4].map(field);
        let person = Person { row, name: name.unwrap_or_default(), email, number, unit, claims: Vec::new() };
        match judged(person, competencies.as_deref().unwrap_or_default(), &mut known) {
            Ok(person) => read.people.push(person),
            Err(refusal) => read.refusals.push(refusal),
        }
    }
    Ok(read)
}

fn judged(mut person: Person, competencies: &str, known: &mut HashMap<String, usize>) -> Result<Person, Refusal> {
    let row = person.row;
    let refuse = |field, value: &str, reason: String| Refusal { row, field, value: value.chars().take(80).collect(), reason };
    if person.name.is_empty() || person.name.chars().count() > 200 {
        return Err(refuse("name", &person.name, "must be from 1 to 200 characters".to_owned()));
    }
    if let Some(email) = &person.email {
        if !email.contains('@') || email.contains(char::is_whitespace) {
            return Err(refuse("email", email, "is no address".to_owned()));
        }
        if let Some(earlier) = known.insert(email.to_lowercase(), row) {
            return Err(refuse("email", email, format!("stands in row {earlier} already")));
        }
    }
    for said in competencies.split(';').map(str::trim).filter(|said| !said.is_empty()) {
        let claim = claim(said).map_err(|reason| refuse("competencies", said, reason.to_owned()))?;
        if person.claims.iter().any(|other| other.competency.to_lowercase() == claim.competency.to_lowercase()) {
            return Err(refuse("competencies", said, "stands twice in the row: which of the two is meant cannot be known".to_owned()));
        }
        person.claims.push(claim);
    }
    Ok(person)
}

fn claim(said: &str) -> Result<Claim, &'static str> {
    let (what, until) = match said.rsplit_once(" until ") {
        Some((what, date)) => (what, Some(date.trim().parse().map_err(|_| "has no date such as 2027-05-01 after `until`")?)),
        None => (said, None),
    };
    // An ability may be called "Escort from hospital": only what looks like a date is meant to be one.
    let (what, from) = match what.rsplit_once(" from ").filter(|(_, date)| date.trim().starts_with(|first: char| first.is_ascii_digit())) {
        Some((what, date)) => (what, Some(date.trim().parse().map_err(|_| "has no date such as 2025-05-01 after `from`, before `until`")?)),
        None => (what, None),
    };
    if until.zip(from).is_some_and(|(until, from): (Date, Date)| until < from) {
        return Err("ends before it begins");
    }
    let (competency, level) = what.split_once('=').map_or((what, None), |(what, level)| (what, Some(level.trim().to_owned())));
    let competency = competency.trim().to_owned();
    if competency.is_empty() || level.as_deref() == Some("") {
        return Err("is no competency such as `First aid = Advanced`");
    }
    Ok(Claim { competency, level, from, until })
}
