//! The sync law over real sockets: a stale snapshot and the events after it are the fresh snapshot.

use model::id::{ChannelId, TopicId};
use model::sync::Snapshot;
use serde_json::{Value, json};
use testkit::clips::VOICE_WEBM;
use testkit::replica::Replica;
use tokio::time::timeout;

use crate::client::{Client, WAIT_MAX, done, good, send};
use crate::clip;
use crate::server::TestServer;
use crate::socket::Socket;

/// A client that keeps its copy by events, as the web client does.
struct Follower<'a> {
    client: &'a Client,
    replica: Replica,
    socket: Socket,
}

impl<'a> Follower<'a> {
    async fn begin(client: &'a Client) -> Self {
        let snapshot = client.snapshot().await;
        let socket = client.socket(Some(snapshot.seq)).await;
        Self {
            client,
            replica: Replica::new(snapshot),
            socket,
        }
    }

    /// Takes events until it has what a fresh snapshot has. The last event of the log may be one that
    /// this person does not see, so the numbers may differ.
    async fn check(&mut self, after: &str) {
        let mut fresh = self.client.snapshot().await;
        loop {
            let mine = self.replica.snapshot();
            fresh.seq = mine.seq;
            if *mine == fresh {
                return;
            }
            let Ok(frame) = timeout(WAIT_MAX / 2, self.socket.event()).await else {
                assert_eq!(*mine, fresh, "after {after}");
                return;
            };
            self.replica.apply_frame(&frame);
        }
    }

    fn topics(&self) -> Vec<TopicId> {
        self.replica
            .snapshot()
            .topics
            .iter()
            .map(|topic| topic.id)
            .collect()
    }
}

/// A private channel with one topic, in which its maker has asked something.
async fn private_channel(maker: &Client) -> (ChannelId, TopicId) {
    let body = json!({ "kind": "private", "name": "secret" });
    let channel: Value = good(maker.post("channels", body).await).await;
    let channel: ChannelId = serde_json::from_value(channel["id"].clone()).unwrap();
    let body = json!({ "title": "Plans", "message": { "text": "Who knows?" } });
    let opened: Value = good(
        maker
            .post(&format!("channels/{channel}/topics"), body)
            .await,
    )
    .await;
    (
        channel,
        serde_json::from_value(opened["topic"]["id"].clone()).unwrap(),
    )
}

#[tokio::test]
async fn every_command_keeps_every_copy_fresh() {
    let (server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let code = ada.invite("guest").await;
    let mut gus = server.client();
    gus.accept(&code, "Gus").await;
    let mut adas = Follower::begin(&ada).await;
    let mut bens = Follower::begin(&ben).await;
    let mut guss = Follower::begin(&gus).await;
    macro_rules! check {
        ($after:expr) => {
            adas.check($after).await;
            bens.check($after).await;
            guss.check($after).await;
        };
    }

    let channel = ada.channel("general", &[ben.id()]).await;
    check!("a public channel");
    let topic = ada.topic(&channel, "Start").await;
    check!("a topic");
    let text = format!("@[Ben]({}), what do you think?", ben.id());
    let said = ada.say(topic.id, &text).await;
    check!("a question");
    done(
        ben.post(
            &format!("topics/{}/read", topic.id),
            json!({ "ordinal": 1 }),
        )
        .await,
    )
    .await;
    check!("reading");
    done(
        ben.put(
            &format!("messages/{}/reactions/%F0%9F%91%8D", said.id),
            json!({}),
        )
        .await,
    )
    .await;
    check!("a reaction");
    ben.say(topic.id, "Good.").await;
    check!("an answer");
    let clip = clip::upload(&ben, "voice", VOICE_WEBM).await;
    let body = json!({ "text": "spoken", "attachments": [clip.id], "asked": [ada.id()] });
    let clip = clip::post(&ben, &topic, body).await;
    check!("a clip");
    let path = format!("messages/{}", clip.id);
    done(ben.patch(&path, json!({ "text": "" })).await).await;
    check!("a clip without its words");
    done(ben.delete(&path).await).await;
    check!("a clip deleted");
    done(
        ada.patch(
            &format!("messages/{}", said.id),
            json!({ "text": "Never mind" }),
        )
        .await,
    )
    .await;
    check!("an edit");
    done(ada.delete(&format!("messages/{}", said.id)).await).await;
    check!("a deletion");
    done(
        ada.patch(
            &format!("topics/{}", topic.id),
            json!({ "state": "resolved" }),
        )
        .await,
    )
    .await;
    check!("resolving");
    let people = json!({ "people": [gus.id()] });
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, people).await).await;
    check!("a guest gains a channel");
    assert_eq!(guss.topics(), [topic.id]);
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    check!("a guest loses a channel");
    assert!(guss.topics().is_empty());

    let (secret, plans) = private_channel(&ada).await;
    check!("a private channel");
    assert!(!bens.topics().contains(&plans));
    let members = format!("channels/{secret}/members");
    done(ada.post(&members, json!({ "people": [ben.id()] })).await).await;
    check!("a member gains a private channel");
    assert!(bens.topics().contains(&plans));
    done(
        ben.post(&format!("channels/{secret}/leave"), json!({}))
            .await,
    )
    .await;
    check!("a member leaves it");
    assert!(!bens.topics().contains(&plans));

    done(ben.post("direct", json!({ "people": [ada.id()] })).await).await;
    check!("a direct conversation");
    let path = format!("people/{}/availability", ben.id());
    let week = json!([{ "day": "monday", "from": 540, "until": 1020 }]);
    done(ben.put(&path, json!({ "weekly": week })).await).await;
    check!("working hours");
    done(
        ben.patch("me", json!({ "name": "Benjamin", "place": "Lisbon" }))
            .await,
    )
    .await;
    check!("a new name");
    done(
        ada.patch(
            &format!("channels/{}", channel.id),
            json!({ "archived": true }),
        )
        .await,
    )
    .await;
    check!("archiving");
    let ben_himself = format!("people/{}", ben.id());
    done(ada.patch(&ben_himself, json!({ "role": "admin" })).await).await;
    check!("a promotion");
    let gus_himself = format!("people/{}", gus.id());
    done(ada.patch(&gus_himself, json!({ "disabled": true })).await).await;
    adas.check("a closed account").await;
    bens.check("a closed account").await;
    guss.socket.until_closed().await;
}

