//! Values of JSON rows, or why they are none.

use jiff::civil::DateTime;
use serde_json::{Map, Value};

/// A row of a list.
pub(super) struct Row<'j>(pub(super) &'j Map<String, Value>);

/// A field that is not what it should be.
pub(super) struct Wrong {
    pub(super) field: &'static str,
    pub(super) value: String,
    pub(super) reason: &'static str,
}

impl Row<'_> {
    fn wrong(&self, field: &'static str, reason: &'static str) -> Wrong {
        let value = self.0.get(field).map_or(String::new(), |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        Wrong { field, value, reason }
    }

    /// A text; empty where there is none.
    pub(super) fn text(&self, field: &str) -> String {
        match self.0.get(field) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    pub(super) fn number(&self, field: &'static str) -> Result<Option<u32>, Wrong> {
        match self.0.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
                number.map(Some).ok_or_else(|| self.wrong(field, "is no whole number"))
            }
        }
    }

    /// `2026-06-05 22:00:00`, in local time.
    pub(super) fn wall(&self, field: &'static str) -> Result<DateTime, Wrong> {
        let text = self.text(field);
        let read = text.replacen(' ', "T", 1).parse().ok().filter(|_| !text.contains(['Z', '+', '[']));
        read.ok_or_else(|| self.wrong(field, "is no local date and time such as 2026-06-05 22:00:00"))
    }
}
