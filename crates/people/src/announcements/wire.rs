//! Announcements on the wire.

use super::AnnouncementId;
use crate::ranks::RankId;
use access::edge::VersionedRow;
use access::holdings::RoleName;
use access::links::MemberLink;
use kernel::{Cursor, Limit, Line, Text, Timestamp, UnitId};
use roster::requirements::CompetencyId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whom an announcement is for: everybody, or those whom the lists name. Lists given together narrow one another; what stands within one
/// widens it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AnnouncementAudience)]
pub struct Audience {
    /// Every member of the house; then no list is given.
    #[serde(default)]
    pub everybody: bool,
    /// Posted to one of these, or below one, now.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub unit_ids: Vec<UnitId>,
    /// Of one of these ranks now.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub rank_ids: Vec<RankId>,
    /// With a verified certificate of one of these that holds today.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub competency_ids: Vec<CompetencyId>,
    /// Holding one of these roles now: a built-in one's word, or the id of one of your own.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub role_ids: Vec<RoleName>,
}

/// A new announcement.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnnouncement {
    /// What it is called.
    #[schema(value_type = String, max_length = 200, example = "New radios from Monday")]
    pub title: Line<200>,
    /// What it says.
    #[schema(value_type = String, min_length = 1, max_length = 10_000, example = "Fetch yours at the desk.")]
    pub text: Text<10_000>,
    /// Whom it is for.
    pub audience: Audience,
    /// Whether they are asked to say that they have seen it.
    #[serde(default)]
    pub acknowledge: bool,
}

/// Whom an announcement would be for.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AnnouncementAudienceAsked)]
pub struct AudienceAsked {
    /// As it would be made with.
    pub audience: Audience,
}

/// How many an announcement would reach at this moment.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = AnnouncementReach)]
pub struct AudienceReach {
    /// So many would be told in the app. You are not among them.
    #[schema(example = 37)]
    pub members: i64,
    /// So many of them would get no letter: they want none, or have no address.
    #[schema(example = 2)]
    pub without_mail: i64,
    /// The first five of them by name.
    pub first: Vec<MemberLink>,
}

/// An announcement, and how many it has reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnnouncementView {
    /// Its id.
    pub id: AnnouncementId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// What it is called.
    #[schema(example = "New radios from Monday")]
    pub title: String,
    /// What it says.
    #[schema(example = "Fetch yours at the desk.")]
    pub text: String,
    /// Whom it was for when it was made.
    pub audience: Audience,
    /// Whether they are asked to say that they have seen it.
    pub acknowledge: bool,
    /// Who made it.
    pub made_by: MemberLink,
    /// When.
    pub created_at: Timestamp,
    /// When it was taken back, if it was.
    pub withdrawn_at: Option<Timestamp>,
    /// So many were told.
    pub told: i64,
    /// So many have read it.
    pub read: i64,
    /// So many have said that they have seen it.
    pub acknowledged: i64,
}

impl VersionedRow for AnnouncementView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Announcements, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnnouncementList {
    /// A page of them.
    pub items: Vec<AnnouncementView>,
    /// Give this as `cursor` to get the next page; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<Cursor>,
}

/// Which announcements.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AnnouncementQuery {
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// Somebody who was told, and what they made of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = AnnouncementReceipt)]
pub struct Receipt {
    /// Who.
    pub member: MemberLink,
    /// When they were told.
    pub told_at: Timestamp,
    /// When they read it.
    pub read_at: Option<Timestamp>,
    /// When they said that they have seen it.
    pub acknowledged_at: Option<Timestamp>,
}

/// Everybody who was told, by name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AnnouncementReceipts)]
pub struct Receipts {
    /// Who was told.
    pub items: Vec<Receipt>,
}

/// An announcement as whoever was told reads it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OwnAnnouncement {
    /// Its id.
    pub id: AnnouncementId,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Who made it.
    pub made_by: MemberLink,
    /// When.
    pub created_at: Timestamp,
    /// Whether you are asked to say that you have seen it.
    pub acknowledge: bool,
}
