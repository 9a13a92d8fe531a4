//! The latest head of each log, a file each: the text that was signed, durable before the signature leaves.

use ledger::{Checkpoint, leaf_hash};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The folder of heads.
#[derive(Debug)]
pub(crate) struct Kept(PathBuf);

impl Kept {
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        if folder.is_dir() { Ok(Self(folder.to_owned())) } else { Err(format!("{} is no folder", folder.display())) }
    }

    /// The latest head of the log of this origin, if one was ever signed. A damaged file is an error: it may have been damaged on purpose.
    pub(crate) fn latest(&self, origin: &str) -> Result<Option<Checkpoint>, String> {
        let path = self.path(origin);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(format!("{}: {error}", path.display())),
        };
        let head = Checkpoint::parse_text(&text).ok().filter(|head| head.origin == origin);
        head.map(Some).ok_or_else(|| format!("{} is damaged", path.display()))
    }

    /// Keeps this head in place of the one before, and returns once it is on disk.
    pub(crate) fn keep(&self, head: &Checkpoint) -> Result<(), String> {
        let failed = |error: io::Error| format!("{}: {error}", self.0.display());
        let mut new = tempfile::NamedTempFile::new_in(&self.0).map_err(failed)?;
        new.write_all(head.to_string().as_bytes()).and_then(|()| new.as_file().sync_all()).map_err(failed)?;
        new.persist(self.path(&head.origin)).map_err(|error| failed(error.error))?;
        File::open(&self.0).and_then(|folder| folder.sync_all()).map_err(failed)
    }

    fn path(&self, origin: &str) -> PathBuf {
        self.0.join(format!("{}.checkpoint", leaf_hash(origin.as_bytes())))
    }
}
