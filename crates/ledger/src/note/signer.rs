//! The signing half of a log's key.

use super::{
    Note, NoteError,
    key::{KeyError, VerifierKey},
    signature::Signature,
};
use ed25519_dalek::{Signer, SigningKey};
use std::fmt;

/// A named Ed25519 key that signs notes. The secret is wiped when it is dropped and never shown.
pub struct NoteSigner {
    secret: SigningKey,
    verifier: VerifierKey,
}

impl NoteSigner {
    /// The signer of this name (the log's origin) with this 32-byte seed.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SigningKey::from_bytes(seed);
        let verifier = VerifierKey::of_signer(name, secret.verifying_key())?;
        Ok(Self { secret, verifier })
    }

    /// The public half, to hand out.
    #[must_use]
    pub const fn verifier_key(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The note with this text and this signature alone. The text must end with a newline.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        Note::sign(text, &[self]).map(|note| note.to_string())
    }

    /// This signer's signature of a text, to add to a note.
    #[must_use]
    pub fn signature(&self, text: &str) -> Signature {
        let bytes = self.secret.sign(text.as_bytes()).to_bytes().to_vec();
        Signature::new(self.verifier.name().to_owned(), self.verifier.id(), bytes)
    }
}

impl fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteSigner({})", self.verifier)
    }
}
