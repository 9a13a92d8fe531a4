//! Sessions on the wire.

use super::SessionId;
use super::rules::{Act, State};
use super::wall::Wall;
use crate::events::wire::EventLink;
use crate::needs::wire::NeedView;
use access::edge::VersionedRow;
use kernel::{Line, Patch, Timestamp, Zone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    /// What others name it by.
    #[serde(flatten)]
    pub link: SessionLink,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// From when, as the clock at the place shows it.
    #[schema(value_type = String, example = "2026-11-28T19:00")]
    pub start_local: String,
    /// Until when, as the clock at the place shows it.
    #[schema(value_type = String, example = "2026-11-29T01:30")]
    pub end_local: String,
    /// From when places can be asked for; at once, unless said.
    pub signup_opens_at: Option<Timestamp>,
    /// From when not any more; until it begins, unless said.
    pub signup_closes_at: Option<Timestamp>,
    /// Where it stands.
    pub state: State,
    /// Why it will not take place, when cancelled.
    pub cancel_reason: Option<String>,
    /// The people it needs.
    pub requirements: Vec<NeedView>,
    /// What the session's state and the asker's rights allow now.
    pub allowed: Vec<Act>,
}

impl VersionedRow for SessionView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A session, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SessionLink {
    /// Its id.
    pub id: SessionId,
    /// The event it belongs to.
    pub event: EventLink,
    /// Its name.
    #[schema(example = "Saturday night")]
    pub name: String,
    /// Where it is.
    #[schema(example = "Town hall square")]
    pub place: String,
    /// The zone of the place.
    #[schema(example = "Europe/London")]
    pub zone: String,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
}

/// The sessions of an event, by time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sessions {
    /// At most 1 000.
    pub items: Vec<SessionView>,
}

/// A new session, or a series of them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// Its name.
    #[schema(value_type = String, max_length = 120, example = "Saturday night")]
    pub name: Line<120>,
    /// From when, as the clock at the place shows it. A time that comes twice says its offset too: `2026-10-25T01:30+01:00`.
    #[schema(value_type = String, example = "2026-11-28T19:00")]
    pub start_local: Wall,
    /// Until when; the next day, where it goes through the night.
    #[schema(value_type = String, example = "2026-11-29T01:30")]
    pub end_local: Wall,
    /// The zone of the place; the event's, unless said.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub zone: Option<Zone>,
    /// Where it is; where the event is, unless said.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub place: Option<Line<200>>,
    /// From when places can be asked for; at once, unless said.
    #[serde(default)]
    pub signup_opens_at: Option<Timestamp>,
    /// From when not any more; until it begins, unless said.
    #[serde(default)]
    pub signup_closes_at: Option<Timestamp>,
    /// Further sessions like it.
    #[serde(default)]
    pub repeat: Option<Repeat>,
}

/// On which further days; each becomes a session of its own, at the same time of day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SessionRepeat)]
pub struct Repeat {
    /// By a rule of RFC 5545, whose first day is the session's own.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500, example = "FREQ=WEEKLY;BYDAY=SA")]
    pub rule: Option<Line<500>>,
    /// So many sessions in all.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 200)]
    pub count: Option<u16>,
    /// None after this day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "date", example = "2027-03-31")]
    pub until: Option<jiff::civil::Date>,
    /// At most 200; on these days beside the session's own.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub dates: Vec<jiff::civil::Date>,
}

/// What changes of a session; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Option<Line<120>>,
    /// From when.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub start_local: Option<Wall>,
    /// Until when.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub end_local: Option<Wall>,
    /// The zone of the place: the wall times stay, the instants follow.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub zone: Option<Zone>,
    /// Where it is; null for nowhere that is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub place: Patch<Line<200>>,
    /// From when places can be asked for; null for at once.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    pub signup_opens_at: Patch<Timestamp>,
    /// From when not any more; null for until it begins.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    pub signup_closes_at: Patch<Timestamp>,
}
