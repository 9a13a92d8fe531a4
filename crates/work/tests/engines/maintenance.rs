//! Planned maintenance: each job once, nothing lost in silence, and the forecast is what is made.

use crate::world::{World, on_both_engines, operator, seed};
use diesel::prelude::*;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Limit, Reach, Result};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::door::Realm;
use store::{Action, Event, Subject, WriteTx, events};
use work::assets::{self, AssetId};
use work::jobs::rules::CancelReason;
use work::jobs::{self, JobId, rows as job_rows};
use work::maintenance::{self, PlanId, Slots, TargetId};
use work::schema::job;
use work::sites;

on_both_engines!(
    two_servers_at_once_make_each_job_once,
    what_passes_while_suspended_is_told,
    a_skip_is_on_record,
    from_completion_the_job_moves_the_plan,
    what_is_out_of_use_is_left_out_and_told,
    a_change_makes_up_for_nothing,
    a_day_ends_when_the_clocks_there_say,
    a_plan_is_seen_by_its_unit,
    the_forecast_is_what_is_made,
);

const TESTED: Action = Action::new("test.tested", "A test wrote a row");
const DAY: i64 = 24 * 60 * 60;

/// The day on which the tests' clock begins.
fn first() -> Date {
    jiff::civil::date(2026, 11, 21)
}

async fn written<T: serde::Serialize + Send + 'static>(
    world: &World,
    act: impl FnOnce(&mut WriteTx<'_>) -> Result<T> + Send + 'static,
) -> T {
    let write = world.write(move |mut tx| act(&mut tx).and_then(|done| tx.commit(Event::new(&TESTED, Subject::unnamed("test")), done)));
    write.await.unwrap()
}

/// So many assets at a site.
async fn assets(world: &World, count: usize) -> Vec<AssetId> {
    let site = seed(world, 1).await.site;
    let make = move |tx: &mut WriteTx<'_>| {
        let new = |at| json!({"site_id": site, "name": format!("Pump {at}"), "kind": "Pump", "from": "2026-01-01T00:00:00Z"});
        (0..count).map(|at| Ok(assets::create_in(tx, serde_json::from_value(new(at)).unwrap())?.0.id)).collect::<Result<Vec<_>>>()
    };
    written(world, make).await
}

/// A plan on these, with what `with` says otherwise.
async fn plan(world: &World, on: &[AssetId], with: Value) -> PlanId {
    let mut new = json!({"name": "Pumps", "on": on, "job": {"title": "Inspect the pump"}, "rule": "FREQ=WEEKLY",
        "first_date": first(), "zone": "Europe/London", "window": {"days_before": 1, "days_after": 1}, "lead_days": 7});
    new.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    let write = world.write(move |mut tx| {
        let (id, event) = maintenance::create_in(&mut tx, serde_json::from_value(new).unwrap())?;
        tx.commit(event, id)
    });
    write.await.unwrap()
}

async fn due(realm: &Arc<Realm>) -> Vec<Slots> {
    realm.read(operator(), maintenance::due).await.unwrap()
}

/// Makes what was found to be due; what another made is refused.
async fn made(realm: &Arc<Realm>, due: Vec<Slots>) {
    for slots in due {
        let _ = realm.write(operator(), move |tx| maintenance::make_due(tx, slots)).await;
    }
}

/// The round, until there is nothing more.
async fn round(world: &World) {
    let mut rounds = 0;
    loop {
        let due = due(&world.realm()).await;
        if due.is_empty() {
            return;
        }
        made(&world.realm(), due).await;
        rounds += 1;
        assert!(rounds < 100, "there is always more to be made");
    }
}

async fn jobs(world: &World) -> i64 {
    world.read(|tx| Ok(job::table.filter(job::title.eq("Inspect the pump")).count().get_result(tx.db())?)).await
}

/// The forecast of some days around today, as JSON tells it.
async fn forecast(world: &World, days: (i64, i64)) -> Value {
    let told = world.read(move |tx| {
        let today = tx.now().date_in(&TimeZone::UTC);
        maintenance::forecast(tx, (today.saturating_add(days.0.days()), today.saturating_add(days.1.days())), None, None)
    });
    serde_json::to_value(told.await).unwrap()
}

