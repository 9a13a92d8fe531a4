//! The members as a file for spreadsheets.

use super::rows;
use super::wire::{Filter, MemberView};
use crate::spreadsheet::cell;
use access::edge::{Answer, Csv, Query};
use access::{Cx, permit};
use axum::body::Body;
use kernel::{Error, Result};

const HEAD: [&str; 7] = ["id", "name", "email", "status", "roles", "last_sign_in_at", "created_at"];

/// Export members
///
/// The whole list as CSV, with the filters of the list. Needs `members.read` too.
#[utoipa::path(get, path = "/members/export", tag = "Members", operation_id = "exportMembers", params(Filter),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String)))]
pub async fn export_members(cx: Cx<permit::ExportsRun>, Query(filter): Query<Filter>) -> Answer<Csv> {
    cx.also::<permit::MembersRead>().ok_or(Error::Forbidden { permission: "members.read" })?;
    let members = cx.read(move |tx| rows::all(tx, &filter)).await?;
    Ok(Csv { filename: "members.csv", body: Body::from(write(&members)?) })
}

fn write(members: &[MemberView]) -> Result<Vec<u8>> {
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    file.write_record(HEAD).map_err(Error::internal)?;
    for member in members {
        let roles = member.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ");
        let last = member.last_sign_in_at.map(|at| at.to_string()).unwrap_or_default();
        let cells = [
            member.id.as_str(),
            &cell(&member.name),
            &cell(&member.email),
            member.status.as_str(),
            &roles,
            &last,
            &member.created_at.to_string(),
        ];
        file.write_record(cells).map_err(Error::internal)?;
    }
    file.into_inner().map_err(Error::internal)
}
