//! What one message does to one recipient, and why (rule 4).

use model::availability::StateReason;
use model::channel::ChannelKind;
use model::delivery::{DeliveryKind, DeliveryReason};
use model::message::Expectation;
use model::time::Timestamp;
use model::topic::TopicLevel;
use serde::{Deserialize, Serialize};

use crate::availability::{Cause, Schedule, cause_and_reachable};

/// What decides a delivery, apart from the recipient's schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The expectation of the message.
    pub expectation: Expectation,
    /// What kind of channel it stands in.
    pub channel: ChannelKind,
    /// Whether the message asks them.
    pub asked: bool,
    /// The expectation of their request that the message answers, if it answers one.
    pub answers: Option<Expectation>,
    /// How much of the topic they want to hear.
    pub level: TopicLevel,
}

/// What the message does to the recipient at `now`, and why.
///
/// The author is never a recipient: the caller leaves them out. Whoever reads a held message before
/// its instant is not told again. When a hold is over, or an availability changes, decide again
/// with the new `now`: what was held because somebody was off becomes `notify` or `quiet`.
#[must_use]
pub fn decide_delivery(
    recipient: &Recipient,
    schedule: &Schedule<'_>,
    now: Timestamp,
) -> (DeliveryKind, DeliveryReason) {
    let direct = recipient.channel == ChannelKind::Direct;
    let concerned = recipient.asked || recipient.answers.is_some();
    if recipient.level == TopicLevel::Mute && !concerned {
        return (DeliveryKind::Quiet, DeliveryReason::Muted);
    }
    let follows = recipient.level == TopicLevel::Follow || direct;
    if recipient.expectation == Expectation::None && !follows && recipient.answers.is_none() {
        return (DeliveryKind::Digest, DeliveryReason::ForInformation);
    }
    let (cause, reachable) = cause_and_reachable(schedule, now);
    if cause == Cause::Working {
        let (kind, reason) = when_available(recipient, direct);
        if schedule.in_audience() && kind == DeliveryKind::Notify {
            return (DeliveryKind::Quiet, DeliveryReason::InAudience);
        }
        return (kind, reason);
    }
    let state = cause.reason(schedule.assumed());
    match reachable {
        Some(until) => (
            DeliveryKind::Hold { until },
            DeliveryReason::NotReachable { state },
        ),
        None => (
            DeliveryKind::Quiet,
            DeliveryReason::NeverReachable { state },
        ),
    }
}

/// What an urgent message does to somebody it asks: it pierces focus, off and do-not-disturb. To who
/// is not asked it is a message like any other.
#[must_use]
pub fn decide_urgent_delivery(
    recipient: &Recipient,
    schedule: &Schedule<'_>,
    now: Timestamp,
) -> (DeliveryKind, DeliveryReason) {
    if !recipient.asked {
        return decide_delivery(recipient, schedule, now);
    }
    match schedule.stretch_at(now).cause {
        Cause::Disabled => (
            DeliveryKind::Quiet,
            DeliveryReason::NeverReachable {
                state: StateReason::Disabled,
            },
        ),
        _ => (DeliveryKind::BreakThrough, DeliveryReason::Urgent),
    }
}

/// When the recipient is told: at once, at the end of a hold, or not at all (a badge or digest).
#[must_use]
pub fn told_at(kind: DeliveryKind, now: Timestamp) -> Option<Timestamp> {
    match kind {
        DeliveryKind::Notify | DeliveryKind::BreakThrough => Some(now),
        DeliveryKind::Hold { until } => Some(until),
        DeliveryKind::Quiet | DeliveryKind::Digest => None,
    }
}

fn when_available(recipient: &Recipient, direct: bool) -> (DeliveryKind, DeliveryReason) {
    let soon = is_soon(recipient.expectation);
    if recipient.answers.is_some_and(is_soon) {
        return (
            DeliveryKind::Notify,
            DeliveryReason::AnswersThemAndAvailable,
        );
    }
    if recipient.asked && soon {
        return (DeliveryKind::Notify, DeliveryReason::AskedAndAvailable);
    }
    if direct {
        return (DeliveryKind::Notify, DeliveryReason::DirectAndAvailable);
    }
    if recipient.level == TopicLevel::Follow && soon {
        return (DeliveryKind::Notify, DeliveryReason::FollowedAndAvailable);
    }
    if recipient.asked && recipient.expectation != Expectation::None {
        return (DeliveryKind::Quiet, DeliveryReason::AskedNotSoon);
    }
    (DeliveryKind::Quiet, DeliveryReason::NotAsked)
}

fn is_soon(expectation: Expectation) -> bool {
    matches!(expectation, Expectation::Now | Expectation::Today)
}

#[cfg(test)]
pub(crate) mod tests;
