//! Boards: cards that people move at once, stages that cards follow, usual times, iterations, archives.

use std::collections::BTreeSet;

use app::actor::Actor;
use app::board::{BoardChange, IterationChange, NewBoard, NewIteration, Spot};
use app::error::AppError;
use app::task::{NewTask, TaskChange};
use model::board::{Board, BoardPart, BoardRole, Card, Column, Iteration, WantedColumn};
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::event::Event;
use model::id::{BoardId, ColumnId, PersonId, TaskId};
use model::limits::CARD_RANK_BYTES_MAX;
use model::task::{Stage, Task, TaskChanged, TaskNews};
use testkit::replica::Replica;

use crate::trio::{Trio, code};

/// A board of its own kind: two columns of what is done, none of what is not started.
fn columns(shape: &[(&str, Stage)]) -> Option<Vec<WantedColumn>> {
    let column = |(name, stage): &(&str, Stage)| WantedColumn {
        id: None,
        name: (*name).into(),
        stage: *stage,
        cards_max: None,
        usual_minutes_set: None,
    };
    Some(shape.iter().map(column).collect())
}

/// A column as it is, to be kept.
fn kept(column: &Column) -> WantedColumn {
    WantedColumn {
        id: Some(column.id),
        name: column.name.clone(),
        stage: column.stage,
        cards_max: column.cards_max,
        usual_minutes_set: column.usual_minutes_set,
    }
}

fn at(column: ColumnId) -> Spot {
    Spot {
        column: Some(column),
        ..Spot::default()
    }
}

fn below(column: ColumnId, above: TaskId) -> Spot {
    Spot {
        after: Some(above),
        ..at(column)
    }
}

fn above(column: ColumnId, below: TaskId) -> Spot {
    Spot {
        before: Some(below),
        ..at(column)
    }
}

impl Trio {
    async fn board_like(
        &self,
        by: &Actor,
        columns: Option<Vec<WantedColumn>>,
    ) -> Result<Board, AppError> {
        let new = NewBoard {
            channel: self.channel,
            name: "Pumps".into(),
            purpose: String::new(),
            team: None,
            template: None,
            columns,
        };
        self.app.create_board(by, new, None).await
    }

    /// To do, Doing, Review, Done.
    async fn board(&self) -> Board {
        self.board_like(&self.mira, None).await.unwrap()
    }

    async fn task_on(&self, board: Option<&Board>, owner: Option<PersonId>) -> Task {
        let new = NewTask {
            title: "Seal the pump".into(),
            owner,
            channel: board.is_none().then_some(self.channel),
            board: board.map(|board| board.id),
            ..NewTask::default()
        };
        let made = self.app.create_task(&self.mira, new, None).await;
        made.unwrap().task
    }

    async fn tasks_on(&self, board: &Board, count: usize) -> Vec<TaskId> {
        let mut ids = Vec::new();
        for _ in 0..count {
            ids.push(self.task_on(Some(board), None).await.id);
        }
        ids
    }

    async fn put(&self, board: &Board, task: TaskId, spot: Spot) -> Card {
        let placed = self.app.place_card(&self.ben, (board.id, task), spot).await;
        placed.unwrap()
    }

    async fn now_of(&self, board: &Board) -> Board {
        self.app.board(&self.ben, board.id).await.unwrap()
    }

    async fn cards(&self, board: &Board) -> Vec<Card> {
        let content = self.app.board_content(&self.ana, board.id).await.unwrap();
        content.cards
    }

    async fn order(&self, board: &Board, column: ColumnId) -> Vec<TaskId> {
        let mut cards = self.cards(board).await;
        cards.retain(|card| card.column == column);
        assert!(cards.windows(2).all(|pair| pair[0].rank < pair[1].rank));
        cards.into_iter().map(|card| card.task).collect()
    }

    async fn stage_of(&self, task: TaskId) -> Stage {
        let detail = self.app.task(&self.mira, task).await.unwrap();
        detail.task.stage
    }

    async fn set_stage_of(&self, task: TaskId, stage: Stage) {
        let change = TaskChange {
            stage: Some(stage),
            ..TaskChange::default()
        };
        let changed = self.app.change_task(&self.mira, task, change, None).await;
        changed.unwrap();
    }

