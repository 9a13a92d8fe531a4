//! Any encoding as a stream of UTF-8.

use super::Encoding;
use encoding_rs::{Decoder, DecoderResult};
use std::io::{self, Read};

/// Stands for what could not be decoded. No UTF-8 contains it, so that the row in which it stands is found out.
const UNDECODABLE: u8 = 0xff;
const PIECE: usize = 64 * 1024;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes as UTF-8; UTF-8 itself is passed on as it is and checked row by row.
pub(super) struct Utf8Stream<R> {
    from: R,
    /// `None` for UTF-8.
    decoder: Option<Decoder>,
    piece: Box<[u8]>,
    at_start: bool,
    ended: bool,
}

impl<R: Read> Utf8Stream<R> {
    pub(super) fn new(from: R, encoding: Encoding) -> Self {
        let decoder = (encoding != Encoding::UTF_8).then(|| encoding.0.new_decoder_with_bom_removal());
        Self { from, decoder, piece: vec![0; PIECE].into_boxed_slice(), at_start: true, ended: false }
    }

    /// Adds more to `into`; `false` when there is no more.
    pub(super) fn more(&mut self, into: &mut Vec<u8>) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        // A short first read would hide a mark: pieces are filled.
        let mut length = 0;
        while length < self.piece.len() {
            match self.from.read(&mut self.piece[length..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let piece = &self.piece[..length];
        if let Some(decoder) = &mut self.decoder {
            decode(decoder, piece, into, self.ended);
        } else {
            let unmarked = if self.at_start { piece.strip_prefix(MARK).unwrap_or(piece) } else { piece };
            into.extend_from_slice(unmarked);
        }
        self.at_start = false;
        Ok(true)
    }
}

fn decode(decoder: &mut Decoder, piece: &[u8], into: &mut Vec<u8>, last: bool) {
    let mut rest = piece;
    loop {
        let start = into.len();
        let room = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(PIECE * 4);
        into.resize(start + room, 0);
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut into[start..], last);
        into.truncate(start + written);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => into.push(UNDECODABLE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], encoding: &str) -> Vec<u8> {
        let mut stream = Utf8Stream::new(bytes, encoding.parse().unwrap());
        let mut all = Vec::new();
        while stream.more(&mut all).unwrap() {}
        all
    }

    #[test]
    fn everything_becomes_utf8() {
        assert_eq!(decoded(b"\xef\xbb\xbfa", "utf-8"), b"a");
        assert_eq!(decoded(b"\xff\xfea\0\xac\x20", "utf-16le"), "a€".as_bytes());
        assert_eq!(decoded(b"\0a\x20\xac", "utf-16be"), "a€".as_bytes());
        assert_eq!(decoded(b"\x80 caf\xe9", "windows-1252"), "€ café".as_bytes());
    }

    #[test]
    fn what_cannot_be_decoded_stays_visible_as_no_utf8() {
        for (bytes, encoding) in [(&b"a\0\x00\xd8b\0"[..], "utf-16le"), (b"a\0b", "utf-16le"), (b"a\x81", "shift_jis"), (b"a\xff", "utf-8")]
        {
            assert!(std::str::from_utf8(&decoded(bytes, encoding)).is_err(), "{encoding}");
        }
    }

    #[test]
    fn long_input_is_decoded_whole() {
        let text = "žluťoučký kůň\n".repeat(20_000);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&wide, "utf-16le"), text.as_bytes());
    }
}
