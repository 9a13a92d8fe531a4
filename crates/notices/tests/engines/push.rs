//! Push messages to a real receiver over TLS, which checks who sends and opens what comes: by another library than the one that seals.

use crate::world::{World, by, on_both_engines, subscribed};
use access::Outside;
use diesel::prelude::*;
use envoy::{Envoy, Hosts};
use kernel::{Actor, Clock as _, Limit, MemberId, Network, Timestamp};
use notices::push::sender;
use notices::{NoticeKind, Telling};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use store::{Subject, events};
use test_support::{Asked, Authority, Browser, HttpsServer, Said, vouched};

on_both_engines!(
    a_message_reaches_its_browser_and_nobody_else,
    nothing_leaves_unless_the_operator_named_the_host,
    a_push_service_that_asks_for_patience_is_given_it,
    a_browser_that_is_gone_is_forgotten,
    quiet_hours_hold_it_and_what_is_urgent_goes_through,
    whoever_is_shut_out_has_read_or_wants_none_gets_none,
    two_servers_send_once,
);

const NIGHT: &str = r#"{"from":1320,"until":420,"zone":"Europe/London","urgent_through":true}"#;
const SITE: &str = "https://muster.test";

/// A push service, and who goes there.
struct Service {
    server: HttpsServer,
    asked: Arc<Mutex<Vec<Asked>>>,
    answers: Arc<Mutex<VecDeque<Said>>>,
    envoy: Envoy,
    outside: Outside,
}

impl Service {
    fn open() -> Self {
        let authority = Authority::make();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let answers: Arc<Mutex<VecDeque<Said>>> = Arc::default();
        let (heard, wanted) = (Arc::clone(&asked), Arc::clone(&answers));
        let server = HttpsServer::start(&authority, move |_, asked| {
            heard.lock().unwrap().push(asked.clone());
            wanted.lock().unwrap().pop_front().unwrap_or_else(|| said(201))
        });
        let here = ["127.0.0.0/8", "::1/128"].map(|range| Network::parse(range).unwrap());
        let envoy = Envoy::new(Some(&authority.path()), here.to_vec()).unwrap();
        let outside = Outside { site: SITE.into(), push_hosts: Hosts::parse(&["localhost"]).unwrap(), ..Outside::default() };
        Self { server, asked, answers, envoy, outside }
    }

    fn answers(&self, said: Said) {
        self.answers.lock().unwrap().push_back(said);
    }

