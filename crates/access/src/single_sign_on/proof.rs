//! The code changed for a token, and the token judged: by whom it was signed, for whom, for which errand, and when. Whatever is not
//! right is a [`Fault`]; what is right is a [`Proven`].

use super::errand::{Errand, Purpose};
use super::fault::Fault;
use super::provider::{Carrier, Provider, SIGNATURES};
use super::rules::{Settings, tells_second_factor};
use crate::state::Access;
use kernel::{Email, Timestamp};
use openidconnect::core::{CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreUserInfoClaims};
use openidconnect::{
    AccessToken, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, EndUserName, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, LocalizedClaim, Nonce, OAuth2TokenResponse as _, PkceCodeVerifier, RedirectUrl, SignatureVerificationError,
    TokenResponse as _,
};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How far the provider's clock may be from ours.
const SKEW_MILLIS: i64 = 60 * 1000;
/// Longest word of a provider for somebody; the protocol's own bound.
const MOST_SUBJECT: usize = 255;

/// What was proved: who somebody is at the provider, and what it says of them.
pub(super) struct Proven {
    pub(super) issuer: String,
    pub(super) subject: String,
    /// Their address, if the provider says that it is theirs.
    pub(super) email: Option<Email>,
    /// What they call themselves.
    pub(super) name: Option<String>,
    /// Whether there was a second factor, as the provider says.
    pub(super) second_factor: bool,
    /// When they proved to the provider who they are; the instant of the return where it does not say.
    pub(super) proved_at: Timestamp,
    /// For asking further.
    access_token: AccessToken,
    provider: Arc<Provider>,
}

/// The protocol's client of one organisation at one provider.
pub(super) type Client = CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Ourselves, as the provider knows us.
pub(super) fn client(provider: &Provider, settings: &Settings, redirect: &RedirectUrl) -> Client {
    let id = ClientId::new(settings.client_id.clone().unwrap_or_default());
    let client = CoreClient::from_provider_metadata(provider.metadata.clone(), id, settings.secret.clone());
    let ways = provider.metadata.token_endpoint_auth_methods_supported();
    let in_body = ways.is_some_and(|ways| {
        !ways.contains(&CoreClientAuthMethod::ClientSecretBasic) && ways.contains(&CoreClientAuthMethod::ClientSecretPost)
    });
    let way = if in_body { AuthType::RequestBody } else { AuthType::BasicAuth };
    client.set_auth_type(way).set_redirect_uri(redirect.clone())
}

/// Changes the code, and judges what comes for it.
pub(super) async fn prove(
    access: &Access,
    settings: &Settings,
    mut provider: Arc<Provider>,
    errand: &Errand,
    redirect: &RedirectUrl,
    code: String,
) -> std::result::Result<Proven, Fault> {
    let carrier = Carrier(access.0.outside.envoy.as_ref());
    let tokens = client(&provider, settings, redirect)
        .exchange_code(AuthorizationCode::new(code))
        .map_err(|_| Fault::Code)?
        .set_pkce_verifier(PkceCodeVerifier::new(errand.verifier(access)))
        .request_async(&carrier)
        .await
        .map_err(|_| Fault::Code)?;
    let token = tokens.id_token().ok_or(Fault::Token)?;
    let now = access.now();
    let nonce = Nonce::new(errand.nonce(access));
    let mut judged = judge(&provider, settings, redirect, token, &nonce, errand.began_at(), now);
    if matches!(judged, Err(Fault::Key)) {
        // Providers change their keys. They are asked for once more, never more often than once for a code that was good.
        provider = Provider::anew(access, provider.metadata.issuer().as_str()).await.map_err(|_| Fault::Provider)?;
        judged = judge(&provider, settings, redirect, token, &nonce, errand.began_at(), now);
    }
    let claims = judged?;
    let proved_at = proved_at(&claims, errand, now)?;
    let subject = claims.subject().as_str().to_owned();
    if subject.is_empty() || subject.len() > MOST_SUBJECT {
        return Err(Fault::Token);
    }
    let methods = claims.auth_method_refs().into_iter().flatten().map(|method| method.as_str());
    let second_factor = tells_second_factor(methods);
    let email = address(claims.email().map(|email| email.as_str()), claims.email_verified());
    let name = named(claims.name());
    let (issuer, access_token) = (provider.metadata.issuer().as_str().to_owned(), tokens.access_token().clone());
    Ok(Proven { issuer, subject, email, name, second_factor, proved_at, access_token, provider })
}

