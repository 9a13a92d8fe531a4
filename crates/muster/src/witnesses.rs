//! Sending the logs' signed heads to witnesses outside, and keeping what they sign.
//!
//! Each minute the newest head of each log in use, and over a day of every log, goes to each witness that has not signed it, with the proof
//! that the log only grew since the head that this witness signed before. A witness that cannot be reached is left alone for the rest of
//! the round. One that has signed another history of a log is the alarm that witnesses are there for: it is said in the server's own log
//! and once in the log concerned, where the watch raises an alert from it.

mod ask;
mod tour;

use crate::settings::Witness;
use ask::Said;
use envoy::Envoy;
use kernel::{Clock as _, Result, SystemClock};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use store::door::{self, Realm, SignedHead, Store, WitnessStanding};
use store::{Event, Outcome, Subject, events};
use tour::Tour;
use trust::audit;

/// How often heads are sent.
const ROUND: Duration = Duration::from_secs(60);
/// The fault of a witness that has signed another history.
const FORKED: &str = "forked";

pub(crate) struct Witnesses {
    store: Arc<Store>,
    envoy: Envoy,
    named: Vec<Witness>,
    tour: Tour,
}

impl Witnesses {
    pub(crate) fn new(store: &Arc<Store>, envoy: Envoy, named: Vec<Witness>) -> Self {
        Self { store: Arc::clone(store), envoy, named, tour: Tour::default() }
    }

    /// Goes on until it is dropped.
    pub(crate) async fn run(mut self) {
        let names = self.named.iter().map(|witness| witness.key.name().to_owned()).collect();
        if let Err(error) = self.store.forget_other_witnesses(names).await {
            tracing::error!(%error, "witnesses that are not named any more cannot be forgotten");
        }
        if self.named.is_empty() {
            return;
        }
        let mut every = tokio::time::interval(ROUND);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            self.round().await;
        }
    }

    async fn round(&mut self) {
        let mut realms = vec![Arc::clone(self.store.instance())];
        realms.extend(self.store.organisations_in_use());
        let mut silent = HashSet::new();
        for realm in realms {
            self.of_log(&realm, &mut silent).await;
        }
        let others = self.tour.next(&self.store).await.unwrap_or_else(|error| {
            tracing::error!(%error, "organisations cannot be listed");
            Vec::new()
        });
        for id in others {
            match self.store.visit(id).await {
                Ok(visit) => {
                    self.of_log(visit.realm(), &mut silent).await;
                    visit.leave().await;
                }
                // Erased meanwhile.
                Err(error) if error.is_no_organisation() => {}
                Err(error) => tracing::error!(%error, organisation = %id, "an organisation cannot be opened"),
            }
        }
    }

    /// One log. A damaged one must not keep the others from being witnessed.
    async fn of_log(&self, realm: &Arc<Realm>, silent: &mut HashSet<String>) {
        for witness in &self.named {
            if silent.contains(witness.key.name()) {
                continue;
            }
            match self.show(realm, witness).await {
                Ok(true) => {}
                Ok(false) => drop(silent.insert(witness.key.name().to_owned())),
                // Erased meanwhile: how its log ended was signed, and is kept.
                Err(error) if error.is_no_organisation() => return,
                Err(error) => tracing::error!(%error, log = realm.name(), witness = witness.key.name(), "a head cannot be sent"),
            }
        }
    }

    /// Shows the newest head of one log to one witness; `false` when nobody answered.
    async fn show(&self, realm: &Arc<Realm>, witness: &Witness) -> Result<bool> {
        let Some(head) = self.store.sign_head(realm).await? else { return Ok(true) };
        let known = self.store.witnesses_of(realm.name()).await?;
        let known = known.into_iter().find(|one| one.witness == witness.key.name());
        let before = known.unwrap_or_else(|| WitnessStanding {
            witness: witness.key.name().to_owned(),
            url: witness.url.clone(),
            last_size: None,
            last_at: None,
            fault: None,
        });
        if before.last_size == Some(head.size) && before.fault.is_none() && before.url == witness.url {
            return Ok(true);
        }
        let said = self.grown(realm, witness, &head, before.last_size.unwrap_or(0).min(head.size)).await?;
        let answered = !matches!(said, Said::Nothing(_));
        self.keep(realm, before, witness, &head, said).await?;
        Ok(answered)
    }

    /// Proves that the log grew from `old` to the head; from the size that the witness names, when it knows better.
    async fn grown(&self, realm: &Arc<Realm>, witness: &Witness, head: &SignedHead, old: u64) -> Result<Said> {
        match ask::show(&self.envoy, witness, head, old, proof(realm, old, head.size).await?).await? {
            Said::Knows(size) if size <= head.size && size != old => {
                ask::show(&self.envoy, witness, head, size, proof(realm, size, head.size).await?).await
            }
            said => Ok(said),
        }
    }

    /// Keeps what the witness said.
    async fn keep(&self, realm: &Arc<Realm>, before: WitnessStanding, witness: &Witness, head: &SignedHead, said: Said) -> Result<()> {
        let after = WitnessStanding { url: witness.url.clone(), ..before.clone() };
        match said {
            Said::Signed(line) => {
                let signed = WitnessStanding { last_size: Some(head.size), last_at: Some(SystemClock.now()), fault: None, ..after };
                self.store.note_witness(realm.name(), signed, Some(line)).await
            }
            // Another server of this installation was quicker with a newer head: the next round goes on from there.
            Said::Knows(size) if self.store.latest_head(realm.name()).await?.is_some_and(|latest| latest.size >= size) => Ok(()),
            Said::Knows(_) | Said::Forked => {
                if before.fault.as_deref() != Some(FORKED) {
                    dispute(realm, witness, head).await?;
                }
                tracing::error!(
                    log = realm.name(),
                    witness = witness.key.name(),
                    size = head.size,
                    "A WITNESS HAS SIGNED ANOTHER HISTORY OF THIS LOG: data were put back to an older state, or rewritten"
                );
                self.store.note_witness(realm.name(), WitnessStanding { fault: Some(FORKED.to_owned()), ..after }, None).await
            }
            Said::Refused(why) | Said::Nothing(why) => {
                tracing::warn!(log = realm.name(), witness = witness.key.name(), why, "a witness did not sign");
                // What was said of another history stays said until it signs again.
                let fault = before.fault.filter(|fault| fault == FORKED).unwrap_or(why);
                self.store.note_witness(realm.name(), WitnessStanding { fault: Some(fault), ..after }, None).await
            }
        }
    }
}

/// The proof that the log of `size` records begins with that of `old`.
async fn proof(realm: &Arc<Realm>, old: u64, size: u64) -> Result<Vec<ledger::Hash>> {
    if old == 0 {
        return Ok(Vec::new());
    }
    realm.read(muster::system(), move |tx| events::consistency(tx, old, size)).await
}

/// Puts it on record in the log concerned.
async fn dispute(realm: &Arc<Realm>, witness: &Witness, head: &SignedHead) -> Result<()> {
    let disputed = if realm.name() == "instance" { door::LOG_DISPUTED } else { audit::LOG_DISPUTED };
    let event = Event::new(&disputed, Subject::unnamed("log"))
        .label(witness.key.name())
        .first("size", &head.size)
        .first("root", &head.root.to_base64())
        .outcome(Outcome::Refused);
    realm.record(muster::system(), event).await
}