/// What stands so: its days.
fn standing(forecast: &Value, state: &str) -> Vec<String> {
    let items = forecast["items"].as_array().unwrap().iter().filter(|item| item["state"] == state);
    items.map(|item| item["due"].as_str().unwrap().to_owned()).collect()
}

/// The job that was made for the first time in the forecast.
fn job_of(item: &Value) -> JobId {
    serde_json::from_value(item["job"]["id"].clone()).unwrap()
}

async fn moved(world: &World, id: JobId, cancelled: bool) {
    let write = world.write(move |mut tx| {
        let mut row = job_rows::find(&mut tx, id)?.0;
        let action = if cancelled { &jobs::CANCELLED } else { &jobs::COMPLETED };
        let event = jobs::move_in(&mut tx, None, &mut row, action, None, |state, now| {
            if cancelled { state.cancel(CancelReason::NotNeeded, None, now) } else { state.complete() }
        })?;
        tx.commit(event, ())
    });
    write.await.unwrap();
}

async fn two_servers_at_once_make_each_job_once(world: World) {
    let on = assets(&world, 3).await;
    plan(&world, &on, json!({})).await;
    let here = world.realm();
    let there = world.another_server().await;
    let other = there.as_ref().map_or(&here, |(_, realm)| realm);
    // Both look before either writes: what is written holds alone.
    let (one, two) = (due(&here).await, due(other).await);
    tokio::join!(made(&here, one), made(other, two));
    assert_eq!(jobs(&world).await, 6, "three pumps, today and in a week");
    round(&world).await;
    assert_eq!(jobs(&world).await, 6);
    // Counter-proof: without the key of what became of a time, each job is made twice.
    world.without_key().await;
    world.clock.advance_seconds(7 * DAY);
    let (one, two) = (due(&here).await, due(other).await);
    tokio::join!(made(&here, one), made(other, two));
    assert_eq!(jobs(&world).await, 12, "three more, and each of them twice");
}

async fn what_passes_while_suspended_is_told(world: World) {
    let on = assets(&world, 1).await;
    let id = plan(&world, &on, json!({"rule": "FREQ=DAILY", "lead_days": 2})).await;
    round(&world).await;
    assert_eq!(standing(&forecast(&world, (-30, 2)).await, "made"), ["2026-11-21", "2026-11-22", "2026-11-23"]);
    let suspend = |mut tx: WriteTx<'_>, id| {
        let event = maintenance::suspend_in(&mut tx, id, "Closed for a while".to_owned())?;
        tx.commit(event, ())
    };
    world.write(move |tx| suspend(tx, id)).await.unwrap();
    assert!(world.write(move |tx| suspend(tx, id)).await.is_err());
    world.clock.advance_seconds(10 * DAY);
    round(&world).await;
    let rests = forecast(&world, (-30, 30)).await;
    assert_eq!((jobs(&world).await, standing(&rests, "forecast").len()), (3, 0));
    assert_eq!(rests["left_out"][0]["why"], "suspended");
    let resume = world.write(move |mut tx| {
        let (event, left_out) = maintenance::resume_in(&mut tx, id)?;
        tx.commit(event, left_out)
    });
    let left_out: Vec<String> = resume.await.unwrap().iter().map(|one| one.due.to_string()).collect();
    // The first of December can be done until the second of December, and the thirtieth of November until today.
    let passed: Vec<String> = (24..=29).map(|day| format!("2026-11-{day}")).collect();
    assert_eq!(left_out, passed);
    round(&world).await;
    let after = forecast(&world, (-30, 2)).await;
    assert_eq!(standing(&after, "left_out"), passed);
    // Every day of the plan has become something, and one thing.
    let days: Vec<Value> = after["items"].as_array().unwrap().iter().map(|item| item["due"].clone()).collect();
    let every: Vec<Value> = (0..13).map(|at: i64| json!(first().saturating_add(at.days()))).collect();
    assert_eq!(days, every);
    assert_eq!(standing(&after, "forecast"), Vec::<String>::new());
    assert_eq!(jobs(&world).await, 3 + 4);
    let limit = Limit::new(50).unwrap();
    let filter = events::Filter { subject: Some(id.to_string()), ..Default::default() };
    let told = world.read(move |tx| events::list(tx, &filter, limit)).await;
    let resumed = told.iter().find(|record| record.action == "maintenance_plan.resumed").unwrap();
    let detail = &resumed.detail.as_ref().unwrap().detail;
    assert!(serde_json::to_string(&detail.changes).unwrap().contains("2026-11-24"));
}

