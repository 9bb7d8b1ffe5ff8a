//! Addresses: what is bound, what is announced.

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;

use nix::ifaddrs::getifaddrs;
use nix::net::if_::InterfaceFlags;
use nix::sys::socket::sockopt::{RcvBuf, ReceiveTimestampns, ReuseAddr, ReusePort, SndBuf};
use nix::sys::socket::{
    AddressFamily, SockFlag, SockType, SockaddrStorage, bind, setsockopt, socket,
};

/// Wanted size of the UDP socket's buffers: about 50 ms at 1 Gbit/s. The system may give less.
const BUFFER_BYTES: usize = 6 * 1024 * 1024;

/// Binds the UDP address once for each thread. The first bind is alone, so that a taken port is an
/// error; then all share it, and the system spreads clients over them.
pub(crate) fn bind_udp(address: SocketAddr, count: usize) -> io::Result<Vec<UdpSocket>> {
    if count <= 1 {
        let single = UdpSocket::bind(address)?;
        return prepare(single).map(|single| vec![single]);
    }
    let address = UdpSocket::bind(address)?.local_addr()?;
    (0..count).map(|_| prepare(bind_shared(address)?)).collect()
}

fn bind_shared(address: SocketAddr) -> io::Result<UdpSocket> {
    let family = if address.is_ipv4() {
        AddressFamily::Inet
    } else {
        AddressFamily::Inet6
    };
    let descriptor = socket(family, SockType::Datagram, SockFlag::SOCK_CLOEXEC, None)?;
    setsockopt(&descriptor, ReuseAddr, &true)?;
    setsockopt(&descriptor, ReusePort, &true)?;
    bind(descriptor.as_raw_fd(), &SockaddrStorage::from(address))?;
    Ok(descriptor.into())
}

fn prepare(socket: UdpSocket) -> io::Result<UdpSocket> {
    socket.set_nonblocking(true)?;
    // When what waits for us has come is told with it.
    if let Err(error) = setsockopt(&socket, ReceiveTimestampns, &true) {
        tracing::debug!(%error, "the system does not tell when datagrams come");
    }
    // Less than wished is no error: the system has its own bound.
    let sizes = (
        setsockopt(&socket, RcvBuf, &BUFFER_BYTES),
        setsockopt(&socket, SndBuf, &BUFFER_BYTES),
    );
    if let (Err(error), _) | (_, Err(error)) = sizes {
        tracing::debug!(%error, "socket buffers keep their size");
    }
    Ok(socket)
}

/// The addresses clients are told, for a bound address.
pub(crate) fn announced(bound: SocketAddr, announce: &[IpAddr]) -> Vec<SocketAddr> {
    let ips: Vec<IpAddr> = if !announce.is_empty() {
        announce.to_vec()
    } else if bound.ip().is_unspecified() {
        interface_addresses(bound.is_ipv6())
    } else {
        vec![bound.ip()]
    };
    ips.into_iter()
        .map(|ip| SocketAddr::new(ip, bound.port()))
        .collect()
}

/// This machine's addresses; loopback only when it has no other.
fn interface_addresses(with_ipv6: bool) -> Vec<IpAddr> {
    let (mut found, mut loopback) = (BTreeSet::new(), BTreeSet::new());
    match getifaddrs() {
        Ok(interfaces) => {
            for interface in interfaces {
                let up = interface.flags.contains(InterfaceFlags::IFF_UP);
                let Some(ip) = interface.address.as_ref().and_then(ip_of).filter(|_| up) else {
                    continue;
                };
                if ip.is_ipv6() && !with_ipv6 {
                    continue;
                }
                if ip.is_loopback() {
                    loopback.insert(ip)
                } else {
                    found.insert(ip)
                };
            }
        }
        Err(error) => tracing::warn!(%error, "cannot list this machine's addresses"),
    }
    if found.is_empty() {
        loopback.into_iter().collect()
    } else {
        found.into_iter().collect()
    }
}

fn ip_of(address: &SockaddrStorage) -> Option<IpAddr> {
    if let Some(v4) = address.as_sockaddr_in() {
        return Some(IpAddr::V4(v4.ip()));
    }
    let v6 = address.as_sockaddr_in6()?.ip();
    // A link-local address means nothing without the client's own interface.
    let usable = v6.segments()[0] & 0xffc0 != 0xfe80;
    usable.then_some(IpAddr::V6(v6))
}

/// An address as everything inside names it: IPv4 as IPv4, also when it came on an IPv6 socket.
pub(crate) fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

/// An address as a socket of this family takes it.
pub(crate) fn for_socket(address: SocketAddr, ipv6: bool) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(v4) if ipv6 => SocketAddr::new(
            IpAddr::V6(Ipv6Addr::to_owned(&v4.to_ipv6_mapped())),
            address.port(),
        ),
        _ => address,
    }
}

#[cfg(test)]
mod tests;
