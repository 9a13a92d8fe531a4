//! `Debug` shows no secret, and every type that holds one wipes it.

use crate::world::{World, world};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::fmt::Debug;
use std::num::NonZeroUsize;
use vault::{
    DatabaseKey, FieldSealer, FileSealer, InstanceMaster, LogSeed, LoginIndexKey, MacKey, MasterKey, OsRandom, Params, Passwords, Pepper,
    Peppers, RootKey, Token, WrapContext, Zeroizing,
};
use zeroize::ZeroizeOnDrop;

/// Whether `text` shows four neighbouring bytes of `secret` in one of the ways bytes are usually shown.
fn shows(text: &str, secret: &[u8]) -> bool {
    let text = text.to_lowercase();
    let base64 = [STANDARD.encode(secret), URL_SAFE_NO_PAD.encode(secret)].map(|letters| letters.to_lowercase());
    let in_base64 =
        base64.iter().any(|letters| letters.as_bytes().windows(6).any(|some| text.contains(std::str::from_utf8(some).unwrap())));
    in_base64
        || secret.windows(4).any(|some| {
            let decimal: Vec<String> = some.iter().map(u8::to_string).collect();
            let hexed: Vec<String> = some.iter().map(|byte| format!("{byte:02x}")).collect();
            let ways = [decimal.join(", "), decimal.join(","), hexed.concat(), hexed.join(" "), hexed.join(", ")];
            ways.iter().any(|way| text.contains(way.as_str()))
        })
}

#[test]
fn the_detector_sees_a_secret_that_is_shown() {
    let secret: Vec<u8> = (100..132).collect();
    let text = String::from_utf8(secret.clone()).unwrap_or_default();
    for shown in
        [format!("{secret:?}"), format!("{secret:#04x?}"), hex::encode(&secret), STANDARD.encode(&secret), hex::encode_upper(&secret)]
    {
        assert!(shows(&shown.replace("0x", "").replace(['\n', ' '], "").replace(',', ", "), &secret) || shows(&shown, &secret), "{shown}");
    }
    assert!(!shows(&text, &secret), "raw bytes are no text anybody logs");
    assert!(!shows("Key(hidden)", &secret));
}

fn hides(value: &dyn Debug, secret: &[u8]) {
    for text in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shows(&text, secret), "{text}");
    }
}

/// Counting bytes, so that the test knows every secret that is made.
fn known(from: u8) -> impl FnMut(&mut [u8]) {
    move |bytes| {
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = from.wrapping_add(u8::try_from(at % 256).unwrap());
        }
    }
}

fn bytes_of(from: u8) -> Vec<u8> {
    (0..32).map(|at| from.wrapping_add(at)).collect()
}

#[test]
fn debug_of_keys_shows_no_secret() {
    let World { roots, instance, .. } = world();
    let root = RootKey::generate(&mut known(10)).unwrap();
    hides(&root, &bytes_of(10));
    hides(&vault::RootKeys::new(root.clone()).and_retiring(root), &bytes_of(10));
    let master = MasterKey::generate("org_north", &mut known(20)).unwrap();
    hides(&master, &bytes_of(20));
    hides(&master.wrap(&roots, &instance).unwrap(), &bytes_of(20));
    let seed = LogSeed::generate(&mut known(30)).unwrap();
    hides(&seed, seed.expose());
    hides(&seed.wrap(&roots, &instance, WrapContext::InstanceLog).unwrap(), seed.expose());
    let directory = InstanceMaster::generate(&mut known(40)).unwrap();
    hides(&directory, &bytes_of(40));
    let database = master.database_key().unwrap();
    hides(&database, &hex::decode(database.hex().as_bytes()).unwrap());
}

#[test]
fn debug_of_what_is_made_of_keys_shows_no_secret() {
    // The derived keys come from the second implementation whose figures `frozen.rs` holds.
    let master = crate::frozen::organisation();
    let fields = hex::decode("8c69e3203ec02c3d9f4f35308277a3a8cc1e39323620a45d77433de0236b04a7").unwrap();
    let files = hex::decode("18a62c9690bbce254d1751c3ba3e00edab097a0b96be1d376b6ede6589d981c7").unwrap();
    hides(&master.field_sealer().unwrap(), &fields);
    let sealer = master.file_sealer().unwrap();
    hides(&sealer, &files);
    hides(&sealer.writer("fil_1", Vec::new(), &mut known(50)).unwrap(), &bytes_of(50));
    let mut sealed = sealer.writer("fil_1", Vec::new(), &mut known(50)).unwrap().finish().unwrap();
    hides(&sealer.reader("fil_1", sealed.as_mut_slice() as &[u8]).unwrap(), &bytes_of(50));

    let directory = crate::frozen::directory();
    let pepper = hex::decode("a7515167469da99b46f0e7670ccee6125fbe73b1e46cd5e78d332b8535cb9d9a").unwrap();
    hides(&directory.password_pepper(), &pepper);
    hides(&Peppers::new(directory.password_pepper()), &pepper);
    hides(&directory.cookie_key(), &hex::decode("344ac650afa4ec8111db22e20457c762ad102ac2eeb51bca2a0b030a6f14a6a3").unwrap());
    hides(&directory.login_index_key(), &hex::decode("f2ce6639378046d55775901c09d9cd857606772a6d4d0aeeffe929ccdfca2d45").unwrap());
    let passwords = Passwords::start(Params::SMALL_HOST, directory.password_pepper(), NonZeroUsize::MIN).unwrap();
    hides(&passwords, &pepper);
}

#[test]
fn debug_of_tokens_and_records_shows_no_secret() {
    let token = Token::generate(&mut known(60)).unwrap();
    hides(&token, &bytes_of(60));
    hides(&token.digest(), token.digest().as_bytes());
    let passwords = Passwords::start(Params::SMALL_HOST, crate::frozen::directory().password_pepper(), NonZeroUsize::MIN).unwrap();
    let record = passwords.hash("violet otter climbs", &mut OsRandom).unwrap().wait().unwrap();
    let tag = record.as_str().rsplit('$').next().unwrap();
    assert!(!format!("{record:?}").contains(tag));
}

#[test]
fn every_type_that_holds_a_secret_wipes_it() {
    fn wipes<T: ZeroizeOnDrop>() {}
    wipes::<RootKey>();
    wipes::<MasterKey>();
    wipes::<InstanceMaster>();
    wipes::<LogSeed>();
    wipes::<DatabaseKey>();
    wipes::<FieldSealer>();
    wipes::<FileSealer>();
    wipes::<MacKey>();
    wipes::<LoginIndexKey>();
    wipes::<Pepper>();
    wipes::<Token>();
    wipes::<Zeroizing<String>>();
    // What those are made of, with the features this crate asks for.
    wipes::<chacha20poly1305::XChaCha20Poly1305>();
    wipes::<aes_gcm::Aes256Gcm>();
    wipes::<aes_kw::aes::Aes256>();
    // An HMAC is two of these and a buffer.
    wipes::<sha2::block_api::Sha256VarCore>();
    wipes::<ed25519_dalek::SigningKey>();
}
