//! Lists of blockers: those of now and before, and what blocked most.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use model::blocker::{Blocker, BlockerCause, BlockerDetail};
use model::id::{ChannelId, PersonId, TopicId};
use model::limits::{BLOCKER_CAUSES_LOOK_MAX, BLOCKER_CAUSES_MAX};
use model::person::Role;
use model::time::Timestamp;
use rules::blocker::date_risk;
use store::{BlockerSearch, View};

use crate::actor::Actor;
use crate::availability::PersonAvailability;
use crate::error::AppError;
use crate::{App, channel_standing, task};

/// A blocker with what it stops, as the actor sees it.
fn detail(
    app: &App,
    view: &View<'_>,
    actor: &Actor,
    blocker: Blocker,
    now: Timestamp,
) -> Result<BlockerDetail, AppError> {
    let seen = |task| task::seen_task(view, actor, task).ok();
    let risks = if blocker.resolved_at.is_none() {
        task::risks_by(app, view, actor, &blocker, now)?
    } else {
        Vec::new()
    };
    let topic = view.topic(blocker.topic)?;
    Ok(BlockerDetail {
        title: topic.map(|topic| topic.title).unwrap_or_default(),
        task: blocker.task.and_then(seen),
        risks,
        blocker,
    })
}

/// Counts what stood on one topic.
fn cause(
    view: &View<'_>,
    topic: TopicId,
    blockers: &[(Blocker, u64)],
) -> Result<Option<BlockerCause>, AppError> {
    let Some((newest, _)) = blockers.iter().max_by_key(|(blocker, _)| blocker.id) else {
        return Ok(None);
    };
    let mut boards = Vec::new();
    if let Some(task) = newest.task {
        let cards = view.cards_of_task(task)?;
        boards.extend(cards.into_iter().map(|card| card.board));
    }
    let title = view.topic(topic)?.map(|topic| topic.title);
    Ok(Some(BlockerCause {
        topic,
        channel: newest.channel,
        title: title.unwrap_or_default(),
        task: newest.task,
        boards,
        count: u32::try_from(blockers.len()).unwrap_or(u32::MAX),
        minutes: blockers.iter().map(|(_, minutes)| minutes).sum(),
        open: blockers.iter().any(|(one, _)| one.resolved_at.is_none()),
        text: newest.text.clone(),
        outcome: newest.outcome.clone(),
    }))
}

/// What blocked most, by the working time that it took from who raised it.
fn causes(
    app: &App,
    view: &View<'_>,
    blockers: Vec<Blocker>,
    now: Timestamp,
) -> Result<Vec<BlockerCause>, AppError> {
    let mut raisers: BTreeMap<PersonId, PersonAvailability> = BTreeMap::new();
    let mut by_topic: BTreeMap<TopicId, Vec<(Blocker, u64)>> = BTreeMap::new();
    for blocker in blockers {
        let raiser = match raisers.entry(blocker.raised_by) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(app.person_availability(view, blocker.raised_by)?),
        };
        let lost = date_risk(&blocker, now, &raiser.schedule(), now);
        let minutes = lost.map_or(0, |lost| lost.lost.as_secs() / 60);
        let of_topic = by_topic.entry(blocker.topic).or_default();
        of_topic.push((blocker, minutes));
    }
    let mut causes = Vec::new();
    for (topic, blockers) in by_topic {
        causes.extend(cause(view, topic, &blockers)?);
    }
    causes.sort_by_key(|cause| std::cmp::Reverse((cause.minutes, cause.count, cause.topic)));
    causes.truncate(BLOCKER_CAUSES_MAX);
    Ok(causes)
}

impl App {
    /// Blockers that the actor may read, with what they stop, newest first.
    ///
    /// # Errors
    /// `not_found` for a channel that the actor may not read.
    pub async fn blockers_seen(
        self: &Arc<Self>,
        actor: &Actor,
        search: BlockerSearch,
    ) -> Result<Vec<BlockerDetail>, AppError> {
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .read(move |view| {
                let found = found(view, &actor, &search)?.into_iter();
                let details = found.map(|blocker| detail(&app, view, &actor, blocker, now));
                details.collect()
            })
            .await
    }

    /// What blocked most, of all that the actor may read or of one channel.
    ///
    /// # Errors
    /// `not_found` for a channel that the actor may not read.
    pub async fn blocker_causes(
        self: &Arc<Self>,
        actor: &Actor,
        channel: Option<ChannelId>,
    ) -> Result<Vec<BlockerCause>, AppError> {
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        let search = BlockerSearch {
            channel,
            open: false,
            before: None,
            limit: BLOCKER_CAUSES_LOOK_MAX,
        };
        self.store
            .read(move |view| {
                let found = found(view, &actor, &search)?;
                causes(&app, view, found, now)
            })
            .await
    }
}

fn found(view: &View<'_>, actor: &Actor, search: &BlockerSearch) -> Result<Vec<Blocker>, AppError> {
    if let Some(channel) = search.channel {
        channel_standing(view, actor, channel)?;
    }
    let guest = actor.role == Role::Guest;
    Ok(view.blockers_seen(actor.person, guest, search)?)
}
