//! Three people in one channel with one topic, on a Monday morning, and a clock that skips to what is
//! due.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::account::SignedIn;
use app::actor::Actor;
use app::availability::AvailabilityChange;
use app::channel::NewChannel;
use app::clock::Clock;
use app::error::AppError;
use app::invitation::Join;
use app::live::{ClipFault, Later, Live, LiveRefusal, Whose};
use app::message::{PageOf, PostMessage};
use app::organisation::Setup;
use app::participant::Offer;
use app::topic::TopicChange;
use model::channel::ChannelKind;
use model::clip::{ClipContainer, RecordedClip};
use model::delivery::{Delivery, DeliveryAbout};
use model::error::ErrorCode;
use model::id::{ChannelId, PersonId, RecordingId, SessionId, TopicId};
use model::message::Message;
use model::person::Role;
use model::session::{IceCredentials, ParticipantState, SendTrack, SlotWish};
use model::sync::Snapshot;
use model::time::Timestamp;
use model::topic::{Topic, TopicState};

use crate::world::FakeClock;

const PASSWORD: &str = "correct horse battery";

/// Monday 23 November 2026, 10:00 in Berlin.
pub const MONDAY: &str = "2026-11-23T09:00:00Z";

pub fn instant(text: &str) -> Timestamp {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).unwrap()
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> ErrorCode {
    match answer.unwrap_err() {
        AppError::Refused(refusal) => refusal.code,
        other => panic!("no refusal: {other}"),
    }
}

/// Live media that takes everybody and shows nothing.
struct Media;

impl Live for Media {
    fn offer(
        &self,
        _: Whose,
        _: String,
        _: Vec<SendTrack>,
    ) -> Later<'_, Result<String, LiveRefusal>> {
        Box::pin(async { Ok(String::new()) })
    }
    fn resume(
        &self,
        _: SessionId,
        _: PersonId,
        ice: Option<IceCredentials>,
    ) -> Later<'_, Result<Option<IceCredentials>, LiveRefusal>> {
        Box::pin(async { Ok(ice) })
    }
    fn candidate(&self, _: SessionId, _: PersonId, _: String) {}
    fn slots(&self, _: SessionId, _: PersonId, _: Vec<SlotWish>) {}
    fn state(&self, _: SessionId, _: PersonId, _: ParticipantState) {}
    fn leave(&self, _: SessionId, _: PersonId) {}
    fn end(&self, _: SessionId) {}
    fn start_recording(&self, _: SessionId, _: RecordingId) -> Later<'_, Result<(), LiveRefusal>> {
        Box::pin(async { Ok(()) })
    }
    fn stop_recording(&self, _: SessionId, _: RecordingId) -> Later<'_, ()> {
        Box::pin(async {})
    }
    fn repair(&self, _: PathBuf) -> Later<'_, Result<u64, LiveRefusal>> {
        Box::pin(async { Err(LiveRefusal("nothing is recorded".to_owned())) })
    }
    fn read_clip(
        &self,
        path: PathBuf,
        whole: PathBuf,
    ) -> Later<'_, Result<RecordedClip, ClipFault>> {
        Box::pin(async move {
            std::fs::copy(path, whole).map_err(|error| ClipFault::Io(error.to_string()))?;
            Ok(RecordedClip {
                container: ClipContainer::Webm,
                sound: true,
                picture: None,
                duration_ms: 42_000,
                loudness: vec![0, 50],
            })
        })
    }
}

/// The owner Mira and the member Ben in Berlin, Ana in Auckland; all in the channel.
pub struct Trio {
    pub app: Arc<App>,
    pub mira: Actor,
    pub ben: Actor,
    pub ana: Actor,
    pub channel: ChannelId,
    pub topic: TopicId,
    clock: Arc<FakeClock>,
    _data: tempfile::TempDir,
}

