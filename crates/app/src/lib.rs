//! Use cases of Meanwhile, one function per command: authorise, load, decide, persist.
//!
//! [`App`] owns the store, the hub of sockets, the files, and the ports to live media and the
//! clock. Every command that changes something writes its rows and its event in one transaction
//! and answers after they are on disk.

pub mod access;
pub mod account;
pub mod actor;
pub mod advice;
pub mod agreement;
pub mod availability;
pub mod blocker;
pub mod board;
pub mod broadcast;
pub mod channel;
pub mod check_in;
mod clip;
pub mod clock;
mod decision;
pub mod delivery;
mod demo;
pub mod error;
mod escalation;
pub mod file;
mod focus;
pub mod goal;
pub mod group;
pub mod hub;
pub mod import;
pub mod inbox;
pub mod invitation;
pub mod later;
pub mod live;
pub mod mail;
pub mod message;
pub mod my_board;
pub mod once;
pub mod organisation;
pub mod outgoing;
pub mod participant;
pub mod person;
pub mod poll;
pub mod push;
mod reaction;
mod recording;
mod refusal;
pub mod request;
pub mod ring;
mod roster;
pub mod sample;
pub mod session;
pub mod sync;
mod talk;
pub mod task;
mod text;
pub mod topic;
pub mod urgent;
mod validate;
pub mod views;
mod ways;
mod why;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use model::channel::Channel;
use model::id::{ChannelId, PersonId, TopicId};
use model::person::{Person, Role};
use model::time::Timestamp;
use model::topic::Topic;
use rules::channel::Standing;
use store::{Store, View};
use thiserror::Error;

use access::Access;
use account::Accounts;
use actor::Actor;
use clock::Clock;
use demo::Ahead;
use error::{AppError, not_found};
use file::Files;
use hub::Hub;
use live::{Live, Rooms};
use outgoing::Ways;

/// Why a data directory cannot be used. The text says what to do.
#[derive(Debug, Error)]
pub enum StartError {
    /// The directory cannot be made or written.
    #[error("{} cannot be written; make it writable or name another with --data", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// Another process serves this directory.
    #[error("{} is in use by another meanwhile; stop that one first", path.display())]
    InUse {
        /// The directory.
        path: PathBuf,
    },
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] store::OpenError),
    /// The database was opened but cannot be read.
    #[error("the database cannot be read")]
    Read(#[source] store::StoreError),
}

/// The whole application behind its routes.
pub struct App {
    store: Store,
    hub: Arc<Hub>,
    clock: Arc<dyn Clock>,
    ahead: Ahead,
    files: Files,
    accounts: Accounts,
    rooms: Rooms,
    broadcasts: broadcast::Broadcasts,
    heard: talk::Heard,
    live: OnceLock<Arc<dyn Live>>,
    ways: Arc<Ways>,
    /// For commands that need the application inside the writer's turn.
    this: Weak<App>,
    /// Held as long as the process serves the directory.
    _lock: std::fs::File,
}

