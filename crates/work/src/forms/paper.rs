//! A completed form as a sheet of paper: what stands where, in words. Pure.

use super::pdf::Told;
use super::rules::{Answers, FormField, FormFieldKind};
use crate::sites::Address;
use jiff::tz::TimeZone;
use kernel::{Line, Timestamp};
use press::{Body, Column, Created, Entry, Picture, Sheet};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures that are printed, by their ids.
type Pictures = BTreeMap<String, Arc<Vec<u8>>>;

const ABOUT_DIGEST: &str = "The digest is SHA-256 over the form's id, what it is an answer to, its edition and its answers, as JSON with \
    keys in order and without white space. It stands in the record of the log that is named here, and the log's signed heads hold that \
    record: neither can be changed unnoticed. Forms completed before digests were kept have none in their record.";
const ABOUT_REST: &str = "The digest names the pictures that belong to the answers; a digest of each picture stands in the record of \
    the visit that says it was taken. The names of the job, the site and people are printed as they are known now, and belong to none \
    of these.";
const ABOUT_SIGNS: &str = "Where a character cannot be printed, \u{fffd} stands in its place; the record keeps what was written.";

/// The sheet of a form of an organisation of this name.
pub fn sheet(house: &str, told: Told) -> Sheet {
    let Told { form, job, visit, planned: (start, end, zone), site, pictures, record, digest, corrected_at } = told;
    let rules = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut facts = vec![fact("Job", job), fact("Visit", format!("{visit}, planned {}", span(start, end, &rules)))];
    facts.extend(site.map(|site| fact("Site", site)));
    let by = form.completed_by.map_or_else(|| "Nobody is named".to_owned(), |by| by.name);
    facts.extend([fact("Completed by", by), fact("Completed at", exactly(form.completed_at, &rules))]);
    facts.extend(form.corrects.map(|before| fact("Corrects", format!("form {before}"))));
    let notice = form
        .corrected_by
        .zip(corrected_at)
        .map(|(by, at)| format!("This form was corrected by another, {by}, completed at {}. The other one counts.", exactly(at, &rules)));
    let (number, leaf) = record.map_or_else(|| ("not found".to_owned(), None), |(seq, leaf)| (seq.to_string(), Some(leaf)));
    let mut closing = vec![fact("Form", form.id.to_string()), fact("Record of the log", number)];
    closing.extend(leaf.map(|leaf| fact("Leaf of that record", leaf)));
    closing.push(fact("Digest of the answers", digest));
    Sheet {
        title: form.name,
        subtitle: format!("Completed form, edition {}", form.edition),
        house: house.to_owned(),
        reference: format!("{visit} · {}", form.id),
        id: form.id.to_string(),
        created: created(form.completed_at),
        notice,
        facts,
        heading: "Answers".to_owned(),
        entries: form.fields.iter().map(|field| entry(field, &form.values, &pictures)).collect(),
        closing_heading: "What ties this paper to the record".to_owned(),
        closing,
        remarks: [ABOUT_DIGEST, ABOUT_REST, ABOUT_SIGNS].map(str::to_owned).to_vec(),
    }
}

/// A site's name and address, one line each.
pub fn place(name: &str, address: &Address) -> String {
    let street = address.lines.iter().map(Line::as_str);
    let part = |part: Option<&str>| part.map(str::to_owned);
    let town = [address.postcode.as_ref().map(Line::as_str), address.locality.as_ref().map(Line::as_str)];
    let town = Some(town.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|town| !town.is_empty());
    let below = [town, part(address.region.as_ref().map(Line::as_str)), part(address.country.as_ref().map(Line::as_str))];
    let lines = std::iter::once(name.to_owned()).chain(street.map(str::to_owned)).chain(below.into_iter().flatten());
    lines.collect::<Vec<_>>().join("\n")
}

fn zoned(at: Timestamp, zone: &TimeZone) -> jiff::Zoned {
    jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default().to_zoned(zone.clone())
}

/// An instant to the second, with its zone.
fn exactly(at: Timestamp, zone: &TimeZone) -> String {
    let at = zoned(at, zone);
    format!("{} ({}, UTC{})", at.strftime("%-d %B %Y, %H:%M:%S"), zone.iana_name().unwrap_or("UTC"), at.strftime("%:z"))
}

