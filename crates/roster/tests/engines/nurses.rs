//! Rostering nurses by proposals, judged by the rules of a competition; and that judge, judged by the competition's own.

use crate::instance::{Instance, Roster};
use crate::score::{Broken, Penalty, broken, least, penalty};
use crate::ward::Ward;
use crate::world::{World, on_both_engines};

on_both_engines!(a_ward_is_planned_without_breaking_what_must_hold);

macro_rules! text {
    ($name:literal) => {
        include_str!(concat!("../nurses/", $name)).to_owned()
    };
}

fn five() -> Instance {
    let weeks = [text!("first-week.txt"), text!("second-week.txt"), text!("later-weeks.txt"), text!("later-weeks.txt")];
    Instance::read(&text!("scenario.txt"), &text!("history.txt"), &weeks).unwrap()
}

fn published(instance: &Instance) -> Roster {
    let weeks = [text!("first-solution.txt"), text!("second-solution.txt"), text!("third-solution.txt"), text!("fourth-solution.txt")];
    instance.solution(&weeks).unwrap()
}

/// A line of what the validator said.
fn said(what: &str) -> u32 {
    let text = text!("validator.txt");
    let line = text.lines().find(|line| line.starts_with(what)).unwrap();
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn the_published_roster_costs_what_the_validator_says() {
    let instance = five();
    let roster = published(&instance);
    assert_eq!(broken(&instance, &roster), Broken::default());
    let told = Penalty {
        cover: said("Optimal coverage"),
        consecutive: said("Consecutive"),
        days_off: said("Non working days"),
        preferences: said("Preferences"),
        half_weekends: said("Complete weekends"),
        assignments: said("Total assignment"),
        weekends: said("Max working weekend"),
    };
    assert_eq!(penalty(&instance, &roster), told);
    assert_eq!(told.total(), said("Total cost"));
}

/// Counter-proof: each thing that is broken is seen.
#[test]
fn a_roster_that_breaks_something_is_seen_through() {
    let (instance, mut roster) = (five(), published(&five()));
    let before = penalty(&instance, &roster).total();
    // Sara, who is no head nurse, takes an early shift of theirs instead of her night.
    roster[3][3] = Some((0, 0));
    let broken = broken(&instance, &roster);
    assert_eq!((broken.skill, broken.cover), (1, 1), "and the night that she was needed for is open");
    assert_ne!(penalty(&instance, &roster).total(), before);
    roster[3][2] = Some((2, 1));
    assert_eq!(crate::score::broken(&instance, &roster).succession, 1, "the early shift comes after a night");
}

/// By rounds alone: so much time is never spent.
async fn a_ward_is_planned_without_breaking_what_must_hold(world: World) {
    let instance = five();
    let roster = Ward::open(world, &instance).await.planned(60).await;
    assert_eq!((broken(&instance, &roster), least(&instance)), (Broken::default(), 94), "of so many that are needed none is open");
}
