//! The working rules as they are.

use super::rows;
use super::wire::WorkingRulesView;
use access::edge::{Answer, Versioned};
use access::{Cx, permit};

/// Show the working rules
///
/// Limits of `rest`, `day-hours` and `week-hours` are hours, the others days.
#[utoipa::path(get, path = "/working-rules", tag = "Working rules", operation_id = "showWorkingRules",
    responses((status = 200, description = "The rules in force.", body = WorkingRulesView)))]
pub async fn show_working_rules(cx: Cx<permit::WorkingRulesRead>) -> Answer<Versioned<WorkingRulesView>> {
    let rules = cx.read(rows::read).await?;
    Ok(Versioned(WorkingRulesView::of(&rules)))
}
