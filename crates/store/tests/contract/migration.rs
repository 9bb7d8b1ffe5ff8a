//! A database of an older release comes up to date with what it holds.

use std::path::Path;

use model::availability::{Places, WorkSpan};
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind, DeliveryReason};
use model::event::Audience;
use model::id::{DeliveryId, MessageId, PersonId};
use model::settings::Settings;
use model::time::{MinuteOfDay, Timestamp, Weekday};
use rusqlite::Connection;
use store::{AlarmKind, Store, StoreError};

use crate::one::{One, one};
use crate::{NOW, in_minutes, put};

/// The schema of the release before this one.
const BEFORE: u8 = 13;

/// Makes a database at schema [`BEFORE`] as the release with that schema made it.
fn make_older(path: &Path) -> Connection {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort_unstable();
    let connection = Connection::open(path).unwrap();
    for file in &files[..BEFORE.into()] {
        let sql = std::fs::read_to_string(file).unwrap();
        connection.execute_batch(&sql).unwrap();
    }
    connection
        .pragma_update(None, "user_version", BEFORE)
        .unwrap();
    connection
}

/// A second person, who has held nothing.
fn another() -> PersonId {
    PersonId::new(NOW, 301)
}

/// Rows as that release wrote them: a message that is held twice and was told once.
fn fill(connection: &Connection, one: &One) {
    let (me, channel, topic) = (one.person.id, one.channel.id, one.topic.id);
    let (message, request, session) = (one.message.id, one.request.id, one.session.id);
    let (now, later, another) = (NOW.as_millis(), in_minutes(5).as_millis(), another());
    let rows = format!(
        "INSERT INTO organisation VALUES (1, 'Riverkeep', {now}, 0, 1);
         INSERT INTO person VALUES
             ('{me}', 'Mira', 'm@example.org', '\"owner\"', 'Europe/Berlin', '', '', {now}, NULL, 1),
             ('{another}', 'Yusuf', 'y@example.org', '\"member\"', 'UTC', '', '', {now}, NULL, 1);
         INSERT INTO availability VALUES ('{me}', NULL, '[]', '[]', NULL, 1);
         INSERT INTO channel VALUES
             ('{channel}', '\"public\"', 'Firmware', '', '\"today\"', '{me}', {now}, NULL, NULL, 1);
         INSERT INTO membership VALUES ('{channel}', '{me}', {now});
         INSERT INTO topic VALUES ('{topic}', '{channel}', 'Gateway', '\"open\"', '{me}', {now}, 1,
             NULL, NULL, NULL, NULL, 1);
         INSERT INTO message VALUES ('{message}', '{topic}', '{channel}', 1, '{me}',
             '{{\"kind\":\"text\"}}', 'Hello', '<p>Hello</p>', '\"today\"', NULL, '[]', {now}, NULL, NULL, 1);
         INSERT INTO request VALUES ('{request}', '{message}', '[]', '{topic}', '{channel}', '{me}',
             '{me}', 'Hello', '\"today\"', {now}, NULL, '{{\"rule\":\"named\"}}',
             '{{\"state\":\"open\"}}', 0);
         INSERT INTO session VALUES
             ('{session}', '{topic}', '{channel}', '\"call\"', '{me}', {now}, 0, '[]', '[]', NULL);
         INSERT INTO attendance VALUES
             ('{session}', '{me}', {now}, {later}), ('{session}', '{me}', {later}, NULL),
             ('{session}', '{another}', {now}, NULL);
         INSERT INTO event VALUES (1, {now}, 'organisation', '{{\"type\":\"organisation.updated\",
             \"data\":{{\"name\":\"Riverkeep\",\"created_at\":\"2026-11-20T14:40:00Z\",\"sample\":false,
             \"version\":1}}}}');"
    );
    connection.execute_batch(&rows).unwrap();
    let until = |at: Timestamp| serde_json::to_string(&DeliveryKind::Hold { until: at }).unwrap();
    for (number, kind, due_at, told_at) in [
        (310, until(in_minutes(5)), Some(later), None),
        (311, until(NOW), Some(now), None),
        (312, until(NOW), None, Some(now)),
    ] {
        let id = DeliveryId::new(NOW, number).to_string();
        connection
            .execute(
                "INSERT INTO delivery VALUES ($1, $2, $3, $4, $5, $2, 1, $6, $7, $8, $9, $10)",
                rusqlite::params![
                    id,
                    me.to_string(),
                    message.to_string(),
                    topic.to_string(),
                    channel.to_string(),
                    kind,
                    r#"{"because":"asked_and_available"}"#,
                    now,
                    due_at,
                    told_at
                ],
            )
            .unwrap();
    }
}

fn delivery(number: u128, until: Timestamp, one: &One) -> Delivery {
    Delivery {
        id: DeliveryId::new(NOW, number),
        kind: DeliveryKind::Hold { until },
        reason: DeliveryReason::AskedAndAvailable,
        ..one.delivery.clone()
    }
}

/// A store that was brought up to date from schema [`BEFORE`], in its directory.
fn brought_up_to_date() -> (Store, tempfile::TempDir) {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("meanwhile.db");
    fill(&make_older(&path), &one());
    let store = Store::open(&path, Box::new(|_| {})).unwrap();
    (store, data)
}

#[tokio::test]
async fn what_was_held_is_listed_and_the_clock_knows_of_it() {
    let (store, _data) = brought_up_to_date();
    let read = store.read(|view| {
        let one = one();
        let me = one.person.id;
        let held = [delivery(310, in_minutes(5), &one), delivery(311, NOW, &one)];
        assert_eq!(view.listed_deliveries(me)?, held);
        assert_eq!(view.held_for(me)?, held);
        assert_eq!(view.held_up_to(me, one.topic.id, 1)?, held);
        assert_eq!(view.listed_of_message(one.message.id)?, held);
        let told = view.delivery(DeliveryId::new(NOW, 312))?.unwrap();
        assert_eq!(told.told_at, Some(NOW));
        let message: MessageId = one.message.id;
        assert_eq!(told.about, DeliveryAbout::Message { message });
        let hold = |person: PersonId| view.alarm(AlarmKind::Hold, &person.to_string());
        assert_eq!(hold(me)?, Some(NOW));
        assert_eq!(hold(another())?, None);
        for person in [me, another()] {
            let digest = view.alarm(AlarmKind::Digest, &person.to_string())?;
            assert_eq!(digest, Some(Timestamp::from_millis(0)));
        }
        assert_eq!(view.count_alarms()?, 3);
        Ok::<_, StoreError>(())
    });
    read.await.unwrap();
    assert!(store.check().unwrap().is_empty());
}

#[tokio::test]
async fn the_log_begins_anew_behind_a_gap() {
    let (store, _data) = brought_up_to_date();
    let read = store.read(|view| {
        let events = view.events_after(0, 9)?;
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].logged.seq, 3, "the older log ended with 1");
        assert!(matches!(events[0].logged.audience, Audience::Person(_)));
        Ok::<_, StoreError>(())
    });
    read.await.unwrap();
    assert_eq!(store.write(|tx| put(tx, "Riverkeep")).await.unwrap(), 4);
}

