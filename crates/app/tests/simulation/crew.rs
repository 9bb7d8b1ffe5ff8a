//! People in one channel with one topic, as many as a test wants, and a clock that skips to what is
//! due. Who comes first owns the organisation.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::account::SignedIn;
use app::actor::Actor;
use app::availability::{AvailabilityChange, TimeOffChange};
use app::channel::NewChannel;
use app::clock::Clock;
use app::error::AppError;
use app::group::NewGroup;
use app::invitation::Join;
use app::message::{PageOf, PostMessage};
use app::organisation::Setup;
use app::urgent::UrgentPost;
use model::channel::ChannelKind;
use model::delivery::{Delivery, DeliveryAbout};
use model::group::{Group, Rota};
use model::id::{ChannelId, MessageId, PersonId, TopicId};
use model::message::{Expectation, Message};
use model::person::Role;
use model::request::Request;
use model::time::{MinuteOfDay, Timestamp};

use crate::trio::{MONDAY, instant};
use crate::world::FakeClock;

const PASSWORD: &str = "correct horse battery";

/// Saturday 28 November 2026, 04:00 in Berlin: everybody there is off.
pub const NIGHT: &str = "2026-11-28T03:00:00Z";

/// The organisation.
pub struct Crew {
    pub app: Arc<App>,
    pub people: Vec<Actor>,
    pub channel: ChannelId,
    pub topic: TopicId,
    clock: Arc<FakeClock>,
    data: tempfile::TempDir,
}

impl Crew {
    /// People in Berlin on a Monday at 10:00.
    pub async fn new(names: &[&str]) -> Self {
        let people: Vec<_> = names.iter().map(|name| (*name, "Europe/Berlin")).collect();
        Self::spread(&people).await
    }

