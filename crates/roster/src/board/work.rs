//! A member's own part of the board: what comes next, what waits for an answer, what could be taken.

use super::rows;
use super::window::check;
use super::wire::{OpenPlace, Work};
use crate::assignments::rows::touching;
use crate::assignments::{AssignmentState, Seat, told};
use crate::eligibility::{Facts, Place};
use crate::requirements::{DemandView, RequirementRow, RequirementView};
use crate::schema::requirement;
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp};
use serde::Deserialize;
use store::Tx;
use utoipa::IntoParams;

/// Most open places told, soonest first.
const OPEN: i64 = 100;

/// Which days.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// From when; now unless said otherwise.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Until when; 28 days later unless said otherwise, at most 36.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// Read your own work
///
/// What is agreed, what waits for your answer, and the hundred soonest places that are not filled, each with whether you may take it
/// and why not.
#[utoipa::path(get, path = "/me/work", tag = "Board", operation_id = "getMyWork", params(Days),
    responses((status = 200, description = "Your work.", body = Work)))]
pub async fn get_my_work(cx: Cx<permit::AssignmentsAnswer>, Query(days): Query<Days>) -> Answer<Json<Work>> {
    let from = days.from.unwrap_or(cx.now());
    let until = days.until.unwrap_or(from.plus_millis(28 * 24 * 60 * 60 * 1_000));
    check(from, until)?;
    let me = cx.member();
    Ok(Json(cx.read(move |tx| read(tx, me, from, until)).await?))
}

fn read(tx: &mut Tx<'_>, me: MemberId, from: Timestamp, until: Timestamp) -> Result<Work> {
    let mine = touching(tx, me, from, until)?;
    let (offers, next): (Vec<_>, Vec<_>) = mine.into_iter().partition(|row| row.state == AssignmentState::Offered);
    Ok(Work { next: told(tx, next)?, offers: told(tx, offers)?, open: open(tx, me, from, until)? })
}

/// Places of sessions that are not filled. Visits are given out, not taken.
fn open(tx: &mut Tx<'_>, me: MemberId, from: Timestamp, until: Timestamp) -> Result<Vec<OpenPlace>> {
    let from = from.max(tx.now());
    let live: Vec<RequirementRow> = requirement::table
        .filter(requirement::live.eq(true).and(requirement::kind.eq("session")))
        .filter(requirement::start_at.ge(from).and(requirement::start_at.lt(until)))
        .order((requirement::start_at, requirement::id))
        .limit(4 * OPEN)
        .select(RequirementRow::as_select())
        .load(tx.db())?;
    let views = rows::with_places(tx, live.clone(), from, until)?;
    let left = live.into_iter().zip(views).filter(|(row, view)| view.filled < row.most);
    let left: Vec<_> = left.take(usize::try_from(OPEN).unwrap_or(usize::MAX)).collect();
    let demanded = |view: &RequirementView| view.competencies.iter().map(DemandView::demand).collect();
    let places: Vec<Place> = left.iter().map(|(row, view)| Place::of(row, demanded(view), Seat::Full)).collect();
    let facts = Facts::load(tx, &places, &[me])?;
    let mut open = Vec::with_capacity(left.len());
    for ((_, requirement), place) in left.into_iter().zip(&places) {
        let verdict = facts.judge(place, &[me]).pop().ok_or_else(|| Error::internal("a member was not judged"))?;
        open.push(OpenPlace { requirement, outcome: verdict.outcome, findings: verdict.findings });
    }
    Ok(open)
}
