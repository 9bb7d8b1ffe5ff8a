//! Steps of the sync law: tasks, boards, and people's own boards.

use app::actor::Actor;
use app::board::{NewBoard, Spot};
use app::my_board::Placing;
use app::task::{NewTask, TaskChange, TaskSearch};
use model::id::{BoardId, PersonId, TaskId};
use model::my_board::{Lane, MyItem};
use model::task::{RecurFrom, Recurrence, Stage, TaskDue};
use proptest::prelude::*;

use crate::world::{World, pick};

/// One thing that somebody does with tasks; numbers choose among what there is.
#[derive(Clone, Debug)]
pub struct Work {
    pub by: usize,
    pub deed: Deed,
}

#[derive(Clone, Copy, Debug)]
pub enum Deed {
    Board {
        channel: usize,
    },
    Make {
        channel: Option<usize>,
        board: Option<usize>,
        owner: Option<usize>,
    },
    Own {
        task: usize,
        owner: Option<usize>,
        helper: Option<usize>,
    },
    Home {
        task: usize,
        channel: Option<usize>,
    },
    Stage {
        task: usize,
        stage: Stage,
    },
    Drop {
        task: usize,
        dropped: bool,
    },
    Wait {
        task: usize,
        on: usize,
    },
    Put {
        task: usize,
        board: usize,
        column: usize,
        after: usize,
    },
    TakeOff {
        task: usize,
    },
    PutAway {
        task: usize,
        away: bool,
    },
    Mine {
        task: usize,
        lane: Option<Lane>,
        after: usize,
    },
    NextStep {
        task: usize,
    },
    LetGo {
        task: usize,
    },
    Block {
        task: usize,
    },
}

pub fn work_steps() -> impl Strategy<Value = Work> {
    let n = 0_usize..64;
    let some = || prop::option::of(0_usize..64);
    let lanes = prop::sample::select(vec![
        None,
        Some(Lane::Inbox),
        Some(Lane::Now),
        Some(Lane::Later),
    ]);
    let stages = prop::sample::select(vec![Stage::NotStarted, Stage::Doing, Stage::Done]);
    let two = (n.clone(), n.clone());
    let deeds = prop_oneof![
        2 => n.clone().prop_map(|channel| Deed::Board { channel }),
        4 => (some(), some(), some())
            .prop_map(|(channel, board, owner)| Deed::Make { channel, board, owner }),
        3 => (n.clone(), some(), some())
            .prop_map(|(task, owner, helper)| Deed::Own { task, owner, helper }),
        2 => (n.clone(), some()).prop_map(|(task, channel)| Deed::Home { task, channel }),
        3 => (n.clone(), stages).prop_map(|(task, stage)| Deed::Stage { task, stage }),
        1 => (n.clone(), any::<bool>()).prop_map(|(task, dropped)| Deed::Drop { task, dropped }),
        1 => two.clone().prop_map(|(task, on)| Deed::Wait { task, on }),
        4 => (n.clone(), n.clone(), n.clone(), n.clone())
            .prop_map(|(task, board, column, after)| Deed::Put { task, board, column, after }),
        2 => n.clone().prop_map(|task| Deed::TakeOff { task }),
        1 => (n.clone(), any::<bool>()).prop_map(|(task, away)| Deed::PutAway { task, away }),
        2 => (n.clone(), lanes, n.clone())
            .prop_map(|(task, lane, after)| Deed::Mine { task, lane, after }),
        1 => n.clone().prop_map(|task| Deed::NextStep { task }),
        1 => n.clone().prop_map(|task| Deed::LetGo { task }),
        1 => n.clone().prop_map(|task| Deed::Block { task }),
    ];
    (n, deeds).prop_map(|(by, deed)| Work { by, deed })
}

/// The tasks that somebody sees.
async fn tasks(world: &World, by: &Actor) -> Vec<TaskId> {
    let search = TaskSearch {
        limit: 500,
        ..TaskSearch::default()
    };
    let found = world.app.tasks(by, search).await.unwrap();
    found.iter().map(|task| task.id).collect()
}

async fn boards(world: &World, by: &Actor) -> Vec<BoardId> {
    let snapshot = world.app.snapshot(by).await.unwrap();
    snapshot.boards.iter().map(|board| board.id).collect()
}