#[tokio::test]
async fn my_board_and_imports_keep_every_copy_fresh() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let mut adas = Follower::begin(&ada).await;
    let mut bens = Follower::begin(&ben).await;
    macro_rules! check {
        ($after:expr) => {
            adas.check($after).await;
            bens.check($after).await;
        };
    }

    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let make = |title: &str| json!({ "title": title, "owner": ben.id(), "channel": channel.id });
    let mut tasks = Vec::new();
    for title in ["One", "Two"] {
        let made: Value = good(ada.post("tasks", make(title)).await).await;
        tasks.push(made["task"]["id"].clone());
    }
    let item = |task: &Value| json!({ "of": "task", "task": task });
    let place = async |body: Value| {
        let _: Value = good(ben.put("my-board/cards", body).await).await;
    };
    place(json!({ "item": item(&tasks[0]), "lane": "now" })).await;
    place(json!({ "item": item(&tasks[1]), "lane": "now", "before": item(&tasks[0]) })).await;
    check!("an own order");
    let wake = "2036-01-01T00:00:00Z";
    let far = ben
        .put(
            "my-board/cards",
            json!({ "item": item(&tasks[0]), "wake_at": wake }),
        )
        .await;
    assert_eq!(far.status(), 422);
    let soon = app::clock::Clock::now(&app::clock::SystemClock).plus(WAIT_MAX * 60);
    place(json!({ "item": item(&tasks[0]), "wake_at": soon })).await;
    check!("a snooze");
    let step = json!({ "item": item(&tasks[1]), "step": "Ask Ada" });
    let _: Value = good(ben.post("my-board/cards/next-step", step).await).await;
    let help = json!({ "item": item(&tasks[1]), "person": ada.id() });
    let _: Value = good(ben.post("my-board/cards/help", help).await).await;
    check!("a next step, and help");
    let path = |task: &Value| format!("tasks/{}", task.as_str().expect("an id"));
    done(
        ada.patch(&path(&tasks[0]), json!({ "stage": "doing" }))
            .await,
    )
    .await;
    done(
        ada.patch(&path(&tasks[0]), json!({ "stage": "done" }))
            .await,
    )
    .await;
    check!("what was snoozed is finished");
    let gone = json!({ "item": item(&tasks[1]) });
    let _: Value = good(ben.post("my-board/cards/let-go", gone).await).await;
    check!("letting go");
    ada.say(topic.id, &format!("@[Ben]({}), ready?", ben.id()))
        .await;
    let request = ben.snapshot().await.requests.remove(0).id;
    let item = json!({ "of": "request", "request": request });
    place(json!({ "item": item, "lane": "later", "wake_at": soon })).await;
    check!("a request on my board");
    done(
        ben.post(&format!("requests/{request}/acknowledge"), json!({}))
            .await,
    )
    .await;
    check!("a request answered");
    let path = format!("imports/csv?channel={}&name=Seals", channel.id);
    for table in [
        "id,title,list,owner\n1,One,Open,Ben\n",
        "id,title,list,owner\n1,Two,Done,Ben\n",
    ] {
        let import = ada.request(reqwest::Method::POST, &path).body(table);
        let _: Value = good(send(import).await).await;
        check!("an import");
    }
}

