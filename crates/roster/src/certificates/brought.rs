//! Certificates that a file brings: competencies and levels by their names, days as they are said, nothing recorded twice.

use super::CertificateId;
use super::rows::{self, NewRow};
use super::rules;
use crate::competencies::rows as competencies;
use crate::competencies::wire::CompetencyView;
use crate::day::CalendarDay;
use crate::requirements::CompetencyId;
use crate::schema::certificate;
use diesel::prelude::*;
use jiff::civil::Date;
use kernel::{MemberId, Result, folded};
use std::collections::HashMap;
use store::{Tx, WriteTx};

/// What is said of somebody.
#[derive(Debug, Clone, Copy)]
pub struct Said<'s> {
    /// What they can do, by its name.
    pub competency: &'s str,
    /// How well, by its name or counted from 1.
    pub level: Option<&'s str>,
    /// Since when; since today, unless said.
    pub from: Option<Date>,
    /// Until when; as long as such certificates hold by themselves, unless said.
    pub until: Option<Date>,
}

/// What comes of it.
#[derive(Debug, Clone)]
pub enum Brought {
    /// A certificate to be recorded.
    New(NewCertificate),
    /// They have it already.
    There {
        /// Nobody has vouched for it yet.
        waits: bool,
    },
}

/// A certificate to be recorded.
#[derive(Debug, Clone)]
pub struct NewCertificate {
    competency: CompetencyView,
    level: i64,
    from: CalendarDay,
    until: Option<CalendarDay>,
}

impl NewCertificate {
    /// Whether its last day is over.
    pub fn is_over(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until.0 < today)
    }

    /// As a record names it.
    pub fn told(&self) -> serde_json::Value {
        let level = usize::try_from(self.level).ok().and_then(|level| self.competency.levels.get(level.checked_sub(1)?));
        serde_json::json!({"competency": self.competency.name, "level": level, "valid_from": self.from, "valid_until": self.until})
    }
}

/// What is known when a file is judged.
#[derive(Debug)]
pub struct Known {
    today: Date,
    competencies: HashMap<String, CompetencyView>,
    held: HashMap<(MemberId, CompetencyId), Vec<Held>>,
}

#[derive(Debug)]
struct Held {
    level: i64,
    from: Date,
    until: Option<Date>,
    waits: bool,
}

type Row = (MemberId, CompetencyId, i64, String, Option<String>, Option<kernel::Timestamp>);

impl Known {
    /// Every competency, and every certificate that was not revoked.
    pub fn load(tx: &mut Tx<'_>, today: Date) -> Result<Self> {
        let all = competencies::all(tx)?;
        let rows: Vec<Row> = certificate::table
            .filter(certificate::revoked_at.is_null())
            .select((
                certificate::member_id,
                certificate::competency_id,
                certificate::level,
                certificate::valid_from,
                certificate::valid_until,
                certificate::verified_at,
            ))
            .load(tx.db())?;
        let mut held: HashMap<_, Vec<Held>> = HashMap::new();
        for (member, competency, level, from, until, verified) in rows {
            let until = until.map(|until| rules::day(&until)).transpose()?;
            let one = Held { level, from: rules::day(&from)?, until, waits: verified.is_none() };
            held.entry((member, competency)).or_default().push(one);
        }
        Ok(Self { today, competencies: all.into_iter().map(|one| (folded(&one.name), one)).collect(), held })
    }

    /// What comes of what is said of a member, or why nothing.
    pub fn judge(&self, member: MemberId, said: Said<'_>) -> std::result::Result<Brought, String> {
        let found = self.competencies.get(&folded(said.competency)).ok_or("there is no such competency")?;
        if found.retired {
            return Err(format!("{} is retired", found.name));
        }
        let level = level(said.level, found)?;
        let held = self.held.get(&(member, found.id)).into_iter().flatten();
        if let Some(there) = held.filter(|held| held.level == level).find(|held| self.is_same(held, said)) {
            return Ok(Brought::There { waits: there.waits });
        }
        let from = said.from.unwrap_or(self.today);
        if said.until.is_some_and(|until| until < from) {
            return Err(format!("ended on {}: say since when it held, such as `from 2024-05-01`", said.until.unwrap_or(from)));
        }
        let until = rules::last_day(CalendarDay(from), said.until.map(CalendarDay), found.valid_months);
        let until = until.map_err(|_| "ends before it begins".to_owned())?;
        Ok(Brought::New(NewCertificate { competency: found.clone(), level, from: CalendarDay(from), until }))
    }

    /// Whether what is held is what is said, as far as days are said; where none is, whatever still holds is it.
    fn is_same(&self, held: &Held, said: Said<'_>) -> bool {
        let begins = said.from.is_none_or(|from| from == held.from);
        let ends = said.until.is_none_or(|until| Some(until) == held.until);
        let still = said.from.is_some() || said.until.is_some() || held.until.is_none_or(|until| until >= self.today);
        begins && ends && still
    }
}

fn level(said: Option<&str>, of: &CompetencyView) -> std::result::Result<i64, String> {
    let all = of.levels.join(", ");
    let place = |said: &str| {
        let named = of.levels.iter().position(|level| folded(level) == folded(said)).map(|at| at + 1);
        named.or_else(|| said.parse::<usize>().ok().filter(|at| (1..=of.levels.len()).contains(at)))
    };
    match (said, of.levels.is_empty()) {
        (None, true) => Ok(0),
        (None, false) => Err(format!("{} has levels; say which: {all}", of.name)),
        (Some(_), true) => Err(format!("{} has no levels", of.name)),
        (Some(said), false) => {
            let found = place(said).and_then(|at| i64::try_from(at).ok());
            found.ok_or_else(|| format!("{} has no such level; it has {all}", of.name))
        }
    }
}

/// Records it; whoever does so vouches for it, but not for themself.
pub fn record(tx: &mut WriteTx<'_>, member: MemberId, new: &NewCertificate) -> Result<CertificateId> {
    let row = NewRow {
        id: CertificateId::new(tx.now(), tx.rng()),
        member,
        competency: new.competency.id,
        level: new.level,
        from: new.from,
        until: new.until,
        reference: None,
        note: String::new(),
        verified: tx.actor().member() != Some(member),
    };
    rows::insert(tx, &row)?;
    Ok(row.id)
}
