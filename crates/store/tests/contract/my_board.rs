//! People's own boards.

use model::board::{Board, Card};
use model::id::{BoardId, ColumnId, TaskId};
use model::import::ImportKind;
use model::my_board::{Lane, MyCard, MyItem};
use model::task::{Priority, Stage, Task};
use store::{AlarmKind, ImportedTask, OwnCard, StoreError, Tx};

use crate::one::{One, filled, put_another};
use crate::{NOW, in_minutes};

pub fn task(number: u128, one: &One) -> Task {
    Task {
        id: TaskId::new(NOW, number),
        title: "Write the release notes".into(),
        owner: Some(one.person.id),
        helpers: Vec::new(),
        channel: Some(one.channel.id),
        topic: None,
        priority: Priority::Normal,
        due: None,
        due_at: None,
        start: None,
        estimate_minutes: Some(30),
        labels: Vec::new(),
        checked: 0,
        checklist: 0,
        has_text: false,
        files: 0,
        waits_on: Vec::new(),
        blocked: false,
        recurrence: None,
        origin: None,
        stage: Stage::NotStarted,
        started_at: None,
        finished_at: None,
        dropped_at: None,
        created_by: one.person.id,
        created_at: NOW,
        version: 1,
    }
}

fn own(one: &One, item: MyItem, rank: &str) -> OwnCard {
    OwnCard {
        person: one.person.id,
        card: MyCard {
            item,
            lane: Lane::Now,
            rank: rank.to_owned(),
            wake_at: Some(in_minutes(60)),
            planned_for: None,
            next_step: Some("Ask Ana".into()),
            next_step_at: Some(NOW),
            slow: None,
            moved_at: NOW,
        },
        stirred_at: Some(in_minutes(60)),
    }
}

/// Puts something imported onto a board, and it on its person's own.
pub fn put(tx: &Tx<'_>, one: &One) -> Result<(), StoreError> {
    let (board, _) = put_board(tx, one)?;
    let task = task(90, one);
    tx.put_task(&task)?;
    tx.put_my_card(&own(one, MyItem::Task { task: task.id }, "V"))?;
    let imported = ImportedTask {
        task: task.id,
        version: 1,
        digest: String::new(),
    };
    tx.put_imported_board(one.channel.id, ImportKind::Csv, "1", board)?;
    tx.put_imported_task(board, ImportKind::Csv, "2", &imported)
}

#[tokio::test]
async fn a_card_is_its_person_s_own() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let task = task(80, &one);
            tx.put_task(&task)?;
            let item = MyItem::Task { task: task.id };
            let asked = MyItem::Request {
                request: one.request.id,
            };
            let mut first = own(&one, item, "V");
            let second = own(&one, asked, "B");
            tx.put_my_card(&second)?;
            tx.put_my_card(&first)?;
            let cards = [first.card.clone(), second.card.clone()];
            assert_eq!(tx.my_cards(me)?, cards, "tasks first");
            assert_eq!(tx.count_my_cards(me)?, 2);
            first.card.lane = Lane::Later;
            first.card.wake_at = None;
            first.stirred_at = None;
            tx.put_my_card(&first)?;
            assert_eq!(tx.my_card(me, item)?.as_ref(), Some(&first));
            assert_eq!(tx.my_cards_of(asked)?, [second]);
            let another = put_another(tx, 81)?;
            assert_eq!(tx.my_card(another, item)?, None);
            assert!(tx.my_cards(another)?.is_empty());
            let theirs = OwnCard {
                person: another,
                ..first.clone()
            };
            tx.put_my_card(&theirs)?;
            assert_eq!(tx.my_cards_of(item)?.len(), 2);
            tx.remove_my_card(me, item)?;
            assert_eq!(tx.my_cards_of(item)?, [theirs]);
            assert_eq!(tx.count_my_cards(me)?, 1);
            Ok(())
        })
        .await;
}

pub fn put_board(tx: &Tx<'_>, one: &One) -> Result<(BoardId, ColumnId), StoreError> {
    let board = Board {
        id: BoardId::new(NOW, 90),
        channel: one.channel.id,
        team: None,
        name: "Releases".into(),
        purpose: String::new(),
        columns: Vec::new(),
        roles: Vec::new(),
        followers: Vec::new(),
        iteration: None,
        created_by: one.person.id,
        created_at: NOW,
        archived_at: None,
        version: 1,
    };
    tx.put_board(&board)?;
    Ok((board.id, ColumnId::new(NOW, 91)))
}

#[tokio::test]
async fn a_column_is_looked_through_in_pieces() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (board, column) = put_board(tx, &one)?;
            let tasks: Vec<_> = (100..105).map(|number| task(number, &one)).collect();
            for (task, number) in tasks.iter().zip(0..) {
                tx.put_task(task)?;
                tx.put_card(&Card {
                    board,
                    task: task.id,
                    column: if number == 1 {
                        ColumnId::new(NOW, 92)
                    } else {
                        column
                    },
                    rank: "V".into(),
                    entered_at: NOW,
                    iteration: None,
                    archived_at: (number == 2).then_some(NOW),
                })?;
            }
            let first = tx.tasks_in_column(board, column, None, 2)?;
            assert_eq!(first, [tasks[0].id, tasks[3].id]);
            let rest = tx.tasks_in_column(board, column, Some(tasks[3].id), 2)?;
            assert_eq!(rest, [tasks[4].id]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn the_alarms_of_one_person_s_tasks_are_found() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let another = put_another(tx, 81)?;
            let task = TaskId::new(NOW, 80);
            let mine = format!("{me} {task}");
            for subject in [mine.clone(), format!("{another} {task}"), me.to_string()] {
                tx.set_alarm(AlarmKind::Slow, &subject, Some(NOW))?;
            }
            tx.set_alarm(
                AlarmKind::Wake,
                &format!("{me} {}", one.request.id),
                Some(NOW),
            )?;
            assert_eq!(tx.alarms_of(AlarmKind::Slow, me)?, [mine]);
            Ok(())
        })
        .await;
}
