//! Preconditions of a change: which version it is meant for, and under which key it is to be done once.

use super::problem::Problem;
use axum::extract::FromRequestParts;
use http::header::IF_MATCH;
use http::request::Parts;
use kernel::{Error, Result};
use store::IdempotencyKey;
use store::door::Once;

/// The version a change is meant for, from `If-Match: "7"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// Refuses the change when the row is at another version; `current` tells the row as a read would.
    pub fn hold<T: serde::Serialize>(self, version: i64, current: impl FnOnce() -> Result<T>) -> Result<()> {
        if self.0 == version { Ok(()) } else { Err(Error::stale(&current()?)) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Problem> {
        let sent = parts.headers.get(IF_MATCH).ok_or(Error::PreconditionRequired)?;
        let version = sent.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok());
        let malformed = || Error::Malformed("If-Match must be the ETag of the row as you read it, such as \"7\".".into());
        Ok(version.map(Self).ok_or_else(malformed)?)
    }
}

/// The client's `Idempotency-Key`, if it sent one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnceKey(Option<(IdempotencyKey, String)>);

/// [`OnceKey`] as the API's description tells of it: `params(OnceHeader)` beside every handler that takes one.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
pub struct OnceHeader {
    /// Names this request. Sent again within a day under the same name, it is not done again: the first answer is given.
    #[expect(dead_code, reason = "described, never made")]
    #[param(rename = "Idempotency-Key", value_type = String, required = false, min_length = 1, max_length = 128, example = "order-4711-line-2")]
    key: Option<String>,
}

impl OnceKey {
    /// The key together with what is asked (method, address and body), so that one key cannot stand for two requests.
    pub fn of(self, asked: &impl serde::Serialize) -> Result<Option<Once>> {
        let Some((key, route)) = self.0 else { return Ok(None) };
        let mut text = route.into_bytes();
        serde_json::to_writer(&mut text, asked).map_err(Error::internal)?;
        Ok(Some(Once { key, fingerprint: store::fingerprint(&text) }))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for OnceKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Problem> {
        let Some(sent) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = sent.to_str().ok().and_then(IdempotencyKey::parse);
        let key = key.ok_or_else(|| Error::Malformed("Idempotency-Key must be 1 to 128 visible ASCII characters.".into()))?;
        Ok(Self(Some((key, format!("{} {}\n", parts.method, parts.uri.path())))))
    }
}
