//! A file as it was sent: of a kind that people scan and photograph, and what it says it is.

use axum::body::Body;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use kernel::{Error, Result};

/// Most bytes of a file: 5 MB.
pub(crate) const MOST_BYTES: u64 = 5 * 1024 * 1024;

/// Media type, what a file of it begins with, and the end of its name.
const KINDS: [(&str, &[u8], &str); 3] =
    [("application/pdf", b"%PDF-", "pdf"), ("image/jpeg", b"\xff\xd8\xff", "jpg"), ("image/png", b"\x89PNG\r\n\x1a\n", "png")];

/// A file that was sent.
#[derive(Debug)]
pub(crate) struct Sent {
    /// Its media type.
    pub(crate) kind: &'static str,
    /// What a name of such a file ends with.
    pub(crate) ending: &'static str,
    /// Its bytes.
    pub(crate) content: Vec<u8>,
}

/// Reads a request's body.
pub(crate) async fn received(headers: &HeaderMap, body: Body) -> Result<Sent> {
    let said = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let said = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kind = KINDS.iter().find(|(kind, ..)| *kind == said);
    let (kind, beginning, ending) = kind.ok_or(Error::UnsupportedMediaType { wanted: "application/pdf, image/jpeg or image/png" })?;
    let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
    let content = axum::body::to_bytes(body, most).await.map_err(|_| Error::TooLarge { limit: MOST_BYTES })?;
    if !content.starts_with(beginning) {
        return Err(Error::field("body", "not-that-kind", "this is no file of the kind it is said to be"));
    }
    Ok(Sent { kind, ending, content: content.to_vec() })
}

/// Media type and end of name, as a stored file is sent out.
pub(crate) fn known(kind: &str) -> Result<(&'static str, &'static str)> {
    let found = KINDS.iter().find(|(known, ..)| *known == kind).map(|(kind, _, ending)| (*kind, *ending));
    found.ok_or_else(|| Error::internal("a stored file is of no known kind"))
}
