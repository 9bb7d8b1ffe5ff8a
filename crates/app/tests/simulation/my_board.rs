//! My board: one's own order, snoozing, and what stands still, told to its owner alone.

use app::actor::Actor;
use app::availability::AvailabilityChange;
use app::board::{NewBoard, Spot};
use app::message::PostMessage;
use app::my_board::Placing;
use app::task::{NewTask, TaskChange};
use model::board::{Board, WantedColumn};
use model::delivery::{DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::id::{PersonId, TaskId};
use model::my_board::{Lane, MyCard, MyItem, WalkWhy};
use model::task::{Stage, Task, TaskChanged, TaskNews};
use model::time::Timestamp;
use rules::my_board::{ShownLane, lane_of, task_waits};

use crate::trio::{MONDAY, Trio, code, instant};

/// Eight hours.
const DAY: u32 = 8 * 60;

fn column(name: &str, stage: Stage, usual_minutes: Option<u32>) -> WantedColumn {
    WantedColumn {
        id: None,
        name: name.into(),
        stage,
        cards_max: None,
        usual_minutes_set: usual_minutes,
    }
}

/// A board on which two days are usual before something is begun, and a day while it is done.
async fn board(team: &Trio) -> Board {
    let new = NewBoard {
        channel: team.channel,
        name: "Releases".into(),
        purpose: String::new(),
        team: None,
        template: None,
        columns: Some(vec![
            column("To do", Stage::NotStarted, Some(2 * DAY)),
            column("Doing", Stage::Doing, Some(DAY)),
            column("Done", Stage::Done, None),
        ]),
    };
    team.app.create_board(&team.mira, new, None).await.unwrap()
}

async fn task(team: &Trio, owner: &Actor, title: &str, board: Option<&Board>) -> Task {
    let new = NewTask {
        title: title.into(),
        owner: Some(owner.person),
        channel: Some(team.channel),
        board: board.map(|board| board.id),
        ..NewTask::default()
    };
    let made = team.app.create_task(&team.mira, new, None).await;
    made.unwrap().task
}

/// Ben's task on a board, on Monday at 10:00 in Berlin.
async fn standing() -> (Trio, Board, Task) {
    let team = Trio::new().await;
    let board = board(&team).await;
    let task = task(&team, &team.ben, "Release notes", Some(&board)).await;
    (team, board, task)
}

async fn change(team: &Trio, by: &Actor, task: &Task, change: TaskChange) -> Task {
    let changed = team.app.change_task(by, task.id, change, None).await;
    changed.unwrap().task
}

async fn set_stage(team: &Trio, by: &Actor, task: &Task, stage: Stage) -> Task {
    let to = TaskChange {
        stage: Some(stage),
        ..TaskChange::default()
    };
    change(team, by, task, to).await
}

fn item(task: &Task) -> MyItem {
    MyItem::Task { task: task.id }
}

fn placing(item: MyItem) -> Placing {
    Placing {
        item,
        lane: None,
        after: None,
        before: None,
        wake_at: None,
        planned_for: None,
    }
}

fn in_now(item: MyItem) -> Placing {
    Placing {
        lane: Some(Lane::Now),
        ..placing(item)
    }
}

async fn put(team: &Trio, by: &Actor, placing: Placing) -> MyCard {
    team.app.place_mine(by, placing).await.unwrap()
}

async fn snooze(team: &Trio, by: &Actor, item: MyItem, until: &str) -> MyCard {
    let until = Placing {
        wake_at: Some(Some(instant(until))),
        ..placing(item)
    };
    put(team, by, until).await
}

async fn cards(team: &Trio, of: &Actor) -> Vec<MyCard> {
    team.snapshot(of).await.my_cards
}

/// The titles of a lane, in its order.
async fn lane(team: &Trio, of: &Actor, lane: Lane) -> Vec<String> {
    let snapshot = team.snapshot(of).await;
    let mut cards = snapshot.my_cards;
    cards.retain(|card| card.lane == lane);
    cards.sort_by(|a, b| a.rank.cmp(&b.rank));
    let title = |card: MyCard| {
        let mut tasks = snapshot.tasks.iter();
        let task = tasks.find(|task| item(task) == card.item);
        task.map(|task| task.title.clone())
    };
    cards.into_iter().filter_map(title).collect()
}

fn is_news(task: TaskId, wanted: TaskNews) -> impl Fn(&DeliveryAbout) -> bool {
    move |about| matches!(about, DeliveryAbout::Task { task: of, news } if *of == task && *news == wanted)
}

async fn told(team: &Trio, of: &Actor, task: &Task, news: TaskNews) -> usize {
    team.listed(of, is_news(task.id, news)).await.len()
}

#[tokio::test]
async fn what_stands_still_is_asked_of_its_owner_alone_and_once() {
    let (team, board, task) = standing().await;
    // Monday 10:00 in Berlin; two days are usual: a minute more is over on Wednesday.
    let slow_at = instant("2026-11-25T09:01:00Z");
    team.until(slow_at.minus(std::time::Duration::from_millis(1)))
        .await;
    assert!(cards(&team, &team.ben).await.is_empty());
    team.until(slow_at).await;
    let found = cards(&team, &team.ben).await;
    let slow = found[0].slow.unwrap();
    assert_eq!((slow.at, slow.days, slow.board), (slow_at, 2, board.id));
    assert_eq!(slow.usual_minutes, 2 * DAY);
    let listed = team
        .listed(&team.ben, is_news(task.id, TaskNews::Slow))
        .await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].kind, DeliveryKind::Notify);
    for person in [&team.mira, &team.ana] {
        assert!(cards(&team, person).await.is_empty());
        assert_eq!(told(&team, person, &task, TaskNews::Slow).await, 0);
    }
    // Dealt with, and a week later it is the same standing still: not asked again.
    team.app
        .finish_delivery(&team.ben, listed[0].id)
        .await
        .unwrap();
    team.until(instant("2026-12-02T09:00:00Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 0);
    assert_eq!(cards(&team, &team.ben).await[0].slow, Some(slow));
    // A next step ends it, and it ages anew.
    let step = "Ask Ana for the list".to_owned();
    let card = team.app.say_next_step(&team.ben, item(&task), step.clone());
    let card = card.await.unwrap();
    assert_eq!((card.slow, card.next_step), (None, Some(step.clone())));
    let history = team.app.task_history(&team.mira, task.id).await.unwrap();
    let is_step = |what: &TaskChanged| *what == TaskChanged::NextStep { step: step.clone() };
    assert!(history.iter().any(|line| is_step(&line.what)));
    team.until(instant("2026-12-04T09:00:59Z")).await;
    assert_eq!(cards(&team, &team.ben).await[0].slow, None);
    team.until(instant("2026-12-04T09:01:00Z")).await;
    assert!(cards(&team, &team.ben).await[0].slow.is_some());
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 1);
    // So does moving on.
    set_stage(&team, &team.ben, &task, Stage::Doing).await;
    assert_eq!(cards(&team, &team.ben).await[0].slow, None);
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 0);
}

