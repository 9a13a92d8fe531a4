//! Beginning a sign-in at the organisation's provider.

use super::away::{self, Away};
use super::errand::Purpose;
use super::home::Offering;
use super::rules;
use crate::cx::RequestFacts;
use crate::edge::{Answer, Json};
use crate::state::Access;
use axum::extract::State;
use axum::response::Response;
use kernel::Error;
use serde::Deserialize;

/// Where one wants in.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SingleSignOnWanted {
    /// The organisation's short name.
    #[schema(example = "north-river")]
    organisation: String,
    /// The page to go to afterwards.
    #[serde(default)]
    #[schema(example = "/jobs", max_length = 500)]
    then: Option<String>,
    /// The provider is to ask again who it is, so that sensitive acts are allowed afterwards.
    #[serde(default)]
    fresh: bool,
}

/// Sign in with your organisation's account
///
/// Answers where to send the browser, and sets a cookie that is good for ten minutes. One answer, `single-sign-on-not-offered`, for an
/// organisation that there is not, that is suspended, or that offers none.
#[utoipa::path(post, path = "/session/single-sign-on", tag = "Session", operation_id = "startSingleSignOn", request_body = SingleSignOnWanted,
    responses((status = 200, description = "Where to send the browser; a cookie is set.", body = Away),
        (status = 404, description = "`single-sign-on-not-offered`")))]
pub async fn start_single_sign_on(
    State(access): State<Access>,
    facts: RequestFacts,
    Json(asked): Json<SingleSignOnWanted>,
) -> Answer<Response> {
    access.link_used_from(&facts)?;
    let then = match asked.then {
        Some(then) => {
            rules::path(&then).ok_or_else(|| Error::field("then", "not-acceptable", "must be a page of this site, such as /jobs"))?
        }
        None => "/".to_owned(),
    };
    let offering = Offering::named(&access, &asked.organisation).await?;
    Ok(away::send(&access, &offering, Purpose::SignIn { then, fresh: asked.fresh }).await?)
}
