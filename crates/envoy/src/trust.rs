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
    /// The protocol's own reasons.
    #[error("certificates cannot be checked: {0}")]
    Protocol(#[from] rustls::Error),
}

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
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let versions = &[&rustls::version::TLS13, &rustls::version::TLS12];
    let config = ClientConfig::builder_with_provider(provider).with_protocol_versions(versions)?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}
