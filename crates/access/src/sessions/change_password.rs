//! Changing one's own password. The old one is asked for again, guesses count like those at the sign-in, every other session ends
//! and this one goes on under a new token: whoever had come in by the old password is out.

use super::create::{hash, verify};
use super::{PASSWORD_CHANGED, rows, token};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::new_password::{self, Whose};
use crate::permission::all::SelfWrite;
use crate::state::Access;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use courier::Letter;
use courier::mail::{self, Mail};
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use kernel::{Email, Error, Result};
use serde::Deserialize;
use store::{Event, Outcome, Subject};
use vault::{OsRandom, Token, Verdict};

/// The old password and the new one, each verbatim.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password in use.
    #[schema(example = "correct horse battery staple")]
    current: String,
    /// 12 to 256 characters, at most 1024 bytes; none that is guessed first.
    #[schema(example = "seven lanterns over quiet water")]
    new: String,
}

/// Change my password
///
/// Ends all your other sessions, and gives this one a new cookie.
#[utoipa::path(put, path = "/me/password", tag = "Session", operation_id = "changeMyPassword", request_body = PasswordChange,
    responses((status = 204, description = "Changed; the new cookie is set.")))]
pub async fn change_my_password(
    cx: Cx<SelfWrite>,
    State(access): State<Access>,
    headers: HeaderMap,
    Json(asked): Json<PasswordChange>,
) -> Answer<Response> {
    acceptable(&cx, &asked)?;
    let before = password_in_use(&cx, &access, &asked.current).await?;
    let (member, name, session) = (cx.member(), cx.identity().member.name.clone(), cx.identity().session.id.clone());
    let (note, record) = (note(&cx)?, hash(&access, &asked.new).await?);
    let fresh = Token::generate(&mut OsRandom).map_err(Error::internal)?;
    let digest = fresh.digest();
    cx.write(move |mut tx| {
        // Two changes at once: the second one's old password is not the one in use any more.
        if rows::password_of(&mut tx, member)? != before {
            return Err(Error::refused("password-changed-meanwhile", "the password has just been changed elsewhere"));
        }
        rows::set_password(&mut tx, member, &record)?;
        let ended = rows::end_others(&mut tx, member, &session)?;
        mail::put(&mut tx, note)?;
        rows::move_to(&mut tx, &session, &digest)?;
        tx.commit(Event::new(&PASSWORD_CHANGED, Subject::new("member", member)).label(name).first("sessions_ended", &ended), ())
    })
    .await?;
    super::forget(&access, &headers);
    let left = (cx.identity().session.expires_at.millis() - cx.now().millis()).max(0) / 1000;
    let cookie = token::SESSION.set(&token::SESSION.write(cx.organisation(), &fresh), left);
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().insert(SET_COOKIE, cookie.ok_or_else(|| Error::internal("a token makes no cookie"))?);
    Ok(response)
}

/// Tells the member, who may not be the one who did it.
fn note(cx: &Cx<SelfWrite>) -> Result<Mail> {
    let member = &cx.identity().member;
    let email = Email::parse(&member.email).map_err(Error::internal)?;
    let letter = Letter::PasswordChanged { at: cx.now() };
    Ok(Mail { member: Some(member.id), name: member.name.clone(), email, house: cx.house(), letter })
}

/// The stored record, once the old password proved to be the one in use. A guess counts like one at the sign-in, and is on record.
async fn password_in_use(cx: &Cx<SelfWrite>, access: &Access, current: &str) -> Result<Option<String>> {
    let (member, home) = (&cx.identity().member, &cx.identity().organisation);
    let account = (home.slug.clone(), member.email.clone());
    access.0.by_account.take(&account, access.now()).map_err(|retry_after| Error::TooMany { retry_after })?;
    let id = member.id;
    let record = cx.read(move |tx| rows::password_of(tx, id)).await?;
    if !matches!(verify(access, current, record.as_deref()).await?, Verdict::Right { .. }) {
        cx.record(Event::new(&PASSWORD_CHANGED, Subject::new("member", id)).outcome(Outcome::Failed).label(member.name.clone())).await?;
        return Err(Error::field("current", "wrong-password", "this is not the password in use"));
    }
    access.0.by_account.give_back(&account);
    Ok(record)
}

/// Judged before the old password is looked at, so that a refusal of the new one costs no try.
fn acceptable(cx: &Cx<SelfWrite>, asked: &PasswordChange) -> Result<()> {
    let (member, home) = (&cx.identity().member, &cx.identity().organisation);
    new_password::acceptable(
        "new",
        &asked.new,
        &Whose { slug: &home.slug, organisation: &home.name, name: &member.name, email: &member.email },
    )?;
    if asked.new == asked.current {
        return Err(Error::field("new", "same", "this is the password you have now"));
    }
    Ok(())
}
