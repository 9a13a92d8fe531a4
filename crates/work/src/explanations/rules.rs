//! The steps of an explanation: pure, from what was read.

use super::rows::Record;
use super::wire::Step;
use access::holdings::{HoldingView, Source};
use kernel::{MemberId, Reach, Scope};

/// A rule that holds or not, and the fact it was held against.
pub(super) fn step(rule: &'static str, holds: bool, text: impl Into<String>, fact: impl Into<String>) -> Step {
    Step { rule, holds, text: text.into(), fact: fact.into() }
}

/// Whether somebody is here at all.
pub(super) fn active(name: &str, status: &str) -> Step {
    step(
        "active",
        status == "active",
        "Nobody does anything who is suspended or has left.",
        format!("{name} is {}.", status.replace('_', " ")),
    )
}

/// What one role does for it.
pub(super) fn role(holding: &HoldingView, source: Option<&Source>, permission: &str) -> Step {
    let at = holding.unit.as_ref().map(|unit| format!(" for {}", unit.name)).unwrap_or_default();
    let until = holding.until.map(|until| format!(" until {until}")).unwrap_or_default();
    let by = holding.granted_by.as_ref().map_or_else(|| "the operator".to_owned(), |by| by.name.clone());
    let fact = format!("{} holds {}{at}{until}, given by {by}.", holding.member.name, holding.role.name);
    let text = match source {
        Some(source) => format!("{} grants {permission}: {}.", holding.role.name, far(&source.reach)),
        None => format!("{} does not grant {permission} so held.", holding.role.name),
    };
    step("role", source.is_some(), text, fact)
}

/// All roles together.
pub(super) fn granted(reach: Option<&Reach>, permission: &str) -> Step {
    let fact = reach.map_or_else(|| format!("Nothing grants {permission}."), |reach| format!("Together: {}.", far(reach)));
    step("granted", reach.is_some(), "What is not granted is denied.", fact)
}

/// Whether a right reaches a row.
pub(super) fn reached(rule: &'static str, permission: &str, reach: Option<&Reach>, record: &Record, by: MemberId) -> Step {
    let holds = reach.is_some_and(|reach| record.is_reached(reach, by));
    let text = reach.map_or_else(|| format!("{permission} is not granted."), |reach| format!("{permission} reaches {}.", far(reach)));
    step(rule, holds, text, whose(record))
}

fn whose(record: &Record) -> String {
    let unit = record.unit.as_ref().map_or_else(|| "belongs to no unit".to_owned(), |(_, name)| format!("belongs to {name}"));
    let maker = record.maker.as_ref().map(|(_, name)| format!(" and was made by {name}")).unwrap_or_default();
    format!("“{}” {unit}{maker}.", record.label)
}

/// How far, for people.
fn far(reach: &Reach) -> &'static str {
    match (reach, reach.scope()) {
        (Reach::Customer(_), _) => "what belongs to one customer",
        (_, Scope::Own) => "what they made themselves",
        (_, Scope::Unit) => "the rows of some units, and what they made themselves",
        (_, Scope::Organisation) => "the whole organisation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{CustomerId, SystemRng, Timestamp, UnitId};

    #[test]
    fn a_row_is_reached_by_the_rule_that_decides() {
        let now = Timestamp::clamped(1);
        let (unit, me, customer) = (UnitId::new(now, &SystemRng), MemberId::new(now, &SystemRng), CustomerId::new(now, &SystemRng));
        let record = Record {
            reading: "jobs.read",
            label: "Mend it".into(),
            unit: Some((unit, "North".into())),
            maker: None,
            customer: Some(customer),
            draft: true,
        };
        let holds = |reach: &Reach| reached("reached", "jobs.read", Some(reach), &record, me).holds;
        assert!(holds(&Reach::Organisation) && holds(&Reach::units([unit])));
        assert!(!holds(&Reach::Own));
        assert!(!holds(&Reach::Customer(customer)), "a draft is not for the customer");
        assert!(!reached("reached", "jobs.read", None, &record, me).holds);
    }
}
