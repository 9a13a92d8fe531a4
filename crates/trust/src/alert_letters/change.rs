//! Deciding who gets letters of alerts.

use super::wire::{AlertLetters, NewAlertLetters};
use super::{ALERT_LETTERS_CHANGED, rows};
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};
use kernel::{Error, MemberId, Result};
use store::{Event, Subject, Tx};

/// Most members who get letters.
const MOST: usize = 20;

/// Decide who gets a letter when an alert is raised
///
/// Only members who may read alerts. A letter says of what kind the alert is, when, and where to look; it names nobody.
#[utoipa::path(put, path = "/alerts/letters", tag = "Alerts", operation_id = "changeAlertLetters", request_body = NewAlertLetters,
    params(("If-Match" = String, Header, description = "The version as you read it.", example = "\"0\"")),
    responses((status = 200, description = "As it is now.", body = AlertLetters)))]
pub async fn change_alert_letters(
    cx: Cx<permit::StreamsWrite>,
    if_match: IfMatch,
    Json(asked): Json<NewAlertLetters>,
) -> Answer<Versioned<AlertLetters>> {
    let view = cx.write(move |mut tx| {
        let before = rows::read(&mut tx)?;
        if_match.hold(before.version, || Ok(before.clone()))?;
        let members = readers(&mut tx, asked.members)?;
        rows::write(&mut tx, before.version + 1, asked.on, &members)?;
        let after = rows::read(&mut tx)?;
        let ids = |letters: &AlertLetters| -> Vec<MemberId> { letters.members.iter().map(|member| member.id).collect() };
        let event = Event::new(&ALERT_LETTERS_CHANGED, Subject::unnamed("alert_letters")).change("on", &before.on, &after.on).change(
            "members",
            &ids(&before),
            &ids(&after),
        );
        tx.commit(event, after)
    });
    Ok(Versioned(view.await?))
}

/// Each once; refused unless every one of them may read alerts.
fn readers(tx: &mut Tx<'_>, mut asked: Vec<MemberId>) -> Result<Vec<MemberId>> {
    if asked.len() > MOST {
        return Err(Error::field("members", "out-of-range", format!("at most {MOST}")));
    }
    asked.sort_unstable();
    asked.dedup();
    for id in &asked {
        if rows::reader(tx, *id)?.is_none() {
            return Err(Error::field("members", "not-acceptable", format!("{id} is no member here who may read alerts")));
        }
    }
    Ok(asked)
}
