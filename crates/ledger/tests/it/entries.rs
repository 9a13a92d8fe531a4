//! Event records have one encoding, and nothing else decodes.

use ledger::{Entry, EntryError, Hash, MAX_TOUCHED, Outcome, Touched, commitment};
use proptest::{prelude::*, sample::Index};

#[derive(Clone, Debug)]
struct Parts {
    seq: u64,
    at_ms: u64,
    texts: [String; 3],
    ids: [Option<String>; 2],
    outcome: Outcome,
    touched: Vec<(String, String)>,
    commitment: [u8; 32],
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9_.é漢-]{1,42}"
}

fn parts() -> impl Strategy<Value = Parts> {
    let outcome = prop_oneof![Just(Outcome::Done), Just(Outcome::Refused), Just(Outcome::Failed)];
    let ids = [prop::option::of(text()), prop::option::of(text())];
    let touched = prop::collection::vec((text(), text()), 0..30);
    (1u64.., any::<u64>(), [text(), text(), text()], ids, outcome, touched, any::<[u8; 32]>())
        .prop_map(|(seq, at_ms, texts, ids, outcome, touched, commitment)| Parts { seq, at_ms, texts, ids, outcome, touched, commitment })
}

fn entry(parts: &Parts) -> Entry<'_> {
    Entry {
        seq: parts.seq,
        at_ms: parts.at_ms,
        actor_kind: &parts.texts[0],
        actor_id: parts.ids[0].as_deref(),
        action: &parts.texts[1],
        outcome: parts.outcome,
        subject_kind: &parts.texts[2],
        subject_id: parts.ids[1].as_deref(),
        touched: parts.touched.iter().map(|(kind, id)| Touched { kind, id }).collect(),
        commitment: Hash::from_bytes(parts.commitment),
    }
}

proptest! {
    #[test]
    fn entries_come_back(parts in parts()) {
        let entry = entry(&parts);
        let bytes = entry.encode().unwrap();
        prop_assert_eq!(Entry::decode(&bytes), Ok(entry));
    }

    #[test]
    fn entries_have_one_form(parts in parts(), at in any::<Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = entry(&parts).encode().unwrap();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at); } else { bytes[at] = byte; }
        if let Ok(read) = Entry::decode(&bytes) {
            prop_assert_eq!(read.encode().unwrap(), bytes);
        }
    }

    #[test]
    fn any_bytes_that_decode_are_canonical(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(read) = Entry::decode(&bytes) {
            prop_assert_eq!(read.encode().unwrap(), bytes);
        }
    }
}

#[test]
fn entry_limits() {
    let base = Entry {
        seq: 1,
        at_ms: 0,
        actor_kind: "system",
        actor_id: None,
        action: "log.started",
        outcome: Outcome::Done,
        subject_kind: "log",
        subject_id: None,
        touched: Vec::new(),
        commitment: commitment(&[0; 16], b"{}"),
    };
    assert!(base.encode().is_ok());
    let long = "x".repeat(129);
    let row = Touched { kind: "job", id: "job_1" };
    let refused = [
        (Entry { seq: 0, ..base.clone() }, EntryError::Seq),
        (Entry { action: "", ..base.clone() }, EntryError::Text("action")),
        (Entry { action: &long, ..base.clone() }, EntryError::Text("action")),
        (Entry { subject_id: Some("a\nb"), ..base.clone() }, EntryError::Text("subject id")),
        (Entry { touched: vec![row; MAX_TOUCHED + 1], ..base.clone() }, EntryError::Touched(MAX_TOUCHED + 1)),
    ];
    for (entry, why) in refused {
        assert_eq!(entry.encode(), Err(why));
    }
    let wide = "w".repeat(60);
    let too_long = Entry { touched: vec![Touched { kind: &wide, id: &wide }; MAX_TOUCHED], ..base };
    assert!(matches!(too_long.encode(), Err(EntryError::TooLong(_))));
    let mut kept = vec![1, 2, 3];
    assert!(too_long.encode_into(&mut kept).is_err());
    assert_eq!(kept, [1, 2, 3], "nothing half-written");
}

