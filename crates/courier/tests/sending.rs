//! Mail that really leaves: a real mail server, both kinds of TLS, both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use courier::mail::{self, Mail};
use courier::{House, Letter, Post, PostSettings, Report, Sender};
use kernel::{Actor, Email, Line, OrganisationId, Slug, Zone};
use std::path::PathBuf;
use std::sync::Arc;
use store::door::{Authority, Config, Engine, NewOrganisation, Realm, Store};
use store::{Action, Event, Origin, Subject};
use test_support::{Encryption, MailServer, Postgres, TestClock};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    Embedded,
    Postgres,
}

struct Place {
    stores: Vec<Arc<Store>>,
    clock: Arc<TestClock>,
    organisation: OrganisationId,
    _folder: tempfile::TempDir,
}

const CAUSED: Action = Action::new("test.caused", "A test put a mail into the outbox");

fn authority() -> Authority {
    Authority::whole(Actor::Operator, Origin::default())
}

impl Place {
    /// An organisation, and on PostgreSQL two servers over it.
    async fn new(on: On) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = match on {
            On::Embedded => Engine::Embedded,
            On::Postgres => {
                let prepare = |database: &test_support::Database| {
                    store::door::migrate_postgres(&database.owner_url, "muster_app").unwrap();
                };
                Engine::Postgres { url: Postgres::shared().database_like("courier", prepare).app_url.clone(), connections: 4 }
            }
        };
        let key = [7_u8; 32];
        let clock = Arc::new(TestClock::default());
        let mut stores = Vec::new();
        for server in 0..if on == On::Postgres { 2 } else { 1 } {
            let config = Config {
                engine: engine.clone(),
                data_dir: folder.path().join(format!("server-{server}")),
                host: "muster.test".into(),
                open_organisations: 4,
                readers: 2,
            };
            std::fs::create_dir_all(&config.data_dir).unwrap();
            let root = vault::RootKey::generate(&mut |bytes: &mut [u8]| bytes.copy_from_slice(&key[..bytes.len()])).unwrap();
            let ticking = Arc::clone(&clock);
            let open = move || Store::open(config, root.into(), ticking, Arc::new(kernel::SystemRng)).unwrap();
            stores.push(tokio::task::spawn_blocking(open).await.unwrap());
        }
        let new = NewOrganisation {
            slug: Slug::parse("north-river").unwrap(),
            name: Line::parse("North River").unwrap(),
            zone: Zone::parse("Europe/London").unwrap(),
        };
        let organisation = stores[0].create_organisation(authority(), new).await.unwrap().id;
        Self { stores, clock, organisation, _folder: folder }
    }

    async fn realm(&self) -> Arc<Realm> {
        self.stores[0].realm(self.organisation).await.unwrap()
    }

    async fn put(&self, to: &str) {
        self.put_for(to, Letter::Trial { by: "Ana".into() }, 0).await;
    }

    /// Puts a letter that is to wait so many minutes.
    async fn put_for(&self, to: &str, letter: Letter, minutes: i64) {
        let email = Email::parse(to).unwrap();
        let house = House { name: "North River".into(), zone: Zone::parse("Europe/London").unwrap(), site: "https://muster.test".into() };
        let mail = Mail { member: None, name: "Björn Ölander".into(), email, house, letter };
        let realm = self.realm().await;
        let write = realm.write(authority(), move |mut tx| {
            let due = tx.now().plus_millis(minutes * 60_000);
            mail::put_for(&mut tx, mail, due)?;
            tx.commit(Event::new(&CAUSED, Subject::unnamed("test")), ())
        });
        write.await.unwrap();
    }

    fn sender(&self, server: usize, post: &Arc<Post>) -> Sender {
        Sender::new(Arc::clone(&self.stores[server]), Arc::clone(post))
    }

    async fn actions(&self) -> Vec<String> {
        let filter = store::events::Filter::default();
        let limit = kernel::Limit::default();
        let records = self.realm().await.read(authority(), move |tx| store::events::list(tx, &filter, limit)).await.unwrap();
        records.into_iter().map(|record| record.action).collect()
    }
}

