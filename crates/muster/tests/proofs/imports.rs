//! Import over HTTP, with files that mean harm: each gets a specific problem or a report, and no file or row is left half-written.

use crate::world::{Client, Home, On, Reply, World, on_both};
use access::Role;
use axum::body::{Body, Bytes};
use futures_util::stream;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

const TEXT: &[(&str, &str)] = &[("content-type", "text/csv")];
const MIB: usize = 1024 * 1024;

async fn upload(client: &Client, bytes: impl Into<Vec<u8>>) -> Reply {
    client.send_bytes(Method::POST, "/api/v1/imports?filename=sent.csv", TEXT, bytes.into()).await
}

async fn uploaded(client: &Client, bytes: impl Into<Vec<u8>>) -> Value {
    let reply = upload(client, bytes).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}

fn mapping() -> Value {
    json!({"name": "sent", "encoding": "auto", "separator": "auto", "zone": "Europe/London", "source": "sent",
        "fields": {"reference": {"column": "id"}, "title": {"column": "what"}}})
}

async fn act(client: &Client, import: &Value, act: &str, body: Value) -> Reply {
    client.send(Method::POST, &format!("/api/v1/imports/{}/{act}", import["id"].as_str().unwrap()), &[], Some(body)).await
}

/// Runs an import to its end and gives it back.
async fn run(client: &Client, import: &Value, dry_run: bool) -> Value {
    let reply = act(client, import, "run", json!({"mapping": mapping(), "dry_run": dry_run})).await;
    assert_eq!(reply.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&reply.bytes));
    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    let mut every = tokio::time::interval(Duration::from_millis(20));
    loop {
        every.tick().await;
        let now = client.get(&path).await.json();
        if now["state"] != "running" {
            return now;
        }
    }
}

async fn jobs(client: &Client) -> Value {
    client.get("/api/v1/jobs/counts").await.json()["total"].clone()
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn sent_files(world: &World) -> Vec<PathBuf> {
    files(&world.folder.path().join("files"))
}

fn told(reply: &Reply, status: u16, code: &str) -> String {
    let text = String::from_utf8_lossy(&reply.bytes).into_owned();
    assert_eq!(reply.status.as_u16(), status, "{text}");
    assert_eq!(reply.headers.get("content-type").unwrap(), "application/problem+json", "{text}");
    assert_eq!(reply.json()["code"], code, "{text}");
    text
}

#[test]
fn files_that_cannot_be_imported_are_refused_and_leave_nothing() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let before = world.north.log_size().await;
        let wide = "column,".repeat(10_000);
        let long_name = format!("{},b\n", "n".repeat(201));
        let cases: &[(&[u8], &str)] = &[
            (b"", "The file is empty"),
            (b"\r\n\r\n", "The file is empty"),
            (b"PK\x03\x04\x14\0\x06\0", "workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old workbook"),
            (b"%PDF-1.7\n", "PDF"),
            (b"\x1f\x8b\x08\0", "compressed"),
            (b"\0\0\0\0\n", "NUL"),
            (b"id,wh\xc3\xc3at\n1,\xc5\xbd\xc5\xbd\xc5\xbd\n", "not text in the encoding"),
            (b"id,\"what\n1,2\n", "a quote opens here"),
            (wide.as_bytes(), "more than 1000 values"),
            (long_name.as_bytes(), "longer than 200 characters"),
        ];
        for (bytes, reason) in cases {
            let text = told(&upload(&owner, *bytes).await, 422, "invalid");
            assert!(text.contains(reason), "{text}");
        }
        let other_kind = [("content-type", "application/json")];
        told(
            &owner.send_bytes(Method::POST, "/api/v1/imports?filename=a", &other_kind, b"{}".to_vec()).await,
            415,
            "unsupported-media-type",
        );
        for bad in ["", "?filename=", "?filename=a%00b", "?filename=a&colour=red"] {
            told(&owner.send_bytes(Method::POST, &format!("/api/v1/imports{bad}"), TEXT, b"a\n".to_vec()).await, 422, "invalid");
        }
        assert_eq!(world.north.log_size().await, before, "nothing was written");
        assert!(sent_files(&world).is_empty(), "no file is left");
        assert_eq!(owner.get("/api/v1/imports").await.json()["items"], json!([]));
    });
}

