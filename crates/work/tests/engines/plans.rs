//! Every filter with every order is a walk along an index, on both engines: no table is read whole, and what is sorted is a page, or
//! what a condition found that leaves little.

use crate::lists::SORTS;
use crate::world::{Seeded, World, on_both_engines, seed};
use diesel::connection::SimpleConnection as _;
use kernel::{Reach, Timestamp, Zone};
use work::jobs::rules::Status;
use work::jobs::{self, Filter, JobQuery, JobSort, Priority};

on_both_engines!(every_list_walks_an_index);

fn words(typed: &str) -> Filter {
    JobQuery { q: Some(typed.into()), ..JobQuery::default() }.filter(&Zone::parse("UTC").unwrap()).unwrap()
}

fn filters(ids: Seeded, now: Timestamp) -> Vec<Filter> {
    let none = Filter::default;
    let alone = vec![
        none(),
        Filter { statuses: vec![Status::Open], ..none() },
        Filter { statuses: vec![Status::Open, Status::OnHold], ..none() },
        Filter { kind: Some("Lift".into()), ..none() },
        Filter { priorities: vec![Priority::P2], ..none() },
        Filter { priorities: vec![Priority::P2, Priority::P3], ..none() },
        Filter { customer: Some(ids.customer), ..none() },
        Filter { site: Some(ids.site), ..none() },
        Filter { created: (Some(now), None), ..none() },
        Filter { created: (None, Some(now)), ..none() },
        Filter { target: (Some(now), Some(now)), ..none() },
        Filter { overdue: true, ..none() },
        words("ana"),
        words("broken"),
    ];
    let with = |other: &dyn Fn(Filter) -> Filter| alone.iter().cloned().map(other).collect::<Vec<_>>();
    let mut all = alone.clone();
    all.extend(with(&|filter| Filter { statuses: vec![Status::Planned], ..filter }));
    all.extend(with(&|filter| Filter { kind: Some("Gutter".into()), priorities: vec![Priority::P1], ..filter }));
    all.extend(with(&|filter| Filter { overdue: true, ..filter }));
    all.extend(with(&|filter| Filter { statuses: vec![Status::Open, Status::Planned], created: (Some(now), None), ..filter }));
    all
}

/// The reviewed list of what is sorted: jobs that hold a rare word, one site's, one customer's, late ones (found in the index alone),
/// what lies between dates of another column than the order's, and the pages that several statuses leave, one each. Every other list
/// has an index in its order.
fn may_sort(filter: &Filter, sort: JobSort, rare: bool) -> bool {
    let by_created = matches!(sort, JobSort::Created | JobSort::CreatedDown);
    let by_target = matches!(sort, JobSort::Target | JobSort::TargetDown);
    let given = |(from, to): jobs::Dates| from.is_some() || to.is_some();
    let dates = given(filter.created) && !by_created || given(filter.target) && !by_target;
    let place = (filter.site.is_some() || filter.customer.is_some()) && !by_created;
    rare || place || dates || filter.overdue || filter.statuses.len() > 1
}

async fn every_list_walks_an_index(world: World) {
    let ids = seed(&world, 300).await;
    let now = world.read(|tx| Ok(tx.now())).await;
    for (at, filter) in filters(ids, now).into_iter().enumerate() {
        let rare = filter.words.as_ref() == words("ana").words.as_ref();
        for sort in SORTS {
            let asked = filter.clone();
            let plan = world
                .read(move |tx| {
                    // So few rows are read whole in any case: PostgreSQL is asked what it would do if it could not.
                    if let store::Connection::Postgres(connection) = tx.db() {
                        connection.batch_execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashjoin = off").unwrap();
                    }
                    jobs::plan(tx, &asked, sort)
                })
                .await;
            // The table itself is in the order of the numbers.
            let by_number = matches!(sort, JobSort::Number | JobSort::NumberDown);
            let scans = |step: &str| step.starts_with("SCAN job") && !step.contains("INDEX") && !by_number;
            let whole = |step: &&String| step.contains("Seq Scan on job") || scans(step);
            assert_eq!(plan.iter().find(whole), None, "filter {at} by {sort:?} reads the table: {plan:#?}");
            let sorts = plan.iter().any(|step| step.contains("TEMP B-TREE FOR") || step.contains("Sort  ("));
            assert!(!sorts || may_sort(&filter, sort, rare), "filter {at} by {sort:?} is sorted: {plan:#?}");
        }
        let late = filter.overdue && filter.words.is_none() && filter.site.is_none() && filter.customer.is_none();
        if late && world.embedded {
            let plan = world.read(move |tx| jobs::plan(tx, &filter, JobSort::CreatedDown)).await;
            assert!(plan.iter().any(|step| step.contains("job_due")), "filter {at}: what is late is found by when it was due: {plan:#?}");
        }
    }
}

/// Whoever sees few rows has them found by what is theirs, not by walking everybody's. On the embedded engine alone: PostgreSQL chooses
/// among several indexes by statistics, which only the owner of the tables can gather.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_narrow_reach_begins_with_its_rows() {
    let world = World::embedded().await;
    let ids = seed(&world, 300).await;
    let reaches = [(Reach::Own, "job_maker"), (Reach::units([ids.units[0]]), "job_unit"), (Reach::Customer(ids.customer), "job_customer")];
    for (reach, index) in reaches {
        for sort in SORTS {
            let plan = world.read_as(ids.member, reach.clone(), move |tx| jobs::plan(tx, &Filter::default(), sort)).await.unwrap();
            assert!(plan.iter().any(|step| step.contains(index)), "{reach:?} by {sort:?}: {plan:#?}");
        }
    }
}
