//! Where one is signed in.

use super::rows;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::factors::Factor;
use crate::permission::all::SelfRead;
use axum::Json;
use kernel::Timestamp;
use serde::Serialize;

/// One's sessions, the latest first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MySessions {
    items: Vec<MySession>,
}

/// A session of one's own.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MySession {
    #[schema(example = "ses_01jd7q3v9mf4x8t2c5k6w0ezya")]
    id: String,
    /// Browser and system, as the browser told them.
    #[schema(example = "Firefox on Windows")]
    device: String,
    /// Whether it is the one asking.
    current: bool,
    /// With what it was opened, or proved since.
    factor: Factor,
    created_at: Timestamp,
    /// The last request, to within five minutes.
    seen_at: Timestamp,
    /// It ends then unless there is a request before, or at its full age.
    ends_at: Timestamp,
}

/// Where am I signed in
#[utoipa::path(get, path = "/me/sessions", tag = "Session", operation_id = "listMySessions",
    responses((status = 200, description = "Your sessions, the latest first; at most ten.", body = MySessions)))]
pub async fn list_my_sessions(cx: Cx<SelfRead>) -> Answer<Json<MySessions>> {
    let (member, current, now) = (cx.member(), cx.identity().session.id.clone(), cx.now());
    let open = cx.read(move |tx| rows::open_of(tx, member)).await?;
    let view = |session: rows::OpenSession| {
        let current = session.id == current;
        // This very request keeps it alive, though its time is written down later.
        let seen_at = if current { now } else { session.seen_at };
        let ends_at = seen_at.plus_millis(session.idle_millis).min(session.expires_at);
        MySession {
            current,
            factor: session.factor,
            id: session.id,
            device: session.device,
            created_at: session.created_at,
            seen_at,
            ends_at,
        }
    };
    Ok(Json(MySessions { items: open.into_iter().map(view).collect() }))
}
