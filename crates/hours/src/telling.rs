//! Telling members what became of their hours and expenses, by the write that decides.

use courier::House;
use kernel::{MemberId, Result};
use notices::{NoticeKind, Telling};
use store::{Subject, WriteTx};

/// What was decided, as the member hears it.
pub(crate) struct Decision<'a> {
    pub(crate) member: MemberId,
    pub(crate) kind: NoticeKind,
    pub(crate) subject: Subject,
    /// Such as `Your hours were approved`.
    pub(crate) said: &'a str,
    /// Which hours, or which expense.
    pub(crate) what: String,
    /// Why, if that was said.
    pub(crate) reason: Option<&'a str>,
}

/// Tells the member.
pub(crate) fn tell(tx: &mut WriteTx<'_>, house: &House, decision: Decision<'_>) -> Result<()> {
    let Decision { member, kind, subject, said, what, reason } = decision;
    let path = if kind == NoticeKind::Expense { "/my-work/expenses" } else { "/my-work/hours" };
    let text = reason.map(|reason| format!("Reason: {reason}")).unwrap_or_default();
    let members = [member];
    let telling = Telling::new(&members, kind, subject, format!("{said}: {what}"), text);
    notices::tell(tx, telling.with_letter(house, path)).map(drop)
}
