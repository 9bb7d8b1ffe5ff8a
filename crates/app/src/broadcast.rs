//! Broadcasts: a session's media by plain HTTP, without a socket (WHIP in, WHEP out).
//!
//! An encoder sends in its person's place: it appears under their name, as their page would, and takes
//! the place over from one. A player has no place: those in the session see that it watches, and the
//! server chooses what it gets.

mod fragment;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::account::Scope;
use model::broadcast::{BroadcastKind, IceServer};
use model::error::ErrorCode;
use model::id::{BroadcastId, ConnectionId, PersonId, SessionId};
use model::limits::{BROADCASTS_PER_PERSON_MAX, WATCHERS_MAX};
use model::session::{MediaSource, ParticipantState, SendTrack, SlotWish};
use model::sync::{Ephemeral, Watched};
use model::time::Timestamp;
use rules::stage::{self, Picture};

use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::live::{LiveRefusal, OfferRefusal, Present, Published, Watching, Whose};
use crate::participant::media_unavailable;
use crate::session::live_session;
use crate::{App, random};
use fragment::{Paths, candidates_of, names_of, ufrag_of};

/// ICE candidates taken from one fragment; further ones are ignored, as live media ignores them.
const CANDIDATES_MAX: usize = 64;

/// The size at which a player is taken to show a picture.
const SHOWN: (u32, u32) = (1_280, 720);

/// An answered broadcast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its id.
    pub id: BroadcastId,
    /// The number of its ICE session.
    pub ice: u32,
    /// The description that answers the offer.
    pub sdp: String,
}

/// For which ICE session of a broadcast something is meant (RFC 9725, 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IceMatch {
    /// The client does not say: for that which there is.
    Current,
    /// For that of this number.
    Session(u32),
    /// For any: new names restart ICE.
    Any,
}

/// ICE was restarted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restarted {
    /// The number of the new ICE session.
    pub ice: u32,
    /// The fragment that says how the server is reached in it.
    pub fragment: String,
}

/// The number of a broadcast's first ICE session.
const FIRST_ICE: u32 = 1;

/// A broadcast that lives.
#[derive(Clone, Debug)]
struct Broadcast {
    kind: BroadcastKind,
    session: SessionId,
    /// Whose it is.
    owner: PersonId,
    /// As whom live media knows it: the owner, or a name of the player's own.
    member: PersonId,
    connection: ConnectionId,
    by_token: bool,
    /// When the token ends by which it was opened.
    until: Option<Timestamp>,
    /// The ICE user name fragment of the client; another one asks for an ICE restart.
    ufrag: String,
    /// The number of its ICE session.
    ice: u32,
    /// How the server is reached.
    paths: Paths,
    /// A player's slot for a picture, if it has one.
    slot: Option<String>,
    /// What it shows.
    shown: Option<Picture>,
}

/// All that live. Not kept: after a restart clients post again.
#[derive(Debug, Default)]
pub(crate) struct Broadcasts {
    open: Mutex<BTreeMap<BroadcastId, Broadcast>>,
    /// Who speaks in sessions that are watched, the main speaker first.
    speaking: Mutex<BTreeMap<SessionId, Vec<PersonId>>>,
}

