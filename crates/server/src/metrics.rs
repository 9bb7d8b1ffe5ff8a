//! What operators watch: `/metrics` for Prometheus, and one log line and number for each request.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use app::App;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use media::{Media, Turn};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing::Instrument;

use crate::config::MetricsReaders;

const REQUESTS: &str = "meanwhile_http_requests_total";
const REQUEST_SECONDS: &str = "meanwhile_http_request_seconds";

/// Upper bounds of the latency histogram, in seconds.
const SECONDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// Clock ticks per second in `/proc`, fixed on Linux for user programs.
const TICKS_PER_SECOND: f64 = 100.0;

/// Bytes of a page in `/proc/self/statm`, on every machine we build for.
const PAGE_BYTES: u64 = 4096;

/// The process's recorder: there can be one only, so servers in one process (tests) share it.
pub fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(REQUEST_SECONDS.to_owned()), SECONDS)
            .expect("there are buckets")
            .build_recorder();
        let handle = recorder.handle();
        // Nothing else in the program installs one.
        let _ = metrics::set_global_recorder(recorder);
        describe();
        handle
    })
}

fn describe() {
    describe_counter!(REQUESTS, "Requests answered, by method, route and status.");
    describe_histogram!(REQUEST_SECONDS, "Time to the head of an answer, by route.");
    describe_gauge!(
        "meanwhile_sockets_open",
        "Sockets of clients that are open."
    );
    describe_counter!("meanwhile_store_commits_total", "Commits flushed to disk.");
    describe_counter!(
        "meanwhile_store_commands_total",
        "Commands in these commits."
    );
    describe_counter!(
        "meanwhile_store_steps_total",
        "Steps of SQLite's machine in commands: what they read and write."
    );
    describe_gauge!("meanwhile_media_conferences", "Conferences that live.");
    describe_gauge!("meanwhile_media_peers", "Media connections that live.");
    describe_gauge!("meanwhile_media_recordings", "Recordings that run.");
    describe_gauge!(
        "meanwhile_media_relay_allocations",
        "Allocations of the relay (TURN) that live."
    );
    describe_counter!(
        "meanwhile_media_datagrams_total",
        "Datagrams of media, by what became of them."
    );
    describe_counter!(
        "meanwhile_media_send_calls_total",
        "System calls that sent datagrams of media."
    );
    describe_counter!(
        "meanwhile_media_panics_total",
        "Conferences that a mistake of ours ended."
    );
    describe_counter!(
        "meanwhile_media_relayed_total",
        "Packets from thread to thread within large conferences, by what became of them."
    );
    describe_gauge!(
        "meanwhile_media_orders_waiting",
        "Orders that wait since another media thread's ring is full."
    );
    describe_counter!(
        "meanwhile_media_events_dropped_total",
        "Events of media that nobody read."
    );
    describe_counter!(
        "meanwhile_outbound_total",
        "Pushes and letters, by what became of them."
    );
    describe_gauge!(
        "process_resident_memory_bytes",
        "Memory of the process in RAM."
    );
    describe_gauge!("process_open_fds", "Open file descriptors.");
    describe_gauge!(
        "process_cpu_seconds_total",
        "CPU time of the process, user and system."
    );
}

/// What a scrape looks at.
#[derive(Clone)]
pub struct Scrape {
    /// The use cases.
    pub app: Arc<App>,
    /// Live media.
    pub media: Media,
    /// The relay, if there is one.
    pub turn: Option<Arc<Turn>>,
    /// Who may read.
    pub readers: MetricsReaders,
}

