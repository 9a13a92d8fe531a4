//! The one row that says whether the organisation is to be deleted.

use super::wire::{DeletionState, DeletionView};
use crate::holdings;
use crate::links::MemberLink;
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use store::schema::organisation_deletion as deletion;
use store::{Tx, WriteTx};

/// The one row's name.
const NAME: &str = "only";

/// What was decided; without a day nothing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deletion {
    pub(super) version: i64,
    pub(super) reason: Option<String>,
    /// Nobody where the operator did.
    pub(super) asked_by: Option<MemberId>,
    pub(super) confirmed_by: Option<MemberId>,
    pub(super) decided_at: Option<Timestamp>,
    pub(super) due_at: Option<Timestamp>,
    pub(super) begun_at: Option<Timestamp>,
}

type Row = (i64, Option<String>, Option<MemberId>, Option<MemberId>, Option<Timestamp>, Option<Timestamp>, Option<Timestamp>);

impl Deletion {
    /// Nothing decided, as the version after this one.
    pub(super) fn none_after(version: i64) -> Self {
        Self { version: version + 1, reason: None, asked_by: None, confirmed_by: None, decided_at: None, due_at: None, begun_at: None }
    }

    fn state(&self) -> DeletionState {
        match (self.due_at, self.begun_at) {
            (None, _) => DeletionState::None,
            (Some(_), None) => DeletionState::Waiting,
            (Some(_), Some(_)) => DeletionState::Begun,
        }
    }

    /// As it is told.
    pub(super) fn view(&self, tx: &mut Tx<'_>) -> Result<DeletionView> {
        let mut link = |id: Option<MemberId>| -> Result<Option<MemberLink>> {
            id.map(|id| Ok(MemberLink { id, name: holdings::name_of(tx, id)? })).transpose()
        };
        Ok(DeletionView {
            version: self.version,
            state: self.state(),
            reason: self.reason.clone(),
            asked_by: link(self.asked_by)?,
            confirmed_by: link(self.confirmed_by)?,
            by_operator: self.due_at.is_some() && self.asked_by.is_none(),
            decided_at: self.decided_at,
            due_at: self.due_at,
        })
    }
}

/// As stored, or as it is where nothing was ever decided.
pub(super) fn read(tx: &mut Tx<'_>) -> Result<Deletion> {
    let row: Option<Row> = deletion::table
        .find(NAME)
        .select((
            deletion::version,
            deletion::reason,
            deletion::asked_by,
            deletion::confirmed_by,
            deletion::decided_at,
            deletion::due_at,
            deletion::begun_at,
        ))
        .get_result(tx.db())
        .optional()?;
    let Some((version, reason, asked_by, confirmed_by, decided_at, due_at, begun_at)) = row else { return Ok(Deletion::none_after(0)) };
    Ok(Deletion { version, reason, asked_by, confirmed_by, decided_at, due_at, begun_at })
}

/// Keeps it.
pub(super) fn keep(tx: &mut WriteTx<'_>, kept: &Deletion) -> Result<()> {
    let columns = (
        deletion::version.eq(kept.version),
        deletion::reason.eq(kept.reason.as_deref()),
        deletion::asked_by.eq(kept.asked_by),
        deletion::confirmed_by.eq(kept.confirmed_by),
        deletion::decided_at.eq(kept.decided_at),
        deletion::due_at.eq(kept.due_at),
        deletion::begun_at.eq(kept.begun_at),
    );
    if diesel::update(deletion::table.find(NAME)).set(columns).execute(tx.db())? == 0 {
        diesel::insert_into(deletion::table).values((deletion::name.eq(NAME), columns)).execute(tx.db())?;
    }
    Ok(())
}
