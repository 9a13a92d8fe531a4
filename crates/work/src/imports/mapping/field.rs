//! The parts of a job that a file can fill, and where the text of one comes from.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A part of a job that a file can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The number or name that the job has in its source.
    Reference,
    /// What is to be done, in one line.
    Title,
    /// What is to be done, at length.
    Description,
    /// The kind of job.
    Type,
    /// `p1` (highest) to `p4`; `p3` when absent.
    Priority,
    /// `draft`, `open`, `work_done`, `closed` or `cancelled`; `open` when absent.
    Status,
    /// When it came up; the time of the import when absent.
    CreatedAt,
    /// When the work was finished.
    FinishedAt,
    /// When it should be finished.
    TargetAt,
    /// The customer's name; a customer of that name is used or made.
    Customer,
    /// What the site is called; the first line of its address when absent.
    SiteName,
    /// Street and number.
    Address,
    /// Town.
    Locality,
    /// State, county.
    Region,
    /// Postcode.
    Postcode,
    /// Country, by name or code.
    Country,
    /// Degrees north; `(latitude, longitude)` in one column is understood too.
    Latitude,
    /// Degrees east; `(latitude, longitude)` in one column is understood too.
    Longitude,
    /// More text, put below the description.
    Note,
    /// Why it was cancelled: `duplicate`, `not_needed`, `customer_request`, `no_access` or `other`. Looked at for cancelled
    /// jobs alone.
    CancelReason,
}

impl Target {
    /// Its name in a mapping.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Title => "title",
            Self::Description => "description",
            Self::Type => "type",
            Self::Priority => "priority",
            Self::Status => "status",
            Self::CreatedAt => "created_at",
            Self::FinishedAt => "finished_at",
            Self::TargetAt => "target_at",
            Self::Customer => "customer",
            Self::SiteName => "site_name",
            Self::Address => "address",
            Self::Locality => "locality",
            Self::Region => "region",
            Self::Postcode => "postcode",
            Self::Country => "country",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Note => "note",
            Self::CancelReason => "cancel_reason",
        }
    }

    /// Whether it is a date or time, which alone may have formats.
    pub(super) fn is_instant(self) -> bool {
        matches!(self, Self::CreatedAt | Self::FinishedAt | Self::TargetAt)
    }
}

/// Where the text of one part comes from: exactly one of `column`, `columns` and `value`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappedField {
    /// A column's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Several columns' names; those that have a value are joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// What stands between joined values; a space unless stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<String>,
    /// The same text for every row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How a date is written, in strftime's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "%m/%d/%Y %I:%M:%S %p")]
    pub format: Option<String>,
    /// Several ways in which a date may be written; the first that fits counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formats: Option<Vec<String>>,
    /// The file's words and ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<BTreeMap<String, String>>,
    /// Stands in for a value that is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Whether white space around the value goes; it does unless this says `false`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trim: Option<bool>,
}
