//! Making a stream. It takes no idempotency key: the answer may hold a secret, and answers under a key are kept for a day.

use super::rows::{self, StreamRow};
use super::wire::{AuditStream, NewAuditStream, NewStream, StreamKind, StreamStart};
use super::{STREAM_CREATED, StreamId, outbox};
use access::edge::{Answer, Json};
use access::{Cx, permit};
use axum::http::StatusCode;
use envoy::{Destination, NoDestination};
use kernel::{Error, MemberId, Result, Text, Timestamp};
use store::{Event, Subject, WriteTx};
use vault::{OsRandom, WebhookSecret};

/// Syslog over TLS.
const PORT: u16 = 6514;

/// Make a stream of the audit log
///
/// Everything that is recorded is sent on, in order, from now on or from the log's beginning. A stream over HTTPS has a secret, which is
/// shown in this answer and never again.
#[utoipa::path(post, path = "/audit/streams", operation_id = "createAuditStream", tag = "Audit", request_body = NewStream,
    responses((status = 201, body = NewAuditStream, description = "The stream, with its secret if it has one.")))]
pub async fn create_stream(cx: Cx<permit::StreamsWrite>, Json(new): Json<NewStream>) -> Answer<(StatusCode, axum::Json<NewAuditStream>)> {
    let (to, authority) = (target(&new)?, authority(new.authority.as_ref())?);
    let secret = match new.kind {
        StreamKind::Syslog => None,
        StreamKind::Https => Some(WebhookSecret::generate(&mut OsRandom).map_err(Error::internal)?),
    };
    let (member, shown) = (cx.member(), secret.as_ref().map(|secret| secret.text().to_string()));
    let stream = cx.write(move |mut tx| {
        let row = begun(&tx, &new, Ways { to, authority, secret }, member);
        rows::insert(&mut tx, &row)?;
        let event = Event::new(&STREAM_CREATED, Subject::new("audit_stream", row.id)).label(&row.name).first("kind", &row.kind);
        let event = event.first("host", &row.to.origin()).first("since_seq", &row.since_seq);
        // The record of this very act is the next.
        let size = outbox::log_size(&mut tx)? + 1;
        tx.commit(event, AuditStream::of(row, size, true))
    });
    Ok((StatusCode::CREATED, axum::Json(NewAuditStream { secret: shown, stream: stream.await? })))
}

/// Where a stream goes, and how both sides know one another.
struct Ways {
    to: Destination,
    authority: Option<String>,
    secret: Option<WebhookSecret>,
}

fn begun(tx: &WriteTx<'_>, new: &NewStream, ways: Ways, member: MemberId) -> StreamRow {
    let (id, now) = (StreamId::new(tx.now(), tx.rng()), tx.now());
    let since = match new.from {
        StreamStart::Now => tx.next_seq() - 1,
        StreamStart::Beginning => 0,
    };
    StreamRow {
        id,
        version: 1,
        name: new.name.as_str().to_owned(),
        kind: new.kind,
        to: ways.to,
        authority: ways.authority,
        secret: ways.secret,
        since_seq: since,
        cursor_seq: since,
        sure_seq: since,
        attempts: 0,
        due_at: now,
        leased_until: Timestamp::clamped(0),
        last_sent_at: None,
        fault: None,
        paused_at: None,
        created_by: member,
        created_at: now,
        updated_at: now,
    }
}

/// Where it goes: what belongs to the other kind is refused, so that nobody believes it counts.
fn target(new: &NewStream) -> Result<Destination> {
    let of_the_other = |field: &str| Error::field(field, "not-acceptable", "belongs to the other kind of stream");
    let missing = |field: &str| Error::field(field, "required", "is needed for this kind of stream");
    match new.kind {
        StreamKind::Syslog if new.url.is_some() => Err(of_the_other("url")),
        StreamKind::Https if new.host.is_some() => Err(of_the_other("host")),
        StreamKind::Https if new.port.is_some() => Err(of_the_other("port")),
        StreamKind::Syslog => {
            let host = new.host.as_ref().ok_or_else(|| missing("host"))?;
            Destination::at(host.as_str(), new.port.unwrap_or(PORT)).map_err(|fault| match fault {
                NoDestination::Port => Error::field("port", "not-acceptable", fault.to_string()),
                _ => Error::field("host", "not-acceptable", "must be a name such as logs.example.org, or an address"),
            })
        }
        StreamKind::Https => {
            let url = new.url.as_ref().ok_or_else(|| missing("url"))?;
            Destination::parse(url.as_str()).map_err(|fault| Error::field("url", "not-acceptable", fault.to_string()))
        }
    }
}

/// The authorities as they are kept; refused when they are none.
pub(super) fn authority(asked: Option<&Text<16_384>>) -> Result<Option<String>> {
    let Some(pem) = asked else { return Ok(None) };
    if !envoy::names_authorities(pem.as_str()) {
        return Err(Error::field("authority", "not-acceptable", "must be one to 16 certificates, PEM"));
    }
    Ok(Some(pem.as_str().to_owned()))
}
