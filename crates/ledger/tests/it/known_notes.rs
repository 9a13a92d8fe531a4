//! Notes, keys and checkpoints written by others.

use ledger::{Checkpoint, CheckpointError, ConsistencyFile, Hash, Note, NoteError, NoteSigner, VerifierKey, leaf_hash, note::KeyError};

/// Go's `sumdb/note`, documentation and tests.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_SIGNED: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_SIGNED: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
/// The second half of `PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz`.
const PETER_SEED: &str = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=";

/// The public Go checksum database, and two of its tree heads.
const SUMDB: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
const SUMDB_HEADS: [&str; 2] = [
    "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n",
    "go.sum database tree\n3935567\nSapHtgdNCeF00Cx8kqztePV24kgzNg++Xovae42HAMw=\n\n— sum.golang.org Az3grsm7Wm4CVNR1RHq9BFnu9jzcRlU2uw7lr0gfUWgO6+rqPNjT+fUTl9gH0NRTgdwW9nItuQSMbhSaLCsk8YeYSAs=\n",
];

/// c2sp.org/signed-note: the text itself has empty lines.
const SALVATORE: &str = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
/// c2sp.org/tlog-witness.
const SOFA: &str = "old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\njrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

fn keys(texts: &[&str]) -> Vec<VerifierKey> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[test]
fn go_signer_writes_the_same_bytes() {
    let seed = *Hash::from_base64(PETER_SEED).unwrap().as_bytes();
    let signer = NoteSigner::from_seed("PeterNeumann", &seed).unwrap();
    assert_eq!(signer.verifier_key().to_string(), PETER);
    assert_eq!(signer.sign(TEXT).unwrap(), format!("{TEXT}\n{PETER_SIGNED}"));
    assert!(!format!("{signer:?}").contains(PETER_SEED), "no secret is shown");
}

#[test]
fn go_notes_open() {
    let both = Note::parse(&format!("{TEXT}\n{PETER_SIGNED}{ENOCH_SIGNED}")).unwrap();
    assert_eq!(both.text(), TEXT);
    assert_eq!(both.verify(&keys(&[PETER])).unwrap().len(), 1, "the other key is unknown and ignored");
    assert_eq!(both.verify(&keys(&[PETER, ENOCH])).unwrap().len(), 2);
    assert!(matches!(both.verify(&[]), Err(NoteError::Unsigned(_))));
    let forged = format!("{TEXT}\n{}ABCD{}", &PETER_SIGNED[..60], &PETER_SIGNED[60..]);
    let half_forged = Note::parse(&format!("{forged}{ENOCH_SIGNED}")).unwrap();
    assert_eq!(half_forged.verify(&keys(&[PETER, ENOCH])), Err(NoteError::False("PeterNeumann".to_owned())));
}

#[test]
fn go_malformed_notes_do_not_parse() {
    let many = |count| format!("{TEXT}\n{}", PETER_SIGNED.repeat(count));
    assert!(Note::parse(&many(100)).is_ok());
    let bad = [
        TEXT.to_owned(),
        format!("{TEXT}\n"),
        format!("{TEXT}\n{}", PETER_SIGNED.trim_end()),
        format!("\u{1}{TEXT}\n{PETER_SIGNED}"),
        format!("{TEXT}\n{}", PETER_SIGNED.replace("PeterNeumann", "Bad Name")),
        format!("{TEXT}\n{}", PETER_SIGNED.replace("PeterNeumann", "Bad+Name")),
        format!("{TEXT}\n{}", PETER_SIGNED.replace("PeterNeumann", "Bad\u{2003}Name")),
        format!("{TEXT}\n{PETER_SIGNED}Unexpected line.\n"),
        format!("{TEXT}\n{}", PETER_SIGNED.replace('—', "-")),
        format!("{TEXT}\n— PeterNeumann x08gow==\n"),
        many(101),
    ];
    for note in bad {
        assert!(Note::parse(&note).is_err(), "{note}");
    }
}