    async fn columns_become(
        &self,
        board: &Board,
        columns: Vec<WantedColumn>,
        move_to: Option<ColumnId>,
    ) -> Result<Board, AppError> {
        let change = BoardChange {
            columns: Some(columns),
            move_to,
            ..BoardChange::default()
        };
        let board = board.id;
        self.app.update_board(&self.mira, board, change, None).await
    }

    async fn set_archived(&self, board: &Board, archived: bool) -> Board {
        let change = BoardChange {
            archived: Some(archived),
            ..BoardChange::default()
        };
        let changed = self.app.update_board(&self.mira, board.id, change, None);
        changed.await.unwrap()
    }

    async fn plan(&self, board: BoardId, name: &str) -> Iteration {
        let new = NewIteration {
            name: name.into(),
            goal: String::new(),
            first: "2026-11-23".parse().unwrap(),
            last: "2026-11-27".parse().unwrap(),
        };
        let made = self
            .app
            .create_iteration(&self.mira, board, new, None)
            .await;
        made.unwrap()
    }

    async fn read_iteration(&self, board: &Board, of: &Iteration) -> Iteration {
        let content = self.app.board_content(&self.ana, board.id).await.unwrap();
        let found = content.iterations.into_iter().find(|one| one.id == of.id);
        found.unwrap()
    }
}

#[tokio::test]
async fn a_card_stands_where_it_was_put() {
    let team = Trio::new().await;
    let board = team.board().await;
    let to_do = board.columns[0].id;
    let ids = team.tasks_on(&board, 4).await;
    assert_eq!(team.order(&board, to_do).await, ids);
    let [one, two, three, four] = [ids[0], ids[1], ids[2], ids[3]];
    team.put(&board, four, below(to_do, one)).await;
    assert_eq!(team.order(&board, to_do).await, [one, four, two, three]);
    team.put(&board, three, above(to_do, one)).await;
    assert_eq!(team.order(&board, to_do).await, [three, one, four, two]);
    team.put(&board, three, at(to_do)).await;
    assert_eq!(team.order(&board, to_do).await, [one, four, two, three]);
    // What was named moved away meanwhile: the other one named counts, and then the bottom.
    let doing = board.columns[1].id;
    team.put(&board, one, at(doing)).await;
    let both = Spot {
        before: Some(four),
        ..below(to_do, one)
    };
    team.put(&board, three, both).await;
    assert_eq!(team.order(&board, to_do).await, [three, four, two]);
    team.put(&board, three, below(to_do, one)).await;
    assert_eq!(team.order(&board, to_do).await, [four, two, three]);
    // Beside itself it stays last.
    team.put(&board, three, below(to_do, three)).await;
    assert_eq!(team.order(&board, to_do).await, [four, two, three]);
}

#[tokio::test]
async fn people_who_move_at_once_lose_and_repeat_nothing() {
    let team = Trio::new().await;
    let board = team.board().await;
    let ids = team.tasks_on(&board, 12).await;
    let mut seed = 7_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let people = [&team.mira, &team.ben, &team.ana, &team.ben, &team.mira];
    for _ in 0..40 {
        let mut moving = Vec::new();
        for person in people {
            let spot = Spot {
                after: Some(ids[draw(12)]),
                before: Some(ids[draw(12)]),
                ..at(board.columns[draw(4)].id)
            };
            let card = (board.id, ids[draw(12)]);
            let (app, person) = (team.app.clone(), person.clone());
            moving.push(tokio::spawn(async move {
                app.place_card(&person, card, spot).await.unwrap()
            }));
        }
        for moved in moving {
            moved.await.unwrap();
        }
        let cards = team.cards(&board).await;
        let known: BTreeSet<_> = cards.iter().map(|card| card.task).collect();
        let ranks: BTreeSet<_> = cards.iter().map(|card| (card.column, &card.rank)).collect();
        assert_eq!((cards.len(), known.len(), ranks.len()), (12, 12, 12));
        for card in cards {
            let column = board.columns.iter().find(|column| column.id == card.column);
            assert_eq!(team.stage_of(card.task).await, column.unwrap().stage);
        }
    }
}

