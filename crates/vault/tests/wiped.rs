//! After the keys are dropped, this process's memory holds no copy of them: its writable memory is read through `/proc` and
//! searched. A test binary of its own, so that no other test's keys are about.
//!
//! What this cannot show: registers, swap, and copies a library holds in another form (an AES key schedule begins with the key
//! itself and is found; an HMAC key is kept masked and is not).
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::os::unix::fs::FileExt as _;
use vault::{FieldContext, InstanceId, InstanceMaster, KeyFile, MasterKey, Params, Passwords, RootKey, RootKeys, Verdict, Zeroizing};

/// Byte `at` of the needle, worked out anew each time: the needle must not lie in memory for the search's own sake.
fn needle(which: u8, at: usize) -> u8 {
    let at = u8::try_from(at % 256).unwrap();
    at.wrapping_mul(167) ^ which.wrapping_mul(91).wrapping_add(at >> 1) ^ 0xA7
}

fn fill(which: u8) -> impl FnMut(&mut [u8]) {
    move |bytes| bytes.iter_mut().enumerate().for_each(|(at, byte)| *byte = needle(which, at))
}

/// How often the needle `which` lies in writable memory.
fn copies(which: u8) -> usize {
    search(|at| needle(which, at))
}

/// How often bytes 8 to 24 of what `wanted` tells lie in writable memory. The first bytes of a freed block are overwritten by
/// the allocator, so they prove nothing.
fn search(wanted: impl Fn(usize) -> u8) -> usize {
    let memory = File::open("/proc/self/mem").unwrap();
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let mut page = vec![0; 1 << 16];
    let mut found = 0;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let (mut at, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        // The room the search itself reads into is memory too, and shows everything twice.
        let own = page.as_ptr().addr() as u64..(page.as_ptr().addr() + page.len()) as u64;
        while at + 16 <= to {
            let length = usize::try_from((to - at).min(1 << 16)).unwrap();
            let Ok(read) = memory.read_at(&mut page[..length], at) else { break };
            found += (0..read.saturating_sub(15))
                .filter(|start| !own.contains(&(at + *start as u64)))
                .filter(|start| (0..16).all(|step| page[start + step] == wanted(8 + step)))
                .count();
            at += (read.saturating_sub(15)).max(1) as u64;
        }
    }
    page.fill(0);
    found
}

/// Purpose keys of the figures in `proofs/frozen.rs`. Masked, and unmasked byte by byte in the search.
static MASKED: [(&str, [u8; 32]); 3] = [
    ("fields", masked(*b"\x8c\x69\xe3\x20\x3e\xc0\x2c\x3d\x9f\x4f\x35\x30\x82\x77\xa3\xa8\xcc\x1e\x39\x32\x36\x20\xa4\x5d\x77\x43\x3d\xe0\x23\x6b\x04\xa7")),
    ("files", masked(*b"\x18\xa6\x2c\x96\x90\xbb\xce\x25\x4d\x17\x51\xc3\xba\x3e\x00\xed\xab\x09\x7a\x0b\x96\xbe\x1d\x37\x6b\x6e\xde\x65\x89\xd9\x81\xc7")),
    ("database", masked(*b"\xb1\xd0\x9c\x32\xca\x52\x4f\x7c\x82\x27\xc7\x8c\x96\xc7\xfb\x6f\xdf\x7f\x09\xe1\xdf\xa8\x87\xe9\x98\xe6\x29\x5c\x6a\xdc\x4f\x1d")),
];

const fn masked(mut key: [u8; 32]) -> [u8; 32] {
    let mut at = 0;
    while at < 32 {
        key[at] ^= 0x5a;
        at += 1;
    }
    key
}

fn purpose_keys_in_memory() -> Vec<(&'static str, usize)> {
    MASKED.iter().map(|(name, key)| (*name, search(|at| key[at] ^ 0x5a))).collect()
}

#[test]
fn no_copy_of_a_key_outlives_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    {
        let root = KeyFile::create_new(&path, &mut fill(1)).unwrap();
        assert!(copies(1) >= 1, "the counter-proof: while it lives, the search finds it");
        let reopened = KeyFile::open(&path).unwrap();
        assert_eq!(root, reopened);
        let roots = RootKeys::new(reopened.clone());
        let instance = InstanceId::from_bytes([1; 16]);
        let master = MasterKey::generate("org_north", &mut fill(2)).unwrap();
        let wrapped = master.wrap(&roots, &instance).unwrap();
        let back = MasterKey::unwrap(&roots, &instance, "org_north", &wrapped).unwrap();
        let place = FieldContext { organisation: "org_north", table: "site", column: "name", row: "1" };
        let sealed = back.field_sealer().unwrap().seal(place, b"x", &mut fill(3)).unwrap();
        assert_eq!(master.field_sealer().unwrap().open(place, &sealed).unwrap(), b"x");
        let writer = back.file_sealer().unwrap().writer("fil_1", Vec::new(), &mut fill(4)).unwrap();
        let sealed = writer.finish().unwrap();
        drop(master.file_sealer().unwrap().reader("fil_1", sealed.as_slice()).unwrap());
        let shown = RootKey::from_text(&root.to_text()).unwrap();
        drop(root.clone());
        drop((shown, roots));
        assert!(copies(2) >= 1);

        let mut counted = |bytes: &mut [u8]| bytes.iter_mut().zip(0x40..).for_each(|(byte, value)| *byte = value);
        let known = MasterKey::generate("org_01h2xcejqtf2nbrexx3vqjhp41", &mut counted).unwrap();
        let (fields, files, database) = (known.field_sealer().unwrap(), known.file_sealer().unwrap(), known.database_key().unwrap());
        assert!(purpose_keys_in_memory().iter().all(|(_, copies)| *copies >= 1), "{:?}", purpose_keys_in_memory());
        drop(fields.seal(place, b"x", &mut fill(3)).unwrap());
        drop(files.writer("fil_1", Vec::new(), &mut fill(4)).unwrap().finish().unwrap());
        drop(database.hex());
    }
    assert_eq!(purpose_keys_in_memory(), [("fields", 0), ("files", 0), ("database", 0)]);
    assert_eq!(copies(1), 0, "root key");
    assert_eq!(copies(2), 0, "master key");
    assert_eq!(copies(4), 0, "key of a file");

    let letter = |at: usize| b'a' + needle(6, at) % 26;
    {
        let mut password = Zeroizing::new(String::with_capacity(40));
        (0..40).for_each(|at| password.push(char::from(letter(at))));
        assert!(search(letter) >= 1);
        let pepper = InstanceMaster::generate(&mut fill(7)).unwrap().password_pepper();
        let passwords = Passwords::start(Params::SMALL_HOST, pepper, NonZeroUsize::MIN).unwrap();
        let record = passwords.hash(&password, &mut fill(3)).unwrap().wait().unwrap();
        assert_eq!(passwords.verify(&password, record.as_str()).unwrap().wait().unwrap(), Verdict::Right { rehash: false });
    }
    assert_eq!(search(letter), 0, "password");
    // And a copy that is not wiped would be seen: the other counter-proof.
    let mut leaked = vec![0; 4096];
    fill(5)(&mut leaked);
    let leaked = std::hint::black_box(leaked);
    drop(leaked);
    assert!(copies(5) >= 1, "an ordinary vector leaves its bytes behind");
}
