//! Advice on which mode suits a draft or a planned meeting, as data that the client words.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{MessageId, PersonId};
use crate::time::Timestamp;

/// What a message or meeting is for, picked by its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Purpose {
    Information,
    StatusUpdate,
    ProjectUpdate,
    GoalSetting,
    Question,
    OneToOne,
    Retrospective,
    Planning,
    Evaluation,
    Hiring,
    Onboarding,
    KickOff,
    Crisis,
    SensitiveMatter,
    Decision,
    HardProblem,
}

/// A way to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A message in a topic.
    Message,
    /// A check-in answered in everyone's own time.
    CheckIn,
    /// A document with comments.
    Document,
    /// A document with comments, and a poll.
    DocumentAndPoll,
    /// Views written first, a session after them if still needed.
    WrittenViewsFirst,
    /// A clip with the camera, because tone matters.
    CameraClip,
    /// Talk now or at a planned time.
    Live,
}

/// Why a mode is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum AdviceReason {
    /// A crisis is live.
    Crisis,
    /// The purpose is one that is better live.
    BetterLive,
    /// The purpose is one that is better read than heard.
    BetterRead,
    /// Tone matters.
    ToneMatters,
    /// Nobody shares a working hour with all others.
    NoSharedHour,
    /// Many people.
    ManyPeople {
        /// How many.
        people: u32,
        /// Above how many this is said.
        above: u32,
    },
    /// A decision with many options wants to be weighed in writing.
    ManyOptions,
    /// A hard problem wants thought before talk.
    ThoughtFirst,
    /// They have gone back and forth enough.
    ManyRoundTrips {
        /// How often.
        round_trips: u32,
    },
    /// It is so long that it is a document.
    Long,
    /// A team of the author's has agreed to have it so.
    Agreed,
    /// The topic asks for written views before a session is planned on it.
    ViewsWanted {
        /// Until when a session waits for them.
        until: Timestamp,
    },
}

/// How loudly the advice is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// One line beside the composer.
    Line,
    /// A mark that shows the line when asked.
    Mark,
    /// Only when asked for.
    Silent,
}

/// What the advisor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Advice {
    /// The better mode.
    pub mode: Mode,
    /// Why.
    pub reason: AdviceReason,
    /// How loudly.
    pub voice: Voice,
}

/// What the advisor says of a session that is being planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionAdvice {
    /// The better mode; `None` if a session is as good as any.
    pub advice: Option<Advice>,
    /// Whose written views the session waits for.
    pub missing: Vec<PersonId>,
}

/// How loudly the advisor speaks to somebody of a purpose, after they said "not helpful".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AdviceVerdict {
    /// Of which purpose.
    pub purpose: Purpose,
    /// How often they said so.
    pub not_helpful: u32,
    /// How loudly it speaks from now on.
    pub voice: Voice,
}

/// Views that a topic asks for in writing before a session may be planned on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WrittenViews {
    /// Who wants them, and is told when they are in.
    pub asked_by: PersonId,
    /// The message that asks for them.
    pub message: MessageId,
    /// By when they are wanted.
    pub by: Timestamp,
    /// Of whom.
    pub of: Vec<PersonId>,
    /// Who has written theirs.
    pub given: Vec<PersonId>,
}
