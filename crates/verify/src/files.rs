//! Seeing what a file is.

use ledger::{CONSISTENCY_PREFIX, ConsistencyFile, PROOF_FORMAT, ProofFile, ProofFileError};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

/// Files other than exports are read whole, up to this size.
const MAX_BYTES: u64 = 16 << 20;

/// A file by what it is. Whether it is true is judged later.
pub(crate) enum Content {
    Export(BufReader<File>),
    Proof(Result<ProofFile, ProofFileError>),
    Consistency(Result<ConsistencyFile, ProofFileError>),
    Checkpoint(String),
}

/// A file with its name for messages.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) content: Content,
}

pub(crate) fn read(path: &Path) -> Result<Named, String> {
    let name = path.display().to_string();
    let content = recognise(path).map_err(|why| format!("{name}: {why}"))?;
    Ok(Named { name, content })
}

fn recognise(path: &Path) -> Result<Content, String> {
    let mut file = BufReader::with_capacity(1 << 20, File::open(path).map_err(|error| error.to_string())?);
    let start = file.fill_buf().map_err(|error| error.to_string())?;
    if start.is_empty() {
        return Err("the file is empty".to_owned());
    }
    if start.starts_with(b"{") {
        return Ok(Content::Export(file));
    }
    let mut text = String::new();
    file.take(MAX_BYTES + 1).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 > MAX_BYTES {
        return Err("too large for anything but an export".to_owned());
    }
    if text.starts_with(PROOF_FORMAT) {
        Ok(Content::Proof(ProofFile::parse(&text)))
    } else if text.starts_with(CONSISTENCY_PREFIX) {
        Ok(Content::Consistency(ConsistencyFile::parse(&text)))
    } else if text.contains("\n\n— ") {
        Ok(Content::Checkpoint(text))
    } else {
        Err("neither an export, nor a proof, nor a checkpoint".to_owned())
    }
}
