//! Who and what a bench talks to: people with tokens, two channels, a topic in each.

mod fill;
mod remote;
mod texts;

use std::path::Path;
use std::sync::Arc;

use model::account::{Scope, Token};
use model::availability::Availability;
use model::channel::{Channel, ChannelKind, Membership};
use model::id::{ChannelId, PersonId, TokenId, TopicId};
use model::message::Expectation;
use model::person::{Organisation, Person, Role};
use model::time::Timestamp;
use model::topic::{Topic, TopicState};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use store::{PersonSecret, Store, StoreError, StoredToken, Tx};
use tokio::runtime::Runtime;

use crate::error::BenchError;

use fill::fill;
pub(crate) use remote::{build, text};
pub(crate) use texts::{Texts, post_body};

/// People in the small channel (P1).
pub(crate) const SMALL_PEOPLE: usize = 10;

/// Rows written in one command while seeding.
const ROWS_PER_COMMAND: usize = 1_000;

/// Who and what a bench talks to.
pub(crate) struct World {
    /// Each person's header line.
    pub(crate) callers: Vec<String>,
    /// A topic of the channel that everyone is in.
    pub(crate) topic: String,
    /// A topic of the channel that the first ten are in.
    pub(crate) small_topic: String,
}

impl World {
    /// A person's header line; the numbers wrap around.
    pub(crate) fn caller(&self, number: usize) -> &str {
        let number = number % self.callers.len().max(1);
        self.callers.get(number).map_or("", String::as_str)
    }
}

/// What is seeded before a server starts on it.
pub(crate) struct Seeded {
    pub(crate) people: Vec<PersonId>,
    pub(crate) channels: [ChannelId; 2],
    pub(crate) world: World,
}

/// Makes ids and secrets from one seed.
pub(crate) struct Draw {
    random: StdRng,
    now: Timestamp,
}

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        use app::clock::Clock as _;
        Self {
            random: StdRng::seed_from_u64(seed),
            now: app::clock::SystemClock.now(),
        }
    }

    pub(crate) fn number(&mut self) -> u128 {
        self.random.random()
    }
}

/// How much is in a database before a server starts on it.
#[derive(Clone, Copy)]
pub(crate) struct Fill {
    pub(crate) people: usize,
    pub(crate) messages: u64,
}

/// Makes a data directory with so much in it, for a server to start on.
pub(crate) fn prepare(
    runtime: &Runtime,
    data: &Path,
    wanted: Fill,
    draw: &mut Draw,
) -> Result<Seeded, BenchError> {
    let store = open(data)?;
    let seeded = seed(runtime, &store, wanted.people, draw)?;
    fill(runtime, &store, &seeded, wanted.messages, draw)?;
    Ok(seeded)
}

/// Opens the database in a data directory as the server will.
fn open(data: &Path) -> Result<Arc<Store>, BenchError> {
    std::fs::create_dir_all(data).map_err(|cause| BenchError::Directory {
        path: data.to_owned(),
        cause,
    })?;
    let store = Store::open(&data.join("meanwhile.db"), Box::new(drop))?;
    Ok(Arc::new(store))
}

