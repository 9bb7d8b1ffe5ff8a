//! This machine's names and addresses.

use std::net::IpAddr;

use nix::ifaddrs::getifaddrs;
use nix::net::if_::InterfaceFlags;

/// The machine's name; `localhost` if it has none.
#[must_use]
pub fn machine_name() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let name = name.trim().to_lowercase();
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    if name.is_empty() || !name.chars().all(good) {
        return "localhost".to_owned();
    }
    name
}

/// Addresses of this machine's interfaces that are up, without loopback and link-local ones; IPv4
/// first.
#[must_use]
pub fn addresses() -> Vec<IpAddr> {
    let Ok(interfaces) = getifaddrs() else {
        return Vec::new();
    };
    let up = interfaces.filter(|one| one.flags.contains(InterfaceFlags::IFF_UP));
    let mut found: Vec<IpAddr> = up
        .filter_map(|one| {
            let address = one.address?;
            let v4 = address.as_sockaddr_in().map(|v4| IpAddr::from(v4.ip()));
            v4.or_else(|| address.as_sockaddr_in6().map(|v6| IpAddr::from(v6.ip())))
        })
        .filter(|address| is_reachable(*address))
        .collect();
    found.sort_by_key(IpAddr::is_ipv6);
    found.dedup();
    found
}

fn is_reachable(address: IpAddr) -> bool {
    let link_local = match address {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    };
    !link_local && !address.is_loopback() && !address.is_unspecified()
}

/// What a certificate for this machine names: its names, loopback and its addresses.
#[must_use]
pub fn certificate_names(listen: IpAddr, announced: &[IpAddr]) -> Vec<String> {
    let name = machine_name();
    let mut names = vec![name.clone(), "localhost".to_owned()];
    if !name.contains('.') {
        names.push(format!("{name}.local"));
    }
    let mut all = vec![
        IpAddr::from([127, 0, 0, 1]),
        IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
    ];
    if !listen.is_unspecified() {
        all.push(listen);
    }
    all.extend(addresses());
    all.extend(announced);
    names.extend(all.iter().map(ToString::to_string));
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}
