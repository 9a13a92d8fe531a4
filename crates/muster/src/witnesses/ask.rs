//! One question to one witness, as c2sp.org/tlog-witness has it, and what its answer means.

use crate::settings::Witness;
use envoy::{Answer, Envoy, Question};
use http::Method;
use kernel::{Error, Result};
use ledger::{ConsistencyFile, Hash, Note};
use store::door::SignedHead;

/// What a witness said.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It saw the log only grow: its line.
    Signed(String),
    /// It signed this size last: it is to be proved from there.
    Knows(u64),
    /// It has signed something that this log does not contain.
    Forked,
    /// It does not sign, for a reason that says nothing of the log.
    Refused(String),
    /// It did not answer.
    Nothing(String),
}

/// Shows a head to a witness, with the proof that the log grew to it from `old`.
pub(super) async fn show(envoy: &Envoy, witness: &Witness, head: &SignedHead, old: u64, hashes: Vec<Hash>) -> Result<Said> {
    let checkpoint = Note::parse(&head.note).map_err(Error::internal)?;
    let text = checkpoint.text().to_owned();
    let body = ConsistencyFile { old, hashes, checkpoint }.to_string().into_bytes();
    let question = Question { method: Method::POST, content_type: Some("text/plain; charset=utf-8"), headers: &[], body };
    Ok(match envoy.ask(&witness.heads, question).await {
        Ok(answer) => meaning(witness, &text, &answer),
        Err(fault) => Said::Nothing(fault.to_string()),
    })
}

fn meaning(witness: &Witness, text: &str, answer: &Answer) -> Said {
    let body = std::str::from_utf8(&answer.body).unwrap_or_default();
    match answer.status {
        200 => {
            let lines = Note::parse_lines(body).unwrap_or_default();
            let own = witness.key.own(text, &lines);
            own.map_or_else(|| Said::Refused("false-signature".to_owned()), |line| Said::Signed(line.to_string()))
        }
        409 if answer.content_type.as_deref().is_some_and(|kind| kind.starts_with("text/x.tlog.size")) => {
            body.trim_end().parse().map_or_else(|_| Said::Refused("no-size".to_owned()), Said::Knows)
        }
        // Another head of this very size; or a proof that holds here and does not lead from what was signed there.
        409 | 422 => Said::Forked,
        404 => Said::Refused("unknown-log".to_owned()),
        403 => Said::Refused("unknown-key".to_owned()),
        status => Said::Refused(format!("status-{status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Checkpoint, Cosigner, EMPTY_ROOT};

    #[test]
    fn only_its_own_true_line_counts() {
        let cosigner = Cosigner::from_seed("witness.test/w1", &[9; 32]).unwrap();
        let witness: Witness = format!("{} https://witness.test", cosigner.key()).parse().unwrap();
        let text = Checkpoint::new("muster.test/log/a", 7, EMPTY_ROOT).unwrap().to_string();
        let other = Checkpoint::new("muster.test/log/a", 8, EMPTY_ROOT).unwrap().to_string();
        let said = |status, kind: Option<&str>, body: &str| {
            let answer = Answer { status, content_type: kind.map(str::to_owned), body: body.as_bytes().to_vec(), millis: 1 };
            meaning(&witness, &text, &answer)
        };
        let line = cosigner.cosign(&text, 5).to_string();
        let stranger = Cosigner::from_seed("witness.test/w1", &[8; 32]).unwrap().cosign(&text, 5);
        assert_eq!(said(200, None, &format!("{line}\n")), Said::Signed(line.clone()));
        assert_eq!(said(200, None, &format!("{stranger}\n{line}\n")), Said::Signed(line));
        for bad in [String::new(), format!("{stranger}\n"), format!("{}\n", cosigner.cosign(&other, 5)), "<html>".to_owned()] {
            assert_eq!(said(200, None, &bad), Said::Refused("false-signature".into()), "{bad}");
        }
        assert_eq!(said(409, Some("text/x.tlog.size"), "77\n"), Said::Knows(77));
        assert_eq!(said(409, Some("text/x.tlog.size"), "many\n"), Said::Refused("no-size".into()));
        assert_eq!(said(409, Some("text/plain"), "another"), Said::Forked);
        assert_eq!(said(422, None, ""), Said::Forked);
        assert_eq!(said(502, None, ""), Said::Refused("status-502".into()));
    }
}
