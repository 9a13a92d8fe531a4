//! Answers that carry more than a body: a version, a place, a file.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

/// A row that has a version.
pub trait VersionedRow: Serialize {
    /// Its version.
    fn version(&self) -> i64;
}

/// 200 with the row and its `ETag`.
#[derive(Debug)]
pub struct Versioned<T>(pub T);

impl<T: VersionedRow> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let tag = etag(self.0.version());
        let mut response = axum::Json(self.0).into_response();
        response.headers_mut().insert(header::ETAG, tag);
        response
    }
}

/// 201 with the row, its `ETag` and its `Location`.
#[derive(Debug)]
pub struct Created<T> {
    /// The row.
    pub row: T,
    /// Where it is read.
    pub location: String,
}

impl<T: VersionedRow> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        let mut response = (StatusCode::CREATED, Versioned(self.row)).into_response();
        if let Ok(location) = HeaderValue::try_from(self.location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        response
    }
}

fn etag(version: i64) -> HeaderValue {
    HeaderValue::try_from(format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

/// A file to be saved, streamed or whole.
#[derive(Debug)]
pub struct Attachment {
    /// The file's name, ASCII without quotes.
    pub filename: String,
    /// Its media type.
    pub kind: &'static str,
    /// Its bytes.
    pub body: Body,
}

impl IntoResponse for Attachment {
    fn into_response(self) -> Response {
        let mut response = self.body.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Ok(disposition) = HeaderValue::try_from(format!("attachment; filename=\"{}\"", self.filename)) {
            headers.insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    }
}

/// A CSV file to be saved, streamed.
#[derive(Debug)]
pub struct Csv {
    /// The file's name, ASCII without quotes.
    pub filename: &'static str,
    /// Its bytes.
    pub body: Body,
}

impl IntoResponse for Csv {
    fn into_response(self) -> Response {
        Attachment { filename: self.filename.to_owned(), kind: "text/csv; charset=utf-8", body: self.body }.into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Row {
        version: i64,
    }

    impl VersionedRow for Row {
        fn version(&self) -> i64 {
            self.version
        }
    }

    fn told<'a>(answer: &'a Response, name: &str) -> Option<&'a str> {
        answer.headers().get(name).and_then(|value| value.to_str().ok())
    }

    #[test]
    fn what_was_made_tells_its_version_and_where_it_is_read() {
        let answer = Created { row: Row { version: 3 }, location: "/api/v1/rows/7".into() }.into_response();
        let all = (answer.status().as_u16(), told(&answer, "etag"), told(&answer, "location"));
        assert_eq!(all, (201, Some("\"3\""), Some("/api/v1/rows/7")));
    }

    #[test]
    fn a_file_is_to_be_saved() {
        let answer = Csv { filename: "jobs.csv", body: Body::empty() }.into_response();
        let all = (told(&answer, "content-type"), told(&answer, "content-disposition"));
        assert_eq!(all, (Some("text/csv; charset=utf-8"), Some("attachment; filename=\"jobs.csv\"")));
    }
}
