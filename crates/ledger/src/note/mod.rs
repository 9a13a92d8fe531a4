//! Signed notes (c2sp.org/signed-note): a text, an empty line, and one or more signature lines.
//!
//! The text means nothing until [`Note::verify`] has found a trusted signature under it. The signatures are a list: a
//! note may also carry those of witnesses, of a key being rotated in, or of kinds not known here, which are ignored.

mod cosignature;
mod key;
mod signature;
mod signer;
#[cfg(test)]
mod wycheproof;

pub use cosignature::Cosigner;
pub use key::{KeyError, KeyId, NamedKey, VerifierKey, WitnessKey, check_name};
pub use signature::Signature;
pub use signer::NoteSigner;

/// Longest note read.
pub const MAX_NOTE_BYTES: usize = 1 << 20;
/// Most signatures a note may carry (the specification asks for at least 16; a post-quantum one has 5 kB).
pub const MAX_SIGNATURES: usize = 100;

/// A well-formed note, its signatures not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// Why bytes are not a note, or a note is not to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than [`MAX_NOTE_BYTES`].
    #[error("a note of {0} bytes is too long")]
    TooLong(usize),
    /// A control character other than the newline.
    #[error("a note has no control characters")]
    Control,
    /// The text is empty or does not end with a newline.
    #[error("a note's text ends with a newline")]
    Text,
    /// No empty line sets signatures apart from the text.
    #[error("no signatures follow the text")]
    NoSignatures,
    /// More than [`MAX_SIGNATURES`].
    #[error("a note with {0} signatures has too many")]
    TooManySignatures(usize),
    /// A line among the signatures is not one.
    #[error("signature line {0} is malformed")]
    SignatureLine(usize),
    /// A key's name or text is malformed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A signature names a trusted key, but is not by it.
    #[error("the signature that names the trusted key {0} is false")]
    False(String),
    /// None of the trusted keys signed.
    #[error("no trusted key signed this note; it names the keys {0}")]
    Unsigned(String),
}

impl Note {
    /// Reads a note; the last empty line parts text and signatures.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > MAX_NOTE_BYTES {
            return Err(NoteError::TooLong(note.len()));
        }
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoteError::NoSignatures)?;
        let text = format!("{text}\n");
        check_text(&text)?;
        let lines = signatures.strip_suffix('\n').ok_or(NoteError::NoSignatures)?;
        let count = lines.split('\n').count();
        if count > MAX_SIGNATURES {
            return Err(NoteError::TooManySignatures(count));
        }
        let line = |(at, line)| Signature::parse(line).ok_or(NoteError::SignatureLine(at + 1));
        let signatures = lines.split('\n').enumerate().map(line).collect::<Result<_, _>>()?;
        Ok(Self { text, signatures })
    }

    /// A note with this text, signed by each of the signers.
    pub fn sign(text: &str, signers: &[&NoteSigner]) -> Result<Self, NoteError> {
        check_text(text)?;
        if signers.is_empty() {
            return Err(NoteError::NoSignatures);
        }
        let signatures = signers.iter().map(|signer| signer.signature(text)).collect();
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text, up to and with its last newline. Not to be trusted before [`Note::verify`].
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, of known and unknown keys.
    #[must_use]
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds another signature, as a witness does.
    pub fn add(&mut self, signature: Signature) {
        self.signatures.push(signature);
    }

    /// Reads the lines that a witness answered for a note with this text.
    pub fn parse_lines(lines: &str) -> Result<Vec<Signature>, NoteError> {
        let line = |(at, line)| Signature::parse(line).ok_or(NoteError::SignatureLine(at + 1));
        lines.trim_end_matches('\n').split('\n').take(MAX_SIGNATURES).enumerate().map(line).collect()
    }

    /// Checks every signature that names one of these keys and gives the keys that signed: at least one.
    ///
    /// A false signature in the name of a trusted key refuses the note even when another is good.
    pub fn verify<'k>(&self, trusted: &'k [VerifierKey]) -> Result<Vec<&'k VerifierKey>, NoteError> {
        let mut signed = Vec::new();
        for signature in &self.signatures {
            let named = |key: &&VerifierKey| key.name() == signature.name() && key.id() == signature.key_id();
            for key in trusted.iter().filter(named) {
                if !key.verifies(self.text.as_bytes(), signature.bytes()) {
                    return Err(NoteError::False(key.name().to_owned()));
                }
                if !signed.contains(&key) {
                    signed.push(key);
                }
            }
        }
        if signed.is_empty() { Err(NoteError::Unsigned(self.names())) } else { Ok(signed) }
    }

    fn names(&self) -> String {
        let names: Vec<String> = self.signatures.iter().map(|signature| format!("{}+{}", signature.name(), signature.key_id())).collect();
        names.join(", ")
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    if text.chars().any(|c| c < ' ' && c != '\n') {
        return Err(NoteError::Control);
    }
    if text.ends_with('\n') { Ok(()) } else { Err(NoteError::Text) }
}
