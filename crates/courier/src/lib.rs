//! What leaves for people: letters, the outbox in which they wait, and the sender that hands them to a mail server.
//!
//! Invariants:
//! 1. A letter is put into the outbox by the write that causes it: no change without its letter, no letter without its change.
//! 2. What a letter says is sealed while it waits, and gone once it was sent or given up.
//! 3. It leaves over TLS alone, to a server whose certificate was checked.
//! 4. Two servers over one database do not both send it: whoever sends it holds a lease.
//! 5. One that could not be sent is tried again, later and later, until it is of no use to anybody; giving up is on record.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod letter;
pub mod mail;
mod outbox;
mod page;
mod post;
mod sender;

pub use letter::{DutyFacts, DutyNews, FactorChange, House, Letter, Written};
pub use outbox::{OutboxState, state};
pub use post::{Post, PostSettings};
pub use sender::{Report, Sender};

use store::Action;

/// A mail was handed to the mail server.
pub const MAIL_SENT: Action = Action::new("mail.sent", "A mail was handed to the mail server");
/// A mail was given up.
pub const MAIL_GIVEN_UP: Action = Action::new("mail.given_up", "A mail could not be sent and was given up");

/// Every action of this crate.
pub const ACTIONS: &[Action] = &[MAIL_SENT, MAIL_GIVEN_UP];
