//! Whom a message asks: people it names, and groups.

use std::collections::HashSet;

use model::channel::Channel;
use model::group::{Group, GroupMention};
use model::id::PersonId;
use model::limits::{ASKED_MAX, GROUP_MENTIONS_MAX};
use model::message::{Expectation, Message};
use model::person::Role;
use rules::channel::Candidate;
use rules::group::{GroupAsk, MentionedGroup, ask_groups};
use store::View;

use crate::actor::Actor;
use crate::channel::askable;
use crate::error::{AppError, invalid};
use crate::{text, visible_person};

/// What an author names.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// People, each once.
    pub(super) people: Vec<PersonId>,
    /// Groups, each once.
    pub(super) groups: Vec<GroupMention>,
}

/// Refuses more people than a message may ask; before anything is done for each of them.
pub(super) fn check_count(picked: &[PersonId]) -> Result<(), AppError> {
    if ASKED_MAX < picked.len() {
        let detail = format!("at most {ASKED_MAX} people; mention a group instead");
        return Err(invalid("asked", detail));
    }
    Ok(())
}

/// Refuses people who do not exist, as far as the author may know: a question to nobody would wait for
/// an answer for ever.
pub(crate) fn check_picked(
    view: &View<'_>,
    actor: &Actor,
    picked: &[PersonId],
) -> Result<(), AppError> {
    check_count(picked)?;
    for (index, person) in picked.iter().enumerate() {
        visible_person(view, actor, *person)
            .map_err(|_| invalid(&format!("asked.{index}"), "this person does not exist"))?;
    }
    Ok(())
}

/// Whom a message asks.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Those it names themselves, and the others of a direct conversation.
    people: Vec<PersonId>,
    /// Everyone, groups counted as one.
    pub(crate) ask: GroupAsk,
    /// The groups that it mentions.
    pub(super) groups: Vec<GroupMention>,
}

impl Asked {
    /// Whom a message asks with this expectation: one that wants no answer asks nobody through a group.
    pub(super) fn people(&self, expectation: Expectation) -> Vec<PersonId> {
        match expectation {
            Expectation::None => self.people.clone(),
            _ => self.ask.people(),
        }
    }
}

/// Those of `people` and of a direct conversation who could be asked, with what decides it.
fn candidates(
    view: &View<'_>,
    channel: &Channel,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<Candidate>, AppError> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for id in people.into_iter().chain(channel.people.iter().copied()) {
        if !seen.insert(id) {
            continue;
        }
        if let Some(person) = view.person(id)? {
            found.push(askable(view, channel, &person)?);
        }
    }
    Ok(found)
}

/// The groups that a message mentions, those of them that are in use. To guests there are none.
fn mentioned(
    view: &View<'_>,
    actor: &Actor,
    groups: &[GroupMention],
) -> Result<Vec<(Group, bool)>, AppError> {
    if GROUP_MENTIONS_MAX < groups.len() {
        let detail = format!("at most {GROUP_MENTIONS_MAX} groups can be mentioned");
        return Err(invalid("text", detail));
    }
    let mut found = Vec::new();
    if actor.role == Role::Guest {
        return Ok(found);
    }
    for mention in groups {
        let group = view.group(mention.group)?;
        let in_use = group.filter(|group| group.archived_at.is_none());
        found.extend(in_use.map(|group| (group, mention.everyone)));
    }
    Ok(found)
}

/// Leaves those members of a group whom a mention means: those in the channel, and only if nobody of
/// them is there and could answer, those who could come.
fn narrow(
    view: &View<'_>,
    author: PersonId,
    here: &HashSet<PersonId>,
    group: &mut Group,
) -> Result<(), AppError> {
    let is_here = |person: &PersonId| here.contains(person);
    for member in group
        .members
        .iter()
        .filter(|one| is_here(one) && **one != author)
    {
        let person = view.person(*member)?;
        if person.is_some_and(|person| person.disabled_at.is_none()) {
            group.members.retain(is_here);
            break;
        }
    }
    Ok(())
}