/// Writes an organisation with so many people straight into a new data directory.
///
/// Passwords are not hashed (nobody signs in by one), which is why it takes seconds and not minutes.
fn seed(
    runtime: &Runtime,
    store: &Store,
    people: usize,
    draw: &mut Draw,
) -> Result<Seeded, BenchError> {
    let mut rows = Vec::with_capacity(people);
    for number in 0..people {
        rows.push(NewPerson::draw(number, draw));
    }
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person.id).collect();
    let callers = rows.iter().map(NewPerson::caller).collect();
    let owner = *ids.first().ok_or(BenchError::Protocol("nobody to seed"))?;
    let now = draw.now;
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<NewPerson> = rows.by_ref().take(ROWS_PER_COMMAND).collect();
        if some.is_empty() {
            break;
        }
        runtime.block_on(store.write(move |tx| some.iter().try_for_each(|row| row.write(tx))))?;
    }
    let mut channels = [ChannelId::new(now, 0); 2];
    let mut topics = Vec::new();
    let members = [
        ids.clone(),
        ids.iter().copied().take(SMALL_PEOPLE).collect(),
    ];
    for (slot, members) in channels.iter_mut().zip(members) {
        let (channel, topic) = (
            ChannelId::new(now, draw.number()),
            TopicId::new(now, draw.number()),
        );
        *slot = channel;
        topics.push(topic.to_string());
        runtime.block_on(store.write(move |tx| {
            write_channel(tx, channel, owner, &members, now)?;
            tx.put_topic(&new_topic(topic, channel, owner, now))
        }))?;
    }
    let mut topics = topics.into_iter();
    Ok(Seeded {
        people: ids,
        channels,
        world: World {
            callers,
            topic: topics.next().unwrap_or_default(),
            small_topic: topics.next().unwrap_or_default(),
        },
    })
}

struct NewPerson {
    person: Person,
    secret: String,
    token: TokenId,
}

impl NewPerson {
    fn draw(number: usize, draw: &mut Draw) -> Self {
        let role = if number == 0 {
            Role::Owner
        } else {
            Role::Member
        };
        let person = Person {
            id: PersonId::new(draw.now, draw.number()),
            name: format!("Person {number}"),
            role,
            time_zone: "Europe/Berlin".to_owned(),
            place: String::new(),
            joined_at: draw.now,
            disabled_at: None,
            version: 1,
        };
        Self {
            person,
            secret: format!("mw_bench_{:032x}", draw.number()),
            token: TokenId::new(draw.now, draw.number()),
        }
    }

    fn caller(&self) -> String {
        format!("Authorization: Bearer {}", self.secret)
    }

    fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if self.person.role == Role::Owner {
            tx.put_organisation(&Organisation {
                name: "Bench".to_owned(),
                created_at: self.person.joined_at,
                sample: false,
                clock_ahead_ms: 0,
                default_week: rules::availability::default_week().to_vec(),
                settings: model::settings::Settings::default(),
                regions: Vec::new(),
                version: 1,
            })?;
        }
        tx.put_person(&PersonSecret {
            person: self.person.clone(),
            email: format!("{}@bench.example", self.person.id),
            password_hash: "nobody signs in by a password".to_owned(),
        })?;
        tx.put_availability(&Availability::unsaid(self.person.id))?;
        let token = Token {
            id: self.token,
            name: "bench".to_owned(),
            scopes: vec![Scope::Read, Scope::Write, Scope::Live],
            created_at: self.person.joined_at,
            expires_at: None,
        };
        let stored = StoredToken {
            person: self.person.id,
            token,
        };
        tx.insert_token(&stored, &app::account::hash_secret(&self.secret))
    }
}

fn write_channel(
    tx: &mut Tx<'_>,
    channel: ChannelId,
    owner: PersonId,
    members: &[PersonId],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.put_channel(&Channel {
        id: channel,
        kind: ChannelKind::Public,
        name: format!("bench {channel}").chars().take(40).collect(),
        purpose: String::new(),
        default_expectation: Expectation::None,
        created_by: owner,
        created_at: now,
        archived_at: None,
        people: Vec::new(),
        version: 1,
    })?;
    for person in members {
        tx.insert_membership(&Membership {
            channel,
            person: *person,
            joined_at: now,
        })?;
    }
    Ok(())
}

pub(crate) fn new_topic(id: TopicId, channel: ChannelId, owner: PersonId, now: Timestamp) -> Topic {
    Topic {
        id,
        channel,
        title: "What the bench says".to_owned(),
        state: TopicState::Open,
        created_by: owner,
        created_at: now,
        last_ordinal: 0,
        last: None,
        session: None,
        resolved_at: None,
        written_views: None,
        version: 1,
    }
}
