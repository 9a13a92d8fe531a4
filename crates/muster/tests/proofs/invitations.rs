//! Invitations and their abuse: links used twice, too late, elsewhere, by others, for more than was given, or guessed.

use crate::letters::Letters;
use crate::world::{Client, Home, PASSWORD, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const CHOSEN: &str = "seven lanterns over quiet water";

async fn post(client: &Client, path: &str, body: Value) -> Reply {
    client.send(Method::POST, path, &[], Some(body)).await
}

async fn invite(client: &Client, email: &str, role: &str) -> Value {
    client.create("/api/v1/invitations", json!({"name": "Ana Okafor", "email": email, "role": role})).await
}

async fn look(world: &World, token: &str) -> Reply {
    post(&world.anonymous(), "/api/v1/invitation", json!({ "token": token })).await
}

async fn accept(world: &World, token: &str) -> Reply {
    post(&world.anonymous(), "/api/v1/invitation/acceptance", json!({"token": token, "password": CHOSEN})).await
}

/// The answer for every link that does not work, whatever was wrong with it.
async fn is_void(world: &World, token: &str, why: &str) {
    let mut told = Vec::new();
    for reply in [look(world, token).await, accept(world, token).await, look(world, "nonsense").await] {
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{why}: {}", String::from_utf8_lossy(&reply.bytes));
        let mut problem = reply.json();
        problem["request_id"] = Value::Null;
        assert_eq!(problem["code"], "invitation-void", "{why}");
        assert!(reply.headers.get("set-cookie").is_none(), "{why}");
        told.push(problem);
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "{why}: {told:?}");
}

async fn signs_in(world: &World, home: &Home, email: &str, password: &str) -> StatusCode {
    post(&world.anonymous(), "/api/v1/session", json!({"organisation": home.slug, "email": email, "password": password})).await.status
}

#[test]
fn an_invitation_is_accepted_once_and_signs_in() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let made = invite(&owner, "ana@example.org", "dispatcher").await;
        assert_eq!((&made["state"], &made["kind"], &made["sent_at"]), (&json!("pending"), &json!("member"), &Value::Null));
        assert!(!made.to_string().contains("msi_"), "who invites never sees the link");
        assert_eq!(signs_in(&world, &world.north, "ana@example.org", CHOSEN).await, StatusCode::UNAUTHORIZED);

        let token = letters.secret(&world.north, "join").await;
        let shown = look(&world, &token).await.json();
        assert_eq!((&shown["organisation"]["slug"], &shown["email"]), (&json!("north-river"), &json!("ana@example.org")));
        assert_eq!((&shown["invited_by"], &shown["name"]), (&json!("The owner"), &json!("Ana Okafor")));

        let before = world.north.log_size().await;
        let accepted = accept(&world, &token).await;
        assert_eq!(accepted.status, StatusCode::OK, "{}", String::from_utf8_lossy(&accepted.bytes));
        assert_eq!(world.north.log_size().await, before + 1, "one act, one record");
        let me = world.renewed(&accepted).get("/api/v1/me").await.json();
        assert_eq!((&me["member"]["email"], &me["roles"]), (&json!("ana@example.org"), &json!(["dispatcher"])));
        is_void(&world, &token, "used").await;
        assert_eq!(signs_in(&world, &world.north, "ana@example.org", CHOSEN).await, StatusCode::OK);
        let listed = owner.get("/api/v1/invitations?state=accepted").await.json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        assert!(listed["items"][0]["sent_at"].is_string());
        let id = made["id"].as_str().unwrap();
        for (method, path) in
            [(Method::DELETE, format!("/api/v1/invitations/{id}")), (Method::POST, format!("/api/v1/invitations/{id}/sending"))]
        {
            assert_eq!(owner.send(method, &path, &[], None).await.json()["code"], "invitation-over");
        }
    });
}

