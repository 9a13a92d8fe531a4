//! Every order with every filter gives what a plain filter and sort over all rows give, page by page.

use crate::world::{Seeded, World, on_both_engines, seed};
use kernel::Timestamp;
use work::jobs::rows::{JobRow, Named};
use work::jobs::rules::Status;
use work::jobs::{self, Filter, JobSort, Place, Priority};

on_both_engines!(lists_agree_with_a_plain_filter, what_changed_moves);

pub const SORTS: [JobSort; 8] = [
    JobSort::CreatedDown,
    JobSort::Created,
    JobSort::Target,
    JobSort::TargetDown,
    JobSort::Priority,
    JobSort::UpdatedDown,
    JobSort::Number,
    JobSort::NumberDown,
];

fn filters(ids: Seeded, now: Timestamp) -> Vec<Filter> {
    let none = Filter::default;
    let hours = |hours: i64| Some(now.plus_millis(hours * 3_600_000));
    vec![
        none(),
        Filter { statuses: vec![Status::Open], ..none() },
        Filter { statuses: vec![Status::Open, Status::OnHold, Status::Closed], ..none() },
        Filter { kind: Some("Café visit".into()), ..none() },
        Filter { priorities: vec![Priority::P2], ..none() },
        Filter { priorities: vec![Priority::P1, Priority::P4], ..none() },
        Filter { customer: Some(ids.customer), ..none() },
        Filter { site: Some(ids.site), ..none() },
        Filter { overdue: true, ..none() },
        Filter { created: (hours(-50), hours(-10)), ..none() },
        Filter { target: (hours(-10), hours(10)), ..none() },
        Filter { target: (None, hours(3)), ..none() },
        Filter { statuses: vec![Status::Open, Status::Planned], priorities: vec![Priority::P2, Priority::P4], overdue: true, ..none() },
        Filter { kind: Some("Gutter".into()), statuses: vec![Status::Planned, Status::Closed], created: (hours(-90), None), ..none() },
        Filter { customer: Some(ids.customer), statuses: vec![Status::Draft], ..none() },
    ]
}

fn fits(filter: &Filter, row: &JobRow, now: Timestamp) -> bool {
    let within = |at: Option<Timestamp>, (from, to): jobs::Dates| {
        (from.is_none() || at.is_some_and(|at| Some(at) >= from)) && (to.is_none() || at.is_some_and(|at| Some(at) < to))
    };
    (filter.statuses.is_empty() || filter.statuses.contains(&row.status))
        && (filter.priorities.is_empty() || filter.priorities.contains(&row.priority))
        && filter.kind.as_ref().is_none_or(|kind| *kind == row.kind)
        && (filter.customer.is_none() || filter.customer == row.customer_id)
        && (filter.site.is_none() || filter.site == row.site_id)
        && (!filter.overdue || row.status.is_live() && row.target_at.is_some_and(|target| target < now))
        && within(Some(row.created_at), filter.created)
        && within(row.target_at, filter.target)
}

fn sorted(mut rows: Vec<JobRow>, sort: JobSort) -> Vec<i64> {
    let number = |row: &JobRow| row.number;
    match sort {
        JobSort::Created => rows.sort_by_key(|row| (row.created_at, row.number)),
        JobSort::CreatedDown => rows.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.number))),
        JobSort::Target => rows.sort_by_key(|row| (row.target_at.is_none(), row.target_at, row.number)),
        JobSort::TargetDown => rows.sort_by_key(|row| std::cmp::Reverse((row.target_at, row.number))),
        JobSort::Priority => rows.sort_by_key(|row| (row.priority, row.created_at, row.number)),
        JobSort::UpdatedDown => rows.sort_by_key(|row| std::cmp::Reverse((row.updated_at, row.number))),
        JobSort::Number => rows.sort_by_key(number),
        JobSort::NumberDown => rows.sort_by_key(|row| std::cmp::Reverse(row.number)),
    }
    rows.iter().map(number).collect()
}

/// Every page, one after the other.
async fn walked(world: &World, filter: &Filter, sort: JobSort) -> Vec<i64> {
    let (mut numbers, mut after): (Vec<i64>, Option<Place>) = (Vec::new(), None);
    loop {
        let (filter, place) = (filter.clone(), after.clone());
        let page: Vec<Named> = world.read(move |tx| jobs::list(tx, &filter, sort, place.as_ref(), 17)).await;
        let Some(last) = page.last() else { return numbers };
        after = Some(sort.place(last));
        numbers.extend(page.iter().map(|(row, ..)| row.number));
        assert!(numbers.len() <= 1_000, "the pages come to no end");
    }
}

async fn lists_agree_with_a_plain_filter(world: World) {
    let ids = seed(&world, 200).await;
    let all: Vec<Named> = world.read(|tx| jobs::list(tx, &Filter::default(), JobSort::Number, None, 1_000)).await;
    assert_eq!(all.len(), 200);
    let now = world.read(|tx| Ok(tx.now())).await;
    for (at, filter) in filters(ids, now).iter().enumerate() {
        let fitting: Vec<JobRow> = all.iter().map(|(row, ..)| row.clone()).filter(|row| fits(filter, row, now)).collect();
        assert!(!fitting.is_empty(), "filter {at} leaves something to compare");
        for sort in SORTS {
            assert_eq!(walked(&world, filter, sort).await, sorted(fitting.clone(), sort), "filter {at}, {sort:?}");
        }
    }
    let (_, customer, site, locality, _, zone, _) = all.iter().find(|(row, ..)| row.number == 1).unwrap();
    assert_eq!((customer.as_deref(), site.as_deref(), locality.as_deref()), (Some("Harbour Mills"), Some("Mill 2"), Some("Hull")));
    assert_eq!(zone.as_deref(), Some("Europe/London"));
}

async fn what_changed_moves(world: World) {
    seed(&world, 50).await;
    let late = Filter { overdue: true, ..Filter::default() };
    let before = walked(&world, &late, JobSort::Target).await;
    world.clock.advance_seconds(10 * 3_600);
    let after = walked(&world, &late, JobSort::Target).await;
    assert!(after.len() > before.len(), "time alone makes jobs late: {} and {}", before.len(), after.len());
}
