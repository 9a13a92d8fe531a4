//! Saving a view.

use super::rows::{self, ViewRow};
use super::wire::{NewView, View};
use super::{SAVED, ViewId};
use access::edge::{Answer, Json, OnceHeader, OnceKey};
use access::{Cx, permit};
use axum::http::StatusCode;
use store::{Event, Subject};

/// Save a view of a list.
#[utoipa::path(post, path = "/views", operation_id = "saveView", tag = "Views", params(OnceHeader), request_body = NewView,
    responses((status = 201, body = View, description = "The view")))]
pub async fn save_view(cx: Cx<permit::ViewsWrite>, once: OnceKey, Json(new): Json<NewView>) -> Answer<(StatusCode, axum::Json<View>)> {
    let member = cx.member();
    let view = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let NewView { list, name, query, shared } = new;
            let (id, created_at) = (ViewId::new(tx.now(), tx.rng()), tx.now());
            let (name, query) = (name.into_string(), query.into_string());
            let row = ViewRow { id, member_id: member, list, name, query, shared, created_at };
            rows::insert(&mut tx, &row)?;
            let event = Event::new(&SAVED, Subject::new("view", id)).label(&row.name).first("list", &list).first("query", &row.query);
            tx.commit(event.first("shared", &shared), View::of(row, member))
        })
        .await?;
    Ok((StatusCode::CREATED, axum::Json(view)))
}
