//! Beginning a review.

use super::wire::{NewReview, ReviewView};
use super::{OPENED, ReviewId, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use crate::permission::all::ReviewsWrite;
use kernel::Error;
use store::{Event, Subject};

/// Begin a review of every role that is held now.
#[utoipa::path(post, path = "/access-reviews", operation_id = "openAccessReview", tag = "Access reviews", params(OnceHeader),
    request_body = NewReview, responses((status = 201, body = ReviewView, description = "The review")))]
pub async fn open_review(cx: Cx<ReviewsWrite>, once: OnceKey, Json(new): Json<NewReview>) -> Answer<Created<ReviewView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            if new.due_at <= tx.now() {
                return Err(Error::field("due_at", "in-the-past", "must be in the future"));
            }
            let id = ReviewId::new(tx.now(), tx.rng());
            rows::insert(&mut tx, id, new.name.as_str(), new.due_at, new.unreviewed_end)?;
            let view = rows::find(&mut tx, id)?;
            let event = Event::new(&OPENED, Subject::new("access_review", id)).label(&view.name).first("due_at", &view.due_at);
            tx.commit(event.first("unreviewed_end", &view.unreviewed_end).first("holdings", &view.holdings), view)
        })
        .await?;
    Ok(Created { location: format!("/api/v1/access-reviews/{}", row.id), row })
}
