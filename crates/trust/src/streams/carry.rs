//! Carrying records to a receiver, and what became of them.

use super::outbox::Parcel;
use super::wire::StreamKind;
use envoy::{Envoy, Fault, Leave};

/// What became of records that were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The receiver said that it took them.
    Taken,
    /// It read them, as far as one can tell: syslog has no answer, and it closed its end without TLS's word of leave.
    Supposed,
    /// They were not taken, or nobody can tell.
    Failed(String),
}

impl Sent {
    /// Why they were not taken.
    pub fn fault(&self) -> Option<&str> {
        if let Self::Failed(fault) = self { Some(fault) } else { None }
    }
}

/// Carries a parcel, and waits for what tells that it was taken.
pub async fn carry(envoy: &Envoy, parcel: &Parcel) -> Sent {
    let own = match &parcel.authority {
        Some(authority) => match envoy.believing(authority) {
            Ok(own) => Some(own),
            Err(_) => return Sent::Failed("authority-unreadable".into()),
        },
        None => None,
    };
    let envoy = own.as_ref().unwrap_or(envoy);
    let sent = match parcel.kind {
        StreamKind::Syslog => by_syslog(envoy, parcel).await,
        StreamKind::Https => by_https(envoy, parcel).await,
    };
    sent.unwrap_or_else(|fault| Sent::Failed(fault.to_string()))
}

/// A connection for each parcel: that the receiver takes leave of it is the only sign that it has read all of it.
async fn by_syslog(envoy: &Envoy, parcel: &Parcel) -> Result<Sent, Fault> {
    let mut wire = envoy.wire(&parcel.to).await?;
    wire.write(&parcel.body).await?;
    Ok(match wire.close().await? {
        Leave::Said => Sent::Taken,
        Leave::Silent => Sent::Supposed,
    })
}

async fn by_https(envoy: &Envoy, parcel: &Parcel) -> Result<Sent, Fault> {
    let receipt = envoy.post_as(&parcel.to, "application/x-ndjson", &parcel.headers, parcel.body.clone()).await?;
    Ok(receipt.refusal().map_or(Sent::Taken, Sent::Failed))
}