#[test]
fn mangled_keys_are_refused() {
    for start in 0..PETER.len() {
        for end in start + 1..=PETER.len() {
            let part = &PETER[start..end];
            assert_eq!(part.parse::<VerifierKey>().is_ok(), part == PETER, "{part}");
        }
    }
    for at in 0..PETER.len() {
        let mut bytes = PETER.as_bytes().to_vec();
        bytes[at] += 1;
        assert!(std::str::from_utf8(&bytes).unwrap().parse::<VerifierKey>().is_err(), "byte {at}");
    }
    let refused = [
        ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", KeyError::Form),
        ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", KeyError::Type { expected: 1, found: 0x65 }),
        ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", KeyError::Id),
    ];
    for (key, why) in refused {
        assert_eq!(key.parse::<VerifierKey>(), Err(why));
    }
}

#[test]
fn weak_keys_are_refused() {
    // The neutral element: everyone could sign for it.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert_eq!(VerifierKey::new("weak", &neutral), Err(KeyError::Key));
}

#[test]
fn real_tree_heads_of_the_go_checksum_database() {
    for head in SUMDB_HEADS {
        let note = Note::parse(head).unwrap();
        assert_eq!(note.to_string(), head);
        assert_eq!(note.verify(&keys(&[SUMDB])).unwrap().len(), 1);
        let checkpoint = Checkpoint::parse_text(note.text()).unwrap();
        assert_eq!(checkpoint.to_string(), note.text());
        // Its key is not named after its log; for Muster's logs that is required.
        assert!(matches!(Checkpoint::open(head, &keys(&[SUMDB])), Err(CheckpointError::Origin { .. })));
        let altered = Note::parse(&head.replacen("tree\n", "tree\n1", 1)).unwrap();
        assert_eq!(altered.verify(&keys(&[SUMDB])), Err(NoteError::False("sum.golang.org".to_owned())));
    }
}

#[test]
fn a_real_leaf_of_the_go_checksum_database() {
    let leaf = leaf_hash(
        b"github.com/transparency-dev/tessera v1.0.0 h1:4OT1V9xJLa5NnYlFWWlCdZkCm18/o12rdd+bCTje7XE=\n\
          github.com/transparency-dev/tessera v1.0.0/go.mod h1:TLvfjlkbmsmKVEJUtzO2eb9Q2IBnK3EJ0dI4G0oxEOU=\n",
    );
    assert_eq!(leaf.to_base64(), "D6V8URw7L/zAoFrWMXJWjSZar5hE6bY2oJeHlTlvKrE=");
}

#[test]
fn examples_of_the_specifications() {
    let note = Note::parse(SALVATORE).unwrap();
    assert!(note.text().ends_with("sole:\n\ned è subito sera.\n"));
    assert_eq!(note.to_string(), SALVATORE);
    assert_eq!(note.signatures()[0].key_id().to_string(), "367ba04b");

    let sofa = ConsistencyFile::parse(SOFA).unwrap();
    assert_eq!((sofa.old, sofa.hashes.len(), sofa.checkpoint.signatures().len()), (20_852_014, 4, 2));
    assert_eq!(sofa.to_string(), SOFA);
    let checkpoint = Checkpoint::parse_text(sofa.checkpoint.text()).unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
}

#[test]
fn malformed_checkpoints_do_not_parse() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    assert!(Checkpoint::parse_text(&format!("a\n0\n{root}\n")).is_ok());
    assert_eq!(Checkpoint::parse_text(&format!("a\n7\n{root}\nextension\n")).unwrap().extensions, ["extension"]);
    for text in [
        format!("a\n7\n{root}"),
        format!("a\n7\n{root}\n\n"),
        format!("\n7\n{root}\n"),
        format!("a\n07\n{root}\n"),
        format!("a\n+7\n{root}\n"),
        format!("a\n-7\n{root}\n"),
        format!("a\n\n{root}\n"),
        format!("a\n18446744073709551616\n{root}\n"),
        format!("a\n7\n{}\n", &root[1..]),
        "a\n7\n".to_owned(),
    ] {
        assert!(Checkpoint::parse_text(&text).is_err(), "{text:?}");
    }
}
