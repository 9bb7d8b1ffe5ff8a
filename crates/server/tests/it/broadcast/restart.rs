//! Encoders and players whose network has changed: ICE restarts by PATCH (RFC 9725, 4.3.3).

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use model::session::IceCredentials;
use reqwest::Response;
use sfu::bot::{Bot, BotConfig, BotOutput, Camera};
use sfu::{Protocol, Received};
use tokio::net::UdpSocket;

use super::*;

/// A broadcast's client with a socket, and its broadcast.
struct Peer {
    bot: Bot,
    socket: UdpSocket,
    place: String,
    tag: String,
}

async fn local() -> (UdpSocket, SocketAddr) {
    let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a socket");
    let address = socket.local_addr().expect("an address");
    (socket, address)
}

fn tag_of(answer: &Response) -> String {
    header_of(answer, header::ETAG)
}

/// The value of the first line that begins so.
fn line(text: &str, name: &str) -> String {
    let value = text.lines().find_map(|line| line.strip_prefix(name));
    value
        .unwrap_or_else(|| panic!("{name} in {text}"))
        .to_owned()
}

impl Peer {
    async fn open(client: &Client, path: &str, config: &BotConfig) -> Self {
        let (socket, address) = local().await;
        let (mut bot, sdp, _) = Bot::new(config, address, Instant::now()).expect("a bot");
        let answer = send(offer(client, path, sdp)).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let (place, tag) = (location(&answer), tag_of(&answer));
        let sdp = answer.text().await.expect("a description");
        bot.accept(&sdp).expect("an answer that fits");
        Self {
            bot,
            socket,
            place,
            tag,
        }
    }

    /// Sends what is due and takes what has come.
    fn turn(&mut self) {
        self.bot.advance(Instant::now());
        self.say();
        let mut room = [0; 2_048];
        while let Ok((length, source)) = self.socket.try_recv_from(&mut room) {
            let received = Received {
                protocol: Protocol::Udp,
                source,
                bytes: &room[..length],
                arrived: Instant::now(),
            };
            self.bot.receive(received.arrived, received);
            self.say();
        }
    }

    fn say(&mut self) {
        while let BotOutput::Send(datagram) = self.bot.poll() {
            // A full socket loses it, as a path would.
            self.socket
                .try_send_to(&datagram.bytes, datagram.destination)
                .ok();
        }
    }

    /// Goes to another address and restarts ICE from there, with this word before; gives the answer to the same
    /// names without it.
    async fn restart(&mut self, client: &Client, word: &'static str) -> Response {
        let (socket, address) = local().await;
        let IceCredentials { ufrag, password } = self.bot.move_to(address);
        self.socket = socket;
        let said = format!(
            "a=ice-ufrag:{ufrag}\r\na=ice-pwd:{password}\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n\
             a=candidate:1 1 udp 2130706431 127.0.0.1 {} typ host\r\n",
            address.port()
        );
        let patch =
            |word: &str| fragment(client, &self.place, said.clone()).header(header::IF_MATCH, word);
        let by_tag = send(patch(&self.tag)).await;
        let answer = send(patch(word)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(
            header_of(&answer, header::CONTENT_TYPE),
            "application/trickle-ice-sdpfrag"
        );
        let old = std::mem::replace(&mut self.tag, tag_of(&answer));
        assert!(!self.tag.is_empty() && self.tag != old, "{old}");
        let fragment_of_ours = answer.text().await.expect("a fragment");
        assert!(
            fragment_of_ours.contains("a=ice-lite\r\n")
                && fragment_of_ours.contains("a=candidate:"),
            "{fragment_of_ours}"
        );
        // What was gathered before the restart concerns the new ICE session no more.
        let late = fragment(client, &self.place, said.clone()).header(header::IF_MATCH, old);
        refused(send(late).await, 412, ErrorCode::Stale).await;
        let more = fragment(client, &self.place, said.clone()).header(header::IF_MATCH, &self.tag);
        assert_eq!(send(more).await.status(), StatusCode::NO_CONTENT);
        self.bot.find_path(&IceCredentials {
            ufrag: line(&fragment_of_ours, "a=ice-ufrag:"),
            password: line(&fragment_of_ours, "a=ice-pwd:"),
        });
        by_tag
    }
}

/// Drives both until more pictures have come.
async fn more_pictures(encoder: &mut Peer, player: &mut Peer, more: u64) {
    let mid = player.bot.video_mids()[0].clone();
    let wanted = player.bot.counts(&mid).pictures + more;
    let start = Instant::now();
    while player.bot.counts(&mid).pictures < wanted {
        assert!(start.elapsed() < WAIT_MAX, "no pictures came");
        encoder.turn();
        player.turn();
        let readable = async {
            tokio::select! {
                ready = encoder.socket.readable() => ready,
                ready = player.socket.readable() => ready,
            }
        };
        // What is due comes sooner than a packet where nothing does.
        tokio::time::timeout(Duration::from_millis(5), readable)
            .await
            .ok();
    }
}

#[tokio::test]
async fn encoders_and_players_whose_network_changed_go_on_with_what_they_have() {
    let (_server, [owner, ben], session) = call(["Mira", "Ben"]).await;
    let path = |way: &str| format!("sessions/{session}/{way}");
    let sends = BotConfig {
        camera: vec![Camera::one_layer(320, 180, 200)],
        audio_slots: 0,
        video_slots: 0,
        ..BotConfig::default()
    };
    let watches = BotConfig {
        microphone: false,
        camera: Vec::new(),
        audio_slots: 1,
        video_slots: 1,
        ..BotConfig::default()
    };
    let mut encoder = Peer::open(&ben, &path("whip"), &sends).await;
    let mut player = Peer::open(&owner, &path("whep"), &watches).await;
    more_pictures(&mut encoder, &mut player, 5).await;

    // New names without the word that ICE is to be restarted are a mistake.
    let by_tag = player.restart(&owner, "*").await;
    refused(by_tag, 422, ErrorCode::Invalid).await;
    more_pictures(&mut encoder, &mut player, 10).await;
    // The standard's own example has it in quotes.
    encoder.restart(&ben, "\"*\"").await;
    more_pictures(&mut encoder, &mut player, 10).await;
    assert!(joined(&owner, session).await.contains(&ben.id()));

    let bad = "a=ice-ufrag:efgh\r\na=ice-pwd:short\r\n";
    let bad = fragment(&owner, &player.place, bad).header(header::IF_MATCH, "*");
    refused(send(bad).await, 422, ErrorCode::Invalid).await;
    more_pictures(&mut encoder, &mut player, 5).await;
}
