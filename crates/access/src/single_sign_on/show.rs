//! Single sign-on as it is decided.

use super::home::redirect_uri;
use super::rows;
use super::wire::SingleSignOn;
use crate::cx::Cx;
use crate::edge::{Answer, Versioned};
use crate::permission::all::PolicyRead;
use crate::state::Access;
use axum::extract::State;

/// How members sign in at the organisation's provider
#[utoipa::path(get, path = "/single-sign-on", tag = "Security", operation_id = "singleSignOn",
    responses((status = 200, description = "What is decided; off where nothing ever was.", body = SingleSignOn)))]
pub async fn show_single_sign_on(cx: Cx<PolicyRead>, State(access): State<Access>) -> Answer<Versioned<SingleSignOn>> {
    let redirect_uri = redirect_uri(&access, cx.organisation());
    let view = cx.read(move |tx| {
        let settings = rows::settings(tx)?;
        let linked = rows::linked_at(tx, settings.issuer.as_deref())?;
        Ok(SingleSignOn::of(&settings, redirect_uri, linked))
    });
    Ok(Versioned(view.await?))
}
