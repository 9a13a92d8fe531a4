//! Shut out means out: every kind of thing by which somebody could come in, tried on every server after one act on one of them, on both
//! engines, dead within a second; and still dead when a server was killed around the act.
//!
//! Whoever adds a way in adds a row to [`ways`].

use crate::authenticator::Authenticator;
use crate::house::{BOTH, House, On, PASSWORD};
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use serde_json::{Value, json};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use test_support::{Authority, Browser, Client as Program, Person, Provider};

/// The promise.
const A_SECOND: Duration = Duration::from_secs(1);
const CHOSEN: &str = "seven lanterns over quiet water";

/// Something by which somebody could come in, and how it is seen whether it still lets them.
struct Way {
    name: &'static str,
    lets_in: Box<dyn Fn(&Server) -> bool>,
}

fn way(name: &'static str, lets_in: impl Fn(&Server) -> bool + 'static) -> Way {
    Way { name, lets_in: Box::new(lets_in) }
}

struct Cast {
    house: House,
    /// The organisation's provider, and what the servers are told so that they believe it.
    authority: Authority,
    servers: Vec<Server>,
    owner: Visitor,
    victim: String,
    ways: Vec<Way>,
}

impl Cast {
    fn new(on: On) -> Self {
        let house = House::with_organisation(on, "quill").with_post();
        house.add_member("quill", "The victim", "victim@example.org", "administrator");
        let authority = Authority::make();
        let mut servers = vec![start(&house, &authority, Manner::USUAL)];
        if on == On::Postgres {
            servers.push(start(&house, &authority, Manner { second: true, ..Manner::USUAL }));
        }
        let owner = servers[0].visitor().signed_in("quill", "owner@example.org");
        let found = owner.get("/api/v1/members?q=victim").json();
        let victim = found["items"][0]["id"].as_str().unwrap().to_owned();
        let provider = provider(&authority, &owner);
        let mut ways = ways(&house, &servers, &owner, &victim);
        ways.push(way("single sign-on", move |server| comes_in_by(&provider, server)));
        Self { house, authority, servers, owner, victim, ways }
    }

    /// The first server, started anew.
    fn again(&self) -> Vec<Server> {
        vec![start(&self.house, &self.authority, Manner::USUAL)]
    }

    fn revoke(&self) -> Value {
        self.owner.change("PUT", &format!("/api/v1/members/{}/revocation", self.victim), &[], &json!({"reason": "Lost telephone"}))
    }
}

/// A server that may reach this machine, and believes this authority about it.
fn start(house: &House, authority: &Authority, manner: Manner) -> Server {
    let believed = format!("--outbound-authority={}", authority.path().display());
    Server::start_with(house, manner, &[&believed, "--outbound-networks=[127.0.0.0/8, \"::1\"]", "--push-hosts=[push.example.net]"])
}

/// The organisation's own provider, at which its members sign in by their address.
fn provider(authority: &Authority, owner: &Visitor) -> Provider {
    const SETTINGS: &str = "/api/v1/single-sign-on";
    let before = owner.get(SETTINGS).json();
    let redirect_uri = before["redirect_uri"].as_str().unwrap().to_owned();
    let provider =
        Provider::start(authority, &[Program { id: "muster".into(), secret: Some("a-secret-of-the-house".into()), redirect_uri }], false);
    let wanted = json!({
        "mode": "optional", "issuer": provider.issuer, "client_id": "muster", "client_secret": "a-secret-of-the-house", "label": "Quill account",
        "domains": ["example.org"], "link_by_address": true, "new_members": null, "trust_second_factor": true,
    });
    owner.change("PUT", SETTINGS, &[("if-match", &format!("\"{}\"", before["version"]))], &wanted);
    provider
}

