//! For every operation with a JSON body, read from the OpenAPI document alone: each field with each wrong kind of value, too long,
//! out of range, missing, twice, and fields that nobody knows, however deep. Each is refused as what it is, told with the field's
//! name, and leaves nothing behind.

use crate::cases;
use crate::world::{Client, Reply, World, on_both};
use access::Role;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Fields that are whatever they are, because what is wrong with them must not be told apart from a wrong password.
const TELLS_NOTHING: &str = "/api/v1/session";

/// Bodies whose samples are not accepted, or are worked on after the answer.
const NOT_SENT_WHOLE: &[&str] = &[
    "/api/v1/session",
    "/api/v1/session/totp",
    "/api/v1/session/recovery-code",
    "/api/v1/session/step-up",
    "/api/v1/session/passkey/options",
    "/api/v1/session/passkey",
    "/api/v1/me/passkeys",
    "/api/v1/me/passkeys/{id}",
    "/api/v1/me/password",
    "/api/v1/me/totp",
    "/api/v1/imports/{id}/run",
    "/api/v1/invitation",
    "/api/v1/invitation/acceptance",
    "/api/v1/invitation/passkey/options",
    "/api/v1/password-reset",
    "/api/v1/call-out-answers",
    "/api/v1/call-out-answers/opening",
    "/api/v1/single-sign-on/check",
    "/api/v1/session/single-sign-on",
];

#[test]
fn what_is_wrong_is_told_with_its_field() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let document: Value = serde_json::to_value(gate::openapi(muster::api())).unwrap();
        let (mut tried, mut faults) = (0, Vec::new());
        for (method, path, operation) in cases::operations() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if schema.is_null() {
                continue;
            }
            let sample = cases::sample(&owner, &method, &path).await.unwrap();
            let body = sample.body.clone().unwrap();
            let before = world.north.log_size().await;
            for case in cases_of(&document, schema, &body, path == TELLS_NOTHING) {
                let reply = send(&owner, &sample, case.text.clone().into_bytes()).await;
                tried += 1;
                if let Some(fault) = fault(&reply, &case) {
                    let text: String = case.text.chars().take(120).collect();
                    faults.push(format!("{method} {path}: {} {}: {fault}\n    {text}", case.field, case.what));
                }
            }
            if world.north.log_size().await != before {
                faults.push(format!("{method} {path}: something was written"));
            }
            // Counter-proof: it was each time the one wrong thing that was refused.
            if !NOT_SENT_WHOLE.contains(&path.as_str()) {
                let sample = cases::sample(&owner, &method, &path).await.unwrap();
                let reply = cases::send(&owner, &sample).await;
                assert!(reply.status.is_success(), "{method} {path}: {}", String::from_utf8_lossy(&reply.bytes));
            }
        }
        assert!(tried > 500, "the document was read: {tried} cases");
        assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    });
}

/// One wrong body, and the field that must be named for it.
struct Case {
    field: String,
    what: &'static str,
    text: String,
}

fn fault(reply: &Reply, case: &Case) -> Option<String> {
    let told = || String::from_utf8_lossy(&reply.bytes).chars().take(300).collect::<String>();
    if reply.status.as_u16() != 422 || reply.headers.get("content-type").is_none_or(|kind| kind != "application/problem+json") {
        return Some(format!("{} {}", reply.status, told()));
    }
    let problem = reply.json();
    let named = problem["errors"].as_array().is_some_and(|errors| errors.iter().any(|error| names(&error["field"], case)));
    (!named || problem["code"] != "invalid").then(told)
}

/// Of too many that are alike, the second may be what is refused.
fn names(field: &Value, case: &Case) -> bool {
    let crowded = format!("{}[", case.field);
    field.as_str().is_some_and(|field| field == case.field || (case.what == "has too many" && field.starts_with(&crowded)))
}

async fn send(client: &Client, sample: &cases::Sample, bytes: Vec<u8>) -> Reply {
    let tag = sample.version.map(|version| format!("\"{version}\""));
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(tag.as_deref().map(|tag| ("if-match", tag)));
    client.send_bytes(sample.method.clone(), &sample.path, &headers, bytes).await
}

