//! What a body names must be there: an id of nothing is refused, with its field, when it is made and when it is changed; and what was retired
//! is named by nobody anew, and stays where it was named before.

use crate::world::{Client, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// Ids of the right kind, of nothing.
const NO_COMPETENCY: &str = "cmp_01jd7q3v9mf4x8t2c5k6w0ezzz";
const NO_UNIT: &str = "unt_01jd7q3v9mf4x8t2c5k6w0ezzz";
const NO_DUTY_TYPE: &str = "dty_01jd7q3v9mf4x8t2c5k6w0ezzz";

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

async fn send(client: &Client, method: &Method, path: &str, row: &Value, body: &Value) -> (StatusCode, Value) {
    let tag = format!("\"{}\"", row["version"]);
    let reply = client.send(method.clone(), path, &[("if-match", &tag)], Some(body.clone())).await;
    (reply.status, reply.json())
}

/// Says so, with this field alone.
async fn refused(client: &Client, (method, path, row): (&Method, &str, &Value), body: Value, field: &str, code: &str) {
    let (status, said) = send(client, method, path, row, &body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{method} {path} {body}: {said}");
    let told: Vec<(&str, &str)> =
        said["errors"].as_array().unwrap().iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect();
    assert_eq!(told, [(field, code)], "{method} {path} {body}");
}

struct Stage {
    owner: Client,
    session: Value,
    need: Value,
    visit: Value,
    job_type: Value,
    job: Value,
    aid: Value,
}

impl Stage {
    async fn set(owner: Client) -> Self {
        let aid = owner.create("/api/v1/competencies", json!({"name": "First aider"})).await;
        let event = owner.create("/api/v1/events", json!({"name": "Carnival"})).await;
        let session = json!({"name": "Saturday", "start_local": "2026-12-05T10:00", "end_local": "2026-12-05T14:00"});
        let session = owner.create(&format!("/api/v1/events/{}/sessions", text(&event["id"])), session).await;
        let needs = format!("/api/v1/event-sessions/{}/requirements", text(&session["id"]));
        let asked = json!([{"id": aid["id"]}]);
        let need = owner.create(&needs, json!({"name": "Steward", "min": 1, "max": 2, "competencies": asked})).await;
        let job = owner.create("/api/v1/jobs", crate::cases::job_body(false)).await;
        let people = json!({"min": 1, "max": 2, "competencies": asked});
        let visit = json!({"start": "2026-11-24T10:00:00Z", "end": "2026-11-24T11:00:00Z", "people": people});
        let visit = owner.create(&format!("/api/v1/jobs/{}/visits", text(&job["id"])), visit).await;
        let job_type = json!({"name": "Boiler service", "minutes": 60, "competencies": asked});
        let job_type = owner.create("/api/v1/job-types", job_type).await;
        Self { owner, session, need, visit, job_type, job, aid }
    }

    /// Everywhere where competencies are asked for: how it is made and changed, and which field names them.
    fn doors(&self) -> Vec<(Method, String, Value, fn(Value) -> Value, &'static str)> {
        fn need(list: Value) -> Value {
            json!({"name": "Another", "min": 1, "max": 1, "competencies": list})
        }
        fn alone(list: Value) -> Value {
            json!({ "competencies": list })
        }
        fn visit(list: Value) -> Value {
            json!({"start": "2026-11-25T10:00:00Z", "end": "2026-11-25T11:00:00Z", "people": {"min": 1, "max": 1, "competencies": list}})
        }
        fn people(list: Value) -> Value {
            json!({"people": {"min": 1, "max": 2, "competencies": list}})
        }
        fn kind(list: Value) -> Value {
            json!({"name": "Another type", "minutes": 30, "competencies": list})
        }
        let at = |start: &str, row: &Value, end: &str| format!("/api/v1/{start}/{}{end}", text(&row["id"]));
        vec![
            (Method::POST, at("event-sessions", &self.session, "/requirements"), Value::Null, need, "competencies"),
            (Method::PATCH, at("requirements", &self.need, ""), self.need.clone(), alone, "competencies"),
            (Method::POST, at("jobs", &self.job, "/visits"), Value::Null, visit, "people.competencies"),
            (Method::PATCH, at("visits", &self.visit, ""), self.visit.clone(), people, "people.competencies"),
            (Method::POST, "/api/v1/job-types".to_owned(), Value::Null, kind, "competencies"),
            (Method::PATCH, at("job-types", &self.job_type, ""), self.job_type.clone(), alone, "competencies"),
        ]
    }
}

#[test]
fn a_competency_that_is_asked_for_is_there() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let stage = Stage::set(world.signed_in(&world.north, Role::Owner).await).await;
        let before = world.north.log_size().await;
        for (method, path, row, body, field) in stage.doors() {
            let second = json!([{"id": stage.aid["id"]}, {"id": NO_COMPETENCY}]);
            refused(&stage.owner, (&method, &path, &row), body(second), &format!("{field}[1].id"), "unknown").await;
        }
        // One that is retired is asked for by nobody anew; where it is asked for already, it goes on.
        let path = format!("/api/v1/competencies/{}", text(&stage.aid["id"]));
        let (status, _) = send(&stage.owner, &Method::PATCH, &path, &stage.aid, &json!({"retired": true})).await;
        assert_eq!(status, StatusCode::OK);
        for (method, path, row, body, field) in stage.doors() {
            let list = json!([{"id": stage.aid["id"]}]);
            if method == Method::POST {
                refused(&stage.owner, (&method, &path, &row), body(list), &format!("{field}[0].id"), "retired").await;
            } else {
                let (status, said) = send(&stage.owner, &method, &path, &row, &body(list)).await;
                assert_eq!(status, StatusCode::OK, "{path}: {said}");
            }
        }
        assert_eq!(world.north.log_size().await, before + 4, "what was refused is nothing");
    });
}

#[test]
fn whom_an_invitation_and_what_a_minimum_names_is_there() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let stage = Stage::set(world.signed_in(&world.north, Role::Owner).await).await;
        stage.owner.publish(text(&stage.session["event"]["id"])).await;
        let path = format!("/api/v1/event-sessions/{}/invitations", text(&stage.session["id"]));
        let row = Value::Null;
        for (name, id) in [("unit_id", NO_UNIT), ("competency_id", NO_COMPETENCY)] {
            let mut body = json!({"requirement_id": stage.need["id"]});
            body[name] = json!(id);
            refused(&stage.owner, (&Method::POST, &path, &row), body, name, "unknown").await;
        }
        let path = "/api/v1/minimum-hours";
        let set = stage.owner.get(path).await.json();
        let body = |ids: Value| json!({"minutes_per_month": 60, "duty_type_ids": ids});
        let kind = stage.owner.create("/api/v1/duty-types", json!({"name": "Patrol", "counts_towards_minimum": true})).await;
        let both = json!([kind["id"], NO_DUTY_TYPE]);
        refused(&stage.owner, (&Method::PUT, path, &set), body(both), "duty_type_ids", "unknown").await;
        let (status, said) = send(&stage.owner, &Method::PUT, path, &set, &body(json!([kind["id"]]))).await;
        assert_eq!(status, StatusCode::OK, "counter-proof: {said}");
    });
}
