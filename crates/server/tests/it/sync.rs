//! The sync law over real sockets: a stale snapshot and the events after it are the fresh snapshot.

use model::id::{ChannelId, TopicId};
use model::sync::Snapshot;
use serde_json::{Value, json};
use testkit::clips::VOICE_WEBM;
use testkit::replica::Replica;
use tokio::time::timeout;

use crate::client::{Client, WAIT_MAX, done, good};
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
