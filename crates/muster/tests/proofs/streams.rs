//! An answer that streams ends when the asker may not read on: outside the networks, thrown out, or a token revoked.

use crate::world::{ADDRESS, Client, World, on_both};
use access::{Access, AccessConfig, Cx, Role, permit};
use axum::body::{Body, Bytes};
use axum::routing::get;
use futures_util::{StreamExt as _, stream};
use http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::json;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

/// Begins, and then says nothing for ever.
async fn endless(_: Cx<permit::JobsRead>) -> Body {
    let first = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"begun"))]);
    Body::from_stream(first.chain(stream::pending()))
}

/// A world that looks again twenty times a second, with a route that streams.
async fn world(on: crate::world::On) -> World {
    let mut world = World::new(on).await;
    let config = AccessConfig { password_params: vault::Params::weak_for_tests(), password_threads: NonZeroUsize::MIN };
    world.app = gate::app(gate::Parts {
        access: Access::start(Arc::clone(&world.store), config).unwrap(),
        api: muster::api().route("/endless", get(endless)),
        hosts: gate::Hosts::new(["muster.test"]),
        proxies: gate::Proxies::default(),
        limits: gate::Limits { look_again: Duration::from_millis(50), ..gate::Limits::default() },
        measured: false,
    });
    world
}

async fn begun(client: &Client) -> Body {
    let mut body = client.open("/api/v1/endless").await;
    assert_eq!(body.frame().await.unwrap().unwrap().into_data().unwrap(), "begun");
    body
}

async fn goes_on(body: &mut Body) -> bool {
    // Long enough to be looked at several times.
    tokio::time::timeout(Duration::from_millis(300), body.frame()).await.is_err()
}

async fn ends(body: &mut Body) -> bool {
    let next = tokio::time::timeout(Duration::from_secs(30), body.frame()).await;
    matches!(next, Ok(Some(Err(_))))
}

#[test]
fn when_the_networks_change() {
    on_both(|on| async move {
        let world = world(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        let (mut theirs, mut ours) = (begun(&auditor).await, begun(&owner).await);
        assert!(goes_on(&mut theirs).await && goes_on(&mut ours).await);
        let by_role = json!([{"role": "auditor", "ranges": [{"cidr": "10.0.0.0/8"}]}]);
        let body = json!({"mode": "enforce", "ranges": [{"cidr": ADDRESS.to_string()}], "by_role": by_role});
        assert_eq!(owner.send(Method::PUT, "/api/v1/networks", &[("if-match", "\"0\"")], Some(body)).await.status, StatusCode::OK);
        world.clock.advance(500);
        assert!(ends(&mut theirs).await, "whoever is outside does not get the rest");
        assert!(goes_on(&mut ours).await, "whoever is inside does");
    });
}

#[test]
fn when_a_session_or_a_token_ends() {
    on_both(|on| async move {
        let world = world(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let elsewhere = world.signed_in(&world.north, Role::Owner).await;
        let token = owner.create("/api/v1/tokens", json!({"name": "Reader", "permissions": ["jobs.read"]})).await;
        let program = owner.with_token(token["token"].as_str().unwrap());
        let (mut session, mut programs) = (begun(&elsewhere).await, begun(&program).await);
        assert!(goes_on(&mut session).await && goes_on(&mut programs).await);
        assert_eq!(owner.send(Method::DELETE, "/api/v1/me/sessions", &[], None).await.status, StatusCode::NO_CONTENT);
        let path = format!("/api/v1/tokens/{}", token["id"].as_str().unwrap());
        assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        world.clock.advance(500);
        assert!(ends(&mut session).await && ends(&mut programs).await);
    });
}
