//! Datagrams from a socket, many to a system call.

use std::io::IoSliceMut;
use std::net::UdpSocket;
use std::os::fd::AsRawFd;

use nix::sys::socket::{MsgFlags, MultiHeaders, recvmmsg};

/// Datagrams taken with one system call: what a room sends to one participant in some milliseconds.
const BATCH: usize = 16;

/// Longest datagram.
const DATAGRAM_BYTES_MAX: usize = 2_048;

/// Takes datagrams.
pub(crate) struct Inbox {
    buffers: Box<[[u8; DATAGRAM_BYTES_MAX]; BATCH]>,
    lengths: [usize; BATCH],
    headers: MultiHeaders<()>,
}

impl Inbox {
    pub(crate) fn new() -> Self {
        Self {
            buffers: Box::new([[0; DATAGRAM_BYTES_MAX]; BATCH]),
            lengths: [0; BATCH],
            headers: MultiHeaders::preallocate(BATCH, None),
        }
    }

    /// Takes what has come, up to a batch. Returns how much, and whether there may be more.
    pub(crate) fn receive(&mut self, socket: &UdpSocket) -> (usize, bool) {
        let mut slices = self
            .buffers
            .each_mut()
            .map(|buffer| [IoSliceMut::new(buffer)]);
        let received = recvmmsg(
            socket.as_raw_fd(),
            &mut self.headers,
            slices.iter_mut(),
            MsgFlags::MSG_DONTWAIT,
            None,
        );
        // An error is an answer to something sent before, or that nothing has come.
        let Ok(messages) = received else {
            return (0, false);
        };
        let mut count = 0;
        for (length, message) in self.lengths.iter_mut().zip(messages) {
            *length = message.bytes;
            count += 1;
        }
        (count, count == BATCH)
    }

    /// A datagram of the last batch.
    pub(crate) fn get(&mut self, index: usize) -> &mut [u8] {
        let length = self.lengths.get(index).copied().unwrap_or(0);
        self.buffers
            .get_mut(index)
            .and_then(|buffer| buffer.get_mut(..length))
            .unwrap_or_default()
    }
}
