//! Whether the member has proved what is asked for, over the whole place.
//!
//! A certificate holds through its last day in the zone of the place. Several that follow each other without a day between count as
//! one. What nobody has vouched for does not count, nor does what was revoked.

use super::super::asked::Asked;
use super::super::facts::{Held, Named};
use super::super::wire::{Finding, Rule};
use super::Known;
use crate::requirements::{CompetencyId, Demand};
use jiff::civil::Date;
use std::collections::BTreeMap;

type Competencies = BTreeMap<CompetencyId, Named>;

/// Finds what the member lacks of what is asked for.
pub(super) fn lacks(asked: &Asked<'_>, held: &[Held], competencies: &Competencies, findings: &mut Vec<Finding>) {
    let Some(days) = asked.first_and_last() else { return };
    findings.extend(asked.demands.iter().filter_map(|demand| lack(demand, days, held, competencies)));
}

/// Whether everything that is asked for is proved.
pub(in super::super) fn is_able(asked: &Asked<'_>, held: &[Held], competencies: &Competencies) -> bool {
    let mut findings = Vec::new();
    lacks(asked, held, competencies, &mut findings);
    findings.is_empty()
}

/// A trainee needs nobody's certificate but that of whoever is beside them.
pub(super) fn is_alone(known: &Known<'_>, findings: &mut Vec<Finding>) {
    if !known.looked_after {
        findings
            .push(Finding::block(Rule::LacksCompetency, "A trainee needs somebody qualified beside them, and nobody has confirmed yet."));
    }
}

fn lack(demand: &Demand, (first, last): (Date, Date), held: &[Held], competencies: &Competencies) -> Option<Finding> {
    let of_it: Vec<&Held> = held.iter().filter(|one| one.competency == demand.competency).collect();
    let proved: Vec<&Held> = of_it.iter().copied().filter(|one| !one.pending).collect();
    let enough: Vec<&Held> = proved.iter().copied().filter(|one| one.level >= demand.level).collect();
    let breaks = first_uncovered(&enough, first, last)?;
    let name = competencies.get(&demand.competency).map_or("the competency asked for", |known| known.name.as_str());
    if let Some(one) = nearest(&enough, breaks) {
        return Some(Finding::block(Rule::CertificateEnds, ends(name, one, first, breaks)).about(one.id));
    }
    if let Some(one) = proved.iter().max_by_key(|one| one.level) {
        let level = |number: i64| level_name(competencies, demand.competency, number);
        let says = format!("Is {name} at the level {}, and {} is asked for.", level(one.level), level(demand.level));
        return Some(Finding::block(Rule::TooLowLevel, says).about(one.id));
    }
    Some(match of_it.first() {
        Some(pending) => {
            Finding::block(Rule::LacksCompetency, format!("{name} was claimed, and nobody has verified it yet.")).about(pending.id)
        }
        None => Finding::block(Rule::LacksCompetency, format!("Has no certificate of {name}.")).about(demand.competency),
    })
}

/// The first day from `first` to `last` that none of these covers.
fn first_uncovered(held: &[&Held], first: Date, last: Date) -> Option<Date> {
    let mut day = first;
    while day <= last {
        // The longest of those that hold on that day.
        let until = held.iter().filter(|one| one.from <= day && one.until.is_none_or(|until| until >= day)).map(|one| one.until);
        match until.max_by_key(|until| until.unwrap_or(Date::MAX)) {
            None => return Some(day),
            Some(None) => return None,
            Some(Some(until)) => day = until.tomorrow().ok()?,
        }
    }
    None
}

/// The certificate that comes closest: the one that ended last before the day, or else the one that begins first after it.
fn nearest<'h>(held: &[&'h Held], day: Date) -> Option<&'h Held> {
    let before = held.iter().filter(|one| one.until.is_some_and(|until| until < day)).max_by_key(|one| one.until);
    before.or_else(|| held.iter().filter(|one| one.from > day).min_by_key(|one| one.from)).copied()
}

fn ends(name: &str, one: &Held, first: Date, breaks: Date) -> String {
    let told = |day: Date| day.strftime("%-d %B %Y").to_string();
    match one.until {
        Some(until) if until < first => format!("{name} ended on {}.", told(until)),
        Some(until) if until < breaks => format!("{name} ends on {}, before the end of this place.", told(until)),
        _ => format!("{name} holds from {} on, after the start of this place.", told(one.from)),
    }
}

fn level_name(competencies: &Competencies, id: CompetencyId, number: i64) -> String {
    let named = usize::try_from(number - 1).ok().and_then(|at| competencies.get(&id)?.levels.get(at));
    named.cloned().unwrap_or_else(|| if number == 0 { "none".to_owned() } else { number.to_string() })
}
