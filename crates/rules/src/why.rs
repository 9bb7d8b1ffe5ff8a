//! The "why" of a decision: its inputs as they were, the rule that decided, what would have changed it.

use model::availability::{AvailabilityState, FocusTime, StateReason};
use model::delivery::{DeliveryAbout, DeliveryKind, DeliveryReason};
use model::message::Expectation;
use model::request::DueReason;
use model::task::TaskNews;
use model::time::Timestamp;
use model::topic::TopicLevel;
use model::why::{Alternative, Change};
use serde::{Deserialize, Serialize};

use crate::availability::{ScheduleInputs, availability_at, next_reachable};
use crate::delivery::{Recipient, decide_delivery, decide_urgent_delivery};
use crate::due::{Due, due_instant, due_put_off, urgent_due};
use crate::hold::decide_notice;
use crate::settings::Settings;

/// All that a delivery was decided from. Stored beside it, it gives it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryInputs {
    /// The message, as far as it concerns this recipient.
    pub recipient: Recipient,
    /// The recipient's schedule.
    pub schedule: ScheduleInputs,
    /// Whether the message is urgent.
    pub urgent: bool,
    /// When it was decided.
    pub now: Timestamp,
}

impl DeliveryInputs {
    /// Decides it, again or for the first time.
    #[must_use]
    pub fn decide(&self) -> (DeliveryKind, DeliveryReason) {
        let schedule = self.schedule.schedule();
        if self.urgent {
            decide_urgent_delivery(&self.recipient, &schedule, self.now)
        } else {
            decide_delivery(&self.recipient, &schedule, self.now)
        }
    }
}

/// All that a due instant was decided from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueInputs {
    /// How soon an answer was wanted.
    pub expectation: Expectation,
    /// The asked person's schedule.
    pub schedule: ScheduleInputs,
    /// Whether the message is urgent.
    pub urgent: bool,
    /// The numbers that counted.
    pub settings: Settings,
    /// When it was decided.
    pub now: Timestamp,
    /// Whether it was put off by somebody, so that the asked person knows of it already.
    #[serde(default)]
    pub put_off: bool,
}

impl DueInputs {
    /// Decides it, again or for the first time; `None` if nothing was expected.
    #[must_use]
    pub fn decide(&self) -> Option<Due> {
        if self.urgent {
            return Some(urgent_due(self.now, &self.settings));
        }
        if let (true, Expectation::By(named)) = (self.put_off, self.expectation) {
            return Some(due_put_off(&self.schedule.schedule(), self.now, named));
        }
        due_instant(
            self.expectation,
            &self.schedule.schedule(),
            self.now,
            &self.settings,
        )
    }
}

/// The page behind "why": what was decided, by which rule, and what would have changed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// What it did.
    pub kind: DeliveryKind,
    /// Why.
    pub reason: DeliveryReason,
    /// Number of the rule that decided, as the handbook counts them.
    pub rule: u8,
    /// What the recipient could take.
    pub state: AvailabilityState,
    /// Why they could take that.
    pub state_reason: StateReason,
    /// What would have changed it; each really gives another delivery.
    pub alternatives: Vec<Alternative>,
}

/// Explains the delivery of a message from its inputs.
#[must_use]
pub fn why_delivery(inputs: &DeliveryInputs) -> Why {
    explain(inputs, DeliveryInputs::decide, |_| true)
}

/// Explains the delivery of a notice from its inputs: only their time could have changed it.
#[must_use]
pub fn why_notice(inputs: &DeliveryInputs, about: &DeliveryAbout) -> Why {
    let why = explain(inputs, decide_as_notice, |change| match change {
        Change::SentAt { .. }
        | Change::WithoutFocus
        | Change::WithoutDoNotDisturb
        | Change::AfterCall
        | Change::WithoutQuietHours => true,
        Change::Asked
        | Change::Urgent
        | Change::Expectation { .. }
        | Change::Followed
        | Change::NotMuted => false,
    });
    // What holds a notice is rule 4; what lets it come is the rule it is from.
    let rule = match (&why.reason, about) {
        (DeliveryReason::NoticeAndAvailable, _) | (_, DeliveryAbout::UrgentRing { .. }) => {
            rule_of_notice(about)
        }
        (reason, _) => rule_of(reason),
    };
    Why { rule, ..why }
}

fn decide_as_notice(inputs: &DeliveryInputs) -> (DeliveryKind, DeliveryReason) {
    if inputs.urgent {
        return (DeliveryKind::BreakThrough, DeliveryReason::Urgent);
    }
    decide_notice(&inputs.schedule.schedule(), inputs.now)
}

/// What `decide` says of the inputs, and of each change of them that counts.
fn explain(
    inputs: &DeliveryInputs,
    decide: impl Fn(&DeliveryInputs) -> (DeliveryKind, DeliveryReason),
    counts: impl Fn(&Change) -> bool,
) -> Why {
    let (kind, reason) = decide(inputs);
    let at_now = availability_at(&inputs.schedule.schedule(), inputs.now);
    let alternatives = changes(inputs, &at_now.reason)
        .into_iter()
        .filter(counts)
        .filter_map(|change| {
            let (other, reason) = decide(&changed(inputs, change));
            (other != kind).then_some(Alternative {
                change,
                kind: other,
                reason,
            })
        })
        .collect();
    Why {
        kind,
        rule: rule_of(&reason),
        reason,
        state: at_now.state,
        state_reason: at_now.reason,
        alternatives,
    }
}