impl Broadcasts {
    fn open(&self) -> MutexGuard<'_, BTreeMap<BroadcastId, Broadcast>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn speaking(&self) -> MutexGuard<'_, BTreeMap<SessionId, Vec<PersonId>>> {
        self.speaking.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether anything watches a session.
    fn watched(&self, session: SessionId) -> bool {
        let open = self.open();
        open.values()
            .any(|other| (other.session, other.kind) == (session, BroadcastKind::Watch))
    }

    /// Takes out those that are meant.
    fn take(&self, meant: impl Fn(&Broadcast) -> bool) -> Vec<Broadcast> {
        let mut taken = Vec::new();
        self.open().retain(|_, broadcast| {
            let stays = !meant(broadcast);
            if !stays {
                taken.push(broadcast.clone());
            }
            stays
        });
        taken
    }

    /// Refuses one more where there are enough.
    fn make_room(
        &self,
        kind: BroadcastKind,
        session: SessionId,
        owner: PersonId,
    ) -> Result<(), AppError> {
        let open = self.open();
        let own = open.values().filter(|other| other.owner == owner).count();
        let watching =
            |other: &&Broadcast| other.session == session && other.kind == BroadcastKind::Watch;
        if BROADCASTS_PER_PERSON_MAX <= own {
            let detail = "you have too many encoders and players open; end one first";
            return Err(refused(ErrorCode::TooMany, detail));
        }
        if kind == BroadcastKind::Watch && WATCHERS_MAX <= open.values().filter(watching).count() {
            let detail = "too many players watch this call already";
            return Err(refused(ErrorCode::TooMany, detail));
        }
        Ok(())
    }
}

impl App {
    /// Connects an encoder to a session in the actor's place; its first voice and picture are their
    /// microphone and camera, or what they share (`screen`).
    ///
    /// # Errors
    /// `wrong_state` if the call is over or full; `invalid` if the offer cannot be taken.
    pub async fn publish(
        &self,
        actor: &Actor,
        session: SessionId,
        sdp: String,
        screen: bool,
    ) -> Result<Opened, AppError> {
        actor.needs_one_of(&[Scope::Publish, Scope::Live])?;
        let by = actor.clone();
        self.store
            .read(move |view| live_session(view, &by, session))
            .await?;
        let person = actor.person;
        self.broadcasts
            .make_room(BroadcastKind::Publish, session, person)?;
        let ufrag = ufrag_of(&sdp);
        let whose = self.whose(session, person);
        let answered = self.live()?.publish(whose, sdp, screen).await;
        let Published { sdp, tracks } = answered.map_err(refused_offer)?;
        if let Err(error) = self.enter_session(actor, session).await {
            self.live()?.leave(session, person);
            return Err(error);
        }
        let state = state_of(&tracks);
        self.live()?.state(session, person, state);
        let id = self.keep(Broadcast {
            kind: BroadcastKind::Publish,
            session,
            owner: person,
            member: person,
            connection: whose.connection,
            by_token: actor.scopes.is_some(),
            until: actor.ends_at,
            ufrag,
            ice: FIRST_ICE,
            paths: Paths::of_answer(&sdp),
            slot: None,
            shown: None,
        });
        self.take_place(
            session,
            person,
            Present {
                socket: None,
                connection: whose.connection,
                state,
                reconnecting: false,
            },
        );
        self.tell_roster(session, person);
        let ice = FIRST_ICE;
        Ok(Opened { id, ice, sdp })
    }

    /// Connects a player to a session: it hears and sees what the server chooses.
    ///
    /// # Errors
    /// `wrong_state` if the call is over; `invalid` if the offer cannot be taken.
    pub async fn watch(
        &self,
        actor: &Actor,
        session: SessionId,
        sdp: String,
    ) -> Result<Opened, AppError> {
        actor.needs_one_of(&[Scope::Watch, Scope::Live])?;
        let look = async || {
            let by = actor.clone();
            let looked = self
                .store
                .read(move |view| live_session(view, &by, session));
            looked.await
        };
        look().await?;
        self.broadcasts
            .make_room(BroadcastKind::Watch, session, actor.person)?;
        let member = PersonId::new(self.now(), random());
        let ufrag = ufrag_of(&sdp);
        let whose = self.whose(session, member);
        let answered = self.live()?.watch(whose, sdp).await;
        let Watching { sdp, pictures } = answered.map_err(refused_offer)?;
        let id = self.keep(Broadcast {
            kind: BroadcastKind::Watch,
            session,
            owner: actor.person,
            member,
            connection: whose.connection,
            by_token: actor.scopes.is_some(),
            until: actor.ends_at,
            ufrag,
            ice: FIRST_ICE,
            paths: Paths::of_answer(&sdp),
            slot: pictures.into_iter().next(),
            shown: None,
        });
        // What ended meanwhile has not seen this one.
        if let Err(over) = look().await {
            self.end_those(|other| other.member == member);
            return Err(over);
        }
        self.tell_watched(session);
        self.show_stage(session);
        let ice = FIRST_ICE;
        Ok(Opened { id, ice, sdp })
    }

