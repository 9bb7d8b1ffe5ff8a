//! The clock of a sample organisation.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::account::Credentials;
use app::actor::Actor;
use app::channel::NewChannel;
use app::message::PostMessage;
use app::sample::PASSWORD;
use model::channel::ChannelKind;
use model::delivery::{Delivery, DeliveryKind};
use model::error::ErrorCode;
use model::id::{MessageId, PersonId, TopicId};
use model::message::Expectation;
use model::time::Timestamp;

use crate::crew::Crew;
use crate::trio::{code, instant};
use crate::world::FakeClock;

/// Friday 27 November 2026, 14:00 in Berlin.
const FRIDAY: &str = "2026-11-27T13:00:00Z";

struct Demo {
    app: Arc<App>,
    owner: Actor,
    secret: String,
    clock: Arc<FakeClock>,
    data: tempfile::TempDir,
}

impl Demo {
    async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock::default());
        clock.set(instant(FRIDAY));
        let app = App::open(data.path(), clock.clone()).await.unwrap();
        let sign_ins = app.fill_sample().await.unwrap();
        let credentials = Credentials {
            email: sign_ins[0].email.clone(),
            password: PASSWORD.into(),
            agent: String::new(),
        };
        let secret = app.sign_in(credentials).await.unwrap().secret;
        let owner = (*app.actor_by_cookie(&secret).await.unwrap()).clone();
        Self {
            app,
            owner,
            secret,
            clock,
            data,
        }
    }

    async fn move_to(&self, to: Timestamp) -> Result<(), ErrorCode> {
        let moved = self.app.move_clock(&self.owner, to).await;
        moved.map(drop).map_err(|error| code::<()>(Err(error)))
    }

    async fn restart(&mut self) {
        let meanwhile = tempfile::tempdir().unwrap();
        let other = App::open(meanwhile.path(), self.clock.clone())
            .await
            .unwrap();
        drop(std::mem::replace(&mut self.app, other));
        self.app = App::open(self.data.path(), self.clock.clone())
            .await
            .unwrap();
    }

    /// A channel of the owner and others, with one topic.
    async fn topic(&self, people: Vec<PersonId>) -> TopicId {
        let new = NewChannel {
            kind: ChannelKind::Private,
            name: "Skip".into(),
            purpose: String::new(),
            default_expectation: None,
            members: people,
        };
        let channel = self
            .app
            .create_channel(&self.owner, new, None)
            .await
            .unwrap();
        let opened = self
            .app
            .open_topic(&self.owner, channel.id, "Skip".into(), None, None);
        opened.await.unwrap().topic.id
    }

    async fn told(&self, message: MessageId, person: PersonId) -> Delivery {
        let store = self.app.store();
        let found = store
            .read(move |view| view.delivery_of_message(message, person))
            .await;
        found.unwrap().unwrap()
    }
}

fn days(count: u64) -> Duration {
    Duration::from_secs(count * 24 * 60 * 60)
}

#[tokio::test]
async fn skipping_from_friday_to_monday_tells_what_was_held_at_its_own_instant() {
    let demo = Demo::new().await;
    let people = demo.app.people(&demo.owner).await.unwrap();
    let others: Vec<PersonId> = people.iter().map(|one| one.id).collect();
    let topic = demo.topic(others.clone()).await;
    // Friday 20:00 in Berlin.
    demo.move_to(instant("2026-11-27T19:00:00Z")).await.unwrap();
    let message = PostMessage {
        text: "For Monday".into(),
        expectation: Some(Expectation::Today),
        asked: others,
        ..PostMessage::default()
    };
    let sent = demo
        .app
        .post_message(&demo.owner, topic, message, None)
        .await
        .unwrap();
    let mut held = Vec::new();
    for person in &sent.asked {
        let delivery = demo.told(sent.id, *person).await;
        if let DeliveryKind::Hold { until } = delivery.kind {
            held.push((*person, until));
        }
    }
    assert!(2 < held.len(), "several are off by then");
    // Monday 22:00 in Berlin: everybody who is not away has begun.
    let monday = instant("2026-11-30T21:00:00Z");
    demo.move_to(monday).await.unwrap();
    assert_eq!(demo.app.now(), monday);
    let (due, away): (Vec<_>, Vec<_>) = held.into_iter().partition(|(_, until)| *until < monday);
    assert!(2 < due.len() && !away.is_empty());
    for (person, until) in due {
        let told = demo.told(sent.id, person).await;
        assert_eq!(told.told_at, Some(until));
        assert!(!matches!(told.kind, DeliveryKind::Hold { .. }));
    }
    for (person, until) in away {
        let waits = demo.told(sent.id, person).await;
        assert_eq!(
            (waits.told_at, waits.kind),
            (None, DeliveryKind::Hold { until })
        );
    }
    let organisation = demo.app.organisation().await.unwrap().unwrap();
    let ahead = monday.since(instant(FRIDAY)).as_millis();
    assert_eq!(u128::from(organisation.clock_ahead_ms), ahead);
    let snapshot = demo.app.snapshot(&demo.owner).await.unwrap();
    assert_eq!(snapshot.organisation, organisation);
}

