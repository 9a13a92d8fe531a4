//! Bookings on the wire.

use super::BookingId;
use super::rules::{Act, State};
use crate::needs::wire::NeedLink;
use crate::sessions::wire::SessionLink;
use access::edge::VersionedRow;
use access::links::MemberLink;
use kernel::{Cursor, Limit, Line, MemberId, Text, Timestamp, UnitId};
use roster::assignments::{AssignmentId, AssignmentView, Force, Seat};
use roster::eligibility::Finding;
use roster::requirements::{CompetencyId, RequirementId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A member's claim on a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BookingView {
    /// Its id.
    pub id: BookingId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// The session.
    pub session: SessionLink,
    /// What of it.
    pub requirement: NeedLink,
    /// Whose it is.
    pub member: MemberLink,
    /// Where it stands.
    pub state: State,
    /// A whole place, or a trainee's.
    pub seat: Seat,
    /// How many stand before them on the waiting list, and they themself: 1 is next.
    pub place_in_queue: Option<i64>,
    /// Until when the offer is open.
    pub offer_until: Option<Timestamp>,
    /// Why it ended, where that was said.
    pub reason: Option<String>,
    /// What the member wrote to having been missed.
    pub appeal: Option<String>,
    /// The place itself, once there is one.
    pub assignment_id: Option<AssignmentId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// What the rules had to tell when it was made or confirmed by this request.
    pub warnings: Vec<Finding>,
    /// What its state and the asker's rights allow now.
    pub allowed: Vec<Act>,
}

impl VersionedRow for BookingView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Who asked for a place at a session, and who has one.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionBookings {
    /// The bookings, in the order they were made.
    pub items: Vec<BookingView>,
    /// Give this as `cursor` to get the next page; null on the last page.
    #[schema(value_type = Option<String>)]
    pub next: Option<Cursor>,
    /// Whoever was given a place without having asked for one; on the first page.
    pub placed: Vec<AssignmentView>,
}

/// Which bookings.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct BookingQuery {
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}

/// A place that is asked for.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBooking {
    /// For whom; for yourself, unless said. For others it needs the right to manage bookings.
    #[serde(default)]
    pub member_id: Option<MemberId>,
    /// A whole place, unless said otherwise.
    #[serde(default)]
    pub seat: Option<Seat>,
    /// Pass over rules that stand in the way; needs the right to force.
    #[serde(default)]
    pub force: Option<Force>,
}

/// A place that is given.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BookingConfirmation)]
pub struct Confirming {
    /// Pass over rules that stand in the way; needs the right to force.
    #[serde(default)]
    pub force: Option<Force>,
}

/// Why, if one wants to say.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawing {
    /// A person's words.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub reason: Option<Line<500>>,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answering {
    /// Whether they will come.
    pub accept: bool,
}

/// What a member says to having been missed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appealing {
    /// Their words.
    #[schema(value_type = String, max_length = 2_000, example = "I was at the north gate from seven on; ask Ana.")]
    pub text: Text<2_000>,
}

/// Who is invited: these members, and everybody who serves in a unit, or who can do something; both, where both are said.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvitations {
    /// To what of the session.
    pub requirement_id: RequirementId,
    /// These members.
    #[serde(default)]
    pub member_ids: Vec<MemberId>,
    /// Everybody who serves in this unit or one below it.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Everybody who has a verified certificate of this that holds on the day.
    #[serde(default)]
    pub competency_id: Option<CompetencyId>,
}

/// What became of invitations.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = SessionInvited)]
pub struct Invited {
    /// So many were invited, and told by mail.
    pub invited: usize,
    /// So many had asked already, or were asked already.
    pub passed_over: usize,
}
