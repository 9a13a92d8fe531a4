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

#[cfg(test)]
mod tests {
    use super::super::request_id;
    use super::*;
    use crate::refusal::Refusal;
    use axum::response::IntoResponse as _;
    use http::HeaderValue;

    #[test]
    fn a_problem_written_anew_says_nothing_of_what_it_was() {
        let mut response = Refusal::Late.into_response();
        for (name, value) in [(header::CONTENT_LENGTH, "5"), (header::CONTENT_ENCODING, "gzip")] {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        let request = http::Request::builder().uri("/api/v1/me").body(Body::empty()).unwrap();
        finish(&mut response, &request_id::new(&kernel::SystemRng), Setting::of(&request, true));
        assert!(!response.headers().contains_key(header::CONTENT_LENGTH) && !response.headers().contains_key(header::CONTENT_ENCODING));
    }
}
