//! Sample requests of tokens, networks, support, webhooks.

use super::Prepared;
use crate::world::Client;

pub(super) async fn prepare(_maker: &Client, _route: &str) -> Option<Prepared> {
    None
}
