//! What a sign-in costs before any work is done: a try of the account asked for and one of the network it comes from, or, in a
//! browser known to the member, a try of that browser and nothing else. So nobody who guesses elsewhere shuts the member out.
//!
//! Tries come back with time, and at once when the sign-in is finished: the right password alone returns none where a second factor
//! is asked for.

use super::known::DeviceId;
use crate::cx::RequestFacts;
use crate::state::Access;
use crate::throttle::whence;
use kernel::{Error, Result};
use std::net::IpAddr;

/// The tries that one sign-in has taken.
#[derive(Debug, Clone)]
pub(crate) enum Guess {
    /// In a browser known to the member.
    Known(String),
    /// Anywhere else.
    Elsewhere {
        /// Organisation and address.
        account: (String, String),
        /// Whence.
        from: IpAddr,
    },
    /// Where nobody is named before the proof: of the network alone.
    OfNobody(IpAddr),
}

impl Guess {
    /// The tries that a sign-in would take.
    pub(crate) fn of(organisation: &str, email: &str, facts: &RequestFacts, known: Option<DeviceId>) -> Self {
        let short = |text: &str| text.trim().to_lowercase().chars().take(254).collect::<String>();
        match known {
            Some(device) => Self::Known(device.to_string()),
            None => Self::Elsewhere { account: (short(organisation), short(email)), from: whence(facts.address) },
        }
    }

    /// The try that a sign-in takes which names nobody.
    pub(crate) fn of_nobody(facts: &RequestFacts) -> Self {
        Self::OfNobody(whence(facts.address))
    }

    /// Takes them.
    pub(crate) fn take(&self, access: &Access) -> Result<()> {
        let now = access.now();
        let too_many = |retry_after| Error::TooMany { retry_after };
        match self {
            Self::Known(device) => access.0.by_device.take(device, now).map_err(too_many),
            Self::Elsewhere { account, from } => {
                access.0.by_network.take(from, now).map_err(too_many)?;
                access.0.by_account.take(account, now).map_err(too_many)
            }
            Self::OfNobody(from) => access.0.by_network.take(from, now).map_err(too_many),
        }
    }

    /// Whether the account asked for, or the known browser, has no try left: its door is shut, and not only that of a network.
    pub(super) fn door_is_shut(&self, access: &Access) -> bool {
        match self {
            Self::Known(device) => access.0.by_device.is_spent(device, access.now()),
            Self::Elsewhere { account, .. } => access.0.by_account.is_spent(account, access.now()),
            Self::OfNobody(_) => false,
        }
    }

    /// Gives them back.
    pub(crate) fn give_back(&self, access: &Access) {
        match self {
            Self::Known(device) => access.0.by_device.give_back(device),
            Self::Elsewhere { account, from } => {
                access.0.by_account.give_back(account);
                access.0.by_network.give_back(from);
            }
            Self::OfNobody(from) => access.0.by_network.give_back(from),
        }
    }
}
