//! How many people are needed and how many there are, hour by hour.

use super::rows::{self, Asked};
use super::window::check;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::{Result, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};

const HOUR: i64 = 60 * 60 * 1_000;

/// Which hours, and whose.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// From when: the first hour begins here.
    pub from: Timestamp,
    /// Until when; at most 36 days later.
    pub until: Timestamp,
    /// This unit and those below it; every unit unless said otherwise.
    #[serde(default)]
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
}

/// Coverage hour by hour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Coverage {
    /// The organisation's zone.
    #[schema(value_type = String, example = "Europe/London")]
    pub zone: String,
    /// Each hour in which something is to be filled.
    pub hours: Vec<CoveredHour>,
}

/// An hour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CoveredHour {
    /// When it begins.
    pub start: Timestamp,
    /// Fewest people with whom everything can go ahead.
    pub needed: i64,
    /// Most people there is room for.
    pub room: i64,
    /// Of those needed, how many there are: what one place has too many of helps no other.
    pub covered: i64,
    /// How many there are.
    pub filled: i64,
}

/// Read coverage
#[utoipa::path(get, path = "/board/coverage", tag = "Board", operation_id = "getCoverage", params(Hours),
    responses((status = 200, description = "Hour by hour.", body = Coverage)))]
pub async fn get_coverage(cx: Cx<permit::BoardRead>, Query(hours): Query<Hours>) -> Answer<Json<Coverage>> {
    check(hours.from, hours.until)?;
    let zone = cx.zone().to_string();
    Ok(Json(cx.read(move |tx| read(tx, hours, zone)).await?))
}

fn read(tx: &mut Tx<'_>, asked: Hours, zone: String) -> Result<Coverage> {
    let units: Option<Vec<UnitId>> = asked.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let found = rows::requirements(tx, Asked { from: asked.from, until: asked.until, units: units.as_deref() })?;
    let spans: Vec<_> = found.iter().map(|one| (one.start, one.end, one.min, one.max, one.filled)).collect();
    Ok(Coverage { zone, hours: by_hour(asked.from, asked.until, &spans) })
}

/// `(start, end, least, most, filled)` of each requirement, summed over every hour that it touches.
fn by_hour(from: Timestamp, until: Timestamp, spans: &[(Timestamp, Timestamp, i64, i64, i64)]) -> Vec<CoveredHour> {
    let count = usize::try_from((until.millis() - from.millis() + HOUR - 1) / HOUR).unwrap_or(0);
    let mut hours: Vec<CoveredHour> = (0..count)
        .map(|at| CoveredHour { start: from.plus_millis(HOUR * i64::try_from(at).unwrap_or(0)), needed: 0, room: 0, covered: 0, filled: 0 })
        .collect();
    for (start, end, least, most, filled) in spans {
        let first = usize::try_from((start.millis() - from.millis()).max(0) / HOUR).unwrap_or(0);
        let last = usize::try_from((end.millis() - from.millis() + HOUR - 1) / HOUR).unwrap_or(0).min(count);
        for hour in hours.iter_mut().take(last).skip(first) {
            hour.needed += least;
            hour.room += most;
            hour.covered += filled.min(least);
            hour.filled += filled;
        }
    }
    hours.retain(|hour| hour.room > 0);
    hours
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64, minute: i64) -> Timestamp {
        Timestamp::clamped(1_795_132_800_000 + hour * HOUR + minute * 60_000)
    }

    #[test]
    fn what_touches_an_hour_counts_in_it_and_what_ends_when_it_begins_does_not() {
        let hours = by_hour(at(0, 0), at(6, 0), &[(at(1, 30), at(3, 0), 2, 4, 3), (at(2, 0), at(2, 30), 1, 1, 0)]);
        let told: Vec<_> = hours.iter().map(|hour| (hour.start, hour.needed, hour.covered, hour.filled)).collect();
        assert_eq!(told, [(at(1, 0), 2, 2, 3), (at(2, 0), 3, 2, 3)]);
    }

    #[test]
    fn what_begins_before_and_ends_after_counts_in_every_hour() {
        let hours = by_hour(at(0, 0), at(3, 0), &[(at(-5, 0), at(9, 0), 1, 1, 1)]);
        assert_eq!(hours.len(), 3);
    }
}