/// The number of the rule that a delivery's reason stands for.
#[must_use]
pub fn rule_of(reason: &DeliveryReason) -> u8 {
    match reason {
        DeliveryReason::Urgent => 6,
        DeliveryReason::NoticeAndAvailable => 7,
        DeliveryReason::AskedAndAvailable
        | DeliveryReason::DirectAndAvailable
        | DeliveryReason::AnswersThemAndAvailable
        | DeliveryReason::FollowedAndAvailable
        | DeliveryReason::AskedNotSoon
        | DeliveryReason::NotAsked
        | DeliveryReason::NotReachable { .. }
        | DeliveryReason::ForInformation
        | DeliveryReason::Muted
        | DeliveryReason::InAudience
        | DeliveryReason::NeverReachable { .. } => 4,
    }
}

/// The number of the rule that a notice comes from, once nothing holds it; a message is delivered by
/// rule 4 whatever it says.
#[must_use]
pub fn rule_of_notice(about: &DeliveryAbout) -> u8 {
    match about {
        DeliveryAbout::Message { .. }
        | DeliveryAbout::Reminder { .. }
        | DeliveryAbout::Proposal { .. }
        | DeliveryAbout::Review { .. }
        | DeliveryAbout::NotSent { .. }
        | DeliveryAbout::CheckIn { .. }
        | DeliveryAbout::Update { .. }
        | DeliveryAbout::Poll { .. }
        | DeliveryAbout::Digest { .. } => 4,
        DeliveryAbout::Confirm { .. } | DeliveryAbout::Verdict { .. } => 6,
        DeliveryAbout::Nudge { .. }
        | DeliveryAbout::Overdue { .. }
        | DeliveryAbout::UrgentRing { .. }
        | DeliveryAbout::NobodyLeft { .. } => 7,
        DeliveryAbout::Talk { .. } => 8,
        DeliveryAbout::Blocker { .. } => 9,
        DeliveryAbout::Ring { .. } => 10,
        DeliveryAbout::ViewsIn { .. } => 11,
        DeliveryAbout::Task { news, .. } => match news {
            TaskNews::Slow => 14,
            TaskNews::Risk => 9,
            _ => 4,
        },
    }
}

/// The number of the rule that a due instant's reason stands for.
#[must_use]
pub fn rule_of_due(reason: &DueReason) -> u8 {
    match reason {
        DueReason::WorkingTime { .. } | DueReason::WorkingDays { .. } | DueReason::Named => 1,
        DueReason::Deferred { .. } => 3,
        DueReason::MovedEarlier { .. }
        | DueReason::MovedLater { .. }
        | DueReason::AfterTold { .. }
        | DueReason::WallClock
        | DueReason::NoWorkingTime { .. } => 2,
    }
}

/// What is worth trying: only what is not so already, the nearest at hand first.
fn changes(inputs: &DeliveryInputs, state: &StateReason) -> Vec<Change> {
    let recipient = &inputs.recipient;
    let mut changes = Vec::new();
    match state {
        StateReason::FocusBlock => changes.push(Change::WithoutFocus),
        StateReason::DoNotDisturb => changes.push(Change::WithoutDoNotDisturb),
        StateReason::InCall => changes.push(Change::AfterCall),
        StateReason::QuietHours => changes.push(Change::WithoutQuietHours),
        StateReason::WorkingHours { .. }
        | StateReason::OutsideWorkingHours { .. }
        | StateReason::TimeOff { .. }
        | StateReason::Holiday { .. }
        | StateReason::Disabled => {}
    }
    let reachable = next_reachable(&inputs.schedule.schedule(), inputs.now);
    if let Some(at) = reachable.filter(|at| inputs.now < *at) {
        changes.push(Change::SentAt { at });
    }
    match recipient.level {
        TopicLevel::Mute => changes.push(Change::NotMuted),
        TopicLevel::Normal => changes.push(Change::Followed),
        TopicLevel::Follow => {}
    }
    if !recipient.asked {
        changes.push(Change::Asked);
    }
    for expectation in [Expectation::Today, Expectation::ThisWeek, Expectation::None] {
        if recipient.expectation != expectation {
            changes.push(Change::Expectation { expectation });
        }
    }
    if !inputs.urgent && recipient.asked {
        changes.push(Change::Urgent);
    }
    changes
}

/// The inputs as they would have been.
fn changed(inputs: &DeliveryInputs, change: Change) -> DeliveryInputs {
    let mut inputs = inputs.clone();
    match change {
        Change::SentAt { at } => {
            inputs.now = at;
            inputs.schedule.in_call = false;
        }
        Change::Asked => inputs.recipient.asked = true,
        Change::Urgent => {
            inputs.urgent = true;
            inputs.recipient.expectation = Expectation::Now;
        }
        Change::Expectation { expectation } => inputs.recipient.expectation = expectation,
        Change::Followed => inputs.recipient.level = TopicLevel::Follow,
        Change::NotMuted => inputs.recipient.level = TopicLevel::Normal,
        Change::WithoutFocus => {
            let now = inputs.now;
            inputs
                .schedule
                .availability
                .focus
                .retain(|block| match block.when {
                    FocusTime::Once { from, until } => now < from || until <= now,
                    FocusTime::Weekly(_) => false,
                });
        }
        Change::WithoutDoNotDisturb => inputs.schedule.availability.do_not_disturb_until = None,
        Change::AfterCall => inputs.schedule.in_call = false,
        Change::WithoutQuietHours => inputs.schedule.quiet_hours.clear(),
    }
    inputs
}

#[cfg(test)]
mod tests;
