//! Asking to look in; from the server's command line alone.

use super::rules::{MOST_OPEN, SupportState};
use super::{SUPPORT_ASKED, SupportGrantId, rows};
use kernel::{Error, Line, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Asks an organisation's owners; open for 72 hours.
pub fn ask(mut tx: WriteTx<'_>, reason: &Line<200>) -> Result<Committed<SupportGrantId>> {
    if rows::now_in(&mut tx, SupportState::Asked)?.len() >= MOST_OPEN {
        return Err(Error::refused("too-many-questions", format!("{MOST_OPEN} questions are open: wait for an answer")));
    }
    let id = SupportGrantId::new(tx.now(), tx.rng());
    rows::insert(&mut tx, id, reason.as_str())?;
    tx.commit(Event::new(&SUPPORT_ASKED, Subject::new("support_grant", id)).label(reason.as_str()), id)
}
