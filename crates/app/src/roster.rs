//! Who is in a session: told as it happens in a small one; in a large one in batches, and in part.
//!
//! In a large session all are told who sends anything, and how many there are. Those who only listen are
//! counted; a client that shows them asks for their page. So what one person's coming costs the others
//! does not grow with the session.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::id::{PersonId, SessionId};
use model::limits::{
    ROSTER_BATCH, ROSTER_BATCH_MAX, ROSTER_COUNTED_PER_BATCH, ROSTER_FIRST, ROSTER_LARGE,
    ROSTER_PAGE_MAX,
};
use model::session::{Participant, ParticipantState, RosterPage};
use model::sync::{Ephemeral, RosterDelta};

use crate::App;
use crate::actor::Actor;
use crate::error::AppError;
use crate::live::Room;

/// What all in a session were told of who is there.
#[derive(Debug, Default)]
pub(crate) struct ToldRoster {
    /// Who was named to anybody, and so may stand in somebody's roster.
    named: BTreeSet<PersonId>,
    /// Who came, changed or went since the last batch.
    changed: BTreeSet<PersonId>,
    count: usize,
    /// Batches since then that had nothing else to tell and were not told.
    uncounted: usize,
    /// A batch is on its way.
    waiting: bool,
}

/// Whether a person sends anything.
const fn sends(state: ParticipantState) -> bool {
    state.microphone || state.camera || state.screen
}

/// A count for the wire.
fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

impl Room {
    fn is_large(&self) -> bool {
        ROSTER_LARGE < self.people.len()
    }

    fn line(&self, person: PersonId) -> Option<Participant> {
        let present = self.people.get(&person)?;
        Some(Participant {
            person,
            state: present.state,
            reconnecting: present.reconnecting,
        })
    }

    /// What who joins is told first: all of a small session; of a large one those who send, then others.
    fn first_lines(&mut self, joins: PersonId) -> Vec<Participant> {
        let of = |sending: bool| {
            let people = self.people.iter();
            people
                .filter(move |(person, present)| {
                    sends(present.state) == sending && **person != joins
                })
                .map(|(person, _)| *person)
        };
        let shown: Vec<PersonId> = if self.is_large() {
            let first = std::iter::once(joins).chain(of(true)).chain(of(false));
            first.take(ROSTER_FIRST).collect()
        } else {
            self.people.keys().copied().collect()
        };
        // One's own line is told to nobody else by this.
        let others = shown.iter().filter(|person| **person != joins);
        self.roster.named.extend(others);
        shown
            .iter()
            .filter_map(|person| self.line(*person))
            .collect()
    }

    /// Takes the next batch for all, unless there is nothing to tell; and whether more waits.
    fn take_batch(&mut self, session: SessionId) -> (Option<RosterDelta>, bool) {
        let mut delta = RosterDelta {
            session,
            full: false,
            count: count(self.people.len()),
            updated: Vec::new(),
            left: Vec::new(),
        };
        let large = self.is_large();
        while delta.updated.len() + delta.left.len() < ROSTER_BATCH_MAX {
            let Some(person) = self.roster.changed.pop_first() else {
                break;
            };
            match self.line(person) {
                Some(line)
                    if !large || sends(line.state) || self.roster.named.contains(&person) =>
                {
                    self.roster.named.insert(person);
                    delta.updated.push(line);
                }
                Some(_) => {}
                None => delta.left.extend(self.roster.named.take(&person)),
            }
        }
        if delta.updated.is_empty() && delta.left.is_empty() && !self.counts_now(large) {
            return (None, self.roster.count != self.people.len());
        }
        self.roster.count = self.people.len();
        self.roster.uncounted = 0;
        (Some(delta), !self.roster.changed.is_empty())
    }

