//! New recovery codes for the old ones.

use super::tell::tell;
use super::{RECOVERY_CODES_RENEWED, paper};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfFactors;
use axum::Json;
use courier::FactorChange;
use serde::Serialize;
use store::{Event, Subject};

/// New recovery codes.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RecoveryCodes {
    /// Ten, shown this once.
    #[schema(example = json!(["AEBA-GBAF-AYDQ-QCIK-BMGA-2DQP"]))]
    codes: Vec<String>,
}

/// Make new recovery codes
///
/// All the old ones are void.
#[utoipa::path(post, path = "/me/recovery-codes", tag = "Session", operation_id = "renewRecoveryCodes",
    responses((status = 200, description = "Ten new codes, shown this once.", body = RecoveryCodes)))]
pub async fn renew_recovery_codes(cx: Cx<SelfFactors>) -> Answer<Json<RecoveryCodes>> {
    let (member, name) = (cx.member(), cx.identity().member.name.clone());
    let house = cx.house();
    let codes = cx
        .write(move |mut tx| {
            let codes = paper::renew(&mut tx, member)?;
            tell(&mut tx, house, member, FactorChange::CodesMade)?;
            tx.commit(Event::new(&RECOVERY_CODES_RENEWED, Subject::new("member", member)).label(name), codes)
        })
        .await?;
    Ok(Json(RecoveryCodes { codes }))
}
