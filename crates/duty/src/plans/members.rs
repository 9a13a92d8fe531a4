//! A file of members and what they can do: who is meant is found by address or number, and each row is taken whole or refused whole.

use super::CERTIFICATES_IMPORTED;
use super::wire::{NewPlan, PlanReport, number, told_refusals, told_remarks};
use calendar::programme::{Odd, People, Person, Programme, Refusal, Remark, people};
use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{Error, MemberId, Result, Timestamp, Zone, folded};
use roster::certificates::brought::{Brought, Known, NewCertificate, Said, record};
use std::collections::HashMap;
use store::schema::member;
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Most members of a file: all of it is one commit.
const MOST: usize = 2_000;

/// What is to be recorded, and what is told of it.
pub(super) struct Judged {
    pub(super) report: PlanReport,
    work: Vec<(MemberId, Vec<NewCertificate>)>,
}

/// Everybody in the house, by address and by number.
struct House {
    people: Vec<(MemberId, String, bool)>,
    by_email: HashMap<String, usize>,
    by_number: HashMap<String, usize>,
}

/// Reads the file and decides on each row; nothing is written.
pub(super) fn judged(tx: &mut Tx<'_>, new: &NewPlan, home: &Zone) -> Result<Judged> {
    let mut read = people(new.text.as_bytes()).map_err(|why| Error::field("text", "not-readable", why.to_string()))?;
    if read.people.len() > MOST {
        return Err(Error::refused("too-many-members", format!("a file has at most {MOST} members")));
    }
    let today = tx.now().date_in(&new.zone.as_ref().unwrap_or(home).rules());
    let (house, known, me) = (House::load(tx)?, Known::load(tx, today)?, tx.actor().member());
    let mut judge = Judge { house, known, today, me, seen: HashMap::new(), kept: 0, taken: 0, work: Vec::new() };
    for person in std::mem::take(&mut read.people) {
        let row = person.row;
        match judge.row(&person) {
            Ok(remarks) => read.remarks.extend(remarks.into_iter().map(|(what, says)| Remark { row, what, says })),
            Err((field, value, reason)) => {
                read.refusals.push(Refusal { row, field, value: value.chars().take(80).collect(), reason });
            }
        }
    }
    Ok(judge.told(read))
}

struct Judge {
    house: House,
    known: Known,
    today: Date,
    me: Option<MemberId>,
    /// On which row a member stood before.
    seen: HashMap<MemberId, usize>,
    kept: usize,
    taken: usize,
    work: Vec<(MemberId, Vec<NewCertificate>)>,
}

