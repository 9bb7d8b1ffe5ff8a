//! Plays the story: each thing at its own past instant, by the commands that people use.

use std::collections::HashMap;
use std::time::Duration;

use model::id::{
    ChannelId, FileId, GroupId, MessageId, PersonId, ProposalId, RecordingId, TopicId,
};
use model::message::Message;
use model::request::{Request, RequestState};
use model::time::Timestamp;
use model::topic::{TopicPlace, TopicState};
use rules::availability::next_reachable;
use store::Tx;

use super::calendar::Calendar;
use super::cast::{Cast, Member, founded_at};
use super::script::{
    BlockerScript, Delegated, EditScript, GroupScript, MessageScript, ProposalScript, Resolved,
    Script, Talk,
};
use crate::actor::Actor;
use crate::channel::{NewChannel, create, find_or_create_direct};
use crate::error::{AppError, not_found};
use crate::message::{PostMessage, Ready, delete, edit, post, update};
use crate::topic::{open, place_of, put_place, put_state};
use crate::urgent::UrgentPost;
use crate::{App, clock, delivery, request, urgent};

mod call;
mod teams;
mod work;

/// Files that were uploaded, by their author and name.
pub(super) type Attached = HashMap<(String, String), FileId>;

/// How long after the first channel each further one was made, which is the order of their ids.
const CHANNEL_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// How long after a message reached them somebody other than the owner has read it.
const READ_AFTER: Duration = Duration::from_secs(60 * 60);

/// How long after a message the first reaction to it comes, and each further one after that.
const REACT_AFTER: Duration = Duration::from_secs(2 * 60);

/// How long after an urgent message somebody said that it was.
const VERDICT_AFTER: Duration = Duration::from_secs(26 * 60 * 60);

/// All that the play needs.
pub(super) struct Stage<'s> {
    app: &'s App,
    cast: &'s Cast,
    calendar: Calendar,
    attached: Attached,
    scenes: Vec<Scene<'s>>,
}

/// One topic and where it stands.
struct Scene<'s> {
    talk: &'s Talk,
    room: Where<'s>,
}

/// Where a topic stands.
#[derive(Clone, Copy)]
enum Where<'s> {
    /// In the channel of that name.
    Channel(&'s str),
    Direct,
}

/// Something that happens, in the scene of that number.
struct Step<'s> {
    at: Timestamp,
    scene: usize,
    deed: Deed<'s>,
}