#[tokio::test]
async fn moving_a_card_ends_it_and_begins_with_what_is_usual_there() {
    let (team, board, task) = standing().await;
    team.until(instant("2026-11-25T10:00:00Z")).await;
    assert!(cards(&team, &team.ben).await[0].slow.is_some());
    let spot = Spot {
        column: Some(board.columns[1].id),
        ..Spot::default()
    };
    let moved = team.app.place_card(&team.mira, (board.id, task.id), spot);
    moved.await.unwrap();
    team.wait(0).await;
    assert_eq!(cards(&team, &team.ben).await[0].slow, None);
    team.until(instant("2026-11-26T10:00:59Z")).await;
    assert_eq!(cards(&team, &team.ben).await[0].slow, None);
    team.until(instant("2026-11-26T10:01:00Z")).await;
    let slow = cards(&team, &team.ben).await[0].slow.unwrap();
    assert_eq!(slow.usual_minutes, DAY);
    assert_eq!(slow.since, instant("2026-11-25T10:00:00Z"));
}

#[tokio::test]
async fn new_working_hours_plan_anew_when_something_is_slow() {
    let (team, _, task) = standing().await;
    // Four hours a day from now on: two days become four.
    let hours = |day| model::availability::WorkSpan {
        day,
        from: model::time::MinuteOfDay(9 * 60),
        until: model::time::MinuteOfDay(13 * 60),
    };
    let change = AvailabilityChange {
        weekly: Some(
            model::time::Weekday::ALL
                .into_iter()
                .take(5)
                .map(hours)
                .collect(),
        ),
        ..AvailabilityChange::default()
    };
    team.app
        .set_availability(&team.ben, change, None)
        .await
        .unwrap();
    team.until(instant("2026-11-26T17:00:00Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 0);
    // Monday has three hours left, then four a day: the last hour and a minute are on Friday.
    team.until(instant("2026-11-27T09:00:59Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 0);
    team.until(instant("2026-11-27T09:01:00Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 1);
}

#[tokio::test]
async fn a_new_owner_is_asked_in_their_own_time() {
    let (team, _, task) = standing().await;
    team.until(instant("2026-11-25T10:00:00Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 1);
    let to_ana = TaskChange {
        owner: Some(Some(team.ana.person)),
        ..TaskChange::default()
    };
    change(&team, &team.ben, &task, to_ana).await;
    team.wait(0).await;
    assert!(cards(&team, &team.ben).await.is_empty());
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 0);
    // Of Ana's time it has stood for Tuesday and Wednesday: a minute more is over on Thursday at 09:01.
    team.until(instant("2026-11-25T20:00:59Z")).await;
    assert_eq!(told(&team, &team.ana, &task, TaskNews::Slow).await, 0);
    team.until(instant("2026-11-25T20:01:00Z")).await;
    assert_eq!(told(&team, &team.ana, &task, TaskNews::Slow).await, 1);
    assert!(cards(&team, &team.ana).await[0].slow.is_some());
}

#[tokio::test]
async fn one_s_own_order_moves_nothing_else_and_stays() {
    let team = Trio::new().await;
    let board = board(&team).await;
    let mut tasks = Vec::new();
    for title in ["One", "Two", "Three", "Four"] {
        tasks.push(task(&team, &team.ben, title, Some(&board)).await);
        team.wait(1).await;
    }
    let before = team.app.board_content(&team.mira, board.id).await.unwrap();
    // Three goes between what nobody placed yet: what is above it gets a place, too.
    let up = Placing {
        lane: Some(Lane::Inbox),
        after: Some(item(&tasks[0])),
        ..placing(item(&tasks[2]))
    };
    put(&team, &team.ben, up).await;
    assert_eq!(lane(&team, &team.ben, Lane::Inbox).await, ["One", "Three"]);
    for task in [&tasks[1], &tasks[3]] {
        put(&team, &team.ben, in_now(item(task))).await;
    }
    let first = Placing {
        before: Some(item(&tasks[1])),
        ..in_now(item(&tasks[0]))
    };
    put(&team, &team.ben, first).await;
    assert_eq!(
        lane(&team, &team.ben, Lane::Now).await,
        ["One", "Two", "Four"]
    );
    let between = Placing {
        after: Some(item(&tasks[0])),
        ..in_now(item(&tasks[3]))
    };
    put(&team, &team.ben, between).await;
    let wanted = ["One", "Four", "Two"];
    assert_eq!(lane(&team, &team.ben, Lane::Now).await, wanted);
    let after = team.app.board_content(&team.mira, board.id).await.unwrap();
    assert_eq!(before.cards, after.cards);
    assert_eq!(before.tasks, after.tasks);
    // Others edit and move: the own order stays.
    let rename = TaskChange {
        title: Some("Four, renamed".into()),
        ..TaskChange::default()
    };
    change(&team, &team.mira, &tasks[3], rename).await;
    let down = Spot {
        column: Some(board.columns[0].id),
        after: Some(tasks[3].id),
        ..Spot::default()
    };
    let moved = team
        .app
        .place_card(&team.mira, (board.id, tasks[0].id), down);
    moved.await.unwrap();
    let wanted = ["One", "Four, renamed", "Two"];
    assert_eq!(lane(&team, &team.ben, Lane::Now).await, wanted);
    // Nobody else has an order because of that, and nobody orders for others.
    assert!(cards(&team, &team.mira).await.is_empty());
    let theirs = team.app.place_mine(&team.mira, placing(item(&tasks[0])));
    assert_eq!(code(theirs.await), ErrorCode::WrongState);
}

#[tokio::test]
async fn many_moves_between_two_find_room() {
    let team = Trio::new().await;
    let mut tasks = Vec::new();
    for title in ["One", "Two", "Three"] {
        let task = task(&team, &team.ben, title, None).await;
        put(&team, &team.ben, in_now(item(&task))).await;
        tasks.push(task);
    }
    for turn in 0..300 {
        // The last of the lane goes between the first two, again and again.
        let order = [turn % 2, 1 - turn % 2].map(|place| 1 + place);
        let between = Placing {
            after: Some(item(&tasks[0])),
            ..in_now(item(&tasks[order[0]]))
        };
        let card = put(&team, &team.ben, between).await;
        assert!(card.rank.len() <= model::limits::CARD_RANK_BYTES_MAX);
        let wanted = [0, order[0], order[1]].map(|place| tasks[place].title.clone());
        assert_eq!(lane(&team, &team.ben, Lane::Now).await, wanted);
    }
}

#[tokio::test]
async fn what_is_no_longer_theirs_or_dropped_is_gone_from_their_board() {
    let team = Trio::new().await;
    let given = task(&team, &team.ben, "Given away", None).await;
    let dropped = task(&team, &team.ben, "Dropped", None).await;
    for task in [&given, &dropped] {
        snooze(&team, &team.ben, item(task), "2026-11-24T09:00:00Z").await;
    }
    let to_ana = TaskChange {
        owner: Some(Some(team.ana.person)),
        ..TaskChange::default()
    };
    change(&team, &team.mira, &given, to_ana).await;
    let let_go = TaskChange {
        dropped: Some(true),
        ..TaskChange::default()
    };
    change(&team, &team.mira, &dropped, let_go).await;
    assert!(cards(&team, &team.ben).await.is_empty());
    team.until(instant("2026-11-25T09:00:00Z")).await;
    for task in [&given, &dropped] {
        assert_eq!(told(&team, &team.ben, task, TaskNews::Woke).await, 0);
    }
}

#[tokio::test]
async fn what_is_finished_stays_until_the_week_is_over() {
    let team = Trio::new().await;
    let task = task(&team, &team.ben, "Release notes", None).await;
    put(&team, &team.ben, in_now(item(&task))).await;
    set_stage(&team, &team.ben, &task, Stage::Done).await;
    let refused = team.app.place_mine(&team.ben, placing(item(&task))).await;
    assert_eq!(code(refused), ErrorCode::WrongState);
    // Sunday, 23:59 in Berlin.
    team.until(instant("2026-11-29T22:59:59Z")).await;
    assert_eq!(lane(&team, &team.ben, Lane::Now).await, ["Release notes"]);
    team.until(instant("2026-11-29T23:00:00Z")).await;
    assert!(cards(&team, &team.ben).await.is_empty());
}

#[tokio::test]
async fn what_is_opened_again_stays() {
    let team = Trio::new().await;
    let task = task(&team, &team.ben, "Release notes", None).await;
    put(&team, &team.ben, in_now(item(&task))).await;
    set_stage(&team, &team.ben, &task, Stage::Done).await;
    set_stage(&team, &team.mira, &task, Stage::Doing).await;
    team.until(instant("2026-12-07T09:00:00Z")).await;
    assert_eq!(lane(&team, &team.ben, Lane::Now).await, ["Release notes"]);
}

#[tokio::test]
async fn what_is_snoozed_comes_back_and_says_so() {
    let (team, _, task) = standing().await;
    let past = Placing {
        wake_at: Some(Some(instant("2026-11-23T08:00:00Z"))),
        ..placing(item(&task))
    };
    let refused = team.app.place_mine(&team.ben, past).await;
    assert_eq!(code(refused), ErrorCode::Invalid);
    // Until Sunday: it is told on Monday morning, and slow two days after it came back.
    let until = "2026-11-29T12:00:00Z";
    let card = snooze(&team, &team.ben, item(&task), until).await;
    assert_eq!(card.wake_at, Some(instant(until)));
    team.until(instant("2026-11-29T11:59:59Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 0);
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Woke).await, 0);
    team.until(instant(until)).await;
    assert_eq!(cards(&team, &team.ben).await[0].wake_at, None);
    let woke = team
        .listed(&team.ben, is_news(task.id, TaskNews::Woke))
        .await;
    let monday = instant("2026-11-30T08:00:00Z");
    assert_eq!(woke[0].kind, DeliveryKind::Hold { until: monday });
    team.until(instant("2026-12-02T08:00:59Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 0);
    team.until(instant("2026-12-02T08:01:00Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Slow).await, 1);
}

#[tokio::test]
async fn what_is_begun_is_awake_at_once() {
    let team = Trio::new().await;
    let task = task(&team, &team.ben, "Release notes", None).await;
    snooze(&team, &team.ben, item(&task), "2026-11-24T09:00:00Z").await;
    set_stage(&team, &team.mira, &task, Stage::Doing).await;
    assert_eq!(cards(&team, &team.ben).await[0].wake_at, None);
    team.until(instant("2026-11-25T09:00:00Z")).await;
    assert_eq!(told(&team, &team.ben, &task, TaskNews::Woke).await, 0);
}

#[tokio::test]
async fn a_request_is_snoozed_until_it_is_answered() {
    let team = Trio::new().await;
    let ask = PostMessage {
        text: "Ready?".into(),
        asked: vec![team.ben.person],
        ..PostMessage::default()
    };
    let asked = team.app.post_message(&team.mira, team.topic, ask, None);
    asked.await.unwrap();
    let request = team.snapshot(&team.ben).await.requests.remove(0);
    let item = MyItem::Request {
        request: request.id,
    };
    let theirs = team.app.place_mine(&team.mira, placing(item)).await;
    assert_eq!(code(theirs), ErrorCode::WrongState);
    snooze(&team, &team.ben, item, "2026-11-24T09:00:00Z").await;
    let helped = team
        .app
        .ask_for_help(&team.ben, item, team.ana.person)
        .await;
    assert_eq!(code(helped), ErrorCode::WrongState);
    let gone = team.app.let_go(&team.ben, item).await;
    assert_eq!(code(gone), ErrorCode::WrongState);
    team.app.acknowledge(&team.ben, request.id).await.unwrap();
    assert_eq!(cards(&team, &team.ben).await[0].wake_at, None);
    team.until(instant("2026-11-29T23:00:00Z")).await;
    assert!(cards(&team, &team.ben).await.is_empty());
}

#[tokio::test]
async fn help_is_asked_for_and_what_stood_still_goes_on() {
    let (team, _, task) = standing().await;
    team.until(instant("2026-11-25T10:00:00Z")).await;
    assert!(cards(&team, &team.ben).await[0].slow.is_some());
    let asked = team
        .app
        .ask_for_help(&team.ben, item(&task), team.mira.person);
    assert_eq!(asked.await.unwrap().slow, None);
    assert_eq!(
        told(&team, &team.mira, &task, TaskNews::HelpWanted).await,
        1
    );
    let helped = team.app.task(&team.mira, task.id).await.unwrap().task;
    assert_eq!(helped.helpers, [team.mira.person]);
    let own = team
        .app
        .ask_for_help(&team.ben, item(&task), team.ben.person);
    assert_eq!(code(own.await), ErrorCode::Invalid);
    let nobody = PersonId::new(Timestamp::default(), 9);
    let unknown = team.app.ask_for_help(&team.ben, item(&task), nobody).await;
    assert_eq!(code(unknown), ErrorCode::Invalid);
}

#[tokio::test]
async fn letting_go_drops_what_is_theirs_alone_and_gives_back_the_rest() {
    let team = Trio::new().await;
    let private = NewTask {
        title: "Learn Rust".into(),
        owner: Some(team.ben.person),
        ..NewTask::default()
    };
    let private = team.app.create_task(&team.ben, private, None).await;
    let private = private.unwrap().task;
    let gone = team.app.let_go(&team.ben, item(&private)).await.unwrap();
    assert!(gone.dropped_at.is_some());
    let shared = task(&team, &team.ben, "Release notes", None).await;
    let helped = team
        .app
        .ask_for_help(&team.ben, item(&shared), team.ana.person);
    helped.await.unwrap();
    let back = team.app.let_go(&team.ben, item(&shared)).await.unwrap();
    assert_eq!((back.owner, back.dropped_at), (None, None));
    let still = team.app.let_go(&team.ana, item(&shared)).await.unwrap();
    assert!(still.helpers.is_empty());
    assert!(cards(&team, &team.ben).await.is_empty());
}

#[tokio::test]
async fn the_walk_and_the_day_are_in_one_s_own_order_and_time() {
    let team = Trio::new().await;
    let board = board(&team).await;
    let slow = task(&team, &team.ben, "Slow", Some(&board)).await;
    team.until(instant("2026-11-25T10:00:00Z")).await;
    let now = task(&team, &team.ben, "Now", None).await;
    let new = task(&team, &team.ben, "New", None).await;
    let waits = TaskChange {
        waits_on: Some(vec![slow.id]),
        ..TaskChange::default()
    };
    let waiting = task(&team, &team.ben, "Waiting", None).await;
    change(&team, &team.ben, &waiting, waits).await;
    let today = Placing {
        planned_for: Some(Some("2026-11-25".parse().unwrap())),
        ..in_now(item(&now))
    };
    put(&team, &team.ben, today).await;
    let walk = team.app.my_walk(&team.ben).await.unwrap();
    let walk: Vec<_> = walk.into_iter().map(|step| (step.item, step.why)).collect();
    let wanted = [
        (item(&slow), WalkWhy::Slow),
        (item(&new), WalkWhy::Inbox),
        (item(&now), WalkWhy::Now),
        (item(&waiting), WalkWhy::Waiting),
    ];
    assert_eq!(walk, wanted);
    // 11:00 in Berlin, until 17:00.
    let day = team.app.my_day(&team.ben).await.unwrap();
    assert_eq!((day.left_minutes, day.focus_minutes), (6 * 60, 0));
    assert_eq!((day.planned_minutes, day.unestimated), (0, 1));
    let estimated = TaskChange {
        estimate_minutes: Some(Some(90)),
        ..TaskChange::default()
    };
    change(&team, &team.ben, &now, estimated).await;
    let day = team.app.my_day(&team.ben).await.unwrap();
    assert_eq!((day.planned_minutes, day.unestimated), (90, 0));
    set_stage(&team, &team.ben, &now, Stage::Done).await;
    let day = team.app.my_day(&team.ben).await.unwrap();
    assert_eq!(day.planned_minutes, 0);
}

#[tokio::test]
async fn what_waits_on_something_unseen_waits_no_more_once_that_is_finished() {
    let team = Trio::new().await;
    let hidden = NewTask {
        title: "Sign the contract".into(),
        channel: Some(team.private_channel(&team.mira).await),
        ..NewTask::default()
    };
    let hidden = team.app.create_task(&team.mira, hidden, None).await;
    let hidden = hidden.unwrap().task;
    let shown = task(&team, &team.ana, "Order the pump", None).await;
    let waiting = task(&team, &team.ben, "Fit the pump", None).await;
    let on = TaskChange {
        waits_on: Some(vec![hidden.id, shown.id]),
        ..TaskChange::default()
    };
    let version = change(&team, &team.mira, &waiting, on).await.version;
    let seen = async || {
        let snapshot = team.snapshot(&team.ben).await;
        assert!(snapshot.tasks.iter().all(|task| task.id != hidden.id));
        let mut tasks = snapshot.tasks.into_iter();
        let task = tasks.find(|task| task.id == waiting.id).unwrap();
        let card = snapshot
            .my_cards
            .iter()
            .find(|card| card.item == item(&task));
        let lane = lane_of(card, task_waits(&task), instant(MONDAY));
        // Nobody changed it by hand.
        assert_eq!(task.version, version);
        (task.open_waits, lane)
    };
    assert_eq!(seen().await, (2, ShownLane::Waiting));
    set_stage(&team, &team.ana, &shown, Stage::Done).await;
    assert_eq!(seen().await, (1, ShownLane::Waiting));
    set_stage(&team, &team.mira, &hidden, Stage::Done).await;
    assert_eq!(seen().await, (0, ShownLane::Inbox));
    set_stage(&team, &team.mira, &hidden, Stage::Doing).await;
    assert_eq!(seen().await, (1, ShownLane::Waiting));
    let let_go = TaskChange {
        dropped: Some(true),
        ..TaskChange::default()
    };
    change(&team, &team.mira, &hidden, let_go).await;
    assert_eq!(seen().await, (0, ShownLane::Inbox));
}
