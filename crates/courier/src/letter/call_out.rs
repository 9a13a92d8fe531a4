//! The letter of an urgent call for people, with the link by which each answers for themself.

use super::{DutyFacts, House};
use crate::page::Part;
use kernel::Timestamp;

/// Who is wanted, for what, and where to answer.
pub(super) fn page(house: &House, by: &str, text: &str, duty: &DutyFacts, (link, until): (&str, Timestamp)) -> (String, Vec<Part>) {
    let (rules, what) = (duty.zone.rules(), duty.what.as_str());
    let mut facts = vec![("What", what.to_owned()), ("From", duty.start.told_in(&rules)), ("Until", duty.end.told_in(&rules))];
    facts.extend(Some(("Where", duty.place.clone())).filter(|(_, place)| !place.is_empty()));
    facts.push(("Answer by", until.told_in(&rules)));
    let parts = vec![
        Part::Say(format!("{by} of {} needs people, and asks whether you can come.", house.name)),
        Part::Say(text.to_owned()),
        Part::Facts(facts),
        Part::Button("Answer", link.to_owned()),
        Part::Aside("Places go to those who say yes, in the order of their answers. The link works once and answers in your name: do not pass it on.".into()),
    ];
    (format!("You are needed: {what}"), parts)
}