impl App {
    /// Opens (or makes) a data directory.
    ///
    /// # Errors
    /// [`StartError`] says what to do.
    pub async fn open(data: &Path, clock: Arc<dyn Clock>) -> Result<Arc<Self>, StartError> {
        let directory = |cause| StartError::Directory {
            path: data.to_owned(),
            cause,
        };
        std::fs::create_dir_all(data).map_err(directory)?;
        let lock = std::fs::File::create(data.join("lock")).map_err(directory)?;
        lock.try_lock().map_err(|_| StartError::InUse {
            path: data.to_owned(),
        })?;
        let files = Files::open(data).map_err(directory)?;
        let hub = Arc::new(Hub::default());
        let (commits, committed) = std::sync::mpsc::channel();
        let ways = Arc::new(Ways::default());
        let told = Arc::clone(&ways);
        let publish = Box::new(move |events: Vec<store::Committed>| {
            told.note(&events);
            // The hub's thread ends after the store; an event after that has no listener.
            let _ = commits.send(events);
        });
        let store = Store::open(&data.join("meanwhile.db"), publish)?;
        let (access, seq, ahead) = store
            .read(|view| {
                let ahead = view.organisation()?.map_or(0, |one| one.clock_ahead_ms);
                Ok::<_, store::StoreError>((Access::load(view)?, view.last_seq()?, ahead))
            })
            .await
            .map_err(StartError::Read)?;
        hub.begin(access, seq);
        let dispatcher = Arc::clone(&hub);
        std::thread::Builder::new()
            .name("hub".to_owned())
            .spawn(move || dispatcher.run(&committed))
            .map_err(directory)?;
        let app = Arc::new_cyclic(|this| Self {
            this: this.clone(),
            store,
            hub,
            clock,
            ahead: Ahead::new(ahead),
            files,
            accounts: Accounts::default(),
            rooms: Rooms::default(),
            broadcasts: broadcast::Broadcasts::default(),
            heard: talk::Heard::default(),
            live: OnceLock::new(),
            ways,
            _lock: lock,
        });
        Ok(app)
    }

    /// Wires live media. Called once at start; before it, sessions answer `media_unavailable`.
    pub fn set_live(&self, live: Arc<dyn Live>) {
        // A second call is a mistake of the wiring; the first stands.
        let _ = self.live.set(live);
    }

    /// The instant it is; in a sample organisation, by the clock that people may move.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let ahead = Duration::from_millis(self.ahead.millis());
        self.real_now().plus(ahead)
    }

    /// The instant it is outside.
    pub(crate) fn real_now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The application itself, for commands that need it inside the writer's turn.
    pub(crate) fn shared(&self) -> Result<Arc<Self>, AppError> {
        let closing = || AppError::Internal("the application is closing".into());
        self.this.upgrade().ok_or_else(closing)
    }

    /// The sockets' hub.
    #[must_use]
    pub fn hub(&self) -> &Arc<Hub> {
        &self.hub
    }

    /// The database, for counters and checks.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Where recordings are written before they are adopted.
    #[must_use]
    pub fn recordings_dir(&self) -> PathBuf {
        self.files.recordings_dir()
    }
}

/// 80 bits for a new id: a count, so that ids of one millisecond sort as they were made (a ULID's
/// monotonicity, by RFC 9562 section 6.2 method 1), and 56 random bits.
pub(crate) fn random() -> u128 {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let count = u128::from(MADE.fetch_add(1, Ordering::Relaxed) & 0xff_ffff);
    (count << 56) | u128::from(rand::random::<u64>() >> 8)
}

/// The actor's standing towards a channel that they may read.
pub(crate) fn channel_standing(
    view: &View<'_>,
    actor: &Actor,
    id: ChannelId,
) -> Result<(Channel, Standing), AppError> {
    let channel = view.channel(id)?.ok_or_else(not_found)?;
    let member = view.membership(id, actor.person)?.is_some();
    let standing = Standing {
        person: actor.person,
        role: actor.role,
        member,
    };
    rules::channel::decide_read(&channel, standing)?;
    Ok((channel, standing))
}

/// A topic that the actor may read, with its channel and their standing there.
pub(crate) fn topic_standing(
    view: &View<'_>,
    actor: &Actor,
    id: TopicId,
) -> Result<(Topic, Channel, Standing), AppError> {
    let topic = view.topic(id)?.ok_or_else(not_found)?;
    let (channel, standing) = channel_standing(view, actor, topic.channel)?;
    Ok((topic, channel, standing))
}

/// A person that the actor may see.
pub(crate) fn visible_person(
    view: &View<'_>,
    actor: &Actor,
    id: PersonId,
) -> Result<Person, AppError> {
    let found = if actor.role == Role::Guest {
        view.acquaintances(actor.person)?
            .into_iter()
            .find(|person| person.id == id)
    } else {
        view.person(id)?
    };
    found.ok_or_else(not_found)
}