/// A body of `pieces` MiB that is made as it is read, and breaks off at its end if it is to.
fn long_body(pieces: usize, breaks_off: bool) -> Body {
    let piece = Bytes::from([b"id,what\n".repeat(MIB / 8)].concat());
    Body::from_stream(stream::unfold(0, move |at| {
        let piece = piece.clone();
        async move {
            match at {
                _ if at < pieces => Some((Ok(piece), at + 1)),
                _ if at == pieces && breaks_off => Some((Err(std::io::Error::other("the line went dead")), at + 1)),
                _ => None,
            }
        }
    }))
}

#[test]
fn what_is_too_long_or_breaks_off_leaves_nothing() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let world = World::new(On::Embedded).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let before = world.north.log_size().await;
        let path = "/api/v1/imports?filename=long.csv";
        let announced = [TEXT[0], ("content-length", "314572800")];
        told(&owner.send_body(Method::POST, path, &announced, Body::empty()).await, 413, "too-large");
        told(&owner.send_body(Method::POST, path, TEXT, long_body(300, false)).await, 413, "too-large");
        assert!(sent_files(&world).is_empty(), "300 MiB leave no file");
        told(&owner.send_body(Method::POST, path, TEXT, long_body(3, true)).await, 400, "malformed");
        assert!(sent_files(&world).is_empty(), "a body that breaks off leaves no file");
        assert_eq!(world.north.log_size().await, before);
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::OK);
    });
}

/// What is sent, the jobs that come of it, and the line and reason of the row that does not come in.
const ROWS: &[(&[u8], i64, Option<(i64, &str)>)] = &[
    (b"\xef\xbb\xbfid;what\r\n1;b\xc3\xb6m\r\n", 1, None),
    (b"\xff\xfei\0d\0,\0w\0h\0a\0t\0\n\x002\0,\0w\0i\0d\0e\0\n\0", 1, None),
    (b"id,what\r3,mac\n4,unix\r\n5,windows", 3, None),
    (b"id,what\n6,a\0b\n7,fine\n", 1, Some((2, "contains a NUL byte"))),
    (b"id,what\n8,\xc5\xbd \xc5\xbd\n9,\xff\n", 1, Some((3, "is not text in the encoding of the file"))),
    (b"id,what\n10,\"open\n11,fine\n", 1, Some((2, "a quote opens here and is not closed"))),
    (b"id,what\n12,a,b\n13,fine\n", 1, Some((2, "the row has 3 values; the header names 2 columns"))),
    (b"id,what\n", 0, None),
    (b"id,id,what\n14,x,twice\n", 1, None),
];

#[test]
fn hostile_rows_are_told_and_the_others_come_in() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let mut wanted = 0;
        for (bytes, added, refused) in ROWS {
            let file = String::from_utf8_lossy(bytes);
            let import = uploaded(&owner, *bytes).await;
            let previewed = act(&owner, &import, "preview", json!({"mapping": mapping()})).await.json();
            let rows = previewed["rows"].as_array().unwrap();
            assert_eq!(rows.iter().filter(|row| row["job"].is_null()).count(), usize::from(refused.is_some()), "{file}: {previewed}");
            let dry = run(&owner, &import, true).await;
            assert_eq!(jobs(&owner).await, json!(wanted), "{file}: a dry run adds nothing");
            let done = run(&owner, &import, false).await;
            assert_eq!(done["progress"], dry["progress"], "{file}: a dry run tells what a run will do");
            assert_eq!((&done["state"], &done["progress"]["added"]), (&json!("done"), &json!(added)), "{file}");
            let path = format!("/api/v1/imports/{}/refusals", import["id"].as_str().unwrap());
            let told = owner.get(&path).await.json();
            let first = told["items"].get(0).map(|item| (item["line"].as_i64().unwrap(), item["reason"].as_str().unwrap()));
            assert_eq!(first, *refused, "{file}");
            wanted += added;
        }
        assert_eq!(jobs(&owner).await, json!(wanted));
        let long = [b"id,what\n20,".as_slice(), &vec![b'x'; 10 * MIB], b"\n21,fine\n"].concat();
        let import = uploaded(&owner, long).await;
        let done = run(&owner, &import, false).await;
        assert_eq!((&done["progress"]["added"], &done["progress"]["refused"]), (&json!(1), &json!(1)));
        assert_eq!(sent_files(&world).len(), ROWS.len() + 1, "one sealed file for each import");
        for path in sent_files(&world) {
            let kept = std::fs::read(&path).unwrap();
            assert!(!kept.windows(4).any(|window| window == b"what"), "{} is sealed", path.display());
        }
    });
}

