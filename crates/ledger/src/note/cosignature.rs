//! Cosignatures (c2sp.org/tlog-cosignature, `cosignature/v1`): a witness says when it saw that a log had only grown.

use super::Note;
use super::key::{KeyError, WitnessKey};
use super::signature::Signature;
use ed25519_dalek::{Signer as _, SigningKey};
use std::fmt;

/// What is signed: the time in whole seconds since 1970, then the checkpoint's text.
fn message(seconds: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

/// The signing half of a witness's key. The secret is wiped when it is dropped and never shown.
pub struct Cosigner {
    secret: SigningKey,
    key: WitnessKey,
}

impl Cosigner {
    /// The witness of this name with this 32-byte seed.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SigningKey::from_bytes(seed);
        let key = WitnessKey::of_signer(name, secret.verifying_key())?;
        Ok(Self { secret, key })
    }

    /// The public half, to hand out.
    #[must_use]
    pub const fn key(&self) -> &WitnessKey {
        &self.key
    }

    /// The line to add to a note with this text. Whoever calls this has seen that the log only grew.
    #[must_use]
    pub fn cosign(&self, text: &str, seconds: u64) -> Signature {
        let signature = self.secret.sign(message(seconds, text).as_bytes());
        let bytes = [seconds.to_be_bytes().as_slice(), &signature.to_bytes()].concat();
        Signature::new(self.key.name().to_owned(), self.key.id(), bytes)
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cosigner({})", self.key)
    }
}

impl WitnessKey {
    /// When this witness says it saw the note's log grow, in seconds since 1970; `None` when it did not sign, or not truly.
    #[must_use]
    pub fn seen(&self, note: &Note) -> Option<u64> {
        note.signatures().iter().find_map(|signature| self.seen_by(note.text(), signature))
    }

    /// Which of these lines is this witness's own, of the checkpoint with this text.
    #[must_use]
    pub fn own<'l>(&self, text: &str, lines: &'l [Signature]) -> Option<&'l Signature> {
        lines.iter().find(|line| self.seen_by(text, line).is_some())
    }

    fn seen_by(&self, text: &str, signature: &Signature) -> Option<u64> {
        if signature.name() != self.name() || signature.key_id() != self.id() {
            return None;
        }
        let (time, signed) = signature.bytes().split_first_chunk::<8>()?;
        let seconds = u64::from_be_bytes(*time);
        self.verifies(message(seconds, text).as_bytes(), signed).then_some(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checkpoint, EMPTY_ROOT, NoteSigner};

    fn note() -> Note {
        let signer = NoteSigner::from_seed("muster.test/log/a", &[7; 32]).unwrap();
        Note::parse(&Checkpoint::new("muster.test/log/a", 0, EMPTY_ROOT).unwrap().sign(&signer).unwrap()).unwrap()
    }

    #[test]
    fn a_witness_says_when_it_saw() {
        let witness = Cosigner::from_seed("witness.test/w1", &[9; 32]).unwrap();
        let mut note = note();
        assert_eq!(witness.key().seen(&note), None);
        note.add(witness.cosign(note.text(), 1_795_000_000));
        let read = Note::parse(&note.to_string()).unwrap();
        assert_eq!(witness.key().seen(&read), Some(1_795_000_000));
        // Another text, another time, another witness: not seen.
        let other = Note::parse(&note.to_string().replace("\n0\n", "\n1\n")).unwrap();
        assert_eq!(witness.key().seen(&other), None);
        assert_eq!(Cosigner::from_seed("witness.test/w1", &[8; 32]).unwrap().key().seen(&read), None);
        let line = note.signatures()[1].clone();
        let mut bytes = line.bytes().to_vec();
        bytes[7] ^= 1;
        let mut forged = self::note();
        forged.add(Signature::new(line.name().to_owned(), line.key_id(), bytes));
        assert_eq!(witness.key().seen(&forged), None);
    }

    #[test]
    fn the_log_s_own_signature_still_holds_beside_it() {
        let log = NoteSigner::from_seed("muster.test/log/a", &[7; 32]).unwrap();
        let mut note = note();
        note.add(Cosigner::from_seed("witness.test/w1", &[9; 32]).unwrap().cosign(note.text(), 5));
        assert_eq!(note.verify(&[log.verifier_key().clone()]).unwrap().len(), 1);
    }

    #[test]
    fn keys_are_written_and_read_back_and_are_of_their_own_kind() {
        let key = Cosigner::from_seed("witness.test/w1", &[9; 32]).unwrap().key().clone();
        assert_eq!(key.to_string().parse::<WitnessKey>().unwrap(), key);
        assert_eq!(key.to_string().parse::<crate::VerifierKey>().unwrap_err(), KeyError::Type { expected: 1, found: 4 });
        let log = NoteSigner::from_seed("muster.test/log/a", &[7; 32]).unwrap();
        assert_eq!(log.verifier_key().to_string().parse::<WitnessKey>().unwrap_err(), KeyError::Type { expected: 4, found: 1 });
    }
}
