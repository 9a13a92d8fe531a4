//! By what somebody proved who they are.

use serde::{Deserialize, Serialize};

/// What a session was opened with, or last proved with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// A password alone.
    Password,
    /// A password and the code of an authenticator app.
    Totp,
    /// A passkey.
    Passkey,
    /// A password and a recovery code.
    RecoveryCode,
    /// The organisation's own single sign-on.
    Sso,
}

impl Factor {
    const ALL: [Self; 5] = [Self::Password, Self::Totp, Self::Passkey, Self::RecoveryCode, Self::Sso];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Totp => "totp",
            Self::Passkey => "passkey",
            Self::RecoveryCode => "recovery_code",
            Self::Sso => "sso",
        }
    }

    /// The factor of a word in a table; what is not known counts as the weakest.
    pub(crate) fn of_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|factor| factor.as_str() == word).unwrap_or(Self::Password)
    }
}
