//! A certificate this server made for itself: encrypts, but proves nothing about who answers. Only when asked for.

use super::{Certificates, TlsError};
use kernel::Timestamp;
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, date_time_ymd};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Where a self-made certificate is kept, and for whom it is made.
#[derive(Debug, Clone)]
pub struct SelfSigned {
    /// The folder of `self-signed.crt` and `self-signed.key`.
    pub folder: PathBuf,
    /// The names it is for, beside those of loopback.
    pub names: Vec<String>,
}

/// Browsers take nothing that is good for longer than 825 days; it is made anew well before.
const YEARS: i32 = 2;

impl SelfSigned {
    /// Opens the certificate made before, or makes one.
    pub fn open_or_make(&self, now: Timestamp) -> Result<Certificates, TlsError> {
        let (chain, key) = (self.folder.join("self-signed.crt"), self.folder.join("self-signed.key"));
        let fresh_for = now.plus_millis(-600 * 86_400_000).millis();
        let made = std::fs::metadata(&chain).and_then(|about| about.modified()).ok();
        let made = made.and_then(|at| i64::try_from(at.duration_since(std::time::UNIX_EPOCH).ok()?.as_millis()).ok());
        if made.is_none_or(|made| made < fresh_for) || !key.exists() {
            self.make(&chain, &key, now)?;
        }
        Certificates::open(chain, key)
    }

    fn make(&self, chain: &Path, key: &Path, now: Timestamp) -> Result<(), TlsError> {
        let mut names = self.names.clone();
        names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        names.dedup();
        let mut params = CertificateParams::new(names)?;
        let mut subject = DistinguishedName::new();
        subject.push(DnType::CommonName, "Muster, self-made");
        params.distinguished_name = subject;
        let (year, month, day) = date(now);
        params.not_before = date_time_ymd(year, month, day);
        params.not_after = date_time_ymd(year + YEARS, month, day.min(28));
        let pair = KeyPair::generate()?;
        let certificate = params.self_signed(&pair)?;
        write(key, 0o400, &pair.serialize_pem())?;
        write(chain, 0o444, &certificate.pem())
    }
}

fn date(now: Timestamp) -> (i32, u8, u8) {
    let text = now.to_string();
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u8>().ok()).unwrap_or(1);
    (text.get(0..4).and_then(|digits| digits.parse().ok()).unwrap_or(2026), part(5..7), part(8..10))
}

fn write(path: &Path, mode: u32, text: &str) -> Result<(), TlsError> {
    let fault = |error: std::io::Error| TlsError::File { path: path.into(), reason: error.to_string() };
    let aside = path.with_extension("new");
    drop(std::fs::remove_file(&aside));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&aside).map_err(fault)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| std::fs::rename(&aside, path)).map_err(fault)
}
