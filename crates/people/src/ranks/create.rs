//! Making a rank.

use super::wire::{NewRank, Rank};
use super::{CREATED, RankId, rows};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use kernel::{Error, Result};
use store::{Event, Subject};

/// Make a rank
#[utoipa::path(post, path = "/ranks", tag = "Ranks", operation_id = "createRank", params(OnceHeader), request_body = NewRank,
    responses((status = 201, description = "The rank.", body = Rank)))]
pub async fn create_rank(cx: Cx<permit::PeopleSetup>, once: OnceKey, Json(new): Json<NewRank>) -> Answer<Created<Rank>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            check_order(new.order)?;
            let row = Rank { id: RankId::new(tx.now(), tx.rng()), version: 1, name: new.name.into_string(), order: new.order };
            rows::insert(&mut tx, &row)?;
            tx.commit(Event::new(&CREATED, Subject::new("rank", row.id)).label(row.name.as_str()).first("order", &row.order), row)
        })
        .await?;
    Ok(Created { row, location: "/api/v1/ranks".to_owned() })
}

pub(super) fn check_order(order: i64) -> Result<()> {
    if (0..=10_000).contains(&order) { Ok(()) } else { Err(Error::field("order", "out-of-range", "must be from 0 to 10 000")) }
}
