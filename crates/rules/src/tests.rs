//! The laws of attention over random people, zones, holidays, agreements and histories, and the
//! examples that cross several rules with exact instants.

mod replay;

use std::process::Command;
use std::time::Duration;

use model::availability::{AvailabilityState, Holiday, StateReason};
use model::channel::ChannelKind;
use model::delivery::{DeliveryKind, DeliveryReason};
use model::id::{MessageId, PersonId};
use model::message::Expectation;
use model::request::{DueReason, RingAs};
use model::time::{MinuteOfDay, Timestamp};
use model::topic::TopicLevel;
use model::urgent::{Urgent, UrgentVerdict};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::availability::tests::{
    ZONES, any_instant, any_span, any_world, every_day, instant, nothing_said, person_in, time_off,
};
use crate::availability::{DEFAULT_WEEK, ScheduleInputs, availability_at, next_reachable};
use crate::break_through::{BreakThrough, BreakThroughInputs, decide_break_through};
use crate::delivery::tests::any_recipient;
use crate::delivery::{Recipient, told_at};
use crate::due::due_instant;
use crate::escalation::{Escalation, EscalationInput, EscalationOutput, PersonState};
use crate::group::{deputies, deputies_at};
use crate::hold::{Release, decide_notice, decide_release, next_digest};
use crate::request::tests::{person, request};
use crate::request_life::tests::candidate;
use crate::request_life::{Delegated, decide_defer, decide_delegate, decide_extend};
use crate::settings::Settings;
use crate::why::{DeliveryInputs, DueInputs, rule_of, rule_of_due, why_delivery};

/// A message in a channel that asks its recipient for today.
const ASKED: Recipient = Recipient {
    expectation: Expectation::Today,
    channel: ChannelKind::Public,
    asked: true,
    answers: None,
    level: TopicLevel::Normal,
};

fn inputs_of(zone: &str) -> ScheduleInputs {
    let person = person_in(zone);
    ScheduleInputs {
        availability: nothing_said(&person),
        person,
        in_call: false,
        in_audience: false,
        default_week: DEFAULT_WEEK.to_vec(),
        holidays: Vec::new(),
        quiet_hours: Vec::new(),
    }
}

prop_compose! {
    fn any_holiday()(
        day in 0i32..365,
        from in prop_oneof![Just(0u16), Just(720), 0u16..1440],
        minutes in 1u16..=1440,
    ) -> Holiday {
        let first = jiff::civil::date(2026, 1, 1);
        Holiday {
            date: first.checked_add(jiff::Span::new().days(day)).unwrap(),
            from: MinuteOfDay(from),
            until: MinuteOfDay((from + minutes).min(1440)),
            name: "feast".to_owned(),
        }
    }
}

prop_compose! {
    /// Everything that decides when somebody can be reached: all that they, their region and their
    /// teams may have said.
    fn any_inputs()(
        (person, availability, in_call) in any_world(),
        in_audience in proptest::bool::weighted(0.2),
        holidays in proptest::collection::vec(any_holiday(), 0..20),
        quiet_hours in proptest::collection::vec(any_span(), 0..3),
    ) -> ScheduleInputs {
        ScheduleInputs {
            person,
            availability,
            in_call,
            in_audience,
            default_week: DEFAULT_WEEK.to_vec(),
            holidays,
            quiet_hours,
        }
    }
}

prop_compose! {
    fn any_delivery()(
        recipient in any_recipient(),
        schedule in any_inputs(),
        urgent in any::<bool>(),
        now in any_instant(),
    ) -> DeliveryInputs {
        DeliveryInputs { recipient, schedule, urgent, now }
    }
}

fn any_expectation() -> impl Strategy<Value = Expectation> {
    prop_oneof![
        Just(Expectation::Now),
        Just(Expectation::Today),
        Just(Expectation::ThisWeek),
        any_instant().prop_map(Expectation::By),
    ]
}