#[test]
fn links_that_do_not_work_are_not_told_apart() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let made = invite(&owner, "ana@example.org", "member").await;
        let path = format!("/api/v1/invitations/{}", made["id"].as_str().unwrap());
        let first = letters.secret(&world.north, "join").await;

        let before = world.north.log_size().await;
        let (head, random) = first.rsplit_once('_').unwrap();
        let of_south = format!("msi_{}_{random}", world.south.realm.name().trim_start_matches("org_"));
        is_void(&world, &of_south, "another organisation").await;
        is_void(&world, &format!("{head}_{}", "A".repeat(43)), "a guess").await;
        is_void(&world, &first.replace("msi_", "msr_"), "another kind").await;
        is_void(&world, &first[..first.len() - 1], "cut short").await;
        is_void(&world, &format!("{first} "), "with something behind it").await;
        is_void(&world, &"x".repeat(10_000), "long").await;
        assert_eq!(world.north.log_size().await, before, "nothing was written");

        let again = owner.send(Method::POST, &format!("{path}/sending"), &[], None).await;
        assert_eq!(again.status, StatusCode::OK, "{}", String::from_utf8_lossy(&again.bytes));
        let second = letters.secret(&world.north, "join").await;
        is_void(&world, &first, "sent anew").await;
        assert_eq!(look(&world, &second).await.status, StatusCode::OK);

        world.clock.advance_seconds(7 * 24 * 60 * 60);
        is_void(&world, &second, "expired").await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        assert_eq!(owner.get("/api/v1/invitations").await.json()["items"][0]["state"], "expired");
        owner.send(Method::POST, &format!("{path}/sending"), &[], None).await;
        let third = letters.secret(&world.north, "join").await;
        assert_eq!(look(&world, &third).await.status, StatusCode::OK);
        assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        is_void(&world, &third, "taken back").await;
    });
}

#[test]
fn what_is_taken_back_before_it_left_never_leaves() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let made = invite(&owner, "ana@example.org", "member").await;
        let path = format!("/api/v1/invitations/{}", made["id"].as_str().unwrap());
        owner.send(Method::POST, &format!("{path}/sending"), &[], None).await;
        owner.send(Method::DELETE, &path, &[], None).await;
        assert_eq!(letters.of_house(&world.north).await, []);
    });
}

#[test]
fn nobody_is_invited_to_more_than_who_invites_may_do() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let body = |role: &str| json!({"name": "Ana", "email": "ana@example.org", "role": role});
        for (role, code) in
            [("owner", "needs-second-person"), ("administrator", "needs-second-person"), ("king", "invalid"), ("contact", "invalid")]
        {
            let refused = post(&administrator, "/api/v1/invitations", body(role)).await;
            assert_eq!((refused.status, &refused.json()["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(code)), "{role}");
        }
        for role in [Role::Dispatcher, Role::Member, Role::Auditor] {
            let nobody = world.signed_in(&world.north, role).await;
            assert_eq!(post(&nobody, "/api/v1/invitations", body("member")).await.status, StatusCode::FORBIDDEN, "{role:?}");
        }
        let made = invite(&administrator, "ana@example.org", "dispatcher").await;
        let token = letters.secret(&world.north, "join").await;
        // The link gives what was given, whatever the acceptance says.
        for more in [json!({"role": "owner"}), json!({"email": "owner@example.org"}), json!({"organisation": "south-hill"})] {
            let mut body = json!({"token": token, "password": CHOSEN});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            assert_eq!(post(&world.anonymous(), "/api/v1/invitation/acceptance", body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        // Who invited is shut out: nobody comes in on their word any more.
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let who = made["invited_by"]["id"].as_str().unwrap();
        let path = format!("/api/v1/members/{who}/revocation");
        let ended = owner.send(Method::PUT, &path, &[], Some(json!({"reason": "gone"}))).await;
        assert_eq!(ended.json()["invitations"], 1, "{}", String::from_utf8_lossy(&ended.bytes));
        is_void(&world, &token, "of somebody who was shut out").await;
    });
}

#[test]
fn of_two_acceptances_at_once_one_counts() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        invite(&owner, "ana@example.org", "member").await;
        let token = letters.secret(&world.north, "join").await;
        let all = futures_util::future::join_all((0..6).map(|_| accept(&world, &token))).await;
        let mut told: Vec<u16> = all.iter().map(|reply| reply.status.as_u16()).collect();
        told.sort_unstable();
        assert_eq!(told, [200, 404, 404, 404, 404, 404]);
        let found = owner.get("/api/v1/members?q=ana@example.org").await.json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn a_link_is_not_used_where_somebody_else_is_signed_in() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        invite(&owner, "ana@example.org", "member").await;
        let token = letters.secret(&world.north, "join").await;
        let body = json!({"token": token, "password": CHOSEN});
        for browser in [&owner, &world.signed_in(&world.south, Role::Member).await] {
            let refused = post(browser, "/api/v1/invitation/acceptance", body.clone()).await;
            assert_eq!(refused.json()["code"], "signed-in-already", "{}", String::from_utf8_lossy(&refused.bytes));
        }
        assert_eq!(accept(&world, &token).await.status, StatusCode::OK, "the link is as good as before");
    });
}

