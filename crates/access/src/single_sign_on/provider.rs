//! A provider: what it says of itself, read from where its issuer says, and believed for ten minutes. All that is asked of it goes by
//! the envoy, which bounds where, how long and how much.

use crate::state::Access;
use envoy::{Destination, Envoy, Fault, Question};
use http::HeaderValue;
use http::header::{CONTENT_TYPE, HeaderName};
use kernel::Timestamp;
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{AdditionalProviderMetadata, AsyncHttpClient, DiscoveryError, HttpRequest, HttpResponse, IssuerUrl, ProviderMetadata};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

/// How long what a provider said of itself is believed.
const BELIEVED_MILLIS: i64 = 10 * 60 * 1000;
/// Most providers remembered.
const MOST: usize = 1_000;

/// The signatures that are believed: made with a key that only the provider has. Never none, and never one made with a secret that both
/// sides know.
pub(super) const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What providers say of themselves beyond discovery's own words.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Further {
    /// RFC 8414; absent where it says nothing of PKCE.
    #[serde(default)]
    code_challenge_methods_supported: Option<Vec<String>>,
    /// RFC 9207: it names itself when it sends somebody back.
    #[serde(default)]
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl AdditionalProviderMetadata for Further {}

type Metadata = ProviderMetadata<
    Further,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// A provider as it said it is.
#[derive(Debug)]
pub(super) struct Provider {
    pub(super) metadata: Metadata,
    read_at: Timestamp,
}

/// Why a provider cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is no address of an issuer.
    Malformed,
    /// Nobody answers there, or not in time.
    Unreachable(Fault),
    /// What answers is no discovery document, or has no keys.
    Unreadable,
    /// It says that it is another.
    AnotherIssuer,
    /// It gives no codes, or names no place to change them.
    NoCodeFlow,
    /// It says what it knows of PKCE, and SHA-256 is not among it.
    NoPkce,
    /// It signs in no way that is believed.
    NoSignature,
}

impl Unfit {
    /// A stable word, and a sentence for people.
    pub(super) fn told(self) -> (&'static str, String) {
        match self {
            Self::Malformed => ("not-acceptable", "must be an address such as https://login.example.org, without ? and #".into()),
            Self::Unreachable(fault) => ("unreachable", format!("its discovery document cannot be read: {fault}")),
            Self::Unreadable => ("no-provider", "what answers there is no OpenID provider's discovery document".into()),
            Self::AnotherIssuer => {
                ("another-issuer", "the provider names itself otherwise: copy its issuer exactly, to the last stroke".into())
            }
            Self::NoCodeFlow => ("no-code-flow", "the provider does not offer the authorization code flow".into()),
            Self::NoPkce => ("no-pkce", "the provider does not know PKCE with S256".into()),
            Self::NoSignature => ("no-signature", "the provider signs in no way that is believed here".into()),
        }
    }
}

/// The envoy, as the protocol's crate asks by it.
pub(super) struct Carrier<'a>(pub(super) Option<&'a Envoy>);

impl<'c> AsyncHttpClient<'c> for Carrier<'_> {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Fault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let envoy = self.0.ok_or(Fault::Connection)?;
            let to = Destination::parse(&request.uri().to_string()).map_err(|_| Fault::Address)?;
            let (head, body) = request.into_parts();
            let told = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
            let kind = head.headers.get(CONTENT_TYPE).and_then(told);
            let others = head.headers.iter().filter(|(name, _)| **name != CONTENT_TYPE);
            let headers: Vec<(HeaderName, String)> = others.filter_map(|(name, value)| Some((name.clone(), told(value)?))).collect();
            let question = Question { method: head.method, content_type: kind.as_deref(), headers: &headers, body };
            let answer = envoy.ask(&to, question).await?;
            let mut response = http::Response::builder().status(answer.status);
            if let Some(kind) = answer.content_type {
                response = response.header(CONTENT_TYPE, kind);
            }
            response.body(answer.body).map_err(|_| Fault::Answer)
        })
    }
}

/// Providers read lately.
#[derive(Default)]
pub(crate) struct Providers(Mutex<HashMap<String, Arc<Provider>>>);

