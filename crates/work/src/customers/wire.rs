//! Customers on the wire.

use super::CustomerId;
use super::rows::{Counted, CustomerRow};
use crate::units::UnitLink;
use access::edge::VersionedRow;
use kernel::{Cursor, Email, Limit, Line, Patch, Text, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A customer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CustomerView {
    /// Its id.
    pub id: CustomerId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Its number; people write `C-000042`.
    #[schema(example = 42)]
    pub number: i64,
    /// Its name.
    #[schema(example = "Harbour Mills Ltd")]
    pub name: String,
    /// What it is called elsewhere, in the books for instance.
    #[schema(example = "K-1007")]
    pub reference: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number, as written.
    pub phone: Option<String>,
    /// What one should know.
    pub notes: String,
    /// Which unit looks after it.
    pub unit: Option<UnitLink>,
    /// How many sites it has that the asker may see.
    pub sites_count: i64,
    /// How many of its jobs that the asker may see are open, planned, in progress or on hold.
    pub open_jobs: i64,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl From<Counted> for CustomerView {
    fn from((row, sites_count, open_jobs, unit): Counted) -> Self {
        let unit = UnitLink::of(row.unit_id, unit);
        let CustomerRow { number, id, version, name, reference, email, phone, notes, created_at, updated_at, .. } = row;
        Self { id, version, number, name, reference, email, phone, notes, unit, sites_count, open_jobs, created_at, updated_at }
    }
}

impl VersionedRow for CustomerView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A customer, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CustomerLink {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    #[schema(example = "Harbour Mills Ltd")]
    pub name: String,
}

/// A new customer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCustomer {
    /// Its name.
    #[schema(value_type = String, max_length = 200, example = "Harbour Mills Ltd")]
    pub name: Line<200>,
    /// What it is called elsewhere; no two customers share one.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub reference: Option<Line<80>>,
    /// E-mail address.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Option<Email>,
    /// Telephone number.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub phone: Option<Line<40>>,
    /// What one should know.
    #[serde(default)]
    #[schema(value_type = String, max_length = 10_000)]
    pub notes: Text<10_000>,
    /// Which unit looks after it; the one you are posted to, unless you say otherwise.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
}

/// What changes of a customer; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerChanges {
    /// Its name.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    pub name: Option<Line<200>>,
    /// What it is called elsewhere; null for nothing.
    #[schema(value_type = Option<String>, max_length = 80)]
    #[serde(default)]
    pub reference: Patch<Line<80>>,
    /// E-mail address; null for none.
    #[schema(value_type = Option<String>, max_length = 254)]
    #[serde(default)]
    pub email: Patch<Email>,
    /// Telephone number; null for none.
    #[schema(value_type = Option<String>, max_length = 40)]
    #[serde(default)]
    pub phone: Patch<Line<40>>,
    /// What one should know.
    #[schema(value_type = Option<String>, max_length = 10_000)]
    #[serde(default)]
    pub notes: Option<Text<10_000>>,
    /// Which unit looks after it; null for none.
    #[schema(value_type = Option<UnitId>)]
    #[serde(default)]
    pub unit_id: Patch<UnitId>,
}

/// Which customers, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CustomerQuery {
    /// Words in name, reference, e-mail, telephone and notes; the last may be the beginning of one.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Customers of this unit or one below it.
    pub unit: Option<UnitId>,
    /// Order: `name` (unless asked otherwise), `-name`, `number`, `-number`, `updated_at`, `-updated_at`.
    #[param(inline)]
    pub sort: CustomerSort,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// Orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[expect(missing_docs, reason = "the words say it")]
pub enum CustomerSort {
    #[default]
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "-name")]
    NameDown,
    #[serde(rename = "number")]
    Number,
    #[serde(rename = "-number")]
    NumberDown,
    #[serde(rename = "updated_at")]
    Updated,
    #[serde(rename = "-updated_at")]
    UpdatedDown,
}
