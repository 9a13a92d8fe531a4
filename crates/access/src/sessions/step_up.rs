//! Proving again who one is, before an act whose misuse would outlive the session. The session goes on under a new token, so that
//! whoever had got hold of the old one does not share in the proof.

use super::create::verify;
use super::opening::renewed;
use super::with_passkey::judge;
use super::{MeView, PASSKEY_ASKED, SESSION_PROVED, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::factors::held::Held;
use crate::factors::passkeys::challenge::{self, Purpose};
use crate::factors::passkeys::relying::read_proof;
use crate::factors::passkeys::rows as rows_of_passkeys;
use crate::factors::{Factor, app, paper, tries};
use crate::permission::all::SelfWrite;
use crate::sessions;
use crate::state::Access;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use kernel::{Error, Result};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::{Event, Outcome, Subject};
use vault::{OsRandom, Token, Verdict};

/// One of these: the password where it is all you have, else a code or a passkey.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StepUpProof)]
pub struct Proof {
    /// The password, verbatim; for who has no other factor.
    #[serde(default)]
    #[schema(example = "correct horse battery staple")]
    password: Option<String>,
    /// Six digits of the authenticator app, or a recovery code.
    #[serde(default)]
    #[schema(example = "287082")]
    code: Option<String>,
    /// The browser's answer to what `POST /session/step-up/options` asked for.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    credential: Option<Map<String, Value>>,
}

/// What came of a proof.
#[derive(serde::Serialize)]
enum Outcomes {
    Right,
    Wrong,
    /// Wrong ten times: the session has ended.
    Ended,
}

/// Prove again who you are
///
/// Sensitive acts are then allowed for ten minutes. The session gets a new cookie. Ten wrong codes end the session.
#[utoipa::path(post, path = "/session/step-up", tag = "Session", operation_id = "stepUp", request_body = Proof,
    responses((status = 200, description = "Proved; the new cookie is set.", body = MeView)))]
pub async fn step_up(cx: Cx<SelfWrite>, State(access): State<Access>, headers: HeaderMap, Json(asked): Json<Proof>) -> Answer<Response> {
    let member = cx.member();
    let held = cx.read(move |tx| Held::of(tx, member)).await?;
    let token = Token::generate(&mut OsRandom).map_err(Error::internal)?;
    match (held.asks_for_more(), asked.password, asked.code, asked.credential) {
        (true, None, Some(code), None) => by_code(&cx, &token, code).await?,
        (true, None, None, Some(credential)) => by_passkey(&cx, &access, &token, credential).await?,
        (false, Some(password), None, None) => by_password(&cx, &access, &token, &password).await?,
        (true, ..) => return Err(Error::field("code", "code-needed", "send a code of your authenticator app, or use a passkey").into()),
        (false, ..) => return Err(Error::field("password", "password-needed", "send your password").into()),
    }
    sessions::forget(&access, &headers);
    Ok(renewed(&access, &cx, &token).await?)
}

async fn by_code(cx: &Cx<SelfWrite>, token: &Token, code: String) -> Result<()> {
    let (member, name, session) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    let digest = token.digest();
    let came = cx
        .write(move |mut tx| {
            tries::allow(&mut tx, member, &session)?;
            let factor = if app::accept(&mut tx, member, &code)? {
                Some(Factor::Totp)
            } else if paper::accept(&mut tx, member, &code)? {
                Some(Factor::RecoveryCode)
            } else {
                None
            };
            let event = Event::new(&SESSION_PROVED, Subject::new("session", &session)).label(name);
            let Some(factor) = factor else {
                let ended = tries::wrong(&mut tx, member, &session)? >= tries::IN_ALL;
                if ended {
                    tries::forget(&mut tx, member, &session)?;
                    rows::end(&mut tx, &session)?;
                }
                let event = event.outcome(Outcome::Failed).first("session_ended", &ended);
                return tx.commit(event, if ended { Outcomes::Ended } else { Outcomes::Wrong });
            };
            tries::forget(&mut tx, member, &session)?;
            rows::prove(&mut tx, &session, factor, None)?;
            rows::move_to(&mut tx, &session, &digest)?;
            tx.commit(event.first("factor", &factor), Outcomes::Right)
        })
        .await?;
    match came {
        Outcomes::Right => Ok(()),
        Outcomes::Wrong => Err(Error::field("code", "wrong-code", "this code is not right, or was used before")),
        Outcomes::Ended => Err(Error::NotSignedIn),
    }
}

