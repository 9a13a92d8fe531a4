//! Swaps on the wire.

use super::SwapId;
use super::rules::{Act, State};
use crate::bookings::BookingId;
use crate::needs::wire::NeedLink;
use crate::sessions::wire::SessionLink;
use access::edge::VersionedRow;
use access::links::MemberLink;
use kernel::{Cursor, Limit, MemberId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A swap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SwapView {
    /// Its id.
    pub id: SwapId,
    /// Its version, for `If-Match`.
    pub version: i64,
    /// Who would give their place.
    pub from: MemberLink,
    /// Who would take it.
    pub to: MemberLink,
    /// The place.
    pub gives: SwappedPlace,
    /// The place that is given for it; null where it is only handed over.
    pub takes: Option<SwappedPlace>,
    /// Where it stands.
    pub state: State,
    /// Whether somebody who plans has to agree.
    pub needs_approval: bool,
    /// Until when it is open.
    pub expires_at: Timestamp,
    /// When it was proposed.
    pub created_at: Timestamp,
    /// What its state and the asker's rights allow now.
    pub allowed: Vec<Act>,
}

impl VersionedRow for SwapView {
    fn version(&self) -> i64 {
        self.version
    }
}

/// A place that is swapped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SwappedPlace {
    /// The booking.
    pub booking_id: BookingId,
    /// The session.
    pub session: SessionLink,
    /// What of it.
    pub requirement: NeedLink,
}

/// A swap that is proposed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSwap {
    /// Who is asked.
    pub to_member_id: MemberId,
    /// Their place that is asked for in return; none, unless said.
    #[serde(default)]
    pub their_booking_id: Option<BookingId>,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwapAnswer {
    /// Whether one agrees.
    pub accept: bool,
}

/// Which swaps.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SwapQuery {
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Limit,
}
