//! What a browser carries from the start of a sign-in at the provider to its return: which organisation, what for, and a seed. Only this
//! server can have written it, it is good for ten minutes, once, and in the browser in which it began.
//!
//! State, nonce and the verifier of PKCE are made from the seed with a key that never leaves: whoever reads the cookie in a log of
//! cookies knows none of them. There is no row before the return, for the reason told in `sessions/asked.rs`.

use super::rules::Settings;
use crate::sessions::asked::use_up;
use crate::sessions::token::AWAY;
use crate::state::Access;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;
use http::{HeaderMap, HeaderValue};
use kernel::{Error, MemberId, OrganisationId, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::schema::used_challenge;
use store::{Tx, WriteTx};
use vault::{OsRandom, Token};

/// How long the provider may take.
const ERRAND_MILLIS: i64 = 10 * 60 * 1000;

/// What somebody was sent to the provider for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// To sign in, and then to go to this page.
    SignIn {
        then: String,
        /// The provider must ask again who it is.
        fresh: bool,
    },
    /// To link the account of the member whose session this is.
    Link { member: MemberId, session: String },
}

/// One errand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Errand {
    pub(super) organisation: OrganisationId,
    /// Of what was decided: an errand begun under other settings leads nowhere.
    pub(super) version: i64,
    pub(super) purpose: Purpose,
    at: i64,
    seed: String,
    /// Tells it from every other; set when read.
    #[serde(skip)]
    mark: Vec<u8>,
}

impl Errand {
    pub(super) fn new(access: &Access, organisation: OrganisationId, settings: &Settings, purpose: Purpose) -> Result<Self> {
        let seed = Token::generate(&mut OsRandom).map_err(Error::internal)?.text().to_string();
        Ok(Self { organisation, version: settings.version, purpose, at: access.now().millis(), seed, mark: Vec::new() })
    }

    /// The header that gives it to the browser.
    pub(super) fn cookie(&self, access: &Access) -> Result<HeaderValue> {
        let plain = serde_json::to_vec(self).map_err(Error::internal)?;
        let tag = access.0.cookie_key.tag(&[AWAY.beginning().as_bytes(), &plain].concat());
        let value = format!("{}{}.{}", AWAY.beginning(), URL_SAFE_NO_PAD.encode(plain), URL_SAFE_NO_PAD.encode(tag));
        AWAY.set(&value, ERRAND_MILLIS / 1000).ok_or_else(|| Error::internal("an errand makes no cookie"))
    }

    /// The one among the cookies sent; nothing when there is none, or it is not ours, or too old.
    pub(super) fn among(access: &Access, headers: &HeaderMap) -> Option<Self> {
        let value = AWAY.value(headers)?;
        let (plain, tag) = value.strip_prefix(AWAY.beginning())?.split_once('.')?;
        let (plain, tag) = (URL_SAFE_NO_PAD.decode(plain).ok()?, URL_SAFE_NO_PAD.decode(tag).ok()?);
        if !access.0.cookie_key.verify(&[AWAY.beginning().as_bytes(), &plain].concat(), &tag) {
            return None;
        }
        let errand: Self = serde_json::from_slice(&plain).ok()?;
        let young = (0..ERRAND_MILLIS).contains(&access.now().millis().saturating_sub(errand.at));
        young.then_some(Self { mark: tag, ..errand })
    }

    /// When it began.
    pub(super) fn began_at(&self) -> Timestamp {
        Timestamp::clamped(self.at)
    }

    /// What the provider must bring back.
    pub(super) fn state(&self, access: &Access) -> String {
        self.derived(access, "state")
    }

    /// Whether this is what the provider must bring back; takes the same time whichever letter differs.
    pub(super) fn is_state(&self, access: &Access, brought: &str) -> bool {
        let brought = URL_SAFE_NO_PAD.decode(brought).unwrap_or_default();
        access.0.cookie_key.verify(&self.derivation("state"), &brought)
    }

    /// What the token must name.
    pub(super) fn nonce(&self, access: &Access) -> String {
        self.derived(access, "nonce")
    }

    /// What shows the provider that whoever brings the code is who asked for it.
    pub(super) fn verifier(&self, access: &Access) -> String {
        self.derived(access, "verifier")
    }

    fn derivation(&self, what: &str) -> Vec<u8> {
        format!("single sign-on {what} {}", self.seed).into_bytes()
    }

    fn derived(&self, access: &Access, what: &str) -> String {
        URL_SAFE_NO_PAD.encode(access.0.cookie_key.tag(&self.derivation(what)))
    }

    /// Whether it was used before.
    pub(super) fn is_used(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let before: i64 = used_challenge::table.filter(used_challenge::digest.eq(&self.mark)).count().get_result(tx.db())?;
        Ok(before > 0)
    }

    /// Notes that it was used; false when it was before.
    pub(super) fn use_up(&self, tx: &mut WriteTx<'_>) -> Result<bool> {
        use_up(tx, &(self.mark.clone(), Timestamp::clamped(self.at.saturating_add(2 * ERRAND_MILLIS))))
    }
}

/// The header that takes it from the browser.
pub(super) fn done() -> Option<HeaderValue> {
    AWAY.set("", 0)
}
