//! What a thread is asked from outside.

use std::time::Instant;

use model::id::{PersonId, SessionId};
use model::session::IceCredentials;
use sfu::{Command as Ask, IceCreds, IceRestart, Input, Protocol, RtcPeer};
use tokio::sync::oneshot;

use super::link::COMMANDS_MAX;
use super::room::{Room, shard_number};
use super::routes::{Came, Via};
use super::{CONFERENCES_MAX, Command, Join, SHUTDOWN_MAX, Seat, Worker};
use crate::event::{OfferRefusal, ResumeRefusal};

/// New names of ours; they begin with the thread's number, as those of every answer do.
fn names(shard: u8) -> IceCredentials {
    let fresh = IceCreds::new();
    IceCredentials {
        ufrag: format!("{shard:02x}{}", fresh.ufrag),
        password: fresh.pass,
    }
}

fn answer<T>(reply: oneshot::Sender<T>, said: T) {
    if reply.send(said).is_err() {
        tracing::debug!("nobody waits for an answer");
    }
}

impl Worker {
    pub(super) fn take_commands(&mut self) {
        for _ in 0..COMMANDS_MAX {
            let Ok(command) = self.commands.try_recv() else {
                return;
            };
            self.command(command, Instant::now());
        }
    }

    pub(super) fn command(&mut self, command: Command, now: Instant) {
        let ask =
            |ask: Ask<RtcPeer>| move |room: &mut Room| room.engine.handle(Input::Command(ask), now);
        match command {
            Command::Join(join, reply) => answer(reply, self.join(join, now)),
            Command::Resume(session, person, ice, reply) => {
                answer(reply, self.resume((session, person), ice, now));
            }
            Command::Candidate(session, person, candidate) => {
                self.with_room(session, now, ask(Ask::Candidate(person, candidate)));
            }
            Command::Slots(session, person, wishes) => {
                self.with_room(session, now, ask(Ask::Wish(person, wishes)));
            }
            Command::State(session, person, state) => {
                self.with_room(session, now, ask(Ask::State(person, state)));
            }
            Command::Leave(session, person) => {
                self.with_room(session, now, ask(Ask::Leave(person)));
                if let Some(room) = self.rooms.get_mut(&session) {
                    room.forget(person);
                }
            }
            Command::End(session) => self.end(session, now),
            Command::StartRecording(session, recording, reply) => {
                answer(reply, self.start_recording(session, recording, now));
            }
            Command::StopRecording(session, recording, reply) => {
                answer(reply, self.stop_recording(session, recording, now));
            }
            Command::Recording(session, recording, report) => {
                self.recording_report(session, recording, report, now);
            }
            Command::Came(thread, protocol, source, bytes, arrived) => {
                let via = Via::Thread(thread);
                let bytes = &bytes;
                self.came((protocol, source), Came { bytes, arrived }, now, via);
            }
            Command::Proven(thread, protocol, source) => {
                self.routes.prove((protocol, source), thread);
                if protocol == Protocol::Tcp {
                    self.io.note_proven(&source, now);
                }
            }
            Command::SendTcp(destination, bytes) => self.io.send_tcp(destination, &bytes),
            Command::Shutdown => self.shut_down(now),
        }
    }

    fn join(&mut self, join: Join, now: Instant) -> Result<(), OfferRefusal> {
        let Join {
            session,
            person,
            connection,
            shard,
            peer,
            offered,
            ufrag,
        } = join;
        if self.stopping.is_some() {
            return Err(OfferRefusal::Unavailable);
        }
        if !self.rooms.contains_key(&session) {
            if CONFERENCES_MAX <= self.rooms.len() {
                return Err(OfferRefusal::Full);
            }
            let number = self.placement.next_room();
            self.placement.opened(session, self.index);
            self.rooms
                .insert(session, Room::new(session, number, self.index, now));
        }
        if self
            .rooms
            .get(&session)
            .is_some_and(|room| room.full(person))
        {
            return Err(OfferRefusal::Full);
        }
        self.with_room(session, now, |room| {
            room.joining(person, connection, ufrag);
            let join = Ask::Join {
                person,
                shard: shard_number(shard),
                peer,
                offered,
            };
            room.engine.handle(Input::Command(join), now);
        });
        if self.rooms.contains_key(&session) {
            Ok(())
        } else {
            Err(OfferRefusal::Unavailable)
        }
    }

    /// Goes on with a connection whose client was away, or whose network has changed.
    fn resume(
        &mut self,
        (session, person): (SessionId, PersonId),
        theirs: Option<IceCredentials>,
        now: Instant,
    ) -> Result<Option<IceCredentials>, ResumeRefusal> {
        let room = self.rooms.get(&session);
        let key = room.and_then(|room| room.engine.peer_of(person));
        let key = key.ok_or(ResumeRefusal)?;
        self.with_room(session, now, |room| {
            room.engine.handle(Input::Command(Ask::Retell(person)), now);
        });
        let Some(theirs) = theirs else {
            return Ok(None);
        };
        let ours = names(key.shard());
        if usize::from(key.shard()) == self.index {
            let known = self.rooms.get_mut(&session);
            let old = known.and_then(|room| room.leads.note_ufrag(key, ours.ufrag.clone()));
            if let Some(old) = old {
                self.ufrags.remove(&old);
            }
            self.ufrags
                .insert(ours.ufrag.clone(), (Seat::Home(session), key));
        }
        let restart = IceRestart {
            theirs,
            ours: ours.clone(),
        };
        self.with_room(session, now, |room| {
            let ask = Ask::Restart(person, restart);
            room.engine.handle(Input::Command(ask), now);
        });
        Ok(Some(ours))
    }

    /// Says goodbye to everybody and forgets the conference.
    fn end(&mut self, session: SessionId, now: Instant) {
        let people = self
            .rooms
            .get(&session)
            .map(|room| room.engine.everyone())
            .unwrap_or_default();
        for person in people {
            self.with_room(session, now, |room| {
                room.engine.handle(Input::Command(Ask::Leave(person)), now);
            });
        }
        self.remove_room(session);
    }

    fn shut_down(&mut self, now: Instant) {
        let sessions: Vec<SessionId> = self.rooms.keys().copied().collect();
        for session in sessions {
            self.end(session, now);
        }
        self.stopping.get_or_insert(now + SHUTDOWN_MAX);
    }
}
