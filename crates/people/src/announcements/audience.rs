//! Whom an announcement means: asked before it is made, and by the same question when it is.

use super::rules;
use super::wire::{Audience, AudienceAsked, AudienceReach};
use access::edge::{Answer, Json};
use access::links::MemberLink;
use access::{Cx, permit};
use courier::House;
use kernel::Result;
use notices::{Hearer, NoticeKind};
use roster::audience;
use store::Tx;

/// So many are named.
const NAMED: usize = 5;

/// Count whom an announcement would reach
///
/// Those who would be told if it were made at this moment: nothing is told, and nothing is kept.
#[utoipa::path(post, path = "/announcements/audience", tag = "Announcements", operation_id = "countAnnouncementAudience",
    request_body = AudienceAsked, responses((status = 200, description = "How many that are.", body = AudienceReach)))]
pub async fn count_audience(cx: Cx<permit::AnnouncementsWrite>, Json(asked): Json<AudienceAsked>) -> Answer<axum::Json<AudienceReach>> {
    let house = cx.house();
    let mut meant = cx.read(move |tx| meant(tx, &house, &asked.audience)).await?;
    meant.sort_by_cached_key(|one| (one.name.to_lowercase(), one.id));
    let (members, without_mail) = (count(meant.len()), count(meant.iter().filter(|one| !one.by_mail).count()));
    let first = meant.into_iter().take(NAMED).map(|Hearer { id, name, .. }| MemberLink { id, name }).collect();
    Ok(axum::Json(AudienceReach { members, without_mail, first }))
}

/// Whom this audience means at this moment, within the right in use, but for who asks: nobody is told of what they say themself.
pub(super) fn meant(tx: &mut Tx<'_>, house: &House, asked: &Audience) -> Result<Vec<Hearer>> {
    let wanted = rules::wanted(asked, tx.reach())?;
    audience::check(tx, &wanted)?;
    let today = tx.now().date_in(&house.zone.rules());
    let members = audience::members(tx, &wanted, today)?;
    notices::hearers(tx, &members, NoticeKind::Announcement)
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}
