//! What a look at a log finds, and telling it. Who looks, each minute at the organisations whose logs grew, is the binary.
//!
//! Nothing is kept between rounds but how far each log had come: a round looks back over the last day, and what was told already is
//! known by its rule and key. So a server that was down misses nothing, and two servers tell nothing twice.

use super::findings::{Finding, Seen};
use super::{ALERT_RAISED, AlertId, rows, rules};
use crate::alert_letters;
use courier::House;
use kernel::{MemberId, Result, Timestamp};
use std::collections::HashSet;
use store::{Event, Subject, Tx, WriteTx, events};

/// The actions that the watch reads. A test holds each against the catalogue.
pub const WATCHED: &[&str] = &[
    "session.refused",
    "session.started",
    "permission.denied",
    "holding.granted",
    "approval.confirmed",
    "policy.weakened",
    "networks.weakened",
    "single_sign_on.weakened",
    "retention.shortened",
    "organisation.deletion_decided",
    "log.disputed",
];

/// How far back a round looks: a day.
const BACK_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Most records of one action in a round.
const MOST: i64 = 5_000;

/// What one look at an organisation's log gives.
#[derive(Debug, Default)]
pub struct Round {
    /// How many records the log had.
    pub size: u64,
    /// What is to be told, each by [`raise`].
    pub found: Vec<Finding>,
    /// Networks that members signed in from for the first time, to be remembered.
    pub fresh: Vec<(MemberId, String)>,
}

/// Looks at the log. `looked` is how many records it had at the last look: a log that has not grown is not read again.
pub fn look(tx: &mut Tx<'_>, looked: Option<u64>) -> Result<Round> {
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

/// Raises one alert, and tells of it by letter whoever is to be told, in the name of `house`; refused with a clash when another server
/// did so a moment ago.
pub fn raise(mut tx: WriteTx<'_>, finding: &Finding, house: &House) -> Result<store::Committed<()>> {
    let now = tx.now();
    if rows::is_told(&mut tx, finding, now)? {
        return Err(kernel::Error::Clash { code: "told-already", message: "this was told already".into() });
    }
    let id = AlertId::new(now, tx.rng());
    rows::insert(&mut tx, id, finding)?;
    alert_letters::put(&mut tx, house, finding.rule.told())?;
    let mut event = Event::new(&ALERT_RAISED, Subject::new("alert", id)).label(finding.rule.as_str()).note(Some(finding.facts.as_str()));
    if let Some(member) = finding.member {
        event = event.touching(Subject::new("member", member));
    }
    tx.commit(event, ())
}
