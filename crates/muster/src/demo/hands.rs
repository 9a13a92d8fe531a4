//! Who of an organisation can be asked to come, and when they are taken already.

use super::cast::Troupe;
use super::person::{Person, id, items};
use crate::failure::Failure;
use http::Method;
use kernel::Timestamp;
use std::fmt::Write as _;

/// Those who do the work, in the order of the cast: first those who can sign in.
pub(super) struct Hands {
    hands: Vec<Hand>,
    next: usize,
}

struct Hand {
    id: String,
    taken: Vec<(Timestamp, Timestamp)>,
}

impl Hands {
    /// Lets the crowd in as a file of members, which is how many come at once, and learns who is there.
    pub(super) async fn gathered(administrator: &Person, troupe: &Troupe) -> Result<Self, Failure> {
        let top = troupe.units[0].0;
        let mut file = "name,email,unit,rank\n".to_owned();
        for (at, name) in troupe.crowd.iter().enumerate() {
            let unit = troupe.units[1 + at % (troupe.units.len() - 1)].0;
            let rank = troupe.ranks[troupe.ranks.len() - 1];
            let _ = writeln!(file, "{name},{},{top} / {unit},{rank}", address(troupe, name));
        }
        let report = administrator.hand_in(Method::POST, "/members/import", "text/csv", file.into_bytes()).await?;
        if report["added"].as_u64() != u64::try_from(troupe.crowd.len()).ok() {
            return Err(Failure::failed(format!("members were not taken: {report}")));
        }
        let there = administrator.get("/members?limit=200").await?;
        let at_work = troupe.members.iter().filter(|(_, role)| *role == "member").map(|(name, _)| *name);
        let found = |name: &str| items(&there).iter().find(|member| member["name"] == name).map(|member| id(member).to_owned());
        let hands = at_work.chain(troupe.crowd.iter().copied()).filter_map(found).map(|id| Hand { id, taken: Vec::new() });
        Ok(Self { hands: hands.collect(), next: 0 })
    }

    pub(super) fn count(&self) -> usize {
        self.hands.len()
    }

    pub(super) fn id(&self, at: usize) -> &str {
        self.hands.get(at).map_or("", |hand| hand.id.as_str())
    }

    /// Whether somebody is free then; if so, they are taken.
    pub(super) fn take(&mut self, at: usize, from: Timestamp, until: Timestamp) -> Option<String> {
        let hand = self.hands.get_mut(at)?;
        if hand.taken.iter().any(|(start, end)| *start < until && from < *end) {
            return None;
        }
        hand.taken.push((from, until));
        Some(hand.id.clone())
    }

    /// Somebody who is free then and who will do, by turns.
    pub(super) fn take_any(&mut self, will_do: impl Fn(usize) -> bool, from: Timestamp, until: Timestamp) -> Option<String> {
        let count = self.hands.len();
        let turns = (0..count).map(|turn| (self.next + turn) % count).filter(|at| will_do(*at)).collect::<Vec<_>>();
        for at in turns {
            if let Some(id) = self.take(at, from, until) {
                self.next = at + 1;
                return Some(id);
            }
        }
        None
    }
}

/// The address of somebody of the crowd, who does not sign in.
fn address(troupe: &Troupe, name: &str) -> String {
    format!("{}@{}.example", name.to_lowercase().replace(' ', "."), troupe.slug)
}
