//! One review.

use super::wire::ReviewWhole;
use super::{ReviewId, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path, Versioned};
use crate::permission::all::RolesRead;

/// Read a review, with every role under review.
#[utoipa::path(get, path = "/access-reviews/{id}", operation_id = "getAccessReview", tag = "Access reviews", params(("id" = ReviewId, Path)),
    responses((status = 200, body = ReviewWhole, description = "The review")))]
pub async fn get_review(cx: Cx<RolesRead>, Path(id): Path<ReviewId>) -> Answer<Versioned<ReviewWhole>> {
    Ok(Versioned(cx.read(move |tx| rows::whole(tx, id)).await?))
}
