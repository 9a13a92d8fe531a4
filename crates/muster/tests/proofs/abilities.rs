//! Certificates, leave and availability as people meet them: what is claimed waits, a paper stays as it was verified, leave does not
//! overlap, and whoever plans is told who could, the best first.

use crate::world::{Client, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

async fn act(client: &Client, method: Method, path: &str, row: &Value, body: Option<Value>) -> (u16, Value) {
    let tag = format!("\"{}\"", row["version"]);
    let reply = client.send(method, &format!("/api/v1{path}"), &[("if-match", &tag)], body).await;
    (reply.status.as_u16(), serde_json::from_slice(&reply.bytes).unwrap_or_default())
}

async fn first_aid(owner: &Client) -> Value {
    owner.create("/api/v1/competencies", json!({"name": "First aider", "levels": ["Basic", "Leader"], "valid_months": 36})).await
}

fn id(row: &Value) -> String {
    row["id"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_claimed_waits_for_somebody_else() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let aid = first_aid(&owner).await;
        let body = json!({"competency_id": aid["id"], "level": 2, "valid_from": "2026-01-01"});
        let claimed = member.create("/api/v1/me/certificates", body.clone()).await;
        assert_eq!((claimed["state"].as_str(), claimed["level_name"].as_str()), (Some("pending"), Some("Leader")));
        assert_eq!(claimed["valid_until"], "2028-12-31", "as long as its kind holds by itself");
        let path = format!("/certificates/{}/verification", id(&claimed));
        assert_eq!(act(&member, Method::PUT, &path, &claimed, None).await.0, 403);
        let (status, verified) = act(&owner, Method::PUT, &path, &claimed, None).await;
        assert_eq!((status, verified["state"].as_str()), (200, Some("valid")));
        assert_eq!(verified["verified_by"]["name"], owner.get("/api/v1/me").await.json()["member"]["name"]);
        // An owner's own waits like everybody's, by either way of recording it, and they cannot vouch for it.
        let me = owner.get("/api/v1/me").await.json()["member"]["id"].as_str().unwrap().to_owned();
        let own = owner.create(&format!("/api/v1/members/{me}/certificates"), body.clone()).await;
        assert_eq!(own["state"], "pending");
        let (status, refused) = act(&owner, Method::PUT, &format!("/certificates/{}/verification", id(&own)), &own, None).await;
        assert_eq!((status, refused["code"].as_str()), (422, Some("oneself")));
        // What one who may verify records of another counts at once.
        let other = owner.get(&format!("/api/v1/members?q={}", address(Role::Member))).await.json()["items"][0].clone();
        let recorded = owner.create(&format!("/api/v1/members/{}/certificates", id(&other)), body).await;
        assert_eq!(recorded["state"], "valid");
        // A member sees their own and no other's.
        let seen = member.get("/api/v1/certificates").await.json();
        assert!(seen["items"].as_array().unwrap().iter().all(|one| one["member"]["id"] == other["id"]));
        assert_eq!(member.get(&format!("/api/v1/certificates/{}", id(&own))).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_paper_is_kept_as_it_was_verified() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let aid = first_aid(&owner).await;
        let body = json!({"competency_id": aid["id"], "level": 1, "valid_from": "2026-01-01"});
        let claimed = member.create("/api/v1/me/certificates", body).await;
        let path = format!("/api/v1/certificates/{}/evidence", id(&claimed));
        let put = |client: Client, kind: &'static str, bytes: &'static [u8]| {
            let path = format!("{path}?name=first-aid.pdf");
            async move { client.send_bytes(Method::PUT, &path, &[("content-type", kind)], bytes.to_vec()).await.status.as_u16() }
        };
        assert_eq!(put(member.clone(), "text/html", b"<script>").await, 415);
        assert_eq!(put(member.clone(), "application/pdf", b"<script>").await, 422, "not what it says it is");
        assert_eq!(put(member.clone(), "application/pdf", b"%PDF-1.7 one").await, 204);
        let shown = member.get(&format!("/api/v1/certificates/{}", id(&claimed))).await.json();
        assert_eq!(shown["evidence"], json!({"name": "first-aid.pdf", "type": "application/pdf", "bytes": 12}));
        let (status, verified) = act(&owner, Method::PUT, &format!("/certificates/{}/verification", id(&claimed)), &shown, None).await;
        assert_eq!((status, verified["state"].as_str()), (200, Some("valid")));
        assert_eq!(put(member.clone(), "application/pdf", b"%PDF-1.7 two").await, 422, "somebody vouched for what was there");
        let file = member.get(&path).await;
        assert_eq!((file.bytes.as_slice(), file.headers["content-type"].as_bytes()), (&b"%PDF-1.7 one"[..], &b"application/pdf"[..]));
        let saved = file.headers["content-disposition"].to_str().unwrap();
        assert!(saved.starts_with("attachment; "), "{saved}");
    });
}

/// A photograph comes back as one, not as the first kind that there is.
#[test]
fn a_paper_is_given_back_as_the_kind_that_was_sent() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, member) = (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Member).await);
        let body = json!({"competency_id": first_aid(&owner).await["id"], "level": 1, "valid_from": "2026-01-01"});
        let claimed = member.create("/api/v1/me/certificates", body).await;
        let path = format!("/api/v1/certificates/{}/evidence", id(&claimed));
        for (kind, ending, content) in
            [("image/jpeg", "jpg", &b"\xff\xd8\xff one"[..]), ("image/png", "png", &b"\x89PNG\r\n\x1a\n two"[..])]
        {
            let put = format!("{path}?name=card.{ending}");
            let sent = member.send_bytes(Method::PUT, &put, &[("content-type", kind)], content.to_vec()).await;
            assert_eq!(sent.status, StatusCode::NO_CONTENT, "{kind}");
            let file = member.get(&path).await;
            assert_eq!((file.bytes.as_slice(), file.headers["content-type"].as_bytes()), (content, kind.as_bytes()));
            let saved = file.headers["content-disposition"].to_str().unwrap();
            assert!(saved.ends_with(&format!(".{ending}\"")), "{saved}");
        }
    });
}

