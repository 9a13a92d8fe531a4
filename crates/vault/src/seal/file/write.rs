//! Sealing a file as it is written.

use super::{CHUNK, Chunks, refused};
use std::fmt;
use std::io::{self, Write};
use zeroize::Zeroizing;

/// Seals what is written to it. Dropped without [`FileWriter::finish`], it leaves a file that is refused as cut short.
pub struct FileWriter<W> {
    to: W,
    chunks: Chunks,
    waiting: Zeroizing<Vec<u8>>,
    broken: bool,
}

impl<W: Write> FileWriter<W> {
    pub(super) fn new(to: W, chunks: Chunks) -> Self {
        Self { to, chunks, waiting: Zeroizing::new(Vec::with_capacity(CHUNK)), broken: false }
    }

    /// Seals what is left as the last chunk and gives back the sink, flushed.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn put(&mut self, last: bool) -> io::Result<()> {
        // A chunk that was encrypted but not wholly written cannot be written again under its number.
        if std::mem::replace(&mut self.broken, true) {
            return Err(io::Error::other("an earlier write failed: the sealed file is unfinished"));
        }
        let tag = self.chunks.seal(&mut self.waiting, last).map_err(refused)?;
        self.to.write_all(&self.waiting)?;
        self.to.write_all(&tag)?;
        self.waiting.clear();
        self.broken = false;
        Ok(())
    }
}

impl<W: Write> Write for FileWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until more comes: only then is it known not to be the last.
        if self.waiting.len() == CHUNK && !bytes.is_empty() {
            self.put(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    /// Passes on what was sealed; a part of a chunk stays here.
    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl<W> fmt::Debug for FileWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileWriter({}, chunk {})", self.chunks.file, self.chunks.next)
    }
}
