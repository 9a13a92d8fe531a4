//! The last hand on an answer: the request's id into its head and, when it is a problem, into its body; then the headers.

use super::headers::{self, Setting};
use super::request_id::RequestId;
use access::edge::ProblemBody;
use axum::body::Body;
use axum::response::Response;
use http::header::{self, HeaderName};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub(super) fn finish(response: &mut Response, id: &RequestId, setting: Setting) {
    if let Some(mut problem) = response.extensions_mut().remove::<ProblemBody>() {
        problem.request_id = Some(id.as_str().to_owned());
        let bytes = serde_json::to_vec(&problem).unwrap_or_default();
        // What was written before the id was known, perhaps compressed, is written anew.
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response.headers_mut().remove(header::CONTENT_ENCODING);
        *response.body_mut() = Body::from(bytes);
    }
    let status = response.status();
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, id.header());
    headers::set(headers, status, setting);
}