#[tokio::test]
async fn ranks_stay_short_where_cards_crowd() {
    let team = Trio::new().await;
    let board = team.board().await;
    let to_do = board.columns[0].id;
    let ids = team.tasks_on(&board, 3).await;
    let [first, one, two] = [ids[0], ids[1], ids[2]];
    let mut longest = 0;
    let mut rebalanced = false;
    for round in 0..330 {
        let moved = if round % 2 == 0 { two } else { one };
        let card = team.put(&board, moved, below(to_do, first)).await;
        rebalanced |= card.rank.len() < longest;
        longest = longest.max(card.rank.len());
    }
    assert!(rebalanced && longest <= CARD_RANK_BYTES_MAX, "{longest}");
    assert_eq!(team.order(&board, to_do).await, [first, one, two]);
}

#[tokio::test]
async fn a_column_sets_the_stage_and_other_boards_follow() {
    let team = Trio::new().await;
    let board = team.board().await;
    let shape = columns(&[
        ("Queue", Stage::NotStarted),
        ("Work", Stage::Doing),
        ("Out", Stage::Done),
    ]);
    let other = team.board_like(&team.ben, shape).await.unwrap();
    let [task, waiting] = [
        team.task_on(Some(&board), None).await,
        team.task_on(Some(&board), None).await,
    ];
    for id in [task.id, waiting.id] {
        team.put(&other, id, at(other.columns[0].id)).await;
    }
    // Put where work goes on, without a word where else.
    team.put(&other, waiting.id, at(other.columns[1].id)).await;
    team.put(&board, task.id, at(board.columns[2].id)).await;
    assert_eq!(team.stage_of(task.id).await, Stage::Doing);
    let work = other.columns[1].id;
    assert_eq!(team.order(&other, work).await, [task.id, waiting.id]);
    // By the check mark, both cards go.
    team.set_stage_of(task.id, Stage::Done).await;
    assert_eq!(team.order(&other, other.columns[2].id).await, [task.id]);
    assert_eq!(team.order(&board, board.columns[3].id).await, [task.id]);
    team.set_stage_of(task.id, Stage::NotStarted).await;
    assert_eq!(team.order(&board, board.columns[0].id).await, [task.id]);
    let history = team.app.task_history(&team.ana, task.id).await.unwrap();
    let moved = TaskChanged::Moved {
        board: "Pumps".into(),
        was: Some("To do".into()),
        is: Some("Review".into()),
    };
    assert!(
        history
            .iter()
            .any(|line| line.what == moved && line.by == Some(team.ben.person))
    );
}

#[tokio::test]
async fn a_column_learns_its_usual_time_from_five_passages() {
    let team = Trio::new().await;
    let board = team.board().await;
    let [to_do, doing, review] = [
        board.columns[0].id,
        board.columns[1].id,
        board.columns[2].id,
    ];
    let ben = Some(team.ben.person);
    let since = team.snapshot(&team.mira).await.seq;
    for minutes in [10, 20, 30, 40] {
        let task = team.task_on(Some(&board), ben).await;
        team.put(&board, task.id, at(doing)).await;
        team.wait(minutes).await;
        team.put(&board, task.id, at(review)).await;
    }
    assert_eq!(team.now_of(&board).await.columns[1].usual_minutes, None);
    let updates = async || {
        let events = team.app.events(&team.mira, since, 2_000).await.unwrap().0;
        let is_board = |event: &Event| matches!(event, Event::BoardUpdated(_));
        events.iter().filter(|frame| is_board(&frame.event)).count()
    };
    assert_eq!(updates().await, 0);
    let task = team.task_on(Some(&board), ben).await;
    // Slipped there and back: no passage.
    team.put(&board, task.id, at(doing)).await;
    team.put(&board, task.id, at(to_do)).await;
    team.put(&board, task.id, at(doing)).await;
    team.wait(50).await;
    team.put(&board, task.id, at(review)).await;
    let learnt = team.now_of(&board).await;
    assert_eq!(learnt.columns[1].usual_minutes, Some(40));
    assert_eq!(learnt.version, board.version);
    assert_eq!(updates().await, 1);
    // A night and a morning of Ben's: only what he works counts. Ana's, in Auckland, is another.
    let task = team.task_on(Some(&board), ben).await;
    team.put(&board, task.id, at(doing)).await;
    team.wait(24 * 60).await;
    team.put(&board, task.id, at(to_do)).await;
    let day = team.app.store().read({
        let id = board.id;
        move |view| view.passages(id, doing, 1)
    });
    let day = day.await.unwrap()[0];
    assert!((7 * 60..=9 * 60).contains(&day), "{day}");
}

