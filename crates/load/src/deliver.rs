//! From post to delivered: an open loop of marked messages, and sockets that watch for them.

use std::cell::RefCell;
use std::future::Future;
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::error::BenchError;
use crate::http::{Http, request};
use crate::server::Server;
use crate::socket::Socket;
use crate::world::{Texts, World, post_body};

/// What every marked text begins with, in the frame's JSON; nothing else in a frame does.
const MARK: &[u8] = b"\"qz";

/// How long the last messages may take to arrive everywhere.
const LAST_MAX: Duration = Duration::from_secs(30);

/// Longest latency that is told apart, in microseconds.
const LATENCY_US_MAX: u64 = 60_000_000;

/// When messages are due, and how many.
#[derive(Clone, Copy)]
pub(crate) struct Pace {
    pub(crate) every: Duration,
    pub(crate) messages: usize,
}

/// An open loop of posts over HTTP.
pub(crate) struct Plan<'a> {
    pub(crate) server: &'a Server,
    pub(crate) world: &'a World,
    /// Where it is posted.
    pub(crate) topic: &'a str,
    /// How many people take turns to post.
    pub(crate) posters: usize,
    pub(crate) pace: Pace,
    pub(crate) seed: u64,
}

/// What came of it.
pub(crate) struct Delivered {
    /// From the instant a message was due until the last socket had it, in microseconds.
    pub(crate) last: Histogram<u64>,
    /// Bytes of the largest frame.
    pub(crate) frame_bytes: usize,
}

/// A new histogram of microseconds with three digits.
pub(crate) fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, LATENCY_US_MAX, 3)
        .expect("the bounds are constants in the histogram's range")
}

pub(crate) fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(LATENCY_US_MAX)
}

/// A latency of a histogram of microseconds, in milliseconds.
pub(crate) fn millis_at(latencies: &Histogram<u64>, quantile: f64) -> f64 {
    let micros = latencies.value_at_quantile(quantile);
    // Below 2^53, where floats are exact: a latency has at most 26 bits.
    micros as f64 / 1e3
}

/// The text of a marked message.
pub(crate) fn marked(number: usize, text: &str) -> String {
    format!("qz{number}z {text}")
}

/// The number of the marked message in a frame.
fn mark_of(frame: &[u8]) -> Option<usize> {
    let at = frame
        .windows(MARK.len())
        .position(|window| window == MARK)?;
    let digits = frame.get(at + MARK.len()..)?;
    let end = digits.iter().position(|byte| *byte == b'z')?;
    std::str::from_utf8(digits.get(..end)?).ok()?.parse().ok()
}

/// Reads the number of a watched message from a frame.
pub(crate) type Find = Box<dyn Fn(&[u8]) -> Option<usize>>;

/// What has arrived where.
struct Arrivals {
    find: Find,
    due: Vec<Instant>,
    missing: Vec<usize>,
    last: Histogram<u64>,
    unfinished: usize,
    frame_bytes: usize,
    failed: Option<BenchError>,
}

impl Arrivals {
    fn note(&mut self, frame: &[u8], now: Instant) {
        let Some(number) = (self.find)(frame) else {
            return;
        };
        let (Some(due), Some(missing)) = (self.due.get(number), self.missing.get_mut(number))
        else {
            return;
        };
        self.frame_bytes = self.frame_bytes.max(frame.len());
        // An edit or a repeat would count twice; nothing here makes one.
        *missing = missing.saturating_sub(1);
        if *missing == 0 {
            self.last
                .saturating_record(micros(now.saturating_duration_since(*due)));
            self.unfinished = self.unfinished.saturating_sub(1);
        }
    }
}

/// The sockets and what they saw; all on the generator's one thread.
pub(crate) struct Watch {
    arrivals: Rc<RefCell<Arrivals>>,
    changed: Rc<Notify>,
    begin: Instant,
    pace: Pace,
}

impl Watch {
    /// Lets sockets watch for the messages of a pace that begins a moment from now. Must be called
    /// within a `LocalSet`.
    pub(crate) fn begin(sockets: Vec<Socket>, pace: Pace) -> Self {
        Self::begin_for(sockets, pace, Box::new(mark_of))
    }

    /// The same for whatever `find` knows by its number.
    fn begin_for(sockets: Vec<Socket>, pace: Pace, find: Find) -> Self {
        let begin = Instant::now() + Duration::from_millis(50);
        let due = (0_u32..)
            .take(pace.messages)
            .map(|number| begin + pace.every * number);
        let arrivals = Arrivals {
            find,
            due: due.collect(),
            missing: vec![sockets.len(); pace.messages],
            last: histogram(),
            unfinished: pace.messages,
            frame_bytes: 0,
            failed: None,
        };
        let watch = Self {
            arrivals: Rc::new(RefCell::new(arrivals)),
            changed: Rc::default(),
            begin,
            pace,
        };
        for socket in sockets {
            let (arrivals, changed) = (Rc::clone(&watch.arrivals), Rc::clone(&watch.changed));
            tokio::task::spawn_local(read(socket, arrivals, changed));
        }
        watch
    }

