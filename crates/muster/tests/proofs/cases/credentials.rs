//! Sample requests of invitations, resets, factors, policy, sessions of others, mail.

use super::Prepared;
use crate::world::Client;

pub(super) async fn prepare(_maker: &Client, _route: &str) -> Option<Prepared> {
    None
}
