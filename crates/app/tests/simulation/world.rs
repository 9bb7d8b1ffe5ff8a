//! A small organisation whose people do things chosen by numbers.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use app::App;
use app::account::SignedIn;
use app::actor::Actor;
use app::availability::AvailabilityChange;
use app::channel::{ChannelChange, NewChannel};
use app::clock::Clock;
use app::group::{GroupChange, NewGroup};
use app::invitation::Join;
use app::message::PostMessage;
use app::organisation::Setup;
use app::person::{PersonChange, ProfileChange};
use app::request::Side;
use app::session::NewSession;
use app::topic::TopicChange;
use model::channel::ChannelKind;
use model::id::{ChannelId, GroupId, MessageId, SessionId, TopicId};
use model::person::Role;
use model::sync::EventFrame;
use model::time::Timestamp;
use model::topic::{TopicLevel, TopicState};

/// A clock that moves when told.
#[derive(Default)]
pub struct FakeClock(AtomicI64);

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::Relaxed))
    }
}

impl FakeClock {
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.as_millis(), Ordering::Relaxed);
    }
}

/// The organisation, and the ids of all that was made.
pub struct World {
    pub app: Arc<App>,
    pub people: Vec<Actor>,
    clock: Arc<FakeClock>,
    pub channels: Vec<ChannelId>,
    pub topics: Vec<TopicId>,
    pub messages: Vec<MessageId>,
    pub groups: Vec<GroupId>,
    sessions: Vec<SessionId>,
    data: tempfile::TempDir,
}

const PASSWORD: &str = "correct horse battery";

pub fn pick<T: Copy>(list: &[T], number: usize) -> Option<T> {
    (!list.is_empty()).then(|| list[number % list.len()])
}

/// Whether a number stands for the group.
fn asks_group(number: usize) -> bool {
    number % 6 == 5
}

