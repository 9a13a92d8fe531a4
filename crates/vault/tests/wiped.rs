//! After the keys are dropped, this process's memory holds no copy of them: its writable memory is read through `/proc` and
//! searched. A test binary of its own, so that no other test's keys are about.
//!
//! What this cannot show: registers, swap, and copies a library holds in another form (an AES key schedule begins with the key
//! itself and is found; an HMAC key is kept masked and is not).
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use vault::{FieldContext, InstanceId, KeyFile, MasterKey, RootKey, RootKeys};

/// Byte `at` of the needle, worked out anew each time: the needle must not lie in memory for the search's own sake.
fn needle(which: u8, at: usize) -> u8 {
    let at = u8::try_from(at % 256).unwrap();
    at.wrapping_mul(167) ^ which.wrapping_mul(91).wrapping_add(at >> 1) ^ 0xA7
}

fn fill(which: u8) -> impl FnMut(&mut [u8]) {
    move |bytes| bytes.iter_mut().enumerate().for_each(|(at, byte)| *byte = needle(which, at))
}

/// How often bytes 8 to 24 of the needle lie in writable memory. The first bytes of a freed block are overwritten by the
/// allocator, so they prove nothing.
fn copies(which: u8) -> usize {
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
                .filter(|start| (0..16).all(|step| page[start + step] == needle(which, 8 + step)))
                .count();
            at += (read.saturating_sub(15)).max(1) as u64;
        }
    }
    page.fill(0);
    found
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
    }
    assert_eq!(copies(1), 0, "root key");
    assert_eq!(copies(2), 0, "master key");
    assert_eq!(copies(4), 0, "key of a file");
    // And a copy that is not wiped would be seen: the other counter-proof.
    let mut leaked = vec![0; 32];
    fill(5)(&mut leaked);
    let leaked = std::hint::black_box(leaked);
    drop(leaked);
    assert!(copies(5) >= 1, "an ordinary vector leaves its bytes behind");
}
