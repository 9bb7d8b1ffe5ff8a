//! `bench conference`: one room of many, or many rooms (M1 to M5), beside the floor of the same run.
//!
//! The server is this program's `serve`, the people are bots in a third process ([`bots`]) who join
//! over the real signalling and speak ICE, DTLS and SRTP over UDP, each by a socket of its own. A
//! few speak, one is on the stage with a camera in three layers, everybody receives.

mod args;
mod bots;
mod child;
mod floor;
mod garbage;
mod instructions;
mod janus;
mod part;
mod plan;
mod row;
mod scrape;
mod shape;
mod show;

use std::time::{Duration, Instant};

use model::id::SessionId;
use sfu::limits::TOGETHER_LISTENERS;
use tokio::runtime::Runtime;

use crate::BenchArgs;
use crate::error::BenchError;
use crate::http::Http;
use crate::process;
use crate::report::Report;
use crate::server::{Scratch, Server};
use crate::world::{self, Draw, Fill, Seeded};
pub use args::{ConferenceArgs, StageSize};
use child::Bots;
use floor::{Floor, Mix, Shape};
use garbage::{Flood, Garbage};
use janus::Janus;
pub use part::{PART_COMMAND, Part, run_part};
use plan::{Joined, Measured, Meeting, Meetings, Place, Plan};
use row::{OURS, Row, Used};
use scrape::Datagrams;

/// Rooms of the table.
const TABLE: [usize; 4] = [10, 100, 500, 1_500];

/// Most people in all rooms together.
const PEOPLE_MAX: usize = 1_500;

/// People in the room that Janus is compared in, unless something else is said.
const BESIDE_JANUS: usize = 100;

/// The table's room that sees the stage larger than the others do.
const LARGE_STAGE: (usize, StageSize) = (500, StageSize::P720);

/// Files that one participant takes, of the server or of the bots: a socket, its media, and a
/// request that is under way.
const FILES_PER_PARTICIPANT: u64 = 3;

/// How long a fresh server is left alone before its memory is read.
const SETTLE: Duration = Duration::from_secs(1);

/// Bytes of a sealed packet beside its payload: header, source, extensions, tag.
const AROUND_PAYLOAD: usize = 12 + 4 + 16 + 16;

/// Bytes of a voice's payload in the middle.
const VOICE_BYTES: usize = 80;

/// Voices' packets in one segmented send at most: they differ in length, and only the last may be shorter.
const VOICES_IN_ONE_SEND: usize = 2;

/// Payload bytes of a picture's packet at most.
const PICTURE_BYTES_MAX: u64 = 1_100;

/// Pictures a second.
const PICTURES_PER_S: u64 = 30;

/// Measures M1 to M5.
pub(crate) fn run(
    args: &BenchArgs,
    runtime: &Runtime,
    report: &mut Report,
) -> Result<(), BenchError> {
    if args.server.is_some() {
        return Err(BenchError::OwnServerOnly);
    }
    let sizes = sizes(&args.conference);
    let largest = sizes.iter().map(|(people, _)| *people).max().unwrap_or(0);
    let most = largest * args.conference.rooms as usize;
    if PEOPLE_MAX < most {
        return Err(BenchError::TooManyPeople(most));
    }
    process::allow_sockets(most as u64 * FILES_PER_PARTICIPANT)?;
    let (mut rows, mut janus) = (Vec::new(), Vec::new());
    for size in sizes {
        for _ in 0..args.runs {
            let row = one(args, runtime, size, report.seed())?;
            if args.conference.janus {
                janus.push(one_of_janus(
                    args,
                    runtime,
                    size,
                    (report.seed(), row.floor),
                )?);
            }
            rows.push(row);
        }
    }
    show::rows(report, &rows);
    show::janus(report, &rows, &janus);
    show::instructions(report, args.conference.callgrind)?;
    show::how(report, args);
    Ok(())
}

