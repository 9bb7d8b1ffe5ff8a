//! A browser's socket.

use futures::{SinkExt, StreamExt};
use model::event::Event;
use model::sync::{Action, Ask, EventFrame, Hello, Reply};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Request, StatusCode};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::client::{Client, WAIT_MAX};

/// A socket that said hello.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// Its greeting.
    pub hello: Hello,
    next: u64,
}

/// The request that opens a socket as a page of the server does.
fn request(client: &Client, since: Option<u64>) -> Request<()> {
    let mut url = client.base.replacen("http", "ws", 1) + "/api/v1/socket";
    if let Some(since) = since {
        url += &format!("?since={since}");
    }
    let mut request = url.into_client_request().expect("the address is good");
    let headers = request.headers_mut();
    let origin = HeaderValue::from_str(&client.base).expect("an origin is a header");
    headers.insert("origin", origin);
    if let Some(cookies) = client.cookies() {
        headers.insert("cookie", cookies);
    }
    request
}

/// The status by which a socket is refused.
pub async fn refusal(client: &Client, change: impl FnOnce(&mut Request<()>)) -> StatusCode {
    let mut request = request(client, None);
    change(&mut request);
    match timeout(WAIT_MAX, connect_async(request))
        .await
        .expect("the server answers")
    {
        Ok(_) => panic!("the socket was opened"),
        Err(Error::Http(response)) => response.status(),
        Err(other) => panic!("the socket was not refused but broke: {other}"),
    }
}

impl Socket {
    /// Opens it and reads its greeting.
    pub async fn open(client: &Client, since: Option<u64>) -> Self {
        let connecting = connect_async(request(client, since));
        let (stream, _) = timeout(WAIT_MAX, connecting)
            .await
            .expect("the server answers")
            .expect("the socket opens");
        let hello = Hello {
            seq: 0,
            now: model::time::Timestamp::MIN,
        };
        let mut socket = Self {
            stream,
            hello,
            next: 1,
        };
        let frame = socket.frame().await.expect("the socket greets");
        assert_eq!(frame["type"], "hello", "{frame}");
        socket.hello = serde_json::from_value(frame["data"].clone()).expect("a greeting");
        socket
    }

    /// The next frame; nothing once the socket is closed.
    pub async fn frame(&mut self) -> Option<Value> {
        loop {
            let message = timeout(WAIT_MAX, self.stream.next())
                .await
                .expect("the socket says something");
            match message? {
                Ok(Message::Text(text)) => {
                    return Some(serde_json::from_str(&text).expect("a frame is JSON"));
                }
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// The next event.
    pub async fn event(&mut self) -> EventFrame {
        loop {
            let frame = self.frame().await.expect("the socket is open");
            if frame.get("seq").is_some() {
                return serde_json::from_value(frame).expect("an event we know");
            }
        }
    }

    /// The first event from now on of which `wanted` makes something.
    pub async fn until<T>(&mut self, mut wanted: impl FnMut(&Event) -> Option<T>) -> T {
        loop {
            if let Some(found) = wanted(&self.event().await.event) {
                return found;
            }
        }
    }

    /// The `data` of the next frame of a type, event or not.
    pub async fn until_type(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.frame().await.expect("the socket is open");
            if frame["type"] == kind {
                return frame["data"].clone();
            }
        }
    }

    /// Asks, and waits for the answer; frames in between are dropped.
    pub async fn ask(&mut self, action: Action) -> Reply {
        let id = self.next;
        self.next += 1;
        let text = serde_json::to_string(&Ask { id, action }).expect("it can be written");
        self.send(Message::text(text)).await;
        loop {
            let frame = self.frame().await.expect("the socket is open");
            if frame["re"] == id {
                return serde_json::from_value(frame).expect("an answer we know");
            }
        }
    }

    /// Sends a frame of any kind.
    pub async fn send(&mut self, message: Message) {
        self.stream
            .send(message)
            .await
            .expect("the socket takes it");
    }

    /// Sends a frame that the server may refuse while it is still on its way.
    pub async fn try_send(&mut self, message: Message) {
        let _ = timeout(WAIT_MAX, self.stream.send(message)).await;
    }

    /// Waits until the server closes it.
    pub async fn until_closed(mut self) {
        while self.frame().await.is_some() {}
    }
}
