//! The rules of working time as values: what each counts is said in `eligibility`.

use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use utoipa::ToSchema;

kernel::word! {
    /// A rule of working time.
    WorkingRule {
        /// So many hours of rest in a row within every 24 hours, counted from when work begins.
        Rest = "rest",
        /// At most so many hours in one calendar day.
        DayHours = "day-hours",
        /// At most so many hours in one week, Monday to Sunday.
        WeekHours = "week-hours",
        /// At most so many calendar days with work in a row.
        ConsecutiveDays = "consecutive-days",
        /// At most so many nights in a row, of each of which three hours were worked.
        Nights = "nights",
    }
}

kernel::word! {
    /// What a rule does.
    #[schema(as = WorkingRuleWeight)]
    Weight {
        /// Nothing.
        Off = "off",
        /// It warns.
        Warn = "warn",
        /// It stops whoever may not force it.
        Block = "block",
    }
}

impl WorkingRule {
    /// What the limit may be: hours, or days.
    pub fn bounds(self) -> RangeInclusive<i64> {
        match self {
            Self::Rest | Self::DayHours => 1..=24,
            Self::WeekHours => 1..=168,
            Self::ConsecutiveDays | Self::Nights => 1..=28,
        }
    }
}

/// One rule as it was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WorkingRuleSetting)]
pub struct Setting {
    /// The rule.
    pub rule: WorkingRule,
    /// Hours for `rest`, `day-hours` and `week-hours`, days for the others.
    #[schema(example = 11, minimum = 1, maximum = 168)]
    pub limit: i64,
    /// What it does.
    pub effect: Weight,
}

/// What working time is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingRules {
    /// 0 while nothing was decided.
    pub version: i64,
    /// Each rule once, in their order.
    pub rules: Vec<Setting>,
    /// Minute of the day at which the night begins.
    pub night_from: i64,
    /// Minute of the day at which it ends.
    pub night_until: i64,
}

impl Default for WorkingRules {
    /// Where nothing was decided: the rest and the week of the European directive (2003/88, articles 3 and 6) warn, the rest is off.
    fn default() -> Self {
        let of = |rule, limit, effect| Setting { rule, limit, effect };
        Self {
            version: 0,
            rules: vec![
                of(WorkingRule::Rest, 11, Weight::Warn),
                of(WorkingRule::DayHours, 12, Weight::Off),
                of(WorkingRule::WeekHours, 48, Weight::Warn),
                of(WorkingRule::ConsecutiveDays, 6, Weight::Off),
                of(WorkingRule::Nights, 4, Weight::Off),
            ],
            night_from: 23 * 60,
            night_until: 6 * 60,
        }
    }
}

impl WorkingRules {
    /// A rule's limit and weight; nothing while it is off.
    pub fn of(&self, rule: WorkingRule) -> Option<(i64, Weight)> {
        let set = self.rules.iter().find(|set| set.rule == rule)?;
        (set.effect != Weight::Off).then_some((set.limit, set.effect))
    }

    /// The most days in a row that any rule looks at.
    pub fn longest_run(&self) -> i64 {
        let run = |rule| self.of(rule).map_or(0, |(limit, _)| limit);
        run(WorkingRule::ConsecutiveDays).max(run(WorkingRule::Nights))
    }
}

/// Reads what was sent: each rule at most once, each limit within its bounds. What is not named stays as it was.
pub fn checked(before: &WorkingRules, sent: &[Setting], night_from: &str, night_until: &str) -> Result<WorkingRules> {
    let mut rules = before.rules.clone();
    for (at, one) in sent.iter().enumerate() {
        let field = |part: &str| format!("rules[{at}].{part}");
        if sent.iter().take(at).any(|other| other.rule == one.rule) {
            return Err(Error::field(field("rule"), "twice", format!("{} stands twice", one.rule)));
        }
        let bounds = one.rule.bounds();
        if !bounds.contains(&one.limit) {
            let told = format!("must be {} to {}", bounds.start(), bounds.end());
            return Err(Error::field(field("limit"), "out-of-bounds", told));
        }
        rules.iter_mut().filter(|kept| kept.rule == one.rule).for_each(|kept| *kept = *one);
    }
    let minute = |name: &'static str, text: &str| {
        crate::wall_time::minute(text)
            .filter(|minute| *minute < 24 * 60)
            .ok_or_else(|| Error::field(name, "not-acceptable", "must be a time of day such as 23:00"))
    };
    let (night_from, night_until) = (minute("night_from", night_from)?, minute("night_until", night_until)?);
    if night_from == night_until {
        return Err(Error::field("night_until", "not-acceptable", "a night must not be empty"));
    }
    Ok(WorkingRules { version: before.version + 1, rules, night_from, night_until })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_stays() {
        let before = WorkingRules::default();
        let sent = [Setting { rule: WorkingRule::DayHours, limit: 10, effect: Weight::Block }];
        let after = checked(&before, &sent, "22:00", "07:30").unwrap();
        assert_eq!((after.of(WorkingRule::DayHours), after.of(WorkingRule::Rest)), (Some((10, Weight::Block)), Some((11, Weight::Warn))));
        assert_eq!((after.version, after.night_from, after.night_until, after.longest_run()), (1, 1320, 450, 0));
    }

    #[test]
    fn what_makes_no_sense_is_told_with_its_place() {
        let of = |rule, limit| Setting { rule, limit, effect: Weight::Warn };
        let field = |sent: &[Setting], from, until| match checked(&WorkingRules::default(), sent, from, until) {
            Err(Error::Invalid(faults)) => faults[0].field.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(field(&[of(WorkingRule::Rest, 11), of(WorkingRule::Rest, 12)], "23:00", "06:00"), "rules[1].rule");
        assert_eq!(field(&[of(WorkingRule::Rest, 25)], "23:00", "06:00"), "rules[0].limit");
        assert_eq!(field(&[of(WorkingRule::Nights, 0)], "23:00", "06:00"), "rules[0].limit");
        assert_eq!(field(&[], "24:00", "06:00"), "night_from");
        assert_eq!(field(&[], "23:00", "23:00"), "night_until");
    }
}
