//! A whole server in this process: opening, wiring, and stopping without losing anything.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use api::ApiConfig;
use app::App;
use app::clock::Clock;
use app::error::AppError;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD as STANDARD_NO_PAD;
use media::{EVENTS_MAX, Media, MediaConfig, Turn};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::authority::Authority;
use crate::config::{Config, Tls};
use crate::connection::{self, Shared};
use crate::live::{self, LiveMedia};
use crate::metrics::{self, Scrape};
use crate::outbound::{self, OutboundSetupError};
use crate::tls::{Certificates, TlsError};
use crate::{hosts, trust, unsubscribe, web};

/// How long requests under way may take once the server stops. With the two below it stays under
/// the 10 s in which SIGTERM ends the process.
const DRAIN_MAX: Duration = Duration::from_secs(4);

/// How long recordings may take to write their indexes; the next start repairs those that did not.
const RECORDINGS_MAX: Duration = Duration::from_secs(3);

/// How long what still holds the database may take to let go.
const LET_GO_MAX: Duration = Duration::from_secs(1);

/// How often certificates are made or read anew; each is good for much longer.
const CERTIFICATES_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// How often the metrics recorder sorts what was counted into its buckets.
const METRICS_EVERY: Duration = Duration::from_secs(5);

/// Browsers that came by a trusted certificate come by https only for this long (RFC 6797).
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Why the server does not start. The text says what to do.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address for browsers cannot be taken.
    #[error("cannot listen on {address}; stop what uses it or name another address with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// The address of media cannot be taken.
    #[error("media cannot use {address}; stop what uses it or name another port with --media-port")]
    Media {
        /// The address.
        address: SocketAddr,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// The data directory cannot be used.
    #[error(transparent)]
    Data(#[from] app::StartError),
    /// https cannot be spoken.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// A way out of the house cannot be set up.
    #[error(transparent)]
    Outbound(#[from] OutboundSetupError),
    /// What was under way at the last stop cannot be taken up again.
    #[error("the last stop cannot be recovered from; see the log, and `meanwhile check`")]
    Resume(#[source] AppError),
}

/// A server that answers.
pub struct Running {
    /// What people open.
    pub url: String,
    /// Where it listens; the real port if 0 was asked for.
    pub address: SocketAddr,
    /// The use cases.
    pub app: Arc<App>,
    /// Live media.
    pub media: Media,
    /// The self-made authority, if there is one.
    pub authority: Option<Arc<Authority>>,
    certificates: Option<Arc<Certificates>>,
    stop: CancellationToken,
    connections: TaskTracker,
    background: Vec<JoinHandle<()>>,
    media_pump: JoinHandle<()>,
    media_done: CancellationToken,
}

/// https as it is configured.
struct Secured {
    certificates: Option<Arc<Certificates>>,
    authority: Option<Arc<Authority>>,
}

impl Running {
    /// Opens the data directory, binds the addresses and answers from then on.
    ///
    /// # Errors
    /// [`ServeError`] says what to do.
    pub async fn start(config: &Config, clock: Arc<dyn Clock>) -> Result<Self, ServeError> {
        crate::tls::install_provider();
        let listener = TcpListener::bind(config.listen).await;
        let listener = listener.map_err(|cause| ServeError::Listen {
            address: config.listen,
            cause,
        })?;
        let address = listener.local_addr().unwrap_or(config.listen);
        let app = App::open(&config.data, clock).await?;
        let secured = secure(config)?;
        let (events, received) = mpsc::channel(EVENTS_MAX);
        let media = start_media(config, &app, events)?;
        let turn = relay(&secured, &media);
        app.set_live(Arc::new(LiveMedia {
            media: media.clone(),
            turn: turn.clone(),
        }));
        outbound::wire(config, &app, &url(config, address)).await?;
        app.resume().await.map_err(ServeError::Resume)?;

        let stop = CancellationToken::new();
        let media_done = CancellationToken::new();
        let media_pump = live::pump(Arc::clone(&app), received, media_done.clone());
        let scrape = Scrape {
            app: Arc::clone(&app),
            media: media.clone(),
            turn: turn.clone(),
            readers: config.metrics,
        };
        let router = routes(config, &app, scrape, &secured);
        let tls = secured.certificates.as_ref();
        let shared = Arc::new(Shared {
            router,
            tls: tls.map(|tls| tls.server_config()).transpose()?,
            turn,
            stop: stop.clone(),
            connections: TaskTracker::new(),
        });
        let connections = shared.connections.clone();
        let clock = Arc::clone(&app);
        let sender = Arc::clone(&app);
        let background = vec![
            tokio::spawn(connection::accept(listener, shared)),
            tokio::spawn(async move { clock.run_clock().await }),
            tokio::spawn(async move { sender.run_outgoing().await }),
            tokio::spawn(keep_up(secured.certificates.clone())),
        ];
        Ok(Self {
            url: url(config, address),
            address,
            app,
            media,
            authority: secured.authority,
            certificates: secured.certificates,
            stop,
            connections,
            background,
            media_pump: tokio::spawn(media_pump),
            media_done,
        })
    }

    /// Reads the certificate files again; connections from now on get what they hold.
    pub fn reload(&self) {
        if let Some(certificates) = &self.certificates {
            renew(certificates);
        }
    }

    /// Stops: takes no more connections, lets requests end, closes sockets, finishes recordings,
    /// closes the database. Takes at most 9 s; what is acknowledged is safe in any case.
    pub async fn stop(self) {
        self.stop.cancel();
        self.connections.close();
        let sockets = Arc::clone(self.app.hub());
        sockets.drop_all();
        if tokio::time::timeout(DRAIN_MAX, self.connections.wait())
            .await
            .is_err()
        {
            tracing::warn!("some requests did not end in time and were cut off");
        }
        // A socket may have been opened by a request that was still under way.
        sockets.drop_all();
        let media = self.media;
        let finished = tokio::task::spawn_blocking(move || media.shutdown());
        if tokio::time::timeout(RECORDINGS_MAX, finished)
            .await
            .is_err()
        {
            tracing::warn!("recordings did not end in time; the next start repairs them");
        }
        self.media_done.cancel();
        for task in &self.background {
            task.abort();
        }
        let app = self.app;
        let let_go = async {
            // It fails only if a use case panicked, which was logged.
            let _ = self.media_pump.await;
            for task in self.background {
                let _ = task.await;
            }
            while 1 < Arc::strong_count(&app) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        if tokio::time::timeout(LET_GO_MAX, let_go).await.is_err() {
            tracing::warn!("something still held the database when the server stopped");
        }
    }
}

fn secure(config: &Config) -> Result<Secured, TlsError> {
    let (certificates, authority) = match &config.tls {
        Tls::Off => (None, None),
        Tls::Files { certificate, key } => {
            let files = Certificates::from_files(certificate.clone(), key.clone())?;
            (Some(Arc::new(files)), None)
        }
        Tls::SelfMade { names } => {
            let authority = Arc::new(Authority::open(&config.data.join("tls"))?);
            let names = if names.is_empty() {
                hosts::certificate_names(config.listen.ip(), &config.announce)
            } else {
                names.clone()
            };
            let own = Certificates::from_authority(Arc::clone(&authority), names)?;
            (Some(Arc::new(own)), Some(authority))
        }
    };
    Ok(Secured {
        certificates,
        authority,
    })
}

fn start_media(
    config: &Config,
    app: &App,
    events: mpsc::Sender<media::MediaEvent>,
) -> Result<Media, ServeError> {
    let media = MediaConfig {
        udp: config.media,
        tcp: Some(config.media),
        announce: config.announce.clone(),
        recording_dir: absolute(app.recordings_dir()),
        shards: std::thread::available_parallelism().map_or(1, usize::from),
    };
    Media::start(media, events).map_err(|cause| ServeError::Media {
        address: config.media,
        cause,
    })
}

/// The relay for clients whose network lets only TLS pass; where we do not speak TLS there is none.
fn relay(secured: &Secured, media: &Media) -> Option<Arc<Turn>> {
    secured.certificates.as_ref()?;
    let secret = STANDARD_NO_PAD.encode(rand::random::<[u8; 32]>());
    Some(Turn::new(secret, media.announced_udp(), media.udp_addr()))
}

/// The same file also if somebody changes the working directory.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn routes(config: &Config, app: &Arc<App>, scrape: Scrape, secured: &Secured) -> Router {
    let public = config.public_url.as_deref().unwrap_or_default();
    let https = secured.certificates.is_some() || public.starts_with("https://");
    let edge = ApiConfig {
        secure_cookies: https,
    };
    // The recorder must stand before anything is counted.
    metrics::recorder();
    let mut router = api::router(Arc::clone(app), edge)
        .merge(Router::new().route("/metrics", get(metrics::scrape).with_state(scrape)))
        .merge(unsubscribe::router(Arc::clone(app)));
    if let Some(authority) = &secured.authority {
        router = router.merge(trust::router(Arc::clone(authority)));
    }
    router
        .fallback(web::serve)
        .layer(middleware::from_fn(move |request, next| {
            finish(https, request, next)
        }))
}

/// What is done to every answer: one layer, since each costs every request.
async fn finish(https: bool, request: Request, next: Next) -> Response {
    let mut response = metrics::observe(request, next).await;
    let headers = response.headers_mut();
    web::harden(headers);
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

/// What is done from time to time beside the use cases' own clock.
async fn keep_up(certificates: Option<Arc<Certificates>>) {
    let mut buckets = tokio::time::interval(METRICS_EVERY);
    let mut renewal = tokio::time::interval(CERTIFICATES_EVERY);
    renewal.tick().await;
    loop {
        tokio::select! {
            _ = buckets.tick() => metrics::recorder().run_upkeep(),
            _ = renewal.tick() => if let Some(certificates) = &certificates {
                renew(certificates);
            }
        }
    }
}

fn renew(certificates: &Certificates) {
    match certificates.renew() {
        Ok(()) => tracing::info!("the certificate was renewed"),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "the certificate was not renewed; the old one stays"
        ),
    }
}

/// What people open: the public address, or where it listens under a name they can reach.
fn url(config: &Config, address: SocketAddr) -> String {
    if let Some(public) = &config.public_url {
        return public.clone();
    }
    let scheme = if config.tls == Tls::Off {
        "http"
    } else {
        "https"
    };
    let named = match &config.tls {
        Tls::SelfMade { names } => names.first().filter(|name| !name.starts_with('*')).cloned(),
        _ => None,
    };
    let listening = address.ip();
    let host = match named {
        Some(name) => name,
        None if !listening.is_unspecified() => bracketed(listening),
        None => {
            let known = config.announce.first().copied();
            let known = known.or_else(|| hosts::addresses().into_iter().next());
            known.map_or_else(|| "localhost".to_owned(), bracketed)
        }
    };
    format!("{scheme}://{host}:{}", address.port())
}

fn bracketed(address: std::net::IpAddr) -> String {
    match address {
        std::net::IpAddr::V4(v4) => v4.to_string(),
        std::net::IpAddr::V6(v6) => format!("[{v6}]"),
    }
}
