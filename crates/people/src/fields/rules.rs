//! Which values a field takes.

use super::rows::FieldRow;
use super::wire::FieldKind;
use kernel::{Error, Line, Result};
use serde_json::Value;
use std::collections::BTreeMap;

/// Most fields of an organisation.
pub const MOST: i64 = 50;
/// Most choices of a field.
pub const MOST_CHOICES: usize = 100;

/// Column names of files: a field of that name could not be told from them.
const TAKEN: [&str; 8] = ["name", "email", "phone", "reference", "unit", "role", "rank", "photo"];

/// Values by key, as they are kept.
pub type Facts = BTreeMap<String, Value>;

/// Reads what is kept.
pub fn read(kept: &str) -> Facts {
    serde_json::from_str(kept).unwrap_or_default()
}

/// What is to be kept.
pub fn kept(facts: &Facts) -> Result<String> {
    serde_json::to_string(facts).map_err(Error::internal)
}

/// The facts after a change: null takes one away, what is not mentioned stays.
pub fn changed(fields: &[FieldRow], mut facts: Facts, changes: Facts) -> Result<Facts> {
    for (key, value) in changes {
        let place = || format!("custom.{}", key.chars().take(40).collect::<String>());
        let field = fields.iter().find(|field| field.key == key);
        let field = field.ok_or_else(|| Error::field(place(), "unknown-field", "the organisation has no such field"))?;
        if value.is_null() {
            if field.required && !field.retired {
                return Err(Error::field(place(), "missing", format!("{} must not be without a value", field.label)));
            }
            facts.remove(&key);
            continue;
        }
        if field.retired {
            return Err(Error::field(place(), "retired", format!("{} is kept no more", field.label)));
        }
        let value = checked(field, value).map_err(|(code, message)| Error::field(place(), code, message))?;
        facts.insert(key, value);
    }
    Ok(facts)
}

/// Refuses facts that lack what whoever is added must have.
pub fn check_required(fields: &[FieldRow], facts: &Facts) -> Result<()> {
    match fields.iter().find(|field| field.required && !field.retired && !facts.contains_key(&field.key)) {
        Some(field) => Err(Error::field(format!("custom.{}", field.key), "missing", format!("{} is needed", field.label))),
        None => Ok(()),
    }
}