    /// Runs `send` with each number at its due instant, whatever became of those before.
    pub(crate) async fn at_each(&self, mut send: impl FnMut(usize)) {
        for number in 0..self.pace.messages {
            let due = self.arrivals.borrow().due.get(number).copied();
            tokio::time::sleep_until(due.unwrap_or(self.begin).into()).await;
            send(number);
        }
    }

    /// Waits until all is everywhere.
    pub(crate) async fn finish(self) -> Result<Delivered, BenchError> {
        let all_there = async {
            loop {
                let changed = self.changed.notified();
                if self.arrivals.borrow().unfinished == 0 {
                    return;
                }
                if self.arrivals.borrow().failed.is_some() {
                    return;
                }
                changed.await;
            }
        };
        let in_time = tokio::time::timeout(LAST_MAX, all_there).await;
        let mut arrivals = self.arrivals.borrow_mut();
        if let Some(error) = arrivals.failed.take() {
            return Err(error);
        }
        if in_time.is_err() {
            let left = arrivals.unfinished;
            let text = format!("{left} messages were not everywhere after {LAST_MAX:?}");
            return Err(BenchError::Missing(text));
        }
        Ok(Delivered {
            last: arrivals.last.clone(),
            frame_bytes: arrivals.frame_bytes,
        })
    }

    /// Runs something whose failure ends the watching.
    fn spawn(&self, work: impl Future<Output = Result<(), BenchError>> + 'static) {
        let (arrivals, changed) = (Rc::clone(&self.arrivals), Rc::clone(&self.changed));
        tokio::task::spawn_local(async move {
            if let Err(error) = work.await {
                arrivals.borrow_mut().failed = Some(error);
                changed.notify_one();
            }
        });
    }
}

async fn read(mut socket: Socket, arrivals: Rc<RefCell<Arrivals>>, changed: Rc<Notify>) {
    let seen = socket
        .read(|frame| {
            let mut arrivals = arrivals.borrow_mut();
            let before = arrivals.unfinished;
            arrivals.note(frame, Instant::now());
            if arrivals.unfinished == 0 && 0 < before {
                changed.notify_one();
            }
            ControlFlow::<()>::Continue(())
        })
        .await;
    if let Err(error) = seen {
        arrivals.borrow_mut().failed = Some(error);
        changed.notify_one();
    }
}

/// Opens a socket for each of the first people, several at a time, and waits for each one's greeting.
pub(crate) async fn open_sockets(
    server: &Server,
    world: &World,
    count: usize,
) -> Result<Vec<Socket>, BenchError> {
    const AT_ONCE: usize = 32;
    let mut opening = JoinSet::new();
    let mut sockets = Vec::with_capacity(count);
    for number in 0..count {
        let (address, caller) = (server.address, world.caller(number).to_owned());
        opening.spawn_local(async move {
            let mut socket = Socket::open(address, &caller).await?;
            socket.read(|_| ControlFlow::Break(())).await?;
            Ok::<_, BenchError>(socket)
        });
        if AT_ONCE <= opening.len()
            && let Some(socket) = opening.join_next().await
        {
            sockets.push(socket.map_err(|_| BenchError::Panicked)??);
        }
    }
    while let Some(socket) = opening.join_next().await {
        sockets.push(socket.map_err(|_| BenchError::Panicked)??);
    }
    Ok(sockets)
}

/// Runs an open loop of posts and waits until every socket has each. Must be called within a
/// `LocalSet`, whose tasks hold the sockets from then on.
pub(crate) async fn deliver(
    plan: &Plan<'_>,
    sockets: Vec<Socket>,
) -> Result<Delivered, BenchError> {
    let mut texts = Texts::new(plan.seed);
    let path = format!("/api/v1/topics/{}/messages", plan.topic);
    let posts: Vec<Vec<u8>> = (0..plan.pace.messages)
        .map(|number| {
            let body = post_body(&marked(number, &texts.next()));
            let caller = plan.world.caller(number % plan.posters.max(1));
            request("POST", &path, caller, &body)
        })
        .collect();
    let address = plan.server.address;
    open_loop(address, plan.pace, posts, sockets, Box::new(mark_of)).await
}

/// Sends each request at its due instant, whatever became of those before, and waits until every socket
/// has seen what `find` knows by the number of each. Must be called within a `LocalSet`.
pub(crate) async fn open_loop(
    address: SocketAddr,
    pace: Pace,
    requests: Vec<Vec<u8>>,
    sockets: Vec<Socket>,
    find: Find,
) -> Result<Delivered, BenchError> {
    let requests = Rc::new(requests);
    let free: Rc<RefCell<Vec<Http>>> = Rc::default();
    let watch = Watch::begin_for(sockets, pace, find);
    watch
        .at_each(|number| {
            let (requests, free) = (Rc::clone(&requests), Rc::clone(&free));
            watch.spawn(async move {
                let kept = free.borrow_mut().pop();
                let mut http = match kept {
                    Some(http) => http,
                    None => Http::connect(address).await?,
                };
                let request = requests.get(number).map(Vec::as_slice).unwrap_or_default();
                http.send(request)
                    .await?
                    .done("a request of the open loop")?;
                free.borrow_mut().push(http);
                Ok(())
            });
        })
        .await;
    watch.finish().await
}

#[cfg(test)]
mod tests;
