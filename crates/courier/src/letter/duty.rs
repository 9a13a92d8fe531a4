//! Letters about a place on a duty: what happened, for what, when and where.

use super::House;
use crate::page::Part;
use kernel::{Timestamp, Zone};
use serde::{Deserialize, Serialize};

/// What happened with somebody's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyNews {
    /// They are asked to come.
    Invited,
    /// A place became free and is kept for them until then.
    Offered(Timestamp),
    /// They have a place.
    Confirmed,
    /// They are on the waiting list.
    Waitlisted,
    /// They do not get a place.
    Refused,
    /// It is at another time or place.
    Moved,
    /// It will not take place.
    Cancelled,
    /// Their place was taken back.
    Released,
    /// They are said not to have come.
    NoShow,
    /// This member would give them their place.
    SwapAsked(String),
    /// A swap was done.
    SwapDone,
}

/// The duty that a letter is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyFacts {
    /// What people call it.
    pub what: String,
    /// Where.
    pub place: String,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// The zone of the place.
    pub zone: Zone,
}

pub(super) fn page(house: &House, news: &DutyNews, duty: &DutyFacts, reason: Option<&str>) -> (String, Vec<Part>) {
    let (rules, what) = (duty.zone.rules(), duty.what.as_str());
    let (subject, said) = match news {
        DutyNews::Invited => (format!("You are invited: {what}"), format!("{} asks whether you can come.", house.name)),
        DutyNews::Offered(until) => (
            format!("A place is free: {what}"),
            format!(
                "You stood on the waiting list, and a place became free. It is kept for you until {}; then it goes to the next.",
                until.told_in(&rules)
            ),
        ),
        DutyNews::Confirmed => (format!("You have a place: {what}"), "You have a place. It stands in your calendar.".to_owned()),
        DutyNews::Waitlisted => (
            format!("On the waiting list: {what}"),
            "All places are taken. You stand on the waiting list and hear when one becomes free.".to_owned(),
        ),
        DutyNews::Refused => (format!("No place this time: {what}"), "You do not get a place this time.".to_owned()),
        DutyNews::Moved => (format!("Changed: {what}"), "It is at another time or place than it was. You are still booked.".to_owned()),
        DutyNews::Cancelled => (format!("Cancelled: {what}"), "It will not take place. You need not come.".to_owned()),
        DutyNews::Released => (format!("Your place was taken back: {what}"), "Your place was taken back. You need not come.".to_owned()),
        DutyNews::NoShow => (
            format!("You were missed: {what}"),
            "It was put down that you did not come. If that is not so, say it in Muster: what you write stands beside it.".to_owned(),
        ),
        DutyNews::SwapAsked(by) => (format!("{by} asks you to swap: {what}"), format!("{by} would like you to take their place.")),
        DutyNews::SwapDone => (format!("Swapped: {what}"), "The swap was done. This is yours now.".to_owned()),
    };
    let mut facts = vec![("What", what.to_owned()), ("From", duty.start.told_in(&rules)), ("Until", duty.end.told_in(&rules))];
    facts.extend(Some(("Where", duty.place.clone())).filter(|(_, place)| !place.is_empty()));
    facts.extend(reason.map(|reason| ("Reason", reason.to_owned())));
    let aside = Part::Aside(format!("You see all your duties when you sign in at {}.", house.site));
    (subject, vec![Part::Say(said), Part::Facts(facts), aside])
}
