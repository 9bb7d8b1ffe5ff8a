//! The socket: what was missed, then what happens, as it happens.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use app::actor::Actor;
use app::hub::{Frame, SocketId, Subscription};
use app::participant::{Offer, Resume, Resumed};
use app::sync::CatchUp;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use futures::SinkExt;
use model::account::Scope;
use model::error::ErrorCode;
use model::limits::{SDP_BYTES_MAX, SOCKET_FRAME_BYTES_MAX};
use model::sync::{Action, Ask, Ephemeral, Hello, Reply, ReplyData};
use model::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::auth::Caller;
use crate::error::{Answer, ApiError};
use crate::extract::Parameters;
use crate::{Shared, State};

/// Small, because 10,000 idle sockets hold one each (the default is 128 KiB).
const READ_BUFFER_BYTES: usize = 1024;

/// Frames written before a flush, so that one slow burst does not hold all of them back.
const FRAMES_PER_FLUSH: usize = 64;

/// How long a client may take to read what was written before it is dropped.
const WRITE_MAX: Duration = Duration::from_secs(20);

/// How often a silent client is asked whether it is there; after two silent spans it is dropped.
const PING_EVERY: Duration = Duration::from_secs(30);

pub(crate) fn routes() -> OpenApiRouter<Arc<Shared>> {
    OpenApiRouter::new().routes(routes!(socket))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SocketQuery {
    /// The newest event the client has; left out: only what happens from now on.
    since: Option<u64>,
}

/// Opens the socket (RFC 6455). Server frames are `EventFrame`, `Ephemeral` and `Reply`; client
/// frames are `Ask`.
#[utoipa::path(get, path = "/socket", params(SocketQuery), responses((status = 101)))]
async fn socket(
    state: State,
    Caller(actor): Caller,
    Parameters(query): Parameters<SocketQuery>,
    upgrade: WebSocketUpgrade,
) -> Answer<Response> {
    actor.needs(Scope::Read)?;
    let shared = Arc::clone(&state);
    let upgrade = upgrade
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_frame_size(SOCKET_FRAME_BYTES_MAX)
        .max_message_size(SOCKET_FRAME_BYTES_MAX);
    Ok(upgrade.on_upgrade(move |socket| run(shared, actor, query.since, socket)))
}

/// The client's end is gone, too slow, or broke the protocol.
struct Gone;

/// Who asks, on which socket.
struct CallerOf {
    shared: Arc<Shared>,
    actor: Arc<Actor>,
    socket: SocketId,
}

/// One open socket.
struct Connection {
    shared: Arc<Shared>,
    actor: Arc<Actor>,
    id: SocketId,
    socket: WebSocket,
    /// The newest event on this view.
    seq: u64,
}

async fn run(shared: Arc<Shared>, actor: Arc<Actor>, since: Option<u64>, socket: WebSocket) {
    let app = Arc::clone(&shared.app);
    let person = actor.person;
    app.hub_has(since.unwrap_or(0)).await;
    let Subscription {
        socket: id,
        seq,
        mut frames,
    } = app.hub().subscribe(person);
    let mut connection = Connection {
        shared,
        actor,
        id,
        socket,
        seq: since.unwrap_or(seq),
    };
    if Box::pin(connection.begin(seq)).await.is_ok() {
        // It ends when either side goes; there is nobody left to tell why.
        let _ = connection.talk(&mut frames, seq).await;
    }
    app.socket_closed(person, id);
}

fn json<T: Serialize>(value: &T) -> Result<Message, Gone> {
    serde_json::to_string(value)
        .map(|text| Message::Text(text.into()))
        .map_err(|_| Gone)
}

impl Connection {
    async fn write(&mut self, message: Message) -> Result<(), Gone> {
        within(self.socket.send(message)).await
    }

    /// Greets, tells what was missed up to `until`, and what rings.
    async fn begin(&mut self, until: u64) -> Result<(), Gone> {
        let app = Arc::clone(&self.shared.app);
        let hello = Hello {
            seq: until,
            now: app.now(),
        };
        self.write(json(&Ephemeral::Hello(hello))?).await?;
        match app.catch_up(&self.actor, self.seq, until).await {
            Ok(CatchUp::Events(events)) => {
                for event in events {
                    let text = self.event_text(event.seq, event.at, &event.json);
                    within(self.socket.feed(Message::Text(text))).await?;
                }
                within(self.socket.flush()).await?;
            }
            Ok(CatchUp::Resync) | Err(_) => {
                // The client reads the snapshot and comes back with its number.
                self.write(json(&Ephemeral::Resync)?).await?;
                let _ = self.write(Message::Close(None)).await;
                return Err(Gone);
            }
        }
        for ring in app.rings(&self.actor).await.unwrap_or_default() {
            self.write(json(&Ephemeral::Ring(ring))?).await?;
        }
        Ok(())
    }

    /// Both directions, until one of them ends. Events up to `begun` were told already.
    async fn talk(
        &mut self,
        frames: &mut tokio::sync::mpsc::Receiver<Frame>,
        begun: u64,
    ) -> Result<(), Gone> {
        let mut silent_spans = 0;
        let mut ping = tokio::time::interval(PING_EVERY);
        ping.reset();
        loop {
            tokio::select! {
                frame = frames.recv() => {
                    let Some(frame) = frame else {
                        let _ = self.write(Message::Close(None)).await;
                        return Err(Gone);
                    };
                    self.feed(frame, begun).await?;
                    for _ in 1..FRAMES_PER_FLUSH {
                        let Ok(frame) = frames.try_recv() else { break };
                        self.feed(frame, begun).await?;
                    }
                    within(self.socket.flush()).await?;
                }
                message = self.socket.recv() => {
                    silent_spans = 0;
                    match message {
                        Some(Ok(Message::Text(text))) => Box::pin(self.ask(&text)).await?,
                        Some(Ok(Message::Binary(_) | Message::Close(_)) | Err(_)) | None => {
                            return Err(Gone);
                        }
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    }
                }
                _ = ping.tick() => {
                    if 2 <= silent_spans {
                        return Err(Gone);
                    }
                    silent_spans += 1;
                    self.write(Message::Ping(bytes::Bytes::new())).await?;
                }
            }
        }
    }

    async fn feed(&mut self, frame: Frame, begun: u64) -> Result<(), Gone> {
        let text = match frame {
            Frame::Event { seq, .. } if seq <= begun => return Ok(()),
            Frame::Event { seq, at, json } => self.event_text(seq, at, &json),
            Frame::Text(text) => Utf8Bytes::from(&*text),
        };
        within(self.socket.feed(Message::Text(text))).await
    }

    /// Puts the place on this view before the event's own JSON, which all sockets share.
    fn event_text(&mut self, seq: u64, at: Timestamp, json: &str) -> Utf8Bytes {
        let mut text = String::with_capacity(json.len() + 80);
        let prev = std::mem::replace(&mut self.seq, seq);
        // Writing to a string cannot fail.
        let _ = write!(text, "{{\"seq\":{seq},\"prev\":{prev},\"at\":\"{at}\",");
        text.push_str(json.get(1..).unwrap_or_default());
        text.into()
    }

    async fn ask(&mut self, text: &str) -> Result<(), Gone> {
        let (re, result) = match serde_json::from_str::<Ask>(text) {
            Ok(ask) => {
                let caller = CallerOf {
                    shared: Arc::clone(&self.shared),
                    actor: Arc::clone(&self.actor),
                    socket: self.id,
                };
                (ask.id, Self::act(caller, ask.action).await)
            }
            Err(error) => {
                #[derive(Deserialize)]
                struct Numbered {
                    id: u64,
                }
                let id = serde_json::from_str::<Numbered>(text).map_or(0, |numbered| numbered.id);
                (
                    id,
                    Err(ApiError::new(ErrorCode::Invalid, error.to_string())),
                )
            }
        };
        let reply = match result {
            Ok(data) => Reply {
                re,
                ok: true,
                data,
                error: None,
            },
            Err(error) => Reply {
                re,
                ok: false,
                data: None,
                error: Some(*error.problem),
            },
        };
        self.write(json(&reply)?).await
    }

    /// Takes what it needs by value: the socket itself cannot be shared between threads.
    async fn act(caller: CallerOf, action: Action) -> Answer<Option<ReplyData>> {
        let CallerOf {
            shared,
            actor,
            socket,
        } = caller;
        let app = &shared.app;
        let actor = &actor;
        match action {
            Action::Ping => {}
            Action::Typing { topic } => app.typing(actor, topic).await?,
            Action::SessionOffer {
                session,
                sdp,
                tracks,
                state,
            } => {
                if SDP_BYTES_MAX < sdp.len() {
                    return Err(ApiError::invalid("sdp", "is too long"));
                }
                let offer = Offer {
                    session,
                    sdp,
                    tracks,
                    state,
                };
                let (sdp, connection) = app.offer(actor, socket, offer).await?;
                return Ok(Some(ReplyData::Answer { sdp, connection }));
            }
            Action::SessionResume {
                session,
                connection,
                state,
                ice,
            } => {
                let resume = Resume {
                    session,
                    connection,
                    state,
                    ice,
                };
                let Resumed { standing, ice } =
                    app.resume_connection(actor, socket, resume).await?;
                return Ok(Some(ReplyData::Resumed { standing, ice }));
            }
            Action::SessionCandidate { session, candidate } => {
                app.candidate(actor, session, candidate)?;
            }
            Action::SessionSlots { session, wishes } => app.wish_slots(actor, session, wishes)?,
            Action::SessionState { session, state } => {
                app.set_participant_state(actor, session, state)?;
            }
        }
        Ok(None)
    }
}

/// Bounds how long a client may take to read.
async fn within<E>(write: impl Future<Output = Result<(), E>>) -> Result<(), Gone> {
    match tokio::time::timeout(WRITE_MAX, write).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Gone),
    }
}
