//! Adding a site.

use super::rows::{self, Named, SiteRow};
use super::wire::{NewSite, SiteView};
use super::{CREATED, SiteId};
use crate::{customers, units};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Result, UnitId};
use store::{Event, Subject, WriteTx};

/// Add a site.
#[utoipa::path(post, path = "/sites", operation_id = "createSite", tag = "Sites", params(OnceHeader), request_body = NewSite,
    responses((status = 201, body = SiteView, description = "The site as it stands now")))]
pub async fn create_site(cx: Cx<permit::SitesWrite>, once: OnceKey, Json(new): Json<NewSite>) -> Answer<Created<SiteView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let named = create_in(&mut tx, new)?;
            let event = created(&named);
            tx.commit(event, SiteView::from(named))
        })
        .await?;
    let location = format!("/api/v1/sites/{}", row.id);
    Ok(Created { row, location })
}

/// Writes a new site in a transaction that says itself what it did.
pub fn create_in(tx: &mut WriteTx<'_>, new: NewSite) -> Result<Named> {
    let customer = new.customer_id.map(|id| customers::rows::named(tx, "customer_id", id)).transpose()?;
    let fitting = [customer.as_ref().and_then(|(_, unit)| *unit), units::own_unit(tx)?];
    let unit = units::chosen(tx, new.unit_id, &fitting)?;
    let number = tx.next_number("site")?;
    let mut row = new_row(tx, number, new, unit.as_ref().map(|(id, _)| *id));
    rows::insert(tx, &mut row)?;
    Ok((row, customer.map(|(name, _)| name), unit.and_then(|(_, name)| name)))
}

/// The row of a new site of `unit` under a number taken for it, to be written.
pub fn new_row(tx: &WriteTx<'_>, number: i64, new: NewSite, unit: Option<UnitId>) -> SiteRow {
    let now = tx.now();
    let mut row = SiteRow {
        number,
        id: SiteId::new(now, tx.rng()),
        version: 1,
        customer_id: new.customer_id,
        name: new.name.into_string(),
        sort_name: String::new(),
        words: String::new(),
        address_lines: String::new(),
        locality: None,
        region: None,
        postcode: None,
        country: None,
        latitude: None,
        longitude: None,
        time_zone: new.time_zone.into_string(),
        access_notes: new.access_notes.into_string(),
        created_at: now,
        updated_at: now,
        unit_id: unit,
    };
    row.set_address(new.address);
    row.set_position(new.position);
    row
}

fn created((row, ..): &Named) -> Event {
    let event = Event::new(&CREATED, Subject::new("site", row.id))
        .label(&row.name)
        .first("customer_id", &row.customer_id)
        .first("name", &row.name)
        .first("address", &row.address())
        .first("position", &row.position())
        .first("time_zone", &row.time_zone)
        .first("access_notes", &Some(&row.access_notes).filter(|notes| !notes.is_empty()))
        .first("unit_id", &row.unit_id);
    match row.customer_id {
        Some(customer) => event.touching(Subject::new("customer", customer)),
        None => event,
    }
}
