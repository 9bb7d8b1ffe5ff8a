//! Sees the SRTP keys of a connection that str0m drives.
//!
//! str0m does not give its keys away, but lets its DTLS be replaced. [`build`] makes a connection
//! whose DTLS instance is wrapped: all goes through unchanged, and the keying material is copied
//! for the one connection it belongs to.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use dimpl::{Config, Dtls, DtlsCertificate};
use str0m::config::{CryptoProvider, DtlsCert, DtlsVersion, KeyingMaterial};
use str0m::crypto::CryptoError;
use str0m::crypto::dtls::{
    DtlsImplError, DtlsInstance, DtlsOutput, DtlsProvider, ProtocolVersion, SrtpProfile,
};
use str0m::{Rtc, RtcConfig};

use super::srtp::SrtpKeys;

/// Where the keys of one connection appear when its handshake is done. Locked twice in its life.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyWatch(Arc<Mutex<Option<SrtpKeys>>>);

impl KeyWatch {
    /// The keys, once.
    pub(crate) fn take(&self) -> Option<SrtpKeys> {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        keys.take()
    }

    fn put(&self, keys: Option<SrtpKeys>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = keys;
    }
}

thread_local! {
    /// Where the instance that is made next puts its keys. str0m makes exactly one while it builds
    /// a connection, in the thread that builds, and takes providers only by static reference: so
    /// the watch is handed over here, and the cell is empty before and after each build.
    static NEXT: RefCell<Option<KeyWatch>> = const { RefCell::new(None) };
}

/// Builds a connection whose keys are seen. `profile`, for tests, makes both sides that agree on
/// it use another profile than they negotiated.
pub(crate) fn build(
    config: RtcConfig,
    profile: Option<SrtpProfile>,
    now: Instant,
) -> (Rtc, KeyWatch) {
    let watch = KeyWatch::default();
    let provider = CryptoProvider {
        dtls_provider: watching(profile),
        ..str0m::crypto::from_feature_flags()
    };
    NEXT.set(Some(watch.clone()));
    let rtc = config.set_crypto_provider(Arc::new(provider)).build(now);
    NEXT.set(None);
    (rtc, watch)
}

fn watching(profile: Option<SrtpProfile>) -> &'static Watching {
    static NEGOTIATED: Watching = Watching { profile: None };
    static CM: Watching = Watching {
        profile: Some(SrtpProfile::AES128_CM_SHA1_80),
    };
    static GCM_128: Watching = Watching {
        profile: Some(SrtpProfile::AEAD_AES_128_GCM),
    };
    match profile {
        Some(SrtpProfile::AES128_CM_SHA1_80) => &CM,
        Some(SrtpProfile::AEAD_AES_128_GCM) => &GCM_128,
        _ => &NEGOTIATED,
    }
}

/// Makes DTLS instances that are watched.
#[derive(Debug)]
struct Watching {
    profile: Option<SrtpProfile>,
}

impl DtlsProvider for Watching {
    fn generate_certificate(&self) -> Option<DtlsCert> {
        str0m::crypto::from_feature_flags()
            .dtls_provider
            .generate_certificate()
    }

    fn new_dtls(
        &self,
        cert: &DtlsCert,
        now: Instant,
        version: DtlsVersion,
        mtu: Option<usize>,
    ) -> Result<Box<dyn DtlsInstance>, CryptoError> {
        let config = settings(mtu)?;
        let certificate = DtlsCertificate {
            certificate: cert.certificate.clone(),
            private_key: cert.private_key.clone(),
        };
        let inner = match version {
            DtlsVersion::Dtls12 => Dtls::new_12(config, certificate, now),
            DtlsVersion::Dtls13 => Dtls::new_13(config, certificate, now),
            DtlsVersion::Auto => Dtls::new_auto(config, certificate, now),
            _ => return Err(CryptoError::Other(format!("no DTLS of version {version}"))),
        };
        Ok(Box::new(Watched {
            inner,
            watch: NEXT.take(),
            profile: self.profile,
        }))
    }
}

/// The settings of str0m's own DTLS, which all connections share: whenever such settings are made, each
/// algorithm is tried, which takes most of a millisecond.
fn settings(mtu: Option<usize>) -> Result<Arc<Config>, CryptoError> {
    static SHARED: OnceLock<(Option<usize>, Arc<Config>)> = OnceLock::new();
    if let Some((_, shared)) = SHARED.get().filter(|(of, _)| *of == mtu) {
        return Ok(Arc::clone(shared));
    }
    // ICE has shown that who speaks from an address receives there: no cookie has to.
    let mut builder = Config::builder().use_server_cookie(false);
    if let Some(mtu) = mtu {
        builder = builder.mtu(mtu);
    }
    let made = builder.build();
    let made = made.map_err(|error| CryptoError::Other(format!("settings of DTLS: {error}")))?;
    let made = Arc::new(made);
    // Another thread may have been first: either is as good.
    let _ = SHARED.set((mtu, Arc::clone(&made)));
    Ok(made)
}

/// A DTLS instance whose keys are seen.
struct Watched {
    inner: Dtls,
    watch: Option<KeyWatch>,
    profile: Option<SrtpProfile>,
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watched").finish_non_exhaustive()
    }
}

impl DtlsInstance for Watched {
    fn set_active(&mut self, active: bool) {
        self.inner.set_active(active);
    }

    fn handle_packet(&mut self, packet: &[u8]) -> Result<(), DtlsImplError> {
        self.inner.handle_packet(packet)
    }

    fn poll_output<'a>(&mut self, buf: &'a mut [u8]) -> DtlsOutput<'a> {
        let (mut material, mut profile) = match self.inner.poll_output(buf) {
            DtlsOutput::KeyingMaterial(material, profile) => (material, profile),
            other => return other,
        };
        if let Some(other) = self.profile {
            let len = other.keying_material_len().min(material.len());
            (material, profile) = (KeyingMaterial::new(&material[..len]), other);
        }
        // Taken: a second handshake on the connection would not change what is sealed with.
        if let Some(watch) = self.watch.take() {
            watch.put(SrtpKeys::new(profile, &material, self.inner.is_active()));
        }
        DtlsOutput::KeyingMaterial(material, profile)
    }

    fn handle_timeout(&mut self, now: Instant) -> Result<(), DtlsImplError> {
        self.inner.handle_timeout(now)
    }

    fn send_application_data(&mut self, data: &[u8]) -> Result<usize, DtlsImplError> {
        self.inner.send_application_data(data)
    }

    fn is_active(&self) -> bool {
        self.inner.is_active()
    }

    fn protocol_version(&self) -> Option<ProtocolVersion> {
        self.inner.protocol_version()
    }

    fn is_closing(&self) -> bool {
        self.inner.is_closing()
    }

    fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }

    fn close(&mut self) -> Result<(), DtlsImplError> {
        self.inner.close()
    }
}

#[cfg(test)]
mod tests;
