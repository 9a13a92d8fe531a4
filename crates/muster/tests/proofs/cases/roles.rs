//! Sample requests of roles, holdings, approvals, explanations, reviews.

use super::Prepared;
use crate::world::Client;

pub(super) async fn prepare(_maker: &Client, _route: &str) -> Option<Prepared> {
    None
}
