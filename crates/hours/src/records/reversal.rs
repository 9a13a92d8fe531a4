//! Taking hours back: an entry below nothing, of the same days. Both stay.

use super::rows::{self, HoursRow, Line};
use super::rules::HoursAct;
use super::wire::{HoursReversal, HoursView};
use super::{HoursId, REVERSED};
use crate::telling::{self, Decision};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use courier::House;
use kernel::{Money, Result};
use notices::NoticeKind;
use store::{Committed, Event, Subject, WriteTx};

/// Reverse hours
///
/// Nothing is deleted: an entry of the same days and as many minutes below nothing stands beside them from now on. Answers that entry.
#[utoipa::path(put, path = "/hours/{id}/reversal", tag = "Hours", operation_id = "reverseHours",
    params(("id" = HoursId, Path, description = "The hours."), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = HoursReversal, responses((status = 200, description = "The entry that takes them back.", body = HoursView)))]
pub async fn reverse_hours(
    cx: Cx<permit::HoursApprove>,
    Path(id): Path<HoursId>,
    if_match: IfMatch,
    Json(reversal): Json<HoursReversal>,
) -> Answer<Versioned<HoursView>> {
    let house = cx.house();
    Ok(Versioned(cx.write(move |tx| carry_out(tx, &house, id, if_match, &reversal)).await?))
}

fn carry_out(mut tx: WriteTx<'_>, house: &House, id: HoursId, if_match: IfMatch, why: &HoursReversal) -> Result<Committed<HoursView>> {
    let (mut row, ..) = rows::find(&mut tx, id)?;
    if_match.hold(row.version, || HoursView::now(&mut tx, &row))?;
    let state = row.standing().after(HoursAct::Reverse, tx.actor().member())?;
    let (entry, now) = (HoursId::new(tx.now(), tx.rng()), tx.now());
    let back = HoursRow {
        id: entry,
        version: 1,
        minutes: -row.minutes,
        revision: 1,
        state,
        made_by: tx.actor().member(),
        // Whatever it takes back counts in the same state, so that the two come to nothing wherever they are added up.
        approved_by: row.approved_by.and(tx.actor().member()),
        approved_at: row.approved_by.map(|_| now),
        reverses: Some(id),
        created_at: now,
        updated_at: now,
        ..row.clone()
    };
    let lines: Vec<Line> = rows::lines(&mut tx, id, row.revision)?.into_iter().map(negative).collect();
    row.reversed_by = Some(entry);
    rows::save(&mut tx, &mut row)?;
    rows::insert(&mut tx, &back, &lines, Some(why.reason.as_str().to_owned()))?;
    let (member, subject) = (row.member_id, Subject::new("hours", id));
    let said = "Your hours were taken back";
    telling::tell(
        &mut tx,
        house,
        Decision { member, kind: NoticeKind::Hours, subject, said, what: row.label(), reason: Some(why.reason.as_str()) },
    )?;
    let event = Event::new(&REVERSED, Subject::new("hours", id))
        .label(row.label())
        .first("minutes", &back.minutes)
        .note(Some(why.reason.as_str()))
        .touching(Subject::new("hours", entry))
        .touching(Subject::new("member", row.member_id));
    let view = HoursView::now(&mut tx, &back)?;
    tx.commit(event, view)
}

fn negative(line: Line) -> Line {
    let amount = line.amount.map(|amount| Money::new(-amount.minor, amount.currency));
    Line { minutes: -line.minutes, amount, ..line }
}