fn post(url: String, authority: Option<PathBuf>) -> Arc<Post> {
    Arc::new(Post::new(&PostSettings { url, from: "Muster <muster@muster.test>".into(), authority, host: "muster.test".into() }).unwrap())
}

fn on_both<F: Future<Output = ()>>(proof: impl Fn(On) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for on in [On::Embedded, On::Postgres] {
        runtime.block_on(proof(on));
    }
}

#[test]
fn a_mail_leaves_encrypted_and_proved_and_is_gone_from_the_outbox() {
    on_both(|on| async move {
        let place = Place::new(on).await;
        for encryption in [Encryption::StartTls, Encryption::Implicit] {
            let server = MailServer::start(encryption);
            place.put("björn@example.org").await;
            let sender = place.sender(0, &post(server.url(), Some(server.authority())));
            let (report, more) = sender.send_of(place.organisation).await.unwrap();
            let state = place.realm().await.read(authority(), courier::state).await.unwrap();
            assert_eq!((report, more), (Report { sent: 1, later: 0, given_up: 0 }, false), "{state:?}");
            let received = server.next();
            assert!(received.encrypted, "{encryption:?}");
            assert_eq!((received.user.as_deref(), received.from.as_str()), (Some("muster"), "muster@muster.test"));
            assert_eq!(received.to, ["björn@example.org"]);
            assert!(received.text().contains("Hello Björn Ölander,"), "{}", received.text());
            assert_eq!(received.header("Auto-Submitted").as_deref(), Some("auto-generated"));
            assert!(received.header("Message-ID").unwrap().ends_with("@muster.test>"));
            assert!(received.raw.contains("text/plain") && received.raw.contains("text/html"));
            assert_eq!((state.queued, state.failed, state.last_error), (0, 0, None));
            assert_eq!(place.actions().await[0], "mail.sent");
        }
    });
}

#[test]
fn a_letter_that_is_to_wait_leaves_when_its_time_has_come_unless_it_were_of_no_use_then() {
    on_both(|on| async move {
        let place = Place::new(on).await;
        let server = MailServer::start(Encryption::StartTls);
        let sender = place.sender(0, &post(server.url(), Some(server.authority())));
        let title = "You have an assignment".to_owned();
        let letter = Letter::Notice { title, text: String::new(), path: "/my-work".into(), acknowledge: false };
        place.put_for("ana@example.org", letter, 480).await;
        // A trial is of no use an hour later: it is not held back.
        place.put_for("ben@example.org", Letter::Trial { by: "Ana".into() }, 480).await;
        let (report, more) = sender.send_of(place.organisation).await.unwrap();
        assert_eq!((report.sent, more, server.next().to), (1, true, vec!["ben@example.org".to_owned()]));
        place.clock.advance_seconds(479 * 60);
        assert_eq!(sender.send_of(place.organisation).await.unwrap(), (Report::default(), true));
        place.clock.advance_seconds(60);
        let (report, more) = sender.send_of(place.organisation).await.unwrap();
        assert_eq!((report.sent, more, server.next().to), (1, false, vec!["ana@example.org".to_owned()]));
    });
}

#[test]
fn a_server_that_nobody_vouches_for_or_that_speaks_clear_text_gets_nothing() {
    on_both(|on| async move {
        let place = Place::new(on).await;
        let (server, other) = (MailServer::start(Encryption::StartTls), MailServer::start(Encryption::Implicit));
        let clear = MailServer::start(Encryption::None);
        let refused = [
            // Another authority, and the system's own, which know nothing of this server.
            (server.url(), Some(other.authority())),
            (server.url(), None),
            (other.url(), Some(server.authority())),
            // It offers no TLS.
            (clear.url().replace("smtp://", "smtp+starttls://"), Some(clear.authority())),
            (clear.url().replace("smtp://", "smtps://"), Some(clear.authority())),
            // The certificate is another name's.
            (server.url().replace("localhost", "127.0.0.1"), Some(server.authority())),
            // The password is wrong: ours to mend, so the mail waits.
            (server.url().replace("needle-mail", "wrong-mail"), Some(server.authority())),
        ];
        for (url, authority) in refused {
            place.put("ana@example.org").await;
            let sender = place.sender(0, &post(url.clone(), authority));
            let (report, more) = sender.send_of(place.organisation).await.unwrap();
            assert_eq!((report, more), (Report { sent: 0, later: 1, given_up: 0 }, true), "{url}");
        }
        assert_eq!([server.so_far(), other.so_far(), clear.so_far()].concat(), []);
        let state = place.realm().await.read(authority(), courier::state).await.unwrap();
        assert!(state.last_error.is_some());
    });
}

