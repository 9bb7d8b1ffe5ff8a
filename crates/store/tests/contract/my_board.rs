//! People's own boards.

use model::board::Card;
use model::id::{ColumnId, TaskId};
use model::import::ImportKind;
use model::my_board::{Lane, MyCard, MyItem};
use store::{AlarmKind, ImportedTask, OwnCard, StoreError, Tx};

use crate::board::{board, card};
use crate::one::{One, filled, put_another};
use crate::task::task;
use crate::{NOW, in_minutes};

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
    let (board, task) = (board(90, one), task(90, one));
    tx.put_board(&board)?;
    tx.put_task(&task)?;
    tx.put_my_card(&own(one, MyItem::Task { task: task.id }, "V"))?;
    let imported = ImportedTask {
        task: task.id,
        version: 1,
        digest: String::new(),
        comments_known: true,
    };
    tx.put_imported_board(one.channel.id, ImportKind::Csv, "1", board.id)?;
    tx.put_imported_person(board.id, ImportKind::Csv, "Ana", Some(one.person.id))?;
    tx.put_imported_comment(board.id, ImportKind::Csv, "a1")?;
    tx.put_imported_task(board.id, ImportKind::Csv, "2", &imported)
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

#[tokio::test]
async fn a_column_is_looked_through_in_pieces() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let board = board(90, &one);
            tx.put_board(&board)?;
            let tasks: Vec<_> = (100..105).map(|number| task(number, &one)).collect();
            for task in &tasks {
                tx.put_task(task)?;
                tx.put_card(&card(&board, task.id, "V"))?;
            }
            tx.put_card(&Card {
                column: ColumnId::new(NOW, 92),
                ..card(&board, tasks[1].id, "V")
            })?;
            tx.put_card(&Card {
                archived_at: Some(NOW),
                ..card(&board, tasks[2].id, "V")
            })?;
            let column = board.columns[0].id;
            let first = tx.tasks_in_column(board.id, column, None, 2)?;
            assert_eq!(first, [tasks[0].id, tasks[3].id]);
            let rest = tx.tasks_in_column(board.id, column, Some(tasks[3].id), 2)?;
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
