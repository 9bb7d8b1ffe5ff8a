//! Who wishes to see whom, so that a change of one source concerns its viewers alone.

use std::collections::{BTreeMap, BTreeSet};

use model::id::PersonId;
use model::session::{MediaSource, SlotWish};

use super::Conference;
use super::member::Member;
use crate::limits::WISHES_MAX;

/// The viewers of each person's camera and screen.
#[derive(Debug, Default)]
pub(super) struct Viewers {
    of: BTreeMap<(PersonId, MediaSource), BTreeSet<PersonId>>,
}

impl Viewers {
    fn enter(&mut self, viewer: PersonId, seen: (PersonId, MediaSource)) {
        self.of.entry(seen).or_default().insert(viewer);
    }

    fn remove(&mut self, viewer: PersonId, seen: (PersonId, MediaSource)) {
        if let Some(viewers) = self.of.get_mut(&seen) {
            viewers.remove(&viewer);
            if viewers.is_empty() {
                self.of.remove(&seen);
            }
        }
    }

    /// The viewer is gone with all wishes.
    pub(super) fn forget(&mut self, viewer: PersonId, member: &Member) {
        for seen in member.wishes() {
            self.remove(viewer, seen);
        }
    }

    /// Who wishes to see this.
    pub(super) fn of(
        &self,
        owner: PersonId,
        media: MediaSource,
    ) -> impl Iterator<Item = PersonId> + '_ {
        self.of.get(&(owner, media)).into_iter().flatten().copied()
    }
}

impl Conference {
    /// Takes what a person wants to see.
    pub(super) fn take_wishes(&mut self, person: PersonId, wishes: &[SlotWish]) {
        let Some(member) = self.members.get_mut(&person) else {
            return;
        };
        for wish in wishes.iter().take(WISHES_MAX) {
            let before = member.wish(wish).map(|wish| (wish.person, wish.media));
            if let Some(before) = before
                && !member.wishes().any(|seen| seen == before)
            {
                self.viewers.remove(person, before);
            }
        }
        for seen in member.wishes() {
            self.viewers.enter(person, seen);
        }
        self.stale.insert(person);
    }

    /// Something about a source has changed: its viewers are decided with this input.
    pub(super) fn concern_viewers(&mut self, owner: PersonId, media: MediaSource) {
        let viewers = self.viewers.of(owner, media);
        self.stale.extend(viewers);
    }

    /// Something about a source has changed that can wait: its viewers are decided with one of the
    /// next ticks.
    pub(super) fn concern_viewers_later(&mut self, owner: PersonId, media: MediaSource) {
        for viewer in self.viewers.of(owner, media) {
            if let Some(member) = self.members.get_mut(&viewer)
                && !std::mem::replace(&mut member.queued, true)
            {
                self.queued.push_back(viewer);
            }
        }
    }
}
