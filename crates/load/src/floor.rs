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

/// Sends of one measurement.
const SENDS: u32 = 50_000;

fn listen() -> Result<TcpListener, BenchError> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)
}

/// Processor time of one TCP send on loopback, in microseconds, while another thread reads.
pub(crate) fn tcp_send_us() -> Result<f64, BenchError> {
    let listener = listen()?;
    let mut reader = TcpStream::connect(listener.local_addr()?)?;
    let (mut writer, _) = listener.accept()?;
    writer.set_nodelay(true)?;
    let reading = std::thread::spawn(move || {
        let mut scratch = [0; 64 * 1024];
        while matches!(reader.read(&mut scratch), Ok(read) if 0 < read) {}
    });
    let bytes = [b'x'; SEND_BYTES];
    let before = thread_cpu()?;
    for _ in 0..SENDS {
        writer.write_all(&bytes)?;
    }
    let used = thread_cpu()?.saturating_sub(before);
    drop(writer);
    reading.join().map_err(|_| BenchError::Panicked)?;
    Ok(used.as_secs_f64() * 1e6 / f64::from(SENDS))
}

/// A plain thread with blocking sockets that writes one frame to all of them when told: the floor
/// of a fan-out.
pub(crate) struct PlainSender {
    go: Option<Sender<Vec<u8>>>,
    sent: Receiver<Duration>,
    thread: Option<JoinHandle<()>>,
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
                let began = Instant::now();
                for writer in &mut writers {
                    // A reader that is gone is missed by its own task.
                    let _ = writer.write_all(&frame);
                }
                let _ = answer.send(began.elapsed());
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

    /// How long the writes took so far, each.
    pub(crate) fn sends(&self) -> Vec<Duration> {
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
