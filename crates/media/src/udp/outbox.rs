//! Datagrams on their way out: many destinations to a system call, and many datagrams to a
//! destination.
//!
//! Datagrams of one length to one destination leave as one segmented send (UDP GSO, `udp(7)`):
//! the kernel walks its stack once for all of them. Sends to many destinations leave with one
//! `sendmmsg(2)`. A control message names the segment length for the whole system call, so that
//! sends of one segment length go together; a send no longer than the segment is left whole by
//! the kernel, and so may go with any.

use std::cmp::Reverse;
use std::io::IoSlice;
use std::net::{SocketAddr, UdpSocket};
use std::os::fd::{AsFd, AsRawFd};

use nix::cmsg_space;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, poll};
use nix::sys::socket::{ControlMessage, MsgFlags, MultiHeaders, SockaddrStorage, sendmmsg};
use sfu::{Outbound, Outgoing, Protocol};

use crate::address::for_socket;

/// Most sends in one system call: the kernel's bound on messages.
const SENDS_MAX: usize = 1_024;

/// Most datagrams in one segmented send: the bound of older kernels.
const SEGMENTS_MAX: usize = 64;

/// Most bytes in one segmented send: below the largest UDP payload.
const SEGMENTED_BYTES_MAX: usize = 60_000;

/// How long a full socket is waited for, in milliseconds; then what is left of a round is lost.
const ROOM_MAX: u8 = 2;

/// How often a system call that looked at nothing is made again.
const TRIES_MAX: u32 = 8;

/// Consecutive datagrams to one destination that leave as one send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Send {
    to: SocketAddr,
    /// Where its datagrams begin in the order, and how many they are.
    first: usize,
    count: usize,
    /// Length of each but the last, which may be shorter.
    segment: usize,
    /// How many sends to the same destination go before it.
    round: usize,
}

/// Sends datagrams. Its structures are the system's and stay in one thread.
pub(crate) struct Outbox {
    ipv6: bool,
    /// Whether the system takes segmented sends, and whether it has taken one.
    segments: bool,
    proven: bool,
    plain: MultiHeaders<SockaddrStorage>,
    segmented: MultiHeaders<SockaddrStorage>,
    /// What is sent now, by destination; and as sends. Kept for their room.
    order: Vec<Outbound>,
    sends: Vec<Send>,
    addresses: Vec<Option<SockaddrStorage>>,
    pub(crate) sent: u64,
    pub(crate) dropped: u64,
    /// System calls that were made.
    pub(crate) calls: u64,
}

/// How a system call went.
enum Called {
    /// So many sends were taken, all or the first ones.
    Took(usize),
    /// The first send was not; it is lost.
    Lost,
    /// Nothing was looked at.
    Again,
    /// The socket stays full.
    Full,
    /// The first send cannot be segmented, or none can.
    Unsegmented,
}

impl Outbox {
    pub(crate) fn new(ipv6: bool) -> Self {
        Self {
            ipv6,
            segments: true,
            proven: false,
            plain: MultiHeaders::preallocate(SENDS_MAX, None),
            segmented: MultiHeaders::preallocate(SENDS_MAX, Some(cmsg_space!(u16))),
            order: Vec::new(),
            sends: Vec::new(),
            addresses: Vec::with_capacity(SENDS_MAX),
            sent: 0,
            dropped: 0,
            calls: 0,
        }
    }

    /// Sends all UDP datagrams that wait. What the socket does not take is lost, as it would be on
    /// the way.
    pub(crate) fn send(&mut self, outgoing: &Outgoing, socket: &UdpSocket) {
        let mut order = std::mem::take(&mut self.order);
        let mut sends = std::mem::take(&mut self.sends);
        order.clear();
        let udp = |datagram: &&Outbound| datagram.to.protocol == Protocol::Udp;
        order.extend(outgoing.datagrams().iter().filter(udp));
        // The order to one destination stays; between destinations there is none.
        order.sort_by_key(|datagram| datagram.to.address);
        gather(&order, self.segments, &mut sends);
        let mut rest = sends.as_slice();
        while !rest.is_empty() {
            let (call, later) = rest.split_at(together(rest));
            rest = later;
            if !self.call(call, &order, outgoing, socket) {
                tracing::info!("this system takes no segmented sends");
                self.segments = false;
                let all = singles(call.iter().chain(rest));
                for call in all.chunks(SENDS_MAX) {
                    self.call(call, &order, outgoing, socket);
                }
                break;
            }
        }
        self.order = order;
        self.sends = sends;
    }