/// What is measured: how many people are in a room, and at which size they see the stage.
fn sizes(args: &ConferenceArgs) -> Vec<(usize, StageSize)> {
    if let Some(people) = args.participants {
        return vec![(people as usize, args.stage)];
    }
    if args.janus {
        return vec![(BESIDE_JANUS, args.stage)];
    }
    let mut rooms: Vec<_> = TABLE.iter().map(|people| (*people, args.stage)).collect();
    rooms.extend(Some(LARGE_STAGE).filter(|(_, stage)| *stage != args.stage));
    rooms
}

/// One run of one room.
fn one(
    args: &BenchArgs,
    runtime: &Runtime,
    (participants, stage): (usize, StageSize),
    seed: u64,
) -> Result<Row, BenchError> {
    let scratch = Scratch::new(args.dir.as_deref())?;
    let data = scratch.path("data");
    let rooms = args.conference.rooms as usize;
    // Who sends garbage comes last, and is in another room.
    let wanted = Fill {
        people: rooms * participants + usize::from(args.conference.garbage.is_some()),
        messages: 0,
    };
    let seeded = world::prepare(runtime, &data, wanted, &mut Draw::new(seed))?;
    let server = Server::start(&data)?;
    let pid = server
        .pid()
        .ok_or(BenchError::Protocol("no process to measure"))?;
    let meetings = runtime.block_on(begin_sessions(&server, &seeded, (rooms, participants)))?;
    let flood = args.conference.garbage;
    let flood =
        flood.map(|per_second| runtime.block_on(flood_of(&server, &seeded, per_second, seed)));
    let garbage = flood
        .transpose()?
        .as_ref()
        .map(Garbage::start)
        .transpose()?;
    let plan = plan(
        args,
        (participants, stage, seed),
        Place::Sessions(Meetings {
            server: server.address,
            callers: seeded.world.callers,
            rooms: meetings,
        }),
    );
    let look = || runtime.block_on(Datagrams::read(server.address));
    let watched = watch(&plan, (pid, garbage), args.span(), look)?;
    drop(server);
    // As many as the server starts to carry media.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let floor = floor::of(&mix(&plan, threads, &watched.measured), participants)?;
    Ok(watched.row(OURS, &plan, floor))
}

/// One run of one room in Janus, beside the floor of ours.
fn one_of_janus(
    args: &BenchArgs,
    runtime: &Runtime,
    (participants, stage): (usize, StageSize),
    (seed, floor): (u64, Floor),
) -> Result<Row, BenchError> {
    let mut janus = Janus::start(args.dir.as_deref())?;
    let room = runtime.block_on(janus.room(args.conference.speakers as usize))?;
    let plan = plan(args, (participants, stage, seed), Place::Janus(room));
    // What it moved it does not say.
    let look = || Ok(Datagrams::default());
    let watched = watch(&plan, (janus.pid(), None), args.span(), look)?;
    Ok(watched.row(janus::PROGRAM, &plan, floor))
}

/// What was seen of one run.
struct Watched {
    joined: Joined,
    measured: Measured,
    used: Used,
}

impl Watched {
    fn row(self, server: &'static str, plan: &Plan, floor: Floor) -> Row {
        Row {
            server,
            participants: plan.of_room,
            rooms: plan.people / plan.of_room.max(1),
            stage: name_of(plan.size),
            joined: self.joined,
            measured: self.measured,
            used: self.used,
            floor,
        }
    }
}

