//! The self-made certificate authority of closed networks: made once, kept in the data directory.

use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, PublicKeyData,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};

use crate::tls::TlsError;

/// How long the authority is good for; devices trust it by hand, so seldom.
const AUTHORITY_VALID: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// How long a server's certificate is good for. Made anew at each start and long before it ends;
/// Apple's devices take at most 825 days.
const CERTIFICATE_VALID: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// How much earlier than now validity begins, for devices whose clock is behind.
const CLOCKS_BEHIND: Duration = Duration::from_secs(24 * 60 * 60);

/// A certificate authority with its key.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate_pem: String,
    fingerprint: String,
}

impl Authority {
    /// Reads the authority from `directory`, or makes it. Its key is readable by the owner only. A
    /// lost certificate is made again from the key, and devices that trust the old one trust it.
    ///
    /// # Errors
    /// [`TlsError`] if the directory cannot be read or written, or holds something else.
    pub fn open(directory: &Path) -> Result<Self, TlsError> {
        let broken = |path: &Path| {
            let path = path.to_owned();
            move |cause| TlsError::File { path, cause }
        };
        if !directory.exists() {
            std::fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(directory)
                .map_err(broken(directory))?;
        }
        let key_path = directory.join("ca.key");
        let key = if key_path.exists() {
            let pem = std::fs::read_to_string(&key_path).map_err(broken(&key_path))?;
            KeyPair::from_pem(&pem).map_err(|_| TlsError::Content { path: key_path })?
        } else {
            let key = KeyPair::generate()?;
            write_private(&key_path, &key.serialize_pem()).map_err(broken(&key_path))?;
            key
        };
        let params = authority_params(&key, SystemTime::now());
        let path = directory.join("ca.pem");
        let certificate_pem = if path.exists() {
            std::fs::read_to_string(&path).map_err(broken(&path))?
        } else {
            let pem = params.self_signed(&key)?.pem();
            write_private(&path, &pem).map_err(broken(&path))?;
            pem
        };
        let der = CertificateDer::from_pem_slice(certificate_pem.as_bytes())
            .map_err(|_| TlsError::Content { path })?;
        let fingerprint = Sha256::digest(&der)
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect::<Vec<_>>()
            .join(":");
        Ok(Self {
            issuer: Issuer::new(params, key),
            certificate_pem,
            fingerprint,
        })
    }

    /// Makes a server's certificate with a new key.
    ///
    /// # Errors
    /// If a name cannot stand in a certificate.
    pub fn issue(
        &self,
        names: &[String],
        now: SystemTime,
    ) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), TlsError> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = named(names.first().map_or("meanwhile", String::as_str));
        params.not_before = (now - CLOCKS_BEHIND).into();
        params.not_after = (now + CERTIFICATE_VALID).into();
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &self.issuer)?;
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        Ok((certificate.der().clone(), key.into()))
    }

    /// The authority's certificate, for devices that are to trust it.
    #[must_use]
    pub fn certificate_pem(&self) -> &str {
        &self.certificate_pem
    }

    /// SHA-256 of its certificate, in hexadecimal with colons, as browsers show it.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// The authority's own certificate. Its name is taken from its key, so that two installations
/// differ and a lost certificate comes back under the same name.
fn authority_params(key: &KeyPair, now: SystemTime) -> CertificateParams {
    let digest = Sha256::digest(key.der_bytes());
    let tag: String = digest[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut params = CertificateParams::default();
    params.distinguished_name = named(&format!("Meanwhile authority {tag}"));
    params.not_before = (now - CLOCKS_BEHIND).into();
    params.not_after = (now + AUTHORITY_VALID).into();
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

/// Writes a file that only its owner can read; whole or not at all.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let part = path.with_extension("part");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(part, path)
}

#[cfg(test)]
mod tests;