impl Proven {
    /// Asks the provider further, where the token names no address: some tell it at another place alone.
    pub(super) async fn complete(mut self, access: &Access, settings: &Settings, redirect: &RedirectUrl) -> Self {
        if self.email.is_some() || self.provider.metadata.userinfo_endpoint().is_none() {
            return self;
        }
        let carrier = Carrier(access.0.outside.envoy.as_ref());
        let client = client(&self.provider, settings, redirect);
        let subject = openidconnect::SubjectIdentifier::new(self.subject.clone());
        let Ok(question) = client.user_info(self.access_token.clone(), Some(subject)) else { return self };
        let told: std::result::Result<CoreUserInfoClaims, _> = question.request_async(&carrier).await;
        if let Ok(told) = told {
            self.email = address(told.email().map(|email| email.as_str()), told.email_verified());
            self.name = self.name.or_else(|| named(told.name()));
        }
        self
    }
}

fn judge(
    provider: &Provider,
    settings: &Settings,
    redirect: &RedirectUrl,
    token: &CoreIdToken,
    nonce: &Nonce,
    began_at: Timestamp,
    now: Timestamp,
) -> std::result::Result<CoreIdTokenClaims, Fault> {
    let client = client(provider, settings, redirect);
    // What was issued before anybody asked is somebody else's.
    let (earliest, latest) = (began_at.millis() - SKEW_MILLIS, now.millis() + SKEW_MILLIS);
    let verifier: CoreIdTokenVerifier<'_> = client
        .id_token_verifier()
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || system_time(now.plus_millis(-SKEW_MILLIS)).into())
        .set_issue_time_verifier_fn(move |at| {
            let at = at.timestamp_millis();
            if (earliest..=latest).contains(&at) { Ok(()) } else { Err("issued at another time".to_owned()) }
        });
    let claims = token.claims(&verifier, nonce).map_err(|error| fault(&error))?;
    // Made for somebody else to use, though we are named as well.
    if claims.authorized_party().is_some_and(|party| Some(party.as_str()) != settings.client_id.as_deref()) {
        return Err(Fault::Audience);
    }
    Ok(claims.clone())
}

fn fault(error: &ClaimsVerificationError) -> Fault {
    match error {
        ClaimsVerificationError::Expired(_) => Fault::Time,
        ClaimsVerificationError::InvalidAudience(_) => Fault::Audience,
        ClaimsVerificationError::InvalidIssuer(_) => Fault::Issuer,
        ClaimsVerificationError::InvalidNonce(_) => Fault::Nonce,
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => Fault::Key,
        ClaimsVerificationError::SignatureVerification(_) => Fault::Signature,
        _ => Fault::Token,
    }
}

/// When they proved who they are. An errand for a fresh proof is not done by an old one.
fn proved_at(claims: &CoreIdTokenClaims, errand: &Errand, now: Timestamp) -> std::result::Result<Timestamp, Fault> {
    let told = claims.auth_time().map(|at| Timestamp::clamped(at.timestamp_millis()).min(now));
    match (&errand.purpose, told) {
        (Purpose::SignIn { fresh: true, .. }, None) => Err(Fault::Stale),
        (Purpose::SignIn { fresh: true, .. }, Some(at)) if at.millis() < errand.began_at().millis() - SKEW_MILLIS => Err(Fault::Stale),
        (_, told) => Ok(told.unwrap_or(now)),
    }
}

fn system_time(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.millis()).unwrap_or_default())
}

/// An address that the provider says is theirs; what it did not verify is nobody's.
fn address(email: Option<&str>, verified: Option<bool>) -> Option<Email> {
    email.filter(|_| verified == Some(true)).and_then(|email| Email::parse(email).ok())
}

fn named(name: Option<&LocalizedClaim<EndUserName>>) -> Option<String> {
    name?.get(None).map(|name| name.as_str().to_owned())
}