/// Fills the room of a server, lets the bots count for so long, beside garbage perhaps, and says what its process
/// used.
fn watch(
    plan: &Plan,
    (server, mut garbage): (u32, Option<Garbage>),
    span: Duration,
    look: impl Fn() -> Result<Datagrams, BenchError>,
) -> Result<Watched, BenchError> {
    std::thread::sleep(SETTLE);
    let memory_before = process::memory_of(server)?.resident;
    let mut bots = Bots::start(plan)?;
    let joined = bots.joined()?;
    if joined.people == 0 {
        let why = joined.failed.as_deref().unwrap_or("nobody sees the stage");
        return Err(BenchError::Bots(why.to_owned()));
    }
    if let Some(garbage) = &mut garbage {
        garbage.begin()?;
    }
    let (datagrams, cpu, began) = (look()?, process::cpu_of(server)?, Instant::now());
    bots.begin()?;
    std::thread::sleep(span);
    let (wall, after, moved) = (began.elapsed(), process::cpu_of(server)?, look()?);
    bots.end()?;
    let garbage_per_s = match garbage {
        Some(mut garbage) => garbage.end()?.per_second(),
        None => 0.0,
    };
    let used = Used {
        cpu_s: after.saturating_sub(cpu).as_secs_f64(),
        wall_s: wall.as_secs_f64(),
        datagrams: moved.since(datagrams),
        memory: (memory_before, process::memory_of(server)?.resident),
        threads: process::threads_of(server)?,
        garbage_per_s,
    };
    Ok(Watched {
        joined,
        measured: bots.measured()?,
        used,
    })
}

fn plan(args: &BenchArgs, (of_room, size, seed): (usize, StageSize, u64), place: Place) -> Plan {
    Plan {
        place,
        people: args.conference.rooms as usize * of_room,
        of_room,
        speakers: args.conference.speakers as usize,
        size,
        join_rate: args.conference.join_rate,
        threads: args.conference.bot_threads as usize,
        seed,
    }
}

fn name_of(size: StageSize) -> &'static str {
    match size {
        StageSize::P180 => "180p",
        StageSize::P360 => "360p",
        StageSize::P720 => "720p",
    }
}

/// The flood of the last person, in a call of their own.
async fn flood_of(
    server: &Server,
    seeded: &Seeded,
    per_second: u32,
    seed: u64,
) -> Result<Flood, BenchError> {
    let caller = seeded.world.caller(seeded.people.len().saturating_sub(1));
    let mut http = Http::connect(server.address).await?;
    let session = begin_another(&mut http, seeded, caller).await?;
    Ok(Flood {
        server: server.address,
        session,
        caller: caller.to_owned(),
        per_second,
        seed,
    })
}

/// A call for each room, begun by who is on its stage: on the topic that everybody is in, and on new ones.
async fn begin_sessions(
    server: &Server,
    seeded: &Seeded,
    (rooms, of_room): (usize, usize),
) -> Result<Vec<Meeting>, BenchError> {
    let mut http = Http::connect(server.address).await?;
    let mut meetings = Vec::with_capacity(rooms);
    for (room, stage) in seeded
        .people
        .iter()
        .step_by(of_room)
        .take(rooms)
        .enumerate()
    {
        let caller = seeded.world.caller(room * of_room);
        let session = if room == 0 {
            begin_session_of(&mut http, &seeded.world.topic, caller).await?
        } else {
            begin_another(&mut http, seeded, caller).await?
        };
        meetings.push(Meeting {
            session,
            stage: *stage,
        });
    }
    Ok(meetings)
}

/// A call on a topic of its own.
async fn begin_another(
    http: &mut Http,
    seeded: &Seeded,
    caller: &str,
) -> Result<SessionId, BenchError> {
    let path = format!("/api/v1/channels/{}/topics", seeded.channels[0]);
    let body = "{\"title\":\"Another room\"}";
    let opened = http.call("POST", &path, caller, body).await?;
    let topic = opened["topic"]["id"].as_str();
    let topic = topic.ok_or(BenchError::Protocol("a topic has no id"))?;
    begin_session_of(http, topic, caller).await
}

/// A call on a topic, which rings nobody.
async fn begin_session_of(
    http: &mut Http,
    topic: &str,
    caller: &str,
) -> Result<SessionId, BenchError> {
    let path = format!("/api/v1/topics/{topic}/sessions");
    let session = http.call("POST", &path, caller, "{\"ring\":[]}").await?;
    session
        .get("id")
        .and_then(|id| serde_json::from_value(id.clone()).ok())
        .ok_or(BenchError::Protocol("a session has no id"))
}

/// How many voices leave for a listener as one send of a server of so many threads.
fn together(plan: &Plan, threads: usize) -> usize {
    // A room that fills a thread so far is spread over all of them.
    if plan.of_room.div_ceil(threads.max(1)) < TOGETHER_LISTENERS {
        return 1;
    }
    plan.speakers.clamp(1, VOICES_IN_ONE_SEND)
}

