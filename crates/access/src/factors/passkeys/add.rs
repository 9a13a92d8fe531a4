//! Taking a new passkey into use.

use super::challenge::{self, Purpose};
use super::rows::{self, StoredPasskey};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::factors::show::MyPasskey;
use crate::factors::tell::tell;
use crate::factors::{FACTOR_ADDED, Factor, paper};
use crate::permission::all::SelfFactors;
use crate::sessions;
use crate::state::Access;
use axum::extract::State;
use courier::FactorChange;
use http::{HeaderMap, StatusCode};
use kernel::{Error, Line, MemberId, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Event, Outcome, Subject, WriteTx};

/// A new passkey.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// What you call it.
    name: Line<80>,
    /// What the browser answered, as its `toJSON()` gives it.
    #[schema(value_type = Object)]
    credential: Map<String, Value>,
}

/// The passkey set up, and what comes with a first factor.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PasskeyAdded {
    passkey: MyPasskey,
    /// Ten recovery codes, shown this once, when you had none; otherwise empty.
    recovery_codes: Vec<String>,
}

/// Take a new passkey into use
///
/// You can sign in with it alone. With your first factor come ten recovery codes.
#[utoipa::path(post, path = "/me/passkeys", tag = "Session", operation_id = "addPasskey", request_body = NewPasskey,
    responses((status = 201, description = "It is in use.", body = PasskeyAdded)))]
pub async fn add_passkey(
    cx: Cx<SelfFactors>,
    State(access): State<Access>,
    headers: HeaderMap,
    Json(asked): Json<NewPasskey>,
) -> Answer<(StatusCode, axum::Json<PasskeyAdded>)> {
    let (member, name, session) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    let (judging, house) = (access.clone(), cx.house());
    let added = cx
        .write(move |mut tx| {
            let event = Event::new(&FACTOR_ADDED, Subject::new("member", member)).label(name).first("factor", &"passkey");
            let Some((passkey, codes)) = judge(&mut tx, &judging, member, &session, asked)? else {
                return tx.commit(event.outcome(Outcome::Failed), None);
            };
            tell(&mut tx, house, member, FactorChange::PasskeyAdded(passkey.name.clone()))?;
            let event = event.first("passkey", &passkey.name).first("device_bound", &passkey.device_bound);
            tx.commit(event, Some((MyPasskey::of(&passkey), codes)))
        })
        .await?;
    sessions::forget(&access, &headers);
    let (passkey, recovery_codes) = added.ok_or_else(|| Error::field("credential", "not-accepted", "this passkey was not accepted"))?;
    Ok((StatusCode::CREATED, axum::Json(PasskeyAdded { passkey, recovery_codes })))
}

/// The new passkey kept, and recovery codes where there were none; nothing when the answer is not accepted.
fn judge(
    tx: &mut WriteTx<'_>,
    access: &Access,
    member: MemberId,
    session: &str,
    asked: NewPasskey,
) -> Result<Option<(StoredPasskey, Vec<String>)>> {
    let state = challenge::take(tx, session, Purpose::Add)?;
    let state = state.ok_or_else(|| Error::refused("no-passkey-asked", "no passkey is being set up, or it took too long: begin again"))?;
    let Ok(key) = access.0.relying_party.judge_new(&Value::Object(asked.credential), &state)? else { return Ok(None) };
    // Whoever presents a key that is somebody's already does not take it over.
    if rows::by_credential(tx, key.cred_id())?.is_some() {
        return Ok(None);
    }
    let passkey = rows::insert(tx, member, asked.name.as_str(), &key)?;
    sessions::rows::prove(tx, session, Factor::Passkey, Some(passkey.id.as_str()))?;
    Ok(Some((passkey, paper::first(tx, member)?)))
}
