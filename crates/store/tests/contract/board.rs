//! Boards, cards, passages, iterations and templates.

use model::board::{
    Board, BoardPart, BoardRole, BoardTemplate, Card, Column, Iteration, TemplateColumn,
};
use model::id::{BoardId, ColumnId, IterationId, TaskId};
use model::task::Stage;
use model::time::Timestamp;
use store::{StoreError, Tx};

use crate::one::{One, filled, put_another, put_member};
use crate::task::task;
use crate::{NOW, in_minutes};

pub fn board(number: u128, one: &One) -> Board {
    let me = one.person.id;
    Board {
        id: BoardId::new(NOW, number),
        channel: one.channel.id,
        team: Some(one.group.id),
        name: "Pumps".into(),
        purpose: "What the field needs".into(),
        columns: vec![Column {
            id: column(1),
            name: "Doing".into(),
            stage: Stage::Doing,
            cards_max: Some(3),
            usual_minutes: Some(90),
            usual_minutes_set: Some(60),
        }],
        roles: vec![BoardRole {
            part: BoardPart::Told,
            person: me,
        }],
        followers: vec![me],
        iteration: Some(IterationId::new(NOW, 1)),
        created_by: me,
        created_at: NOW,
        archived_at: None,
        version: 2,
    }
}

fn column(number: u128) -> ColumnId {
    ColumnId::new(NOW, number)
}

pub fn card(board: &Board, task: TaskId, rank: &str) -> Card {
    Card {
        board: board.id,
        task,
        column: column(1),
        rank: rank.into(),
        entered_at: in_minutes(1),
        iteration: Some(IterationId::new(NOW, 1)),
        archived_at: None,
    }
}

fn iteration(number: u128, board: &Board, tasks: &[TaskId]) -> Iteration {
    Iteration {
        id: IterationId::new(NOW, number),
        board: board.id,
        name: "Week 48".into(),
        goal: "Fewer leaks".into(),
        first: "2026-11-23".parse().unwrap(),
        last: "2026-11-27".parse().unwrap(),
        started_at: Some(NOW),
        closed_at: None,
        planned: tasks.to_vec(),
        added: Vec::new(),
        finished: tasks[..1].to_vec(),
        carried: Vec::new(),
    }
}

fn template(board: &Board, columns: usize) -> BoardTemplate {
    let column = TemplateColumn {
        name: "Doing".into(),
        stage: Stage::Doing,
        cards_max: None,
    };
    BoardTemplate {
        key: "Field".into(),
        board: Some(board.id),
        by: Some(board.created_by),
        columns: vec![column; columns],
    }
}

/// One of everything that hangs on a board.
pub fn put(tx: &Tx<'_>, one: &One) -> Result<(), StoreError> {
    let (board, tasks) = put_three(tx, one)?;
    tx.put_passage(&card(&board, tasks[0], "V"), 5, NOW, 50)?;
    tx.put_iteration(&iteration(1, &board, &tasks))?;
    tx.put_board_template(board.id, &template(&board, 1))
}

/// Three tasks on one board, ranked in the order of their numbers.
fn put_three(tx: &Tx<'_>, one: &One) -> Result<(Board, [TaskId; 3]), StoreError> {
    let board = board(1, one);
    tx.put_board(&board)?;
    let mut ids = [TaskId::new(NOW, 0); 3];
    for (number, rank) in ["B", "V", "a"].into_iter().enumerate() {
        let task = task(80 + number as u128, one);
        tx.put_task(&task)?;
        tx.put_card(&card(&board, task.id, rank))?;
        ids[number] = task.id;
    }
    Ok((board, ids))
}

