//! Notices: what reaches a person and is no message, and the morning digest.

use model::account::Scope;
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind, DeliveryReason};
use model::error::ErrorCode;
use model::id::{ChannelId, DeliveryId, PersonId, TopicId};
use model::time::Timestamp;
use model::topic::TopicLevel;
use rules::delivery::Recipient;
use rules::why::DeliveryInputs;
use store::{AlarmKind, Tx};

use super::{finish, put};
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::{App, decision, random};

/// Topics that a digest names.
const DIGEST_TOPICS_MAX: usize = 50;

/// Something to tell one person.
pub(crate) struct Notice {
    /// Whom.
    pub(crate) person: PersonId,
    /// Of what.
    pub(crate) about: DeliveryAbout,
    /// Where it stands, if anywhere: the topic and its channel.
    pub(crate) place: Option<(TopicId, ChannelId)>,
    /// Who caused it.
    pub(crate) from: Option<PersonId>,
    /// Whether it pierces: rings of an escalation do.
    pub(crate) pierces: bool,
}

/// Tells a person of something, or holds it until they can be reached.
pub(crate) fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    notice: Notice,
    now: Timestamp,
) -> Result<(), AppError> {
    let one = app.person_availability(tx, notice.person)?;
    let (kind, reason) = if notice.pierces {
        (DeliveryKind::BreakThrough, DeliveryReason::Urgent)
    } else {
        rules::hold::decide_notice(&one.schedule(), now)
    };
    let told_at = (!matches!(kind, DeliveryKind::Hold { .. })).then_some(now);
    let delivery = Delivery {
        id: DeliveryId::new(now, random()),
        person: notice.person,
        about: notice.about,
        topic: notice.place.map(|(topic, _)| topic),
        channel: notice.place.map(|(_, channel)| channel),
        from: notice.from,
        kind,
        reason,
        decided_at: now,
        told_at,
        done_at: None,
    };
    decision::keep_delivery(
        tx,
        delivery.id,
        &notice_inputs(one.inputs, notice.pierces, now),
    )?;
    put(app, tx, delivery, None, now)
}

/// The inputs of a notice: it is delivered as a message that asks its recipient for today.
pub(super) fn notice_inputs(
    schedule: rules::availability::ScheduleInputs,
    urgent: bool,
    now: Timestamp,
) -> DeliveryInputs {
    DeliveryInputs {
        recipient: Recipient {
            expectation: model::message::Expectation::Today,
            channel: model::channel::ChannelKind::Public,
            asked: true,
            answers: None,
            level: TopicLevel::Normal,
        },
        schedule,
        urgent,
        now,
    }
}

/// Takes a notice out of somebody's lists when what it is about is settled.
pub(crate) fn settle(
    tx: &mut Tx<'_>,
    people: &[PersonId],
    is_about: impl Fn(&DeliveryAbout) -> bool,
    now: Timestamp,
) -> Result<(), AppError> {
    for person in people {
        let mut listed = tx.listed_deliveries(*person)?;
        listed.retain(|delivery| is_about(&delivery.about));
        finish(tx, listed, now)?;
    }
    Ok(())
}

/// Sets when a person's next digest comes.
pub(crate) fn plan_digest(
    app: &App,
    tx: &Tx<'_>,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let one = app.person_availability(tx, person)?;
    let (schedule, subject) = (one.schedule(), person.to_string());
    // What waited for the end of a focus comes when that ends sooner, not a day later.
    let planned = tx.alarm(AlarmKind::Digest, &subject)?;
    let overtaken =
        planned.and_then(|planned| rules::hold::digest_overtaken(&schedule, planned, now));
    let next = overtaken
        .or_else(|| rules::hold::next_digest(&schedule, now))
        .filter(|_| one.inputs.person.disabled_at.is_none());
    tx.set_alarm(AlarmKind::Digest, &subject, next)?;
    Ok(())
}

/// Tells a person what came for information since they last worked: what is unread in topics they
/// neither follow nor muted. What they read meanwhile is not in it; an older digest is replaced.
pub(crate) fn tell_digest(
    app: &App,
    tx: &mut Tx<'_>,
    person: PersonId,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<(), AppError> {
    plan_digest(app, tx, person, now)?;
    // Who has just come was never told when theirs is; this planned it.
    let one = app.person_availability(tx, person)?;
    if !rules::hold::is_digest(&one.schedule(), due_at) {
        return Ok(());
    }
    let is_digest = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Digest { .. });
    let before = tx.newest_digest(person)?;
    settle(tx, &[person], is_digest, now)?;
    let unread = tx.unread_for_information(person, before.unwrap_or_default())?;
    let messages = unread.iter().map(|(_, count)| count).sum();
    if messages == 0 {
        return Ok(());
    }
    let topics = unread.into_iter().map(|(topic, _)| topic);
    let notice = Notice {
        person,
        about: DeliveryAbout::Digest {
            topics: topics.take(DIGEST_TOPICS_MAX).collect(),
            messages,
        },
        place: None,
        from: None,
        pierces: false,
    };
    tell(app, tx, notice, now)
}

impl App {
    /// Takes a notice out of the actor's lists: they dealt with it.
    ///
    /// # Errors
    /// `not_found` unless it is theirs; `wrong_state` for a message, which is dealt with by reading.
    pub async fn finish_delivery(
        &self,
        actor: &Actor,
        id: DeliveryId,
    ) -> Result<Delivery, AppError> {
        actor.needs(Scope::Write)?;
        let (person, now) = (actor.person, self.now());
        self.store
            .write(move |tx| {
                let delivery = tx.delivery(id)?.filter(|found| found.person == person);
                let delivery = delivery.ok_or_else(not_found)?;
                if matches!(delivery.about, DeliveryAbout::Message { .. }) {
                    let detail = "a message is dealt with by reading it";
                    return Err(refused(ErrorCode::WrongState, detail));
                }
                if delivery.is_listed() {
                    if let DeliveryAbout::Reminder { reminder } = delivery.about {
                        // Who has dealt with what came back has dealt with it.
                        crate::later::finish_told(tx, reminder, now)?;
                    }
                    let listed = tx.delivery(id)?.filter(Delivery::is_listed);
                    finish(tx, listed.into_iter().collect(), now)?;
                }
                tx.delivery(id)?.ok_or_else(not_found)
            })
            .await
    }
}
