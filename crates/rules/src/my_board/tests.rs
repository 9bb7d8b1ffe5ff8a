//! Lanes, standing still in working time, the walk, and the plan of a day.

use model::id::{RequestId, TaskId};

use model::task::Priority;
use proptest::prelude::*;

use super::*;
use crate::availability::default_week;
use crate::availability::tests::{
    any_instant, any_world, focus_once, instant, nothing_said, person_in, time_off,
};

const DAY: u32 = 8 * 60;

fn task_item(number: u128) -> MyItem {
    MyItem::Task {
        task: TaskId::new(Timestamp::default(), number),
    }
}

fn card(number: u128, lane: Lane, rank: &str) -> MyCard {
    MyCard {
        item: task_item(number),
        lane,
        rank: rank.to_owned(),
        wake_at: None,
        planned_for: None,
        next_step: None,
        next_step_at: None,
        slow: None,
        moved_at: Timestamp::default(),
    }
}

fn rank_of(priority: Priority, created: i64) -> TaskRank {
    TaskRank {
        priority,
        due_at: None,
        created_at: Timestamp::from_millis(created),
    }
}

fn place(entered: &str, usual_minutes: u32) -> InColumn {
    InColumn {
        board: BoardId::new(Timestamp::default(), 1),
        entered_at: instant(entered),
        usual_minutes,
    }
}

#[test]
fn snoozed_comes_before_waiting_and_waiting_before_the_chosen_lane() {
    let now = instant("2026-11-23T09:00:00Z");
    let mut one = card(1, Lane::Now, "V");
    assert_eq!(lane_of(None, false, now), ShownLane::Inbox);
    assert_eq!(lane_of(Some(&one), false, now), ShownLane::Now);
    assert_eq!(lane_of(Some(&one), true, now), ShownLane::Waiting);
    one.wake_at = Some(instant("2026-11-23T09:00:01Z"));
    assert_eq!(lane_of(Some(&one), true, now), ShownLane::Snoozed);
    one.wake_at = Some(now);
    assert_eq!(lane_of(Some(&one), false, now), ShownLane::Now);
    one.lane = Lane::Later;
    assert_eq!(lane_of(Some(&one), false, now), ShownLane::Later);
}

#[test]
fn six_working_days_after_a_monday_is_the_tuesday_of_the_next_week() {
    let person = person_in("Europe/Berlin");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    // Monday 10:00 in Berlin, usual there: six days.
    let places = [place("2026-11-23T09:00:00Z", 6 * DAY - 1)];
    let at = instant("2026-12-01T09:00:00Z");
    let early = decide_slow(&places, None, &schedule, at.minus(Duration::from_millis(1)));
    assert_eq!(early, SlowStep::Wait { until: at });
    let SlowStep::Slow(slow) = decide_slow(&places, None, &schedule, at) else {
        panic!("not slow");
    };
    assert_eq!(slow.at, at);
    assert_eq!(slow.days, 6);
    assert_eq!(slow.since, instant("2026-11-23T09:00:00Z"));
}

