//! `bench sockets`: memory of idle sockets (P5) and of an idle server (P6), and its start (P7).

use std::path::Path;
use std::time::{Duration, Instant};

use nix::fcntl::{PosixFadviseAdvice, posix_fadvise};
use tokio::runtime::Runtime;
use tokio::task::LocalSet;

use crate::BenchArgs;
use crate::deliver::{Pace, Plan, deliver, open_sockets};
use crate::error::BenchError;
use crate::http::Http;
use crate::process::{self, Memory};
use crate::report::{Bar, Better, Figure, Report};
use crate::server::{Scratch, Server};
use crate::world::{self, Draw, Fill, World};

/// Sockets unless said otherwise.
const SOCKETS: usize = 10_000;

/// People of the filled database.
const FILLED_PEOPLE: usize = 1_000;

/// How long a server is left alone before its memory is read.
const SETTLE: Duration = Duration::from_secs(3);

/// What is posted to all sockets, to see what they hold after it.
const ONE_MESSAGE: Pace = Pace {
    every: Duration::ZERO,
    messages: 1,
};

/// Bar of P5, in bytes.
const P5_BAR_BYTES: Bar = Bar {
    reach: 20_000.0,
    aim: 8_000.0,
};

/// Bars of P6, in megabytes: empty and filled.
const P6_BAR_MB: [Bar; 2] = [
    Bar {
        reach: 80.0,
        aim: 40.0,
    },
    Bar {
        reach: 150.0,
        aim: 80.0,
    },
];

/// Bar of P7, in milliseconds.
const P7_BAR_MS: Bar = Bar {
    reach: 2_000.0,
    aim: 300.0,
};

/// Measures P5, P6 and P7.
pub(crate) fn run(
    args: &BenchArgs,
    runtime: &Runtime,
    report: &mut Report,
) -> Result<(), BenchError> {
    if args.server.is_some() {
        return Err(BenchError::OwnServerOnly);
    }
    let sockets = args.sockets.unwrap_or(SOCKETS);
    process::allow_sockets(sockets as u64)?;
    let scratch = Scratch::new(args.dir.as_deref())?;
    let empty = scratch.path("empty");
    let world = prepare(
        runtime,
        &empty,
        Fill {
            people: 1,
            messages: 0,
        },
        report.seed(),
    )?;
    idle(args, runtime, &empty, &world, Named::empty(), report)?;
    let people = scratch.path("people");
    let fill = Fill {
        people: sockets,
        messages: 0,
    };
    let world = prepare(runtime, &people, fill, report.seed())?;
    idle_sockets(args, runtime, &people, &world, sockets, report)?;
    if 0 < args.messages {
        let filled = scratch.path("filled");
        let fill = Fill {
            people: FILLED_PEOPLE,
            messages: args.messages,
        };
        let began = Instant::now();
        let world = prepare(runtime, &filled, fill, report.seed())?;
        report.note(format!(
            "The database was filled with {} messages in {:.0?}; it takes {:.2} kB a message.",
            args.messages,
            began.elapsed(),
            kilobytes_per_message(&filled, args.messages)?,
        ));
        let name = Named::filled(args.messages);
        idle(args, runtime, &filled, &world, name, report)?;
    }
    report.note(format!(
        "P5: resident memory with {sockets} sockets, each of another signed-in person, less that \
         before them, {SETTLE:?} after the last was greeted; and again after one message to all.\n\
         P6: resident memory {SETTLE:?} after the first answer. P7: from starting the program until \
         it answers a signed-in request, with the database's pages out of the system's cache."
    ));
    Ok(())
}

/// How the figures of an idle server are called.
struct Named {
    memory: String,
    start: String,
    bar_mb: Bar,
}

impl Named {
    fn empty() -> Self {
        Self {
            memory: "P6_empty".to_owned(),
            start: "P7_empty".to_owned(),
            bar_mb: P6_BAR_MB[0],
        }
    }

    fn filled(messages: u64) -> Self {
        Self {
            memory: format!("P6_{messages}_messages"),
            start: format!("P7_{messages}_messages"),
            bar_mb: P6_BAR_MB[1],
        }
    }
}

fn prepare(runtime: &Runtime, data: &Path, wanted: Fill, seed: u64) -> Result<World, BenchError> {
    let seeded = world::prepare(runtime, data, wanted, &mut Draw::new(seed))?;
    Ok(seeded.world)
}

