//! One person as they are drawn: the week they have said, and their true days, sick days and all.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::availability::{Availability, FocusBlock, FocusTime, Holiday, TimeOff, WorkSpan};
use model::id::{FocusId, TimeOffId};
use model::person::Person;
use model::time::{MinuteOfDay, Timestamp, Weekday};

use super::looks::looks;
use super::{Worker, ZONES, instant};
use crate::attention::chance::Chance;
use crate::attention::habits;
use crate::attention::nouns;
use crate::attention::timeline::{Doing, Grid};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// From when until when is drawn.
#[derive(Clone, Copy, Debug)]
pub(in crate::attention) struct Span {
    pub(in crate::attention) begin: Timestamp,
    pub(in crate::attention) end: Timestamp,
}

/// One person while they are drawn.
pub(in crate::attention) struct Sketch {
    person: Person,
    availability: Availability,
    zone: usize,
    pub(in crate::attention) grid: Grid,
    nights: Vec<(Timestamp, Timestamp)>,
    chance: Chance,
}

/// What a person's week is like.
struct Week {
    /// When they work, said or not.
    spans: Vec<WorkSpan>,
    said: bool,
    night_shift: bool,
}

fn days(range: std::ops::Range<usize>, from: i64, length: i64) -> Vec<WorkSpan> {
    let minute = |minute: i64| MinuteOfDay(u16::try_from(minute.rem_euclid(DAY)).unwrap_or(0));
    Weekday::ALL
        .get(range)
        .unwrap_or_default()
        .iter()
        .map(|day| WorkSpan {
            day: *day,
            from: minute(from),
            until: minute(from + length),
        })
        .collect()
}

impl Week {
    fn draw(chance: Chance) -> Self {
        let start = 60 * 7 + 30 * chance.of(1).minutes(1, 6);
        let (spans, said, night_shift) = match chance.of(0).pick(&habits::WEEKS) {
            0 => {
                let habit = 9 * 60 + chance.of(2).minutes(-60, 120);
                (days(0..5, habit, 510), false, false)
            }
            1 => (days(0..5, start, 510), true, false),
            2 => {
                let mut spans = days(0..5, start, 240);
                spans.extend(days(0..5, start + 300, 240));
                (spans, true, false)
            }
            3 if chance.of(2).happens(0.5) => (days(0..5, start, 240), true, false),
            3 => (days(0..4, start, 510), true, false),
            _ => (days(0..5, 22 * 60, 480), true, true),
        };
        Self {
            spans,
            said,
            night_shift,
        }
    }

    fn first_start(&self) -> i64 {
        let starts = self.spans.iter().map(|span| i64::from(span.from.0));
        starts.min().unwrap_or(9 * 60)
    }

    /// The spans that begin on a date: when, and how many minutes.
    fn on(&self, date: Date) -> Vec<(i64, i64)> {
        let weekday = date.weekday().to_monday_zero_offset().unsigned_abs();
        let length =
            |span: &WorkSpan| (i64::from(span.until.0) - i64::from(span.from.0)).rem_euclid(DAY);
        self.spans
            .iter()
            .filter(|span| span.day as u8 == weekday)
            .map(|span| (i64::from(span.from.0), length(span)))
            .collect()
    }
}

impl Sketch {
    /// The person of that number, without meetings yet.
    pub(in crate::attention) fn draw(
        number: usize,
        zone: usize,
        holidays: &[Holiday],
        span: Span,
        chance: Chance,
    ) -> Self {
        let name = ZONES.get(zone).map_or("UTC", |zone| zone.name);
        let time_zone = rules::zone::zone_or_utc(name);
        let week = Week::draw(chance.of(0));
        let mut sketch = Self {
            person: nouns::person(number, name),
            availability: nouns::availability(number, week.said.then(|| week.spans.clone())),
            zone,
            grid: Grid::new(span.begin, span.end),
            nights: Vec::new(),
            chance,
        };
        let local = |at: Timestamp| time_zone.to_datetime(at.to_jiff()).date();
        let first = local(span.begin).yesterday().unwrap_or(Date::MIN);
        let last = local(span.end).tomorrow().unwrap_or(Date::MAX);
        let dates: Vec<Date> = first
            .series(jiff::Span::new().days(1))
            .take_while(|date| *date <= last)
            .collect();
        let off = sketch.draw_time_off(&dates, &time_zone);
        sketch.draw_sleep(&week, &dates, &time_zone);
        if week.said {
            sketch.draw_weekly_focus(&week);
        }
        for (index, date) in dates.iter().enumerate() {
            let free = holidays.iter().any(|holiday| holiday.date == *date)
                || off.contains(date)
                || chance.of(1).of(index).happens(habits::SICK_DAY);
            if !free {
                sketch.draw_day(&week, *date, &time_zone, chance.of(2).of(index));
            }
        }
        sketch
    }

