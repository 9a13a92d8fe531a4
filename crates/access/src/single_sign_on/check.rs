//! Trying an issuer before it is decided on.

use super::provider::Provider;
use super::wire::{CheckedIssuer, IssuerToCheck};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::permission::all::PolicyWrite;
use crate::state::Access;
use axum::extract::State;
use kernel::Error;

/// Try a provider
///
/// Reads its discovery document now, and tells what is missing. Changes nothing.
#[utoipa::path(post, path = "/single-sign-on/check", tag = "Security", operation_id = "checkSingleSignOn", request_body = IssuerToCheck,
    responses((status = 200, description = "It can be used.", body = CheckedIssuer)))]
pub async fn check_single_sign_on(
    _cx: Cx<PolicyWrite>,
    State(access): State<Access>,
    Json(asked): Json<IssuerToCheck>,
) -> Answer<axum::Json<CheckedIssuer>> {
    let provider = Provider::anew(&access, asked.issuer.as_str()).await.map_err(|unfit| {
        let (code, message) = unfit.told();
        Error::field("issuer", code, message)
    })?;
    let metadata = &provider.metadata;
    Ok(axum::Json(CheckedIssuer {
        issuer: metadata.issuer().as_str().to_owned(),
        authorization_endpoint: metadata.authorization_endpoint().as_str().to_owned(),
        token_endpoint: metadata.token_endpoint().map(|place| place.as_str().to_owned()).unwrap_or_default(),
        methods: provider.challenge_methods(),
    }))
}
