//! Sealed files: every way to cut, mix, move or alter them is refused.

use crate::world::{flipped, world};
use proptest::collection::vec;
use proptest::prelude::*;
use std::io::{self, Read, Write};
use vault::{CHUNK, FileSealer, OsRandom, SealError};

const SEALED_CHUNK: usize = CHUNK + 16;
const HEADER: usize = 46;

fn seal(sealer: &FileSealer, file: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = sealer.writer(file, Vec::new(), &mut OsRandom).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap()
}

fn open(sealer: &FileSealer, file: &str, sealed: &[u8]) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    sealer.reader(file, sealed)?.read_to_end(&mut content)?;
    Ok(content)
}

fn refused(result: io::Result<Vec<u8>>) -> bool {
    result.is_err_and(|error| {
        error.kind() == io::ErrorKind::InvalidData && error.get_ref().is_some_and(|inner| inner.downcast_ref::<SealError>().is_some())
    })
}

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect()
}

#[test]
fn every_length_around_a_chunk_comes_back() {
    let sealer = world().north.file_sealer().unwrap();
    for length in [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 3 * CHUNK + 5] {
        let plain = content(length);
        let sealed = seal(&sealer, "fil_1", &plain);
        let chunks = length.div_ceil(CHUNK).max(1);
        assert_eq!(sealed.len(), HEADER + length + 16 * chunks, "{length}");
        assert_eq!(open(&sealer, "fil_1", &sealed).unwrap(), plain, "{length}");
    }
}

#[test]
fn cut_anywhere_it_is_refused() {
    let sealer = world().north.file_sealer().unwrap();
    let sealed = seal(&sealer, "fil_1", &content(2 * CHUNK + 100));
    let cuts = [
        0,
        1,
        HEADER - 1,
        HEADER,
        HEADER + 15,
        HEADER + 16,
        HEADER + SEALED_CHUNK - 1,
        HEADER + SEALED_CHUNK,
        HEADER + SEALED_CHUNK + 1,
        HEADER + 2 * SEALED_CHUNK,
        HEADER + 2 * SEALED_CHUNK + 16,
        sealed.len() - 1,
    ];
    for cut in cuts {
        assert!(refused(open(&sealer, "fil_1", &sealed[..cut])), "{cut}");
    }
    assert!(refused(open(&sealer, "fil_1", &[&sealed[..], b"x"].concat())), "something behind the end");
    let empty = seal(&sealer, "fil_1", b"");
    assert!(refused(open(&sealer, "fil_1", &empty[..HEADER])), "the last chunk of an empty file");
}

#[test]
fn reordered_repeated_left_out_or_mixed_chunks_are_refused() {
    let sealer = world().north.file_sealer().unwrap();
    let one = seal(&sealer, "fil_1", &content(4 * CHUNK));
    let chunk = |sealed: &[u8], number: usize| sealed[HEADER + number * SEALED_CHUNK..HEADER + (number + 1) * SEALED_CHUNK].to_vec();
    let build = |chunks: &[Vec<u8>]| [one[..HEADER].to_vec(), chunks.concat()].concat();
    let [a, b, c, d] = [0, 1, 2, 3].map(|number| chunk(&one, number));
    let other = seal(&sealer, "fil_1", &content(4 * CHUNK));
    let foreign = chunk(&other, 1);
    assert!(open(&sealer, "fil_1", &build(&[a.clone(), b.clone(), c.clone(), d.clone()])).is_ok(), "the counter-proof");
    for chunks in [
        [b.clone(), a.clone(), c.clone(), d.clone()].as_slice(),
        &[a.clone(), c.clone(), b.clone(), d.clone()],
        &[a.clone(), b.clone(), d.clone(), c.clone()],
        &[a.clone(), a.clone(), b.clone(), c.clone(), d.clone()],
        &[a.clone(), c.clone(), d.clone()],
        std::slice::from_ref(&d),
        &[a.clone(), b.clone(), c.clone()],
        &[a.clone(), b.clone(), c.clone(), d.clone(), d.clone()],
        &[a.clone(), foreign, c.clone(), d.clone()],
    ] {
        assert!(refused(open(&sealer, "fil_1", &build(chunks))));
    }
    assert!(refused(open(&sealer, "fil_1", &[&other[..HEADER], &one[HEADER..]].concat())), "another file's key");
}

