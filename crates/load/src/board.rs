//! `bench board`: many people who move cards on one large board (B1), and opening it (B2).

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;
use tokio::runtime::Runtime;
use tokio::task::{JoinSet, LocalSet};

use crate::BenchArgs;
use crate::deliver::{Pace, millis_at, open_loop, open_sockets};
use crate::error::BenchError;
use crate::floor;
use crate::http::{Http, request};
use crate::post::begin;
use crate::process;
use crate::report::{Bar, Better, Figure, Report, median};
use crate::server::{Scratch, Server};
use crate::world::{Texts, World, text};

/// People with a socket each, who take turns to move, unless said otherwise.
const PEOPLE: usize = 50;

/// Moves a second, whatever becomes of those before.
const MOVES_PER_S: u32 = 20;

/// Bar of B1, in milliseconds.
const B1_BAR_MS: Bar = Bar::of(100.0);

/// Bar of B2, in milliseconds.
const B2_BAR_MS: Bar = Bar::of(300.0);

/// How often the board is opened in one run.
const OPENINGS: usize = 10;

/// Connections that make tasks at the same time.
const MAKERS: usize = 32;

/// How long one floor is measured.
const FLOOR_SPAN: Duration = Duration::from_secs(1);

/// A card's task and the number of its column.
type Placed = (String, usize);

/// By task: the number of its move, and the column to which it goes.
type Moves = HashMap<String, (usize, String)>;

/// The board, its columns in order, and what stands on it.
struct Board {
    id: String,
    columns: Vec<String>,
    cards: Vec<Placed>,
}

/// Makes tasks on the board, one after another; answers where each stands.
async fn make_tasks(
    address: SocketAddr,
    caller: String,
    bodies: Vec<(usize, String)>,
) -> Result<Vec<Placed>, BenchError> {
    let mut http = Http::connect(address).await?;
    let mut made = Vec::with_capacity(bodies.len());
    for (column, body) in bodies {
        let task = http.call("POST", "/api/v1/tasks", &caller, &body).await?;
        made.push((text(&task, "/task/id")?, column));
    }
    Ok(made)
}

impl Board {
    /// Makes a board of four columns with so many cards, as people would over HTTP.
    async fn make(
        server: &Server,
        world: &World,
        cards: usize,
        random: &mut StdRng,
    ) -> Result<Self, BenchError> {
        let mut http = Http::connect(server.address).await?;
        let caller = world.caller(0);
        let path = format!("/api/v1/topics/{}", world.topic);
        let topic = http.call("GET", &path, caller, "").await?;
        let body = json!({ "channel": topic["channel"], "name": "Bench", "template": "kanban" });
        let body = body.to_string();
        let board = http.call("POST", "/api/v1/boards", caller, &body).await?;
        let people = http
            .call("GET", "/api/v1/people?limit=200", caller, "")
            .await?;
        let owners = people["items"].as_array().cloned().unwrap_or_default();
        let columns = board["columns"].as_array().cloned().unwrap_or_default();
        let columns: Result<Vec<String>, BenchError> =
            columns.iter().map(|column| text(column, "/id")).collect();
        let columns = columns?;
        let mut texts = Texts::new(random.random());
        let mut bodies: Vec<Vec<(usize, String)>> = vec![Vec::new(); MAKERS];
        for number in 0..cards {
            let column = random.random_range(0..columns.len().max(1));
            let owner = owners.get(random.random_range(0..owners.len().max(1)));
            let title: String = texts.next().replace('\n', " ").chars().take(80).collect();
            let body = json!({
                "title": title, "board": board["id"], "column": columns.get(column),
                "owner": owner.map(|owner| &owner["id"]), "labels": ["field", "pump"],
            });
            if let Some(some) = bodies.get_mut(number % MAKERS) {
                some.push((column, body.to_string()));
            }
        }
        let mut making = JoinSet::new();
        for (number, bodies) in bodies.into_iter().enumerate() {
            let caller = world.caller(number).to_owned();
            making.spawn_local(make_tasks(server.address, caller, bodies));
        }
        let mut placed = Vec::with_capacity(cards);
        while let Some(made) = making.join_next().await {
            placed.extend(made.map_err(|_| BenchError::Panicked)??);
        }
        Ok(Self {
            id: text(&board, "/id")?,
            columns,
            cards: placed,
        })
    }

