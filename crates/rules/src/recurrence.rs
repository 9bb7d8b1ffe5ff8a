//! What comes again: rules as RFC 5545 writes them (RRULE, section 3.3.10), on local days.
//!
//! A rule speaks of days, never of instants: at which minute something happens on a day, and whose
//! day it is, the caller says. So no rule can be wrong about daylight-saving.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use parse::weekday_word;

mod parse;

/// How far ahead a next day is looked for: what does not come within it is over.
const YEARS_AHEAD: i16 = 100;

/// Why a text is not a rule of what comes again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceRefusal {
    /// It is longer than any rule.
    #[error("a rule has at most {max} bytes")]
    TooLong {
        /// How many it may have.
        max: usize,
    },
    /// It does not say how often.
    #[error("say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")]
    NoFrequency,
    /// A part of it is not understood.
    #[error("`{part}` is not a part of a rule that is kept in days")]
    Part {
        /// Which, cut.
        part: String,
    },
    /// A part has a value that it cannot have.
    #[error("`{part}` cannot be read: see RFC 5545, section 3.3.10")]
    Value {
        /// Which, cut.
        part: String,
    },
    /// A part is said twice.
    #[error("`{part}` is said twice")]
    Twice {
        /// Which.
        part: String,
    },
    /// Two parts contradict.
    #[error("`{part}` does not go with `{with}`")]
    Together {
        /// Which.
        part: &'static str,
        /// With which.
        with: &'static str,
    },
    /// There is no such day.
    #[error("no day fits this rule")]
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A day of the week, and which one of its month or year: `2TU`, `-1FR`, or each for `MO`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ByDay {
    ordinal: Option<i16>,
    weekday: Weekday,
}

/// A rule, read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    frequency: Frequency,
    interval: i32,
    months: Vec<i8>,
    month_days: Vec<i8>,
    days: Vec<ByDay>,
    positions: Vec<i16>,
    week_start: Weekday,
    count: Option<u32>,
    until: Option<Date>,
}

/// A rule as it is kept: the same rule in one spelling.
///
/// # Errors
/// [`RecurrenceRefusal`] if it is none, or if no day fits it.
pub fn check_rule(text: &str) -> Result<String, RecurrenceRefusal> {
    let rule = parse::rule(text)?;
    // A year that has every day, and begins on a Saturday: whatever fits some year fits one of the
    // next hundred.
    let leap_year = Date::constant(2000, 1, 1);
    let unbounded = Rule {
        until: None,
        interval: 1,
        ..rule.clone()
    };
    match unbounded.first_after(leap_year, None) {
        Some(_) => Ok(rule.to_string()),
        None => Err(RecurrenceRefusal::Never),
    }
}

/// The first day after `after` on which a rule that begins on `start` comes; `None` if it is over, or
/// does not come within a hundred years.
///
/// `start` itself is one of the days only if it fits the rule. A text that is no rule never comes.
#[must_use]
pub fn next_after(rule: &str, start: Date, after: Date) -> Option<Date> {
    parse::rule(rule).ok()?.first_after(start, Some(after))
}

/// Whether a rule that begins on `start` comes on `date`.
#[must_use]
pub fn comes_on(rule: &str, start: Date, date: Date) -> bool {
    date.yesterday()
        .is_ok_and(|before| next_after(rule, start, before) == Some(date))
}

impl Rule {
    /// The first day from `start` on, and after `after`.
    fn first_after(&self, start: Date, after: Option<Date>) -> Option<Date> {
        let from = match after {
            Some(after) => after.tomorrow().ok()?.max(start),
            None => start,
        };
        let horizon = from
            .checked_add(YEARS_AHEAD.years())
            .unwrap_or(Date::MAX)
            .min(self.until.unwrap_or(Date::MAX));
        // Only a count asks how many came before.
        let mut period = match self.count {
            Some(_) => self.period_of(start)?,
            None => self.period_before(start, from)?,
        };
        let mut left = self.count.unwrap_or(u32::MAX);
        while period <= horizon {
            for date in self.days_in(period, start) {
                if horizon < date || left == 0 {
                    return None;
                }
                if from <= date {
                    return Some(date);
                }
                if self.count.is_some() {
                    left -= 1;
                }
            }
            period = self.next_period(period, 1)?;
        }
        None
    }

    /// The first day of the day, week, month or year that `date` is in.
    fn period_of(&self, date: Date) -> Option<Date> {
        match self.frequency {
            Frequency::Daily => Some(date),
            Frequency::Weekly => {
                let into = date.weekday().since(self.week_start);
                date.checked_sub(i64::from(into).days()).ok()
            }
            Frequency::Monthly => Some(date.first_of_month()),
            Frequency::Yearly => Some(date.first_of_year()),
        }
    }

    /// The period `times` intervals later.
    fn next_period(&self, period: Date, times: i32) -> Option<Date> {
        let by = i64::from(self.interval) * i64::from(times);
        let span = match self.frequency {
            Frequency::Daily => by.days(),
            Frequency::Weekly => by.weeks(),
            Frequency::Monthly => by.months(),
            Frequency::Yearly => by.years(),
        };
        period.checked_add(span).ok()
    }

