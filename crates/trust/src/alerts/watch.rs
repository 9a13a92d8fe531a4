//! The watch itself: each minute over the organisations whose logs grew.
//!
//! Nothing is kept between rounds but how far each log had come: a round looks back over the last day, and what was told already is
//! known by its rule and key. So a server that was down misses nothing, and two servers tell nothing twice.

use super::findings::{Finding, Seen};
use super::{ALERT_RAISED, AlertId, rows, rules};
use kernel::{MemberId, Result, Timestamp};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::door::{Authority, Realm};
use store::{Event, Subject, Tx, WriteTx, events};

/// The actions that the watch reads. A test holds each against the catalogue.
pub const WATCHED: &[&str] =
    &["session.refused", "session.started", "permission.denied", "holding.granted", "policy.weakened", "networks.weakened"];

/// How far back a round looks: a day.
const BACK_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Most records of one action in a round.
const MOST: i64 = 5_000;

/// The watch over the logs of one server.
#[derive(Debug, Default)]
pub struct Watch {
    /// How many records each log had after the last round.
    looked: HashMap<String, u64>,
}

/// What a round over one organisation gives.
#[derive(Default)]
struct Round {
    size: u64,
    found: Vec<Finding>,
    fresh: Vec<(MemberId, String)>,
}

impl Watch {
    /// One round over one organisation; tells how many alerts were raised.
    pub async fn round(&mut self, realm: &Arc<Realm>, authority: &Authority) -> Result<usize> {
        let looked = self.looked.get(realm.name()).copied();
        let round = realm.read(authority.clone(), move |tx| look(tx, looked)).await?;
        let mut raised = 0;
        for finding in round.found {
            raised += usize::from(tell(realm, authority.clone(), finding).await?);
        }
        if !round.fresh.is_empty() {
            realm.note_networks(round.fresh).await?;
        }
        self.looked.insert(realm.name().to_owned(), round.size);
        Ok(raised)
    }
}

fn look(tx: &mut Tx<'_>, looked: Option<u64>) -> Result<Round> {
    let (now, size) = (tx.now(), events::size(tx)?);
    let mut found = rows::many_exports(tx, now)?;
    if looked == Some(size) {
        return Ok(Round { size, found: untold(tx, found, now)?, fresh: Vec::new() });
    }
    let seen: Vec<Seen> = events::since(tx, WATCHED, now.plus_millis(-BACK_MILLIS), MOST)?.into_iter().map(Seen::of).collect();
    let members: HashSet<MemberId> = seen.iter().filter_map(|record| record.actor).collect();
    let (networks, fresh) = rules::new_networks(&seen, &rows::networks_of(tx, &members)?);
    found.extend(rules::bursts(&seen, now));
    found.extend(rules::acts(&seen));
    found.extend(networks);
    Ok(Round { size, found: untold(tx, found, now)?, fresh })
}

fn untold(tx: &mut Tx<'_>, found: Vec<Finding>, now: Timestamp) -> Result<Vec<Finding>> {
    let mut kept = Vec::new();
    for finding in found {
        if !rows::is_told(tx, &finding, now)? {
            kept.push(finding);
        }
    }
    Ok(kept)
}

/// Raises one alert, unless another server did so a moment ago.
async fn tell(realm: &Arc<Realm>, authority: Authority, finding: Finding) -> Result<bool> {
    let raised = realm.write(authority, move |tx| raise(tx, &finding)).await;
    match raised {
        Ok(()) => Ok(true),
        Err(kernel::Error::Clash { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn raise(mut tx: WriteTx<'_>, finding: &Finding) -> Result<store::Committed<()>> {
    let now = tx.now();
    if rows::is_told(&mut tx, finding, now)? {
        return Err(kernel::Error::Clash { code: "told-already", message: "this was told already".into() });
    }
    let id = AlertId::new(now, tx.rng());
    rows::insert(&mut tx, id, finding)?;
    let mut event = Event::new(&ALERT_RAISED, Subject::new("alert", id)).label(finding.rule.as_str()).note(Some(finding.facts.as_str()));
    if let Some(member) = finding.member {
        event = event.touching(Subject::new("member", member));
    }
    tx.commit(event, ())
}
