//! Announcing something.

use super::wire::{AnnouncementView, Audience, NewAnnouncement};
use super::{AnnouncementId, MADE, audience, rows};
use crate::schema::{announcement, announcement_unit};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use courier::{House, Letter};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result};
use notices::{NoticeKind, Telling};
use store::{Committed, Event, Subject, WriteTx};

/// Most members told at once.
const MOST: usize = 10_000;

/// Announce something
///
/// To everybody, or to those whom the lists of the audience name now: each is told in the app, and by mail as they want it. You are not
/// told of it yourself.
#[utoipa::path(post, path = "/announcements", tag = "Announcements", operation_id = "createAnnouncement", params(OnceHeader),
    request_body = NewAnnouncement, responses((status = 201, description = "The announcement.", body = AnnouncementView)))]
pub async fn create_announcement(
    cx: Cx<permit::AnnouncementsWrite>,
    once: OnceKey,
    Json(new): Json<NewAnnouncement>,
) -> Answer<Created<AnnouncementView>> {
    let (house, by) = (cx.house(), (cx.member(), cx.identity().member.name.clone()));
    let row = cx.write_once(once.of(&new)?, move |tx| announce(tx, house, by, new)).await?;
    let location = format!("/api/v1/announcements/{}", row.id);
    Ok(Created { row, location })
}

fn announce(mut tx: WriteTx<'_>, house: House, by: (MemberId, String), new: NewAnnouncement) -> Result<Committed<AnnouncementView>> {
    if new.text.as_str().trim().is_empty() {
        return Err(Error::field("text", "empty", "must not be empty"));
    }
    let members: Vec<MemberId> = audience::meant(&mut tx, &house, &new.audience)?.into_iter().map(|one| one.id).collect();
    match members.len() {
        0 => return Err(Error::field("audience", "nobody", "nobody is meant by this")),
        count if count > MOST => return Err(Error::field("audience", "too-many", format!("at most {MOST} are told at once"))),
        _ => {}
    }
    let (id, title, text) = (AnnouncementId::new(tx.now(), tx.rng()), new.title.into_string(), new.text.into_string());
    insert(&mut tx, (id, by.0), (&title, &text), &new.audience, new.acknowledge)?;
    let path = format!("/announcements/{id}");
    let said = format!("{} of {} announces:\n{text}", by.1, house.name);
    let letter = Letter::Notice { title: title.clone(), text: said, path, acknowledge: new.acknowledge };
    let telling = Telling {
        members: &members,
        kind: NoticeKind::Announcement,
        subject: Subject::new(rows::SUBJECT, id),
        title: title.clone(),
        text,
        acknowledge: new.acknowledge,
        urgent: false,
        letter: Some((house, letter)),
    };
    let told = notices::tell(&mut tx, telling)?;
    let event = Event::new(&MADE, Subject::new(rows::SUBJECT, id)).label(title).first("audience", &new.audience).first("told", &told);
    let view = rows::find(&mut tx, id)?;
    tx.commit(event, view)
}

fn insert(
    tx: &mut WriteTx<'_>,
    (id, by): (AnnouncementId, MemberId),
    (title, text): (&str, &str),
    audience: &Audience,
    acknowledge: bool,
) -> Result<()> {
    let now = tx.now();
    diesel::insert_into(announcement::table)
        .values((
            (announcement::id.eq(id), announcement::version.eq(1), announcement::title.eq(title), announcement::text.eq(text)),
            announcement::audience.eq(serde_json::to_string(audience).map_err(Error::internal)?),
            (announcement::acknowledge.eq(acknowledge), announcement::made_by.eq(by), announcement::created_at.eq(now)),
        ))
        .execute(tx.db())?;
    let mut units = audience.unit_ids.clone();
    units.sort_unstable();
    units.dedup();
    for unit in units {
        diesel::insert_into(announcement_unit::table)
            .values((announcement_unit::announcement_id.eq(id), announcement_unit::unit_id.eq(unit)))
            .execute(tx.db())?;
    }
    Ok(())
}
