//! The answer for people.

use crate::{
    instant::rfc3339,
    judgement::{Judgement, Verdict},
    witnessed::Witnessed,
};
use ledger::check::{CheckpointsReport, ExportReport, Fault, ProofReport, Record, Undecided};
use std::io::{self, Write};

pub(crate) fn tell(judgement: &Judgement, out: &mut impl Write) -> io::Result<()> {
    judgement.exports.iter().try_for_each(|(name, report)| tell_export(name, report, out))?;
    judgement.proofs.iter().try_for_each(|(name, report)| tell_proof(name, report, out))?;
    judgement.checkpoints.iter().try_for_each(|report| tell_checkpoints(report, out))?;
    judgement.witnessed.iter().try_for_each(|witnessed| tell_witnessed(witnessed, out))?;
    tell_keys(judgement, out)?;
    match judgement.verdict() {
        Verdict::Verified if judgement.pinned => writeln!(out, "\nVERIFIED"),
        Verdict::Verified => writeln!(out, "\nSELF-CONSISTENT, but by the key inside the file alone"),
        Verdict::False => writeln!(out, "\nFALSE: do not rely on these files"),
        Verdict::Unwitnessed => writeln!(out, "\nNOT WITNESSED: nothing false was found, but too few of the witnesses you named signed"),
        Verdict::Undecided => writeln!(out, "\nNOT DECIDED: nothing false was found, but not everything could be checked"),
    }
}

fn tell_export(name: &str, report: &ExportReport, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{name}: export of {:?}, log {:?}", report.organisation, report.origin)?;
    let erased = match report.erased {
        0 => String::new(),
        erased => format!(", {erased} erased because the log keeps details only so long"),
    };
    writeln!(out, "  {} records, {} with their details{erased}; root {}", report.records, report.opened, report.root)?;
    let newest = report.newest.first();
    let newest = newest.map_or_else(String::new, |known| format!(", the newest signed over {} records", known.checkpoint.size));
    writeln!(out, "  {} signed checkpoints met{newest}", report.checkpoints)?;
    tell_faults(&report.faults, out)?;
    if report.more > 0 { writeln!(out, "  ✗ and {} more faults", report.more) } else { Ok(()) }
}

fn tell_proof(name: &str, report: &ProofReport, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{name}: proof of a record")?;
    report.record.iter().try_for_each(|record| tell_record(record, out))?;
    if let Some(known) = &report.checkpoint {
        writeln!(out, "  in the log {:?} as signed over {} records", known.checkpoint.origin, known.checkpoint.size)?;
    }
    tell_faults(&report.faults, out)?;
    tell_undecided(&report.undecided, out)
}

fn tell_record(record: &Record, out: &mut impl Write) -> io::Result<()> {
    let who = |(kind, id): &(String, Option<String>)| id.as_ref().map_or_else(|| kind.clone(), |id| format!("{kind} {id}"));
    let at = rfc3339(record.at_ms);
    let (actor, subject) = (who(&record.actor), who(&record.subject));
    writeln!(out, "  record {} at {at}: {actor}, {} {}, {subject}", record.seq, record.action, record.outcome.as_str())?;
    // Debug form: what stands in a detail must not be able to steer the terminal.
    match &record.detail {
        Some(detail) => writeln!(out, "  detail {detail:?}"),
        None => writeln!(out, "  its detail is said to be erased; whether the log said so before, an export shows"),
    }
}

fn tell_checkpoints(report: &CheckpointsReport, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "checkpoints")?;
    for known in &report.known {
        let checkpoint = &known.checkpoint;
        writeln!(out, "  {}: log {:?}, {} records, root {}", known.source_name, checkpoint.origin, checkpoint.size, checkpoint.root)?;
    }
    report.grown.iter().try_for_each(|(from, to)| writeln!(out, "  the log only grew from {from} to {to} records"))?;
    tell_faults(&report.faults, out)?;
    tell_undecided(&report.undecided, out)
}

fn tell_witnessed(witnessed: &Witnessed, out: &mut impl Write) -> io::Result<()> {
    for head in &witnessed.heads {
        writeln!(out, "{}: the head over {} records", head.source_name, head.size)?;
        head.seen.iter().try_for_each(|(name, at)| writeln!(out, "  seen by {name} at {}", rfc3339(*at)))?;
        if !head.is_enough(witnessed.quorum) {
            let (found, wanted) = (head.seen.len(), witnessed.quorum);
            writeln!(out, "  ✗ [unwitnessed] {found} of the {wanted} cosignatures that you ask for")?;
        }
    }
    Ok(())
}

fn tell_faults(faults: &[Fault], out: &mut impl Write) -> io::Result<()> {
    faults.iter().try_for_each(|fault| writeln!(out, "  ✗ [{}] {}", fault.code(), printable(&fault.to_string())))
}

fn tell_undecided(undecided: &[Undecided], out: &mut impl Write) -> io::Result<()> {
    undecided.iter().try_for_each(|gap| writeln!(out, "  ? [{}] {}", gap.code(), printable(&gap.to_string())))
}

fn tell_keys(judgement: &Judgement, out: &mut impl Write) -> io::Result<()> {
    let whose = if judgement.pinned { "checked with the key you gave" } else { "checked with the key inside the file" };
    judgement.keys.iter().try_for_each(|key| writeln!(out, "{whose}: {}", printable(&key.to_string())))?;
    if !judgement.pinned && !judgement.exports.is_empty() {
        writeln!(
            out,
            "No key was given with --key. The key inside the file was used, which shows only that the file agrees with itself:\n\
             whoever can replace the file can replace the key in it. Get the key from another place and pass it."
        )?;
    }
    Ok(())
}

/// Names and texts come from the files: control characters in them must not reach the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
