//! Which mode suits a draft or a planned meeting (rule 11). It suggests; it never forces.

use model::advice::{Advice, AdviceReason, Mode, Purpose, SessionAdvice, Voice, WrittenViews};
use model::agreement::Agreement;
use model::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::settings::Settings;
use crate::written_views::{ViewsMissing, decide_plan_session};

/// Characters above which a draft is a document.
pub const DOCUMENT_CHARS_MIN: u32 = 4_000;

/// Options from which a decision is weighed in writing.
pub const OPTIONS_MANY: u32 = 3;

/// "Not helpful" so often, and the line becomes a mark.
const MARK_AFTER: u32 = 2;

/// "Not helpful" so often, and the advisor is silent unless asked.
const SILENT_AFTER: u32 = 5;

/// All that the advisor looks at. Never the words of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdviceInputs {
    /// What its author says it is for.
    pub purpose: Purpose,
    /// What it is now: [`Mode::Message`] for a draft, [`Mode::Live`] for a planned session.
    pub planned: Mode,
    /// How many people it is for, its author included.
    pub people: u32,
    /// Whether all of them share a working hour within the week.
    pub share_an_hour: bool,
    /// Length of the draft, in characters; 0 for a session.
    pub chars: u32,
    /// How many options a decision has, as far as its author says.
    pub options: u32,
    /// Round trips of these people in this topic so far.
    pub round_trips: u32,
    /// The mode that the author's teams have agreed on for this purpose (see [`agreed_mode`]).
    pub agreed: Option<Mode>,
    /// How often this person has said "not helpful" of such advice.
    pub not_helpful: u32,
    /// The numbers that count.
    pub settings: Settings,
}

/// Names the better mode and its reason; `None` if the planned one is as good.
#[must_use]
pub fn advise_mode(inputs: &AdviceInputs) -> Option<Advice> {
    let (mode, reason) = better_mode(inputs)?;
    if mode == inputs.planned {
        return None;
    }
    Some(Advice {
        mode,
        reason,
        voice: voice(inputs.not_helpful),
    })
}

/// How loudly the advisor speaks to somebody who said "not helpful" that often.
#[must_use]
pub const fn voice(not_helpful: u32) -> Voice {
    match not_helpful {
        count if count < MARK_AFTER => Voice::Line,
        count if count < SILENT_AFTER => Voice::Mark,
        _ => Voice::Silent,
    }
}

/// What somebody's teams have agreed to use for a purpose; of several the quieter, which is the one
/// that needs fewer people at the same time.
#[must_use]
pub fn agreed_mode(purpose: Purpose, agreements: &[&Agreement]) -> Option<Mode> {
    agreements
        .iter()
        .flat_map(|agreement| &agreement.modes)
        .filter(|agreed| agreed.purpose == purpose)
        .map(|agreed| agreed.mode)
        .min_by_key(|mode| match mode {
            Mode::Message => 0,
            Mode::CheckIn => 1,
            Mode::Document => 2,
            Mode::DocumentAndPoll => 3,
            Mode::CameraClip => 4,
            Mode::WrittenViewsFirst => 5,
            Mode::Live => 6,
        })
}

/// What the advisor says of a session that is being planned on a topic: that its written views come
/// first, aloud whatever was said of the advisor, and else what suits its purpose. A crisis waits for
/// nothing.
#[must_use]
pub fn advise_session(
    inputs: &AdviceInputs,
    views: Option<&WrittenViews>,
    now: Timestamp,
) -> SessionAdvice {
    let waits = views
        .filter(|_| inputs.purpose != Purpose::Crisis)
        .map(|views| decide_plan_session(views, now));
    match waits {
        Some(Err(ViewsMissing { until, missing })) => SessionAdvice {
            advice: Some(Advice {
                mode: Mode::WrittenViewsFirst,
                reason: AdviceReason::ViewsWanted { until },
                voice: Voice::Line,
            }),
            missing,
        },
        Some(Ok(())) | None => SessionAdvice {
            advice: advise_mode(inputs),
            missing: Vec::new(),
        },
    }
}

/// The mode that suits; `None` if any does. What the team has agreed on comes before what the purpose
/// says; but to have it live counts only while that can be: few enough people who share an hour.
fn better_mode(inputs: &AdviceInputs) -> Option<(Mode, AdviceReason)> {
    match inputs.agreed {
        Some(Mode::Live) if not_live(inputs).is_some() => mode_of_purpose(inputs),
        Some(agreed) => Some((agreed, AdviceReason::Agreed)),
        None => mode_of_purpose(inputs),
    }
}

/// What speaks against having it live.
fn not_live(inputs: &AdviceInputs) -> Option<AdviceReason> {
    let above = inputs.settings.asynchronous_above_people;
    let too_many = (above < inputs.people).then_some(AdviceReason::ManyPeople {
        people: inputs.people,
        above,
    });
    let no_hour = (!inputs.share_an_hour).then_some(AdviceReason::NoSharedHour);
    too_many.or(no_hour)
}

fn mode_of_purpose(inputs: &AdviceInputs) -> Option<(Mode, AdviceReason)> {
    let not_live = not_live(inputs);
    match inputs.purpose {
        Purpose::Crisis => Some((Mode::Live, AdviceReason::Crisis)),
        Purpose::SensitiveMatter if inputs.share_an_hour => {
            Some((Mode::Live, AdviceReason::ToneMatters))
        }
        Purpose::SensitiveMatter => Some((Mode::CameraClip, AdviceReason::ToneMatters)),
        Purpose::StatusUpdate => Some((Mode::CheckIn, AdviceReason::BetterRead)),
        Purpose::ProjectUpdate | Purpose::GoalSetting => {
            Some((Mode::Document, AdviceReason::BetterRead))
        }
        Purpose::Information if DOCUMENT_CHARS_MIN <= inputs.chars => {
            Some((Mode::Document, AdviceReason::Long))
        }
        Purpose::Information => Some((Mode::Message, AdviceReason::BetterRead)),
        Purpose::Decision if OPTIONS_MANY <= inputs.options => {
            Some((Mode::DocumentAndPoll, AdviceReason::ManyOptions))
        }
        Purpose::HardProblem => Some((Mode::WrittenViewsFirst, AdviceReason::ThoughtFirst)),
        Purpose::OneToOne
        | Purpose::Retrospective
        | Purpose::Planning
        | Purpose::Evaluation
        | Purpose::Hiring
        | Purpose::Onboarding
        | Purpose::KickOff => Some(match not_live {
            Some(reason) => (Mode::Document, reason),
            None => (Mode::Live, AdviceReason::BetterLive),
        }),
        Purpose::Question | Purpose::Decision => question(inputs, not_live),
    }
}

fn question(inputs: &AdviceInputs, not_live: Option<AdviceReason>) -> Option<(Mode, AdviceReason)> {
    if let Some(reason) = not_live {
        return Some((Mode::Message, reason));
    }
    if inputs.settings.round_trips_max < inputs.round_trips {
        let round_trips = inputs.round_trips;
        return Some((Mode::Live, AdviceReason::ManyRoundTrips { round_trips }));
    }
    (DOCUMENT_CHARS_MIN <= inputs.chars).then_some((Mode::Document, AdviceReason::Long))
}

#[cfg(test)]
mod tests;
