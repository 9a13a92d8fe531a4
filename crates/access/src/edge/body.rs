//! Reading bodies, queries and paths: what cannot be read is told with its place and its reason.

use super::problem::Problem;
use super::strict::Strict;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use kernel::Error;
use serde::de::DeserializeOwned;

/// A JSON body. Largest body: 1 MiB, set by the edge.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let sent = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let kind = sent.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") && !kind.eq_ignore_ascii_case("application/merge-patch+json") {
            return Err(Error::UnsupportedMediaType { wanted: "application/json" }.into());
        }
        let bytes = read(request, state).await?;
        if std::str::from_utf8(&bytes).is_err() {
            return Err(Error::Malformed("The body is not UTF-8.".into()).into());
        }
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let value = serde_path_to_error::deserialize(Strict(&mut reader)).map_err(|error| refused(&error))?;
        reader.end().map_err(|error| Error::Malformed(format!("The body goes on after its end: {error}.")))?;
        Ok(Self(value))
    }
}

pub(super) async fn read<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        let error = match rejection.status() {
            http::StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge { limit: 1024 * 1024 },
            _ => Error::Malformed("The body could not be read to its end.".into()),
        };
        Problem(error)
    })
}

fn refused(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let cause = error.inner();
    if matches!(cause.classify(), serde_json::error::Category::Syntax | serde_json::error::Category::Eof | serde_json::error::Category::Io)
    {
        return Problem(Error::Malformed(format!("The body is not JSON: {cause}.")));
    }
    Problem(field_error(&error.path().to_string(), &cause.to_string()))
}

/// Serde's message tells the line and column of the body, which help nobody who filled in a form.
fn field_error(path: &str, message: &str) -> Error {
    let message = message.split(" at line ").next().unwrap_or(message);
    let about_a_name = [("unknown field `", "unknown-field"), ("missing field `", "missing"), ("duplicate field `", "duplicate")];
    for (beginning, code) in about_a_name {
        if let Some(name) = message.strip_prefix(beginning).and_then(|rest| rest.split('`').next()) {
            return Error::field(below(path, name), code, message);
        }
    }
    let code = match message {
        _ if message.starts_with("invalid type") => "wrong-type",
        _ if message.starts_with("must have at most") => "too-long",
        _ if message.starts_with("must not be empty") => "empty",
        _ => "not-acceptable",
    };
    Error::field(if path.is_empty() { "." } else { path }, code, message)
}

/// The field `name` of the object at `path`; the path may lead to the field already.
fn below(path: &str, name: &str) -> String {
    let leads_there = path.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    match path {
        _ if leads_there => path.to_owned(),
        "" | "." => name.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

/// The query part of the address.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        // No text of ours has one, and one engine cannot even be asked for it.
        if let Some((name, _)) = form_pairs(query).find(|(_, value)| value.contains('\0')) {
            return Err(Error::field(name, "not-acceptable", "must not contain control characters").into());
        }
        let reader = serde_urlencoded::Deserializer::new(form_pairs(query));
        serde_path_to_error::deserialize(reader)
            .map(Self)
            .map_err(|error| Problem(field_error(&error.path().to_string(), &error.inner().to_string())))
    }
}

fn form_pairs(query: &str) -> form_urlencoded::Parse<'_> {
    form_urlencoded::parse(query.as_bytes())
}

/// One id in the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: std::str::FromStr + Send, S: Send + Sync> FromRequestParts<S> for Path<T>
where
    T::Err: std::fmt::Display,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params =
            RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::Malformed("The path is not UTF-8.".into()))?;
        let (name, value) = params.iter().next().ok_or_else(|| Error::internal("a route without a parameter takes a path"))?;
        value.parse().map(Self).map_err(|error: T::Err| Problem(Error::field(name, "not-acceptable", error.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_from_the_top() {
        for (path, named) in [("", "a"), (".", "a"), ("a", "a"), ("b.a", "b.a"), ("b", "b.a"), ("ba", "ba.a"), ("list[0]", "list[0].a")] {
            assert_eq!(below(path, "a"), named, "{path}");
        }
    }
}
