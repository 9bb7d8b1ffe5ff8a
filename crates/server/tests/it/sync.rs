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
}

/// The copies of several people.
struct Copies<'a>(Vec<Follower<'a>>);

impl<'a> Copies<'a> {
    async fn begin(clients: &[&'a Client]) -> Self {
        let mut followers = Vec::new();
        for client in clients {
            followers.push(Follower::begin(client).await);
        }
        Self(followers)
    }

    async fn check(&mut self, after: &str) {
        for follower in &mut self.0 {
            follower.check(after).await;
        }
    }

    /// Somebody's copy.
    fn of(&self, client: &Client) -> &Snapshot {
        let mut followers = self.0.iter();
        let theirs = followers.find(|follower| follower.client.id() == client.id());
        theirs.expect("they keep a copy").replica.snapshot()
    }

    fn topics_of(&self, client: &Client) -> Vec<TopicId> {
        let topics = self.of(client).topics.iter();
        topics.map(|topic| topic.id).collect()
    }
}

/// Ada, the owner, the member Ben and the guest Gus.
async fn people(server: &TestServer) -> [Client; 3] {
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let mut gus = server.client();
    gus.accept(&ada.invite("guest").await, "Gus").await;
    [ada, ben, gus]
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
    let server = TestServer::start().await;
    let [ada, ben, gus] = people(&server).await;
    let mut copies = Copies::begin(&[&ada, &ben, &gus]).await;

    let channel = ada.channel("general", &[ben.id()]).await;
    copies.check("a public channel").await;
    let topic = ada.topic(&channel, "Start").await;
    copies.check("a topic").await;
    let text = format!("@[Ben]({}), what do you think?", ben.id());
    let said = ada.say(topic.id, &text).await;
    copies.check("a question").await;
    done(
        ben.post(
            &format!("topics/{}/read", topic.id),
            json!({ "ordinal": 1 }),
        )
        .await,
    )
    .await;
    copies.check("reading").await;
    done(
        ben.put(
            &format!("messages/{}/reactions/%F0%9F%91%8D", said.id),
            json!({}),
        )
        .await,
    )
    .await;
    copies.check("a reaction").await;
    ben.say(topic.id, "Good.").await;
    copies.check("an answer").await;
    let clip = clip::upload(&ben, "voice", VOICE_WEBM).await;
    let body = json!({ "text": "spoken", "attachments": [clip.id], "asked": [ada.id()] });
    let clip = clip::post(&ben, &topic, body).await;
    copies.check("a clip").await;
    let path = format!("messages/{}", clip.id);
    done(ben.patch(&path, json!({ "text": "" })).await).await;
    copies.check("a clip without its words").await;
    done(ben.delete(&path).await).await;
    copies.check("a clip deleted").await;
    done(
        ada.patch(
            &format!("messages/{}", said.id),
            json!({ "text": "Never mind" }),
        )
        .await,
    )
    .await;
    copies.check("an edit").await;
    done(ada.delete(&format!("messages/{}", said.id)).await).await;
    copies.check("a deletion").await;
    done(
        ada.patch(
            &format!("topics/{}", topic.id),
            json!({ "state": "resolved" }),
        )
        .await,
    )
    .await;
    copies.check("resolving").await;
    let people = json!({ "people": [gus.id()] });
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, people).await).await;
    copies.check("a guest gains a channel").await;
    assert_eq!(copies.topics_of(&gus), [topic.id]);
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    copies.check("a guest loses a channel").await;
    assert!(copies.topics_of(&gus).is_empty());

    let (secret, plans) = private_channel(&ada).await;
    copies.check("a private channel").await;
    assert!(!copies.topics_of(&ben).contains(&plans));
    let members = format!("channels/{secret}/members");
    done(ada.post(&members, json!({ "people": [ben.id()] })).await).await;
    copies.check("a member gains a private channel").await;
    assert!(copies.topics_of(&ben).contains(&plans));
    done(
        ben.post(&format!("channels/{secret}/leave"), json!({}))
            .await,
    )
    .await;
    copies.check("a member leaves it").await;
    assert!(!copies.topics_of(&ben).contains(&plans));

    done(ben.post("direct", json!({ "people": [ada.id()] })).await).await;
    copies.check("a direct conversation").await;
    let path = format!("people/{}/availability", ben.id());
    let week = json!([{ "day": "monday", "from": 540, "until": 1020 }]);
    done(ben.put(&path, json!({ "weekly": week })).await).await;
    copies.check("working hours").await;
    done(
        ben.patch("me", json!({ "name": "Benjamin", "place": "Lisbon" }))
            .await,
    )
    .await;
    copies.check("a new name").await;
    done(
        ada.patch(
            &format!("channels/{}", channel.id),
            json!({ "archived": true }),
        )
        .await,
    )
    .await;
    copies.check("archiving").await;
    let ben_himself = format!("people/{}", ben.id());
    done(ada.patch(&ben_himself, json!({ "role": "admin" })).await).await;
    copies.check("a promotion").await;
    let gus_himself = format!("people/{}", gus.id());
    done(ada.patch(&gus_himself, json!({ "disabled": true })).await).await;
    let guss = copies.0.pop().expect("his is the last");
    copies.check("a closed account").await;
    guss.socket.until_closed().await;
}

