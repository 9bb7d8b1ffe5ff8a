//! Tests of the benches against a server inside this process.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::clock::SystemClock;
use tokio::runtime::Runtime;
use tokio::task::LocalSet;

use crate::closed::{ClosedLoop, ClosedRuns};
use crate::deliver::{Pace, Plan, deliver, millis_at, open_sockets};
use crate::http::Http;
use crate::report::{Bar, Report};
use crate::server::{Scratch, Server};
use crate::world::{self, Draw, Fill, World};
use crate::{BenchArgs, BenchError, BenchName, measure};

/// A server with some people in it, on a thread of its own.
struct Served {
    server: Server,
    world: World,
    generator: Runtime,
    app: Arc<App>,
    _serving: Runtime,
    _scratch: Scratch,
}

fn serve(people: usize, messages: u64) -> Served {
    let scratch = Scratch::new(None).unwrap();
    let data = scratch.path("data");
    let generator = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let wanted = Fill { people, messages };
    let seeded = world::prepare(&generator, &data, wanted, &mut Draw::new(1)).unwrap();
    let serving = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let (app, address) = serving.block_on(async {
        let app = App::open(&data, Arc::new(SystemClock)).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = api::router(Arc::clone(&app), api::ApiConfig::default());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (app, address)
    });
    Served {
        server: Server::running(&format!("http://{address}/")).unwrap(),
        world: seeded.world,
        generator,
        app,
        _serving: serving,
        _scratch: scratch,
    }
}

impl Served {
    fn messages(&self) -> u64 {
        let count = self.app.store().read(|view| view.count_messages());
        self.generator
            .block_on(async { count.await.map_err(BenchError::from) })
            .unwrap()
    }
}

#[test]
fn a_closed_loop_posts_what_it_counts() {
    let served = serve(2, 0);
    let closed = ClosedLoop {
        server: &served.server,
        world: &served.world,
        clients: 2,
        span: Duration::from_millis(50),
    };
    let mut runs = ClosedRuns::default();
    let run = runs.add(&closed, 3, 1.0);
    LocalSet::new().block_on(&served.generator, run).unwrap();
    let mut report = Report::new(BenchName::Post, 3);
    runs.report(2, Bar::of(1.0), &mut report);
    assert!(2 < served.messages());
}

#[test]
fn an_open_loop_is_delivered_to_every_socket() {
    let served = serve(12, 0);
    let plan = Plan {
        server: &served.server,
        world: &served.world,
        topic: &served.world.small_topic,
        posters: 10,
        pace: Pace {
            every: Duration::from_millis(5),
            messages: 20,
        },
        seed: 3,
    };
    let delivered = LocalSet::new().block_on(&served.generator, async {
        let sockets = open_sockets(&served.server, &served.world, 10).await?;
        deliver(&plan, sockets).await
    });
    let delivered = delivered.unwrap();
    assert_eq!((delivered.last.len(), served.messages()), (20, 20));
    assert!(0.0 < millis_at(&delivered.last, 0.5));
}

#[test]
fn a_socket_that_gets_nothing_fails_the_run() {
    let served = serve(12, 0);
    let plan = Plan {
        server: &served.server,
        world: &served.world,
        topic: "top_00000000000000000000000000",
        posters: 1,
        pace: Pace {
            every: Duration::ZERO,
            messages: 1,
        },
        seed: 3,
    };
    let delivered = LocalSet::new().block_on(&served.generator, async {
        let sockets = open_sockets(&served.server, &served.world, 1).await?;
        deliver(&plan, sockets).await
    });
    assert!(matches!(
        delivered,
        Err(BenchError::Answer { status: 404, .. })
    ));
}

#[test]
fn a_filled_database_reads_like_one_that_was_posted() {
    let served = serve(3, 1_200);
    assert_eq!(served.messages(), 1_200);
    let snapshot = served.generator.block_on(async {
        let mut http = Http::connect(served.server.address).await?;
        http.call("GET", "/api/v1/snapshot", served.world.caller(0), "")
            .await
    });
    let snapshot = snapshot.unwrap();
    // Two of the world and three of the fill; posting wrote two events a message.
    assert_eq!(snapshot["topics"].as_array().unwrap().len(), 5);
    assert_eq!(snapshot["seq"], 2_400);
}

#[test]
fn a_world_is_made_in_a_running_server_over_its_routes() {
    let served = serve(1, 0);
    // The seeded owner's token lacks the scope to invite, so the refusal must come through whole.
    let token = served
        .world
        .caller(0)
        .rsplit_once(' ')
        .unwrap()
        .1
        .to_owned();
    let build = world::build(served.server.address, &token, 1);
    let refused = served.generator.block_on(build).err().unwrap();
    assert!(matches!(refused, BenchError::Answer { status: 403, .. }));
}

#[test]
fn memory_is_measured_on_own_servers_only() {
    let args = BenchArgs {
        name: BenchName::Sockets,
        json: false,
        runs: 1,
        seconds: 1,
        seed: Some(1),
        sockets: None,
        messages: 0,
        cards: 20,
        people: 20,
        days: 1,
        conference: crate::ConferenceArgs::small(),
        dir: None,
        server: Some("http://127.0.0.1:1".to_owned()),
        token: Some("x".to_owned()),
    };
    assert!(matches!(measure(&args), Err(BenchError::OwnServerOnly)));
}
