//! What a change says of itself: the record that every commit leaves behind.

use kernel::Error;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A kind of event: one constant per act, listed in its crate's catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// The stable name, such as `job.closed`.
    pub name: &'static str,
    /// What it means, for the catalogue.
    pub meaning: &'static str,
}

impl Action {
    /// Declares an action.
    pub const fn new(name: &'static str, meaning: &'static str) -> Self {
        Self { name, meaning }
    }
}

/// What became of the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = EventOutcome)]
pub enum Outcome {
    /// It was done.
    Done,
    /// A rule or a missing right refused it.
    Refused,
    /// It was tried and did not succeed, such as a wrong password.
    Failed,
}

impl Outcome {
    /// The word in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Reads the word in the log.
    pub fn from_word(word: &str) -> Self {
        match word {
            "done" => Self::Done,
            "refused" => Self::Refused,
            _ => Self::Failed,
        }
    }
}

/// What an event is about: a kind and, where it has one, an id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Subject {
    /// Such as `job`.
    #[schema(value_type = String)]
    pub kind: Cow<'static, str>,
    /// The id, such as `job_01j…`.
    pub id: Option<String>,
}

impl Subject {
    /// The row `id` of `kind`.
    #[expect(clippy::needless_pass_by_value, reason = "ids are small and callers read better without `&`")]
    pub fn new(kind: &'static str, id: impl ToString) -> Self {
        Self { kind: Cow::Borrowed(kind), id: Some(id.to_string()) }
    }

    /// Something of `kind` that has no id.
    pub fn unnamed(kind: &'static str) -> Self {
        Self { kind: Cow::Borrowed(kind), id: None }
    }
}

/// One field's change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = FieldChange)]
pub struct Change {
    /// The field, by its name on the wire.
    pub field: Cow<'static, str>,
    /// Its value before; null when it had none.
    pub before: serde_json::Value,
    /// Its value after; null when it has none.
    pub after: serde_json::Value,
}

/// A change as it will stand in the log.
#[derive(Debug, Clone)]
pub struct Event {
    pub(crate) action: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) subject: Subject,
    pub(crate) touched: Vec<Subject>,
    pub(crate) label: String,
    pub(crate) changes: Vec<Change>,
    pub(crate) note: Option<String>,
}

impl Event {
    /// `action` was done to `subject`.
    pub fn new(action: &Action, subject: Subject) -> Self {
        Self {
            action: action.name,
            outcome: Outcome::Done,
            subject,
            touched: Vec::new(),
            label: String::new(),
            changes: Vec::new(),
            note: None,
        }
    }

    /// How people call the subject, such as `J-000123`; sealed with the detail.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Another row that the change touched; its timeline shows this event too.
    #[must_use]
    pub fn touching(mut self, other: Subject) -> Self {
        self.touched.push(other);
        self
    }

    /// Records `field` when it changed.
    #[must_use]
    pub fn change<T: Serialize + PartialEq>(mut self, field: &'static str, before: &T, after: &T) -> Self {
        if before != after {
            self.changes.push(Change { field: field.into(), before: json(before), after: json(after) });
        }
        self
    }

    /// Records the first value of `field`; nothing when it is null.
    #[must_use]
    pub fn first<T: Serialize>(mut self, field: &'static str, value: &T) -> Self {
        let after = json(value);
        if !after.is_null() {
            self.changes.push(Change { field: field.into(), before: serde_json::Value::Null, after });
        }
        self
    }

    /// A person's words that belong to the event.
    #[must_use]
    pub fn note(mut self, note: Option<impl Into<String>>) -> Self {
        self.note = note.map(Into::into);
        self
    }

    /// The act was refused or failed.
    #[must_use]
    pub fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    /// Whether any field changed.
    pub fn has_changes(&self) -> bool {
        !self.changes.is_empty()
    }
}

fn json(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// What is sealed beside an event and committed to by its leaf: everything that may be personal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// How people call the subject.
    #[serde(default)]
    pub label: String,
    /// What changed.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// A person's words.
    #[serde(default)]
    pub note: Option<String>,
    /// Where the request came from.
    #[serde(default)]
    pub origin: crate::Origin,
}

impl Detail {
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(self).map_err(Error::internal)
    }
}
