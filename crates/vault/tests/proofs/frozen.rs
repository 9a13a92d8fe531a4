//! Figures that must never change: what was wrapped and sealed once opens for ever.
//!
//! All of them were computed by a second implementation (Python, `cryptography` 48, OpenSSL 3; `XChaCha` by `HChaCha20` written
//! out) from the description of the formats alone, so that they prove the formats and not merely the code.

use sha2::{Digest as _, Sha256};
use std::io::{Read as _, Write as _};
use std::num::NonZeroUsize;
use vault::{
    FieldContext, InstanceId, InstanceMaster, LogSeed, MasterKey, Params, Passwords, RootKey, RootKeys, Verdict, WrapContext, WrappedKey,
};

const ORGANISATION: &str = "org_01h2xcejqtf2nbrexx3vqjhp41";
const ROOT: &str = "muster-root-v1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8:eafed6de";
const ROOT_ID: &str = "b4d3d10791755300";

fn roots() -> RootKeys {
    RootKey::from_text(ROOT).unwrap().into()
}

fn instance() -> InstanceId {
    "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf".parse().unwrap()
}

fn wrapped(kwp: &str) -> WrappedKey {
    WrappedKey::from_bytes(&hex::decode(format!("0101{ROOT_ID}{kwp}")).unwrap()).unwrap()
}

/// The organisation's master key, bytes 0x40 to 0x5f.
pub(crate) fn organisation() -> MasterKey {
    let wrapped = wrapped("c63d34a1e8ce4f1f77d04d1c65aeb18f01659093fb5a837c994e1039218dcf3cb9f0aff640640a31");
    MasterKey::unwrap(&roots(), &instance(), ORGANISATION, &wrapped).unwrap()
}

/// The instance's master key, the same bytes.
pub(crate) fn directory() -> InstanceMaster {
    let wrapped = wrapped("da997b4dd3d7b85f1ae8de9389df1afe6f1f3e457841294566e24fe62a1999d992d05421ae4cebfb");
    InstanceMaster::unwrap(&roots(), &instance(), &wrapped).unwrap()
}

#[test]
fn the_root_key_and_its_id() {
    assert_eq!(*roots().active().to_text(), ROOT);
    assert_eq!(roots().active().id().to_string(), ROOT_ID);
}

#[test]
fn wrapped_keys_of_every_kind() {
    let again = organisation().wrap(&roots(), &instance()).unwrap();
    assert_eq!(hex::encode(&again.to_bytes()[10..]), "c63d34a1e8ce4f1f77d04d1c65aeb18f01659093fb5a837c994e1039218dcf3cb9f0aff640640a31");
    let seed = "52bb20be3012308e9c0e244ecaeb00a3cb991c4c2024c894d9e5fa094a05e725b144cf58514cd3fc";
    let seed = LogSeed::unwrap(&roots(), &instance(), WrapContext::OrganisationLog(ORGANISATION), &wrapped(seed)).unwrap();
    assert_eq!(seed.expose(), &std::array::from_fn(|at| 0x40 + u8::try_from(at).unwrap()));
    assert_eq!(hex::encode(seed.public_key()), "2543b92ff1095511476adc8369db6ddc933665a11978dda1404ee1066ca9559d");
    let log = "c666fea19bf7f3eb4764ff67144b793ba0fc6413e0abcd40fc6f5d2f8fbd4ab55e8f8fa41ca3ecee";
    let log = LogSeed::unwrap(&roots(), &instance(), WrapContext::InstanceLog, &wrapped(log)).unwrap();
    assert_eq!(log.expose(), seed.expose());
}

#[test]
fn database_keys() {
    let organisation = "b1d09c32ca524f7c8227c78c96c7fb6fdf7f09e1dfa887e998e6295c6adc4f1d714d69912b9e5efb85c17db3347ccf77";
    assert_eq!(*self::organisation().database_key().unwrap().hex(), organisation);
    let directory = "12a17171bf519948d5039ccaf8ce30b855029f16f8642d00a39ca164628ecf7183582c98d14774bffd60ef0cb7a1b2fd";
    assert_eq!(*self::directory().database_key().hex(), directory);
}