#[tokio::test]
async fn a_client_that_was_away_catches_up() {
    let (mut server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let stale: Snapshot = ben.snapshot().await;
    for number in 0..50 {
        ada.say(topic.id, &format!("Message {number}")).await;
    }
    server.restart().await;
    let mut follower = Follower {
        client: &ben,
        socket: ben.socket(Some(stale.seq)).await,
        replica: Replica::new(stale.clone()),
    };
    follower.check("fifty messages while away").await;

    // The same over HTTP, page by page.
    let mut replica = Replica::new(stale);
    loop {
        let seq = replica.snapshot().seq;
        let page: Value = ben.read(&format!("events?since={seq}&limit=20")).await;
        let items = page["items"].as_array().unwrap();
        if items.is_empty() {
            break;
        }
        for frame in items {
            replica.apply_frame(&serde_json::from_value(frame.clone()).unwrap());
        }
    }
    let mut fresh = ben.snapshot().await;
    fresh.seq = replica.snapshot().seq;
    assert_eq!(*replica.snapshot(), fresh);
}

#[tokio::test]
async fn polls_and_goals_keep_every_copy_fresh() {
    let (server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let code = ada.invite("guest").await;
    let mut gus = server.client();
    gus.accept(&code, "Gus").await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let mut adas = Follower::begin(&ada).await;
    let mut bens = Follower::begin(&ben).await;
    let mut guss = Follower::begin(&gus).await;
    macro_rules! check {
        ($after:expr) => {
            adas.check($after).await;
            bens.check($after).await;
            guss.check($after).await;
        };
    }

    let id_of = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    let path = format!("topics/{}/polls", topic.id);
    let options = [json!({ "text": "Yes" }), json!({ "text": "No" })];
    let body = json!({ "question": "Now?", "kind": "single", "options": options });
    let poll = id_of(&good(ada.post(&path, body.clone()).await).await);
    check!("a poll");
    let vote = format!("polls/{poll}/vote");
    done(ben.put(&vote, json!({ "options": [1] })).await).await;
    check!("a vote");
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, json!({ "people": [gus.id()] })).await).await;
    check!("a guest gains a poll");
    assert_eq!(guss.replica.snapshot().polls.len(), 1);
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    check!("a guest loses a poll");
    assert!(guss.replica.snapshot().polls.is_empty());
    done(ben.put(&vote, json!({ "options": [] })).await).await;
    check!("a vote taken back");
    done(ben.put(&vote, json!({ "options": [0] })).await).await;
    done(ada.post(&format!("polls/{poll}/close"), json!({})).await).await;
    check!("a poll closed");
    let record: Value = good(ada.post(&format!("polls/{poll}/decide"), json!({})).await).await;
    check!("a decision of a poll");
    let path = format!("topics/{}/decisions", topic.id);
    let body_of = json!({ "text": "Not now", "replaces": record["id"] });
    done(ben.post(&path, body_of).await).await;
    check!("a decision replaced");
    let second: Value = good(ada.post(&format!("topics/{}/polls", topic.id), body).await).await;
    let message = second["message"].as_str().expect("a message");
    done(ada.delete(&format!("messages/{message}")).await).await;
    check!("a poll deleted");
    assert!(bens.replica.snapshot().polls.is_empty());

    let body = json!({ "objective": "Up", "first": "2026-10-01", "last": "2026-12-31" });
    let top = id_of(&good(ada.post("goals", body.clone()).await).await);
    let mut below = body;
    below["parent"] = json!(top);
    below["results"] = json!([{ "text": "Pumps", "from": 0, "to": 4_000 }]);
    let goal = id_of(&good(ben.post("goals", below).await).await);
    check!("two goals");
    assert!(guss.replica.snapshot().goals.is_empty());
    let report = json!({ "track": "off", "changed": "Much", "values": [2_000] });
    done(ben.post(&format!("goals/{goal}/updates"), report).await).await;
    check!("an update of a goal");
    assert_eq!(adas.replica.snapshot().goals[0].progress_permille, 500);
    done(ada.put(&format!("goals/{goal}/follow"), json!({})).await).await;
    check!("following");
    let link = json!({ "to": "topic", "topic": topic.id });
    done(ben.post(&format!("goals/{goal}/links"), link).await).await;
    check!("a link");
    let ended = json!({ "state": "dropped" });
    done(ben.patch(&format!("goals/{goal}"), ended).await).await;
    check!("a goal dropped");
    assert_eq!(bens.replica.snapshot().goals.len(), 1);
}

