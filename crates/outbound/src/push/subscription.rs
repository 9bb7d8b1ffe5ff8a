//! Reading a browser's subscription: where it is, its keys.

use std::net::IpAddr;

use aws_lc_rs::agreement::{ECDH_P256, ParsedPublicKey, ParsedPublicKeyFormat, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Uri;
use model::limits::PUSH_ENDPOINT_BYTES_MAX;
use model::push::PushSubscription;
use rustls_pki_types::ServerName;
use thiserror::Error;

use crate::address::{AddressRule, host};

/// Length of an uncompressed point on P-256.
pub(super) const PUBLIC_KEY_BYTES: usize = 65;

/// Length of the secret that the browser shares with us (RFC 8291, 3.2).
const AUTH_BYTES: usize = 16;

/// Why a subscription is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SubscriptionRefusal {
    /// The address is none, or none of a push service.
    #[error("the address of a push service begins with https:// and a host name")]
    Endpoint,
    /// The address is longer than any push service's.
    #[error("the address has more than {PUSH_ENDPOINT_BYTES_MAX} bytes")]
    TooLong,
    /// The address is in a network that may not be reached from here.
    #[error("the address is in a private network, which is not opened for push")]
    NotAllowed,
    /// The public key is none.
    #[error("`p256dh` is not a point on P-256 in base64url")]
    PublicKey,
    /// The shared secret is none.
    #[error("`auth` is not 16 bytes in base64url")]
    Auth,
}

/// A subscription that was read and checked.
#[derive(Debug)]
pub(super) struct Receiver {
    pub(super) endpoint: Uri,
    /// Scheme, host and port of the push service, as a VAPID token names it.
    pub(super) origin: String,
    pub(super) public_key: [u8; PUBLIC_KEY_BYTES],
    pub(super) auth: [u8; AUTH_BYTES],
}

impl Receiver {
    pub(super) fn read(
        subscription: &PushSubscription,
        rule: &AddressRule,
    ) -> Result<Self, SubscriptionRefusal> {
        if PUSH_ENDPOINT_BYTES_MAX < subscription.endpoint.len() {
            return Err(SubscriptionRefusal::TooLong);
        }
        let endpoint: Uri = subscription
            .endpoint
            .parse()
            .map_err(|_| SubscriptionRefusal::Endpoint)?;
        let origin = check_endpoint(&endpoint, rule)?;
        let public_key = decode(&subscription.keys.p256dh).ok_or(SubscriptionRefusal::PublicKey)?;
        let point = UnparsedPublicKey::new(&ECDH_P256, public_key);
        let point = ParsedPublicKey::try_from(point).map_err(|_| SubscriptionRefusal::PublicKey)?;
        if point.format() != ParsedPublicKeyFormat::Uncompressed {
            return Err(SubscriptionRefusal::PublicKey);
        }
        let auth = decode(&subscription.keys.auth).ok_or(SubscriptionRefusal::Auth)?;
        Ok(Self {
            endpoint,
            origin,
            public_key,
            auth,
        })
    }
}

/// Reads base64url of exactly `N` bytes; old browsers add padding.
fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
    bytes.try_into().ok()
}

/// Checks an address as far as that goes without looking names up; answers its origin (RFC 6454, 6.2).
fn check_endpoint(endpoint: &Uri, rule: &AddressRule) -> Result<String, SubscriptionRefusal> {
    let scheme = endpoint.scheme_str().unwrap_or_default();
    let authority = endpoint
        .authority()
        .filter(|authority| !authority.as_str().contains('@'))
        .ok_or(SubscriptionRefusal::Endpoint)?;
    let host = host(endpoint)
        .filter(|host| !host.is_empty())
        .ok_or(SubscriptionRefusal::Endpoint)?;
    let address: Option<IpAddr> = host.parse().ok();
    // What no certificate can name, such as the many ways to write an address of IPv4.
    ServerName::try_from(host).map_err(|_| SubscriptionRefusal::Endpoint)?;
    let default_port = match scheme {
        "https" => 443,
        // Names are looked up at each connection; until then a plain address only has to be possible.
        "http" if rule.opens_any() && address.is_none_or(|a| rule.allows_plain(a)) => 80,
        _ => return Err(SubscriptionRefusal::Endpoint),
    };
    if address.is_some_and(|address| !rule.allows(address)) {
        return Err(SubscriptionRefusal::NotAllowed);
    }
    let name = authority.host().to_ascii_lowercase();
    match authority.port_u16() {
        Some(port) if port != default_port => Ok(format!("{scheme}://{name}:{port}")),
        Some(_) => Ok(format!("{scheme}://{name}")),
        None if authority.as_str().len() == name.len() => Ok(format!("{scheme}://{name}")),
        None => Err(SubscriptionRefusal::Endpoint),
    }
}

#[cfg(test)]
mod tests;
