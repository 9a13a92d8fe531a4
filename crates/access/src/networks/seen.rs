//! The rules of each organisation, believed for half a second, and how much about refusals has been put on record lately.

use super::{rows, rules::Rules};
use crate::sessions::nobody;
use crate::state::Access;
use crate::throttle::{Rate, Throttle, whence};
use kernel::{OrganisationId, Result, Timestamp};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use store::Origin;

/// How long what was read is believed.
const BELIEVED_MILLIS: i64 = 500;
/// Most organisations remembered.
const MOST: usize = 4_096;

/// What is remembered of networks.
pub(crate) struct Networks {
    rules: Mutex<HashMap<OrganisationId, (Arc<Rules>, Timestamp)>>,
    told: Told,
}

/// Records about refusals: at first 30 for one organisation and network, then one in 20 seconds; for one organisation in all 120 at
/// first, then one in 5 seconds. What is left out is counted and told with the next.
struct Told {
    by_network: Throttle<(OrganisationId, IpAddr)>,
    by_organisation: Throttle<OrganisationId>,
    left_out: Mutex<HashMap<OrganisationId, u64>>,
}

impl Default for Networks {
    fn default() -> Self {
        Self {
            rules: Mutex::default(),
            told: Told {
                by_network: Throttle::new(Rate { burst: 30, refill_millis: 20_000 }),
                by_organisation: Throttle::new(Rate { burst: 120, refill_millis: 5_000 }),
                left_out: Mutex::default(),
            },
        }
    }
}

impl Networks {
    /// The rules of an organisation, half a second old at most.
    pub(super) async fn of(&self, access: &Access, organisation: OrganisationId) -> Result<Arc<Rules>> {
        let now = access.now();
        if let Some((rules, read_at)) = self.rules.lock().unwrap_or_else(PoisonError::into_inner).get(&organisation)
            && (0..BELIEVED_MILLIS).contains(&(now.millis() - read_at.millis()))
        {
            return Ok(Arc::clone(rules));
        }
        let realm = access.0.store.realm(organisation).await?;
        let rules = Arc::new(realm.read(nobody(Origin::default()), rows::read).await?);
        let mut kept = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, (_, read_at)| now.millis() - read_at.millis() < BELIEVED_MILLIS);
        }
        kept.insert(organisation, (Arc::clone(&rules), now));
        Ok(rules)
    }

    /// Forgets an organisation's rules, so that the next request reads them.
    pub(crate) fn forget(&self, organisation: OrganisationId) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).remove(&organisation);
    }

    /// Whether a refusal is put on record, and then how many were left out before it.
    pub(super) fn is_told(&self, organisation: OrganisationId, address: Option<IpAddr>, now: Timestamp) -> Option<u64> {
        let from = whence(address);
        let room =
            self.told.by_network.take(&(organisation, from), now).is_ok() && self.told.by_organisation.take(&organisation, now).is_ok();
        let mut left_out = self.told.left_out.lock().unwrap_or_else(PoisonError::into_inner);
        if room {
            return Some(left_out.remove(&organisation).unwrap_or(0));
        }
        // At most one number for each organisation of this server.
        let count = left_out.entry(organisation).or_default();
        *count = count.saturating_add(1);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRng;
    use std::net::Ipv4Addr;

    #[test]
    fn a_flood_of_refusals_leaves_a_trickle_and_its_count() {
        let (networks, at) = (Networks::default(), |millis: i64| Timestamp::clamped(1_795_000_000_000 + millis));
        let organisation = OrganisationId::new(at(0), &SystemRng);
        let address = |last: u32| Some(IpAddr::V4(Ipv4Addr::from(0xc000_0200 + last)));
        let told = (0..10_000).filter(|_| networks.is_told(organisation, address(1), at(0)).is_some()).count();
        assert_eq!(told, 30);
        assert_eq!(networks.is_told(organisation, address(1), at(20_000)), Some(9_970));
        // Many addresses share the organisation's own bound; it, too, comes back.
        let told = (0..10_000).filter(|n| networks.is_told(organisation, address(2 + n), at(20_000)).is_some()).count();
        assert!((80..=120).contains(&told), "{told}");
        assert!(networks.is_told(organisation, address(20_000), at(600_000)).is_some_and(|left_out| left_out > 9_000));
        let other = OrganisationId::new(at(0), &SystemRng);
        assert_eq!(networks.is_told(other, address(1), at(20_000)), Some(0), "another organisation's log is its own");
    }
}
