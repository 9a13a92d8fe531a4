//! The root key in a file of its own: made at the first run, readable by its owner alone.
//!
//! Invariants: a key file is never overwritten; it is on disk, folder entry included, before anything is wrapped with it;
//! it is judged by what was opened, not by its path, so that it cannot be swapped between the look and the reading.

use super::{RootKey, RootKeyError};
use crate::random::Random;
use rustix::fs::OFlags;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;
use zeroize::Zeroizing;

/// Makes and opens key files.
#[derive(Debug, Clone, Copy)]
pub struct KeyFile;

/// Longer than any key line; what lies beyond is not read.
const MOST_BYTES: usize = 256;

impl KeyFile {
    /// Makes a new root key in a new file of mode 0400.
    pub fn create_new(path: impl AsRef<Path>, random: &mut dyn Random) -> Result<RootKey, RootKeyError> {
        let key = RootKey::generate(random)?;
        Self::write_new(path, &key)?;
        Ok(key)
    }

    /// Writes `key` into a new file of mode 0400; refuses if there is one.
    pub fn write_new(path: impl AsRef<Path>, key: &RootKey) -> Result<(), RootKeyError> {
        let path = path.as_ref();
        let failed = |source| RootKeyError::Io { path: path.into(), source };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o400);
        let mut file = options.open(path).map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => RootKeyError::Exists(path.into()),
            _ => failed(source),
        })?;
        let mut line = key.to_text();
        line.reserve_exact(1);
        line.push('\n');
        let written = file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| sync_folder(path));
        if let Err(source) = written {
            // Half a key is worse than none: the next start would find it and stop.
            let _ = std::fs::remove_file(path);
            return Err(failed(source));
        }
        Ok(())
    }

    /// Opens a key file, refusing one that others could have read or swapped.
    pub fn open(path: impl AsRef<Path>) -> Result<RootKey, RootKeyError> {
        let path = path.as_ref();
        let file = open_plain(path)?;
        let about = file.metadata().map_err(|source| RootKeyError::Io { path: path.into(), source })?;
        let us = rustix::process::geteuid().as_raw();
        if about.uid() != us && about.uid() != 0 {
            return Err(RootKeyError::Owner { path: path.into(), owner: about.uid(), us });
        }
        if about.mode() & 0o077 != 0 {
            return Err(RootKeyError::Open { path: path.into(), mode: about.mode() & 0o7777 });
        }
        read_key(path, &file)
    }

    /// Puts the new key file in the place of the old one, which is kept under `retired`: the last step of a rotation.
    pub fn replace(path: impl AsRef<Path>, new: impl AsRef<Path>, retired: impl AsRef<Path>) -> Result<(), RootKeyError> {
        let (path, new, retired) = (path.as_ref(), new.as_ref(), retired.as_ref());
        let failed = |path: &Path| {
            let path = path.to_path_buf();
            move |source| RootKeyError::Io { path, source }
        };
        // A link first, so that at no moment is the old key without a name.
        std::fs::hard_link(path, retired).map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => RootKeyError::Exists(retired.into()),
            _ => failed(retired)(source),
        })?;
        std::fs::rename(new, path).map_err(failed(path))?;
        sync_folder(path).map_err(failed(path))?;
        sync_folder(retired).map_err(failed(retired))
    }
}

/// Opens a plain file, following no link in the last part of its path and waiting for no pipe.
pub(super) fn open_plain(path: &Path) -> Result<File, RootKeyError> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC).bits();
    let flags = i32::try_from(flags).unwrap_or_default();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(|source| {
        match source.raw_os_error().map(rustix::io::Errno::from_raw_os_error) {
            Some(rustix::io::Errno::LOOP) => RootKeyError::NotPlain(path.into()),
            Some(rustix::io::Errno::NOENT) => RootKeyError::Missing(path.into()),
            _ => RootKeyError::Io { path: path.into(), source },
        }
    })?;
    match file.metadata() {
        Ok(about) if about.is_file() => Ok(file),
        Ok(_) => Err(RootKeyError::NotPlain(path.into())),
        Err(source) => Err(RootKeyError::Io { path: path.into(), source }),
    }
}

/// Reads the one line of a key file or credential.
pub(super) fn read_key(path: &Path, file: &File) -> Result<RootKey, RootKeyError> {
    let content = |fault| RootKeyError::Content { path: path.into(), fault: Box::new(fault) };
    let mut line = Zeroizing::new([0; MOST_BYTES]);
    let mut length = 0;
    loop {
        match (&*file).read(&mut line[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(source) => return Err(RootKeyError::Io { path: path.into(), source }),
        }
    }
    let line = std::str::from_utf8(&line[..length]).map_err(|_| content(RootKeyError::Foreign))?;
    RootKey::from_text(line).map_err(content)
}

/// Makes the folder entry of `path` durable.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
