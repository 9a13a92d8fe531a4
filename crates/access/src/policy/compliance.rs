//! Who does not meet the policy yet.

use super::Minimum;
use super::rows::{self, Demanded};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::PolicyRead;
use axum::Json;
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::schema::{holding, member, passkey, totp};

/// Those who lack something.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Compliance {
    items: Vec<Lacking>,
}

/// Somebody who has not set up what is demanded of them.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PolicyLacking)]
pub struct Lacking {
    member: LackingMember,
    /// What their roles demand.
    demanded: Minimum,
    /// What they have set up.
    has: Minimum,
    /// Until when they may go on without.
    grace_until: Timestamp,
}

/// Who.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LackingMember {
    id: MemberId,
    #[schema(example = "Ana Okafor")]
    name: String,
}

/// Who does not meet the policy yet
///
/// Members who have not set up what their roles demand, by name. When their grace is over they reach nothing but their own account.
#[utoipa::path(get, path = "/security-policy/compliance", tag = "Security", operation_id = "securityCompliance",
    responses((status = 200, description = "Those who lack something.", body = Compliance)))]
pub async fn show_compliance(cx: Cx<PolicyRead>) -> Answer<Json<Compliance>> {
    Ok(Json(Compliance { items: cx.read(lacking).await? }))
}

fn lacking(tx: &mut Tx<'_>) -> Result<Vec<Lacking>> {
    let policy = rows::policy(tx)?;
    let now = tx.now();
    let apps: BTreeSet<MemberId> =
        totp::table.filter(totp::since.is_not_null()).select(totp::member_id).load(tx.db())?.into_iter().collect();
    let keys: BTreeSet<MemberId> = passkey::table.select(passkey::member_id).distinct().load(tx.db())?.into_iter().collect();
    let mut held: BTreeMap<MemberId, Vec<(String, Timestamp)>> = BTreeMap::new();
    let holdings: Vec<(MemberId, String, Timestamp)> = holding::table
        .filter(holding::from_at.le(now))
        .filter(holding::until_at.is_null().or(holding::until_at.gt(now)))
        .select((holding::member_id, holding::role, holding::from_at))
        .load(tx.db())?;
    for (member, role, from) in holdings.into_iter().filter(|(_, role, _)| policy.minimum.contains_key(role)) {
        held.entry(member).or_default().push((role, from));
    }
    let contacts: Vec<(MemberId, Timestamp)> = member::table
        .filter(member::customer_id.is_not_null().and(member::status.eq("active")))
        .select((member::id, member::created_at))
        .load(tx.db())?;
    held.extend(contacts.into_iter().map(|(id, since)| (id, vec![("contact".to_owned(), since)])));
    let members: Vec<(MemberId, String)> = member::table
        .filter(member::status.eq("active"))
        .order((member::name, member::id))
        .select((member::id, member::name))
        .load(tx.db())?;
    let judged = members.into_iter().filter_map(|(id, name)| {
        let roles = held.get(&id)?.iter().map(|(role, from)| (role.as_str(), *from));
        let Demanded { minimum, grace_until } = rows::strictest(&policy, roles)?;
        let has = match (keys.contains(&id), apps.contains(&id)) {
            (true, _) => Minimum::Passkey,
            (false, true) => Minimum::SecondFactor,
            (false, false) => Minimum::Password,
        };
        (has < minimum).then_some(Lacking { member: LackingMember { id, name }, demanded: minimum, has, grace_until })
    });
    Ok(judged.collect())
}
