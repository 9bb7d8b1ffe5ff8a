//! A whole server inside the test's process.

use std::sync::Arc;

use app::App;
use model::time::Timestamp;
use server::config::Settings;
use server::serve::Running;

use crate::client::{Client, WAIT_MAX};
use crate::clock::TestClock;
use crate::scratch::Scratch;

/// A server on free ports of this machine, with its own data and clock.
pub struct TestServer {
    running: Option<Running>,
    settings: Settings,
    /// The clock it goes by.
    pub clock: Arc<TestClock>,
    /// Its data directory.
    pub data: Scratch,
}

impl TestServer {
    /// Starts one on an empty data directory.
    pub async fn start() -> Self {
        Self::start_with(Settings::default()).await
    }

    /// Starts one with further settings (addresses, data and ports are its own).
    pub async fn start_with(settings: Settings) -> Self {
        let data = Scratch::new();
        let own = Settings {
            data: Some(data.path().to_owned()),
            listen: "127.0.0.1:0".parse().ok(),
            media_port: Some(0),
            ..Settings::default()
        };
        let mut server = Self {
            running: None,
            settings: own.over(settings),
            clock: Arc::new(TestClock::new()),
            data,
        };
        server.begin().await;
        server
    }

    /// Starts one and sets it up: the owner's browser comes first, then that of a member of each
    /// further name.
    pub async fn with_people<const N: usize>(names: [&str; N]) -> (Self, [Client; N]) {
        let server = Self::start().await;
        let clients = server.people(names).await;
        (server, clients)
    }

    /// Sets up the organisation of a server without one, with these people.
    pub async fn people<const N: usize>(&self, names: [&str; N]) -> [Client; N] {
        let mut clients: Vec<Client> = Vec::new();
        for name in names {
            let mut client = self.client();
            match clients.first() {
                None => client.set_up(name).await,
                Some(owner) => {
                    let code = owner.invite("member").await;
                    client.accept(&code, name).await;
                }
            }
            clients.push(client);
        }
        let clients = clients.try_into().ok();
        clients.expect("there are as many clients as names")
    }

    async fn begin(&mut self) {
        let config = self
            .settings
            .clone()
            .check()
            .expect("the settings are good");
        let clock: Arc<dyn app::clock::Clock> = self.clock.clone();
        let running = Running::start(&config, clock).await;
        self.running = Some(running.unwrap_or_else(|error| panic!("no start: {error}")));
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the server runs")
    }

    /// What people open.
    pub fn url(&self) -> &str {
        &self.running().url
    }

    /// The use cases behind it.
    pub fn app(&self) -> &Arc<App> {
        &self.running().app
    }

    /// The server itself.
    pub fn inside(&self) -> &Running {
        self.running()
    }

    /// A browser that nobody has signed in with.
    pub fn client(&self) -> Client {
        Client::new(self.url())
    }

    /// Turns the clock to an instant and does what is due then.
    pub async fn set_time(&self, at: Timestamp) {
        self.clock.set(at);
        self.app().tick(at).await.expect("what is due is done");
    }

    /// Stops and starts on the same data and address.
    pub async fn restart(&mut self) {
        let running = self.running.take().expect("the server runs");
        self.settings.listen = Some(running.address);
        running.stop().await;
        tokio::time::timeout(WAIT_MAX, self.begin())
            .await
            .expect("it starts again");
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            // Its tasks end with the test's runtime; its media threads must be told.
            running.media.shutdown();
        }
    }
}