#[test]
fn a_weak_password_is_refused_and_the_link_stays() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        invite(&owner, "ana.okafor@example.org", "member").await;
        let token = letters.secret(&world.north, "join").await;
        let (long, heavy) = ("x7-".repeat(86), "🦦🪜🟣🧊🚲🪁🧭".repeat(40));
        for (password, code) in [
            ("short", "too-short"),
            (long.as_str(), "too-long"),
            (heavy.as_str(), "too-long"),
            ("Password2026!", "common"),
            ("Lifehack2026!!", "breached"),
            ("ana.okafor-2026", "personal"),
            ("north-river-2026", "personal"),
            ("Muster-Muster-12", "personal"),
        ] {
            let refused = post(&world.anonymous(), "/api/v1/invitation/acceptance", json!({"token": token, "password": password})).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
            let fault = &refused.json()["errors"][0];
            assert_eq!((&fault["field"], &fault["code"]), (&json!("password"), &json!(code)));
        }
        assert_eq!(accept(&world, &token).await.status, StatusCode::OK);
    });
}

#[test]
fn one_address_is_one_person() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let send = |body: Value| {
            let owner = owner.clone();
            async move { post(&owner, "/api/v1/invitations", body).await.json()["code"].clone() }
        };
        assert_eq!(send(json!({"name": "X", "email": address(Role::Auditor)})).await, "email-taken");
        invite(&owner, "ana@example.org", "member").await;
        assert_eq!(send(json!({"name": "X", "email": " ANA@example.org "})).await, "invited-already");
        let auditor = owner.get("/api/v1/members?role=auditor").await.json()["items"][0]["id"].clone();
        assert_eq!(send(json!({"member_id": auditor})).await, "can-sign-in");
        let foreign =
            world.signed_in(&world.south, Role::Owner).await.get("/api/v1/members?role=auditor").await.json()["items"][0]["id"].clone();
        assert_eq!(send(json!({"member_id": foreign})).await, "invalid");
        assert_eq!(send(json!({"name": "X"})).await, "invalid");
        assert_eq!(send(json!({"name": "X", "email": "x@example.org", "days": 31})).await, "invalid");
        assert_eq!(signs_in(&world, &world.north, &address(Role::Auditor), PASSWORD).await, StatusCode::OK);
    });
}

