//! Commits: order, rollback, acknowledgement, and a log that stays short.

use std::sync::mpsc::channel;
use std::time::Duration;

use model::agreement::ProposalState;
use model::delivery::DeliveryAbout;
use model::event::{Audience, Event};
use model::id::PushSubscriptionId;
use model::later::ReminderOf;
use model::push::Ways;
use model::session::SessionStay;
use store::{OpenError, Store, StoreError};

use crate::agreement::proposal;
use crate::later::{reminder, scheduled};
use crate::one::filled;
use crate::talk::offer;
use crate::{NOW, Opened, open, organisation, put};

#[tokio::test]
async fn a_command_is_seen_after_it_is_acknowledged_and_published_once() {
    let Opened {
        store,
        commits,
        data,
    } = open();
    assert_eq!(store.write(|tx| put(tx, "One")).await.unwrap(), 1);
    let seen = store.read(|view| view.organisation()).await.unwrap();
    assert_eq!(seen, Some(organisation("One")));
    let published = commits.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!(
        published.iter().map(|event| event.seq).collect::<Vec<_>>(),
        [1]
    );
    drop(store);
    let (sender, _commits) = channel();
    let again = Store::open(
        &data.path().join("meanwhile.db"),
        Box::new(move |events| {
            let _ = sender.send(events);
        }),
    )
    .unwrap();
    assert_eq!(
        again.write(|tx| put(tx, "Two")).await.unwrap(),
        2,
        "numbers go on after a restart"
    );
}

#[tokio::test]
async fn a_refused_command_leaves_nothing_and_no_gap() {
    let opened = open();
    let (store, commits) = (&opened.store, &opened.commits);
    let refused = store.write(|tx| {
        put(tx, "Never")?;
        Err::<(), _>(StoreError::Unexpected("refused".into()))
    });
    assert!(refused.await.is_err());
    assert_eq!(store.read(|view| view.organisation()).await.unwrap(), None);
    assert_eq!(store.write(|tx| put(tx, "Kept")).await.unwrap(), 1);
    let published = commits.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!(published.len(), 1);
}

#[tokio::test]
async fn a_command_that_panics_is_rolled_back_and_the_others_go_on() {
    let opened = open();
    let store = &opened.store;
    let panics = store.write(|tx| {
        put(tx, "Never")?;
        if tx.organisation()?.is_some() {
            panic!("a mistake of ours");
        }
        Ok::<_, StoreError>(())
    });
    assert!(matches!(panics.await, Err(StoreError::Panicked)));
    assert_eq!(store.write(|tx| put(tx, "Kept")).await.unwrap(), 1);
}

#[tokio::test]
async fn an_event_is_read_from_the_log_as_it_was() {
    let (opened, one) = filled().await;
    let (me, topic) = (one.person.id, one.topic.id);
    let mut delivery = one.delivery.clone();
    delivery.about = DeliveryAbout::ViewsIn { topic };
    let mut proposal = proposal(1, one.group.id, me);
    proposal.state = ProposalState::Adopted { by: me, at: NOW };
    let events = [
        Event::RequestUpdated(one.request.clone()),
        Event::SessionUpdated(one.session.clone()),
        Event::SessionStay(SessionStay {
            session: one.session.id,
            stay: one.session.attendance[0],
        }),
        Event::TopicUpdated(one.topic.clone()),
        Event::DeliveryUpdated(delivery),
        Event::ProposalUpdated(Box::new(proposal)),
        Event::ReminderUpdated(reminder(2, ReminderOf::Topic { topic }, &one)),
        Event::TalkOfferUpdated(offer(3, &one, [me, me])),
        Event::ScheduledUpdated(scheduled(4, &one)),
        Event::WaysUpdated(Ways {
            mail: true,
            browsers: vec![PushSubscriptionId::new(NOW, 5)],
        }),
    ];
    opened
        .write(move |tx| {
            let since = tx.last_seq()?;
            for event in &events {
                tx.append(NOW, Audience::Person(me), event.clone())?;
            }
            let read = tx.events_after(since, 50)?.into_iter();
            let read: Vec<Event> = read.map(|stored| stored.logged.event).collect();
            assert_eq!(read, events);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn many_commands_at_once_get_numbers_without_gaps_in_the_order_of_commits() {
    let opened = open();
    let (store, commits) = (&opened.store, &opened.commits);
    let writes = (0..500).map(|number| store.write(move |tx| put(tx, &format!("{number}"))));
    let mut given: Vec<u64> = futures::future::join_all(writes)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    given.sort_unstable();
    assert_eq!(given, (1..=500).collect::<Vec<_>>());
    let mut published = Vec::new();
    while published.len() < 500 {
        published.extend(commits.recv_timeout(Duration::from_secs(10)).unwrap());
    }
    let published: Vec<u64> = published.iter().map(|event| event.seq).collect();
    assert_eq!(published, given);
    assert!(store.stats().commits() < 500, "commands share commits");
}

#[test]
fn a_newer_database_is_refused_and_not_touched() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("meanwhile.db");
    drop(Store::open(&path, Box::new(|_| {})).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    drop(connection);
    match Store::open(&path, Box::new(|_| {})) {
        Err(OpenError::Newer { found: 9_999, .. }) => {}
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was opened"),
    }
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("meanwhile.db");
    std::fs::write(
        &path,
        "this is no database, but long enough to be read as one".repeat(100),
    )
    .unwrap();
    assert!(matches!(
        Store::open(&path, Box::new(|_| {})),
        Err(OpenError::Unreadable(_))
    ));
}

#[tokio::test]
async fn the_log_stays_short_while_commits_go_on() {
    const WRITES: usize = 1_000;
    const BYTES_EACH: usize = 100_000;
    const LOG_BYTES_MAX: u64 = 75_000_000;
    let opened = open();
    drop(opened.commits);
    let store = std::sync::Arc::new(opened.store);
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let store = std::sync::Arc::clone(&store);
        clients.spawn(async move {
            for _ in 0..WRITES / 4 {
                let written = store.write(|tx| {
                    let name = "x".repeat(BYTES_EACH);
                    let event = Event::OrganisationUpdated(organisation(&name));
                    tx.append(NOW, Audience::Organisation, event)
                });
                written.await.unwrap();
            }
        });
    }
    while let Some(client) = clients.join_next().await {
        client.unwrap();
    }
    let log = opened.data.path().join("meanwhile.db-wal");
    let bytes = std::fs::metadata(log).unwrap().len();
    assert!(bytes < LOG_BYTES_MAX, "{bytes} bytes");
}