#[tokio::test]
async fn a_column_with_cards_goes_only_with_a_word_where_they_go() {
    let team = Trio::new().await;
    let board = team.board().await;
    let ids = team.tasks_on(&board, 3).await;
    let [doing, review, done] = [
        board.columns[1].id,
        board.columns[2].id,
        board.columns[3].id,
    ];
    team.put(&board, ids[0], at(doing)).await;
    for id in [ids[1], ids[2]] {
        team.put(&board, id, at(review)).await;
    }
    let without = |gone: ColumnId| -> Vec<WantedColumn> {
        let stay = board.columns.iter().filter(|column| column.id != gone);
        stay.map(kept).collect()
    };
    let refused = team.columns_become(&board, without(review), None).await;
    assert_eq!(code(refused), ErrorCode::Invalid);
    let into_itself = team
        .columns_become(&board, without(review), Some(review))
        .await;
    assert_eq!(code(into_itself), ErrorCode::Invalid);
    let changed = team
        .columns_become(&board, without(review), Some(doing))
        .await
        .unwrap();
    assert_eq!(changed.columns.len(), 3);
    assert_eq!(team.order(&board, doing).await, ids);
    let late = team
        .app
        .place_card(&team.ben, (board.id, ids[0]), at(review))
        .await;
    assert_eq!(code(late), ErrorCode::WrongState);
    // Where they go means done: they are finished.
    let mut stay = without(review);
    stay.retain(|column| column.id != Some(doing));
    team.columns_become(&board, stay.clone(), Some(done))
        .await
        .unwrap();
    for id in &ids {
        assert_eq!(team.stage_of(*id).await, Stage::Done);
    }
    // Its meaning changes, and with it the stage of what stands there.
    stay.last_mut().unwrap().stage = Stage::Doing;
    let changed = team.columns_become(&board, stay, None).await.unwrap();
    assert_eq!(changed.columns[1].stage, Stage::Doing);
    assert_eq!(team.stage_of(ids[0]).await, Stage::Doing);
    assert_eq!(team.order(&board, done).await, ids);
}

#[tokio::test]
async fn what_is_put_away_comes_back_where_its_task_is() {
    let team = Trio::new().await;
    let board = team.board().await;
    let ids = team.tasks_on(&board, 3).await;
    let done = board.columns[3].id;
    for id in &ids {
        team.put(&board, *id, at(done)).await;
    }
    let put_away = team.app.archive_done(&team.ben, board.id, Some(done)).await;
    assert_eq!(put_away.unwrap(), 3);
    assert!(team.cards(&board).await.is_empty());
    let newest = (model::time::Timestamp::MAX, String::new());
    let page = team
        .app
        .archived_cards(&team.ana, board.id, newest, 10)
        .await;
    assert_eq!(page.unwrap().len(), 3);
    team.set_stage_of(ids[0], Stage::Doing).await;
    for id in [ids[0], ids[1]] {
        let back = team
            .app
            .archive_card(&team.ben, (board.id, id), false)
            .await;
        assert_eq!(back.unwrap().archived_at, None);
    }
    assert_eq!(team.order(&board, board.columns[1].id).await, [ids[0]]);
    assert_eq!(team.order(&board, done).await, [ids[1]]);
    // Putting it on the board brings it back too.
    team.put(&board, ids[2], above(done, ids[1])).await;
    assert_eq!(team.order(&board, done).await, [ids[2], ids[1]]);
    // A board that is put away takes nothing, and its cards follow when it is used again.
    team.set_archived(&board, true).await;
    let late = team
        .app
        .place_card(&team.ben, (board.id, ids[0]), at(done))
        .await;
    assert_eq!(code(late), ErrorCode::WrongState);
    let rename = BoardChange {
        name: Some("Valves".into()),
        ..BoardChange::default()
    };
    let late = team
        .app
        .update_board(&team.mira, board.id, rename, None)
        .await;
    assert_eq!(code(late), ErrorCode::WrongState);
    assert!(team.snapshot(&team.mira).await.boards.is_empty());
    team.set_stage_of(ids[1], Stage::NotStarted).await;
    team.set_archived(&board, false).await;
    assert_eq!(team.order(&board, board.columns[0].id).await, [ids[1]]);
}

