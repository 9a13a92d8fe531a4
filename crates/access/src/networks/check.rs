//! Would this address pass.

use super::rows;
use super::rules::Verdict;
use super::wire::{AddressToCheck, CheckedAddress};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::permission::all::NetworksRead;
use kernel::Line;

/// Would this address pass
///
/// Asked of the ranges as they are, whether or not they count at the moment. Changes nothing.
#[utoipa::path(post, path = "/networks/check", tag = "Networks", operation_id = "checkAddress", request_body = AddressToCheck,
    responses((status = 200, description = "Whether it would, and why.", body = CheckedAddress)))]
pub async fn check_address(cx: Cx<NetworksRead>, Json(asked): Json<AddressToCheck>) -> Answer<axum::Json<CheckedAddress>> {
    let roles: Vec<String> = asked.role.map(Line::into_string).into_iter().collect();
    let rules = cx.read(rows::read).await?;
    Ok(axum::Json(told(rules.judge(Some(asked.address), &roles))))
}

fn told(verdict: Verdict) -> CheckedAddress {
    let whose = match verdict.list.as_str() {
        "organisation" => "the organisation's ranges".to_owned(),
        role => format!("the ranges of {role}"),
    };
    let rule = match (verdict.passes, verdict.range) {
        (true, Some(range)) => format!("{range} of {whose} holds it"),
        (true, None) => "no ranges are set: every address passes".to_owned(),
        (false, _) => format!("none of {whose} holds it"),
    };
    CheckedAddress { passes: verdict.passes, rule }
}
