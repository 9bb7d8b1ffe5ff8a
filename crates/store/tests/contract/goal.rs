//! Goals, updates and links.

use model::goal::{Goal, GoalLink, GoalState, GoalUpdate, KeyResult, Track, UpdateOn};
use model::id::{CheckInId, GoalId, GoalUpdateId};

use crate::NOW;
use crate::board::board;
use crate::one::{One, filled};
use crate::task::task;

pub fn goal(number: u128, one: &One) -> Goal {
    Goal {
        id: GoalId::new(NOW, number),
        parent: None,
        team: Some(one.group.id),
        owner: one.person.id,
        objective: "Every pump reports".into(),
        purpose: "So that nobody drives out.".into(),
        results: vec![KeyResult {
            text: "Pumps".into(),
            unit: String::new(),
            from: 0,
            to: 40_000,
            now: 10_000,
        }],
        first: "2026-10-01".parse().unwrap(),
        last: "2026-12-31".parse().unwrap(),
        track: Some(Track::AtRisk),
        progress_permille: 250,
        check_in: Some(CheckInId::new(NOW, 1)),
        followers: vec![one.person.id],
        state: GoalState::Active,
        updated_at: Some(NOW),
        created_by: one.person.id,
        created_at: NOW,
        version: 4,
    }
}

pub fn update(number: u128, on: UpdateOn, one: &One) -> GoalUpdate {
    GoalUpdate {
        id: GoalUpdateId::new(NOW, number),
        on,
        by: one.person.id,
        at: NOW,
        track: Track::Off,
        confidence_percent: Some(40),
        changed: "Less".into(),
        changed_html: "<p>Less</p>".into(),
        next: "More".into(),
        next_html: "<p>More</p>".into(),
        values: vec![10_000],
        progress_permille: 250,
    }
}

#[tokio::test]
async fn goals_that_are_pursued_and_those_that_serve_them() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (mut first, mut second) = (goal(70, &one), goal(71, &one));
            second.parent = Some(first.id);
            second.check_in = None;
            tx.put_goal(&first)?;
            tx.put_goal(&second)?;
            assert_eq!(tx.goals()?, [first.clone(), second.clone()]);
            assert_eq!(tx.count_goals()?, 2);
            assert_eq!(tx.sub_goals(first.id)?, std::slice::from_ref(&second));
            let parents = [(first.id, None), (second.id, Some(first.id))];
            assert_eq!(tx.goal_parents()?, parents);
            let check_in = CheckInId::new(NOW, 1);
            let answered = tx.goals_of_check_in(check_in)?;
            assert_eq!(answered, std::slice::from_ref(&first));
            first.state = GoalState::Reached;
            tx.put_goal(&first)?;
            second.parent = None;
            tx.put_goal(&second)?;
            assert_eq!(tx.goal(first.id)?.as_ref(), Some(&first));
            assert!(tx.goals_of_check_in(check_in)?.is_empty());
            assert!(tx.sub_goals(first.id)?.is_empty());
            assert_eq!(tx.goals()?, std::slice::from_ref(&second));
            assert_eq!(tx.count_goals()?, 1);
            assert_eq!(tx.goals_after(None, 1)?, std::slice::from_ref(&first));
            assert_eq!(tx.goals_after(Some(first.id), 5)?, [second]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn updates_stand_by_goal_or_board_newest_first() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (goal, board) = (goal(70, &one), board(80, &one));
            tx.put_goal(&goal)?;
            tx.put_board(&board)?;
            let on_goal = UpdateOn::Goal { goal: goal.id };
            let on_board = UpdateOn::Board { board: board.id };
            let (mut first, second) = (update(1, on_goal, &one), update(2, on_goal, &one));
            let third = update(3, on_board, &one);
            tx.put_goal_update(&first, Some("chk 2026-11-23"))?;
            tx.put_goal_update(&second, None)?;
            tx.put_goal_update(&third, None)?;
            first.changed = "Much".into();
            tx.put_goal_update(&first, Some("chk 2026-11-23"))?;
            assert_eq!(tx.goal_update(third.id)?.as_ref(), Some(&third));
            assert_eq!(tx.board_updates(board.id)?, [third]);
            let from = |source: &str| tx.goal_update_from(goal.id, source);
            assert_eq!(from("chk 2026-11-23")?.as_ref(), Some(&first));
            assert_eq!(from("chk 2026-11-24")?, None);
            assert_eq!(tx.goal_updates(goal.id)?, [second, first]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_task_and_a_topic_are_linked_once() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (goal, task) = (goal(70, &one), task(71, &one));
            tx.put_goal(&goal)?;
            tx.put_task(&task)?;
            let to_task = GoalLink::Task { task: task.id };
            let to_topic = GoalLink::Topic {
                topic: one.topic.id,
            };
            for link in [to_task, to_topic, to_task] {
                tx.put_goal_link(goal.id, &link)?;
            }
            assert_eq!(tx.goal_links(goal.id)?, [to_topic, to_task]);
            assert!(tx.delete_goal_link(goal.id, &to_topic)?);
            assert!(!tx.delete_goal_link(goal.id, &to_topic)?);
            assert_eq!(tx.goal_links(goal.id)?, [to_task]);
            Ok(())
        })
        .await;
}