#[test]
fn time_off_does_not_age_a_task_and_a_step_begins_anew() {
    let person = person_in("Europe/Berlin");
    let mut said = nothing_said(&person);
    said.time_off = vec![time_off("2026-11-24T00:00:00Z", "2026-11-28T00:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let places = [place("2026-11-23T08:00:00Z", DAY)];
    // Monday is full; the first minute more is on the Monday after the week off.
    let until = instant("2026-11-30T08:01:00Z");
    let step = decide_slow(&places, None, &schedule, instant("2026-11-29T00:00:00Z"));
    assert_eq!(step, SlowStep::Wait { until });
    let SlowStep::Slow(slow) = decide_slow(&places, None, &schedule, until) else {
        panic!("not slow");
    };
    assert_eq!(slow.days, 1);
    let stirred = Some(instant("2026-11-30T09:00:00Z"));
    let until = instant("2026-12-01T09:01:00Z");
    let step = decide_slow(&places, stirred, &schedule, instant("2026-11-30T12:00:00Z"));
    assert_eq!(step, SlowStep::Wait { until });
    assert_eq!(decide_slow(&[], None, &schedule, until), SlowStep::Nothing);
}

#[test]
fn of_several_boards_the_one_that_is_slow_first_counts() {
    let person = person_in("UTC");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let mut slower = place("2026-11-23T09:00:00Z", 5 * DAY);
    slower.board = BoardId::new(Timestamp::default(), 2);
    let sooner = place("2026-11-24T09:00:00Z", DAY);
    let now = instant("2026-12-24T09:00:00Z");
    let SlowStep::Slow(slow) = decide_slow(&[slower, sooner], None, &schedule, now) else {
        panic!("not slow");
    };
    assert_eq!(slow.board, sooner.board);
    assert_eq!(slow.at, instant("2026-11-25T09:01:00Z"));
}

#[test]
fn whole_working_days_leave_out_weekends_and_holidays() {
    let person = person_in("Asia/Tokyo");
    let said = nothing_said(&person);
    let schedule = Schedule::new(&person, &said, false, default_week());
    let days = |from: &str, until: &str| working_days(&schedule, instant(from), instant(until));
    // Friday 16:00 to Monday 09:30, and to Monday 16:00, in Tokyo.
    assert_eq!(days("2026-11-20T07:00:00Z", "2026-11-23T00:30:00Z"), 0);
    assert_eq!(days("2026-11-20T07:00:00Z", "2026-11-23T07:00:00Z"), 1);
    // Monday 10:00 to Saturday 09:00.
    assert_eq!(days("2026-11-23T01:00:00Z", "2026-11-28T00:00:00Z"), 4);
    assert_eq!(days("2026-11-23T01:00:00Z", "2026-11-22T01:00:00Z"), 0);
}

#[test]
fn across_the_end_of_summer_time_a_day_of_work_is_a_day_of_work() {
    for (zone, entered, slow) in [
        // The clock goes back on Sunday 25 October 2026: Friday 09:00 to Monday 09:01.
        (
            "Europe/Berlin",
            "2026-10-23T07:00:00Z",
            "2026-10-26T08:01:00Z",
        ),
        // It goes forward on Sunday 8 March 2026.
        (
            "America/New_York",
            "2026-03-06T14:00:00Z",
            "2026-03-09T13:01:00Z",
        ),
        // By half an hour, on Sunday 5 April 2026.
        (
            "Australia/Lord_Howe",
            "2026-04-02T22:00:00Z",
            "2026-04-05T22:31:00Z",
        ),
        (
            "Asia/Kathmandu",
            "2026-11-20T03:15:00Z",
            "2026-11-23T03:16:00Z",
        ),
    ] {
        let person = person_in(zone);
        let said = nothing_said(&person);
        let schedule = Schedule::new(&person, &said, false, default_week());
        let at = slow_at(&schedule, instant(entered), DAY);
        assert_eq!(at, Some(instant(slow)), "{zone}");
        let week_over = leaves_at(zone, instant(entered)).unwrap();
        assert_eq!(local_time(schedule.zone(), week_over).hour(), 0, "{zone}");
    }
}

#[test]
fn what_is_finished_leaves_on_monday_morning() {
    let leaves = |at: &str| leaves_at("Europe/Berlin", instant(at));
    let monday = Some(instant("2026-11-29T23:00:00Z"));
    assert_eq!(leaves("2026-11-23T09:00:00Z"), monday);
    assert_eq!(leaves("2026-11-29T22:59:59Z"), monday);
    let next = Some(instant("2026-12-06T23:00:00Z"));
    assert_eq!(leaves("2026-11-29T23:00:00Z"), next);
}

#[test]
fn the_walk_begins_with_what_stands_still_longest() {
    let now = instant("2026-11-23T09:00:00Z");
    let slow = |since: &str| {
        Some(Slow {
            since: instant(since),
            at: now,
            board: BoardId::new(Timestamp::default(), 1),
            usual_minutes: 60,
            days: 3,
        })
    };
    let mut cards: Vec<MyCard> = [
        (1, Lane::Later, "B"),
        (2, Lane::Now, "C"),
        (3, Lane::Now, "A"),
        (4, Lane::Next, "A"),
        (5, Lane::Now, "B"),
        (6, Lane::Now, "D"),
        (7, Lane::Inbox, "V"),
    ]
    .into_iter()
    .map(|(number, lane, rank)| card(number, lane, rank))
    .collect();
    cards[0].slow = slow("2026-11-12T09:00:00Z");
    cards[3].slow = slow("2026-11-10T09:00:00Z");
    cards[4].wake_at = Some(instant("2026-11-25T09:00:00Z"));
    cards[5].wake_at = Some(instant("2026-12-25T09:00:00Z"));
    let on = |number: u128, card: Option<&MyCard>, waits, priority| {
        let item = task_item(number);
        let rank = rank_of(priority, 1000 - i64::try_from(number).unwrap());
        (item, card.cloned(), waits, rank)
    };
    let mut items: Vec<_> = cards
        .iter()
        .zip(1..)
        .map(|(card, number)| on(number, Some(card), number == 2, Priority::Normal))
        .collect();
    items.push(on(8, None, false, Priority::Normal));
    items.push(on(9, None, false, Priority::Highest));
    let items: Vec<_> = items
        .iter()
        .map(|(item, card, waits, rank)| OnMyBoard {
            item: *item,
            card: card.as_ref(),
            waits: *waits,
            rank: *rank,
        })
        .collect();
    let order: Vec<_> = walk(&items, now)
        .iter()
        .map(|step| (step.item, step.why))
        .collect();
    let wanted = [
        (4, WalkWhy::Slow),
        (1, WalkWhy::Slow),
        (7, WalkWhy::Inbox),
        (9, WalkWhy::Inbox),
        (8, WalkWhy::Inbox),
        (3, WalkWhy::Now),
        (5, WalkWhy::Wakes),
        (2, WalkWhy::Waiting),
    ];
    assert_eq!(order, wanted.map(|(number, why)| (task_item(number), why)));
}

#[test]
fn the_day_that_is_left_is_without_sessions() {
    let person = person_in("UTC");
    let mut said = nothing_said(&person);
    said.focus = vec![focus_once("2026-11-23T13:00:00Z", "2026-11-23T15:00:00Z")];
    let schedule = Schedule::new(&person, &said, false, default_week());
    let busy = |from: &str, until: &str| SharedSpan {
        from: instant(from),
        until: instant(until),
    };
    let now = instant("2026-11-23T12:00:00Z");
    let sessions = [
        busy("2026-11-23T14:30:00Z", "2026-11-23T15:30:00Z"),
        busy("2026-11-23T14:00:00Z", "2026-11-23T14:45:00Z"),
    ];
    let planned = [Some(90), None, Some(30)].into_iter();
    let plan = day_plan(&schedule, &sessions, planned, now);
    assert_eq!(plan.ends_at, Some(instant("2026-11-23T17:00:00Z")));
    assert_eq!((plan.left_minutes, plan.focus_minutes), (210, 60));
    assert_eq!((plan.planned_minutes, plan.unestimated), (120, 1));
    let evening = day_plan(
        &schedule,
        &[],
        std::iter::empty(),
        instant("2026-11-23T19:00:00Z"),
    );
    assert_eq!(evening.left_minutes, 0);
    assert_eq!(evening.ends_at, Some(instant("2026-11-23T17:00:00Z")));
    let sunday = day_plan(
        &schedule,
        &[],
        std::iter::empty(),
        instant("2026-11-22T12:00:00Z"),
    );
    assert_eq!((sunday.left_minutes, sunday.ends_at), (0, None));
}

#[test]
fn a_snooze_ends_in_the_future_and_within_a_year() {
    let now = instant("2026-11-23T12:00:00Z");
    assert_eq!(decide_snooze(now, now), Err(MyBoardRefusal::Wake));
    assert_eq!(decide_snooze(now.plus(SNOOZE_MAX), now), Ok(()));
    let beyond = now.plus(SNOOZE_MAX + Duration::from_millis(1));
    assert_eq!(decide_snooze(beyond, now), Err(MyBoardRefusal::Wake));
    assert_eq!(decide_snooze(now.plus(WAKES_SOON), now), Ok(()));
}

fn any_minutes() -> impl Strategy<Value = u32> {
    prop_oneof![1u32..600, 1u32..20_000]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Something becomes slow exactly when one minute more than usual was worked, whatever zone, week
    /// and change of the clock lie between, and in working time.
    #[test]
    fn slow_is_one_worked_minute_more_than_usual(
        (person, said, in_call) in any_world(),
        since in any_instant(),
        usual in any_minutes(),
    ) {
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let Some(at) = slow_at(&schedule, since, usual) else {
            let worked = worked_minutes(&schedule, since, since.plus(SLOW_WITHIN));
            prop_assert!(worked <= usual);
            return Ok(());
        };
        prop_assert_eq!(worked_minutes(&schedule, since, at), usual + 1);
        let before = at.minus(Duration::from_millis(1));
        prop_assert_eq!(worked_minutes(&schedule, since, before), usual);
        let counted: Duration = work_pieces(&schedule, before, at)
            .map(|piece| piece.until.since(piece.from))
            .sum();
        prop_assert_eq!(counted, Duration::from_millis(1));
    }

    /// A snooze stops aging: nothing is slow before it has stood for its usual time after waking.
    #[test]
    fn what_sleeps_does_not_age(
        (person, said, in_call) in any_world(),
        entered in any_instant(),
        snoozed_minutes in 1u64..200_000,
        usual in any_minutes(),
    ) {
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let wake = entered.plus(Duration::from_secs(60 * snoozed_minutes));
        let places = [InColumn {
            board: BoardId::new(Timestamp::default(), 1),
            entered_at: entered,
            usual_minutes: usual,
        }];
        match decide_slow(&places, Some(wake), &schedule, wake) {
            SlowStep::Wait { until } => {
                prop_assert!(wake < until);
                prop_assert_eq!(worked_minutes(&schedule, wake, until), usual + 1);
                let then = decide_slow(&places, Some(wake), &schedule, until);
                let is_slow = matches!(then, SlowStep::Slow(slow) if slow.since == wake && slow.at == until);
                prop_assert!(is_slow);
            }
            SlowStep::Nothing => {
                prop_assert_eq!(slow_at(&schedule, wake, usual), None);
            }
            SlowStep::Slow(_) => prop_assert!(false, "slow at the instant it woke"),
        }
    }

    /// Days never become fewer, and there are no more than days of the calendar.
    #[test]
    fn working_days_only_grow(
        (person, said, in_call) in any_world(),
        from in any_instant(),
        first_hours in 0u64..500,
        more_hours in 0u64..500,
    ) {
        let schedule = Schedule::new(&person, &said, in_call, default_week());
        let hours = |hours: u64| Duration::from_secs(60 * 60 * hours);
        let middle = from.plus(hours(first_hours));
        let days = working_days(&schedule, from, middle);
        let later = working_days(&schedule, from, middle.plus(hours(more_hours)));
        prop_assert!(u64::from(days) <= first_hours.div_ceil(22));
        prop_assert!(days <= later);
    }

    /// The walk names everything once, but what sleeps for longer than a week.
    #[test]
    fn the_walk_names_everything_once(
        things in proptest::collection::vec((0u8..4, any::<bool>(), any::<bool>(), 0u64..30, any::<bool>()), 0..40),
    ) {
        let now = instant("2026-11-23T09:00:00Z");
        let cards: Vec<_> = things.iter().zip(0u128..).map(|((lane, _, _, wakes, slow), number)| {
            let lane = [Lane::Inbox, Lane::Now, Lane::Next, Lane::Later][usize::from(*lane)];
            let mut card = card(number, lane, "V");
            let days = Duration::from_secs(24 * 60 * 60 * wakes);
            card.wake_at = (0 < *wakes).then(|| now.plus(days));
            card.slow = slow.then(|| Slow {
                since: now,
                at: now,
                board: BoardId::new(Timestamp::default(), 1),
                usual_minutes: 1,
                days: 1,
            });
            card
        }).collect();
        let items: Vec<_> = things.iter().zip(&cards).zip(0u128..).map(|(((_, placed, waits, _, _), card), number)| {
            let item = if number % 2 == 0 {
                card.item
            } else {
                MyItem::Request { request: RequestId::new(Timestamp::default(), number) }
            };
            OnMyBoard {
                item,
                card: placed.then_some(card),
                waits: *waits,
                rank: rank_of(Priority::Normal, 1),
            }
        }).collect();
        let steps = walk(&items, now);
        let sleeps = |one: &&OnMyBoard<'_>| one.card.and_then(|card| card.wake_at)
            .is_some_and(|at| now.plus(WAKES_SOON) < at);
        prop_assert_eq!(steps.len(), items.len() - items.iter().filter(sleeps).count());
        let named: std::collections::BTreeSet<_> = steps.iter().map(|step| step.item).collect();
        prop_assert_eq!(named.len(), steps.len());
        prop_assert!(steps.is_sorted_by_key(|step| step.why));
    }
}