/// Whether `at` is working time of theirs or its very end: looked up without what only keeps
/// notifications away (focus, calls, silence, quiet hours).
fn works(inputs: &ScheduleInputs, at: Timestamp) -> bool {
    let mut plain = inputs.clone();
    plain.availability.focus.clear();
    plain.availability.do_not_disturb_until = None;
    plain.quiet_hours.clear();
    plain.in_call = false;
    let schedule = plain.schedule();
    [at, at.minus(Duration::from_millis(1))]
        .into_iter()
        .any(|t| availability_at(&schedule, t).state == AvailabilityState::Available)
}

/// Which reasons an outcome may have.
fn fits(kind: DeliveryKind, reason: &DeliveryReason) -> bool {
    match kind {
        DeliveryKind::BreakThrough => *reason == DeliveryReason::Urgent,
        DeliveryKind::Notify => matches!(
            reason,
            DeliveryReason::AskedAndAvailable
                | DeliveryReason::DirectAndAvailable
                | DeliveryReason::AnswersThemAndAvailable
                | DeliveryReason::FollowedAndAvailable
        ),
        DeliveryKind::Hold { .. } => matches!(reason, DeliveryReason::NotReachable { .. }),
        DeliveryKind::Digest => *reason == DeliveryReason::ForInformation,
        DeliveryKind::Quiet => matches!(
            reason,
            DeliveryReason::AskedNotSoon
                | DeliveryReason::NotAsked
                | DeliveryReason::Muted
                | DeliveryReason::InAudience
                | DeliveryReason::NeverReachable { .. }
        ),
    }
}

