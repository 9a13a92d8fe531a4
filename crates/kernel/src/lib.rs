//! Ground floor: the values every other crate speaks in. Pure: no I/O beyond [`SystemClock`] and [`SystemRng`].
//!
//! Invariants: an id knows its kind; an instant is UTC milliseconds; money never mixes currencies; a span is half-open and
//! not empty; text has a stated limit; an [`Error`] shows the public only its public part.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod error;
mod fold;
mod id;
mod money;
mod network;
mod page;
mod patch;
mod random;
mod reach;
mod scope;
mod shortened;
mod span;
mod sql;
mod text;
mod time;
mod word;

pub use error::{Error, FieldFault, Result};
pub use fold::folded;
pub use id::{IdError, IdText, id_schema, new_id};
pub use money::{Currency, Money, MoneyError};
pub use network::{Network, NetworkError, is_public};
pub use page::{Cursor, Limit, Page};
pub use patch::Patch;
pub use random::{Rng, SystemRng};
pub use reach::{Reach, Rights};
pub use scope::{Actor, ActorKind, Scope};
pub use shortened::shortened;
pub use span::{Span, SpanError};
pub use text::{Email, Line, Slug, Text, TextError, Zone};
pub use time::{Clock, SystemClock, Timestamp};

/// What the macros of this crate expand to; not for use by hand.
#[doc(hidden)]
pub mod derive {
    pub use diesel;
    pub use serde;
    pub use utoipa;
}

typed_id!(
    /// An organisation: the tenant that owns its data, its key and its log.
    OrganisationId, "org"
);
typed_id!(
    /// A member: a person inside one organisation.
    MemberId, "mem"
);
typed_id!(
    /// A unit: station, branch or team; a node in the tree that scopes rights.
    UnitId, "unt"
);
typed_id!(
    /// A customer. Named here because a contact's rights reach one customer's things.
    CustomerId, "cus"
);
typed_id!(
    /// A site. Named here because a place on the calendar is at one.
    SiteId, "sit"
);