    /// A fresh connection of somebody.
    pub(crate) fn whose(&self, session: SessionId, person: PersonId) -> Whose {
        Whose {
            session,
            person,
            connection: ConnectionId::new(self.now(), random()),
        }
    }

    fn keep(&self, broadcast: Broadcast) -> BroadcastId {
        let id = BroadcastId::new(self.now(), random());
        let mut open = self.broadcasts.open();
        if broadcast.kind == BroadcastKind::Publish {
            // Its connection has replaced the earlier encoder's.
            open.retain(|_, other| {
                (other.session, other.member) != (broadcast.session, broadcast.member)
            });
        }
        open.insert(id, broadcast);
        id
    }

    fn own_broadcast(
        &self,
        actor: &Actor,
        (session, kind, id): (SessionId, BroadcastKind, BroadcastId),
    ) -> Result<Broadcast, AppError> {
        let found = self.broadcasts.open().get(&id).cloned();
        let own = found.filter(|found| {
            (found.session, found.kind, found.owner) == (session, kind, actor.person)
        });
        own.ok_or_else(not_found)
    }

    /// Takes further ICE candidates of a broadcast's client (RFC 8840), or restarts ICE with the new names that
    /// it goes by (RFC 9725, 4.3.3): what it sends and gets stays as it is. Answers a restart.
    ///
    /// # Errors
    /// `not_found` unless it is the actor's; `stale` if it is meant for an earlier ICE session; `invalid` if new
    /// names are none, or come without the word that ICE is to be restarted; `wrong_state` if the
    /// connection is gone.
    pub async fn trickle(
        &self,
        actor: &Actor,
        of: (SessionId, BroadcastKind, BroadcastId),
        meant: IceMatch,
        fragment: &str,
    ) -> Result<Option<Restarted>, AppError> {
        self.may_change(actor, of).await?;
        let broadcast = self.own_broadcast(actor, of)?;
        if let IceMatch::Session(number) = meant
            && number != broadcast.ice
        {
            let detail =
                "this is not the ETag that the offer, or the last ICE restart, was answered with";
            return Err(refused(ErrorCode::Stale, detail));
        }
        let named = ufrag_of(fragment);
        let restarts = !named.is_empty() && named != broadcast.ufrag;
        let restarted = match meant {
            _ if !restarts => None,
            IceMatch::Any => Some(self.restart_ice(of.2, &broadcast, fragment).await?),
            IceMatch::Current | IceMatch::Session(_) => {
                let detail =
                    "a=ice-ufrag: names another ICE session; to restart ICE, send If-Match: *";
                return Err(refused(ErrorCode::Invalid, detail));
            }
        };
        let live = self.live()?;
        for candidate in candidates_of(fragment).take(CANDIDATES_MAX) {
            live.candidate(broadcast.session, broadcast.member, candidate.to_owned());
        }
        Ok(restarted)
    }

    /// The client of a broadcast goes by the new names of this fragment.
    async fn restart_ice(
        &self,
        id: BroadcastId,
        broadcast: &Broadcast,
        fragment: &str,
    ) -> Result<Restarted, AppError> {
        let theirs = names_of(fragment).ok_or_else(|| {
            let detail = "a=ice-ufrag and a=ice-pwd: are not what RFC 8839 (5.4) allows";
            refused(ErrorCode::Invalid, detail)
        })?;
        let ufrag = theirs.ufrag.clone();
        let resumed = self
            .live()?
            .resume(broadcast.session, broadcast.member, Some(theirs));
        let Ok(Some(ours)) = resumed.await else {
            let detail = "the connection is gone: end this broadcast and post a new offer";
            return Err(refused(ErrorCode::WrongState, detail));
        };
        let mut open = self.broadcasts.open();
        let kept = open.get_mut(&id).ok_or_else(not_found)?;
        kept.ufrag = ufrag;
        kept.ice += 1;
        Ok(Restarted {
            ice: kept.ice,
            fragment: kept.paths.fragment(&ours),
        })
    }

