//! Encoders and players by plain HTTP: an independent WebRTC client sends and watches, and what does not
//! fit is refused.

mod recording;
mod restart;

use std::process::Stdio;

use model::error::ErrorCode;
use model::id::{PersonId, SessionId};
use model::session::Session;
use reqwest::{Method, RequestBuilder, StatusCode, header};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio_tungstenite::tungstenite::Message as Frame;

use crate::client::{Client, WAIT_MAX, done, good, refused, send};
use crate::server::TestServer;
use crate::socket::Socket;

/// An offer of a player, as small as they come.
pub const WATCHING: &str = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n\
    a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\n\
    a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\n\
    a=setup:actpass\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\n\
    a=recvonly\r\na=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\n";

/// The same as an encoder.
pub fn publishing() -> String {
    let sending = WATCHING.replace("a=recvonly", "a=sendonly\r\na=msid:a b");
    sending + "a=ssrc:1 cname:a\r\n"
}

/// A call of the first one with the others' channel.
async fn call<const N: usize>(names: [&str; N]) -> (TestServer, [Client; N], SessionId) {
    let (server, clients) = TestServer::with_people(names).await;
    let others: Vec<PersonId> = clients[1..].iter().map(Client::id).collect();
    let channel = clients[0].channel("Firmware", &others).await;
    let topic = clients[0].topic(&channel, "Gateway").await;
    let path = format!("topics/{}/sessions", topic.id);
    let body = json!({ "ring": [] });
    let session: Session = good(clients[0].post(&path, body).await).await;
    (server, clients, session.id)
}

async fn token(client: &Client, scope: &str) -> String {
    let body = json!({ "name": "studio", "scopes": [scope] });
    let made: Value = good(client.post("tokens", body).await).await;
    made["secret"].as_str().expect("a secret").to_owned()
}

async fn joined(client: &Client, session: SessionId) -> Vec<PersonId> {
    let session: Session = client.read(&format!("sessions/{session}")).await;
    let there = session.attendance.into_iter();
    there
        .filter(|stay| stay.until.is_none())
        .map(|stay| stay.person)
        .collect()
}

