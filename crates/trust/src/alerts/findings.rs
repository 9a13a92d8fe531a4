//! What the watch reads and what it finds.

use super::wire::Rule;
use kernel::{MemberId, Timestamp};
use std::net::IpAddr;
use store::events::Record;

/// A record as far as the rules look at it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) seq: i64,
    pub(super) at: Timestamp,
    pub(super) action: String,
    pub(super) actor: Option<MemberId>,
    pub(super) subject: Option<String>,
    pub(super) label: String,
    pub(super) address: Option<IpAddr>,
}

impl Seen {
    pub(super) fn of(record: Record) -> Self {
        let detail = record.detail.map(|opened| opened.detail);
        let address = detail.as_ref().and_then(|detail| detail.origin.address.as_deref()).and_then(|address| address.parse().ok());
        Self {
            seq: record.seq,
            at: record.at,
            action: record.action,
            actor: record.actor,
            subject: record.subject_id,
            label: detail.map(|detail| detail.label).unwrap_or_default(),
            address,
        }
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub(super) rule: Rule,
    /// The same rule and key are told once.
    pub(super) key: String,
    pub(super) member: Option<MemberId>,
    pub(super) facts: String,
    pub(super) records: Vec<i64>,
}
