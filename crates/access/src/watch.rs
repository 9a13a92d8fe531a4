//! Looking again while an answer streams: whoever is thrown out, or finds themself outside the networks, does not go on reading what
//! began before.

use crate::cx::RequestFacts;
use crate::identify::identify;
use crate::sessions::Identity;
use crate::state::Access;
use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE};
use http::request::Parts;
use std::sync::{Arc, OnceLock};

/// Where a request's [`Watch`] is put once somebody is known; the edge looks into it when the answer has a head.
pub type Slot = Arc<OnceLock<Watch>>;

/// Asks again, as a new request would be asked.
#[derive(Clone)]
pub struct Watch {
    access: Access,
    proof: Arc<HeaderMap>,
    request_id: String,
    address: Option<std::net::IpAddr>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

impl Watch {
    /// Whether the same proof would still let a request in, from the same address. A fault of the server's own ends nothing.
    pub async fn holds(&self) -> bool {
        self.holds_for(|_| true).await
    }

    /// The same, and whether whoever it lets in is still somebody who `may`.
    pub(crate) async fn holds_for(&self, may: impl FnOnce(&Identity) -> bool) -> bool {
        let facts = RequestFacts { request_id: self.request_id.clone(), address: self.address, watch: Slot::default() };
        match identify(&self.access, &self.proof, &facts).await {
            Ok(identity) => may(&identity),
            Err(kernel::Error::Internal { .. } | kernel::Error::Unavailable { .. }) => true,
            Err(_) => false,
        }
    }
}

/// Leaves what is needed to ask again.
pub(crate) fn fill(access: &Access, parts: &Parts, facts: &RequestFacts) {
    let mut proof = HeaderMap::new();
    for name in [AUTHORIZATION, COOKIE] {
        for value in parts.headers.get_all(&name) {
            proof.append(name.clone(), value.clone());
        }
    }
    let watch = Watch { access: access.clone(), proof: Arc::new(proof), request_id: facts.request_id.clone(), address: facts.address };
    // A second `Cx` of one request asks the same.
    let _ = facts.watch.set(watch);
}
