//! Adding hours up.

use super::wire::{HoursReport, HoursReportBy, HoursReportItem, HoursReportSums, ReportQuery};
use crate::rates::HoursCategory;
use crate::rates::wire::MoneyAmount;
use crate::reach::HOURS;
use crate::records::rules::told;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Currency, Error, Result, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use store::{Statement, Tx};

/// The key, the name, the record, the zone, the category, the currency; minutes and amount.
type PartSql = (Nullable<Text>, Nullable<Text>, Text, Text, Text, Nullable<Text>, BigInt, BigInt);
type Part = (Option<String>, Option<String>, String, String, HoursCategory, Option<String>, i64, i64);

/// Longest period: ten years.
const MOST_DAYS: i32 = 3_660;

/// The report.
pub fn report(tx: &mut Tx<'_>, query: &ReportQuery) -> Result<HoursReport> {
    check(query)?;
    let units = query.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let parts = parts(tx, query, units.as_deref())?;
    let zones: Vec<String> = parts.iter().map(|part| part.3.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    // Names first, so that the rows are in their order; what has no key has no name and comes last.
    let mut by_key: BTreeMap<(bool, String, Option<String>), Sums> = BTreeMap::new();
    let (mut total, mut met) = (Sums::default(), BTreeSet::new());
    for part in parts {
        let (key, name, id, zone, category, currency, minutes, amount) = part;
        let named = name.or_else(|| key.clone()).unwrap_or_else(|| "–".to_owned());
        let worth = currency.as_deref().map(|currency| (currency, amount));
        by_key.entry((key.is_none(), named, key)).or_default().add(&id, category, minutes, worth);
        // A record that asks for two competencies stands in two rows, and counts once in all.
        if query.by != HoursReportBy::Competency || met.insert((id.clone(), zone, category, currency.clone())) {
            total.add(&id, category, minutes, worth);
        }
    }
    let items = by_key.into_iter().map(|((_, name, id), sums)| HoursReportItem { id, name, sums: sums.told() }).collect();
    let (by, from, until, state) = (query.by, query.from, query.until, query.state);
    let title = format!("Hours by {}, {from} – {until}", by.as_str().replace('_', " "));
    let zone_note = if zones.is_empty() { String::new() } else { format!("Days by the clock of {}.", zones.join(", ")) };
    Ok(HoursReport { title, by, from, until, state, zones, zone_note, items, total: total.told() })
}

fn check(query: &ReportQuery) -> Result<()> {
    if query.until < query.from {
        return Err(Error::field("until", "before-from", "must not be before the first day"));
    }
    let days = query.from.date().until(query.until.date()).map_or(i32::MAX, |span| span.get_days());
    if days > MOST_DAYS { Err(Error::field("until", "too-long", "at most ten years")) } else { Ok(()) }
}

fn parts(tx: &mut Tx<'_>, query: &ReportQuery, units: Option<&[UnitId]>) -> Result<Vec<Part>> {
    let (reach, mut statement) = (tx.within("hours.read"), Statement::<PartSql>::on(tx.db()));
    let (key, name, joined) = match query.by {
        HoursReportBy::Member => ("hours.member_id", "m.name", " JOIN member AS m ON m.id = hours.member_id"),
        HoursReportBy::Unit => ("l.unit_id", "u.name", " LEFT JOIN unit AS u ON u.id = l.unit_id"),
        HoursReportBy::Customer => ("hours.customer_id", "c.name", " LEFT JOIN customer AS c ON c.id = hours.customer_id"),
        HoursReportBy::DutyType => ("hours.duty_type_id", "d.name", " LEFT JOIN duty_type AS d ON d.id = hours.duty_type_id"),
        HoursReportBy::Competency => (
            "r.competency_id",
            "k.name",
            " LEFT JOIN assignment AS a ON a.id = hours.assignment_id LEFT JOIN requirement_competency AS r \
             ON r.requirement_id = a.requirement_id LEFT JOIN competency AS k ON k.id = r.competency_id",
        ),
        HoursReportBy::Period => ("substr(l.day, 1, 7)", "NULL", ""),
    };
    statement.sql("SELECT ").sql(key).sql(", ").sql(if name == "NULL" { "CAST(NULL AS TEXT)" } else { name });
    statement.sql(
        ", hours.id, hours.zone, l.category, l.currency, CAST(sum(l.minutes) AS BIGINT), CAST(coalesce(sum(l.amount_minor), 0) AS BIGINT)",
    );
    statement.sql(" FROM hours_line AS l JOIN hours ON hours.id = l.hours_id AND hours.revision = l.revision").sql(joined);
    statement.sql(" WHERE l.day >= ").text(query.from.as_str()).sql(" AND l.day <= ").text(query.until.as_str());
    if let Some(units) = units {
        statement.sql(" AND l.unit_id").in_units(units);
    }
    if let Some(state) = query.state {
        statement.sql(" AND hours.state = ").text(state.as_str());
    }
    HOURS.hold(tx, &mut statement, reach.as_ref());
    statement.sql(" GROUP BY ").sql(key);
    if name != "NULL" {
        statement.sql(", ").sql(name);
    }
    statement.sql(", hours.id, hours.zone, l.category, l.currency");
    statement.load(tx.db())
}

/// Sums on their way.
#[derive(Debug, Default)]
struct Sums {
    records: BTreeSet<String>,
    minutes: BTreeMap<HoursCategory, i64>,
    amounts: BTreeMap<String, i64>,
}

impl Sums {
    fn add(&mut self, record: &str, category: HoursCategory, minutes: i64, worth: Option<(&str, i64)>) {
        self.records.insert(record.to_owned());
        *self.minutes.entry(category).or_default() += minutes;
        if let Some((currency, minor)) = worth {
            let sum = self.amounts.entry(currency.to_owned()).or_default();
            *sum = sum.saturating_add(minor);
        }
    }

    fn told(self) -> HoursReportSums {
        let of = |category| self.minutes.get(&category).copied().unwrap_or_default();
        let minutes = self.minutes.values().sum();
        let amount = |(code, minor): (String, i64)| Currency::parse(&code).map(|currency| MoneyAmount { minor, currency });
        HoursReportSums {
            records: i64::try_from(self.records.len()).unwrap_or(i64::MAX),
            minutes,
            hours: told(minutes),
            normal_minutes: of(HoursCategory::Normal),
            night_minutes: of(HoursCategory::Night),
            weekend_minutes: of(HoursCategory::Weekend),
            on_call_minutes: of(HoursCategory::OnCall),
            amounts: self.amounts.into_iter().filter_map(amount).collect(),
        }
    }
}
