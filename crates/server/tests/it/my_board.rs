//! My board over HTTP: three boards in one's own order, which only its person sees.

use model::board::{Board, BoardContent};
use model::channel::Channel;
use model::error::ErrorCode;
use model::event::Event;
use model::my_board::{DayPlan, Lane, MyCard, MyItem};
use model::task::{Task, TaskDetail};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, good, refused, send};
use crate::server::TestServer;

/// A Monday in winter, at 10:00 in Berlin.
const MONDAY_TEN: &str = "2027-01-11T09:00:00Z";

/// A minute more than a working day later.
const TUESDAY_TEN: &str = "2027-01-12T09:01:00Z";

/// A board on which a working day is usual before something is begun.
async fn board(client: &Client, channel: &Channel, name: &str) -> Board {
    let columns = json!([
        { "name": "To do", "stage": "not_started", "usual_minutes_set": 480 },
        { "name": "Done", "stage": "done" },
    ]);
    let body = json!({ "channel": channel.id, "name": name, "columns": columns });
    good(client.post("boards", body).await).await
}

async fn task(client: &Client, owner: &Client, board: &Board, title: &str) -> Task {
    let body = json!({ "title": title, "owner": owner.id(), "board": board.id });
    let made: TaskDetail = good(client.post("tasks", body).await).await;
    made.task
}

fn item(task: &Task) -> Value {
    json!({ "of": "task", "task": task.id })
}

async fn place(client: &Client, body: Value) -> MyCard {
    good(client.put("my-board/cards", body).await).await
}

fn mine(event: &Event) -> Option<MyCard> {
    match event {
        Event::MyCardUpdated(card) => Some(card.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn three_boards_are_one_in_one_s_own_order() {
    let server = TestServer::start().await;
    let monday = MONDAY_TEN.parse().expect("an instant");
    server.set_time(monday).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let mut boards = Vec::new();
    let mut tasks = Vec::new();
    for name in ["Pumps", "Seals", "Filters"] {
        let board = board(&ada, &channel, name).await;
        tasks.push(task(&ada, &ben, &board, name).await);
        boards.push(board);
    }
    let path = format!("boards/{}/content", boards[1].id);
    let before: BoardContent = ada.read(&path).await;
    let mut ada_s = ada.socket(None).await;
    let mut ben_s = ben.socket(None).await;
    for task in [&tasks[2], &tasks[0], &tasks[1]] {
        place(&ben, json!({ "item": item(task), "lane": "now" })).await;
    }
    let up =
        json!({ "item": item(&tasks[1]), "after": item(&tasks[2]), "planned_for": "2027-01-11" });
    let moved = place(&ben, up).await;
    assert_eq!(moved.lane, Lane::Now);
    let is_moved = |event: &Event| mine(event).filter(|card| *card == moved);
    ben_s.until(is_moved).await;
    let mut cards = ben.snapshot().await.my_cards;
    cards.sort_by(|a, b| a.rank.cmp(&b.rank));
    let order: Vec<_> = cards.iter().map(|card| card.item).collect();
    let wanted = [&tasks[2], &tasks[1], &tasks[0]].map(|task| MyItem::Task { task: task.id });
    assert_eq!(order, wanted);
    let after: BoardContent = ada.read(&path).await;
    assert_eq!((before.cards, before.tasks), (after.cards, after.tasks));
    let day: DayPlan = ben.read("my-board/day").await;
    assert_eq!((day.planned_minutes, day.unestimated), (0, 1));

    // What stands still is asked of Ben alone.
    server
        .set_time(TUESDAY_TEN.parse().expect("an instant"))
        .await;
    let is_slow = |event: &Event| mine(event).filter(|card| card.slow.is_some());
    let slow = ben_s.until(is_slow).await;
    let walk: Value = ben.read("my-board/walk").await;
    let why = |place: usize| walk["items"][place]["why"].clone();
    assert_eq!([why(0), why(1), why(2)], ["slow", "slow", "slow"]);
    let step = json!({ "item": slow.item, "step": "Ask for the seals" });
    let said: MyCard = good(ben.post("my-board/cards/next-step", step).await).await;
    assert_eq!(
        (said.slow, said.next_step.as_deref()),
        (None, Some("Ask for the seals"))
    );
    let empty = json!({ "item": slow.item, "step": " " });
    let refusal = ben.post("my-board/cards/next-step", empty).await;
    refused(refusal, 422, ErrorCode::TextEmpty).await;
    // Ada's next own event comes after all of these, and none of them was hers to see.
    let renamed = json!({ "title": "Pumps, all" });
    let path = format!("tasks/{}", tasks[0].id);
    let request = ada.request(Method::PATCH, &path).json(&renamed);
    let _: TaskDetail = good(send(request).await).await;
    loop {
        let frame = ada_s.event().await;
        assert!(mine(&frame.event).is_none(), "{frame:?}");
        if matches!(&frame.event, Event::TaskUpdated(task) if task.title == "Pumps, all") {
            break;
        }
    }
    let snapshot = ada.snapshot().await;
    assert!(snapshot.my_cards.is_empty());
    assert!(snapshot.deliveries.is_empty());
}

#[tokio::test]
async fn what_one_may_not_see_is_on_nobody_s_board() {
    let (_server, [ada, ben, eve]) = TestServer::with_people(["Ada", "Ben", "Eve"]).await;
    let body = json!({ "kind": "private", "name": "secret", "members": [ben.id()] });
    let channel: Channel = good(ada.post("channels", body).await).await;
    let board = board(&ada, &channel, "Secret").await;
    let secret = task(&ada, &ben, &board, "Secret").await;
    let topic = ada.topic(&channel, "Plans").await;
    ada.say(topic.id, &format!("@[Ben]({}), ready?", ben.id()))
        .await;
    let request = ben.snapshot().await.requests.remove(0);
    let request = json!({ "of": "request", "request": request.id });
    for item in [item(&secret), request] {
        for (method, path) in [
            (Method::PUT, "my-board/cards"),
            (Method::POST, "my-board/cards/next-step"),
            (Method::POST, "my-board/cards/help"),
            (Method::POST, "my-board/cards/let-go"),
        ] {
            let body = json!({ "item": item, "step": "Look", "person": ada.id() });
            let asked = eve.request(method, path).json(&body);
            refused(send(asked).await, 404, ErrorCode::NotFound).await;
        }
        let theirs = ada.put("my-board/cards", json!({ "item": item })).await;
        refused(theirs, 409, ErrorCode::WrongState).await;
        let until = json!({ "item": item, "wake_at": "2020-01-01T00:00:00Z" });
        let past = ben.put("my-board/cards", until).await;
        let problem = refused(past, 422, ErrorCode::Invalid).await;
        assert_eq!(problem.fields[0].field, "wake_at");
        place(&ben, json!({ "item": item, "lane": "later" })).await;
    }
    let handed = ben.post("my-board/cards/let-go", json!({ "item": item(&secret) }));
    let back: Task = good(handed.await).await;
    assert_eq!(back.owner, None);
    let left = ben.snapshot().await.my_cards;
    assert!(
        left.iter()
            .all(|card| !matches!(card.item, MyItem::Task { .. }))
    );
}
