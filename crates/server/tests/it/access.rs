//! The access matrix: every route for those who may not use it, and a row for every route.

use std::collections::BTreeSet;
use std::time::Duration;

use app::clock::{Clock, SystemClock};
use model::channel::Channel;
use model::event::Event;
use model::id::{
    BroadcastId, ChannelId, PersonId, PushSubscriptionId, RecordingId, TaskId, TopicId,
};
use model::time::Timestamp;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::broadcast::WATCHING;
use crate::client::{Client, done, good, send};
use crate::server::TestServer;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    /// Anybody, signed in or not.
    Anybody,
    /// Everyone signed in, to read.
    SignedIn,
    /// Everyone signed in, to write; a token needs `write`.
    Writer,
    /// Everyone signed in, to speak; a token needs `live`.
    Browser,
    /// Members, not guests; a token needs `write`.
    Member,
    /// Admins; a token needs `admin`.
    Admin,
    /// Those in the channel, to read.
    InChannel,
    /// Those in the channel, to write; a token needs `write` or `live`.
    WriterInChannel,
    /// The one it belongs to.
    Own,
    /// The one it belongs to, to write; a token needs `write`.
    WriterOwn,
    /// Members, to read; guests do not know of teams.
    Team,
    /// Members, to write; guests do not know of it; a token needs `write`.
    WriterTeam,
    /// Those in the team, to write; a token needs `write`.
    WriterInTeam,
}

