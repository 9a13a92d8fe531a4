//! Text that breaks programs: other people's collections of it. It comes back byte for byte, or is refused with the field named;
//! it is searched for, listed and exported without harm. JSON that is none is told as such.

use crate::world::{Client, Reply, World, on_both};
use access::Role;
use base64::Engine as _;
use http::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const JSON_SUITE: &str = include_str!("../data/json-test-suite.json");
/// The import's tests brought it in.
const NAUGHTY: &str = "tests/import_samples/naughty-strings.json";

async fn post(client: &Client, body: &[u8]) -> Reply {
    client.send_bytes(Method::POST, "/api/v1/customers", &[("content-type", "application/json")], body.to_vec()).await
}

fn told(reply: &Reply) -> String {
    String::from_utf8_lossy(&reply.bytes).chars().take(300).collect()
}

/// Refused as unreadable or as unacceptable, in the form of every problem.
fn is_refused(reply: &Reply) -> bool {
    matches!(reply.status.as_u16(), 400 | 422) && reply.json()["code"].is_string()
}

#[test]
fn json_that_is_none() {
    let suite: BTreeMap<String, String> = serde_json::from_str(JSON_SUITE).unwrap();
    on_both(|on| {
        let suite = suite.clone();
        async move {
            let world = World::new(on).await;
            let owner = world.signed_in(&world.north, Role::Owner).await;
            let (mut kept, mut faults) = (0, Vec::new());
            for (name, case) in &suite {
                let case = base64::engine::general_purpose::STANDARD.decode(case).unwrap();
                let before = world.north.log_size().await;
                let whole = post(&owner, &case).await;
                if !is_refused(&whole) {
                    faults.push(format!("{name} as the body: {} {}", whole.status, told(&whole)));
                }
                // Well-formed JSON that is no customer is unacceptable, and nothing else.
                if name.starts_with("y_") && whole.status.as_u16() != 422 {
                    faults.push(format!("{name} as the body: {} {}", whole.status, told(&whole)));
                }
                let within = post(&owner, &[b"{\"name\": \"a\", \"colour\": ", case.as_slice(), b"}"].concat()).await;
                if !is_refused(&within) || world.north.log_size().await != before {
                    faults.push(format!("{name} within a body: {} {}", within.status, told(&within)));
                }
                if name.contains("_string_") {
                    let reply = post(&owner, &[b"{\"name\": \"a\", \"notes\": ", only_element(&case), b"}"].concat()).await;
                    kept += u32::from(reply.status.as_u16() == 201);
                    faults.extend(text_fault(name, only_element(&case), &reply));
                }
            }
            assert!(kept > 10, "counter-proof: good strings are taken: {kept}");
            assert!(faults.is_empty(), "{}", faults.join("\n"));
            assert_eq!(owner.get("/api/v1/me").await.status.as_u16(), 200);
        }
    });
}

/// The suite's strings each stand in a list of one.
fn only_element(case: &[u8]) -> &[u8] {
    let text = case.trim_ascii();
    let text = text.strip_prefix(b"[").unwrap_or(text);
    text.strip_suffix(b"]").unwrap_or(text).trim_ascii()
}

fn text_fault(name: &str, literal: &[u8], reply: &Reply) -> Option<String> {
    let status = reply.status.as_u16();
    let good = match (name.get(..1), status) {
        (Some("n"), _) => is_refused(reply),
        (_, 201) => serde_json::from_slice::<Value>(literal).is_ok_and(|sent| comes_back(&sent, &reply.json()["notes"])),
        (Some("y"), _) => status == 422 && reply.json()["errors"][0]["field"] == "notes",
        _ => is_refused(reply),
    };
    (!good).then(|| format!("{name} as text: {status} {}", told(reply)))
}

/// Byte for byte but for what the field's own rule takes away: white space at the end, and line ends.
fn comes_back(sent: &Value, kept: &Value) -> bool {
    let sent = sent.as_str().unwrap_or_default();
    kept.as_str() == Some(sent.trim_end().replace("\r\n", "\n").replace('\r', "\n").as_str())
}

#[test]
fn depth_is_bounded() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("{\"name\":", "}"), ("[{\"a\":", "}]")] {
            for depth in [100, 1_000, 100_000] {
                for closed in [true, false] {
                    let close = if closed { close.repeat(depth) } else { String::new() };
                    let body = format!("{{\"name\": \"a\", \"colour\": {}1{close}}}", open.repeat(depth));
                    let reply = post(&owner, body.as_bytes()).await;
                    assert!(is_refused(&reply), "{depth} of {open}: {} {}", reply.status, told(&reply));
                }
            }
        }
        assert_eq!(owner.get("/api/v1/me").await.status.as_u16(), 200);
    });
}

#[test]
fn naughty_strings() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let naughty = std::fs::read_to_string(crates.join("work").join(NAUGHTY)).unwrap();
    let naughty: Vec<String> = serde_json::from_str(&naughty).unwrap();
    on_both(|on| {
        let naughty = naughty.clone();
        async move {
            let world = World::new(on).await;
            let owner = world.signed_in(&world.north, Role::Owner).await;
            let mut kept = BTreeSet::new();
            for text in &naughty {
                let reply = post(&owner, json!({"name": "a", "notes": text}).to_string().as_bytes()).await;
                match reply.status.as_u16() {
                    201 => {
                        assert!(comes_back(&json!(text), &reply.json()["notes"]), "{text:?} became {}", reply.json()["notes"]);
                        kept.insert(reply.json()["notes"].as_str().unwrap().to_owned());
                    }
                    422 => assert_eq!(reply.json()["errors"][0]["field"], "notes", "{text:?}"),
                    _ => panic!("{text:?}: {} {}", reply.status, told(&reply)),
                }
                let query: String = form_encoded(text);
                for path in [format!("/api/v1/search?q={query}"), format!("/api/v1/customers?limit=1&q={query}")] {
                    let reply = owner.get(&path).await;
                    assert!(matches!(reply.status.as_u16(), 200 | 422), "{path}: {} {}", reply.status, told(&reply));
                }
            }
            assert!(kept.len() * 10 > naughty.len() * 9, "most are text like any other: {} of {}", kept.len(), naughty.len());
            assert_eq!(read_back(&owner).await, kept, "what is read later is what was sent");
            let sheet = owner.get("/api/v1/customers/export").await;
            assert_eq!(sheet.status.as_u16(), 200);
            let sheet = String::from_utf8(sheet.bytes).unwrap();
            let formulas = sheet.split("\",\"").filter(|cell| cell.starts_with(['=', '@']));
            assert_eq!(formulas.collect::<Vec<_>>(), Vec::<&str>::new(), "no cell begins a formula");
        }
    });
}

/// The notes of every customer, read one by one from the lists.
async fn read_back(client: &Client) -> BTreeSet<String> {
    let (mut found, mut path) = (BTreeSet::new(), "/api/v1/customers?limit=200".to_owned());
    loop {
        let page = client.get(&path).await.json();
        let notes = page["items"].as_array().unwrap().iter().map(|row| row["notes"].as_str().unwrap().to_owned());
        found.extend(notes);
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/customers?limit=200&cursor={next}"),
            None => return found,
        }
    }
}

fn form_encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().take(1_500).fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").unwrap();
        encoded
    })
}