    /// People in several zones.
    pub async fn spread(people: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock::default());
        clock.set(instant(MONDAY));
        let app = App::open(data.path(), clock.clone()).await.unwrap();
        let (owner, zone) = people[0];
        let setup = Setup {
            organisation: "Riverkeep".into(),
            name: owner.into(),
            email: format!("{owner}@example.org"),
            password: PASSWORD.into(),
            time_zone: zone.into(),
            agent: String::new(),
        };
        let SignedIn { secret, .. } = app.set_up(setup).await.unwrap();
        let mut crew = Self {
            people: vec![(*app.actor_by_cookie(&secret).await.unwrap()).clone()],
            channel: ChannelId::new(Timestamp::MIN, 0),
            topic: TopicId::new(Timestamp::MIN, 0),
            app,
            clock,
            data,
        };
        for (name, zone) in &people[1..] {
            let joined = crew.join(name, zone, Role::Member).await;
            crew.people.push(joined);
        }
        (crew.channel, crew.topic) = crew.room(ChannelKind::Public, 0..people.len()).await;
        crew
    }

    pub async fn join(&self, name: &str, zone: &str, role: Role) -> Actor {
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
        (*self.app.actor_by_cookie(&secret).await.unwrap()).clone()
    }

    /// A channel of some of them with one topic.
    pub async fn room(
        &self,
        kind: ChannelKind,
        people: impl IntoIterator<Item = usize>,
    ) -> (ChannelId, TopicId) {
        let new = NewChannel {
            kind,
            name: format!("Room {kind:?}"),
            purpose: String::new(),
            default_expectation: None,
            members: people.into_iter().map(|number| self.id(number)).collect(),
        };
        let channel = self
            .app
            .create_channel(&self.people[0], new, None)
            .await
            .unwrap()
            .id;
        let opened = self
            .app
            .open_topic(&self.people[0], channel, "Pump".into(), None, None);
        (channel, opened.await.unwrap().topic.id)
    }

    pub fn id(&self, number: usize) -> PersonId {
        self.people[number].person
    }

    pub fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// An urgent message to some of them.
    pub async fn urgent(&self, by: usize, asked: &[usize]) -> Result<Message, AppError> {
        self.urgent_in(self.topic, by, asked, false).await
    }

    pub async fn urgent_in(
        &self,
        topic: TopicId,
        by: usize,
        asked: &[usize],
        ask_confirmation: bool,
    ) -> Result<Message, AppError> {
        let message = PostMessage {
            text: "The pump stands".into(),
            expectation: Some(Expectation::Now),
            asked: asked.iter().map(|number| self.id(*number)).collect(),
            urgent: Some(UrgentPost {
                reason: "The river rises".into(),
                ask_confirmation,
            }),
            ..PostMessage::default()
        };
        self.app
            .post_message(&self.people[by], topic, message, None)
            .await
    }

    /// Something said in the topic.
    pub async fn say(&self, by: usize, text: &str, reply_to: Option<MessageId>) -> Message {
        let message = PostMessage {
            text: text.into(),
            reply_to,
            ..PostMessage::default()
        };
        let posted = self
            .app
            .post_message(&self.people[by], self.topic, message, None)
            .await;
        posted.unwrap()
    }

    /// A mention in the text.
    pub fn mention(&self, number: usize) -> String {
        format!("@[Somebody]({})", self.id(number))
    }

    /// The request of a message to somebody, as the store has it.
    pub async fn request(&self, message: MessageId, asked: usize) -> Request {
        let asked = self.id(asked);
        let found = self
            .app
            .store()
            .read(move |view| view.requests_of_message(message))
            .await;
        found
            .unwrap()
            .into_iter()
            .find(|request| request.asked == asked)
            .unwrap()
    }

    /// What stands in somebody's lists about something.
    pub async fn listed(&self, of: usize, is: impl Fn(&DeliveryAbout) -> bool) -> Vec<Delivery> {
        let mut listed = self
            .app
            .snapshot(&self.people[of])
            .await
            .unwrap()
            .deliveries;
        listed.retain(|delivery| is(&delivery.about));
        listed
    }

    /// What a message did to somebody.
    pub async fn delivery(&self, message: MessageId, of: usize) -> Option<Delivery> {
        let person = self.id(of);
        let store = self.app.store();
        store
            .read(move |view| view.delivery_of_message(message, person))
            .await
            .unwrap()
    }

    /// How many rings of urgent requests go on for somebody.
    pub async fn rings(&self, of: usize) -> usize {
        let is_ring = |about: &DeliveryAbout| matches!(about, DeliveryAbout::UrgentRing { .. });
        self.listed(of, is_ring).await.len()
    }

    pub async fn messages(&self, topic: TopicId) -> Vec<Message> {
        let page = PageOf::Before(u64::MAX);
        let page = self.app.messages(&self.people[0], topic, page, 100).await;
        page.unwrap().items
    }

    /// Says something about when they can be reached.
    pub async fn set(&self, who: usize, change: AvailabilityChange) {
        let set = self
            .app
            .set_availability(&self.people[who], change, None)
            .await;
        set.unwrap();
    }

    /// Is away for a month from now on, with or without a deputy.
    pub fn away(&self, deputy: Option<usize>) -> AvailabilityChange {
        AvailabilityChange {
            time_off: vec![TimeOffChange {
                id: None,
                from: self.now(),
                until: self.now().plus(Duration::from_secs(30 * 24 * 60 * 60)),
                note: "holiday".into(),
                deputy: deputy.map(|number| self.id(number)),
            }],
            ..AvailabilityChange::default()
        }
    }

    /// A group in which some take turns of a week each.
    pub async fn rota(&self, members: &[usize], order: &[usize]) -> Group {
        let new = NewGroup {
            name: format!("Site {}", order[0]),
            members: Some(members.iter().map(|number| self.id(*number)).collect()),
            rota: Some(Rota {
                time_zone: "Europe/Berlin".into(),
                first: "2026-11-23".parse().unwrap(),
                hand_over: MinuteOfDay(0),
                days: 7,
                order: order.iter().map(|number| self.id(*number)).collect(),
                swaps: Vec::new(),
            }),
            ..NewGroup::default()
        };
        self.app
            .create_group(&self.people[0], new, None)
            .await
            .unwrap()
    }

    pub async fn wait(&self, minutes: u64) {
        self.until(self.now().plus(Duration::from_secs(60 * minutes)))
            .await;
    }

    /// Moves the clock to an instant; what comes due on the way happens at its own.
    pub async fn until(&self, until: Timestamp) {
        loop {
            let next = self.app.store().read(|view| view.next_alarm()).await;
            let next = next.unwrap().map_or(until, |at| at.min(until));
            let next = next.max(self.clock.now());
            self.clock.set(next);
            self.app.tick(next).await.unwrap();
            if until <= next {
                return;
            }
        }
    }

    /// Moves the clock to an instant at once, as if nothing had run meanwhile.
    pub async fn skip_to(&self, to: Timestamp) {
        self.clock.set(to);
        self.app.tick(to).await.unwrap();
    }

    /// Ends the application and opens its data anew.
    pub async fn restart(&mut self) {
        let meanwhile = tempfile::tempdir().unwrap();
        let other = App::open(meanwhile.path(), self.clock.clone())
            .await
            .unwrap();
        // The lock of the directory goes with the last reference.
        drop(std::mem::replace(&mut self.app, other));
        self.app = App::open(self.data.path(), self.clock.clone())
            .await
            .unwrap();
        self.app.resume().await.unwrap();
    }
}
