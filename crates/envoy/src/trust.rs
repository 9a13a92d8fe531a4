//! Whose certificates are believed: the host's own authorities, and those in a file that the operator names.

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use std::path::Path;
use std::sync::Arc;

/// Why nobody can be believed.
#[derive(Debug, thiserror::Error)]
pub enum NoTrust {
    /// The file cannot be read, or holds something else.
    #[error("{path}: {reason}")]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A text names no authority, or too many.
    #[error("expected one to 16 certificates, PEM")]
    Text,
    /// The protocol's own reasons.
    #[error("certificates cannot be checked: {0}")]
    Protocol(#[from] rustls::Error),
}

/// Most certificates in a text that names authorities.
const MOST: usize = 16;

pub(crate) fn config(extra: Option<&Path>) -> Result<Arc<ClientConfig>, NoTrust> {
    let mut roots = RootCertStore::empty();
    // A host without authorities of its own reaches nobody but those in the file: each delivery says so.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = extra {
        let fault = |reason: String| NoTrust::File { path: path.to_owned(), reason };
        let certificates = CertificateDer::pem_file_iter(path).map_err(|error| fault(error.to_string()))?;
        for certificate in certificates {
            roots.add(certificate.map_err(|error| fault(error.to_string()))?).map_err(|error| fault(error.to_string()))?;
        }
    }
    believing(roots)
}

/// Nobody but the authorities in this text, PEM.
pub(crate) fn only(authority: &str) -> Result<Arc<ClientConfig>, NoTrust> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authority.as_bytes()) {
        roots.add(certificate.map_err(|_| NoTrust::Text)?).map_err(|_| NoTrust::Text)?;
    }
    if roots.is_empty() || roots.len() > MOST {
        return Err(NoTrust::Text);
    }
    believing(roots)
}

fn believing(roots: RootCertStore) -> Result<Arc<ClientConfig>, NoTrust> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let versions = &[&rustls::version::TLS13, &rustls::version::TLS12];
    let config = ClientConfig::builder_with_provider(provider).with_protocol_versions(versions)?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// Whether this text names authorities that can be believed.
pub fn names_authorities(authority: &str) -> bool {
    only(authority).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_certificates_names_nobody() {
        let broken = "-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n";
        for text in ["", "nonsense", "-----BEGIN CERTIFICATE-----\n", broken] {
            assert!(!names_authorities(text), "{text}");
        }
    }
}
