//! Cloudflare's `signed_note` agrees on random notes, keys and checkpoints.

use base64::{Engine, engine::general_purpose::STANDARD};
use ledger::{Checkpoint, Hash, Note, NoteSigner};
use proptest::prelude::*;
use signed_note::{StandardSigner, StandardVerifier, VerifierList};

fn texts() -> impl Strategy<Value = String> {
    "[^\\x00-\\x09\\x0b-\\x1f]{0,40}(\n[^\\x00-\\x09\\x0b-\\x1f]{0,40}){0,5}\n"
}

fn names() -> impl Strategy<Value = String> {
    "[a-z0-9.]{1,20}(/[a-zA-Zé0-9_-]{1,20}){0,3}"
}

proptest! {
    #[test]
    fn each_reads_what_the_other_signed(text in texts(), name in names(), seed in any::<[u8; 32]>()) {
        let ours = NoteSigner::from_seed(&name, &seed).unwrap();
        let key = ours.verifier_key().to_string();
        let signed = ours.sign(&text).unwrap();

        let their_note = signed_note::Note::from_bytes(signed.as_bytes()).unwrap();
        let verifier = StandardVerifier::new(&key).unwrap();
        let (verified, _) = their_note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
        prop_assert_eq!(verified.len(), 1);
        prop_assert_eq!(their_note.text(), text.as_bytes());

        let secret = STANDARD.encode([[1].as_slice(), &seed].concat());
        let their_signer = StandardSigner::new(&format!("PRIVATE+KEY+{name}+{}+{secret}", ours.verifier_key().id())).unwrap();
        let mut their_note = signed_note::Note::new(text.as_bytes(), &[]).unwrap();
        their_note.add_sigs(&[&their_signer]).unwrap();
        prop_assert_eq!(String::from_utf8(their_note.to_bytes()).unwrap(), signed.clone());
        prop_assert!(Note::parse(&signed).unwrap().verify(&[ours.verifier_key().clone()]).is_ok());
    }

    #[test]
    fn both_refuse_the_same_malformed_notes(text in texts(), cut in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let signer = NoteSigner::from_seed("muster.example/log/a", &[3; 32]).unwrap();
        let mut bytes = signer.sign(&text).unwrap().into_bytes();
        let at = cut.index(bytes.len());
        bytes[at] = byte;
        let ours = std::str::from_utf8(&bytes).ok().and_then(|note| Note::parse(note).ok());
        let theirs = signed_note::Note::from_bytes(&bytes);
        prop_assert_eq!(ours.is_some(), theirs.is_ok(), "{:?}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn checkpoints(size in any::<u64>(), root in any::<[u8; 32]>(), name in names()) {
        let ours = Checkpoint::new(&name, size, Hash::from_bytes(root)).unwrap().to_string();
        let theirs = tlog_tiles::Checkpoint::new(&name, size, tlog_tiles::Hash(root), "").unwrap();
        prop_assert_eq!(&ours, &String::from_utf8(theirs.to_bytes()).unwrap());
        prop_assert_eq!(Checkpoint::parse_text(&ours).unwrap().size, size);
        prop_assert_eq!(tlog_tiles::Checkpoint::from_bytes(ours.as_bytes()).unwrap().size(), size);
    }
}
