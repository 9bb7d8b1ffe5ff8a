//! `bench post`: durable posts a second (P3), and from post to delivered to ten (P1).

use std::path::Path;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::task::LocalSet;

use crate::BenchArgs;
use crate::closed::{ClosedLoop, ClosedRuns};
use crate::deliver::{Pace, Plan, deliver, millis_at, open_sockets};
use crate::error::BenchError;
use crate::floor;
use crate::process;
use crate::report::{Bar, Better, Figure, Report, median};
use crate::server::{Scratch, Server};
use crate::world::{self, Draw, Fill, SMALL_PEOPLE, World};

/// Clients of the closed loops, and the posts a second that each has to reach.
const CLOSED_LOOPS: [(u32, Bar); 2] = [
    (
        16,
        Bar {
            reach: 6_000.0,
            aim: 10_000.0,
        },
    ),
    (
        256,
        Bar {
            reach: 10_000.0,
            aim: 20_000.0,
        },
    ),
];

/// Messages a second of the open loop.
const OPEN_LOOP_PER_S: u32 = 50;

/// Bar of P1, in milliseconds.
const P1_BAR_MS: Bar = Bar {
    reach: 60.0,
    aim: 30.0,
};

/// How long one floor is measured.
const FLOOR_SPAN: Duration = Duration::from_secs(1);

/// Measures P3 and P1.
pub(crate) fn run(
    args: &BenchArgs,
    runtime: &Runtime,
    report: &mut Report,
) -> Result<(), BenchError> {
    let people = CLOSED_LOOPS.map(|(clients, _)| clients as usize);
    let people = people.into_iter().max().unwrap_or(1);
    process::allow_sockets(people as u64)?;
    let scratch = Scratch::new(args.dir.as_deref())?;
    let (server, world) = begin(args, runtime, &scratch, people, report.seed())?;
    let floor_db = scratch.path("floor.db");
    for (clients, bar) in CLOSED_LOOPS {
        let mut runs = ClosedRuns::default();
        let closed = ClosedLoop {
            server: &server,
            world: &world,
            clients: clients as usize,
            span: args.span(),
        };
        for _ in 0..args.runs {
            let floor = store::floor::commits(&floor_db, clients, FLOOR_SPAN)?.rows_per_s;
            let run = runs.add(&closed, report.seed(), floor);
            LocalSet::new().block_on(runtime, run)?;
        }
        runs.report(clients, bar, report);
    }
    delivery(args, runtime, &server, &world, &floor_db, report)?;
    report.note(
        "P3: each client posts again as soon as it is answered; an answer means flushed to disk. \
         Its floor: rows a second with as many rows a commit as there are clients.\n\
         P1: 50 messages a second whatever becomes of those before, from the instant a message is \
         due until the last of ten sockets has it. Its floor: \
         one durable commit of one row, p99. One in five texts carries Markdown.",
    );
    Ok(())
}

/// A server with so many people: an own one, or one that runs already.
pub(crate) fn begin(
    args: &BenchArgs,
    runtime: &Runtime,
    scratch: &Scratch,
    people: usize,
    seed: u64,
) -> Result<(Server, World), BenchError> {
    if let (Some(url), Some(token)) = (&args.server, &args.token) {
        let server = Server::running(url)?;
        let world = runtime.block_on(world::build(server.address, token, people))?;
        return Ok((server, world));
    }
    let data = scratch.path("data");
    let wanted = Fill {
        people,
        messages: 0,
    };
    let seeded = world::prepare(runtime, &data, wanted, &mut Draw::new(seed))?;
    Ok((Server::start(&data)?, seeded.world))
}

fn delivery(
    args: &BenchArgs,
    runtime: &Runtime,
    server: &Server,
    world: &World,
    floor_db: &Path,
    report: &mut Report,
) -> Result<(), BenchError> {
    let seconds = usize::try_from(args.seconds).unwrap_or(usize::MAX);
    let plan = Plan {
        server,
        world,
        topic: &world.small_topic,
        posters: SMALL_PEOPLE,
        pace: Pace {
            every: Duration::from_secs(1) / OPEN_LOOP_PER_S,
            messages: seconds.saturating_mul(OPEN_LOOP_PER_S as usize),
        },
        seed: report.seed(),
    };
    let (mut p50, mut p99, mut most) = (Vec::new(), Vec::new(), Vec::new());
    let (mut commits, mut commit_p99, mut exchanges) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..args.runs {
        let floor = store::floor::commits(floor_db, 1, FLOOR_SPAN)?;
        commits.push(floor.commits_per_s);
        commit_p99.push(floor.p99_ms);
        exchanges.push(floor::tcp_exchange_us()?);
        let delivered = LocalSet::new().block_on(runtime, async {
            deliver(&plan, open_sockets(server, world, SMALL_PEOPLE).await?).await
        })?;
        p50.push(millis_at(&delivered.last, 0.5));
        p99.push(millis_at(&delivered.last, 0.99));
        most.push(millis_at(&delivered.last, 1.0));
    }
    report.cost("P1_p50", "ms", &p50);
    report.figure(&Figure {
        name: "P1_p99",
        unit: "ms",
        runs: &p99,
        better: Better::Lower,
        bar: Some(P1_BAR_MS),
        floor: Some(median(&commit_p99)),
    });
    report.cost("P1_max", "ms", &most);
    report.floor("sqlite_commits_per_s", &commits);
    report.floor("sqlite_commit_p99_ms", &commit_p99);
    report.floor("tcp_exchange_cpu_us", &exchanges);
    Ok(())
}
