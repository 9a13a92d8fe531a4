//! Where the bytes of an import are: sealed in the organisation's folder, or in a file at the command line.

use super::ImportId;
use super::rows::ImportRow;
use access::{Cx, Permission};
use kernel::{Error, Result};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use vault::FileSealer;

/// A file that can be read from its start as often as needed.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// Sealed with the organisation's key.
    Sealed { path: PathBuf, id: ImportId, sealer: FileSealer },
    /// As it is; only ever one that was there before.
    Plain { path: PathBuf },
}

impl Source {
    /// The file of an import that was sent.
    pub(super) fn of<P: Permission>(cx: &Cx<P>, row: &ImportRow) -> Result<Self> {
        if row.sealed_file.is_empty() {
            return Err(not_kept());
        }
        let path = folder(cx).join(&row.sealed_file);
        Ok(Self::Sealed { path, id: row.id, sealer: cx.files()?.clone() })
    }

    /// Begins to read.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Self::Sealed { path, id, sealer } => Ok(Box::new(sealer.reader(&file_id(*id), BufReader::new(File::open(path)?))?)),
            Self::Plain { path } => Ok(Box::new(File::open(path)?)),
        }
    }
}

/// A file that was let go, was read at the command line, or lies on another server.
pub(super) fn not_kept() -> Error {
    Error::refused("file-not-kept", "The file of this import is not kept here: send it again.")
}

/// Where sealed files of imports are kept.
pub(super) fn folder<P: Permission>(cx: &Cx<P>) -> PathBuf {
    cx.file_folder().join("imports")
}

/// What a file is sealed for.
pub(super) fn file_id(id: ImportId) -> String {
    format!("import/{id}")
}
