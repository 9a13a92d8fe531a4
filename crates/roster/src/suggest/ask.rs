//! Asking for a proposal.

use super::known::{Known, read};
use super::problem::Sites;
use super::wire::{Suggestion, SuggestionRequest, Weights};
use super::{PLACES, WITHOUT, search, told};
use access::edge::{Answer, Json};
use access::{Cx, permit};
use kernel::{Error, Result};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Searches that run at once: each takes a processor whole. Others wait for their turn.
static TURNS: Semaphore = Semaphore::const_new(2);
const SECONDS: u8 = 3;
const MOST_SECONDS: u8 = 10;

/// Suggest who fills what
///
/// A proposal for at most 200 places, out of at most 1,000 members: who may take each by every rule, chosen so that as much as can be is
/// filled, work is shared fairly, ways are short, and whoever knows a site goes there again. Nothing is written.
#[utoipa::path(post, path = "/board/suggestions", tag = "Board", operation_id = "suggestAssignments", request_body = SuggestionRequest,
    responses((status = 200, description = "The proposal.", body = Suggestion)))]
pub async fn suggest(cx: Cx<permit::AssignmentsWrite>, Json(asked): Json<SuggestionRequest>) -> Answer<axum::Json<Suggestion>> {
    check(&asked)?;
    let (weights, seconds) = (asked.weights.unwrap_or_default(), asked.seconds.unwrap_or(SECONDS));
    let known = cx.read(move |tx| read(tx, &asked)).await?;
    let _turn = TURNS.acquire().await.map_err(Error::internal)?;
    let searched = tokio::task::spawn_blocking(move || proposal(&known, weights, Duration::from_secs(seconds.into())));
    Ok(axum::Json(searched.await.map_err(|_| Error::internal("a search for a proposal ended early"))?))
}

/// The proposal, made with so much time at most. No transaction is open while this runs.
#[expect(clippy::disallowed_methods, reason = "how long the search may take: nothing that is kept depends on it")]
pub fn proposal(known: &Known, weights: Weights, budget: Duration) -> Suggestion {
    let begun = Instant::now();
    let spent = || begun.elapsed().as_secs_f64() / budget.as_secs_f64();
    let sites = Sites::of(known);
    let found = search::search(known, weights, &sites, &spent);
    told::told(known, &found, &sites)
}

fn check(asked: &SuggestionRequest) -> Result<()> {
    if asked.requirement_ids.len() > PLACES {
        return Err(Error::field("requirement_ids", "too-many", format!("names at most {PLACES}")));
    }
    if asked.without_member_ids.len() > WITHOUT {
        return Err(Error::field("without_member_ids", "too-many", format!("names at most {WITHOUT}")));
    }
    let weights = asked.weights.unwrap_or_default();
    let all = [("weights.fairness", weights.fairness), ("weights.travel", weights.travel), ("weights.continuity", weights.continuity)];
    if let Some((field, _)) = all.into_iter().find(|(_, weight)| *weight > 10) {
        return Err(Error::field(field, "out-of-range", "is at most 10"));
    }
    if asked.seconds.is_some_and(|seconds| seconds == 0 || seconds > MOST_SECONDS) {
        return Err(Error::field("seconds", "out-of-range", format!("is 1 to {MOST_SECONDS}")));
    }
    Ok(())
}
