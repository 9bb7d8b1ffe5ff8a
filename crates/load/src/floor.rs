//! Floors: what the machine does at best in this run, with nothing of ours in between.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::error::BenchError;
use crate::process::thread_cpu;
use crate::socket::{Socket, text_frame};

/// Bytes of one send, as of a short frame.
const SEND_BYTES: usize = 200;

/// Round trips of one measurement.
const ROUND_TRIPS: u32 = 20_000;

/// Transfers of one measurement.
const TRANSFERS: u32 = 5;

fn listen() -> Result<TcpListener, BenchError> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)
}

/// Processor time of one send of 200 bytes on loopback and of taking a short answer, in microseconds:
/// the part of a request that no server can save.
pub(crate) fn tcp_exchange_us() -> Result<f64, BenchError> {
    let listener = listen()?;
    let mut other = TcpStream::connect(listener.local_addr()?)?;
    let (mut stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    other.set_nodelay(true)?;
    let answering = std::thread::spawn(move || {
        let mut bytes = [0; SEND_BYTES];
        while other.read_exact(&mut bytes).is_ok() && other.write_all(&[0]).is_ok() {}
    });
    let (bytes, mut answer) = ([b'x'; SEND_BYTES], [0]);
    let before = thread_cpu()?;
    for _ in 0..ROUND_TRIPS {
        stream.write_all(&bytes)?;
        stream.read_exact(&mut answer)?;
    }
    let used = thread_cpu()?.saturating_sub(before);
    drop(stream);
    answering.join().map_err(|_| BenchError::Panicked)?;
    Ok(used.as_secs_f64() * 1e6 / f64::from(ROUND_TRIPS))
}

/// How long so many bytes take from a plain thread's socket to a plain reader on loopback, asked for by one
/// byte, in milliseconds: the part of a large answer that no server can save.
pub(crate) fn transfer_ms(bytes: usize) -> Result<f64, BenchError> {
    let listener = listen()?;
    let mut other = TcpStream::connect(listener.local_addr()?)?;
    let (mut stream, _) = listener.accept()?;
    let sending = std::thread::spawn(move || {
        let payload = vec![b'x'; bytes];
        let mut ask = [0];
        while stream.read_exact(&mut ask).is_ok() && stream.write_all(&payload).is_ok() {}
    });
    let mut taken = vec![0; bytes];
    let mut best = Duration::MAX;
    for _ in 0..TRANSFERS {
        let began = Instant::now();
        other.write_all(&[0])?;
        other.read_exact(&mut taken)?;
        best = best.min(began.elapsed());
    }
    drop(other);
    sending.join().map_err(|_| BenchError::Panicked)?;
    Ok(best.as_secs_f64() * 1e3)
}

/// A plain thread with blocking sockets that writes one frame to all of them when told: the floor
/// of a fan-out.
pub(crate) struct PlainSender {
    go: Option<Sender<Vec<u8>>>,
    sent: Receiver<Writes>,
    thread: Option<JoinHandle<()>>,
}

/// What writing one frame to all sockets took.
pub(crate) struct Writes {
    pub(crate) took: Duration,
    /// Processor time of the thread.
    pub(crate) cpu: Result<Duration, BenchError>,
}

impl PlainSender {
    /// Starts the thread; answers it with the readers' ends of so many sockets.
    pub(crate) async fn start(sockets: usize) -> Result<(Self, Vec<Socket>), BenchError> {
        let listener = listen()?;
        let address = listener.local_addr()?;
        let mut writers = Vec::with_capacity(sockets);
        let mut readers = Vec::with_capacity(sockets);
        for _ in 0..sockets {
            readers.push(Socket::bare(tokio::net::TcpStream::connect(address).await?));
            let (writer, _) = listener.accept()?;
            writer.set_nodelay(true)?;
            writers.push(writer);
        }
        let (go, told) = channel::<Vec<u8>>();
        let (answer, sent) = channel();
        let thread = std::thread::spawn(move || {
            for payload in told {
                let frame = text_frame(&payload);
                let (began, used) = (Instant::now(), thread_cpu());
                for writer in &mut writers {
                    // A reader that is gone is missed by its own task.
                    let _ = writer.write_all(&frame);
                }
                let _ = answer.send(Writes {
                    took: began.elapsed(),
                    cpu: used.and_then(|used| Ok(thread_cpu()?.saturating_sub(used))),
                });
            }
        });
        let sender = Self {
            go: Some(go),
            sent,
            thread: Some(thread),
        };
        Ok((sender, readers))
    }

    /// Tells the thread to write; does not wait for it.
    pub(crate) fn send(&self, payload: Vec<u8>) {
        if let Some(go) = &self.go {
            // The thread ends only after `go` does.
            let _ = go.send(payload);
        }
    }

    /// What writing to all took so far, each time.
    pub(crate) fn sends(&self) -> Vec<Writes> {
        self.sent.try_iter().collect()
    }
}

impl Drop for PlainSender {
    fn drop(&mut self) {
        self.go = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
