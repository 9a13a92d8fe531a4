//! The one closed error of the house: a public part that the edge turns into problem+json, and a private context for the log.

use std::borrow::Cow;
use std::fmt;

/// The result of anything that can be refused.
pub type Result<T> = std::result::Result<T, Error>;

/// A field of the request that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct FieldFault {
    /// The field's path in the body or its query name, such as `title`.
    pub field: String,
    /// A stable word for programs, such as `too-long`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

/// What went wrong, as far as the asker may know.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// 401: no live session.
    NotSignedIn,
    /// 401: organisation, e-mail or password is wrong; which, is not said.
    SignInFailed,
    /// 401: the first step of the sign-in is too long ago, or was tried too often.
    SignInExpired,
    /// 403: prove anew that it is you.
    StepUpNeeded,
    /// 403: the organisation demands a factor that this member has not set up, or has not used for this session.
    FactorNeeded,
    /// 403: known to you, but your roles do not allow it.
    Forbidden {
        /// What would be needed, such as `jobs.write`.
        permission: &'static str,
    },
    /// 403: not from this network. The address is not told: it may be a proxy's, and it is nobody else's business.
    NetworkRefused,
    /// 404: not there, or not yours to know of.
    NotFound {
        /// What was looked for, such as `job`.
        what: &'static str,
    },
    /// 404: a secret that does not work any more, or never did; which, is not said.
    Void {
        /// A stable word, such as `invitation-void`.
        code: &'static str,
        /// A sentence for people.
        message: &'static str,
    },
    /// 409: clashes with something that exists.
    Clash {
        /// A stable word, such as `reference-taken`.
        code: &'static str,
        /// A sentence for people.
        message: String,
    },
    /// 412: the row has changed since you read it.
    Stale {
        /// The row as it is now, in the shape a read would answer.
        current: Box<serde_json::Value>,
    },
    /// 428: the request must say which version it changes.
    PreconditionRequired,
    /// 422: the request's content is not acceptable.
    Invalid(Vec<FieldFault>),
    /// 400: the request cannot be read at all.
    Malformed(String),
    /// 422: well formed, but a rule refuses it.
    Refused {
        /// A stable word, such as `not-on-hold`.
        code: &'static str,
        /// The rule and the fact that failed, for people.
        message: String,
    },
    /// 422: this member may not take this place, and why not.
    NotEligible {
        /// The findings in one sentence, for people.
        message: String,
        /// Each rule with the fact that failed, in the shape a candidate is told in.
        findings: Box<serde_json::Value>,
    },
    /// 429: slow down.
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// 413: the body is larger than allowed.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// 415: another content type is wanted.
    UnsupportedMediaType {
        /// What would be accepted.
        wanted: &'static str,
    },
    /// 503: not now.
    Unavailable {
        /// Seconds to wait.
        retry_after: u32,
        /// For the log.
        context: Cow<'static, str>,
    },
    /// 500: our fault. The context goes to the log, never to the asker.
    Internal {
        /// For the log; must hold no secret and no personal data.
        context: String,
    },
}

/// What is not found when an organisation is not.
const ORGANISATION: &str = "organisation";

impl Error {
    /// Our fault; `context` is for the log alone.
    pub fn internal(context: impl fmt::Display) -> Self {
        Self::Internal { context: context.to_string() }
    }

    /// Not there, or not yours to know of.
    pub fn not_found(what: &'static str) -> Self {
        Self::NotFound { what }
    }

    /// There is no such organisation, or none any more.
    pub fn no_organisation() -> Self {
        Self::NotFound { what: ORGANISATION }
    }

    /// Whether it is the organisation itself that is not there: what was at work in it when it was erased ends, and that is no fault.
    pub fn is_no_organisation(&self) -> bool {
        matches!(self, Self::NotFound { what: ORGANISATION })
    }

    /// A rule refuses it.
    pub fn refused(code: &'static str, message: impl Into<String>) -> Self {
        Self::Refused { code, message: message.into() }
    }

    /// One field is not acceptable.
    pub fn field(field: impl Into<String>, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldFault { field: field.into(), code: code.into(), message: message.into() }])
    }

    /// The row has changed; `current` is what a read answers now.
    pub fn stale(current: &impl serde::Serialize) -> Self {
        Self::Stale { current: Box::new(serde_json::to_value(current).unwrap_or_default()) }
    }

    /// The stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not-signed-in",
            Self::SignInFailed => "sign-in-failed",
            Self::SignInExpired => "sign-in-expired",
            Self::StepUpNeeded => "step-up-needed",
            Self::FactorNeeded => "factor-needed",
            Self::Forbidden { .. } => "forbidden",
            Self::NetworkRefused => "network-refused",
            Self::NotFound { .. } => "not-found",
            Self::Clash { code, .. } | Self::Refused { code, .. } | Self::Void { code, .. } => code,
            Self::Stale { .. } => "stale",
            Self::NotEligible { .. } => "not-eligible",
            Self::PreconditionRequired => "precondition-required",
            Self::Invalid(_) => "invalid",
            Self::Malformed(_) => "malformed",
            Self::TooMany { .. } => "too-many",
            Self::TooLarge { .. } => "too-large",
            Self::UnsupportedMediaType { .. } => "unsupported-media-type",
            Self::Unavailable { .. } => "unavailable",
            Self::Internal { .. } => "internal",
        }
    }
}

/// For logs and command lines: shows the private context, so it must never be sent to an asker over the network.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden { permission } => write!(f, "forbidden: needs {permission}"),
            Self::NotFound { what } => write!(f, "no such {what}"),
            Self::Clash { message, .. } | Self::Refused { message, .. } | Self::NotEligible { message, .. } | Self::Malformed(message) => {
                f.write_str(message)
            }
            Self::Void { message, .. } => f.write_str(message),
            Self::Invalid(faults) => {
                let mut first = true;
                for fault in faults {
                    write!(f, "{}{}: {}", if first { "" } else { "; " }, fault.field, fault.message)?;
                    first = false;
                }
                Ok(())
            }
            Self::Unavailable { context, .. } => write!(f, "unavailable: {context}"),
            Self::Internal { context } => write!(f, "internal fault: {context}"),
            other => f.write_str(other.code()),
        }
    }
}

impl std::error::Error for Error {}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error as Db};
        match error {
            Db::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                Self::Clash { code: "clash", message: format!("already taken ({})", info.constraint_name().unwrap_or("unique")) }
            }
            Db::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => {
                Self::Unavailable { retry_after: 1, context: "serialization failure".into() }
            }
            // A driver's message can hold row values: only its kind goes to the log.
            Db::DatabaseError(kind, _) => Self::internal(format!("database refused: {kind:?}")),
            Db::NotFound => Self::internal("a row that must exist does not"),
            other => Self::internal(format!("database: {other}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clash_in_the_database_is_a_clash() {
        let unique =
            diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, Box::new("row values".to_owned()));
        let error = Error::from(unique);
        assert_eq!(error.code(), "clash");
        assert!(!error.to_string().contains("row values"));
    }
}