/// Every wrong body that the schema tells of. Places are JSON pointers; fields are named as problems name them.
fn cases_of(document: &Value, schema: &Value, body: &Value, kinds_alone: bool) -> Vec<Case> {
    let mut cases: Vec<Case> = [json!([]), json!("text"), json!(7), json!(null)]
        .into_iter()
        .map(|wrong| Case { field: ".".into(), what: "is no object", text: wrong.to_string() })
        .collect();
    walk(document, schema, body, &Place { pointer: String::new(), name: String::new() }, kinds_alone, &mut cases);
    cases
}

struct Place {
    pointer: String,
    name: String,
}

impl Place {
    fn below(&self, field: &str) -> Self {
        let name = if self.name.is_empty() { field.to_owned() } else { format!("{}.{field}", self.name) };
        Self { pointer: format!("{}/{field}", self.pointer), name }
    }
}

fn walk(document: &Value, schema: &Value, body: &Value, place: &Place, kinds_alone: bool, cases: &mut Vec<Case>) {
    let Some(object) = shapes(document, schema).into_iter().find(|shape| shape["type"] == "object") else { return };
    if object.get("additionalProperties") == Some(&json!(false)) {
        let unknown = place.below("colour");
        cases.push(Case { field: unknown.name.clone(), what: "is unknown", text: with(body, &unknown, json!("red")).to_string() });
    }
    let required: BTreeSet<&str> = object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (field, schema) in object["properties"].as_object().into_iter().flatten() {
        let place = place.below(field);
        if required.contains(field.as_str()) && body.pointer(&place.pointer).is_some() {
            cases.push(Case { field: place.name.clone(), what: "is missing", text: without(body, &place).to_string() });
        }
        let shapes = shapes(document, schema);
        for (what, wrong) in wrong_values(&shapes, kinds_alone) {
            let wrong = if what == "has too many" { crowded(wrong, body.pointer(&place.pointer)) } else { wrong };
            cases.push(Case { field: place.name.clone(), what, text: with(body, &place, wrong).to_string() });
        }
        if let Some(given) = body.pointer(&place.pointer) {
            cases.push(Case { field: place.name.clone(), what: "stands twice", text: twice(body, &place, given) });
        }
        // What the sample leaves out is filled in, so that the fields within it are reached.
        let inner = shapes.iter().find(|shape| shape["type"] == "object").and_then(|shape| filled(document, shape));
        if let Some(inner) = inner {
            let body = if body.pointer(&place.pointer).is_some_and(Value::is_object) { body.clone() } else { with(body, &place, inner) };
            walk(document, schema, &body, &place, kinds_alone, cases);
        }
    }
}

/// The alternatives of a schema, references followed.
fn shapes(document: &Value, schema: &Value) -> Vec<Value> {
    if let Some(reference) = schema["$ref"].as_str() {
        return shapes(document, document.pointer(&reference[1..]).unwrap());
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        if let Some(list) = schema[key].as_array() {
            return list.iter().flat_map(|one| shapes(document, one)).collect();
        }
    }
    match schema["type"].as_array() {
        Some(types) => types.iter().map(|kind| merged(schema, kind)).collect(),
        None => vec![schema.clone()],
    }
}

fn merged(schema: &Value, kind: &Value) -> Value {
    let mut one = schema.clone();
    one["type"] = kind.clone();
    one
}

/// An object with its required fields, as the examples in the document have them.
fn filled(document: &Value, object: &Value) -> Option<Value> {
    let mut made = Map::new();
    for field in object["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let shape = shapes(document, &object["properties"][field]).into_iter().next()?;
        made.insert(field.to_owned(), shape.get("example").or_else(|| shape.pointer("/examples/0"))?.clone());
    }
    object.get("properties").map(|_| Value::Object(made))
}

