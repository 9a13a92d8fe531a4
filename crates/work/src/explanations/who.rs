//! Who reaches a row.

use super::rows::{self, Record};
use super::wire::{Through, Who, WhoItem, WhoQuery};
use access::edge::{Answer, Query};
use access::links::{MemberLink, RoleLink};
use access::{Cx, holdings, permit};
use axum::Json;
use kernel::{Reach, Result};
use store::Tx;

/// List who reaches a job, a customer or a site, and through what.
#[utoipa::path(get, path = "/access/who", operation_id = "whoReaches", tag = "Roles", params(WhoQuery),
    responses((status = 200, body = Who, description = "Who, by name")))]
pub async fn who_reaches(cx: Cx<permit::RolesRead>, Query(query): Query<WhoQuery>) -> Answer<Json<Who>> {
    Ok(Json(Who { items: cx.read(move |tx| found(tx, &query)).await? }))
}

fn found(tx: &mut Tx<'_>, query: &WhoQuery) -> Result<Vec<WhoItem>> {
    let record = rows::record(tx, query.record)?;
    let permission = query.permission.map_or(record.reading, |permission| permission.0.name);
    let names = holdings::role_names(tx)?;
    let mut items = Vec::new();
    for (member, held) in holdings::who_holds(tx)? {
        let sources = holdings::sources(tx, member.id, &held)?;
        let reaches = |reach: &Reach| record.is_reached(reach, member.id);
        // No right reaches what cannot be seen.
        if !sources.iter().any(|source| source.permission == record.reading && reaches(&source.reach)) {
            continue;
        }
        for source in sources.iter().filter(|source| source.permission == permission && reaches(&source.reach)) {
            let role = RoleLink { id: source.held.role, name: names.get(&source.held.role).cloned().unwrap_or_default() };
            let through = Through { role: Some(role), holding_id: Some(source.held.id) };
            items.push(WhoItem { member: member.clone(), permission: source.permission, scope: source.reach.scope(), through });
        }
    }
    items.extend(contacts(tx, &record, permission)?);
    Ok(items)
}

/// The customer's people, for those who may see them.
fn contacts(tx: &mut Tx<'_>, record: &Record, permission: &'static str) -> Result<Vec<WhoItem>> {
    let Some(customer) = record.customer.filter(|_| tx.right("contacts.read").is_some()) else { return Ok(Vec::new()) };
    let Some(reach) = holdings::contact_rights(customer).reach(permission) else { return Ok(Vec::new()) };
    let found = rows::contacts(tx, customer)?.into_iter().filter(|(id, _)| record.is_reached(&reach, *id));
    let item = |(id, name)| WhoItem {
        member: MemberLink { id, name },
        permission,
        scope: reach.scope(),
        through: Through { role: None, holding_id: None },
    };
    Ok(found.map(item).collect())
}