#[tokio::test]
async fn what_was_let_go_is_not_put_away_with_what_is_finished() {
    let team = Trio::new().await;
    let board = team.board().await;
    let ids = team.tasks_on(&board, 3).await;
    let done = board.columns[3].id;
    for id in &ids[1..] {
        team.put(&board, *id, at(done)).await;
    }
    let let_go = |dropped| TaskChange {
        dropped: Some(dropped),
        ..TaskChange::default()
    };
    for id in &ids[..2] {
        let dropped = team.app.change_task(&team.mira, *id, let_go(true), None);
        dropped.await.unwrap();
    }
    let first = board.columns[0].id;
    for (column, cards) in [(Some(first), 0), (None, 1)] {
        let put_away = team.app.archive_done(&team.ben, board.id, column).await;
        assert_eq!(put_away.unwrap(), cards);
    }
    assert!(team.cards(&board).await.is_empty());
    // Taken up again, they are where they were.
    for id in &ids[..2] {
        let back = team.app.change_task(&team.mira, *id, let_go(false), None);
        back.await.unwrap();
    }
    assert_eq!(team.order(&board, first).await, [ids[0]]);
    assert_eq!(team.order(&board, done).await, [ids[1]]);
}

#[tokio::test]
async fn an_iteration_counts_and_carries_over() {
    let team = Trio::new().await;
    let board = team.board().await;
    let mut ids = team.tasks_on(&board, 4).await;
    // Tasks of one iteration are told in order of id, and ids of one millisecond have none of their own.
    ids.sort_unstable();
    let first = team.plan(board.id, "Week 48").await;
    let second = team.plan(board.id, "Week 49").await;
    let into = |iteration: &Iteration| Spot {
        iteration: Some(Some(iteration.id)),
        ..at(board.columns[0].id)
    };
    for id in &ids[..2] {
        team.put(&board, *id, into(&first)).await;
    }
    let early = team.app.close_iteration(&team.mira, first.id, None).await;
    assert_eq!(code(early), ErrorCode::WrongState);
    team.app
        .start_iteration(&team.mira, first.id)
        .await
        .unwrap();
    assert_eq!(team.now_of(&board).await.iteration, Some(first.id));
    let both = team.app.start_iteration(&team.ben, second.id).await;
    assert_eq!(code(both), ErrorCode::WrongState);
    team.put(&board, ids[2], into(&first)).await;
    team.put(&board, ids[3], into(&first)).await;
    team.put(&board, ids[0], at(board.columns[3].id)).await;
    // Taken off the board, it did not come in.
    team.app
        .remove_card(&team.ben, (board.id, ids[3]))
        .await
        .unwrap();
    let running = team.read_iteration(&board, &first).await;
    assert_eq!(running.planned, ids[..2]);
    assert_eq!(
        (running.added, running.finished),
        (vec![ids[2]], vec![ids[0]])
    );
    let into_itself = team
        .app
        .close_iteration(&team.mira, first.id, Some(first.id))
        .await;
    assert_eq!(code(into_itself), ErrorCode::Invalid);
    let closed = team
        .app
        .close_iteration(&team.mira, first.id, Some(second.id))
        .await
        .unwrap();
    assert_eq!(closed.carried, ids[1..3]);
    assert_eq!(team.now_of(&board).await.iteration, None);
    let begun = team
        .app
        .start_iteration(&team.mira, second.id)
        .await
        .unwrap();
    assert_eq!(begun.planned, ids[1..3]);
    // What it was stays as it was.
    team.set_stage_of(ids[0], Stage::Doing).await;
    assert_eq!(team.read_iteration(&board, &first).await, closed);
    let rename = IterationChange {
        name: Some("Week 50".into()),
        ..IterationChange::default()
    };
    let late = team
        .app
        .update_iteration(&team.mira, first.id, rename.clone())
        .await;
    assert_eq!(code(late), ErrorCode::WrongState);
    // Out of it, and into another, a card stays in its place.
    let order = team.order(&board, board.columns[0].id).await;
    let out = Spot {
        iteration: Some(None),
        ..Spot::default()
    };
    assert_eq!(team.put(&board, ids[1], out).await.iteration, None);
    assert_eq!(team.order(&board, board.columns[0].id).await, order);
    let renamed = team
        .app
        .update_iteration(&team.mira, second.id, rename)
        .await
        .unwrap();
    assert_eq!(renamed.planned, begun.planned);
}

