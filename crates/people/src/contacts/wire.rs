//! Contacts on the wire.

use crate::links::ContactCustomer;
use crate::members::MemberStatus;
use access::edge::VersionedRow;
use kernel::{Cursor, CustomerId, Email, Limit, Line, MemberId, Patch, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A customer's person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    /// Id.
    pub id: MemberId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// Name.
    #[schema(example = "Jo Mill")]
    pub name: String,
    /// Address, with which the contact signs in.
    #[schema(example = "jo@harbour-mills.example")]
    pub email: String,
    /// Telephone number, as written.
    pub phone: Option<String>,
    /// Whose person.
    pub customer: ContactCustomer,
    /// `active` or `suspended`.
    pub status: MemberStatus,
    /// Whether the contact has a password and may use it.
    pub can_sign_in: bool,
    /// Null when never.
    pub last_sign_in_at: Option<Timestamp>,
}

impl VersionedRow for Contact {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A new contact.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// Whose person.
    pub customer_id: CustomerId,
    /// Name.
    #[schema(value_type = String, max_length = 120, example = "Jo Mill")]
    pub name: Line<120>,
    /// Address; nobody else in the organisation has it.
    #[schema(value_type = String, max_length = 254, example = "jo@harbour-mills.example")]
    pub email: Email,
    /// Telephone number.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub phone: Option<Line<40>>,
}

/// What changes of a contact; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactChanges {
    /// Name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Option<Line<120>>,
    /// Address.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Option<Email>,
    /// Telephone number; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub phone: Patch<Line<40>>,
}

/// Which contacts are wanted, and from where on: by name.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ContactQuery {
    /// Of this customer.
    pub customer_id: Option<CustomerId>,
    /// Words in name, address and telephone, without regard to accents.
    #[param(value_type = Option<String>, max_length = 200, example = "mill")]
    pub q: Option<Line<200>>,
    /// Items on a page, 1 to 200; 50 unless asked.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200, example = 50)]
    pub limit: Limit,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}
