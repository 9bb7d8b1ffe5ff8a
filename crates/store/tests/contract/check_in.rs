//! Check-ins, their days, turns, answers and drafts.

use jiff::civil::{Date, date};
use model::availability::StateReason;
use model::check_in::{
    CheckIn, CheckInAnswer, CheckInAsked, CheckInState, Question, QuestionKind, Said, Turn,
};
use model::id::{CheckInId, PersonId, TurnId};
use model::time::MinuteOfDay;
use store::{CheckInPlan, StoreError, StoredDay, Tx};

use crate::one::{One, filled, put_another};
use crate::{NOW, in_minutes};

const MONDAY: Date = date(2026, 11, 23);
const TUESDAY: Date = date(2026, 11, 24);

const PLAN: CheckInPlan = CheckInPlan {
    since: NOW,
    planned: Some(TUESDAY),
    after: None,
};

pub fn check_in(number: u128, one: &One) -> CheckIn {
    CheckIn {
        id: CheckInId::new(NOW, number),
        channel: one.channel.id,
        title: "Stand-up".into(),
        questions: questions(),
        asked: CheckInAsked::Group {
            group: one.group.id,
        },
        rule: "FREQ=DAILY".into(),
        first: MONDAY,
        minute: MinuteOfDay(600),
        opens_before_minutes: 60,
        closes_after_minutes: 30,
        followers: vec![one.person.id],
        state: CheckInState::Running,
        created_by: one.person.id,
        created_at: NOW,
        version: 1,
    }
}

fn questions() -> Vec<Question> {
    vec![Question {
        text: "What is next?".into(),
        kind: QuestionKind::Text,
        required: true,
    }]
}

fn day(number: u128, date: Date) -> StoredDay {
    StoredDay {
        check_in: CheckInId::new(NOW, number),
        date,
        opened: false,
        closed_at: None,
        questions: questions(),
    }
}

fn turn(number: u128, of: u128, date: Date, person: PersonId) -> Turn {
    Turn {
        id: TurnId::new(NOW, number),
        check_in: CheckInId::new(NOW, of),
        date,
        person,
        opens_at: NOW,
        due_at: in_minutes(60),
        closes_at: in_minutes(90),
        skipped: None,
        told_at: None,
        reminded_at: None,
        answered_at: None,
        closed: false,
    }
}

fn answer(of: u128, date: Date, person: PersonId) -> CheckInAnswer {
    CheckInAnswer {
        check_in: CheckInId::new(NOW, of),
        date,
        person,
        said: vec![Said::Text("Pumps".into())],
        html: vec!["<p>Pumps</p>".into()],
        blocked: true,
        at: NOW,
        edited_at: None,
        late: false,
        topic: None,
    }
}

/// One of everything, for what empties every table.
pub fn put(tx: &Tx<'_>, number: u128, one: &One) -> Result<(), StoreError> {
    let (id, me) = (CheckInId::new(NOW, number), one.person.id);
    tx.put_check_in(&check_in(number, one), PLAN)?;
    tx.put_check_in_day(&day(number, MONDAY))?;
    tx.put_turn(&turn(number, number, MONDAY, me))?;
    tx.put_check_in_answer(&answer(number, MONDAY, me))?;
    tx.put_check_in_draft(id, MONDAY, me, Some(&[Said::Mood(3)]))
}