#[test]
fn the_key_that_browsers_subscribed_with() {
    let public = "BOuLzvHpLUmHAaP4EANniNCFkhs2AN0xg_O9zaFholWPdQnqUz--lI7ssqjmogyEKnKhsxMvCRKjM-8EWUtO9TM";
    assert_eq!(organisation().push_key().unwrap().public(), public);
}

#[test]
fn message_authentication() {
    let message = b"anna@example.org";
    let directory = directory();
    let entry = directory.login_index_key().entry("anna@example.org");
    assert_eq!(hex::encode(entry), "5a5e466249eaa6056fc7a06808066ba4d7b74137da89b2334849a8e6d62adf78");
    assert_eq!(hex::encode(directory.cookie_key().tag(message)), "0cb9895ec33583562b27ac5ebf5b704c225df63d6c53286e5fc5e1f5b970c27a");
    assert_eq!(hex::encode(directory.csrf_key().tag(message)), "cc3b0133031604857fbff08a05b2784def8a34d26ee40c3715efed256e257e95");
}

#[test]
fn a_sealed_field() {
    let place = FieldContext { organisation: ORGANISATION, table: "site", column: "access_notes", row: "sit_1" };
    let sealed = "01010102030405060708090a0b0c0d0e0f101112131415161718\
                  fed821d8619a246214f3fa59f13a828d7d06981564c0cfdb411b37e3b6f7ade90c6011ec04b9d6";
    let sealer = organisation().field_sealer().unwrap();
    assert_eq!(sealer.open(place, &hex::decode(sealed).unwrap()).unwrap(), b"key under the third pot");
    let mut nonce = |bytes: &mut [u8]| bytes.iter_mut().zip(1..).for_each(|(byte, value)| *byte = value);
    assert_eq!(hex::encode(sealer.seal(place, b"key under the third pot", &mut nonce).unwrap()), sealed);
}

#[test]
fn a_sealed_file() {
    let sealed = "4d5354460101078355a343717b2472144138635ce2c6941a5bf0ffef49203c45116cd82b35ccf61474fd0ca0663f\
                  a917be39ce387489730a82651b552bad9600d2d289b3ee91a22b247eae36";
    let sealer = organisation().file_sealer().unwrap();
    let mut content = String::new();
    sealer.reader("fil_7", hex::decode(sealed).unwrap().as_slice()).unwrap().read_to_string(&mut content).unwrap();
    assert_eq!(content, "one small file");

    let mut key = |bytes: &mut [u8]| bytes.iter_mut().zip(1..).for_each(|(byte, value)| *byte = value);
    let mut writer = sealer.writer("fil_7", Vec::new(), &mut key).unwrap();
    writer.write_all(&vec![b'x'; 65_536]).unwrap();
    writer.write_all(b"tail").unwrap();
    let two_chunks = writer.finish().unwrap();
    assert_eq!(two_chunks.len(), 65_618);
    assert_eq!(hex::encode(Sha256::digest(two_chunks)), "503fd1bd9ea1282be6bce16e87a30e5c7cbcf2adaa71402647484e64ea7e91d5");
}

#[test]
fn a_password_record() {
    let record = "$argon2id$v=19$m=19456,t=2,p=1,keyid=yHFswfIRTxc\
                  $BwcHBwcHBwcHBwcHBwcHBw$DpH6gb4uqcOo1CXEedx3+Q4rD4nlj8hBTTqj3ydssDI";
    let passwords = Passwords::start(Params::SMALL_HOST, directory().password_pepper(), NonZeroUsize::MIN).unwrap();
    let verdict = passwords.verify("violet otter climbs", record).unwrap().wait().unwrap();
    assert_eq!(verdict, Verdict::Right { rehash: false });
    let mut salt = |bytes: &mut [u8]| bytes.fill(7);
    assert_eq!(passwords.hash("violet otter climbs", &mut salt).unwrap().wait().unwrap().as_str(), record);
}