async fn a_skip_is_on_record(world: World) {
    let on = assets(&world, 1).await;
    let id = plan(&world, &on, json!({"lead_days": 0})).await;
    round(&world).await;
    let (target, skipped) = (TargetId::Asset(on[0]), jiff::civil::date(2026, 11, 28));
    let skip = move |due: Date| {
        let asked = serde_json::from_value(json!({"target": target, "due": due, "reason": "Replaced last week"})).unwrap();
        world_skip(id, asked)
    };
    assert!(world.write(skip(first())).await.is_err(), "its job is made");
    assert!(world.write(skip(skipped.yesterday().unwrap())).await.is_err(), "nothing is due on that day");
    world.write(skip(skipped)).await.unwrap();
    assert!(world.write(skip(skipped)).await.is_err());
    world.clock.advance_seconds(14 * DAY);
    round(&world).await;
    let told = forecast(&world, (-30, 0)).await;
    assert_eq!((standing(&told, "skipped"), jobs(&world).await), (vec!["2026-11-28".to_owned()], 2));
    assert_eq!(told["items"][1]["reason"], "Replaced last week");
    let filter = events::Filter { subject: Some(id.to_string()), ..Default::default() };
    let told = world.read(move |tx| events::list(tx, &filter, Limit::new(50).unwrap())).await;
    assert_eq!(told.iter().filter(|record| record.action == "maintenance_plan.skipped").count(), 1);
}

fn world_skip(
    id: PlanId,
    asked: maintenance::MaintenanceSkip,
) -> impl for<'a> FnOnce(WriteTx<'a>) -> Result<store::Committed<()>> + Send + 'static {
    move |mut tx| {
        let event = maintenance::skip_in(&mut tx, id, asked)?;
        tx.commit(event, ())
    }
}

async fn from_completion_the_job_moves_the_plan(world: World) {
    let on = assets(&world, 1).await;
    let id = plan(&world, &on, json!({"rule": "FREQ=MONTHLY", "basis": "completion", "lead_days": 40})).await;
    round(&world).await;
    let before = forecast(&world, (0, 100)).await;
    let job = job_of(&before["items"][0]);
    assert_eq!((jobs(&world).await, standing(&before, "made")), (1, vec!["2026-11-21".to_owned()]));
    // While it is to be done there is no other, however long that takes; and that it is late is told.
    world.clock.advance_seconds(9 * DAY);
    round(&world).await;
    assert_eq!((jobs(&world).await, standing(&forecast(&world, (-30, 0)).await, "late").len()), (1, 1));
    moved(&world, job, false).await;
    let after = forecast(&world, (-30, 100)).await;
    assert_eq!(standing(&after, "done"), ["2026-11-21"]);
    assert_eq!(standing(&after, "forecast")[..2], ["2026-12-30", "2027-01-30"]);
    round(&world).await;
    let second = forecast(&world, (0, 100)).await;
    assert_eq!((jobs(&world).await, second["items"][0]["due"].as_str()), (2, Some("2026-12-30")));
    // The job shows its plan and its window, and is to be done by the end of it.
    let job = job_of(&second["items"][0]);
    let shown = world.read(move |tx| Ok((maintenance::of_job(tx, job)?.unwrap(), job_rows::find(tx, job)?.0))).await;
    assert_eq!(shown.0.plan.unwrap().id, id);
    assert_eq!((shown.0.earliest.to_string().as_str(), shown.0.latest.to_string().as_str()), ("2026-12-29", "2026-12-31"));
    assert_eq!(shown.1.target_at.unwrap().to_string(), "2026-12-31T23:59:00.000Z");
    // One that is cancelled is over too: the plan goes on from the day it was due.
    moved(&world, job, true).await;
    round(&world).await;
    assert_eq!(standing(&forecast(&world, (0, 100)).await, "made"), Vec::<String>::new(), "not yet: forty days ahead");
    assert_eq!(standing(&forecast(&world, (0, 100)).await, "forecast")[0], "2027-01-30");
}

