//! The bots' process: everybody who is in the measured room.

mod clock;
mod consent;
mod count;
mod drive;
mod header;
mod janus;
mod join;
mod light;
mod member;
mod rtcp;
mod srtp;
mod stamp;
mod wire;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead as _, Write as _};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use sfu::bot::Bot;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::LocalSet;
use tokio::time::{Instant, timeout_at};

use super::plan::{Joined, Measured, Plan, QUANTILES, Said, Word};
use crate::error::BenchError;
use crate::process;
pub(crate) use count::Counted;
use drive::{Driver, Order, Told};
use join::Joiner;
use light::{Keys, Tally};
use member::Happened;
use srtp::Master;
pub(crate) use wire::{Inbox, take_whole};

/// How long after the last join everybody may take to see the stage.
const JOIN_MAX: Duration = Duration::from_secs(30);

/// How long the room is left alone after the last has joined.
const SETTLE: Duration = Duration::from_secs(2);

/// How long what is on its way may take after the end.
const LATE_MAX: Duration = Duration::from_millis(500);

/// How far the bots stand back behind the server on the processors they share (`nice(2)`): in a
/// conference the server has a machine to itself.
const NICE: i32 = 5;

/// A participant to whom less than this share of what was sent is to come is starved: a picture or two more or less
/// at both ends, and a change of the layer, are within it; a smaller layer is not.
pub(crate) const STARVED_PERCENT: u64 = 90;

/// What the bot and the server agreed on, once their connection stands.
fn keys_of(bot: &Bot) -> Option<Keys> {
    let [ours, theirs] = bot.take_keys()?.aes_256_gcm()?;
    let master = |(key, salt)| Master { key, salt };
    Some(Keys {
        theirs: master(theirs),
        ours: master(ours),
    })
}

/// Runs the bots of `meanwhile bench conference`: a plan and words come on the standard input, what
/// was counted goes out.
///
/// # Errors
/// [`BenchError`] if they cannot begin; what fails later is said on the standard output.
pub(crate) fn run_bots() -> Result<(), BenchError> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let plan = serde_json::from_str(&line).map_err(|_| BenchError::Protocol("no plan"))?;
    rustix::process::nice(NICE).map_err(|error| BenchError::System(error.into()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(BenchError::Runtime)?;
    let done = LocalSet::new().block_on(&runtime, play(plan));
    if let Err(error) = done {
        say(&Said::Failed(error.to_string()))?;
    }
    Ok(())
}

fn say(said: &Said) -> Result<(), BenchError> {
    let text = serde_json::to_string(said).map_err(|_| BenchError::Protocol("no words"))?;
    print(&text)
}

/// A line for the process that measures.
pub(crate) fn print(line: &str) -> Result<(), BenchError> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Words come on the standard input, read by a thread of its own.
fn words() -> UnboundedReceiver<Word> {
    let (sender, words) = unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            let Ok(word) = serde_json::from_str(&line) else {
                return;
            };
            if sender.send(word).is_err() {
                return;
            }
        }
    });
    words
}

async fn play(plan: Plan) -> Result<(), BenchError> {
    let (sender, told) = unbounded_channel();
    let threads = (0..plan.threads.max(1))
        .map(|_| thread(&sender))
        .collect::<Result<Vec<_>, _>>()?;
    drop(sender);
    let mut words = words();
    let mut room = Room {
        plan: Rc::new(plan),
        threads,
        told,
        signalling: Vec::new(),
        failed: Rc::default(),
    };
    let joined = room.fill().await;
    tokio::time::sleep(SETTLE).await;
    say(&Said::Joined(joined))?;
    while let Some(word) = words.recv().await {
        if word == Word::Begin {
            let cpu = process::own_cpu()?;
            room.order(|| Order::Begin)?;
            if words.recv().await != Some(Word::End) {
                return Ok(());
            }
            room.order(|| Order::End)?;
            let cpu = process::own_cpu()?.saturating_sub(cpu);
            tokio::time::sleep(LATE_MAX).await;
            let mut measured = room.count().await?;
            measured.cpu_us = u64::try_from(cpu.as_micros()).unwrap_or(u64::MAX);
            measured.threads = process::threads_of(std::process::id())?;
            say(&Said::Measured(measured))?;
        }
    }
    Ok(())
}

