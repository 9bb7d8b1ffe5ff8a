//! What a thread waits on and sends by.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::rc::Rc;
use std::time::Instant;

use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use sfu::{Outgoing, Protocol};

use super::Command;
use super::link::{Crossings, Link};
use crate::address::canonical;
use crate::tcp::{CONNECTIONS_MAX, Connection};
use crate::udp::{Outbox, io_error};

const UDP: u64 = 0;
const COMMANDS: u64 = 1;
const LISTENER: u64 = 2;
const FIRST_CONNECTION: u64 = 3;

/// A thread's sockets.
pub(crate) struct Sockets {
    pub(crate) udp: UdpSocket,
    /// One thread of all takes TCP connections.
    pub(crate) tcp: Option<TcpListener>,
}

/// What woke a thread.
#[derive(Clone, Copy, Debug)]
pub(super) enum Woken {
    Udp,
    Commands,
    Listener,
    Tcp(u64, EpollFlags),
}

/// Sends what the conferences of a thread write, a part at a time.
struct Sending {
    udp: UdpSocket,
    outbox: Outbox,
    /// Frames for connections, which leave with the next flush.
    tcp: Vec<(SocketAddr, Vec<u8>)>,
}

impl Sending {
    fn new(udp: UdpSocket) -> io::Result<Self> {
        let ipv6 = udp.local_addr()?.is_ipv6();
        Ok(Self {
            udp,
            outbox: Outbox::new(ipv6),
            tcp: Vec::new(),
        })
    }

    fn send(&mut self, outgoing: &Outgoing) {
        self.outbox.send(outgoing, &self.udp);
        let tcp = outgoing
            .iter()
            .filter(|(to, _)| to.protocol == Protocol::Tcp);
        self.tcp
            .extend(tcp.map(|(to, frame)| (to.address, frame.to_vec())));
    }
}

/// What a thread waits on and sends by.
pub(super) struct Io {
    epoll: Epoll,
    sockets: Sockets,
    /// What the conferences of this thread have sent since the last flush.
    outgoing: Outgoing,
    sending: Rc<RefCell<Sending>>,
    /// By age: later ones have higher numbers.
    connections: BTreeMap<u64, Connection>,
    by_address: HashMap<SocketAddr, u64>,
    next_connection: u64,
    /// The way to the other threads.
    pub(super) crossings: Crossings,
    index: usize,
    tcp_sent: u64,
    tcp_dropped: u64,
}

/// Frames for connections that wait at most before they leave, whatever else is to be done; so many are handed to
/// another thread before it is woken.
const FRAMES_MAX: usize = 512;

/// The thread that takes TCP connections.
const TCP_SHARD: usize = 0;