#[tokio::test]
async fn a_board_that_is_put_away_stands_in_no_list() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, channel) = (one.person.id, one.channel.id);
            let (first, mut second) = (board(1, &one), board(2, &one));
            tx.put_board(&first)?;
            tx.put_board(&second)?;
            assert_eq!(tx.boards_in(channel)?, [first.clone(), second.clone()]);
            second.archived_at = Some(NOW);
            tx.put_board(&second)?;
            assert_eq!(tx.board(second.id)?.as_ref(), Some(&second));
            assert_eq!(tx.board(BoardId::new(NOW, 3))?, None);
            assert_eq!(tx.count_boards(channel)?, 2);
            assert_eq!(tx.boards_of(me)?, std::slice::from_ref(&first));
            assert_eq!(tx.boards_in(channel)?, std::slice::from_ref(&first));
            assert_eq!(
                tx.boards_seen(me, true, true)?,
                std::slice::from_ref(&second)
            );
            // The channel is public: who is not in it reads its boards, unless a guest.
            let another = put_another(tx, 73)?;
            assert!(tx.boards_of(another)?.is_empty());
            assert_eq!(tx.boards_seen(another, false, false)?, [first]);
            assert!(tx.boards_seen(another, true, false)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn cards_stand_in_order_of_rank_and_know_their_neighbours() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (board, [first, second, third]) = put_three(tx, &one)?;
            let place = (board.id, column(1));
            let order = |tx: &Tx<'_>| -> Result<Vec<TaskId>, StoreError> {
                let cards = tx.column_cards(board.id, column(1))?;
                Ok(cards.into_iter().map(|card| card.task).collect())
            };
            assert_eq!(order(tx)?, [first, second, third]);
            assert_eq!(tx.count_cards(board.id)?, 3);
            let none = TaskId::new(NOW, 1);
            let after = |rank, except| tx.rank_after(place, rank, except);
            assert_eq!(after(None, none)?.as_deref(), Some("B"));
            assert_eq!(after(None, first)?.as_deref(), Some("V"));
            assert_eq!(after(Some("B"), second)?.as_deref(), Some("a"));
            assert_eq!(after(Some("a"), none)?, None);
            let before = |rank, except| tx.rank_before(place, rank, except);
            assert_eq!(before(None, none)?.as_deref(), Some("a"));
            assert_eq!(before(None, third)?.as_deref(), Some("V"));
            assert_eq!(before(Some("B"), none)?, None);
            let moved = Card {
                rank: "zV".into(),
                iteration: None,
                ..card(&board, first, "B")
            };
            tx.put_card(&moved)?;
            assert_eq!(tx.card(board.id, first)?.as_ref(), Some(&moved));
            assert_eq!(order(tx)?, [second, third, first]);
            let mut dropped = task(81, &one);
            dropped.dropped_at = Some(NOW);
            tx.put_task(&dropped)?;
            let shown: Vec<_> = tx
                .board_cards(board.id)?
                .iter()
                .map(|card| card.task)
                .collect();
            assert_eq!(shown, [third, first]);
            let tasks: Vec<_> = tx
                .board_tasks(board.id)?
                .iter()
                .map(|task| task.id)
                .collect();
            assert_eq!(tasks, [first, third]);
            tx.delete_card(board.id, third)?;
            assert_eq!(tx.card(board.id, third)?, None);
            assert_eq!(tx.cards_of_task(first)?, [moved]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn cards_that_were_put_away_are_read_page_by_page() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (board, ids) = put_three(tx, &one)?;
            for (task, at) in ids.into_iter().zip([1, 2, 2]) {
                tx.put_card(&Card {
                    archived_at: Some(in_minutes(at)),
                    ..card(&board, task, "V")
                })?;
            }
            assert!(tx.column_cards(board.id, column(1))?.is_empty());
            assert_eq!(tx.count_cards(board.id)?, 0);
            let page = |at, task: &str, limit| -> Result<Vec<TaskId>, StoreError> {
                let found = tx.archived_cards(board.id, (at, task.to_owned()), limit)?;
                assert!(found.iter().all(|one| one.card.task == one.task.id));
                Ok(found.into_iter().map(|one| one.task.id).collect())
            };
            assert_eq!(page(Timestamp::MAX, "", 2)?, [ids[2], ids[1]]);
            let last = ids[2].to_string();
            assert_eq!(page(in_minutes(2), &last, 5)?, [ids[1], ids[0]]);
            assert_eq!(tx.card_channels(ids[0])?, [one.channel.id]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn one_s_own_tasks_stand_on_the_boards_of_one_s_channels() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let (board, ids) = put_three(tx, &one)?;
            let another = put_another(tx, 73)?;
            let mut theirs = task(81, &one);
            theirs.owner = Some(another);
            tx.put_task(&theirs)?;
            let tasks = |cards: Vec<Card>| -> Vec<TaskId> {
                cards.into_iter().map(|card| card.task).collect()
            };
            assert_eq!(tasks(tx.cards_of(me, NOW)?), [ids[0], ids[2]]);
            assert_eq!(
                tasks(tx.cards_of_in(me, one.channel.id, NOW)?),
                [ids[0], ids[2]]
            );
            assert!(tx.cards_of(another, NOW)?.is_empty());
            put_member(tx, one.channel.id, another)?;
            assert_eq!(tasks(tx.cards_of(another, NOW)?), [ids[1]]);
            let mut finished = task(80, &one);
            finished.finished_at = Some(NOW);
            tx.put_task(&finished)?;
            assert_eq!(tasks(tx.cards_of(me, NOW)?), [ids[0], ids[2]]);
            assert_eq!(tasks(tx.cards_of(me, in_minutes(1))?), [ids[2]]);
            tx.put_card(&Card {
                archived_at: Some(NOW),
                ..card(&board, ids[2], "V")
            })?;
            assert_eq!(tasks(tx.cards_of_in(me, one.channel.id, NOW)?), [ids[0]]);
            tx.put_board(&Board {
                archived_at: Some(NOW),
                ..board
            })?;
            assert!(tx.cards_of(me, NOW)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_column_keeps_its_newest_passages() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (board, [first, second, _]) = put_three(tx, &one)?;
            let (first, second) = (card(&board, first, "B"), card(&board, second, "V"));
            for minutes in 1..=4 {
                tx.put_passage(&first, minutes, in_minutes(minutes.into()), 3)?;
            }
            tx.put_passage(&second, 9, in_minutes(4), 3)?;
            // Of several at one instant none is forgotten before another.
            assert_eq!(tx.passages(board.id, column(1), 2)?, [9, 4]);
            assert_eq!(tx.passages(board.id, column(1), 9)?, [9, 4, 3]);
            assert!(tx.passages(board.id, column(2), 9)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn an_iteration_knows_its_cards() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (board, ids) = put_three(tx, &one)?;
            let (mut first, second) = (iteration(1, &board, &ids), iteration(2, &board, &ids));
            tx.put_iteration(&first)?;
            tx.put_iteration(&second)?;
            assert_eq!(tx.count_open_iterations(board.id)?, 2);
            first.closed_at = Some(NOW);
            tx.put_iteration(&first)?;
            assert_eq!(tx.count_open_iterations(board.id)?, 1);
            assert_eq!(tx.iteration(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.iterations(board.id, 5)?, [second.clone(), first.clone()]);
            assert_eq!(tx.iterations(board.id, 1)?, [second]);
            let cards = tx.iteration_cards(first.id)?;
            let in_it: Vec<_> = cards
                .iter()
                .map(|(card, task)| (card.task, task.id))
                .collect();
            assert_eq!(in_it, ids.map(|id| (id, id)));
            assert_eq!(tx.count_iteration_cards(first.id)?, 3);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_template_is_of_its_board_and_replaced_by_name() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let board = board(1, &one);
            tx.put_board(&board)?;
            let template = |columns| template(&board, columns);
            tx.put_board_template(board.id, &template(1))?;
            tx.put_board_template(board.id, &template(2))?;
            assert_eq!(tx.board_templates(me, true)?, [template(2)]);
            assert_eq!(tx.count_board_templates(one.channel.id)?, 1);
            assert_eq!(tx.board_template(board.id, "Field")?, Some(template(2)));
            assert_eq!(tx.board_template(board.id, "Office")?, None);
            let another = put_another(tx, 73)?;
            assert_eq!(tx.board_templates(another, false)?.len(), 1);
            assert!(tx.board_templates(another, true)?.is_empty());
            tx.delete_board_template(board.id, "Office")?;
            assert_eq!(tx.count_board_templates(one.channel.id)?, 1);
            tx.delete_board_template(board.id, "Field")?;
            assert_eq!(tx.count_board_templates(one.channel.id)?, 0);
            Ok(())
        })
        .await;
}
