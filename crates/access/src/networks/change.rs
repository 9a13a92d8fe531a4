//! Changing the networks. Nobody locks themself out; turning enforcement off is a weakening, and on record as such.

use super::rules::{Mode, Rules};
use super::weakening::Weakening;
use super::wire::{NetworksView, NewNetworks, texts};
use super::{NETWORKS_CHANGED, NETWORKS_WEAKENED, rows};
use crate::approvals::{self, Act, ApprovalView, Settled, second};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Versioned};
use crate::holdings;
use crate::permission::{Permission, all::NetworksWrite};
use crate::state::Access;
use axum::extract::State;
use kernel::{Error, Result};
use std::net::IpAddr;
use store::{Event, Subject, Tx, WriteTx};

/// Decide from which networks Muster may be used
///
/// To enforce ranges, send them from inside of them. It counts from the next request on, at the latest half a second after this answer
/// on every server; answers that stream are looked at again within 30 seconds. Networks that were enforced and would not be any more, or
/// would hold everybody, wait for a second person, where somebody else could confirm it: then the answer is 202 with the approval.
#[utoipa::path(put, path = "/networks", tag = "Networks", operation_id = "changeNetworks", request_body = NewNetworks,
    params(("If-Match" = String, Header, description = "The version as you read it.", example = "\"1\"")),
    responses((status = 200, description = "The networks as they are now.", body = NetworksView),
        (status = 202, description = "They would keep less out, and wait for a second person.", body = ApprovalView)))]
pub async fn change_networks(
    cx: Cx<NetworksWrite>,
    State(access): State<Access>,
    if_match: IfMatch,
    Json(asked): Json<NewNetworks>,
) -> Answer<Settled<Versioned<NetworksView>>> {
    let (address, roles) = (cx.address(), cx.identity().role_words.clone());
    let yours = address.map(|address| address.to_string());
    let settled = cx
        .write(move |mut tx| {
            let before = rows::read(&mut tx)?;
            if_match.hold(before.version, || Ok(NetworksView::of(&before, yours.clone())))?;
            let after = asked.clone().rules(before.version)?;
            known_roles(&mut tx, &after)?;
            inside(&after, address, &roles)?;
            if after.weakness(&before).is_some() && second::is_there(&mut tx, NetworksWrite::NAME, None)? {
                let view = approvals::ask(&mut tx, Act::WeakenNetworks(Weakening::of(&before, asked)))?;
                return tx.commit(approvals::asked(&view), Settled::Waits(Box::new(view)));
            }
            let (event, after) = decide(&mut tx, &before, after)?;
            tx.commit(event, Settled::Done(NetworksView::of(&after, yours)))
        })
        .await?;
    access.0.networks.forget(cx.organisation());
    Ok(settled.map(Versioned))
}

/// Refuses networks that would shut out whoever decides on them.
pub(super) fn inside(after: &Rules, address: Option<IpAddr>, roles: &[String]) -> Result<()> {
    if after.mode == Mode::Enforce && !after.judge(address, roles).passes {
        return Err(Error::refused("would-lock-you-out", "the address you come from is not in these ranges: add it first"));
    }
    Ok(())
}

/// Keeps the networks, and gives their record and what they are now.
pub(super) fn decide(tx: &mut WriteTx<'_>, before: &Rules, mut after: Rules) -> Result<(Event, Rules)> {
    rows::write(tx, &after)?;
    after.updated_at = Some(tx.now());
    Ok((changed(before, &after), after))
}

pub(super) fn changed(before: &Rules, after: &Rules) -> Event {
    let by_role = |rules: &Rules| -> Vec<String> {
        rules.by_role.iter().flat_map(|(role, ranges)| texts(ranges).into_iter().map(move |range| format!("{role}: {range}"))).collect()
    };
    let (action, label) = match after.weakness(before) {
        Some(told) => (&NETWORKS_WEAKENED, told),
        None => (&NETWORKS_CHANGED, String::new()),
    };
    Event::new(action, Subject::unnamed("networks"))
        .label(label)
        .change("mode", &before.mode, &after.mode)
        .change("ranges", &texts(&before.everybody), &texts(&after.everybody))
        .change("by_role", &by_role(before), &by_role(after))
}

pub(super) fn known_roles(tx: &mut Tx<'_>, rules: &Rules) -> Result<()> {
    for (role, _) in &rules.by_role {
        if !holdings::is_role(tx, role)? {
            return Err(Error::field("by_role", "unknown-role", format!("there is no role {role}")));
        }
    }
    Ok(())
}
