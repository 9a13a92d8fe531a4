//! Members as they go over the wire.

use access::Role;
use kernel::{Cursor, Limit, MemberId, Timestamp};
use serde::{Deserialize, Serialize};

/// Whether a member may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    /// May.
    Active,
    /// May not for now.
    Suspended,
    /// Belongs to the organisation no more.
    Left,
}

impl MemberStatus {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Left => "left",
        }
    }

    pub(super) fn from_word(word: &str) -> Self {
        match word {
            "active" => Self::Active,
            "suspended" => Self::Suspended,
            _ => Self::Left,
        }
    }
}

/// A member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MemberView {
    /// Id.
    pub id: MemberId,
    /// Name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
    /// Address, with which the member signs in.
    #[schema(example = "ana@example.org")]
    pub email: String,
    /// Whether the member may work.
    pub status: MemberStatus,
    /// Roles, most powerful first.
    pub roles: Vec<Role>,
    /// Whether the member has a password and may use it.
    pub can_sign_in: bool,
    /// Null when never.
    pub last_sign_in_at: Option<Timestamp>,
    /// When the member was added.
    pub created_at: Timestamp,
}

/// Which members are wanted, and from where on.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Part of a name or an address.
    #[param(value_type = Option<String>, max_length = 200, example = "oka")]
    pub q: Option<kernel::Line<200>>,
    /// Of this status.
    pub status: Option<MemberStatus>,
    /// With this role.
    pub role: Option<Role>,
    /// `name` or `-name`.
    #[serde(default)]
    #[param(inline)]
    pub sort: Sort,
    /// Items on a page, 1 to 200; 50 unless asked.
    #[serde(default)]
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200, example = 50)]
    pub limit: Limit,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Sort {
    /// By name, A first.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// By name, Z first.
    #[serde(rename = "-name")]
    NameDown,
}