    /// Whether a batch is told that names nobody.
    fn counts_now(&mut self, large: bool) -> bool {
        let people = self.people.len();
        if self.roster.count == people {
            self.roster.uncounted = 0;
            return false;
        }
        self.roster.uncounted += 1;
        !large || people.div_ceil(ROSTER_COUNTED_PER_BATCH) <= self.roster.uncounted
    }

    /// How many there are, for one person. Who is told before all are has to be told again, even if it is then
    /// as it was.
    fn count_for_one(&mut self) -> u32 {
        if self.roster.count != self.people.len() {
            self.roster.count = usize::MAX;
        }
        count(self.people.len())
    }

    /// Notes that somebody came, changed or went. Answers whether a batch has to be sent off for it: now in a
    /// small session, later in a large one.
    fn note(&mut self, person: Option<PersonId>) -> Option<Batch> {
        self.roster.changed.extend(person);
        if !self.is_large() {
            Some(Batch::Now)
        } else if std::mem::replace(&mut self.roster.waiting, true) {
            None
        } else {
            Some(Batch::Later)
        }
    }
}

enum Batch {
    Now,
    Later,
}

impl App {
    /// The first frame of a roster, for who has just joined.
    pub(crate) fn first_roster(&self, session: SessionId, joins: PersonId) -> RosterDelta {
        let (updated, count) = self.rooms.with(session, |room| {
            let lines = room.first_lines(joins);
            (lines, room.count_for_one())
        });
        RosterDelta {
            session,
            full: true,
            count,
            updated,
            left: Vec::new(),
        }
    }

    /// Tells all in a session that somebody came, changed or went.
    pub(crate) fn tell_roster(&self, session: SessionId, person: PersonId) {
        let batch = self.rooms.existing(session, |room| room.note(Some(person)));
        self.send_batch(session, batch.flatten());
        self.show_stage(session);
    }

    fn send_batch(&self, session: SessionId, batch: Option<Batch>) {
        match (batch, self.shared()) {
            (Some(Batch::Later), Ok(app)) => {
                drop(tokio::spawn(app.send_roster_later(session)));
            }
            (Some(_), _) => self.send_roster(session),
            (None, _) => {}
        }
    }

    async fn send_roster_later(self: Arc<Self>, session: SessionId) {
        tokio::time::sleep(ROSTER_BATCH).await;
        self.rooms
            .existing(session, |room| room.roster.waiting = false);
        self.send_roster(session);
    }

    fn send_roster(&self, session: SessionId) {
        let taken = self.rooms.existing(session, |room| {
            let (delta, more) = room.take_batch(session);
            let told = delta.map(|delta| {
                let people: Vec<PersonId> = room.people.keys().copied().collect();
                (delta, people)
            });
            let again = more.then(|| room.note(None)).flatten();
            (told, again)
        });
        let Some((told, again)) = taken else {
            return;
        };
        if let Some((delta, people)) = told {
            self.hub.tell_people(&people, &Ephemeral::Roster(delta));
        }
        self.send_batch(session, again);
    }

    /// A page of the roster of a session, in order of the people's ids.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn roster(
        &self,
        actor: &Actor,
        id: SessionId,
        after: Option<PersonId>,
        limit: Option<usize>,
    ) -> Result<RosterPage, AppError> {
        self.session(actor, id).await?;
        let limit = limit.unwrap_or(ROSTER_PAGE_MAX).clamp(1, ROSTER_PAGE_MAX);
        let page = self.rooms.existing(id, |room| {
            let later = |person: &PersonId| after.is_none_or(|after| after < *person);
            let people: Vec<PersonId> = room.people.keys().copied().filter(later).collect();
            let shown = &people[..limit.min(people.len())];
            // Those who see them are told when they change or go.
            room.roster.named.extend(shown);
            RosterPage {
                participants: shown
                    .iter()
                    .filter_map(|person| room.line(*person))
                    .collect(),
                count: room.count_for_one(),
                next: shown.last().copied().filter(|_| shown.len() < people.len()),
            }
        });
        Ok(page.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
