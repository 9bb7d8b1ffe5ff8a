//! Team agreements: which mode for what, reply times, quiet hours, meeting-free times.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::WorkSpan;
use crate::id::{GroupId, PersonId};
use crate::settings::TeamSettings;
use crate::time::Timestamp;

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
    /// What it says in words, as Markdown.
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