#[test]
fn everybody_in_a_file_is_invited_or_told_why_not() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        invite(&owner, "known@example.org", "member").await;
        let file = "name,email,role,unit\r\nAna,ana@example.org,dispatcher,\r\nBen,no address,,\r\nCy,cy@example.org,owner,\r\n\
                    Di,di@example.org,,Nowhere\r\nKay,known@example.org,,\r\nOwn,owner@example.org,,\r\n";
        let send = async |query: &str| {
            let path = format!("/api/v1/invitations/bulk{query}");
            owner.send_bytes(Method::POST, &path, &[("content-type", "text/csv")], file.into()).await.json()
        };
        let before = world.north.log_size().await;
        let tried = send("?dry_run=true").await;
        assert_eq!(world.north.log_size().await, before, "nothing was written");
        let report = send("").await;
        assert_eq!(tried, report);
        let figures = ["added", "changed", "unchanged", "refused"].map(|name| report[name].as_i64().unwrap());
        assert_eq!(figures, [1, 0, 1, 4], "{report}");
        let rows: Vec<_> =
            report["rows"].as_array().unwrap().iter().map(|row| (row["line"].as_i64().unwrap(), row["field"].as_str())).collect();
        assert_eq!(rows, [(2, None), (3, Some("email")), (4, Some("role")), (5, Some("unit")), (6, Some("email")), (7, Some("email"))]);
        assert_eq!(letters.of_house(&world.north).await.len(), 2);
    });
}

/// Accepts as somebody new, and gives them back signed in.
async fn joined(world: &World, letters: &Letters) -> (Client, Value) {
    let accepted = accept(world, &letters.secret(&world.north, "join").await).await;
    assert_eq!(accepted.status, StatusCode::OK, "{}", String::from_utf8_lossy(&accepted.bytes));
    let client = world.renewed(&accepted);
    let me = client.get("/api/v1/me").await.json();
    (client, me)
}

#[test]
fn a_contact_joins_for_one_customer_and_holds_no_role() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let customer =
            async |name: &str| owner.create("/api/v1/customers", json!({ "name": name })).await["id"].as_str().unwrap().to_owned();
        let (mine, other) = (customer("Harbour Mills").await, customer("Lantern Row").await);
        let body = json!({"name": "Mia", "email": "mia@mills.example", "customer_id": mine});
        let mut with_role = body.clone();
        with_role["role"] = json!("dispatcher");
        assert_eq!(post(&owner, "/api/v1/invitations", with_role).await.json()["errors"][0]["code"], "not-for-contacts");
        let made = owner.create("/api/v1/invitations", body).await;
        assert_eq!((&made["kind"], &made["role"], &made["customer"]["name"]), (&json!("contact"), &Value::Null, &json!("Harbour Mills")));
        let (mia, me) = joined(&world, &letters).await;
        assert_eq!(me["roles"], json!(["contact"]));
        assert_eq!(mia.get(&format!("/api/v1/customers/{mine}")).await.status, StatusCode::OK);
        assert_eq!(mia.get(&format!("/api/v1/customers/{other}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(mia.get("/api/v1/invitations").await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn who_joins_stands_in_lists_where_people_look_for_them() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        owner.create("/api/v1/invitations", json!({"name": "Ámbar Łuk", "email": "ambar@example.org", "role": "member"})).await;
        joined(&world, &letters).await;
        let listed = owner.get("/api/v1/members?limit=100").await.json();
        assert_eq!(listed["items"][0]["name"], "Ámbar Łuk", "before every name that begins with a later letter");
        let found = owner.get("/api/v1/members?q=ambar%20luk").await.json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "and is found without the accents");
    });
}

