//! For every operation, read from the OpenAPI document alone: ids of another kind and of no kind in the path, and every parameter of
//! the query with values that nobody asked for. Told as what they are, never our fault, and nothing is left behind.

use crate::cases::{self, Sample};
use crate::world::{Client, Reply, World, on_both};
use access::Role;
use http::StatusCode;
use serde_json::Value;

/// What may stand in a path where an id should; each is one segment.
const NO_IDS: &[&str] = &[
    "mem_01jd7q3v9mf4x8t2c5k6w0ezya",
    "job_01jd7q3v9mf4x8t2c5k6w0ezya",
    "JOB_01JD7Q3V9MF4X8T2C5K6W0EZYA",
    "job_81jd7q3v9mf4x8t2c5k6w0ezya",
    "nonsense",
    "0",
    "-1",
    "9223372036854775808",
    "1.5",
    "%20",
    "%00",
    "%ff",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%F0%9F%92%A5",
    "'%20OR%201=1%20--",
    "null",
];

/// What may stand behind `name=`, encoded.
const STRANGE: &[&str] = &[
    "",
    "%00",
    "a%00b",
    "%FF%FE",
    "nonsense",
    "-1",
    "0",
    "201",
    "9223372036854775808",
    "1e309",
    "2026-02-30",
    "9999-12-31",
    "-9999-01-01",
    "2026-11-21T25:61:61Z",
    "true",
    "null",
    "%5B%5D",
    "%7B%7D",
    "p1,,p2",
    "job_01jd7q3v9mf4x8t2c5k6w0ezya",
    "'%3B%20DROP%20TABLE%20job%3B%20--",
    "%22",
    "%22%22%22%22",
    "*",
    "NEAR(",
    "a%20AND",
    "%28%28%28%28",
    "a%3A*%20%26%20%21",
    "%25_%25",
    "%F0%9F%92%A5",
    "%E2%80%AE%D8%A7",
    "..%2F..%2Fetc%2Fpasswd",
    "MTA",
    "eyJhIjoxfQ",
];

#[test]
fn ids_that_are_none() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (mut tried, mut faults) = (0, Vec::new());
        for (method, path, _) in cases::operations().into_iter().filter(|(_, path, _)| path.contains('{')) {
            let mut sample = cases::sample(&owner, &method, &path).await.unwrap();
            sample.version = sample.version.or(Some(1));
            let before = world.north.log_size().await;
            let long = "x".repeat(4_000);
            for id in NO_IDS.iter().copied().chain([long.as_str()]) {
                // A log's numbers are ids of their own, and the newest tile's has a zero in it.
                if path.ends_with("/audit/{seq}") && id == "1" {
                    continue;
                }
                let (start, end) = (path.find('{').unwrap(), path.find('}').unwrap());
                sample.path = format!("{}{id}{}", &path[..start], &path[end + 1..]);
                tried += 1;
                let reply = cases::send(&owner, &sample).await;
                let refused = matches!(reply.status.as_u16(), 400 | 404 | 422) && is_problem(&reply);
                if !refused {
                    faults.push(format!("{method} {}: {} {}", sample.path, reply.status, String::from_utf8_lossy(&reply.bytes)));
                }
            }
            assert_eq!(world.north.log_size().await, before, "{method} {path}: something was written");
        }
        assert!(tried > 200, "{tried}");
        assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    });
}

#[test]
fn queries_nobody_asked_for() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (mut tried, mut faults) = (0, Vec::new());
        for (method, path, operation) in cases::operations().into_iter().filter(|(method, ..)| method == "get") {
            let mut sample = cases::sample(&owner, &method, &path).await.unwrap();
            let bare = sample.path.split('?').next().unwrap().to_owned();
            let names: Vec<&str> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "query")
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            let before = world.north.log_size().await;
            let long = format!("{}%00", "x".repeat(3_000));
            for name in &names {
                for value in STRANGE.iter().copied().chain([long.as_str()]) {
                    // Whatever else the operation needs stays as it was.
                    let mut pairs = vec![format!("{name}={value}")];
                    let others = query(&sample).filter(|pair| pair.split('=').next() != Some(*name));
                    pairs.extend(others.map(str::to_owned));
                    let target = format!("{bare}?{}", pairs.join("&"));
                    tried += 1;
                    faults.extend(judged(&owner, &method, &mut sample, target, &names).await);
                }
                let twice = format!("{bare}?{name}=1&{name}=2");
                faults.extend(judged(&owner, &method, &mut sample, twice, &names).await);
            }
            if !names.is_empty() {
                sample.path = format!("{bare}?colour=red");
                let reply = cases::send(&owner, &sample).await;
                let told = reply.status == StatusCode::UNPROCESSABLE_ENTITY && names_field(&reply, "colour");
                if !told {
                    faults.push(format!("{method} {}: {} {}", sample.path, reply.status, String::from_utf8_lossy(&reply.bytes)));
                }
            }
            assert_eq!(world.north.log_size().await, before, "{method} {path}: something was written");
        }
        assert!(tried > 500, "{tried}");
        assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    });
}

fn query(sample: &Sample) -> impl Iterator<Item = &str> {
    sample.path.split_once('?').map_or("", |(_, query)| query).split('&').filter(|pair| !pair.is_empty())
}

/// What is wrong with the answer: a fault of ours, a refusal that is no problem, or one that names no parameter of the operation.
async fn judged(client: &Client, method: &str, sample: &mut Sample, target: String, names: &[&str]) -> Option<String> {
    let kept = std::mem::replace(&mut sample.path, target);
    let reply = cases::send(client, sample).await;
    let target = std::mem::replace(&mut sample.path, kept);
    let good = match reply.status.as_u16() {
        200 => true,
        422 => is_problem(&reply) && names.iter().any(|name| names_field(&reply, name)),
        400 | 404 => is_problem(&reply),
        _ => false,
    };
    let told = String::from_utf8_lossy(&reply.bytes).chars().take(300).collect::<String>();
    (!good).then(|| format!("{method} {target}: {} {told}", reply.status))
}

fn is_problem(reply: &Reply) -> bool {
    reply.headers.get("content-type").is_some_and(|kind| kind == "application/problem+json") && reply.json()["code"].is_string()
}

/// Whether the problem names this parameter; a list's refused word may be named by its place.
fn names_field(reply: &Reply, name: &str) -> bool {
    let errors = reply.json()["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().filter_map(|error: &Value| error["field"].as_str()).any(|field| field.split(['[', '.']).next() == Some(name))
}
