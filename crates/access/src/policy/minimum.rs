//! How strong a sign-in is, and how strong it must be.

use crate::factors::Factor;
use crate::factors::held::Held;
use serde::{Deserialize, Serialize};

/// The least that may be demanded, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PolicyMinimum)]
pub enum Minimum {
    /// A password is enough.
    Password,
    /// An authenticator app or a passkey.
    SecondFactor,
    /// A passkey.
    Passkey,
}

impl Minimum {
    /// Its word in the table.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondFactor => "second_factor",
            Self::Passkey => "passkey",
        }
    }

    /// The minimum of a word in the table; what is not known is the strictest.
    pub(crate) fn of_word(word: &str) -> Self {
        match word {
            "password" => Self::Password,
            "second_factor" => Self::SecondFactor,
            _ => Self::Passkey,
        }
    }

    /// What somebody who has set this up can meet.
    pub(crate) fn met_by(held: Held) -> Self {
        match held {
            Held { passkeys, .. } if passkeys > 0 => Self::Passkey,
            Held { totp: Some(_), .. } => Self::SecondFactor,
            _ => Self::Password,
        }
    }

    /// What a session proved with this factor meets.
    pub(crate) fn proved_by(factor: Factor) -> Self {
        match factor {
            Factor::Password | Factor::Sso => Self::Password,
            Factor::Totp | Factor::RecoveryCode => Self::SecondFactor,
            Factor::Passkey => Self::Passkey,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Timestamp;

    #[test]
    fn a_word_that_is_none_demands_the_most() {
        for minimum in [Minimum::Password, Minimum::SecondFactor, Minimum::Passkey] {
            assert_eq!(Minimum::of_word(minimum.as_str()), minimum);
        }
        assert_eq!(Minimum::of_word("pass_key"), Minimum::Passkey);
    }

    #[test]
    fn what_is_set_up_and_what_was_proved_meet_what_they_are() {
        let held = |totp, passkeys| Held { totp, passkeys, recovery_codes: 10 };
        assert_eq!(Minimum::met_by(held(None, 0)), Minimum::Password, "codes on paper alone are no factor");
        assert_eq!(Minimum::met_by(held(Some(Timestamp::clamped(1)), 0)), Minimum::SecondFactor);
        assert_eq!(Minimum::met_by(held(Some(Timestamp::clamped(1)), 1)), Minimum::Passkey);
        for (factor, minimum) in [
            (Factor::Password, Minimum::Password),
            (Factor::Totp, Minimum::SecondFactor),
            (Factor::RecoveryCode, Minimum::SecondFactor),
            (Factor::Passkey, Minimum::Passkey),
        ] {
            assert_eq!(Minimum::proved_by(factor), minimum, "{factor:?}");
        }
    }
}