impl Trio {
    pub async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock::default());
        clock.set(instant(MONDAY));
        let app = App::open(data.path(), clock.clone()).await.unwrap();
        app.set_live(Arc::new(Media));
        let setup = Setup {
            organisation: "Riverkeep".into(),
            name: "Mira".into(),
            email: "mira@example.org".into(),
            password: PASSWORD.into(),
            time_zone: "Europe/Berlin".into(),
            agent: String::new(),
        };
        let SignedIn { secret, .. } = app.set_up(setup).await.unwrap();
        let mira = (*app.actor_by_cookie(&secret).await.unwrap()).clone();
        let ben = join(&app, &mira, "Ben", "Europe/Berlin").await;
        let ana = join(&app, &mira, "Ana", "Pacific/Auckland").await;
        let new = NewChannel {
            kind: ChannelKind::Public,
            name: "Firmware".into(),
            purpose: String::new(),
            default_expectation: None,
            members: vec![ben.person, ana.person],
        };
        let channel = app.create_channel(&mira, new, None).await.unwrap().id;
        let opened = app.open_topic(&mira, channel, "Gateway".into(), None, None);
        let topic = opened.await.unwrap().topic.id;
        Self {
            app,
            mira,
            ben,
            ana,
            channel,
            topic,
            clock,
            _data: data,
        }
    }

    /// A private channel of nobody else.
    pub async fn private_channel(&self, by: &Actor) -> ChannelId {
        let new = NewChannel {
            kind: ChannelKind::Private,
            name: "Leads".into(),
            purpose: String::new(),
            default_expectation: None,
            members: Vec::new(),
        };
        self.app.create_channel(by, new, None).await.unwrap().id
    }

    pub async fn say(&self, by: &Actor, text: &str) -> Message {
        let message = PostMessage {
            text: text.into(),
            ..PostMessage::default()
        };
        let posted = self.app.post_message(by, self.topic, message, None).await;
        posted.unwrap()
    }

    /// So many round trips of Mira and Ben, a minute from each message to the next.
    pub async fn back_and_forth(&self, times: usize) {
        for _ in 0..times {
            self.say(&self.mira, "And this?").await;
            self.wait(1).await;
            self.say(&self.ben, "Rather that").await;
            self.wait(1).await;
        }
    }

    /// Comes into a session and stays.
    pub async fn attend(&self, who: &Actor, session: SessionId) {
        let offer = Offer {
            session,
            sdp: String::new(),
            tracks: Vec::new(),
            state: ParticipantState::default(),
        };
        self.app.offer(who, 1, offer).await.unwrap();
    }

    pub async fn topic(&self) -> Topic {
        self.app.topic(&self.mira, self.topic).await.unwrap()
    }

    pub async fn set_state(&self, by: &Actor, state: TopicState) -> Result<Topic, AppError> {
        let change = TopicChange {
            title: None,
            state: Some(state),
        };
        self.app.update_topic(by, self.topic, change, None).await
    }

    pub async fn messages(&self) -> Vec<Message> {
        let page = PageOf::Before(u64::MAX);
        let page = self.app.messages(&self.mira, self.topic, page, 100).await;
        page.unwrap().items
    }

    pub async fn snapshot(&self, of: &Actor) -> Snapshot {
        self.app.snapshot(of).await.unwrap()
    }

    /// What stands in somebody's lists about something.
    pub async fn listed(
        &self,
        of: &Actor,
        about: impl Fn(&DeliveryAbout) -> bool,
    ) -> Vec<Delivery> {
        let mut listed = self.snapshot(of).await.deliveries;
        listed.retain(|delivery| about(&delivery.about));
        listed
    }

    /// Do not disturb until an instant.
    pub async fn silence(&self, who: &Actor, until: &str) {
        let change = AvailabilityChange {
            do_not_disturb_until: Some(instant(until)),
            ..AvailabilityChange::default()
        };
        let set = self.app.set_availability(who, change, None).await;
        set.unwrap();
    }

    pub async fn wait(&self, minutes: u64) {
        let until = self.clock.now().plus(Duration::from_secs(60 * minutes));
        self.until(until).await;
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
}

async fn join(app: &Arc<App>, by: &Actor, name: &str, zone: &str) -> Actor {
    let (_, code) = app.create_invitation(by, Role::Member).await.unwrap();
    let join = Join {
        code,
        name: name.into(),
        email: format!("{name}@example.org"),
        password: PASSWORD.into(),
        time_zone: zone.into(),
        agent: String::new(),
    };
    let SignedIn { secret, .. } = app.join_by_invitation(join).await.unwrap();
    (*app.actor_by_cookie(&secret).await.unwrap()).clone()
}