#[test]
fn moved_to_another_file_organisation_or_instance_it_is_refused() {
    let here = world();
    let sealer = here.north.file_sealer().unwrap();
    let sealed = seal(&sealer, "fil_1", b"photo");
    assert!(refused(open(&sealer, "fil_2", &sealed)));
    assert!(refused(open(&here.south.file_sealer().unwrap(), "fil_1", &sealed)));
    assert!(refused(open(&world().north.file_sealer().unwrap(), "fil_1", &sealed)));
}

#[test]
fn an_older_key_opens_where_it_was_given() {
    let old = world().north;
    let new = old.next(&mut OsRandom).unwrap();
    let sealed = seal(&old.file_sealer().unwrap(), "fil_1", b"photo");
    let both = new.file_sealer().unwrap().and_older(old.file_sealer().unwrap());
    assert_eq!(open(&both, "fil_1", &sealed).unwrap(), b"photo");
    assert!(refused(open(&new.file_sealer().unwrap(), "fil_1", &sealed)));
    assert_eq!(open(&both, "fil_1", &seal(&both, "fil_1", b"new")).unwrap(), b"new");
}

#[test]
fn dropped_unfinished_it_is_refused_and_nothing_unauthenticated_is_given_out() {
    let sealer = world().north.file_sealer().unwrap();
    let mut sink = Vec::new();
    let mut writer = sealer.writer("fil_1", &mut sink, &mut OsRandom).unwrap();
    writer.write_all(&content(CHUNK + 10)).unwrap();
    drop(writer);
    let mut reader = sealer.reader("fil_1", sink.as_slice()).unwrap();
    assert!(reader.read(&mut [0; 10]).is_err());
    assert!(reader.read(&mut [0; 10]).is_err(), "a refusal is final");

    // Altered in its second chunk: the first is given out, the second is not, and the end never comes.
    let sealed = seal(&sealer, "fil_1", &content(3 * CHUNK));
    let altered = flipped(&sealed, HEADER + SEALED_CHUNK + 5);
    let mut reader = sealer.reader("fil_1", altered.as_slice()).unwrap();
    let mut first = vec![0; CHUNK];
    reader.read_exact(&mut first).unwrap();
    assert_eq!(first, content(CHUNK));
    for _ in 0..3 {
        assert!(reader.read(&mut first).is_err());
    }
}

/// Takes a few bytes at a time, then fails once.
struct Stubborn {
    taken: Vec<u8>,
    fail_at: usize,
}

impl Write for Stubborn {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.taken.len() >= self.fail_at {
            self.fail_at = usize::MAX;
            return Err(io::Error::other("disk full"));
        }
        let length = bytes.len().min(1000);
        self.taken.extend_from_slice(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn after_a_failed_write_the_file_cannot_be_finished() {
    let sealer = world().north.file_sealer().unwrap();
    let mut writer = sealer.writer("fil_1", Stubborn { taken: Vec::new(), fail_at: 5000 }, &mut OsRandom).unwrap();
    assert!(writer.write_all(&content(2 * CHUNK)).is_err());
    assert!(writer.write_all(&content(2 * CHUNK)).is_err());
    assert!(writer.finish().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_is_altered_is_refused(length in 0..CHUNK + 200, at in any::<prop::sample::Index>()) {
        let sealer = world().north.file_sealer().unwrap();
        let sealed = seal(&sealer, "fil_1", &content(length));
        prop_assert!(refused(open(&sealer, "fil_1", &flipped(&sealed, at.index(sealed.len())))));
    }

    #[test]
    fn written_and_read_in_any_pieces_it_is_the_same(pieces in vec(0..40_000_usize, 0..8), step in 1..70_000_usize) {
        let sealer = world().north.file_sealer().unwrap();
        let plain = content(pieces.iter().sum());
        let mut writer = sealer.writer("fil_1", Vec::new(), &mut OsRandom).unwrap();
        let mut rest = plain.as_slice();
        for piece in pieces {
            let (now, later) = rest.split_at(piece);
            writer.write_all(now).unwrap();
            writer.flush().unwrap();
            rest = later;
        }
        let sealed = writer.finish().unwrap();
        let mut reader = sealer.reader("fil_1", sealed.as_slice()).unwrap();
        let (mut back, mut room) = (Vec::new(), vec![0; step]);
        loop {
            let length = reader.read(&mut room).unwrap();
            if length == 0 {
                break;
            }
            back.extend_from_slice(&room[..length]);
        }
        prop_assert_eq!(back, plain);
    }

    #[test]
    fn anything_at_all_is_refused_without_a_panic(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(refused(open(&world().north.file_sealer().unwrap(), "fil_1", &bytes)));
    }
}