impl Provider {
    /// The provider of this issuer, as it said lately.
    pub(super) async fn of(access: &Access, issuer: &str) -> Result<Arc<Self>, Unfit> {
        let known = access.0.providers.0.lock().unwrap_or_else(PoisonError::into_inner).get(issuer).cloned();
        match known.filter(|known| known.is_young(access.now())) {
            Some(known) => Ok(known),
            None => Self::anew(access, issuer).await,
        }
    }

    /// The same, asked now.
    pub(super) async fn anew(access: &Access, issuer: &str) -> Result<Arc<Self>, Unfit> {
        let url = issuer_url(issuer).ok_or(Unfit::Malformed)?;
        let carrier = Carrier(access.0.outside.envoy.as_ref());
        let metadata = Metadata::discover_async(url, &carrier).await.map_err(|error| match error {
            DiscoveryError::Request(fault) => Unfit::Unreachable(fault),
            DiscoveryError::Validation(_) => Unfit::AnotherIssuer,
            _ => Unfit::Unreadable,
        })?;
        let now = access.now();
        let provider = Arc::new(Self { metadata, read_at: now });
        provider.fit()?;
        let mut providers = access.0.providers.0.lock().unwrap_or_else(PoisonError::into_inner);
        if providers.len() >= MOST {
            providers.retain(|_, known| known.is_young(now));
        }
        if providers.len() < MOST {
            providers.insert(issuer.to_owned(), Arc::clone(&provider));
        }
        Ok(provider)
    }

    fn is_young(&self, now: Timestamp) -> bool {
        (0..BELIEVED_MILLIS).contains(&now.millis().saturating_sub(self.read_at.millis()))
    }

    /// Whether it offers what is needed, at addresses that can be gone to.
    fn fit(&self) -> Result<(), Unfit> {
        let metadata = &self.metadata;
        let gives_codes = metadata.response_types_supported().iter().any(|types| matches!(types.as_slice(), [CoreResponseType::Code]));
        let changes_them = metadata.token_endpoint().is_some_and(|place| Destination::parse(place.as_str()).is_ok());
        // A browser is sent there: an address that is a script would be one of ours.
        if !gives_codes || !changes_them || Destination::parse(metadata.authorization_endpoint().as_str()).is_err() {
            return Err(Unfit::NoCodeFlow);
        }
        // Many that know it say nothing of it.
        let methods = metadata.additional_metadata().code_challenge_methods_supported.as_ref();
        if methods.is_some_and(|methods| !methods.iter().any(|method| method == "S256")) {
            return Err(Unfit::NoPkce);
        }
        if !metadata.id_token_signing_alg_values_supported().iter().any(|way| SIGNATURES.contains(way)) {
            return Err(Unfit::NoSignature);
        }
        Ok(())
    }

    /// The ways of PKCE that it says it knows.
    pub(super) fn challenge_methods(&self) -> Vec<String> {
        self.metadata.additional_metadata().code_challenge_methods_supported.clone().unwrap_or_default()
    }

    /// Whether it says that it names itself when it sends somebody back.
    pub(super) fn names_itself(&self) -> bool {
        self.metadata.additional_metadata().authorization_response_iss_parameter_supported == Some(true)
    }
}

/// An issuer as discovery takes it.
pub(super) fn issuer_url(issuer: &str) -> Option<IssuerUrl> {
    if issuer.len() > super::rules::MOST_ISSUER || issuer.contains(['?', '#']) || Destination::parse(issuer).is_err() {
        return None;
    }
    IssuerUrl::new(issuer.to_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_an_address_of_the_web() {
        for good in ["https://login.example.org", "https://login.example.org/", "https://login.example.org:8443/realms/north"] {
            assert_eq!(issuer_url(good).unwrap().as_str(), good, "kept to the letter");
        }
        for bad in [
            "http://login.example.org",
            "https://login.example.org/?a=b",
            "https://login.example.org/#a",
            "https://ana:secret@login.example.org",
            "https://login.example.org:22",
            "login.example.org",
            "javascript:alert(1)",
            "",
        ] {
            assert!(issuer_url(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn no_signature_that_is_believed_is_made_with_a_shared_secret() {
        for way in [
            CoreJwsSigningAlgorithm::None,
            CoreJwsSigningAlgorithm::HmacSha256,
            CoreJwsSigningAlgorithm::HmacSha384,
            CoreJwsSigningAlgorithm::HmacSha512,
        ] {
            assert!(!SIGNATURES.contains(&way), "{way:?}");
        }
    }
}
