//! How expenses come to be paid, and what a claim comes to.

use crate::Day;
use crate::rates::Rates;
use crate::rates::rules::{DistanceUnit, worth};
use kernel::{Currency, Error, MemberId, Money, Result};

kernel::word! {
    /// What was spent on.
    ExpenseKind {
        /// One's own car, by distance.
        Mileage = "mileage",
        /// Tickets and fares.
        Travel = "travel",
        /// Food and lodging.
        Subsistence = "subsistence",
        /// Anything else.
        Other = "other",
    }
}

kernel::word! {
    /// Where a claim stands.
    ExpenseState {
        /// The claimant may still change it.
        Draft = "draft",
        /// Waits to be decided.
        Submitted = "submitted",
        /// Found right.
        Approved = "approved",
        /// Refused, with a reason.
        Rejected = "rejected",
        /// Paid.
        Paid = "paid",
    }
}

kernel::word! {
    /// What may be done with a claim.
    ExpenseAct {
        /// Its claimant changes it, or its receipt.
        Change = "change",
        /// Its claimant submits it.
        Submit = "submit",
        /// Somebody else approves it.
        Approve = "approve",
        /// Somebody else refuses it.
        Reject = "reject",
        /// Somebody else pays it.
        Pay = "pay",
    }
}

/// Where a claim stands, as far as rules ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Where it stands.
    pub state: ExpenseState,
    /// Whose it is.
    pub member: MemberId,
}

impl Claim {
    /// The state after an act by somebody; refused where the act is not legal.
    pub fn after(self, act: ExpenseAct, actor: Option<MemberId>) -> Result<ExpenseState> {
        use ExpenseAct as Act;
        use ExpenseState as State;
        let own = actor == Some(self.member);
        let of_claimant = matches!(act, Act::Change | Act::Submit);
        if of_claimant && !own {
            return Err(Error::refused("not-own-expense", "an expense is the claimant's to change and to submit"));
        }
        if !of_claimant && own {
            return Err(Error::refused("own-expense", "your own expenses are for somebody else to decide on and to pay"));
        }
        match (act, self.state) {
            (Act::Change, State::Draft) => Ok(State::Draft),
            (Act::Submit, State::Draft) => Ok(State::Submitted),
            (Act::Approve, State::Submitted) => Ok(State::Approved),
            (Act::Reject, State::Submitted) => Ok(State::Rejected),
            (Act::Pay, State::Approved) => Ok(State::Paid),
            _ => Err(Error::refused("expense-state", format!("this expense is {}", self.state))),
        }
    }
}

/// A distance with what one of its unit is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mileage {
    /// How far, in tenths.
    pub tenths: i64,
    /// Of what.
    pub unit: DistanceUnit,
    /// What one is worth, in minor units.
    pub rate: i64,
}

/// Highest amount of one claim, in minor units.
const HIGHEST: i64 = 100_000_000;

/// What a claim is asked to be, before it is worked out.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// What was spent on.
    pub kind: ExpenseKind,
    /// When.
    pub day: Day,
    /// How far, in tenths, and of what.
    pub distance: Option<(i64, DistanceUnit)>,
    /// What one is worth, where the organisation has no rate.
    pub rate: Option<i64>,
    /// What it cost; of a mileage it is worked out.
    pub amount: Option<i64>,
    /// In which currency.
    pub currency: Currency,
}

/// What a claim comes to, by the organisation's rates.
pub fn worked_out(asked: Asked, rates: &Rates) -> Result<(Option<Mileage>, Money)> {
    let amount = match (asked.kind, asked.distance) {
        (ExpenseKind::Mileage, None) => return Err(Error::field("distance", "missing", "a mileage needs a distance")),
        (ExpenseKind::Mileage, Some((tenths, unit))) => return by_distance(asked, tenths, unit, rates),
        (_, Some(_)) => return Err(Error::field("distance", "not-for-this", "only a mileage has a distance")),
        (_, None) => asked.amount.ok_or_else(|| Error::field("amount_minor", "missing", "say what it cost"))?,
    };
    if asked.rate.is_some() {
        return Err(Error::field("rate_minor", "not-for-this", "only a mileage has a rate"));
    }
    Ok((None, checked(amount, asked.currency, "amount_minor")?))
}

