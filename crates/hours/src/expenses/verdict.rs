//! A move of an expense from one state to the next, as all of them go.

use super::ExpenseId;
use super::rows::{self, ExpenseRow};
use super::rules::ExpenseAct;
use super::wire::ExpenseView;
use crate::telling::{self, Decision};
use access::edge::IfMatch;
use courier::House;
use kernel::{Error, Result};
use notices::NoticeKind;
use store::{Action, Committed, Event, Subject, WriteTx};

/// Which expense, at which version, and what becomes of it.
pub(super) struct Move {
    pub(super) id: ExpenseId,
    pub(super) if_match: IfMatch,
    pub(super) act: ExpenseAct,
    pub(super) action: &'static Action,
    pub(super) note: Option<String>,
}

/// Moves it, as far as the rules and the asker's reach let it; `set` writes what goes with the new state.
pub(super) fn carry_out(
    mut tx: WriteTx<'_>,
    house: &House,
    moved: Move,
    set: fn(&mut WriteTx<'_>, &mut ExpenseRow),
) -> Result<Committed<ExpenseView>> {
    let (mut row, ..) = rows::find(&mut tx, moved.id)?;
    // What only its claimant and those who read may see is not for everybody who may see it to decide.
    if moved.act != ExpenseAct::Submit && !tx.reach().holds(tx.actor().member(), row.unit_id, Some(row.member_id), None) {
        return Err(Error::not_found("expense"));
    }
    moved.if_match.hold(row.version, || ExpenseView::now(&mut tx, &row))?;
    let before = row.state;
    row.state = row.claim().after(moved.act, tx.actor().member())?;
    row.reason.clone_from(&moved.note);
    set(&mut tx, &mut row);
    rows::save(&mut tx, &mut row)?;
    tell(&mut tx, house, &row, moved.act)?;
    let event = Event::new(moved.action, Subject::new("expense", row.id))
        .label(row.label())
        .change("state", &before, &row.state)
        .note(moved.note)
        .touching(Subject::new("member", row.member_id));
    let view = ExpenseView::now(&mut tx, &row)?;
    tx.commit(event, view)
}

/// The claimant hears what was decided.
fn tell(tx: &mut WriteTx<'_>, house: &House, row: &ExpenseRow, act: ExpenseAct) -> Result<()> {
    let said = match act {
        ExpenseAct::Approve => "Your expense was approved",
        ExpenseAct::Reject => "Your expense was refused",
        ExpenseAct::Pay => "Your expense was paid",
        _ => return Ok(()),
    };
    let (member, subject) = (row.member_id, Subject::new("expense", row.id));
    telling::tell(
        tx,
        house,
        Decision { member, kind: NoticeKind::Expense, subject, said, what: row.label(), reason: row.reason.as_deref() },
    )
}

/// Who decided, and when.
pub(super) fn decided(tx: &mut WriteTx<'_>, row: &mut ExpenseRow) {
    (row.decided_by, row.decided_at) = (tx.actor().member(), Some(tx.now()));
}
