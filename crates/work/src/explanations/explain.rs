//! Why somebody may do something, or may not.

use super::rows;
use super::rules::{active, granted, reached, role, step};
use super::wire::{Explanation, ExplanationQuery, Step};
use access::edge::{Answer, Query};
use access::holdings::{self, HoldingView};
use access::links::MemberLink;
use access::{Cx, permit};
use axum::Json;
use kernel::{CustomerId, MemberId, Result, Rights};
use store::Tx;

/// Explain why somebody may do something, rule by rule.
#[utoipa::path(get, path = "/access/explanation", operation_id = "explainAccess", tag = "Roles", params(ExplanationQuery),
    responses((status = 200, body = Explanation, description = "Whether they may, and why")))]
pub async fn explain_access(cx: Cx<permit::RolesRead>, Query(query): Query<ExplanationQuery>) -> Answer<Json<Explanation>> {
    Ok(Json(cx.read(move |tx| explained(tx, &query)).await?))
}

fn explained(tx: &mut Tx<'_>, query: &ExplanationQuery) -> Result<Explanation> {
    let (id, permission) = (query.member_id, query.permission.0.name);
    let person = holdings::person(tx, id)?;
    let mut steps = vec![active(&person.name, &person.status)];
    let is_active = person.status == "active";
    let rights = match person.customer {
        Some(customer) => of_contact(tx, &person.name, customer, &mut steps)?,
        None => of_member(tx, id, permission, &mut steps)?,
    };
    let reach = rights.reach(permission);
    steps.push(granted(reach.as_ref(), permission));
    let mut allowed = is_active && reach.is_some();
    if let Some(name) = query.record {
        let record = rows::record(tx, name)?;
        if record.reading != permission {
            steps.push(reached("seen", record.reading, rights.reach(record.reading).as_ref(), &record, id));
        }
        steps.push(reached("reached", permission, reach.as_ref(), &record, id));
        allowed &= steps.iter().filter(|step| matches!(step.rule, "seen" | "reached")).all(|step| step.holds);
    }
    Ok(Explanation { member: MemberLink { id, name: person.name }, allowed, scope: reach.map(|reach| reach.scope()), steps })
}

fn of_contact(tx: &mut Tx<'_>, name: &str, customer: CustomerId, steps: &mut Vec<Step>) -> Result<Rights> {
    let of = rows::customer_name(tx, customer)?;
    let text = "A contact may see what belongs to their customer, and no role adds to that.";
    steps.push(step("contact", true, text, format!("{name} belongs to {of}.")));
    Ok(holdings::contact_rights(customer))
}

fn of_member(tx: &mut Tx<'_>, id: MemberId, permission: &str, steps: &mut Vec<Step>) -> Result<Rights> {
    let held = holdings::held(tx, id)?;
    let sources = holdings::sources(tx, id, &held)?;
    let views: Vec<HoldingView> = holdings::all_of(tx, id)?;
    for view in views.iter().filter(|view| held.iter().any(|held| held.id == view.id)) {
        let source = sources.iter().find(|source| source.held.id == view.id && source.permission == permission);
        steps.push(role(view, source, permission));
    }
    Ok(holdings::together(&sources))
}
