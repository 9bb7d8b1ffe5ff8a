//! Web Push (RFC 8030): one encrypted message to one browser, by its maker's push service.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Request, Response, Uri, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioIo};
use model::limits::{
    OUTBOUND_ANSWER_BYTES_MAX, OUTBOUND_ANSWER_MAX, OUTBOUND_CONNECT_MAX, PUSHES_IN_FLIGHT_MAX,
};
use model::push::{PushOutcome, PushSubscription};
use thiserror::Error;
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};
use tower::{Service, ServiceExt};

use crate::address::{self, AddressRule, ConnectError};
use crate::trust::Trust;

mod answer;
mod encryption;
mod message;
mod subscription;
mod vapid;

pub use message::{PushMessage, Urgency};
pub use subscription::SubscriptionRefusal;
pub use vapid::{VapidError, VapidKeys};

use subscription::Receiver;

/// Connections kept open to one push service, for the next push.
const IDLE_CONNECTIONS_MAX: usize = 8;

/// How long a connection is kept open without use.
const IDLE_MAX: Duration = Duration::from_secs(90);

type BoxError = Box<dyn Error + Send + Sync>;
type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;
type Connecting = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

/// Why push cannot be set up.
#[derive(Debug, Error)]
pub enum PushSetupError {
    /// The contact is no address that a push service could write to.
    #[error("the contact for push services is `mailto:…` or `https://…`, not `{0}`")]
    Contact(String),
    /// TLS cannot be spoken.
    #[error("TLS cannot be set up")]
    Tls(#[from] rustls::Error),
}

/// The way to browsers.
pub struct Pusher {
    keys: VapidKeys,
    contact: String,
    rule: AddressRule,
    exchange: Box<dyn Exchange>,
    in_flight: Semaphore,
    answer_max: Duration,
}

/// One request and its answer; hides the client's type, which has no name.
trait Exchange: Send + Sync {
    fn send(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Incoming>, BoxError>> + Send>>;
}

impl<C> Exchange for Client<C, Full<Bytes>>
where
    C: hyper_util::client::legacy::connect::Connect + Clone + Send + Sync + 'static,
{
    fn send(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<Response<Incoming>, BoxError>> + Send>> {
        let answer = self.request(request);
        Box::pin(async move { answer.await.map_err(BoxError::from) })
    }
}

impl Pusher {
    /// Prepares everything; connects to nobody yet.
    ///
    /// `contact` is where push services write to if something of ours misbehaves: `mailto:…` or
    /// `https://…` (RFC 8292, 2.1).
    ///
    /// # Errors
    /// [`PushSetupError`] says what to change.
    pub fn new(
        keys: VapidKeys,
        contact: &str,
        rule: AddressRule,
        trust: &Trust,
    ) -> Result<Self, PushSetupError> {
        if !is_contact(contact) {
            return Err(PushSetupError::Contact(contact.to_owned()));
        }
        let tls = trust.client_config()?;
        let inner = rule.clone();
        let plain = tower::service_fn(move |uri: Uri| {
            let rule = inner.clone();
            async move { rule.connect(&uri).await }
        });
        let secure = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .enable_http2()
            .wrap_connector(plain);
        let connector = tower::service_fn(move |uri: Uri| -> Connecting {
            let secure = secure.clone();
            Box::pin(connect(secure, uri))
        });
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(hyper_util::rt::TokioTimer::new())
            .pool_idle_timeout(IDLE_MAX)
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .build(connector);
        Ok(Self {
            keys,
            contact: contact.to_owned(),
            rule,
            exchange: Box::new(client),
            in_flight: Semaphore::new(PUSHES_IN_FLIGHT_MAX),
            answer_max: OUTBOUND_ANSWER_MAX,
        })
    }

    /// Waits less than [`OUTBOUND_ANSWER_MAX`] for an answer.
    #[must_use]
    pub fn with_answer_max(self, answer_max: Duration) -> Self {
        Self { answer_max, ..self }
    }

    /// What a browser subscribes with (`applicationServerKey`), in base64url.
    #[must_use]
    pub fn public_key(&self) -> String {
        self.keys.public_key_base64url()
    }

    /// Whether a subscription can be kept: its keys are keys, and its address is one that may be
    /// reached. Looks no name up; that is done at each connection.
    ///
    /// # Errors
    /// [`SubscriptionRefusal`] says what is wrong.
    pub fn check(&self, subscription: &PushSubscription) -> Result<(), SubscriptionRefusal> {
        Receiver::read(subscription, &self.rule).map(drop)
    }

    /// Encrypts a message to one browser and hands it to the browser's push service.
    ///
    /// Waits for its turn if [`PUSHES_IN_FLIGHT_MAX`] are under way. Cancelling is safe: then the
    /// push was sent or was not.
    pub async fn send(
        &self,
        subscription: &PushSubscription,
        message: &PushMessage,
    ) -> PushOutcome {
        let request = match self.request(subscription, message) {
            Ok(request) => request,
            Err(reason) => return PushOutcome::Refused { reason },
        };
        let Ok(_turn) = self.in_flight.acquire().await else {
            return later("shutting down".to_owned());
        };
        let until = Instant::now() + self.answer_max;
        match timeout_at(until, self.exchange.send(request)).await {
            Ok(Ok(answer)) => {
                let (head, body) = answer.into_parts();
                let said = timeout_at(until, beginning(body)).await;
                answer::outcome(&head, &said.unwrap_or_default(), SystemTime::now())
            }
            Ok(Err(error)) => unreached(error.as_ref()),
            Err(_) => later(format!("no answer within {:?}", self.answer_max)),
        }
    }

    fn request(
        &self,
        subscription: &PushSubscription,
        message: &PushMessage,
    ) -> Result<Request<Full<Bytes>>, String> {
        let receiver = Receiver::read(subscription, &self.rule).map_err(|e| e.to_string())?;
        let body =
            encryption::encrypt(&receiver, message.payload()).map_err(|error| error.to_string())?;
        let authorization = self
            .keys
            .authorization(&receiver.origin, &self.contact, SystemTime::now())
            .map_err(|error| error.to_string())?;
        let mut request = Request::post(receiver.endpoint)
            .header(header::AUTHORIZATION, authorization)
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", message.life().as_secs())
            .header("urgency", message.urgency().word());
        if let Some(topic) = message.topic() {
            request = request.header("topic", topic);
        }
        request
            .body(Full::new(Bytes::from(body)))
            .map_err(|error| error.to_string())
    }
}

/// Connects, TLS included, within its time.
async fn connect<S>(secure: S, uri: Uri) -> Result<Stream, BoxError>
where
    S: Service<Uri, Response = Stream, Error = BoxError>,
{
    let connecting = secure.oneshot(uri.clone());
    match tokio::time::timeout(OUTBOUND_CONNECT_MAX, connecting).await {
        Ok(connected) => connected,
        Err(_) => Err(Box::new(address::too_slow(&uri))),
    }
}

/// The first bytes of an answer's body; they go into the log only.
async fn beginning(mut body: Incoming) -> String {
    let mut read = Vec::new();
    while read.len() < OUTBOUND_ANSWER_BYTES_MAX
        && let Some(Ok(frame)) = body.frame().await
    {
        if let Some(data) = frame.data_ref() {
            let room = OUTBOUND_ANSWER_BYTES_MAX - read.len();
            read.extend_from_slice(&data[..data.len().min(room)]);
        }
    }
    String::from_utf8_lossy(&read).into_owned()
}

fn later(reason: String) -> PushOutcome {
    PushOutcome::Later {
        after: None,
        reason,
    }
}

/// What follows from not having reached anybody: the whole chain of causes, in one line.
fn unreached(error: &(dyn Error + 'static)) -> PushOutcome {
    let mut reason = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(ConnectError::NotAllowed(_)) = error.downcast_ref() {
            return PushOutcome::NotAllowed {
                reason: error.to_string(),
            };
        }
        reason = format!("{reason}: {error}");
        cause = error.source();
    }
    later(reason)
}

/// Whether a push service could write there.
fn is_contact(contact: &str) -> bool {
    let rest = contact
        .strip_prefix("mailto:")
        .or_else(|| contact.strip_prefix("https://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_graphic() && b != b'"')
    })
}
