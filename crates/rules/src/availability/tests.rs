//! Table tests with exact instants and the laws of reach over random weeks, zones and instants.

use model::availability::{FocusBlock, Places, TimeOff};
use model::id::{FocusId, TimeOffId};
use model::person::Role;
use proptest::prelude::*;

use super::*;

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn person_in(zone: &str) -> Person {
    Person {
        id: PersonId::new(instant("2026-01-01T00:00:00Z"), 7),
        name: "Ana".to_owned(),
        role: Role::Member,
        time_zone: zone.to_owned(),
        place: String::new(),
        joined_at: instant("2026-01-01T00:00:00Z"),
        disabled_at: None,
        version: 1,
    }
}

pub(crate) fn nothing_said(person: &Person) -> Availability {
    Availability {
        person: person.id,
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

pub(crate) fn time_off(from: &str, until: &str) -> TimeOff {
    TimeOff {
        id: TimeOffId::new(instant(from), 1),
        from: instant(from),
        until: instant(until),
        note: "holiday".to_owned(),
        deputy: None,
    }
}

pub(crate) fn focus_once(from: &str, until: &str) -> FocusBlock {
    FocusBlock {
        id: FocusId::new(instant(from), 1),
        when: FocusTime::Once {
            from: instant(from),
            until: instant(until),
        },
    }
}

pub(crate) fn span(day: Weekday, from: u16, until: u16) -> WorkSpan {
    WorkSpan {
        day,
        from: MinuteOfDay(from),
        until: MinuteOfDay(until),
    }
}

pub(crate) fn every_day(from: u16, until: u16) -> Vec<WorkSpan> {
    Weekday::ALL
        .iter()
        .map(|day| span(*day, from, until))
        .collect()
}

fn check_reach(person: &Person, availability: &Availability, at: &str, wanted: Option<&str>) {
    let schedule = Schedule::new(person, availability, false, default_week());
    let got = next_reachable(&schedule, instant(at));
    assert_eq!(got, wanted.map(instant), "from {at}");
}

#[test]
fn friday_night_in_tokyo_waits_for_monday_nine() {
    let person = person_in("Asia/Tokyo");
    let said = nothing_said(&person);
    // Friday 20 November 2026, 22:40 in Tokyo.
    let at = "2026-11-20T13:40:00Z";
    check_reach(&person, &said, at, Some("2026-11-23T00:00:00Z"));
    let schedule = Schedule::new(&person, &said, false, default_week());
    let state = availability_at(&schedule, instant(at));
    assert_eq!(state.state, AvailabilityState::Off);
    assert_eq!(
        state.reason,
        StateReason::OutsideWorkingHours { assumed: true }
    );
    assert_eq!(state.until, Some(instant("2026-11-23T00:00:00Z")));
}

#[test]
fn a_working_minute_is_reachable_at_once_and_until_the_end_of_work() {
    let person = person_in("Asia/Kathmandu");
    let said = nothing_said(&person);
    // Monday 09:00 in Kathmandu is 03:15 UTC.
    check_reach(
        &person,
        &said,
        "2026-11-23T03:14:59Z",
        Some("2026-11-23T03:15:00Z"),
    );
    check_reach(
        &person,
        &said,
        "2026-11-23T03:15:00Z",
        Some("2026-11-23T03:15:00Z"),
    );
    let schedule = Schedule::new(&person, &said, false, default_week());
    let state = availability_at(&schedule, instant("2026-11-23T04:00:00Z"));
    assert_eq!(state.state, AvailabilityState::Available);
    assert_eq!(state.reason, StateReason::WorkingHours { assumed: true });
    assert_eq!(state.until, Some(instant("2026-11-23T11:15:00Z")));
}

#[test]
fn nine_oclock_stays_nine_oclock_across_daylight_saving_changes() {
    for (zone, at, wanted) in [
        // New York goes to summer time on 8 March 2026 and back on 1 November 2026.
        (
            "America/New_York",
            "2026-03-07T18:00:00Z",
            "2026-03-09T13:00:00Z",
        ),
        (
            "America/New_York",
            "2026-10-31T18:00:00Z",
            "2026-11-02T14:00:00Z",
        ),
        // Sydney goes back on 5 April 2026 and to summer time on 4 October 2026.
        (
            "Australia/Sydney",
            "2026-04-03T18:00:00Z",
            "2026-04-05T23:00:00Z",
        ),
        (
            "Australia/Sydney",
            "2026-10-02T18:00:00Z",
            "2026-10-04T22:00:00Z",
        ),
    ] {
        let person = person_in(zone);
        check_reach(&person, &nothing_said(&person), at, Some(wanted));
    }
}

#[test]
fn a_night_shift_crosses_midnight_and_the_clock_change_once() {
    let person = person_in("America/New_York");
    let mut said = nothing_said(&person);
    said.weekly = Some(every_day(22 * 60, 6 * 60));
    let schedule = Schedule::new(&person, &said, false, default_week());
    // The night of 7 to 8 March 2026 has 7 hours, that of 31 October to 1 November 9.
    let state = availability_at(&schedule, instant("2026-03-08T06:30:00Z"));
    assert_eq!(state.until, Some(instant("2026-03-08T10:00:00Z")));
    let from = instant("2026-11-01T01:00:00Z");
    let got = spans(&schedule, from, from, instant("2026-11-01T12:00:00Z"));
    let available: Vec<ReachSpan> = got
        .into_iter()
        .filter(|s| s.state == AvailabilityState::Available)
        .collect();
    assert_eq!(
        available,
        [ReachSpan {
            from: instant("2026-11-01T02:00:00Z"),
            until: instant("2026-11-01T11:00:00Z"),
            state: AvailabilityState::Available,
        }]
    );
}

#[test]
fn a_shift_from_sunday_night_to_monday_morning_is_one() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.weekly = Some(vec![
        span(Weekday::Sunday, 22 * 60, 6 * 60),
        span(Weekday::Monday, 6 * 60, 8 * 60),
    ]);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let state = availability_at(&schedule, instant("2026-11-22T22:30:00Z"));
    assert_eq!(state.until, Some(instant("2026-11-23T07:00:00Z")));
}

#[test]
fn a_day_that_apia_skipped_has_no_working_time() {
    let person = person_in("Pacific/Apia");
    let said = nothing_said(&person);
    // Thursday 29 December 2011 ends at 17:00; Friday the 30th never was; next is Monday, 2 January.
    check_reach(
        &person,
        &said,
        "2011-12-30T04:00:00Z",
        Some("2012-01-01T19:00:00Z"),
    );
}

#[test]
fn time_off_is_off_with_its_note_and_half_a_day_of_it_leaves_the_other_half() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    // 24 December 2026, a Thursday, from 12:00 in Berlin; back on Monday.
    said.time_off = vec![time_off("2026-12-24T11:00:00Z", "2026-12-27T23:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let morning = availability_at(&schedule, instant("2026-12-24T09:00:00Z"));
    assert_eq!(morning.state, AvailabilityState::Available);
    assert_eq!(morning.until, Some(instant("2026-12-24T11:00:00Z")));
    let afternoon = availability_at(&schedule, instant("2026-12-24T13:00:00Z"));
    assert_eq!(
        afternoon.reason,
        StateReason::TimeOff {
            note: "holiday".to_owned()
        }
    );
    assert_eq!(afternoon.until, Some(instant("2026-12-28T08:00:00Z")));
}

#[test]
fn focus_and_do_not_disturb_hold_until_they_end_and_lunch_is_off() {
    let person = person_in("UTC");
    let mut said = nothing_said(&person);
    said.weekly = Some(vec![
        span(Weekday::Monday, 9 * 60, 12 * 60),
        span(Weekday::Monday, 13 * 60, 17 * 60),
    ]);
    said.focus = vec![
        focus_once("2026-11-23T09:30:00Z", "2026-11-23T10:00:00Z"),
        FocusBlock {
            id: FocusId::new(instant("2026-01-01T00:00:00Z"), 2),
            when: FocusTime::Weekly(span(Weekday::Monday, 11 * 60, 14 * 60)),
        },
    ];
    said.do_not_disturb_until = Some(instant("2026-11-23T09:15:00Z"));
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-23T08:00:00Z");
    let states: Vec<(u16, AvailabilityState)> =
        spans(&schedule, now, now, instant("2026-11-23T18:00:00Z"))
            .iter()
            .map(|s| {
                let minutes = s.from.since(instant("2026-11-23T00:00:00Z")).as_secs() / 60;
                (u16::try_from(minutes).unwrap(), s.state)
            })
            .collect();
    assert_eq!(
        states,
        [
            (480, AvailabilityState::Off),
            (540, AvailabilityState::DoNotDisturb),
            (555, AvailabilityState::Available),
            (570, AvailabilityState::Focus),
            (600, AvailabilityState::Available),
            (660, AvailabilityState::Focus),
            (720, AvailabilityState::Off),
            (780, AvailabilityState::Focus),
            (840, AvailabilityState::Available),
            (1020, AvailabilityState::Off),
        ]
    );
}

#[test]
fn a_half_holiday_takes_the_afternoon_and_quiet_hours_keep_the_morning() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let holidays = [Holiday {
        date: jiff::civil::date(2026, 12, 24),
        from: MinuteOfDay(12 * 60),
        until: MinuteOfDay(24 * 60),
        name: "Heiligabend".to_owned(),
    }];
    let quiet = [span(Weekday::Thursday, 9 * 60, 11 * 60)];
    let schedule = Schedule::new(&person, &said, false, default_week())
        .with_holidays(&holidays)
        .with_quiet_hours(&quiet);
    let morning = availability_at(&schedule, instant("2026-12-24T08:30:00Z"));
    assert_eq!(
        (morning.state, morning.reason),
        (AvailabilityState::Focus, StateReason::QuietHours)
    );
    assert_eq!(morning.until, Some(instant("2026-12-24T10:00:00Z")));
    let afternoon = availability_at(&schedule, instant("2026-12-24T11:00:00Z"));
    let name = "Heiligabend".to_owned();
    assert_eq!(afternoon.reason, StateReason::Holiday { name });
    assert_eq!(afternoon.until, Some(instant("2026-12-25T08:00:00Z")));
}

#[test]
fn a_call_is_taken_to_last_until_the_working_day_ends() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, true, default_week());
    let state = availability_at(&schedule, instant("2026-11-23T10:00:00Z"));
    assert_eq!(state.state, AvailabilityState::Live);
    assert_eq!(state.until, Some(instant("2026-11-23T16:00:00Z")));
    said.weekly = Some(every_day(22 * 60, 6 * 60));
    let schedule = Schedule::new(&person, &said, true, default_week());
    // In the shift that began the evening before: the next one is another working day.
    let now = instant("2026-11-24T02:00:00Z");
    assert_eq!(
        availability_at(&schedule, now).until,
        Some(instant("2026-11-24T05:00:00Z"))
    );
    assert_eq!(
        next_reachable(&schedule, now),
        Some(instant("2026-11-24T21:00:00Z"))
    );
    // A shift over the end of the week is one: the call may last until its end.
    said.weekly = Some(vec![span(Weekday::Sunday, 22 * 60, 6 * 60)]);
    let schedule = Schedule::new(&person, &said, true, default_week());
    let state = availability_at(&schedule, instant("2026-11-22T22:00:00Z"));
    assert_eq!(state.state, AvailabilityState::Live);
    assert_eq!(state.until, Some(instant("2026-11-23T05:00:00Z")));
}