#[tokio::test]
async fn a_recurring_task_comes_back_to_its_board() {
    let team = Trio::new().await;
    let board = team.board().await;
    let new = NewTask {
        title: "Oil the gate".into(),
        board: Some(board.id),
        due: Some(model::task::TaskDue::Day("2026-11-24".parse().unwrap())),
        recurrence: Some(model::task::Recurrence {
            rule: "FREQ=WEEKLY".into(),
            from: model::task::RecurFrom::Due,
        }),
        ..NewTask::default()
    };
    let made = team.app.create_task(&team.mira, new, None).await.unwrap();
    team.put(&board, made.task.id, at(board.columns[3].id))
        .await;
    let next = team.order(&board, board.columns[0].id).await;
    assert_eq!(next.len(), 1);
    assert_eq!(
        team.order(&board, board.columns[3].id).await,
        [made.task.id]
    );
}

#[tokio::test]
async fn who_is_told_by_their_part_hears_of_what_was_finished() {
    let team = Trio::new().await;
    let board = team.board().await;
    let task = team.task_on(Some(&board), Some(team.ben.person)).await;
    let change = BoardChange {
        roles: Some(vec![BoardRole {
            part: BoardPart::Told,
            person: team.ana.person,
        }]),
        ..BoardChange::default()
    };
    team.app
        .update_board(&team.mira, board.id, change, Some(1))
        .await
        .unwrap();
    team.put(&board, task.id, at(board.columns[3].id)).await;
    let finished = DeliveryAbout::Task {
        task: task.id,
        news: TaskNews::Finished,
    };
    let is_it = |about: &DeliveryAbout| *about == finished;
    // Who did it is not told.
    assert!(team.listed(&team.ben, is_it).await.is_empty());
    let about_it = team.app.store().read({
        let ana = team.ana.person;
        move |view| view.listed_deliveries(ana)
    });
    let about_it = about_it.await.unwrap();
    assert!(about_it.iter().any(|delivery| delivery.about == finished));
}

#[tokio::test]
async fn who_leaves_the_channel_leaves_its_boards() {
    let team = Trio::new().await;
    let board = team.board().await;
    let change = BoardChange {
        roles: Some(vec![BoardRole {
            part: BoardPart::Decides,
            person: team.ben.person,
        }]),
        ..BoardChange::default()
    };
    team.app
        .update_board(&team.mira, board.id, change, Some(1))
        .await
        .unwrap();
    let followed = team
        .app
        .follow_board(&team.ben, board.id, true)
        .await
        .unwrap();
    assert_eq!(followed.followers, [team.ben.person]);
    let again = team
        .app
        .follow_board(&team.ben, board.id, true)
        .await
        .unwrap();
    assert_eq!(again.followers, [team.ben.person]);
    let left = team
        .app
        .remove_member(&team.mira, team.channel, team.ben.person);
    left.await.unwrap();
    let board = team.app.board(&team.mira, board.id).await.unwrap();
    assert!(board.followers.is_empty() && board.roles.is_empty());
    // The channel is public: Ben reads on and changes nothing.
    let task = team.task_on(Some(&board), None).await;
    let spot = at(board.columns[1].id);
    let refused = team
        .app
        .place_card(&team.ben, (board.id, task.id), spot)
        .await;
    assert_eq!(code(refused), ErrorCode::NotAllowed);
    assert_eq!(
        team.app
            .board_content(&team.ben, board.id)
            .await
            .unwrap()
            .cards
            .len(),
        1
    );
}