#[tokio::test]
async fn check_ins_keep_every_copy_fresh() {
    let server = TestServer::start().await;
    // A Monday in winter, at 10:00 in Berlin.
    let now = "2027-01-11T09:00:00Z".parse().expect("an instant");
    server.set_time(now).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let code = ada.invite("guest").await;
    let mut gus = server.client();
    gus.accept(&code, "Gus").await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let mut adas = Follower::begin(&ada).await;
    let mut bens = Follower::begin(&ben).await;
    let mut guss = Follower::begin(&gus).await;
    macro_rules! check {
        ($after:expr) => {
            adas.check($after).await;
            bens.check($after).await;
            guss.check($after).await;
        };
    }

    let question = json!({ "text": "What is next?", "kind": "text", "required": true });
    let body = json!({
        "channel": channel.id, "title": "Stand-up", "questions": [question],
        "asked": { "asked": "channel" }, "rule": "FREQ=DAILY", "minute": 720,
        "opens_before_minutes": 240, "closes_after_minutes": 60,
    });
    let made: Value = good(ada.post("check-ins", body).await).await;
    check!("a check-in");
    assert_eq!(bens.replica.snapshot().turns.len(), 1);
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, json!({ "people": [gus.id()] })).await).await;
    check!("a guest gains a check-in");
    assert_eq!(guss.replica.snapshot().check_ins.len(), 1);
    let path = format!("check-ins/{}", made["id"].as_str().expect("an id"));
    let said = json!({ "said": [{ "text": "Pumps" }], "blocked": true });
    done(
        ben.put(&format!("{path}/reports/2027-01-11/answer"), said)
            .await,
    )
    .await;
    check!("an answer");
    assert!(bens.replica.snapshot().turns.is_empty());
    let topic = format!("{path}/reports/2027-01-11/answers/{}/topic", ben.id());
    done(ada.post(&topic, json!({})).await).await;
    check!("an answer's topic");
    done(gus.put(&format!("{path}/follow"), json!({})).await).await;
    check!("following");
    let tomorrow = "2027-01-12T08:00:00Z".parse().expect("an instant");
    server.set_time(tomorrow).await;
    check!("a report and the next day");
    assert_eq!(guss.replica.snapshot().turns.len(), 1);
    done(ada.patch(&path, json!({ "state": "paused" })).await).await;
    check!("a pause");
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    check!("a guest loses a check-in");
    assert!(guss.replica.snapshot().turns.is_empty());
    done(ada.patch(&path, json!({ "state": "running" })).await).await;
    done(ada.patch(&path, json!({ "state": "ended" })).await).await;
    check!("an end");
    assert!(adas.replica.snapshot().turns.is_empty());
    assert!(adas.replica.snapshot().check_ins.is_empty());
}

#[tokio::test]
async fn boards_keep_every_copy_fresh() {
    let (server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let code = ada.invite("guest").await;
    let mut gus = server.client();
    gus.accept(&code, "Gus").await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let mut adas = Follower::begin(&ada).await;
    let mut bens = Follower::begin(&ben).await;
    let mut guss = Follower::begin(&gus).await;
    macro_rules! check {
        ($after:expr) => {
            adas.check($after).await;
            bens.check($after).await;
            guss.check($after).await;
        };
    }

    let body = json!({ "channel": channel.id, "name": "Pumps" });
    let board: Value = good(ada.post("boards", body).await).await;
    check!("a board");
    let path = format!("boards/{}", board["id"].as_str().expect("an id"));
    let column = |number: usize| board["columns"][number]["id"].clone();
    let task = json!({ "title": "Seal", "board": board["id"], "owner": ben.id() });
    let task: Value = good(ada.post("tasks", task).await).await;
    check!("a task on it");
    assert_eq!(bens.replica.snapshot().cards.len(), 1);
    let card = format!(
        "{path}/cards/{}",
        task["task"]["id"].as_str().expect("an id")
    );
    done(ada.put(&card, json!({ "column": column(1) })).await).await;
    check!("a move");
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, json!({ "people": [gus.id()] })).await).await;
    check!("a guest gains a board");
    assert_eq!(guss.replica.snapshot().boards.len(), 1);
    done(gus.put(&card, json!({ "column": column(3) })).await).await;
    check!("a guest finishes it");
    done(ben.put(&format!("{path}/follow"), json!({})).await).await;
    check!("following");
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    check!("a guest loses a board");
    assert!(guss.replica.snapshot().boards.is_empty());
    done(ada.post(&format!("{card}/archive"), json!({})).await).await;
    check!("a card put away");
    assert!(bens.replica.snapshot().cards.is_empty());
    done(ada.post(&format!("{card}/unarchive"), json!({})).await).await;
    check!("a card brought back");
    done(ada.patch(&path, json!({ "archived": true })).await).await;
    check!("a board put away");
    done(ada.patch(&path, json!({ "archived": false })).await).await;
    check!("a board used again");
    assert_eq!(bens.replica.snapshot().cards.len(), 1);
    done(ada.delete(&card).await).await;
    check!("a card taken off");
}

