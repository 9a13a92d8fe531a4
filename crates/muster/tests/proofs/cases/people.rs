//! Sample requests of units, postings, ranks, members, contacts, further facts.

use super::Prepared;
use crate::world::Client;

pub(super) async fn prepare(_maker: &Client, _route: &str) -> Option<Prepared> {
    None
}