type Fault = (&'static str, String);

fn checked(field: &FieldRow, value: Value) -> std::result::Result<Value, Fault> {
    let wrong = |wanted: &str| ("wrong-type", format!("must be {wanted}"));
    match (field.kind, &value) {
        (FieldKind::Text, Value::String(text)) => match Line::<500>::parse(text) {
            Ok(line) => Ok(Value::String(line.into_string())),
            Err(error) => Err(("not-acceptable", error.to_string())),
        },
        (FieldKind::Number, Value::Number(number)) if number.as_f64().is_some_and(|number| number.abs() < 1e15) => Ok(value),
        (FieldKind::Date, Value::String(text)) => match date(text) {
            Some(date) => Ok(Value::String(date)),
            None => Err(("not-acceptable", "must be a date such as 2026-11-21".to_owned())),
        },
        (FieldKind::Choice, Value::String(text)) if field.choices.contains(text) => Ok(value),
        (FieldKind::Choice, Value::String(_)) => Err(("not-a-choice", format!("must be one of {}", field.choices.join(", ")))),
        (FieldKind::YesNo, Value::Bool(_)) => Ok(value),
        (FieldKind::Text | FieldKind::Date | FieldKind::Choice, _) => Err(wrong("text")),
        (FieldKind::Number, _) => Err(wrong("a number with at most 15 digits")),
        (FieldKind::YesNo, _) => Err(wrong("true or false")),
    }
}

fn date(text: &str) -> Option<String> {
    let date: jiff::civil::Date = text.trim().parse().ok()?;
    (text.trim().len() == 10 && (1900..=2199).contains(&date.year())).then(|| date.to_string())
}

/// The value that a file's cell means for this field.
pub fn from_cell(field: &FieldRow, cell: &str) -> Value {
    match field.kind {
        FieldKind::Number => serde_json::from_str(cell).ok().filter(Value::is_number).unwrap_or_else(|| Value::String(cell.to_owned())),
        FieldKind::YesNo => match cell.to_lowercase().as_str() {
            "yes" | "true" | "1" | "y" => Value::Bool(true),
            "no" | "false" | "0" | "n" => Value::Bool(false),
            _ => Value::String(cell.to_owned()),
        },
        _ => Value::String(cell.to_owned()),
    }
}

/// Refuses a key that a file's own columns have.
pub fn check_key(key: &str) -> Result<()> {
    if TAKEN.contains(&key) {
        return Err(Error::field("key", "taken", "this is what a fact that every member has is called"));
    }
    Ok(())
}

/// The choices as they are kept: each once, and there are some if the field is a choice.
pub fn check_choices(kind: FieldKind, choices: &[Line<80>]) -> Result<Vec<String>> {
    let fault = |code: &str, message: &str| Err(Error::field("choices", code, message));
    if choices.len() > MOST_CHOICES {
        return fault("too-many", "at most 100 choices");
    }
    if (kind == FieldKind::Choice) == choices.is_empty() {
        return fault(
            "not-acceptable",
            if choices.is_empty() { "a choice needs something to choose" } else { "only a choice has choices" },
        );
    }
    let mut kept: Vec<String> = Vec::new();
    for choice in choices {
        if kept.iter().any(|other| other == choice.as_str()) {
            return fault("twice", "every choice once");
        }
        kept.push(choice.as_str().to_owned());
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::MemberFieldId;
    use kernel::{SystemRng, Timestamp};
    use serde_json::json;

    fn field(key: &str, kind: FieldKind, required: bool) -> FieldRow {
        let id = MemberFieldId::new(Timestamp::clamped(1_790_000_000_000), &SystemRng);
        let choices = if kind == FieldKind::Choice { vec!["B".to_owned(), "C1".to_owned()] } else { Vec::new() };
        FieldRow { id, version: 1, key: key.to_owned(), label: key.to_owned(), kind, choices, required, retired: false }
    }

    fn set(field: &FieldRow, value: Value) -> Option<Value> {
        let facts = changed(std::slice::from_ref(field), Facts::new(), Facts::from([(field.key.clone(), value)])).ok()?;
        facts.get(&field.key).cloned()
    }

    #[test]
    fn a_value_has_its_fields_kind() {
        let text = field("text", FieldKind::Text, false);
        assert_eq!(set(&text, json!("  a ")), Some(json!("a")));
        assert!(
            [json!(7), json!(true), json!([]), json!({}), json!(""), json!("a\nb"), json!("x".repeat(501))]
                .into_iter()
                .all(|bad| set(&text, bad).is_none())
        );
        let number = field("number", FieldKind::Number, false);
        assert_eq!(set(&number, json!(-1.5)), Some(json!(-1.5)));
        assert!([json!("7"), json!(1e300), json!(true)].into_iter().all(|bad| set(&number, bad).is_none()));
        let date = field("date", FieldKind::Date, false);
        assert_eq!(set(&date, json!("2026-02-28")), Some(json!("2026-02-28")));
        assert!(
            [json!("2026-02-30"), json!("28.2.2026"), json!("1850-01-01"), json!(""), json!("2026-02-28T00:00:00")]
                .into_iter()
                .all(|bad| set(&date, bad).is_none())
        );
        let choice = field("choice", FieldKind::Choice, false);
        assert_eq!(set(&choice, json!("C1")), Some(json!("C1")));
        assert!(set(&choice, json!("D")).is_none() && set(&choice, json!("c1")).is_none());
        let yes = field("yes", FieldKind::YesNo, false);
        assert_eq!(set(&yes, json!(false)), Some(json!(false)));
        assert!(set(&yes, json!("yes")).is_none());
    }

    #[test]
    fn what_is_required_stays_and_what_is_retired_takes_nothing() {
        let needed = field("needed", FieldKind::Text, true);
        assert!(check_required(std::slice::from_ref(&needed), &Facts::new()).is_err());
        let facts = Facts::from([("needed".to_owned(), json!("a"))]);
        assert!(check_required(std::slice::from_ref(&needed), &facts).is_ok());
        let clear = Facts::from([("needed".to_owned(), Value::Null)]);
        assert!(changed(std::slice::from_ref(&needed), facts.clone(), clear.clone()).is_err());
        let retired = FieldRow { retired: true, ..needed };
        assert!(check_required(std::slice::from_ref(&retired), &Facts::new()).is_ok());
        assert!(changed(std::slice::from_ref(&retired), Facts::new(), facts.clone()).is_err());
        assert_eq!(changed(&[retired], facts, clear).unwrap(), Facts::new());
        assert!(changed(&[], Facts::new(), Facts::from([("x".to_owned(), json!(1))])).is_err());
    }
}
