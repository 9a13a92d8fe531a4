//! Where the demo's members serve, under whom, and as what.

use super::cast::Troupe;
use super::company::{DISPATCHER, SignIn};
use super::person::Person;
use crate::failure::Failure;
use serde_json::{Value, json};

/// Makes units and ranks, and gives everybody a place: the office at the top, the others by turns in the units below, each under one
/// of the dispatchers.
pub(super) async fn call(administrator: &Person, troupe: &Troupe, members: &[SignIn]) -> Result<(), Failure> {
    let mut units: Vec<Value> = Vec::new();
    for (name, kind) in troupe.units {
        let parent = units.first().map(|top| top["id"].clone());
        units.push(administrator.post("/units", json!({"name": name, "kind": kind, "parent_id": parent})).await?);
    }
    let mut ranks = Vec::new();
    for (at, name) in troupe.ranks.into_iter().enumerate() {
        ranks.push(administrator.post("/ranks", json!({"name": name, "order": (at + 1) * 10})).await?);
    }
    for (at, member) in members.iter().enumerate() {
        let in_the_office = at <= DISPATCHER + 1;
        let unit = if in_the_office { 0 } else { 1 + at % (units.len() - 1) };
        let above = members.get(DISPATCHER + at % 2).filter(|_| !in_the_office).map(|above| above.id);
        let posting = json!({"unit_id": units[unit]["id"], "supervisor_id": above});
        administrator.post(&format!("/members/{}/postings", member.id), posting).await?;
        let rank = if at == 0 { 0 } else { 1 + usize::from(!in_the_office) };
        administrator.post(&format!("/members/{}/ranks", member.id), json!({"rank_id": ranks[rank]["id"]})).await?;
    }
    Ok(())
}
