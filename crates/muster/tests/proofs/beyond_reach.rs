//! Proof: a right reaches what it reaches. Every way we could think of to get at other units' rows, at rows by way of another right, and at
//! what is not for a customer is refused, on both engines, and the same act by somebody who may do it succeeds. The list only grows.

use crate::escalation::{Attempts, done, grant, hold, make_role};
use crate::people::cast;
use crate::world::{World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

#[test]
fn reaching_beyond_a_unit() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let person = cast.person(&world, "north").await;
        done("a dispatcher of the north", &hold(&cast.owner, &person.id, json!({"role": "dispatcher", "unit_id": cast.north_unit})).await);
        world.clock.advance(600);
        let me = &person.client;
        let job = |unit: &str| json!({"type": "Repair", "title": "Mend it", "priority": "p2", "unit_id": unit});
        let south = cast.owner.create("/api/v1/jobs", job(&cast.south_unit)).await;
        let north = cast.owner.create("/api/v1/jobs", job(&cast.north_unit)).await;
        let act = |method: Method, row: &Value, rest: &str, body: Option<Value>| {
            let (me, path, tag) =
                (me.clone(), format!("/api/v1/jobs/{}{rest}", row["id"].as_str().unwrap()), format!("\"{}\"", row["version"]));
            async move { me.send(method, &path, &[("if-match", &tag)], body).await }
        };
        tried.refused("another unit's job read", &act(Method::GET, &south, "", None).await, 404, "not-found");
        tried.refused(
            "another unit's job changed",
            &act(Method::PATCH, &south, "", Some(json!({"title": "Mine"}))).await,
            404,
            "not-found",
        );
        tried.refused("another unit's job completed", &act(Method::PUT, &south, "/completion", Some(json!({}))).await, 404, "not-found");
        tried.refused(
            "another unit's job cancelled",
            &act(Method::PUT, &south, "/cancellation", Some(json!({"reason": "other"}))).await,
            404,
            "not-found",
        );
        tried.refused(
            "a note on another unit's job",
            &act(Method::POST, &south, "/notes", Some(json!({"text": "hello"}))).await,
            404,
            "not-found",
        );
        tried.refused("another unit's timeline", &act(Method::GET, &south, "/timeline", None).await, 404, "not-found");
        let stale = json!({"id": south["id"], "version": 99});
        tried.refused(
            "another unit's job by way of a stale version",
            &act(Method::PATCH, &stale, "", Some(json!({"title": "x"}))).await,
            404,
            "not-found",
        );
        tried.refused(
            "a job pushed into another unit",
            &act(Method::PATCH, &north, "", Some(json!({"unit_id": cast.south_unit}))).await,
            422,
            "beyond-your-units",
        );
        tried.refused(
            "a job taken out of every unit",
            &act(Method::PATCH, &north, "", Some(json!({"unit_id": null}))).await,
            422,
            "beyond-your-units",
        );
        tried.refused(
            "a job made for another unit",
            &me.send(Method::POST, "/api/v1/jobs", &[], Some(job(&cast.south_unit))).await,
            422,
            "beyond-your-units",
        );
        let theirs = cast.owner.create("/api/v1/customers", json!({"name": "Southern Bakeries", "unit_id": cast.south_unit})).await;
        let of_theirs =
            json!({"type": "Repair", "title": "Mend it", "priority": "p2", "unit_id": cast.north_unit, "customer_id": theirs["id"]});
        tried.refused(
            "another unit's customer named by way of a job",
            &me.send(Method::POST, "/api/v1/jobs", &[], Some(of_theirs)).await,
            422,
            "unknown",
        );
        tried.refused(
            "another unit's customer linked by a change",
            &act(Method::PATCH, &north, "", Some(json!({"customer_id": theirs["id"]}))).await,
            422,
            "unknown",
        );
        tried.refused(
            "another unit's customer read",
            &me.get(&format!("/api/v1/customers/{}", theirs["id"].as_str().unwrap())).await,
            404,
            "not-found",
        );
        tried.refused(
            "a file imported, whose rows may be anybody's",
            &me.send(Method::POST, "/api/v1/imports?filename=a.csv", &[], Some(json!("a,b\r\n1,2\r\n"))).await,
            403,
            "forbidden",
        );
        tried.refused(
            "roles given by a dispatcher of a unit",
            &hold(me, &cast.id(Role::Member), json!({"role": "member"})).await,
            403,
            "forbidden",
        );
        let who = format!("/api/v1/access/who?record={}", south["id"].as_str().unwrap());
        tried.refused("who reaches it, asked by somebody who does not", &me.get(&who).await, 403, "forbidden");
        for list in ["/api/v1/jobs?limit=200", "/api/v1/jobs/export", "/api/v1/search?q=mend", "/api/v1/customers", "/api/v1/overview"] {
            let seen = me.get(list).await;
            assert_eq!(seen.status, StatusCode::OK, "{list}");
            for hidden in [&south, &theirs] {
                let id = hidden["id"].as_str().unwrap();
                assert!(!String::from_utf8_lossy(&seen.bytes).contains(id), "{list} tells of another unit's row");
            }
        }
        done("their own unit's job is changed", &act(Method::PATCH, &north, "", Some(json!({"title": "Ours"}))).await);
        done("the owner changes either", &cast.owner.get(&format!("/api/v1/jobs/{}", south["id"].as_str().unwrap())).await);
        assert_eq!(tried.0, 16);
    });
}

