//! Whether one's own account is linked with one at the organisation's provider.

use super::rows;
use super::rules::{Mode, Settings};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfRead;
use axum::Json;
use kernel::{MemberId, Result, Timestamp};
use serde::Serialize;
use store::Tx;

/// My account at the organisation's provider.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MySingleSignOn {
    /// Whether the organisation offers it.
    offered: bool,
    /// What it calls its accounts.
    #[schema(example = "North River account")]
    label: Option<String>,
    /// Null while it is not linked.
    linked: Option<LinkedAccount>,
}

/// A link with an account at the provider.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct LinkedAccount {
    /// The provider.
    #[schema(example = "https://login.example.org")]
    issuer: String,
    /// Since when.
    linked_at: Timestamp,
    /// The last sign-in by it.
    last_used_at: Option<Timestamp>,
}

/// Is my account linked with my organisation's
#[utoipa::path(get, path = "/me/single-sign-on", tag = "Session", operation_id = "mySingleSignOn",
    responses((status = 200, description = "Whether it is offered, and whether it is linked.", body = MySingleSignOn)))]
pub async fn show_mine(cx: Cx<SelfRead>) -> Answer<Json<MySingleSignOn>> {
    let member = cx.member();
    let view = cx.read(move |tx| {
        let settings = rows::settings(tx)?;
        let offered = settings.mode != Mode::Off;
        let linked = linked(tx, &settings, member)?;
        Ok(MySingleSignOn { offered, label: settings.label.filter(|_| offered), linked })
    });
    Ok(Json(view.await?))
}

/// The member's account at the provider that the organisation has now, if it offers single sign-on and the two are linked.
pub(crate) fn linked_of(tx: &mut Tx<'_>, member: MemberId) -> Result<Option<LinkedAccount>> {
    let settings = rows::settings(tx)?;
    linked(tx, &settings, member)
}

fn linked(tx: &mut Tx<'_>, settings: &Settings, member: MemberId) -> Result<Option<LinkedAccount>> {
    let Some(issuer) = settings.issuer.as_ref().filter(|_| settings.mode != Mode::Off) else { return Ok(None) };
    let identity = rows::identity_of(tx, member, issuer)?;
    Ok(identity.map(|rows::Identity { issuer, linked_at, last_used_at }| LinkedAccount { issuer, linked_at, last_used_at }))
}
