//! https: certificates from files or from the server's own authority, replaced while it runs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use thiserror::Error;

use crate::authority::Authority;

/// What a client of the relay may name in its handshake (RFC 7443).
pub const TURN: &[u8] = b"stun.turn";

/// Why https cannot be spoken. The text says what to do.
#[derive(Debug, Error)]
pub enum TlsError {
    /// A file of keys cannot be read or written.
    #[error("{} cannot be read or written; check its path and owner", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// A file does not hold what it should.
    #[error("{} holds no usable PEM; give a certificate chain and its key", path.display())]
    Content {
        /// The file.
        path: PathBuf,
    },
    /// Key and certificate do not belong together, or are of a kind that is not supported.
    #[error("the certificate and the key cannot be used together")]
    Pair(#[source] rustls::Error),
    /// A certificate could not be made.
    #[error("the certificate cannot be made; check --tls-names")]
    Make(#[from] rcgen::Error),
}

/// Where certificates come from.
enum Source {
    Files {
        certificate: PathBuf,
        key: PathBuf,
    },
    Own {
        authority: Arc<Authority>,
        names: Vec<String>,
    },
}

/// The certificate in use. Connections take the newest; those that stand keep theirs.
pub struct Certificates {
    source: Source,
    current: RwLock<Arc<CertifiedKey>>,
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Certificates")
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&current))
    }
}

impl Certificates {
    /// Certificates from two PEM files.
    ///
    /// # Errors
    /// [`TlsError`] names the file and what is wrong with it.
    pub fn from_files(certificate: PathBuf, key: PathBuf) -> Result<Self, TlsError> {
        Self::new(Source::Files { certificate, key })
    }

    /// Certificates of the server's own authority.
    ///
    /// # Errors
    /// [`TlsError`] if a name cannot stand in a certificate.
    pub fn from_authority(authority: Arc<Authority>, names: Vec<String>) -> Result<Self, TlsError> {
        Self::new(Source::Own { authority, names })
    }

    fn new(source: Source) -> Result<Self, TlsError> {
        let current = RwLock::new(Arc::new(source.load()?));
        Ok(Self { source, current })
    }

    /// Reads the files again, or makes a new certificate. On failure the old one stays.
    ///
    /// # Errors
    /// As at the start.
    pub fn renew(&self) -> Result<(), TlsError> {
        let newest = Arc::new(self.source.load()?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = newest;
        Ok(())
    }

    /// What a listener needs: TLS 1.2 and 1.3, HTTP/2 and HTTP/1.1, and the relay's protocol.
    ///
    /// # Errors
    /// If the cryptography is not of use, which is a mistake of the build.
    pub fn server_config(self: &Arc<Self>) -> Result<Arc<ServerConfig>, TlsError> {
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(TlsError::Pair)?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(self) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec(), TURN.to_vec()];
        Ok(Arc::new(config))
    }
}

impl Source {
    fn load(&self) -> Result<CertifiedKey, TlsError> {
        let (chain, key) = match self {
            Self::Files { certificate, key } => (read_chain(certificate)?, read_key(key)?),
            Self::Own { authority, names } => {
                let (certificate, key) = authority.issue(names, SystemTime::now())?;
                (vec![certificate], key)
            }
        };
        CertifiedKey::from_der(chain, key, &provider()).map_err(TlsError::Pair)
    }
}

/// The one cryptography of the program.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// Makes it the one that every part of the process takes.
pub fn install_provider() {
    // A second call in one process (tests) finds the same one installed.
    let _ = aws_lc_rs::default_provider().install_default();
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    std::fs::read(path).map_err(|cause| TlsError::File {
        path: path.to_owned(),
        cause,
    })
}

fn read_chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let pem = read(path)?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    match chain {
        Ok(chain) if !chain.is_empty() => Ok(chain),
        _ => Err(TlsError::Content {
            path: path.to_owned(),
        }),
    }
}

fn read_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    PrivateKeyDer::from_pem_slice(&read(path)?).map_err(|_| TlsError::Content {
        path: path.to_owned(),
    })
}
