//! What follows the logs out of this house: webhooks, streams, signed heads and push messages. Each server serves the organisations whose logs grew by its own
//! hand, and whatever is due; that several servers do not send the same is held by each errand's own leases. A suspended organisation
//! sends nothing until it is let in again.

use crate::{heads, streams, webhooks};
use access::Access;
use envoy::Envoy;
use kernel::{Clock as _, OrganisationId, Result, SystemClock, Timestamp};
use std::collections::HashMap;
use std::time::Duration;
use store::door::Standing;
use tokio::task::JoinSet;

/// How often it is looked which logs grew.
const LOOK: Duration = Duration::from_millis(500);
/// Errands of one kind at once.
const AT_ONCE: usize = 16;
/// Organisations opened in one look after the start, to find what an earlier process left.
const AT_START: usize = 8;
/// After what fault or suspension an errand is looked at again.
const PATIENCE_MILLIS: i64 = 60_000;

/// What is to be done for an organisation whose log grew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Webhooks,
    Streams,
    Heads,
    Pushes,
}

const KINDS: [Kind; 4] = [Kind::Webhooks, Kind::Streams, Kind::Heads, Kind::Pushes];

type Errand = (Kind, OrganisationId);

pub(crate) struct Followers {
    access: Access,
    envoy: Envoy,
    /// Not looked at since the start.
    left: Vec<OrganisationId>,
    /// When each is to be served; the past for now.
    due: HashMap<Errand, Timestamp>,
    serving: JoinSet<(Errand, Option<Timestamp>)>,
    /// What is being served, and whether the log grew meanwhile.
    busy: HashMap<Errand, bool>,
}

impl Followers {
    pub(crate) async fn at_start(access: Access, envoy: Envoy) -> Result<Self> {
        let left = access.store().organisations().await?.into_iter().map(|listing| listing.id).collect();
        let (due, serving, busy) = (HashMap::new(), JoinSet::new(), HashMap::new());
        Ok(Self { access, envoy, left, due, serving, busy })
    }

    /// Goes on until it is dropped.
    pub(crate) async fn run(mut self) {
        let mut every = tokio::time::interval(LOOK);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            self.look();
        }
    }

    fn look(&mut self) {
        while let Some(served) = self.serving.try_join_next() {
            let Ok((errand, next)) = served else { continue };
            // What grew while it was served is served again at once.
            let grew = self.busy.remove(&errand).unwrap_or(false);
            let next = if grew { Some(SystemClock.now()) } else { next };
            next.and_then(|at| self.due.insert(errand, at));
        }
        let now = SystemClock.now();
        let first = self.left.split_off(self.left.len().saturating_sub(AT_START));
        for id in self.access.store().take_grown().into_iter().chain(first) {
            for errand in KINDS.map(|kind| (kind, id)) {
                match self.busy.get_mut(&errand) {
                    Some(grew) => *grew = true,
                    None => drop(self.due.insert(errand, now)),
                }
            }
        }
        for kind in KINDS {
            self.send_out(kind, now);
        }
    }

    /// Sets out on what is due, as far as there is room: receivers of one kind that are slow hold back no other kind.
    fn send_out(&mut self, kind: Kind, now: Timestamp) {
        let out = self.busy.keys().filter(|(other, _)| *other == kind).count();
        let ready = self.due.iter().filter(|((other, _), at)| *other == kind && **at <= now).map(|(errand, _)| *errand);
        let ready: Vec<Errand> = ready.take(AT_ONCE.saturating_sub(out)).collect();
        for errand in ready {
            self.due.remove(&errand);
            self.busy.insert(errand, false);
            let (access, envoy) = (self.access.clone(), self.envoy.clone());
            self.serving.spawn(async move {
                let next = match serve(&access, &envoy, errand).await {
                    Ok(next) => next,
                    // Erased meanwhile.
                    Err(error) if error.is_no_organisation() => None,
                    Err(error) => {
                        tracing::error!(%error, organisation = %errand.1, kind = ?kind, "what follows a log cannot be served");
                        Some(SystemClock.now().plus_millis(PATIENCE_MILLIS))
                    }
                };
                (errand, next)
            });
        }
    }
}

/// Runs one errand; tells when there is something to do next.
async fn serve(access: &Access, envoy: &Envoy, (kind, id): Errand) -> Result<Option<Timestamp>> {
    let Some(listing) = access.store().organisation(id).await? else { return Ok(None) };
    if listing.standing != Standing::Active {
        return Ok(Some(SystemClock.now().plus_millis(PATIENCE_MILLIS)));
    }
    let visit = access.store().visit(id).await?;
    let realm = visit.realm();
    let next = match kind {
        Kind::Webhooks => webhooks::serve(realm, envoy).await,
        Kind::Streams => streams::serve(realm, envoy).await,
        Kind::Heads => heads::serve(access, realm, &listing, envoy).await,
        Kind::Pushes => notices::push::sender::serve(realm, envoy, access.outside()).await,
    };
    visit.leave().await;
    next
}
