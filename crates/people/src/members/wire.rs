//! Members as they go over the wire.

use crate::links::{MemberLink, UnitLink};
use crate::ranks::RankLink;
use access::edge::VersionedRow;
use access::holdings::RoleName;
use kernel::{Cursor, Email, Limit, Line, MemberId, Patch, Text, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Whether a member may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    /// May.
    Active,
    /// Is away for a while, and may not sign in until then.
    OnLeave,
    /// May not for now.
    Suspended,
    /// Belongs to the organisation no more.
    Left,
}

/// When a member is away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OnLeave {
    /// From when on.
    pub from: Timestamp,
    /// Until when; null when no end is known.
    pub until: Option<Timestamp>,
}

/// A role that a member holds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldRole {
    /// A built-in role's word, or the id of one of the organisation's own.
    #[schema(example = "dispatcher")]
    pub role: String,
    /// What it is called.
    #[schema(example = "Dispatcher")]
    pub name: String,
    /// The unit it is held for; null when for no unit in particular.
    pub unit: Option<UnitLink>,
    /// Until when; null when no end is known.
    pub until: Option<Timestamp>,
}

/// A member. What they keep out of the directory (`hidden`) is null for whoever may not see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MemberView {
    /// Id.
    pub id: MemberId,
    /// Version, for `If-Match`.
    pub version: i64,
    /// Name.
    #[schema(example = "Ana Okafor")]
    pub name: String,
    /// Address, with which the member signs in.
    #[schema(example = "ana@example.org")]
    pub email: Option<String>,
    /// Telephone number, as written.
    #[schema(example = "+44 20 7946 0000")]
    pub phone: Option<String>,
    /// Collar or staff number.
    #[schema(example = "7041")]
    pub reference: Option<String>,
    /// Whether the member may work.
    pub status: MemberStatus,
    /// When the member is away, if that is known; also when it is still to come.
    pub on_leave: Option<OnLeave>,
    /// When the member left or will leave.
    pub leaves_at: Option<Timestamp>,
    /// Where the member serves now.
    pub unit: Option<UnitLink>,
    /// Under whom the member serves now.
    pub supervisor: Option<MemberLink>,
    /// The member's rank now.
    pub rank: Option<RankLink>,
    /// Roles held now, the most powerful built-in one first.
    pub roles: Vec<HeldRole>,
    /// Whether the member has a password and may use it.
    pub can_sign_in: bool,
    /// What is kept out of the directory: `email`, `phone`, `reference`, `photo`, or `custom.` and a key.
    #[schema(example = json!(["phone"]))]
    pub hidden: Vec<String>,
    /// Further facts, by the keys of the organisation's member fields.
    #[schema(value_type = BTreeMap<String, serde_json::Value>, example = json!({"licence": "C1"}))]
    pub custom: BTreeMap<String, Value>,
    /// Whether there is a picture that you may see.
    pub has_photo: bool,
    /// Null when never.
    pub last_sign_in_at: Option<Timestamp>,
    /// When the member was added.
    pub created_at: Timestamp,
}

impl VersionedRow for MemberView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A new member.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMemberBody {
    /// Name.
    #[schema(value_type = String, max_length = 120, example = "Ana Okafor")]
    pub name: Line<120>,
    /// Address; nobody else in the organisation has it.
    #[schema(value_type = String, max_length = 254, example = "ana@example.org")]
    pub email: Email,
    /// Telephone number.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40, example = "+44 20 7946 0000")]
    pub phone: Option<Line<40>>,
    /// Collar or staff number; nobody else has it.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40, example = "7041")]
    pub reference: Option<Line<40>>,
    /// Where the member serves from now on.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Roles; `member` unless said. Never more than you hold yourself, and none that a second person must confirm, such as
    /// administrator; at most 20.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub roles: Option<Vec<RoleName>>,
    /// Further facts, by key.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    pub custom: BTreeMap<String, Value>,
}

/// What changes of a member; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberChanges {
    /// Name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Option<Line<120>>,
    /// Address. Of a member with rights that you lack, it is not yours to change.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Option<Email>,
    /// Telephone number; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub phone: Patch<Line<40>>,
    /// Collar or staff number; null for none.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 40)]
    pub reference: Patch<Line<40>>,
    /// What is kept out of the directory: `email`, `phone`, `reference`, `photo`, or `custom.` and a key.
    #[serde(default)]
    #[schema(max_items = 60)]
    pub hidden: Option<Vec<String>>,
    /// Further facts, by key; null takes one away, keys not mentioned stay.
    #[serde(default)]
    #[schema(value_type = Option<BTreeMap<String, serde_json::Value>>)]
    pub custom: Option<BTreeMap<String, Value>>,
}

/// Why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MemberReason)]
pub struct Reason {
    /// For the log.
    #[schema(value_type = String, max_length = 500, example = "Lost their keys; until it is cleared up.")]
    pub reason: Text<500>,
}

/// When a member is to be away.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveOfAbsence {
    /// From when on.
    pub from: Timestamp,
    /// Until when; without an end, unless said.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// Why, for the log alone.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub reason: Option<Text<500>>,
}

/// When a member leaves.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MemberLeaving)]
pub struct Leaving {
    /// The first instant at which the member belongs to the organisation no more; now or in the past means at once.
    pub at: Timestamp,
    /// Why, for the log alone.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub reason: Option<Text<500>>,
}

/// Which members are wanted, and from where on.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in name, address, telephone and staff number, without regard to accents.
    #[param(value_type = Option<String>, max_length = 200, example = "oka")]
    pub q: Option<Line<200>>,
    /// Of this status.
    pub status: Option<MemberStatus>,
    /// With this role: a built-in one's word, or the id of one of the organisation's own.
    #[param(value_type = Option<String>, example = "dispatcher")]
    pub role: Option<RoleName>,
    /// Posted to this unit now.
    pub unit: Option<UnitId>,
    /// Those posted to units below it too.
    #[param(default = true)]
    pub include_below: bool,
    /// `name` or `-name`.
    #[param(inline)]
    pub sort: Sort,
    /// Items on a page, 1 to 200; 50 unless asked.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200, example = 50)]
    pub limit: Limit,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}

impl Default for Filter {
    fn default() -> Self {
        Self { q: None, status: None, role: None, unit: None, include_below: true, sort: Sort::Name, limit: Limit::default(), cursor: None }
    }
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub enum Sort {
    /// By name, A first.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// By name, Z first.
    #[serde(rename = "-name")]
    NameDown,
}

/// What a member still has or answers for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Orphans {
    /// One for each kind of which there is any.
    pub items: Vec<OrphanKind>,
}

/// Things of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OrphanKind {
    /// `job` (live ones made by the member), `view` (saved views), `token` (of programs), `supervised` (members who serve under this
    /// one), `role` (that nobody else holds).
    #[schema(example = "job")]
    pub kind: String,
    /// How many there are.
    #[schema(example = 3)]
    pub count: i64,
    /// The first twenty.
    pub examples: Vec<Orphan>,
}

/// One thing.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Orphan {
    /// Its id, or a built-in role's word.
    pub id: String,
    /// What it is called.
    #[schema(example = "J-000123 Mend the pump")]
    pub name: String,
}
