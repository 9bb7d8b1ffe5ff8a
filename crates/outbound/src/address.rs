//! Which addresses may be reached from here, and connecting to exactly what was checked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use http::Uri;
use hyper_util::rt::TokioIo;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use model::limits::OUTBOUND_CONNECT_MAX;
use thiserror::Error;
use tokio::net::TcpStream;

/// Networks of IPv4 that are not the internet (IANA's special-purpose registry, RFC 6890).
const SPECIAL_V4: [Ipv4Net; 14] = [
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10),
    v4([127, 0, 0, 0], 8),
    v4([169, 254, 0, 0], 16),
    v4([172, 16, 0, 0], 12),
    v4([192, 0, 0, 0], 24),
    v4([192, 0, 2, 0], 24),
    v4([192, 88, 99, 0], 24),
    v4([192, 168, 0, 0], 16),
    v4([198, 18, 0, 0], 15),
    v4([198, 51, 100, 0], 24),
    v4([203, 0, 113, 0], 24),
    v4([224, 0, 0, 0], 3),
];

/// The part of IPv6 that is the internet.
const GLOBAL_V6: Ipv6Net = v6([0x2000, 0], 3);

/// Networks inside it that are not: protocols of the IETF with Teredo, examples, 6to4.
const SPECIAL_V6: [Ipv6Net; 4] = [
    v6([0x2001, 0], 23),
    v6([0x2001, 0x0db8], 32),
    v6([0x2002, 0], 16),
    v6([0x3fff, 0], 20),
];

/// Addresses of IPv4 as a translating network shows them (RFC 6052): judged by what they hold.
const TRANSLATED: Ipv6Net = v6([0x0064, 0xff9b], 96);

const fn v4(address: [u8; 4], length: u8) -> Ipv4Net {
    let [a, b, c, d] = address;
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, d), length)
}

const fn v6(begin: [u16; 2], length: u8) -> Ipv6Net {
    let [a, b] = begin;
    Ipv6Net::new_assert(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0), length)
}

/// Whether an address belongs to the internet, and to nothing nearer.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|net| net.contains(&address)),
        IpAddr::V6(address) if TRANSLATED.contains(&address) => {
            let [.., a, b, c, d] = address.octets();
            is_public(IpAddr::from([a, b, c, d]))
        }
        IpAddr::V6(address) => {
            GLOBAL_V6.contains(&address) && !SPECIAL_V6.iter().any(|net| net.contains(&address))
        }
    }
}

/// Why no connection stands.
#[derive(Debug, Error)]
pub(crate) enum ConnectError {
    /// The name has addresses, and none of them may be reached.
    #[error(
        "`{0}` is in a private network or speaks plain http, and is not among the networks that \
         `outbound.allow_private` opens"
    )]
    NotAllowed(String),
    /// The name has no address.
    #[error("`{0}` has no address")]
    NoAddress(String),
    /// Nobody answers there, or not in time.
    #[error("`{host}` cannot be connected to")]
    Unreachable {
        host: String,
        #[source]
        cause: std::io::Error,
    },
}

/// A text that names no network.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is neither a network like 10.1.0.0/16 nor an address")]
pub struct NetworkError(String);

/// Which addresses may be reached where people name the address: those of the internet over https,
/// and the networks that the operator opened, over http too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressRule {
    opened: Arc<[IpNet]>,
}

impl AddressRule {
    /// The internet, and the private networks and addresses that the operator opens: `10.1.0.0/16`,
    /// `127.0.0.1`, `fd00::/8`.
    ///
    /// # Errors
    /// [`NetworkError`] names the text that is neither.
    pub fn opening<T: AsRef<str>>(networks: &[T]) -> Result<Self, NetworkError> {
        let opened: Result<Vec<IpNet>, NetworkError> = networks
            .iter()
            .map(|text| {
                let text = text.as_ref().trim();
                let address = || text.parse::<IpAddr>().map(IpNet::from);
                text.parse()
                    .or_else(|_| address())
                    .map_err(|_| NetworkError(text.to_owned()))
            })
            .collect();
        Ok(Self {
            opened: opened?.into(),
        })
    }

    fn is_opened(&self, address: IpAddr) -> bool {
        self.opened
            .iter()
            .any(|net| net.contains(&address.to_canonical()))
    }

    /// Whether an address may be reached by https.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        is_public(address) || self.is_opened(address)
    }

    /// Whether an address may be reached by plain http, where anybody on the way reads along.
    #[must_use]
    pub fn allows_plain(&self, address: IpAddr) -> bool {
        self.is_opened(address)
    }

    /// Whether anything may be reached by plain http.
    pub(crate) fn opens_any(&self) -> bool {
        !self.opened.is_empty()
    }

    /// Looks the name up once, leaves out what may not be reached, and connects to one of the rest.
    pub(crate) async fn connect(&self, uri: &Uri) -> Result<TokioIo<TcpStream>, ConnectError> {
        let host = host(uri).unwrap_or_default().to_owned();
        let secure = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let found = look_up(&host, port).await;
        let found = match found {
            Ok(found) => found,
            Err(cause) => return Err(ConnectError::Unreachable { host, cause }),
        };
        if found.is_empty() {
            return Err(ConnectError::NoAddress(host));
        }
        let allowed = self.keep_allowed(found, secure);
        let mut last = None;
        for address in allowed {
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    // Requests are small and whole; waiting for more to send only delays them.
                    stream.set_nodelay(true).ok();
                    return Ok(TokioIo::new(stream));
                }
                Err(error) => last = Some(error),
            }
        }
        Err(match last {
            Some(cause) => ConnectError::Unreachable { host, cause },
            None => ConnectError::NotAllowed(host),
        })
    }

    fn keep_allowed(&self, found: Vec<SocketAddr>, secure: bool) -> Vec<SocketAddr> {
        let allowed = |address: &SocketAddr| {
            if secure {
                self.allows(address.ip())
            } else {
                self.allows_plain(address.ip())
            }
        };
        found.into_iter().filter(allowed).collect()
    }
}

async fn look_up(host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
    Ok(tokio::net::lookup_host((host, port)).await?.collect())
}

/// The host of an address, without the brackets of IPv6.
pub(crate) fn host(uri: &Uri) -> Option<&str> {
    let host = uri.host()?;
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']'));
    Some(bare.unwrap_or(host))
}

/// How long connecting may take in all.
pub(crate) fn too_slow(uri: &Uri) -> ConnectError {
    ConnectError::Unreachable {
        host: host(uri).unwrap_or_default().to_owned(),
        cause: std::io::Error::new(
            std::io::ErrorKind::TimedOut,
            format!("no connection within {} s", OUTBOUND_CONNECT_MAX.as_secs()),
        ),
    }
}

#[cfg(test)]
mod tests;
