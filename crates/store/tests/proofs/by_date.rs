//! The log by date: what a plain look at every record gives, page by page, also where a clock was set back.

use crate::world::{World, authority, noted};
use kernel::{Limit, Timestamp};
use store::events::{self, Filter};

async fn dates_are_found(world: World) {
    let (_store, realm) = world.settled().await;
    let start = kernel::Clock::now(&*world.clock).millis();
    for at in 0..40_i64 {
        // Every seventh record stands an hour back.
        let seconds = if at % 7 == 6 { -3_600 } else { 600 };
        world.clock.advance_seconds(seconds);
        realm.record(authority(), noted(&format!("note {at}"))).await.unwrap();
    }
    let day = |minutes: i64| Timestamp::from_millis(start + minutes * 60_000);
    for (from, to) in [(None, day(60)), (day(60), None), (day(30), day(90)), (day(95), day(96)), (day(9_000), None)] {
        let mut found = Vec::new();
        let mut before = None;
        loop {
            let filter = Filter { from, to, before, ..Filter::default() };
            let limit = Limit::default();
            let page = realm.read(authority(), move |tx| events::list(tx, &filter, limit)).await.unwrap();
            let (more, page) = (page.len() > 50, page.into_iter().take(50).collect::<Vec<_>>());
            before = page.last().map(|record| record.seq);
            found.extend(page.into_iter().map(|record| record.seq));
            if !more {
                break;
            }
        }
        let fits = move |at: Timestamp| from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to);
        let all = realm.read(authority(), |tx| events::range(tx, 0, i64::MAX)).await.unwrap();
        let mut plain: Vec<i64> = all.into_iter().filter(|record| fits(record.at)).map(|record| record.seq).collect();
        plain.reverse();
        assert_eq!(found, plain, "{from:?} to {to:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn embedded() {
    dates_are_found(World::embedded()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    dates_are_found(World::postgres()).await;
}
