//! Files: a random key for each, AES-256-GCM over chunks of 64 KiB, written and read as streams.
//!
//! Sealed form: `MSTF`, format (1 byte), version of the master key (1), the file's key wrapped (40), then the chunks, each
//! ciphertext and tag (16). Every chunk but the last holds exactly [`CHUNK`] bytes; there is always a last one, if empty.
//! The nonce is the chunk's number, which the key being the file's own allows. Associated data: header, organisation, file,
//! number of the chunk, whether it is the last. So a stream that was cut, reordered, mixed with another or moved to another
//! file or organisation is refused at the first chunk where that shows.

mod read;
mod write;

pub use read::FileReader;
pub use write::FileWriter;

use super::associated::with_associated;
use crate::error::SealError;
use crate::keys::{kwp_unwrap, kwp_wrap};
use crate::random::Random;
use crate::secret::{Secret, leaving_no_trace};
use aes_gcm::aead::AeadInOut as _;
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce, Tag};
use std::fmt;
use std::io::{self, Read, Write};
use zeroize::ZeroizeOnDrop;

/// Plaintext bytes in a chunk.
pub const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const MAGIC: &[u8; 4] = b"MSTF";
const FORMAT: u8 = 1;
const WRAPPED: usize = 40;
const HEADER: usize = MAGIC.len() + 2 + WRAPPED;

/// Seals and opens an organisation's files, and opens what older versions of its master key sealed.
#[derive(Clone)]
pub struct FileSealer {
    organisation: String,
    version: u8,
    key: Secret<32>,
    older: Vec<FileSealer>,
}

impl FileSealer {
    pub(crate) fn of(organisation: &str, version: u8, key: Secret<32>) -> Self {
        Self { organisation: organisation.into(), version, key, older: Vec::new() }
    }

    /// Also opens what `older` sealed, while files are being sealed anew.
    #[must_use]
    pub fn and_older(mut self, older: Self) -> Self {
        self.older.push(older);
        self
    }

    /// Starts sealing the file with id `file` into `to`. Nothing counts until [`FileWriter::finish`].
    pub fn writer<W: Write>(&self, file: &str, mut to: W, random: &mut dyn Random) -> io::Result<FileWriter<W>> {
        let key = Secret::random(random).map_err(io::Error::other)?;
        let mut header = [0; HEADER];
        header[..4].copy_from_slice(MAGIC);
        header[4] = FORMAT;
        header[5] = self.version;
        header[6..].copy_from_slice(&kwp_wrap(&self.key, &key).map_err(io::Error::other)?);
        to.write_all(&header)?;
        Ok(FileWriter::new(to, Chunks::new(&self.organisation, file, header, &key)))
    }

    /// Starts opening the file with id `file` from `from`. A refusal is an [`io::Error`] of kind `InvalidData` around a
    /// [`SealError`]; what was read before it was authenticated, but the file as a whole only is when the reader ends well.
    pub fn reader<R: Read>(&self, file: &str, mut from: R) -> io::Result<FileReader<R>> {
        let mut header = [0; HEADER];
        from.read_exact(&mut header).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => refused(SealError::Malformed("a sealed file cut short")),
            _ => error,
        })?;
        if header[..4] != *MAGIC || header[4] != FORMAT {
            return Err(refused(SealError::Malformed("a sealed file of another format")));
        }
        let key = self.unwrap(&header).map_err(refused)?;
        Ok(FileReader::new(from, Chunks::new(&self.organisation, file, header, &key)))
    }

    fn unwrap(&self, header: &[u8; HEADER]) -> Result<Secret<32>, SealError> {
        let sealer = std::iter::once(self)
            .chain(&self.older)
            .find(|sealer| sealer.version == header[5])
            .ok_or(SealError::UnknownKeyVersion(header[5]))?;
        let wrapped = header.last_chunk::<WRAPPED>().ok_or(SealError::Malformed("a sealed file cut short"))?;
        kwp_unwrap(&sealer.key, wrapped)
    }
}

impl ZeroizeOnDrop for FileSealer {}

impl fmt::Debug for FileSealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileSealer({}, version {})", self.organisation, self.version)
    }
}

fn refused(error: SealError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// The chunks of one file, in order.
struct Chunks {
    cipher: Box<Aes256Gcm>,
    header: [u8; HEADER],
    organisation: String,
    file: String,
    next: u32,
}

impl Chunks {
    fn new(organisation: &str, file: &str, header: [u8; HEADER], key: &Secret<32>) -> Self {
        let cipher = leaving_no_trace(|| Box::new(Aes256Gcm::new(key.expose().into())));
        Self { cipher, header, organisation: organisation.into(), file: file.into(), next: 0 }
    }

    /// Encrypts the next chunk in place and gives its tag.
    fn seal(&mut self, chunk: &mut [u8], last: bool) -> Result<[u8; TAG], SealError> {
        let (number, nonce) = self.number()?;
        let tag = self
            .associated(number, last, |associated| {
                leaving_no_trace(|| self.cipher.encrypt_inout_detached(&Nonce::from(nonce), associated, chunk.into()))
            })
            .map_err(|_| SealError::TooLong)?;
        Ok(tag.into())
    }

    /// Decrypts the next chunk in place.
    fn open(&mut self, chunk: &mut [u8], tag: [u8; TAG], last: bool) -> Result<(), SealError> {
        let (number, nonce) = self.number()?;
        self.associated(number, last, |associated| {
            leaving_no_trace(|| self.cipher.decrypt_inout_detached(&Nonce::from(nonce), associated, chunk.into(), &Tag::from(tag)))
        })
        .map_err(|_| SealError::Refused)
    }

    /// The number of the next chunk, and the nonce made of it: a number is used once or not at all.
    fn number(&mut self) -> Result<(u32, [u8; 12]), SealError> {
        let number = self.next;
        self.next = number.checked_add(1).ok_or(SealError::TooLong)?;
        let mut nonce = [0; 12];
        nonce[8..].copy_from_slice(&number.to_be_bytes());
        Ok((number, nonce))
    }

    fn associated<T>(&self, number: u32, last: bool, act: impl FnOnce(&[u8]) -> T) -> T {
        let parts = [self.organisation.as_bytes(), self.file.as_bytes(), &number.to_be_bytes(), &[u8::from(last)]];
        with_associated(&self.header, &parts, act)
    }
}
