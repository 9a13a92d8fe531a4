//! What is done to an organisation, or in it, before a proof begins.

use super::{Client, Home, World};
use http::{Method, StatusCode};
use kernel::{Actor, OrganisationId};
use store::Origin;
use store::door::{Authority, Standing};

impl World {
    /// The operator suspends an organisation, or lets it in again.
    pub(crate) async fn stands(&self, home: &Home, standing: Standing) {
        let id = OrganisationId::parse(home.realm.name()).unwrap();
        self.store.set_standing(Authority::whole(Actor::Operator, Origin::default()), id, standing).await.unwrap();
    }
}

impl Client {
    /// Publishes an event, as it stands.
    pub(crate) async fn publish(&self, event: &str) {
        let path = format!("/api/v1/events/{event}");
        let tag = format!("\"{}\"", self.get(&path).await.json()["version"]);
        let published = self.send(Method::PUT, &format!("{path}/publication"), &[("if-match", &tag)], None).await;
        assert_eq!(published.status, StatusCode::OK, "{}", String::from_utf8_lossy(&published.bytes));
    }
}
