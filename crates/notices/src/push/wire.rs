//! Push messages on the wire.

use super::PushSubscriptionId;
use envoy::Destination;
use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vault::{NoPushReader, PushReader};

/// What browsers of this organisation subscribe with.
#[derive(Debug, Serialize, ToSchema)]
pub struct PushKey {
    /// The organisation's public key, base64url, for `applicationServerKey`; missing where this server sends no push messages.
    #[schema(example = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")]
    pub key: Option<String>,
}

/// A browser that push messages go to; never its address at the push service.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PushSubscription {
    /// Its id.
    #[schema(value_type = String, example = "psh_01jd7q3v9mf4x8t2c5k6w0ezya")]
    pub id: PushSubscriptionId,
    /// Browser and system, as the browser told them.
    #[schema(example = "Firefox on Windows")]
    pub name: String,
    /// Whether it is the browser that asks.
    pub here: bool,
    /// When they were turned on.
    pub created_at: Timestamp,
    /// When its push service last took a message.
    pub last_sent_at: Option<Timestamp>,
    /// Why its push service did not take the latest, as a word such as `status-403`; nothing when it did.
    #[schema(example = "status-403")]
    pub fault: Option<String>,
}

/// The browsers that push messages go to.
#[derive(Debug, Serialize, ToSchema)]
pub struct PushSubscriptions {
    /// The latest first, at most 20.
    pub items: Vec<PushSubscription>,
}

/// What a browser's `PushSubscription.toJSON()` tells.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPushSubscription {
    /// The browser's address at its push service; https, and at one that the operator of this server named.
    #[schema(max_length = 2000, example = "https://push.example.net/send/0Yk3")]
    pub endpoint: String,
    /// The browser's public key, base64url.
    #[schema(max_length = 100, example = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")]
    pub p256dh: String,
    /// The secret that the browser shares, base64url.
    #[schema(max_length = 30, example = "BTBZMqHH6r4Tts7J_aSIgg")]
    pub auth: String,
}

impl NewPushSubscription {
    /// What was sent, checked: where it leads, and that it can be encrypted for.
    pub(super) fn read(&self, hosts: &envoy::Hosts) -> Result<Destination> {
        let to = Destination::parse(&self.endpoint).map_err(|error| Error::field("endpoint", "not-acceptable", error.to_string()))?;
        if !hosts.hold(&to) {
            return Err(Error::field("endpoint", "not-allowed", "this server sends nothing to this push service"));
        }
        PushReader::parse(&self.p256dh, &self.auth).map_err(|fault| {
            let field = if fault == NoPushReader::Key { "p256dh" } else { "auth" };
            Error::field(field, "not-acceptable", fault.to_string())
        })?;
        Ok(to)
    }
}
