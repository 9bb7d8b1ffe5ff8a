//! Participants of a session: their media connection, what they send and see, and the roster.

use model::account::Scope;
use model::error::ErrorCode;
use model::id::{ConnectionId, PersonId, SessionId};
use model::limits::SESSION_ABSENT_MAX;
use model::session::{IceCredentials, MediaStanding, ParticipantState, SendTrack, SlotWish};
use model::sync::{
    CodecChoice, Ephemeral, LayerWishes, QualityTold, SessionRef, SlotMap, Speaking,
};

use crate::App;
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::hub::SocketId;
use crate::live::{LiveEvent, LiveRefusal, Present, Room, Whose};

/// An offer of a media connection.
#[derive(Clone, Debug)]
pub struct Offer {
    /// To which session.
    pub session: SessionId,
    /// The description (RFC 8829).
    pub sdp: String,
    /// What is sent on which transceiver.
    pub tracks: Vec<SendTrack>,
    /// What the participant sends at first.
    pub state: ParticipantState,
}

/// A client that comes back to a connection.
#[derive(Clone, Debug)]
pub struct Resume {
    /// In which session.
    pub session: SessionId,
    /// Which one.
    pub connection: ConnectionId,
    /// What the participant sends now.
    pub state: ParticipantState,
    /// New names of the client, which restart ICE.
    pub ice: Option<IceCredentials>,
}

/// What it comes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed {
    /// How the connection stands.
    pub standing: MediaStanding,
    /// The server's new names.
    pub ice: Option<IceCredentials>,
}

impl App {
    /// Connects the actor's media; answers the description. An earlier connection of the same
    /// person is closed, their place stays.
    ///
    /// # Errors
    /// `wrong_state` if the call is over; `media_unavailable` if the offer cannot be taken.
    pub async fn offer(
        &self,
        actor: &Actor,
        socket: SocketId,
        offer: Offer,
    ) -> Result<(String, ConnectionId), AppError> {
        let Offer {
            session: id,
            sdp,
            tracks,
            state,
        } = offer;
        self.join_session(actor, id).await?;
        let whose = self.whose(id, actor.person);
        let answer = self.live()?.offer(whose, sdp, tracks).await;
        let answer = answer.map_err(|refusal| media_unavailable(Some(refusal)))?;
        self.live()?.state(id, actor.person, state);
        let person = actor.person;
        self.forget_encoder(id, person);
        self.take_place(
            id,
            person,
            Present {
                socket: Some(socket),
                connection: whose.connection,
                state,
                reconnecting: false,
            },
        );
        self.tell_room(id, person, socket);
        self.tell_roster(id, person);
        Ok((answer, whose.connection))
    }

    /// Tells a page that has just come, or come back, who is there.
    fn tell_room(&self, id: SessionId, person: PersonId, socket: SocketId) {
        let first = Ephemeral::Roster(self.first_roster(id, person));
        self.hub.tell_socket(person, socket, &first);
        let watched = self.watched(id);
        if !watched.people.is_empty() {
            self.hub
                .tell_socket(person, socket, &Ephemeral::Watched(watched));
        }
    }

    /// Comes back to a connection of the actor's after its page's socket was away, or its network has
    /// changed. Their place, and what others see of it, stays as it is.
    ///
    /// # Errors
    /// `invalid` if the client's new names are none.
    pub async fn resume_connection(
        &self,
        actor: &Actor,
        socket: SocketId,
        resume: Resume,
    ) -> Result<Resumed, AppError> {
        actor.needs(Scope::Live)?;
        let Resume {
            session: id,
            connection,
            state,
            ice,
        } = resume;
        if ice.as_ref().is_some_and(|ice| !ice.are_valid()) {
            let detail = "ice: is not what RFC 8839 (5.4) allows";
            return Err(refused(ErrorCode::Invalid, detail));
        }
        let person = actor.person;
        let gone = Resumed {
            standing: MediaStanding::Gone,
            ice: None,
        };
        let place = self.rooms.existing(id, |room| {
            let there = room.people.get(&person)?;
            Some((there.connection, room.absent.contains_key(&person)))
        });
        match place.flatten() {
            None | Some((_, true)) => return Ok(gone),
            Some((other, false)) if other != connection => {
                return Ok(Resumed {
                    standing: MediaStanding::Moved,
                    ice: None,
                });
            }
            Some(_) => {}
        }
        let live = self.live()?;
        let Ok(ice) = live.resume(id, person, ice).await else {
            return Ok(gone);
        };
        live.state(id, person, state);
        let kept = self.rooms.existing(id, |room| {
            let there = room.people.get_mut(&person)?;
            (there.connection == connection).then(|| {
                there.socket = Some(socket);
                there.state = state;
            })
        });
        if kept.flatten().is_none() {
            return Ok(gone);
        }
        self.tell_room(id, person, socket);
        self.tell_roster(id, person);
        Ok(Resumed {
            standing: MediaStanding::Here,
            ice,
        })
    }

    /// Takes a person's place in a session; the page that had it is told.
    pub(crate) fn take_place(&self, id: SessionId, person: PersonId, present: Present) {
        let before = self.rooms.with(id, |room| {
            room.absent.remove(&person);
            room.people.insert(person, present)
        });
        let page = before
            .filter(|before| before.socket != present.socket)
            .and_then(|before| before.socket);
        if let Some(page) = page {
            let moved = Ephemeral::Moved(SessionRef { session: id });
            self.hub.tell_socket(person, page, &moved);
        }
    }

    fn present(&self, actor: &Actor, id: SessionId) -> Result<(), AppError> {
        let there = |room: &mut Room| room.people.contains_key(&actor.person);
        match self.rooms.existing(id, there) {
            Some(true) => Ok(()),
            Some(false) | None => Err(not_found()),
        }
    }