#[test]
fn an_entry_byte_for_byte() {
    // The form that others must be able to write: change it only with the version.
    let entry = Entry {
        seq: 300,
        at_ms: 1_448_000_000_000,
        actor_kind: "member",
        actor_id: Some("mem_1"),
        action: "job.created",
        outcome: Outcome::Refused,
        subject_kind: "job",
        subject_id: None,
        touched: vec![Touched { kind: "job", id: "job_1" }],
        commitment: commitment(&[9; 16], b"{}"),
    };
    let mut expected =
        b"\x8b\x01\x19\x01\x2c\x1b\x00\x00\x01\x51\x23\x86\x90\x00\x66member\x65mem_1\x6bjob.created\x67refused\x63job\xf6".to_vec();
    expected.extend_from_slice(b"\x81\x82\x63job\x65job_1\x58\x20");
    expected.extend_from_slice(entry.commitment.as_bytes());
    assert_eq!(entry.encode().unwrap(), expected);
    let other_version = [&[0x8b, 2], &expected[2..]].concat();
    assert_eq!(Entry::decode(&other_version), Err(EntryError::Version(2)));
}

/// An entry of the shortest parts, as pieces that can be swapped for others.
fn pieces() -> Vec<Vec<u8>> {
    let texts = [b"\x61a".as_slice(), b"\xf6", b"\x61b", b"\x64done", b"\x61c", b"\xf6"];
    let mut pieces = vec![vec![0x8b], vec![1], vec![1], vec![0]];
    pieces.extend(texts.map(<[u8]>::to_vec));
    pieces.push(b"\x81\x82\x61d\x61e".to_vec());
    pieces.push([b"\x58\x20".as_slice(), &[7; 32]].concat());
    pieces
}

#[test]
fn other_encodings_of_the_same_are_refused() {
    assert!(Entry::decode(&pieces().concat()).is_ok());
    let swapped: [(usize, &[u8], &str); 21] = [
        (0, b"\x98\x0b", "array length in two bytes"),
        (0, b"\x9f", "array of no stated length"),
        (0, b"\xd9\xd9\xf7\x8b", "tagged"),
        (1, b"\x18\x01", "version in two bytes"),
        (2, b"\x18\x17", "23 in two bytes"),
        (2, b"\x19\x00\xff", "255 in three bytes"),
        (2, b"\x1a\x00\x00\xff\xff", "65 535 in five bytes"),
        (2, b"\x1b\x00\x00\x00\x00\xff\xff\xff\xff", "4 294 967 295 in nine bytes"),
        (2, b"\x20", "negative"),
        (2, b"\xf9\x3c\x00", "floating"),
        (2, b"\x1c", "reserved form"),
        (4, b"\x78\x01a", "text length in two bytes"),
        (4, b"\x7f\x61a\xff", "text in pieces"),
        (4, b"\x41a", "bytes for text"),
        (4, b"\x61\xff", "text that is not UTF-8"),
        (5, b"\xf7", "undefined for null"),
        (7, b"\x64gone", "unknown outcome"),
        (10, b"\x81\x83\x61d\x61e\x61f", "touched row of three"),
        (10, b"\x81\x83\x61d\x61e", "touched row that claims three"),
        (11, b"\x5f\x58\x20\x07\xff", "bytes in pieces"),
        (11, b"\x41\x07", "short commitment"),
    ];
    for (at, piece, what) in swapped {
        let mut pieces = pieces();
        pieces[at] = piece.to_vec();
        assert!(Entry::decode(&pieces.concat()).is_err(), "{what}");
    }
    for number in
        [b"\x17".as_slice(), b"\x18\x18", b"\x18\xff", b"\x19\x01\x00", b"\x1a\x00\x01\x00\x00", b"\x1b\x00\x00\x00\x01\x00\x00\x00\x00"]
    {
        let mut pieces = pieces();
        pieces[2] = number.to_vec();
        assert!(Entry::decode(&pieces.concat()).is_ok(), "{number:?}");
    }
}

#[test]
fn nothing_may_follow_or_lack() {
    let bytes = pieces().concat();
    assert!(Entry::decode(&[bytes.as_slice(), &[0]].concat()).is_err());
    for length in 0..bytes.len() {
        assert!(Entry::decode(&bytes[..length]).is_err(), "{length}");
    }
    // A length far beyond what is there must not be believed, nor memory taken for it.
    let mut endless = pieces();
    endless[4] = b"\x7b\xff\xff\xff\xff\xff\xff\xff\xff".to_vec();
    assert!(Entry::decode(&endless.concat()).is_err());
    endless = pieces();
    endless[10] = b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff".to_vec();
    assert!(Entry::decode(&endless.concat()).is_err());
}