#[test]
fn what_does_not_fit_the_file_or_the_moment_is_refused() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let import = uploaded(&owner, b"id,what\n1,a\n").await;
        let before = world.north.log_size().await;
        let mut wrong = mapping();
        wrong["fields"]["title"]["column"] = json!("task");
        let text = told(&act(&owner, &import, "run", json!({"mapping": wrong, "dry_run": false})).await, 422, "invalid");
        assert!(text.contains("the file has no column task") && text.contains("mapping.title"), "{text}");
        let previewed = act(&owner, &import, "preview", json!({"mapping": wrong})).await.json();
        assert_eq!(previewed["problems"][0]["reason"], "the file has no column task");
        for (key, value) in [("zone", "Mars/Olympus"), ("encoding", "klingon"), ("separator", "--"), ("source", "")] {
            let mut wrong = mapping();
            wrong[key] = json!(value);
            told(&act(&owner, &import, "run", json!({"mapping": wrong, "dry_run": false})).await, 422, "invalid");
        }
        told(&act(&owner, &import, "run", json!({"mapping": mapping(), "dry_run": "no"})).await, 422, "invalid");
        told(&act(&owner, &import, "run", json!({"mapping": {}, "dry_run": true})).await, 422, "invalid");
        let path = format!("/api/v1/imports/{}/run", import["id"].as_str().unwrap());
        told(&owner.send(Method::DELETE, &path, &[], None).await, 422, "import-not-running");
        let nobody = json!({"id": "imp_01jd7q3v9mf4x8t2c5k6w0ezya"});
        told(&act(&owner, &nobody, "run", json!({"mapping": mapping(), "dry_run": true})).await, 404, "not-found");
        assert_eq!(world.north.log_size().await, before, "nothing was written");
        for path in sent_files(&world) {
            std::fs::remove_file(path).unwrap();
        }
        let body = json!({"mapping": mapping(), "dry_run": true});
        told(&act(&owner, &import, "run", body.clone()).await, 422, "file-not-kept");
        told(&act(&owner, &import, "preview", json!({"mapping": mapping()})).await, 422, "file-not-kept");
        assert_eq!(jobs(&owner).await, json!(0));
    });
}

#[test]
fn a_dry_run_and_a_run_leave_two_records_and_one_more_for_each_part() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let rows: Vec<String> = (0..1_100).map(|id| format!("{id},Sweep")).collect();
        let import = uploaded(&owner, format!("id,what\n{}", rows.join("\n"))).await;
        assert_eq!(records_of(&world.north, || run(&owner, &import, true)).await, 2, "begun and checked");
        assert_eq!(records_of(&world.north, || run(&owner, &import, false)).await, 2 + 3, "begun, three parts, done");
        assert_eq!(records_of(&world.north, || run(&owner, &import, false)).await, 2 + 3, "a second time");
        assert_eq!(jobs(&owner).await, json!(1_100));
    });
}

async fn records_of<F: Future<Output = Value>>(home: &Home, act: impl FnOnce() -> F) -> u64 {
    let before = home.log_size().await;
    assert_eq!(act().await["state"], "done");
    home.log_size().await - before
}
