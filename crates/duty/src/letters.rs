//! Telling members what happened with their places: a notice each, and a letter to those who want mail, by the write that causes it.

use crate::sessions::wire::SessionLink;
use courier::{DutyFacts, House, Letter};
use kernel::{Error, MemberId, Result, Timestamp, Zone};
use notices::{NoticeKind, Occasion, Telling};
use store::{Subject, WriteTx};

pub(crate) use courier::DutyNews as News;

/// Tells these members; tells how many that were.
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
    let occasion = occasion(session, &zone);
    let now = tx.now();
    let (kind, said, changes) = words(news, &zone);
    let telling = Telling {
        members,
        kind,
        subject: Subject::new("event_session", session.id),
        title: format!("{said}: {what}"),
        text: occasion.facts(reason),
        acknowledge: changes && occasion.is_soon(now),
        urgent: occasion.is_very_soon(now) && !occasion.is_over(now),
        letter: Some((house.clone(), letter(news, session, what, zone.clone(), reason))),
    };
    notices::tell(tx, telling)
}

/// Tells whoever gave their place away that it is taken.
pub(crate) fn tell_giver(tx: &mut WriteTx<'_>, house: &House, giver: MemberId, taker: &str, session: &SessionLink) -> Result<()> {
    let zone = Zone::parse(&session.zone).map_err(|_| Error::internal("a zone that is none"))?;
    let title = format!("{taker} has taken your place: {} · {}", session.event.name, session.name);
    let members = [giver];
    let telling =
        Telling::new(&members, NoticeKind::Swap, Subject::new("event_session", session.id), title, occasion(session, &zone).facts(None));
    notices::tell(tx, telling.with_letter(house, "/my-work")).map(drop)
}

fn letter(news: &News, session: &SessionLink, what: String, zone: Zone, reason: Option<&str>) -> Letter {
    let duty = DutyFacts { what, place: session.place.clone(), start: session.start, end: session.end, zone };
    Letter::Duty { news: news.clone(), duty, reason: reason.map(str::to_owned) }
}

/// Of what kind it is, what is said, and whether it changes what the member reckons with.
fn words(news: &News, zone: &Zone) -> (NoticeKind, String, bool) {
    let until = |at: &Timestamp| at.told_in(&zone.rules());
    let (kind, said, changes) = match news {
        News::Invited => (NoticeKind::PlaceOffered, "You are invited", false),
        News::Offered(at) => return (NoticeKind::PlaceOffered, format!("A place is kept for you until {}", until(at)), false),
        News::Confirmed => (NoticeKind::PlaceGot, "You have a place", true),
        News::Waitlisted => (NoticeKind::PlaceGot, "On the waiting list", false),
        News::Refused => (NoticeKind::PlaceGot, "No place this time", false),
        News::Moved => (NoticeKind::AssignmentChanged, "Changed", true),
        News::Cancelled => (NoticeKind::AssignmentEnded, "Cancelled", true),
        News::Released => (NoticeKind::AssignmentEnded, "Your place was taken back", true),
        News::NoShow => (NoticeKind::PlaceGot, "You were missed", false),
        News::SwapAsked(by) => return (NoticeKind::Swap, format!("{by} asks you to swap"), false),
        News::SwapDone => (NoticeKind::Swap, "Swapped: this is yours now", true),
    };
    (kind, said.to_owned(), changes)
}

fn occasion<'a>(session: &'a SessionLink, zone: &'a Zone) -> Occasion<'a> {
    Occasion { start: session.start, end: session.end, zone, place: &session.place }
}
