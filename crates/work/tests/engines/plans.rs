//! Each filter and each order by itself is a walk along an index: no table is read whole, and nothing but a page is sorted.

use crate::world::{World, seed};
use kernel::Timestamp;
use work::jobs::rules::Status;
use work::jobs::{self, Filter, JobSort, Priority};

fn single_filters(ids: crate::world::Seeded, now: Timestamp) -> Vec<Filter> {
    let none = Filter::default;
    vec![
        none(),
        Filter { statuses: vec![Status::Open], ..none() },
        Filter { statuses: vec![Status::Open, Status::OnHold], ..none() },
        Filter { kind: Some("Lift".into()), ..none() },
        Filter { priorities: vec![Priority::P2], ..none() },
        Filter { customer: Some(ids.customer), ..none() },
        Filter { site: Some(ids.site), ..none() },
        Filter { created: (Some(now), None), ..none() },
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_embedded_engine_walks_an_index() {
    let world = World::embedded().await;
    let ids = seed(&world, 50).await;
    let now = world.read(|tx| Ok(tx.now())).await;
    for filter in single_filters(ids, now) {
        let several = filter.statuses.len() > 1;
        let told = filter.clone();
        let plan = world.read(move |tx| jobs::plan(tx, &filter, JobSort::CreatedDown)).await;
        let steps: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN job") || step.contains("TEMP B-TREE")).collect();
        let unordered = steps.iter().filter(|step| !step.contains("USING INDEX") && !step.contains("USING COVERING INDEX")).count();
        // Several statuses are walked one by one; only the pages found are sorted together.
        assert!(unordered <= usize::from(several), "{told:?}: {plan:#?}");
    }
    for sort in [JobSort::Target, JobSort::TargetDown, JobSort::Priority, JobSort::UpdatedDown, JobSort::Number] {
        let plan = world.read(move |tx| jobs::plan(tx, &Filter::default(), sort)).await;
        assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{sort:?}: {plan:#?}");
    }
}