const ROUTES: &[(&str, For)] = &[
    ("get /setup", For::Anybody),
    ("post /setup", For::Anybody),
    ("post /setup/sample", For::Anybody),
    ("delete /setup/sample", For::Browser),
    ("post /sign-in", For::Anybody),
    ("post /sign-out", For::SignedIn),
    ("get /me", For::SignedIn),
    ("patch /me", For::Writer),
    ("get /sign-ins", For::SignedIn),
    ("delete /sign-ins/{id}", For::Own),
    ("get /tokens", For::SignedIn),
    ("post /tokens", For::Browser),
    ("delete /tokens/{id}", For::Browser),
    ("get /invitations", For::Admin),
    ("post /invitations", For::Admin),
    ("delete /invitations/{id}", For::Admin),
    ("get /invitations/{code}/open", For::Anybody),
    ("post /invitations/{code}/accept", For::Anybody),
    ("get /people", For::SignedIn),
    ("get /people/{id}", For::SignedIn),
    ("patch /people/{id}", For::Admin),
    ("post /people/{id}/ring", For::Browser),
    ("get /people/{id}/availability", For::SignedIn),
    ("put /people/{id}/availability", For::Browser),
    ("get /reach", For::SignedIn),
    ("get /channels", For::SignedIn),
    ("post /channels", For::Member),
    ("get /channels/{id}", For::InChannel),
    ("patch /channels/{id}", For::WriterInChannel),
    ("get /channels/{id}/members", For::InChannel),
    ("post /channels/{id}/members", For::WriterInChannel),
    (
        "delete /channels/{id}/members/{person}",
        For::WriterInChannel,
    ),
    ("post /channels/{id}/join", For::WriterInChannel),
    ("post /channels/{id}/leave", For::WriterInChannel),
    ("post /direct", For::Writer),
    ("get /channels/{id}/topics", For::InChannel),
    ("post /channels/{id}/topics", For::WriterInChannel),
    ("get /topics/{id}", For::InChannel),
    ("patch /topics/{id}", For::WriterInChannel),
    ("put /topics/{id}/place", For::WriterInChannel),
    ("post /topics/{id}/read", For::WriterInChannel),
    ("put /topics/{id}/written-views", For::WriterInChannel),
    ("delete /topics/{id}/written-views", For::WriterInChannel),
    ("get /topics/{id}/blockers", For::InChannel),
    ("post /topics/{id}/blockers", For::WriterInChannel),
    ("post /blockers/{id}/resolve", For::WriterInChannel),
    ("post /blockers/{id}/help", For::WriterInChannel),
    ("get /blockers", For::SignedIn),
    ("get /blockers/causes", For::SignedIn),
    ("get /tasks", For::SignedIn),
    ("post /tasks", For::Writer),
    ("post /tasks/bulk", For::Writer),
    ("get /tasks/{id}", For::InChannel),
    ("patch /tasks/{id}", For::WriterInChannel),
    ("get /tasks/{id}/history", For::InChannel),
    ("put /tasks/{id}/watch", For::WriterInChannel),
    ("delete /tasks/{id}/watch", For::WriterInChannel),
    ("post /tasks/{id}/topic", For::WriterInChannel),
    ("post /tasks/{id}/blockers", For::WriterInChannel),
    ("post /talk-offers/{id}/take", For::WriterInChannel),
    ("post /talk-offers/{id}/dismiss", For::WriterInChannel),
    ("get /advice", For::SignedIn),
    ("post /advice/not-helpful", For::Writer),
    ("get /topics/{id}/messages", For::InChannel),
    ("post /topics/{id}/messages", For::WriterInChannel),
    ("post /topics/{id}/messages/preview", For::InChannel),
    ("patch /messages/{id}", For::WriterInChannel),
    ("delete /messages/{id}", For::WriterInChannel),
    ("get /messages/{id}/history", For::InChannel),
    ("put /messages/{id}/reactions/{emoji}", For::WriterInChannel),
    (
        "delete /messages/{id}/reactions/{emoji}",
        For::WriterInChannel,
    ),
    ("get /requests", For::SignedIn),
    ("post /requests/{id}/acknowledge", For::WriterInChannel),
    ("post /requests/{id}/withdraw", For::WriterInChannel),
    ("post /requests/{id}/defer", For::WriterInChannel),
    ("post /requests/{id}/extend", For::WriterInChannel),
    ("post /requests/{id}/delegate", For::WriterInChannel),
    (
        "post /requests/{id}/escalation/decline",
        For::WriterInChannel,
    ),
    ("post /messages/{id}/urgent/confirm", For::WriterInChannel),
    ("post /messages/{id}/urgent/verdict", For::WriterInChannel),
    ("get /urgent", For::Admin),
    ("get /urgent/budget", For::SignedIn),
    ("post /demo/clock", For::Writer),
    ("get /inbox", For::SignedIn),
    ("get /today", For::SignedIn),
    ("get /requests/{id}/why", For::InChannel),
    ("get /messages/{id}/why", For::InChannel),
    ("get /deliveries/{id}/why", For::InChannel),
    ("post /deliveries/{id}/done", For::WriterInChannel),
    ("post /uploads", For::Writer),
    ("head /uploads/{id}", For::Own),
    ("patch /uploads/{id}", For::Own),
    ("get /files/{id}", For::InChannel),
    ("get /files/{id}/info", For::InChannel),
    ("get /files/{id}/thumbnail", For::InChannel),
    ("post /topics/{id}/sessions", For::WriterInChannel),
    ("get /sessions/{id}", For::InChannel),
    ("get /sessions/{id}/roster", For::InChannel),
    ("post /sessions/{id}/join", For::WriterInChannel),
    ("post /sessions/{id}/leave", For::WriterInChannel),
    ("post /sessions/{id}/end", For::WriterInChannel),
    ("post /sessions/{id}/outcome", For::WriterInChannel),
    ("post /sessions/{id}/decline", For::WriterInChannel),
    ("post /sessions/{id}/ring", For::WriterInChannel),
    ("post /sessions/{id}/recordings", For::WriterInChannel),
    ("options /sessions/{id}/whip", For::Anybody),
    ("post /sessions/{id}/whip", For::WriterInChannel),
    (
        "patch /sessions/{id}/whip/{broadcast}",
        For::WriterInChannel,
    ),
    (
        "delete /sessions/{id}/whip/{broadcast}",
        For::WriterInChannel,
    ),
    ("options /sessions/{id}/whip/{broadcast}", For::Anybody),
    ("options /sessions/{id}/whep", For::Anybody),
    ("post /sessions/{id}/whep", For::WriterInChannel),
    (
        "patch /sessions/{id}/whep/{broadcast}",
        For::WriterInChannel,
    ),
    (
        "delete /sessions/{id}/whep/{broadcast}",
        For::WriterInChannel,
    ),
    ("options /sessions/{id}/whep/{broadcast}", For::Anybody),
    ("post /recordings/{id}/stop", For::WriterInChannel),
    ("post /me/focus", For::Writer),
    ("delete /me/focus", For::Writer),
    ("post /me/do-not-disturb", For::Writer),
    ("delete /me/do-not-disturb", For::Writer),
    ("patch /organisation", For::Admin),
    ("get /push/key", For::SignedIn),
    ("get /push/subscriptions", For::SignedIn),
    ("post /push/subscriptions", For::Browser),
    ("delete /push/subscriptions/{id}", For::WriterOwn),
    ("get /groups", For::SignedIn),
    ("post /groups", For::Member),
    ("get /groups/{id}", For::Team),
    ("patch /groups/{id}", For::WriterInTeam),
    ("get /groups/{id}/duty", For::Team),
    ("get /groups/{id}/agreement", For::Team),
    ("post /groups/{id}/agreement/reviewed", For::WriterInTeam),
    ("post /groups/{id}/proposals", For::WriterInTeam),
    ("post /proposals/{id}/seen", For::WriterInTeam),
    ("post /proposals/{id}/adopt", For::WriterInTeam),
    ("post /proposals/{id}/drop", For::WriterInTeam),
    ("post /topics/{id}/scheduled", For::WriterInChannel),
    ("get /scheduled", For::SignedIn),
    ("patch /scheduled/{id}", For::WriterOwn),
    ("delete /scheduled/{id}", For::WriterOwn),
    ("post /scheduled/{id}/send", For::WriterOwn),
    ("get /reminders", For::SignedIn),
    ("post /reminders", For::Writer),
    ("patch /reminders/{id}", For::WriterOwn),
    ("post /reminders/{id}/done", For::WriterOwn),
    ("put /my-board/cards", For::WriterInChannel),
    ("post /my-board/cards/next-step", For::WriterInChannel),
    ("post /my-board/cards/help", For::WriterInChannel),
    ("post /my-board/cards/let-go", For::WriterInChannel),
    ("post /imports/{kind}", For::Writer),
    ("get /my-board/day", For::SignedIn),
    ("get /my-board/walk", For::SignedIn),
    ("get /topics/{id}/polls", For::InChannel),
    ("post /topics/{id}/polls", For::WriterInChannel),
    ("get /polls/{id}/vote", For::InChannel),
    ("put /polls/{id}/vote", For::WriterInChannel),
    ("post /polls/{id}/close", For::WriterInChannel),
    ("post /polls/{id}/decide", For::WriterInChannel),
    ("post /topics/{id}/decisions", For::WriterInChannel),
    ("get /channels/{id}/decisions", For::InChannel),
    ("get /decisions", For::SignedIn),
    ("get /decisions/{id}", For::InChannel),
    ("get /goals", For::Team),
    ("post /goals", For::Member),
    ("get /goals/{id}", For::Team),
    ("patch /goals/{id}", For::WriterInTeam),
    ("put /goals/{id}/follow", For::WriterTeam),
    ("delete /goals/{id}/follow", For::WriterTeam),
    ("post /goals/{id}/links", For::WriterInTeam),
    ("delete /goals/{id}/links", For::WriterInTeam),
    ("post /goals/{id}/updates", For::WriterInTeam),
    ("get /check-in-templates", For::SignedIn),
    ("get /check-ins", For::SignedIn),
    ("post /check-ins", For::WriterInChannel),
    ("get /check-ins/{id}", For::InChannel),
    ("patch /check-ins/{id}", For::WriterInChannel),
    ("put /check-ins/{id}/follow", For::WriterInChannel),
    ("delete /check-ins/{id}/follow", For::WriterInChannel),
    ("get /check-ins/{id}/reports", For::InChannel),
    ("get /check-ins/{id}/reports/{date}", For::InChannel),
    ("get /check-ins/{id}/reports/{date}/prefill", For::InChannel),
    (
        "put /check-ins/{id}/reports/{date}/draft",
        For::WriterInChannel,
    ),
    (
        "put /check-ins/{id}/reports/{date}/answer",
        For::WriterInChannel,
    ),
    (
        "post /check-ins/{id}/reports/{date}/answers/{person}/topic",
        For::WriterInChannel,
    ),
    ("get /boards/{id}/updates", For::InChannel),
    ("post /boards/{id}/updates", For::WriterInChannel),
    ("get /boards", For::SignedIn),
    ("post /boards", For::WriterInChannel),
    ("get /boards/{id}", For::InChannel),
    ("patch /boards/{id}", For::WriterInChannel),
    ("get /boards/{id}/content", For::InChannel),
    ("get /board-templates", For::SignedIn),
    ("post /boards/{id}/template", For::WriterInChannel),
    ("delete /boards/{id}/templates/{name}", For::WriterInChannel),
    ("put /boards/{id}/follow", For::WriterInChannel),
    ("delete /boards/{id}/follow", For::WriterInChannel),
    ("put /boards/{id}/cards/{task}", For::WriterInChannel),
    ("delete /boards/{id}/cards/{task}", For::WriterInChannel),
    (
        "post /boards/{id}/cards/{task}/archive",
        For::WriterInChannel,
    ),
    (
        "post /boards/{id}/cards/{task}/unarchive",
        For::WriterInChannel,
    ),
    ("post /boards/{id}/archive-done", For::WriterInChannel),
    ("get /boards/{id}/archived", For::InChannel),
    ("post /boards/{id}/iterations", For::WriterInChannel),
    ("patch /iterations/{id}", For::WriterInChannel),
    ("post /iterations/{id}/start", For::WriterInChannel),
    ("post /iterations/{id}/close", For::WriterInChannel),
    ("get /snapshot", For::SignedIn),
    ("get /events", For::SignedIn),
    ("get /socket", For::SignedIn),
];

