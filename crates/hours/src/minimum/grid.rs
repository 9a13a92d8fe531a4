//! A year of months, added up.

use super::NAME;
use super::rules::{Minimum, mark};
use super::wire::{HoursMonth, HoursMonths, MemberMonths, MonthsQuery};
use crate::Day;
use crate::reach::HOURS;
use crate::records::rules::told;
use access::links::MemberLink;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, MemberId, Reach, Result, UnitId, Zone};
use std::collections::{BTreeMap, BTreeSet};
use store::{Statement, Tx};

/// Most members at once.
const MOST: usize = 500;

/// Minutes by month: all, and those approved.
type ByMonth = BTreeMap<String, (i64, i64)>;

pub(super) fn year(tx: &mut Tx<'_>, query: &MonthsQuery, zone: &Zone) -> Result<HoursMonths> {
    let today = Day::of(tx.now(), &zone.rules());
    let year = query.year.unwrap_or(today.date().year());
    if !(1900..=2199).contains(&year) {
        return Err(Error::field("year", "out-of-range", "must be from 1900 to 2199"));
    }
    let (_, minimum): (i64, Minimum) = crate::settings::of(tx, NAME)?;
    let units = query.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?;
    let mut people = people(tx, units.as_deref())?;
    let truncated = people.len() > MOST;
    people.truncate(MOST);
    let (mut counted, zones) = counted(tx, year, &minimum)?;
    let row = |(id, name): (MemberId, String)| {
        let by_month = counted.remove(id.as_str()).unwrap_or_default();
        let months: Vec<HoursMonth> =
            (1..=12).map(|month| told_month(&format!("{year:04}-{month:02}"), &by_month, &minimum, today.month())).collect();
        let minutes = months.iter().map(|month| month.minutes).sum();
        MemberMonths { member: MemberLink { id, name }, months, minutes, hours: told(minutes) }
    };
    let items = people.into_iter().map(row).collect();
    let zone = zone.as_str().to_owned();
    Ok(HoursMonths { year, zone, zones, minutes_per_month: minimum.minutes_per_month, items, truncated })
}

fn told_month(month: &str, by_month: &ByMonth, minimum: &Minimum, now: &str) -> HoursMonth {
    let (minutes, approved) = by_month.get(month).copied().unwrap_or_default();
    let mark = mark(minimum.minutes_per_month, approved, minutes, month, now);
    HoursMonth { month: month.to_owned(), minutes, approved_minutes: approved, hours: told(minutes), mark }
}

/// Those whose hours may be seen and who are here, by name; one more than is told.
fn people(tx: &mut Tx<'_>, units: Option<&[UnitId]>) -> Result<Vec<(MemberId, String)>> {
    let (reach, now) = (tx.within("hours.read"), tx.now());
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT member.id, member.name FROM member WHERE member.customer_id IS NULL AND member.status <> 'left'");
    let serves = |statement: &mut Statement<(Text, Text)>, units: &[UnitId]| {
        access::postings::serves_in(statement, "member.id", units, now);
    };
    match &reach {
        Some(Reach::Organisation) => {}
        Some(Reach::Own) => {
            statement.sql(" AND member.id = ").text(me);
        }
        Some(Reach::Units(units)) => {
            statement.sql(" AND (member.id = ").text(me).sql(" OR ");
            serves(&mut statement, units);
            statement.sql(")");
        }
        Some(Reach::Customer(_)) | None => {
            statement.sql(" AND 1 = 0");
        }
    }
    if let Some(units) = units {
        statement.sql(" AND ");
        serves(&mut statement, units);
    }
    statement.sql(" ORDER BY member.sort_name, member.id LIMIT ").number(i64::try_from(MOST + 1).unwrap_or(i64::MAX));
    statement.load(tx.db())
}

/// What counts, by member and month, and the zones of the places it was at.
fn counted(tx: &mut Tx<'_>, year: i16, minimum: &Minimum) -> Result<(BTreeMap<String, ByMonth>, Vec<String>)> {
    let reach = tx.within("hours.read");
    let mut statement = Statement::<(Text, Text, Text, BigInt, BigInt)>::on(tx.db());
    statement.sql("SELECT hours.member_id, substr(l.day, 1, 7), hours.zone, CAST(sum(l.minutes) AS BIGINT),");
    statement.sql(" CAST(sum(CASE WHEN hours.state IN ('approved', 'locked') THEN l.minutes ELSE 0 END) AS BIGINT)");
    statement.sql(" FROM hours_line AS l JOIN hours ON hours.id = l.hours_id AND hours.revision = l.revision WHERE l.day >= ");
    statement.text(format!("{year:04}-01-01")).sql(" AND l.day <= ").text(format!("{year:04}-12-31"));
    if minimum.duty_type_ids.is_empty() {
        statement.sql(" AND NOT EXISTS (SELECT 1 FROM duty_type AS d WHERE d.id = hours.duty_type_id AND NOT d.counts_towards_minimum)");
    } else {
        statement.sql(" AND hours.duty_type_id").in_texts(minimum.duty_type_ids.iter().map(ToString::to_string)).seldom();
    }
    HOURS.hold(tx, &mut statement, reach.as_ref());
    statement.sql(" GROUP BY hours.member_id, substr(l.day, 1, 7), hours.zone");
    let (mut counted, mut zones): (BTreeMap<String, ByMonth>, BTreeSet<String>) = (BTreeMap::new(), BTreeSet::new());
    for (member, month, zone, minutes, approved) in statement.load::<(String, String, String, i64, i64)>(tx.db())? {
        let sum = counted.entry(member).or_default().entry(month).or_default();
        *sum = (sum.0 + minutes, sum.1 + approved);
        zones.insert(zone);
    }
    Ok((counted, zones.into_iter().collect()))
}
