//! What a row would do, decided before anything is written: so a row is taken whole or not at all.

use super::table::Row;
use crate::fields::rows::{self as fields, FieldRow};
use crate::fields::rules as facts;
use crate::members::rows::{self as members, Arrival, Beside, MemberRow};
use crate::members::{MemberStatus, first_roles};
use crate::postings::rows::{self as postings, PostingRow};
use crate::postings::rules::ended_by;
use crate::ranks::{RankId, rows as ranks};
use crate::sheet::{BETWEEN, ROLES, word};
use crate::units::rows as units;
use access::holdings::RoleName;
use diesel::prelude::*;
use kernel::{Email, Error, Line, MemberId, Result, Timestamp, UnitId, folded};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::Tx;
use store::schema::{member, role};

/// What is to be written for a row.
#[derive(Debug)]
pub(super) enum Work {
    Add { arrival: Arrival, roles: Vec<RoleName>, unit: Option<UnitId>, rank: Option<RankId> },
    Change { before: Box<MemberRow>, after: Box<MemberRow>, unit: Option<UnitId>, rank: Option<RankId> },
    Nothing,
}

/// A column and why it was refused.
pub(super) type Fault = (String, String);

/// Everything that rows are judged by; grows with the rows taken, so that each is judged as if those before it were written.
pub(super) struct Known {
    now: Timestamp,
    here: HashMap<String, (MemberRow, Beside)>,
    /// Addresses of contacts.
    contacts: BTreeSet<String>,
    references: HashMap<String, Option<MemberId>>,
    units: HashMap<String, UnitId>,
    ranks: HashMap<String, RankId>,
    own_roles: HashMap<String, RoleName>,
    fields: Vec<FieldRow>,
}

impl Known {
    pub(super) fn load(tx: &mut Tx<'_>) -> Result<Self> {
        let rows = members::some(tx, &crate::members::Filter::default(), None, None, &kernel::Reach::Organisation)?;
        let ids: Vec<MemberId> = rows.iter().map(|row| row.id).collect();
        let mut beside = members::beside(tx, &ids)?;
        let references = rows.iter().filter_map(|row| Some((row.reference.clone()?, Some(row.id)))).collect();
        let contacts: Vec<String> = member::table.filter(member::customer_id.is_not_null()).select(member::email).load(tx.db())?;
        let own_roles: Vec<(access::holdings::RoleId, String)> = role::table.select((role::id, role::name)).load(tx.db())?;
        let forest = units::forest(tx)?;
        let open = forest.units.values().filter(|unit| unit.closed_at.is_none());
        let path = |id: UnitId| forest.path(id).iter().map(|name| folded(name)).collect::<Vec<_>>().join(BETWEEN);
        Ok(Self {
            now: tx.now(),
            here: rows
                .into_iter()
                .map(|row| (row.email.clone(), (beside.remove(&row.id).unwrap_or_default(), row)))
                .map(|(email, (beside, row))| (email, (row, beside)))
                .collect(),
            contacts: contacts.into_iter().collect(),
            references,
            units: open.map(|unit| (path(unit.id), unit.id)).collect(),
            ranks: ranks::all(tx)?.into_iter().map(|rank| (folded(&rank.name), rank.id)).collect(),
            own_roles: own_roles.into_iter().map(|(id, name)| (folded(&name), RoleName::Own(id))).collect(),
            fields: fields::all(tx)?,
        })
    }

    /// What the row would do.
    pub(super) fn judge(&mut self, tx: &mut Tx<'_>, row: &Row) -> std::result::Result<Work, Fault> {
        if let Some((field, reason)) = &row.fault {
            return Err(((*field).to_owned(), reason.clone()));
        }
        let cell = |column: &str| row.cells.get(column).map(String::as_str);
        let needed = |column: &str| cell(column).ok_or_else(|| (column.to_owned(), "must not be empty".to_owned()));
        let name = line::<120>("name", needed("name")?)?;
        let email = Email::parse(needed("email")?).map_err(|error| ("email".to_owned(), error.to_string()))?.into_string();
        let phone = cell("phone").map(|phone| line::<40>("phone", phone)).transpose()?;
        let reference = cell("reference").map(|reference| line::<40>("reference", reference)).transpose()?;
        let unit = named("unit", cell("unit"), &self.units, |path| {
            path.split('/').map(|name| folded(name.trim())).collect::<Vec<_>>().join(BETWEEN)
        })?;
        let rank = named("rank", cell("rank"), &self.ranks, folded)?;
        if self.contacts.contains(&email) {
            return Err(("email".to_owned(), "a customer's contact has this address".to_owned()));
        }
        let values = self.fields.iter().filter_map(|field| Some((field.key.clone(), facts::from_cell(field, cell(&field.key)?)))).collect();
        let found = self.here.get(&email).cloned();
        let id = found.as_ref().map(|(before, _)| before.id);
        self.check_reference(reference.as_deref(), id)?;
        let work = match found {
            None => self.arrival(
                tx,
                Arrival { name, email, phone, reference, custom: String::new(), customer: None },
                values,
                (unit, rank),
                cell("role"),
            )?,
            Some((before, beside)) => self.change(tx, before, &beside, (name, phone, reference), values, (unit, rank), cell("role"))?,
        };
        self.remember(&work);
        Ok(work)
    }

    fn check_reference(&self, reference: Option<&str>, id: Option<MemberId>) -> std::result::Result<(), Fault> {
        match reference.and_then(|reference| self.references.get(reference)) {
            Some(holder) if *holder != id || holder.is_none() => Err(("reference".to_owned(), "somebody else has this number".to_owned())),
            _ => Ok(()),
        }
    }

