//! Making a token. It takes no idempotency key: the answer holds a secret, and answers under a key are kept for a day.

use super::rows::{self, TokenRow};
use super::wire::{MadeToken, NewToken};
use super::{ApiTokenId, TOKEN_MADE, rules, text};
use crate::cx::Cx;
use crate::edge::{Answer, Json};
use crate::permission::all::TokensWrite;
use http::StatusCode;
use kernel::{Error, Result};
use store::{Event, Subject};
use vault::TokenDigest;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// Make a token for a program
///
/// It is shown in this answer and never again. It lends your own rights, as they are at each request.
#[utoipa::path(post, path = "/tokens", tag = "Programs", operation_id = "createToken", request_body = NewToken,
    responses((status = 201, description = "The token, shown this once.", body = MadeToken)))]
pub async fn create_token(cx: Cx<TokensWrite>, Json(new): Json<NewToken>) -> Answer<(StatusCode, axum::Json<MadeToken>)> {
    acceptable(&new)?;
    let permissions = rules::lent(&new.permissions, &cx.identity().rights)?;
    let token = cx.draw(text::make);
    let (digest, prefix) = (TokenDigest::of_text(&token), text::shown(&token));
    let (member, member_name) = (cx.member(), cx.identity().member.name.clone());
    let facts = cx
        .write(move |mut tx| {
            let (id, created_at) = (ApiTokenId::new(tx.now(), tx.rng()), tx.now());
            let expires_at = created_at.plus_millis(i64::from(new.days) * DAY_MILLIS);
            let permissions: Vec<String> = permissions.into_iter().map(str::to_owned).collect();
            let (name, networks) = (new.name.into_string(), new.networks);
            let (last_used_at, last_used_from, revoked_at) = (None, None, None);
            #[rustfmt::skip]
            let row = TokenRow { id, version: 1, member, member_name, name, prefix, permissions, networks, created_at, expires_at, last_used_at, last_used_from, revoked_at };
            rows::insert(&mut tx, &row, &digest)?;
            tx.commit(made(&row), row.into())
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(MadeToken { token: token.to_string(), facts })))
}

fn made(row: &TokenRow) -> Event {
    let event = Event::new(&TOKEN_MADE, Subject::new("token", row.id)).label(&row.name).touching(Subject::new("member", row.member));
    event.first("permissions", &row.permissions).first("networks", &row.networks).first("expires_at", &row.expires_at)
}

fn acceptable(new: &NewToken) -> Result<()> {
    if !(1..=365).contains(&new.days) {
        return Err(Error::field("days", "out-of-range", "must be from 1 to 365"));
    }
    if new.networks.len() > rules::MOST_NETWORKS {
        return Err(Error::field("networks", "too-many", format!("at most {}", rules::MOST_NETWORKS)));
    }
    Ok(())
}
