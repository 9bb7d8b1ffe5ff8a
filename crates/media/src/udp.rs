//! Datagrams in and out of the UDP socket, many to a system call.

use std::io::{self, IoSlice, IoSliceMut};
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;

use nix::errno::Errno;
use nix::sys::socket::{
    ControlMessage, MsgFlags, MultiHeaders, SockaddrStorage, recvmmsg, sendmsg,
};

use crate::address::{canonical, for_socket};

/// Datagrams taken with one system call.
const BATCH: usize = 64;

/// Longest datagram; a longer one is cut off and then belongs to nobody.
const DATAGRAM_BYTES_MAX: usize = 2_048;

/// Most datagrams in one segmented send: the kernel's bound.
const SEGMENTS_MAX: usize = 64;

/// Most bytes in one segmented send: below the largest UDP payload.
const SEGMENTED_BYTES_MAX: usize = 60_000;

/// Takes datagrams from a socket.
pub(crate) struct Inbox {
    buffers: Vec<[u8; DATAGRAM_BYTES_MAX]>,
    headers: MultiHeaders<SockaddrStorage>,
    /// Length and source of what came.
    came: Vec<(usize, Option<SocketAddr>)>,
}

impl Inbox {
    pub(crate) fn new() -> Self {
        Self {
            buffers: vec![[0; DATAGRAM_BYTES_MAX]; BATCH],
            headers: MultiHeaders::preallocate(BATCH, None),
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
                for message in messages {
                    let source = message.address.as_ref().and_then(address_of);
                    self.came.push((message.bytes, source));
                }
            }
            Err(Errno::EAGAIN | Errno::EINTR | Errno::ECONNREFUSED) => {}
            Err(error) => tracing::debug!(%error, "receiving failed"),
        }
        self.came.len()
    }

    /// A datagram of the last batch.
    pub(crate) fn get(&self, index: usize) -> Option<(SocketAddr, &[u8])> {
        let (length, source) = self.came.get(index).copied()?;
        Some((source?, self.buffers.get(index)?.get(..length)?))
    }
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

/// Datagrams that wait to be sent together.
pub(crate) struct Outbox {
    waiting: Vec<(SocketAddr, Vec<u8>)>,
    ipv6: bool,
    /// Whether the system takes segmented sends.
    segments: bool,
    pub(crate) sent: u64,
    pub(crate) dropped: u64,
}

impl Outbox {
    pub(crate) const fn new(ipv6: bool) -> Self {
        Self {
            waiting: Vec::new(),
            ipv6,
            segments: true,
            sent: 0,
            dropped: 0,
        }
    }

    pub(crate) fn push(&mut self, destination: SocketAddr, bytes: Vec<u8>) {
        self.waiting.push((destination, bytes));
    }

    /// Whether enough waits to be sent now rather than later.
    pub(crate) fn full(&self) -> bool {
        1_024 <= self.waiting.len()
    }

    /// Sends all that waits. What the socket does not take is lost, as it would be on the way.
    pub(crate) fn flush(&mut self, socket: &UdpSocket) {
        let mut waiting = std::mem::take(&mut self.waiting);
        // The order to one destination stays; between destinations there is none.
        waiting.sort_by_key(|(destination, _)| *destination);
        let mut rest = waiting.as_slice();
        while let Some(((destination, first), _)) = rest.split_first() {
            let count = if self.segments {
                run(rest, *destination, first.len())
            } else {
                1
            };
            let (group, later) = rest.split_at(count);
            self.send(socket, *destination, group);
            rest = later;
        }
        waiting.clear();
        self.waiting = waiting;
    }

    fn send(
        &mut self,
        socket: &UdpSocket,
        destination: SocketAddr,
        group: &[(SocketAddr, Vec<u8>)],
    ) {
        let to = for_socket(destination, self.ipv6);
        let count = u64::try_from(group.len()).unwrap_or(0);
        match send_group(socket, to, group) {
            Ok(()) => self.sent += count,
            Err(Errno::EIO | Errno::EINVAL | Errno::EOPNOTSUPP) if 1 < group.len() => {
                tracing::info!("this system takes no segmented sends");
                self.segments = false;
                for single in group.chunks(1) {
                    self.send(socket, destination, single);
                }
            }
            Err(error) => {
                tracing::trace!(%error, "sending failed");
                self.dropped += count;
            }
        }
    }
}

/// How many datagrams at the front can be one segmented send: one destination, one length, of
/// which the last may be shorter.
fn run(waiting: &[(SocketAddr, Vec<u8>)], destination: SocketAddr, length: usize) -> usize {
    let (mut count, mut bytes) = (0, 0);
    for (to, datagram) in waiting {
        let fits = *to == destination && datagram.len() <= length && count < SEGMENTS_MAX;
        if !fits || SEGMENTED_BYTES_MAX < bytes + datagram.len() {
            break;
        }
        count += 1;
        bytes += datagram.len();
        if datagram.len() < length {
            break;
        }
    }
    count.max(1)
}

fn send_group(
    socket: &UdpSocket,
    to: SocketAddr,
    group: &[(SocketAddr, Vec<u8>)],
) -> Result<(), Errno> {
    let address = SockaddrStorage::from(to);
    let slices: Vec<IoSlice<'_>> = group.iter().map(|(_, bytes)| IoSlice::new(bytes)).collect();
    let segment = group
        .first()
        .and_then(|(_, bytes)| u16::try_from(bytes.len()).ok())
        .unwrap_or(0);
    let segmented = [ControlMessage::UdpGsoSegments(&segment)];
    let control: &[ControlMessage<'_>] = if 1 < group.len() { &segmented } else { &[] };
    let flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL;
    match sendmsg(socket.as_raw_fd(), &slices, control, flags, Some(&address)) {
        Ok(_) => Ok(()),
        // An earlier datagram's ICMP answer; this one was not sent.
        Err(Errno::ECONNREFUSED) => {
            sendmsg(socket.as_raw_fd(), &slices, control, flags, Some(&address)).map(|_| ())
        }
        Err(error) => Err(error),
    }
}

/// Tells an error of the system as one of `io`.
pub(crate) fn io_error(error: Errno) -> io::Error {
    io::Error::from(error)
}

#[cfg(test)]
mod tests;
