//! The whole application as one router: the API, its description, the web app, health.

use crate::pass::{Limits, PassLayer, Rules};
use crate::refusal::Refusal;
use crate::{Hosts, Proxies, health, manual, openapi, site};
use access::Access;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

/// What the application is made of.
pub struct Parts {
    /// Sessions, permissions, the store behind them.
    pub access: Access,
    /// The routes of every product and of `access`, without `/api/v1`.
    pub api: OpenApiRouter<Access>,
    /// The names this server answers to.
    pub hosts: Hosts,
    /// The proxies that are believed about a client's address.
    pub proxies: Proxies,
    /// What one request, and all together, may take.
    pub limits: Limits,
    /// Whether requests are counted for Prometheus.
    pub measured: bool,
}

impl std::fmt::Debug for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts").field("hosts", &self.hosts).field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// Puts the application together.
pub fn app(parts: Parts) -> Router {
    let Parts { access, api, hosts, proxies, limits, measured } = parts;
    let (api, document) = openapi::assemble(api);
    let rules = Rules::new(hosts, proxies, limits, std::sync::Arc::clone(access.store().rng()), measured);
    Router::new()
        .merge(api)
        .merge(manual::routes(&document))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(access)
        .route("/api", get(|| async { Refusal::UnknownAddress }))
        .route("/api/{*rest}", axum::routing::any(|| async { Refusal::UnknownAddress }))
        .fallback(site::serve)
        .method_not_allowed_fallback(|| async { Refusal::MethodNotAllowed })
        .layer(DefaultBodyLimit::max(limits.body))
        .layer(PassLayer::new(rules))
}
