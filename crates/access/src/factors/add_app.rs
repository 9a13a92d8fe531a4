//! Taking the new authenticator app into use, with its first code.

use super::tell::tell;
use super::{FACTOR_ADDED, Factor, app, paper, tries};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::permission::all::SelfFactors;
use crate::sessions;
use crate::state::Access;
use axum::extract::State;
use courier::FactorChange;
use http::HeaderMap;
use kernel::Error;
use serde::{Deserialize, Serialize};
use store::{Event, Outcome, Subject};

/// The app's first code.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstCode {
    /// Six digits, as the app shows them now.
    #[schema(example = "287082")]
    code: String,
}

/// What comes with a factor.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FactorAdded {
    /// Ten recovery codes, shown this once, when you had none; otherwise empty.
    #[schema(example = json!(["AEBA-GBAF-AYDQ-QCIK-BMGA-2DQP"]))]
    pub(super) recovery_codes: Vec<String>,
}

/// Take the new authenticator app into use
///
/// From now on a code of it is asked for when you sign in. With your first factor come ten recovery codes.
#[utoipa::path(put, path = "/me/totp", tag = "Session", operation_id = "addApp", request_body = FirstCode,
    responses((status = 200, description = "It is in use.", body = FactorAdded)))]
pub async fn add_app(
    cx: Cx<SelfFactors>,
    State(access): State<Access>,
    headers: HeaderMap,
    Json(asked): Json<FirstCode>,
) -> Answer<axum::Json<FactorAdded>> {
    let (member, name, session) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    let event = move || Event::new(&FACTOR_ADDED, Subject::new("member", member)).label(name.clone()).first("factor", &"totp");
    let house = cx.house();
    let codes = cx
        .write(move |mut tx| {
            tries::allow(&mut tx, member, &session)?;
            if !app::confirm(&mut tx, member, &asked.code)? {
                tries::wrong(&mut tx, member, &session)?;
                return tx.commit(event().outcome(Outcome::Failed), None);
            }
            tries::forget(&mut tx, member, &session)?;
            tell(&mut tx, house, member, FactorChange::AppAdded)?;
            let codes = paper::first(&mut tx, member)?;
            sessions::rows::prove(&mut tx, &session, Factor::Totp, None)?;
            tx.commit(event(), Some(codes))
        })
        .await?;
    sessions::forget(&access, &headers);
    let codes = codes.ok_or_else(|| Error::field("code", "wrong-code", "this is not the code that the new app shows now"))?;
    Ok(axum::Json(FactorAdded { recovery_codes: codes }))
}