#[tokio::test]
async fn a_template_is_kept_of_a_board_and_used_by_its_name() {
    let team = Trio::new().await;
    let shape = columns(&[("Idea", Stage::NotStarted), ("Live", Stage::Done)]);
    let board = team.board_like(&team.mira, shape.clone()).await.unwrap();
    let kept = team
        .app
        .keep_board_template(&team.ben, board.id, "Our way".into())
        .await;
    let kept = kept.unwrap();
    let other = team.board_like(&team.mira, None).await.unwrap();
    let taken = team
        .app
        .keep_board_template(&team.ben, other.id, "Our way".into())
        .await;
    assert_eq!(code(taken), ErrorCode::Taken);
    let taken = team
        .app
        .keep_board_template(&team.ben, board.id, "kanban".into())
        .await;
    assert_eq!(code(taken), ErrorCode::Taken);
    let templates = team.app.board_templates(&team.ana).await.unwrap();
    assert_eq!(templates.last(), Some(&kept));
    let new = NewBoard {
        channel: team.channel,
        name: "Another".into(),
        purpose: String::new(),
        team: None,
        template: Some("Our way".into()),
        columns: None,
    };
    let made = team
        .app
        .create_board(&team.ana, new.clone(), None)
        .await
        .unwrap();
    let names: Vec<_> = made.columns.iter().map(|column| &*column.name).collect();
    assert_eq!(names, ["Idea", "Live"]);
    let both = NewBoard {
        columns: shape,
        ..new.clone()
    };
    let refused = team.app.create_board(&team.ana, both, None).await;
    assert_eq!(code(refused), ErrorCode::Invalid);
    let unknown = NewBoard {
        template: Some("No way".into()),
        ..new
    };
    let refused = team.app.create_board(&team.ana, unknown, None).await;
    assert_eq!(code(refused), ErrorCode::Invalid);
}

#[tokio::test]
async fn a_template_is_deleted_by_who_kept_it_and_who_manages() {
    let team = Trio::new().await;
    let shape = columns(&[("Idea", Stage::NotStarted), ("Live", Stage::Done)]);
    let board = team.board_like(&team.mira, shape).await.unwrap();
    let keep = async |name: &str| {
        let kept = team
            .app
            .keep_board_template(&team.ben, board.id, name.into());
        kept.await.unwrap();
    };
    let delete = async |who, name: &str| {
        team.app
            .drop_board_template(who, board.id, name.into())
            .await
    };
    let count = async || team.app.board_templates(&team.ana).await.unwrap().len();
    let before = count().await;
    keep("Our way").await;
    keep("Their way").await;
    let refused = delete(&team.ana, "Our way").await;
    assert_eq!(code(refused), ErrorCode::NotAllowed);
    delete(&team.ben, "Our way").await.unwrap();
    delete(&team.mira, "Their way").await.unwrap();
    assert_eq!(count().await, before);
    let gone = delete(&team.ben, "Our way").await;
    assert_eq!(code(gone), ErrorCode::NotFound);
    // What comes with Meanwhile is of no board.
    let built_in = delete(&team.mira, "kanban").await;
    assert_eq!(code(built_in), ErrorCode::NotFound);
}

/// Copies that events keep up to date.
struct Copies<'a> {
    team: &'a Trio,
    copies: Vec<(Actor, Replica)>,
}

impl<'a> Copies<'a> {
    async fn begin(team: &'a Trio) -> Self {
        let mut copies = Vec::new();
        for actor in [&team.mira, &team.ben, &team.ana] {
            let snapshot = team.snapshot(actor).await;
            copies.push((actor.clone(), Replica::new(snapshot)));
        }
        Self { team, copies }
    }

