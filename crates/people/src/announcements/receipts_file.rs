//! Who has read an announcement, as a file for spreadsheets.

use super::wire::Receipt;
use super::{AnnouncementId, rows};
use access::edge::{Answer, Csv, Path};
use access::{Cx, permit};
use kernel::{Error, Result};

const HEADER: &[&str] = &["name", "id", "told", "read", "acknowledged"];

/// Take an announcement's receipts away
///
/// The same as CSV. Needs `announcements.read` too.
#[utoipa::path(get, path = "/announcements/{id}/receipts.csv", tag = "Announcements", operation_id = "exportAnnouncementReceipts",
    params(("id" = AnnouncementId, Path, description = "The announcement.")),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String)))]
pub async fn export_receipts(cx: Cx<permit::ExportsRun>, Path(id): Path<AnnouncementId>) -> Answer<Csv> {
    cx.also::<permit::AnnouncementsRead>().ok_or(Error::Forbidden { permission: "announcements.read" })?;
    let found = cx.read(move |tx| {
        rows::find(tx, id)?;
        rows::receipts(tx, id)
    });
    let next = |rest: Option<Vec<Receipt>>| async move { Result::Ok(rest.map(|all| (all.iter().map(line).collect(), None))) };
    Ok(Csv::streamed("receipts.csv", HEADER, Some(found.await?), next)?)
}

fn line(receipt: &Receipt) -> Vec<String> {
    let at = |when: Option<kernel::Timestamp>| when.map(|when| when.to_string()).unwrap_or_default();
    let Receipt { member, told_at, read_at, acknowledged_at } = receipt;
    vec![member.name.clone(), member.id.to_string(), told_at.to_string(), at(*read_at), at(*acknowledged_at)]
}
