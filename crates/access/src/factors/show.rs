//! What one has set up.

use super::held::Held;
use super::passkeys::{self, rows::PasskeyId, rows::StoredPasskey};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfRead;
use axum::Json;
use kernel::Timestamp;
use serde::Serialize;

/// One's factors.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MyFactors {
    /// The authenticator app; null when there is none.
    totp: Option<MyApp>,
    /// Your passkeys, the oldest first; at most ten.
    passkeys: Vec<MyPasskey>,
    /// How many recovery codes are left.
    #[schema(example = 10)]
    recovery_codes_left: i64,
}

/// One's authenticator app.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MyApp {
    /// When it was set up.
    since: Timestamp,
}

/// One of one's passkeys.
#[derive(Debug, Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct MyPasskey {
    id: PasskeyId,
    #[schema(example = "My telephone")]
    name: String,
    created_at: Timestamp,
    last_used_at: Option<Timestamp>,
    /// It cannot leave the device it was made in; otherwise a keyring may copy it to your other devices.
    device_bound: bool,
}

impl MyPasskey {
    pub(crate) fn of(passkey: &StoredPasskey) -> Self {
        let StoredPasskey { id, name, device_bound, created_at, last_used_at, .. } = passkey;
        Self { id: *id, name: name.clone(), device_bound: *device_bound, created_at: *created_at, last_used_at: *last_used_at }
    }
}

/// With what can I prove who I am
#[utoipa::path(get, path = "/me/factors", tag = "Session", operation_id = "myFactors",
    responses((status = 200, description = "What you have set up beside your password.", body = MyFactors)))]
pub async fn show_my_factors(cx: Cx<SelfRead>) -> Answer<Json<MyFactors>> {
    let member = cx.member();
    let (held, passkeys) = cx.read(move |tx| Ok((Held::of(tx, member)?, passkeys::rows::of_member(tx, member)?))).await?;
    let passkeys = passkeys.iter().map(MyPasskey::of).collect();
    Ok(Json(MyFactors { totp: held.totp.map(|since| MyApp { since }), passkeys, recovery_codes_left: held.recovery_codes }))
}
