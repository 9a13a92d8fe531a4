//! Event records as lines and in full.

use crate::failure::Failure;
use crate::say::{Say, table};
use crate::support::Reading;
use kernel::Limit;
use serde_json::{Value, json};
use std::fmt::Write as _;
use store::events::{self, Filter, Record};

pub(super) async fn list(reading: &Reading, action: Option<String>, subject: Option<String>, limit: u8, say: Say) -> Result<(), Failure> {
    let limit = Limit::new(limit).ok_or_else(|| Failure::usage("--limit is from 1 to 200"))?;
    let filter = Filter { action, subject, ..Filter::default() };
    let mut records = reading.read(move |tx| events::list(tx, &filter, limit)).await?;
    records.truncate(usize::try_from(limit.get()).unwrap_or(usize::MAX));
    let values: Vec<Value> = records.iter().map(value).collect();
    say.answer(&values, |_| table(["SEQ", "AT", "ACTOR", "ACTION", "OUTCOME", "SUBJECT"], &records.iter().map(row).collect::<Vec<_>>()));
    Ok(())
}

pub(super) async fn show(reading: &Reading, seq: i64, say: Say) -> Result<(), Failure> {
    let record = reading.read(move |tx| events::find(tx, seq)).await?;
    let record = record.ok_or_else(|| Failure::failed(format!("there is no event record {seq}")))?;
    say.answer(&value(&record), |_| told(&record));
    Ok(())
}

fn row(record: &Record) -> [String; 6] {
    let actor = record.actor.map_or_else(|| record.actor_kind.as_str().to_owned(), |id| id.to_string());
    let label = record.detail.as_ref().map(|opened| opened.detail.label.clone()).unwrap_or_default();
    let subject = record.subject_id.clone().unwrap_or_else(|| record.subject_kind.clone());
    let subject = if label.is_empty() { subject } else { format!("{label} ({subject})") };
    [record.seq.to_string(), record.at.to_string(), actor, record.action.clone(), record.outcome.as_str().to_owned(), subject]
}

fn value(record: &Record) -> Value {
    let detail = record.detail.as_ref().map(|opened| &opened.detail);
    json!({
        "seq": record.seq, "at": record.at, "actor": {"kind": record.actor_kind, "id": record.actor}, "action": record.action,
        "outcome": record.outcome, "subject": {"kind": record.subject_kind, "id": record.subject_id}, "touched": record.touched,
        "leaf_hash": record.leaf.to_base64(), "detail": detail, "erased": detail.is_none(),
    })
}

fn told(record: &Record) -> String {
    let [seq, at, actor, action, outcome, subject] = row(record);
    let mut text = format!("{seq}  {at}\n{action}, {outcome}\nby {actor}\non {subject}\nleaf {}", record.leaf.to_base64());
    match &record.detail {
        None => text.push_str("\nThe detail was erased, because the organisation keeps details only so long; its commitment stays."),
        Some(opened) => {
            for change in &opened.detail.changes {
                let _ = write!(text, "\n  {}: {} → {}", change.field, change.before, change.after);
            }
            if let Some(note) = &opened.detail.note {
                let _ = write!(text, "\n  “{note}”");
            }
        }
    }
    text
}