/// Values of kinds that no alternative allows, and values of the right kind beyond its bounds.
fn wrong_values(shapes: &[Value], kinds_alone: bool) -> Vec<(&'static str, Value)> {
    let allows = |kind: &str| shapes.iter().any(|shape| shape["type"] == kind || (kind == "integer" && shape["type"] == "number"));
    let mut wrong = Vec::new();
    for (kind, what, value) in [
        ("string", "is text", json!("some text")),
        ("integer", "is a number", json!(7)),
        ("boolean", "is yes or no", json!(true)),
        ("array", "is a list", json!([])),
        ("array", "is a list of lists", json!([[[]]])),
        ("object", "is an object", json!({"a": {"b": 1}})),
        ("null", "is null", json!(null)),
    ] {
        if !allows(kind) {
            wrong.push((what, value));
        }
    }
    if kinds_alone {
        return wrong;
    }
    for shape in shapes {
        wrong.extend(beyond_bounds(shape));
    }
    wrong
}

/// As many of what is listed, where that is no text: it is to be too many, and nothing else.
fn crowded(wrong: Value, given: Option<&Value>) -> Value {
    let first = given.and_then(|given| given.get(0)).filter(|first| first.is_object());
    first.map_or_else(|| wrong.clone(), |first| json!(vec![first; wrong.as_array().map_or(0, Vec::len)]))
}

fn beyond_bounds(shape: &Value) -> Vec<(&'static str, Value)> {
    let mut wrong = Vec::new();
    if let Some(most) = shape["maxLength"].as_u64() {
        // Of three bytes each: characters are counted, not bytes.
        wrong.push(("is too long", json!("字".repeat(usize::try_from(most).unwrap() + 1))));
        wrong.push(("has a NUL", json!("a\u{0}b")));
        wrong.push(("has an escape character", json!("a\u{1b}[2Jb")));
    }
    if shape["enum"].is_array() {
        wrong.extend([("is no word of the list", json!("nonsense")), ("is the empty word", json!(""))]);
    }
    if shape["format"] == "date-time" {
        for text in
            ["yesterday", "2026-02-30T00:00:00Z", "9999-12-31T23:59:59Z", "1899-12-31T23:59:59Z", "2026-11-21", "2026-11-21T25:00:00Z", ""]
        {
            wrong.push(("is no time within reach", json!(text)));
        }
    }
    if let Some(most) = shape["maximum"].as_f64() {
        wrong.extend([("is too large", json!(most + 1.0)), ("is far too large", json!(1e300)), ("is too small", json!(-most - 1.0))]);
    }
    if let Some(most) = shape["maxItems"].as_u64() {
        wrong.push(("has too many", json!(vec!["one"; usize::try_from(most).unwrap() + 1])));
    }
    let kind = shape["pattern"].as_str().is_some_and(|pattern| pattern.starts_with('^'));
    if kind && shape["type"] == "string" {
        for text in ["nonsense", "", "mem_01jd7q3v9mf4x8t2c5k6w0ezya", "../../etc/passwd", "' OR 1=1 --"] {
            wrong.push(("is no id of this kind", json!(text)));
        }
    }
    wrong
}

fn with(body: &Value, place: &Place, value: Value) -> Value {
    let mut body = body.clone();
    let (parent, field) = place.pointer.rsplit_once('/').unwrap();
    if let Some(parent) = body.pointer_mut(parent).and_then(Value::as_object_mut) {
        parent.insert(field.to_owned(), value);
    }
    body
}

fn without(body: &Value, place: &Place) -> Value {
    let mut body = body.clone();
    let (parent, field) = place.pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).and_then(Value::as_object_mut).unwrap().remove(field);
    body
}

/// The field once more at the end of its object, which no `Value` can hold.
fn twice(body: &Value, place: &Place, given: &Value) -> String {
    let marked = with(body, &Place { pointer: format!("{}~mark", place.pointer), name: String::new() }, given.clone());
    let (_, field) = place.pointer.rsplit_once('/').unwrap();
    marked.to_string().replacen(&format!("\"{field}~mark\""), &format!("\"{field}\""), 1)
}
