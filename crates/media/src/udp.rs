//! Datagrams in and out of the UDP socket, many to a system call.

mod outbox;

use std::io::{self, IoSliceMut};
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use nix::cmsg_space;
use nix::errno::Errno;
use nix::sys::socket::{
    ControlMessageOwned, MsgFlags, MultiHeaders, RecvMsg, SockaddrStorage, recvmmsg,
};
use nix::sys::time::TimeSpec;

use crate::address::canonical;
pub(crate) use outbox::Outbox;

/// Datagrams taken with one system call.
const BATCH: usize = 64;

/// Longest datagram; a longer one is cut off and then belongs to nobody.
pub(crate) const DATAGRAM_BYTES_MAX: usize = 2_048;

/// What has waited for us longer than this has not: the machine's clock was set meanwhile.
const WAITED_MAX: Duration = Duration::from_secs(1);

/// Takes datagrams from a socket.
pub(crate) struct Inbox {
    buffers: Vec<[u8; DATAGRAM_BYTES_MAX]>,
    headers: MultiHeaders<SockaddrStorage>,
    /// Length and source of what came, and when it came to this machine.
    came: Vec<(usize, Option<SocketAddr>, Instant)>,
}

impl Inbox {
    pub(crate) fn new() -> Self {
        Self {
            buffers: vec![[0; DATAGRAM_BYTES_MAX]; BATCH],
            headers: MultiHeaders::preallocate(BATCH, Some(cmsg_space!(TimeSpec))),
            came: Vec::with_capacity(BATCH),
        }
    }

    /// Takes what has come, up to a batch. Returns how much.
    pub(crate) fn receive(&mut self, socket: &UdpSocket) -> usize {
        self.came.clear();
        let mut slices: Vec<[IoSliceMut<'_>; 1]> = self
            .buffers
            .iter_mut()
            .map(|buffer| [IoSliceMut::new(buffer)])
            .collect();
        let received = recvmmsg(
            socket.as_raw_fd(),
            &mut self.headers,
            slices.iter_mut(),
            MsgFlags::MSG_DONTWAIT,
            None,
        );
        match received {
            Ok(messages) => {
                let (now, wall) = (Instant::now(), SystemTime::now());
                for message in messages {
                    let source = message.address.as_ref().and_then(address_of);
                    let waited = stamp(&message).map_or(Duration::ZERO, |at| waited(at, wall));
                    let arrived = now.checked_sub(waited).unwrap_or(now);
                    self.came.push((message.bytes, source, arrived));
                }
            }
            Err(Errno::EAGAIN | Errno::EINTR | Errno::ECONNREFUSED) => {}
            Err(error) => tracing::debug!(%error, "receiving failed"),
        }
        self.came.len()
    }

    /// A datagram of the last batch: from where, and when it came to this machine.
    pub(crate) fn get(&self, index: usize) -> Option<(SocketAddr, &[u8], Instant)> {
        let (length, source, arrived) = self.came.get(index).copied()?;
        Some((source?, self.buffers.get(index)?.get(..length)?, arrived))
    }
}

/// When the system says that a datagram came, by the wall's clock, since 1970.
fn stamp(message: &RecvMsg<'_, '_, SockaddrStorage>) -> Option<Duration> {
    message.cmsgs().ok()?.find_map(|told| match told {
        ControlMessageOwned::ScmTimestampns(at) => Some(Duration::from(at)),
        _ => None,
    })
}

/// How long it waited since then. Nothing waits long; what says so was stamped before the clock was set.
fn waited(at: Duration, wall: SystemTime) -> Duration {
    let at = UNIX_EPOCH.checked_add(at);
    let since = at.and_then(|at| wall.duration_since(at).ok());
    since
        .filter(|since| *since < WAITED_MAX)
        .unwrap_or_default()
}

fn address_of(storage: &SockaddrStorage) -> Option<SocketAddr> {
    let v4 = storage
        .as_sockaddr_in()
        .map(|v4| SocketAddr::from((v4.ip(), v4.port())));
    let v6 = || {
        storage
            .as_sockaddr_in6()
            .map(|v6| SocketAddr::from((v6.ip(), v6.port())))
    };
    v4.or_else(v6).map(canonical)
}

/// Tells an error of the system as one of `io`.
pub(crate) fn io_error(error: Errno) -> io::Error {
    io::Error::from(error)
}

#[cfg(test)]
mod tests;