    /// What it was sent since it was last asked.
    fn got(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Sends what is due; tells when there is more to do.
    async fn serve(&self, world: &World) -> Option<Timestamp> {
        sender::serve(&world.realm, &self.envoy, &self.outside).await.unwrap()
    }

    /// A browser of this member that it keeps messages for.
    async fn browser_of(&self, world: &World, member: MemberId) -> Browser {
        let browser = Browser::new();
        let target = browser.subscription(&format!("{}/send/secret-path", self.server.url()));
        world.write_as(Actor::Operator, move |tx| subscribed(tx, member, &target)).await.unwrap();
        browser
    }
}

fn said(status: u16) -> Said {
    Said { status, headers: Vec::new(), body: String::new() }
}

fn about() -> Subject {
    Subject::new("assignment", "asg_test")
}

async fn tell(world: &World, members: &[MemberId], kind: NoticeKind, urgent: bool) {
    let members = members.to_vec();
    let told = world.write_as(Actor::System, move |tx| {
        let mut telling = Telling::new(&members, kind, about(), "Changed: Carnival".into(), "At the north gate".into());
        telling.urgent = urgent;
        notices::tell(tx, telling)
    });
    told.await.unwrap();
}

fn opened(browser: &Browser, asked: &Asked) -> Option<Value> {
    browser.open(&asked.body).map(|plain| serde_json::from_slice(&plain).unwrap())
}

/// What stands of the subscriptions: when one was last sent to, and its fault.
async fn standing(world: &World) -> Vec<(Option<Timestamp>, Option<String>)> {
    use store::schema::push_subscription as s;
    world.realm.read(by(Actor::Operator), |tx| Ok(s::table.order(s::id).select((s::last_sent_at, s::fault)).load(tx.db())?)).await.unwrap()
}

async fn a_message_reaches_its_browser_and_nobody_else(world: World) {
    let service = Service::open();
    let all = world.members(2).await;
    let (browser, other) = (service.browser_of(&world, all[0]).await, service.browser_of(&world, all[1]).await);
    tell(&world, &all[..1], NoticeKind::AssignmentChanged, true).await;
    assert_eq!(service.serve(&world).await, None, "nothing is left");
    let got = service.got();
    assert_eq!((got.len(), got[0].line.as_str()), (1, "POST /send/secret-path HTTP/1.1"));
    let header = |name: &str| got[0].headers[name].as_str();
    assert_eq!((header("content-encoding"), header("ttl"), header("urgency")), ("aes128gcm", "86400", "high"));
    assert_eq!((header("topic").len(), header("content-type")), (32, "application/octet-stream"));
    let key = world.realm.read(by(Actor::Operator), |tx| Ok(tx.push_key()?.public())).await.unwrap();
    let exp = world.clock.now().millis() / 1_000 + 12 * 60 * 60;
    let claims = json!({"aud": service.server.url(), "exp": exp, "sub": SITE});
    assert_eq!(vouched(header("authorization"), &key), Some(claims));
    let stranger = Browser::new().subscription("")["p256dh"].as_str().unwrap().to_owned();
    assert_eq!(vouched(header("authorization"), &stranger), None, "counter-proof: under another key it is not signed");
    let notice = world.told(about()).await[0].id;
    assert_eq!(opened(&browser, &got[0]), Some(json!({"id": notice, "title": "Changed: Carnival", "urgent": true})));
    assert_eq!(opened(&other, &got[0]), None, "no other browser opens it");
    for at in [0, 20, 40, 90, got[0].body.len() - 1] {
        let mut changed = got[0].clone();
        changed.body[at] ^= 1;
        assert_eq!(opened(&browser, &changed), None, "a byte changed at {at}");
    }
    for plain in ["Carnival", "north gate", notice.as_str()] {
        assert!(!String::from_utf8_lossy(&got[0].body).contains(plain), "the service reads nothing");
    }
    assert!(standing(&world).await.contains(&(Some(world.clock.now()), None)));
    service.serve(&world).await;
    assert!(service.got().is_empty(), "once");
}

async fn nothing_leaves_unless_the_operator_named_the_host(world: World) {
    let mut service = Service::open();
    let one = world.members(1).await[0];
    service.browser_of(&world, one).await;
    for hosts in [Hosts::default(), Hosts::parse(&["push.example.net"]).unwrap()] {
        service.outside.push_hosts = hosts;
        tell(&world, &[one], NoticeKind::Leave, true).await;
        assert_eq!(service.serve(&world).await, None);
        assert_eq!(standing(&world).await[0].1.as_deref(), Some("not-allowed"));
    }
    assert!(service.got().is_empty());
    service.outside.push_hosts = Hosts::parse(&["localhost"]).unwrap();
    tell(&world, &[one], NoticeKind::Leave, true).await;
    service.serve(&world).await;
    assert_eq!(service.got().len(), 1, "counter-proof: named, it is gone to");
    service.envoy = Envoy::new(None, Vec::new()).unwrap();
    tell(&world, &[one], NoticeKind::Leave, true).await;
    service.serve(&world).await;
    assert_eq!((service.got().len(), standing(&world).await[0].1.as_deref()), (0, Some("address-not-allowed")), "and not inside");
}

async fn a_push_service_that_asks_for_patience_is_given_it(world: World) {
    let service = Service::open();
    let one = world.members(1).await[0];
    let browser = service.browser_of(&world, one).await;
    service.answers(Said { headers: vec![("retry-after", "120".into())], ..said(429) });
    service.answers(said(503));
    tell(&world, &[one], NoticeKind::Leave, false).await;
    let again = service.serve(&world).await.unwrap();
    assert_eq!(again, world.clock.now().plus_millis(120_000));
    assert_eq!(standing(&world).await[0], (None, Some("status-429".into())));
    let first = service.got();
    world.clock.advance_seconds(119);
    service.serve(&world).await;
    assert!((first.len(), service.got().len()) == (1, 0), "not before");
    world.clock.advance_seconds(1);
    assert_eq!(service.serve(&world).await, Some(world.clock.now().plus_millis(30_000)), "later and later");
    world.clock.advance_seconds(30);
    assert_eq!(service.serve(&world).await, None);
    let got = service.got();
    assert_eq!((got.len(), got[1].headers["ttl"].as_str()), (2, "86250"));
    assert!(opened(&browser, &got[1]).is_some() && got[1].body != first[0].body, "sealed anew");
    assert_eq!(standing(&world).await[0], (Some(world.clock.now()), None));
    // It is of use for a day.
    service.answers(Said { headers: vec![("retry-after", "172800".into())], ..said(429) });
    tell(&world, &[one], NoticeKind::Leave, false).await;
    service.serve(&world).await;
    world.clock.advance_seconds(172_800);
    assert_eq!((service.serve(&world).await, service.got().len()), (None, 1));
    assert_eq!(standing(&world).await[0].1.as_deref(), Some("too-late"));
}

async fn a_browser_that_is_gone_is_forgotten(world: World) {
    let service = Service::open();
    let one = world.members(1).await[0];
    for status in [410, 404] {
        service.browser_of(&world, one).await;
        (0..2).for_each(|_| service.answers(said(status)));
        for _ in 0..2 {
            tell(&world, &[one], NoticeKind::Leave, false).await;
        }
        service.serve(&world).await;
        assert_eq!(standing(&world).await, []);
        assert_eq!(service.got().len(), 2);
    }
    let wanted = events::Filter { action: Some("push_subscription.gone".into()), ..events::Filter::default() };
    let gone = world.realm.read(by(Actor::Operator), move |tx| events::list(tx, &wanted, Limit::default())).await.unwrap();
    assert_eq!(gone.len(), 2);
    // The counter-proof: refused is not gone.
    service.browser_of(&world, one).await;
    service.answers(said(403));
    tell(&world, &[one], NoticeKind::Leave, false).await;
    assert_eq!(service.serve(&world).await, None, "and it is not tried again");
    assert_eq!(standing(&world).await, [(None, Some("status-403".to_owned()))]);
}

async fn quiet_hours_hold_it_and_what_is_urgent_goes_through(world: World) {
    let service = Service::open();
    let one = world.members(1).await[0];
    world.prefers(one, "[]", Some(NIGHT)).await;
    let browser = service.browser_of(&world, one).await;
    world.set_clock("2026-11-28T23:30:00Z");
    tell(&world, &[one], NoticeKind::Leave, false).await;
    let morning = Timestamp::parse("2026-11-29T07:00:00Z").unwrap();
    assert_eq!((service.serve(&world).await, service.got().len()), (Some(morning), 0));
    tell(&world, &[one], NoticeKind::Leave, true).await;
    service.serve(&world).await;
    assert_eq!(opened(&browser, &service.got()[0]).unwrap()["urgent"], true);
    world.set_clock("2026-11-29T07:00:00Z");
    assert_eq!(service.serve(&world).await, None);
    let late = service.got();
    assert_eq!((late.len(), opened(&browser, &late[0]).unwrap()["urgent"].clone()), (1, json!(false)));
}

async fn whoever_is_shut_out_has_read_or_wants_none_gets_none(world: World) {
    let service = Service::open();
    let all = world.members(6).await;
    for one in &all {
        service.browser_of(&world, *one).await;
    }
    world.prefers(all[1], r#"[{"kind":"leave","mail":true,"push":false}]"#, None).await;
    tell(&world, &all, NoticeKind::Leave, false).await;
    // Between telling and sending.
    world.set(all[2], "suspended", None).await;
    world.set(all[3], "active", Some("2026-11-21T09:30:00Z")).await;
    let (reader, signed_out) = (all[4], all[5]);
    world
        .write_as(Actor::Operator, move |tx| {
            use store::schema::{device, push_subscription as s};
            let read = diesel::sql_query(format!("UPDATE notice SET read_at = 1 WHERE member_id = '{reader}'"));
            match tx.db() {
                store::Connection::Sqlite(connection) => read.execute(connection)?,
                store::Connection::Postgres(connection) => read.execute(connection)?,
            };
            let browser: String = s::table.filter(s::member_id.eq(signed_out)).select(s::device_id).get_result(tx.db())?;
            Ok(diesel::delete(device::table.find(browser)).execute(tx.db())?)
        })
        .await
        .unwrap();
    assert_eq!(service.serve(&world).await, None);
    assert_eq!((service.got().len(), standing(&world).await.len()), (1, 5), "the first alone; whose browser was forgotten has none");
}

async fn two_servers_send_once(world: World) {
    let service = Service::open();
    let all = world.members(12).await;
    for one in &all {
        service.browser_of(&world, *one).await;
    }
    for _ in 0..5 {
        tell(&world, &all, NoticeKind::Leave, false).await;
        let (here, there) = (&world.realm, &world.elsewhere);
        let both = [here, there, here, there].map(|realm| sender::serve(realm, &service.envoy, &service.outside));
        futures_util::future::join_all(both).await.into_iter().for_each(|served| assert!(served.is_ok()));
        let got = service.got();
        let topics: std::collections::BTreeSet<&str> = got.iter().map(|asked| asked.headers["topic"].as_str()).collect();
        assert_eq!((got.len(), topics.len()), (12, 12), "each once");
    }
}