#[tokio::test]
async fn a_check_in_is_found_by_channel_member_and_group_until_it_ends() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, channel, group) = (one.person.id, one.channel.id, one.group.id);
            let (mut first, second) = (check_in(1, &one), check_in(2, &one));
            tx.put_check_in(&first, PLAN)?;
            tx.put_check_in(&second, PLAN)?;
            let both = [first.clone(), second.clone()];
            assert_eq!(tx.check_ins_of(me)?, both);
            assert_eq!(tx.check_ins_in(channel)?, both);
            assert_eq!(tx.check_ins_asking(group)?, both);
            assert_eq!(tx.check_in_plan(first.id)?, Some(PLAN));
            first.state = CheckInState::Ended;
            let plan = CheckInPlan {
                after: Some(me),
                ..PLAN
            };
            tx.put_check_in(&first, plan)?;
            assert_eq!(tx.check_in_plan(first.id)?, Some(plan));
            assert_eq!(tx.check_in(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.check_in(CheckInId::new(NOW, 3))?, None);
            let left = std::slice::from_ref(&second);
            assert_eq!(tx.check_ins_of(me)?, left);
            assert_eq!(tx.check_ins_in(channel)?, left);
            assert_eq!(tx.check_ins_asking(group)?, left);
            assert_eq!(tx.ended_check_ins_in(channel)?, [first.clone()]);
            assert_eq!(tx.ended_check_ins_of(one.person.id)?, [first]);
            let another = put_another(tx, 9)?;
            assert!(tx.check_ins_of(another)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_turn_stands_on_its_day_until_it_is_over() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let another = put_another(tx, 9)?;
            let id = check_in(1, &one).id;
            tx.put_check_in(&check_in(1, &one), PLAN)?;
            let (mut monday, tuesday) = (day(1, MONDAY), day(1, TUESDAY));
            tx.put_check_in_day(&monday)?;
            tx.put_check_in_day(&tuesday)?;
            let (mut mine, mut theirs) = (turn(1, 1, MONDAY, me), turn(2, 1, MONDAY, another));
            theirs.skipped = Some(StateReason::OutsideWorkingHours { assumed: true });
            tx.put_turn(&mine)?;
            tx.put_turn(&theirs)?;
            assert!(tx.open_turns(me)?.is_empty());
            assert_eq!(tx.turns_ahead(me)?, std::slice::from_ref(&mine));
            mine.told_at = Some(NOW);
            tx.put_turn(&mine)?;
            assert_eq!(tx.open_turns(me)?, std::slice::from_ref(&mine));
            assert_eq!(tx.turn(mine.id)?.as_ref(), Some(&mine));
            assert_eq!(tx.turn_of(id, MONDAY, me)?.as_ref(), Some(&mine));
            assert_eq!(tx.turn_of(id, TUESDAY, me)?, None);
            assert_eq!(tx.turns_on(id, MONDAY)?, [mine.clone(), theirs.clone()]);
            assert_eq!(tx.turns_left(id)?, [mine.clone(), theirs.clone()]);
            let ended = CheckIn {
                state: CheckInState::Ended,
                ..check_in(1, &one)
            };
            tx.put_check_in(&ended, PLAN)?;
            assert!(tx.open_turns(me)?.is_empty());
            tx.put_check_in(&check_in(1, &one), PLAN)?;
            mine.closed = true;
            tx.put_turn(&mine)?;
            assert!(tx.open_turns(me)?.is_empty() && tx.turns_ahead(me)?.is_empty());
            assert!(tx.has_turns_left(id, MONDAY)?);
            tx.delete_turn(theirs.id)?;
            assert!(!tx.has_turns_left(id, MONDAY)?);
            assert_eq!(tx.check_in_days_left(id)?, [monday.clone(), tuesday]);
            monday.opened = true;
            monday.closed_at = Some(NOW);
            tx.put_check_in_day(&monday)?;
            assert_eq!(tx.check_in_day(id, MONDAY)?.as_ref(), Some(&monday));
            assert_eq!(tx.check_in_day_before(id, TUESDAY)?, Some(monday));
            assert_eq!(tx.check_in_day_before(id, MONDAY)?, None);
            tx.delete_check_in_day(id, TUESDAY)?;
            assert!(tx.check_in_days_left(id)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn answers_are_counted_by_day_and_drafts_are_one_s_own() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let another = put_another(tx, 9)?;
            let id = check_in(1, &one).id;
            put(tx, 1, &one)?;
            let mut skipped = turn(2, 1, MONDAY, another);
            skipped.skipped = Some(StateReason::Disabled);
            tx.put_turn(&skipped)?;
            assert!(tx.check_in_days(id, None, 10)?.is_empty());
            for date in [MONDAY, TUESDAY] {
                let opened = StoredDay {
                    opened: true,
                    ..day(1, date)
                };
                tx.put_check_in_day(&opened)?;
            }
            let days = tx.check_in_days(id, None, 10)?;
            let dates: Vec<_> = days.iter().map(|day| day.date).collect();
            assert_eq!(dates, [TUESDAY, MONDAY]);
            let counts = (
                days[1].asked,
                days[1].skipped,
                days[1].answered,
                days[1].blocked,
            );
            assert_eq!(counts, (1, 1, 1, 1));
            assert_eq!(tx.check_in_days(id, Some(TUESDAY), 10)?, days[1..]);
            assert_eq!(tx.check_in_days(id, None, 1)?, days[..1]);
            let mut said = answer(1, MONDAY, me);
            assert_eq!(tx.check_in_answer(id, MONDAY, me)?.as_ref(), Some(&said));
            said.blocked = false;
            said.edited_at = Some(in_minutes(1));
            tx.put_check_in_answer(&said)?;
            assert_eq!(tx.check_in_answers(id, MONDAY)?, [said]);
            assert_eq!(tx.check_in_days(id, Some(TUESDAY), 10)?[0].blocked, 0);
            assert_eq!(tx.answered_last(id, me, TUESDAY)?, Some(NOW));
            assert_eq!(tx.answered_last(id, me, MONDAY)?, None);
            let draft = tx.check_in_draft(id, MONDAY, me)?;
            assert_eq!(draft, Some(vec![Said::Mood(3)]));
            assert_eq!(tx.check_in_draft(id, MONDAY, another)?, None);
            tx.put_check_in_draft(id, MONDAY, me, None)?;
            assert_eq!(tx.check_in_draft(id, MONDAY, me)?, None);
            let attended = tx.topics_attended(me, NOW, 10)?;
            assert_eq!(attended, [(one.topic.id, one.topic.title.clone())]);
            assert!(tx.topics_attended(me, in_minutes(1), 10)?.is_empty());
            assert!(tx.topics_attended(another, NOW, 10)?.is_empty());
            Ok(())
        })
        .await;
}
