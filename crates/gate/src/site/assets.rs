//! The files of the built app with everything an answer needs to know of them, made once.

use axum::body::Bytes;
use http::HeaderValue;
use rust_embed::Embed;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// What the web build left; `.br` beside a file is the same file compressed.
#[derive(Embed)]
#[folder = "$MUSTER_WEB"]
#[exclude = "*.gz"]
struct Built;

pub(super) struct Asset {
    pub(super) plain: Copy,
    pub(super) brotli: Option<Copy>,
    pub(super) kind: HeaderValue,
    /// Its name holds a hash of its content.
    pub(super) hashed: bool,
}

pub(super) struct Copy {
    pub(super) bytes: Bytes,
    pub(super) etag: HeaderValue,
}

static ASSETS: LazyLock<HashMap<String, Asset>> =
    LazyLock::new(|| Built::iter().filter_map(|path| Some((path.to_string(), asset(&path)?))).collect());

pub(super) fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.get(path)
}

fn asset(path: &str) -> Option<Asset> {
    if std::path::Path::new(path).extension().is_some_and(|kind| kind == "br") {
        return None;
    }
    Some(Asset { plain: copy(path)?, brotli: copy(&format!("{path}.br")), kind: kind(path), hashed: path.starts_with("_app/immutable/") })
}

fn copy(path: &str) -> Option<Copy> {
    let file = Built::get(path)?;
    let mut etag = String::from("\"");
    file.metadata.sha256_hash()[..12].iter().for_each(|byte| write!(etag, "{byte:02x}").unwrap_or_default());
    etag.push('"');
    let bytes = match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    };
    Some(Copy { bytes, etag: HeaderValue::try_from(etag).ok()? })
}

fn kind(path: &str) -> HeaderValue {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match guess.essence_str() {
        "text/html" => "text/html; charset=utf-8".to_owned(),
        "text/javascript" | "application/javascript" => "text/javascript; charset=utf-8".to_owned(),
        "text/css" => "text/css; charset=utf-8".to_owned(),
        other if path.ends_with(".webmanifest") && other == "application/octet-stream" => "application/manifest+json".to_owned(),
        other => other.to_owned(),
    };
    HeaderValue::try_from(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
