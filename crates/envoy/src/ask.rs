//! Asking: what is sent, and as much of the answer as may be read.

use http::{HeaderName, Method};

/// Most of an answer that is read; a longer one is none.
pub const MOST_ANSWERED: usize = 256 * 1024;

/// What somebody is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// How.
    pub method: Method,
    /// What the body is; nothing where there is none.
    pub content_type: Option<&'a str>,
    /// Further headers.
    pub headers: &'a [(HeaderName, String)],
    /// The body.
    pub body: Vec<u8>,
}

/// What was answered, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// What the body says it is.
    pub content_type: Option<String>,
    /// The body, at most [`MOST_ANSWERED`] bytes. It comes from elsewhere: nothing in it is believed because it is here.
    pub body: Vec<u8>,
    /// How long it took, in milliseconds.
    pub millis: u64,
}