    /// A further ICE candidate of the actor's client.
    ///
    /// # Errors
    /// `not_found` unless they are in the session.
    pub fn candidate(
        &self,
        actor: &Actor,
        id: SessionId,
        candidate: String,
    ) -> Result<(), AppError> {
        self.present(actor, id)?;
        self.live()?.candidate(id, actor.person, candidate);
        Ok(())
    }

    /// What the actor wants to see.
    ///
    /// # Errors
    /// `not_found` unless they are in the session.
    pub fn wish_slots(
        &self,
        actor: &Actor,
        id: SessionId,
        wishes: Vec<SlotWish>,
    ) -> Result<(), AppError> {
        self.present(actor, id)?;
        self.live()?.slots(id, actor.person, wishes);
        Ok(())
    }

    /// What the actor sends now.
    ///
    /// # Errors
    /// `not_found` unless they are in the session.
    pub fn set_participant_state(
        &self,
        actor: &Actor,
        id: SessionId,
        state: ParticipantState,
    ) -> Result<(), AppError> {
        self.present(actor, id)?;
        self.live()?.state(id, actor.person, state);
        let person = actor.person;
        self.rooms.existing(id, |room| {
            if let Some(present) = room.people.get_mut(&person) {
                present.state = state;
            }
        });
        self.tell_roster(id, person);
        Ok(())
    }

    /// A socket closed: its person stays in the session for as long as their media does.
    pub fn socket_closed(&self, person: PersonId, socket: SocketId) {
        self.hub.unsubscribe(person, socket);
    }

    /// Takes what live media tells. The server calls it for each event, in order.
    pub async fn take_live_event(&self, event: LiveEvent) {
        match event {
            LiveEvent::Connected { .. } => {}
            LiveEvent::Lost(whose) => {
                if !self.lose_broadcast(whose) {
                    self.lose(whose);
                }
            }
            LiveEvent::Silent(whose) => self.note_reconnecting(whose, true),
            LiveEvent::Heard(whose) => self.note_reconnecting(whose, false),
            LiveEvent::Slots {
                session,
                person,
                slots,
            } => {
                self.hub
                    .tell(person, &Ephemeral::Slots(SlotMap { session, slots }));
            }
            LiveEvent::Layers {
                session,
                person,
                layers,
            } => {
                self.hub
                    .tell(person, &Ephemeral::Layers(LayerWishes { session, layers }));
            }
            LiveEvent::Codecs {
                session,
                person,
                codecs,
            } => {
                let choice = CodecChoice { session, codecs };
                self.hub.tell(person, &Ephemeral::Codecs(choice));
            }
            LiveEvent::Speaking { session, people } => {
                self.note_speaking(session, &people);
                let frame = Ephemeral::Speaking(Speaking { session, people });
                self.hub.tell_people(&self.rooms.people(session), &frame);
            }
            LiveEvent::Quality {
                session,
                person,
                quality,
            } => {
                let frame = Ephemeral::Quality(QualityTold { session, quality });
                self.hub.tell(person, &frame);
            }
            LiveEvent::RecordAnew { recording } => {
                self.log(self.go_on_recording(recording).await);
            }
            LiveEvent::RecordingEnded {
                recording,
                path,
                duration_ms,
            } => {
                self.log(self.adopt_recording(recording, &path, duration_ms).await);
            }
            LiveEvent::RecordingFailed { recording } => {
                self.log(self.fail_recording(recording).await);
            }
            LiveEvent::Panicked { session } => {
                // Clients notice that their media is gone and offer again into a fresh room.
                let frame = Ephemeral::Lost(SessionRef { session });
                self.hub.tell_people(&self.rooms.people(session), &frame);
            }
        }
    }

    fn log(&self, result: Result<(), AppError>) {
        if let Err(error) = result {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "an event of live media was not taken over");
        }
    }

    /// Takes a person's connection out of the room.
    pub(crate) fn remove_present(&self, id: SessionId, person: PersonId) {
        let gone = self
            .rooms
            .existing(id, |room| room.people.remove(&person).is_some());
        if gone == Some(true) {
            self.tell_roster(id, person);
        }
    }

    /// A person's connection is gone; their place waits for them, and others see that it does. One
    /// that was replaced meanwhile concerns nobody.
    fn lose(&self, whose: Whose) {
        let until = self.now().plus(SESSION_ABSENT_MAX);
        let lost = self.rooms.existing(whose.session, |room| {
            let there = room.people.get_mut(&whose.person);
            let there = there.filter(|there| there.connection == whose.connection);
            there.is_some_and(|there| {
                there.reconnecting = true;
                room.absent.insert(whose.person, until);
                true
            })
        });
        if lost != Some(true) {
            return;
        }
        let session = SessionRef {
            session: whose.session,
        };
        self.hub.tell(whose.person, &Ephemeral::Lost(session));
        self.tell_roster(whose.session, whose.person);
    }

    /// A person's path broke, or works again: others see it on their tile.
    fn note_reconnecting(&self, whose: Whose, reconnecting: bool) {
        let changed = self.rooms.existing(whose.session, |room| {
            let there = room.people.get_mut(&whose.person);
            let there = there.filter(|there| there.connection == whose.connection);
            there.is_some_and(|there| {
                std::mem::replace(&mut there.reconnecting, reconnecting) != reconnecting
            })
        });
        if changed == Some(true) {
            self.tell_roster(whose.session, whose.person);
        }
    }
}

/// The answer when live media does not do what it was asked.
pub(crate) fn media_unavailable(refusal: Option<LiveRefusal>) -> AppError {
    let why = refusal.map_or_else(|| "live media is not running".to_owned(), |why| why.0);
    refused(ErrorCode::MediaUnavailable, why)
}
