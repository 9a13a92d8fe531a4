//! Rates on the wire.

use super::rules::{HourRate, MileageRate, Rates};
use access::edge::VersionedRow;
use kernel::{Currency, Error, Line, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// When night and weekend are, and what an hour of each is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct HourRates {
    /// Version, for `If-Match`.
    pub version: i64,
    /// The currency of every rate.
    #[schema(value_type = Option<String>, example = "GBP")]
    pub currency: Option<Currency>,
    /// When the night begins, by the clock of the place.
    #[schema(example = "22:00")]
    pub night_from: String,
    /// When it ends.
    #[schema(example = "06:00")]
    pub night_until: String,
    /// Days of the weekend; Monday is 1.
    #[schema(example = json!([6, 7]))]
    pub weekend: Vec<i64>,
    /// What an hour of a category is worth, from a day on.
    pub rates: Vec<HourRate>,
    /// What a kilometre or a mile is worth, from a day on.
    pub mileage: Vec<MileageRate>,
}

impl HourRates {
    pub(super) fn of((version, rates): (i64, Rates)) -> Self {
        let Rates { currency, night_from, night_until, weekend, rates, mileage } = rates;
        Self { version, currency, night_from, night_until, weekend, rates, mileage }
    }
}

impl VersionedRow for HourRates {
    fn version(&self) -> i64 {
        self.version
    }
}

/// What is decided about rates, whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HourRatesBody {
    /// The currency of every rate; needed where there are rates.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 3, example = "GBP")]
    pub currency: Option<Line<3>>,
    /// When the night begins.
    #[schema(value_type = String, max_length = 5, example = "22:00")]
    pub night_from: Line<5>,
    /// When it ends; the same as its beginning for no night at all.
    #[schema(value_type = String, max_length = 5, example = "06:00")]
    pub night_until: Line<5>,
    /// Days of the weekend; Monday is 1.
    #[schema(example = json!([6, 7]))]
    pub weekend: Vec<i64>,
    /// What an hour of a category is worth; at most 200.
    #[serde(default)]
    pub rates: Vec<HourRate>,
    /// What a kilometre or a mile is worth; at most 200.
    #[serde(default)]
    pub mileage: Vec<MileageRate>,
}

impl HourRatesBody {
    pub(super) fn checked(self) -> Result<Rates> {
        let read = |code: Line<3>| {
            Currency::parse(code.as_str())
                .ok_or_else(|| Error::field("currency", "not-a-currency", "expected three capital letters, such as GBP"))
        };
        let currency = self.currency.map(read).transpose()?;
        let (night_from, night_until) = (self.night_from.into_string(), self.night_until.into_string());
        let mut weekend = self.weekend;
        weekend.sort_unstable();
        weekend.dedup();
        let rates = Rates { currency, night_from, night_until, weekend, rates: self.rates, mileage: self.mileage };
        rates.check()?;
        Ok(rates)
    }
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MoneyAmount {
    /// Minor units, such as pence.
    #[schema(example = 1250)]
    pub minor: i64,
    /// The currency.
    #[schema(value_type = String, example = "GBP")]
    pub currency: Currency,
}

impl From<kernel::Money> for MoneyAmount {
    fn from(money: kernel::Money) -> Self {
        Self { minor: money.minor, currency: money.currency }
    }
}