    /// Makes the system calls for sends that may go together. Returns `false`, with nothing sent,
    /// when the system does not take segments. A path may refuse those longer than it carries.
    fn call(
        &mut self,
        sends: &[Send],
        order: &[Outbound],
        outgoing: &Outgoing,
        socket: &UdpSocket,
    ) -> bool {
        let datagrams = |send: &Send| order[send.first..send.first + send.count].iter();
        let slices: Vec<IoSlice<'_>> = sends
            .iter()
            .flat_map(datagrams)
            .map(|datagram| IoSlice::new(outgoing.bytes(datagram)))
            .collect();
        let mut messages = Vec::with_capacity(sends.len());
        let mut left = slices.as_slice();
        self.addresses.clear();
        for send in sends {
            let (message, later) = left.split_at(send.count);
            messages.push(message);
            left = later;
            let to = for_socket(send.to, self.ipv6);
            self.addresses.push(Some(SockaddrStorage::from(to)));
        }
        let segment = sends.iter().filter(|send| 1 < send.count);
        let segment = segment.map(|send| send.segment).max();
        let segment = segment.map(|segment| u16::try_from(segment).unwrap_or(u16::MAX));
        let (mut done, mut waited, mut tries) = (0, false, 0);
        let mut refused = Vec::new();
        while done < sends.len() {
            let called = self.try_call(&messages[done..], done, segment, socket);
            let count = |sends: &[Send]| sends.iter().map(|send| send.count as u64).sum::<u64>();
            match called {
                Called::Took(took) => {
                    self.proven |= segment.is_some() && 1 < sends[done].count;
                    self.sent += count(&sends[done..done + took]);
                    done += took;
                }
                Called::Again if tries < TRIES_MAX => tries += 1,
                Called::Lost | Called::Again => {
                    self.dropped += count(&sends[done..=done]);
                    done += 1;
                }
                Called::Full if !waited => {
                    waited = true;
                    wait_for_room(socket);
                }
                Called::Full => {
                    self.dropped += count(&sends[done..]);
                    return true;
                }
                Called::Unsegmented if !self.proven => return false,
                Called::Unsegmented => {
                    refused.push(sends[done]);
                    done += 1;
                }
            }
        }
        let refused = singles(refused.iter());
        refused.is_empty() || self.call(&refused, order, outgoing, socket)
    }

    /// Makes one system call.
    fn try_call(
        &mut self,
        messages: &[&[IoSlice<'_>]],
        done: usize,
        segment: Option<u16>,
        socket: &UdpSocket,
    ) -> Called {
        self.calls += 1;
        let control = segment.as_ref().map(ControlMessage::UdpGsoSegments);
        let headers = if control.is_some() {
            &mut self.segmented
        } else {
            &mut self.plain
        };
        let flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL;
        let result = sendmmsg(
            socket.as_raw_fd(),
            headers,
            messages.iter(),
            &self.addresses[done..],
            control.as_slice(),
            flags,
        );
        match result.map(Iterator::count) {
            Ok(took) => Called::Took(took),
            // The second is an earlier datagram's ICMP answer.
            Err(Errno::EINTR | Errno::ECONNREFUSED) => Called::Again,
            Err(Errno::EAGAIN | Errno::ENOBUFS) => Called::Full,
            Err(Errno::EIO | Errno::EINVAL | Errno::EOPNOTSUPP) if segment.is_some() => {
                Called::Unsegmented
            }
            Err(error) => {
                tracing::trace!(%error, "sending failed");
                Called::Lost
            }
        }
    }
}

/// Every datagram of these sends by itself.
fn singles<'a>(sends: impl Iterator<Item = &'a Send>) -> Vec<Send> {
    let datagrams = sends.flat_map(|send| {
        (send.first..send.first + send.count).map(|first| Send {
            first,
            count: 1,
            ..*send
        })
    });
    datagrams.collect()
}

/// Waits a little for a full socket.
fn wait_for_room(socket: &UdpSocket) {
    let mut waits = [PollFd::new(socket.as_fd(), PollFlags::POLLOUT)];
    if let Err(error) = poll(&mut waits, ROOM_MAX) {
        tracing::trace!(%error, "waiting for a socket failed");
    }
}

/// Makes sends of datagrams that are sorted by destination, in the order of the rounds.
fn gather(order: &[Outbound], segments: bool, sends: &mut Vec<Send>) {
    sends.clear();
    let mut rest = order;
    while let Some(head) = rest.first() {
        let to = head.to.address;
        let count = if segments { run(rest) } else { 1 };
        let before = sends.last().filter(|before| before.to == to);
        sends.push(Send {
            to,
            first: order.len() - rest.len(),
            count,
            segment: head.len(),
            round: before.map_or(0, |before| before.round + 1),
        });
        rest = &rest[count..];
    }
    sends.sort_unstable_by_key(|send| (send.round, Reverse(send.segment), Reverse(send.count)));
}

/// How many datagrams at the front can be one segmented send: one destination, one length, of
/// which the last may be shorter.
fn run(waiting: &[Outbound]) -> usize {
    let Some(head) = waiting.first() else {
        return 0;
    };
    let (mut count, mut bytes) = (0, 0);
    for datagram in waiting {
        let fits = datagram.to == head.to && datagram.len() <= head.len() && count < SEGMENTS_MAX;
        if !fits || SEGMENTED_BYTES_MAX < bytes + datagram.len() {
            break;
        }
        count += 1;
        bytes += datagram.len();
        if datagram.len() < head.len() {
            break;
        }
    }
    count.max(1)
}

/// How many sends at the front can be one system call: one segment length, and whole datagrams no
/// longer than that.
fn together(sends: &[Send]) -> usize {
    let mut segment = None;
    let mut longest = 0;
    let fits = |send: &&Send| {
        if 1 < send.count {
            let one = *segment.get_or_insert(send.segment) == send.segment;
            return one && longest <= send.segment;
        }
        longest = longest.max(send.segment);
        segment.is_none_or(|segment| send.segment <= segment)
    };
    let count = sends.iter().take(SENDS_MAX).take_while(fits).count();
    count.max(1)
}

#[cfg(test)]
mod tests;
