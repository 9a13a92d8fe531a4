//! Holding a mapping against the columns of a file: what comes out can be used on every row without another look.

use super::field::{MappedField, Target};
use super::{Mapping, instant};
use crate::imports::table::{Encoding, Row, Separator, shown};
use jiff::tz::TimeZone;
use kernel::{Line, Zone};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingFault {
    /// Which setting or part: `zone`, `source`, `title`, …
    pub part: String,
    /// What it says.
    pub value: Option<String>,
    /// Why that does not hold.
    pub reason: String,
}

/// A mapping that fits a file.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) source: String,
    pub(super) zone_name: Zone,
    pub(super) zone: TimeZone,
    /// Every column the mapping does not name by itself, for rows without a reference.
    pub(super) sources: BTreeMap<Target, Source>,
    pub(super) columns: Vec<String>,
}

/// Where the text of one part comes from, columns by their place.
#[derive(Debug, Clone)]
pub(super) struct Source {
    places: Vec<usize>,
    join: String,
    value: Option<String>,
    pub(super) formats: Vec<String>,
    map: BTreeMap<String, String>,
    default: Option<String>,
    trim: bool,
}

/// Text that stands for nothing.
fn absent(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text == "NA"
}

impl Source {
    /// The part's text in `row`; `None` when it is absent.
    pub(super) fn text<'a>(&'a self, row: &'a Row) -> Option<Cow<'a, str>> {
        let found = self.value.as_deref().map(Cow::Borrowed).or_else(|| self.raw(row));
        found.map(|text| self.worded(text)).or_else(|| self.default.as_deref().map(Cow::Borrowed))
    }

    fn raw<'a>(&self, row: &'a Row) -> Option<Cow<'a, str>> {
        let mut parts = self.places.iter().map(|place| row.value(*place)).filter(|text| !absent(text));
        let trimmed = |text: &'a str| if self.trim { text.trim() } else { text };
        let first = trimmed(parts.next()?);
        let mut joined = Cow::Borrowed(first);
        for part in parts {
            let all = joined.to_mut();
            all.push_str(&self.join);
            all.push_str(trimmed(part));
        }
        Some(joined)
    }

    fn worded<'a>(&'a self, text: Cow<'a, str>) -> Cow<'a, str> {
        self.map.get(text.as_ref()).map_or(text, |ours| Cow::Borrowed(ours.as_str()))
    }

    /// Whether the mapping has a word of its own for what the file says.
    pub(super) fn has_words(&self) -> bool {
        !self.map.is_empty()
    }

    /// The column to name in a problem, and what stands there.
    pub(super) fn seen<'a>(&self, row: &'a Row, columns: &'a [String]) -> (&'a str, &'a str) {
        let place = self.places.iter().find(|place| !absent(row.value(**place))).or(self.places.first());
        place.map_or(("", ""), |place| (columns.get(*place).map_or("", String::as_str), row.value(*place)))
    }
}

impl Plan {
    /// Holds `mapping` against `columns`.
    pub fn of(mapping: &Mapping, columns: &[String]) -> Result<Self, Vec<MappingFault>> {
        let mut faults = Vec::new();
        let mut fault = |part: &str, value: &str, reason: String| {
            faults.push(MappingFault { part: part.into(), value: (!value.is_empty()).then(|| shown(value)), reason });
        };
        for (part, told) in [("encoding", mapping.encoding().err()), ("separator", mapping.separator().err())] {
            if let Some(reason) = told {
                fault(part, if part == "encoding" { &mapping.encoding } else { &mapping.separator }, reason.into());
            }
        }
        let zone = Zone::parse(&mapping.zone).map_err(|error| fault("zone", &mapping.zone, error.to_string())).ok();
        let source = Line::<80>::parse(&mapping.source).map_err(|error| fault("source", &mapping.source, error.to_string())).ok();
        if let Err(error) = Line::<120>::parse(&mapping.name) {
            fault("name", &mapping.name, error.to_string());
        }
        if !mapping.fields.contains_key(&Target::Title) {
            fault("title", "", "is not mapped: every job has a title".into());
        }
        let mut sources = BTreeMap::new();
        for (target, field) in &mapping.fields {
            match source_of(*target, field, columns) {
                Ok(source) => drop(sources.insert(*target, source)),
                Err((value, reason)) => fault(target.as_str(), &value, reason),
            }
        }
        match (zone, source) {
            (Some(zone), Some(source)) if faults.is_empty() => {
                let rules = zone.rules();
                Ok(Self { source: source.into_string(), zone_name: zone, zone: rules, sources, columns: columns.to_vec() })
            }
            _ => Err(faults),
        }
    }

    /// What the jobs' source is called.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The zone of the file's local times, and of the sites made from it.
    pub fn zone(&self) -> &Zone {
        &self.zone_name
    }
}

impl Mapping {
    /// The encoding stated; `None` for `auto`.
    pub fn encoding(&self) -> Result<Option<Encoding>, &'static str> {
        if self.encoding == "auto" { Ok(None) } else { self.encoding.parse().map(Some) }
    }

    /// The separator stated; `None` for `auto`.
    pub fn separator(&self) -> Result<Option<Separator>, &'static str> {
        if self.separator == "auto" { Ok(None) } else { self.separator.parse().map(Some) }
    }
}

/// What a field says, and why that does not hold.
type Refused = (String, String);

fn source_of(target: Target, field: &MappedField, columns: &[String]) -> Result<Source, Refused> {
    let refused = |value: &str, reason: &str| Err((value.to_owned(), reason.to_owned()));
    let named: Vec<&String> = match (&field.column, &field.columns, &field.value) {
        (Some(one), None, None) => vec![one],
        (None, Some(several), None) if !several.is_empty() => several.iter().collect(),
        (None, Some(_), None) => return refused("", "`columns` names no column"),
        (None, None, Some(_)) => Vec::new(),
        (None, None, None) => return refused("", "says neither `column` nor `columns` nor `value`"),
        _ => return refused("", "says more than one of `column`, `columns` and `value`"),
    };
    let mut places = Vec::with_capacity(named.len());
    for name in named {
        match columns.iter().position(|column| column == name.trim()) {
            Some(place) => places.push(place),
            None => return Err((name.clone(), format!("the file has no column {}", shown(name)))),
        }
    }
    let formats = formats_of(target, field)?;
    if field.join.is_some() && field.columns.is_none() {
        return refused("", "`join` goes with `columns`");
    }
    Ok(Source {
        places,
        join: field.join.clone().unwrap_or_else(|| " ".into()),
        value: field.value.clone().filter(|value| !value.trim().is_empty()),
        formats,
        map: field.map.clone().unwrap_or_default(),
        default: field.default.clone().filter(|value| !value.trim().is_empty()),
        trim: field.trim.unwrap_or(true),
    })
}

fn formats_of(target: Target, field: &MappedField) -> Result<Vec<String>, Refused> {
    if field.format.is_some() && field.formats.is_some() {
        return Err((String::new(), "says both `format` and `formats`".into()));
    }
    let formats: Vec<String> = field.formats.clone().unwrap_or_default().into_iter().chain(field.format.clone()).collect();
    if !formats.is_empty() && !target.is_instant() {
        return Err((String::new(), "is no date: only dates have a format".into()));
    }
    match formats.iter().find(|format| !instant::holds(format)) {
        Some(format) => Err((format.clone(), "is not the form of a date; an example is %d/%m/%Y %H:%M".into())),
        None => Ok(formats),
    }
}
