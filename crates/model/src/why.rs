//! The "why" of a decision: the rule, its inputs as they were, and what would have changed it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::{AvailabilityState, StateReason, WorkSpan};
use crate::delivery::{DeliveryKind, DeliveryReason};
use crate::id::PersonId;
use crate::message::Expectation;
use crate::request::DueReason;
use crate::time::Timestamp;

/// Something that could have been otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Sent when the recipient is reachable again.
    SentAt {
        /// When.
        at: Timestamp,
    },
    /// The recipient asked, by a mention.
    Asked,
    /// Marked urgent, with a reason and from the sender's budget.
    Urgent,
    /// With another expectation.
    Expectation {
        /// Which.
        expectation: Expectation,
    },
    /// The topic followed by the recipient.
    Followed,
    /// The topic not muted.
    NotMuted,
    /// Without the focus block.
    WithoutFocus,
    /// Without do-not-disturb.
    WithoutDoNotDisturb,
    /// After the call.
    AfterCall,
    /// Without the quiet hours of the team's agreement.
    WithoutQuietHours,
}

/// What would have happened otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Alternative {
    /// What would have been otherwise.
    #[serde(flatten)]
    pub change: Change,
    /// What would have happened.
    #[serde(flatten)]
    pub kind: DeliveryKind,
    /// Why.
    pub reason: DeliveryReason,
}

/// What was known about a person when something was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WhyPerson {
    /// Who.
    pub person: PersonId,
    /// Their IANA time zone.
    pub time_zone: String,
    /// That zone's offset from UTC at that moment, in seconds.
    pub utc_offset_seconds: i32,
    /// Their working week.
    pub week: Vec<WorkSpan>,
    /// Whether that week is the organisation's, because they set none.
    pub assumed: bool,
    /// What they could take.
    pub state: AvailabilityState,
    /// Why.
    pub state_reason: StateReason,
    /// When that was to change.
    pub until: Option<Timestamp>,
}

/// Why something reached a person when and how it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WhyDelivery {
    /// What happened.
    #[serde(flatten)]
    pub kind: DeliveryKind,
    /// Why.
    pub reason: DeliveryReason,
    /// The number of the rule that decided.
    pub rule: u8,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// How soon a reply was wanted.
    pub expectation: Expectation,
    /// What was known about them.
    pub known: WhyPerson,
    /// What would have changed it, the nearest at hand first.
    pub alternatives: Vec<Alternative>,
}

/// Why an answer is due when it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WhyDue {
    /// The due instant.
    pub due_at: Option<Timestamp>,
    /// How it came about.
    pub reason: DueReason,
    /// The number of the rule that decided.
    pub rule: u8,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// How soon the answer was wanted.
    pub expectation: Expectation,
    /// What was known about the asked person.
    pub known: WhyPerson,
}
