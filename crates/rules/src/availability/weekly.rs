//! A week of local spans as a stream of instants at which it turns on and off.

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::availability::WorkSpan;
use model::time::Timestamp;

use crate::zone::instant_of;

/// Minutes of a day.
const DAY: u32 = 24 * 60;
/// Minutes of a week.
const WEEK: u32 = 7 * DAY;

/// A span in minutes of the week, Monday 00:00 first; `from < until <= WEEK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Segment {
    pub(super) from: u32,
    pub(super) until: u32,
}

/// How many minutes a span lasts on the clock; `until` at or before `from` is on the next day.
pub(crate) fn length(span: &WorkSpan) -> u32 {
    let from = u32::from(span.from.0);
    let until = u32::from(span.until.0);
    if from < until {
        until - from
    } else {
        until + DAY - from
    }
}

/// The spans of a week in order, those that touch or overlap made one. Spans with impossible
/// minutes are left out.
pub(super) fn segments(week: impl Iterator<Item = WorkSpan>) -> Vec<Segment> {
    let mut pieces = Vec::with_capacity(week.size_hint().0);
    for span in week {
        if DAY <= u32::from(span.from.0) || DAY < u32::from(span.until.0) {
            continue;
        }
        let from = span.day as u32 * DAY + u32::from(span.from.0);
        let until = from + length(&span);
        pieces.push(Segment {
            from,
            until: until.min(WEEK),
        });
        if WEEK < until {
            pieces.push(Segment {
                from: 0,
                until: until - WEEK,
            });
        }
    }
    pieces.sort_unstable();
    pieces.dedup_by(|later, earlier| {
        let touches = later.from <= earlier.until;
        if touches {
            earlier.until = earlier.until.max(later.until);
        }
        touches
    });
    pieces
}

/// Where a week stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phase {
    /// Inside one of its spans.
    pub(super) inside: bool,
    /// Until when this holds at least; the end of the calendar if for ever.
    pub(super) until: Timestamp,
}

/// Where an instant lies in the local week; found once for all weeks of a walk.
#[derive(Clone, Copy, Debug)]
pub(super) struct LocalWeek {
    monday: Date,
    /// The minute of the week, from 0.
    minute: u32,
}

impl LocalWeek {
    pub(super) fn at(zone: &TimeZone, at: Timestamp) -> Self {
        let local = zone.to_datetime(at.to_jiff());
        let weekday = local.date().weekday().to_monday_zero_offset();
        let back = SignedDuration::from_hours(24 * i64::from(weekday));
        let hour = u32::from(local.hour().unsigned_abs());
        Self {
            monday: local.date().checked_sub(back).unwrap_or(Date::MIN),
            minute: u32::from(weekday.unsigned_abs()) * DAY
                + hour * 60
                + u32::from(local.minute().unsigned_abs()),
        }
    }
}

/// Walks a week's spans forward in time. Costs two zone look-ups a span at most.
pub(super) struct Weekly<'a> {
    zone: &'a TimeZone,
    segments: &'a [Segment],
    monday: Date,
    index: usize,
    /// When the segment it stands before or in begins, once that was asked.
    start: Option<Timestamp>,
    /// When it ends, once that was asked.
    end: Option<Timestamp>,
}

impl<'a> Weekly<'a> {
    /// Begins at the instant of `local`; later calls may not go back before it.
    pub(super) fn new(zone: &'a TimeZone, segments: &'a [Segment], local: LocalWeek) -> Self {
        let index = segments.partition_point(|segment| segment.until <= local.minute);
        // The clock shows its first minute or a later one: it has begun, whatever the clock did since.
        let begun = |segment: &Segment| segment.from <= local.minute;
        Self {
            zone,
            segments,
            monday: local.monday,
            index,
            start: segments
                .get(index)
                .filter(|segment| begun(segment))
                .map(|_| Timestamp::MIN),
            end: None,
        }
    }

    /// Where the week stands at `at`, which may not lie before that of an earlier call.
    pub(super) fn phase(&mut self, at: Timestamp) -> Phase {
        while let Some(segment) = self.segment() {
            let start = self.start.unwrap_or_else(|| self.instant(segment.from));
            self.start = Some(start);
            if at < start {
                return Phase {
                    inside: false,
                    until: start,
                };
            }
            let end = self.end.unwrap_or_else(|| self.instant(segment.until));
            self.end = Some(end);
            if at < end {
                return Phase {
                    inside: true,
                    until: end,
                };
            }
            self.index += 1;
            (self.start, self.end) = (None, None);
        }
        Phase {
            inside: false,
            until: Timestamp::MAX,
        }
    }

    /// The segment the walk stands before or in; `None` if there are none, or at the calendar's end.
    fn segment(&mut self) -> Option<Segment> {
        if self.segments.is_empty() {
            return None;
        }
        if let Some(segment) = self.segments.get(self.index) {
            return Some(*segment);
        }
        self.monday = self.monday.checked_add(jiff::Span::new().days(7)).ok()?;
        self.index = 0;
        self.segments.first().copied()
    }

    fn instant(&self, minute: u32) -> Timestamp {
        instant_of(self.zone, self.monday, minute).unwrap_or(Timestamp::MAX)
    }
}

/// The end of the working day that `at` belongs to: of the shift that began the day before if that
/// is still on, else of the last one that begins on the local day of `at`. `None` if none is left.
pub(super) fn day_end(zone: &TimeZone, segments: &[Segment], at: Timestamp) -> Option<Timestamp> {
    let local = LocalWeek::at(zone, at);
    let walk = Weekly::new(zone, segments, local);
    let midnight = local.minute - local.minute % DAY;
    let current = segments.get(walk.index)?;
    let last = if current.from < midnight {
        current
    } else {
        segments
            .iter()
            .rev()
            .find(|segment| segment.from < midnight + DAY)?
    };
    let first = segments.first()?;
    let until = if last.until == WEEK && first.from == 0 {
        WEEK + first.until
    } else {
        last.until
    };
    let end = instant_of(zone, walk.monday, until)?;
    (at < end).then_some(end)
}
