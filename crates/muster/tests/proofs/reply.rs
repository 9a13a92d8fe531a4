//! Answers, as far as they are read.

use axum::body::{Body, Bytes, to_bytes};
use futures_util::StreamExt;
use http::{HeaderMap, Response, StatusCode, header};
use serde_json::Value;

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    /// Reads an answer. One that is followed has no end: its first words are read.
    pub(crate) async fn read(path: &str, response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let followed = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let bytes = if followed {
            body.into_data_stream().next().await.unwrap_or_else(|| Ok(Bytes::new()))
        } else {
            to_bytes(body, 64 * 1024 * 1024).await
        };
        let bytes = bytes.unwrap_or_else(|error| panic!("{path}: the answer broke off: {error:?}")).to_vec();
        Self { status: parts.status, headers: parts.headers, bytes }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {}", String::from_utf8_lossy(&self.bytes)))
    }
}
