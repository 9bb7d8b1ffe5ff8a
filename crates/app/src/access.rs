//! Who may see what, kept in memory for the sockets and changed by the events themselves.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::channel::ChannelKind;
use model::event::{Audience, Event};
use model::id::{ChannelId, PersonId};
use model::person::Role;
use store::{StoreError, View};

/// What decides visibility: roles, members of channels, whom guests have met.
#[derive(Debug, Default)]
pub struct Access {
    roles: HashMap<PersonId, Role>,
    members: HashMap<ChannelId, BTreeSet<PersonId>>,
    acquaintances: HashMap<PersonId, HashSet<PersonId>>,
}

impl Access {
    /// Reads it from the store.
    ///
    /// # Errors
    /// As any query.
    pub fn load(view: &View<'_>) -> Result<Self, StoreError> {
        let mut access = Self::default();
        for person in view.people()? {
            if person.disabled_at.is_none() {
                access.roles.insert(person.id, person.role);
            }
        }
        for membership in view.all_memberships()? {
            access
                .members
                .entry(membership.channel)
                .or_default()
                .insert(membership.person);
        }
        for (guest, person) in view.all_acquaintances()? {
            access
                .acquaintances
                .entry(guest)
                .or_default()
                .insert(person);
        }
        Ok(access)
    }

    /// Takes over what an event changes. Called for each event, in order, before it is shown.
    pub fn apply(&mut self, audience: Audience, event: &Event) {
        match event {
            Event::PersonUpdated(person) => {
                if person.disabled_at.is_some() {
                    self.roles.remove(&person.id);
                } else {
                    self.roles.insert(person.id, person.role);
                }
                self.meet(audience, person.id);
            }
            Event::MemberJoined(membership) => {
                self.members
                    .entry(membership.channel)
                    .or_default()
                    .insert(membership.person);
            }
            Event::MemberLeft(left) => {
                if let Some(members) = self.members.get_mut(&left.channel) {
                    members.remove(&left.person);
                }
            }
            Event::ChannelJoined(joined) => {
                for person in &joined.people {
                    self.meet(audience, person.id);
                }
            }
            _ => {}
        }
    }

    /// A guest learns of people by events addressed to them alone.
    fn meet(&mut self, audience: Audience, person: PersonId) {
        if let Audience::Person(guest) = audience
            && self.roles.get(&guest) == Some(&Role::Guest)
        {
            self.acquaintances.entry(guest).or_default().insert(person);
        }
    }

    /// Whether a person may see an event.
    #[must_use]
    pub fn may_see(&self, person: PersonId, audience: Audience, event: &Event) -> bool {
        let Some(role) = self.roles.get(&person) else {
            return false;
        };
        match audience {
            Audience::Person(only) => only == person,
            Audience::Channel(channel) => self.is_member(channel, person),
            Audience::Organisation if Role::Guest < *role => true,
            Audience::Organisation => self.guest_may_see(person, event),
        }
    }

    fn guest_may_see(&self, guest: PersonId, event: &Event) -> bool {
        match event {
            Event::OrganisationUpdated(_) => true,
            Event::PersonUpdated(person) => self.knows(guest, person.id),
            Event::AvailabilityUpdated(availability) => self.knows(guest, availability.person),
            Event::ChannelUpdated(channel) => self.is_member(channel.id, guest),
            _ => false,
        }
    }

    /// Whether a guest has met a person (or is the same).
    #[must_use]
    pub fn knows(&self, guest: PersonId, person: PersonId) -> bool {
        guest == person
            || self
                .acquaintances
                .get(&guest)
                .is_some_and(|known| known.contains(&person))
    }

    /// Whether a person is in a channel.
    #[must_use]
    pub fn is_member(&self, channel: ChannelId, person: PersonId) -> bool {
        self.members
            .get(&channel)
            .is_some_and(|members| members.contains(&person))
    }

    /// Who is in a channel.
    pub fn members(&self, channel: ChannelId) -> impl Iterator<Item = PersonId> + '_ {
        self.members.get(&channel).into_iter().flatten().copied()
    }

    /// A person's role; `None` if there is no such person or the account is closed.
    #[must_use]
    pub fn role(&self, person: PersonId) -> Option<Role> {
        self.roles.get(&person).copied()
    }
}

/// To whom a channel's own row is shown: everyone may find a public one.
#[must_use]
pub fn channel_audience(kind: ChannelKind, channel: ChannelId) -> Audience {
    match kind {
        ChannelKind::Public => Audience::Organisation,
        ChannelKind::Private | ChannelKind::Direct => Audience::Channel(channel),
    }
}
