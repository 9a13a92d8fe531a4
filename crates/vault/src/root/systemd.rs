//! The root key as a systemd credential (`LoadCredential=`, `LoadCredentialEncrypted=`).
//!
//! The service manager guards the folder of credentials, so modes are not judged here: with `DynamicUser=` they carry an
//! access list that shows as group bits.

use super::key_file::{open_plain, read_key};
use super::{RootKey, RootKeyError};
use std::ffi::OsString;
use std::path::Path;

/// Reads the credential `name`, which holds the line of a key file.
#[expect(clippy::disallowed_methods, reason = "the service manager sets it, not a setting of ours")]
pub fn from_systemd_credential(name: &str) -> Result<RootKey, RootKeyError> {
    from_folder(std::env::var_os("CREDENTIALS_DIRECTORY"), name)
}

fn from_folder(folder: Option<OsString>, name: &str) -> Result<RootKey, RootKeyError> {
    let folder = folder.filter(|folder| !folder.is_empty()).ok_or_else(|| RootKeyError::NoCredentials(name.into()))?;
    let path = Path::new(&folder).join(name);
    // A name is one part of a path: it must not lead out of the folder.
    if name.is_empty() || name.contains('/') || name == "." || name == ".." {
        return Err(RootKeyError::NotPlain(path));
    }
    let file = open_plain(&path)?;
    read_key(&path, &file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::fake::counting;
    use crate::root::KeyFile;

    #[test]
    fn a_credential_is_read_from_its_folder_alone() {
        let folder = tempfile::tempdir().unwrap();
        let key = KeyFile::create_new(folder.path().join("root"), &mut counting()).unwrap();
        let given = Some(folder.path().as_os_str().to_owned());
        assert_eq!(from_folder(given.clone(), "root").unwrap(), key);
        assert!(matches!(from_folder(given.clone(), "other"), Err(RootKeyError::Missing(_))));
        for bad in ["", ".", "..", "../root", "a/b"] {
            assert!(matches!(from_folder(given.clone(), bad), Err(RootKeyError::NotPlain(_))), "{bad}");
        }
    }

    #[test]
    fn without_the_folder_the_mend_is_named() {
        for none in [None, Some(OsString::new())] {
            let error = from_folder(none, "root").unwrap_err();
            assert!(error.to_string().contains("LoadCredential=root:"), "{error}");
        }
    }
}