/// Every file of the data directory, with its size.
fn files(data: &Path) -> Result<Vec<(std::path::PathBuf, u64)>, BenchError> {
    let failed = |cause| BenchError::Directory {
        path: data.to_owned(),
        cause,
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(data).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let known = entry.metadata().map_err(failed)?;
        if known.is_file() {
            found.push((entry.path(), known.len()));
        }
    }
    Ok(found)
}

fn kilobytes_per_message(data: &Path, messages: u64) -> Result<f64, BenchError> {
    let bytes: u64 = files(data)?.iter().map(|(_, bytes)| bytes).sum();
    Ok(bytes as f64 / 1e3 / messages.max(1) as f64)
}

/// Puts the database out of the system's cache, as after a restart of the machine.
fn forget_cached(data: &Path) -> Result<(), BenchError> {
    for (path, _) in files(data)? {
        let file = std::fs::File::open(&path).map_err(|cause| BenchError::Directory {
            path: path.clone(),
            cause,
        })?;
        file.sync_all()?;
        posix_fadvise(&file, 0, 0, PosixFadviseAdvice::POSIX_FADV_DONTNEED)?;
    }
    Ok(())
}

fn known(memory: Option<Memory>) -> Result<Memory, BenchError> {
    memory.ok_or(BenchError::OwnServerOnly)
}

/// P6 and P7 on one data directory.
fn idle(
    args: &BenchArgs,
    runtime: &Runtime,
    data: &Path,
    world: &World,
    name: Named,
    report: &mut Report,
) -> Result<(), BenchError> {
    let (mut resident, mut anonymous, mut start) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..args.runs {
        forget_cached(data)?;
        let began = Instant::now();
        let server = Server::start(data)?;
        runtime.block_on(async {
            let mut http = Http::connect(server.address).await?;
            http.call("GET", "/api/v1/me", world.caller(0), "").await
        })?;
        start.push(began.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(SETTLE);
        let memory = known(server.memory()?)?;
        resident.push(memory.resident as f64 / 1e6);
        anonymous.push(memory.anonymous as f64 / 1e6);
    }
    report.figure(&Figure {
        name: &name.memory,
        unit: "mb",
        runs: &resident,
        better: Better::Lower,
        bar: Some(name.bar_mb),
        floor: None,
    });
    report.cost(&format!("{}_anonymous", name.memory), "mb", &anonymous);
    report.figure(&Figure {
        name: &name.start,
        unit: "ms",
        runs: &start,
        better: Better::Lower,
        bar: Some(P7_BAR_MS),
        floor: None,
    });
    Ok(())
}

/// P5.
fn idle_sockets(
    args: &BenchArgs,
    runtime: &Runtime,
    data: &Path,
    world: &World,
    sockets: usize,
    report: &mut Report,
) -> Result<(), BenchError> {
    let (mut each, mut after_message, mut opened) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..args.runs {
        let server = Server::start(data)?;
        runtime.block_on(async {
            let mut http = Http::connect(server.address).await?;
            http.call("GET", "/api/v1/me", world.caller(0), "").await
        })?;
        std::thread::sleep(SETTLE);
        let before = known(server.memory()?)?;
        let per_socket = |now: Memory| {
            now.resident.saturating_sub(before.resident) as f64 / sockets.max(1) as f64
        };
        let plan = Plan {
            server: &server,
            world,
            topic: &world.topic,
            posters: 1,
            pace: ONE_MESSAGE,
            seed: report.seed(),
        };
        LocalSet::new().block_on(runtime, async {
            let began = Instant::now();
            let held = open_sockets(&server, world, sockets).await?;
            opened.push(began.elapsed().as_secs_f64());
            tokio::time::sleep(SETTLE).await;
            each.push(per_socket(known(server.memory()?)?));
            deliver(&plan, held).await?;
            tokio::time::sleep(SETTLE).await;
            after_message.push(per_socket(known(server.memory()?)?));
            Ok::<_, BenchError>(())
        })?;
    }
    report.figure(&Figure {
        name: "P5",
        unit: "bytes_per_socket",
        runs: &each,
        better: Better::Lower,
        bar: Some(P5_BAR_BYTES),
        floor: None,
    });
    report.cost("P5_after_message", "bytes_per_socket", &after_message);
    report.cost("P5_opening_all", "s", &opened);
    Ok(())
}
