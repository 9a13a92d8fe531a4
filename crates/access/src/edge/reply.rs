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
