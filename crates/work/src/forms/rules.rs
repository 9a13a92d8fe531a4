//! What a form asks, and which answers it takes: pure.

use kernel::{Error, Line, Result, Text, word};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Most fields of a form.
pub const MOST_FIELDS: usize = 100;
/// Most pictures in one field.
const MOST_PICTURES: usize = 10;
/// Most rows of a table.
const MOST_ROWS: usize = 200;

word! {
    /// What kind of answer.
    FormFieldKind {
        /// Text.
        Text = "text",
        /// A number.
        Number = "number",
        /// One of several.
        Choice = "choice",
        /// A day.
        Date = "date",
        /// Photographs.
        Photo = "photo",
        /// A signature, with the name of who signed.
        Signature = "signature",
        /// Rows of text, numbers, choices and days.
        Table = "table",
    }
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Names it among the answers: small letters, digits and `_`.
    #[schema(value_type = String, max_length = 40, example = "pressure")]
    pub key: Line<40>,
    /// What it asks.
    #[schema(value_type = String, max_length = 200, example = "Pressure at the outlet")]
    pub label: Line<200>,
    /// What kind of answer.
    pub kind: FormFieldKind,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// What a number counts.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 20, example = "bar")]
    pub unit: Option<Line<20>>,
    /// Least that a number may be.
    #[serde(default)]
    pub min: Option<f64>,
    /// Most that a number may be.
    #[serde(default)]
    pub max: Option<f64>,
    /// What there is to choose from.
    #[serde(default, deserialize_with = "crate::few::at_most::<50, _, _>")]
    #[schema(value_type = Vec<String>, max_items = 50)]
    pub choices: Vec<Line<80>>,
    /// The columns of a table: fields without pictures and tables.
    #[serde(default, deserialize_with = "crate::few::at_most::<10, _, _>")]
    #[schema(max_items = 10, no_recursion)]
    pub columns: Vec<FormField>,
}

/// Refuses fields that contradict themselves or each other.
pub fn check_fields(fields: &[FormField]) -> Result<()> {
    check_level(fields, "fields", false)
}

fn check_level(fields: &[FormField], place: &str, within: bool) -> Result<()> {
    let wrong = |field: &FormField, says: &str| Err(Error::field(place, "not-acceptable", format!("{}: {says}", field.label)));
    if fields.is_empty() {
        return Err(Error::field(place, "missing", "must ask something"));
    }
    let mut keys = BTreeSet::new();
    for field in fields {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !field.key.as_str().chars().all(plain) || !keys.insert(field.key.as_str()) {
            return wrong(field, "its key must be of small letters, digits and _, and no other field's");
        }
        if within && matches!(field.kind, FormFieldKind::Photo | FormFieldKind::Signature | FormFieldKind::Table) {
            return wrong(field, "a table has columns of text, numbers, choices and days alone");
        }
        if (field.kind == FormFieldKind::Choice) == field.choices.is_empty() {
            return wrong(field, "a choice, and nothing else, has choices");
        }
        let counts = field.unit.is_some() || field.min.is_some() || field.max.is_some();
        if counts && field.kind != FormFieldKind::Number {
            return wrong(field, "a number alone has a unit and limits");
        }
        if field.min.zip(field.max).is_some_and(|(min, max)| min > max) {
            return wrong(field, "its least is more than its most");
        }
        match field.kind {
            FormFieldKind::Table => check_level(&field.columns, "fields.columns", true)?,
            _ if !field.columns.is_empty() => return wrong(field, "a table alone has columns"),
            _ => {}
        }
    }
    Ok(())
}

/// The answers of a form, by the keys of its fields.
pub type Answers = Map<String, Value>;

/// Takes the answers that `fields` ask for, and tells which pictures they name.
pub fn check_answers(fields: &[FormField], answers: &Answers) -> Result<Vec<String>> {
    if let Some(unknown) = answers.keys().find(|key| !fields.iter().any(|field| field.key.as_str() == *key)) {
        let named: String = unknown.chars().take(40).collect();
        return Err(Error::field("values", "unknown", format!("{named}: the form asks for no such thing")));
    }
    let mut pictures = Vec::new();
    for field in fields {
        check(field, answers.get(field.key.as_str()).unwrap_or(&Value::Null), &mut pictures)?;
    }
    Ok(pictures)
}

fn check(field: &FormField, value: &Value, pictures: &mut Vec<String>) -> Result<()> {
    let wrong =
        |says: String| Err(Error::field(format!("values.{}", field.key.as_str()), "not-acceptable", format!("{}: {says}", field.label)));
    let nothing = match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(listed) => listed.is_empty(),
        _ => false,
    };
    if nothing {
        return if field.required { wrong("must be answered".to_owned()) } else { Ok(()) };
    }
    match (field.kind, value) {
        (FormFieldKind::Text, Value::String(text)) => Text::<4_000>::parse(text).map(drop).or_else(|error| wrong(error.to_string())),
        (FormFieldKind::Number, Value::Number(number)) => within(field, number.as_f64().unwrap_or(f64::NAN)).or_else(wrong),
        (FormFieldKind::Choice, Value::String(text)) if field.choices.iter().any(|choice| choice.as_str() == text) => Ok(()),
        (FormFieldKind::Choice, _) => wrong("must be one of what there is to choose from".to_owned()),
        (FormFieldKind::Date, Value::String(text)) if text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok() => Ok(()),
        (FormFieldKind::Date, _) => wrong("must be a day such as 2026-11-21".to_owned()),
        (FormFieldKind::Photo, Value::Array(listed)) if listed.len() <= MOST_PICTURES && listed.iter().all(Value::is_string) => {
            pictures.extend(listed.iter().filter_map(Value::as_str).map(str::to_owned));
            Ok(())
        }
        (FormFieldKind::Photo, _) => wrong(format!("must be a list of at most {MOST_PICTURES} pictures")),
        (FormFieldKind::Signature, Value::Object(signed)) => match (signed.get("picture"), signed.get("name"), signed.len()) {
            (Some(Value::String(picture)), Some(Value::String(name)), 2) if Line::<200>::parse(name).is_ok() => {
                pictures.push(picture.clone());
                Ok(())
            }
            _ => wrong("must have a picture and the name of who signed".to_owned()),
        },
        (FormFieldKind::Table, Value::Array(rows)) if rows.len() <= MOST_ROWS => {
            rows.iter().enumerate().try_for_each(|(at, row)| match row {
                Value::Object(row) => {
                    check_answers(&field.columns, row).map(drop).or_else(|error| wrong(format!("row {}: {error}", at + 1)))
                }
                _ => wrong(format!("row {} must have a value for each column", at + 1)),
            })
        }
        (FormFieldKind::Table, _) => wrong(format!("must be a list of at most {MOST_ROWS} rows")),
        (kind, _) => wrong(format!("must be a {kind}")),
    }
}

fn within(field: &FormField, number: f64) -> std::result::Result<(), String> {
    let unit = field.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    match (field.min, field.max) {
        _ if !number.is_finite() || number.abs() >= 1e15 => Err("must be a number of at most 15 digits".to_owned()),
        (Some(min), _) if number < min => Err(format!("{number}{unit} is less than {min}{unit}")),
        (_, Some(max)) if number > max => Err(format!("{number}{unit} is more than {max}{unit}")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