/// The field, what it says, and why nothing in the row is taken.
type Wrong = (&'static str, String, String);

impl Judge {
    fn row(&mut self, person: &Person) -> std::result::Result<Vec<(Odd, String)>, Wrong> {
        let (id, name) = self.house.find(person)?;
        if let Some(earlier) = self.seen.get(&id) {
            return Err(("row", person.name.clone(), format!("is the member of row {earlier} again")));
        }
        let mut odd = Vec::new();
        if folded(&name) != folded(&person.name) {
            odd.push((Odd::Differs, "has another name here, which stays".to_owned()));
        }
        if person.unit.is_some() {
            odd.push((Odd::Unread, "the unit is not read: members serve where their postings say".to_owned()));
        }
        if person.claims.is_empty() {
            odd.push((Odd::Unread, "names nothing that they can do".to_owned()));
        }
        let (mut new, mut kept) = (Vec::new(), 0);
        for claim in &person.claims {
            let said = Said { competency: &claim.competency, level: claim.level.as_deref(), from: claim.from, until: claim.until };
            match self.known.judge(id, said).map_err(|reason| ("competencies", claim.competency.clone(), reason))? {
                Brought::There { waits } => {
                    kept += 1;
                    let waits = if waits { ", and it waits for somebody to verify it" } else { "" };
                    odd.push((Odd::Again, format!("has {} already{waits}", claim.competency)));
                }
                Brought::New(certificate) => {
                    if certificate.is_over(self.today) {
                        odd.push((Odd::Over, format!("{} is over already", claim.competency)));
                    }
                    if self.me == Some(id) {
                        odd.push((Odd::Waits, format!("{} is your own: it waits for somebody else to verify it", claim.competency)));
                    }
                    new.push(certificate);
                }
            }
        }
        self.seen.insert(id, person.row);
        self.kept += kept;
        self.taken += 1;
        if !new.is_empty() {
            self.work.push((id, new));
        }
        Ok(odd)
    }

    fn told(self, mut read: People) -> Judged {
        read.refusals.sort_by_key(|refusal| refusal.row);
        read.remarks.sort_by_key(|remark| remark.row);
        let mut report = PlanReport::of(&Programme::default(), 0);
        report.rows = number(read.rows);
        report.members = number(self.taken);
        report.certificates = number(self.work.iter().map(|(_, new)| new.len()).sum());
        report.certificates_kept = number(self.kept);
        report.refusals = told_refusals(&read.refusals);
        report.remarks = told_remarks(&read.remarks);
        Judged { report, work: self.work }
    }
}

impl House {
    fn load(tx: &mut Tx<'_>) -> Result<Self> {
        type Row = (MemberId, String, String, Option<String>, String, Option<Timestamp>);
        let rows: Vec<Row> = member::table
            .filter(member::customer_id.is_null())
            .select((member::id, member::name, member::email, member::reference, member::status, member::leaves_at))
            .load(tx.db())?;
        let (now, mut house) = (tx.now(), Self { people: Vec::new(), by_email: HashMap::new(), by_number: HashMap::new() });
        for (id, name, email, reference, status, leaves_at) in rows {
            let at = house.people.len();
            house.by_email.insert(email.to_lowercase(), at);
            if let Some(reference) = reference {
                house.by_number.insert(folded(&reference), at);
            }
            house.people.push((id, name, status == "left" || leaves_at.is_some_and(|leaves| leaves <= now)));
        }
        Ok(house)
    }

    /// Who is meant: by the address, by the number, or by both where they mean the same.
    fn find(&self, person: &Person) -> std::result::Result<(MemberId, String), Wrong> {
        let unknown = |field, value: &str| (field, value.to_owned(), "there is no such member".to_owned());
        let by_email = person.email.as_deref().map(|email| self.by_email.get(&email.to_lowercase()).ok_or_else(|| unknown("email", email)));
        let by_number = person.number.as_deref().map(|given| self.by_number.get(&folded(given)).ok_or_else(|| unknown("number", given)));
        let at = match (by_email.transpose()?, by_number.transpose()?) {
            (Some(one), Some(other)) if one != other => {
                let number = person.number.clone().unwrap_or_default();
                return Err(("number", number, "is another member's than the address".to_owned()));
            }
            (Some(at), _) | (None, Some(at)) => *at,
            (None, None) => {
                return Err(("row", person.name.clone(), "says neither address nor number: a name alone finds nobody".to_owned()));
            }
        };
        match &self.people[at] {
            (_, _, true) => Err(("row", person.name.clone(), "has left the organisation".to_owned())),
            (id, name, false) => Ok((*id, name.clone())),
        }
    }
}

/// Records what was decided, in one commit with one record.
pub(super) fn written(mut tx: WriteTx<'_>, judged: Judged) -> Result<Committed<PlanReport>> {
    let Judged { report, work } = judged;
    if report.members == 0 {
        return Err(Error::refused("no-member", "no row of the file was taken: look at it with `dry_run`"));
    }
    let mut event = Event::new(&CERTIFICATES_IMPORTED, Subject::unnamed("certificate"));
    let mut told = Vec::new();
    for (member, certificates) in &work {
        for certificate in certificates {
            let id = record(&mut tx, *member, certificate)?;
            let mut one = certificate.told();
            (one["id"], one["member"]) = (id.as_str().into(), member.as_str().into());
            told.push(one);
        }
        event = event.touching(Subject::new("member", *member));
    }
    let event = event.first("rows", &report.rows).first("members", &report.members).first("certificates", &told);
    tx.commit(event, report)
}
