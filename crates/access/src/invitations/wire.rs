//! Invitations as they go over the wire.

use crate::edge::VersionedRow;
use kernel::{CustomerId, Email, Line, MemberId, Timestamp, UnitId, typed_id};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

typed_id!(
    /// An invitation.
    InvitationId, "inv"
);

/// Whom an invitation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationKind {
    /// A colleague.
    Member,
    /// A customer's person.
    Contact,
}

/// How an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Its link works.
    Pending,
    /// Whoever was invited has joined.
    Accepted,
    /// Its time is over; it can be sent again.
    Expired,
    /// It was taken back.
    Revoked,
}

/// An id and a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = NamedRole)]
pub struct Named {
    /// The id, or a built-in role's word.
    #[schema(example = "member")]
    pub id: String,
    /// The name.
    #[schema(example = "Member")]
    pub name: String,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct InvitationView {
    /// Id.
    pub id: InvitationId,
    /// Raised by every change.
    pub version: i64,
    /// Whom it is for.
    pub kind: InvitationKind,
    /// Their name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
    /// The address it was sent to, with which they will sign in.
    #[schema(example = "ana@example.org")]
    pub email: String,
    /// The role they will hold.
    pub role: Option<Named>,
    /// The unit they will hold it for, and be posted to.
    pub unit: Option<Named>,
    /// The customer whose contact they will be.
    pub customer: Option<Named>,
    /// The member they are already, who cannot sign in yet.
    pub member_id: Option<MemberId>,
    /// Who invites.
    pub invited_by: Named,
    /// When.
    pub created_at: Timestamp,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// When the mail left; null while it waits.
    pub sent_at: Option<Timestamp>,
    /// How it stands.
    pub state: InvitationState,
}

impl VersionedRow for InvitationView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Whom to invite.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// Their name; needed unless `member_id` is given.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120, example = "Ana Okafor")]
    pub name: Option<Line<120>>,
    /// Their address; needed unless `member_id` is given.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 254, example = "ana@example.org")]
    pub email: Option<Email>,
    /// The role they will hold: a built-in one's word, or the id of one of your own. `member` unless given.
    #[serde(default)]
    #[schema(example = "member")]
    pub role: Option<String>,
    /// The unit they will hold it for, and be posted to.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Makes them a contact of this customer, who holds no role.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Somebody in the directory, or a contact, who cannot sign in yet: their name, address and roles are known.
    #[serde(default)]
    pub member_id: Option<MemberId>,
    /// For how many days the link works, 1 to 30; 7 unless given.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 30, example = 7)]
    pub days: Option<u8>,
}

/// The secret of a link, as it stood behind `#`.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkSecret {
    /// What stood behind `#` in the link.
    #[schema(example = "msi_01jd7q3v9mf4x8t2c5k6w0ezya_Zm9yIHlvdSBhbG9uZSwgYW5kIG9ubHkgdGhpcyBvbmNl")]
    pub token: String,
}

/// The secret of a link, and what is chosen to sign in with: a password, or a passkey with its name.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// What stood behind `#` in the link.
    #[schema(example = "msi_01jd7q3v9mf4x8t2c5k6w0ezya_Zm9yIHlvdSBhbG9uZSwgYW5kIG9ubHkgdGhpcyBvbmNl")]
    pub token: String,
    /// 12 to 256 characters, at most 1024 bytes; none that is guessed first.
    #[serde(default)]
    #[schema(example = "seven lanterns over quiet water")]
    pub password: Option<String>,
    /// What you call the passkey.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80, example = "Telephone")]
    pub name: Option<Line<80>>,
    /// What the browser answered to `POST /invitation/passkey/options`, as its `toJSON()` gives it.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub credential: Option<Map<String, Value>>,
}
