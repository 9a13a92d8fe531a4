//! Published problems: how far from the best that anybody found, within a number of rounds that a test has time for.

use crate::solomon::Instance;
use crate::technicians;
use planner::{Budget, Plan, plan};

/// The best known have 20 vehicles, and so have we.
fn planned(text: &str, rounds: u64) -> Plan {
    let instance = Instance::read(text).unwrap();
    assert_eq!(instance.customers(), 200);
    plan(instance.problem(20).unwrap(), 1, Budget::rounds(rounds)).unwrap()
}

#[test]
fn clustered_customers_are_all_served_within_a_twentieth_of_the_best_known() {
    let plan = planned(include_str!("../routing/c1_2_1.txt"), 8_000);
    assert_eq!(plan.short, []);
    let gap = plan.distance / 2704.57 - 1.0;
    println!("C1_2_1: {:.2} %", gap * 100.0);
    assert!((-0.0001..0.05).contains(&gap), "{gap}");
}

#[test]
fn scattered_customers_are_all_served_within_a_tenth_of_the_best_known() {
    let plan = planned(include_str!("../routing/r1_2_1.txt"), 8_000);
    assert_eq!(plan.short, []);
    let gap = plan.distance / 4784.11 - 1.0;
    println!("R1_2_1: {:.2} %", gap * 100.0);
    assert!((-0.0001..0.10).contains(&gap), "{gap}");
}

/// Everything was tried elsewhere: all seven can be served in time, and 395 minutes on the way are the least, where hours hold work alone.
#[test]
fn technicians_are_sent_the_best_way_there_is() {
    let problem = technicians::read(include_str!("../routing/technicians.txt")).unwrap();
    let plan = plan(problem.clone(), 1, Budget::rounds(500)).unwrap();
    assert_eq!((plan.given.len(), plan.short.len()), (7, 0));
    assert!((plan.distance - 395.0).abs() < 1e-6, "{}", plan.distance);
    let mut left = problem.clone();
    // Counter-proof: whoever alone can do the critical repair is missed.
    left.places[5].who.clear();
    assert_eq!(planner::plan(left, 1, Budget::rounds(500)).unwrap().short[0].place, 5);
}
