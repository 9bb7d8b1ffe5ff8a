//! The next of a recurring task.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::task::{RecurFrom, Recurrence, Task, TaskDue};
use model::time::Timestamp;

use crate::recurrence::next_after;
use crate::zone::local_date;

/// Times that a rule with a number of them is followed at most to find how many are left.
const COUNTED_MAX: u32 = 10_000;

/// What the next of a recurring task begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurred {
    /// Until when it is wanted, on the same hour of the local day.
    pub due: TaskDue,
    /// The day before which nobody needs to begin, as long before that as it was.
    pub start: Option<Date>,
    /// How it comes again; `None` if it is the last one.
    pub recurrence: Option<Recurrence>,
}

/// The day of a task in somebody's zone.
fn day_of(due: TaskDue, zone: &TimeZone) -> Date {
    match due {
        TaskDue::Day(day) => day,
        TaskDue::At(at) => local_date(zone, at),
    }
}

/// The next of a task that was finished at `finished`, in its owner's zone; `None` if it comes no more.
/// Days that passed meanwhile are left out: one task stands for all of them.
#[must_use]
pub fn next_of(task: &Task, zone: &TimeZone, finished: Timestamp) -> Option<Recurred> {
    let recurrence = task.recurrence.as_ref()?;
    let today = local_date(zone, finished);
    let was = task.due.map(|due| day_of(due, zone)).or(task.start);
    let was = was.unwrap_or(today);
    let anchor = match recurrence.from {
        RecurFrom::Due => was,
        RecurFrom::Finished => today,
    };
    let after = today.yesterday().ok()?.max(anchor);
    let day = next_after(&recurrence.rule, anchor, after)?;
    let rule = rule_after(&recurrence.rule, anchor, day);
    let due = match task.due {
        Some(TaskDue::At(at)) => {
            let time = zone.to_datetime(at.to_jiff()).time();
            let zoned = day.to_datetime(time).to_zoned(zone.clone()).ok()?;
            TaskDue::At(Timestamp::from_millis(zoned.timestamp().as_millisecond()))
        }
        Some(TaskDue::Day(_)) | None => TaskDue::Day(day),
    };
    let start = task.start.and_then(|start| {
        let ahead = was.since(start).ok()?;
        day.checked_sub(ahead).ok()
    });
    Some(Recurred {
        due,
        start,
        recurrence: rule.map(|rule| Recurrence {
            rule,
            from: recurrence.from,
        }),
    })
}

/// A rule when `day` is the first of what is left of it: fewer times if it has a number of them.
fn rule_after(rule: &str, anchor: Date, day: Date) -> Option<String> {
    let is_count = |part: &&str| part.to_ascii_uppercase().starts_with("COUNT=");
    let Some(part) = rule.split(';').find(is_count) else {
        return Some(rule.to_owned());
    };
    let count: u32 = part.get(6..)?.parse().ok()?;
    let mut passed = 0;
    let mut at = anchor;
    while at < day && passed < COUNTED_MAX {
        at = next_after(rule, anchor, at)?;
        passed += 1;
    }
    let left = count.saturating_sub(passed);
    (1 < left).then(|| {
        let parts = rule.split(';').map(|one| {
            if one == part {
                format!("COUNT={left}")
            } else {
                one.to_owned()
            }
        });
        parts.collect::<Vec<_>>().join(";")
    })
}

#[cfg(test)]
mod tests;
