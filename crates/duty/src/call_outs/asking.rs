//! Asking each of them: a notice, and a letter with a link of their own.

use super::follow::facts;
use super::rows::CallOutRow;
use access::answering;
use courier::{House, Letter};
use kernel::{MemberId, Result};
use notices::{NoticeKind, Telling};
use roster::requirements::RequirementRow;
use store::{Subject, WriteTx};

/// Tells everybody who is asked, in the name of whoever calls.
pub(super) fn ask(tx: &mut WriteTx<'_>, house: &House, by: &str, row: &CallOutRow, of: &RequirementRow, asked: &[MemberId]) -> Result<()> {
    let duty = facts(of)?;
    for member in asked {
        let link = answering::make(tx, &house.site, *member, row.id.as_str(), row.until_at)?;
        let letter = Letter::CallOut { by: by.to_owned(), text: row.text.clone(), duty: duty.clone(), link, until: row.until_at };
        let telling = Telling {
            members: &[*member],
            kind: NoticeKind::CallOut,
            subject: Subject::new("call_out", row.id),
            title: format!("You are needed: {}", duty.what),
            text: row.text.clone(),
            acknowledge: false,
            urgent: true,
            letter: Some((house.clone(), letter)),
        };
        notices::tell(tx, telling)?;
    }
    Ok(())
}
