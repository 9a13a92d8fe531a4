//! Certificates for what listens on this machine: an authority made for the test, and what it vouches for.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use std::fmt;
use std::path::{Path, PathBuf};

/// A server's certificate in a folder.
pub(crate) const SERVER: &str = "server.crt";
/// Its key.
pub(crate) const KEY: &str = "server.key";

/// An authority that a test makes, and tells whom it asks to believe it.
pub struct Authority {
    folder: tempfile::TempDir,
    issuer: Issuer<'static, KeyPair>,
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authority")
    }
}

impl Authority {
    /// Makes one.
    pub fn make() -> Self {
        let folder = tempfile::Builder::new().prefix("muster-authority-").tempdir().expect("a temporary folder can be made");
        let key = KeyPair::generate().expect("a key can be made");
        let mut params = CertificateParams::new(Vec::new()).expect("no names are good names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "Authority of a test");
        let certificate = params.self_signed(&key).expect("an authority can be made");
        let made = Self { folder, issuer: Issuer::new(params, key) };
        std::fs::write(made.path(), certificate.pem()).expect("the temporary folder can be written");
        made
    }

    /// Its certificate, PEM.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("authority.crt")
    }

    /// Writes a certificate for `localhost`, and its key.
    pub(crate) fn vouch(&self, folder: &Path) {
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("the temporary folder can be written");
        let key = KeyPair::generate().expect("a key can be made");
        let leaf = CertificateParams::new(vec!["localhost".to_owned()]).expect("localhost is a name");
        let leaf = leaf.signed_by(&key, &self.issuer).expect("a certificate can be signed");
        write(SERVER, &leaf.pem());
        write(KEY, &key.serialize_pem());
    }
}
