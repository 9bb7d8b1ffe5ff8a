//! `bench fanout`: one message to a thousand sockets (P2), beside a plain thread that does the same.

use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::task::LocalSet;

use crate::BenchArgs;
use crate::deliver::{Delivered, Pace, Plan, Watch, deliver, marked, millis_at, open_sockets};
use crate::error::BenchError;
use crate::floor::{PlainSender, Writes};
use crate::post::begin;
use crate::process;
use crate::report::{Bar, Better, Figure, Report, median};
use crate::server::Scratch;

/// Sockets unless said otherwise.
const SOCKETS: usize = 1_000;

/// Span between two messages: each has reached everyone before the next.
const EVERY: Duration = Duration::from_millis(250);

/// How many times the floor P2 may take.
const P2_BAR: Bar = Bar {
    reach: 3.0,
    aim: 1.7,
};

/// The plain thread sends frames of this size until a run has told the real one.
const FRAME_BYTES: usize = 900;

/// Measures P2.
pub(crate) fn run(
    args: &BenchArgs,
    runtime: &Runtime,
    report: &mut Report,
) -> Result<(), BenchError> {
    let sockets = args.sockets.unwrap_or(SOCKETS);
    // The plain thread holds both ends of its sockets.
    process::allow_sockets(sockets as u64 * 2)?;
    let scratch = Scratch::new(args.dir.as_deref())?;
    let (server, world) = begin(args, runtime, &scratch, sockets, report.seed())?;
    let messages = args.span().as_millis() / EVERY.as_millis();
    let pace = Pace {
        every: EVERY,
        messages: usize::try_from(messages).unwrap_or(usize::MAX),
    };
    let plan = Plan {
        server: &server,
        world: &world,
        topic: &world.topic,
        posters: sockets,
        pace,
        seed: report.seed(),
    };
    let mut runs = Runs::default();
    let mut frame_bytes = FRAME_BYTES;
    for _ in 0..args.runs {
        let (floor, writes) =
            LocalSet::new().block_on(runtime, plain(sockets, pace, frame_bytes))?;
        let deliveries = (sockets * pace.messages).max(1) as f64;
        let delivered = LocalSet::new().block_on(runtime, async {
            let sockets = open_sockets(&server, &world, sockets).await?;
            let (used, own) = (server.cpu()?, process::own_cpu()?);
            let delivered = deliver(&plan, sockets).await?;
            if let (Some(before), Some(after)) = (used, server.cpu()?) {
                runs.server_us.push(micros_each(before, after, deliveries));
            }
            runs.generator_us
                .push(micros_each(own, process::own_cpu()?, deliveries));
            Ok::<_, BenchError>(delivered)
        })?;
        frame_bytes = delivered.frame_bytes;
        runs.add(&floor, writes, sockets, &delivered)?;
    }
    runs.report(report);
    report.note(format!(
        "P2: from the instant a message is due to be posted over HTTP until the last of {sockets} \
         sockets has it, frames of {frame_bytes} bytes.\nIts floor: a thread with blocking sockets \
         writes the same bytes to as many, read by the same generator."
    ));
    Ok(())
}

fn micros_each(before: Duration, after: Duration, count: f64) -> f64 {
    after.saturating_sub(before).as_secs_f64() * 1e6 / count
}

/// The floor: a plain thread writes to all sockets at the same pace.
async fn plain(
    sockets: usize,
    pace: Pace,
    frame_bytes: usize,
) -> Result<(Delivered, Vec<Writes>), BenchError> {
    let (sender, readers) = PlainSender::start(sockets).await?;
    let watch = Watch::begin(readers, pace);
    watch
        .at_each(|number| {
            let text = format!("{{\"text\":\"{}", marked(number, ""));
            let mut payload = text.into_bytes();
            payload.resize(frame_bytes.max(payload.len()), b'x');
            sender.send(payload);
        })
        .await;
    let delivered = watch.finish().await?;
    Ok((delivered, sender.sends()))
}

#[derive(Default)]
struct Runs {
    p50: Vec<f64>,
    p99: Vec<f64>,
    floor_p50: Vec<f64>,
    floor_p99: Vec<f64>,
    floor_writes: Vec<f64>,
    floor_sends: Vec<f64>,
    ratio: Vec<f64>,
    server_us: Vec<f64>,
    generator_us: Vec<f64>,
}

impl Runs {
    fn add(
        &mut self,
        floor: &Delivered,
        writes: Vec<Writes>,
        sockets: usize,
        delivered: &Delivered,
    ) -> Result<(), BenchError> {
        let (p50, floor_p50) = (millis_at(&delivered.last, 0.5), millis_at(&floor.last, 0.5));
        self.p50.push(p50);
        self.p99.push(millis_at(&delivered.last, 0.99));
        self.floor_p50.push(floor_p50);
        self.floor_p99.push(millis_at(&floor.last, 0.99));
        let (mut took, mut sends) = (Vec::new(), Vec::new());
        for write in writes {
            took.push(write.took.as_secs_f64() * 1e3);
            sends.push(write.cpu?.as_secs_f64() * 1e6 / sockets.max(1) as f64);
        }
        self.floor_writes.push(median(&took));
        self.floor_sends.push(median(&sends));
        self.ratio.push(p50 / floor_p50.max(f64::MIN_POSITIVE));
        Ok(())
    }

    fn report(&self, report: &mut Report) {
        report.figure(&Figure {
            name: "P2_p50",
            unit: "ms",
            runs: &self.p50,
            better: Better::Lower,
            bar: Some(P2_BAR.times(median(&self.floor_p50))),
            floor: Some(median(&self.floor_p50)),
        });
        report.figure(&Figure {
            name: "P2_p99",
            unit: "ms",
            runs: &self.p99,
            better: Better::Lower,
            bar: None,
            floor: Some(median(&self.floor_p99)),
        });
        report.figure(&Figure {
            name: "P2_over_floor",
            unit: "times",
            runs: &self.ratio,
            better: Better::Lower,
            bar: Some(P2_BAR),
            floor: Some(1.0),
        });
        report.cost("P2_server_cpu", "us_per_delivery", &self.server_us);
        report.cost("P2_generator_cpu", "us_per_delivery", &self.generator_us);
        report.floor("plain_fanout_p50_ms", &self.floor_p50);
        report.floor("plain_fanout_p99_ms", &self.floor_p99);
        report.floor("plain_fanout_writes_ms", &self.floor_writes);
        report.floor("tcp_send_cpu_us", &self.floor_sends);
    }
}
