//! Why a return from the provider lets nobody in: the whole reason for the log, a word for the browser.

use kernel::{Error, Result};

/// What the sign-in page is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// It did not succeed; begin again.
    Failed,
    /// It took too long, was done already, or began in another browser.
    Expired,
    /// The provider knows them, and the organisation does not.
    NotAMember,
    /// They are outside of the organisation's networks.
    Elsewhere,
}

impl Word {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::NotAMember => "not-a-member",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// Why a return lets nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// What came back is not what this browser was sent away with.
    State,
    /// The errand was done already.
    Replayed,
    /// Single sign-on was changed or turned off meanwhile.
    Changed,
    /// The provider, or whoever sat before it, said no.
    Denied,
    /// Another provider sent them back, or the right one did not name itself though it says that it does.
    Sender,
    /// There was no code, or the provider gives no token for it.
    Code,
    /// The provider cannot be reached, or is not fit any more.
    Provider,
    /// The token cannot be read, or is none.
    Token,
    /// No key of the provider's fits the token.
    Key,
    /// The token is not signed by the provider, or in a way that is not believed.
    Signature,
    /// The token is another provider's.
    Issuer,
    /// The token is for somebody else.
    Audience,
    /// The token is for another errand.
    Nonce,
    /// The token has expired, or was issued at another time.
    Time,
    /// They were to prove anew who they are, and did not.
    Stale,
    /// Nobody is linked, nobody may be, and nobody may join.
    Stranger,
    /// The address is somebody's who is linked to another account.
    LinkedOtherwise,
    /// The member is suspended, away or has left.
    ShutOut,
    /// They are outside of the networks.
    Network,
}

impl Fault {
    /// For the log.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::State => "wrong state",
            Self::Replayed => "used before",
            Self::Changed => "changed meanwhile",
            Self::Denied => "denied at the provider",
            Self::Sender => "wrong sender",
            Self::Code => "code not accepted",
            Self::Provider => "provider not reached",
            Self::Token => "no token",
            Self::Key => "unknown key",
            Self::Signature => "wrong signature",
            Self::Issuer => "wrong issuer",
            Self::Audience => "wrong audience",
            Self::Nonce => "wrong nonce",
            Self::Time => "wrong time",
            Self::Stale => "not proved anew",
            Self::Stranger => "not a member",
            Self::LinkedOtherwise => "linked to another account",
            Self::ShutOut => "member is shut out",
            Self::Network => "outside of the networks",
        }
    }

    /// For the browser. Whoever is shut out is told what strangers are told.
    pub(super) fn word(self) -> Word {
        match self {
            Self::Replayed | Self::Changed => Word::Expired,
            Self::Stranger | Self::LinkedOtherwise | Self::ShutOut => Word::NotAMember,
            Self::Network => Word::Elsewhere,
            _ => Word::Failed,
        }
    }
}

/// A check of the networks, as a fault; what is a fault of the server's own stays one.
pub(super) fn inside(admitted: Result<()>) -> Result<std::result::Result<(), Fault>> {
    match admitted {
        Ok(()) => Ok(Ok(())),
        Err(Error::NetworkRefused) => Ok(Err(Fault::Network)),
        Err(other) => Err(other),
    }
}
