//! The members as a file for spreadsheets, with the columns that an import reads.

use super::told;
use super::wire::Filter;
use crate::fields::rows as fields;
use crate::sheet;
use crate::units::rows as units;
use access::edge::{Answer, Csv, Query};
use access::{Cx, permit};
use axum::body::Body;
use kernel::Error;

/// Export members
///
/// Those of the list, with its filters, as CSV with the columns that an import reads. What somebody keeps out of the directory stays
/// out of the file for whoever may not see it. Needs `members.read` too.
#[utoipa::path(get, path = "/members/export", tag = "Members", operation_id = "exportMembers", params(Filter),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String)))]
pub async fn export_members(cx: Cx<permit::ExportsRun>, Query(filter): Query<Filter>) -> Answer<Csv> {
    cx.also::<permit::MembersRead>().ok_or(Error::Forbidden { permission: "members.read" })?;
    let file = cx
        .read(move |tx| {
            let members = told::all(tx, &filter)?;
            let (fields, forest) = (fields::all(tx)?, units::forest(tx)?);
            sheet::written(&members, &fields, &forest)
        })
        .await?;
    Ok(Csv { filename: "members.csv", body: Body::from(file) })
}