fn by_distance(asked: Asked, tenths: i64, unit: DistanceUnit, rates: &Rates) -> Result<(Option<Mileage>, Money)> {
    if !(1..=1_000_000).contains(&tenths) {
        return Err(Error::field("distance.tenths", "out-of-range", "must be from 1 to 1 000 000"));
    }
    if asked.amount.is_some() {
        return Err(Error::field("amount_minor", "not-for-this", "what a mileage comes to is worked out"));
    }
    let own = rates.distance(unit, asked.day);
    let rate = match (own, asked.rate) {
        (Some(own), _) if own.currency != asked.currency => {
            return Err(Error::field("currency", "other-currency", format!("the organisation's rate is in {}", own.currency.as_str())));
        }
        (Some(own), Some(said)) if said != own.minor => {
            return Err(Error::field("rate_minor", "other-rate", format!("the organisation's rate of that day is {own}")));
        }
        (Some(own), _) => own.minor,
        (None, Some(said)) => said,
        (None, None) => return Err(Error::field("rate_minor", "missing", "the organisation has no rate for that day: say one")),
    };
    if !(1..=HIGHEST).contains(&rate) {
        return Err(Error::field("rate_minor", "out-of-range", "must be from 1 to 100 000 000 minor units"));
    }
    let amount = worth(tenths, 10, rate).unwrap_or(i64::MAX);
    Ok((Some(Mileage { tenths, unit, rate }), checked(amount, asked.currency, "distance.tenths")?))
}

fn checked(amount: i64, currency: Currency, field: &'static str) -> Result<Money> {
    let within = (1..=HIGHEST).contains(&amount);
    if within {
        Ok(Money::new(amount, currency))
    } else {
        Err(Error::field(field, "out-of-range", "must come to 1 to 100 000 000 minor units"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::rules::MileageRate;
    use kernel::{SystemRng, Timestamp};
    use proptest::prelude::*;

    fn member() -> MemberId {
        MemberId::new(Timestamp::clamped(1_795_000_000_000), &SystemRng)
    }

    fn asked(kind: ExpenseKind) -> Asked {
        let (day, currency) = (Day::parse("2026-11-20").unwrap(), Currency::parse("GBP").unwrap());
        Asked { kind, day, distance: None, rate: None, amount: Some(850), currency }
    }

    fn field(result: Result<(Option<Mileage>, Money)>) -> String {
        match result.unwrap_err() {
            Error::Invalid(faults) => format!("{} {}", faults[0].field, faults[0].code),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_mileage_is_worked_out_by_the_organisations_rate() {
        let rate = MileageRate { from: Day::parse("2026-04-01").unwrap(), unit: DistanceUnit::Mile, per_unit_minor: 45 };
        let rates = Rates { currency: Currency::parse("GBP"), mileage: vec![rate], ..Rates::default() };
        let far = Asked { distance: Some((125, DistanceUnit::Mile)), amount: None, ..asked(ExpenseKind::Mileage) };
        assert_eq!(worked_out(far, &rates).unwrap().1.minor, 563, "12.5 miles at 45 p");
        assert_eq!(field(worked_out(Asked { rate: Some(60), ..far }, &rates)), "rate_minor other-rate");
        assert_eq!(field(worked_out(far, &Rates::default())), "rate_minor missing");
        assert_eq!(worked_out(Asked { rate: Some(60), ..far }, &Rates::default()).unwrap().1.minor, 750);
        assert_eq!(field(worked_out(Asked { amount: Some(1), ..far }, &rates)), "amount_minor not-for-this");
        assert_eq!(field(worked_out(asked(ExpenseKind::Mileage), &rates)), "distance missing");
    }

    #[test]
    fn other_expenses_have_an_amount_and_no_distance() {
        assert_eq!(
            worked_out(asked(ExpenseKind::Travel), &Rates::default()).unwrap(),
            (None, Money::new(850, asked(ExpenseKind::Travel).currency))
        );
        assert_eq!(
            field(worked_out(Asked { amount: Some(0), ..asked(ExpenseKind::Other) }, &Rates::default())),
            "amount_minor out-of-range"
        );
        let far = Asked { distance: Some((1, DistanceUnit::Km)), ..asked(ExpenseKind::Other) };
        assert_eq!(field(worked_out(far, &Rates::default())), "distance not-for-this");
    }

    proptest! {
        /// Whatever anybody tries, in whatever order: what is paid was approved, what is decided was submitted, and never by the claimant.
        #[test]
        fn no_illegal_move(tries in prop::collection::vec((0..5_usize, any::<bool>()), 1..40)) {
            let (me, other) = (member(), member());
            let mut claim = Claim { state: ExpenseState::Draft, member: me };
            for (act, own) in tries {
                let act = ExpenseAct::ALL[act];
                let before = claim.state;
                let Ok(after) = claim.after(act, Some(if own { me } else { other })) else { continue };
                prop_assert_eq!(own, matches!(act, ExpenseAct::Change | ExpenseAct::Submit));
                prop_assert!(after >= before && !matches!(before, ExpenseState::Rejected | ExpenseState::Paid));
                prop_assert!(after != ExpenseState::Paid || before == ExpenseState::Approved);
                claim.state = after;
            }
        }
    }
}
