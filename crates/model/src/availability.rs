//! What a person has said about when they can be reached, and what follows from it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{FocusId, PersonId, TimeOffId};
use crate::time::{MinuteOfDay, Timestamp, Weekday};

/// A span of working time that comes back every week, in the person's own zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkSpan {
    /// The day it begins on.
    pub day: Weekday,
    /// When it begins, 0 to 1439.
    pub from: MinuteOfDay,
    /// When it ends; at or before `from` means on the next day (a night shift).
    pub until: MinuteOfDay,
}

/// Time off: from one instant to another, for example a holiday or a doctor's hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimeOff {
    /// Its id.
    pub id: TimeOffId,
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// What others may read about it ("holiday"); may be empty.
    pub note: String,
    /// Who stands in meanwhile.
    pub deputy: Option<PersonId>,
}

/// A block of undisturbed time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FocusBlock {
    /// Its id.
    pub id: FocusId,
    /// When it happens.
    pub when: FocusTime,
}

/// When a focus block happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FocusTime {
    /// From one instant to another, once.
    Once {
        /// When it begins.
        from: Timestamp,
        /// When it ends.
        until: Timestamp,
    },
    /// Every week at the same local time.
    Weekly(WorkSpan),
}

/// All that a person has said about when they can be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Availability {
    /// Whose it is.
    pub person: PersonId,
    /// Their working week; `None` means the organisation's default week, marked "assumed".
    pub weekly: Option<Vec<WorkSpan>>,
    /// Time off, by beginning.
    pub time_off: Vec<TimeOff>,
    /// Focus blocks.
    pub focus: Vec<FocusBlock>,
    /// Do not disturb until then; always ends.
    pub do_not_disturb_until: Option<Timestamp>,
    /// Who stands in, in order, besides the deputy of a time off.
    #[serde(default)]
    pub deputies: Vec<PersonId>,
    /// Whether they agreed to be rung off hours as deputy or on a rota.
    #[serde(default)]
    pub off_hours_rings: bool,
    /// Where they work.
    #[serde(default)]
    pub places: Places,
    /// The region whose holidays count for them, by name; empty for none.
    #[serde(default)]
    pub region: String,
    /// Rises with every change; sent back in `If-Match`.
    pub version: u64,
}

impl Availability {
    /// Of a person who has said nothing yet.
    #[must_use]
    pub fn unsaid(person: PersonId) -> Self {
        Self {
            person,
            weekly: None,
            time_off: Vec::new(),
            focus: Vec::new(),
            do_not_disturb_until: None,
            deputies: Vec::new(),
            off_hours_rings: false,
            places: Places::default(),
            region: String::new(),
            version: 1,
        }
    }
}

/// What a person can take at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AvailabilityState {
    /// Works and can be told.
    Available,
    /// Works undisturbed.
    Focus,
    /// Is in a call.
    Live,
    /// Is outside working hours or away.
    Off,
    /// Asked for silence.
    DoNotDisturb,
}

/// Why somebody is in a state, as data that the client words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum StateReason {
    /// Inside their working hours (`assumed`: the organisation's default week).
    WorkingHours {
        /// The person set none; the organisation's default week counts.
        assumed: bool,
    },
    /// Outside their working hours (`assumed`: the organisation's default week).
    OutsideWorkingHours {
        /// The person set none; the organisation's default week counts.
        assumed: bool,
    },
    /// Time off, with what others may read about it.
    TimeOff {
        /// The note of the time off; may be empty.
        note: String,
    },
    /// A public holiday where they work.
    Holiday {
        /// Its name.
        name: String,
    },
    /// In the quiet hours of their team's agreement.
    QuietHours,
    /// In a focus block.
    FocusBlock,
    /// In a call.
    InCall,
    /// Do not disturb is on.
    DoNotDisturb,
    /// The account is closed.
    Disabled,
}

/// When somebody can be reached, as of one instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reach {
    /// Who.
    pub person: PersonId,
    /// What they can take now.
    pub state: AvailabilityState,
    /// Why.
    pub reason: StateReason,
    /// When the state will change by what is known; `None` if nothing is planned within 60 days.
    pub until: Option<Timestamp>,
    /// The first minute they can be told something ordinary; now if available, `None` if never
    /// within 60 days.
    pub next_reachable: Option<Timestamp>,
    /// Their zone's offset from UTC now, in seconds, for their local time.
    pub utc_offset_seconds: i32,
    /// Their spans from `from` to `until` of the question, in order, without gaps.
    pub spans: Vec<ReachSpan>,
}

/// One stretch in which a person's state does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReachSpan {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
    /// What they can take.
    pub state: AvailabilityState,
}

/// A stretch of time that people share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SharedSpan {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub until: Timestamp,
}

/// How long somebody wants to be undisturbed, by one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum FocusChoice {
    /// So many minutes.
    Minutes {
        /// 1 to 1440.
        minutes: u32,
    },
    /// Until the local clock shows a time next.
    Until {
        /// Which time.
        minute: MinuteOfDay,
    },
    /// Until the working day ends.
    EndOfDay,
    /// Until the next working day begins.
    UntilTomorrow,
}

/// A region and its holidays, kept by admins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Region {
    /// Its name ("Bavaria"); people choose it in their availability.
    pub name: String,
    /// Its holidays, in order of date.
    pub holidays: Vec<Holiday>,
}

/// A public holiday: one local day, or part of it, on which nobody of a region works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Holiday {
    /// The local date.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// When it begins; 0 for a whole day, 720 for a half one from noon.
    pub from: MinuteOfDay,
    /// When it ends; 1440 for a whole day.
    pub until: MinuteOfDay,
    /// Its name ("Heiligabend").
    pub name: String,
}

/// Where somebody works.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    /// In an office.
    Office {
        /// Which ("Berlin, 3rd floor").
        name: String,
    },
    /// From elsewhere.
    Remote,
}

/// Where somebody works on a day of every week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlaceOfWeekday {
    /// The day.
    pub day: Weekday,
    /// Where.
    pub place: Place,
}

/// Where somebody works on one date, whatever the week says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlaceOfDate {
    /// The local date.
    #[schema(value_type = String, format = Date)]
    pub date: jiff::civil::Date,
    /// Where.
    pub place: Place,
}

/// Where somebody works, by the week and by exceptions from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Places {
    /// By day of the week.
    pub weekly: Vec<PlaceOfWeekday>,
    /// Exceptions.
    pub dates: Vec<PlaceOfDate>,
}
