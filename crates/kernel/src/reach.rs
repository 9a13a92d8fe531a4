//! How far a right reaches, in rows: what finders narrow themselves by.
//!
//! Invariants: units are kept sorted and each once; narrowing never reaches further than either of the two, widening never less.

use crate::{CustomerId, MemberId, Scope, UnitId};
use std::sync::Arc;

/// Which rows a right reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// What the member made.
    Own,
    /// What belongs to one customer: all that a contact reaches.
    Customer(CustomerId),
    /// The rows of these units, and what the member made. Made by [`Reach::units`].
    Units(Arc<[UnitId]>),
    /// Every row.
    Organisation,
}

impl Reach {
    /// The rows of these units; of none, the member's own.
    pub fn units(units: impl IntoIterator<Item = UnitId>) -> Self {
        let mut units: Vec<UnitId> = units.into_iter().collect();
        units.sort_unstable();
        units.dedup();
        if units.is_empty() { Self::Own } else { Self::Units(units.into()) }
    }

    /// As people speak of it.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Own | Self::Customer(_) => Scope::Own,
            Self::Units(_) => Scope::Unit,
            Self::Organisation => Scope::Organisation,
        }
    }

    /// Whether nothing is out of reach.
    pub fn is_whole(&self) -> bool {
        *self == Self::Organisation
    }

    /// What both reach; `None` when that is nothing.
    pub fn narrowed(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Organisation, both) | (both, Self::Organisation) => Some(both.clone()),
            (Self::Customer(one), Self::Customer(other)) => (one == other).then_some(Self::Customer(*one)),
            (Self::Customer(_), _) | (_, Self::Customer(_)) => None,
            (Self::Own, _) | (_, Self::Own) => Some(Self::Own),
            (Self::Units(one), Self::Units(other)) => {
                Some(Self::units(one.iter().copied().filter(|unit| other.binary_search(unit).is_ok())))
            }
        }
    }

    /// What either reaches. A customer's rows are not added to: whoever is a contact has no other reach.
    #[must_use]
    pub fn widened(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Organisation, _) | (_, Self::Organisation) => Self::Organisation,
            (Self::Customer(id), _) | (_, Self::Customer(id)) => Self::Customer(*id),
            (Self::Own, other) => other.clone(),
            (one, Self::Own) => one.clone(),
            (Self::Units(one), Self::Units(other)) => Self::units(one.iter().chain(other.iter()).copied()),
        }
    }

    /// Whether everything that `other` reaches is reached by this as well. Somebody's own rows count as covered: whoever may do
    /// something with any row at all may let another do it with what that other made.
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Organisation, _) | (Self::Own | Self::Units(_), Self::Own) => true,
            (Self::Customer(one), Self::Customer(other)) => one == other,
            (Self::Units(one), Self::Units(other)) => other.iter().all(|unit| one.binary_search(unit).is_ok()),
            _ => false,
        }
    }

    /// Whether a row of this unit, made by this member, of this customer is reached by `asker`.
    pub fn holds(&self, asker: Option<MemberId>, unit: Option<UnitId>, maker: Option<MemberId>, customer: Option<CustomerId>) -> bool {
        let own = maker.is_some() && maker == asker;
        match self {
            Self::Organisation => true,
            Self::Own => own,
            Self::Customer(id) => customer == Some(*id),
            Self::Units(units) => own || unit.is_some_and(|unit| units.binary_search(&unit).is_ok()),
        }
    }
}

/// What an actor may do, and how far: asked by finders that load another kind of row than the right in use is about.
#[derive(Debug, Clone)]
pub enum Rights {
    /// Everything: Muster itself, and the operator at the command line.
    All,
    /// These permissions, each once.
    These(Arc<[(&'static str, Reach)]>),
}

impl Rights {
    /// No right at all.
    pub fn none() -> Self {
        Self::These(Arc::from([]))
    }

    /// How far `permission` reaches; `None` when it is not granted.
    pub fn reach(&self, permission: &str) -> Option<Reach> {
        match self {
            Self::All => Some(Reach::Organisation),
            Self::These(held) => held.iter().find(|(name, _)| *name == permission).map(|(_, reach)| reach.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SystemRng, Timestamp};

    fn unit() -> UnitId {
        UnitId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng)
    }

    fn customer() -> CustomerId {
        CustomerId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng)
    }

    #[test]
    fn narrowing_reaches_no_further_than_either() {
        let (a, b) = (unit(), unit());
        let customer = customer();
        let all = [Reach::Own, Reach::units([a]), Reach::units([a, b]), Reach::Organisation, Reach::Customer(customer)];
        for one in &all {
            for other in &all {
                if let Some(both) = one.narrowed(other) {
                    assert!(one.covers(&both) && other.covers(&both), "{one:?} {other:?} {both:?}");
                }
                if !matches!((one, other), (Reach::Customer(_), _) | (_, Reach::Customer(_))) {
                    assert!(one.widened(other).covers(one) && one.widened(other).covers(other), "{one:?} {other:?}");
                }
            }
        }
        assert_eq!(Reach::units([a]).narrowed(&Reach::units([b])), Some(Reach::Own));
        assert_eq!(Reach::Customer(customer).narrowed(&Reach::Own), None);
        assert_eq!(Reach::units([]), Reach::Own);
    }

    #[test]
    fn a_customers_contact_reaches_that_customers_things_and_no_others() {
        let (one, other) = (customer(), customer());
        let of_one = Reach::Customer(one);
        assert_eq!(of_one.narrowed(&of_one), Some(of_one.clone()));
        assert_eq!(of_one.narrowed(&Reach::Customer(other)), None);
        assert!(of_one.holds(None, None, None, Some(one)) && !of_one.holds(None, None, None, Some(other)));
        assert!(!of_one.holds(None, None, None, None));
        assert!(of_one.covers(&of_one) && !of_one.covers(&Reach::Customer(other)) && !of_one.covers(&Reach::Own));
        for wider in [Reach::Own, Reach::units([unit()])] {
            assert_eq!((of_one.widened(&wider), wider.widened(&of_one)), (of_one.clone(), of_one.clone()));
        }
    }

    #[test]
    fn some_units_do_not_cover_others() {
        let (a, b) = (unit(), unit());
        assert!(Reach::units([a, b]).covers(&Reach::units([a])));
        assert!(!Reach::units([a]).covers(&Reach::units([a, b])) && !Reach::units([a]).covers(&Reach::Organisation));
        assert!(Reach::units([a]).covers(&Reach::Own) && !Reach::Own.covers(&Reach::units([a])));
    }

    #[test]
    fn a_row_is_reached_by_its_unit_its_maker_or_its_customer() {
        let (a, b, me) = (unit(), unit(), MemberId::new(Timestamp::clamped(1), &SystemRng));
        let of_a = Reach::units([a]);
        assert!(of_a.holds(Some(me), Some(a), None, None));
        assert!(of_a.holds(Some(me), Some(b), Some(me), None));
        assert!(!of_a.holds(Some(me), Some(b), None, None));
        assert!(!of_a.holds(None, None, None, None));
        assert!(!Reach::Own.holds(None, Some(a), None, None));
    }

    #[test]
    fn what_is_not_granted_reaches_nothing() {
        assert_eq!(Rights::none().reach("jobs.read"), None);
        assert_eq!(Rights::All.reach("jobs.read"), Some(Reach::Organisation));
    }
}