#[test]
fn by_way_of_another_right() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let job = cast.owner.create("/api/v1/jobs", json!({"type": "Repair", "title": "Quince in the cellar", "priority": "p2"})).await;
        let id = job["id"].as_str().unwrap();
        let role = |name: &'static str, grants: Value| {
            let (owner, cast, world) = (&cast.owner, &cast, &world);
            async move {
                let role = done(name, &make_role(owner, name, grants).await);
                let person = cast.person(world, name).await;
                done(name, &hold(owner, &person.id, json!({"role": role["id"]})).await);
                world.clock.advance(600);
                person.client
            }
        };
        let whole = |names: &[&str]| Value::from(names.iter().map(|name| grant(name, "organisation")).collect::<Vec<_>>());
        let exporter = role("exporter", whole(&["exports.run", "search.use", "organisation.read"])).await;
        for path in ["/api/v1/jobs/export", "/api/v1/search?q=quince", "/api/v1/overview"] {
            let seen = exporter.get(path).await;
            assert_eq!(seen.status, StatusCode::OK, "{path}");
            assert!(!String::from_utf8_lossy(&seen.bytes).contains("Quince"), "{path} shows jobs to somebody who may see none");
        }
        tried.refused("members exported without the right to see them", &exporter.get("/api/v1/members/export").await, 403, "forbidden");
        let writer = role("writer", whole(&["jobs.write", "jobs.close", "jobs.note"])).await;
        let change = writer.send(Method::PATCH, &format!("/api/v1/jobs/{id}"), &[("if-match", "\"1\"")], Some(json!({"title": "x"}))).await;
        tried.refused("a job changed that cannot be seen", &change, 404, "not-found");
        let note = writer.send(Method::POST, &format!("/api/v1/jobs/{id}/notes"), &[], Some(json!({"text": "x"}))).await;
        tried.refused("a note on a job that cannot be seen", &note, 404, "not-found");
        let timeline = role("historian", whole(&["timelines.read"])).await;
        tried.refused(
            "the timeline of a job that cannot be seen",
            &timeline.get(&format!("/api/v1/jobs/{id}/timeline")).await,
            404,
            "not-found",
        );
        let importer = role("importer", whole(&["imports.run"])).await;
        let file = importer.send(Method::POST, "/api/v1/imports?filename=a.csv", &[], Some(json!("a,b\r\n1,2\r\n"))).await;
        tried.refused("jobs made by way of an import", &file, 403, "forbidden");
        tried.refused("others' imports, with their rows", &importer.get("/api/v1/imports").await, 403, "forbidden");
        let reader = role("reader", whole(&["roles.read"])).await;
        let asked = format!("/api/v1/access/explanation?member_id={}&permission=jobs.read&record={id}", cast.id(Role::Member));
        tried.refused("a job named by way of an explanation", &reader.get(&asked).await, 404, "not-found");
        tried.refused(
            "a job named by way of who reaches it",
            &reader.get(&format!("/api/v1/access/who?record={id}")).await,
            404,
            "not-found",
        );
        let both = role("reader of both", whole(&["roles.read", "jobs.read"])).await;
        assert_eq!(done("an explanation", &both.get(&asked).await)["allowed"], true);
        assert_eq!(tried.0, 8);
    });
}