/// Starts a thread that carries media.
fn thread(told: &UnboundedSender<Told>) -> Result<Sender<Order>, BenchError> {
    let (sender, orders) = std::sync::mpsc::channel();
    let told = told.clone();
    std::thread::Builder::new()
        .name("bots".to_owned())
        .spawn(move || {
            // Made here: the system's structures in it stay in one thread.
            if let Ok(driver) = Driver::new() {
                driver.run(&orders, &told);
            }
        })?;
    Ok(sender)
}

struct Room {
    plan: Rc<Plan>,
    threads: Vec<Sender<Order>>,
    told: UnboundedReceiver<Told>,
    /// Bytes of the signalling of each.
    signalling: Vec<Arc<AtomicU64>>,
    /// Why the first failed who could not join, and how many could not.
    failed: Rc<RefCell<(usize, Option<String>)>>,
}

impl Room {
    fn order(&self, order: impl Fn() -> Order) -> Result<(), BenchError> {
        self.threads
            .iter()
            .try_for_each(|thread| thread.send(order()))
            .map_err(|_| BenchError::Panicked)
    }

    /// Lets everybody join at the rate that was planned, and waits until they see the stage.
    async fn fill(&mut self) -> Joined {
        let mut joined = Joined {
            blind: self.plan.blind(),
            ..Joined::default()
        };
        let people = self.plan.people;
        let step = Duration::from_secs(1) / self.plan.join_rate.max(1);
        let mut at = Instant::now();
        for number in 0..people {
            self.begin(number);
            if self.plan.seat(number).1 + 1 == self.plan.speakers {
                // Who has something to show is there before those who look.
                let until = Instant::now() + JOIN_MAX;
                self.watch(&mut joined, until, |joined| {
                    number < joined.connected_us.len()
                })
                .await;
                at = Instant::now();
            }
            at += step;
            self.watch(&mut joined, at, |_| false).await;
        }
        let until = Instant::now() + JOIN_MAX;
        self.watch(&mut joined, until, |joined| {
            people <= joined.people + joined.blind
        })
        .await;
        joined.ramp_bytes = self
            .signalling
            .iter()
            .map(|bytes| bytes.load(Ordering::Relaxed))
            .collect();
        joined
    }

    /// One more joins, by a task of its own.
    fn begin(&mut self, number: usize) {
        let signalling = Arc::new(AtomicU64::new(0));
        self.signalling.push(Arc::clone(&signalling));
        let Some(thread) = self.threads.get(number % self.threads.len()).cloned() else {
            return;
        };
        let (plan, failed) = (Rc::clone(&self.plan), Rc::clone(&self.failed));
        tokio::task::spawn_local(async move {
            let joiner = Joiner {
                plan: &plan,
                number: u32::try_from(number).unwrap_or(u32::MAX),
                thread: &thread,
                signalling,
            };
            if let Err(error) = joiner.take_part().await {
                let mut failed = failed.borrow_mut();
                failed.0 += 1;
                failed
                    .1
                    .get_or_insert_with(|| format!("participant {number}: {error}"));
            }
        });
    }

    /// Notes what happens until an instant, or until there is enough.
    async fn watch(
        &mut self,
        joined: &mut Joined,
        until: Instant,
        enough: impl Fn(&Joined) -> bool,
    ) {
        while !enough(joined) {
            let look = (Instant::now() + LATE_MAX).min(until);
            if let Ok(Some(Told::Happened(number, happened))) =
                timeout_at(look, self.told.recv()).await
            {
                note(joined, number, happened);
            }
            let failed = self.failed.borrow();
            if let Some(why) = &failed.1 {
                joined.failed.get_or_insert_with(|| why.clone());
            }
            let gone = failed.0 + joined.people + joined.blind;
            if until <= Instant::now() || self.plan.people <= gone && 0 < failed.0 {
                return;
            }
        }
    }

    /// Asks all threads what was counted, and sums it up.
    async fn count(&mut self) -> Result<Measured, BenchError> {
        self.order(|| Order::Count)?;
        let (mut each, mut tallies) = (Vec::new(), Vec::new());
        while tallies.len() < self.threads.len() {
            match self.told.recv().await {
                Some(Told::Counted(counted, tally)) => {
                    each.extend(counted);
                    tallies.push(*tally);
                }
                Some(Told::Happened(..)) => {}
                None => return Err(BenchError::Panicked),
            }
        }
        Ok(summed(&each, tallies))
    }
}

