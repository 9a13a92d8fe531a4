//! What the search reads of each kind.

use super::wire::{HitKind, SearchHit};
use crate::listing::{Statement, Words};
use crate::{assets, customers, jobs, sites};
use access::postings::serves_in;
use diesel::sql_types::Text;
use kernel::{MemberId, Reach, Result, Timestamp};
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

pub(super) fn assets(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<SearchHit>> {
    let found = assets::rows::found(tx, words, limit)?;
    let hit = |(id, number, name, kind, serial): assets::rows::Found| {
        let parts = [Some(assets::rules::label(number)), Some(kind), serial];
        let subtitle = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        SearchHit { kind: HitKind::Asset, id: id.to_string(), title: name, subtitle, status: None }
    };
    Ok(found.into_iter().map(hit).collect())
}

/// Members whom the asker may see, found by name, and by an address that is not kept out of the directory or that the asker may see.
pub(super) fn members(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<SearchHit>> {
    let (now, me) = (tx.now(), tx.actor().member().map_or_else(String::new, |me| me.to_string()));
    let (seen, private) = (tx.right("members.read"), tx.right("members.private"));
    let mut statement = Statement::<(Text, Text, Text)>::on(tx.db());
    statement.sql("SELECT id, name, email FROM (SELECT id, name, sort_name, CASE WHEN hidden NOT LIKE '% email %' OR ");
    reached(&mut statement, private.as_ref(), &me, now);
    statement.sql(" THEN email ELSE '' END AS email FROM member WHERE status <> 'left' AND customer_id IS NULL AND (leaves_at IS NULL OR ");
    statement.sql("leaves_at > ").number(now.millis()).sql(") AND ");
    reached(&mut statement, seen.as_ref(), &me, now);
    statement.sql(") AS directory WHERE 1 = 1");
    for pattern in words.for_like() {
        statement.sql(" AND (sort_name LIKE ").text(pattern.clone()).sql(" OR lower(name) LIKE ").text(pattern.clone());
        statement.sql(" OR email LIKE ").text(pattern).sql(")");
    }
    statement.sql(" ORDER BY sort_name, id LIMIT ").number(limit);
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

/// The condition that a right reaches the member: everybody, those who serve in some units, or oneself.
fn reached<ST>(statement: &mut Statement<ST>, reach: Option<&Reach>, me: &str, now: Timestamp) {
    match reach {
        Some(Reach::Organisation) => drop(statement.sql("1 = 1")),
        Some(Reach::Units(units)) => {
            statement.sql("(member.id = ").text(me).sql(" OR ");
            serves_in(statement, "member.id", units, now);
            statement.sql(")");
        }
        Some(Reach::Own | Reach::Customer(_)) | None => drop(statement.sql("member.id = ").text(me)),
    }
}