/// Who is in a channel.
fn people_in(view: &View<'_>, channel: &Channel) -> Result<HashSet<PersonId>, AppError> {
    let members = view.members(channel.id)?.into_iter();
    Ok(members.map(|member| member.person).collect())
}

/// Decides whom a message of `actor` asks in the channel. An edit of `before` does not ask who joined
/// since a group that was asked already.
pub(super) fn decide(
    view: &View<'_>,
    actor: &Actor,
    channel: &Channel,
    named: &Named,
    before: Option<&Message>,
) -> Result<Asked, AppError> {
    let mut groups = mentioned(view, actor, &named.groups)?;
    // Most messages mention no group: for those nobody is looked up.
    let here = if groups.is_empty() {
        HashSet::new()
    } else {
        people_in(view, channel)?
    };
    for (group, _) in &mut groups {
        let kept = before.filter(|old| {
            let is_same = |mention: &GroupMention| mention.group == group.id;
            old.expectation != Expectation::None && old.groups.iter().any(is_same)
        });
        match kept {
            Some(old) => group.members.retain(|member| old.asked.contains(member)),
            None => narrow(view, actor.person, &here, group)?,
        }
    }
    let members = groups.iter().flat_map(|(group, _)| &group.members);
    let all = named.people.iter().chain(members).copied();
    let candidates = candidates(view, channel, all)?;
    let people = rules::request::asked_people(actor.person, channel, &named.people, &candidates);
    let askable: HashSet<PersonId> = candidates
        .iter()
        .filter(|one| one.can_read && !one.disabled && one.person != actor.person)
        .map(|one| one.person)
        .collect();
    let asked_groups: Vec<MentionedGroup<'_>> = groups
        .iter()
        .map(|(group, everyone)| MentionedGroup {
            group,
            everyone: *everyone,
        })
        .collect();
    let ask = ask_groups(&people, &asked_groups, |person| askable.contains(&person));
    let groups = groups.iter().map(|(group, everyone)| GroupMention {
        group: group.id,
        everyone: *everyone,
    });
    Ok(Asked {
        people,
        ask,
        groups: groups.collect(),
    })
}

/// What an edited message names: what its new text names, and whom the author asked besides the old
/// text.
pub(super) fn named_after_edit(
    view: &View<'_>,
    old: &Message,
    mut new: Named,
) -> Result<Named, AppError> {
    let before = text::render(&old.text);
    let was_everyone = |mention: &GroupMention| {
        let is_same = |was: &&GroupMention| was.group == mention.group;
        old.groups
            .iter()
            .find(is_same)
            .is_some_and(|was| was.everyone)
    };
    for mention in &mut new.groups {
        mention.everyone = was_everyone(mention);
    }
    for mention in &old.groups {
        let is_new = new.groups.iter().all(|other| other.group != mention.group);
        if is_new && !before.groups.contains(&mention.group) {
            new.groups.push(*mention);
        }
    }
    let through_group = asked_through_groups(view, old)?;
    let besides = old
        .asked
        .iter()
        .filter(|person| !before.mentions.contains(person) && !through_group.contains(person));
    for person in besides {
        if !new.people.contains(person) {
            new.people.push(*person);
        }
    }
    Ok(new)
}

/// Who was asked because of a group, as far as can be told.
fn asked_through_groups(view: &View<'_>, old: &Message) -> Result<HashSet<PersonId>, AppError> {
    let mut people = HashSet::new();
    for mention in &old.groups {
        people.extend(
            view.group(mention.group)?
                .into_iter()
                .flat_map(|group| group.members),
        );
    }
    if !old.groups.is_empty() {
        let requests = view.requests_of_message(old.id)?;
        let of_group = requests
            .into_iter()
            .filter(|request| request.group.is_some());
        people.extend(of_group.map(|request| request.asked));
    }
    Ok(people)
}