    fn arrival(
        &self,
        tx: &mut Tx<'_>,
        mut arrival: Arrival,
        values: facts::Facts,
        (unit, rank): (Option<UnitId>, Option<RankId>),
        roles: Option<&str>,
    ) -> std::result::Result<Work, Fault> {
        let custom = facts::changed(&self.fields, BTreeMap::new(), values).map_err(|error| told("row", error))?;
        facts::check_required(&self.fields, &custom).map_err(|error| told("row", error))?;
        arrival.custom = facts::kept(&custom).map_err(|error| told("row", error))?;
        let named = match roles {
            None => vec![first_roles::EVERYBODY],
            Some(cell) => self.roles(cell)?,
        };
        let roles = first_roles::checked(tx, named).map_err(|error| ("role".to_owned(), told("role", error).1))?;
        Ok(Work::Add { arrival, roles, unit, rank })
    }

    fn roles(&self, cell: &str) -> std::result::Result<Vec<RoleName>, Fault> {
        let unknown = |name: &str| ("role".to_owned(), format!("there is no role {:?}", name.chars().take(80).collect::<String>()));
        let names = cell.split(ROLES.trim()).map(str::trim).filter(|name| !name.is_empty());
        names
            .map(|name| {
                self.own_roles.get(&folded(name)).copied().or_else(|| RoleName::parse(&name.to_lowercase())).ok_or_else(|| unknown(name))
            })
            .collect()
    }

    #[expect(clippy::too_many_arguments, reason = "what stands in one row")]
    fn change(
        &self,
        tx: &mut Tx<'_>,
        before: MemberRow,
        beside: &Beside,
        (name, phone, reference): (String, Option<String>, Option<String>),
        values: facts::Facts,
        (unit, rank): (Option<UnitId>, Option<RankId>),
        roles: Option<&str>,
    ) -> std::result::Result<Work, Fault> {
        if before.standing().status(self.now) == MemberStatus::Left {
            return Err(("email".to_owned(), "this member has left the organisation".to_owned()));
        }
        let held: BTreeSet<String> = beside.roles.iter().map(|held| folded(&word(held))).collect();
        let wanted: Option<BTreeSet<String>> =
            roles.map(|cell| cell.split(ROLES.trim()).map(|name| folded(name.trim())).filter(|name| !name.is_empty()).collect());
        if wanted.is_some_and(|wanted| wanted != held) {
            return Err(("role".to_owned(), "a file changes no roles of somebody who is here: give and end them on their page".to_owned()));
        }
        let custom = facts::changed(&self.fields, facts::read(&before.custom), values).map_err(|error| told("row", error))?;
        let after = MemberRow {
            name,
            phone: phone.or_else(|| before.phone.clone()),
            reference: reference.or_else(|| before.reference.clone()),
            custom: facts::kept(&custom).map_err(|error| told("row", error))?,
            ..before.clone()
        };
        let unit = unit.filter(|unit| beside.unit.as_ref().is_none_or(|now| now.id != *unit));
        let rank = rank.filter(|rank| beside.rank.as_ref().is_none_or(|now| now.id != *rank));
        if let Some(unit) = unit {
            members::check_own_posting(tx, before.id).map_err(|error| ("unit".to_owned(), told("unit", error).1))?;
            let there: Vec<_> =
                postings::of_member(tx, before.id).map_err(|error| told("unit", error))?.iter().map(PostingRow::stretch).collect();
            ended_by(&there, unit, self.now, None, false).map_err(|error| ("unit".to_owned(), told("unit", error).1))?;
        }
        if rank.is_some() && ranks::has_later(tx, before.id, self.now).map_err(|error| told("rank", error))? {
            return Err(("rank".to_owned(), "a later change of rank is known already".to_owned()));
        }
        // The same facts may have been written otherwise.
        let plain = MemberRow { custom: before.custom.clone(), ..after.clone() };
        let same = facts::read(&before.custom) == custom && plain == before;
        if same && unit.is_none() && rank.is_none() {
            return Ok(Work::Nothing);
        }
        Ok(Work::Change { before: Box::new(before), after: Box::new(after), unit, rank })
    }

    fn remember(&mut self, work: &Work) {
        let (reference, id) = match work {
            Work::Add { arrival, .. } => (&arrival.reference, None),
            Work::Change { before, after, .. } => {
                if let Some(old) = &before.reference {
                    self.references.remove(old);
                }
                (&after.reference, Some(before.id))
            }
            Work::Nothing => return,
        };
        if let Some(reference) = reference {
            self.references.insert(reference.clone(), id);
        }
    }
}

/// What a cell names, by the words it goes by.
fn named<T: Copy>(
    column: &str,
    cell: Option<&str>,
    known: &HashMap<String, T>,
    key: impl Fn(&str) -> String,
) -> std::result::Result<Option<T>, Fault> {
    let Some(cell) = cell else { return Ok(None) };
    match known.get(&key(cell)) {
        Some(found) => Ok(Some(*found)),
        None => Err((column.to_owned(), format!("there is no {column} {:?}", cell.chars().take(120).collect::<String>()))),
    }
}

fn line<const MOST: usize>(column: &str, cell: &str) -> std::result::Result<String, Fault> {
    Line::<MOST>::parse(cell).map(Line::into_string).map_err(|error| (column.to_owned(), error.to_string()))
}

/// A refusal as it is told of a row: the column, and why.
fn told(column: &str, error: Error) -> Fault {
    match error {
        Error::Invalid(mut faults) if !faults.is_empty() => {
            let fault = faults.swap_remove(0);
            (fault.field.trim_start_matches("custom.").to_owned(), fault.message)
        }
        Error::Refused { message, .. } | Error::Clash { message, .. } => (column.to_owned(), message),
        other => (column.to_owned(), other.code().to_owned()),
    }
}
