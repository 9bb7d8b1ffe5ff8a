//! Which thread has which conference, and in which thread each person of it is.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::id::{PersonId, SessionId};
use sfu::limits::LARGE_ROOM;

/// Where somebody who joins belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    /// The thread of the conference.
    pub(crate) home: usize,
    /// The thread of this person's connection.
    pub(crate) shard: usize,
}

#[derive(Debug)]
struct Place {
    home: usize,
    people: HashMap<PersonId, usize>,
    /// People in each thread.
    counts: Vec<usize>,
    /// Joins on their way to the thread.
    joining: usize,
    /// The thread has the conference.
    open: bool,
}

#[derive(Debug)]
struct State {
    places: HashMap<SessionId, Place>,
    /// Conferences and people of each thread.
    load: Vec<(usize, usize)>,
}

/// Spreads conferences over threads, and large ones over several. Asked once per join, never per
/// packet.
#[derive(Debug)]
pub(crate) struct Placement {
    state: Mutex<State>,
    rooms: AtomicU64,
}

impl Placement {
    pub(crate) fn new(threads: usize) -> Self {
        Self {
            state: Mutex::new(State {
                places: HashMap::new(),
                load: vec![(0, 0); threads.max(1)],
            }),
            rooms: AtomicU64::new(0),
        }
    }

    /// The lock is held for short, panic-free work only.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number for a conference that no other has.
    pub(crate) fn next_room(&self) -> u64 {
        self.rooms.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Finds a place for somebody who joins; it is theirs unless the join is taken back.
    pub(crate) fn place(self: &Arc<Self>, session: SessionId, person: PersonId) -> (Seat, Joining) {
        let mut state = self.state();
        let seat = state.place(session, person);
        let joining = Joining {
            placement: Arc::clone(self),
            session,
            person,
            kept: false,
        };
        (seat, joining)
    }

    /// The thread of a session's conference, if it has one.
    pub(crate) fn home(&self, session: SessionId) -> Option<usize> {
        self.state().places.get(&session).map(|place| place.home)
    }

    /// The person's place is free.
    pub(crate) fn leave(&self, session: SessionId, person: PersonId) {
        self.state().leave(session, person);
    }

    /// The thread has the conference from now on.
    pub(crate) fn opened(&self, session: SessionId, home: usize) {
        self.state().open(session, home).open = true;
    }

    /// The conference is over. Those who are joining already go to the same thread.
    pub(crate) fn closed(&self, session: SessionId) {
        let mut state = self.state();
        let people = state.places.get(&session).map(|place| &place.people);
        let people: Vec<PersonId> = people
            .map(|all| all.keys().copied().collect())
            .unwrap_or_default();
        for person in people {
            state.leave(session, person);
        }
        if let Some(place) = state.places.get_mut(&session) {
            place.open = false;
        }
        state.tidy(session);
    }
}

impl State {
    /// The place of a session; made in the thread that has the fewest people, then conferences.
    fn open(&mut self, session: SessionId, home: usize) -> &mut Place {
        let load = &mut self.load;
        self.places.entry(session).or_insert_with(|| {
            load[home].0 += 1;
            Place {
                home,
                people: HashMap::new(),
                counts: vec![0; load.len()],
                joining: 0,
                open: false,
            }
        })
    }

    fn place(&mut self, session: SessionId, person: PersonId) -> Seat {
        self.leave(session, person);
        let idle = self.load.iter().enumerate();
        let idle = idle.min_by_key(|(_, (rooms, people))| (*people, *rooms));
        let idle = idle.map_or(0, |(thread, _)| thread);
        let load = self.load.clone();
        let place = self.open(session, idle);
        let home = place.home;
        let shard = if place.people.len() < LARGE_ROOM {
            home
        } else {
            let counts = place.counts.iter().enumerate();
            let fewest = counts.min_by_key(|(thread, count)| (**count, load[*thread].1, *thread));
            fewest.map_or(home, |(thread, _)| thread)
        };
        place.people.insert(person, shard);
        place.counts[shard] += 1;
        place.joining += 1;
        self.load[shard].1 += 1;
        Seat { home, shard }
    }

    fn leave(&mut self, session: SessionId, person: PersonId) {
        let place = self.places.get_mut(&session);
        let Some(place) = place else { return };
        if let Some(shard) = place.people.remove(&person) {
            place.counts[shard] -= 1;
            self.load[shard].1 -= 1;
        }
    }

    /// Forgets a place that nobody needs.
    fn tidy(&mut self, session: SessionId) {
        let unused = |place: &Place| !place.open && place.joining == 0;
        if self.places.get(&session).is_some_and(unused)
            && let Some(place) = self.places.remove(&session)
        {
            self.load[place.home].0 -= 1;
            for (load, count) in self.load.iter_mut().zip(&place.counts) {
                load.1 -= count;
            }
        }
    }
}

/// A join on its way. Dropped without [`keep`](Self::keep), the place is given up.
pub(crate) struct Joining {
    placement: Arc<Placement>,
    session: SessionId,
    person: PersonId,
    kept: bool,
}

impl Joining {
    /// The thread has taken the join.
    pub(crate) fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Joining {
    fn drop(&mut self) {
        let mut state = self.placement.state();
        if !self.kept {
            state.leave(self.session, self.person);
        }
        if let Some(place) = state.places.get_mut(&self.session) {
            place.joining = place.joining.saturating_sub(1);
        }
        state.tidy(self.session);
    }
}

#[cfg(test)]
mod tests;