async fn what_is_out_of_use_is_left_out_and_told(world: World) {
    let on = assets(&world, 2).await;
    plan(&world, &on, json!({})).await;
    let retire = |id: AssetId, retired: bool| {
        move |tx: &mut WriteTx<'_>| {
            let (mut row, now) = (assets::rows::find(tx, id)?.0, tx.now());
            row.retired_at = retired.then_some(now);
            assets::rows::save(tx, &mut row)
        }
    };
    written(&world, retire(on[0], true)).await;
    round(&world).await;
    let told = forecast(&world, (0, 40)).await;
    assert_eq!((jobs(&world).await, told["left_out"][0]["why"].as_str()), (2, Some("retired")));
    assert_eq!(told["left_out"][0]["target"]["id"], json!(on[0]));
    assert!(told["items"].as_array().unwrap().iter().all(|item| item["target"]["id"] == json!(on[1])));
    // What can be met no more is put on record; what can be when it is back is made.
    world.clock.advance_seconds(8 * DAY);
    round(&world).await;
    assert_eq!(standing(&forecast(&world, (-30, 0)).await, "left_out"), ["2026-11-21"]);
    written(&world, retire(on[0], false)).await;
    round(&world).await;
    let back = forecast(&world, (-30, 7)).await;
    let of = |state: &str| {
        let items = back["items"].as_array().unwrap().iter();
        items.filter(|item| item["target"]["id"] == json!(on[0]) && item["state"] == state).count()
    };
    assert_eq!((of("left_out"), of("made"), of("forecast")), (1, 2, 0));
}

async fn a_change_makes_up_for_nothing(world: World) {
    let on = assets(&world, 1).await;
    // It should have begun two years ago: only what can still be done in time is made.
    plan(&world, &on, json!({"rule": "FREQ=DAILY", "first_date": "2024-11-21", "lead_days": 0})).await;
    round(&world).await;
    assert_eq!(standing(&forecast(&world, (-300, 0)).await, "made"), ["2026-11-20", "2026-11-21"]);
    // Nobody looked for five days: nothing is lost.
    world.clock.advance_seconds(5 * DAY);
    round(&world).await;
    assert_eq!(jobs(&world).await, 7);
}

async fn a_day_ends_when_the_clocks_there_say(world: World) {
    let on = assets(&world, 1).await;
    let within = json!({"days_before": 0, "days_after": 0});
    // The day on which clocks in London go forward, and the one before.
    let with = json!({"rule": "FREQ=DAILY;COUNT=2", "first_date": "2027-03-27", "lead_days": 200, "window": within});
    plan(&world, &on, with).await;
    round(&world).await;
    let told = forecast(&world, (0, 200)).await;
    let mut ends = Vec::new();
    for item in told["items"].as_array().unwrap() {
        let job = job_of(item);
        ends.push(world.read(move |tx| Ok(job_rows::find(tx, job)?.0.target_at.unwrap().to_string())).await);
    }
    assert_eq!(ends, ["2027-03-27T23:59:00.000Z", "2027-03-28T22:59:00.000Z"]);
}

async fn a_plan_is_seen_by_its_unit(world: World) {
    let seeded = seed(&world, 1).await;
    let place = move |tx: &mut WriteTx<'_>| {
        let new = json!({"name": "Mill 3", "address": {"lines": ["2 Quay"]}, "time_zone": "Europe/London", "unit_id": seeded.units[0]});
        Ok(sites::create_in(tx, serde_json::from_value(new).unwrap())?.0.id)
    };
    let site = written(&world, place).await;
    for unit in [None, Some(seeded.units[0])] {
        let new = json!({"name": "Mills", "on": [site], "job": {"title": "Inspect the mill"}, "rule": "FREQ=WEEKLY",
            "first_date": first(), "zone": "Europe/London", "unit_id": unit});
        let write = world.write(move |mut tx| {
            let (id, event) = maintenance::create_in(&mut tx, serde_json::from_value(new).unwrap())?;
            tx.commit(event, id)
        });
        write.await.unwrap();
    }
    for (units, seen) in [(vec![seeded.units[0]], 2), (vec![seeded.units[1]], 0)] {
        let days = (first(), first().saturating_add(13.days()));
        let told = world.read_as(seeded.member, Reach::Units(units.into()), move |tx| maintenance::forecast(tx, days, None, None));
        assert_eq!(told.await.unwrap().items.len(), seen);
    }
    let whole = world.read(|tx| maintenance::forecast(tx, (first(), first().saturating_add(13.days())), None, None)).await;
    assert_eq!(whole.items.len(), 4);
}