    /// Draws moves of different cards, each to the next column and below a card that stands there; answers
    /// the requests, and by task the number of its move and the column.
    fn draw_moves(
        &mut self,
        world: &World,
        moves: usize,
        random: &mut StdRng,
    ) -> (Vec<Vec<u8>>, Moves) {
        let count = self.cards.len().max(1);
        let first = random.random_range(0..count);
        let mut requests = Vec::with_capacity(moves);
        let mut known = HashMap::with_capacity(moves);
        for number in 0..moves.min(self.cards.len()) {
            let index = (first + number) % count;
            let Some((task, was)) = self.cards.get(index).cloned() else {
                continue;
            };
            let column = (was + 1) % self.columns.len().max(1);
            let from = random.random_range(0..count);
            let mut others = self.cards.iter().cycle().skip(from).take(count);
            let above = others.find(|other| other.1 == column).map(|other| &other.0);
            let target = self.columns.get(column).cloned().unwrap_or_default();
            let body = json!({ "column": target, "after": above });
            let path = format!("/api/v1/boards/{}/cards/{task}", self.id);
            let caller = world.caller(number);
            requests.push(request("PUT", &path, caller, &body.to_string()));
            if let Some(card) = self.cards.get_mut(index) {
                card.1 = column;
            }
            known.insert(task, (number, target));
        }
        (requests, known)
    }
}

/// The number of the move that a frame tells of: a card in the column to which it was moved.
fn moved(frame: &[u8], known: &Moves) -> Option<usize> {
    let text = std::str::from_utf8(frame).ok()?;
    let (_, card) = text.split_once("\"card.updated\"")?;
    let task = value_of(card, "\"task\":\"")?;
    let (number, column) = known.get(task)?;
    (value_of(card, "\"column\":\"")? == column).then_some(*number)
}

fn value_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.split_once(key)?
        .1
        .split_once('"')
        .map(|(value, _)| value)
}

#[derive(Default)]
struct Runs {
    seen_p50: Vec<f64>,
    seen_p99: Vec<f64>,
    commit_p99: Vec<f64>,
    open: Vec<f64>,
    open_cpu: Vec<f64>,
    open_floor: Vec<f64>,
    server_us: Vec<f64>,
    generator_us: Vec<f64>,
    open_bytes: usize,
}

/// Measures B1 and B2.
pub(crate) fn run(
    args: &BenchArgs,
    runtime: &Runtime,
    report: &mut Report,
) -> Result<(), BenchError> {
    let people = args.sockets.unwrap_or(PEOPLE);
    process::allow_sockets(people as u64 * 2)?;
    let scratch = Scratch::new(args.dir.as_deref())?;
    let (server, world) = begin(args, runtime, &scratch, people, report.seed())?;
    let floor_db = scratch.path("floor.db");
    let mut random = StdRng::seed_from_u64(report.seed());
    let cards = usize::try_from(args.cards).unwrap_or(usize::MAX);
    let making = Board::make(&server, &world, cards, &mut random);
    let mut board = LocalSet::new().block_on(runtime, making)?;
    let mut runs = Runs::default();
    for _ in 0..args.runs {
        let floor = store::floor::commits(&floor_db, 1, FLOOR_SPAN)?;
        runs.commit_p99.push(floor.p99_ms);
        let moving = runs.moves(args, (&server, &world, people), &mut board, &mut random);
        LocalSet::new().block_on(runtime, moving)?;
        runtime.block_on(runs.openings(&server, &world, &board))?;
    }
    runs.report(report);
    report.note(format!(
        "B1: {MOVES_PER_S} moves a second to another column of a board with {cards} cards, from the instant a \
         move is due until the last of {people} sockets has it. Its floor: one durable commit of one row, p99.\n\
         B2: from asking for the board's content until its last byte came, {} bytes; the median of {OPENINGS}. \
         Its floor: the same bytes from a plain thread.",
        runs.open_bytes
    ));
    Ok(())
}

