//! Posting a head to its URL.

use super::heads::Notice;
use envoy::Envoy;

impl Notice {
    /// Posts it; tells why it was not taken.
    pub async fn post(self, envoy: &Envoy) -> Option<String> {
        let answered = envoy.post_as(&self.to, "text/plain; charset=utf-8", &self.headers, self.body).await;
        answered.map_or_else(|fault| Some(fault.to_string()), |receipt| receipt.refusal())
    }
}
