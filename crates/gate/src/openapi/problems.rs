//! The problems every operation can tell, written into the description by code so that no handler forgets one.

use crate::refusal::Refusal;
use access::edge::ProblemBody;
use serde_json::{Value, json};
use utoipa::PartialSchema as _;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::{Components, ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// Status, title, when it is told, an example.
struct Kind {
    status: u16,
    code: &'static str,
    title: &'static str,
    when: &'static str,
    detail: &'static str,
}

const fn kind(status: u16, code: &'static str, title: &'static str, when: &'static str, detail: &'static str) -> Kind {
    Kind { status, code, title, when, detail }
}

const KINDS: &[Kind] = &[
    kind(
        400,
        "malformed",
        "Cannot be read",
        "The request cannot be read: broken JSON, a broken address, a broken precondition.",
        "The body is not JSON: expected `,` or `}`.",
    ),
    kind(
        401,
        "not-signed-in",
        "Sign in first",
        "There is no live session, or signing in failed.",
        "There is no live session with this request.",
    ),
    kind(
        403,
        "forbidden",
        "Not allowed",
        "Your roles do not grant the permission, the network you are on is not let in (`network-refused`), or another site caused the request.",
        "Your roles do not grant jobs.write.",
    ),
    kind(
        404,
        "not-found",
        "Not found",
        "There is no such thing, or it is not yours to see.",
        "There is no such job, or it is not yours to see.",
    ),
    kind(
        409,
        "clash",
        "Clashes with what exists",
        "Something that must be unique is taken, or an idempotency key was used for another request.",
        "The reference is taken.",
    ),
    kind(
        412,
        "stale",
        "The row has changed since you read it",
        "If-Match names an older version; `current` is the row as it is now.",
        "Nothing was written. `current` is the row as it is now.",
    ),
    kind(413, "too-large", "Too large", "The body is larger than this address takes.", "The body may have at most 1048576 bytes."),
    kind(
        415,
        "unsupported-media-type",
        "Another content type is wanted",
        "The body's content type is not one this address takes.",
        "Send application/json.",
    ),
    kind(
        422,
        "invalid",
        "Not acceptable",
        "A field is not acceptable, or a rule refuses the act; then `code` names the rule.",
        "title: must not be empty",
    ),
    kind(
        428,
        "precondition-required",
        "Say which version you change",
        "If-Match is missing.",
        "Send If-Match with the ETag of the row as you read it.",
    ),
    kind(429, "too-many", "Slow down", "Too many attempts; Retry-After tells when to try again.", "Try again in 30 seconds."),
    kind(
        500,
        "internal",
        "Our fault",
        "Something went wrong on the server.",
        "Something went wrong on the server. Nothing you sent is to blame.",
    ),
    kind(503, "unavailable", "Not now", "The server is busy; Retry-After tells when to try again.", "Try again in a moment."),
];

/// Which of them an operation can tell, by its method, address, parameters and body.
pub(super) fn declare(operation: &mut Operation, method: &str, path: &str) {
    let parameters: Vec<_> = operation.parameters.iter().flatten().filter_map(whole).collect();
    let has = |place: &ParameterIn| parameters.iter().any(|parameter| parameter.parameter_in == *place);
    let conditional = parameters.iter().any(|parameter| parameter.name.eq_ignore_ascii_case("if-match"));
    let (takes_body, takes_query, has_id) = (operation.request_body.is_some(), has(&ParameterIn::Query), path.contains('{'));
    let changes = method != "get";
    for kind in KINDS {
        let told = match kind.status {
            404 => has_id,
            409 => changes,
            412 | 428 => conditional,
            413 | 415 => takes_body,
            422 => takes_body || takes_query || has_id,
            429 => {
                [
                    ("post", "/session"),
                    ("post", "/invitation"),
                    ("post", "/invitation/acceptance"),
                    ("post", "/call-out-answers"),
                    ("post", "/call-out-answers/opening"),
                    ("post", "/password-reset"),
                    ("put", "/password-reset"),
                ]
                .iter()
                .any(|(verb, end)| method == *verb && path.ends_with(end))
                    || (method == "post" && path.contains("/session/"))
            }
            _ => true,
        };
        let status = kind.status.to_string();
        if told && !operation.responses.responses.contains_key(&status) {
            operation.responses.responses.insert(status, RefOr::Ref(Ref::from_response_name(name(kind.status))));
        }
    }
}

fn whole(parameter: &RefOr<Parameter>) -> Option<&Parameter> {
    match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    }
}

/// The descriptions that [`declare`] points at.
pub(super) fn describe(components: &mut Components) {
    components.schemas.entry("ProblemBody".into()).or_insert_with(ProblemBody::schema);
    components.schemas.entry("FieldFault".into()).or_insert_with(kernel::FieldFault::schema);
    for kind in KINDS {
        components.responses.insert(name(kind.status), RefOr::T(response(kind)));
    }
}

/// Every problem there is, for the manual: what the store and products tell, and what the edge tells by itself.
pub(crate) fn catalogue() -> Vec<Value> {
    let mut all: Vec<Value> =
        KINDS.iter().map(|kind| json!({"status": kind.status, "code": kind.code, "title": kind.title, "when": kind.when})).collect();
    all.push(json!({"status": 401, "code": "sign-in-failed", "title": "Sign-in failed", "when": "Organisation, e-mail or password is not right; which, is not said."}));
    all.push(json!({"status": 403, "code": "network-refused", "title": "Not from this network", "when": "Your organisation does not let you in from the network you are on."}));
    for (status, code, title, when) in [
        (401, "sign-in-expired", "Start again", "The first step of a sign-in is more than five minutes ago, or ten codes were wrong."),
        (403, "step-up-needed", "Prove that it is you", "The act needs a proof not older than ten minutes: see /api/v1/session/step-up."),
        (
            403,
            "factor-needed",
            "Set up your sign-in first",
            "The organisation demands a factor that is missing; `must` in /api/v1/me says what to do.",
        ),
    ] {
        all.push(json!({"status": status, "code": code, "title": title, "when": when}));
    }
    for body in Refusal::ALL.map(Refusal::body) {
        if !all.iter().any(|known| known["code"] == body.code) {
            all.push(json!({"status": body.status, "code": body.code, "title": body.title, "when": body.detail}));
        }
    }
    all.sort_by_key(|kind| kind["status"].as_u64());
    all
}

fn name(status: u16) -> String {
    format!("Problem{status}")
}

fn response(kind: &Kind) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemBody"))).example(Some(example(kind))).build();
    ResponseBuilder::new().description(kind.when).content("application/problem+json", content).build()
}

fn example(kind: &Kind) -> Value {
    let mut example = json!({
        "type": format!("/api/docs#problem-{}", kind.code),
        "title": kind.title,
        "status": kind.status,
        "code": kind.code,
        "detail": kind.detail,
        "request_id": "6h4b2t0q9x8kz3v7m5n1wd2r4c",
    });
    if kind.status == 422 {
        example["errors"] = json!([{"field": "title", "code": "empty", "message": "must not be empty"}]);
    }
    example
}
