//! The floor of a forwarded packet: bare UDP in the same batch shapes and one seal a packet.

use std::io::IoSlice;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::os::fd::{AsFd, AsRawFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use nix::sys::socket::{ControlMessage, MsgFlags, MultiHeaders, SockaddrIn, sendmmsg};

use super::bots::{Inbox, take_whole};
use crate::error::BenchError;
use crate::process::thread_cpu;

/// Destinations: as many as fit the caches of one room's fan-out.
const DESTINATIONS_MAX: usize = 200;

/// Destinations of one system call.
const BATCH: usize = 64;

/// How long one shape is measured.
const SPAN: Duration = Duration::from_millis(700);

/// Pause after each round to all, in which the receivers take what came.
const PAUSE: Duration = Duration::from_millis(1);

/// Clear bytes at the beginning of each packet: header, source and extensions.
const HEAD: usize = 28;

/// What is sent to each destination at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Bytes of one packet.
    pub(crate) bytes: usize,
    /// Packets of that size in one segmented send.
    pub(crate) segments: usize,
}

/// Sockets that take what comes, on a thread of their own.
struct Receivers {
    addresses: Vec<Option<SockaddrIn>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Receivers {
    fn start(count: usize) -> Result<Self, BenchError> {
        let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?;
        let (mut sockets, mut addresses) = (Vec::new(), Vec::new());
        for index in 0..count {
            let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
            socket.set_nonblocking(true)?;
            take_whole(&socket);
            let event = EpollEvent::new(EpollFlags::EPOLLIN, index as u64);
            epoll.add(socket.as_fd(), event)?;
            if let SocketAddr::V4(address) = socket.local_addr()? {
                addresses.push(Some(SockaddrIn::from(address)));
            }
            sockets.push(socket);
        }
        let over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&over);
        let thread = std::thread::spawn(move || take_all(&epoll, &sockets, &told));
        Ok(Self {
            addresses,
            over,
            thread: Some(thread),
        })
    }
}

impl Drop for Receivers {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It has nothing to say.
            let _ = thread.join();
        }
    }
}

fn take_all(epoll: &Epoll, sockets: &[UdpSocket], over: &AtomicBool) {
    let mut events = [EpollEvent::empty(); 256];
    let mut inbox = Inbox::new();
    while !over.load(Ordering::Relaxed) {
        let timeout = EpollTimeout::from(10_u8);
        let ready = epoll.wait(&mut events, timeout).unwrap_or(0);
        for event in events.iter().take(ready) {
            let socket = usize::try_from(event.data())
                .ok()
                .and_then(|at| sockets.get(at));
            while socket.is_some_and(|socket| 0 < inbox.receive(socket)) {}
        }
    }
}

struct Sender {
    socket: UdpSocket,
    key: LessSafeKey,
    number: u64,
    headers: MultiHeaders<SockaddrIn>,
    packets: Vec<Vec<u8>>,
}

impl Sender {
    fn new(shape: Shape) -> Result<Self, BenchError> {
        let key = UnboundKey::new(&AES_256_GCM, &[7; 32])
            .map_err(|_| BenchError::Protocol("no cipher"))?;
        let control = (1 < shape.segments).then(|| nix::cmsg_space!(u16));
        Ok(Self {
            socket: UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?,
            key: LessSafeKey::new(key),
            number: 0,
            headers: MultiHeaders::preallocate(BATCH, control),
            packets: vec![vec![0x5a; shape.bytes * shape.segments]; BATCH],
        })
    }

