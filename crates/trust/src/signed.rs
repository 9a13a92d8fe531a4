//! The headers of a message that its receiver can check, as Standard Webhooks has them: deliveries, batches of a stream, signed heads.

use http::HeaderName;
use kernel::Timestamp;
use vault::WebhookSecret;

/// `webhook-id`, `webhook-timestamp` and `webhook-signature`, with a signature under each secret.
pub(crate) fn headers(secrets: &[&WebhookSecret], id: &str, now: Timestamp, body: &[u8]) -> Vec<(HeaderName, String)> {
    let at = now.millis() / 1000;
    let signatures: Vec<String> = secrets.iter().map(|secret| secret.sign(id, at, body)).collect();
    let told = [("webhook-id", id.to_owned()), ("webhook-timestamp", at.to_string()), ("webhook-signature", signatures.join(" "))];
    told.map(|(name, value)| (HeaderName::from_static(name), value)).into()
}
