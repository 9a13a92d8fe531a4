//! Giving a posting its end.

use super::wire::{PostingEnd, PostingView};
use super::{ENDED, PostingId, rows, rules};
use crate::members::rows as members;
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Result;
use store::{Committed, Event, Subject, WriteTx};

/// End a posting
///
/// Now, in the past or later; what has ended stays as it was.
#[utoipa::path(put, path = "/postings/{id}/end", tag = "Postings", operation_id = "endPosting",
    params(("id" = PostingId, Path, description = "The posting."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = PostingEnd, responses((status = 200, description = "The posting, with its end.", body = PostingView)))]
pub async fn end_posting(
    cx: Cx<permit::MembersWrite>,
    Path(id): Path<PostingId>,
    if_match: IfMatch,
    Json(end): Json<PostingEnd>,
) -> Answer<Versioned<PostingView>> {
    Ok(Versioned(cx.write(move |tx| carry_out(tx, id, if_match, &end)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, id: PostingId, if_match: IfMatch, end: &PostingEnd) -> Result<Committed<PostingView>> {
    let row = rows::find(&mut tx, id)?;
    let member = members::named(&mut tx, row.member_id).map_err(|_| kernel::Error::not_found("posting"))?;
    if_match.hold(row.version, || rows::shown(&mut tx, &row))?;
    rules::check_end(&row.stretch(), end.at, tx.now())?;
    rows::set_end(&mut tx, id, end.at)?;
    let after = rows::find(&mut tx, id)?;
    let event = Event::new(&ENDED, Subject::new("member", row.member_id))
        .label(member.name)
        .change("until", &row.until_at, &after.until_at)
        .touching(Subject::new("unit", row.unit_id));
    let shown = rows::shown(&mut tx, &after)?;
    tx.commit(event, shown)
}
