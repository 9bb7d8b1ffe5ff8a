//! Boards over HTTP: made once per key, filled, moved by two at once, changed, put away.

use model::board::{ArchivedCard, Board, BoardContent, BoardTemplate, Card, Iteration};
use model::error::ErrorCode;
use model::event::Event;
use model::id::TaskId;
use model::task::{Stage, TaskDetail};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::client::{Client, done, good, refused, send};
use crate::server::TestServer;

struct World {
    server: TestServer,
    ada: Client,
    ben: Client,
    board: Board,
}

impl World {
    async fn new() -> Self {
        let (server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
        let channel = ada.channel("general", &[ben.id()]).await;
        let body = json!({ "channel": channel.id, "name": "Pumps", "template": "bug_triage" });
        let board: Board = good(ada.post("boards", body).await).await;
        Self {
            server,
            ada,
            ben,
            board,
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("boards/{}{rest}", self.board.id)
    }

    async fn task(&self, title: &str) -> TaskId {
        let body = json!({ "title": title, "board": self.board.id });
        let made: TaskDetail = good(self.ada.post("tasks", body).await).await;
        assert_eq!(made.cards.len(), 1);
        made.task.id
    }

    async fn put(&self, by: &Client, task: TaskId, body: Value) -> Response {
        by.put(&self.path(&format!("/cards/{task}")), body).await
    }

    async fn content(&self) -> BoardContent {
        self.ben.read(&self.path("/content")).await
    }

    async fn order(&self, column: usize) -> Vec<TaskId> {
        let mut cards = self.content().await.cards;
        cards.retain(|card| card.column == self.board.columns[column].id);
        cards.into_iter().map(|card| card.task).collect()
    }
}

/// A patch under the condition that the version is the one that was read.
async fn patch_if(client: &Client, path: &str, version: u64, body: Value) -> Response {
    let request = client.request(Method::PATCH, path);
    send(request.header("if-match", version.to_string()).json(&body)).await
}

#[tokio::test]
async fn a_board_is_made_once_and_changed_by_who_read_it_last() {
    let world = World::new().await;
    let (ada, ben) = (&world.ada, &world.ben);
    let columns = world.board.columns.iter().map(|column| &*column.name);
    assert_eq!(
        columns.take(2).collect::<Vec<_>>(),
        ["Reported", "Confirmed"]
    );
    let make = async || -> Board {
        let body = json!({ "channel": world.board.channel, "name": "Valves",
            "columns": [{ "name": "Live", "stage": "done", "cards_max": 3 }] });
        let request = ada.request(Method::POST, "boards");
        good(send(request.header("idempotency-key", "one").json(&body)).await).await
    };
    let valves = make().await;
    assert_eq!(make().await, valves);
    assert_eq!(valves.columns[0].cards_max, Some(3));
    let listed: Value = ben.read("boards").await;
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
    let path = format!("boards/{}", valves.id);
    let renamed = patch_if(ben, &path, 1, json!({ "name": "Gates" })).await;
    let renamed: Board = good(renamed).await;
    assert_eq!((&*renamed.name, renamed.version), ("Gates", 2));
    let late = patch_if(ada, &path, 1, json!({ "name": "Doors" })).await;
    refused(late, 412, ErrorCode::Stale).await;
    let empty = ada.patch(&path, json!({ "name": " " })).await;
    let problem = refused(empty, 422, ErrorCode::TextEmpty).await;
    assert_eq!(problem.fields[0].field, "name");
    let wrong = json!({ "columns": [{ "name": "Live", "stage": "done", "cards_max": 0 }] });
    let problem = refused(ada.patch(&path, wrong).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "columns.0");
    let followed: Board = good(ben.put(&format!("{path}/follow"), json!({})).await).await;
    assert_eq!((followed.followers, followed.version), (vec![ben.id()], 2));
    let left: Board = good(ben.delete(&format!("{path}/follow")).await).await;
    assert!(left.followers.is_empty());
    let body = json!({ "name": "Ours" });
    let template: BoardTemplate = good(ben.post(&format!("{path}/template"), body).await).await;
    let templates: Value = ada.read("board-templates").await;
    let last = templates["items"].as_array().and_then(|items| items.last());
    assert_eq!(last, serde_json::to_value(template).ok().as_ref());
    done(ben.delete(&format!("{path}/templates/Ours")).await).await;
    let again = ben.delete(&format!("{path}/templates/Ours")).await;
    refused(again, 404, ErrorCode::NotFound).await;
    let left: Value = ada.read("board-templates").await;
    assert_eq!(
        left["items"].as_array().map(|items| items.len() + 1),
        templates["items"].as_array().map(Vec::len)
    );
}

#[tokio::test]
async fn two_people_who_move_at_once_both_succeed_and_see_it() {
    let world = World::new().await;
    let (ada, ben) = (&world.ada, &world.ben);
    let [one, two, three] = [
        world.task("One").await,
        world.task("Two").await,
        world.task("Three").await,
    ];
    let mut socket = ben.socket(None).await;
    let fixing = &world.board.columns[2];
    let first: Card = good(world.put(ada, one, json!({ "column": fixing.id })).await).await;
    let seen = socket.until(|event| match event {
        Event::CardUpdated(card) if card.task == one => Some(card.clone()),
        _ => None,
    });
    assert_eq!(seen.await, first);
    let stage = socket.until(|event| match event {
        Event::TaskUpdated(task) if task.id == one => Some(task.stage),
        _ => None,
    });
    assert_eq!(stage.await, Stage::Doing);
    // Both put theirs right below the same card.
    let below = json!({ "column": fixing.id, "after": one });
    let (adas, bens) = tokio::join!(
        world.put(ada, two, below.clone()),
        world.put(ben, three, below)
    );
    let (adas, bens): (Card, Card) = (good(adas).await, good(bens).await);
    assert_ne!(adas.rank, bens.rank);
    assert!(first.rank < adas.rank && first.rank < bens.rank);
    let order = world.order(2).await;
    assert_eq!((order.len(), order[0]), (3, one));
    let top = json!({ "column": fixing.id, "before": one });
    done(world.put(ben, two, top).await).await;
    assert_eq!(world.order(2).await, [two, one, three]);
    let content = world.content().await;
    assert_eq!(content.tasks.len(), 3);
    assert!(content.tasks.windows(2).all(|pair| pair[0].id < pair[1].id));
    done(ben.delete(&world.path(&format!("/cards/{two}"))).await).await;
    let gone = ben.delete(&world.path(&format!("/cards/{two}"))).await;
    refused(gone, 404, ErrorCode::NotFound).await;
    assert_eq!(world.order(2).await, [one, three]);
}

#[tokio::test]
async fn a_move_to_what_is_gone_says_so_and_loses_nothing() {
    let mut world = World::new().await;
    let task = world.task("One").await;
    let gone = world.board.columns[0].id;
    let stay: Vec<Value> = world.board.columns[1..]
        .iter()
        .map(|column| json!({ "id": column.id, "name": column.name, "stage": column.stage }))
        .collect();
    let path = world.path("");
    let silent = world.ada.patch(&path, json!({ "columns": stay })).await;
    let problem = refused(silent, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "move_to");
    assert!(
        problem.detail.contains("\"Reported\" has 1 cards"),
        "{}",
        problem.detail
    );
    let body = json!({ "columns": stay, "move_to": world.board.columns[1].id });
    done(world.ada.patch(&path, body).await).await;
    let late = world.put(&world.ben, task, json!({ "column": gone })).await;
    let problem = refused(late, 409, ErrorCode::WrongState).await;
    assert!(problem.detail.contains("no longer on the board"));
    assert_eq!(world.order(1).await, [task]);
    done(world.ada.patch(&path, json!({ "archived": true })).await).await;
    let late = world
        .put(
            &world.ben,
            task,
            json!({ "column": world.board.columns[1].id }),
        )
        .await;
    let problem = refused(late, 409, ErrorCode::WrongState).await;
    assert!(problem.detail.contains("archived"));
    let archived: Value = world.ben.read("boards?archived=true").await;
    assert_eq!(archived["items"][0]["id"], json!(world.board.id));
    assert!(world.ben.snapshot().await.boards.is_empty());
    // After a restart, all of it stands.
    world.server.restart().await;
    assert_eq!(world.order(1).await, [task]);
}

#[tokio::test]
async fn what_is_done_is_put_away_page_by_page() {
    let world = World::new().await;
    let fixed = &world.board.columns[4];
    assert_eq!(fixed.stage, Stage::Done);
    for title in ["One", "Two", "Three"] {
        let task = world.task(title).await;
        done(
            world
                .put(&world.ada, task, json!({ "column": fixed.id }))
                .await,
        )
        .await;
    }
    let path = world.path("/archive-done");
    let put_away: Value = good(world.ben.post(&path, json!({})).await).await;
    assert_eq!(put_away["cards"], 3);
    let first: Value = world.ben.read(&world.path("/archived?limit=2")).await;
    let cursor = first["next_cursor"]
        .as_str()
        .expect("there is more")
        .replace(' ', "%20");
    let path = world.path(&format!("/archived?limit=2&cursor={cursor}"));
    let second: Value = world.ben.read(&path).await;
    assert_eq!(second["next_cursor"], Value::Null);
    let mut all: Vec<ArchivedCard> = serde_json::from_value(first["items"].clone()).unwrap();
    all.extend(serde_json::from_value::<Vec<ArchivedCard>>(second["items"].clone()).unwrap());
    let mut tasks: Vec<TaskId> = all.iter().map(|one| one.card.task).collect();
    tasks.dedup();
    assert_eq!(tasks.len(), 3);
    let path = world.path(&format!("/cards/{}/unarchive", tasks[0]));
    let back: Card = good(world.ben.post(&path, json!({})).await).await;
    assert_eq!(back.column, fixed.id);
    let path = world.path(&format!("/cards/{}/archive", tasks[0]));
    let again: Card = good(world.ben.post(&path, json!({})).await).await;
    assert!(again.archived_at.is_some());
}

#[tokio::test]
async fn an_iteration_is_planned_run_and_carried_over() {
    let world = World::new().await;
    let ada = &world.ada;
    let task = world.task("One").await;
    let plan = async |name: &str| -> Iteration {
        let body = json!({ "name": name, "first": "2026-11-23", "last": "2026-11-27" });
        good(ada.post(&world.path("/iterations"), body).await).await
    };
    let (first, second) = (plan("Week 48").await, plan("Week 49").await);
    let backwards = json!({ "name": "No", "first": "2026-11-23", "last": "2026-11-22" });
    let refusal = ada.post(&world.path("/iterations"), backwards).await;
    let problem = refused(refusal, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "last");
    let card: Card = good(world.put(ada, task, json!({ "iteration": first.id })).await).await;
    assert_eq!(card.iteration, Some(first.id));
    let path = format!("iterations/{}", first.id);
    let goal: Iteration = good(ada.patch(&path, json!({ "goal": "Dry" })).await).await;
    assert_eq!((&*goal.goal, &*goal.name), ("Dry", "Week 48"));
    let begun: Iteration = good(ada.post(&format!("{path}/start"), json!({})).await).await;
    assert_eq!(begun.planned, [task]);
    let again = ada.post(&format!("{path}/start"), json!({})).await;
    refused(again, 409, ErrorCode::WrongState).await;
    let body = json!({ "carry_to": second.id });
    let closed: Iteration = good(ada.post(&format!("{path}/close"), body).await).await;
    assert_eq!(closed.carried, [task]);
    let content = world.content().await;
    assert_eq!(content.cards[0].iteration, Some(second.id));
    assert_eq!(content.iterations, [second, closed]);
    let none: Card = good(world.put(ada, task, json!({ "iteration": null })).await).await;
    assert_eq!(none.iteration, None);
}

#[tokio::test]
async fn many_cards_come_into_an_iteration_at_once_and_what_it_does_not_take_is_named() {
    let world = World::new().await;
    let ada = &world.ada;
    let tasks = [world.task("One").await, world.task("Two").await];
    let body = json!({ "name": "Week 48", "first": "2026-11-23", "last": "2026-11-27" });
    let week: Iteration = good(ada.post(&world.path("/iterations"), body).await).await;
    let before = world.content().await.cards;
    let set = async |change: Value| {
        let body = json!({ "tasks": tasks, "change": change });
        ada.post("tasks/bulk", body).await
    };
    let all: Value =
        good(set(json!({ "board": world.board.id, "iteration": week.id })).await).await;
    assert_eq!(all["refused"], json!([]));
    let cards = world.content().await.cards;
    assert!(cards.iter().all(|card| card.iteration == Some(week.id)));
    // Nothing else about them changes.
    let places = |cards: &[Card]| -> Vec<_> {
        let cards = cards.iter();
        cards
            .map(|card| (card.task, card.column, card.rank.clone()))
            .collect()
    };
    assert_eq!(places(&cards), places(&before));

    let nowhere = set(json!({ "iteration": week.id })).await;
    let problem = refused(nowhere, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "board");

    let path = format!("iterations/{}", week.id);
    good::<Iteration>(ada.post(&format!("{path}/start"), json!({})).await).await;
    let none = json!({ "board": world.board.id, "iteration": null });
    good::<Value>(set(none).await).await;
    let cards = world.content().await.cards;
    assert!(cards.iter().all(|card| card.iteration.is_none()));
    good::<Iteration>(ada.post(&format!("{path}/close"), json!({})).await).await;
    let closed: Value =
        good(set(json!({ "board": world.board.id, "iteration": week.id })).await).await;
    assert_eq!(closed["done"], json!([]));
    for (refused, task) in closed["refused"]
        .as_array()
        .expect("a list")
        .iter()
        .zip(tasks)
    {
        assert_eq!(refused["task"], json!(task));
        assert_eq!(refused["code"], "wrong_state");
        assert_eq!(refused["detail"], "the iteration is closed");
    }
}
