//! Reading a feed.

use super::{Whose, calendar};
use access::edge::Answer;
use access::feeds::Opened;
use axum::response::{IntoResponse, Response};
use diesel::prelude::*;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::{Result, UnitId};
use store::Tx;
use store::schema::unit;

/// Read a calendar feed
///
/// What a calendar program asks for, by the secret address that was shown when the feed was made; no session is asked for. Sixty days
/// back and four hundred ahead; what was called off is told as cancelled for thirty days. `If-None-Match` is answered with 304 where
/// nothing changed. An address that is unknown, revoked, or of somebody who is not an active member is 404.
#[utoipa::path(get, path = "/feeds/{secret}", tag = "Feeds", operation_id = "readFeed",
    params(("secret" = String, Path, description = "The end of the feed's address.", example = "mcf_04CILaSMgb1x7Qa03kLm2Tz9bVd4RfGhJk5NpSuW_4FFXOD.ics")),
    responses((status = 200, description = "The calendar.", body = String, content_type = "text/calendar"),
        (status = 304, description = "It has not changed.")))]
pub async fn read_feed(opened: Opened, headers: HeaderMap) -> Answer<Response> {
    let Opened { cx, unit } = opened;
    let (member, own) = (cx.member(), cx.identity().member.name.clone());
    let text = cx
        .read(move |tx| match unit {
            Some(unit) => {
                let name = named(tx, unit)?;
                calendar(tx, &name, Whose::Unit(unit))
            }
            None => calendar(tx, &own, Whose::Member(member)),
        })
        .await?;
    Ok(answer(text, &headers))
}

fn named(tx: &mut Tx<'_>, id: UnitId) -> Result<String> {
    Ok(unit::table.filter(unit::id.eq(id)).select(unit::name).get_result(tx.db())?)
}

/// The calendar, or that the reader has it already. Kept by the reader alone, and asked for again before it is shown.
fn answer(text: String, headers: &HeaderMap) -> Response {
    let digest = vault::TokenDigest::of_text(&text);
    let tag = format!("\"{:032x}\"", digest.as_bytes()[..16].iter().fold(0_u128, |tag, byte| tag << 8 | u128::from(*byte)));
    let held = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let held = held.flat_map(|list| list.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*");
    let mut response = if held {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"))], text).into_response()
    };
    let said = response.headers_mut();
    said.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    said.extend(HeaderValue::try_from(tag).map(|tag| (header::ETAG, tag)));
    response
}