#[test]
fn a_contact() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let contact = world.signed_in(&world.north, Role::Contact).await;
        let mine = cast.owner.get("/api/v1/customers").await.json();
        let mine = mine["items"].as_array().unwrap().iter().find(|row| row["name"] == "The contact's customer").unwrap().clone();
        let theirs = cast.owner.create("/api/v1/customers", json!({"name": "Somebody else", "notes": "Quince"})).await;
        let job = |customer: &Value, draft: bool| json!({"type": "Repair", "title": "Mend it", "priority": "p2", "customer_id": customer["id"], "draft": draft});
        let (own, other) =
            (cast.owner.create("/api/v1/jobs", job(&mine, false)).await, cast.owner.create("/api/v1/jobs", job(&theirs, false)).await);
        let draft = cast.owner.create("/api/v1/jobs", job(&mine, true)).await;
        let path = |row: &Value, rest: &str| format!("/api/v1/jobs/{}{rest}", row["id"].as_str().unwrap());
        tried.refused("another customer's job", &contact.get(&path(&other, "")).await, 404, "not-found");
        tried.refused("a draft of their own", &contact.get(&path(&draft, "")).await, 404, "not-found");
        tried.refused(
            "another customer",
            &contact.get(&format!("/api/v1/customers/{}", theirs["id"].as_str().unwrap())).await,
            404,
            "not-found",
        );
        tried.refused("the timeline of their own job", &contact.get(&path(&own, "/timeline")).await, 403, "forbidden");
        tried.refused(
            "a job of their own changed",
            &contact.send(Method::PATCH, &path(&own, ""), &[("if-match", "\"1\"")], Some(json!({"title": "x"}))).await,
            403,
            "forbidden",
        );
        tried.refused("a job made", &contact.send(Method::POST, "/api/v1/jobs", &[], Some(job(&mine, false))).await, 403, "forbidden");
        for (name, list) in [
            ("the members", "/api/v1/members"),
            ("the overview", "/api/v1/overview"),
            ("the search", "/api/v1/search?q=mend"),
            ("the units", "/api/v1/units"),
            ("the roles", "/api/v1/roles"),
            ("the audit log", "/api/v1/audit"),
            ("the saved views", "/api/v1/views"),
            ("a file of jobs", "/api/v1/jobs/export"),
        ] {
            tried.refused(name, &contact.get(list).await, 403, "forbidden");
        }
        // Even a row that gives a contact a role gives them nothing.
        world.hold_by_hand(&world.north, &cast.id(Role::Contact), Role::Owner, None).await;
        world.clock.advance(600);
        tried.refused("a holding that a contact should not have", &contact.get("/api/v1/roles").await, 403, "forbidden");
        let filtered = contact.get(&format!("/api/v1/jobs?customer={}", theirs["id"].as_str().unwrap())).await.json();
        assert_eq!(filtered["items"], json!([]), "another customer by way of a filter");
        assert_eq!(contact.get("/api/v1/jobs/counts").await.json()["total"], 1);
        assert_eq!(done("their own job", &contact.get(&path(&own, "")).await)["allowed"], json!([]));
        assert_eq!(tried.0, 15);
    });
}