proptest! {
    /// Nothing but an urgent message to somebody it asks makes itself heard outside reach.
    #[test]
    fn only_urgent_is_told_outside_reach(inputs in any_delivery()) {
        let schedule = inputs.schedule.schedule();
        let available =
            availability_at(&schedule, inputs.now).state == AvailabilityState::Available;
        let heard = available && !inputs.schedule.in_audience;
        let (kind, _) = inputs.decide();
        match kind {
            DeliveryKind::BreakThrough => prop_assert!(inputs.urgent && inputs.recipient.asked),
            DeliveryKind::Notify => prop_assert!(heard),
            DeliveryKind::Hold { .. } => prop_assert!(!available),
            DeliveryKind::Quiet | DeliveryKind::Digest => {}
        }
        let closed = inputs.schedule.person.disabled_at.is_some_and(|at| at <= inputs.now);
        if inputs.urgent && inputs.recipient.asked {
            prop_assert_eq!(kind == DeliveryKind::BreakThrough, !closed);
        }
        let (notice, _) = decide_notice(&schedule, inputs.now);
        prop_assert_eq!(notice == DeliveryKind::Notify, heard);
    }

    /// What is held is told at its end, and at no instant before it could have been.
    #[test]
    fn a_held_thing_is_told_at_the_first_reachable_minute(
        inputs in any_inputs(),
        now in any_instant(),
        shares in proptest::collection::vec(0.0f64..1.0, 8),
    ) {
        let released = decide_release(&ASKED, &inputs.schedule(), false, now);
        if let Release::Hold { until, .. } = released {
            prop_assert!(now < until);
            for share in shares {
                let before = now.plus(until.since(now).mul_f64(share));
                let state = availability_at(&inputs.schedule(), before).state;
                prop_assert!(before == until || state != AvailabilityState::Available);
            }
            // The call is over by then, or the hold is decided anew.
            let then = ScheduleInputs { in_call: false, ..inputs };
            prop_assert_eq!(decide_release(&ASKED, &then.schedule(), true, until), Release::Drop);
            let told = decide_release(&ASKED, &then.schedule(), false, until);
            let heard = if then.in_audience { DeliveryKind::Quiet } else { DeliveryKind::Notify };
            let kind = match told {
                Release::Tell { kind, .. } => Some(kind),
                Release::Drop | Release::Hold { .. } => None,
            };
            prop_assert_eq!(kind, Some(heard));
        }
    }

    /// The digest comes after the last one, to who is available then.
    #[test]
    fn the_digest_is_told_in_reach(inputs in any_inputs(), after in any_instant()) {
        let inputs = ScheduleInputs { in_call: false, ..inputs };
        let schedule = inputs.schedule();
        if let Some(at) = next_digest(&schedule, after) {
            prop_assert!(after < at);
            prop_assert_eq!(next_reachable(&schedule, at), Some(at));
        }
    }

    /// A due instant lies in working time, holidays and time off left out; urgent alone runs on the
    /// wall clock.
    #[test]
    fn a_due_instant_lies_in_working_time_unless_urgent(
        expectation in any_expectation(),
        schedule in any_inputs(),
        urgent in any::<bool>(),
        now in any_instant(),
    ) {
        let inputs = DueInputs {
            expectation,
            schedule,
            urgent,
            settings: Settings::default(),
            now,
            put_off: false,
        };
        let due = inputs.decide().unwrap();
        let named = match expectation {
            Expectation::By(named) => Some(named),
            _ => None,
        };
        if urgent {
            prop_assert_eq!(due.at, Some(now.plus(Duration::from_secs(600))));
            prop_assert_eq!(&due.reason, &DueReason::WallClock);
        } else if let Some(at) = due.at {
            prop_assert!(now <= at);
            prop_assert!(works(&inputs.schedule, at), "{} by {:?}", at, due.reason);
        }
        // The reason names what decided, and is true.
        match due.reason {
            DueReason::WorkingTime { counted_from, assumed, .. }
            | DueReason::WorkingDays { counted_from, assumed, .. } => {
                prop_assert!(now <= counted_from && Some(counted_from) < due.at);
                prop_assert!(works(&inputs.schedule, counted_from));
                prop_assert_eq!(assumed, inputs.schedule.availability.weekly.is_none());
                prop_assert_eq!(rule_of_due(&due.reason), 1);
            }
            // What was named for the past is due at once.
            DueReason::Named => prop_assert_eq!(due.at, named.map(|named| named.max(now))),
            DueReason::MovedEarlier { named: from, .. } => {
                prop_assert_eq!(Some(from), named);
                prop_assert!(due.at < named && !works(&inputs.schedule, from));
            }
            DueReason::MovedLater { named: from, .. } => {
                prop_assert_eq!(Some(from), named);
                prop_assert!(named < due.at);
            }
            DueReason::AfterTold { named: from, told_at, .. } => {
                prop_assert_eq!(Some(from), named);
                prop_assert!(from <= told_at && Some(told_at) < due.at);
            }
            DueReason::WallClock => prop_assert!(urgent),
            DueReason::NoWorkingTime { .. } => prop_assert_eq!(due.at, None),
            DueReason::Deferred { .. } => prop_assert!(false, "nobody deferred anything"),
        }
    }

    /// Put off, extended or handed on, it is due in the working time of who has it then.
    #[test]
    fn a_request_put_off_or_handed_on_is_due_in_working_time(
        asked in any_inputs(),
        other in any_inputs(),
        due in any_instant(),
        named in any_instant(),
        now in any_instant(),
    ) {
        let mut open = request(1, 1, 2, 10);
        open.due_at = Some(due);
        let deferred = decide_defer(&open, open.asked, named, &asked.schedule(), now);
        let extended = decide_extend(&open, open.from, named, &asked.schedule(), now);
        prop_assert_eq!(deferred.is_ok(), due.max(now) < named);
        for changed in [deferred, extended].into_iter().flatten() {
            if let Some(at) = changed.due_at {
                prop_assert!(now <= at && works(&asked, at), "{}", at);
            }
        }
        let delegation = decide_delegate(
            &open,
            open.asked,
            &candidate(3),
            &other.schedule(),
            &[],
            now,
            &Settings::default(),
        );
        let Delegated::Opens(due) = delegation.unwrap().other else {
            panic!("nobody else waits for them");
        };
        if let Some(at) = due.at {
            prop_assert!(now <= at && works(&other, at), "{}", at);
        }
    }

    /// Every outcome has a reason of its kind, that names the rule that decided and is true of the
    /// recipient; stored and read back, the inputs give the same.
    #[test]
    fn a_reason_names_the_rule_and_replays(inputs in any_delivery()) {
        let why = why_delivery(&inputs);
        prop_assert!(fits(why.kind, &why.reason), "{:?} for {:?}", why.kind, why.reason);
        let breaks_through = why.kind == DeliveryKind::BreakThrough;
        prop_assert_eq!(why.rule, if breaks_through { 6 } else { 4 });
        let state = availability_at(&inputs.schedule.schedule(), inputs.now);
        prop_assert_eq!((&why.state, &why.state_reason), (&state.state, &state.reason));
        let recipient = &inputs.recipient;
        match &why.reason {
            DeliveryReason::NotReachable { state: named }
            | DeliveryReason::NeverReachable { state: named } => {
                prop_assert_eq!(named, &state.reason);
            }
            DeliveryReason::Muted => prop_assert_eq!(recipient.level, TopicLevel::Mute),
            DeliveryReason::ForInformation => {
                prop_assert_eq!(recipient.expectation, Expectation::None);
            }
            DeliveryReason::InAudience => prop_assert!(inputs.schedule.in_audience),
            DeliveryReason::AskedAndAvailable | DeliveryReason::AskedNotSoon => {
                prop_assert!(recipient.asked);
            }
            DeliveryReason::DirectAndAvailable => {
                prop_assert_eq!(recipient.channel, ChannelKind::Direct);
            }
            DeliveryReason::AnswersThemAndAvailable => prop_assert!(recipient.answers.is_some()),
            DeliveryReason::FollowedAndAvailable => {
                prop_assert_eq!(recipient.level, TopicLevel::Follow);
            }
            DeliveryReason::Urgent => prop_assert!(inputs.urgent),
            DeliveryReason::NotAsked => {
                prop_assert!(!recipient.asked || recipient.expectation == Expectation::None);
            }
            DeliveryReason::NoticeAndAvailable => prop_assert!(false, "this is a message"),
        }
        let (notice, reason) = decide_notice(&inputs.schedule.schedule(), inputs.now);
        prop_assert_eq!(rule_of(&reason) == 7, notice == DeliveryKind::Notify);
        let stored = serde_json::to_string(&inputs).unwrap();
        let replayed: DeliveryInputs = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(replayed.decide(), inputs.decide());
        prop_assert_eq!(why_delivery(&replayed), why);
    }

    /// Whatever a person sends as urgent over weeks: of one week they pay for no more than their
    /// budget, one message costs one however many it asks, and what was decided replays.
    #[test]
    fn nobody_pays_for_more_than_three_a_week(
        zone in 0usize..ZONES.len(),
        sent in proptest::collection::vec((1u64..4_000, 1u128..60, any::<bool>(), any::<bool>()), 1..30),
    ) {
        let mut past: Vec<Urgent> = Vec::new();
        let mut paid = std::collections::BTreeMap::new();
        let mut now = instant("2026-03-01T00:00:00Z");
        for (minutes, asked, on_duty, urgent) in sent {
            now = now.plus(Duration::from_secs(60 * minutes));
            let inputs = BreakThroughInputs {
                sender: person(1),
                time_zone: ZONES[zone].to_owned(),
                on_duty: on_duty && asked < 10,
                expectation: Expectation::Now,
                reason: "the site is down".to_owned(),
                asked: (0..asked).map(|number| person(100 + number)).collect(),
                past: past.clone(),
                rota: Vec::new(),
                confirmed_by: None,
                settings: Settings::default(),
                now,
            };
            let decided = decide_break_through(&inputs).unwrap();
            let stored = serde_json::to_string(&inputs).unwrap();
            let replayed: BreakThroughInputs = serde_json::from_str(&stored).unwrap();
            prop_assert_eq!(decide_break_through(&replayed), Ok(decided.clone()));
            let to_one = BreakThroughInputs { asked: vec![person(100)], ..inputs };
            prop_assert_eq!(decide_break_through(&to_one), Ok(decided.clone()));
            match decided {
                BreakThrough::Pierce { free, budget } => {
                    let week = paid.entry(budget.resets_at).or_insert(0u32);
                    *week += u32::from(!free);
                    prop_assert!(*week <= budget.per_week);
                    prop_assert!(now < budget.resets_at);
                    past.push(used(now, free, urgent));
                }
                BreakThrough::Spent { budget, .. } => {
                    prop_assert!(!to_one.on_duty && budget.per_week <= budget.spent);
                }
            }
        }
    }
}