#[derive(Clone, Copy)]
enum Deed<'s> {
    Post(&'s MessageScript),
    Edit(&'s MessageScript, &'s EditScript),
    Delete(&'s MessageScript),
    React(&'s MessageScript, &'s str, &'s str),
    Acknowledge(&'s MessageScript),
    Withdraw(&'s MessageScript),
    Delegate(&'s MessageScript, &'s Delegated),
    Call(&'s super::script::CallScript),
    Raise(&'s BlockerScript),
    Unblock(&'s BlockerScript, &'s Resolved),
    Propose(&'s GroupScript, &'s ProposalScript),
    Adopt(&'s GroupScript, &'s Resolved),
    FindUrgent(&'s MessageScript, &'s str),
    Resolve(&'s Resolved),
    Work(work::WorkDeed<'s>),
}

/// What has come of the play so far.
#[derive(Default)]
struct Played {
    channels: HashMap<String, ChannelId>,
    topics: HashMap<usize, TopicId>,
    /// By scene and the moment it was sent: no topic has two messages of one author and minute.
    posted: HashMap<(usize, Timestamp, PersonId), MessageId>,
    recordings: Vec<RecordingId>,
    groups: HashMap<String, GroupId>,
    /// The newest proposal of each group.
    proposals: HashMap<GroupId, ProposalId>,
    work: work::Worked,
}

impl<'s> Stage<'s> {
    /// Sets the stage.
    pub(super) fn new(
        app: &'s App,
        script: &'s Script,
        cast: &'s Cast,
        calendar: Calendar,
        attached: Attached,
    ) -> Self {
        let in_rooms = script.rooms.iter().flat_map(|room| {
            let scene = |talk| Scene {
                talk,
                room: Where::Channel(&room.name),
            };
            room.topic.iter().map(scene)
        });
        let direct = script.directs.iter().map(|talk| Scene {
            talk,
            room: Where::Direct,
        });
        Self {
            app,
            cast,
            calendar,
            attached,
            scenes: in_rooms.chain(direct).collect(),
        }
    }

    /// Plays everything that happened before `now`; answers the recordings whose file is wanted.
    pub(super) fn play(
        &self,
        script: &Script,
        tx: &mut Tx<'_>,
        now: Timestamp,
    ) -> Result<Vec<RecordingId>, AppError> {
        let mut played = Played::default();
        for (number, room) in (0..).zip(&script.rooms) {
            let made_at = founded_at(now).plus(CHANNEL_AFTER * number);
            let maker = room.people.first().map(|name| self.actor(name));
            let new = NewChannel {
                kind: room.kind,
                name: room.name.clone(),
                purpose: room.purpose.clone(),
                default_expectation: None,
                members: self.ids(&room.people)?,
            };
            let channel = create(tx, maker.ok_or_else(not_found)??, &new, made_at)?;
            played.channels.insert(room.name.clone(), channel.id);
        }
        teams::found(self, script, tx, &mut played, now)?;
        for step in self.steps(script, now) {
            clock::fire_up_to(self.app, tx, step.at)?;
            self.act(tx, &mut played, &step, now)?;
        }
        clock::fire_up_to(self.app, tx, now)?;
        self.read(tx, &played, now)?;
        work::deal(self, tx, now)?;
        work::keep_own_board(self, script, tx, &played, now)?;
        teams::plan_ahead(self, script, tx, &played, now)?;
        Ok(played.recordings)
    }

    fn actor(&self, name: &str) -> Result<&'s Actor, AppError> {
        self.cast.actor(name).map_err(AppError::Internal)
    }

    fn ids(&self, names: &[String]) -> Result<Vec<PersonId>, AppError> {
        self.cast.ids(names).map_err(AppError::Internal)
    }

    /// On whose clock the story is told.
    fn owner(&self) -> Result<&'s Actor, AppError> {
        let owner = self.cast.members.first().ok_or_else(not_found)?;
        Ok(&owner.actor)
    }

    /// Everything that happens up to `now`, in order.
    fn steps(&self, script: &'s Script, now: Timestamp) -> Vec<Step<'s>> {
        let mut steps = Vec::new();
        for (scene, Scene { talk, .. }) in self.scenes.iter().enumerate() {
            for message in &talk.message {
                let deeds = self.deeds(message);
                steps.extend(deeds.map(|(at, deed)| Step { at, scene, deed }));
            }
            steps.extend(talk.call.iter().map(|call| Step {
                at: self.calendar.instant(call.until),
                scene,
                deed: Deed::Call(call),
            }));
            steps.extend(talk.resolved.iter().map(|resolved| Step {
                at: self.calendar.instant(resolved.when),
                scene,
                deed: Deed::Resolve(resolved),
            }));
            steps.extend(teams::of_blockers(self, scene, &talk.blocker));
            steps.extend(work::of_polls(self, scene, &talk.poll));
            steps.extend(talk.decision.iter().map(|script| Step {
                at: self.calendar.instant(script.when),
                scene,
                deed: Deed::Work(work::WorkDeed::Record(script)),
            }));
        }
        steps.extend(teams::of_groups(self, &script.team.group));
        steps.extend(work::steps(self, script));
        steps.retain(|step| step.at <= now);
        steps.sort_by_key(|step| step.at);
        steps
    }

    /// What happens to one message.
    fn deeds(&self, message: &'s MessageScript) -> impl Iterator<Item = (Timestamp, Deed<'s>)> {
        let sent = self.calendar.instant(message.when);
        let after = move |minutes: u64| sent.plus(Duration::from_secs(60 * minutes));
        let edits = message.edits.iter();
        let edits = edits.map(move |edit| (after(edit.after), Deed::Edit(message, edit)));
        let deleted = message.deleted_after.into_iter();
        let deleted = deleted.map(move |minutes| (after(minutes), Deed::Delete(message)));
        let instant = |when: &_| self.calendar.instant(*when);
        let acknowledged = message.acknowledged.iter().map(instant);
        let withdrawn = message.withdrawn.iter().map(instant);
        let delegated = message.delegated.iter();
        let delegated = delegated.map(|to| (instant(&to.when), Deed::Delegate(message, to)));
        let found_urgent = message.found_urgent.iter();
        let found_urgent = found_urgent.map(move |who| {
            let at = sent.plus(VERDICT_AFTER);
            (at, Deed::FindUrgent(message, who.as_str()))
        });
        let reactions = message.reactions.iter().flat_map(move |line| {
            let (emoji, people) = line.split_once(' ').unwrap_or((line, ""));
            people
                .split(' ')
                .map(move |who| Deed::React(message, emoji, who))
        });
        let reactions = (1..)
            .zip(reactions)
            .map(move |(count, deed)| (sent.plus(REACT_AFTER * count), deed));
        std::iter::once((sent, Deed::Post(message)))
            .chain(edits)
            .chain(deleted)
            .chain(acknowledged.map(move |at| (at, Deed::Acknowledge(message))))
            .chain(withdrawn.map(move |at| (at, Deed::Withdraw(message))))
            .chain(delegated)
            .chain(found_urgent)
            .chain(reactions)
            .collect::<Vec<_>>()
            .into_iter()
    }

    fn act(
        &self,
        tx: &mut Tx<'_>,
        played: &mut Played,
        step: &Step<'s>,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let at = step.at;
        match step.deed {
            Deed::Post(message) => self.post(tx, played, step, message, now),
            Deed::Edit(message, new) => {
                let ready = Ready::new(PostMessage {
                    text: self.cast.with_mentions(&new.text),
                    ..PostMessage::default()
                });
                let id = self.posted(played, step.scene, message)?;
                edit(self.app, tx, self.actor(&message.by)?, id, &ready, None, at)?;
                Ok(())
            }
            Deed::Delete(message) => {
                let id = self.posted(played, step.scene, message)?;
                delete(tx, self.actor(&message.by)?, id, at)?;
                Ok(())
            }
            Deed::React(message, emoji, who) => {
                let id = self.posted(played, step.scene, message)?;
                let who = self.actor(who)?.person;
                tx.insert_reaction(id, emoji, who, at)?;
                let mut message = tx.message(id)?.ok_or_else(not_found)?;
                let mut topic = tx.topic(message.topic)?.ok_or_else(not_found)?;
                update(tx, &mut topic, &mut message, at)
            }
            Deed::Acknowledge(message) | Deed::Withdraw(message) => {
                let mut request = self.request_of(tx, played, step.scene, message)?;
                request.state = match step.deed {
                    Deed::Withdraw(_) => RequestState::Withdrawn { at },
                    _ => RequestState::Answered { at, by: None },
                };
                request::put_changed(tx, vec![request], at)
            }
            Deed::Delegate(message, delegated) => {
                let request = self.request_of(tx, played, step.scene, message)?;
                let to = self.actor(&delegated.to)?.person;
                let asked = |member: &&Member| member.person.id == request.asked;
                let by = self.cast.members.iter().find(asked).ok_or_else(not_found)?;
                request::delegate(self.app, tx, &by.actor, request.id, to, at)?;
                Ok(())
            }
            Deed::Call(call) => {
                let topic = self.topic(tx, played, step.scene, &call.by, at)?;
                played.recordings.extend(call::hold(self, tx, topic, call)?);
                Ok(())
            }
            Deed::Raise(_) | Deed::Unblock(..) | Deed::Propose(..) | Deed::Adopt(..) => {
                teams::act(self, tx, played, step)
            }
            Deed::Work(deed) => work::act(self, tx, played, step, (deed, now)),
            Deed::FindUrgent(message, who) => {
                let id = self.posted(played, step.scene, message)?;
                urgent::say(tx, self.actor(who)?, id, true, at)?;
                Ok(())
            }
            Deed::Resolve(resolved) => {
                let topic = self.topic(tx, played, step.scene, &resolved.by, at)?;
                let mut topic = tx.topic(topic)?.ok_or_else(not_found)?;
                put_state(tx, &mut topic, TopicState::Resolved, at)
            }
        }
    }

    /// The topic of a scene; whoever comes first opens it.
    fn topic(
        &self,
        tx: &mut Tx<'_>,
        played: &mut Played,
        number: usize,
        opener: &str,
        at: Timestamp,
    ) -> Result<TopicId, AppError> {
        if let Some(topic) = played.topics.get(&number) {
            return Ok(*topic);
        }
        let scene = self.scenes.get(number).ok_or_else(not_found)?;
        let opener = self.actor(opener)?;
        let topic = match scene.room {
            Where::Channel(name) => {
                let channel = played.channels.get(name).ok_or_else(not_found)?;
                open(tx, opener, *channel, &scene.talk.title, at)?
            }
            Where::Direct => {
                let people = self.ids(&scene.talk.people)?;
                find_or_create_direct(tx, opener, &people, at)?.topic
            }
        };
        played.topics.insert(number, topic.id);
        Ok(topic.id)
    }

    fn post(
        &self,
        tx: &mut Tx<'_>,
        played: &mut Played,
        step: &Step<'s>,
        message: &MessageScript,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let topic = self.topic(tx, played, step.scene, &message.by, step.at)?;
        let actor = self.actor(&message.by)?;
        let scene = self.scenes.get(step.scene).ok_or_else(not_found)?;
        let reply_to = message.reply_to.as_ref().map(|label| {
            let original = scene.talk.message.iter();
            let mut original = original.filter(|other| other.id.as_ref() == Some(label));
            self.posted(played, step.scene, original.next().ok_or_else(not_found)?)
        });
        let attachments = message.attach.iter().map(|name| {
            let key = (message.by.clone(), name.clone());
            self.attached.get(&key).copied().ok_or_else(not_found)
        });
        let ready = Ready::new(PostMessage {
            text: self.with_mentions(played, message.text.trim()),
            expectation: Some(message.wants.expectation(now)),
            urgent: message.urgent.as_ref().map(|reason| UrgentPost {
                reason: reason.clone(),
                ask_confirmation: false,
            }),
            reply_to: reply_to.transpose()?,
            attachments: attachments.collect::<Result<_, _>>()?,
            ..PostMessage::default()
        });
        let message = post(self.app, tx, actor, topic, &ready, step.at)?;
        let key = (step.scene, step.at, actor.person);
        played.posted.insert(key, message.id);
        Ok(())
    }

    /// The text with people and groups mentioned.
    fn with_mentions(&self, played: &Played, text: &str) -> String {
        let mut text = self.cast.with_mentions(text);
        for (name, id) in &played.groups {
            text = text.replace(&format!("@{name}"), &format!("@[{name}]({id})"));
        }
        text
    }

    fn posted(
        &self,
        played: &Played,
        scene: usize,
        message: &MessageScript,
    ) -> Result<MessageId, AppError> {
        let author = self.actor(&message.by)?.person;
        let key = (scene, self.calendar.instant(message.when), author);
        played.posted.get(&key).copied().ok_or_else(not_found)
    }

    /// The open request that a message opened.
    fn request_of(
        &self,
        tx: &Tx<'_>,
        played: &Played,
        scene: usize,
        message: &MessageScript,
    ) -> Result<Request, AppError> {
        let id = self.posted(played, scene, message)?;
        let topic = played.topics.get(&scene).ok_or_else(not_found)?;
        let open = tx.open_requests(*topic)?;
        let mut found = open.into_iter().filter(|request| request.message == id);
        found.next().ok_or_else(not_found)
    }

    /// Sets how far everybody has read, and how much of a topic they want to hear.
    fn read(&self, tx: &mut Tx<'_>, played: &Played, now: Timestamp) -> Result<(), AppError> {
        for (number, topic) in &played.topics {
            let scene = self.scenes.get(*number).ok_or_else(not_found)?;
            let channel = tx.topic(*topic)?.ok_or_else(not_found)?.channel;
            let messages = tx.messages_after(*topic, 0, u64::from(u16::MAX))?;
            for (index, member) in self.cast.members.iter().enumerate() {
                if tx.membership(channel, member.person.id)?.is_none() {
                    continue;
                }
                let read = if index == 0 {
                    self.read_by_owner(scene, &messages)
                } else {
                    read_by(member, &messages, now)
                };
                let old = place_of(tx, *topic, member.person.id)?;
                let level = scene.talk.levels.get(&member.first_name);
                let place = TopicPlace {
                    level: level.copied().unwrap_or(old.level),
                    read_ordinal: read.max(old.read_ordinal),
                    ..old
                };
                if place != old {
                    put_place(tx, member.person.id, place, now)?;
                    delivery::note_read(tx, member.person.id, place, now)?;
                }
            }
        }
        Ok(())
    }

    /// The owner has read everything before the first message that is marked as new.
    fn read_by_owner(&self, scene: &Scene<'_>, messages: &[Message]) -> u64 {
        let new = scene.talk.message.iter().find(|message| message.new);
        let since = new.map(|message| self.calendar.instant(message.when));
        messages
            .iter()
            .filter(|message| since.is_none_or(|since| message.sent_at < since))
            .map(|message| message.ordinal)
            .max()
            .unwrap_or(0)
    }
}

/// Others have read what reached them a while ago.
fn read_by(member: &Member, messages: &[Message], now: Timestamp) -> u64 {
    let schedule = member.schedule();
    messages
        .iter()
        .take_while(|message| {
            next_reachable(&schedule, message.sent_at)
                .is_some_and(|reached| reached.plus(READ_AFTER) <= now)
        })
        .last()
        .map_or(0, |message| message.ordinal)
}
