//! The answer for programs.

use crate::{
    instant::rfc3339,
    judgement::Judgement,
    witnessed::{Head, Witnessed},
};
use ledger::check::{CheckpointsReport, ExportReport, Fault, Known, ProofReport, Record, Undecided};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(crate) fn tell(judgement: &Judgement, out: &mut impl Write) -> io::Result<()> {
    let answer = json!({
        "verdict": judgement.verdict().word(),
        "key_pinned": judgement.pinned,
        "keys": judgement.keys.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "exports": judgement.exports.iter().map(|(name, report)| export(name, report)).collect::<Vec<_>>(),
        "proofs": judgement.proofs.iter().map(|(name, report)| proof(name, report)).collect::<Vec<_>>(),
        "checkpoints": judgement.checkpoints.as_ref().map(checkpoints),
        "witnessed": judgement.witnessed.as_ref().map(witnessed),
    });
    serde_json::to_writer_pretty(&mut *out, &answer)?;
    writeln!(out)
}

fn export(name: &str, report: &ExportReport) -> Value {
    json!({
        "file": name,
        "origin": report.origin,
        "organisation": report.organisation,
        "records": report.records,
        "opened": report.opened,
        "erased": report.erased,
        "root": report.root.to_base64(),
        "checkpoints": report.checkpoints,
        "newest": report.newest.first().map(|newest| newest.checkpoint.size),
        "faults": faults(&report.faults),
        "more_faults": report.more,
    })
}

fn proof(name: &str, report: &ProofReport) -> Value {
    json!({
        "file": name,
        "record": report.record.as_ref().map(record),
        "checkpoint": report.checkpoint.as_ref().map(known),
        "faults": faults(&report.faults),
        "undecided": undecided(&report.undecided),
    })
}

fn record(record: &Record) -> Value {
    json!({
        "seq": record.seq,
        "at": rfc3339(record.at_ms),
        "actor": { "kind": record.actor.0, "id": record.actor.1 },
        "action": record.action,
        "outcome": record.outcome.as_str(),
        "subject": { "kind": record.subject.0, "id": record.subject.1 },
        "detail": record.detail,
    })
}

fn checkpoints(report: &CheckpointsReport) -> Value {
    json!({
        "known": report.known.iter().map(known).collect::<Vec<_>>(),
        "grown": report.grown.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect::<Vec<_>>(),
        "faults": faults(&report.faults),
        "undecided": undecided(&report.undecided),
    })
}

fn witnessed(witnessed: &Witnessed) -> Value {
    let seen = |(name, at): &(String, u64)| json!({ "witness": name, "at": rfc3339(*at) });
    let head = |head: &Head| {
        let (seen, enough) = (head.seen.iter().map(seen).collect::<Vec<_>>(), head.is_enough(witnessed.quorum));
        json!({ "source": head.source_name, "size": head.size, "seen": seen, "enough": enough })
    };
    json!({ "quorum": witnessed.quorum, "heads": witnessed.heads.iter().map(head).collect::<Vec<_>>() })
}

fn known(known: &Known) -> Value {
    let checkpoint = &known.checkpoint;
    json!({ "source": known.source_name, "origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.to_base64() })
}

fn faults(faults: &[Fault]) -> Vec<Value> {
    faults.iter().map(|fault| json!({ "code": fault.code(), "message": fault.to_string() })).collect()
}

fn undecided(undecided: &[Undecided]) -> Vec<Value> {
    undecided.iter().map(|gap| json!({ "code": gap.code(), "message": gap.to_string() })).collect()
}