impl World {
    /// An owner in Berlin, members in Tokyo and Chicago, guests in Kathmandu and Berlin, and one
    /// public channel with the owner and both guests in it. The owner and Ana are the group "Site".
    pub async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock::default());
        // Friday 20 November 2026, 13:40 UTC.
        clock.0.store(1_795_182_000_000, Ordering::Relaxed);
        let app = App::open(data.path(), clock.clone()).await.unwrap();
        let setup = Setup {
            organisation: "Riverkeep".into(),
            name: "Mira".into(),
            email: "mira@example.org".into(),
            password: PASSWORD.into(),
            time_zone: "Europe/Berlin".into(),
            agent: String::new(),
        };
        let SignedIn { secret, .. } = app.set_up(setup).await.unwrap();
        let owner = (*app.actor_by_cookie(&secret).await.unwrap()).clone();
        let mut world = Self {
            app,
            people: vec![owner],
            clock,
            channels: Vec::new(),
            topics: Vec::new(),
            messages: Vec::new(),
            groups: Vec::new(),
            sessions: Vec::new(),
            data,
        };
        for (name, role, zone) in [
            ("Ana", Role::Member, "Asia/Tokyo"),
            ("Dele", Role::Member, "America/Chicago"),
            ("Guest", Role::Guest, "Asia/Kathmandu"),
            ("Visitor", Role::Guest, "Europe/Berlin"),
        ] {
            world.invite(name, role, zone).await;
        }
        world.channel(0, ChannelKind::Public).await;
        world.add(0, 0, 3).await;
        world.add(0, 0, 4).await;
        world.topic(0, 0).await;
        world.group("Site", &[0, 1, 3]).await;
        world
    }

    pub async fn invite(&mut self, name: &str, role: Role, zone: &str) {
        let (_, code) = self
            .app
            .create_invitation(&self.people[0], role)
            .await
            .unwrap();
        let join = Join {
            code,
            name: name.into(),
            email: format!("{name}@example.org"),
            password: PASSWORD.into(),
            time_zone: zone.into(),
            agent: String::new(),
        };
        let SignedIn { secret, .. } = self.app.join_by_invitation(join).await.unwrap();
        self.people
            .push((*self.app.actor_by_cookie(&secret).await.unwrap()).clone());
    }

    pub fn actors(&self) -> Vec<Actor> {
        self.people.clone()
    }

    pub fn by(&self, number: usize) -> &Actor {
        &self.people[number % self.people.len()]
    }

    pub fn is_disabled(&self, actor: &Actor) -> bool {
        self.app
            .hub()
            .with_access(|access| access.role(actor.person).is_none())
    }

    /// All events of the actor's view after `since`, and the newest number of the log.
    pub async fn events_after(&self, actor: &Actor, mut since: u64) -> (Vec<EventFrame>, u64) {
        // The hub's thread learns of a commit after it is acknowledged.
        let newest = self.app.store().read(|view| view.last_seq()).await.unwrap();
        while self.app.hub().seq() < newest {
            tokio::task::yield_now().await;
        }
        let mut all: Vec<EventFrame> = Vec::new();
        let begun = since;
        loop {
            let (frames, seq) = self.app.events(actor, since, 200).await.unwrap();
            for mut frame in frames {
                frame.prev = all.last().map_or(begun, |last| last.seq);
                all.push(frame);
            }
            if seq == since {
                return (all, newest);
            }
            since = seq;
        }
    }

    pub async fn channel(&mut self, by: usize, kind: ChannelKind) {
        let new = NewChannel {
            kind,
            name: format!("Channel {}", self.channels.len()),
            purpose: String::new(),
            default_expectation: None,
            members: Vec::new(),
        };
        if let Ok(channel) = self.app.create_channel(self.by(by), new, None).await {
            self.channels.push(channel.id);
        }
    }

    pub async fn add(&mut self, by: usize, channel: usize, person: usize) {
        let person = self.by(person).person;
        if let Some(id) = pick(&self.channels, channel) {
            let _ = self.app.add_members(self.by(by), id, vec![person]).await;
        }
    }

    pub async fn join(&mut self, by: usize, channel: usize) {
        if let Some(id) = pick(&self.channels, channel) {
            let _ = self.app.join_channel(self.by(by), id).await;
        }
    }

    pub async fn remove(&mut self, by: usize, channel: usize, person: usize) {
        let person = self.by(person).person;
        if let Some(id) = pick(&self.channels, channel) {
            let _ = self.app.remove_member(self.by(by), id, person).await;
        }
    }

    pub async fn rename(&mut self, by: usize, channel: usize, archived: bool) {
        let change = ChannelChange {
            name: Some(format!("Renamed {channel}")),
            archived: Some(archived),
            ..ChannelChange::default()
        };
        if let Some(id) = pick(&self.channels, channel) {
            let _ = self.app.update_channel(self.by(by), id, change, None).await;
        }
    }

    pub async fn direct(&mut self, by: usize, with: usize) {
        let with = self.by(with).person;
        if let Ok(direct) = self.app.direct(self.by(by), vec![with]).await {
            self.topics.push(direct.topic.id);
        }
    }

    pub async fn topic(&mut self, by: usize, channel: usize) {
        let Some(id) = pick(&self.channels, channel) else {
            return;
        };
        let title = format!("Topic {}", self.topics.len());
        if let Ok(opened) = self
            .app
            .open_topic(self.by(by), id, title, None, None)
            .await
        {
            self.topics.push(opened.topic.id);
        }
    }

    /// Asks the group, or somebody, or nobody.
    fn text(&self, asks: Option<usize>) -> String {
        match asks {
            Some(number) if asks_group(number) => {
                format!("@[Site]({}) a question", self.groups[0])
            }
            Some(person) => format!("@[Somebody]({}) a question", self.by(person).person),
            None => "for information".to_owned(),
        }
    }

    pub async fn post(&mut self, by: usize, topic: usize, asks: Option<usize>, replies: bool) {
        let Some(id) = pick(&self.topics, topic) else {
            return;
        };
        let reply_to = self.messages.last().copied().filter(|_| replies);
        let message = PostMessage {
            text: self.text(asks),
            everyone: self.everyone(asks),
            reply_to,
            ..PostMessage::default()
        };
        if let Ok(message) = self.app.post_message(self.by(by), id, message, None).await {
            self.messages.push(message.id);
        }
    }

    /// Sometimes everyone of the group is asked.
    fn everyone(&self, asks: Option<usize>) -> Vec<GroupId> {
        let everyone = asks.filter(|number| asks_group(*number) && number % 2 == 1);
        everyone.map(|_| self.groups[0]).into_iter().collect()
    }

    pub async fn edit(&mut self, by: usize, message: usize, asks: Option<usize>) {
        if let Some(id) = pick(&self.messages, message) {
            let text = self.text(asks);
            let _ = self.app.edit_message(self.by(by), id, text, None).await;
        }
    }

    pub async fn delete(&mut self, by: usize, message: usize) {
        if let Some(id) = pick(&self.messages, message) {
            let _ = self.app.delete_message(self.by(by), id).await;
        }
    }

    pub async fn react(&mut self, by: usize, message: usize, given: bool) {
        if let Some(id) = pick(&self.messages, message) {
            let _ = self
                .app
                .react(self.by(by), id, "👍".to_owned(), given)
                .await;
        }
    }

    pub async fn read(&mut self, by: usize, topic: usize, ordinal: u64) {
        if let Some(id) = pick(&self.topics, topic) {
            let _ = self.app.read_to(self.by(by), id, ordinal).await;
        }
    }

    pub async fn level(&mut self, by: usize, topic: usize, level: TopicLevel) {
        if let Some(id) = pick(&self.topics, topic) {
            let _ = self.app.set_level(self.by(by), id, level).await;
        }
    }

    pub async fn set_state(&mut self, by: usize, topic: usize, state: TopicState) {
        if let Some(id) = pick(&self.topics, topic) {
            let change = TopicChange {
                title: None,
                state: Some(state),
            };
            let _ = self.app.update_topic(self.by(by), id, change, None).await;
        }
    }

    pub async fn acknowledge(&mut self, by: usize) {
        let requests = self.app.requests(self.by(by), Side::OnMe).await.unwrap();
        if let Some(request) = requests.first() {
            let _ = self.app.acknowledge(self.by(by), request.id).await;
        }
    }

    /// Defers what waits on somebody, extends what waits on others, or hands either on.
    pub async fn move_request(&mut self, by: usize, to: Option<usize>) {
        let by = self.by(by);
        let until = self.app.now().plus(Duration::from_secs(4 * 24 * 3600));
        for side in [Side::OnMe, Side::OnOthers] {
            let requests = self.app.requests(by, side).await.unwrap();
            let Some(request) = requests.first() else {
                continue;
            };
            let _ = match (to, side) {
                (Some(to), _) => {
                    let to = self.by(to).person;
                    self.app.delegate(by, request.id, to, None).await
                }
                (None, Side::OnMe) => self.app.defer(by, request.id, until).await,
                (None, Side::OnOthers) => self.app.extend(by, request.id, until).await,
            };
            return;
        }
    }

    /// A group of those people, whoever of them may be in one.
    pub async fn group(&mut self, name: &str, people: &[usize]) {
        let members = people.iter().map(|number| self.by(*number));
        let members = members.filter(|one| one.role != Role::Guest);
        let new = NewGroup {
            name: name.into(),
            members: Some(members.map(|one| one.person).collect()),
            ..NewGroup::default()
        };
        if let Ok(group) = self.app.create_group(&self.people[0], new, None).await {
            self.groups.push(group.id);
        }
    }

    /// Takes somebody into the group, or out of it.
    pub async fn regroup(&mut self, person: usize) {
        let id = self.groups[0];
        let person = self.by(person).person;
        let mut members = self.app.group(&self.people[0], id).await.unwrap().members;
        if members.contains(&person) {
            members.retain(|member| *member != person);
        } else {
            members.push(person);
        }
        let change = GroupChange {
            members: Some(members),
            ..GroupChange::default()
        };
        let _ = self
            .app
            .update_group(&self.people[0], id, change, None)
            .await;
    }

    pub async fn call(&mut self, by: usize, topic: usize, rings: usize) {
        let Some(id) = pick(&self.topics, topic) else {
            return;
        };
        let ring = Some(vec![self.by(rings).person]);
        if let Ok(session) = self
            .app
            .start_session(self.by(by), id, NewSession { ring, huddle: None })
            .await
        {
            let _ = self.app.join_session(self.by(by), session.id).await;
            self.sessions.push(session.id);
        }
    }

    pub async fn answer(&mut self, by: usize) {
        if let Some(id) = self.sessions.last() {
            let _ = self.app.join_session(self.by(by), *id).await;
        }
    }

    pub async fn hang_up(&mut self, by: usize) {
        if let Some(id) = self.sessions.last() {
            let _ = self.app.leave_session(self.by(by), *id).await;
        }
    }

    pub async fn disable(&mut self, person: usize, disabled: bool) {
        let change = PersonChange {
            role: None,
            disabled: Some(disabled),
        };
        let _ = self
            .app
            .update_person(&self.people[0], self.by(person).person, change)
            .await;
    }

    pub async fn profile(&mut self, by: usize) {
        let ways = self.app.snapshot(self.by(by)).await.unwrap().ways;
        let change = ProfileChange {
            place: Some("Harbour".into()),
            mail: Some(!ways.mail),
            ..ProfileChange::default()
        };
        let _ = self.app.update_me(self.by(by), change).await;
    }

    pub async fn quiet(&mut self, by: usize) {
        let change = AvailabilityChange {
            weekly: None,
            time_off: Vec::new(),
            focus: Vec::new(),
            do_not_disturb_until: Some(self.app.now().plus(Duration::from_secs(7200))),
            ..AvailabilityChange::default()
        };
        let _ = self.app.set_availability(self.by(by), change, None).await;
    }

    /// Moves the clock to an instant, stopping wherever something becomes due.
    pub async fn wait_until(&mut self, instant: &str) {
        let until: Timestamp = instant.parse().unwrap();
        loop {
            let next = self.app.store().read(|view| view.next_alarm());
            let next = next.await.unwrap().filter(|at| *at <= until);
            self.clock.set(next.unwrap_or(until).max(self.clock.now()));
            self.app.tick(self.clock.now()).await.unwrap();
            if next.is_none() {
                return;
            }
        }
    }

    /// Turns the clock to an instant, ahead or back, and does what is due then.
    pub async fn set_time(&mut self, at: Timestamp) {
        self.clock.set(at);
        self.app.tick(at).await.unwrap();
    }

    /// Ends the application and opens it anew on the same data.
    pub async fn restart(mut self) -> Self {
        let Self { app, .. } = self;
        drop(app);
        self.app = loop {
            // The writer's thread lets go of its last command after it was answered.
            match App::open(self.data.path(), self.clock.clone()).await {
                Ok(app) => break app,
                Err(app::StartError::InUse { .. }) => tokio::task::yield_now().await,
                Err(error) => panic!("no start: {error}"),
            }
        };
        self
    }

    /// Moves the clock and does what has become due.
    pub async fn wait(&mut self, minutes: u64) {
        let span = Duration::from_secs(60 * minutes);
        self.clock
            .0
            .store(self.clock.now().plus(span).as_millis(), Ordering::Relaxed);
        self.app.tick(self.clock.now()).await.unwrap();
    }
}
