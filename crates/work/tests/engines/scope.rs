//! A right that reaches one's own finds one's own, and nothing else.

use crate::world::{World, on_both_engines, seed};
use kernel::Error;
use work::jobs::{self, Filter, JobSort, rows};

on_both_engines!(others_jobs_are_not_found);

async fn others_jobs_are_not_found(world: World) {
    let ids = seed(&world, 40).await;
    let all = world.read(|tx| jobs::list(tx, &Filter::default(), JobSort::Number, None, 100)).await;
    let own = world.read_own(ids.member, |tx| jobs::list(tx, &Filter::default(), JobSort::Target, None, 100)).await.unwrap();
    assert_eq!((all.len(), own.len()), (40, 4));
    assert!(own.iter().all(|(row, ..)| row.created_by == Some(ids.member)));
    let tally = world.read_own(ids.member, |tx| jobs::count(tx, &Filter::default())).await.unwrap();
    assert_eq!(tally.total, 4);
    for (row, ..) in all {
        let found = world.read_own(ids.member, move |tx| rows::find(tx, row.id)).await;
        assert_eq!(found.is_ok(), row.created_by == Some(ids.member), "{}", row.number);
        if row.created_by.is_none() {
            assert_eq!(found.unwrap_err(), Error::not_found("job"));
        }
    }
}