#[tokio::test]
async fn my_board_and_imports_keep_every_copy_fresh() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let mut copies = Copies::begin(&[&ada, &ben]).await;

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
    copies.check("an own order").await;
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
    copies.check("a snooze").await;
    let step = json!({ "item": item(&tasks[1]), "step": "Ask Ada" });
    let _: Value = good(ben.post("my-board/cards/next-step", step).await).await;
    let help = json!({ "item": item(&tasks[1]), "person": ada.id() });
    let _: Value = good(ben.post("my-board/cards/help", help).await).await;
    copies.check("a next step, and help").await;
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
    copies.check("what was snoozed is finished").await;
    let gone = json!({ "item": item(&tasks[1]) });
    let _: Value = good(ben.post("my-board/cards/let-go", gone).await).await;
    copies.check("letting go").await;
    ada.say(topic.id, &format!("@[Ben]({}), ready?", ben.id()))
        .await;
    let request = ben.snapshot().await.requests.remove(0).id;
    let item = json!({ "of": "request", "request": request });
    place(json!({ "item": item, "lane": "later", "wake_at": soon })).await;
    copies.check("a request on my board").await;
    done(
        ben.post(&format!("requests/{request}/acknowledge"), json!({}))
            .await,
    )
    .await;
    copies.check("a request answered").await;
    let path = format!("imports/csv?channel={}&name=Seals", channel.id);
    for table in [
        "id,title,list,owner\n1,One,Open,Ben\n",
        "id,title,list,owner\n1,Two,Done,Ben\n",
    ] {
        let import = ada.request(reqwest::Method::POST, &path).body(table);
        let _: Value = good(send(import).await).await;
        copies.check("an import").await;
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
    let server = TestServer::start().await;
    let [ada, ben, gus] = people(&server).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let topic = ada.topic(&channel, "Start").await;
    let mut copies = Copies::begin(&[&ada, &ben, &gus]).await;

    let id_of = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    let path = format!("topics/{}/polls", topic.id);
    let options = [json!({ "text": "Yes" }), json!({ "text": "No" })];
    let body = json!({ "question": "Now?", "kind": "single", "options": options });
    let poll = id_of(&good(ada.post(&path, body.clone()).await).await);
    copies.check("a poll").await;
    let vote = format!("polls/{poll}/vote");
    done(ben.put(&vote, json!({ "options": [1] })).await).await;
    copies.check("a vote").await;
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, json!({ "people": [gus.id()] })).await).await;
    copies.check("a guest gains a poll").await;
    assert_eq!(copies.of(&gus).polls.len(), 1);
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    copies.check("a guest loses a poll").await;
    assert!(copies.of(&gus).polls.is_empty());
    done(ben.put(&vote, json!({ "options": [] })).await).await;
    copies.check("a vote taken back").await;
    done(ben.put(&vote, json!({ "options": [0] })).await).await;
    done(ada.post(&format!("polls/{poll}/close"), json!({})).await).await;
    copies.check("a poll closed").await;
    let record: Value = good(ada.post(&format!("polls/{poll}/decide"), json!({})).await).await;
    copies.check("a decision of a poll").await;
    let path = format!("topics/{}/decisions", topic.id);
    let body_of = json!({ "text": "Not now", "replaces": record["id"] });
    done(ben.post(&path, body_of).await).await;
    copies.check("a decision replaced").await;
    let second: Value = good(ada.post(&format!("topics/{}/polls", topic.id), body).await).await;
    let message = second["message"].as_str().expect("a message");
    done(ada.delete(&format!("messages/{message}")).await).await;
    copies.check("a poll deleted").await;
    assert!(copies.of(&ben).polls.is_empty());

    let body = json!({ "objective": "Up", "first": "2026-10-01", "last": "2026-12-31" });
    let top = id_of(&good(ada.post("goals", body.clone()).await).await);
    let mut below = body;
    below["parent"] = json!(top);
    below["results"] = json!([{ "text": "Pumps", "from": 0, "to": 4_000 }]);
    let goal = id_of(&good(ben.post("goals", below).await).await);
    copies.check("two goals").await;
    assert!(copies.of(&gus).goals.is_empty());
    let report = json!({ "track": "off", "changed": "Much", "values": [2_000] });
    done(ben.post(&format!("goals/{goal}/updates"), report).await).await;
    copies.check("an update of a goal").await;
    assert_eq!(copies.of(&ada).goals[0].progress_permille, 500);
    done(ada.put(&format!("goals/{goal}/follow"), json!({})).await).await;
    copies.check("following").await;
    let link = json!({ "to": "topic", "topic": topic.id });
    done(ben.post(&format!("goals/{goal}/links"), link).await).await;
    copies.check("a link").await;
    let ended = json!({ "state": "dropped" });
    done(ben.patch(&format!("goals/{goal}"), ended).await).await;
    copies.check("a goal dropped").await;
    assert_eq!(copies.of(&ben).goals.len(), 1);
}