/// A message that was sent as urgent, of which one recipient said at once whether it was.
fn used(at: Timestamp, free: bool, urgent: bool) -> Urgent {
    Urgent {
        message: MessageId::new(at, 1),
        sender: person(1),
        reason: "the site is down".to_owned(),
        at,
        free,
        confirmed_by: None,
        verdicts_until: at.plus(Duration::from_secs(5 * 24 * 60 * 60)),
        asked: Vec::new(),
        verdicts: vec![UrgentVerdict {
            person: person(2),
            urgent,
            at,
        }],
    }
}

/// Set for the process that only prints its decisions.
const PRINTS: &str = "MEANWHILE_TEST_PRINTS_DECISIONS";

/// What a fixed set of random worlds decides, as text.
fn decisions() -> String {
    let mut runner = TestRunner::deterministic();
    let mut text = String::new();
    for round in 0..200 {
        let mut inputs = any_delivery().new_tree(&mut runner).unwrap().current();
        if round % 10 == 0 {
            // A name by which a zone database gives the machine's own zone.
            "localtime".clone_into(&mut inputs.schedule.person.time_zone);
        }
        let due = DueInputs {
            expectation: inputs.recipient.expectation,
            schedule: inputs.schedule.clone(),
            urgent: inputs.urgent,
            settings: Settings::default(),
            now: inputs.now,
            put_off: false,
        };
        let digest = next_digest(&inputs.schedule.schedule(), inputs.now);
        text += &format!(
            "{:?} {:?} {digest:?}\n",
            why_delivery(&inputs),
            due.decide()
        );
    }
    text + &replay::decisions()
}