    /// Ends a broadcast. An encoder's person leaves the session.
    ///
    /// # Errors
    /// `not_found` unless it is the actor's.
    pub async fn end_broadcast(
        &self,
        actor: &Actor,
        of: (SessionId, BroadcastKind, BroadcastId),
    ) -> Result<(), AppError> {
        self.may_change(actor, of).await?;
        let broadcast = self.own_broadcast(actor, of)?;
        self.end_those(|other| {
            (other.session, other.member) == (broadcast.session, broadcast.member)
        });
        if broadcast.kind == BroadcastKind::Publish {
            self.leave_as(broadcast.owner, broadcast.session).await?;
        }
        Ok(())
    }

    /// Whether the actor's token is for such a broadcast, and they may see its session.
    async fn may_change(
        &self,
        actor: &Actor,
        (session, kind, _): (SessionId, BroadcastKind, BroadcastId),
    ) -> Result<(), AppError> {
        let narrow = match kind {
            BroadcastKind::Publish => Scope::Publish,
            BroadcastKind::Watch => Scope::Watch,
        };
        actor.needs_one_of(&[narrow, Scope::Live])?;
        self.session(actor, session).await.map(|_| ())
    }

    /// A page takes its person's place over from their encoder.
    pub(crate) fn forget_encoder(&self, session: SessionId, person: PersonId) {
        self.broadcasts
            .take(|other| (other.session, other.member) == (session, person));
    }

    /// A connection is gone. Answers whether it was a player's.
    pub(crate) fn lose_broadcast(&self, lost: Whose) -> bool {
        let gone = self.end_those(|other| other.connection == lost.connection);
        gone.iter().any(|gone| gone.kind == BroadcastKind::Watch)
    }

    /// Ends the players of a person in a session, or in all.
    pub(crate) fn end_watching(&self, person: PersonId, session: Option<SessionId>) {
        self.end_those(|other| {
            other.kind == BroadcastKind::Watch
                && other.owner == person
                && session.is_none_or(|session| session == other.session)
        });
    }

    /// Ends what a person's tokens have opened: one of them is no longer good, and the others' clients
    /// come back by themselves.
    pub(crate) async fn end_broadcasts_by_token(&self, person: PersonId) -> Result<(), AppError> {
        let ended = self.end_those(|other| other.by_token && other.owner == person);
        self.leave_encoders(ended).await
    }

    /// Ends what was opened by tokens that have ended by `now`.
    ///
    /// # Errors
    /// As any command.
    pub(crate) async fn end_expired_broadcasts(&self, now: Timestamp) -> Result<(), AppError> {
        let ended = self.end_those(|other| other.until.is_some_and(|until| until <= now));
        self.leave_encoders(ended).await
    }

    /// The people of encoders that were ended leave their sessions.
    async fn leave_encoders(&self, ended: Vec<Broadcast>) -> Result<(), AppError> {
        for encoder in ended {
            if encoder.kind == BroadcastKind::Publish {
                self.leave_as(encoder.owner, encoder.session).await?;
            }
        }
        Ok(())
    }

    /// A session is over; live media ends its connections.
    pub(crate) fn end_broadcasts_of(&self, session: SessionId) {
        self.broadcasts.take(|other| other.session == session);
        self.broadcasts.speaking().remove(&session);
    }

    /// Somebody else speaks in a session.
    pub(crate) fn note_speaking(&self, session: SessionId, people: &[PersonId]) {
        if !self.broadcasts.watched(session) {
            return;
        }
        self.broadcasts
            .speaking()
            .insert(session, people.to_owned());
        self.show_stage(session);
    }