/// Rules such as people write, and some that nobody does.
fn rule() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let days = proptest::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..4).prop_map(|days| days.join(","));
    let nth = (-2_i32..=3).prop_filter("none", |nth| *nth != 0);
    prop_oneof![
        (1..20_u8).prop_map(|every| format!("FREQ=DAILY;INTERVAL={every}")),
        (1..5_u8, days).prop_map(|(every, days)| format!("FREQ=WEEKLY;INTERVAL={every};BYDAY={days}")),
        (1..4_u8, -5..=31_i32)
            .prop_filter("none", |(_, day)| *day != 0)
            .prop_map(|(every, day)| format!("FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY={day}")),
        (1..4_u8, nth).prop_map(|(every, nth)| format!("FREQ=MONTHLY;INTERVAL={every};BYDAY={nth}WE")),
        (1..6_u8).prop_map(|count| format!("FREQ=WEEKLY;COUNT={count}")),
        Just("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1".to_owned()),
        Just("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1".to_owned()),
        Just("FREQ=MONTHLY;UNTIL=20270228".to_owned()),
    ]
}

async fn the_forecast_is_what_is_made(world: World) {
    const AHEAD: i64 = 150;
    let on = assets(&world, 2).await;
    let mut random = TestRunner::default();
    let zones = ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];
    let mut rules = Vec::new();
    for at in 0..16_usize {
        let by_plan = at % 4 != 3;
        let rule = if by_plan {
            rule().new_tree(&mut random).unwrap().current()
        } else {
            ["FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=DAILY;INTERVAL=31", "FREQ=YEARLY"][at / 4].to_owned()
        };
        let (day, days) = (0..40_i64, (0..6_i64, 0..6_i64, 0..30_i64)).new_tree(&mut random).unwrap().current();
        let with = json!({"rule": rule, "first_date": first().saturating_add((day - 20).days()), "zone": zones[at % 4],
            "window": {"days_before": days.0, "days_after": days.1}, "lead_days": days.2,
            "basis": if by_plan { "plan" } else { "completion" }});
        rules.push((plan(&world, &on, with.clone()).await, with));
    }
    let key = |item: &Value| (item["plan"]["id"].to_string(), item["target"]["id"].to_string(), item["due"].to_string());
    let foreseen = forecast(&world, (-60, AHEAD)).await;
    assert_eq!(foreseen["more"], false);
    let foreseen: BTreeSet<_> = foreseen["items"].as_array().unwrap().iter().map(key).collect();
    // Day by day, with everything done on the day it is due.
    for _ in 0..=AHEAD {
        round(&world).await;
        let today = forecast(&world, (-60, 1)).await;
        let now = world.read(|tx| Ok(tx.now())).await;
        for item in today["items"].as_array().unwrap().iter().filter(|item| ["made", "late"].contains(&item["state"].as_str().unwrap())) {
            let zone = &rules.iter().find(|(id, _)| json!(id) == item["plan"]["id"]).unwrap().1["zone"];
            let here = now.date_in(&TimeZone::get(zone.as_str().unwrap()).unwrap());
            if item["due"].as_str().unwrap().parse::<Date>().unwrap() <= here {
                moved(&world, job_of(item), false).await;
            }
        }
        world.clock.advance_seconds(DAY);
    }
    let made = forecast(&world, (-AHEAD - 61, -1)).await;
    let made: BTreeSet<_> = made["items"].as_array().unwrap().iter().filter(|item| !item["job"].is_null()).map(key).collect();
    let odd: Vec<_> = made.symmetric_difference(&foreseen).collect();
    assert!(odd.is_empty(), "{odd:#?}\n{rules:#?}");
    assert!(made.len() > 60, "{}", made.len());
}
