//! Who plays in the proofs of rights: units as a tree, people made for a test, and what two people give together.

use crate::world::{Client, World};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The people and units of the north.
pub(crate) struct Cast {
    pub(crate) owner: Client,
    pub(crate) member: Client,
    /// The owner of another organisation.
    pub(crate) foreign: Client,
    pub(crate) top_unit: String,
    pub(crate) north_unit: String,
    pub(crate) below_north: String,
    pub(crate) south_unit: String,
    pub(crate) foreign_unit: String,
    pub(crate) foreign_role: String,
    ids: BTreeMap<&'static str, String>,
}

/// Somebody made for a test, signed in.
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) address: String,
    pub(crate) client: Client,
}

pub(crate) async fn unit(by: &Client, name: &str, parent: Option<&str>) -> String {
    text(&by.create("/api/v1/units", json!({"name": name, "kind": "Station", "parent_id": parent})).await["id"])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

pub(crate) async fn cast(world: &World) -> Cast {
    let owner = world.signed_in(&world.north, Role::Owner).await;
    let member = world.signed_in(&world.north, Role::Member).await;
    let foreign = world.signed_in(&world.south, Role::Owner).await;
    let top_unit = unit(&owner, "Top", None).await;
    let north_unit = unit(&owner, "North", Some(&top_unit)).await;
    let below_north = unit(&owner, "North, post 2", Some(&north_unit)).await;
    let south_unit = unit(&owner, "South", Some(&top_unit)).await;
    let foreign_unit = unit(&foreign, "Elsewhere", None).await;
    let role = json!({"name": "Elsewhere", "grants": [{"permission": "jobs.read", "scope": "organisation"}]});
    let foreign_role = text(&foreign.create("/api/v1/roles", role).await["id"]);
    let mut ids = BTreeMap::new();
    for role in Role::ALL {
        ids.insert(role.as_str(), world.id_of(&world.north, &crate::world::address(role)).await);
    }
    Cast { owner, member, foreign, top_unit, north_unit, below_north, south_unit, foreign_unit, foreign_role, ids }
}

impl Cast {
    /// The id of the member whom the world made with this role.
    pub(crate) fn id(&self, role: Role) -> String {
        self.ids[role.as_str()].clone()
    }

    /// The same with another session of the owner's.
    pub(crate) fn as_owner(&self, owner: Client) -> Self {
        let Self { member, foreign, top_unit, north_unit, below_north, south_unit, foreign_unit, foreign_role, ids, .. } = self;
        Self {
            owner,
            member: member.clone(),
            foreign: foreign.clone(),
            top_unit: top_unit.clone(),
            north_unit: north_unit.clone(),
            below_north: below_north.clone(),
            south_unit: south_unit.clone(),
            foreign_unit: foreign_unit.clone(),
            foreign_role: foreign_role.clone(),
            ids: ids.clone(),
        }
    }

    /// A new member who holds nothing yet.
    pub(crate) async fn person(&self, world: &World, name: &str) -> Person {
        let address = format!("{}@example.org", name.replace(' ', "-"));
        let id = world.add_member(&world.north, name, &address).await;
        let client = world.by_address(&world.north, &address).await;
        Person { id, address, client }
    }

    /// What needs two people: the owner asks, and an administrator confirms, or another owner what an administrator could not give.
    pub(crate) async fn given_by_two(&self, world: &World, member: &str, body: Value) {
        let path = format!("/api/v1/members/{member}/holdings");
        let asked = self.owner.send(Method::POST, &path, &[], Some(body.clone())).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&asked.bytes));
        let second = if body["role"] == "owner" { self.second_owner(world).await } else { self.owner.administrator().await };
        let confirmation = format!("/api/v1/approvals/{}/confirmation", asked.json()["id"].as_str().unwrap());
        let done = second.send(Method::PUT, &confirmation, &[], None).await;
        assert_eq!(done.status, StatusCode::OK, "{}", String::from_utf8_lossy(&done.bytes));
    }

    /// An owner until a day in summer.
    async fn second_owner(&self, world: &World) -> Client {
        let address = "second-owner@example.org";
        let id = world.add_member(&world.north, "Second owner", address).await;
        world.hold_by_hand(&world.north, &id, Role::Owner, Some("2027-06-01T00:00:00Z")).await;
        world.by_address(&world.north, address).await
    }
}
