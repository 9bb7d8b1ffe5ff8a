//! Connections of browsers: accepting, https, HTTP/1.1 and HTTP/2, and letting go at the end.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use media::Turn;
use rustls::ServerConfig;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

use crate::tls::TURN;

/// How long a client may take for its handshake or the head of a request; also how long an idle
/// connection is kept.
const HEAD_WAIT_MAX: Duration = Duration::from_secs(30);

/// Read buffer of an HTTP/1.1 connection at most; also the largest head of a request. Sockets start
/// as such a connection, so it is kept small.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// Largest head of an HTTP/2 request.
const HTTP2_HEAD_BYTES_MAX: u32 = 64 * 1024;

/// Requests at the same time on one HTTP/2 connection.
const HTTP2_STREAMS_MAX: u32 = 128;

/// How often an HTTP/2 connection is asked whether it lives.
const HTTP2_PING_EVERY: Duration = Duration::from_secs(45);

/// How long to wait after a failed accept: usually there are too many open files, which ends when
/// some connection does.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);

/// First byte of every TLS handshake record (RFC 8446, 5.1).
const TLS_HANDSHAKE: u8 = 22;

/// Bytes looked at to tell the relay's clients from browsers; reads beyond them are not copied.
const FIRST_BYTES: usize = 16;

/// What connections share.
pub struct Shared {
    /// All routes.
    pub router: Router,
    /// https, if it is spoken.
    pub tls: Option<Arc<ServerConfig>>,
    /// The relay on the same port, where TLS is spoken.
    pub turn: Option<Arc<Turn>>,
    /// Fires when the server stops: no new connections; each one ends after its request.
    pub stop: CancellationToken,
    /// The connections' tasks.
    pub connections: TaskTracker,
}

/// Accepts connections until the server stops.
pub async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = shared.stop.cancelled() => return,
        };
        match accepted {
            Ok((stream, peer)) => {
                let shared = Arc::clone(&shared);
                let connections = shared.connections.clone();
                connections.spawn(async move { serve(stream, peer, &shared).await });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_AGAIN).await;
            }
        }
    }
}

async fn serve(stream: TcpStream, peer: SocketAddr, shared: &Shared) {
    // Small answers and frames go out at once. It fails only on a connection that is gone.
    let _ = stream.set_nodelay(true);
    let Some(tls) = &shared.tls else {
        return serve_http(stream, peer, shared, shared.router.clone(), Speech::Http1).await;
    };
    let mut first = [0];
    let peeked = tokio::time::timeout(HEAD_WAIT_MAX, stream.peek(&mut first)).await;
    if !matches!(peeked, Ok(Ok(1))) {
        return;
    }
    if first[0] != TLS_HANDSHAKE {
        let router = Router::new().fallback(to_https);
        return serve_http(stream, peer, shared, router, Speech::Http1).await;
    }
    let handshake = TlsAcceptor::from(Arc::clone(tls)).accept(stream);
    match tokio::time::timeout(HEAD_WAIT_MAX, handshake).await {
        Ok(Ok(stream)) => {
            let speech = match stream.get_ref().1.alpn_protocol() {
                Some(b"h2") => Speech::Http2,
                Some(TURN) => return serve_relay(stream, peer, shared).await,
                _ => Speech::Http1,
            };
            serve_tls(stream, peer, shared, speech).await;
        }
        Ok(Err(error)) => tracing::debug!(%error, "the TLS handshake failed"),
        Err(_) => tracing::debug!("the TLS handshake took too long"),
    }
}

/// Tells the relay's clients from browsers by the first byte: a STUN message begins with two zero bits
/// and one of the relay's methods, HTTP with a letter (RFC 7983 tells STUN apart likewise).
async fn serve_tls<S>(stream: S, peer: SocketAddr, shared: &Shared, speech: Speech)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let router = || shared.router.clone();
    if matches!(speech, Speech::Http2) || shared.turn.is_none() {
        return serve_http(stream, peer, shared, router(), speech).await;
    }
    let mut stream = BufReader::with_capacity(FIRST_BYTES, stream);
    let first = tokio::select! {
        first = tokio::time::timeout(HEAD_WAIT_MAX, stream.fill_buf()) => first,
        () = shared.stop.cancelled() => return,
    };
    match first {
        Ok(Ok([0 | 1, ..])) => serve_relay(stream, peer, shared).await,
        Ok(Ok([_, ..])) => serve_http(stream, peer, shared, router(), speech).await,
        _ => {}
    }
}

/// Relays media for a client until it goes or the server stops.
async fn serve_relay<S>(stream: S, peer: SocketAddr, shared: &Shared)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let Some(turn) = &shared.turn else { return };
    let nonce = BASE64_STANDARD_NO_PAD.encode(rand::random::<[u8; 16]>());
    tokio::select! {
        () = Arc::clone(turn).serve(stream, peer, nonce) => {}
        () = shared.stop.cancelled() => {}
    }
}

/// Which HTTP was agreed on.
#[derive(Clone, Copy)]
enum Speech {
    Http1,
    Http2,
}

async fn serve_http<S>(stream: S, peer: SocketAddr, shared: &Shared, router: Router, speech: Speech)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request.map(Body::new))
    });
    let builder = builder(speech);
    let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let served = tokio::select! {
        served = connection.as_mut() => served,
        () = shared.stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = served {
        tracing::debug!(%error, "a connection broke off");
    }
}

fn builder(speech: Speech) -> Builder<TokioExecutor> {
    let builder = Builder::new(TokioExecutor::new());
    let mut builder = match speech {
        Speech::Http1 => builder.http1_only(),
        Speech::Http2 => builder.http2_only(),
    };
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WAIT_MAX)
        .max_buf_size(HEAD_BYTES_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(HTTP2_STREAMS_MAX)
        .max_header_list_size(HTTP2_HEAD_BYTES_MAX)
        .keep_alive_interval(HTTP2_PING_EVERY);
    builder
}

/// Sends who comes by plain http to https on the same port.
async fn to_https(request: Request<Body>) -> Response<Body> {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let mut response = Response::new(Body::from("this is an https port; open https://…\n"));
    match HeaderValue::from_str(&format!("https://{host}{path}")) {
        Ok(location) if !host.is_empty() => {
            *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
            response.headers_mut().insert(header::LOCATION, location);
        }
        _ => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    response
}