/// A private channel with one of everything in it, and people around it.
struct World {
    _server: TestServer,
    owner: Client,
    /// In the channel.
    ben: Client,
    anonymous: Client,
    guest: Client,
    /// A member of other channels.
    elsewhere: Client,
    /// Was in the channel and was taken out.
    former: Client,
    /// In the channel until the account was closed.
    disabled: Client,
    /// Ben's token that may only read.
    narrow: String,
    ids: Vec<(&'static str, String)>,
}

async fn upload(client: &Client, bytes: &'static [u8], all: bool) -> String {
    let begin = client
        .request(Method::POST, "uploads")
        .header("upload-length", bytes.len().to_string())
        .header("upload-metadata", "filename cGljdHVyZS5wbmc=");
    let begun = send(begin).await;
    let location = begun.headers()[header::LOCATION]
        .to_str()
        .expect("text")
        .to_owned();
    let id = location.rsplit('/').next().expect("an id").to_owned();
    let sent = if all {
        bytes
    } else {
        &bytes[..bytes.len() / 2]
    };
    let piece = client
        .request(Method::PATCH, &location)
        .header("upload-offset", "0")
        .body(sent);
    done(send(piece).await).await;
    id
}

/// The smallest PNG: one grey pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E',
    b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

impl World {
    async fn new() -> Self {
        let (server, [owner, ben, elsewhere, former, disabled]) =
            TestServer::with_people(["Mira", "Ben", "Ana", "Former", "Gone"]).await;
        let mut guest = server.client();
        guest.accept(&owner.invite("guest").await, "Guest").await;
        let people = [ben.id(), former.id(), disabled.id()];
        let body = json!({ "kind": "private", "name": "Secret", "members": people });
        let channel: Channel = good(owner.post("channels", body).await).await;
        owner.channel("Lobby", &[elsewhere.id(), guest.id()]).await;
        let topic = owner.topic(&channel, "Plans").await;
        let file = upload(&owner, PNG, true).await;
        let text = format!("@[Ben]({}) look", ben.id());
        let body = json!({ "text": text, "attachments": [file] });
        let path = format!("topics/{}/messages", topic.id);
        let message: Value = good(owner.post(&path, body).await).await;
        let requests: Value = ben.read("requests?side=on_me").await;
        let path = format!("topics/{}/blockers", topic.id);
        let blocker: Value = good(owner.post(&path, json!({ "text": "No access" })).await).await;
        for author in [&owner, &ben].repeat(4) {
            author.say(topic.id, "Rather that").await;
        }
        let snapshot = ben.snapshot().await;
        let path = format!("topics/{}/sessions", topic.id);
        let session: Value = good(owner.post(&path, json!({ "ring": [] })).await).await;
        let invitation: Value =
            good(owner.post("invitations", json!({ "role": "member" })).await).await;
        let body = json!({ "name": "bot", "scopes": ["read"] });
        let token: Value = good(ben.post("tokens", body).await).await;
        let sign_ins: Value = owner.read("sign-ins").await;
        let text = |value: &Value| value.as_str().expect("an id").to_owned();
        let attention = attention(&owner, &ben, topic.id).await;
        let mut ids = vec![
            ("channels", channel.id.to_string()),
            ("topics", topic.id.to_string()),
            ("messages", text(&message["id"])),
            ("requests", text(&requests["items"][0]["id"])),
            ("sessions", text(&session["id"])),
            ("blockers", text(&blocker["id"])),
            ("talk-offers", snapshot.talk_offers[0].id.to_string()),
            ("deliveries", snapshot.deliveries[0].id.to_string()),
            (
                "recordings",
                RecordingId::new(Timestamp::from_millis(1), 1).to_string(),
            ),
            (
                "push",
                PushSubscriptionId::new(Timestamp::from_millis(1), 1).to_string(),
            ),
            ("files", file),
            ("uploads", upload(&owner, PNG, false).await),
            ("invitations", text(&invitation["invitation"]["id"])),
            ("{code}", text(&invitation["code"])),
            ("tokens", text(&token["token"]["id"])),
            ("sign-ins", text(&sign_ins["items"][0]["id"])),
            ("people", owner.id().to_string()),
            ("{person}", ben.id().to_string()),
            (
                "{broadcast}",
                BroadcastId::new(Timestamp::from_millis(1), 1).to_string(),
            ),
        ];
        ids.extend(attention);
        let body = json!({ "title": "Seal it", "channel": channel.id });
        let task: Value = good(owner.post("tasks", body).await).await;
        ids.push(("tasks", text(&task["task"]["id"])));
        ids.extend(board_of(&owner, channel.id).await);
        ids.extend(check_in_of(&owner, &ben, channel.id).await);
        ids.extend(poll_and_goal(&owner, &ben, topic.id).await);
        let path = format!("channels/{}/members/{}", channel.id, former.id());
        done(owner.delete(&path).await).await;
        let path = format!("people/{}", disabled.id());
        done(owner.patch(&path, json!({ "disabled": true })).await).await;
        let anonymous = server.client();
        let narrow = text(&token["secret"]);
        Self {
            _server: server,
            owner,
            ben,
            anonymous,
            guest,
            elsewhere,
            former,
            disabled,
            narrow,
            ids,
        }
    }

