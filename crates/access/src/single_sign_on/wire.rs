//! Single sign-on on the wire.

use super::provider::issuer_url;
use super::rules::{self, MOST_DOMAINS, Mode, Settings};
use crate::edge::VersionedRow;
use crate::holdings::RoleName;
use kernel::{Error, Line, Result};
use openidconnect::ClientSecret;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Single sign-on as it is decided.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SingleSignOn {
    /// For `If-Match`.
    pub version: i64,
    /// Whether members may sign in at the provider, or must.
    pub mode: Mode,
    /// The provider, as it names itself.
    #[schema(example = "https://login.example.org")]
    pub issuer: Option<String>,
    /// Ourselves, as the provider knows us.
    #[schema(example = "muster")]
    pub client_id: Option<String>,
    /// Whether a secret is stored; it is never shown.
    pub has_secret: bool,
    /// What the button says.
    #[schema(example = "North River account")]
    pub label: Option<String>,
    /// To be registered at the provider: where it may send people back to.
    #[schema(example = "https://muster.example.org/api/v1/session/single-sign-on/return/org_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub redirect_uri: String,
    /// Domains of addresses that the provider vouches for.
    #[schema(example = json!(["example.org"]))]
    pub domains: Vec<String>,
    /// Whether an active member is linked, once, by an address in one of the domains that the provider verified.
    pub link_by_address: bool,
    /// Whoever has an address in one of the domains that nobody has joins by signing in, with this role; null where nobody does.
    pub new_members: Option<NewMembers>,
    /// Whether the provider's word for a second factor counts.
    pub trust_second_factor: bool,
    /// How many members are linked at this provider.
    pub linked_members: i64,
}

impl VersionedRow for SingleSignOn {
    fn version(&self) -> i64 {
        self.version
    }
}

/// Who joins by signing in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMembers {
    /// Their role: none that decides about rights, and none with more than you have yourself.
    pub role: RoleName,
}

/// Single sign-on as it shall be; kept under seal, secret and all, while it waits for a second person.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSingleSignOn {
    mode: Mode,
    /// Exactly as the provider names itself, to the last stroke.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 500, example = "https://login.example.org")]
    issuer: Option<Line<500>>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200, example = "muster")]
    client_id: Option<Line<200>>,
    /// Left out or null: the stored one stays, unless the issuer changes. Empty: it is removed.
    #[serde(default)]
    #[schema(max_length = 1000, example = "mZ1pT0qk3Rz7")]
    client_secret: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 60, example = "North River account")]
    label: Option<Line<60>>,
    /// 20 at most.
    #[schema(example = json!(["example.org"]))]
    domains: Vec<String>,
    link_by_address: bool,
    #[serde(default)]
    new_members: Option<NewMembers>,
    trust_second_factor: bool,
}

/// An issuer to try.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuerToCheck {
    /// Exactly as the provider names itself.
    #[schema(value_type = String, max_length = 500, example = "https://login.example.org")]
    pub(super) issuer: Line<500>,
}

/// What a provider says of itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckedIssuer {
    /// Its name for itself.
    #[schema(example = "https://login.example.org")]
    pub(super) issuer: String,
    /// Where people are sent.
    #[schema(example = "https://login.example.org/authorize")]
    pub(super) authorization_endpoint: String,
    /// Where codes are changed for tokens.
    #[schema(example = "https://login.example.org/token")]
    pub(super) token_endpoint: String,
    /// The ways of PKCE that it says it knows; many that know S256 say nothing.
    #[schema(example = json!(["S256"]))]
    pub(super) methods: Vec<String>,
}

impl SingleSignOn {
    pub(super) fn of(settings: &Settings, redirect_uri: String, linked_members: i64) -> Self {
        let role = settings.new_role.as_deref().and_then(RoleName::parse);
        Self {
            version: settings.version,
            mode: settings.mode,
            issuer: settings.issuer.clone(),
            client_id: settings.client_id.clone(),
            has_secret: settings.secret.is_some(),
            label: settings.label.clone(),
            redirect_uri,
            domains: settings.domains.clone(),
            link_by_address: settings.link_by_address,
            new_members: role.map(|role| NewMembers { role }),
            trust_second_factor: settings.trust_second_factor,
            linked_members,
        }
    }
}

impl NewSingleSignOn {
    /// What this asks for, as the version after `before`.
    pub(super) fn settings(self, before: &Settings) -> Result<Settings> {
        let issuer = self.issuer.map(Line::into_string);
        if issuer.as_deref().is_some_and(|issuer| issuer_url(issuer).is_none()) {
            return Err(Error::field("issuer", "not-acceptable", "must be an address such as https://login.example.org, without ? and #"));
        }
        let missing = |field| Error::field(field, "missing", "is needed to turn single sign-on on");
        if self.mode != Mode::Off && issuer.is_none() {
            return Err(missing("issuer"));
        }
        if self.mode != Mode::Off && self.client_id.is_none() {
            return Err(missing("client_id"));
        }
        let domains = domains(&self.domains)?;
        if domains.is_empty() && (self.link_by_address || self.new_members.is_some()) {
            let told = "name the domains whose addresses the provider vouches for";
            return Err(Error::field("domains", "missing", told));
        }
        // Whoever names another provider does not send it the secret of this one.
        let kept = before.secret.clone().filter(|_| before.issuer == issuer);
        Ok(Settings {
            version: before.version + 1,
            mode: self.mode,
            issuer,
            client_id: self.client_id.map(Line::into_string),
            secret: secret(self.client_secret, kept)?,
            label: self.label.map(Line::into_string),
            domains,
            link_by_address: self.link_by_address,
            new_role: self.new_members.map(|new| new.role.to_string()),
            trust_second_factor: self.trust_second_factor,
        })
    }
}

fn secret(asked: Option<String>, kept: Option<ClientSecret>) -> Result<Option<ClientSecret>> {
    match asked {
        None => Ok(kept),
        Some(secret) if secret.is_empty() => Ok(None),
        Some(secret) if secret.chars().count() > 1_000 || secret.chars().any(char::is_control) => {
            Err(Error::field("client_secret", "not-acceptable", "must have at most 1000 characters, and no control characters"))
        }
        Some(secret) => Ok(Some(ClientSecret::new(secret))),
    }
}

fn domains(asked: &[String]) -> Result<Vec<String>> {
    if asked.len() > MOST_DOMAINS {
        return Err(Error::field("domains", "too-many", format!("at most {MOST_DOMAINS} domains")));
    }
    let mut seen = BTreeSet::new();
    for (at, text) in asked.iter().enumerate() {
        let field = || format!("domains[{at}]");
        let domain = rules::domain(text).ok_or_else(|| Error::field(field(), "not-acceptable", "must be a domain such as example.org"))?;
        if !seen.insert(domain) {
            return Err(Error::field(field(), "duplicate", "the domain stands in the list already"));
        }
    }
    Ok(seen.into_iter().collect())
}