#[test]
fn no_decision_depends_on_the_servers_zone() {
    let here = decisions();
    if std::env::var_os(PRINTS).is_some() {
        println!("{here}");
        return;
    }
    let name = "tests::no_decision_depends_on_the_servers_zone";
    for zone in ["UTC", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu"] {
        let output = Command::new(std::env::current_exe().unwrap())
            .args([name, "--exact", "--nocapture"])
            .env(PRINTS, "1")
            .env("TZ", zone)
            .output()
            .unwrap();
        assert!(output.status.success(), "{zone}");
        let there = String::from_utf8(output.stdout).unwrap();
        assert!(there.contains(&here), "another decision in {zone}");
    }
}

/// When a message for today is told, and when it is due.
fn check_today(inputs: &ScheduleInputs, now: &str, told: &str, due: &str) {
    let decided = DeliveryInputs {
        recipient: ASKED,
        schedule: inputs.clone(),
        urgent: false,
        now: instant(now),
    };
    let zone = &inputs.person.time_zone;
    let (kind, _) = decided.decide();
    let got = told_at(kind, decided.now);
    assert_eq!(got, Some(instant(told)), "told in {zone}, sent {now}");
    let settings = Settings::default();
    let got = due_instant(
        Expectation::Today,
        &inputs.schedule(),
        decided.now,
        &settings,
    );
    assert_eq!(
        got.unwrap().at,
        Some(instant(due)),
        "due in {zone}, sent {now}"
    );
}

#[test]
fn eight_working_hours_around_the_world() {
    for (zone, now, told, due) in [
        // New York goes to summer time on Sunday, 8 March: Friday 16:30, due on Monday 16:30.
        (
            "America/New_York",
            "2026-03-06T21:30:00Z",
            "2026-03-06T21:30:00Z",
            "2026-03-09T20:30:00Z",
        ),
        // And back on 1 November: Saturday noon, told on Monday 09:00, due at 17:00.
        (
            "America/New_York",
            "2026-10-31T16:00:00Z",
            "2026-11-02T14:00:00Z",
            "2026-11-02T22:00:00Z",
        ),
        // Sydney goes back on Sunday, 5 April: Friday 16:00, due on Monday 16:00.
        (
            "Australia/Sydney",
            "2026-04-03T05:00:00Z",
            "2026-04-03T05:00:00Z",
            "2026-04-06T06:00:00Z",
        ),
        // And to summer time on 4 October: half an hour before, told on Monday 09:00.
        (
            "Australia/Sydney",
            "2026-10-03T15:30:00Z",
            "2026-10-04T22:00:00Z",
            "2026-10-05T06:00:00Z",
        ),
        // Kathmandu is 5 hours and 45 minutes ahead: Friday 22:40.
        (
            "Asia/Kathmandu",
            "2026-11-20T16:55:00Z",
            "2026-11-23T03:15:00Z",
            "2026-11-23T11:15:00Z",
        ),
        // Apia: Friday 18:00, told on its Monday 09:00, which is Sunday in UTC.
        (
            "Pacific/Apia",
            "2026-11-20T05:00:00Z",
            "2026-11-22T20:00:00Z",
            "2026-11-23T04:00:00Z",
        ),
        // Thursday, 29 December 2011, 16:00: Friday never was, so the other seven are on Monday.
        (
            "Pacific/Apia",
            "2011-12-30T02:00:00Z",
            "2011-12-30T02:00:00Z",
            "2012-01-02T02:00:00Z",
        ),
    ] {
        check_today(&inputs_of(zone), now, told, due);
    }
}

