//! The server's side of a ceremony: asking an authenticator, and judging its answer.

use super::rows::StoredPasskey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::{Error, MemberId, Result};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, Webauthn,
    WebauthnBuilder, WebauthnError,
};

/// Who asks: the host by which this server is known. A server without a name has no passkeys.
pub(crate) struct RelyingParty(Option<Webauthn>);

/// Why an answer was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Another challenge, origin, server or key, a bad signature, or nobody verified.
    NotAccepted,
    /// The key's counter did not grow: there may be a copy of it.
    PossibleCopy,
}

impl RelyingParty {
    /// The server `host`: over HTTPS at any port, and for trying out on one's own machine without.
    pub(crate) fn of(host: &str) -> Self {
        let secure = Url::parse(&format!("https://{host}")).ok();
        let built = secure.filter(|url| url.domain().is_some()).and_then(|url| {
            let builder = WebauthnBuilder::new(host, &url).ok()?.rp_name("Muster").allow_any_port(true);
            let clear = Url::parse("http://localhost").ok().filter(|_| host == "localhost");
            clear.iter().fold(builder, WebauthnBuilder::append_allowed_origin).build().ok()
        });
        Self(built)
    }

    fn party(&self) -> Result<&Webauthn> {
        self.0.as_ref().ok_or_else(|| Error::refused("no-host-name", "this server has no host name, so it cannot have passkeys"))
    }

    /// Asks for a new key: the options for the browser, and what to keep.
    pub(crate) fn ask_new(
        &self,
        member: MemberId,
        email: &str,
        name: &str,
        known: &[StoredPasskey],
    ) -> Result<(Value, PasskeyRegistration)> {
        let exclude = known.iter().map(|passkey| passkey.key.cred_id().clone()).collect();
        let (asked, state) = self.party()?.start_passkey_registration(handle(member), email, name, Some(exclude)).map_err(fault)?;
        let mut options = serde_json::to_value(asked.public_key).map_err(Error::internal)?;
        // Found by the device without being named: signing in without typing an address. A security key that is full may do without.
        options["authenticatorSelection"]["residentKey"] = json!("preferred");
        Ok((options, state))
    }

    /// The new key of an answer.
    pub(crate) fn judge_new(&self, answer: &Value, state: &PasskeyRegistration) -> Result<std::result::Result<Passkey, Refusal>> {
        let Ok(answer) = serde_json::from_value::<RegisterPublicKeyCredential>(answer.clone()) else {
            return Ok(Err(Refusal::NotAccepted));
        };
        Ok(self.party()?.finish_passkey_registration(&answer, state).map_err(refusal))
    }

    /// Asks for a proof with one of `known`, or with whatever the device finds where none is named.
    pub(crate) fn ask_proof(&self, known: &[StoredPasskey]) -> Result<(Value, DiscoverableAuthentication)> {
        let (asked, state) = self.party()?.start_discoverable_authentication().map_err(fault)?;
        let mut options = serde_json::to_value(asked.public_key).map_err(Error::internal)?;
        let named = |passkey: &StoredPasskey| json!({"type": "public-key", "id": URL_SAFE_NO_PAD.encode(passkey.key.cred_id())});
        options["allowCredentials"] = known.iter().map(named).collect();
        Ok((options, state))
    }

    /// Judges a proof against the key as it is stored now, and gives the key as it is to be stored.
    pub(crate) fn judge_proof(
        &self,
        answer: &PublicKeyCredential,
        state: DiscoverableAuthentication,
        stored: &StoredPasskey,
    ) -> Result<std::result::Result<Passkey, Refusal>> {
        let other_member = answer.get_user_unique_id().is_some_and(|told| told != handle(stored.member).as_bytes());
        if other_member || is_cross_origin(&answer.response.client_data_json) {
            return Ok(Err(Refusal::NotAccepted));
        }
        let judged = self.party()?.finish_discoverable_authentication_v2(answer, state, &stored.key);
        Ok(judged.map_err(refusal).map(|proof| {
            let mut key = stored.key.clone();
            key.update_credential(&proof);
            key
        }))
    }
}

/// Reads a proof; what is none is refused like a wrong one.
pub(crate) fn read_proof(answer: &Value) -> Option<PublicKeyCredential> {
    serde_json::from_value(answer.clone()).ok()
}

/// How a member is called in the authenticator: the bytes of their id, which tell nothing about them.
pub(crate) fn handle(member: MemberId) -> Uuid {
    const DIGITS: &str = "0123456789abcdefghjkmnpqrstvwxyz";
    let digits = member.as_str().trim_start_matches("mem_").chars();
    let value = digits.filter_map(|digit| DIGITS.find(digit)).fold(0_u128, |bits, value| bits << 5 | value as u128);
    Uuid::from_u128(value)
}

/// Whether the page that asked stood inside another site's page.
fn is_cross_origin(client_data: &[u8]) -> bool {
    let told: Option<Value> = serde_json::from_slice(client_data).ok();
    told.is_none_or(|told| told["crossOrigin"] == true)
}

fn refusal(error: WebauthnError) -> Refusal {
    tracing::info!(%error, "a passkey was refused");
    match error {
        WebauthnError::CredentialPossibleCompromise => Refusal::PossibleCopy,
        _ => Refusal::NotAccepted,
    }
}

fn fault(error: WebauthnError) -> Error {
    Error::internal(format!("a ceremony could not be begun: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SystemRng, Timestamp};

    #[test]
    fn a_server_without_a_name_has_no_passkeys() {
        for host in ["", "127.0.0.1", "[::1]", "a b"] {
            assert_eq!(RelyingParty::of(host).ask_proof(&[]).unwrap_err().code(), "no-host-name", "{host}");
        }
        let (options, _) = RelyingParty::of("muster.test").ask_proof(&[]).unwrap();
        assert_eq!(options["rpId"], "muster.test");
        assert_eq!(options["userVerification"], "required");
    }

    #[test]
    fn what_is_asked_for_is_never_the_same_twice() {
        let party = RelyingParty::of("muster.test");
        let challenge = || party.ask_proof(&[]).unwrap().0["challenge"].as_str().unwrap().to_owned();
        let (one, two) = (challenge(), challenge());
        assert_ne!(one, two);
        assert_eq!(URL_SAFE_NO_PAD.decode(one).unwrap().len(), 32);
    }

    #[test]
    fn a_handle_is_the_id_in_bytes() {
        let member = MemberId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng);
        let millis = handle(member).as_u128() >> 80;
        assert_eq!(millis, 1_795_000_000_000);
        assert_ne!(handle(member), handle(MemberId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng)));
    }
}
