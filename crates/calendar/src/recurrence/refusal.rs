//! Why a rule is none.

use std::fmt;

/// Why a text is no rule, or a rule does not fit its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is said.
    Empty,
    /// Longer than anybody needs.
    TooLong,
    /// A part is not of the form `NAME=value`.
    NotAPart(String),
    /// RFC 5545 knows no such part, or Muster does not.
    UnknownPart(String),
    /// A part stands twice.
    Twice(&'static str),
    /// `FREQ` is missing.
    NoFrequency,
    /// A value is not one that this part may have.
    Value {
        /// The part.
        part: &'static str,
        /// What it says.
        says: String,
        /// What it may say.
        expected: &'static str,
    },
    /// Two parts exclude each other.
    Together(&'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("says nothing: a rule begins like FREQ=WEEKLY"),
            Self::TooLong => f.write_str("is longer than 2000 characters"),
            Self::NotAPart(part) => write!(f, "has {part:?}, which is not of the form NAME=value"),
            Self::UnknownPart(part) => write!(f, "has {part:?}, which is not a part of a rule that can be read"),
            Self::Twice(part) => write!(f, "says {part} twice"),
            Self::NoFrequency => f.write_str("does not say FREQ"),
            Self::Value { part, says, expected } => write!(f, "says {part}={says}, where {expected} belongs"),
            Self::Together(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Refusal {}