#[tokio::test]
async fn older_rows_are_read_with_what_was_added() {
    let (store, _data) = brought_up_to_date();
    let read = store.read(|view| {
        let one = one();
        let organisation = view.organisation()?.unwrap();
        assert_eq!(organisation.settings, Settings::default());
        let week = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
        ];
        let week = week.map(|day| WorkSpan {
            day,
            from: MinuteOfDay(540),
            until: MinuteOfDay(1_020),
        });
        assert_eq!(organisation.default_week, week);
        assert!(organisation.regions.is_empty());
        assert_eq!(organisation.clock_ahead_ms, 0);
        let availability = view.availability(one.person.id)?.unwrap();
        assert_eq!(availability.places, Places::default());
        assert!(availability.deputies.is_empty() && !availability.off_hours_rings);
        let message = view.message(one.message.id)?.unwrap();
        assert!(message.groups.is_empty() && message.urgent.is_none());
        let request = view.request(one.request.id)?.unwrap();
        assert!(request.group.is_none() && !request.urgent && request.escalation.is_none());
        let session = view.session(one.session.id)?.unwrap();
        assert!(session.ends_at.is_none() && session.outcome.is_none());
        assert_eq!(view.count_there(session.id)?, 2);
        let topic = view.topic(one.topic.id)?.unwrap();
        assert_eq!((topic.resolved_at, topic.written_views), (None, None));
        Ok::<_, StoreError>(())
    });
    read.await.unwrap();
}
