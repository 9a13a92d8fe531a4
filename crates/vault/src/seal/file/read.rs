//! Opening a sealed file as it is read.

use super::{CHUNK, Chunks, TAG, refused};
use crate::error::SealError;
use std::fmt;
use std::io::{self, Read};
use zeroize::Zeroizing;

const SEALED: usize = CHUNK + TAG;

/// Opens what is read from it, chunk by chunk. Gives out no byte that was not authenticated.
pub struct FileReader<R> {
    from: R,
    chunks: Chunks,
    /// Opened bytes up to `opened`, of which `given` were given out; while reading, one sealed chunk and one byte more.
    room: Zeroizing<Vec<u8>>,
    opened: usize,
    given: usize,
    /// The first byte of the next chunk, read to learn whether there is one.
    ahead: Option<u8>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Going,
    Ended,
    Refused,
}

impl<R: Read> FileReader<R> {
    pub(super) fn new(from: R, chunks: Chunks) -> Self {
        let room = Zeroizing::new(vec![0; SEALED + 1]);
        Self { from, chunks, room, opened: 0, given: 0, ahead: None, state: State::Going }
    }

    fn next_chunk(&mut self) -> io::Result<()> {
        let mut length = 0;
        if let Some(byte) = self.ahead.take() {
            self.room[0] = byte;
            length = 1;
        }
        while length < self.room.len() {
            match self.from.read(&mut self.room[length..]) {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let last = length <= SEALED;
        if !last {
            self.ahead = Some(self.room[SEALED]);
            length = SEALED;
        }
        let body = length.checked_sub(TAG).ok_or_else(|| refused(SealError::Malformed("a sealed file cut short")))?;
        let (chunk, rest) = self.room.split_at_mut(body);
        let mut tag = [0; TAG];
        tag.copy_from_slice(&rest[..TAG]);
        self.chunks.open(chunk, tag, last).map_err(refused)?;
        (self.opened, self.given) = (body, 0);
        if last {
            self.state = State::Ended;
        }
        Ok(())
    }
}

impl<R: Read> Read for FileReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.opened && self.state != State::Ended && !into.is_empty() {
            // Until the chunk is through, the reader counts as refused: an error is final.
            if std::mem::replace(&mut self.state, State::Refused) == State::Refused {
                return Err(refused(SealError::Refused));
            }
            self.next_chunk()?;
            if self.state != State::Ended {
                self.state = State::Going;
            }
        }
        let taken = into.len().min(self.opened - self.given);
        into[..taken].copy_from_slice(&self.room[self.given..self.given + taken]);
        self.given += taken;
        Ok(taken)
    }
}

impl<R> fmt::Debug for FileReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileReader({}, chunk {})", self.chunks.file, self.chunks.next)
    }
}