async fn by_passkey(cx: &Cx<SelfWrite>, access: &Access, token: &Token, credential: Map<String, Value>) -> Result<()> {
    let not_accepted = || Error::field("credential", "not-accepted", "this passkey was not accepted");
    let proof = read_proof(&Value::Object(credential)).ok_or_else(not_accepted)?;
    let (member, name, session) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    let (digest, judging) = (token.digest(), access.clone());
    let accepted = cx
        .write(move |mut tx| {
            let state = challenge::take(&mut tx, &session, Purpose::StepUp)?;
            let state =
                state.ok_or_else(|| Error::refused("no-passkey-asked", "no passkey was asked for, or it took too long: begin again"))?;
            let stored = rows_of_passkeys::by_credential(&mut tx, proof.get_credential_id())?.filter(|stored| stored.member == member);
            let event = Event::new(&SESSION_PROVED, Subject::new("session", &session)).label(name).first("factor", &Factor::Passkey);
            let Ok(passkey) = judge(&judging, &mut tx, stored.as_ref(), state, &proof)? else {
                return tx.commit(event.outcome(Outcome::Failed), false);
            };
            rows::prove(&mut tx, &session, Factor::Passkey, Some(passkey.id.as_str()))?;
            rows::move_to(&mut tx, &session, &digest)?;
            tx.commit(event, true)
        })
        .await?;
    if accepted { Ok(()) } else { Err(not_accepted()) }
}

/// Ask for a passkey to prove again who you are
#[utoipa::path(post, path = "/session/step-up/options", tag = "Session", operation_id = "askForStepUp",
    responses((status = 200, description = "Options for the browser.", body = Value)))]
pub async fn ask_for_step_up(cx: Cx<SelfWrite>, State(access): State<Access>) -> Answer<axum::Json<Value>> {
    let (member, name, session) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    let options = cx
        .write(move |mut tx| {
            let known = rows_of_passkeys::of_member(&mut tx, member)?;
            if known.is_empty() {
                return Err(Error::refused("no-passkey", "you have no passkey"));
            }
            let (options, state) = access.0.relying_party.ask_proof(&known)?;
            challenge::keep(&mut tx, &session, Purpose::StepUp, member, &state)?;
            tx.commit(Event::new(&PASSKEY_ASKED, Subject::new("member", member)).label(name), options)
        })
        .await?;
    Ok(axum::Json(options))
}

/// A wrong password counts like one at the sign-in.
async fn by_password(cx: &Cx<SelfWrite>, access: &Access, token: &Token, password: &str) -> Result<()> {
    let (member, home) = (&cx.identity().member, &cx.identity().organisation);
    let account = (home.slug.clone(), member.email.clone());
    access.0.by_account.take(&account, access.now()).map_err(|retry_after| Error::TooMany { retry_after })?;
    let (id, name, session) = (member.id, member.name.clone(), cx.identity().session.id.clone());
    let record = cx.read(move |tx| rows::password_of(tx, id)).await?;
    let event = Event::new(&SESSION_PROVED, Subject::new("session", &session)).label(name);
    if !matches!(verify(access, password, record.as_deref()).await?, Verdict::Right { .. }) {
        cx.record(event.outcome(Outcome::Failed)).await?;
        return Err(Error::field("password", "wrong-password", "this is not the password in use"));
    }
    access.0.by_account.give_back(&account);
    let digest = token.digest();
    cx.write(move |mut tx| {
        // The password may have been changed, and a factor set up, since it was looked at.
        if rows::password_of(&mut tx, id)? != record || Held::of(&mut tx, id)?.asks_for_more() {
            return Err(Error::refused("changed-meanwhile", "your password or your factors have just been changed elsewhere"));
        }
        rows::prove(&mut tx, &session, Factor::Password, None)?;
        rows::move_to(&mut tx, &session, &digest)?;
        tx.commit(event.first("factor", &Factor::Password), ())
    })
    .await
}
