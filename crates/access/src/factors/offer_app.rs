//! Beginning to set up an authenticator app: a new secret, which counts once a code of it was given back.

use super::{FACTOR_OFFERED, app};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfFactors;
use axum::Json;
use kernel::Error;
use serde::Serialize;
use store::{Event, Subject};
use vault::{OsRandom, TotpSecret};

/// What the app is to know.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OfferedApp {
    /// The secret, for typing in: 32 letters.
    #[schema(example = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    secret: String,
    /// The same as an address, for a picture to scan.
    #[schema(example = "otpauth://totp/North%20River:ana%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=North%20River")]
    uri: String,
}

/// Begin to set up an authenticator app
///
/// The secret is shown once. It counts from the first code of it on, given within fifteen minutes; until then everything stays as it is.
#[utoipa::path(post, path = "/me/totp", tag = "Session", operation_id = "offerApp",
    responses((status = 200, description = "The secret of the new app.", body = OfferedApp)))]
pub async fn offer_app(cx: Cx<SelfFactors>) -> Answer<Json<OfferedApp>> {
    let (member, name) = (cx.member(), cx.identity().member.name.clone());
    let secret = TotpSecret::generate(&mut OsRandom).map_err(Error::internal)?;
    let offered = offered(&cx, &secret);
    cx.write(move |mut tx| {
        app::offer(&mut tx, member, &secret)?;
        tx.commit(Event::new(&FACTOR_OFFERED, Subject::new("member", member)).label(name).first("factor", &"totp"), ())
    })
    .await?;
    Ok(Json(offered))
}

fn offered(cx: &Cx<SelfFactors>, secret: &TotpSecret) -> OfferedApp {
    let plain = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    // A colon divides issuer from account in this address, so the name goes without.
    let (issuer, account) = (plain(&cx.identity().organisation.name.replace(':', " ")), plain(&cx.identity().member.email));
    let text = secret.text().to_string();
    let uri = format!("otpauth://totp/{issuer}:{account}?secret={text}&issuer={issuer}");
    OfferedApp { secret: text, uri }
}