#[test]
fn a_colleague_joins_one_unit() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let unit = owner.create("/api/v1/units", json!({"name": "Station 4", "kind": "Station"})).await["id"].as_str().unwrap().to_owned();
        let body = json!({"name": "Cy", "email": "cy@example.org", "role": "dispatcher", "unit_id": unit});
        let made = owner.create("/api/v1/invitations", body).await;
        assert_eq!(made["unit"]["name"], "Station 4");
        let (cy, me) = joined(&world, &letters).await;
        let scope = |name: &str| {
            let grants = me["grants"].as_array().unwrap();
            grants.iter().find(|grant| grant["permission"] == name).map(|grant| grant["scope"].as_str().unwrap().to_owned())
        };
        assert_eq!(scope("jobs.write").as_deref(), Some("unit"), "{me}");
        let id = me["member"]["id"].as_str().unwrap();
        let postings = owner.get(&format!("/api/v1/members/{id}/postings")).await.json();
        assert_eq!(postings["items"][0]["unit"]["name"], "Station 4", "{postings}");
        let elsewhere = owner.create("/api/v1/jobs", crate::cases::job_body(false)).await;
        assert_eq!(cy.get(&format!("/api/v1/jobs/{}", elsewhere["id"].as_str().unwrap())).await.status, StatusCode::NOT_FOUND);
        // A unit that is closed before the invitation is accepted is one nobody joins any more.
        let closed = owner.create("/api/v1/units", json!({"name": "Station 5", "kind": "Station"})).await;
        let (id, tag) = (closed["id"].as_str().unwrap(), format!("\"{}\"", closed["version"]));
        owner.create("/api/v1/invitations", json!({"name": "Di", "email": "di@example.org", "role": "member", "unit_id": id})).await;
        let token = letters.secret(&world.north, "join").await;
        let done = owner.send(Method::PUT, &format!("/api/v1/units/{id}/closure"), &[("if-match", &tag)], Some(json!({}))).await;
        assert_eq!(done.status, StatusCode::OK, "{}", String::from_utf8_lossy(&done.bytes));
        is_void(&world, &token, "its unit is closed").await;
    });
}

#[test]
fn somebody_in_the_directory_is_let_in_as_they_are() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let (owner, administrator) =
            (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Administrator).await);
        let auditor = known(&world, "kim@example.org", Role::Auditor).await;
        let owner_to_be = known(&world, "lu@example.org", Role::Owner).await;
        let made = owner.create("/api/v1/invitations", json!({ "member_id": auditor })).await;
        assert_eq!((&made["email"], &made["role"], &made["member_id"]), (&json!("kim@example.org"), &Value::Null, &json!(auditor)));
        let (_, me) = joined(&world, &letters).await;
        assert_eq!((&me["member"]["id"], &me["roles"]), (&json!(auditor), &json!(["auditor"])));
        // Whoever lets an owner in could have become one.
        let refused = post(&administrator, "/api/v1/invitations", json!({ "member_id": owner_to_be })).await;
        assert_eq!(refused.json()["code"], "beyond-own-rights");
        let more = post(&owner, "/api/v1/invitations", json!({"member_id": owner_to_be, "role": "owner"})).await;
        assert_eq!(more.json()["errors"][0]["code"], "not-with-member");
        let other = post(&owner, "/api/v1/invitations", json!({"member_id": owner_to_be, "email": "mallory@example.org"})).await;
        assert_eq!(other.json()["errors"][0]["field"], "email", "the link goes to the address that is known");
    });
}

/// A member who cannot sign in yet.
async fn known(world: &World, email: &str, role: Role) -> String {
    let new = people::members::NewMember {
        name: kernel::Line::parse("Somebody known").unwrap(),
        email: kernel::Email::parse(email).unwrap(),
        roles: vec![role],
        password_record: None,
    };
    let authority = store::door::Authority::whole(kernel::Actor::Operator, store::Origin::default());
    world.north.realm.write(authority, move |tx| people::members::add(tx, &new)).await.unwrap().id.to_string()
}

/// An invitation gives a role without end: not out of a right that ends.
#[test]
fn a_right_that_ends_invites_to_no_role() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let id = world.add_member(&world.north, "For a summer", "summer@example.org").await;
        world.hold_by_hand(&world.north, &id, Role::Administrator, Some("2027-06-01T00:00:00Z")).await;
        let (brief, lasting) =
            (world.by_address(&world.north, "summer@example.org").await, world.signed_in(&world.north, Role::Administrator).await);
        let body = json!({"name": "Ana Okafor", "email": "ana@example.org", "role": "dispatcher"});
        let refused = post(&brief, "/api/v1/invitations", body.clone()).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (422, &json!("beyond-own-rights")));
        assert_eq!(post(&lasting, "/api/v1/invitations", body).await.status, StatusCode::CREATED, "counter-proof");
    });
}