/// Whether the victim comes in by the provider, with a second factor there.
fn comes_in_by(provider: &Provider, server: &Server) -> bool {
    let begun = server.visitor().ask("POST", "/api/v1/session/single-sign-on", &[], br#"{"organisation": "quill"}"#).unwrap();
    if begun.status != 200 {
        return false;
    }
    let victim = Person { methods: vec!["mfa".into()], ..Person::new("victim-1", "victim@example.org", "The victim") };
    let back = provider.sign_in(begun.json()["url"].as_str().unwrap(), Some(&victim));
    let path = &back[back.find("/api/").unwrap()..];
    let came = server.visitor().with_cookies_of(&begun).ask("GET", path, &[], b"").unwrap();
    came.status == 303 && !came.head.contains("/sign-in?sso=")
}

/// Everything that exists, made for the victim, and none of it used up by looking.
fn ways(house: &House, servers: &[Server], owner: &Visitor, victim: &str) -> Vec<Way> {
    let session = servers[0].visitor().signed_in("quill", "victim@example.org");
    // A session that the other server has in its memory.
    for server in servers {
        assert_eq!(session.at(server).get("/api/v1/me").status, 200);
    }
    let told = |page: &str| house.post().next().token(page);
    owner.change("POST", &format!("/api/v1/members/{victim}/password-reset"), &[], &json!(null));
    let reset = told("reset");
    // Whoever is let in by the word of somebody who was shut out is let in by them.
    session.change(
        "POST",
        "/api/v1/invitations",
        &[],
        &json!({"name": "Accomplice", "email": "accomplice@example.org", "role": "dispatcher"}),
    );
    let invitation = told("join");
    let holder = session.clone();
    let key = Mutex::new(passkey(&session));
    // They are told of it by mail, which nobody here waits for.
    house.post().next();
    // The password is right, and the second step still to come: at any server, for five minutes.
    let half = servers[0].visitor();
    let half = half.clone().with_cookies_of(&half.ask("POST", "/api/v1/session", &[], &right()).unwrap());
    let token = json!({"name": "Night run", "permissions": ["jobs.read"]});
    let token = session.change("POST", "/api/v1/tokens", &[], &token)["token"].as_str().unwrap().to_owned();
    // What is told to their browser lets nobody in, and is to be heard by nobody afterwards: how much was ended says so.
    session.change("POST", "/api/v1/me/push-subscriptions", &[], &Browser::new().subscription("https://push.example.net/send/1"));
    let answer = json!({"token": called_out(house, owner, victim)}).to_string();
    let feed = session.change("POST", "/api/v1/me/feeds", &[], &json!({"name": "Telephone"}));
    let feed = format!("/api/{}", feed["address"].as_str().unwrap().split_once("/api/").unwrap().1);
    vec![
        way("call-out link", move |server| {
            // Opening it uses nothing up: whoever may open it may answer by it.
            server.visitor().ask("POST", "/api/v1/call-out-answers/opening", &[], answer.as_bytes()).unwrap().status == 200
        }),
        way("calendar feed", move |server| server.visitor().get(&feed).status == 200),
        way("session", move |server| holder.at(server).get("/api/v1/me").status == 200),
        way("token", move |server| {
            let bearer = format!("Bearer {token}");
            server.visitor().ask("GET", "/api/v1/jobs", &[("authorization", &bearer)], b"").unwrap().status == 200
        }),
        way("password", |server| {
            // A wrong one is told by 401; too many tries are no way in either.
            server.visitor().ask("POST", "/api/v1/session", &[], &right()).unwrap().status < 300
        }),
        way("passkey", move |server| {
            let asked = server.visitor().ask("POST", "/api/v1/session/passkey/options", &[], br#"{"organisation": "quill"}"#).unwrap();
            if asked.status != 200 {
                return false;
            }
            let mut key = key.lock().unwrap();
            key.origin = format!("https://{}", server.visitor().host());
            let proof = json!({"credential": key.get(&asked.json())}).to_string();
            let client = server.visitor().with_cookies_of(&asked);
            client.ask("POST", "/api/v1/session/passkey", &[], proof.as_bytes()).unwrap().status == 200
        }),
        way("half a sign-in", move |server| {
            // It is asked for its passkey, and not answered: a question uses nothing up.
            half.at(server).ask("POST", "/api/v1/session/passkey/options", &[], b"{}").unwrap().status == 200
        }),
        way("reset link", move |server| {
            // A password that is refused does not use the link up: 422 for a link that works, 404 for one that does not.
            let body = json!({"token": reset, "password": "short"}).to_string();
            server.visitor().ask("PUT", "/api/v1/password-reset", &[], body.as_bytes()).unwrap().status == 422
        }),
        way("invitation they made", move |server| {
            let body = json!({"token": invitation, "password": "short"}).to_string();
            server.visitor().ask("POST", "/api/v1/invitation/acceptance", &[], body.as_bytes()).unwrap().status == 422
        }),
    ]
}

/// The victim is called out for a place of theirs to take; gives what the link in the letter carries.
fn called_out(house: &House, owner: &Visitor, victim: &str) -> String {
    let (_, need) = crate::sign_ups::planned(owner);
    let until = kernel::Clock::now(&kernel::SystemClock).plus_millis(24 * 60 * 60 * 1_000);
    let call =
        json!({"requirement_id": need, "text": "Who can come?", "audience": {"member_ids": [victim]}, "until": until, "reserve": true});
    owner.change("POST", "/api/v1/call-outs", &[], &call);
    house.post().next().token("call-out")
}

/// The victim's right password.
fn right() -> Vec<u8> {
    json!({"organisation": "quill", "email": "victim@example.org", "password": PASSWORD}).to_string().into_bytes()
}

/// A passkey of whoever is signed in.
fn passkey(session: &Visitor) -> Authenticator {
    let mut key = Authenticator { origin: format!("https://{}", session.host()), rp_id: "localhost".into(), ..Authenticator::new() };
    let options = session.change("POST", "/api/v1/me/passkeys/options", &[], &json!(null));
    session.change("POST", "/api/v1/me/passkeys", &[], &json!({"name": "Telephone", "credential": key.create(&options)}));
    key
}

/// Which ways still let in, on any server.
fn open(cast: &Cast) -> Vec<String> {
    let on_one = |(number, server): (usize, &Server)| {
        let still = cast.ways.iter().filter(|way| (way.lets_in)(server)).map(move |way| format!("{} on server {number}", way.name));
        still.collect::<Vec<_>>()
    };
    cast.servers.iter().enumerate().flat_map(on_one).collect()
}

/// Asks again and again until nothing lets in. What sets out when the second has passed must be refused.
fn until_shut(cast: &Cast, since: Instant) {
    loop {
        let late = since.elapsed() > A_SECOND;
        let still = open(cast);
        if still.is_empty() {
            return;
        }
        assert!(!late, "still open: {still:?}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the bound is one of real time, between two processes")]
fn every_way_in_is_shut_on_every_server_within_a_second() {
    for on in BOTH {
        let cast = Cast::new(on);
        let before = open(&cast);
        assert_eq!(before.len(), cast.ways.len() * cast.servers.len(), "every way is one before: {before:?}");
        let ended = cast.revoke();
        let since = Instant::now();
        // The link to choose a password, the invitation they made, and the link that asks them to come.
        assert!(ended["sessions"].as_i64().unwrap() >= 1 && ended["invitations"] == 3, "{ended}");
        assert!(ended["passkeys"] == 1 && ended["devices"].as_i64().unwrap() >= 1 && ended["tokens"] == 1, "{ended}");
        assert_eq!((&ended["feeds"], &ended["push_subscriptions"]), (&json!(1), &json!(1)), "{ended}");
        until_shut(&cast, since);
        assert_eq!(cast.owner.get("/api/v1/me").status, 200);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the bound is one of real time, between two processes")]
fn nothing_is_shut_by_itself() {
    let cast = Cast::new(On::Embedded);
    let since = Instant::now();
    while since.elapsed() < A_SECOND {
        // Each sign-in is one more session, and a member has only so many: the oldest would give way. And tries are counted.
        for way in cast.ways.iter().filter(|way| !["password", "passkey", "single sign-on"].contains(&way.name)) {
            assert!((way.lets_in)(&cast.servers[0]), "{} was shut by itself", way.name);
        }
    }
    assert_eq!(open(&cast).len(), cast.ways.len());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a server is killed at a moment of real time")]
fn what_was_shut_stays_shut_when_the_server_is_killed() {
    for on in BOTH {
        // Killed the moment the act was answered.
        let mut cast = Cast::new(on);
        cast.revoke();
        cast.servers.drain(..).for_each(Server::kill);
        cast.servers = cast.again();
        assert_eq!(open(&cast), Vec::<String>::new(), "{on:?}: after a kill");

        // Killed while the act is under way, at other moments each time: it was done whole or not at all.
        for delay in 0..3 {
            let mut cast = Cast::new(on);
            let (path, owner) = (format!("/api/v1/members/{}/revocation", cast.victim), cast.owner.clone());
            let asked =
                std::thread::spawn(move || owner.ask("PUT", &path, &[], br#"{"reason": "Lost telephone"}"#).ok().map(|reply| reply.status));
            let since = Instant::now();
            while since.elapsed() < Duration::from_millis(delay * 4) {
                std::hint::spin_loop();
            }
            cast.servers.drain(..).for_each(Server::kill);
            let answered = asked.join().unwrap() == Some(200);
            cast.servers = cast.again();
            let still = open(&cast).len();
            assert!(still == 0 || still == cast.ways.len(), "{on:?}: half done after {delay}: {still}");
            assert!(!answered || still == 0, "{on:?}: it was answered and is not done");
        }
    }
}

/// A known browser lets nobody in, but it spares its owner the news of a sign-in and has tries of its own: neither outlives the act.
#[test]
fn a_known_browser_is_a_stranger_afterwards() {
    for on in BOTH {
        let house = House::with_organisation(on, "quill");
        house.add_member("quill", "The victim", "victim@example.org", "member");
        let mut servers = vec![Server::start(&house, Manner::USUAL)];
        if on == On::Postgres {
            servers.push(Server::start(&house, Manner { second: true, ..Manner::USUAL }));
        }
        let owner = servers[0].visitor().signed_in("quill", "owner@example.org");
        let stranger = servers[0].visitor();
        let browser = stranger.clone().with_cookies_of(&stranger.ask("POST", "/api/v1/session", &[], &right()).unwrap()).only("__Host-d");
        let news = || {
            let started = owner.get("/api/v1/audit?action=session.started").json();
            let is_new = |item: &&Value| item["changes"].as_array().unwrap().iter().any(|change| change["field"] == "new_browser");
            started["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|item| item["subject"]["label"] == "victim@example.org")
                .filter(is_new)
                .count()
        };
        let sign_in = |server: &Server| browser.at(server).ask("POST", "/api/v1/session", &[], &right()).unwrap().status;
        assert!(servers.iter().all(|server| sign_in(server) == 200));
        assert_eq!(news(), 1, "counter-proof: while it is known, it is news once");
        let victim = owner.get("/api/v1/members?q=victim").json()["items"][0].clone();
        let path = format!("/api/v1/members/{}", victim["id"].as_str().unwrap());
        let ended = owner.change("PUT", &format!("{path}/revocation"), &[], &json!({"reason": "Lost telephone"}));
        assert_eq!(ended["devices"], 1, "{ended}");
        let tag = format!("\"{}\"", owner.get(&path).json()["version"]);
        owner.change("DELETE", &format!("{path}/suspension"), &[("if-match", &tag)], &json!(null));
        assert!(servers.iter().all(|server| sign_in(server) == 200));
        assert_eq!(news(), 2, "it is a new browser again, once");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the bound is one of real time, between two processes")]
fn an_accepted_invitation_is_a_session_like_any_other() {
    let cast = Cast::new(On::Embedded);
    let made = json!({"name": "New", "email": "new@example.org", "role": "member"});
    cast.owner.change("POST", "/api/v1/invitations", &[], &made);
    let body = json!({"token": cast.house.post().next().token("join"), "password": CHOSEN}).to_string();
    let joined = cast.servers[0].visitor().signed_in_by("POST", "/api/v1/invitation/acceptance", body.as_bytes());
    let id = joined.get("/api/v1/me").json()["member"]["id"].as_str().unwrap().to_owned();
    cast.owner.change("PUT", &format!("/api/v1/members/{id}/revocation"), &[], &json!({"reason": "A mistake"}));
    let since = Instant::now();
    loop {
        let late = since.elapsed() > A_SECOND;
        if joined.get("/api/v1/me").status == 401 {
            break;
        }
        assert!(!late);
    }
}