/// `GET /metrics`. Whoever may not read it is told that there is nothing.
pub async fn scrape(
    State(scrape): State<Scrape>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let proxied =
        headers.contains_key(header::FORWARDED) || headers.contains_key("x-forwarded-for");
    let local = peer.is_some_and(|peer| peer.0.0.ip().to_canonical().is_loopback());
    let allowed = match scrape.readers {
        MetricsReaders::All => true,
        MetricsReaders::Local => local && !proxied,
        MetricsReaders::None => false,
    };
    if !allowed {
        return StatusCode::NOT_FOUND.into_response();
    }
    look(&scrape);
    let text = recorder().render();
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Sets what is read off rather than counted.
#[expect(
    clippy::cast_precision_loss,
    reason = "gauges are floats; 2^53 bytes are enough"
)]
fn look(scrape: &Scrape) {
    gauge!("meanwhile_sockets_open").set(scrape.app.hub().sockets() as f64);
    let writer = scrape.app.store().stats();
    counter!("meanwhile_store_commits_total").absolute(writer.commits());
    counter!("meanwhile_store_commands_total").absolute(writer.commands());
    counter!("meanwhile_store_steps_total").absolute(writer.steps());
    let media = scrape.media.stats();
    gauge!("meanwhile_media_conferences").set(media.conferences as f64);
    gauge!("meanwhile_media_peers").set(media.peers as f64);
    gauge!("meanwhile_media_recordings").set(media.recordings as f64);
    let relay = scrape.turn.as_ref();
    gauge!("meanwhile_media_relay_allocations")
        .set(relay.map_or(0, |turn| turn.allocations()) as f64);
    let datagrams = [
        ("received", media.datagrams_received),
        ("sent", media.datagrams_sent),
        ("unknown", media.datagrams_unknown),
        ("dropped", media.datagrams_dropped),
    ];
    counter!("meanwhile_media_send_calls_total").absolute(media.send_calls);
    for (became, count) in datagrams {
        counter!("meanwhile_media_datagrams_total", "became" => became).absolute(count);
    }
    for (became, count) in [("sent", media.relayed), ("dropped", media.relays_dropped)] {
        counter!("meanwhile_media_relayed_total", "became" => became).absolute(count);
    }
    gauge!("meanwhile_media_orders_waiting").set(media.orders_waiting as f64);
    counter!("meanwhile_media_panics_total").absolute(media.panics);
    counter!("meanwhile_media_events_dropped_total").absolute(media.events_dropped);
    for (way, stats) in [
        ("push", scrape.app.push_stats()),
        ("mail", scrape.app.mail_stats()),
    ] {
        let counts = [
            ("taken", stats.taken()),
            ("later", stats.later()),
            ("refused", stats.refused()),
        ];
        for (became, count) in counts {
            counter!("meanwhile_outbound_total", "way" => way, "became" => became).absolute(count);
        }
    }
    if let Some(bytes) = resident_bytes() {
        gauge!("process_resident_memory_bytes").set(bytes as f64);
    }
    if let Some(seconds) = cpu_seconds() {
        gauge!("process_cpu_seconds_total").set(seconds);
    }
    if let Ok(descriptors) = std::fs::read_dir("/proc/self/fd") {
        gauge!("process_open_fds").set(descriptors.count() as f64);
    }
}

fn resident_bytes() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * PAGE_BYTES)
}

fn cpu_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in brackets may hold spaces; user and system time are the 12th and 13th after it.
    let (_, rest) = text.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some((user + system) as f64 / TICKS_PER_SECOND)
}

/// Numbers, counts and times each request, and names it in the log lines that it causes.
pub async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = method_label(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("client", MatchedPath::as_str);
    let id = request_id();
    let span = tracing::info_span!("request", id = %id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    let seconds = started.elapsed().as_secs_f64();
    counter!(
        REQUESTS,
        "method" => method,
        "route" => route.to_owned(),
        "status" => status_label(status)
    )
    .increment(1);
    histogram!(REQUEST_SECONDS, "route" => route.to_owned()).record(seconds);
    if status.is_server_error() {
        tracing::warn!(parent: &span, status = status.as_u16(), seconds, "answered");
    } else {
        tracing::debug!(parent: &span, status = status.as_u16(), seconds, "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// Unique since the start, with a part that differs from start to start.
fn request_id() -> String {
    static START: OnceLock<u32> = OnceLock::new();
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let start = START.get_or_init(rand::random);
    format!("{start:08x}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Clients may send any word as a method; labels are kept few.
fn method_label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

fn status_label(status: StatusCode) -> String {
    status.as_str().to_owned()
}
