//! Datagrams from a socket, those of one segmented send at once, and when they came.
//!
//! What a server sends as one segmented send comes in one piece (UDP GRO, `udp(7)`), as it leaves for
//! a network card that cuts it by itself. So the kernel of a machine that carries both sides does not
//! do what neither side's kernel would do elsewhere. When they came is what the kernel says
//! (`SO_TIMESTAMPNS`, `socket(7)`): subscribers on machines of their own would not be late because
//! a thousand others share two cores with them.

use std::io::IoSliceMut;
use std::net::UdpSocket;
use std::os::fd::AsRawFd;
use std::time::Duration;

use nix::cmsg_space;
use nix::sys::socket::sockopt::{ReceiveTimestampns, UdpGroSegment};
use nix::sys::socket::{ControlMessageOwned, MsgFlags, recvmsg, setsockopt};
use nix::sys::time::TimeSpec;

use super::clock;

/// Longest send: the kernel's bound.
const SEND_BYTES_MAX: usize = 65_535;

/// Takes datagrams.
pub(crate) struct Inbox {
    buffer: Vec<u8>,
    control: Vec<u8>,
    /// Bytes that came, and of each datagram in them but the last.
    came: usize,
    step: usize,
    at_us: u64,
}

/// Has the kernel say when datagrams came; a system that cannot goes on without.
pub(crate) fn note_arrivals(socket: &UdpSocket) -> bool {
    setsockopt(socket, ReceiveTimestampns, &true).is_ok()
}

/// Lets a socket take segmented sends in one piece; a system that cannot goes on without.
pub(crate) fn take_whole(socket: &UdpSocket) -> bool {
    setsockopt(socket, UdpGroSegment, &true).is_ok()
}

impl Inbox {
    pub(crate) fn new() -> Self {
        Self {
            buffer: vec![0; SEND_BYTES_MAX],
            control: cmsg_space!(i32, TimeSpec),
            came: 0,
            step: 1,
            at_us: 0,
        }
    }

    /// Takes the next send. Returns how many datagrams it has; 0 if nothing has come.
    pub(crate) fn receive(&mut self, socket: &UdpSocket) -> usize {
        let mut slices = [IoSliceMut::new(&mut self.buffer)];
        let received = recvmsg::<()>(
            socket.as_raw_fd(),
            &mut slices,
            Some(&mut self.control),
            MsgFlags::MSG_DONTWAIT,
        );
        // An error is an answer to something sent before, or that nothing has come.
        let Ok(message) = received else {
            return 0;
        };
        let (mut segment, mut at_us) = (None, None);
        for one in message.cmsgs().into_iter().flatten() {
            match one {
                ControlMessageOwned::UdpGroSegments(bytes) => segment = usize::try_from(bytes).ok(),
                ControlMessageOwned::ScmTimestampns(at) => {
                    at_us = Some(clock::kernel_us(Duration::from(at)));
                }
                _ => {}
            }
        }
        self.at_us = at_us.unwrap_or_else(clock::now_us);
        self.came = message.bytes;
        self.step = segment.unwrap_or(self.came).max(1);
        self.came.div_ceil(self.step)
    }

    /// When the last send came, in microseconds since the bots began.
    pub(crate) const fn at_us(&self) -> u64 {
        self.at_us
    }

    /// A datagram of the last send.
    pub(crate) fn get(&mut self, index: usize) -> &mut [u8] {
        let from = index.saturating_mul(self.step).min(self.came);
        let until = from.saturating_add(self.step).min(self.came);
        self.buffer.get_mut(from..until).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::io::IoSlice;
    use std::net::{Ipv4Addr, SocketAddr};

    use nix::sys::socket::{ControlMessage, SockaddrIn, sendmsg};

    use super::*;

    #[test]
    fn a_segmented_send_is_the_datagrams_that_were_put_into_it() {
        let [taker, sender] = [(); 2].map(|()| UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap());
        let began_us = clock::now_us();
        assert!(take_whole(&taker));
        assert!(note_arrivals(&taker));
        let SocketAddr::V4(to) = taker.local_addr().unwrap() else {
            panic!("bound to IPv4");
        };
        let bytes: Vec<u8> = (0..=255).cycle().take(2_500).collect();
        let slices = [IoSlice::new(&bytes)];
        let segments = [ControlMessage::UdpGsoSegments(&1_000)];
        let to = SockaddrIn::from(to);
        for control in [&segments[..], &[]] {
            let flags = MsgFlags::empty();
            sendmsg(sender.as_raw_fd(), &slices, control, flags, Some(&to)).unwrap();
        }
        let mut inbox = Inbox::new();
        assert_eq!(inbox.receive(&taker), 3);
        // The two clocks were read one after the other when the first of all was asked for.
        let slack_us = 1_000_000;
        assert!(began_us <= inbox.at_us() + slack_us);
        assert!(inbox.at_us() <= clock::now_us() + slack_us);
        assert_eq!(inbox.get(1), &bytes[1_000..2_000]);
        assert_eq!(inbox.get(2), &bytes[2_000..]);
        assert!(inbox.get(3).is_empty());
        assert_eq!(inbox.receive(&taker), 1);
        assert_eq!(inbox.get(0), &bytes[..]);
        assert_eq!(inbox.receive(&taker), 0);
    }
}
