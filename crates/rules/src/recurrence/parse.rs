//! Reading a rule.

use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use model::limits::{RULE_BYTES_MAX, RULE_COUNT_MAX, RULE_INTERVAL_MAX};

use super::{ByDay, Frequency, RecurrenceRefusal, Rule};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

/// How much of somebody's text a refusal repeats.
const SHOWN: usize = 40;

pub(super) fn weekday_word(weekday: Weekday) -> &'static str {
    WEEKDAYS
        .iter()
        .find(|(_, known)| *known == weekday)
        .map_or("MO", |(word, _)| word)
}

/// The rule in a text.
pub(super) fn rule(text: &str) -> Result<Rule, RecurrenceRefusal> {
    if RULE_BYTES_MAX < text.len() {
        return Err(RecurrenceRefusal::TooLong {
            max: RULE_BYTES_MAX,
        });
    }
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text);
    let mut parts = Parts::default();
    for part in text.split(';').filter(|part| !part.is_empty()) {
        parts.take(part)?;
    }
    parts.finish()
}

#[derive(Default)]
struct Parts {
    frequency: Option<Frequency>,
    interval: Option<i32>,
    months: Option<Vec<i8>>,
    month_days: Option<Vec<i8>>,
    days: Option<Vec<ByDay>>,
    positions: Option<Vec<i16>>,
    week_start: Option<Weekday>,
    count: Option<u32>,
    until: Option<Date>,
}

impl Parts {
    fn take(&mut self, part: &str) -> Result<(), RecurrenceRefusal> {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        match name {
            "FREQ" => once(&mut self.frequency, name, frequency(value), part),
            "INTERVAL" => once(
                &mut self.interval,
                name,
                number(value, 1, RULE_INTERVAL_MAX),
                part,
            ),
            "BYMONTH" => once(&mut self.months, name, numbers(value, 1, 12), part),
            "BYMONTHDAY" => once(&mut self.month_days, name, signed(value, 31), part),
            "BYDAY" => once(&mut self.days, name, days(value), part),
            "BYSETPOS" => once(&mut self.positions, name, signed(value, 366), part),
            "WKST" => once(&mut self.week_start, name, weekday(value), part),
            "COUNT" => once(
                &mut self.count,
                name,
                number(value, 1, RULE_COUNT_MAX),
                part,
            ),
            "UNTIL" => once(&mut self.until, name, until(value), part),
            _ => Err(RecurrenceRefusal::Part { part: cut(part) }),
        }
    }

    fn finish(self) -> Result<Rule, RecurrenceRefusal> {
        let frequency = self.frequency.ok_or(RecurrenceRefusal::NoFrequency)?;
        let days = self.days.unwrap_or_default();
        let together = |part, with| Err(RecurrenceRefusal::Together { part, with });
        if self.count.is_some() && self.until.is_some() {
            return together("COUNT", "UNTIL");
        }
        let short = matches!(frequency, Frequency::Daily | Frequency::Weekly);
        if short && days.iter().any(|day| day.ordinal.is_some()) {
            return together("BYDAY=1MO", "FREQ=DAILY or WEEKLY");
        }
        if frequency == Frequency::Weekly && self.month_days.is_some() {
            return together("BYMONTHDAY", "FREQ=WEEKLY");
        }
        let chosen_from = self.months.is_some() || self.month_days.is_some() || !days.is_empty();
        if self.positions.is_some() && !chosen_from {
            return together("BYSETPOS", "no other BY part");
        }
        Ok(Rule {
            frequency,
            interval: self.interval.unwrap_or(1),
            months: self.months.unwrap_or_default(),
            month_days: self.month_days.unwrap_or_default(),
            days,
            positions: self.positions.unwrap_or_default(),
            week_start: self.week_start.unwrap_or(Weekday::Monday),
            count: self.count,
            until: self.until,
        })
    }
}

fn once<T>(
    place: &mut Option<T>,
    name: &str,
    value: Option<T>,
    part: &str,
) -> Result<(), RecurrenceRefusal> {
    if place.is_some() {
        return Err(RecurrenceRefusal::Twice { part: cut(name) });
    }
    match value {
        Some(value) => {
            *place = Some(value);
            Ok(())
        }
        None => Err(RecurrenceRefusal::Value { part: cut(part) }),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn frequency(value: &str) -> Option<Frequency> {
    match value {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

fn number<T: FromStr + PartialOrd>(value: &str, min: T, max: T) -> Option<T> {
    let number: T = value.parse().ok()?;
    (min <= number && number <= max).then_some(number)
}

/// Numbers in order, each once.
fn numbers<T: FromStr + Ord + Copy>(value: &str, min: T, max: T) -> Option<Vec<T>> {
    let mut numbers = value
        .split(',')
        .map(|value| number(value, min, max))
        .collect::<Option<Vec<T>>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}

/// Numbers from 1 to `max`, or from the end, -1 to -`max`, in order, each once.
fn signed<T>(value: &str, max: T) -> Option<Vec<T>>
where
    T: FromStr + Ord + Copy + std::ops::Neg<Output = T> + Default,
{
    numbers(value, -max, max).filter(|numbers| !numbers.contains(&T::default()))
}

fn weekday(value: &str) -> Option<Weekday> {
    WEEKDAYS
        .iter()
        .find(|(word, _)| *word == value)
        .map(|(_, weekday)| *weekday)
}

fn days(value: &str) -> Option<Vec<ByDay>> {
    let mut days = value.split(',').map(day).collect::<Option<Vec<ByDay>>>()?;
    let key = |day: &ByDay| (day.weekday.to_monday_zero_offset(), day.ordinal);
    days.sort_unstable_by_key(key);
    days.dedup();
    Some(days)
}

fn day(value: &str) -> Option<ByDay> {
    let word = value.len().checked_sub(2)?;
    let (ordinal, word) = value.split_at_checked(word)?;
    let ordinal = match ordinal {
        "" => None,
        ordinal => Some(number(ordinal, -53, 53).filter(|ordinal: &i16| *ordinal != 0)?),
    };
    Some(ByDay {
        ordinal,
        weekday: weekday(word)?,
    })
}

/// A day, or the day of an instant: rules are kept in days.
fn until(value: &str) -> Option<Date> {
    let (date, time) = value.split_once('T').unwrap_or((value, "000000"));
    let time = time.strip_suffix('Z').unwrap_or(time);
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(date, 8) || !digits(time, 6) {
        return None;
    }
    Date::strptime("%Y%m%d", date).ok()
}
