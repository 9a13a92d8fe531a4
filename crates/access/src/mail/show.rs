//! How the outbox stands.

use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::MailRead;
use crate::state::Access;
use axum::Json;
use axum::extract::State;
use kernel::Timestamp;
use serde::Serialize;

/// How the outbox stands.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MailView {
    /// Whether this server was told of a mail server; without one, mails wait until they are of no use.
    configured: bool,
    /// The sender of mails.
    #[schema(example = "Muster <muster@example.org>")]
    from: Option<String>,
    /// Mails of this organisation that wait.
    queued: i64,
    /// Mails of this organisation given up in the last thirty days; each is in the log.
    failed: i64,
    /// When one last left.
    last_sent_at: Option<Timestamp>,
    /// What the mail server said about the latest one that has not left.
    #[schema(example = "permanent error (550): 5.1.1 no such mailbox")]
    last_error: Option<String>,
}

/// Does mail leave
#[utoipa::path(get, path = "/mail", tag = "Mail", operation_id = "showMail",
    responses((status = 200, description = "How the outbox stands.", body = MailView)))]
pub async fn show_mail(cx: Cx<MailRead>, State(access): State<Access>) -> Answer<Json<MailView>> {
    let state = cx.read(courier::state).await?;
    let from = access.0.outside.mail_from.clone();
    Ok(Json(MailView {
        configured: from.is_some(),
        from,
        queued: state.queued,
        failed: state.failed,
        last_sent_at: state.last_sent_at,
        last_error: state.last_error,
    }))
}