#[tokio::test]
async fn check_ins_keep_every_copy_fresh() {
    let server = TestServer::start().await;
    // A Monday in winter, at 10:00 in Berlin.
    let now = "2027-01-11T09:00:00Z".parse().expect("an instant");
    server.set_time(now).await;
    let [ada, ben, gus] = people(&server).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let mut copies = Copies::begin(&[&ada, &ben, &gus]).await;

    let question = json!({ "text": "What is next?", "kind": "text", "required": true });
    let body = json!({
        "channel": channel.id, "title": "Stand-up", "questions": [question],
        "asked": { "asked": "channel" }, "rule": "FREQ=DAILY", "minute": 720,
        "opens_before_minutes": 240, "closes_after_minutes": 60,
    });
    let made: Value = good(ada.post("check-ins", body).await).await;
    copies.check("a check-in").await;
    assert_eq!(copies.of(&ben).turns.len(), 1);
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, json!({ "people": [gus.id()] })).await).await;
    copies.check("a guest gains a check-in").await;
    assert_eq!(copies.of(&gus).check_ins.len(), 1);
    let path = format!("check-ins/{}", made["id"].as_str().expect("an id"));
    let said = json!({ "said": [{ "text": "Pumps" }], "blocked": true });
    done(
        ben.put(&format!("{path}/reports/2027-01-11/answer"), said)
            .await,
    )
    .await;
    copies.check("an answer").await;
    assert!(copies.of(&ben).turns.is_empty());
    let topic = format!("{path}/reports/2027-01-11/answers/{}/topic", ben.id());
    done(ada.post(&topic, json!({})).await).await;
    copies.check("an answer's topic").await;
    done(gus.put(&format!("{path}/follow"), json!({})).await).await;
    copies.check("following").await;
    let tomorrow = "2027-01-12T08:00:00Z".parse().expect("an instant");
    server.set_time(tomorrow).await;
    copies.check("a report and the next day").await;
    assert_eq!(copies.of(&gus).turns.len(), 1);
    done(ada.patch(&path, json!({ "state": "paused" })).await).await;
    copies.check("a pause").await;
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    copies.check("a guest loses a check-in").await;
    assert!(copies.of(&gus).turns.is_empty());
    done(ada.patch(&path, json!({ "state": "running" })).await).await;
    done(ada.patch(&path, json!({ "state": "ended" })).await).await;
    copies.check("an end").await;
    assert!(copies.of(&ada).turns.is_empty());
    assert!(copies.of(&ada).check_ins.is_empty());
}

