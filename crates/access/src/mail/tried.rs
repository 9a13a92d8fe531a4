//! A mail to oneself, to see whether mail leaves.

use super::MAIL_TRIED;
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::MailWrite;
use courier::Letter;
use courier::mail::{self, Mail};
use http::StatusCode;
use kernel::{Email, Error};
use store::{Event, Subject};

/// Send me a mail
///
/// It goes the way of every other mail: into the outbox, and from there to the mail server. `GET /mail` tells what became of it.
#[utoipa::path(post, path = "/mail/test", tag = "Mail", operation_id = "tryMail",
    responses((status = 202, description = "It waits in the outbox.")))]
pub async fn try_mail(cx: Cx<MailWrite>) -> Answer<StatusCode> {
    let (member, house) = (cx.identity().member.id, cx.house());
    let (name, address) = (cx.identity().member.name.clone(), cx.identity().member.email.clone());
    let email = Email::parse(&address).map_err(Error::internal)?;
    cx.write(move |mut tx| {
        let letter = Letter::Trial { by: name.clone() };
        mail::put(&mut tx, Mail { member: Some(member), name: name.clone(), email, house, letter })?;
        tx.commit(Event::new(&MAIL_TRIED, Subject::new("member", member)).label(name), ())
    })
    .await?;
    Ok(StatusCode::ACCEPTED)
}
