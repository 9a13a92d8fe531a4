//! Making a unit.

use super::rows::{self, UnitRow};
use super::wire::{NewUnit, UnitView};
use super::{CREATED, rules};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Result, UnitId, folded};
use store::{Event, Subject, WriteTx};

/// Make a unit
#[utoipa::path(post, path = "/units", tag = "Units", operation_id = "createUnit", params(OnceHeader), request_body = NewUnit,
    responses((status = 201, description = "The unit as it stands now.", body = UnitView)))]
pub async fn create_unit(cx: Cx<permit::UnitsWrite>, once: OnceKey, Json(new): Json<NewUnit>) -> Answer<Created<UnitView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let (row, path) = create_in(&mut tx, new)?;
            let shown = rows::shown(&mut tx, row.id)?;
            let event = Event::new(&CREATED, Subject::new("unit", row.id)).label(row.name).first("kind", &row.kind).first("path", &path);
            tx.commit(event, shown)
        })
        .await?;
    let location = format!("/api/v1/units/{}", row.id);
    Ok(Created { row, location })
}

fn create_in(tx: &mut WriteTx<'_>, new: NewUnit) -> Result<(UnitRow, String)> {
    rules::check_name(new.name.as_str())?;
    let (id, now) = (UnitId::new(tx.now(), tx.rng()), tx.now());
    let forest = rows::forest(tx)?;
    forest.check_beside(id, new.parent_id, new.name.as_str())?;
    let mut path = Vec::new();
    if let Some(parent) = new.parent_id {
        forest.in_use("parent_id", parent)?;
        path = forest.path(parent);
        if path.len() >= rules::DEEPEST {
            return Err(kernel::Error::refused("unit-too-deep", format!("units stand at most {} deep", rules::DEEPEST)));
        }
    }
    path.push(new.name.as_str().to_owned());
    let row = UnitRow {
        id,
        version: 1,
        sort_name: folded(new.name.as_str()),
        name: new.name.into_string(),
        kind: new.kind.into_string(),
        closed_at: None,
        created_at: now,
        updated_at: now,
    };
    rows::insert(tx, &row, new.parent_id)?;
    Ok((row, path.join(" / ")))
}
