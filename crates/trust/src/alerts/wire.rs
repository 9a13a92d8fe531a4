//! Alerts as they go over the wire.

use super::AlertId;
use access::edge::VersionedRow;
use kernel::{Cursor, Limit, Line, MemberId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AlertRule)]
pub enum Rule {
    /// Passwords were tried on many accounts.
    Spray,
    /// Many wrong passwords for one account.
    Guessing,
    /// A member kept asking for what they have no right to.
    Probing,
    /// A member took away more files than a day's work needs.
    ManyExports,
    /// A member signed in from a network they never signed in from before.
    NewNetwork,
    /// Somebody was made administrator or owner.
    AdministratorGranted,
    /// A rule that protects the organisation was weakened.
    PolicyWeakened,
    /// A witness has signed another history of the log.
    LogDisputed,
    /// It was decided to delete the organisation.
    OrganisationDeletion,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 9] = [
        Self::Spray,
        Self::Guessing,
        Self::Probing,
        Self::ManyExports,
        Self::NewNetwork,
        Self::AdministratorGranted,
        Self::PolicyWeakened,
        Self::LogDisputed,
        Self::OrganisationDeletion,
    ];

    /// Its word, in tables and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spray => "spray",
            Self::Guessing => "guessing",
            Self::Probing => "probing",
            Self::ManyExports => "many_exports",
            Self::NewNetwork => "new_network",
            Self::AdministratorGranted => "administrator_granted",
            Self::PolicyWeakened => "policy_weakened",
            Self::LogDisputed => "log_disputed",
            Self::OrganisationDeletion => "organisation_deletion",
        }
    }

    /// What was found, as a letter says it: of what kind, and nothing of whom.
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::Spray => "passwords were tried on many accounts",
            Self::Guessing => "there were many wrong passwords for one account",
            Self::Probing => "a member kept asking for what they have no right to",
            Self::ManyExports => "a member took away more files than a day's work needs",
            Self::NewNetwork => "a member signed in from a network never seen for them before",
            Self::AdministratorGranted => "somebody was made administrator or owner",
            Self::PolicyWeakened => "a rule that protects the organisation was weakened",
            Self::LogDisputed => "a witness has signed another history of the log than the one that is here",
            Self::OrganisationDeletion => "it was decided to delete the organisation with everything in it",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == word)
    }
}

/// An alert.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AlertView {
    /// Id.
    pub id: AlertId,
    /// Version, for `If-Match`.
    #[schema(example = 1)]
    pub version: i64,
    /// What kind of thing.
    pub rule: Rule,
    /// When it was found.
    pub at: Timestamp,
    /// Whom it is about, if it is about one member.
    #[schema(value_type = Option<String>)]
    pub member: Option<MemberId>,
    /// What was found, in a sentence; empty once the details of records of that age were erased.
    #[schema(example = "24 wrong passwords for 12 accounts from 203.0.113.9 in 15 minutes")]
    pub facts: String,
    /// The numbers of the records it comes from, at most 100.
    pub records: Vec<i64>,
    /// Who has looked at it.
    pub seen: Option<SeenView>,
}

impl VersionedRow for AlertView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Who looked at an alert, when, and what they say of it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SeenView {
    /// The member.
    #[schema(value_type = Option<String>)]
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// Their words.
    pub note: Option<String>,
}

/// Looking at an alert.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// What came of it.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500, example = "It was me, from the hotel.")]
    pub note: Option<Line<500>>,
}

/// Which alerts.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only those nobody has looked at.
    #[serde(default)]
    pub unseen: bool,
    /// Items on a page, 1 to 200; 50 unless asked.
    #[serde(default)]
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}