    /// Chooses what a session's players show.
    pub(crate) fn show_stage(&self, session: SessionId) {
        if !self.broadcasts.watched(session) {
            return;
        }
        let Ok(live) = self.live() else { return };
        let roster = self.rooms.roster(session);
        let speaking = self.broadcasts.speaking().get(&session).cloned();
        let speaking = speaking.unwrap_or_default();
        for player in self.broadcasts.open().values_mut() {
            if (player.session, player.kind) != (session, BroadcastKind::Watch) {
                continue;
            }
            let Some(mid) = &player.slot else { continue };
            let shown = stage::choose(&roster, &speaking, player.shown);
            if shown == player.shown {
                continue;
            }
            player.shown = shown;
            let wish = SlotWish {
                mid: mid.clone(),
                person: shown.map(|(person, _)| person),
                source: shown.map_or(MediaSource::Camera, |(_, source)| source),
                width: SHOWN.0,
                height: SHOWN.1,
            };
            live.slots(session, player.member, vec![wish]);
        }
    }

    /// Forgets broadcasts, closes the players among them and tells those in their sessions.
    fn end_those(&self, meant: impl Fn(&Broadcast) -> bool) -> Vec<Broadcast> {
        let ended = self.broadcasts.take(meant);
        for player in &ended {
            if player.kind != BroadcastKind::Watch {
                continue;
            }
            if let Ok(live) = self.live() {
                live.leave(player.session, player.member);
            }
            self.tell_watched(player.session);
        }
        ended
    }

    /// Whose players watch a session, each person once.
    pub(crate) fn watched(&self, session: SessionId) -> Watched {
        let open = self.broadcasts.open();
        let watching = open
            .values()
            .filter(|other| other.session == session && other.kind == BroadcastKind::Watch);
        let mut people: Vec<PersonId> = watching.map(|other| other.owner).collect();
        people.sort_unstable();
        people.dedup();
        Watched { session, people }
    }

    /// Those in a session know who watches it.
    fn tell_watched(&self, session: SessionId) {
        let frame = Ephemeral::Watched(self.watched(session));
        self.hub.tell_people(&self.rooms.people(session), &frame);
    }

    /// Relays for the actor's media in a session, for a client that came by `authority` (host and
    /// port).
    #[must_use]
    pub fn ice_servers(
        &self,
        actor: &Actor,
        session: SessionId,
        authority: &str,
    ) -> Vec<IceServer> {
        let live = self.live();
        live.map_or_else(
            |_| Vec::new(),
            |live| live.relays(session, actor.person, authority),
        )
    }
}

/// What somebody sends who sends these tracks.
fn state_of(tracks: &[SendTrack]) -> ParticipantState {
    let sends = |source| tracks.iter().any(|track| track.source == source);
    ParticipantState {
        microphone: sends(MediaSource::Microphone),
        camera: sends(MediaSource::Camera),
        screen: sends(MediaSource::Screen) || sends(MediaSource::ScreenAudio),
    }
}

fn refused_offer(refusal: OfferRefusal) -> AppError {
    match refusal {
        OfferRefusal::TooLarge => {
            refused(ErrorCode::TooLarge, "the offer is larger than its bound")
        }
        OfferRefusal::Unusable(why) => refused(ErrorCode::Invalid, why),
        OfferRefusal::Unavailable(why) => media_unavailable(Some(LiveRefusal(why))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_encoder_sends_is_what_its_person_sends() {
        let track = |source| SendTrack {
            mid: "0".to_owned(),
            source,
        };
        let shown = state_of(&[track(MediaSource::Screen)]);
        assert!(shown.screen && !shown.camera && !shown.microphone);
        let seen = state_of(&[track(MediaSource::Microphone), track(MediaSource::Camera)]);
        assert!(!seen.screen && seen.camera && seen.microphone);
    }
}
