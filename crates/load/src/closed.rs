//! A closed loop: so many clients, each posting again as soon as it is answered.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use crate::deliver::{histogram, micros, millis_at};
use crate::error::BenchError;
use crate::http::{Http, request};
use crate::process;
use crate::report::{Bar, Better, Figure, Report};
use crate::server::Server;
use crate::world::{Texts, World, post_body};

/// Different requests that one client goes through.
const REQUESTS: usize = 16;

/// How long the clients run before they are counted: connections, caches, statements.
const WARM_UP: Duration = Duration::from_secs(1);

/// One closed loop of posts in one topic.
pub(crate) struct ClosedLoop<'a> {
    pub(crate) server: &'a Server,
    pub(crate) world: &'a World,
    pub(crate) clients: usize,
    pub(crate) span: Duration,
}

/// What one loop gave.
struct Outcome {
    posts_per_s: f64,
    p99_ms: f64,
    /// Unknown for a server that runs already.
    server_us: Option<f64>,
    generator_us: f64,
}

/// What the clients have counted.
struct Counted {
    counting: Cell<bool>,
    stopped: Cell<bool>,
    posts: Cell<u32>,
    latencies: RefCell<Histogram<u64>>,
}

impl ClosedLoop<'_> {
    fn requests(&self, client: usize, texts: &mut Texts) -> Vec<Vec<u8>> {
        let path = format!("/api/v1/topics/{}/messages", self.world.topic);
        let caller = self.world.caller(client);
        (0..REQUESTS)
            .map(|_| request("POST", &path, caller, &post_body(&texts.next())))
            .collect()
    }

    async fn measure(&self, seed: u64) -> Result<Outcome, BenchError> {
        let counted = Rc::new(Counted {
            counting: Cell::new(false),
            stopped: Cell::new(false),
            posts: Cell::new(0),
            latencies: RefCell::new(histogram()),
        });
        let mut texts = Texts::new(seed);
        let mut clients = JoinSet::new();
        for client in 0..self.clients {
            let requests = self.requests(client, &mut texts);
            let http = Http::connect(self.server.address).await?;
            clients.spawn_local(post_on(http, requests, Rc::clone(&counted)));
        }
        tokio::time::sleep(WARM_UP).await;
        let (server, own, began) = (self.server.cpu()?, process::own_cpu()?, Instant::now());
        counted.counting.set(true);
        tokio::time::sleep(self.span).await;
        counted.counting.set(false);
        let span = began.elapsed();
        let posts = f64::from(counted.posts.get().max(1));
        let server_used = match (server, self.server.cpu()?) {
            (Some(before), Some(after)) => Some(after.saturating_sub(before)),
            _ => None,
        };
        let own_used = process::own_cpu()?.saturating_sub(own);
        counted.stopped.set(true);
        while let Some(ended) = clients.join_next().await {
            ended.map_err(|_| BenchError::Panicked)??;
        }
        let p99_ms = millis_at(&counted.latencies.borrow(), 0.99);
        Ok(Outcome {
            posts_per_s: posts / span.as_secs_f64(),
            p99_ms,
            server_us: server_used.map(|used| used.as_secs_f64() * 1e6 / posts),
            generator_us: own_used.as_secs_f64() * 1e6 / posts,
        })
    }
}

async fn post_on(
    mut http: Http,
    requests: Vec<Vec<u8>>,
    counted: Rc<Counted>,
) -> Result<(), BenchError> {
    for request in requests.iter().cycle() {
        if counted.stopped.get() {
            break;
        }
        let began = Instant::now();
        http.send(request).await?.done("a post")?;
        if counted.counting.get() {
            counted.posts.set(counted.posts.get() + 1);
            counted
                .latencies
                .borrow_mut()
                .saturating_record(micros(began.elapsed()));
        }
    }
    Ok(())
}

/// What several runs of a closed loop gave.
#[derive(Default)]
pub(crate) struct ClosedRuns {
    posts_per_s: Vec<f64>,
    p99_ms: Vec<f64>,
    server_us: Vec<f64>,
    generator_us: Vec<f64>,
    floors: Vec<f64>,
}

impl ClosedRuns {
    /// Runs the loop once more, beside the disk's floor of this moment in rows a second. Must be
    /// called within a `LocalSet`.
    pub(crate) async fn add(
        &mut self,
        loop_: &ClosedLoop<'_>,
        seed: u64,
        floor_rows_per_s: f64,
    ) -> Result<(), BenchError> {
        let outcome = loop_.measure(seed).await?;
        self.posts_per_s.push(outcome.posts_per_s);
        self.p99_ms.push(outcome.p99_ms);
        self.server_us.extend(outcome.server_us);
        self.generator_us.push(outcome.generator_us);
        self.floors.push(floor_rows_per_s);
        Ok(())
    }

    /// Reports the runs of so many clients.
    pub(crate) fn report(&self, clients: u32, bar: Bar, report: &mut Report) {
        let name = format!("P3_{clients}");
        report.figure(&Figure {
            name: &name,
            unit: "posts_per_s",
            runs: &self.posts_per_s,
            better: Better::Higher,
            bar: Some(bar),
            floor: Some(crate::report::median(&self.floors)),
        });
        report.cost(&format!("{name}_p99"), "ms", &self.p99_ms);
        report.cost(
            &format!("{name}_server_cpu"),
            "us_per_post",
            &self.server_us,
        );
        report.cost(
            &format!("{name}_generator_cpu"),
            "us_per_post",
            &self.generator_us,
        );
        report.floor(
            &format!("sqlite_at_{clients}_a_commit_rows_per_s"),
            &self.floors,
        );
    }
}
