//! What witnesses outside say of the logs' heads: their lines beside each head, and how each of them stands to each log.

use crate::Connection;
use crate::log::{signed, unsigned};
use crate::schema::{log_cosignature, log_witness};
use crate::tx::Tx;
use diesel::prelude::*;
use kernel::{Result, Timestamp};
use std::collections::BTreeMap;

/// How a witness stands to a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WitnessStanding {
    /// The witness's name.
    pub witness: String,
    /// Where it is asked.
    pub url: String,
    /// Records in the head that it signed last.
    pub last_size: Option<u64>,
    /// When it signed.
    pub last_at: Option<Timestamp>,
    /// Why it did not sign since, in a word.
    pub fault: Option<String>,
}

/// How every witness stands to this log, by name.
pub(crate) fn standings(tx: &mut Tx<'_>, log: &str) -> Result<Vec<WitnessStanding>> {
    type Row = (String, String, Option<i64>, Option<Timestamp>, Option<String>);
    let rows: Vec<Row> = log_witness::table
        .filter(log_witness::log.eq(log))
        .order(log_witness::witness)
        .select((log_witness::witness, log_witness::url, log_witness::last_size, log_witness::last_at, log_witness::fault))
        .load(tx.db())?;
    let standing = |(witness, url, last_size, last_at, fault): Row| {
        Ok(WitnessStanding { witness, url, last_size: last_size.map(unsigned).transpose()?, last_at, fault })
    };
    rows.into_iter().map(standing).collect()
}

/// Notes how a witness stands to this log.
pub(crate) fn note(connection: &mut Connection, log: &str, standing: &WitnessStanding) -> Result<()> {
    let columns = (
        log_witness::url.eq(&standing.url),
        log_witness::last_size.eq(standing.last_size.map(signed).transpose()?),
        log_witness::last_at.eq(standing.last_at),
        log_witness::fault.eq(standing.fault.as_deref()),
    );
    if diesel::update(log_witness::table.find((log, &standing.witness))).set(columns).execute(connection)? == 0 {
        let key = (log_witness::log.eq(log), log_witness::witness.eq(&standing.witness));
        diesel::insert_into(log_witness::table).values((key, columns)).execute(connection)?;
    }
    Ok(())
}

/// Forgets how witnesses stood who are not named any more. Their lines stay.
pub(crate) fn forget_others(connection: &mut Connection, named: &[String]) -> Result<()> {
    let known: Vec<String> = log_witness::table.select(log_witness::witness).distinct().load(connection)?;
    for other in known.iter().filter(|known| !named.contains(known)) {
        diesel::delete(log_witness::table.filter(log_witness::witness.eq(other))).execute(connection)?;
    }
    Ok(())
}

/// Keeps a witness's line under the head of this size; the first one stays.
pub(crate) fn keep(connection: &mut Connection, log: &str, size: u64, witness: &str, line: &str) -> Result<()> {
    let size = signed(size)?;
    if log_cosignature::table.find((log, size, witness)).count().get_result::<i64>(connection)? == 0 {
        diesel::insert_into(log_cosignature::table)
            .values((
                log_cosignature::log.eq(log),
                log_cosignature::size.eq(size),
                log_cosignature::witness.eq(witness),
                log_cosignature::line.eq(line),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// The witnesses' lines under the head of this size, as they follow the note.
pub(crate) fn under(tx: &mut Tx<'_>, log: &str, size: i64) -> Result<String> {
    let lines: Vec<String> = log_cosignature::table
        .filter(log_cosignature::log.eq(log).and(log_cosignature::size.eq(size)))
        .order(log_cosignature::witness)
        .select(log_cosignature::line)
        .load(tx.db())?;
    Ok(lines.into_iter().map(|line| line + "\n").collect())
}

/// The lines under every head of this log, by its size.
pub(crate) fn under_all(tx: &mut Tx<'_>, log: &str) -> Result<BTreeMap<i64, String>> {
    let rows: Vec<(i64, String)> = log_cosignature::table
        .filter(log_cosignature::log.eq(log))
        .order((log_cosignature::size, log_cosignature::witness))
        .select((log_cosignature::size, log_cosignature::line))
        .load(tx.db())?;
    let mut all = BTreeMap::new();
    for (size, line) in rows {
        *all.entry(size).or_insert_with(String::new) += &(line + "\n");
    }
    Ok(all)
}

/// The size of the largest head that any witness signed.
pub(crate) fn largest(tx: &mut Tx<'_>, log: &str) -> Result<Option<i64>> {
    Ok(log_cosignature::table.filter(log_cosignature::log.eq(log)).select(diesel::dsl::max(log_cosignature::size)).get_result(tx.db())?)
}