#[test]
fn eight_working_hours_of_a_night_shift_over_the_clock_changes() {
    let mut inputs = inputs_of("America/New_York");
    inputs.availability.weekly = Some(every_day(22 * 60, 6 * 60));
    for (now, told, due) in [
        // Saturday 23:00: six hours are left of the short night, two are in the next.
        (
            "2026-03-08T04:00:00Z",
            "2026-03-08T04:00:00Z",
            "2026-03-09T04:00:00Z",
        ),
        // Saturday 23:00: the long night has eight left.
        (
            "2026-11-01T03:00:00Z",
            "2026-11-01T03:00:00Z",
            "2026-11-01T11:00:00Z",
        ),
        // Sunday noon: told at 22:00, due when the shift ends.
        (
            "2026-03-08T16:00:00Z",
            "2026-03-09T02:00:00Z",
            "2026-03-09T10:00:00Z",
        ),
    ] {
        check_today(&inputs, now, told, due);
    }
}

#[test]
fn eight_working_hours_over_a_half_day_holiday() {
    let mut inputs = inputs_of("Europe/Berlin");
    // Thursday, 24 December 2026, from noon.
    inputs.holidays = vec![Holiday {
        date: jiff::civil::date(2026, 12, 24),
        from: MinuteOfDay(12 * 60),
        until: MinuteOfDay(24 * 60),
        name: "Heiligabend".to_owned(),
    }];
    // 10:00: two hours before noon, six on Friday.
    check_today(
        &inputs,
        "2026-12-24T09:00:00Z",
        "2026-12-24T09:00:00Z",
        "2026-12-25T14:00:00Z",
    );
    // 13:00: told and counted from Friday 09:00.
    check_today(
        &inputs,
        "2026-12-24T12:00:00Z",
        "2026-12-25T08:00:00Z",
        "2026-12-25T16:00:00Z",
    );
}

fn worker(number: u128, zone: &str) -> ScheduleInputs {
    let mut inputs = inputs_of(zone);
    inputs.person.id = person(number);
    inputs.availability.person = person(number);
    inputs
}

fn state_of(inputs: &ScheduleInputs, at: Timestamp) -> PersonState {
    let state = availability_at(&inputs.schedule(), at);
    PersonState {
        person: inputs.person.id,
        state: state.state,
        reason: state.reason,
        on_duty: false,
        off_hours_rings: inputs.availability.off_hours_rings,
    }
}

