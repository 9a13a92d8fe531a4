//! The networks as they are.

use super::rows;
use super::wire::NetworksView;
use crate::cx::Cx;
use crate::edge::{Answer, Versioned};
use crate::permission::all::NetworksRead;

/// From which networks Muster may be used
#[utoipa::path(get, path = "/networks", tag = "Networks", operation_id = "showNetworks",
    responses((status = 200, description = "The ranges, and whether they count.", body = NetworksView)))]
pub async fn show_networks(cx: Cx<NetworksRead>) -> Answer<Versioned<NetworksView>> {
    let your_address = cx.address().map(|address| address.to_string());
    let rules = cx.read(rows::read).await?;
    Ok(Versioned(NetworksView::of(&rules, your_address)))
}
