//! Money: whole minor units of one currency. Currencies never mix; nothing overflows unnoticed.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An ISO 4217 currency code: three upper-case letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three upper-case letters.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// How many decimal places the currency's minor unit has (ISO 4217).
    pub fn decimals(self) -> u32 {
        match self.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV" | "XAF" | "XOF"
            | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or("expected a currency code of three capital letters")
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

/// An amount of money in minor units (pence, cents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units; negative for credits.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why a sum could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// The two amounts are of different currencies.
    CurrenciesDiffer,
    /// The result does not fit.
    Overflow,
    /// There is nobody to share with.
    NoShares,
}

impl Money {
    /// `minor` units of `currency`.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum; refuses to mix currencies or to overflow.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrenciesDiffer);
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// Shares the amount among `shares` so that nothing is lost: the first ones get the odd minor units.
    pub fn split(self, shares: u32) -> Result<Vec<Self>, MoneyError> {
        if shares == 0 {
            return Err(MoneyError::NoShares);
        }
        let count = i64::from(shares);
        let (base, left) = (self.minor.div_euclid(count), self.minor.rem_euclid(count));
        Ok((0..count).map(|index| Self::new(base + i64::from(index < left), self.currency)).collect())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        let unit = 10_u64.pow(decimals);
        let (sign, size) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        match decimals {
            0 => write!(f, "{sign}{size} {}", self.currency.as_str()),
            _ => write!(f, "{sign}{}.{:0width$} {}", size / unit, size % unit, self.currency.as_str(), width = decimals as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gbp(minor: i64) -> Money {
        Money::new(minor, Currency::parse("GBP").unwrap())
    }

    #[test]
    fn currencies_do_not_mix() {
        let yen = Money::new(5, Currency::parse("JPY").unwrap());
        assert_eq!(gbp(5).plus(yen), Err(MoneyError::CurrenciesDiffer));
        assert_eq!(yen.to_string(), "5 JPY");
        assert_eq!(gbp(-305).to_string(), "-3.05 GBP");
    }

    proptest! {
        #[test]
        fn splitting_loses_nothing_and_is_fair(minor in any::<i64>(), shares in 1_u32..500) {
            let parts = gbp(minor).split(shares).unwrap();
            let sum: i128 = parts.iter().map(|part| i128::from(part.minor)).sum();
            prop_assert_eq!(sum, i128::from(minor));
            let (low, high) = (parts.iter().map(|p| p.minor).min().unwrap(), parts.iter().map(|p| p.minor).max().unwrap());
            prop_assert!(high - low <= 1);
        }

        #[test]
        fn adding_is_exact_or_refused(a in any::<i64>(), b in any::<i64>()) {
            match a.checked_add(b) {
                Some(sum) => prop_assert_eq!(gbp(a).plus(gbp(b)), Ok(gbp(sum))),
                None => prop_assert_eq!(gbp(a).plus(gbp(b)), Err(MoneyError::Overflow)),
            }
        }
    }
}
