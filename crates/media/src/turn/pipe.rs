//! A client's connection: bytes of its stream in and out, datagrams of our media port out and in.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::Turn;
use super::client::{Client, Moment, Outcome};
use super::frames::{Frame, cut};
use crate::address::canonical;
use crate::udp::DATAGRAM_BYTES_MAX;

/// How long a connection without an allocation is kept.
const IDLE_MAX: Duration = Duration::from_secs(30);

/// How long a client may leave what it is sent; then it is gone.
const WRITE_MAX: Duration = Duration::from_secs(10);

/// Bytes read at once.
const READ_BYTES: usize = 16 * 1024;

/// Datagrams that wait for a client; the next is lost, as it would be on a full path.
const DATAGRAMS_MAX: usize = 256;

/// Bytes that are written at once, at most.
const BATCH_BYTES_MAX: usize = 32 * 1024;

/// What came from our media port: the address under which the client knows it, and a datagram.
type Came = (SocketAddr, Vec<u8>);

/// The ways from one client to our media port, one for each address under which it knows that, since
/// the port cannot say to which of them it answers.
struct Ways {
    turn: Arc<Turn>,
    sockets: BTreeMap<SocketAddr, Arc<UdpSocket>>,
    readers: JoinSet<()>,
    came: mpsc::Sender<Came>,
}

impl Ways {
    fn new(turn: Arc<Turn>, came: mpsc::Sender<Came>) -> Self {
        Self {
            turn,
            sockets: BTreeMap::new(),
            readers: JoinSet::new(),
            came,
        }
    }

    /// Makes a way; answers its port.
    fn open(&mut self, peer: SocketAddr) -> io::Result<u16> {
        let to = self.turn.reach(peer);
        // The system chooses the port; connected, it takes datagrams of our media port alone.
        let from = if to.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
        let socket = std::net::UdpSocket::bind(from)?;
        socket.connect(to)?;
        socket.set_nonblocking(true)?;
        let socket = Arc::new(UdpSocket::from_std(socket)?);
        let port = socket.local_addr()?.port();
        let (reader, came) = (Arc::clone(&socket), self.came.clone());
        self.readers.spawn(async move {
            let mut buffer = vec![0; DATAGRAM_BYTES_MAX];
            loop {
                match reader.recv(&mut buffer).await {
                    // A full queue is a slow client.
                    Ok(length) => drop(came.try_send((peer, buffer[..length].to_vec()))),
                    Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {}
                    Err(_) => return,
                }
            }
        });
        self.sockets.insert(peer, socket);
        Ok(port)
    }

    /// Sends to our media port; what it does not take is lost, as it would be on the way.
    fn send(&mut self, peer: SocketAddr, bytes: &[u8]) {
        if !self.sockets.contains_key(&peer)
            && let Err(error) = self.open(peer)
        {
            tracing::debug!(%error, "no way to the media port");
        }
        if let Some(socket) = self.sockets.get(&peer)
            && let Err(error) = socket.try_send(bytes)
        {
            tracing::trace!(%error, "a relayed datagram was lost");
        }
    }

    fn close(&mut self) {
        self.readers.abort_all();
        self.sockets.clear();
    }
}

fn moment() -> Moment {
    let unix = SystemTime::now().duration_since(UNIX_EPOCH);
    Moment {
        now: Instant::now(),
        unix: unix.unwrap_or_default().as_secs(),
    }
}

impl Turn {
    /// Serves one client on its stream until it goes, is silent for too long, or speaks something else.
    /// `nonce` is chance of this connection alone.
    pub async fn serve<S>(self: Arc<Self>, mut stream: S, source: SocketAddr, nonce: String)
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let (sender, mut came) = mpsc::channel(DATAGRAMS_MAX);
        let mut ways = Ways::new(Arc::clone(&self), sender);
        let mut client = Client::new(self, canonical(source), nonce);
        let mut inbox: Vec<u8> = Vec::new();
        let mut chunk = vec![0; READ_BYTES];
        let mut idle_until = Instant::now() + IDLE_MAX;
        loop {
            let until = client.ends().unwrap_or(idle_until);
            let mut out = Vec::new();
            tokio::select! {
                read = stream.read(&mut chunk) => {
                    let Ok(count @ 1..) = read else { return };
                    inbox.extend_from_slice(&chunk[..count]);
                    let had = client.ends().is_some();
                    if !take(&mut inbox, &mut client, &mut ways, &mut out) {
                        return;
                    }
                    if had && client.ends().is_none() {
                        ways.close();
                        idle_until = Instant::now() + IDLE_MAX;
                    }
                }
                Some((peer, datagram)) = came.recv() => {
                    let now = Instant::now();
                    client.wrap(peer, &datagram, now, &mut out);
                    while out.len() < BATCH_BYTES_MAX
                        && let Ok((peer, datagram)) = came.try_recv()
                    {
                        client.wrap(peer, &datagram, now, &mut out);
                    }
                }
                () = tokio::time::sleep_until(until.into()) => {
                    client.advance(Instant::now());
                    if client.ends().is_none() && idle_until <= Instant::now() {
                        return;
                    }
                    ways.close();
                    idle_until = Instant::now() + IDLE_MAX;
                }
            }
            if !out.is_empty() {
                let written = async {
                    stream.write_all(&out).await?;
                    stream.flush().await
                };
                let written = tokio::time::timeout(WRITE_MAX, written).await;
                if !matches!(written, Ok(Ok(()))) {
                    return;
                }
            }
        }
    }
}

/// Takes all whole frames. Returns whether the connection goes on.
fn take(inbox: &mut Vec<u8>, client: &mut Client, ways: &mut Ways, out: &mut Vec<u8>) -> bool {
    let mut at = 0;
    loop {
        let (frame, took): (Frame<'_>, usize) = match cut(&inbox[at..]) {
            Ok(Some(cut)) => cut,
            Ok(None) => break,
            Err(_) => return false,
        };
        let outcome = client.receive(frame, moment(), &mut |peer| ways.open(peer).ok());
        match outcome {
            Outcome::Nothing => {}
            Outcome::Reply(answer) => out.extend(answer),
            Outcome::Relay(peer, data) => ways.send(peer, &data),
            Outcome::Close => return false,
        }
        at += took;
    }
    inbox.drain(..at);
    true
}
