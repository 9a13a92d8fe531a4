//! Categories of time and what each is worth on a day.

use crate::Day;
use jiff::civil::Time;
use kernel::{Currency, Error, Money, Result};
use serde::{Deserialize, Serialize};

kernel::word! {
    /// What time counts as. On call counts as that alone; a weekend's night is weekend.
    HoursCategory {
        /// Neither of the others.
        Normal = "normal",
        /// In the night.
        Night = "night",
        /// On a day of the weekend.
        Weekend = "weekend",
        /// Being ready, not being there.
        OnCall = "on_call",
    }
}

kernel::word! {
    /// What a distance is counted in.
    DistanceUnit {
        /// Kilometres.
        Km = "km",
        /// Miles.
        Mile = "mile",
    }
}

/// Most rates of each kind.
const MOST: usize = 200;
/// Highest rate, in minor units.
const HIGHEST: i64 = 100_000_000;

/// When night and weekend are, and the tables of rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// The currency of every rate.
    pub currency: Option<Currency>,
    /// When the night begins, `22:00`.
    pub night_from: String,
    /// When it ends, `06:00`.
    pub night_until: String,
    /// Days of the weekend, Monday is 1.
    pub weekend: Vec<i64>,
    /// What an hour of a category is worth, from a day on.
    pub rates: Vec<HourRate>,
    /// What a kilometre or a mile is worth, from a day on.
    pub mileage: Vec<MileageRate>,
}

/// What an hour of a category is worth, from a day on until another says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HourRate {
    /// From which day on.
    pub from: Day,
    /// Of which category.
    pub category: HoursCategory,
    /// In minor units for an hour.
    #[schema(minimum = 0, maximum = 100_000_000, example = 1250)]
    pub per_hour_minor: i64,
}

/// What a kilometre or a mile is worth, from a day on until another says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MileageRate {
    /// From which day on.
    pub from: Day,
    /// Of which.
    pub unit: DistanceUnit,
    /// In minor units for one.
    #[schema(minimum = 0, maximum = 100_000_000, example = 45)]
    pub per_unit_minor: i64,
}

impl Default for Rates {
    fn default() -> Self {
        let (night_from, night_until) = ("22:00".to_owned(), "06:00".to_owned());
        Self { currency: None, night_from, night_until, weekend: vec![6, 7], rates: Vec::new(), mileage: Vec::new() }
    }
}

/// Reads `22:00`.
pub fn time_of_day(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| (part.len() == 2 && part.bytes().all(|digit| digit.is_ascii_digit())).then(|| part.parse::<i8>().ok()).flatten();
    Time::new(two(hour)?, two(minute)?, 0, 0).ok()
}

impl Rates {
    /// Refuses what makes no sense, with its field.
    pub fn check(&self) -> Result<()> {
        for (field, text) in [("night_from", &self.night_from), ("night_until", &self.night_until)] {
            time_of_day(text).ok_or_else(|| Error::field(field, "not-a-time", "expected a time of day such as 22:00"))?;
        }
        if self.weekend.len() > 7 || self.weekend.iter().any(|day| !(1..=7).contains(day)) {
            return Err(Error::field("weekend", "out-of-range", "days are numbers from 1, Monday, to 7"));
        }
        for (field, count) in [("rates", self.rates.len()), ("mileage", self.mileage.len())] {
            if count > MOST {
                return Err(Error::field(field, "too-many", format!("at most {MOST}")));
            }
        }
        let known = |minor: i64| (0..=HIGHEST).contains(&minor);
        let unknown = |field: String| Error::field(field, "out-of-range", "must be from 0 to 100 000 000 minor units");
        if let Some(at) = self.rates.iter().position(|rate| !known(rate.per_hour_minor)) {
            return Err(unknown(format!("rates[{at}].per_hour_minor")));
        }
        if let Some(at) = self.mileage.iter().position(|rate| !known(rate.per_unit_minor)) {
            return Err(unknown(format!("mileage[{at}].per_unit_minor")));
        }
        if self.currency.is_none() && !(self.rates.is_empty() && self.mileage.is_empty()) {
            return Err(Error::field("currency", "missing", "rates need a currency"));
        }
        Ok(())
    }

    /// What an hour of a category is worth on a day.
    pub fn hour(&self, category: HoursCategory, day: Day) -> Option<Money> {
        let fits = self.rates.iter().filter(|rate| rate.category == category && rate.from <= day);
        let rate = fits.max_by_key(|rate| rate.from)?;
        Some(Money::new(rate.per_hour_minor, self.currency?))
    }

    /// What a kilometre or a mile is worth on a day.
    pub fn distance(&self, unit: DistanceUnit, day: Day) -> Option<Money> {
        let fits = self.mileage.iter().filter(|rate| rate.unit == unit && rate.from <= day);
        let rate = fits.max_by_key(|rate| rate.from)?;
        Some(Money::new(rate.per_unit_minor, self.currency?))
    }
}

/// `count` parts of which `whole` make one of `rate`, to the nearest minor unit; a half goes away from nothing. `None` when it does not fit.
pub fn worth(count: i64, whole: i64, rate: i64) -> Option<i64> {
    let exact = i128::from(count) * i128::from(rate);
    let whole = i128::from(whole.max(1));
    let rounded = (exact.abs() * 2 + whole) / (whole * 2) * exact.signum();
    i64::try_from(rounded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn table() -> Rates {
        let rate = |from, per_hour_minor| HourRate { from: day(from), category: HoursCategory::Night, per_hour_minor };
        let rates = vec![rate("2026-04-01", 1_300), rate("2025-04-01", 1_200)];
        Rates { currency: Currency::parse("GBP"), rates, ..Rates::default() }
    }

    #[test]
    fn the_latest_rate_that_has_begun_holds() {
        let worth = |text: &str| table().hour(HoursCategory::Night, day(text)).map(|money| money.minor);
        assert_eq!(worth("2025-03-31"), None);
        assert_eq!([worth("2025-04-01"), worth("2026-03-31"), worth("2026-04-01")], [Some(1_200), Some(1_200), Some(1_300)]);
        assert_eq!(table().hour(HoursCategory::Normal, day("2026-04-01")), None);
    }

    #[test]
    fn money_is_rounded_to_the_nearest_minor_unit() {
        assert_eq!([worth(30, 60, 1_201), worth(29, 60, 1_201), worth(-30, 60, 1_201)], [Some(601), Some(580), Some(-601)]);
        assert_eq!(worth(125, 10, 45), Some(563), "12.5 miles at 45 p");
        assert_eq!(worth(i64::MAX, 1, i64::MAX), None);
    }

    #[test]
    fn what_makes_no_sense_is_told_with_its_field() {
        let wrong = |change: fn(&mut Rates)| {
            let mut rates = table();
            change(&mut rates);
            match rates.check().unwrap_err() {
                Error::Invalid(faults) => faults[0].field.clone(),
                other => panic!("{other}"),
            }
        };
        assert_eq!(table().check(), Ok(()));
        assert_eq!(wrong(|rates| rates.night_from = "24:00".into()), "night_from");
        assert_eq!(wrong(|rates| rates.weekend = vec![0]), "weekend");
        assert_eq!(wrong(|rates| rates.rates[1].per_hour_minor = -1), "rates[1].per_hour_minor");
        assert_eq!(wrong(|rates| rates.currency = None), "currency");
    }
}
