//! Changing the networks. Nobody locks themself out; turning enforcement off is a weakening, and on record as such.

use super::rules::{Mode, Rules};
use super::wire::{NetworksView, NewNetworks, texts};
use super::{NETWORKS_CHANGED, NETWORKS_WEAKENED, rows};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Versioned};
use crate::permission::all::NetworksWrite;
use crate::roles::Role;
use crate::state::Access;
use axum::extract::State;
use kernel::{Error, Result};
use store::{Event, Subject, Tx};

/// Decide from which networks Muster may be used
///
/// To enforce ranges, send them from inside of them. It counts from the next request on, at the latest half a second after this answer
/// on every server; answers that stream are looked at again within 30 seconds.
#[utoipa::path(put, path = "/networks", tag = "Networks", operation_id = "changeNetworks", request_body = NewNetworks,
    params(("If-Match" = String, Header, description = "The version as you read it.", example = "\"1\"")),
    responses((status = 200, description = "The networks as they are now.", body = NetworksView)))]
pub async fn change_networks(
    cx: Cx<NetworksWrite>,
    State(access): State<Access>,
    if_match: IfMatch,
    Json(asked): Json<NewNetworks>,
) -> Answer<Versioned<NetworksView>> {
    let (address, roles) = (cx.address(), cx.identity().role_words.clone());
    let yours = address.map(|address| address.to_string());
    let view = cx
        .write(move |mut tx| {
            let before = rows::read(&mut tx)?;
            if_match.hold(before.version, || Ok(NetworksView::of(&before, yours.clone())))?;
            let mut after = asked.rules(before.version)?;
            known_roles(&mut tx, &after)?;
            if after.mode == Mode::Enforce && !after.judge(address, &roles).passes {
                return Err(Error::refused("would-lock-you-out", "the address you come from is not in these ranges: add it first"));
            }
            rows::write(&mut tx, &after)?;
            after.updated_at = Some(tx.now());
            let view = NetworksView::of(&after, yours);
            tx.commit(changed(&before, &after), view)
        })
        .await?;
    access.0.networks.forget(cx.organisation());
    Ok(Versioned(view))
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

fn known_roles(tx: &mut Tx<'_>, rules: &Rules) -> Result<()> {
    for (role, _) in &rules.by_role {
        if role.parse::<Role>().is_err() && !rows::has_role(tx, role)? {
            return Err(Error::field("by_role", "unknown-role", format!("there is no role {role}")));
        }
    }
    Ok(())
}