/// The independent client, running.
struct Other {
    child: Child,
    input: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Other {
    fn start(way: &str, url: &str, token: &str) -> Self {
        let cache = std::env::var_os("XDG_CACHE_HOME").map(std::path::PathBuf::from);
        let home = || std::path::PathBuf::from(std::env::var_os("HOME").expect("a home"));
        let python = cache.unwrap_or_else(|| home().join(".cache"));
        let python = python.join("meanwhile/aiortc/bin/python");
        assert!(
            python.exists(),
            "aiortc is missing: `./test rust` installs it into {}",
            python.display()
        );
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/aiortc/client.py");
        let mut child = Command::new(python)
            .args([script, way, url, token])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("python starts");
        let output = child.stdout.take().expect("an output");
        Self {
            input: child.stdin.take(),
            child,
            lines: BufReader::new(output).lines(),
        }
    }

    /// Waits for what fits; fails with the last it said.
    async fn says(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        let waiting = async {
            while let Some(line) = self.lines.next_line().await.expect("lines") {
                last = serde_json::from_str(&line).expect("JSON");
                if fits(&last) {
                    return true;
                }
            }
            false
        };
        let said = tokio::time::timeout(WAIT_MAX * 2, waiting).await;
        assert!(matches!(said, Ok(true)), "no {what}; last was {last}");
        last
    }

    async fn connected(&mut self) {
        self.says("connection", |said| said["connection"] == "connected")
            .await;
    }

    /// Ends its broadcast as it should.
    async fn end(mut self) {
        drop(self.input.take());
        self.says("end", |said| said["deleted"] == 200).await;
        let ended = tokio::time::timeout(WAIT_MAX, self.child.wait()).await;
        assert!(ended.expect("it ends").expect("a status").success());
    }
}

fn text(ask: &Value) -> Frame {
    Frame::text(ask.to_string())
}

/// Waits until a person is, or is not, in the roster that a socket shows.
async fn until_roster(socket: &mut Socket, person: PersonId, there: bool) -> Value {
    loop {
        let delta = socket.until_type("session.roster").await;
        let (list, name) = if there {
            ("updated", "person")
        } else {
            ("left", "")
        };
        let lines = delta[list].as_array().expect("a list").clone();
        let id = json!(person);
        let found = lines
            .into_iter()
            .find(|line| *line == id || (!name.is_empty() && line.get(name) == Some(&id)));
        if let Some(line) = found {
            return line;
        }
    }
}

#[tokio::test]
async fn an_independent_client_sends_by_whip_and_another_watches_by_whep() {
    let (server, [owner, ben, ana], session) = call(["Mira", "Ben", "Ana"]).await;
    let url = |way: &str| format!("{}/api/v1/sessions/{session}/{way}", server.url());
    let sends = token(&ben, "publish").await;
    let watches = token(&ana, "watch").await;

    let mut encoder = Other::start("publish", &url("whip"), &sends);
    let answered = encoder.says("answer", |said| said["status"] == 201).await;
    assert_eq!(answered["type"], "application/sdp");
    encoder.connected().await;
    assert!(joined(&owner, session).await.contains(&ben.id()));

    let mut player = Other::start("watch", &url("whep"), &watches);
    player.connected().await;
    // A player has no place in the session.
    assert!(!joined(&owner, session).await.contains(&ana.id()));
    let close = |said: &Value, index: usize, to: f64| {
        said["colour"][index]
            .as_f64()
            .is_some_and(|is| (is - to).abs() < 12.0)
    };
    let seen = player
        .says("the encoder's colour", |said| {
            said["pictures"].as_u64().is_some_and(|count| 15 <= count)
                && close(said, 0, 150.0)
                && close(said, 1, 60.0)
                && close(said, 2, 190.0)
        })
        .await;
    assert_eq!(
        (&seen["width"], &seen["height"]),
        (&json!(320), &json!(180))
    );
    player
        .says("the encoder's tone", |said| {
            let tone = said["tone"].as_f64().unwrap_or_default();
            (tone - 440.0).abs() < 10.0 && said["loudest"].as_u64().is_some_and(|is| 4_000 < is)
        })
        .await;

    player.end().await;
    encoder.end().await;
    assert!(!joined(&owner, session).await.contains(&ben.id()));
}

fn offer(client: &Client, path: &str, sdp: impl Into<String>) -> RequestBuilder {
    client
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/sdp")
        .body(sdp.into())
}

fn fragment(client: &Client, path: &str, text: impl Into<String>) -> RequestBuilder {
    client
        .request(Method::PATCH, path)
        .header(header::CONTENT_TYPE, "application/trickle-ice-sdpfrag")
        .body(text.into())
}

fn location(response: &reqwest::Response) -> String {
    let location = response.headers()[header::LOCATION].to_str();
    location.expect("text").to_owned()
}

#[tokio::test]
async fn a_broadcast_is_made_trickled_and_ended_as_the_standard_says() {
    let (_server, [owner], session) = call(["Mira"]).await;
    let path = format!("sessions/{session}/whep");
    let answer = send(offer(&owner, &path, WATCHING)).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/sdp");
    let place = location(&answer);
    let tag = answer.headers()[header::ETAG].clone();
    assert!(place.starts_with(&format!("/api/v1/sessions/{session}/whep/brd_")));
    let sdp = answer.text().await.expect("a description");
    assert!(
        sdp.contains("a=sendonly") && sdp.contains("a=candidate:"),
        "{sdp}"
    );

    let more = "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\nm=audio 9 UDP 0\r\n\
                a=mid:0\r\na=candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host\r\n";
    let trickled = fragment(&owner, &place, more).header(header::IF_MATCH, tag);
    assert_eq!(send(trickled).await.status(), StatusCode::NO_CONTENT);
    let stale = fragment(&owner, &place, more).header(header::IF_MATCH, "\"other\"");
    refused(send(stale).await, 412, ErrorCode::Stale).await;
    // Who goes by the same names restarts nothing.
    let same = fragment(&owner, &place, more).header(header::IF_MATCH, "*");
    assert_eq!(send(same).await.status(), StatusCode::NO_CONTENT);

    let get = owner.get(&place).await;
    assert_eq!(get.status(), StatusCode::METHOD_NOT_ALLOWED);
    let asked = send(owner.request(Method::OPTIONS, &path)).await;
    assert_eq!(asked.headers()["accept-post"], "application/sdp");
    let other_way = place.replace("/whep/", "/whip/");
    refused(owner.delete(&other_way).await, 404, ErrorCode::NotFound).await;
    assert_eq!(owner.delete(&place).await.status(), StatusCode::OK);
    refused(owner.delete(&place).await, 404, ErrorCode::NotFound).await;
    let late = send(fragment(&owner, &place, more)).await;
    refused(late, 404, ErrorCode::NotFound).await;
}

/// A header of an answer; empty if there is none.
fn header_of(response: &reqwest::Response, name: header::HeaderName) -> String {
    let value = response.headers().get(name).map(|value| value.to_str());
    value.and_then(Result::ok).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn pages_of_other_origins_send_and_watch_by_token_and_reach_nothing_else() {
    let (server, [_owner, ben], session) = call(["Mira", "Ben"]).await;
    let stranger = server.client();
    let foreign = |client: &Client, method: Method, path: &str| {
        client
            .plain(method, path)
            .header(header::ORIGIN, "https://player.example.org")
            .header("sec-fetch-site", "cross-site")
    };
    let ask = |path: &str, method: &'static str| {
        let asked = foreign(&stranger, Method::OPTIONS, path);
        send(asked.header(header::ACCESS_CONTROL_REQUEST_METHOD, method))
    };
    let offered = |client: &Client, path: &str| {
        foreign(client, Method::POST, path)
            .header(header::CONTENT_TYPE, "application/sdp")
            .body(WATCHING)
    };
    let whep = format!("sessions/{session}/whep");
    for (path, method) in [
        (whep.clone(), "POST"),
        (format!("sessions/{session}/whip"), "POST"),
        (format!("{whep}/brd_unknown"), "PATCH"),
        (format!("sessions/{session}/whip/brd_unknown"), "DELETE"),
    ] {
        let asked = ask(&path, method).await;
        assert_eq!(asked.status(), StatusCode::NO_CONTENT, "{path}");
        assert_eq!(header_of(&asked, header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
        let methods = header_of(&asked, header::ACCESS_CONTROL_ALLOW_METHODS);
        assert!(methods.contains(method), "{methods}");
        let headers = header_of(&asked, header::ACCESS_CONTROL_ALLOW_HEADERS);
        assert!(headers.contains("authorization"), "{headers}");
        // No browser sends a cookie along.
        assert_eq!(
            header_of(&asked, header::ACCESS_CONTROL_ALLOW_CREDENTIALS),
            ""
        );
    }
    let watches = token(&ben, "watch").await;
    let answer = send(offered(&stranger, &whep).bearer_auth(&watches)).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(header_of(&answer, header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    let exposed = header_of(&answer, header::ACCESS_CONTROL_EXPOSE_HEADERS);
    assert!(exposed.contains("location"), "{exposed}");
    let place = location(&answer);
    let end = foreign(&stranger, Method::DELETE, &place);
    assert_eq!(
        send(end.bearer_auth(&watches)).await.status(),
        StatusCode::OK
    );

    // With a cookie alone, or elsewhere, a page of another origin is refused as before.
    let with_cookie = send(offered(&ben, &whep)).await;
    refused(with_cookie, 403, ErrorCode::ForeignOrigin).await;
    for path in [
        "me".to_owned(),
        format!("sessions/{session}"),
        "socket".to_owned(),
    ] {
        let asked = ask(&path, "GET").await;
        assert_eq!(
            header_of(&asked, header::ACCESS_CONTROL_ALLOW_ORIGIN),
            "",
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_a_token_opened_ends_with_it() {
    let (server, [owner, ben, ana], session) = call(["Mira", "Ben", "Ana"]).await;
    let lasting = async |client: &Client, scope: &str| -> String {
        let body = json!({ "name": "studio", "scopes": [scope], "expires_in_days": 1 });
        let made: Value = good(client.post("tokens", body).await).await;
        made["secret"].as_str().expect("a secret").to_owned()
    };
    let (sends, watches) = (lasting(&ben, "publish").await, lasting(&ben, "watch").await);
    let (whip, whep) = (
        format!("sessions/{session}/whip"),
        format!("sessions/{session}/whep"),
    );
    let sending = send(offer(&ben, &whip, publishing()).bearer_auth(&sends)).await;
    let watching = send(offer(&ben, &whep, WATCHING).bearer_auth(&watches)).await;
    let (sending, watching) = (location(&sending), location(&watching));
    // Those without an end stay; a call of one would be over.
    location(&send(offer(&owner, &whip, publishing())).await);
    let stays = location(&send(offer(&ana, &whip, publishing())).await);
    assert!(joined(&owner, session).await.contains(&ben.id()));

    let day = std::time::Duration::from_secs(24 * 60 * 60);
    let now = server.app().now();
    server.set_time(now.plus(day)).await;
    let there = joined(&owner, session).await;
    assert!(there.contains(&ana.id()) && !there.contains(&ben.id()));
    refused(ben.delete(&sending).await, 404, ErrorCode::NotFound).await;
    refused(ben.delete(&watching).await, 404, ErrorCode::NotFound).await;
    assert_eq!(ana.delete(&stays).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn narrow_tokens_send_or_watch_and_nothing_else() {
    let (_server, [_owner, ben], session) = call(["Mira", "Ben"]).await;
    let (whip, whep) = (
        format!("sessions/{session}/whip"),
        format!("sessions/{session}/whep"),
    );
    for (scope, mine, other) in [("watch", &whep, &whip), ("publish", &whip, &whep)] {
        let token = token(&ben, scope).await;
        let sdp = if scope == "publish" {
            publishing()
        } else {
            WATCHING.to_owned()
        };
        let answer = send(offer(&ben, mine, sdp.clone()).bearer_auth(&token)).await;
        assert_eq!(answer.status(), StatusCode::CREATED, "{scope}");
        let place = location(&answer);
        let denied = send(offer(&ben, other, sdp).bearer_auth(&token)).await;
        refused(denied, 403, ErrorCode::NotAllowed).await;
        let join = ben.request(Method::POST, &format!("sessions/{session}/join"));
        let denied = send(join.bearer_auth(&token)).await;
        refused(denied, 403, ErrorCode::NotAllowed).await;
        let end = ben.request(Method::DELETE, &place).bearer_auth(&token);
        done(send(end).await).await;
    }
}

#[tokio::test]
async fn an_encoder_takes_its_persons_place_and_a_player_is_known_to_those_who_are_there() {
    let (server, [owner, ben], session) = call(["Mira", "Ben"]).await;
    let mut socket = owner.socket(None).await;
    let enter = || {
        json!({ "id": 1, "do": "session.offer", "session": session, "sdp": publishing(),
            "tracks": [{ "mid": "0", "source": "microphone" }],
            "state": { "microphone": true, "camera": false, "screen": false } })
    };
    socket.send(text(&enter())).await;
    until_roster(&mut socket, owner.id(), true).await;

    let whip = format!("sessions/{session}/whip");
    let answer = send(offer(&ben, &whip, publishing())).await;
    let first = location(&answer);
    let line = until_roster(&mut socket, ben.id(), true).await;
    assert_eq!(
        line["state"],
        json!({ "microphone": true, "camera": false, "screen": false })
    );
    // A second encoder takes the place over from the first.
    let second = location(&send(offer(&ben, &whip, publishing())).await);
    refused(ben.delete(&first).await, 404, ErrorCode::NotFound).await;

    let whep = format!("sessions/{session}/whep");
    let watching = location(&send(offer(&ben, &whep, WATCHING)).await);
    let watched = socket.until_type("session.watched").await;
    assert_eq!(watched["people"], json!([ben.id()]));
    done(ben.delete(&watching).await).await;
    let watched = socket.until_type("session.watched").await;
    assert_eq!(watched["people"], json!([]));

    // A page of the encoder's person takes the place over.
    let mut page = ben.socket(None).await;
    page.send(text(&enter())).await;
    until_roster(&mut page, ben.id(), true).await;
    refused(ben.delete(&second).await, 404, ErrorCode::NotFound).await;
    // And the page is told when an encoder takes it back.
    let third = location(&send(offer(&ben, &whip, publishing())).await);
    page.until_type("session.moved").await;
    done(ben.delete(&third).await).await;
    until_roster(&mut socket, ben.id(), false).await;
    drop(server);
}

#[tokio::test]
async fn who_may_no_longer_see_a_session_no_longer_watches_it() {
    let (_server, [owner, ben, ana], session) = call(["Mira", "Ben", "Ana"]).await;
    let mut socket = owner.socket(None).await;
    let whep = format!("sessions/{session}/whep");
    let offer_by = json!({ "id": 1, "do": "session.offer", "session": session, "sdp": publishing(),
        "tracks": [], "state": { "microphone": false, "camera": false, "screen": false } });
    socket.send(text(&offer_by)).await;
    until_roster(&mut socket, owner.id(), true).await;
    let watch = token(&ana, "watch").await;
    let by_token = send(offer(&ana, &whep, WATCHING).bearer_auth(&watch)).await;
    assert_eq!(by_token.status(), StatusCode::CREATED);
    socket.until_type("session.watched").await;
    let place = location(&send(offer(&ben, &whep, WATCHING)).await);
    let watched = socket.until_type("session.watched").await;
    assert_eq!(watched["people"].as_array().map(Vec::len), Some(2));

    let tokens: Value = ana.read("tokens").await;
    let id = tokens[0]["id"]
        .as_str()
        .or(tokens["items"][0]["id"].as_str());
    let path = format!("tokens/{}", id.expect("a token"));
    done(ana.delete(&path).await).await;
    let watched = socket.until_type("session.watched").await;
    assert_eq!(watched["people"], json!([ben.id()]));

    let session: Session = owner.read(&format!("sessions/{session}")).await;
    let path = format!("channels/{}/members/{}", session.channel, ben.id());
    done(owner.delete(&path).await).await;
    let watched = socket.until_type("session.watched").await;
    assert_eq!(watched["people"], json!([]));
    refused(ben.delete(&place).await, 403, ErrorCode::NotAllowed).await;
}

#[tokio::test]
async fn what_is_no_offer_is_refused_and_leaves_no_trace() {
    let (_server, [owner, ben], session) = call(["Mira", "Ben"]).await;
    let path = |way: &str| format!("sessions/{session}/{way}");
    for way in ["whip", "whep"] {
        let path = path(way);
        let json = ben.post(&path, json!({ "sdp": WATCHING })).await;
        refused(json, 415, ErrorCode::Invalid).await;
        let large = send(offer(&ben, &path, "a=x\r\n".repeat(200_000))).await;
        refused(large, 413, ErrorCode::TooLarge).await;
        let candidate = "a=candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host\r\n";
        let many = format!("{WATCHING}{}", candidate.repeat(10_000));
        refused(
            send(offer(&ben, &path, many)).await,
            413,
            ErrorCode::TooLarge,
        )
        .await;
        let lines = format!("{WATCHING}{}", "m=audio 9 X 0\r\n".repeat(1_000));
        let lines = send(offer(&ben, &path, lines)).await.status();
        assert!(matches!(lines.as_u16(), 413 | 422), "{way}: {lines}");
        for sdp in [
            "",
            "v=0\r\n",
            "\u{0}",
            "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n",
        ] {
            refused(send(offer(&ben, &path, sdp)).await, 422, ErrorCode::Invalid).await;
        }
        let bytes = ben
            .request(Method::POST, &path)
            .header(header::CONTENT_TYPE, "application/sdp; charset=utf-8")
            .body(vec![0xff, 0xfe, 0]);
        refused(send(bytes).await, 422, ErrorCode::Invalid).await;
    }
    // An encoder's codecs that we do not take are named.
    let other = publishing().replace("opus/48000/2", "PCMA/8000");
    let problem = refused(
        send(offer(&ben, &path("whip"), other)).await,
        422,
        ErrorCode::Invalid,
    )
    .await;
    assert!(problem.detail.contains("codec"), "{}", problem.detail);
    // A player's offer sends nothing, an encoder's receives nothing.
    refused(
        send(offer(&ben, &path("whip"), WATCHING)).await,
        422,
        ErrorCode::Invalid,
    )
    .await;
    refused(
        send(offer(&ben, &path("whep"), publishing())).await,
        422,
        ErrorCode::Invalid,
    )
    .await;
    assert!(
        joined(&owner, session)
            .await
            .iter()
            .all(|who| *who != ben.id())
    );

    let place = location(&send(offer(&ben, &path("whep"), WATCHING)).await);
    let candidate = "a=candidate:1 1 udp 2130706431 192.0.2.1 3478 typ host\r\n";
    let many = send(fragment(&ben, &place, candidate.repeat(10_000))).await;
    refused(many, 413, ErrorCode::TooLarge).await;
    let some = send(fragment(&ben, &place, candidate.repeat(900))).await;
    assert_eq!(some.status(), StatusCode::NO_CONTENT);
    let json = ben.patch(&place, json!({})).await;
    refused(json, 415, ErrorCode::Invalid).await;
    refused(owner.delete(&place).await, 404, ErrorCode::NotFound).await;

    done(owner.post(&path("end"), json!({})).await).await;
    refused(ben.delete(&place).await, 404, ErrorCode::NotFound).await;
    let over = send(offer(&ben, &path("whep"), WATCHING)).await;
    refused(over, 409, ErrorCode::WrongState).await;
}
