//! Participants of a session: their media connection, what they send and see, and the roster.

use model::error::ErrorCode;
use model::id::{PersonId, SessionId};
use model::limits::SESSION_ABSENT_MAX;
use model::session::{ParticipantState, SendTrack, SlotWish};
use model::sync::{Ephemeral, LayerWishes, SessionRef, SlotMap, Speaking};

use crate::App;
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::hub::SocketId;
use crate::live::{LiveEvent, LiveRefusal, Present, Room};

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
    ) -> Result<String, AppError> {
        let Offer {
            session: id,
            sdp,
            tracks,
            state,
        } = offer;
        self.join_session(actor, id).await?;
        let answer = self.live()?.offer(id, actor.person, sdp, tracks).await;
        let answer = answer.map_err(|refusal| media_unavailable(Some(refusal)))?;
        self.live()?.state(id, actor.person, state);
        let person = actor.person;
        self.forget_encoder(id, person);
        let socket_of = Some(socket);
        self.take_place(
            id,
            person,
            Present {
                socket: socket_of,
                state,
            },
        );
        let first = Ephemeral::Roster(self.first_roster(id, person));
        self.hub.tell_socket(person, socket, &first);
        let watched = self.watched(id);
        if !watched.people.is_empty() {
            self.hub
                .tell_socket(person, socket, &Ephemeral::Watched(watched));
        }
        self.tell_roster(id, person);
        Ok(answer)
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
            LiveEvent::Lost { session, person } => {
                if !self.lose_broadcast(session, person) {
                    self.lose(session, person);
                }
            }
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
            LiveEvent::Speaking { session, people } => {
                self.note_speaking(session, &people);
                let frame = Ephemeral::Speaking(Speaking { session, people });
                self.hub.tell_people(&self.rooms.people(session), &frame);
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

    /// A person's connection is gone; their place waits for them.
    fn lose(&self, id: SessionId, person: PersonId) {
        self.hub
            .tell(person, &Ephemeral::Lost(SessionRef { session: id }));
        let until = self.now().plus(SESSION_ABSENT_MAX);
        self.rooms.existing(id, |room| {
            if room.people.contains_key(&person) {
                room.absent.insert(person, until);
            }
        });
        self.remove_present(id, person);
    }
}

/// The answer when live media does not do what it was asked.
pub(crate) fn media_unavailable(refusal: Option<LiveRefusal>) -> AppError {
    let why = refusal.map_or_else(|| "live media is not running".to_owned(), |why| why.0);
    refused(ErrorCode::MediaUnavailable, why)
}