impl Work {
    /// Does it. A refusal is a fine answer.
    pub async fn take(&self, world: &mut World) {
        let by = world.by(self.by).clone();
        let person = |number: usize| -> PersonId { world.by(number).person };
        match self.deed {
            Deed::Board { channel } => {
                let Some(channel) = pick(&world.channels, channel) else {
                    return;
                };
                let new = NewBoard {
                    channel,
                    name: "Pumps".into(),
                    purpose: String::new(),
                    team: None,
                    template: None,
                    columns: None,
                };
                let _ = world.app.create_board(&by, new, None).await;
            }
            Deed::Make {
                channel,
                board,
                owner,
            } => {
                let boards = boards(world, &by).await;
                let new = NewTask {
                    title: "Seal the pump".into(),
                    channel: channel.and_then(|number| pick(&world.channels, number)),
                    board: board.and_then(|number| pick(&boards, number)),
                    owner: owner.map(person),
                    due: "2026-11-25".parse().ok().map(TaskDue::Day),
                    recurrence: owner.filter(|number| number % 4 == 0).map(|_| Recurrence {
                        rule: "FREQ=DAILY".into(),
                        from: RecurFrom::Finished,
                    }),
                    ..NewTask::default()
                };
                let _ = world.app.create_task(&by, new, None).await;
            }
            _ => self.change(world, &by).await,
        }
    }

    async fn change(&self, world: &mut World, by: &Actor) {
        let tasks = tasks(world, by).await;
        let of = |number: usize| pick(&tasks, number);
        let person = |number: usize| -> PersonId { world.by(number).person };
        let none = TaskChange::default;
        let (task, change) = match self.deed {
            Deed::Own {
                task,
                owner,
                helper,
            } => {
                let change = TaskChange {
                    owner: Some(owner.map(person)),
                    helpers: Some(helper.map(person).into_iter().collect()),
                    ..none()
                };
                (of(task), change)
            }
            Deed::Home { task, channel } => {
                let change = TaskChange {
                    channel: Some(channel.and_then(|number| pick(&world.channels, number))),
                    ..none()
                };
                (of(task), change)
            }
            Deed::Stage { task, stage } => {
                let change = TaskChange {
                    stage: Some(stage),
                    ..none()
                };
                (of(task), change)
            }
            Deed::Drop { task, dropped } => {
                let change = TaskChange {
                    dropped: Some(dropped),
                    ..none()
                };
                (of(task), change)
            }
            Deed::Wait { task, on } => {
                let change = TaskChange {
                    waits_on: Some(of(on).into_iter().collect()),
                    ..none()
                };
                (of(task), change)
            }
            _ => return self.place(world, by, &tasks).await,
        };
        if let Some(task) = task {
            let _ = world.app.change_task(by, task, change, None).await;
        }
    }

    async fn place(&self, world: &mut World, by: &Actor, tasks: &[TaskId]) {
        let of = |number: usize| pick(tasks, number);
        let mine = |number: usize| of(number).map(|task| MyItem::Task { task });
        match self.deed {
            Deed::Put {
                task,
                board,
                column,
                after,
            } => {
                let boards = world.app.snapshot(by).await.unwrap().boards;
                let chosen: Vec<usize> = (0..boards.len()).collect();
                let (Some(task), Some(board)) = (of(task), pick(&chosen, board)) else {
                    return;
                };
                let board = &boards[board];
                let columns: Vec<_> = board.columns.iter().map(|column| column.id).collect();
                let spot = Spot {
                    column: pick(&columns, column),
                    after: of(after),
                    ..Spot::default()
                };
                let _ = world.app.place_card(by, (board.id, task), spot).await;
            }
            Deed::TakeOff { task } | Deed::PutAway { task, .. } => {
                let Some(task) = of(task) else { return };
                let cards = world.app.task(by, task).await.unwrap().cards;
                let Some(card) = cards.first() else { return };
                let card = (card.board, task);
                if let Deed::PutAway { away, .. } = self.deed {
                    let _ = world.app.archive_card(by, card, away).await;
                } else {
                    let _ = world.app.remove_card(by, card).await;
                }
            }
            Deed::Mine { task, lane, after } => {
                let Some(item) = mine(task) else { return };
                let placing = Placing {
                    item,
                    lane,
                    after: mine(after),
                    before: None,
                    wake_at: None,
                    planned_for: None,
                };
                let _ = world.app.place_mine(by, placing).await;
            }
            Deed::NextStep { task } => {
                let Some(item) = mine(task) else { return };
                let _ = world.app.say_next_step(by, item, "Call them".into()).await;
            }
            Deed::LetGo { task } => {
                let Some(item) = mine(task) else { return };
                let _ = world.app.let_go(by, item).await;
            }
            Deed::Block { task } => {
                let Some(task) = of(task) else { return };
                let _ = world.app.block_task(by, task, "No key".into(), None).await;
            }
            _ => {}
        }
    }
}
