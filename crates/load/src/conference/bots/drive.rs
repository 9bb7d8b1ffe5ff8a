//! A thread that carries the media of many bots: one socket each, so that the server sends to as
//! many destinations as it would.

use std::io;
use std::os::fd::AsFd;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use model::session::LayerWish;
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use tokio::sync::mpsc::UnboundedSender;

use super::Ears;
use super::light::Tally;
use super::member::{Happened, Member, NewMember};
use super::wire::{Inbox, note_arrivals, take_whole};
use crate::deliver::histogram;

/// Sockets looked at in one round.
const EVENTS: usize = 512;

/// Time between two looks at timers and orders.
const ROUND_MS: u8 = 1;

/// Time between two groups of subscribers that say what is due.
const TICK: Duration = Duration::from_millis(10);

/// Groups: each subscriber has its turn ten times a second.
const GROUPS: usize = 10;

/// What a thread is told.
pub(crate) enum Order {
    /// A participant more.
    Add(Box<NewMember>),
    /// The server says which layers of a participant anybody sees.
    Layers(u32, Vec<LayerWish>),
    /// Count from now on.
    Begin,
    /// Count no further.
    End,
    /// Say what was counted.
    Count,
}

/// What a thread tells.
pub(crate) enum Told {
    /// Something happened to a participant.
    Happened(u32, Happened),
    /// What was counted since [`Order::Begin`], of each participant.
    Counted(Vec<Ears>, Box<Tally>),
}

pub(crate) struct Driver {
    epoll: Epoll,
    members: Vec<Member>,
    inbox: Inbox,
    scratch: Vec<u8>,
    tally: Tally,
    tick_at: Instant,
    group: usize,
}

impl Driver {
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self {
            epoll: Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?,
            members: Vec::new(),
            inbox: Inbox::new(),
            scratch: Vec::with_capacity(2_048),
            tally: Tally::default(),
            tick_at: Instant::now(),
            group: 0,
        })
    }

    /// Runs until nobody gives orders any more.
    pub(crate) fn run(mut self, orders: &Receiver<Order>, told: &UnboundedSender<Told>) {
        let mut events = [EpollEvent::empty(); EVENTS];
        loop {
            loop {
                match orders.try_recv() {
                    Ok(order) => self.obey(order, told),
                    Err(std::sync::mpsc::TryRecvError::Empty) => break,
                    Err(std::sync::mpsc::TryRecvError::Disconnected) => return,
                }
            }
            let timeout = EpollTimeout::from(ROUND_MS);
            let ready = self.epoll.wait(&mut events, timeout).unwrap_or(0);
            let now = Instant::now();
            for event in events.iter().take(ready) {
                self.receive(usize::try_from(event.data()).unwrap_or(usize::MAX), now);
            }
            self.advance(now, told);
            self.tick(now);
        }
    }

    fn obey(&mut self, order: Order, told: &UnboundedSender<Told>) {
        match order {
            Order::Add(new) => self.add(*new, told),
            Order::Layers(number, layers) => {
                let of = |member: &&mut Member| member.number() == number;
                if let Some(member) = self.members.iter_mut().find(of) {
                    member.set_layers(&layers);
                }
            }
            Order::Begin => {
                self.tally = Tally {
                    delay: Some(histogram()),
                    ..Tally::default()
                };
                self.members.iter_mut().for_each(Member::begin);
            }
            Order::End => self.members.iter_mut().for_each(Member::end),
            Order::Count => {
                let counted = self.members.iter().map(Member::ears).collect();
                let tally = Box::new(std::mem::take(&mut self.tally));
                // Whoever asked is gone only when all ends.
                let _ = told.send(Told::Counted(counted, tally));
            }
        }
    }

    fn add(&mut self, new: NewMember, told: &UnboundedSender<Told>) {
        let (number, now) = (new.number, Instant::now());
        take_whole(&new.socket);
        note_arrivals(&new.socket);
        let index = u64::try_from(self.members.len()).unwrap_or(u64::MAX);
        let event = EpollEvent::new(EpollFlags::EPOLLIN, index);
        if self.epoll.add(new.socket.as_fd(), event).is_err() {
            let _ = told.send(Told::Happened(number, Happened::Lost));
            return;
        }
        self.members.push(Member::new(new, now));
    }

    fn receive(&mut self, index: usize, now: Instant) {
        let Some(member) = self.members.get_mut(index) else {
            return;
        };
        // What is left says so again: the next round takes it.
        for at in 0..self.inbox.receive(member.socket()) {
            let came = (now, self.inbox.at_us());
            member.take(self.inbox.get(at), came, &mut self.tally);
        }
        member.taken(&mut self.scratch, &mut self.tally);
    }

    /// Lets engines do what is due.
    fn advance(&mut self, now: Instant, told: &UnboundedSender<Told>) {
        for member in &mut self.members {
            if member.is_light() || !member.is_due(now) {
                continue;
            }
            while let Some(happened) = member.advance(now) {
                let _ = told.send(Told::Happened(member.number(), happened));
            }
            member.lighten();
        }
    }

    /// Lets the next group say what is due.
    fn tick(&mut self, now: Instant) {
        while self.tick_at <= now {
            self.tick_at += TICK;
            self.group = (self.group + 1) % GROUPS;
            for member in self.members.iter_mut().skip(self.group).step_by(GROUPS) {
                member.tick(&mut self.scratch, &mut self.tally);
            }
        }
    }
}
