//! The morning digest: what was for information and is still unread, newest first, once a working day.

use app::message::PostMessage;
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::id::TopicId;
use model::message::Expectation;
use model::time::Timestamp;
use model::topic::TopicLevel;

use crate::crew::Crew;
use crate::trio::instant;

/// Tuesday 09:00 in Berlin.
const TUESDAY: &str = "2026-11-24T08:00:00Z";

fn is_digest(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::Digest { .. })
}

async fn topic(crew: &Crew, title: &str) -> TopicId {
    let opened = crew
        .app
        .open_topic(&crew.people[0], crew.channel, title.into(), None, None);
    opened.await.unwrap().topic.id
}

/// Mira says something for information.
async fn inform(crew: &Crew, topic: TopicId, text: &str) {
    let message = PostMessage {
        text: text.into(),
        expectation: Some(Expectation::None),
        ..PostMessage::default()
    };
    let posted = crew.app.post_message(&crew.people[0], topic, message, None);
    posted.await.unwrap();
}

async fn read(crew: &Crew, of: usize, topic: TopicId) {
    let read = crew.app.read_to(&crew.people[of], topic, 100).await;
    read.unwrap();
}

/// Ben's digest, with what it names and counts.
async fn digest(crew: &Crew) -> Option<(Delivery, Vec<TopicId>, u64)> {
    let mut listed = crew.listed(1, is_digest).await;
    assert!(listed.len() <= 1, "an older digest is replaced: {listed:?}");
    let delivery = listed.pop()?;
    match delivery.about.clone() {
        DeliveryAbout::Digest { topics, messages } => Some((delivery, topics, messages)),
        other => panic!("no digest: {other:?}"),
    }
}

/// Every digest that Ben was ever told of, by the event log.
async fn ever(crew: &Crew) -> Vec<Timestamp> {
    let (frames, _) = crew.app.events(&crew.people[1], 0, 10_000).await.unwrap();
    let told = frames.into_iter().filter_map(|frame| match frame.event {
        model::event::Event::DeliveryUpdated(one) => Some(one),
        _ => None,
    });
    told.filter(|one| is_digest(&one.about) && one.done_at.is_none())
        .filter_map(|one| one.told_at)
        .collect()
}

#[tokio::test]
async fn the_morning_names_what_is_unread_the_newest_topic_first_and_counts_its_messages() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    crew.wait(0).await;
    assert_eq!(digest(&crew).await, None, "there is nothing yet");
    let [menu, tide, read_already, muted, followed] = [
        topic(&crew, "Menu").await,
        topic(&crew, "Tide tables").await,
        topic(&crew, "Read already").await,
        topic(&crew, "Muted").await,
        topic(&crew, "Followed").await,
    ];
    let ben = &crew.people[1];
    for (topic, level) in [(muted, TopicLevel::Mute), (followed, TopicLevel::Follow)] {
        crew.app.set_level(ben, topic, level).await.unwrap();
    }
    for topic in [tide, menu, read_already, muted, followed, menu] {
        crew.wait(1).await;
        inform(&crew, topic, "For your information").await;
    }
    // None of it interrupted him, or waits to.
    let of_messages = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Message { .. });
    assert!(crew.listed(1, of_messages).await.is_empty());
    read(&crew, 1, read_already).await;
    crew.until(instant("2026-11-24T07:59:00Z")).await;
    assert_eq!(digest(&crew).await, None);

    crew.until(instant(TUESDAY)).await;
    let (told, topics, messages) = digest(&crew).await.unwrap();
    assert_eq!((topics, messages), (vec![menu, tide], 3));
    assert_eq!(told.kind, DeliveryKind::Notify);
    assert_eq!(told.told_at, Some(instant(TUESDAY)));
    assert_eq!((told.topic, told.channel, told.from), (None, None, None));
    let why = crew.app.why_delivery(ben, told.id).await.unwrap();
    assert_eq!(why.rule, 4);
}

#[tokio::test]
async fn it_comes_once_a_working_day_and_only_if_there_is_something_new() {
    let mut crew = Crew::new(&["Mira", "Ben"]).await;
    let menu = topic(&crew, "Menu").await;
    inform(&crew, menu, "Soup").await;
    crew.until(instant("2026-11-24T12:00:00Z")).await;
    assert_eq!(digest(&crew).await.unwrap().2, 1);
    // A restart tells it no second time, nor does looking at the clock again.
    crew.restart().await;
    crew.wait(60).await;
    assert_eq!(ever(&crew).await, [instant(TUESDAY)]);
    // Nothing new since: Wednesday is silent, and the old one goes.
    crew.until(instant("2026-11-25T12:00:00Z")).await;
    assert_eq!(digest(&crew).await, None);
    assert_eq!(ever(&crew).await, [instant(TUESDAY)]);
    // Something new in the same topic, and what was never read is counted with it.
    inform(&crew, menu, "Fish").await;
    let thursday = instant("2026-11-26T08:00:00Z");
    crew.until(thursday).await;
    let (told, topics, messages) = digest(&crew).await.unwrap();
    assert_eq!(
        (topics, messages, told.told_at),
        (vec![menu], 2, Some(thursday))
    );
    // Read before the next morning: that one does not come.
    inform(&crew, menu, "Cake").await;
    read(&crew, 1, menu).await;
    crew.until(instant("2026-11-27T12:00:00Z")).await;
    assert_eq!(digest(&crew).await, None);
    // What is said on Friday evening is Monday's.
    inform(&crew, menu, "Bread").await;
    let monday = instant("2026-11-30T08:00:00Z");
    crew.until(monday).await;
    assert_eq!(ever(&crew).await, [instant(TUESDAY), thursday, monday]);
}

#[tokio::test]
async fn it_waits_for_the_first_reachable_minute_of_the_day() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let menu = topic(&crew, "Menu").await;
    inform(&crew, menu, "Soup").await;
    let focus = model::availability::FocusTime::Once {
        from: instant(TUESDAY),
        until: instant("2026-11-24T10:00:00Z"),
    };
    let change = app::availability::AvailabilityChange {
        focus: vec![(None, focus)],
        ..app::availability::AvailabilityChange::default()
    };
    crew.set(1, change).await;
    crew.until(instant("2026-11-24T09:59:00Z")).await;
    assert_eq!(digest(&crew).await, None);
    crew.until(instant("2026-11-24T10:00:00Z")).await;
    assert_eq!(digest(&crew).await.unwrap().1, [menu]);
    assert_eq!(ever(&crew).await.len(), 1);
    // Wednesday's focus is to last until noon, and ends at ten by a click: it comes at ten, once.
    crew.wait(1).await;
    inform(&crew, menu, "Fish").await;
    let focus = model::availability::FocusTime::Once {
        from: instant("2026-11-25T08:00:00Z"),
        until: instant("2026-11-25T11:00:00Z"),
    };
    let change = app::availability::AvailabilityChange {
        focus: vec![(None, focus)],
        ..app::availability::AvailabilityChange::default()
    };
    crew.set(1, change).await;
    let ten = instant("2026-11-25T09:00:00Z");
    crew.until(ten).await;
    crew.app.end_focus(&crew.people[1]).await.unwrap();
    crew.wait(120).await;
    assert_eq!(ever(&crew).await[1..], [ten]);
}
