//! Changing a site.

use super::rows::{self, Named, SiteRow};
use super::wire::{SiteChanges, SiteView};
use super::{SiteId, UPDATED};
use crate::{customers, units};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Patch, Result, Text, Zone};
use store::{Event, Subject, WriteTx};

/// Change a site.
#[utoipa::path(patch, path = "/sites/{id}", operation_id = "updateSite", tag = "Sites",
    params(("id" = SiteId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = SiteChanges,
    responses((status = 200, body = SiteView, description = "The site as it stands now")))]
pub async fn update_site(
    cx: Cx<permit::SitesWrite>,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(changes): Json<SiteChanges>,
) -> Answer<Versioned<SiteView>> {
    let view = cx
        .write(move |mut tx| {
            let found = rows::find(&mut tx, id)?;
            if_match.hold(found.0.version, || Ok(SiteView::from(found.clone())))?;
            let before = found.0.clone();
            let mut after = changes.over(&mut tx, found)?;
            rows::save(&mut tx, &mut after.0)?;
            tx.commit(updated(&before, &after.0), SiteView::from(after))
        })
        .await?;
    Ok(Versioned(view))
}

impl SiteChanges {
    fn over(self, tx: &mut WriteTx<'_>, (row, customer, unit): Named) -> Result<Named> {
        let (unit_id, unit) = match self.unit_id {
            Patch::Keep => (row.unit_id, unit),
            moved => units::moved_to(tx, moved.over(None))?.map_or((None, None), |(id, name)| (Some(id), name)),
        };
        let customer = match &self.customer_id {
            Patch::Keep => customer,
            Patch::Clear => None,
            Patch::Set(id) => Some(customers::rows::named(tx, "customer_id", *id)?.0),
        };
        let position = self.position.over(row.position());
        let mut row = SiteRow {
            customer_id: self.customer_id.over(row.customer_id),
            name: self.name.map_or(row.name, Line::into_string),
            time_zone: self.time_zone.map_or(row.time_zone, Zone::into_string),
            access_notes: self.access_notes.map_or(row.access_notes, Text::into_string),
            unit_id,
            ..row
        };
        row.set_position(position);
        if let Some(address) = self.address {
            row.set_address(address);
        }
        Ok((row, customer, unit))
    }
}

fn updated(before: &SiteRow, after: &SiteRow) -> Event {
    let event = Event::new(&UPDATED, Subject::new("site", after.id))
        .label(&after.name)
        .change("customer_id", &before.customer_id, &after.customer_id)
        .change("name", &before.name, &after.name)
        .change("address", &before.address(), &after.address())
        .change("position", &before.position(), &after.position())
        .change("time_zone", &before.time_zone, &after.time_zone)
        .change("access_notes", &before.access_notes, &after.access_notes)
        .change("unit_id", &before.unit_id, &after.unit_id);
    let left = before.customer_id.filter(|customer| Some(*customer) != after.customer_id);
    let customers = [left, after.customer_id].into_iter().flatten();
    customers.fold(event, |event, customer| event.touching(Subject::new("customer", customer)))
}