#[test]
fn leave_is_decided_by_another_and_does_not_overlap() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let ask =
            |from: &str, until: &str| json!({"start": format!("{from}T00:00:00Z"), "end": format!("{until}T00:00:00Z"), "kind": "annual"});
        let one = member.create("/api/v1/leave", ask("2027-02-01", "2027-02-08")).await;
        let other = member.create("/api/v1/leave", ask("2027-02-07", "2027-02-10")).await;
        let next = member.create("/api/v1/leave", ask("2027-02-08", "2027-02-10")).await;
        let decide = async |client: &Client, row: &Value| {
            act(client, Method::PUT, &format!("/leave/{}/decision", id(row)), row, Some(json!({"approve": true}))).await
        };
        assert_eq!(decide(&member, &one).await.0, 403);
        let (status, approved) = decide(&owner, &one).await;
        assert_eq!((status, approved["state"].as_str()), (200, Some("approved")));
        let (status, refused) = decide(&owner, &other).await;
        assert_eq!((status, refused["code"].as_str()), (422, Some("leave-overlap")));
        assert_eq!(decide(&owner, &next).await.0, 200, "neighbours touch");
        let (status, withdrawn) = act(&member, Method::PUT, &format!("/leave/{}/withdrawal", id(&one)), &approved, None).await;
        assert_eq!((status, withdrawn["state"].as_str()), (200, Some("withdrawn")));
    });
}

#[test]
fn whoever_plans_is_told_who_could_and_why_not() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let aid = first_aid(&owner).await;
        let job = owner.create("/api/v1/jobs", crate::cases::job_body(false)).await;
        let people = json!({"min": 1, "max": 1, "competencies": [{"id": aid["id"], "level": 1}]});
        let visit = json!({"start": "2026-12-01T09:00:00Z", "end": "2026-12-01T11:00:00Z", "note": "", "people": people});
        let visit = owner.create(&format!("/api/v1/jobs/{}/visits", id(&job)), visit).await;
        let requirement = visit["requirement_id"].as_str().unwrap().to_owned();
        let able = owner.get(&format!("/api/v1/members?q={}", address(Role::Member))).await.json()["items"][0].clone();
        let body = json!({"competency_id": aid["id"], "level": 1, "valid_from": "2026-01-01", "valid_until": "2026-12-01"});
        owner.create(&format!("/api/v1/members/{}/certificates", id(&able)), body).await;
        let listed = owner.get(&format!("/api/v1/requirements/{requirement}/candidates")).await.json();
        let items = listed["items"].as_array().unwrap();
        assert!(items.len() > 1);
        assert_eq!((items[0]["member"]["id"].as_str(), items[0]["outcome"].as_str()), (able["id"].as_str(), Some("clear")));
        assert!(items[1..].iter().all(|one| one["findings"][0]["rule"] == "lacks-competency"), "{listed}");
        assert_eq!(items[1]["findings"][0]["says"], "Has no certificate of First aider.");
        // The same for oneself; about others a member is told nothing.
        let own = member.get(&format!("/api/v1/requirements/{requirement}/eligibility")).await.json();
        assert_eq!((own["outcome"].as_str(), own["member_id"].as_str()), (Some("clear"), able["id"].as_str()));
        let other = items[1]["member"]["id"].as_str().unwrap();
        let asked = member.get(&format!("/api/v1/requirements/{requirement}/eligibility?member_id={other}")).await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND);
        assert_eq!(
            member.get(&format!("/api/v1/requirements/{requirement}/candidates")).await.json()["items"].as_array().unwrap().len(),
            1
        );
        // The board shows who can do what, and when they said that they are not available.
        let week = json!({"zone": "Europe/London", "weekly": [{"weekday": 2, "from": "08:00", "until": "12:00"}]});
        let set = member.send(Method::PUT, "/api/v1/me/availability", &[("if-match", "\"0\"")], Some(week)).await;
        assert_eq!(set.status, StatusCode::OK);
        let board = owner.get("/api/v1/board?from=2026-12-01T00:00:00Z&until=2026-12-02T00:00:00Z").await.json();
        let shown = board["members"].as_array().unwrap().iter().find(|one| one["id"] == able["id"]).unwrap();
        assert_eq!(shown["competency_ids"], json!([aid["id"]]));
        let unavailable: Vec<_> =
            shown["unavailable"].as_array().unwrap().iter().map(|one| (one["start"].as_str(), one["end"].as_str())).collect();
        let spans = [("2026-12-01T00:00:00.000Z", "2026-12-01T08:00:00.000Z"), ("2026-12-01T12:00:00.000Z", "2026-12-02T00:00:00.000Z")];
        assert_eq!(unavailable, spans.map(|(start, end)| (Some(start), Some(end))));
        assert_eq!(board["competencies"], json!([{"id": aid["id"], "name": "First aider"}]));
    });
}
