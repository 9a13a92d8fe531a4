//! Telling somebody, inside the write that gives them cause.
//!
//! Invariants: the notice stands in the app from that commit on; mail and push messages leave when the member wants them of this kind,
//! not before their quiet hours are over; whoever acts is not told of it.

mod rows;

use crate::preferences::rules::Preferences;
use crate::push::outbox::{self, Push};
use crate::{NoticeId, NoticeKind};
use courier::mail::{self, Mail};
use courier::{House, Letter};
use kernel::{Email, MemberId, Result, Timestamp, shortened};
use rows::NoticeRow;
use store::{Subject, Tx, WriteTx};

/// Longest title, in characters.
const TITLE: usize = 200;
/// Longest text, in characters.
const TEXT: usize = 2_000;

/// What is told, and to whom.
#[derive(Debug, Clone)]
pub struct Telling<'a> {
    /// To whom. Whoever acts is left out, and so is everybody who is not here any more.
    pub members: &'a [MemberId],
    /// Of what.
    pub kind: NoticeKind,
    /// What it is about.
    pub subject: Subject,
    /// In one line; cut to 200 characters.
    pub title: String,
    /// In more words, or none; cut to 2 000 characters.
    pub text: String,
    /// Whether they are asked to say that they have seen it.
    pub acknowledge: bool,
    /// Whether it goes through quiet hours.
    pub urgent: bool,
    /// The letter that goes to those who want mail of this kind.
    pub letter: Option<(House, Letter)>,
}

impl<'a> Telling<'a> {
    /// What is told, with no letter and no hurry.
    pub fn new(members: &'a [MemberId], kind: NoticeKind, subject: Subject, title: String, text: String) -> Self {
        Self { members, kind, subject, title, text, acknowledge: false, urgent: false, letter: None }
    }

    /// The same with a letter that says what the notice says, and leads to `path` in the app.
    #[must_use]
    pub fn with_letter(mut self, house: &House, path: &str) -> Self {
        let (title, text) = (shortened(&self.title, TITLE), self.text.clone());
        let letter = Letter::Notice { title, text, path: path.to_owned(), acknowledge: self.acknowledge };
        self.letter = Some((house.clone(), letter));
        self
    }
}

/// Somebody to be told.
struct Listener {
    id: MemberId,
    name: String,
    email: String,
    said: Preferences,
}

impl Listener {
    /// Where mail of this kind goes: nowhere for who wants none, and to an address that is none.
    fn letters_to(&self, kind: NoticeKind) -> Option<Email> {
        Email::parse(&self.email).ok().filter(|_| self.said.ways(kind).mail)
    }
}

/// Somebody who would be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearer {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Whether a letter would go to them as well.
    pub by_mail: bool,
}

/// Whom [`tell`] would tell of these members, asked beforehand.
pub fn hearers(tx: &mut Tx<'_>, members: &[MemberId], kind: NoticeKind) -> Result<Vec<Hearer>> {
    let listeners = rows::listeners(tx, members)?.into_iter();
    Ok(listeners.map(|one| Hearer { by_mail: one.letters_to(kind).is_some(), id: one.id, name: one.name }).collect())
}

/// Tells these members; tells how many that were.
pub fn tell(tx: &mut WriteTx<'_>, telling: Telling<'_>) -> Result<usize> {
    put(tx, telling, None)
}

/// The same, once under this key for each member: whoever was told under it is not told again.
pub fn tell_once(tx: &mut WriteTx<'_>, telling: Telling<'_>, key: &str) -> Result<usize> {
    put(tx, telling, Some(key))
}

fn put(tx: &mut WriteTx<'_>, telling: Telling<'_>, once: Option<&str>) -> Result<usize> {
    let mut listeners = rows::listeners(tx, telling.members)?;
    if let Some(key) = once {
        let told = rows::told_under(tx, telling.members, key)?;
        listeners.retain(|one| !told.contains(&one.id));
    }
    let notices: Vec<NoticeRow> = listeners.iter().map(|one| notice(tx, one.id, &telling, once)).collect();
    rows::insert(tx, &notices)?;
    push(tx, &telling, &listeners, &notices)?;
    if let Some((house, letter)) = telling.letter {
        for one in &listeners {
            // The notice stands all the same.
            if let Some(email) = one.letters_to(telling.kind) {
                write(tx, (one, email), &house, &letter, telling.urgent)?;
            }
        }
    }
    Ok(notices.len())
}

/// Puts push messages into the outbox for those who want them of this kind.
fn push(tx: &mut WriteTx<'_>, telling: &Telling<'_>, listeners: &[Listener], notices: &[NoticeRow]) -> Result<()> {
    let now = tx.now();
    let wanted = listeners.iter().zip(notices).filter(|(one, _)| one.said.ways(telling.kind).push);
    let pushes = wanted.map(|(one, notice)| Push { member: one.id, notice: notice.id, due: one.said.heard_at(now, telling.urgent) });
    outbox::put(tx, telling.kind, &pushes.collect::<Vec<_>>())
}

fn notice(tx: &WriteTx<'_>, member: MemberId, telling: &Telling<'_>, once: Option<&str>) -> NoticeRow {
    NoticeRow {
        id: NoticeId::new(tx.now(), tx.rng()),
        member_id: member,
        kind: telling.kind,
        urgent: telling.urgent,
        subject_kind: telling.subject.kind.clone().into_owned(),
        subject_id: telling.subject.id.clone(),
        title: shortened(&telling.title, TITLE),
        text: shortened(&telling.text, TEXT),
        acknowledge: telling.acknowledge,
        once: once.map(str::to_owned),
        created_at: tx.now(),
        read_at: None,
        acknowledged_at: None,
    }
}

fn write(tx: &mut WriteTx<'_>, (to, email): (&Listener, Email), house: &House, letter: &Letter, urgent: bool) -> Result<()> {
    let due: Timestamp = to.said.heard_at(tx.now(), urgent);
    let mail = Mail { member: Some(to.id), name: to.name.clone(), email, house: house.clone(), letter: letter.clone() };
    mail::put_for(tx, mail, due)?;
    Ok(())
}
