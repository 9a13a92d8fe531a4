//! Who was invited.

use super::rows;
use super::wire::{InvitationState, InvitationView};
use crate::cx::Cx;
use crate::edge::{Answer, Query};
use crate::permission::all::InvitationsRead;
use axum::Json;
use serde::{Deserialize, Serialize};

/// Which invitations are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Those that stand so.
    #[param(inline)]
    state: Option<InvitationState>,
}

/// Invitations, the latest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Invitations {
    items: Vec<InvitationView>,
}

/// List invitations
///
/// The latest thousand.
#[utoipa::path(get, path = "/invitations", tag = "Invitations", operation_id = "listInvitations", params(Wanted),
    responses((status = 200, description = "Invitations, the latest first.", body = Invitations)))]
pub async fn list_invitations(cx: Cx<InvitationsRead>, Query(wanted): Query<Wanted>) -> Answer<Json<Invitations>> {
    Ok(Json(Invitations { items: cx.read(move |tx| rows::all(tx, wanted.state)).await? }))
}