    /// One holiday trip or none; one in ten forgets to say so.
    fn draw_time_off(&mut self, dates: &[Date], zone: &TimeZone) -> Vec<Date> {
        let chance = self.chance.of(3);
        if !chance.of(0).happens(habits::TIME_OFF) {
            return Vec::new();
        }
        let from = chance.of(1).below(dates.len());
        let length = 1 + chance.of(2).below(habits::TIME_OFF_DAYS_MAX);
        let off: Vec<Date> = dates.iter().skip(from).take(length).copied().collect();
        if let (Some(first), Some(last)) = (off.first(), off.last())
            && chance.of(3).happens(habits::TIME_OFF_SAID)
        {
            let from = instant(zone, *first, 0);
            self.availability.time_off.push(TimeOff {
                id: TimeOffId::new(from, 0),
                from,
                until: instant(zone, *last, DAY),
                note: "holiday".to_owned(),
                deputy: None,
            });
        }
        off
    }

    fn draw_sleep(&mut self, week: &Week, dates: &[Date], zone: &TimeZone) {
        let chance = self.chance.of(4);
        let wake = if week.night_shift {
            15 * 60 + 30
        } else {
            (7 * 60 + chance.of(0).minutes(-30, 60)).min(week.first_start() - 60)
        };
        let bed = wake - habits::SLEEP_MINUTES;
        let silent_before = chance.of(1).minutes(0, 90);
        let silent_after = chance.of(2).minutes(0, 60);
        for date in dates {
            let at = |minute| instant(zone, *date, minute);
            self.grid.fill(at(bed), at(wake), Doing::Asleep);
            self.nights
                .push((at(bed - silent_before), at(wake + silent_after)));
        }
    }

    fn draw_weekly_focus(&mut self, week: &Week) {
        let chance = self.chance.of(5);
        if !chance.of(0).happens(habits::WEEKLY_FOCUS) {
            return;
        }
        let from = week.first_start() + 30 * chance.of(1).minutes(1, 4);
        let length = if chance.of(2).happens(0.5) { 90 } else { 120 };
        let blocks = days(0..5, from, length);
        let kept = blocks.into_iter().enumerate().filter(|(day, block)| {
            let worked = week.spans.iter().any(|span| span.day == block.day);
            worked && chance.of(3).of(*day).happens(habits::WEEKLY_FOCUS_DAY)
        });
        self.availability.focus = kept
            .map(|(_, block)| FocusBlock {
                id: FocusId::new(Timestamp::from_millis(0), 0),
                when: FocusTime::Weekly(block),
            })
            .collect();
    }

    fn draw_day(&mut self, week: &Week, date: Date, zone: &TimeZone, chance: Chance) {
        let at = |minute| instant(zone, date, minute);
        let spans = week.on(date);
        for (index, (from, length)) in spans.iter().copied().enumerate() {
            let chance = chance.of(index);
            let (first, last) = (index == 0, index + 1 == spans.len());
            let late = chance.of(0).minutes(if first { -10 } else { 0 }, 15);
            let over = chance.of(1).minutes(-15, if last { 45 } else { 0 });
            let until = from + length;
            self.grid.fill(at(from), at(until), Doing::Away);
            self.grid
                .fill(at(from + late), at(until + over), Doing::Desk);
            if 7 * 60 <= length {
                let lunch = from + 210 + chance.of(2).minutes(-30, 30);
                self.grid
                    .fill(at(lunch), at(lunch + habits::LUNCH_MINUTES), Doing::Away);
            }
        }
        let Some((start, _)) = spans.first() else {
            return;
        };
        self.keep_weekly_focus(date, zone);
        let chance = chance.of(habits::PARTS);
        if chance.of(0).happens(habits::CLICKED_FOCUS) {
            let length = [25, 50, 90].get(chance.of(1).below(3)).map_or(25, |l| *l);
            let from = start + chance.of(2).minutes(60, 360);
            self.grid
                .fill_desk(at(from), at(from + length), Doing::Focus);
            if chance.of(3).happens(habits::CLICKED_FOCUS_SAID) {
                self.availability.focus.push(FocusBlock {
                    id: FocusId::new(at(from), 0),
                    when: FocusTime::Once {
                        from: at(from),
                        until: at(from + length),
                    },
                });
            }
        }
    }

    fn keep_weekly_focus(&mut self, date: Date, zone: &TimeZone) {
        let weekday = date.weekday().to_monday_zero_offset().unsigned_abs();
        for block in &self.availability.focus {
            if let FocusTime::Weekly(span) = block.when
                && span.day as u8 == weekday
            {
                let at = |minute: MinuteOfDay| instant(zone, date, minute.0.into());
                self.grid
                    .fill_desk(at(span.from), at(span.until), Doing::Focus);
            }
        }
    }

    /// Done: meetings are drawn.
    pub(in crate::attention) fn finish(self) -> Worker {
        let timeline = self.grid.timeline();
        let looks = looks(&timeline, self.chance.of(6));
        Worker {
            person: self.person,
            availability: self.availability,
            zone: self.zone,
            timeline,
            nights: self.nights,
            looks,
        }
    }
}
