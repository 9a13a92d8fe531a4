//! Looking for words in everything one may see.

use super::rows;
use super::wire::{SearchHits, SearchQuery};
use crate::listing::Words;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;

/// How many hits, unless asked otherwise.
const USUAL: i64 = 20;

/// Search jobs, customers, sites, assets and members.
#[utoipa::path(get, path = "/search", operation_id = "search", tag = "Search", params(SearchQuery),
    responses((status = 200, body = SearchHits, description = "What was found")))]
pub async fn search(cx: Cx<permit::SearchUse>, Query(query): Query<SearchQuery>) -> Answer<Json<SearchHits>> {
    let words = Words::parse("q", &query.q)?;
    if words.is_empty() {
        return Ok(Json(SearchHits { items: Vec::new() }));
    }
    let limit = query.limit.map_or(USUAL, kernel::Limit::get);
    // Each of the others gets a few places; jobs get what is left.
    let few = (limit / 5).max(1);
    let reads = (cx.also::<permit::JobsRead>(), cx.also::<permit::CustomersRead>(), cx.also::<permit::SitesRead>());
    let (assets, members) = (cx.also::<permit::AssetsRead>(), cx.also::<permit::MembersRead>());
    let items = cx
        .read(move |tx| {
            let mut others = if reads.1.is_some() { rows::customers(tx, &words, few)? } else { Vec::new() };
            others.extend(if reads.2.is_some() { rows::sites(tx, &words, few)? } else { Vec::new() });
            others.extend(if assets.is_some() { rows::assets(tx, &words, few)? } else { Vec::new() });
            others.extend(if members.is_some() { rows::members(tx, &words, few)? } else { Vec::new() });
            let left = limit - i64::try_from(others.len()).unwrap_or(limit);
            let mut items = if reads.0.is_some() && left > 0 { rows::jobs(tx, &words, left)? } else { Vec::new() };
            items.extend(others.into_iter().take(usize::try_from(limit).unwrap_or(0)));
            Ok(items)
        })
        .await?;
    Ok(Json(SearchHits { items }))
}
