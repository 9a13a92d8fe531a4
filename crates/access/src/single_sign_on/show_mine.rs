//! Whether one's own account is linked with one at the organisation's provider.

use super::rows;
use super::rules::Mode;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfRead;
use axum::Json;
use kernel::Timestamp;
use serde::Serialize;

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
        let identity = settings.issuer.filter(|_| offered).map(|issuer| rows::identity_of(tx, member, &issuer)).transpose()?.flatten();
        let linked = identity.map(|rows::Identity { issuer, linked_at, last_used_at }| LinkedAccount { issuer, linked_at, last_used_at });
        Ok(MySingleSignOn { offered, label: settings.label.filter(|_| offered), linked })
    });
    Ok(Json(view.await?))
}
