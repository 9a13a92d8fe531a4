//! Deciding to whom signed heads go.

use super::PUBLICATION_CHANGED;
use super::rows::{self, PublicationRow};
use super::wire::{Every, NewPublication, Publication};
use access::edge::{Answer, IfMatch, Json, Versioned};
use access::{Cx, permit};
use envoy::Destination;
use kernel::{Error, Result};
use store::{Event, Subject};
use vault::{OsRandom, WebhookSecret};

/// Most addresses.
const MOST: usize = 5;

/// Decide to whom signed heads of the log go
///
/// When a URL is set that was not set before, the answer has the secret by which its receiver checks signatures; it is shown this once.
#[utoipa::path(put, path = "/audit/publication", tag = "Audit", operation_id = "changePublication", request_body = NewPublication,
    params(("If-Match" = String, Header, description = "The version as you read it.", example = "\"0\"")),
    responses((status = 200, description = "As it is now.", body = Publication)))]
pub async fn change_publication(
    cx: Cx<permit::StreamsWrite>,
    if_match: IfMatch,
    Json(asked): Json<NewPublication>,
) -> Answer<Versioned<Publication>> {
    let url = judged(&asked)?;
    let fresh = WebhookSecret::generate(&mut OsRandom).map_err(Error::internal)?;
    let view = cx.write(move |mut tx| {
        let before = rows::read(&mut tx)?;
        if_match.hold(before.version, || Ok(Publication::of(&before, true)))?;
        let after = changed(&before, asked, url, fresh);
        rows::write(&mut tx, &after)?;
        let host = |row: &PublicationRow| row.url.as_ref().map(Destination::origin);
        let event = Event::new(&PUBLICATION_CHANGED, Subject::unnamed("log_publication"))
            .change("every", &before.every, &after.every)
            .change("mail", &before.mail, &after.mail)
            .change("host", &host(&before), &host(&after));
        let new = after.secret.as_ref().filter(|_| before.url != after.url).map(|secret| secret.text().to_string());
        tx.commit(event, Publication { secret: new, ..Publication::of(&after, true) })
    });
    Ok(Versioned(view.await?))
}

fn judged(asked: &NewPublication) -> Result<Option<Destination>> {
    if asked.mail.len() > MOST {
        return Err(Error::field("mail", "out-of-range", format!("at most {MOST} addresses")));
    }
    if asked.every != Every::Off && asked.mail.is_empty() && asked.url.is_none() {
        return Err(Error::field("mail", "required", "name an address or a URL"));
    }
    let parsed = asked.url.as_ref().map(|url| Destination::parse(url.as_str())).transpose();
    parsed.map_err(|fault| Error::field("url", "not-acceptable", fault.to_string()))
}

fn changed(before: &PublicationRow, asked: NewPublication, url: Option<Destination>, fresh: WebhookSecret) -> PublicationRow {
    let mut after = PublicationRow { version: before.version + 1, every: asked.every, ..before.clone() };
    after.mail = asked.mail.into_iter().map(kernel::Email::into_string).collect();
    after.mail.sort_unstable();
    after.mail.dedup();
    if before.url != url {
        // Another receiver begins anew, with the next head, and knows nothing of the secret before.
        after.secret = url.is_some().then_some(fresh);
        (after.posted_size, after.attempts, after.fault) = (before.last_size, 0, None);
        after.url = url;
    }
    after
}