    fn id(&self, name: &str) -> &str {
        let found = self.ids.iter().find(|(known, _)| *known == name);
        &found.unwrap_or_else(|| panic!("no id of {name}")).1
    }

    /// Method and path with real ids.
    fn target(&self, route: &str) -> (Method, String) {
        let (method, path) = route.split_once(' ').expect("method and path");
        let first = path[1..].split('/').next().expect("a first part");
        let mut path = path[1..]
            .replace("{emoji}", "%F0%9F%91%8D")
            .replace("{name}", "Ours")
            .replace("{kind}", "trello");
        for name in ["{code}", "{person}", "{broadcast}", "{task}", "{date}"] {
            if path.contains(name) {
                path = path.replace(name, self.id(name));
            }
        }
        if path.contains("{id}") {
            path = path.replace("{id}", self.id(first));
        }
        if path == "requests" {
            path.push_str("?side=on_me");
        }
        if path == "advice" {
            path.push_str("?purpose=planning");
        }
        (method.to_uppercase().parse().expect("a method"), path)
    }

    async fn ask(&self, client: &Client, route: &str, token: Option<&str>) -> StatusCode {
        let (method, path) = self.target(route);
        let mut request = client
            .request(method.clone(), &path)
            .header("upload-offset", "0");
        if route == "post /uploads" {
            request = request.header("upload-length", "5");
        }
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let broadcast = route.contains("/whip") || route.contains("/whep");
        if broadcast {
            let kind = match method {
                Method::PATCH => "application/trickle-ice-sdpfrag",
                _ => "application/sdp",
            };
            request = request.header(header::CONTENT_TYPE, kind).body(WATCHING);
        } else if matches!(method, Method::POST | Method::PUT | Method::PATCH)
            || route == "delete /goals/{id}/links"
        {
            let mut body = body_of(route, self.ben.id());
            if matches!(route, "post /boards" | "post /check-ins") {
                body["channel"] = json!(self.id("channels"));
            }
            request = request.json(&body);
        }
        send(request).await.status()
    }
}

/// A team of both with an agreement and a proposal, and what the owner wants to happen later.
async fn attention(owner: &Client, ben: &Client, topic: TopicId) -> [(&'static str, String); 4] {
    let text = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    let body = json!({ "name": "Gateway", "members": [owner.id(), ben.id()] });
    let group = text(&good(owner.post("groups", body).await).await);
    let path = format!("groups/{group}/proposals");
    let propose = async || text(&good(ben.post(&path, json!({ "terms": {} })).await).await);
    let adopt = format!("proposals/{}/adopt", propose().await);
    done(owner.post(&adopt, json!({})).await).await;
    let proposal = propose().await;
    let path = format!("topics/{topic}/scheduled");
    let scheduled = owner.post(&path, later_body()).await;
    let scheduled = text(&good(scheduled).await);
    let body = json!({ "of": "note", "note": "Pumps" });
    let reminder = text(&good(owner.post("reminders", body).await).await);
    [
        ("groups", group),
        ("proposals", proposal),
        ("scheduled", scheduled),
        ("reminders", reminder),
    ]
}

/// A poll on which Ben voted, a decision, and a goal of the owner.
async fn poll_and_goal(
    owner: &Client,
    ben: &Client,
    topic: TopicId,
) -> [(&'static str, String); 3] {
    let text = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    let path = format!("topics/{topic}/decisions");
    let decision = owner.post(&path, json!({ "text": "So" })).await;
    let decision = text(&good(decision).await);
    let path = format!("topics/{topic}/polls");
    let poll = text(&good(owner.post(&path, poll_body()).await).await);
    let path = format!("polls/{poll}/vote");
    done(ben.put(&path, json!({ "options": [0] })).await).await;
    let goal = text(&good(owner.post("goals", goal_body()).await).await);
    [("polls", poll), ("decisions", decision), ("goals", goal)]
}

/// A board of the channel with a task on it and an iteration.
async fn board_of(owner: &Client, channel: ChannelId) -> [(&'static str, String); 3] {
    let text = |value: &Value| value["id"].as_str().expect("an id").to_owned();
    let body = json!({ "channel": channel, "name": "Pumps" });
    let board = text(&good(owner.post("boards", body).await).await);
    let body = json!({ "title": "Seal", "board": board });
    let task: Value = good(owner.post("tasks", body).await).await;
    let path = format!("boards/{board}/iterations");
    let iteration = text(&good(owner.post(&path, iteration_body()).await).await);
    let path = format!("boards/{board}/template");
    done(owner.post(&path, json!({ "name": "Ours" })).await).await;
    [
        ("boards", board),
        ("{task}", text(&task["task"])),
        ("iterations", iteration),
    ]
}

/// A check-in that has begun, with an answer, and its day.
async fn check_in_of(
    owner: &Client,
    ben: &Client,
    channel: ChannelId,
) -> [(&'static str, String); 2] {
    let mut body = check_in_body();
    body["channel"] = json!(channel);
    let made: Value = good(owner.post("check-ins", body).await).await;
    // One of the next eight days is a working day.
    let turn = ben.snapshot().await.turns.swap_remove(0);
    let path = format!("check-ins/{}/reports/{}/answer", turn.check_in, turn.date);
    let said = json!({ "said": [{ "text": "Pumps" }] });
    done(ben.put(&path, said).await).await;
    [
        ("check-ins", made["id"].as_str().expect("an id").to_owned()),
        ("{date}", turn.date.to_string()),
    ]
}

/// Open for a week before it is due.
fn check_in_body() -> Value {
    let question = json!({ "text": "What is next?", "kind": "text", "required": true });
    json!({
        "title": "Stand-up",
        "questions": [question],
        "asked": { "asked": "channel" },
        "rule": "FREQ=DAILY",
        "minute": 1439,
        "opens_before_minutes": 10_080,
        "closes_after_minutes": 0,
    })
}

fn iteration_body() -> Value {
    json!({ "name": "Week 48", "first": "2026-11-23", "last": "2026-11-27" })
}

fn poll_body() -> Value {
    let options = [json!({ "text": "Yes" }), json!({ "text": "No" })];
    json!({ "question": "Now?", "kind": "single", "options": options })
}

fn goal_body() -> Value {
    json!({ "objective": "Every pump reports", "first": "2026-10-01", "last": "2026-12-31" })
}

/// A message for in an hour.
fn later_body() -> Value {
    let at = SystemClock.now().plus(Duration::from_secs(3600));
    json!({ "text": "Later", "later": { "choice": "at", "at": at } })
}

/// A task that is there for nobody.
fn no_item() -> Value {
    json!({ "of": "task", "task": TaskId::new(Timestamp::from_millis(1), 1) })
}

/// A body of the right shape.
fn body_of(route: &str, ben: PersonId) -> Value {
    match route {
        "patch /me" => json!({ "place": "Harbour" }),
        "post /tokens" => json!({ "name": "bot", "scopes": ["read"] }),
        "post /invitations" => json!({ "role": "member" }),
        "patch /people/{id}" => json!({ "disabled": true }),
        "put /people/{id}/availability" => json!({ "weekly": null }),
        "post /channels" => json!({ "kind": "public", "name": "More" }),
        "post /channels/{id}/members" | "post /sessions/{id}/ring" | "post /direct" => {
            json!({ "people": [ben] })
        }
        "patch /channels/{id}" => json!({ "purpose": "Other" }),
        "post /channels/{id}/topics" => json!({ "title": "Another" }),
        "patch /topics/{id}" => json!({ "title": "Renamed" }),
        "put /topics/{id}/place" => json!({ "level": "follow" }),
        "post /topics/{id}/read" => json!({ "ordinal": 1 }),
        "post /topics/{id}/messages" | "post /topics/{id}/messages/preview" => {
            json!({ "text": "Hello" })
        }
        "put /topics/{id}/written-views" => {
            json!({ "by": "2036-01-01T00:00:00Z", "of": [ben] })
        }
        "post /topics/{id}/blockers"
        | "post /tasks/{id}/blockers"
        | "post /sessions/{id}/outcome" => json!({ "text": "So" }),
        "post /tasks" | "patch /tasks/{id}" => json!({ "title": "Seal the pump" }),
        "post /tasks/bulk" => json!({ "tasks": [], "change": {} }),
        "post /blockers/{id}/resolve" => json!({ "outcome": "Access given" }),
        "post /advice/not-helpful" => json!({ "purpose": "planning" }),
        "post /requests/{id}/defer" | "post /requests/{id}/extend" => {
            json!({ "until": "2027-01-01T00:00:00Z" })
        }
        "post /requests/{id}/delegate" => json!({ "to": ben }),
        "post /messages/{id}/urgent/verdict" => json!({ "urgent": true }),
        "post /demo/clock" => json!({ "to": "2030-01-01T00:00:00Z" }),
        "patch /messages/{id}" => json!({ "text": "Changed" }),
        "post /topics/{id}/sessions" => json!({ "ring": [] }),
        "post /me/focus" | "post /me/do-not-disturb" => {
            json!({ "choice": "minutes", "minutes": 25 })
        }
        "patch /organisation" => json!({ "name": "Other" }),
        "post /push/subscriptions" => {
            json!({ "endpoint": "https://push.example.org/1", "keys": { "p256dh": "", "auth": "" } })
        }
        "post /topics/{id}/polls" => poll_body(),
        "put /polls/{id}/vote" => json!({ "options": [1] }),
        "post /topics/{id}/decisions" => json!({ "text": "So" }),
        "post /goals" => goal_body(),
        "post /goals/{id}/links" | "delete /goals/{id}/links" => {
            json!({ "to": "topic", "topic": TopicId::new(Timestamp::from_millis(1), 1) })
        }
        "post /goals/{id}/updates" | "post /boards/{id}/updates" => {
            json!({ "track": "on_track", "changed": "Much" })
        }
        "post /groups" | "post /boards" | "post /boards/{id}/template" => {
            json!({ "name": "Pumps" })
        }
        "patch /boards/{id}" => json!({ "purpose": "Other" }),
        "post /boards/{id}/iterations" => iteration_body(),
        "post /check-ins" => check_in_body(),
        "put /check-ins/{id}/reports/{date}/draft"
        | "put /check-ins/{id}/reports/{date}/answer" => json!({ "said": [] }),
        "patch /iterations/{id}" => json!({ "goal": "Other" }),
        "patch /groups/{id}" => json!({ "purpose": "Other" }),
        "post /groups/{id}/proposals" => json!({ "terms": {} }),
        "post /topics/{id}/scheduled" => later_body(),
        "patch /scheduled/{id}" => json!({ "text": "Changed" }),
        "post /reminders" => json!({ "of": "note", "note": "Pumps" }),
        "put /my-board/cards" | "post /my-board/cards/let-go" => json!({ "item": no_item() }),
        "post /my-board/cards/next-step" => json!({ "item": no_item(), "step": "Ask" }),
        "post /my-board/cards/help" => json!({ "item": no_item(), "person": ben }),
        _ => json!({}),
    }
}

#[tokio::test]
async fn every_route_has_a_row() {
    let document = serde_json::to_value(api::openapi()).expect("the document is JSON");
    let mut documented = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().expect("there are paths") {
        let path = path.strip_prefix("/api/v1").expect("all are below /api/v1");
        for method in operations.as_object().expect("there are operations").keys() {
            documented.insert(format!("{method} {path}"));
        }
    }
    let rows: BTreeSet<String> = ROUTES
        .iter()
        .map(|(route, _)| (*route).to_owned())
        .collect();
    assert_eq!(rows, documented);
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in() {
    let world = World::new().await;
    for (route, who) in ROUTES {
        for client in [&world.anonymous, &world.disabled] {
            let status = world.ask(client, route, None).await;
            if *who == For::Anybody {
                assert_ne!(status, StatusCode::UNAUTHORIZED, "{route}");
                continue;
            }
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{route}");
        }
    }
}

#[tokio::test]
async fn what_is_in_a_private_channel_does_not_exist_for_others() {
    let world = World::new().await;
    let outside = [&world.guest, &world.elsewhere, &world.former];
    for (route, who) in ROUTES {
        if !matches!(
            who,
            For::InChannel | For::WriterInChannel | For::Own | For::WriterOwn
        ) {
            continue;
        }
        for client in outside {
            let name = &client.me.as_ref().expect("signed in").person.name;
            let status = world.ask(client, route, None).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{route} for {name}");
        }
    }
}

#[tokio::test]
async fn roles_bound_what_guests_and_members_may_do() {
    let world = World::new().await;
    for (route, who) in ROUTES {
        if *route == "post /sign-out" {
            continue;
        }
        let guest = world.ask(&world.guest, route, None).await;
        let member = world.ask(&world.elsewhere, route, None).await;
        match who {
            For::Admin => {
                assert_eq!(guest, StatusCode::FORBIDDEN, "{route} for a guest");
                assert_eq!(member, StatusCode::FORBIDDEN, "{route} for a member");
            }
            For::Member => {
                assert_eq!(guest, StatusCode::FORBIDDEN, "{route} for a guest");
                assert!(member.is_success(), "{route} for a member: {member}");
            }
            For::Team => {
                assert_eq!(guest, StatusCode::NOT_FOUND, "{route} for a guest");
                assert!(member.is_success(), "{route} for a member: {member}");
            }
            For::WriterTeam => {
                assert_eq!(guest, StatusCode::NOT_FOUND, "{route} for a guest");
                assert!(member.is_success(), "{route} for a member: {member}");
            }
            For::WriterInTeam => {
                assert_eq!(guest, StatusCode::NOT_FOUND, "{route} for a guest");
                assert_eq!(member, StatusCode::FORBIDDEN, "{route} for a member");
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_token_that_may_only_read_only_reads() {
    let world = World::new().await;
    for (route, who) in ROUTES {
        if *route == "post /sign-out" || *route == "get /socket" {
            continue;
        }
        let status = world
            .ask(&world.anonymous, route, Some(&world.narrow))
            .await;
        match who {
            For::Anybody => {}
            For::SignedIn | For::InChannel | For::Team => {
                assert!(status.is_success(), "{route}: {status}");
            }
            For::Own => assert_eq!(status, StatusCode::NOT_FOUND, "{route}"),
            For::Writer
            | For::Browser
            | For::Member
            | For::Admin
            | For::WriterInChannel
            | For::WriterOwn
            | For::WriterTeam
            | For::WriterInTeam => {
                assert_eq!(status, StatusCode::FORBIDDEN, "{route}");
            }
        }
    }
}

#[tokio::test]
async fn who_is_taken_out_is_told_at_once_and_hears_no_more() {
    let world = World::new().await;
    let mut socket = world.ben.socket(None).await;
    let channel = world.id("channels").to_owned();
    let path = format!("channels/{channel}/members/{}", world.ben.id());
    done(world.owner.delete(&path).await).await;
    let left = socket.until_type("channel.left").await;
    assert_eq!(left["channel"], channel);
    let path = format!("topics/{}/messages", world.id("topics"));
    done(world.owner.post(&path, json!({ "text": "Among us" })).await).await;
    done(world.owner.patch("me", json!({ "place": "Harbour" })).await).await;
    // The next event of this view is the public one; the message is not among them.
    let next = socket.event().await;
    assert!(matches!(next.event, Event::PersonUpdated(_)), "{next:?}");
}
