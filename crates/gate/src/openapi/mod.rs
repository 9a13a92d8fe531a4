//! The API's description: what the handlers say of themselves, and what holds for every one of them.

mod problems;

pub(crate) use problems::catalogue;

use access::Access;
use axum::Router;
use std::collections::BTreeSet;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{ContactBuilder, InfoBuilder, License, OpenApi, OpenApiBuilder, ServerBuilder};
use utoipa_axum::router::OpenApiRouter;

const VERSION: &str = env!("CARGO_PKG_VERSION");
const SESSION: &str = "session";
const TOKEN: &str = "token";

const ABOUT: &str = "Muster runs the people and the work of organisations that send people out.\n\n\
Every operation works on the one organisation of the session. Lists take `limit`, `cursor` and `sort` and answer `{items, next}`. A row \
carries a `version`, also as its `ETag`; a change names it in `If-Match` and is refused with 412 when somebody was quicker. A `POST` that \
makes a row takes an `Idempotency-Key`: sent again within a day, it is not done again. Times are RFC 3339 in UTC. What went wrong is told as RFC 9457 problem details with a \
stable `code`; each is described below. `x-permission` names the permission that an operation needs.";

const TAGS: &[(&str, &str)] = &[
    ("Session", "Signing in and out; who you are and what you may do."),
    ("Overview", "Counts and recent events."),
    ("Jobs", "Agreed work: its state, its notes, its timeline."),
    ("Customers", "Who the work is for."),
    ("Sites", "Where the work is."),
    ("Members", "The people of the organisation."),
    ("Imports", "Bringing in files: upload, preview, run, report."),
    ("Views", "Lists as one likes to see them."),
    ("Search", "One field over everything."),
    ("Invitations", "Asking people to join, and joining."),
    ("Mail", "Whether mail leaves."),
    ("Programs", "Tokens: a member's rights, some of them, lent to a program until a day."),
    ("Networks", "From which networks Muster may be used."),
    ("Support", "When the operator asked to look in, and whether that was allowed."),
    ("Webhooks", "Where event records are told to, and what became of it."),
    ("Security", "What is demanded of those who sign in; sessions, browsers and factors of members."),
    ("Audit", "The log: records, signed heads, proofs."),
];

/// The description of `api`, whose paths are without `/api/v1`.
pub fn openapi(api: OpenApiRouter<Access>) -> OpenApi {
    assemble(api).1
}

pub(crate) fn assemble(api: OpenApiRouter<Access>) -> (Router<Access>, OpenApi) {
    let info = InfoBuilder::new()
        .title("Muster")
        .version(VERSION)
        .description(Some(ABOUT))
        .contact(Some(ContactBuilder::new().name(Some("The operator of this server")).build()))
        .license(Some(License::new("Apache-2.0")))
        .build();
    let server = ServerBuilder::new().url("/").description(Some("This server")).build();
    let base = OpenApiBuilder::new().info(info).servers(Some([server])).build();
    let (router, mut document) = OpenApiRouter::with_openapi(base).nest("/api/v1", api).split_for_parts();
    complete(&mut document);
    (router, document)
}

fn complete(document: &mut OpenApi) {
    let mut used = BTreeSet::new();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            problems::declare(operation, method, path);
            let public = permission(operation.extensions.as_ref()).is_none();
            operation.security = Some(if public {
                Vec::new()
            } else {
                vec![SecurityRequirement::new(SESSION, [""; 0]), SecurityRequirement::new(TOKEN, [""; 0])]
            });
            used.extend(operation.tags.iter().flatten().cloned());
        }
    }
    let components = document.components.get_or_insert_default();
    let cookie = ApiKeyValue::with_description(access::SESSION_COOKIE, "Set by signing in; sent by the browser by itself.");
    components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("mst_…");
    let bearer =
        bearer.description(Some("A program's token; it cannot do what concerns one's own account, rights, networks or other tokens."));
    components.add_security_scheme(TOKEN, SecurityScheme::Http(bearer.build()));
    problems::describe(components);
    let known = TAGS
        .iter()
        .filter(|(name, _)| used.contains(*name))
        .map(|(name, about)| TagBuilder::new().name(*name).description(Some(*about)).build());
    let other = used.iter().filter(|name| !TAGS.iter().any(|(known, _)| known == name)).map(|name| TagBuilder::new().name(name).build());
    document.tags = Some(known.chain(other).collect());
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [("get", get), ("put", put), ("post", post), ("delete", delete), ("patch", patch)]
        .into_iter()
        .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

fn permission(extensions: Option<&Extensions>) -> Option<&serde_json::Value> {
    extensions?.get("x-permission")
}
