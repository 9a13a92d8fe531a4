//! Problems as RFC 9457 tells them: only the public part of an error leaves the house.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use kernel::{Error, FieldFault};
use serde::Serialize;

/// The answer of a handler.
pub type Answer<T> = std::result::Result<T, Problem>;

/// An error on its way to the asker.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem(pub Error);

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// The body of a problem, `application/problem+json`.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ProblemBody {
    /// Where this kind of problem is described, on this server.
    #[serde(rename = "type")]
    #[schema(example = "/api/docs#problem-stale")]
    pub kind: String,
    /// The problem in a few words.
    #[schema(example = "The row has changed since you read it")]
    pub title: &'static str,
    /// The HTTP status.
    #[schema(example = 412)]
    pub status: u16,
    /// A stable word for programs.
    #[schema(value_type = String, example = "stale")]
    pub code: &'static str,
    /// What happened in this case.
    pub detail: String,
    /// The request's id, to be quoted when asking for help; also in the `x-request-id` header.
    pub request_id: Option<String>,
    /// The fields that were not accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldFault>,
    /// With `stale`: the row as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<serde_json::Value>,
    /// With `not-eligible`: each rule that stands in the way, with the fact that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<serde_json::Value>,
}

impl Problem {
    /// Status, title and detail, as far as the asker may know.
    fn told(&self) -> (StatusCode, &'static str, String) {
        match &self.0 {
            Error::NotSignedIn => (StatusCode::UNAUTHORIZED, "Sign in first", "There is no live session with this request.".into()),
            Error::SignInFailed => (StatusCode::UNAUTHORIZED, "Sign-in failed", "Organisation, e-mail or password is not right.".into()),
            Error::SignInExpired => (
                StatusCode::UNAUTHORIZED,
                "Start again",
                "The first step of this sign-in is too long ago, or was tried too often. Begin with the password.".into(),
            ),
            Error::StepUpNeeded => (
                StatusCode::FORBIDDEN,
                "Prove that it is you",
                "This needs a proof not older than ten minutes. Send one to /api/v1/session/step-up, then ask again.".into(),
            ),
            Error::FactorNeeded => (
                StatusCode::FORBIDDEN,
                "Set up your sign-in first",
                "Your organisation demands more than you sign in with. `must` in /api/v1/me says what to do.".into(),
            ),
            Error::Forbidden { permission } => (StatusCode::FORBIDDEN, "Not allowed", format!("Your roles do not grant {permission}.")),
            Error::NetworkRefused => (
                StatusCode::FORBIDDEN,
                "Not from this network",
                "Your organisation does not let you in from the network you are on.".into(),
            ),
            Error::NotFound { what } => {
                (StatusCode::NOT_FOUND, "Not found", format!("There is no such {what}, or it is not yours to see."))
            }
            Error::Void { message, .. } => (StatusCode::NOT_FOUND, "Does not work any more", (*message).to_owned()),
            Error::Clash { message, .. } => (StatusCode::CONFLICT, "Clashes with what exists", message.clone()),
            Error::Stale { .. } => (
                StatusCode::PRECONDITION_FAILED,
                "The row has changed since you read it",
                "Nothing was written. `current` is the row as it is now.".into(),
            ),
            Error::PreconditionRequired => (
                StatusCode::PRECONDITION_REQUIRED,
                "Say which version you change",
                "Send If-Match with the ETag of the row as you read it.".into(),
            ),
            Error::Invalid(faults) => {
                let detail = faults.iter().map(|fault| format!("{}: {}", fault.field, fault.message)).collect::<Vec<_>>().join("; ");
                (StatusCode::UNPROCESSABLE_ENTITY, "Not acceptable", detail)
            }
            Error::Malformed(message) => (StatusCode::BAD_REQUEST, "Cannot be read", message.clone()),
            Error::Refused { message, .. } => (StatusCode::UNPROCESSABLE_ENTITY, "A rule refuses it", message.clone()),
            Error::NotEligible { message, .. } => (StatusCode::UNPROCESSABLE_ENTITY, "May not take this place", message.clone()),
            Error::TooMany { retry_after } => (StatusCode::TOO_MANY_REQUESTS, "Slow down", format!("Try again in {retry_after} seconds.")),
            Error::TooLarge { limit } => (StatusCode::PAYLOAD_TOO_LARGE, "Too large", format!("The body may have at most {limit} bytes.")),
            Error::UnsupportedMediaType { wanted } => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Another content type is wanted", format!("Send {wanted}."))
            }
            Error::Unavailable { .. } => (StatusCode::SERVICE_UNAVAILABLE, "Not now", "Try again in a moment.".into()),
            _ => {
                (StatusCode::INTERNAL_SERVER_ERROR, "Our fault", "Something went wrong on the server. Nothing you sent is to blame.".into())
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, title, detail) = self.told();
        let retry_after = match &self.0 {
            Error::TooMany { retry_after } | Error::Unavailable { retry_after, .. } => Some(*retry_after),
            _ => None,
        };
        if status.is_server_error() {
            tracing::error!(error = %self.0, "a request failed");
        }
        let code = self.0.code();
        let (errors, current, findings) = match self.0 {
            Error::Invalid(faults) => (faults, None, None),
            Error::Stale { current } => (Vec::new(), Some(*current), None),
            Error::NotEligible { findings, .. } => (Vec::new(), None, Some(*findings)),
            _ => (Vec::new(), None, None),
        };
        let kind = format!("/api/docs#problem-{code}");
        let body = ProblemBody { kind, title, status: status.as_u16(), code, detail, request_id: None, errors, current, findings };
        let bytes = serde_json::to_vec(&body).unwrap_or_default();
        let mut response = (status, bytes).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        // The edge adds the request's id, which is known there.
        response.extensions_mut().insert(body);
        response
    }
}
