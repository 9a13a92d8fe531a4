//! Sending somebody to the provider.

use super::errand::{Errand, Purpose};
use super::home::Offering;
use super::proof::client;
use super::provider::Provider;
use crate::state::Access;
use axum::response::{IntoResponse, Response};
use http::header::SET_COOKIE;
use kernel::{Error, Result};
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope};
use serde::Serialize;
use std::time::Duration;

/// Where to send the browser.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = SignInAway)]
pub struct Away {
    /// At the organisation's provider.
    #[schema(example = "https://login.example.org/authorize?response_type=code&client_id=muster")]
    pub(super) url: String,
}

/// The provider's address for an errand, and the cookie that goes with it.
pub(super) async fn send(access: &Access, offering: &Offering, purpose: Purpose) -> Result<Response> {
    let provider = Provider::of(access, offering.issuer()).await.map_err(|unfit| {
        tracing::warn!(why = unfit.told().0, "an organisation's provider cannot be used");
        Error::refused(
            "provider-unfit",
            "the organisation's provider cannot be reached, or is not set up rightly: try again, or tell an administrator",
        )
    })?;
    let is_fresh = matches!(purpose, Purpose::SignIn { fresh: true, .. } | Purpose::Link { .. });
    let errand = Errand::new(access, offering.listing.id, &offering.settings, purpose)?;
    let client = client(&provider, &offering.settings, &offering.redirect(access)?);
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(errand.verifier(access)));
    let (state, nonce) = (CsrfToken::new(errand.state(access)), Nonce::new(errand.nonce(access)));
    let mut asking = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || state, move || nonce)
        .add_scope(Scope::new("email".to_owned()))
        .add_scope(Scope::new("profile".to_owned()))
        .set_pkce_challenge(challenge);
    if is_fresh {
        asking = asking.set_max_age(Duration::ZERO);
    }
    let (url, _, _) = asking.url();
    let mut response = axum::Json(Away { url: url.to_string() }).into_response();
    response.headers_mut().insert(SET_COOKIE, errand.cookie(access)?);
    Ok(response)
}
