//! Adding a job.

use super::rows::{self, JobRow, Named};
use super::rules::State;
use super::wire::{Asker, JobView, NewJob};
use super::{CREATED, JobId};
use crate::assets::{self, AssetId};
use crate::customers::CustomerId;
use crate::sites::rows::SiteRow;
use crate::{customers, service, sites, units};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Error, Result, UnitId};
use store::{Event, Subject, WriteTx};

/// Add a job.
#[utoipa::path(post, path = "/jobs", operation_id = "createJob", tag = "Jobs", params(OnceHeader), request_body = NewJob,
    responses((status = 201, body = JobView, description = "The job as it stands now")))]
pub async fn create_job(cx: Cx<permit::JobsWrite>, once: OnceKey, Json(new): Json<NewJob>) -> Answer<Created<JobView>> {
    let asker = Asker::of(&cx);
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let assets = new.asset_ids.clone();
            let named = create_in(&mut tx, new)?;
            let (event, view) = (created(&named.0, &assets), JobView::of(&mut tx, named, &asker)?);
            tx.commit(event, view)
        })
        .await?;
    let location = format!("/api/v1/jobs/{}", row.item.id);
    Ok(Created { row, location })
}

/// Writes a new job in a transaction that says itself what it did.
pub fn create_in(tx: &mut WriteTx<'_>, new: NewJob) -> Result<Named> {
    write(tx, new, |tx, row| service::started(tx, row, rows::insert))
}

/// The same for a job that a plan asks for ahead of time: it is due when the plan says, and nothing was promised from now on.
pub(crate) fn create_planned_in(tx: &mut WriteTx<'_>, new: NewJob) -> Result<Named> {
    write(tx, new, rows::insert)
}

fn write(tx: &mut WriteTx<'_>, new: NewJob, insert: impl FnOnce(&mut WriteTx<'_>, &mut JobRow) -> Result<()>) -> Result<Named> {
    let (now, posted) = (tx.now(), units::own_unit(tx)?);
    let site = new.site_id.map(|id| sites::rows::linked(tx, "site_id", id)).transpose()?;
    let owner = site.as_ref().and_then(|site| site.customer_id);
    let customer_id = belonging(new.customer_id.or(owner), owner)?;
    let customer = bought_by(tx, new.customer_id, customer_id)?;
    let fitting = [site.as_ref().and_then(|site| site.unit_id), customer.as_ref().and_then(|(_, unit)| *unit), posted];
    let unit = units::chosen(tx, new.unit_id, &fitting)?;
    let (id, number) = (JobId::new(now, tx.rng()), tx.next_number("job")?);
    let mut row = JobRow::draft(id, number, new.kind.into_string(), new.title.into_string(), tx.actor().member(), now);
    row.description = new.description.into_string();
    (row.priority, row.target_at) = (new.priority, new.target_at);
    (row.customer_id, row.site_id, row.unit_id) = (customer_id, new.site_id, unit.as_ref().map(|(id, _)| *id));
    if !new.draft {
        row.set_state(State::Open, now);
    }
    insert(tx, &mut row)?;
    assets::now_about(tx, row.id, &new.asset_ids)?;
    Ok(named(row, customer.map(|(name, _)| name), site, unit.and_then(|(_, name)| name)))
}

/// A job with its names.
pub(super) fn named(row: JobRow, customer: Option<String>, site: Option<SiteRow>, unit: Option<String>) -> Named {
    match site {
        Some(site) => (row, customer, Some(site.name), site.locality, site.postcode, Some(site.time_zone), unit),
        None => (row, customer, None, None, None, None, unit),
    }
}

/// Name and unit of the customer. One that is asked for must be there to be seen; one that comes with the site may be out of sight.
pub(super) fn bought_by(
    tx: &mut WriteTx<'_>,
    asked: Option<CustomerId>,
    id: Option<CustomerId>,
) -> Result<Option<(String, Option<UnitId>)>> {
    match (asked, id) {
        (Some(asked), _) => customers::rows::named(tx, "customer_id", asked).map(Some),
        (None, Some(id)) => customers::rows::linked(tx, id),
        (None, None) => Ok(None),
    }
}

/// A site of one customer is not worked at for another.
pub(super) fn belonging<T: PartialEq>(customer: Option<T>, owner: Option<T>) -> Result<Option<T>> {
    match (&customer, &owner) {
        (Some(customer), Some(owner)) if customer != owner => {
            Err(Error::field("site_id", "of-another-customer", "the site belongs to another customer"))
        }
        _ => Ok(customer),
    }
}

/// The event of a new job.
pub fn created(row: &JobRow, assets: &[AssetId]) -> Event {
    let event = Event::new(&CREATED, Subject::new("job", row.id))
        .label(row.label())
        .first("type", &row.kind)
        .first("title", &row.title)
        .first("description", &Some(&row.description).filter(|text| !text.is_empty()))
        .first("priority", &row.priority)
        .first("status", &row.status)
        .first("customer_id", &row.customer_id)
        .first("site_id", &row.site_id)
        .first("target_at", &row.target_at)
        .first("unit_id", &row.unit_id)
        .first("asset_ids", &Some(assets).filter(|assets| !assets.is_empty()));
    let event = assets.iter().fold(event, |event, asset| event.touching(Subject::new("asset", asset)));
    touching(event, row)
}

/// Customer and site show it in their timelines too.
fn touching(mut event: Event, row: &JobRow) -> Event {
    if let Some(customer) = row.customer_id {
        event = event.touching(Subject::new("customer", customer));
    }
    if let Some(site) = row.site_id {
        event = event.touching(Subject::new("site", site));
    }
    event
}