#[test]
fn what_holds_now_does_not_colour_the_past() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.do_not_disturb_until = Some(instant("2026-11-23T11:00:00Z"));
    let schedule = Schedule::new(&person, &said, true, default_week());
    let now = instant("2026-11-23T10:00:00Z");
    let morning = instant("2026-11-23T08:00:00Z");
    let states: Vec<AvailabilityState> =
        spans(&schedule, now, morning, instant("2026-11-23T12:00:00Z"))
            .iter()
            .map(|span| span.state)
            .collect();
    assert_eq!(
        states,
        [
            AvailabilityState::Available,
            AvailabilityState::DoNotDisturb,
            AvailabilityState::Live,
        ]
    );
}

#[test]
fn who_has_no_working_time_or_no_account_is_never_reachable() {
    let mut person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.weekly = Some(Vec::new());
    check_reach(&person, &said, "2026-11-23T10:00:00Z", None);
    said.weekly = None;
    person.disabled_at = Some(instant("2026-11-23T12:00:00Z"));
    check_reach(
        &person,
        &said,
        "2026-11-23T10:00:00Z",
        Some("2026-11-23T10:00:00Z"),
    );
    check_reach(&person, &said, "2026-11-23T12:00:00Z", None);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let state = availability_at(&schedule, instant("2026-11-23T12:00:00Z"));
    assert_eq!((state.reason, state.until), (StateReason::Disabled, None));
}

