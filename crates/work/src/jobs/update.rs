//! Changing a job's fields.

use super::create::{belonging, bought_by, named};
use super::rows::{self, JobRow, Named};
use super::wire::{Asker, JobChanges, JobView};
use super::{JobId, UPDATED, rules};
use crate::assets::{self, AssetLink};
use crate::customers::CustomerId;
use crate::sites::SiteId;
use crate::{sites, units, visits};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Patch, Result, Text};
use std::collections::BTreeSet;
use store::{Event, Subject, WriteTx};

/// Change a job.
#[utoipa::path(patch, path = "/jobs/{id}", operation_id = "updateJob", tag = "Jobs",
    params(("id" = JobId, Path), ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = JobChanges,
    responses((status = 200, body = JobView, description = "The job as it stands now")))]
pub async fn update_job(
    cx: Cx<permit::JobsWrite>,
    Path(id): Path<JobId>,
    if_match: IfMatch,
    Json(changes): Json<JobChanges>,
) -> Answer<Versioned<JobView>> {
    let asker = Asker::of(&cx);
    let view = cx
        .write(move |mut tx| {
            let named = rows::find(&mut tx, id)?;
            if_match.hold(named.0.version, || JobView::of(&mut tx, named.clone(), &asker))?;
            rules::may_edit(named.0.status)?;
            let (was_about, about) = (assets::about(&mut tx, id)?, changes.asset_ids.clone());
            let (before, mut after) = (named.0.clone(), changes.over(&mut tx, named)?);
            rows::save(&mut tx, &mut after.0)?;
            visits::job_changed(&mut tx, &after.0)?;
            if let Some(about) = about {
                assets::now_about(&mut tx, id, &about)?;
            }
            let view = JobView::of(&mut tx, after.clone(), &asker)?;
            tx.commit(about_others(updated(&before, &after.0), &was_about, &view.assets), view)
        })
        .await?;
    Ok(Versioned(view))
}

impl JobChanges {
    fn over(self, tx: &mut WriteTx<'_>, (row, customer, site, locality, postcode, zone, unit): Named) -> Result<Named> {
        let relinks = self.customer_id != Patch::Keep || self.site_id != Patch::Keep;
        let (unit_id, unit) = match self.unit_id {
            Patch::Keep => (row.unit_id, unit),
            moved => units::moved_to(tx, moved.over(None))?.map_or((None, None), |(id, name)| (Some(id), name)),
        };
        let row = JobRow {
            kind: self.kind.map_or(row.kind, Line::into_string),
            title: self.title.map_or(row.title, Line::into_string),
            description: self.description.map_or(row.description, Text::into_string),
            priority: self.priority.unwrap_or(row.priority),
            customer_id: self.customer_id.clone().over(row.customer_id),
            site_id: self.site_id.clone().over(row.site_id),
            target_at: self.target_at.over(row.target_at),
            unit_id,
            ..row
        };
        if relinks {
            return linked(tx, row, &self.customer_id, &self.site_id, unit);
        }
        Ok((row, customer, site, locality, postcode, zone, unit))
    }
}

/// The job with the names of what it is linked with now. What is linked anew must be there to be seen; what stays may be out of sight.
fn linked(
    tx: &mut WriteTx<'_>,
    mut row: JobRow,
    customer: &Patch<CustomerId>,
    site: &Patch<SiteId>,
    unit: Option<String>,
) -> Result<Named> {
    let anew = matches!(site, Patch::Set(_));
    let site = match (anew, row.site_id) {
        (_, None) => None,
        (true, Some(id)) => Some(sites::rows::linked(tx, "site_id", id)?),
        (false, Some(id)) => sites::rows::there(tx, id)?,
    };
    let owner = site.as_ref().and_then(|site| site.customer_id);
    row.customer_id = belonging(row.customer_id, owner)?;
    let asked = if let Patch::Set(id) = customer { Some(*id) } else { None };
    let customer = bought_by(tx, asked, row.customer_id)?;
    let site = site.filter(|site| anew || sites::rows::is_seen(tx, site));
    Ok(named(row, customer.map(|(name, _)| name), site, unit))
}

/// Each asset that the job is about now and was not, or was and is not, tells of it too.
fn about_others(event: Event, before: &[AssetLink], after: &[AssetLink]) -> Event {
    let ids = |assets: &[AssetLink]| assets.iter().map(|asset| asset.id).collect::<BTreeSet<_>>();
    let (before, after) = (ids(before), ids(after));
    let event = event.change("asset_ids", &before, &after);
    before.symmetric_difference(&after).fold(event, |event, asset| event.touching(Subject::new("asset", asset)))
}

fn updated(before: &JobRow, after: &JobRow) -> Event {
    let mut event = Event::new(&UPDATED, Subject::new("job", after.id))
        .label(after.label())
        .change("type", &before.kind, &after.kind)
        .change("title", &before.title, &after.title)
        .change("description", &before.description, &after.description)
        .change("priority", &before.priority, &after.priority)
        .change("customer_id", &before.customer_id, &after.customer_id)
        .change("site_id", &before.site_id, &after.site_id)
        .change("target_at", &before.target_at, &after.target_at)
        .change("unit_id", &before.unit_id, &after.unit_id);
    if before.customer_id != after.customer_id {
        for customer in [before.customer_id, after.customer_id].into_iter().flatten() {
            event = event.touching(Subject::new("customer", customer));
        }
    }
    if before.site_id != after.site_id {
        for site in [before.site_id, after.site_id].into_iter().flatten() {
            event = event.touching(Subject::new("site", site));
        }
    }
    event
}
