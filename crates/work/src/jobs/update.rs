//! Changing a job's fields.

use super::create::belonging;
use super::rows::{self, JobRow, Named};
use super::wire::{JobChanges, JobView, Reach};
use super::{JobId, UPDATED, rules};
use crate::{customers, sites};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::{Line, Patch, Result, Text};
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
    let reach = Reach::of(&cx);
    let view = cx
        .write(move |mut tx| {
            let (named, now) = (rows::find(&mut tx, id)?, tx.now());
            if_match.hold(named.0.version, || Ok(JobView::of(named.clone(), now, &reach)))?;
            rules::may_edit(named.0.status)?;
            let (before, mut after) = (named.0.clone(), changes.over(&mut tx, named)?);
            rows::save(&mut tx, &mut after.0)?;
            tx.commit(updated(&before, &after.0), JobView::of(after, now, &reach))
        })
        .await?;
    Ok(Versioned(view))
}

impl JobChanges {
    fn over(self, tx: &mut WriteTx<'_>, (row, customer_name, site_name, locality, postcode, zone): Named) -> Result<Named> {
        let relinks = self.customer_id != Patch::Keep || self.site_id != Patch::Keep;
        let row = JobRow {
            kind: self.kind.map_or(row.kind, Line::into_string),
            title: self.title.map_or(row.title, Line::into_string),
            description: self.description.map_or(row.description, Text::into_string),
            priority: self.priority.unwrap_or(row.priority),
            customer_id: self.customer_id.over(row.customer_id),
            site_id: self.site_id.over(row.site_id),
            target_at: self.target_at.over(row.target_at),
            ..row
        };
        if relinks { linked(tx, row) } else { Ok((row, customer_name, site_name, locality, postcode, zone)) }
    }
}

/// The job with the names of what it is linked with now.
fn linked(tx: &mut WriteTx<'_>, mut row: JobRow) -> Result<Named> {
    let site = row.site_id.map(|id| sites::rows::linked(tx, "site_id", id)).transpose()?;
    let owner = site.as_ref().and_then(|site| site.customer_id);
    row.customer_id = belonging(row.customer_id, owner)?;
    let customer_name = row.customer_id.map(|id| customers::rows::named(tx, "customer_id", id)).transpose()?;
    Ok(match site {
        Some(site) => (row, customer_name, Some(site.name), site.locality, site.postcode, Some(site.time_zone)),
        None => (row, customer_name, None, None, None, None),
    })
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
        .change("target_at", &before.target_at, &after.target_at);
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