/// From when until when, with the zone; the day once when it is one.
fn span(start: Timestamp, end: Timestamp, zone: &TimeZone) -> String {
    let (from, until) = (zoned(start, zone), zoned(end, zone));
    let until = if from.date() == until.date() { until.strftime("%H:%M") } else { until.strftime("%-d %B %Y, %H:%M") };
    format!("{} to {until} ({})", from.strftime("%-d %B %Y, %H:%M"), zone.iana_name().unwrap_or("UTC"))
}

fn created(at: Timestamp) -> Created {
    let at = zoned(at, &TimeZone::UTC);
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    Created {
        year: u16::try_from(at.year()).unwrap_or_default(),
        month: part(at.month()),
        day: part(at.day()),
        hour: part(at.hour()),
        minute: part(at.minute()),
        second: part(at.second()),
    }
}

fn entry(field: &FormField, answers: &Answers, pictures: &Pictures) -> Entry {
    let value = answers.get(field.key.as_str()).unwrap_or(&Value::Null);
    Entry { label: field.label.to_string(), hint: hint(field), body: body(field, value, pictures) }
}

/// What the form said beside the question.
fn hint(field: &FormField) -> Option<String> {
    let unit = field.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    match (field.kind, field.min, field.max) {
        (FormFieldKind::Number, Some(min), Some(max)) => Some(format!("from {min} to {max}{unit}")),
        (FormFieldKind::Number, Some(min), None) => Some(format!("at least {min}{unit}")),
        (FormFieldKind::Number, None, Some(max)) => Some(format!("at most {max}{unit}")),
        (FormFieldKind::Choice, ..) => Some(format!("one of: {}", field.choices.iter().map(Line::as_str).collect::<Vec<_>>().join(" · "))),
        _ => None,
    }
}

fn body(field: &FormField, value: &Value, pictures: &Pictures) -> Body {
    let missing = || Body::Missing("Not answered".to_owned());
    match (field.kind, value) {
        (FormFieldKind::Photo, Value::Array(listed)) if !listed.is_empty() => {
            let ids: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
            let one = |(at, id): (usize, &&str)| {
                let which = format!("Photograph {} of {}", at + 1, ids.len());
                picture(pictures, id, format!("{which}: {}", field.label), format!("{which} · {id}"))
            };
            Body::Pictures(ids.iter().enumerate().map(one).collect())
        }
        (FormFieldKind::Signature, Value::Object(signed)) => {
            let part = |key| signed.get(key).and_then(Value::as_str).unwrap_or_default();
            let (name, id) = (part("name"), part("picture"));
            Body::Signature(picture(pictures, id, format!("Signature of {name}: {}", field.label), format!("Signed by {name} · {id}")))
        }
        (FormFieldKind::Table, Value::Array(listed)) if !listed.is_empty() => {
            let columns = field.columns.iter().map(column).collect();
            let cell = |row: &Value, column: &FormField| row.get(column.key.as_str()).map_or_else(String::new, plain);
            let row = |row: &Value| field.columns.iter().map(|column| cell(row, column)).collect();
            Body::Table { columns, rows: listed.iter().map(row).collect() }
        }
        (_, value) => match (plain(value), &field.unit) {
            (words, _) if words.trim().is_empty() => missing(),
            (words, Some(unit)) => Body::Text(format!("{words} {unit}")),
            (words, None) => Body::Text(words),
        },
    }
}

fn column(field: &FormField) -> Column {
    let unit = field.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
    Column { head: format!("{}{unit}", field.label), numbers: field.kind == FormFieldKind::Number }
}

fn picture(pictures: &Pictures, id: &str, alt: String, caption: String) -> Picture {
    let instead = "This picture is not printed: the document holds as many as it may. It is kept with the visit.".to_owned();
    Picture { jpeg: pictures.get(id).cloned(), alt, caption, instead }
}

/// A text, a number or a day in words; nothing where there is none.
fn plain(value: &Value) -> String {
    match value {
        // Line ends as texts of Muster have them, whoever wrote them.
        Value::String(text) => text.trim_end().replace("\r\n", "\n").replace('\r', "\n"),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    }
}
