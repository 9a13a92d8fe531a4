//! What the search reads of each kind.

use super::wire::{HitKind, SearchHit};
use crate::listing::{Statement, Words};
use crate::{customers, jobs, sites};
use diesel::sql_types::Text;
use kernel::{MemberId, Result};
use store::Tx;

pub(super) fn jobs(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<SearchHit>> {
    let found = jobs::rows::found(tx, words, limit)?;
    let hit = |(id, number, title, kind, status): (jobs::JobId, i64, String, String, _)| SearchHit {
        kind: HitKind::Job,
        id: id.to_string(),
        title,
        subtitle: format!("{} · {kind}", jobs::rows::label(number)),
        status: Some(status),
    };
    Ok(found.into_iter().map(hit).collect())
}

pub(super) fn customers(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<SearchHit>> {
    let found = customers::rows::found(tx, words, limit)?;
    let hit = |(id, name, number, reference): (customers::CustomerId, _, i64, Option<String>)| {
        let number = format!("C-{number:06}");
        let subtitle = reference.map_or(number.clone(), |reference| format!("{number} · {reference}"));
        SearchHit { kind: HitKind::Customer, id: id.to_string(), title: name, subtitle, status: None }
    };
    Ok(found.into_iter().map(hit).collect())
}

pub(super) fn sites(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<SearchHit>> {
    let found = sites::rows::found(tx, words, limit)?;
    let hit = |(id, name, lines, locality): (sites::SiteId, String, String, Option<String>)| {
        let parts = lines.lines().map(str::to_owned).chain(locality);
        let subtitle = parts.collect::<Vec<_>>().join(", ");
        SearchHit { kind: HitKind::Site, id: id.to_string(), title: name, subtitle, status: None }
    };
    Ok(found.into_iter().map(hit).collect())
}

pub(super) fn members(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<SearchHit>> {
    let mut statement = Statement::<(Text, Text, Text)>::on(tx.db());
    statement.sql("SELECT id, name, email FROM member WHERE status <> 'left' AND customer_id IS NULL");
    for pattern in words.for_like() {
        statement.sql(" AND (lower(name) LIKE ").text(pattern.clone()).sql(" OR email LIKE ").text(pattern).sql(")");
    }
    statement.sql(" ORDER BY name, id LIMIT ").number(limit);
    let found = statement.load::<(MemberId, String, String)>(tx.db())?;
    let hit = |(id, name, email): (MemberId, String, String)| SearchHit {
        kind: HitKind::Member,
        id: id.to_string(),
        title: name,
        subtitle: email,
        status: None,
    };
    Ok(found.into_iter().map(hit).collect())
}