    async fn check(&mut self, after: &str) {
        let app = &self.team.app;
        let newest = app.store().read(|view| view.last_seq()).await.unwrap();
        while app.hub().seq() < newest {
            tokio::task::yield_now().await;
        }
        for (actor, replica) in &mut self.copies {
            let since = replica.snapshot().seq;
            let (frames, _) = app.events(actor, since, 2_000).await.unwrap();
            for frame in &frames {
                replica.apply_frame(frame);
            }
            let mut fresh = app.snapshot(actor).await.unwrap();
            fresh.seq = replica.snapshot().seq;
            assert_eq!(*replica.snapshot(), fresh, "after {after}");
        }
    }
}

#[tokio::test]
async fn every_change_of_a_board_keeps_every_copy_fresh() {
    let team = Trio::new().await;
    let mut copies = Copies::begin(&team).await;
    let board = team.board().await;
    copies.check("a board").await;
    let other = team.board_like(&team.ben, None).await.unwrap();
    let task = team.task_on(Some(&board), Some(team.ben.person)).await;
    let free = team.task_on(None, Some(team.ana.person)).await;
    copies.check("tasks").await;
    team.put(&board, free.id, at(board.columns[0].id)).await;
    team.put(&other, task.id, at(other.columns[0].id)).await;
    copies.check("cards").await;
    team.put(&board, task.id, at(board.columns[1].id)).await;
    copies.check("a move to another stage").await;
    let card = (board.id, task.id);
    team.app.archive_card(&team.mira, card, true).await.unwrap();
    copies.check("a card put away").await;
    team.app
        .archive_card(&team.mira, card, false)
        .await
        .unwrap();
    copies.check("a card brought back").await;
    team.set_archived(&other, true).await;
    copies.check("a board put away").await;
    team.set_stage_of(task.id, Stage::Done).await;
    copies.check("a task finished").await;
    team.set_archived(&other, false).await;
    copies.check("a board used again").await;
    let mut stay: Vec<_> = board.columns.iter().map(kept).collect();
    stay.remove(0);
    let column = board.columns[1].id;
    team.columns_become(&board, stay, Some(column))
        .await
        .unwrap();
    copies.check("a column removed").await;
    let iteration = team.plan(board.id, "Week 48").await;
    let spot = Spot {
        iteration: Some(Some(iteration.id)),
        ..at(column)
    };
    team.put(&board, free.id, spot).await;
    team.app
        .start_iteration(&team.mira, iteration.id)
        .await
        .unwrap();
    team.app
        .close_iteration(&team.mira, iteration.id, None)
        .await
        .unwrap();
    copies.check("an iteration").await;
    team.app
        .remove_card(&team.mira, (board.id, free.id))
        .await
        .unwrap();
    copies.check("a card taken off").await;
    let left = team
        .app
        .remove_member(&team.mira, team.channel, team.ben.person);
    left.await.unwrap();
    copies.check("somebody left").await;
    team.app
        .join_channel(&team.ben, team.channel)
        .await
        .unwrap();
    copies.check("somebody came back").await;
}

#[tokio::test]
async fn a_private_task_on_a_board_is_seen_there_and_hidden_again() {
    let team = Trio::new().await;
    let board = team.board().await;
    let mut copies = Copies::begin(&team).await;
    let new = NewTask {
        title: "Ask about the pay".into(),
        owner: Some(team.mira.person),
        helpers: vec![team.ana.person],
        ..NewTask::default()
    };
    let own = team
        .app
        .create_task(&team.mira, new, None)
        .await
        .unwrap()
        .task;
    copies.check("a private task").await;
    let spot = at(board.columns[0].id);
    let hidden = team
        .app
        .place_card(&team.ben, (board.id, own.id), spot)
        .await;
    assert_eq!(code(hidden), ErrorCode::NotFound);
    let shown = team
        .app
        .place_card(&team.mira, (board.id, own.id), spot)
        .await;
    shown.unwrap();
    copies.check("shown on a board").await;
    assert!(team.app.task(&team.ben, own.id).await.is_ok());
    team.app
        .remove_card(&team.ben, (board.id, own.id))
        .await
        .unwrap();
    copies.check("taken off").await;
    assert_eq!(
        code(team.app.task(&team.ben, own.id).await),
        ErrorCode::NotFound
    );
    assert_eq!(team.snapshot(&team.ana).await.tasks.len(), 1);
}
