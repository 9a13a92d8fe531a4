//! What is demanded of one member: the strictest of what their roles demand, and from when on.

use super::Minimum;
use super::rows::{self, Demanded};
use crate::factors::Factor;
use crate::factors::held::Held;
use kernel::{MemberId, Result, Timestamp};
use serde::Serialize;
use store::Tx;

/// What somebody has to do before they can do anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PolicyMust)]
pub enum Must {
    /// Set up an authenticator app or a passkey.
    EnrolFactor,
    /// Set up a passkey.
    EnrolPasskey,
    /// Prove with it who you are: this session was opened with less.
    ProveFactor,
}

/// How a member stands to what is demanded of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Obligations {
    /// What they must do first.
    pub(crate) must: Vec<Must>,
    /// Until when they may go on without what they lack.
    pub(crate) grace_until: Option<Timestamp>,
}

/// How the member of a session stands, who proved themselves with `factor`; `second_elsewhere`: the provider, which is trusted with that,
/// speaks of a second factor.
pub(crate) fn obligations(tx: &mut Tx<'_>, member: MemberId, factor: Factor, second_elsewhere: bool) -> Result<Obligations> {
    let Some(demanded) = rows::demanded_of(tx, member)? else { return Ok(Obligations::default()) };
    let held = Held::of(tx, member)?;
    let elsewhere = if second_elsewhere && factor == Factor::Sso { Minimum::SecondFactor } else { Minimum::Password };
    let (has, proved) = (Minimum::met_by(held).max(elsewhere), Minimum::proved_by(factor).max(elsewhere));
    Ok(judge(demanded, has, proved, tx.now()))
}

/// Pure: what follows from what is demanded, what was set up, and what the session was proved with.
fn judge(demanded: Demanded, has: Minimum, proved: Minimum, now: Timestamp) -> Obligations {
    let Demanded { minimum, grace_until } = demanded;
    if has < minimum && now < grace_until {
        return Obligations { must: Vec::new(), grace_until: Some(grace_until) };
    }
    let must = match (has < minimum, proved < minimum, minimum) {
        (true, _, Minimum::Passkey) => vec![Must::EnrolPasskey],
        (true, ..) => vec![Must::EnrolFactor],
        (false, true, _) => vec![Must::ProveFactor],
        (false, false, _) => Vec::new(),
    };
    Obligations { must, grace_until: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::clamped(1_795_000_000_000 + seconds * 1000)
    }

    #[test]
    fn grace_then_nothing_else_until_it_is_set_up_and_proved() {
        let demanded = Demanded { minimum: Minimum::SecondFactor, grace_until: at(100) };
        let of = |has, proved, now| judge(demanded, has, proved, at(now));
        let in_grace = Obligations { must: vec![], grace_until: Some(at(100)) };
        assert_eq!(of(Minimum::Password, Minimum::Password, 99), in_grace);
        assert_eq!(of(Minimum::Password, Minimum::Password, 100).must, [Must::EnrolFactor]);
        assert_eq!(of(Minimum::SecondFactor, Minimum::Password, 0).must, [Must::ProveFactor], "grace is for setting up");
        assert_eq!(of(Minimum::Passkey, Minimum::Passkey, 100), Obligations::default());
        assert_eq!(of(Minimum::SecondFactor, Minimum::SecondFactor, 100), Obligations::default(), "enough is enough");
        let strict = Demanded { minimum: Minimum::Passkey, grace_until: at(0) };
        assert_eq!(judge(strict, Minimum::SecondFactor, Minimum::SecondFactor, at(1)).must, [Must::EnrolPasskey]);
        assert_eq!(judge(strict, Minimum::Passkey, Minimum::SecondFactor, at(1)).must, [Must::ProveFactor]);
    }
}
