//! Events on the wire.

use super::EventId;
use super::rules::{Act, State};
use access::edge::VersionedRow;
use access::links::UnitLink;
use kernel::{Cursor, CustomerId, Limit, Line, Patch, Text, Timestamp, UnitId, Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EventView {
    /// Its id.
    pub id: EventId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// How people call it.
    #[schema(example = "E-000012")]
    pub number: String,
    /// Its name.
    #[schema(example = "Carnival 2026")]
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Where it stands.
    pub state: State,
    /// Why it will not take place, when cancelled.
    pub cancel_reason: Option<String>,
    /// Who it is for.
    pub customer: Option<EventCustomer>,
    /// Which unit looks after it.
    pub unit: Option<UnitLink>,
    /// The time zone of its sessions, unless one says otherwise.
    #[schema(value_type = String, example = "Europe/London")]
    pub zone: String,
    /// Where it is, unless a session says otherwise.
    #[schema(example = "Town hall square")]
    pub place: String,
    /// Whether only those who were invited may sign up.
    pub invited_only: bool,
    /// Whether somebody who plans has to agree to swaps.
    pub swaps_approved: bool,
    /// How many sessions it has that are not cancelled.
    pub sessions_count: i64,
    /// When the first of them begins.
    pub first_start: Option<Timestamp>,
    /// When the last of them ends.
    pub last_end: Option<Timestamp>,
    /// The places of all of them.
    pub places: Places,
    /// What the event's state and the asker's rights allow now.
    pub allowed: Vec<Act>,
}

impl VersionedRow for EventView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// How many people are wanted, and how many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EventPlaces)]
pub struct Places {
    /// At least so many.
    #[schema(example = 4)]
    pub min: i64,
    /// At most so many.
    #[schema(example = 6)]
    pub max: i64,
    /// So many places are taken.
    #[schema(example = 3)]
    pub filled: i64,
}

/// An event's customer, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EventCustomer {
    /// Id.
    pub id: CustomerId,
    /// Name.
    #[schema(example = "Harbour Mills Ltd")]
    pub name: String,
}

/// An event, named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EventLink {
    /// Id.
    pub id: EventId,
    /// How people call it.
    #[schema(example = "E-000012")]
    pub number: String,
    /// Name.
    #[schema(example = "Carnival 2026")]
    pub name: String,
}

/// A new event.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEvent {
    /// Its name.
    #[schema(value_type = String, max_length = 120, example = "Carnival 2026")]
    pub name: Line<120>,
    /// What it is about.
    #[serde(default)]
    #[schema(value_type = String, max_length = 20_000)]
    pub description: Text<20_000>,
    /// Who it is for.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Which unit looks after it.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// The time zone of its sessions; the organisation's, unless said.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "Europe/London")]
    pub zone: Option<Zone>,
    /// Where it is.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200, example = "Town hall square")]
    pub place: Option<Line<200>>,
    /// Whether only those who were invited may sign up.
    #[serde(default)]
    pub invited_only: bool,
    /// Whether somebody who plans has to agree to swaps.
    #[serde(default)]
    pub swaps_approved: bool,
}

/// What changes of an event; what is not mentioned stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventChanges {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Option<Line<120>>,
    /// What it is about.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 20_000)]
    pub description: Option<Text<20_000>>,
    /// Who it is for; null for nobody.
    #[serde(default)]
    #[schema(value_type = Option<CustomerId>)]
    pub customer_id: Patch<CustomerId>,
    /// Which unit looks after it; null for none.
    #[serde(default)]
    #[schema(value_type = Option<UnitId>)]
    pub unit_id: Patch<UnitId>,
    /// Where sessions added from now on are; null for nowhere that is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub place: Patch<Line<200>>,
    /// The time zone of sessions added from now on.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub zone: Option<Zone>,
    /// Whether only those who were invited may sign up.
    #[serde(default)]
    pub invited_only: Option<bool>,
    /// Whether somebody who plans has to agree to swaps.
    #[serde(default)]
    pub swaps_approved: Option<bool>,
}

/// Why something is done to what others count on; they are told.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DutyReason)]
pub struct Why {
    /// A person's words.
    #[schema(value_type = String, max_length = 500, example = "The ground is under water.")]
    pub reason: Line<500>,
}

/// Which events, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// Words in the name, or the number.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Events that stand there.
    #[param(inline)]
    pub state: Option<State>,
    /// Events with something after this instant.
    pub from: Option<Timestamp>,
    /// Events with something before this instant.
    pub until: Option<Timestamp>,
    /// Events of this unit or one below it.
    pub unit_id: Option<UnitId>,
    /// Order: `start` (unless asked otherwise), `-start`. What has no session yet stands last.
    #[param(inline)]
    pub sort: EventSort,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// Orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub enum EventSort {
    /// What comes first, first.
    #[default]
    #[serde(rename = "start")]
    Start,
    /// What comes last, first.
    #[serde(rename = "-start")]
    StartDown,
}