#[test]
fn a_day_and_night_week_never_ends() {
    let person = person_in("America/New_York");
    let mut said = nothing_said(&person);
    said.weekly = Some(every_day(0, 1440));
    let schedule = Schedule::new(&person, &said, false, default_week());
    let state = availability_at(&schedule, instant("2026-10-20T10:00:00Z"));
    assert_eq!(
        (state.state, state.until),
        (AvailabilityState::Available, None)
    );
}

#[test]
fn reach_gathers_the_answers() {
    let person = person_in("Asia/Kathmandu");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let now = instant("2026-11-22T12:00:00Z");
    let got = reach(&schedule, now, now, now.plus(Duration::from_secs(86_400)));
    assert_eq!(got.person, person.id);
    assert_eq!(got.state, AvailabilityState::Off);
    assert_eq!(got.next_reachable, Some(instant("2026-11-23T03:15:00Z")));
    assert_eq!(got.utc_offset_seconds, 20_700);
    assert_eq!(got.spans.len(), 3);
}

#[test]
fn each_wrong_field_of_an_availability_is_named() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    let now = instant("2026-11-22T12:00:00Z");
    assert_eq!(check_availability(&said, now), Ok(()));
    said.weekly = Some(vec![
        span(Weekday::Monday, 1440, 1441),
        span(Weekday::Tuesday, 540, 540),
    ]);
    said.time_off = vec![time_off("2026-12-24T11:00:00Z", "2026-12-24T11:00:00Z")];
    said.time_off[0].deputy = Some(person.id);
    said.time_off[0].note = "a\nb".to_owned();
    said.focus = vec![focus_once("2026-12-24T11:00:00Z", "2027-12-24T11:00:00Z")];
    said.do_not_disturb_until = Some(instant("2027-01-01T00:00:00Z"));
    let fields: Vec<String> = check_availability(&said, now)
        .unwrap_err()
        .into_iter()
        .map(|fault| fault.field)
        .collect();
    assert_eq!(
        fields,
        [
            "weekly.0.from",
            "weekly.0.until",
            "weekly.1.until",
            "time_off.0.until",
            "time_off.0.note",
            "time_off.0.deputy",
            "focus.0.when.until",
            "do_not_disturb_until",
        ]
    );
    said.weekly = Some(Vec::new());
    assert_eq!(
        check_availability(&said, now).unwrap_err()[0].field,
        "weekly"
    );
}

