//! One person's browser: HTTP with cookies and an `Origin`, as pages send it.

use std::sync::Arc;
use std::time::Duration;

use model::channel::Channel;
use model::error::{ErrorCode, Problem};
use model::id::{PersonId, TopicId};
use model::message::Message;
use model::person::Me;
use model::sync::Snapshot;
use model::topic::Topic;
use reqwest::cookie::{CookieStore, Jar};
use reqwest::{Method, RequestBuilder, Response, Url, header};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::socket::Socket;

/// Longest wait for any state, far above what a busy machine takes.
pub const WAIT_MAX: Duration = Duration::from_secs(30);

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct horse battery staple";

/// A browser.
pub struct Client {
    http: reqwest::Client,
    jar: Arc<Jar>,
    /// Where the server is, without a slash at the end.
    pub base: String,
    /// Who signed in with it last.
    pub me: Option<Me>,
}

/// An address of a person by this name.
pub fn email(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase())
}

impl Client {
    /// A browser without cookies.
    pub fn new(base: &str) -> Self {
        Self::with(base, |builder| builder)
    }

    /// A browser without cookies that is set up in some way.
    pub fn with(
        base: &str,
        change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Self {
        // Its cryptography is the process's; a test may have no server in its own process.
        ::server::tls::install_provider();
        let jar = Arc::new(Jar::default());
        let builder = reqwest::Client::builder()
            .cookie_provider(Arc::clone(&jar))
            .redirect(reqwest::redirect::Policy::none())
            .timeout(WAIT_MAX);
        Self {
            http: change(builder).build().expect("a client can be made"),
            jar,
            base: base.to_owned(),
            me: None,
        }
    }

    /// A request as a page of the server sends it; a path without `/` at its start is below
    /// `/api/v1/`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.plain(method, path)
            .header(header::ORIGIN, &self.base)
            .header("sec-fetch-site", "same-origin")
    }

    /// A request that does not say where it comes from.
    pub fn plain(&self, method: Method, path: &str) -> RequestBuilder {
        let url = match path.starts_with('/') {
            true => format!("{}{path}", self.base),
            false => format!("{}/api/v1/{path}", self.base),
        };
        self.http.request(method, url)
    }

    /// Sends `GET`.
    pub async fn get(&self, path: &str) -> Response {
        send(self.request(Method::GET, path)).await
    }

    /// Sends `POST` with a body.
    pub async fn post(&self, path: &str, body: Value) -> Response {
        send(self.request(Method::POST, path).json(&body)).await
    }

    /// Sends `PATCH` with a body.
    pub async fn patch(&self, path: &str, body: Value) -> Response {
        send(self.request(Method::PATCH, path).json(&body)).await
    }

    /// Sends `PUT` with a body.
    pub async fn put(&self, path: &str, body: Value) -> Response {
        send(self.request(Method::PUT, path).json(&body)).await
    }

    /// Sends `DELETE`.
    pub async fn delete(&self, path: &str) -> Response {
        send(self.request(Method::DELETE, path)).await
    }

    /// Reads what `GET` answers.
    pub async fn read<T: DeserializeOwned>(&self, path: &str) -> T {
        good(self.get(path).await).await
    }

    /// The person that signed in.
    pub fn id(&self) -> PersonId {
        self.me.as_ref().expect("somebody signed in").person.id
    }

    /// Sets the organisation up with this person as its owner.
    pub async fn set_up(&mut self, name: &str) {
        let body = json!({
            "organisation": "Example", "name": name, "email": email(name),
            "password": PASSWORD, "time_zone": "Europe/Berlin",
        });
        self.me = Some(good(self.post("setup", body).await).await);
    }

    /// Makes an invitation and answers its code.
    pub async fn invite(&self, role: &str) -> String {
        let made: Value = good(self.post("invitations", json!({ "role": role })).await).await;
        made["code"].as_str().expect("there is a code").to_owned()
    }

    /// Takes an invitation.
    pub async fn accept(&mut self, code: &str, name: &str) {
        let body = json!({
            "name": name, "email": email(name), "password": PASSWORD,
            "time_zone": "Europe/Berlin",
        });
        let path = format!("invitations/{code}/accept");
        self.me = Some(good(self.post(&path, body).await).await);
    }

    /// Signs in.
    pub async fn sign_in(&mut self, name: &str) {
        let body = json!({ "email": email(name), "password": PASSWORD });
        self.me = Some(good(self.post("sign-in", body).await).await);
    }

    /// Makes a public channel with these people and the maker in it.
    pub async fn channel(&self, name: &str, members: &[PersonId]) -> Channel {
        let body = json!({ "kind": "public", "name": name, "members": members });
        good(self.post("channels", body).await).await
    }

    /// Opens a topic.
    pub async fn topic(&self, channel: &Channel, title: &str) -> Topic {
        let path = format!("channels/{}/topics", channel.id);
        let opened: Value = good(self.post(&path, json!({ "title": title })).await).await;
        serde_json::from_value(opened["topic"].clone()).expect("there is a topic")
    }

    /// Writes a message.
    pub async fn say(&self, topic: TopicId, text: &str) -> Message {
        let path = format!("topics/{topic}/messages");
        good(self.post(&path, json!({ "text": text })).await).await
    }

    /// The newest messages of a topic, oldest first.
    pub async fn messages(&self, topic: TopicId) -> Vec<Message> {
        let page: Value = self
            .read(&format!("topics/{topic}/messages?limit=200"))
            .await;
        serde_json::from_value(page["items"].clone()).expect("there are messages")
    }

    /// The snapshot.
    pub async fn snapshot(&self) -> Snapshot {
        self.read("snapshot").await
    }

    /// The cookies it would send.
    pub fn cookies(&self) -> Option<header::HeaderValue> {
        let url: Url = self.base.parse().expect("the base is an address");
        self.jar.cookies(&url)
    }

    /// Opens the socket and reads its greeting.
    pub async fn socket(&self, since: Option<u64>) -> Socket {
        Socket::open(self, since).await
    }
}

/// Sends, and fails the test if there is no answer.
pub async fn send(request: RequestBuilder) -> Response {
    request.send().await.expect("the server answers")
}

/// The body of an answer that must be good.
pub async fn good<T: DeserializeOwned>(response: Response) -> T {
    let (url, status) = (response.url().clone(), response.status());
    let text = response.text().await.expect("the body is text");
    assert!(status.is_success(), "{url} answered {status}: {text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{url}: {error} in {text}"))
}

/// An answer that must be good and have nothing to say.
pub async fn done(response: Response) {
    let (url, status) = (response.url().clone(), response.status());
    let text = response.text().await.unwrap_or_default();
    assert!(status.is_success(), "{url} answered {status}: {text}");
}

/// The problem of an answer that must be a refusal with this status and code.
pub async fn refused(response: Response, status: u16, code: ErrorCode) -> Problem {
    let url = response.url().clone();
    let is = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).cloned();
    let text = response.text().await.expect("the body is text");
    assert_eq!(is.as_u16(), status, "{url} answered {is}: {text}");
    assert_eq!(
        kind.as_ref().map(|kind| kind.as_bytes()),
        Some(&b"application/problem+json"[..])
    );
    let problem: Problem = serde_json::from_str(&text).expect("the body is a problem");
    assert_eq!(
        (problem.code, problem.status),
        (code, status),
        "{url}: {text}"
    );
    problem
}