#[tokio::test]
async fn tasks_keep_every_copy_fresh() {
    let (server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let code = ada.invite("guest").await;
    let mut gus = server.client();
    gus.accept(&code, "Gus").await;
    let channel = ada.channel("general", &[ben.id()]).await;
    ada.channel("Lobby", &[gus.id()]).await;
    let mut adas = Follower::begin(&ada).await;
    let mut bens = Follower::begin(&ben).await;
    let mut guss = Follower::begin(&gus).await;
    macro_rules! check {
        ($after:expr) => {
            adas.check($after).await;
            bens.check($after).await;
            guss.check($after).await;
        };
    }

    let body = json!({ "title": "Seal", "channel": channel.id, "owner": ben.id(),
        "due": { "day": "2036-11-24" }, "recurrence": { "rule": "FREQ=WEEKLY", "from": "due" } });
    let task: Value = good(ada.post("tasks", body).await).await;
    check!("a task");
    assert_eq!(bens.replica.snapshot().tasks.len(), 1);
    let path = format!("tasks/{}", task["task"]["id"].as_str().expect("an id"));
    let body = json!({ "helpers": [gus.id()] });
    done(ada.patch(&path, body).await).await;
    check!("a guest who helps from outside");
    assert_eq!(guss.replica.snapshot().tasks.len(), 1);
    let topic: Value = good(ada.post(&format!("{path}/topic"), json!({})).await).await;
    check!("its topic");
    let text = format!("@[Ben]({}), how far?", ben.id());
    let topic = serde_json::from_value(topic["id"].clone()).expect("an id");
    ada.say(topic, &text).await;
    check!("a comment that asks");
    let requests: Value = ben.read("requests?side=on_me").await;
    let body = json!({ "title": "Look", "owner": ada.id(),
        "origin": { "from": "request", "request": requests["items"][0]["id"] } });
    done(ben.post("tasks", body).await).await;
    check!("a request answered by a task");
    let blocker = ben
        .post(&format!("{path}/blockers"), json!({ "text": "No key" }))
        .await;
    let blocker: Value = good(blocker).await;
    check!("a blocker on it");
    let resolve = format!(
        "blockers/{}/resolve",
        blocker["id"].as_str().expect("an id")
    );
    done(ada.post(&resolve, json!({ "outcome": "Here" })).await).await;
    check!("and its end");
    done(ben.patch(&path, json!({ "stage": "done" })).await).await;
    check!("the end of one that comes again");
    assert_eq!(bens.replica.snapshot().tasks.len(), 2);
    done(
        ben.patch(&path, json!({ "stage": "doing", "owner": ada.id() }))
            .await,
    )
    .await;
    check!("another owner");
    done(ada.patch(&path, json!({ "helpers": [] })).await).await;
    check!("a guest who helps no more");
    done(ada.patch(&path, json!({ "channel": null })).await).await;
    check!("a private one");
    done(ada.patch(&path, json!({ "owner": gus.id() })).await).await;
    check!("a guest's own");
    done(gus.patch(&path, json!({ "dropped": true })).await).await;
    check!("letting go");
    done(gus.patch(&path, json!({ "dropped": false })).await).await;
    check!("and taking up");
    let leave = format!("channels/{}/leave", channel.id);
    done(ben.post(&leave, json!({})).await).await;
    check!("leaving the channel of one's tasks");
    assert_eq!(bens.replica.snapshot().tasks.len(), 1);
}
