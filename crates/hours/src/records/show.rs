//! One record of hours, whole.

use super::wire::{HoursView, HoursWhole};
use super::{HoursId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};
use kernel::Result;
use store::Tx;

/// Show hours
///
/// With their parts by day and category, and every version they had.
#[utoipa::path(get, path = "/hours/{id}", tag = "Hours", operation_id = "getHours", params(("id" = HoursId, Path, description = "The hours.")),
    responses((status = 200, description = "The hours.", body = HoursWhole)))]
pub async fn get_hours(cx: Cx<permit::HoursRead>, Path(id): Path<HoursId>) -> Answer<Versioned<HoursWhole>> {
    Ok(Versioned(cx.read(move |tx| whole(tx, id)).await?))
}

fn whole(tx: &mut Tx<'_>, id: HoursId) -> Result<HoursWhole> {
    let named = rows::find(tx, id)?;
    let lines = rows::lines(tx, id, named.0.revision)?.into_iter().map(Into::into).collect();
    let versions = rows::versions(tx, id)?.into_iter().map(Into::into).collect();
    Ok(HoursWhole { hours: HoursView::of(tx, named), lines, versions })
}
