//! The sender: looks into the outboxes of the organisations that rang the bell, hands over what is due, and tries again later what was
//! not taken. One a server process; leases keep two processes from sending one mail twice.

use crate::mail::MailId;
use crate::outbox::{self, Waiting};
use crate::post::{Fault, Post};
use kernel::{Actor, OrganisationId, Result};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use store::Origin;
use store::door::{Authority, Realm, Standing, Store};

/// How often mails are looked at that are to be tried again.
const TICK: Duration = Duration::from_secs(10);
/// A minute has so many.
const TICKS: u32 = 6;
/// At the start so many organisations are looked into for what an earlier process left; then some more each minute, in turn.
const AT_START: usize = 256;
const A_MINUTE: usize = 16;

/// What a round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Handed over.
    pub sent: usize,
    /// To be tried again.
    pub later: usize,
    /// Given up.
    pub given_up: usize,
}

/// Sends what waits.
#[derive(Debug)]
pub struct Sender {
    store: Arc<Store>,
    post: Arc<Post>,
    /// Where mail is known to wait.
    waiting: BTreeSet<OrganisationId>,
    /// How many organisations were looked into, in the order of the directory.
    place: usize,
}

impl Sender {
    /// A sender over every organisation of this server.
    pub fn new(store: Arc<Store>, post: Arc<Post>) -> Self {
        Self { store, post, waiting: BTreeSet::new(), place: 0 }
    }

    /// Sends until it is dropped.
    pub async fn run(mut self) {
        self.look_around(AT_START).await;
        let bell = Arc::clone(self.store.bell());
        let (mut every, mut ticks) = (tokio::time::interval(TICK), 0);
        loop {
            tokio::select! {
                rung = bell.heard() => self.waiting.extend(rung.iter().filter_map(|name| OrganisationId::parse(name).ok())),
                _ = every.tick() => {
                    ticks = (ticks + 1) % TICKS;
                    if ticks == 0 {
                        self.look_around(A_MINUTE).await;
                    }
                }
            }
            self.round().await;
        }
    }

    /// One round through the organisations where mail is known to wait.
    async fn round(&mut self) {
        for id in std::mem::take(&mut self.waiting) {
            match self.send_of(id).await {
                Ok((_, true)) => {
                    self.waiting.insert(id);
                }
                Ok((_, false)) => {}
                // Erased meanwhile.
                Err(error) if error.is_no_organisation() => {}
                // One damaged file must not keep the others' mail from leaving.
                Err(error) => tracing::error!(%error, organisation = %id, "mail cannot be looked for"),
            }
        }
    }

    /// Takes up the next organisations of the directory, whoever left mail there.
    async fn look_around(&mut self, count: usize) {
        match self.store.organisations().await {
            Ok(all) if all.is_empty() => {}
            Ok(all) => {
                self.waiting.extend(all.iter().cycle().skip(self.place % all.len()).take(count.min(all.len())).map(|listing| listing.id));
                self.place = (self.place + count) % all.len();
            }
            Err(error) => tracing::error!(%error, "organisations cannot be listed to look for mail"),
        }
    }

    /// Sends what is due in one organisation; tells what was done, and whether more waits.
    pub async fn send_of(&self, id: OrganisationId) -> Result<(Report, bool)> {
        let standing = self.store.organisation(id).await?.map(|listing| listing.standing);
        if standing != Some(Standing::Active) {
            return Ok((Report::default(), false));
        }
        let visit = self.store.visit(id).await?;
        let sent = self.send_from(visit.realm()).await;
        visit.leave().await;
        sent
    }

    async fn send_from(&self, realm: &Arc<Realm>) -> Result<(Report, bool)> {
        let mut report = Report::default();
        loop {
            // Looking costs a read, taking a lease a write: most looks find nothing.
            let (due, waits) = realm.read(system(), outbox::look).await?;
            if !due {
                return Ok((report, waits));
            }
            let Some(mail) = realm.housekeeping(outbox::lease).await? else { continue };
            self.send(realm, mail, &mut report).await?;
            realm.housekeeping(outbox::forget).await?;
        }
    }

    async fn send(&self, realm: &Arc<Realm>, id: MailId, report: &mut Report) -> Result<()> {
        let Some(mail) = realm.read(system(), move |tx| outbox::open(tx, id)).await? else { return Ok(()) };
        let now = self.store.clock().now();
        if now >= mail.expires_at {
            report.given_up += 1;
            return give_up(realm, mail, "it could not be sent while it was of use".into()).await;
        }
        let post = Arc::clone(&self.post);
        let handing = tokio::task::spawn_blocking(move || {
            let written = mail.content.letter.write(&mail.content.name, &mail.content.house);
            let taken = post.hand_over(mail.id, &mail.content, written, now);
            (mail, taken)
        });
        let (mail, taken) = handing.await.map_err(|_| kernel::Error::internal("handing over a mail panicked"))?;
        match taken {
            Ok(()) => {
                report.sent += 1;
                realm.write(system(), move |tx| outbox::sent(tx, &mail)).await
            }
            Err(Fault::ForGood(fault)) => {
                report.given_up += 1;
                give_up(realm, mail, fault).await
            }
            Err(Fault::ForNow(fault)) => {
                report.later += 1;
                put_off(realm, &mail, fault).await
            }
        }
    }
}

async fn give_up(realm: &Arc<Realm>, mail: Waiting, fault: String) -> Result<()> {
    tracing::warn!(organisation = realm.name(), mail = %mail.id, kind = mail.content.letter.kind(), "a mail was given up");
    realm.write(system(), move |tx| outbox::given_up(tx, &mail, &fault)).await
}

async fn put_off(realm: &Arc<Realm>, mail: &Waiting, fault: String) -> Result<()> {
    let (id, attempts) = (mail.id, mail.attempts);
    tracing::warn!(organisation = realm.name(), mail = %id, attempts, "a mail was not taken, and is tried again");
    let sealed = realm.read(system(), move |tx| tx.seal("mail", "fault", id.as_str(), fault.as_bytes())).await?;
    realm.housekeeping(move |connection, now| outbox::later(connection, now, id, attempts, sealed)).await
}

fn system() -> Authority {
    Authority::whole(Actor::System, Origin::default())
}
