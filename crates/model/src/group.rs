//! Groups of people, and the rota of who is on duty.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{GroupId, PersonId};
use crate::time::{MinuteOfDay, Timestamp};

/// A named set of people that can be mentioned, asked and invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name, unique; mentioned as `@[name](grp_…)`.
    pub name: String,
    /// What it is for; may be empty.
    pub purpose: String,
    /// Who is in it, in order of id.
    pub members: Vec<PersonId>,
    /// Who of it is on duty when.
    pub rota: Option<Rota>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when it is not used any more.
    pub archived_at: Option<Timestamp>,
    /// Rises with every change; sent back in `If-Match`.
    pub version: u64,
}

/// A group that a message mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupMention {
    /// Which.
    pub group: GroupId,
    /// Whether everyone of it is asked; otherwise any one member answers for all.
    pub everyone: bool,
}

/// People who take turns on duty, for whole days or weeks, with a local hand-over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rota {
    /// IANA time zone of the hand-over.
    pub time_zone: String,
    /// The local date of the first hand-over.
    #[schema(value_type = String, format = Date)]
    pub first: jiff::civil::Date,
    /// The local time of every hand-over.
    pub hand_over: MinuteOfDay,
    /// How many days a turn lasts, 1 or more; 7 is a week.
    pub days: u16,
    /// Who has the turns, in order; after the last the first again.
    pub order: Vec<PersonId>,
    /// Turns that somebody took over.
    pub swaps: Vec<Swap>,
}

/// A stretch of duty that somebody else has taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Swap {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// Who has it.
    pub person: PersonId,
}

/// One stretch of duty of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Duty {
    /// Who.
    pub person: PersonId,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
}
