//! Every number of the attention rules, with its default.

use serde::{Deserialize, Serialize};

/// The numbers that count for one decision. The caller merges them from the organisation's and the
/// team's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What `now` means, in minutes from the first reachable one (urgent: on the wall clock).
    pub now_minutes: u32,
    /// What `today` means, in minutes of the asked person's working time.
    pub today_minutes: u32,
    /// What `this_week` means, in working days of the asked person.
    pub this_week_days: u32,
    /// Above how many asked people a message that names no expectation is for information.
    pub asked_by_default_max: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            now_minutes: 10,
            today_minutes: 8 * 60,
            this_week_days: 5,
            asked_by_default_max: 8,
        }
    }
}