impl Io {
    pub(super) fn new(sockets: Sockets, links: Vec<Link>, index: usize) -> io::Result<Self> {
        let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC).map_err(io_error)?;
        let readable = |data| EpollEvent::new(EpollFlags::EPOLLIN, data);
        epoll.add(&sockets.udp, readable(UDP)).map_err(io_error)?;
        epoll
            .add(links[index].waker(), readable(COMMANDS))
            .map_err(io_error)?;
        if let Some(listener) = &sockets.tcp {
            listener.set_nonblocking(true)?;
            epoll.add(listener, readable(LISTENER)).map_err(io_error)?;
        }
        let sending = Rc::new(RefCell::new(Sending::new(sockets.udp.try_clone()?)?));
        let sender = Rc::clone(&sending);
        Ok(Self {
            epoll,
            sockets,
            outgoing: Outgoing::with_sender(Box::new(move |outgoing| {
                sender.borrow_mut().send(outgoing);
                Instant::now()
            })),
            sending,
            connections: BTreeMap::new(),
            by_address: HashMap::new(),
            next_connection: FIRST_CONNECTION,
            crossings: Crossings::new(links),
            index,
            tcp_sent: 0,
            tcp_dropped: 0,
        })
    }

    pub(super) const fn udp(&self) -> &UdpSocket {
        &self.sockets.udp
    }

    pub(super) fn wait(&self, events: &mut [EpollEvent], timeout: EpollTimeout) -> Vec<Woken> {
        let count = match self.epoll.wait(events, timeout) {
            Ok(count) => count,
            Err(error) => {
                if error != nix::errno::Errno::EINTR {
                    tracing::warn!(%error, "waiting failed");
                }
                0
            }
        };
        events[..count]
            .iter()
            .map(|event| match event.data() {
                UDP => Woken::Udp,
                COMMANDS => Woken::Commands,
                LISTENER => Woken::Listener,
                id => Woken::Tcp(id, event.events()),
            })
            .collect()
    }

    /// Where conferences put what they send.
    pub(super) const fn outgoing(&mut self) -> &mut Outgoing {
        &mut self.outgoing
    }

    /// Sends all that waits by whatever reaches its destination, and wakes the threads for which
    /// something came.
    pub(super) fn flush(&mut self) {
        self.crossings.flush();
        if self.outgoing.is_empty() && self.sending.borrow().tcp.is_empty() {
            return;
        }
        self.outgoing.send();
        let frames = std::mem::take(&mut self.sending.borrow_mut().tcp);
        for (count, (to, frame)) in frames.into_iter().enumerate() {
            if self.index == TCP_SHARD {
                self.send_tcp(to, &frame);
                continue;
            }
            let command = Command::SendTcp(to, frame);
            let lost = !self.crossings.hand_over(TCP_SHARD, command);
            self.tcp_dropped += u64::from(lost);
            if count % FRAMES_MAX == 0 {
                self.crossings.wake();
            }
        }
        self.crossings.wake();
    }

    /// Sends all that waits if that is much for connections.
    pub(super) fn flush_full(&mut self) {
        if FRAMES_MAX <= self.sending.borrow().tcp.len() {
            self.flush();
        }
    }

    pub(super) fn send_tcp(&mut self, destination: SocketAddr, bytes: &[u8]) {
        let Some(id) = self.by_address.get(&destination).copied() else {
            return;
        };
        let Some(connection) = self.connections.get_mut(&id) else {
            return;
        };
        match connection.send(bytes) {
            Ok(true) => self.tcp_sent += 1,
            Ok(false) => self.tcp_dropped += 1,
            Err(_) => return self.close(id),
        }
        self.watch(id);
    }

    /// Watches for what a connection needs: room to write only while something waits.
    fn watch(&mut self, id: u64) {
        let Some(connection) = self.connections.get(&id) else {
            return;
        };
        let mut flags = EpollFlags::EPOLLIN;
        if connection.waits() {
            flags |= EpollFlags::EPOLLOUT;
        }
        let mut event = EpollEvent::new(flags, id);
        if self.epoll.modify(connection.stream(), &mut event).is_err() {
            self.close(id);
        }
    }

    /// Closes connections that are nobody's, or on which nothing comes.
    pub(super) fn close_idle(&mut self, now: Instant) {
        let idle = self
            .connections
            .iter()
            .filter(|(_, connection)| connection.idle(now));
        let idle: Vec<u64> = idle.map(|(id, _)| *id).collect();
        for id in idle {
            self.close(id);
        }
    }

    /// Makes room for a connection, if there is none: the oldest that nobody has proven to be theirs
    /// is closed. Whoever opens many of them can delay others, but not keep them out: a client's check
    /// takes one round trip. Returns whether there is room.
    pub(super) fn make_room(&mut self, most: usize) -> bool {
        if self.connections.len() < most {
            return true;
        }
        let mut all = self.connections.iter();
        let oldest = all.find(|(_, connection)| !connection.is_proven());
        let Some(id) = oldest.map(|(id, _)| *id) else {
            return false;
        };
        self.close(id);
        true
    }

    /// Takes the connections that wait, while there is room; says where from.
    pub(super) fn accept(&mut self, now: Instant) -> Vec<SocketAddr> {
        let mut accepted = Vec::new();
        while let Some(Ok((stream, source))) = self.sockets.tcp.as_ref().map(TcpListener::accept) {
            let source = canonical(source);
            if !self.make_room(CONNECTIONS_MAX) {
                continue;
            }
            let Ok(connection) = Connection::new(stream, source, now) else {
                continue;
            };
            let id = self.next_connection;
            self.next_connection += 1;
            let event = EpollEvent::new(EpollFlags::EPOLLIN, id);
            if self.epoll.add(connection.stream(), event).is_ok() {
                self.by_address.insert(source, id);
                self.connections.insert(id, connection);
                accepted.push(source);
            }
        }
        accepted
    }

    /// Where TCP connections are taken.
    #[cfg(test)]
    pub(super) fn tcp_addr(&self) -> SocketAddr {
        self.sockets.tcp.as_ref().unwrap().local_addr().unwrap()
    }

    /// How many connections are open.
    #[cfg(test)]
    pub(super) fn connections(&self) -> usize {
        self.connections.len()
    }

    /// Takes what came on a connection.
    pub(super) fn receive_tcp(
        &mut self,
        id: u64,
        flags: EpollFlags,
    ) -> Option<(SocketAddr, Vec<Vec<u8>>)> {
        let connection = self.connections.get_mut(&id)?;
        let source = connection.source;
        if flags.contains(EpollFlags::EPOLLOUT) && connection.flush().is_err() {
            self.close(id);
            return None;
        }
        match connection.receive() {
            Ok(frames) => {
                self.watch(id);
                Some((source, frames))
            }
            Err(_) => {
                self.close(id);
                None
            }
        }
    }

    /// Something came on the connection from this address, which is proven to be a peer's.
    pub(super) fn note_proven(&mut self, source: &SocketAddr, now: Instant) {
        let id = self.by_address.get(source);
        if let Some(connection) = id.and_then(|id| self.connections.get_mut(id)) {
            connection.note_proven(now);
        }
    }

    fn close(&mut self, id: u64) {
        let Some(connection) = self.connections.remove(&id) else {
            return;
        };
        if self.by_address.get(&connection.source) == Some(&id) {
            self.by_address.remove(&connection.source);
        }
        if let Err(error) = self.epoll.delete(connection.stream()) {
            tracing::trace!(%error, "a closed connection was not watched");
        }
    }

    /// What was sent and dropped, and by how many system calls, since the last time.
    pub(super) fn take_counts(&mut self) -> (u64, u64, u64) {
        let outbox = &mut self.sending.borrow_mut().outbox;
        let sent = std::mem::take(&mut outbox.sent) + std::mem::take(&mut self.tcp_sent);
        let dropped = std::mem::take(&mut outbox.dropped) + std::mem::take(&mut self.tcp_dropped);
        (sent, dropped, std::mem::take(&mut outbox.calls))
    }
}