#[tokio::test]
async fn boards_keep_every_copy_fresh() {
    let server = TestServer::start().await;
    let [ada, ben, gus] = people(&server).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let mut copies = Copies::begin(&[&ada, &ben, &gus]).await;

    let body = json!({ "channel": channel.id, "name": "Pumps" });
    let board: Value = good(ada.post("boards", body).await).await;
    copies.check("a board").await;
    let path = format!("boards/{}", board["id"].as_str().expect("an id"));
    let column = |number: usize| board["columns"][number]["id"].clone();
    let task = json!({ "title": "Seal", "board": board["id"], "owner": ben.id() });
    let task: Value = good(ada.post("tasks", task).await).await;
    copies.check("a task on it").await;
    assert_eq!(copies.of(&ben).cards.len(), 1);
    let card = format!(
        "{path}/cards/{}",
        task["task"]["id"].as_str().expect("an id")
    );
    done(ada.put(&card, json!({ "column": column(1) })).await).await;
    copies.check("a move").await;
    let members = format!("channels/{}/members", channel.id);
    done(ada.post(&members, json!({ "people": [gus.id()] })).await).await;
    copies.check("a guest gains a board").await;
    assert_eq!(copies.of(&gus).boards.len(), 1);
    done(gus.put(&card, json!({ "column": column(3) })).await).await;
    copies.check("a guest finishes it").await;
    done(ben.put(&format!("{path}/follow"), json!({})).await).await;
    copies.check("following").await;
    done(ada.delete(&format!("{members}/{}", gus.id())).await).await;
    copies.check("a guest loses a board").await;
    assert!(copies.of(&gus).boards.is_empty());
    done(ada.post(&format!("{card}/archive"), json!({})).await).await;
    copies.check("a card put away").await;
    assert!(copies.of(&ben).cards.is_empty());
    done(ada.post(&format!("{card}/unarchive"), json!({})).await).await;
    copies.check("a card brought back").await;
    done(ada.patch(&path, json!({ "archived": true })).await).await;
    copies.check("a board put away").await;
    done(ada.patch(&path, json!({ "archived": false })).await).await;
    copies.check("a board used again").await;
    assert_eq!(copies.of(&ben).cards.len(), 1);
    done(ada.delete(&card).await).await;
    copies.check("a card taken off").await;
}

#[tokio::test]
async fn tasks_keep_every_copy_fresh() {
    let server = TestServer::start().await;
    let [ada, ben, gus] = people(&server).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    ada.channel("Lobby", &[gus.id()]).await;
    let mut copies = Copies::begin(&[&ada, &ben, &gus]).await;

    let body = json!({ "title": "Seal", "channel": channel.id, "owner": ben.id(),
        "due": { "day": "2036-11-24" }, "recurrence": { "rule": "FREQ=WEEKLY", "from": "due" } });
    let task: Value = good(ada.post("tasks", body).await).await;
    copies.check("a task").await;
    assert_eq!(copies.of(&ben).tasks.len(), 1);
    let path = format!("tasks/{}", task["task"]["id"].as_str().expect("an id"));
    let body = json!({ "helpers": [gus.id()] });
    done(ada.patch(&path, body).await).await;
    copies.check("a guest who helps from outside").await;
    assert_eq!(copies.of(&gus).tasks.len(), 1);
    let topic: Value = good(ada.post(&format!("{path}/topic"), json!({})).await).await;
    copies.check("its topic").await;
    let text = format!("@[Ben]({}), how far?", ben.id());
    let topic = serde_json::from_value(topic["id"].clone()).expect("an id");
    ada.say(topic, &text).await;
    copies.check("a comment that asks").await;
    let requests: Value = ben.read("requests?side=on_me").await;
    let body = json!({ "title": "Look", "owner": ada.id(),
        "origin": { "from": "request", "request": requests["items"][0]["id"] } });
    done(ben.post("tasks", body).await).await;
    copies.check("a request answered by a task").await;
    let blocker = ben
        .post(&format!("{path}/blockers"), json!({ "text": "No key" }))
        .await;
    let blocker: Value = good(blocker).await;
    copies.check("a blocker on it").await;
    let resolve = format!(
        "blockers/{}/resolve",
        blocker["id"].as_str().expect("an id")
    );
    done(ada.post(&resolve, json!({ "outcome": "Here" })).await).await;
    copies.check("and its end").await;
    done(ben.patch(&path, json!({ "stage": "done" })).await).await;
    copies.check("the end of one that comes again").await;
    assert_eq!(copies.of(&ben).tasks.len(), 2);
    done(
        ben.patch(&path, json!({ "stage": "doing", "owner": ada.id() }))
            .await,
    )
    .await;
    copies.check("another owner").await;
    done(ada.patch(&path, json!({ "helpers": [] })).await).await;
    copies.check("a guest who helps no more").await;
    done(ada.patch(&path, json!({ "channel": null })).await).await;
    copies.check("a private one").await;
    done(ada.patch(&path, json!({ "owner": gus.id() })).await).await;
    copies.check("a guest's own").await;
    done(gus.patch(&path, json!({ "dropped": true })).await).await;
    copies.check("letting go").await;
    done(gus.patch(&path, json!({ "dropped": false })).await).await;
    copies.check("and taking up").await;
    let leave = format!("channels/{}/leave", channel.id);
    done(ben.post(&leave, json!({})).await).await;
    copies.check("leaving the channel of one's tasks").await;
    assert_eq!(copies.of(&ben).tasks.len(), 1);
}