#[test]
fn a_deputy_who_is_off_too_is_named_and_theirs_is_rung() {
    // Monday 14:00 in Berlin. Ana and Ben have the week off; Ana named Ben and Cara, Ben named Dan.
    let [mut ana, mut ben] = [1, 2].map(|number| worker(number, "Europe/Berlin"));
    let cara = worker(3, "Asia/Tokyo");
    let dan = worker(4, "Europe/London");
    let week_off = time_off("2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z");
    ana.availability.time_off = vec![week_off.clone()];
    ana.availability.time_off[0].deputy = Some(person(2));
    ana.availability.deputies = vec![person(3), person(2)];
    ben.availability.time_off = vec![week_off];
    ben.availability.time_off[0].deputy = Some(person(4));
    let everyone = [ana, ben, cara, dan];
    let now = instant("2026-11-23T13:00:00Z");
    let of = |who: PersonId| {
        everyone
            .iter()
            .find(|inputs| inputs.person.id == who)
            .map_or_else(Vec::new, |inputs| deputies_at(&inputs.availability, now))
    };
    let order = deputies(person(1), of);
    assert_eq!(order, [2, 3, 4].map(person));
    // After the week off, only the standing ones count.
    let later = instant("2026-12-01T13:00:00Z");
    assert_eq!(
        deputies_at(&everyone[0].availability, later),
        [3, 2].map(person)
    );
    let mut escalation = Escalation::new(person(1), &order, &[], now, &Settings::default());
    let mut handle = |at: &str| {
        let at = instant(at);
        let people = everyone.iter().map(|inputs| state_of(inputs, at)).collect();
        escalation.handle(&EscalationInput::Deadline { people }, at)
    };
    let skipped = |number, reason| EscalationOutput::Skipped {
        person: person(number),
        ring_as: RingAs::Deputy,
        reason: Some(reason),
    };
    let ring = |number, ring_as| EscalationOutput::Ring {
        person: person(number),
        ring_as,
    };
    assert_eq!(handle("2026-11-23T13:09:59Z"), []);
    assert_eq!(handle("2026-11-23T13:10:00Z"), [ring(1, RingAs::Asked)]);
    assert_eq!(
        handle("2026-11-23T13:15:00Z"),
        [
            skipped(
                2,
                StateReason::TimeOff {
                    note: "holiday".to_owned()
                }
            ),
            skipped(3, StateReason::OutsideWorkingHours { assumed: true }),
            ring(4, RingAs::Deputy),
        ]
    );
    assert_eq!(
        handle("2026-11-23T13:20:00Z"),
        [EscalationOutput::NobodyLeft {
            reachable: vec![person(4)]
        }]
    );
}

#[test]
fn an_urgent_message_to_forty_people_reaches_all_on_the_wall_clock_and_costs_one() {
    let now = instant("2026-11-28T03:00:00Z");
    let everyone: Vec<ScheduleInputs> = ZONES
        .iter()
        .cycle()
        .zip(100..140)
        .map(|(zone, number)| worker(number, zone))
        .collect();
    assert_eq!(everyone.len(), 40);
    for schedule in &everyone {
        let recipient = Recipient {
            expectation: Expectation::Now,
            ..ASKED
        };
        let delivery = DeliveryInputs {
            recipient,
            schedule: schedule.clone(),
            urgent: true,
            now,
        };
        let (kind, reason) = delivery.decide();
        assert_eq!(
            (kind, reason),
            (DeliveryKind::BreakThrough, DeliveryReason::Urgent)
        );
        let due = DueInputs {
            expectation: Expectation::Now,
            schedule: schedule.clone(),
            urgent: true,
            settings: Settings::default(),
            now,
            put_off: false,
        };
        let ten_past = Some(instant("2026-11-28T03:10:00Z"));
        assert_eq!(due.decide().unwrap().at, ten_past);
    }
    let mut inputs = BreakThroughInputs {
        sender: person(1),
        time_zone: "Australia/Sydney".to_owned(),
        on_duty: false,
        expectation: Expectation::Now,
        reason: "the site is down".to_owned(),
        asked: everyone.iter().map(|inputs| inputs.person.id).collect(),
        past: Vec::new(),
        rota: Vec::new(),
        confirmed_by: None,
        settings: Settings::default(),
        now,
    };
    let spent = |inputs: &BreakThroughInputs| match decide_break_through(inputs).unwrap() {
        BreakThrough::Pierce { budget, .. } | BreakThrough::Spent { budget, .. } => budget.spent,
    };
    assert_eq!(spent(&inputs), 1);
    // The third of the week is the last; the week ends on Sunday at midnight in Sydney.
    inputs.past = vec![used(instant("2026-11-26T03:00:00Z"), false, true); 3];
    let Ok(BreakThrough::Spent { budget, .. }) = decide_break_through(&inputs) else {
        panic!("the budget is spent");
    };
    assert_eq!(budget.resets_at, instant("2026-11-29T13:00:00Z"));
}
