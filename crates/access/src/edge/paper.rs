//! A paper that somebody sends: a scan or a photograph, of a kind that is known, and what it says it is.

use super::Attachment;
use axum::body::Body;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use kernel::{Error, Result};

/// Most bytes of a file: 5 MB.
const MOST_BYTES: u64 = 5 * 1024 * 1024;

/// Media type, what a file of it begins with, and the end of its name.
const KINDS: [(&str, &[u8], &str); 3] =
    [("application/pdf", b"%PDF-", "pdf"), ("image/jpeg", b"\xff\xd8\xff", "jpg"), ("image/png", b"\x89PNG\r\n\x1a\n", "png")];

/// A PDF, JPEG or PNG of at most 5 MB, as it was sent.
#[derive(Debug)]
pub struct Paper {
    /// Its media type.
    pub kind: &'static str,
    /// What a name of such a file ends with.
    pub ending: &'static str,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Paper {
    /// Reads a request's body. Another kind is 415, more than 5 MB 413, and one that does not begin as its kind does a fault of `body`.
    pub async fn receive(headers: &HeaderMap, body: Body) -> Result<Self> {
        let said = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let said = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let kind = KINDS.iter().find(|(kind, ..)| *kind == said);
        let (kind, beginning, ending) = kind.ok_or(Error::UnsupportedMediaType { wanted: "application/pdf, image/jpeg or image/png" })?;
        let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
        let content = axum::body::to_bytes(body, most).await.map_err(|_| Error::TooLarge { limit: MOST_BYTES })?;
        if !content.starts_with(beginning) {
            return Err(Error::field("body", "not-that-kind", "this is no file of the kind it is said to be"));
        }
        Ok(Self { kind, ending, content: content.to_vec() })
    }

    /// One that was kept, by the media type that was kept with it.
    pub fn kept(kind: &str, content: Vec<u8>) -> Result<Self> {
        let found = KINDS.iter().find(|(known, ..)| *known == kind);
        let (kind, _, ending) = found.ok_or_else(|| Error::internal("a stored file is of no known kind"))?;
        Ok(Self { kind, ending, content })
    }

    /// As a file to be saved under `name` and the end that belongs to it: what somebody sent is shown by nothing of Muster's.
    pub fn attached(self, name: impl std::fmt::Display) -> Attachment {
        Attachment { filename: format!("{name}.{}", self.ending), kind: self.kind, body: Body::from(self.content) }
    }
}
