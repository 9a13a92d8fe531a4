//! Telling members what happened with their places: a letter each, put into the outbox by the write that causes it.

use crate::sessions::wire::SessionLink;
use courier::mail::{self, Mail};
use courier::{DutyFacts, House, Letter};
use diesel::sql_types::Text;
use kernel::{Email, Error, MemberId, Result, Zone};
use store::{Statement, WriteTx};

pub(crate) use courier::DutyNews as News;

/// Tells these members; tells how many letters that were.
pub(crate) fn tell(
    tx: &mut WriteTx<'_>,
    house: &House,
    members: &[MemberId],
    news: &News,
    session: &SessionLink,
    reason: Option<&str>,
) -> Result<usize> {
    let zone = Zone::parse(&session.zone).map_err(|_| Error::internal("a zone that is none"))?;
    let what = format!("{} · {}", session.event.name, session.name);
    let duty = DutyFacts { what, place: session.place.clone(), start: session.start, end: session.end, zone };
    let mut count = 0;
    for part in members.chunks(500) {
        let mut statement = Statement::<(Text, Text, Text)>::on(tx.db());
        // Whoever has left or is shut out hears nothing more.
        statement.sql("SELECT member.id, member.name, member.email FROM member WHERE member.status = 'active' AND member.id");
        statement.in_texts(part.iter().map(MemberId::as_str)).sql(" ORDER BY member.id").seldom();
        for (member, name, email) in statement.load::<(MemberId, String, String)>(tx.db())? {
            let email = Email::parse(&email).map_err(Error::internal)?;
            let letter = Letter::Duty { news: news.clone(), duty: duty.clone(), reason: reason.map(str::to_owned) };
            mail::put(tx, Mail { member: Some(member), name, email, house: house.clone(), letter })?;
            count += 1;
        }
    }
    Ok(count)
}
