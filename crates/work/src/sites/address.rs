//! Addresses and positions, as people write them.

use kernel::Line;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// Most lines of an address.
const MOST_LINES: usize = 6;

/// A postal address; every part may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Address {
    /// Street and house, at most six lines of 400 characters together.
    #[serde(deserialize_with = "few_lines")]
    #[schema(value_type = Vec<String>, max_items = 6, example = json!(["1412 W Fulton St"]))]
    pub lines: Vec<Line<400>>,
    /// Town.
    #[schema(value_type = Option<String>, max_length = 200, example = "Chicago")]
    pub locality: Option<Line<200>>,
    /// State, county or region.
    #[schema(value_type = Option<String>, max_length = 200, example = "IL")]
    pub region: Option<Line<200>>,
    /// Postcode.
    #[schema(value_type = Option<String>, max_length = 40, example = "60607")]
    pub postcode: Option<Line<40>>,
    /// Country, by name or code.
    #[schema(value_type = Option<String>, max_length = 80, example = "US")]
    pub country: Option<Line<80>>,
}

fn few_lines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Line<400>>, D::Error> {
    let lines = Vec::<Line<400>>::deserialize(deserializer)?;
    let long = lines.iter().map(|line| line.as_str().chars().count()).sum::<usize>() > 400;
    if lines.len() > MOST_LINES || long {
        return Err(serde::de::Error::custom("must have at most 6 lines of 400 characters together"));
    }
    Ok(lines)
}

/// A place on earth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SitePosition)]
pub struct Position {
    /// Degrees north, -90 to 90.
    #[serde(deserialize_with = "latitude")]
    #[schema(minimum = -90, maximum = 90, example = 41.886_79)]
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    #[serde(deserialize_with = "longitude")]
    #[schema(minimum = -180, maximum = 180, example = -87.662_91)]
    pub longitude: f64,
}

fn latitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    degrees(deserializer, 90.0)
}

fn longitude<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    degrees(deserializer, 180.0)
}

fn degrees<'de, D: Deserializer<'de>>(deserializer: D, most: f64) -> Result<f64, D::Error> {
    let degrees = f64::deserialize(deserializer)?;
    if degrees.abs() <= most { Ok(degrees) } else { Err(serde::de::Error::custom(format!("must be from -{most} to {most} degrees"))) }
}

/// Parts of a degree that are stored: about a centimetre.
const STEPS: f64 = 1e7;

impl Position {
    /// From degrees; `None` outside of the earth.
    pub fn from_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some(Self { latitude, longitude })
    }

    /// Latitude and longitude as stored: degrees × 10⁷.
    #[expect(clippy::cast_possible_truncation, reason = "at most 180 × 10⁷")]
    pub fn stored(self) -> (i64, i64) {
        ((self.latitude * STEPS).round() as i64, (self.longitude * STEPS).round() as i64)
    }

    /// From what is stored.
    #[expect(clippy::cast_precision_loss, reason = "at most 180 × 10⁷")]
    pub fn from_stored(latitude: i64, longitude: i64) -> Self {
        Self { latitude: latitude as f64 / STEPS, longitude: longitude as f64 / STEPS }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_comes_back() {
        let position = Position::from_degrees(41.886_790_1, -87.662_91).unwrap();
        let (latitude, longitude) = position.stored();
        assert_eq!((latitude, longitude), (418_867_901, -876_629_100));
        assert_eq!(Position::from_stored(latitude, longitude), position);
    }

    #[test]
    fn nowhere_is_refused() {
        assert_eq!(Position::from_degrees(90.1, 0.0), None);
        assert_eq!(Position::from_degrees(f64::NAN, 0.0), None);
        assert!(serde_json::from_str::<Position>(r#"{"latitude": 0, "longitude": 181}"#).is_err());
        assert!(serde_json::from_str::<Address>(r#"{"lines": ["a","b","c","d","e","f","g"]}"#).is_err());
    }
}
