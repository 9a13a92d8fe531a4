//! Posting a head to its URL.

use super::heads::Notice;
use envoy::Envoy;
use http::HeaderName;

impl Notice {
    /// Posts it; tells why it was not taken.
    pub async fn post(self, envoy: &Envoy) -> Option<String> {
        let headers: Vec<_> = self.headers.into_iter().map(|(name, value)| (HeaderName::from_static(name), value)).collect();
        match envoy.post_as(&self.to, "text/plain; charset=utf-8", &headers, self.body).await {
            Ok(receipt) if (200..300).contains(&receipt.status) => None,
            Ok(receipt) => Some(format!("status-{}", receipt.status)),
            Err(fault) => Some(fault.to_string()),
        }
    }
}