    /// Seals every packet of a batch and sends it.
    fn send(&mut self, shape: Shape, to: &[Option<SockaddrIn>]) -> Result<(), BenchError> {
        for packet in self.packets.iter_mut().take(to.len()) {
            for segment in packet.chunks_mut(shape.bytes) {
                self.number += 1;
                let mut nonce = [0; 12];
                nonce[4..].copy_from_slice(&self.number.to_be_bytes());
                let (head, body) = segment.split_at_mut(HEAD.min(shape.bytes));
                let end = body.len().saturating_sub(AES_256_GCM.tag_len());
                let (payload, tag) = body.split_at_mut(end);
                let nonce = Nonce::assume_unique_for_key(nonce);
                let sealed = self
                    .key
                    .seal_in_place_separate_tag(nonce, Aad::from(&*head), payload)
                    .map_err(|_| BenchError::Protocol("no seal"))?;
                tag.copy_from_slice(sealed.as_ref());
            }
        }
        let slices: Vec<[IoSlice<'_>; 1]> = self
            .packets
            .iter()
            .take(to.len())
            .map(|packet| [IoSlice::new(packet)])
            .collect();
        let segment = u16::try_from(shape.bytes).unwrap_or(u16::MAX);
        let segmented = [ControlMessage::UdpGsoSegments(&segment)];
        let control: &[ControlMessage<'_>] = if 1 < shape.segments { &segmented } else { &[] };
        let flags = MsgFlags::empty();
        let socket = self.socket.as_raw_fd();
        sendmmsg(socket, &mut self.headers, &slices, to, control, flags)?;
        Ok(())
    }
}

/// Processor time of one packet of a shape sent to so many destinations, in microseconds.
pub(crate) fn packet_us(shape: Shape, destinations: usize) -> Result<f64, BenchError> {
    let receivers = Receivers::start(destinations.clamp(1, DESTINATIONS_MAX))?;
    let mut sender = Sender::new(shape)?;
    let (began, mut packets) = (Instant::now(), 0);
    let before = thread_cpu()?;
    while began.elapsed() < SPAN {
        for batch in receivers.addresses.chunks(BATCH) {
            sender.send(shape, batch)?;
            packets += batch.len() * shape.segments;
        }
        std::thread::sleep(PAUSE);
    }
    let used = thread_cpu()?.saturating_sub(before);
    Ok(used.as_secs_f64() * 1e6 / packets.max(1) as f64)
}

/// What a run sends: shares of voices and pictures, and their shapes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Mix {
    /// Of all packets, those of voices.
    pub(crate) voices: f64,
    pub(crate) voice: Shape,
    pub(crate) picture: Shape,
}

/// The floor of a mix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Floor {
    pub(crate) voice_us: f64,
    pub(crate) picture_us: f64,
    /// Both, by their share.
    pub(crate) us: f64,
}

/// Measures the floor of a mix.
pub(crate) fn of(mix: &Mix, destinations: usize) -> Result<Floor, BenchError> {
    let voice_us = packet_us(mix.voice, destinations)?;
    let picture_us = packet_us(mix.picture, destinations)?;
    Ok(Floor {
        voice_us,
        picture_us,
        us: weighted(mix.voices, voice_us, picture_us),
    })
}

fn weighted(voices: f64, voice_us: f64, picture_us: f64) -> f64 {
    voices * voice_us + (1.0 - voices) * picture_us
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_reach_their_receivers() {
        for segments in [1, 3] {
            let shape = Shape {
                bytes: 200,
                segments,
            };
            let taker = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let SocketAddr::V4(address) = taker.local_addr().unwrap() else {
                panic!("bound to IPv4");
            };
            let mut sender = Sender::new(shape).unwrap();
            sender
                .send(shape, &[Some(SockaddrIn::from(address))])
                .unwrap();
            let mut buffer = [0; 400];
            for _ in 0..segments {
                assert_eq!(taker.recv(&mut buffer).unwrap(), 200);
                assert_ne!(buffer[HEAD..HEAD + 8], [0x5a; 8], "sealed");
            }
        }
    }

    #[test]
    fn the_floor_is_weighted_by_the_mix() {
        assert!((weighted(0.75, 4.0, 2.0) - 3.5).abs() < 1e-9);
    }

    #[test]
    fn a_packet_costs_something() {
        let shape = Shape {
            bytes: 130,
            segments: 1,
        };
        assert!(0.0 < packet_us(shape, 3).unwrap());
    }
}
