//! Who was told of something, and has read and acknowledged it: for those who had it told.

use crate::{NoticeId, NoticeKind};
use access::links::MemberLink;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use kernel::{MemberId, Result, Timestamp};
use serde::Serialize;
use store::{Statement, Subject, Tx};
use utoipa::ToSchema;

/// Most that is told of one subject.
const MOST: i64 = 500;

/// One member's notice, as whoever had it told sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = NoticeReceipt)]
pub struct Receipt {
    /// The notice.
    pub id: NoticeId,
    /// Who was told.
    pub member: MemberLink,
    /// Of what.
    pub kind: NoticeKind,
    /// In one line.
    #[schema(example = "You have an assignment: Carnival · Saturday night")]
    pub title: String,
    /// Whether they were asked to say that they have seen it.
    pub acknowledge: bool,
    /// When they were told.
    pub created_at: Timestamp,
    /// When they read it.
    pub read_at: Option<Timestamp>,
    /// When they said that they have seen it.
    pub acknowledged_at: Option<Timestamp>,
}

/// Who was told of something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeReceipts)]
pub struct Receipts {
    /// The latest first, at most 500 of each subject.
    pub items: Vec<Receipt>,
}

type Head = (NoticeId, MemberId, String, NoticeKind);
type Tail = (String, bool, Timestamp, Option<Timestamp>, Option<Timestamp>);

/// Who was told of a subject, the latest first; this member alone, if one is named. Whoever asks must have been let see the subject.
pub fn of(tx: &mut Tx<'_>, subject: &Subject, member: Option<MemberId>) -> Result<Vec<Receipt>> {
    let mut asked = Statement::<((Text, Text, Text, Text), (Text, Bool, BigInt, Nullable<BigInt>, Nullable<BigInt>))>::on(tx.db());
    asked.sql("SELECT n.id, m.id, m.name, n.kind, n.title, n.acknowledge, n.created_at, n.read_at, n.acknowledged_at FROM notice AS n");
    asked.sql(" JOIN member AS m ON m.id = n.member_id WHERE n.subject_kind = ").text(subject.kind.as_ref());
    asked.sql(" AND n.subject_id = ").text(subject.id.clone().unwrap_or_default());
    if let Some(member) = member {
        asked.sql(" AND n.member_id = ").text(member.as_str());
    }
    asked.sql(" ORDER BY n.id DESC LIMIT ").number(MOST);
    Ok(asked.load::<(Head, Tail)>(tx.db())?.into_iter().map(receipt).collect())
}

fn receipt(((id, member, name, kind), (title, acknowledge, created_at, read_at, acknowledged_at)): (Head, Tail)) -> Receipt {
    Receipt { id, member: MemberLink { id: member, name }, kind, title, acknowledge, created_at, read_at, acknowledged_at }
}
