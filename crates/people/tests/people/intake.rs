//! Members from a file: each row whole or not at all, and a dry run tells what a run would.

use crate::world::{Client, Reply, World, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(rows_are_taken_whole, what_goes_out_comes_in, hostile_files, a_thousand_rows);

async fn send(client: &Client, dry: bool, file: &[u8]) -> Reply {
    let path = if dry { "/members/import?dry_run=true" } else { "/members/import" };
    client.send_bytes(Method::POST, path, None, Some("text/csv"), file.to_vec()).await
}

fn told(report: &Value) -> Vec<(u64, String, Option<String>)> {
    let rows = report["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| (row["line"].as_u64().unwrap(), row["outcome"].as_str().unwrap().to_owned(), row["field"].as_str().map(str::to_owned)))
        .collect()
}

async fn rows_are_taken_whole(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    owner.unit("Early watch", Some(&north)).await;
    owner.post("/ranks", json!({"name": "Sergeant", "order": 20})).await.done();
    owner.post("/member-fields", json!({"key": "shirt", "label": "Shirt", "kind": "number"})).await.done();
    let file = "Name;Email;phone;reference;unit;role;rank;shirt\r\n\
        José Núñez;jose@example.org;'+44 20 1;7001;north / early watch;dispatcher;sergeant;42\r\n\
        The member;member@example.org;;;;member;;\r\n\
        The auditor;auditor@example.org;555;;;;;\r\n\
        No Address;not-an-address;;;;;;\r\n\
        Nowhere;nowhere@example.org;;;Atlantis;;;\r\n\
        Boss;boss@example.org;;;;owner;;\r\n\
        Twin;JOSE@example.org;;;;;;\r\n\
        Number;number@example.org;;7001;;;;\r\n\
        Shirt;shirt@example.org;;;;;;large\r\n\
        The dispatcher;dispatcher@example.org;;;;auditor;;\r\n";
    let before = world.log_size().await;
    let tried = send(&owner, true, file.as_bytes()).await.done();
    assert_eq!(world.log_size().await, before, "a dry run writes nothing");
    let done = send(&owner, false, file.as_bytes()).await.done();
    assert_eq!(tried, done, "and tells what a run does");
    assert_eq!(world.log_size().await, before + 1);
    let expected = [
        (2, "added", None),
        (3, "unchanged", None),
        (4, "changed", None),
        (5, "refused", Some("email")),
        (6, "refused", Some("unit")),
        (7, "refused", Some("role")),
        (8, "refused", Some("email")),
        (9, "refused", Some("reference")),
        (10, "refused", Some("shirt")),
        (11, "refused", Some("role")),
    ];
    let expected: Vec<_> =
        expected.into_iter().map(|(line, outcome, field)| (line, outcome.to_owned(), field.map(str::to_owned))).collect();
    assert_eq!(told(&done), expected);
    let jose = owner.get("/members?q=jose").await.done()["items"][0].clone();
    assert_eq!((&jose["name"], &jose["phone"], &jose["unit"]["name"]), (&json!("José Núñez"), &json!("+44 20 1"), &json!("Early watch")));
    assert_eq!(
        (&jose["rank"]["name"], &jose["roles"][0]["role"], &jose["custom"]["shirt"]),
        (&json!("Sergeant"), &json!("dispatcher"), &json!(42))
    );
    assert_eq!(owner.get("/members?q=auditor@example.org").await.done()["items"][0]["phone"], "555");
    for nobody in ["nowhere", "boss", "number@", "shirt@"] {
        assert_eq!(owner.get(&format!("/members?q={nobody}")).await.done()["items"], json!([]), "{nobody}: not even half");
    }
}

async fn what_goes_out_comes_in(world: World) {
    let owner = world.owner().await;
    owner.unit("North", None).await;
    let hard = ["=cmd|' /C calc'!A0", "+44 20 7946 0000", "@SUM(1)", "-5", "O'Neil \"Bob\", jr; x", "Ελένη", "محمد", "山田"];
    for (at, phone) in hard.iter().enumerate() {
        let new =
            json!({"name": format!("N {phone}"), "email": format!("p{at}@example.org"), "phone": phone, "reference": format!("={at}")});
        owner.post("/members", new).await.done();
    }
    let sheet = owner.get("/members/export").await;
    let text = sheet.text();
    assert!(text.split("\",\"").all(|cell| !cell.starts_with(['=', '+', '@', '-'])), "{text}");
    let again = send(&owner, false, &sheet.bytes).await.done();
    assert_eq!(
        (&again["unchanged"], &again["changed"], &again["added"], &again["refused"]),
        (&json!(13), &json!(0), &json!(0), &json!(0)),
        "{again}"
    );
}

async fn hostile_files(world: World) {
    let owner = world.owner().await;
    let code = |reply: Reply| (reply.status.as_u16(), reply.json()["errors"][0]["code"].as_str().unwrap_or_default().to_owned());
    for (file, expected) in [
        (&b""[..], "empty"),
        (b"\x00\x01\x02PK\x03\x04", "unknown-column"),
        (b"name\nAna", "missing-column"),
        (b"name,email,password\nAna,a@x.org,x", "unknown-column"),
    ] {
        assert_eq!(code(send(&owner, false, file).await), (422, expected.to_owned()));
    }
    let control = send(&owner, false, b"name,email\n\"A\x00na\",a@x.org\n\"B\x1b[2J\",b@x.org\n").await.done();
    assert_eq!(control["refused"], 2);
    let huge = vec![b'x'; 5 * 1024 * 1024 + 1];
    assert_eq!(send(&owner, false, &huge).await.status.as_u16(), 413);
    let wrong = owner.send_bytes(Method::POST, "/members/import", None, Some("application/json"), b"[]".to_vec()).await;
    wrong.is(415, "unsupported-media-type");
    let naughty = format!("name,email\n\"{}\",a@x.org\n", "x".repeat(4_000));
    assert_eq!(told(&send(&owner, false, naughty.as_bytes()).await.done())[0].2.as_deref(), Some("name"));
    for role in [Role::Dispatcher, Role::Auditor] {
        send(&world.as_role(role).await, true, b"name,email\nX,x@x.org\n").await.is(403, "forbidden");
    }
}

async fn a_thousand_rows(world: World) {
    let owner = world.owner().await;
    let file = (0..1_001).fold("name,email\n".to_owned(), |file, at| file + &format!("Person {at},p{at}@example.org\n"));
    let before = world.log_size().await;
    let report = send(&owner, false, file.as_bytes()).await.done();
    assert_eq!((&report["added"], report["rows"].as_array().unwrap().len()), (&json!(1_001), 1_001));
    assert_eq!(world.log_size().await, before + 3, "a record for each five hundred");
    let again = send(&owner, false, file.as_bytes()).await.done();
    assert_eq!(again["unchanged"], 1_001, "the same file again does nothing");
}