fn note(joined: &mut Joined, number: u32, happened: Happened) {
    match happened {
        Happened::Connected { after_us } => joined.connected_us.push(after_us),
        Happened::Picture {
            after_us,
            signalling,
        } => {
            joined.people += 1;
            joined.picture_us.push(after_us);
            joined.signalling_bytes.push(signalling);
        }
        Happened::Lost => {
            let text = || format!("participant {number} lost its media connection");
            joined.failed.get_or_insert_with(text);
        }
    }
}

/// What came to one participant, and what they sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ears {
    /// Their room.
    pub(crate) room: usize,
    /// Whether they speak: who does gets not their own voice, and on the stage no picture.
    pub(crate) speaks: bool,
    /// Voices and pictures.
    pub(crate) counted: [Counted; 2],
    pub(crate) sent: Sent,
}

/// What was sent, by one participant or in one room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Of voices, and of pictures in the layer that everybody is to see.
    pub(crate) packets: [u64; 2],
    /// The server had that layer switched off at some time: nobody was to get it.
    pub(crate) unseen: bool,
}

/// What was sent in each room. Where nothing is known to have been, what a listener usually was to get.
fn sent_in_rooms(each: &[Ears]) -> BTreeMap<usize, Sent> {
    let mut rooms: BTreeMap<usize, Sent> = BTreeMap::new();
    for ears in each {
        let room = rooms.entry(ears.room).or_default();
        for (all, sent) in room.packets.iter_mut().zip(ears.sent.packets) {
            *all += sent;
        }
        room.unseen |= ears.sent.unseen;
    }
    let usual = [0, 1].map(|kind| {
        let listeners = each.iter().filter(|ears| !ears.speaks);
        let mut all: Vec<u64> = listeners.map(|ears| ears.counted[kind].expected).collect();
        all.sort_unstable();
        all.get(all.len() / 2).copied().unwrap_or(0)
    });
    for room in rooms.values_mut() {
        for (sent, usual) in room.packets.iter_mut().zip(usual) {
            if *sent == 0 {
                *sent = usual;
            }
        }
    }
    rooms
}

/// What was counted by all. To whom far less was to come than was sent, the rest is lost: a server that sends most
/// of a room a smaller layer, or leaves out a voice, numbers what it sends without a gap.
fn summed(each: &[Ears], tallies: Vec<Tally>) -> Measured {
    let rooms = sent_in_rooms(each);
    let mut measured = Measured::default();
    for ears in each {
        let due = rooms.get(&ears.room).copied().unwrap_or_default();
        let own = ears.counted.map(|counted| counted.expected);
        let mut kinds = own.iter().zip(due.packets);
        let short = kinds.any(|(own, due)| own * 100 < due * STARVED_PERCENT);
        let starved = !ears.speaks && (due.unseen || short);
        measured.starved += usize::from(starved);
        for (own, due) in own.into_iter().zip(due.packets) {
            measured.expected += if starved { own.max(due) } else { own };
        }
        measured.received += ears.counted.iter().map(|kind| kind.received).sum::<u64>();
        measured.voices += own[0];
        measured.pictures_sent = measured.pictures_sent.max(ears.sent.packets[1]);
    }
    let pictures = each
        .iter()
        .filter(|ears| !ears.speaks)
        .map(|ears| ears.counted[1].expected);
    measured.pictures_least = pictures.clone().min().unwrap_or(0);
    measured.pictures_most = pictures.max().unwrap_or(0);
    let mut delay = crate::deliver::histogram();
    for tally in tallies {
        measured.bytes += tally.bytes;
        measured.asked_again += tally.asked_again;
        measured.unreadable += tally.unreadable;
        measured.opened += tally.opened;
        measured.reports += tally.reports;
        if let Some(more) = tally.delay {
            // Both have the same bounds.
            let _ = delay.add(more);
        }
    }
    if !delay.is_empty() {
        measured.delay_us = QUANTILES
            .iter()
            .map(|quantile| delay.value_at_quantile(*quantile))
            .collect();
    }
    measured
}

#[cfg(test)]
mod tests;