#[test]
fn what_is_not_taken_is_tried_again_later_and_given_up_on_record() {
    on_both(|on| async move {
        let place = Place::new(on).await;
        let server = MailServer::start(Encryption::StartTls);
        let sender = place.sender(0, &post(server.url(), Some(server.authority())));
        let send = async || sender.send_of(place.organisation).await.unwrap().0;
        place.put("later-2@example.org").await;
        assert_eq!(send().await, Report { sent: 0, later: 1, given_up: 0 });
        assert_eq!(send().await, Report::default(), "not before its time");
        place.clock.advance_seconds(31);
        assert_eq!(send().await, Report { sent: 0, later: 1, given_up: 0 });
        place.clock.advance_seconds(31);
        assert_eq!(send().await, Report::default(), "later than the first time");
        place.clock.advance_seconds(100);
        assert_eq!(send().await, Report { sent: 1, later: 0, given_up: 0 });
        assert_eq!(server.next().to, ["later-2@example.org"]);

        place.put("refused@example.org").await;
        assert_eq!(send().await, Report { sent: 0, later: 0, given_up: 1 });
        place.put("later-9@example.org").await;
        assert_eq!(send().await, Report { sent: 0, later: 1, given_up: 0 });
        place.clock.advance_seconds(2 * 60 * 60);
        assert_eq!(send().await, Report { sent: 0, later: 0, given_up: 1 }, "a test mail of yesterday is of no use");
        let state = place.realm().await.read(authority(), courier::state).await.unwrap();
        assert_eq!((state.queued, state.failed), (0, 2));
        assert_eq!(place.actions().await[..2], ["mail.given_up", "test.caused"]);
        assert_eq!(server.so_far(), []);
    });
}

#[test]
fn two_servers_send_each_mail_once() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        let place = Place::new(On::Postgres).await;
        let server = MailServer::start(Encryption::StartTls);
        for number in 0..12 {
            place.put(&format!("member-{number}@example.org")).await;
        }
        let post = post(server.url(), Some(server.authority()));
        let (one, two) = (place.sender(0, &post), place.sender(1, &post));
        let (first, second) = tokio::join!(one.send_of(place.organisation), two.send_of(place.organisation));
        let (first, second) = (first.unwrap().0, second.unwrap().0);
        assert_eq!(first.sent + second.sent, 12, "{first:?} {second:?}");
        let mut to: Vec<String> = (0..12).flat_map(|_| server.next().to).collect();
        to.sort();
        to.dedup();
        assert_eq!((to.len(), server.so_far().len()), (12, 0));
    });
}

#[test]
fn the_bell_tells_the_sender_that_runs() {
    on_both(|on| async move {
        let place = Place::new(on).await;
        let server = MailServer::start(Encryption::StartTls);
        // One waits already, as after a crash; another comes while the sender runs.
        place.put("before@example.org").await;
        let running = tokio::spawn(place.sender(0, &post(server.url(), Some(server.authority()))).run());
        let server = tokio::task::spawn_blocking(move || {
            assert_eq!(server.next().to, ["before@example.org"]);
            server
        });
        let server = server.await.unwrap();
        place.put("while@example.org").await;
        tokio::task::spawn_blocking(move || assert_eq!(server.next().to, ["while@example.org"])).await.unwrap();
        running.abort();
    });
}
