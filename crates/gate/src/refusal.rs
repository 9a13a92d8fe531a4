//! Problems that the edge itself tells, in the form of every other problem.

use access::edge::ProblemBody;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

/// Why the edge answers instead of a handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    UnknownAddress,
    MethodNotAllowed,
    ForeignHost,
    CrossSite,
    BadAddress,
    LongAddress,
    BadForwarded,
    LargeBody(u64),
    Busy,
    Late,
    Panicked,
}

impl Refusal {
    pub(crate) const ALL: [Self; 11] = [
        Self::UnknownAddress,
        Self::MethodNotAllowed,
        Self::ForeignHost,
        Self::CrossSite,
        Self::BadAddress,
        Self::LongAddress,
        Self::BadForwarded,
        Self::LargeBody(1_048_576),
        Self::Busy,
        Self::Late,
        Self::Panicked,
    ];

    pub(crate) fn body(self) -> ProblemBody {
        let (status, code, title, detail) = match self {
            Self::UnknownAddress => (404, "not-found", "Not found", "There is nothing at this address.".into()),
            Self::MethodNotAllowed => {
                (405, "method-not-allowed", "Not with this method", "The Allow header lists the methods of this address.".into())
            }
            Self::ForeignHost => {
                (421, "foreign-host", "Another host is meant", "This server does not answer to the host name of the request.".into())
            }
            Self::CrossSite => (403, "cross-site", "Caused by another site", "Requests that another site causes are not served.".into()),
            Self::BadAddress => (400, "malformed", "Cannot be read", "The address is not percent-encoded UTF-8.".into()),
            Self::LongAddress => (414, "address-too-long", "The address is too long", "An address may have at most 8192 bytes.".into()),
            Self::BadForwarded => (
                400,
                "malformed",
                "Cannot be read",
                "A proxy in front of this server tells the client's address in a way that cannot be read.".into(),
            ),
            Self::LargeBody(limit) => (413, "too-large", "Too large", format!("The body may have at most {limit} bytes.")),
            Self::Busy => (503, "unavailable", "Not now", "Too many requests are being worked on. Try again in a moment.".into()),
            Self::Late => (503, "unavailable", "Not now", "The answer took too long. Try again in a moment.".into()),
            Self::Panicked => (500, "internal", "Our fault", "Something went wrong on the server. Nothing you sent is to blame.".into()),
        };
        let kind = format!("/api/docs#problem-{code}");
        ProblemBody { kind, title, status, code, detail, request_id: None, errors: Vec::new(), current: None, findings: None }
    }
}

/// The body is written where the request's id is known.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = self.body();
        let mut response = Response::new(axum::body::Body::empty());
        *response.status_mut() = StatusCode::from_u16(body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if body.status == 503 {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response.extensions_mut().insert(body);
        response
    }
}
