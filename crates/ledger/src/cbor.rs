//! The small part of CBOR an [`Entry`](crate::Entry) needs, in the deterministic form of RFC 8949 section 4.2 only.
//!
//! Unsigned integers, byte and text strings and arrays of definite length, with the shortest head; and null. Anything
//! else does not decode, so no value has two encodings.

const UINT: u8 = 0;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const NULL: u8 = 0xf6;

/// Why bytes are not this part of CBOR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CborError {
    /// The bytes end within a value.
    #[error("ends within a value")]
    Truncated,
    /// Another type stands where this one must.
    #[error("{0} expected")]
    Expected(&'static str),
    /// A length or number is written longer than needed, or with a reserved form.
    #[error("not the shortest form")]
    NotShortest,
    /// A text is not UTF-8.
    #[error("text is not UTF-8")]
    NotUtf8,
    /// Bytes follow the value.
    #[error("bytes follow the value")]
    Trailing,
}

pub(crate) fn write_uint(out: &mut Vec<u8>, value: u64) {
    write_head(out, UINT, value);
}

pub(crate) fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    write_head(out, BYTES, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    write_head(out, TEXT, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

pub(crate) fn write_text_or_null(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => write_text(out, text),
        None => out.push(NULL),
    }
}

pub(crate) fn write_array(out: &mut Vec<u8>, length: u64) {
    write_head(out, ARRAY, length);
}

fn write_head(out: &mut Vec<u8>, major: u8, value: u64) {
    let major = major << 5;
    let bytes = value.to_be_bytes();
    match value {
        0..24 => out.push(major | bytes[7]),
        24..0x100 => out.extend_from_slice(&[major | 0x18, bytes[7]]),
        0x100..0x1_0000 => out.extend_from_slice(&[major | 0x19, bytes[6], bytes[7]]),
        0x1_0000..0x1_0000_0000 => {
            out.push(major | 0x1a);
            out.extend_from_slice(&bytes[4..]);
        }
        _ => {
            out.push(major | 0x1b);
            out.extend_from_slice(&bytes);
        }
    }
}

/// Reads values one after another, borrowing texts from the bytes.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn uint(&mut self) -> Result<u64, CborError> {
        self.head(UINT, "a number")
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], CborError> {
        let length = self.head(BYTES, "bytes")?;
        self.take(length)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, CborError> {
        let length = self.head(TEXT, "text")?;
        std::str::from_utf8(self.take(length)?).map_err(|_| CborError::NotUtf8)
    }

    pub(crate) fn text_or_null(&mut self) -> Result<Option<&'a str>, CborError> {
        if let [NULL, rest @ ..] = self.rest {
            self.rest = rest;
            return Ok(None);
        }
        self.text().map(Some)
    }

    pub(crate) fn array(&mut self) -> Result<u64, CborError> {
        self.head(ARRAY, "an array")
    }

    pub(crate) const fn end(self) -> Result<(), CborError> {
        if self.rest.is_empty() { Ok(()) } else { Err(CborError::Trailing) }
    }

    fn head(&mut self, major: u8, expected: &'static str) -> Result<u64, CborError> {
        let first = self.take(1)?[0];
        if first >> 5 != major {
            return Err(CborError::Expected(expected));
        }
        let (length, least) = match first & 0x1f {
            small @ 0..24 => return Ok(u64::from(small)),
            0x18 => (1, 24),
            0x19 => (2, 0x100),
            0x1a => (4, 0x1_0000),
            0x1b => (8, 0x1_0000_0000),
            _ => return Err(CborError::NotShortest),
        };
        let value = self.take(length)?.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        if value < least { Err(CborError::NotShortest) } else { Ok(value) }
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], CborError> {
        let length = usize::try_from(length).map_err(|_| CborError::Truncated)?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(CborError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }
}
