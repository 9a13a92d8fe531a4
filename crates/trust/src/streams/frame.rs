//! A record as a syslog message (RFC 5424), and messages as they go over TLS (RFC 5425): each behind its length.
//!
//! The structured data name what rules of a collector mostly look at; the message is the record's JSON, in ASCII, so that no byte order
//! mark has to stand before it. Muster has no enterprise number: its data stand under 32473, which is set aside for examples (RFC 5612).

use crate::audit::AuditItem;
use kernel::{Error, Result, Timestamp};
use serde::Serialize;
use std::fmt::Write as _;
use store::Outcome;

/// Log audit.
const FACILITY: u8 = 13;
/// Longest message id.
const ID: usize = 32;
/// Longest host name.
const HOST: usize = 255;

/// What became of an act, as a severity: informational, notice, warning.
fn severity(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Done => 6,
        Outcome::Refused => 5,
        Outcome::Failed => 4,
    }
}

/// The message of one record of `organisation`, from the server `host`.
pub(super) fn of_record(host: &str, organisation: &str, item: &AuditItem) -> Result<Vec<u8>> {
    let named = |kind: &str, id: Option<&str>| id.map_or_else(|| kind.to_owned(), |id| format!("{kind}/{id}"));
    let actor_id = item.actor.id.map(|id| id.to_string());
    let data = [
        ("org", organisation.to_owned()),
        ("seq", item.seq.to_string()),
        ("action", item.action.clone()),
        ("outcome", item.outcome.as_str().to_owned()),
        ("actor", named(item.actor.kind.as_str(), actor_id.as_deref())),
        ("subject", named(&item.subject.kind, item.subject.id.as_deref())),
        ("leaf", item.leaf_hash.clone()),
    ];
    message(host, item.at, severity(item.outcome), &item.action, &data, item)
}

/// A message to try a stream out: no record, and no number.
pub(super) fn of_trial(host: &str, organisation: &str, at: Timestamp) -> Result<Vec<u8>> {
    let data = [("org", organisation.to_owned()), ("action", TRIAL.to_owned())];
    message(host, at, severity(Outcome::Done), TRIAL, &data, &serde_json::json!({"action": TRIAL, "at": at}))
}

/// What a trial calls itself.
pub(super) const TRIAL: &str = "audit_stream.trial";

fn message(host: &str, at: Timestamp, severity: u8, id: &str, data: &[(&str, String)], told: &impl Serialize) -> Result<Vec<u8>> {
    let mut text = format!("<{}>1 {at} {} muster - {} [muster@32473", FACILITY * 8 + severity, header(host, HOST), header(id, ID));
    for (name, value) in data {
        // Writing to a String does not fail.
        let _ = write!(text, " {name}=\"{}\"", escaped(value));
    }
    text.push_str("] ");
    text.push_str(&ascii(&serde_json::to_string(told).map_err(Error::internal)?));
    Ok(format!("{} {text}", text.len()).into_bytes())
}

/// A field of the header: visible ASCII, `-` for nothing.
fn header(text: &str, most: usize) -> String {
    let kept: String = text.chars().filter(char::is_ascii_graphic).take(most).collect();
    if kept.is_empty() { "-".to_owned() } else { kept }
}

/// A value of the structured data.
fn escaped(value: &str) -> String {
    value.chars().flat_map(|c| matches!(c, '"' | '\\' | ']').then_some('\\').into_iter().chain([c])).collect()
}

/// JSON whose texts are written in ASCII; outside of texts it has nothing else.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{AuditActor, AuditSubject};
    use kernel::ActorKind;

    fn item() -> AuditItem {
        AuditItem {
            seq: 48_211,
            at: Timestamp::parse("2026-11-21T09:30:00Z").unwrap(),
            actor: AuditActor { kind: ActorKind::System, id: None, name: "Muster".into() },
            action: "job.closed".into(),
            subject: AuditSubject { kind: "job".into(), id: Some("job_01".into()), label: "Käthe's \u{1F511}\n".into() },
            changes: Vec::new(),
            note: None,
            outcome: Outcome::Refused,
            address: None,
            leaf_hash: "e3b0".into(),
            erased: false,
        }
    }

    #[test]
    fn a_record_is_a_message_behind_its_length() {
        let framed = String::from_utf8(of_record("muster.example.org", "org_01", &item()).unwrap()).unwrap();
        let (length, text) = framed.split_once(' ').unwrap();
        assert_eq!(length.parse::<usize>().unwrap(), text.len());
        let start = "<109>1 2026-11-21T09:30:00.000Z muster.example.org muster - job.closed [muster@32473 org=\"org_01\" seq=\"48211\" \
             action=\"job.closed\" outcome=\"refused\" actor=\"system\" subject=\"job/job_01\" leaf=\"e3b0\"] {";
        assert!(text.starts_with(start), "{text}");
        assert!(text.is_ascii() && !text.contains('\n'), "{text}");
        let json: serde_json::Value = serde_json::from_str(&text[start.len() - 1..]).unwrap();
        assert_eq!(json, serde_json::to_value(item()).unwrap(), "nothing of it is lost");
    }

    #[test]
    fn nothing_in_a_value_ends_it() {
        assert_eq!(escaped(r#"a"] \x"#), r#"a\"\] \\x"#);
        let hostile = AuditItem { action: "x\"] <110>1 forged".into(), ..item() };
        let framed = String::from_utf8(of_record("h o\u{7}st", "org_01", &hostile).unwrap()).unwrap();
        assert!(
            framed.contains(" host muster - x\"]<110>1forged [muster@32473 org=\"org_01\" seq=\"48211\" action=\"x\\\"\\] <110>1 forged\""),
            "{framed}"
        );
        assert_eq!(header("", ID), "-");
        assert_eq!(header(&"a".repeat(40), ID).len(), ID);
    }

    #[test]
    fn what_became_of_it_is_its_severity() {
        assert_eq!([Outcome::Done, Outcome::Refused, Outcome::Failed].map(severity), [6, 5, 4]);
    }
}
