//! Member fields on the wire.

use super::MemberFieldId;
use super::rows::FieldRow;
use access::edge::VersionedRow;
use kernel::{Line, Slug};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a field's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text, at most 500 characters.
    Text,
    /// A number.
    Number,
    /// A date, `YYYY-MM-DD`.
    Date,
    /// One of the field's choices.
    Choice,
    /// True or false.
    YesNo,
}

impl FieldKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::YesNo => "yes_no",
        }
    }

    pub(super) fn from_word(word: &str) -> Self {
        match word {
            "number" => Self::Number,
            "date" => Self::Date,
            "choice" => Self::Choice,
            "yes_no" => Self::YesNo,
            _ => Self::Text,
        }
    }
}

/// A field that the organisation made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MemberField {
    /// Its id.
    pub id: MemberFieldId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// What programs and files call it; never changes.
    #[schema(example = "licence")]
    pub key: String,
    /// What people call it.
    #[schema(example = "Driving licence")]
    pub label: String,
    /// What its values are.
    pub kind: FieldKind,
    /// What may be chosen, when it is a choice.
    pub choices: Vec<String>,
    /// Whether whoever is added must have it.
    pub required: bool,
    /// Whether it takes nothing new any more.
    pub retired: bool,
}

impl From<FieldRow> for MemberField {
    fn from(row: FieldRow) -> Self {
        let FieldRow { id, version, key, label, kind, choices, required, retired } = row;
        Self { id, version, key, label, kind, choices, required, retired }
    }
}

impl VersionedRow for MemberField {
    fn version(&self) -> i64 {
        self.version
    }
}

/// The organisation's fields, in the order they were made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberFields {
    /// At most 50, retired ones counted.
    pub items: Vec<MemberField>,
}

/// A new field.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMemberField {
    /// What programs and files call it.
    #[schema(value_type = String, max_length = 40, example = "licence")]
    pub key: Slug,
    /// What people call it.
    #[schema(value_type = String, max_length = 80, example = "Driving licence")]
    pub label: Line<80>,
    /// What its values are.
    pub kind: FieldKind,
    /// What may be chosen, when it is a choice: at most 100.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    pub choices: Vec<Line<80>>,
    /// Whether whoever is added must have it.
    #[serde(default)]
    pub required: bool,
}

/// What changes of a field; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberFieldChanges {
    /// What people call it.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub label: Option<Line<80>>,
    /// What may be chosen; members keep what they have.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>, max_items = 100)]
    pub choices: Option<Vec<Line<80>>>,
    /// Whether it takes nothing new any more.
    #[serde(default)]
    pub retired: Option<bool>,
}
