//! What the members of the demo can do and prove, when they can come, and what the rules on working time are.

use super::cast::Troupe;
use super::hands::Hands;
use super::person::Person;
use crate::failure::Failure;
use http::Method;
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::Timestamp;
use serde_json::{Value, json};

/// Which of an organisation's three abilities.
pub(super) type Ability = usize;
/// What most can do.
pub(super) const COMMON: Ability = 0;
/// What is needed to lead.
pub(super) const LEADING: Ability = 1;
/// What few can do.
pub(super) const RARE: Ability = 2;

/// Whether whoever stands at this place of the cast can do it.
pub(super) fn can(at: usize, ability: Ability) -> bool {
    match ability {
        COMMON => at % 3 != 2,
        LEADING => at.is_multiple_of(4),
        _ => at % 5 == 1,
    }
}

/// Makes the competencies and writes down who has which; tells them in the order of the cast.
pub(super) async fn prove(administrator: &Person, troupe: &Troupe, hands: &Hands, today: Date) -> Result<Vec<Value>, Failure> {
    let mut made = Vec::new();
    for (name, levels, months) in troupe.abilities {
        made.push(administrator.post("/competencies", json!({"name": name, "levels": levels, "valid_months": months})).await?);
    }
    for at in 0..hands.count() {
        for (ability, competency) in made.iter().enumerate().filter(|(ability, _)| can(at, *ability)) {
            let has_levels = competency["levels"].as_array().is_some_and(|levels| !levels.is_empty());
            let long = i64::try_from(at).unwrap_or(0);
            let certificate = json!({
                "competency_id": competency["id"],
                "level": has_levels.then_some(1 + at % 2),
                "valid_from": today.saturating_sub((300 + 7 * long).days()),
                "valid_until": today.saturating_add(ends_in(at, ability).days()),
                "reference": format!("{}-{:04}", troupe.slug[..2].to_uppercase(), 4_100 + 37 * at + ability),
            });
            administrator.post(&format!("/members/{}/certificates", hands.id(at)), certificate).await?;
        }
    }
    Ok(made)
}

/// In how many days a certificate ends: some soon, one is over.
fn ends_in(at: usize, ability: Ability) -> i64 {
    match (at, ability) {
        (0, COMMON) => 12,
        (1, COMMON) => 25,
        (3, COMMON) => -3,
        _ => 180 + 11 * i64::try_from(at).unwrap_or(0),
    }
}

/// Says when some of them can come, and what the rules on working time are; leave was asked for and given.
pub(super) async fn bind(
    administrator: &Person,
    dispatcher: &Person,
    troupe: &Troupe,
    hands: &mut Hands,
    today: Date,
) -> Result<(), Failure> {
    let rules = json!([
        {"rule": "rest", "limit": 9, "effect": "warn"},
        {"rule": "day-hours", "limit": 12, "effect": "warn"},
        {"rule": "week-hours", "limit": 60, "effect": "block"},
        {"rule": "consecutive-days", "limit": 10, "effect": "warn"},
    ]);
    let now = administrator.get("/working-rules").await?;
    let body = json!({"rules": rules, "night_from": "23:00", "night_until": "06:00"});
    administrator.change(Method::PUT, "/working-rules", &now, Some(body)).await?;
    for at in (0..hands.count()).filter(|at| at % 3 != 1) {
        let path = format!("/members/{}/availability", hands.id(at));
        let weekly: Vec<Value> = (1..=7_u8).filter_map(|weekday| free_on(weekday, at)).collect();
        let body = json!({"zone": troupe.zone, "weekly": weekly, "exceptions": [], "ready_minutes": (at % 2 == 0).then_some(45)});
        let now = dispatcher.get(&path).await?;
        dispatcher.change(Method::PUT, &path, &now, Some(body)).await?;
    }
    let away = hands.count() - 1;
    for (at, from, days, kind, granted) in
        [(away, 2, 9, "annual", true), (away - 1, -2, 4, "sick", true), (away - 2, 16, 5, "training", false)]
    {
        let day = |days: i64| Timestamp::parse(&format!("{}T08:00:00Z", today.saturating_add(days.days())));
        let (Some(start), Some(end)) = (day(from), day(from + days)) else { continue };
        hands.take(at, start, end);
        let leave = dispatcher.post("/leave", json!({"member_id": hands.id(at), "start": start, "end": end, "kind": kind})).await?;
        if granted {
            administrator.act("leave", &leave, "decision", Some(json!({"approve": true}))).await?;
        }
    }
    Ok(())
}

/// When somebody is free: evenings in the week, all day at the weekend; now and then not on a Wednesday.
fn free_on(weekday: u8, at: usize) -> Option<Value> {
    let from = if weekday < 6 && at.is_multiple_of(2) { "07:00" } else { "06:00" };
    (weekday != 3 || !at.is_multiple_of(5)).then(|| json!({"weekday": weekday, "from": from, "until": "24:00"}))
}
