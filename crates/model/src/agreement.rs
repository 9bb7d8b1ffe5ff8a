//! Team agreements: which mode for what, reply times, quiet hours, meeting-free times.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::advice::{Mode, Purpose};
use crate::availability::WorkSpan;
use crate::id::{GroupId, PersonId, ProposalId};
use crate::settings::TeamSettings;
use crate::time::Timestamp;

/// What a team has agreed to use for a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AgreedMode {
    /// For what.
    pub purpose: Purpose,
    /// The way they have it.
    pub mode: Mode,
}

/// A team's own page that sets the numbers of the rules for the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Agreement {
    /// Whose it is.
    pub group: GroupId,
    /// The numbers it sets.
    pub settings: TeamSettings,
    /// Local spans in which nobody of the team is told anything ordinary.
    pub quiet_hours: Vec<WorkSpan>,
    /// Local spans in which the team has no meetings.
    pub meeting_free: Vec<WorkSpan>,
    /// Which mode for what; what it leaves out is the advisor's.
    pub modes: Vec<AgreedMode>,
    /// What it says in words, as Markdown: preferred ways, habits.
    pub text: String,
    /// Who changed it last.
    pub changed_by: PersonId,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// When the team looked at it together last; it is looked at again each quarter.
    pub reviewed_at: Timestamp,
    /// Rises with every change; sent back in `If-Match`.
    pub version: u64,
}

/// What a team would agree to; the part of an agreement that people write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AgreementTerms {
    /// The numbers it sets.
    pub settings: TeamSettings,
    /// Local spans in which nobody of the team is told anything ordinary.
    pub quiet_hours: Vec<WorkSpan>,
    /// Local spans in which the team has no meetings.
    pub meeting_free: Vec<WorkSpan>,
    /// Which mode for what.
    pub modes: Vec<AgreedMode>,
    /// What it says in words, as Markdown.
    pub text: String,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ProposalState {
    /// The team looks at it.
    Open,
    /// It is the agreement now.
    Adopted {
        /// By whom of the team, not its proposer unless they are alone.
        #[serde(rename = "adopted_by")]
        by: PersonId,
        /// When.
        #[serde(rename = "adopted_at")]
        at: Timestamp,
    },
    /// It was taken back, or another was adopted before.
    Dropped {
        /// When.
        #[serde(rename = "dropped_at")]
        at: Timestamp,
    },
}

/// A proposed change of a team's agreement: every change is proposed, seen and dated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Whose agreement.
    pub group: GroupId,
    /// What it would be.
    pub terms: AgreementTerms,
    /// Why, in a line; may be empty.
    pub note: String,
    /// Who proposes it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Who of the team has seen it, in order.
    pub seen_by: Vec<PersonId>,
    /// Where it stands.
    #[serde(flatten)]
    pub state: ProposalState,
}

/// A team's agreement with all that was proposed to change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupAgreement {
    /// What counts; `None` until the team adopts something.
    pub agreement: Option<Agreement>,
    /// Proposals, newest first, at most 200: the open ones, and the dated history.
    pub proposals: Vec<Proposal>,
}
