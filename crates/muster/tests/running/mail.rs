//! Mail that leaves the running program: by the command that tries it out, and from the outbox of whoever asked for one.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use serde_json::json;

#[test]
fn the_command_tells_what_the_mail_server_said() {
    let house = House::new(On::Embedded).with_post();
    let tried = house.run(&["mail", "test", "--to", "ana@example.org", "--json"], "");
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&tried.stdout).unwrap()["to"], "ana@example.org");
    let received = house.post().next();
    assert_eq!((received.to, received.encrypted), (vec!["ana@example.org".to_owned()], true));
    let refused = house.muster().args(["mail", "test", "--to", "refused@example.org"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no such mailbox"));
    let mut clear = house.muster();
    clear.env("MUSTER_SMTP_URL", house.post().url().replace("smtp+starttls", "smtp")).args(["mail", "test", "--to", "ana@example.org"]);
    let refused = clear.output().unwrap();
    assert_eq!(refused.status.code(), Some(2), "clear text is a setting that is wrong");
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains("TLS alone") && !told.contains("needle-mail"), "{told}");
    let none = House::new(On::Embedded).muster().args(["mail", "test", "--to", "ana@example.org"]).output().unwrap();
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn what_is_put_into_the_outbox_leaves_at_once_and_after_a_crash() {
    for on in BOTH {
        let house = House::with_organisation(on, "quill").with_post();
        let server = Server::start(&house, Manner::USUAL);
        let owner = server.visitor().signed_in("quill", "owner@example.org");
        assert_eq!(owner.get("/api/v1/mail").json()["configured"], true);
        owner.change("POST", "/api/v1/mail/test", &[], &json!(null));
        assert_eq!(house.post().next().to, ["owner@example.org"]);
        // Killed between the mail server's yes and the record of it, it would be sent again.
        while owner.get("/api/v1/mail").json()["queued"] != 0 {}
        server.kill();
        // Nobody sends while a server without a mail server runs; the next one that has one finds what waits.
        let mute = house.without_post();
        let server = Server::start(&mute, Manner::USUAL);
        // In the browser of before: a new one would be told of.
        let owner = owner.at(&server);
        owner.change("POST", "/api/v1/mail/test", &[], &json!(null));
        let state = owner.get("/api/v1/mail").json();
        assert_eq!((&state["configured"], &state["queued"]), (&json!(false), &json!(1)));
        server.kill();
        let house = mute.with_post();
        let server = Server::start(&house, Manner::USUAL);
        assert_eq!(house.post().next().to, ["owner@example.org"]);
        let said = server.end();
        assert!(!String::from_utf8_lossy(&said).contains("owner@example.org"), "no address is in the log lines");
    }
}