#[test]
fn deputies_and_places_are_named_once_and_within_bounds() {
    use model::availability::{Place, PlaceOfDate, PlaceOfWeekday};
    use model::limits::DEPUTIES_MAX;
    let me = person_in("Europe/Berlin");
    let mut said = nothing_said(&me);
    let now = instant("2026-11-22T12:00:00Z");
    let other = |number| PersonId::new(now, number);
    let office = |name: &str| Place::Office {
        name: name.to_owned(),
    };
    let on = |day, place| PlaceOfWeekday { day, place };
    let date = |place| PlaceOfDate {
        date: jiff::civil::date(2026, 12, 24),
        place,
    };
    said.deputies = vec![other(1), other(2)];
    said.places.weekly = vec![
        on(Weekday::Monday, office("Berlin, 3rd floor")),
        on(Weekday::Tuesday, Place::Remote),
    ];
    said.places.dates = vec![date(Place::Remote)];
    assert_eq!(check_availability(&said, now), Ok(()));
    said.deputies.extend([me.id, other(1)]);
    said.places.weekly.push(on(Weekday::Monday, office("a\nb")));
    said.places.dates.push(date(office("Berlin")));
    let fields = |said: &Availability| -> Vec<String> {
        let faults = check_availability(said, now).unwrap_err();
        faults.into_iter().map(|fault| fault.field).collect()
    };
    assert_eq!(
        fields(&said),
        [
            "deputies.2",
            "deputies.3",
            "places.weekly.2.day",
            "places.weekly.2.place.name",
            "places.dates.1.date",
        ]
    );
    let mut many = nothing_said(&me);
    many.deputies = (1..=DEPUTIES_MAX as u128 + 1).map(other).collect();
    assert_eq!(fields(&many), ["deputies"]);
}

pub(crate) const ZONES: [&str; 12] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Cairo",
    "America/Santiago",
];

prop_compose! {
    pub(crate) fn any_span()(
        day in 0usize..7,
        from in 0u16..1440,
        until in 0u16..=1440,
    ) -> WorkSpan {
        span(Weekday::ALL[day], from, until)
    }
}

prop_compose! {
    /// An instant of 2026, the year whose daylight-saving changes the tables name.
    pub(crate) fn any_instant()(minute in 0i64..525_600, millis in 0i64..60_000) -> Timestamp {
        Timestamp::from_millis(1_767_225_600_000 + minute * 60_000 + millis)
    }
}

