//! Tokens on the wire.

use super::ApiTokenId;
use super::rows::TokenRow;
use kernel::{Line, MemberId, Network, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A token of a program; never the token itself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Token {
    /// Its id.
    #[schema(value_type = String, example = "tok_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub id: ApiTokenId,
    /// The row's version.
    pub version: i64,
    /// What it is for.
    #[schema(example = "Nightly report")]
    pub name: String,
    /// Eight of its characters, from the twelfth after `mst_` on: enough to know it again.
    #[schema(example = "x7Qa03kL")]
    pub prefix: String,
    /// Whose rights it lends.
    pub member: TokenMember,
    /// What it may do, as far as its creator may at the moment of a request.
    #[schema(example = json!(["jobs.read"]))]
    pub permissions: Vec<String>,
    /// From where it may be used; from everywhere when empty.
    #[schema(value_type = Vec<String>, example = json!(["203.0.113.0/24"]))]
    pub networks: Vec<Network>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// The last request, to within five minutes; null before the first.
    pub last_used_at: Option<Timestamp>,
    /// From which address that was.
    #[schema(example = "203.0.113.9")]
    pub last_used_from: Option<String>,
    /// When it was revoked; null while it was not.
    pub revoked_at: Option<Timestamp>,
}

/// The creator of a token.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TokenMember {
    /// Their id.
    #[schema(value_type = String)]
    pub id: MemberId,
    /// Their name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
}

/// The tokens one may see.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenList {
    /// The latest first; those that ended are listed for another 30 days.
    pub items: Vec<Token>,
    /// The permissions that the asker may give a token.
    #[schema(example = json!(["jobs.read", "jobs.write"]))]
    pub lendable: Vec<&'static str>,
}

/// A new token.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewToken {
    /// What it is for.
    #[schema(value_type = String, max_length = 80, example = "Nightly report")]
    pub name: Line<80>,
    /// What it may do: at least one permission that you hold yourself.
    #[schema(example = json!(["jobs.read"]))]
    pub permissions: Vec<String>,
    /// For how many days, 1 to 365.
    #[serde(default = "ninety")]
    #[schema(minimum = 1, maximum = 365, default = 90, example = 90)]
    pub days: u16,
    /// From where it may be used, 20 ranges at most; from everywhere when empty.
    #[serde(default)]
    #[schema(value_type = Vec<String>, example = json!(["203.0.113.0/24"]))]
    pub networks: Vec<Network>,
}

fn ninety() -> u16 {
    90
}

/// A token just made, with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeToken {
    /// The token itself, for `Authorization: Bearer …`. It cannot be shown again.
    #[schema(example = "mst_04CILaSMgb1x7Qa03kLm2Tz9bVd4RfGhJk5NpSuW_4FFXOD")]
    pub token: String,
    /// The rest.
    #[serde(flatten)]
    pub facts: Token,
}

impl From<TokenRow> for Token {
    fn from(row: TokenRow) -> Self {
        Self {
            id: row.id,
            version: row.version,
            name: row.name,
            prefix: row.prefix,
            member: TokenMember { id: row.member, name: row.member_name },
            permissions: row.permissions,
            networks: row.networks,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            last_used_from: row.last_used_from,
            revoked_at: row.revoked_at,
        }
    }
}