impl Runs {
    async fn moves(
        &mut self,
        args: &BenchArgs,
        (server, world, people): (&Server, &World, usize),
        board: &mut Board,
        random: &mut StdRng,
    ) -> Result<(), BenchError> {
        let seconds = usize::try_from(args.seconds).unwrap_or(usize::MAX);
        let moves = seconds.saturating_mul(MOVES_PER_S as usize);
        // Each card moves once in a run, so that a frame tells of one move.
        let pace = Pace {
            every: Duration::from_secs(1) / MOVES_PER_S,
            messages: moves.min(board.cards.len()),
        };
        let (requests, known) = board.draw_moves(world, pace.messages, random);
        let sockets = open_sockets(server, world, people).await?;
        let (used, own) = (server.cpu()?, process::own_cpu()?);
        let find = Box::new(move |frame: &[u8]| moved(frame, &known));
        let delivered = open_loop(server.address, pace, requests, sockets, find).await?;
        let each = |before: Duration, after: Duration| {
            after.saturating_sub(before).as_secs_f64() * 1e6 / pace.messages.max(1) as f64
        };
        if let (Some(before), Some(after)) = (used, server.cpu()?) {
            self.server_us.push(each(before, after));
        }
        self.generator_us.push(each(own, process::own_cpu()?));
        self.seen_p50.push(millis_at(&delivered.last, 0.5));
        self.seen_p99.push(millis_at(&delivered.last, 0.99));
        Ok(())
    }

    /// Opens the board some times, one after another.
    async fn openings(
        &mut self,
        server: &Server,
        world: &World,
        board: &Board,
    ) -> Result<(), BenchError> {
        let mut http = Http::connect(server.address).await?;
        let path = format!("/api/v1/boards/{}/content", board.id);
        let open = request("GET", &path, world.caller(1), "");
        let mut took = Vec::with_capacity(OPENINGS);
        let used = server.cpu()?;
        for _ in 0..OPENINGS {
            let began = Instant::now();
            let answer = http.send(&open).await?;
            took.push(began.elapsed().as_secs_f64() * 1e3);
            answer.done("the content of the board")?;
            self.open_bytes = answer.bytes();
        }
        if let (Some(before), Some(after)) = (used, server.cpu()?) {
            let used = after.saturating_sub(before).as_secs_f64() * 1e3;
            self.open_cpu.push(used / OPENINGS as f64);
        }
        self.open.push(median(&took));
        self.open_floor.push(floor::transfer_ms(self.open_bytes)?);
        Ok(())
    }

    fn report(&self, report: &mut Report) {
        report.cost("B1_move_to_seen_p50", "ms", &self.seen_p50);
        report.figure(&Figure {
            name: "B1_move_to_seen_p99",
            unit: "ms",
            runs: &self.seen_p99,
            better: Better::Lower,
            bar: Some(B1_BAR_MS),
            floor: Some(median(&self.commit_p99)),
        });
        report.figure(&Figure {
            name: "B2_board_open",
            unit: "ms",
            runs: &self.open,
            better: Better::Lower,
            bar: Some(B2_BAR_MS),
            floor: Some(median(&self.open_floor)),
        });
        report.cost("B1_server_cpu", "us_per_move", &self.server_us);
        report.cost("B1_generator_cpu", "us_per_move", &self.generator_us);
        report.cost("B2_server_cpu", "ms_per_opening", &self.open_cpu);
        report.floor("sqlite_commit_p99_ms", &self.commit_p99);
        report.floor("plain_transfer_ms", &self.open_floor);
    }
}

#[cfg(test)]
mod tests;
