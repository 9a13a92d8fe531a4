//! Deciding what working time is held to.

use super::wire::{NewWorkingRules, WorkingRulesView};
use super::{CHANGED, rows, rules};
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};
use store::{Event, Subject};

/// Change the working rules
///
/// They are asked whenever somebody is to take a place from now on; what is planned already stays.
#[utoipa::path(put, path = "/working-rules", tag = "Working rules", operation_id = "changeWorkingRules", request_body = NewWorkingRules,
    params(("If-Match" = String, Header, description = "The version you read.", example = "\"0\"")),
    responses((status = 200, description = "The rules as they are now.", body = WorkingRulesView)))]
pub async fn change_working_rules(
    cx: Cx<permit::WorkingRulesWrite>,
    if_match: IfMatch,
    Json(new): Json<NewWorkingRules>,
) -> Answer<Versioned<WorkingRulesView>> {
    let view = cx
        .write(move |mut tx| {
            let before = rows::read(&mut tx)?;
            if_match.hold(before.version, || Ok(WorkingRulesView::of(&before)))?;
            let after = rules::checked(&before, &new.rules, &new.night_from, &new.night_until)?;
            rows::keep(&mut tx, &after)?;
            let (was, is) = (WorkingRulesView::of(&before), WorkingRulesView::of(&after));
            let event = Event::new(&CHANGED, Subject::unnamed("working_rules"))
                .change("rules", &was.rules, &is.rules)
                .change("night_from", &was.night_from, &is.night_from)
                .change("night_until", &was.night_until, &is.night_until);
            tx.commit(event, is)
        })
        .await?;
    Ok(Versioned(view))
}
