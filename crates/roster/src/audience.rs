//! Whom something is for: members who serve somewhere, have a rank, can do something, hold a role.
//!
//! Invariant: lists given together narrow one another, what stands within one widens it; nobody is met who is not here, and no
//! customer's person.

use crate::requirements::CompetencyId;
use access::holdings::RoleName;
use access::postings::serves_in;
use access::units;
use diesel::sql_types::Text;
use jiff::civil::Date;
use kernel::{Error, MemberId, Result, UnitId};
use store::{Statement, Tx};

/// Longest list of an audience.
pub const MOST_NAMED: usize = 200;

/// Whom something is for. An empty list narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    /// Posted to one of these units, or below one, now.
    pub units: Vec<UnitId>,
    /// Have one of these ranks now, by their ids.
    pub ranks: Vec<String>,
    /// Have a verified certificate of one of these that holds on `day`.
    pub competencies: Vec<CompetencyId>,
    /// Hold one of these roles now, wherever they hold it.
    pub roles: Vec<RoleName>,
    /// Are one of these.
    pub members: Vec<MemberId>,
    /// Posted within these units now: how far the right reaches of whoever asks.
    pub within: Option<Vec<UnitId>>,
}

/// The members of an audience; certificates are asked about on this day.
pub fn members(tx: &mut Tx<'_>, audience: &Audience, day: Date) -> Result<Vec<MemberId>> {
    let now = tx.now().millis();
    let below = units::below(tx, &audience.units)?;
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT m.id FROM member m WHERE m.status = 'active' AND m.customer_id IS NULL").seldom();
    statement.sql(" AND (m.leaves_at IS NULL OR m.leaves_at > ").number(now).sql(")");
    for units in (!audience.units.is_empty()).then_some(&below).into_iter().chain(&audience.within) {
        statement.sql(" AND ");
        serves_in(&mut statement, "m.id", units, tx.now());
    }
    if !audience.ranks.is_empty() {
        statement.sql(" AND EXISTS (SELECT 1 FROM rank_holding r WHERE r.member_id = m.id AND r.from_at <= ").number(now);
        statement.sql(" AND (r.until_at IS NULL OR r.until_at > ").number(now).sql(") AND r.rank_id");
        statement.in_texts(audience.ranks.iter().map(String::as_str)).sql(")");
    }
    if !audience.competencies.is_empty() {
        let day = day.to_string();
        statement.sql(" AND EXISTS (SELECT 1 FROM certificate c WHERE c.member_id = m.id AND c.verified_at IS NOT NULL");
        statement.sql(" AND c.revoked_at IS NULL AND c.valid_from <= ").text(day.clone());
        statement.sql(" AND (c.valid_until IS NULL OR c.valid_until >= ").text(day).sql(") AND c.competency_id");
        statement.in_texts(audience.competencies.iter().map(CompetencyId::as_str)).sql(")");
    }
    if !audience.roles.is_empty() {
        statement.sql(" AND EXISTS (SELECT 1 FROM holding h WHERE h.member_id = m.id AND h.from_at <= ").number(now);
        statement.sql(" AND (h.until_at IS NULL OR h.until_at > ").number(now).sql(") AND h.role");
        statement.in_texts(audience.roles.iter().map(ToString::to_string)).sql(")");
    }
    if !audience.members.is_empty() {
        statement.sql(" AND m.id").in_members(&audience.members);
    }
    statement.sql(" ORDER BY m.id");
    statement.load(tx.db())
}

/// Refuses lists that are too long or name what is not there, each with the field it stands in.
pub fn check(tx: &mut Tx<'_>, audience: &Audience) -> Result<()> {
    let own = audience.roles.iter().filter(|role| matches!(role, RoleName::Own(_)));
    let named: [(&str, &'static str, Vec<String>); 5] = [
        ("unit_ids", "SELECT id FROM unit WHERE closed_at IS NULL AND id", texts(&audience.units)),
        ("rank_ids", "SELECT id FROM rank WHERE id", audience.ranks.clone()),
        ("competency_ids", "SELECT id FROM competency WHERE id", texts(&audience.competencies)),
        ("role_ids", "SELECT id FROM role WHERE id", own.map(ToString::to_string).collect()),
        ("member_ids", "SELECT id FROM member WHERE customer_id IS NULL AND id", texts(&audience.members)),
    ];
    for (field, known, mut ids) in named {
        let field = format!("audience.{field}");
        if ids.len() > MOST_NAMED {
            return Err(Error::field(field, "too-many", format!("names at most {MOST_NAMED}")));
        }
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            continue;
        }
        let mut statement = Statement::<Text>::on(tx.db());
        statement.sql(known).in_texts(ids.iter().map(String::as_str)).seldom();
        if statement.load::<String>(tx.db())?.len() < ids.len() {
            return Err(Error::field(field, "unknown", "names something that is not there"));
        }
    }
    Ok(())
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