prop_compose! {
    pub(crate) fn any_world()(
        zone in 0usize..ZONES.len(),
        weekly in proptest::option::weighted(0.8, proptest::collection::vec(any_span(), 0..8)),
        off in proptest::collection::vec((any_instant(), 0u64..2_000_000), 0..4),
        focus in proptest::collection::vec((any_instant(), 0u64..20_000), 0..4),
        weekly_focus in proptest::collection::vec(any_span(), 0..3),
        silence in proptest::option::weighted(0.2, any_instant()),
        disabled in proptest::option::weighted(0.05, any_instant()),
        in_call in proptest::bool::weighted(0.2),
    ) -> (Person, Availability, bool) {
        let mut person = person_in(ZONES[zone]);
        person.disabled_at = disabled;
        let mut said = nothing_said(&person);
        said.weekly = weekly;
        said.do_not_disturb_until = silence;
        for (from, secs) in off {
            let until = from.plus(Duration::from_secs(secs));
            said.time_off.push(time_off(&from.to_string(), &until.to_string()));
        }
        for (from, secs) in focus {
            let until = from.plus(Duration::from_secs(secs));
            said.focus.push(focus_once(&from.to_string(), &until.to_string()));
        }
        for span in weekly_focus {
            let id = FocusId::new(instant("2026-01-01T00:00:00Z"), 3);
            said.focus.push(FocusBlock { id, when: FocusTime::Weekly(span) });
        }
        (person, said, in_call)
    }
}

proptest! {
    /// The state at any instant of a span is the span's, however it is asked.
    #[test]
    fn spans_agree_with_the_state_at_each_of_their_instants(
        (person, said, _) in any_world(),
        from in any_instant(),
        hours in 1u64..400,
        share in 0.0f64..1.0,
    ) {
        let schedule = Schedule::new(&person, &said, false, default_week());
        let until = from.plus(Duration::from_secs(hours * 3600));
        let got = spans(&schedule, from, from, until);
        prop_assert_eq!(got.first().map(|s| s.from), Some(from));
        prop_assert_eq!(got.last().map(|s| s.until), Some(until));
        for pair in got.windows(2) {
            prop_assert_eq!(pair[0].until, pair[1].from);
            prop_assert_ne!(pair[0].state, pair[1].state);
        }
        for span in got {
            let inside = span.from.plus(span.until.since(span.from).mul_f64(share));
            if inside < span.until {
                let state = availability_at(&schedule, inside).state;
                prop_assert_eq!(state, span.state, "at {}", inside);
            }
        }
    }

    /// The next reachable minute is reachable, and none before it is.
    #[test]
    fn the_next_reachable_minute_is_the_first_available_one(
        (person, said, in_call) in any_world(),
        at in any_instant(),
        share in 0.0f64..1.0,
    ) {
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let end = next_reachable(&schedule, at);
        let before = spans(&schedule, at, at, end.unwrap_or(at.plus(LOOK_AHEAD)));
        prop_assert!(before.iter().all(|s| s.state != AvailabilityState::Available));
        if let Some(end) = end {
            prop_assert!(at <= end);
            let quiet = Schedule::new(&person, &said, false, default_week());
            prop_assert_eq!(availability_at(&quiet, end).state, AvailabilityState::Available);
            let between = at.plus(end.since(at).mul_f64(share));
            prop_assert!(!in_call || between <= end);
        }
    }

    /// Inside working hours is what the local clock shows, but for the repeated hour of autumn.
    #[test]
    fn working_hours_are_what_the_local_clock_shows(
        zone in 0usize..ZONES.len(),
        weekly in proptest::collection::vec(any_span(), 0..8),
        at in any_instant(),
    ) {
        let person = person_in(ZONES[zone]);
        let mut said = nothing_said(&person);
        said.weekly = Some(weekly.clone());
        let schedule = Schedule::new(&person, &said, false, default_week());
        let local = schedule.zone().to_datetime(at.to_jiff());
        let repeated = |hours: u64| {
            schedule.utc_offset_seconds(at)
                != schedule.utc_offset_seconds(at.minus(Duration::from_secs(hours * 3600)))
        };
        prop_assume!(!repeated(3));
        let day = usize::from(local.date().weekday().to_monday_zero_offset().unsigned_abs());
        let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).unwrap();
        let shows = weekly.iter().any(|span| {
            let (from, until) = (span.from.0, span.until.0);
            let overnight = until <= from;
            let on_day = span.day as usize == day && from <= minute && (overnight || minute < until);
            let after = (span.day as usize + 1) % 7 == day && overnight && minute < until;
            on_day || after
        });
        let state = availability_at(&schedule, at).state;
        prop_assert_eq!(state == AvailabilityState::Available, shows);
    }
}