#[tokio::test]
async fn the_clock_goes_on_never_back_and_stays_after_a_restart_until_the_wipe() {
    let mut demo = Demo::new().await;
    let start = instant(FRIDAY);
    assert_eq!(demo.move_to(start).await, Err(ErrorCode::Invalid));
    assert_eq!(
        demo.move_to(start.plus(days(61))).await,
        Err(ErrorCode::Invalid)
    );
    demo.move_to(start.plus(days(3))).await.unwrap();
    assert_eq!(
        demo.move_to(start.plus(days(2))).await,
        Err(ErrorCode::Invalid)
    );
    demo.restart().await;
    assert_eq!(demo.app.now(), start.plus(days(3)));
    demo.clock.set(start.plus(days(1)));
    assert_eq!(demo.app.now(), start.plus(days(4)));
    demo.app.wipe_sample(&demo.owner).await.unwrap();
    assert_eq!(demo.app.now(), start.plus(days(1)));
}

#[tokio::test]
async fn nobody_is_signed_out_by_a_skip_of_two_months() {
    let demo = Demo::new().await;
    demo.move_to(instant(FRIDAY).plus(days(60))).await.unwrap();
    let actor = demo.app.actor_by_cookie(&demo.secret).await.unwrap();
    assert_eq!(actor.person, demo.owner.person);
    // Every morning's digest was played, and no alarm is left behind.
    let next = demo
        .app
        .store()
        .read(|view| view.next_alarm())
        .await
        .unwrap();
    assert!(demo.app.now() < next.unwrap());
}

#[tokio::test]
async fn only_members_move_only_the_clock_of_a_sample() {
    let crew = Crew::new(&["Mira"]).await;
    let later = crew.now().plus(days(1));
    let moved = crew.app.move_clock(&crew.people[0], later).await;
    assert_eq!(code(moved), ErrorCode::NotAllowed);
    let demo = Demo::new().await;
    let guest = Actor {
        role: model::person::Role::Guest,
        ..demo.owner.clone()
    };
    let moved = demo
        .app
        .move_clock(&guest, instant(FRIDAY).plus(days(1)))
        .await;
    assert_eq!(code(moved), ErrorCode::NotAllowed);
    assert_eq!(demo.app.now(), instant(FRIDAY));
}

#[tokio::test]
async fn only_one_moves_the_clock_at_a_time() {
    let demo = Demo::new().await;
    let start = instant(FRIDAY);
    let (first, second) = tokio::join!(
        demo.move_to(start.plus(days(3))),
        demo.move_to(start.plus(days(2))),
    );
    assert_eq!((first, second), (Ok(()), Err(ErrorCode::WrongState)));
    assert_eq!(demo.app.now(), start.plus(days(3)));
}

#[tokio::test]
async fn what_would_be_too_much_at_once_is_refused_before_anything_happens() {
    let demo = Demo::new().await;
    let to = instant(FRIDAY).plus(days(30));
    let written = demo.app.store().write(move |tx| {
        for number in 0..=model::limits::CLOCK_ALARMS_MAX {
            let nothing = model::id::GroupId::new(Timestamp::MIN, number.into());
            tx.set_alarm(store::AlarmKind::Review, &nothing.to_string(), Some(to))?;
        }
        Ok::<_, store::StoreError>(())
    });
    written.await.unwrap();
    assert_eq!(demo.move_to(to).await, Err(ErrorCode::WrongState));
    assert_eq!(demo.app.now(), instant(FRIDAY));
    demo.move_to(to.minus(days(1))).await.unwrap();
}
