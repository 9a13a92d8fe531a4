//! Writing what was decided.

use super::judge::Work;
use crate::fields::rules as facts;
use crate::members::rows::{self as members, MemberRow};
use crate::postings::post;
use crate::postings::rows::{self as postings, PostingRow};
use crate::postings::rules::ended_by;
use crate::ranks::{RankId, rows as ranks};
use access::holdings;
use kernel::{MemberId, Result, UnitId};
use serde_json::{Map, Value, json};
use store::WriteTx;

/// Writes the work of one row; tells who it was about and what changed, for the record.
pub(super) fn apply(tx: &mut WriteTx<'_>, work: Work) -> Result<Option<(MemberId, Value)>> {
    match work {
        Work::Nothing => Ok(None),
        Work::Add { arrival, roles, unit, rank } => {
            let id = members::insert(tx, &arrival)?;
            for role in roles {
                holdings::give(tx, id, role, None)?;
            }
            if let Some(unit) = unit {
                post(tx, id, unit)?;
            }
            give(tx, id, rank)?;
            let told = json!({"member": id, "added": {"name": arrival.name, "email": arrival.email, "phone": arrival.phone,
                "reference": arrival.reference, "custom": facts::read(&arrival.custom), "unit": unit, "rank": rank}});
            Ok(Some((id, told)))
        }
        Work::Change { before, mut after, unit, rank } => {
            let changes = changes(&before, &after);
            if !changes.is_empty() {
                members::save(tx, &mut after)?;
            }
            if let Some(unit) = unit {
                move_to(tx, before.id, unit)?;
            }
            give(tx, before.id, rank)?;
            Ok(Some((before.id, json!({"member": before.id, "changed": changes, "unit": unit, "rank": rank}))))
        }
    }
}

fn give(tx: &mut WriteTx<'_>, id: MemberId, rank: Option<RankId>) -> Result<()> {
    let now = tx.now();
    rank.map_or(Ok(()), |rank| ranks::give(tx, id, Some(rank), now))
}

fn move_to(tx: &mut WriteTx<'_>, id: MemberId, unit: UnitId) -> Result<()> {
    let now = tx.now();
    let there: Vec<_> = postings::of_member(tx, id)?.iter().map(PostingRow::stretch).collect();
    for other in ended_by(&there, unit, now, None, false)? {
        postings::set_end(tx, other, now)?;
    }
    post(tx, id, unit).map(drop)
}

fn changes(before: &MemberRow, after: &MemberRow) -> Map<String, Value> {
    let mut changes = Map::new();
    let mut note = |field: &str, before: Value, after: Value| {
        if before != after {
            changes.insert(field.to_owned(), json!({"before": before, "after": after}));
        }
    };
    note("name", json!(before.name), json!(after.name));
    note("phone", json!(before.phone), json!(after.phone));
    note("reference", json!(before.reference), json!(after.reference));
    note("custom", json!(facts::read(&before.custom)), json!(facts::read(&after.custom)));
    changes
}