/// The batch shapes of what was sent: one or two voices' packets to each, a picture's packets to each at once.
fn mix(plan: &Plan, threads: usize, measured: &Measured) -> Mix {
    let seen = shape::layer(plan.size);
    let picture = seen.map_or(0, |layer| layer.kbps * 1_000 / 8 / PICTURES_PER_S);
    let segments = picture.div_ceil(PICTURE_BYTES_MAX).max(1);
    let bytes = usize::try_from(picture / segments).unwrap_or(0);
    Mix {
        voices: measured.voices as f64 / measured.expected.max(1) as f64,
        voice: Shape {
            bytes: VOICE_BYTES + AROUND_PAYLOAD,
            segments: together(plan, threads),
        },
        picture: Shape {
            bytes: bytes + AROUND_PAYLOAD,
            segments: usize::try_from(segments).unwrap_or(1),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_all_rooms_and_one_that_sees_more() {
        let mut args = ConferenceArgs::small();
        assert_eq!(sizes(&args), [(2, StageSize::P360)]);
        args.participants = None;
        let all = sizes(&args);
        assert_eq!(all.len(), TABLE.len() + 1);
        assert_eq!(all.last(), Some(&LARGE_STAGE));
        args.stage = StageSize::P720;
        assert_eq!(sizes(&args).len(), TABLE.len());
        args.janus = true;
        assert_eq!(sizes(&args), [(BESIDE_JANUS, StageSize::P720)]);
    }

    fn planned(of_room: usize, speakers: usize, size: StageSize) -> Plan {
        Plan {
            place: Place::Sessions(Meetings {
                server: ([127, 0, 0, 1], 1).into(),
                callers: Vec::new(),
                rooms: Vec::new(),
            }),
            people: 2 * of_room,
            of_room,
            speakers,
            size,
            join_rate: 1,
            threads: 1,
            seed: 1,
        }
    }

    #[test]
    fn voices_leave_together_where_a_thread_has_many_listeners() {
        let of = |of_room, speakers, threads| {
            let plan = planned(of_room, speakers, StageSize::P360);
            mix(&plan, threads, &Measured::default()).voice.segments
        };
        assert_eq!(of(TOGETHER_LISTENERS, 2, 1), 2);
        assert_eq!(of(TOGETHER_LISTENERS - 1, 2, 1), 1);
        // On two threads half of the room each.
        assert_eq!(of(TOGETHER_LISTENERS, 2, 2), 1);
        assert_eq!(of(1_500, 2, 2), 2);
        assert_eq!(of(1_500, 1, 2), 1);
        // The third voice's packet has a length of its own.
        assert_eq!(of(1_500, 3, 2), 2);
    }

    #[test]
    fn a_row_says_of_which_plan_it_is() {
        let watched = Watched {
            joined: Joined::default(),
            measured: Measured::default(),
            used: Used::default(),
        };
        let floor = Floor {
            voice_us: 1.0,
            picture_us: 1.0,
            us: 1.0,
        };
        let row = watched.row(OURS, &planned(10, 2, StageSize::P720), floor);
        assert_eq!((row.participants, row.rooms), (10, 2));
        assert_eq!((row.server, row.stage), (OURS, "720p"));
    }

    #[test]
    fn the_mix_follows_the_stage_and_what_was_counted() {
        let measured = Measured {
            expected: 160,
            voices: 100,
            ..Measured::default()
        };
        let mix = |size| mix(&planned(10, 2, size), 2, &measured);
        let seen = mix(StageSize::P360);
        assert!((seen.voices - 0.625).abs() < 1e-9);
        assert_eq!(seen.voice.segments, 1);
        // 500 kbit/s are 2,083 bytes a picture.
        assert_eq!(seen.picture.segments, 2);
        assert_eq!(mix(StageSize::P180).picture.segments, 1);
        assert_eq!(mix(StageSize::P720).picture.segments, 6);
    }
}
