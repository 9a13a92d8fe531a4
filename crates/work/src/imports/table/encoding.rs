//! Encodings by name, and telling from bytes which one it is.

use std::fmt;
use std::str::FromStr;

/// How letters are coded; any encoding of the WHATWG standard that can be decoded as a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub(super) &'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);

    /// Its name, lower case.
    pub fn name(self) -> String {
        self.0.name().to_ascii_lowercase()
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl FromStr for Encoding {
    type Err = &'static str;
    /// Reads a name or one of its usual other names; `iso-8859-1` means `windows-1252`, as everywhere on the web.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        encoding_rs::Encoding::for_label(name.trim().as_bytes())
            .filter(|found| *found != encoding_rs::REPLACEMENT && *found != encoding_rs::X_USER_DEFINED)
            .map(Self)
            .ok_or("must be auto or the name of an encoding such as utf-8, utf-16le or windows-1252")
    }
}

/// What the bytes of a file say about its encoding, gathered as they pass.
///
/// A byte-order mark settles it. Without one, NUL bytes in every second place mean UTF-16. Else it is UTF-8 unless more
/// sequences are wrong than right, which is what text in a single-byte encoding looks like: then windows-1252.
#[derive(Debug, Default)]
pub(super) struct Tally {
    start: Vec<u8>,
    right: u64,
    wrong: u64,
    /// The first bytes of a sequence whose end is in the next piece.
    cut: Vec<u8>,
}

/// How many bytes from the start are looked at for marks and NULs.
const START: usize = 4 * 1024;

impl Tally {
    pub(super) fn take(&mut self, piece: &[u8]) {
        let wanted = START.saturating_sub(self.start.len()).min(piece.len());
        self.start.extend_from_slice(&piece[..wanted]);
        if self.cut.is_empty() && piece.is_ascii() {
            return;
        }
        let joined = [std::mem::take(&mut self.cut).as_slice(), piece].concat();
        let mut rest = joined.as_slice();
        while !rest.is_empty() {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.right += long_sequences(text);
                    break;
                }
                Err(error) => {
                    let (right, after) = rest.split_at(error.valid_up_to());
                    self.right += std::str::from_utf8(right).map_or(0, long_sequences);
                    let Some(wrong) = error.error_len() else {
                        self.cut = after.to_vec();
                        break;
                    };
                    self.wrong += 1;
                    rest = &after[wrong..];
                }
            }
        }
    }

    pub(super) fn encoding(&self) -> Encoding {
        if let Some((marked, _)) = encoding_rs::Encoding::for_bom(&self.start) {
            return Encoding(marked);
        }
        if let Some(wide) = wide(&self.start) {
            return Encoding(wide);
        }
        let wrong = self.wrong + u64::from(!self.cut.is_empty());
        if wrong > self.right { Encoding(encoding_rs::WINDOWS_1252) } else { Encoding::UTF_8 }
    }

    /// What it is when it is no text, told by the signatures of the files most often taken for one.
    pub(super) fn other_kind(&self) -> Option<&'static str> {
        const KINDS: &[(&[u8], &str)] = &[
            (b"PK\x03\x04", "a workbook or a ZIP archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old workbook (XLS)"),
            (b"%PDF-", "a PDF"),
            (b"\x1f\x8b", "compressed (gzip)"),
            (b"SQLite format 3\0", "a database"),
        ];
        KINDS.iter().find(|(mark, _)| self.start.starts_with(mark)).map(|(_, kind)| *kind)
    }
}

fn long_sequences(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte >= 0xc0).count() as u64
}

/// UTF-16 without a mark: in text of mostly Latin letters, signs and digits every second byte is NUL.
fn wide(start: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let pairs = start.len() / 2;
    let nuls = |odd: usize| start.iter().skip(odd).step_by(2).take(pairs).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let most = |count: usize| count * 10 >= pairs * 6;
    let few = |count: usize| count * 20 <= pairs;
    match pairs {
        0 | 1 => None,
        _ if most(odd) && few(even) => Some(encoding_rs::UTF_16LE),
        _ if most(even) && few(odd) => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8], piece: usize) -> String {
        let mut tally = Tally::default();
        bytes.chunks(piece).for_each(|bytes| tally.take(bytes));
        tally.encoding().name()
    }

    #[test]
    fn marks_and_nuls_and_sequences_tell() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        for piece in [1, 2, 3, 1000] {
            assert_eq!(told(b"plain", piece), "utf-8");
            assert_eq!(told("žluťoučký kůň €".as_bytes(), piece), "utf-8");
            assert_eq!(told(b"caf\xe9,na\xefve", piece), "windows-1252");
            assert_eq!(told(b"caf\xe9", piece), "windows-1252", "a sequence that has no end");
            assert_eq!(told(&wide("id;name\r\n1;Ana"), piece), "utf-16le");
            assert_eq!(told(&[b"\xff\xfe".as_slice(), &wide("日本")].concat(), piece), "utf-16le");
            assert_eq!(told(b"\xfe\xff\x00a", piece), "utf-16be");
            assert_eq!(told("žluť".as_bytes().iter().copied().chain([0xff]).collect::<Vec<_>>().as_slice(), piece), "utf-8");
        }
    }

    #[test]
    fn names() {
        assert_eq!("UTF8".parse::<Encoding>().unwrap(), Encoding::UTF_8);
        assert_eq!("latin1".parse::<Encoding>().unwrap().name(), "windows-1252");
        assert!("klingon".parse::<Encoding>().is_err());
        assert!("replacement".parse::<Encoding>().is_err());
    }
}
