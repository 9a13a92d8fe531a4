//! The key file: made once, readable by its owner alone, refused with the mend otherwise.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use vault::{KeyFile, OsRandom, RootKey, RootKeyError};

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_first_run_makes_it_and_later_ones_open_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    assert!(matches!(KeyFile::open(&path), Err(RootKeyError::Missing(_))));
    let key = KeyFile::create_new(&path, &mut OsRandom).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o400);
    assert_eq!(KeyFile::open(&path).unwrap(), key);
    let before = fs::read(&path).unwrap();
    assert!(matches!(KeyFile::create_new(&path, &mut OsRandom), Err(RootKeyError::Exists(_))));
    assert_eq!(fs::read(&path).unwrap(), before, "never overwritten");
}

#[test]
fn a_mode_open_to_others_is_refused_with_the_mend() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    KeyFile::create_new(&path, &mut OsRandom).unwrap();
    for bad in [0o440, 0o404, 0o410, 0o401, 0o420, 0o402, 0o600 | 0o040, 0o644, 0o777] {
        mode(&path, bad);
        let error = KeyFile::open(&path).unwrap_err();
        assert!(matches!(&error, RootKeyError::Open { mode, .. } if *mode == bad), "{bad:o}");
        assert!(error.to_string().contains(&format!("chmod 0400 {}", path.display())), "{error}");
    }
    for good in [0o400, 0o600] {
        mode(&path, good);
        KeyFile::open(&path).unwrap();
    }
}

#[test]
fn links_folders_and_pipes_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    KeyFile::create_new(&path, &mut OsRandom).unwrap();
    let link = folder.path().join("link");
    symlink(&path, &link).unwrap();
    assert!(matches!(KeyFile::open(&link), Err(RootKeyError::NotPlain(_))));
    assert!(matches!(KeyFile::open(folder.path()), Err(RootKeyError::NotPlain(_))));
    let pipe = folder.path().join("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
    assert!(matches!(KeyFile::open(&pipe), Err(RootKeyError::NotPlain(_))), "and nothing waits for a writer");
    // A link in the way of a new file is not followed either.
    let elsewhere = folder.path().join("elsewhere");
    let dangling = folder.path().join("dangling");
    symlink(&elsewhere, &dangling).unwrap();
    assert!(matches!(KeyFile::create_new(&dangling, &mut OsRandom), Err(RootKeyError::Exists(_))));
    assert!(!elsewhere.exists());
}

#[test]
fn a_damaged_file_is_named_with_its_fault_and_never_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    let key = KeyFile::create_new(&path, &mut OsRandom).unwrap();
    let line = key.to_text();
    let altered = line.replace(&line[20..24], "AAAA");
    let cases = [
        (Vec::new(), "cut short"),
        (line.as_bytes()[..40].to_vec(), "cut short"),
        (altered.into_bytes(), "checksum"),
        (b"hello, this is something else altogether, and it is long enough for a key line".to_vec(), "not a root key"),
        (vec![0xff; 80], "not a root key"),
        (vec![b'x'; 100_000], "not a root key"),
    ];
    for (bytes, fault) in cases {
        mode(&path, 0o600);
        fs::write(&path, bytes).unwrap();
        let error = KeyFile::open(&path).unwrap_err();
        assert!(error.to_string().contains(fault) && error.to_string().contains("root.key"), "{error}");
        assert!(!format!("{error} {error:?}").contains(&line[15..30]));
    }
}

#[test]
fn another_users_file_is_refused() {
    // Only root can give a file away; without that right there is nothing to test here.
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    KeyFile::create_new(&path, &mut OsRandom).unwrap();
    std::os::unix::fs::chown(&path, Some(65_534), None).unwrap();
    let error = KeyFile::open(&path).unwrap_err();
    assert!(matches!(error, RootKeyError::Owner { owner: 65_534, .. }), "{error}");
    assert!(error.to_string().contains("chown"), "{error}");
}

#[test]
fn a_rotation_puts_the_new_key_in_place_and_keeps_the_old() {
    let folder = tempfile::tempdir().unwrap();
    let [path, new, retired] = ["root.key", "root.key.new", "root.key.retired"].map(|name| folder.path().join(name));
    let old_key = KeyFile::create_new(&path, &mut OsRandom).unwrap();
    let new_key = RootKey::generate(&mut OsRandom).unwrap();
    KeyFile::write_new(&new, &new_key).unwrap();
    KeyFile::replace(&path, &new, &retired).unwrap();
    assert_eq!(KeyFile::open(&path).unwrap(), new_key);
    assert_eq!(KeyFile::open(&retired).unwrap(), old_key);
    assert!(!new.exists());
    // A second rotation never overwrites a retired key that is still kept.
    KeyFile::create_new(&new, &mut OsRandom).unwrap();
    assert!(matches!(KeyFile::replace(&path, &new, &retired), Err(RootKeyError::Exists(_))));
    assert_eq!(KeyFile::open(&path).unwrap(), new_key);
}
