//! Wings: the part of another thread's conference that is in this one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use model::id::SessionId;
use sfu::{FromWing, Input, PeerKey, RtcPeer, ToWing, Wing, WingInput, WingOutput};

use super::io::Io;
use super::leads::{Lead, Leads};
use super::link::{Crossing, What};
use super::room::{relay, shard_number};
use super::{Seat, Worker, panic_text};
use crate::event::MediaEvent;

/// Crossings taken before datagrams and timers have their turn.
const CROSSINGS_AT_ONCE: usize = 4_096;

/// A wing of a conference.
pub(super) struct WingRoom {
    session: SessionId,
    /// The conference's number.
    pub(super) number: u64,
    /// The conference's thread.
    home: usize,
    pub(super) wing: Wing<RtcPeer>,
    pub(super) wake_at: Instant,
    pub(super) leads: Leads,
}

impl WingRoom {
    fn tell_home(&self, io: &mut Io, what: What) {
        let crossing = Crossing {
            session: self.session,
            room: self.number,
            what,
        };
        io.crossings.send(self.home, crossing);
    }

    /// Takes all outputs up to idle; gives when it wants to be woken, and what leads nowhere now.
    fn drain(&mut self, io: &mut Io) -> (Instant, Vec<Lead>) {
        let mut gone = Vec::new();
        loop {
            match self.wing.poll(io.outgoing()) {
                WingOutput::Home(from_wing) => {
                    if let FromWing::Gone(key) = &from_wing {
                        gone.extend(self.leads.remove(*key));
                    }
                    self.tell_home(io, What::Home(from_wing));
                }
                WingOutput::Relay(to, relayed) => {
                    relay(io, self.session, self.number, to, &relayed);
                }
                WingOutput::Idle(at) => return (at, gone),
            }
        }
    }
}

impl Worker {
    /// Takes what came from other threads.
    pub(super) fn take_crossings(&mut self) {
        for _ in 0..CROSSINGS_AT_ONCE {
            let Ok(crossing) = self.crossings.try_recv() else {
                return;
            };
            self.cross(crossing, Instant::now());
        }
        // There is more: the next round begins without a pause.
        self.own.wake();
    }

    pub(super) fn cross(&mut self, crossing: Crossing, now: Instant) {
        let Crossing {
            session,
            room: number,
            what,
        } = crossing;
        match what {
            What::Wing {
                home,
                to_wing,
                ufrag,
            } => self.give_wing((session, number, home), to_wing, ufrag, now),
            What::Home(from_wing) => {
                if self.has_room(session, number) {
                    self.with_room(session, now, |room| {
                        room.engine.handle(Input::Wing(from_wing), now);
                    });
                }
            }
            What::Relay(relayed) => {
                if self.has_room(session, number) {
                    self.with_room(session, now, |room| {
                        room.engine.handle(Input::Relayed(relayed), now);
                    });
                } else if self.has_wing(session, number) {
                    self.with_wing(session, |wing| {
                        wing.handle(WingInput::Relayed(relayed), now);
                    });
                }
            }
            What::Close => {
                if self.has_wing(session, number) {
                    self.remove_wing(session);
                }
            }
            What::Panicked(report) => {
                if self.has_room(session, number) {
                    self.end_by_mistake(session, report);
                }
            }
        }
    }

    fn has_room(&self, session: SessionId, number: u64) -> bool {
        let room = self.rooms.get(&session);
        room.is_some_and(|room| room.number == number)
    }

    fn has_wing(&self, session: SessionId, number: u64) -> bool {
        let wing = self.wings.get(&session);
        wing.is_some_and(|wing| wing.number == number)
    }

    fn give_wing(
        &mut self,
        (session, number, home): (SessionId, u64, usize),
        to_wing: ToWing<RtcPeer>,
        ufrag: Option<String>,
        now: Instant,
    ) {
        match self.wings.get(&session).map(|wing| wing.number) {
            Some(own) if own == number => {}
            // A late word of a conference that has ended.
            Some(own) if number < own => return,
            other => {
                if other.is_some() {
                    self.remove_wing(session);
                }
                let wing = WingRoom {
                    session,
                    number,
                    home,
                    wing: Wing::new(shard_number(self.index), now),
                    wake_at: now,
                    leads: Leads::default(),
                };
                self.wings.insert(session, wing);
            }
        }
        if let (ToWing::Join { key, .. }, Some(ufrag)) = (&to_wing, ufrag) {
            self.lead(session, *key, ufrag);
        }
        if let ToWing::Restart(key, restart) = &to_wing {
            self.lead_also(session, *key, &restart.ours.ufrag);
        }
        self.with_wing(session, |wing| {
            wing.handle(WingInput::Home(to_wing), now);
        });
    }

    fn lead(&mut self, session: SessionId, key: PeerKey, ufrag: String) {
        self.ufrags
            .insert(ufrag.clone(), (Seat::Wing(session), key));
        if let Some(wing) = self.wings.get_mut(&session) {
            wing.leads.insert(key, ufrag);
        }
    }

    /// A peer of a wing goes by a further name.
    fn lead_also(&mut self, session: SessionId, key: PeerKey, ufrag: &str) {
        self.ufrags
            .insert(ufrag.to_owned(), (Seat::Wing(session), key));
        let wing = self.wings.get_mut(&session);
        let old = wing.and_then(|wing| wing.leads.note_ufrag(key, ufrag.to_owned()));
        if let Some(old) = old {
            self.ufrags.remove(&old);
        }
    }

    /// Does something to a wing and drains it. A panic ends its conference, on all threads, and no
    /// other.
    pub(super) fn with_wing(&mut self, session: SessionId, act: impl FnOnce(&mut Wing<RtcPeer>)) {
        let Some(wing) = self.wings.get_mut(&session) else {
            return;
        };
        let io = &mut self.io;
        let run = AssertUnwindSafe(|| {
            act(&mut wing.wing);
            wing.drain(io)
        });
        match catch_unwind(run) {
            Ok((wake_at, gone)) => {
                self.io.flush_full();
                self.wakes.remove(&(wing.wake_at, Seat::Wing(session)));
                wing.wake_at = wake_at;
                self.wakes.insert((wake_at, Seat::Wing(session)));
                for lead in gone {
                    self.forget(lead);
                }
            }
            Err(panic) => {
                let report = panic_text(panic.as_ref());
                tracing::error!(%session, report, "a wing of a conference panicked and ends it");
                self.counters.panicked();
                wing.tell_home(io, What::Panicked(report));
                self.remove_wing(session);
            }
        }
    }

    /// Forgets a wing with all that leads to it.
    pub(super) fn remove_wing(&mut self, session: SessionId) {
        let Some(wing) = self.wings.remove(&session) else {
            return;
        };
        self.wakes.remove(&(wing.wake_at, Seat::Wing(session)));
        for lead in wing.leads.into_all() {
            self.forget(lead);
        }
    }

    /// A mistake of ours ends a conference, on all threads.
    pub(super) fn end_by_mistake(&mut self, session: SessionId, report: String) {
        self.remove_room(session);
        self.tell(MediaEvent::ConferencePanicked { session, report });
    }
}
