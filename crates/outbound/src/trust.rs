//! Whose certificates are believed on the way out.

use std::sync::Arc;

use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use thiserror::Error;

/// Why authorities cannot be added.
#[derive(Debug, Error)]
pub enum TrustError {
    /// The text holds no certificate.
    #[error("no certificate in PEM (-----BEGIN CERTIFICATE-----) was found")]
    Empty,
    /// A certificate cannot be read.
    #[error("a certificate in PEM cannot be read")]
    Broken(#[source] rustls_pki_types::pem::Error),
}

/// The certificate authorities that are believed.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    authorities: Vec<CertificateDer<'static>>,
}

impl Trust {
    /// Nobody.
    #[must_use]
    pub fn nobody() -> Self {
        Self::default()
    }

    /// Whom this machine believes; `SSL_CERT_FILE` and `SSL_CERT_DIR` name others.
    #[must_use]
    pub fn system() -> Self {
        let found = rustls_native_certs::load_native_certs();
        for error in &found.errors {
            tracing::warn!(%error, "some of this machine's certificate authorities cannot be read");
        }
        Self {
            authorities: found.certs,
        }
    }

    /// These, and those in a PEM text.
    ///
    /// # Errors
    /// [`TrustError`] if there is none in it, or one cannot be read.
    pub fn and_pem(mut self, pem: &[u8]) -> Result<Self, TrustError> {
        let before = self.authorities.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            self.authorities
                .push(certificate.map_err(TrustError::Broken)?);
        }
        if self.authorities.len() == before {
            return Err(TrustError::Empty);
        }
        Ok(self)
    }

    /// Certificates of the authorities.
    pub(crate) fn authorities(&self) -> &[CertificateDer<'static>] {
        &self.authorities
    }

    /// How TLS is spoken on the way out.
    pub(crate) fn client_config(&self) -> Result<ClientConfig, rustls::Error> {
        let mut roots = RootCertStore::empty();
        // A machine's list may hold certificates that rustls does not take; the others count.
        roots.add_parsable_certificates(self.authorities.iter().cloned());
        let provider = Arc::new(aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(config)
    }
}
