//! Janus' API over HTTP: a session, a handle on the plugin for rooms, and what is asked of it.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::error::BenchError;
use crate::http::{Http, request};

/// The plugin for rooms.
const PLUGIN: &str = "janus.plugin.videoroom";

/// Events that are waited for until an answer is among them; each wait is up to 30 seconds.
const EVENTS_MAX: usize = 100;

/// What is said of a feed that is not there yet (`JANUS_VIDEOROOM_ERROR_NO_SUCH_FEED`).
const NO_SUCH_FEED: u64 = 428;

/// One side's description, as Janus takes and gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Description {
    Offer(String),
    Answer(String),
}

impl Description {
    fn json(&self) -> Value {
        match self {
            Self::Offer(sdp) => json!({"type": "offer", "sdp": sdp}),
            Self::Answer(sdp) => json!({"type": "answer", "sdp": sdp}),
        }
    }

    /// The description in what Janus said, if there is one.
    fn of(said: &Value) -> Option<String> {
        Some(said.pointer("/jsep/sdp")?.as_str()?.to_owned())
    }
}

/// What the plugin said to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Heard {
    /// It is at work: the answer comes as an event.
    Later,
    /// The feed that was asked for is not there yet.
    NoFeed,
    /// It did as it was told, and described itself.
    Done(Option<String>),
    /// It does not.
    Refused(String),
    /// Of something else.
    Other,
}

impl Heard {
    /// What Janus said, as an answer to the request of a transaction.
    fn read(said: &Value, transaction: &str) -> Self {
        let of = said.get("transaction").and_then(Value::as_str);
        if of != Some(transaction) {
            return Self::Other;
        }
        if let Some(error) = said.get("error") {
            return Self::Refused(error.to_string());
        }
        let data = said.pointer("/plugindata/data");
        let code = data.and_then(|data| data.get("error_code")?.as_u64());
        match (said.get("janus").and_then(Value::as_str), code) {
            (Some("ack"), _) => Self::Later,
            (Some("event" | "success"), Some(NO_SUCH_FEED)) => Self::NoFeed,
            (Some("event" | "success"), None) => Self::Done(Description::of(said)),
            (_, Some(_)) => Self::Refused(data.map(Value::to_string).unwrap_or_default()),
            _ => Self::Other,
        }
    }
}

/// A handle on the plugin for rooms, in a session of its own.
pub(crate) struct Handle {
    http: Http,
    session: String,
    handle: String,
    requests: u64,
    bytes: usize,
}

impl Handle {
    /// Makes a session and a handle in it.
    pub(crate) async fn open(api: SocketAddr) -> Result<Self, BenchError> {
        let mut handle = Self {
            http: Http::connect(api).await?,
            session: String::new(),
            handle: String::new(),
            requests: 0,
            bytes: 0,
        };
        let created = handle.post("/janus", json!({"janus": "create"})).await?;
        handle.session = format!("/janus/{}", id_of(&created)?);
        let attach = json!({"janus": "attach", "plugin": PLUGIN});
        let attached = handle.post(&handle.session.clone(), attach).await?;
        handle.handle = format!("{}/{}", handle.session, id_of(&attached)?);
        Ok(handle)
    }

    /// Bytes of requests and answers so far.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    fn transaction(&self) -> String {
        format!("t{}", self.requests)
    }

    async fn post(&mut self, path: &str, mut body: Value) -> Result<Value, BenchError> {
        self.requests += 1;
        if let Some(body) = body.as_object_mut() {
            body.insert("transaction".to_owned(), json!(self.transaction()));
        }
        self.send(&request("POST", path, "", &body.to_string()), path)
            .await
    }

    async fn send(&mut self, request: &[u8], path: &str) -> Result<Value, BenchError> {
        let answer = self.http.send(request).await?;
        self.bytes += request.len() + answer.bytes();
        answer.json(path)
    }

    /// Asks the plugin for something, with our description if one is due, and waits until it is done.
    /// Answers Janus' description, if it gave one; `None` says that the feed is not there yet.
    pub(crate) async fn ask(
        &mut self,
        body: Value,
        ours: Option<&Description>,
    ) -> Result<Option<Option<String>>, BenchError> {
        let mut message = json!({"janus": "message", "body": body});
        if let (Some(ours), Some(message)) = (ours, message.as_object_mut()) {
            message.insert("jsep".to_owned(), ours.json());
        }
        let mut said = self.post(&self.handle.clone(), message).await?;
        let events = format!("{}?maxev=1", self.session);
        for _ in 0..EVENTS_MAX {
            match Heard::read(&said, &self.transaction()) {
                Heard::Done(theirs) => return Ok(Some(theirs)),
                Heard::NoFeed => return Ok(None),
                Heard::Refused(why) => return Err(BenchError::Janus(why)),
                Heard::Later | Heard::Other => {}
            }
            said = self.send(&request("GET", &events, "", ""), &events).await?;
        }
        Err(BenchError::Janus(format!("it never answered {body}")))
    }
}

/// The number of what was made.
fn id_of(said: &Value) -> Result<u64, BenchError> {
    let id = said.pointer("/data/id").and_then(Value::as_u64);
    id.ok_or_else(|| BenchError::Janus(said.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_what_else_is_said() {
        let heard = |said: Value| Heard::read(&said, "t3");
        assert_eq!(heard(json!({"janus": "keepalive"})), Heard::Other);
        let ack = json!({"janus": "ack", "transaction": "t3"});
        assert_eq!(heard(ack.clone()), Heard::Later);
        assert_eq!(Heard::read(&ack, "t4"), Heard::Other);
        let done = json!({
            "janus": "event", "transaction": "t3",
            "plugindata": {"plugin": PLUGIN, "data": {"videoroom": "attached"}},
            "jsep": {"type": "offer", "sdp": "v=0"},
        });
        assert_eq!(heard(done), Heard::Done(Some("v=0".to_owned())));
        let failed = |code: u64| {
            json!({
                "janus": "event", "transaction": "t3",
                "plugindata": {"data": {"error_code": code, "error": "no"}},
            })
        };
        assert_eq!(heard(failed(NO_SUCH_FEED)), Heard::NoFeed);
        assert!(matches!(heard(failed(426)), Heard::Refused(why) if why.contains("426")));
        let refused = json!({"janus": "error", "transaction": "t3", "error": {"code": 458, "reason": "gone"}});
        assert!(matches!(heard(refused), Heard::Refused(why) if why.contains("458")));
    }

    #[test]
    fn what_was_made_has_a_number() {
        let made = json!({"janus": "success", "data": {"id": 4_611_686_018_427_387_u64}});
        assert_eq!(id_of(&made).unwrap(), 4_611_686_018_427_387);
        assert!(id_of(&json!({"janus": "error"})).is_err());
    }
}
