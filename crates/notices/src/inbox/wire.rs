//! Notices on the wire.

use crate::{NoticeId, NoticeKind};
use kernel::{Cursor, Limit, Timestamp};
use serde::{Deserialize, Serialize};
use store::Subject;
use utoipa::{IntoParams, ToSchema};

/// What a member was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Of what it tells.
    pub kind: NoticeKind,
    /// Whether it went through quiet hours.
    pub urgent: bool,
    /// What it is about.
    pub subject: Subject,
    /// In one line.
    #[schema(example = "You have an assignment: Carnival · Saturday night")]
    pub title: String,
    /// In more words, or none.
    #[schema(example = "28 November 2026, 19:00 (Europe/London)")]
    pub text: String,
    /// Whether the member is asked to say that they have seen it.
    pub acknowledge: bool,
    /// When it was told.
    pub created_at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// When the member said that they have seen it.
    pub acknowledged_at: Option<Timestamp>,
}

/// A page of notices.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticePage {
    /// The latest first.
    pub items: Vec<Notice>,
    /// Where the next page starts; null on the last one.
    pub next: Option<Cursor>,
    /// How many are not read, on whichever page.
    pub unread: i64,
}

/// Which notices are wanted, and from where on.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Only those that are not read.
    pub unread: bool,
    /// Items on a page, 1 to 200; 50 unless asked.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200, example = 50)]
    pub limit: Limit,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}

/// Up to where everything is read.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadUntil {
    /// The latest notice that was seen: it and all before it are read.
    pub until_id: NoticeId,
}

/// How many there were to be read.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NoticesRead {
    /// How many were read by this request.
    pub read: i64,
    /// How many are not read now.
    pub unread: i64,
}