/// A contact in the directory is let in on the word of somebody who looks after contacts, for as long as they do.
#[test]
fn whoever_may_have_no_contacts_any_more_lets_none_in() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (letters, owner) = (Letters::of(&world), world.signed_in(&world.north, Role::Owner).await);
        let customer = owner.create("/api/v1/customers", json!({"name": "Harbour Mills"})).await;
        let mia = json!({"customer_id": customer["id"], "name": "Mia", "email": "mia@mills.example"});
        let mia = owner.create("/api/v1/contacts", mia).await;
        let id = world.add_member(&world.north, "For a minute", "minute@example.org").await;
        world.hold_by_hand(&world.north, &id, Role::Administrator, Some(world.clock_in(60).as_str())).await;
        let brief = world.by_address(&world.north, "minute@example.org").await;
        brief.create("/api/v1/invitations", json!({"member_id": mia["id"]})).await;
        let token = letters.secret(&world.north, "join").await;
        world.clock.advance_seconds(59);
        assert_eq!(look(&world, &token).await.status, StatusCode::OK, "counter-proof");
        world.clock.advance_seconds(1);
        is_void(&world, &token, "whoever invited may have no contacts any more").await;
    });
}

/// A role that there is not is none, whichever others there are.
#[test]
fn nobody_is_invited_to_a_role_that_there_is_not() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let grants = json!([{"permission": "jobs.read", "scope": "organisation"}]);
        let reader = owner.create("/api/v1/roles", json!({"name": "Reader", "grants": grants})).await;
        let body = |role: &Value| json!({"name": "Ana Okafor", "email": "ana@example.org", "role": role});
        let refused = post(&owner, "/api/v1/invitations", body(&json!("rol_01jd7q3v9mf4x8t2c5k6w0ezzz"))).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["errors"][0]["code"]), (422, &json!("unknown")));
        assert_eq!(post(&owner, "/api/v1/invitations", body(&reader["id"])).await.status, StatusCode::CREATED, "counter-proof");
    });
}

/// One invitation is taken back; or what is for one person, by id or by address, or by one person. The others wait as before.
#[test]
fn what_ends_some_invitations_ends_no_others() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, administrator) =
            (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Administrator).await);
        let ana = invite(&owner, "ana@example.org", "member").await;
        invite(&owner, "ben@example.org", "member").await;
        let cy = invite(&owner, "cy@example.org", "member").await;
        invite(&administrator, "di@example.org", "member").await;
        invite(&owner, "eve@example.org", "member").await;
        let kim = known(&world, "kim@example.org", Role::Auditor).await;
        owner.create("/api/v1/invitations", json!({ "member_id": kim })).await;
        // Came in by another door meanwhile, with the address that the invitation was sent to.
        let eve = world.add_member(&world.north, "Eve", "eve@example.org").await;
        let waiting = async || {
            let listed = owner.get("/api/v1/invitations?state=pending").await.json();
            let of = |one: &Value| one["email"].as_str().unwrap().split('@').next().unwrap().to_owned();
            let mut waiting: Vec<String> = listed["items"].as_array().unwrap().iter().map(of).collect();
            waiting.sort();
            waiting.join(" ")
        };
        assert_eq!(waiting().await, "ana ben cy di eve kim");
        for (one, left) in [(&ana, "ben cy di eve kim"), (&cy, "ben di eve kim")] {
            let path = format!("/api/v1/invitations/{}", one["id"].as_str().unwrap());
            assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
            assert_eq!(waiting().await, left);
        }
        let chief = world.id_of(&world.north, &address(Role::Administrator)).await;
        for (who, left) in [(&kim, "ben di eve"), (&eve, "ben di"), (&chief, "ben")] {
            let path = format!("/api/v1/members/{who}/revocation");
            let ended = owner.send(Method::PUT, &path, &[], Some(json!({"reason": "gone"}))).await;
            assert_eq!(ended.json()["invitations"], 1, "{}", String::from_utf8_lossy(&ended.bytes));
            assert_eq!(waiting().await, left);
        }
    });
}
