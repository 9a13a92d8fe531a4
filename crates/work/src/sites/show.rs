//! One site.

use super::wire::SiteView;
use super::{SiteId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Read a site.
#[utoipa::path(get, path = "/sites/{id}", operation_id = "getSite", tag = "Sites", params(("id" = SiteId, Path)),
    responses((status = 200, body = SiteView, description = "The site")))]
pub async fn get_site(cx: Cx<permit::SitesRead>, Path(id): Path<SiteId>) -> Answer<Versioned<SiteView>> {
    let found = cx.read(move |tx| rows::find(tx, id)).await?;
    Ok(Versioned(found.into()))
}
