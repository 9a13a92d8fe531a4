//! How a member is signed in.

use super::rows::{self, KnownBrowser};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::factors::Factor;
use crate::factors::held::Held;
use crate::holdings;
use crate::permission::all::SignInsRead;
use crate::sessions;
use crate::single_sign_on::{LinkedAccount, linked_of};
use axum::Json;
use kernel::{MemberId, Timestamp};
use serde::Serialize;

/// Sessions, browsers and factors of a member.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SignIns {
    /// Open sessions, the latest first.
    sessions: Vec<OpenSessionView>,
    /// Known browsers, the one used last first.
    devices: Vec<KnownBrowser>,
    factors: FactorsView,
    /// Their account at the organisation's provider; null while none is linked.
    single_sign_on: Option<LinkedAccount>,
}

/// An open session.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct OpenSessionView {
    #[schema(example = "ses_01jd7q3v9mf4x8t2c5k6w0ezya")]
    id: String,
    /// Browser and system, as the browser told them.
    #[schema(example = "Firefox on Windows")]
    device: String,
    factor: Factor,
    created_at: Timestamp,
    /// The last request, to within five minutes.
    seen_at: Timestamp,
    /// It ends then unless there is a request before, or at its full age.
    ends_at: Timestamp,
}

/// What a member has set up.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FactorsView {
    totp: bool,
    #[schema(example = 1)]
    passkeys: i64,
    #[schema(example = 10)]
    recovery_codes_left: i64,
}

/// How a member is signed in
#[utoipa::path(get, path = "/members/{id}/sign-ins", tag = "Security", operation_id = "memberSignIns",
    params(("id" = MemberId, Path, description = "The member's id.")),
    responses((status = 200, description = "Sessions, browsers, factors.", body = SignIns)))]
pub async fn show_sign_ins(cx: Cx<SignInsRead>, Path(id): Path<MemberId>) -> Answer<Json<SignIns>> {
    let found = cx.read(move |tx| {
        holdings::name_of(tx, id)?;
        Ok((sessions::rows::open_of(tx, id)?, rows::browsers_of(tx, id)?, Held::of(tx, id)?, linked_of(tx, id)?))
    });
    let (open, devices, held, single_sign_on) = found.await?;
    let view = |session: sessions::rows::OpenSession| {
        let ends_at = session.seen_at.plus_millis(session.idle_millis).min(session.expires_at);
        let sessions::rows::OpenSession { id, device, factor, created_at, seen_at, .. } = session;
        OpenSessionView { id, device, factor, created_at, seen_at, ends_at }
    };
    let factors = FactorsView { totp: held.totp.is_some(), passkeys: held.passkeys, recovery_codes_left: held.recovery_codes };
    Ok(Json(SignIns { sessions: open.into_iter().map(view).collect(), devices, factors, single_sign_on }))
}
