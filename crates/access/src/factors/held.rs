//! Which factors a member has set up.

use super::{Factor, app, paper};
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use store::Tx;
use store::schema::passkey;

/// What a member can prove who they are with, beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    /// Since when there is an authenticator app.
    pub(crate) totp: Option<Timestamp>,
    /// How many passkeys.
    pub(crate) passkeys: i64,
    /// How many recovery codes are left.
    pub(crate) recovery_codes: i64,
}

impl Held {
    /// What a member has set up.
    pub(crate) fn of(tx: &mut Tx<'_>, member: MemberId) -> Result<Self> {
        let passkeys = passkey::table.filter(passkey::member_id.eq(member)).count().get_result(tx.db())?;
        Ok(Self { totp: app::since(tx, member)?, passkeys, recovery_codes: paper::left(tx, member)? })
    }

    /// Whether a password alone does not sign in.
    pub(crate) fn asks_for_more(self) -> bool {
        self.totp.is_some() || self.passkeys > 0
    }

    /// With what a sign-in can be finished, the strongest first.
    pub(crate) fn offers(self) -> Vec<Factor> {
        let mut offers = Vec::new();
        if self.passkeys > 0 {
            offers.push(Factor::Passkey);
        }
        if self.totp.is_some() {
            offers.push(Factor::Totp);
        }
        if self.recovery_codes > 0 && self.asks_for_more() {
            offers.push(Factor::RecoveryCode);
        }
        offers
    }
}