    /// The last of the rule's periods that begins no later than `date`'s, without walking to it.
    fn period_before(&self, start: Date, date: Date) -> Option<Date> {
        let first = self.period_of(start)?;
        let there = self.period_of(date.max(start))?;
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        let days = || first.until(there).map_or(0, |span| span.get_days());
        let apart = match self.frequency {
            Frequency::Daily => days(),
            Frequency::Weekly => days() / 7,
            Frequency::Monthly => months(there) - months(first),
            Frequency::Yearly => i32::from(there.year()) - i32::from(first.year()),
        };
        self.next_period(first, apart / self.interval)
    }

    /// The rule's days in a period, in order, from `start` on.
    fn days_in(&self, period: Date, start: Date) -> Vec<Date> {
        let length = match self.frequency {
            Frequency::Daily => 1,
            Frequency::Weekly => 7,
            Frequency::Monthly => usize::try_from(period.days_in_month()).unwrap_or(0),
            Frequency::Yearly => usize::try_from(period.days_in_year()).unwrap_or(0),
        };
        let days: Vec<Date> = std::iter::successors(Some(period), |date| date.tomorrow().ok())
            .take(length)
            .filter(|date| self.fits(*date, start))
            .collect();
        let chosen = |place: usize| {
            let from_start = i64::try_from(place + 1).unwrap_or(i64::MAX);
            let from_end = from_start - i64::try_from(days.len()).unwrap_or(i64::MAX) - 1;
            self.positions.iter().any(|position| {
                let position = i64::from(*position);
                position == from_start || position == from_end
            })
        };
        days.iter()
            .enumerate()
            .filter(|(place, _)| self.positions.is_empty() || chosen(*place))
            .map(|(_, date)| *date)
            .filter(|date| start <= *date)
            .collect()
    }

    /// Whether a day of one of the rule's periods is one of its days, positions aside. What the rule
    /// leaves open is as on `start`.
    fn fits(&self, date: Date, start: Date) -> bool {
        let yearly = self.frequency == Frequency::Yearly;
        let monthly = self.frequency == Frequency::Monthly;
        let month = if self.months.is_empty() {
            let open = yearly && self.month_days.is_empty() && self.days.is_empty();
            !open || date.month() == start.month()
        } else {
            self.months.contains(&date.month())
        };
        let month_day = if self.month_days.is_empty() {
            let open = (yearly || monthly) && self.days.is_empty();
            !open || date.day() == start.day()
        } else {
            let from_end = date.day() - date.days_in_month() - 1;
            self.month_days.contains(&date.day()) || self.month_days.contains(&from_end)
        };
        let day = if self.days.is_empty() {
            self.frequency != Frequency::Weekly || date.weekday() == start.weekday()
        } else {
            self.days.iter().any(|by| self.is_day(date, *by))
        };
        month && month_day && day
    }

    fn is_day(&self, date: Date, by: ByDay) -> bool {
        if date.weekday() != by.weekday {
            return false;
        }
        let Some(ordinal) = by.ordinal else {
            return true;
        };
        let in_year = self.frequency == Frequency::Yearly && self.months.is_empty();
        let (place, length) = if in_year {
            (date.day_of_year(), date.days_in_year())
        } else {
            (i16::from(date.day()), i16::from(date.days_in_month()))
        };
        let from_start = (place - 1) / 7 + 1;
        let from_end = -((length - place) / 7 + 1);
        ordinal == from_start || ordinal == from_end
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.frequency {
            Frequency::Daily => "FREQ=DAILY",
            Frequency::Weekly => "FREQ=WEEKLY",
            Frequency::Monthly => "FREQ=MONTHLY",
            Frequency::Yearly => "FREQ=YEARLY",
        })?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        write_list(f, "BYMONTH", &self.months)?;
        write_list(f, "BYMONTHDAY", &self.month_days)?;
        let days: Vec<String> = self.days.iter().map(ByDay::word).collect();
        write_list(f, "BYDAY", &days)?;
        write_list(f, "BYSETPOS", &self.positions)?;
        if self.week_start != Weekday::Monday {
            write!(f, ";WKST={}", weekday_word(self.week_start))?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        if let Some(until) = self.until {
            write!(f, ";UNTIL={}", until.strftime("%Y%m%d"))?;
        }
        Ok(())
    }
}

impl ByDay {
    fn word(&self) -> String {
        let mut word = String::new();
        if let Some(ordinal) = self.ordinal {
            // Writing to a string cannot fail.
            let _ = write!(word, "{ordinal}");
        }
        word.push_str(weekday_word(self.weekday));
        word
    }
}

fn write_list<T: std::fmt::Display>(
    f: &mut std::fmt::Formatter<'_>,
    name: &str,
    values: &[T],
) -> std::fmt::Result {
    for (place, value) in values.iter().enumerate() {
        if place == 0 {
            write!(f, ";{name}={value}")?;
        } else {
            write!(f, ",{value}")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
