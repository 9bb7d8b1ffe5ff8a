//! What every back end of the store promises: commits, order, rollback, and that each query runs.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use model::availability::Availability;
use model::channel::{Channel, ChannelKind, Membership};
use model::delivery::{Delivery, DeliveryKind, DeliveryReason};
use model::event::{Audience, Event};
use model::file::File;
use model::id::{
    ChannelId, DeliveryId, FileId, InvitationId, MessageId, PersonId, RecordingId, RequestId,
    SessionId, SignInId, TokenId, TopicId,
};
use model::message::{Expectation, Message, MessageBody, Reaction};
use model::person::{Organisation, Person, Role};
use model::request::{DueReason, Request, RequestState};
use model::session::{Attendance, Recording, RecordingState, Session, SessionKind};
use model::time::Timestamp;
use model::topic::{MessageExcerpt, Topic, TopicLevel, TopicPlace, TopicState};
use store::{
    Committed, OpenError, PersonSecret, SignIn, Store, StoreError, StoredToken, Tx, Upload,
};
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::from_millis(1_795_182_000_000);

struct Opened {
    store: Store,
    commits: Receiver<Vec<Committed>>,
    data: TempDir,
}

fn open() -> Opened {
    let data = tempfile::tempdir().unwrap();
    let (sender, commits) = channel();
    // A test that does not look at commits has dropped their end.
    let publish = Box::new(move |events| drop(sender.send(events)));
    let store = Store::open(&data.path().join("meanwhile.db"), publish).unwrap();
    Opened {
        store,
        commits,
        data,
    }
}

fn organisation(name: &str) -> Organisation {
    Organisation {
        name: name.into(),
        created_at: NOW,
        sample: false,
        version: 1,
    }
}

fn put(tx: &mut Tx<'_>, name: &str) -> Result<u64, StoreError> {
    tx.put_organisation(&organisation(name))?;
    tx.append(
        NOW,
        Audience::Organisation,
        Event::OrganisationUpdated(organisation(name)),
    )
}

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

/// One of everything, as it is written and as it must be read.
struct One {
    person: Person,
    channel: Channel,
    topic: Topic,
    message: Message,
    request: Request,
    delivery: Delivery,
    session: Session,
    file: File,
}

fn one() -> One {
    let person = Person {
        id: PersonId::new(NOW, 1),
        name: "Mira".into(),
        role: Role::Owner,
        time_zone: "Europe/Berlin".into(),
        place: "Berlin".into(),
        joined_at: NOW,
        disabled_at: None,
        version: 1,
    };
    let channel = Channel {
        id: ChannelId::new(NOW, 2),
        kind: ChannelKind::Public,
        name: "Firmware".into(),
        purpose: String::new(),
        default_expectation: Expectation::By(NOW),
        created_by: person.id,
        created_at: NOW,
        archived_at: Some(NOW),
        people: Vec::new(),
        version: 3,
    };
    let excerpt = MessageExcerpt {
        author: person.id,
        text: "Hello".into(),
        sent_at: NOW,
    };
    let topic = Topic {
        id: TopicId::new(NOW, 3),
        channel: channel.id,
        title: "Gateway".into(),
        state: TopicState::Resolved,
        created_by: person.id,
        created_at: NOW,
        last_ordinal: 1,
        last: Some(excerpt),
        session: Some(SessionId::new(NOW, 4)),
        version: 2,
    };
    let file = File {
        id: FileId::new(NOW, 5),
        name: "a.png".into(),
        media_type: "image/png".into(),
        bytes: 12,
        size: Some(model::file::PictureSize {
            width: 3,
            height: 4,
        }),
        thumbnail: true,
        uploaded_by: person.id,
        created_at: NOW,
    };
    let message = Message {
        id: MessageId::new(NOW, 6),
        topic: topic.id,
        channel: channel.id,
        ordinal: 1,
        author: person.id,
        body: MessageBody::Text,
        text: "Hello".into(),
        html: "<p>Hello</p>".into(),
        expectation: Expectation::ThisWeek,
        reply_to: Some(MessageId::new(NOW, 7)),
        asked: vec![person.id],
        attachments: vec![file.clone()],
        reactions: vec![Reaction {
            emoji: "👍".into(),
            people: vec![person.id],
        }],
        sent_at: NOW,
        edited_at: None,
        deleted_at: None,
        version: 1,
    };
    let request = Request {
        id: RequestId::new(NOW, 8),
        message: message.id,
        follow_ups: vec![MessageId::new(NOW, 9)],
        topic: topic.id,
        channel: channel.id,
        from: person.id,
        asked: person.id,
        excerpt: "Hello".into(),
        expectation: Expectation::Today,
        opened_at: NOW,
        due_at: Some(NOW),
        due_reason: DueReason::Named,
        state: RequestState::Open,
    };
    let delivery = Delivery {
        id: DeliveryId::new(NOW, 10),
        person: person.id,
        message: message.id,
        topic: topic.id,
        channel: channel.id,
        from: person.id,
        kind: DeliveryKind::Hold { until: NOW },
        reason: DeliveryReason::AskedAndAvailable,
        decided_at: NOW,
        told_at: None,
    };
    let session = Session {
        id: SessionId::new(NOW, 4),
        topic: topic.id,
        channel: channel.id,
        kind: SessionKind::Call,
        started_by: person.id,
        started_at: NOW,
        ended_at: None,
        ringing: vec![person.id],
        rung: vec![person.id],
        attendance: vec![Attendance {
            person: person.id,
            from: NOW,
            until: None,
        }],
        recordings: vec![Recording {
            id: RecordingId::new(NOW, 11),
            session: SessionId::new(NOW, 4),
            state: RecordingState::Running,
            started_by: person.id,
            started_at: NOW,
            duration_ms: Some(5),
            file: Some(file.clone()),
        }],
    };
    One {
        person,
        channel,
        topic,
        message,
        request,
        delivery,
        session,
        file,
    }
}

fn write_all(tx: &mut Tx<'_>, one: &One) -> Result<(), StoreError> {
    let One {
        person,
        channel,
        topic,
        message,
        request,
        delivery,
        session,
        file,
    } = one;
    put(tx, "Riverkeep")?;
    tx.put_person(&PersonSecret {
        person: person.clone(),
        email: "mira@example.org".into(),
        password_hash: "hash".into(),
    })?;
    tx.put_channel(channel)?;
    tx.insert_membership(&Membership {
        channel: channel.id,
        person: person.id,
        joined_at: NOW,
    })?;
    tx.put_topic(topic)?;
    tx.insert_file(file)?;
    tx.insert_message(message)?;
    tx.insert_reaction(message.id, "👍", person.id, NOW)?;
    tx.put_request(request)?;
    tx.insert_delivery(delivery, 1)?;
    tx.put_session(session)?;
    for stay in &session.attendance {
        tx.put_attendance(session.id, stay)?;
    }
    session
        .recordings
        .iter()
        .try_for_each(|recording| tx.put_recording(recording))
}

async fn filled() -> (Opened, One) {
    let opened = open();
    opened
        .store
        .write(|tx| write_all(tx, &one()))
        .await
        .unwrap();
    (opened, one())
}

#[tokio::test]
async fn what_is_written_is_read_as_it_was() {
    let (opened, one) = filled().await;
    let store = &opened.store;
    let me = one.person.id;
    let read = store.read(move |view| {
        assert_eq!(view.person(me)?.as_ref(), Some(&one.person));
        assert_eq!(view.people()?, std::slice::from_ref(&one.person));
        let by_email = view.person_by_email("mira@example.org")?.unwrap();
        assert_eq!(
            (by_email.person, by_email.password_hash.as_str()),
            (one.person, "hash")
        );
        assert_eq!(view.count_role(Role::Owner)?, 1);
        let channel = one.channel.id;
        assert_eq!(view.channel(channel)?.as_ref(), Some(&one.channel));
        assert_eq!(view.public_channels()?, std::slice::from_ref(&one.channel));
        assert_eq!(view.channels()?, view.channels_of(me)?);
        assert_eq!(view.members(channel)?, view.memberships_of(me)?);
        assert_eq!(view.all_memberships()?.len(), 1);
        assert!(view.membership(channel, me)?.is_some());
        assert_eq!(view.authors(channel)?, [me]);
        let topic = one.topic.id;
        assert_eq!(view.topic(topic)?.as_ref(), Some(&one.topic));
        assert_eq!(view.topics_of(me)?, std::slice::from_ref(&one.topic));
        assert_eq!(
            view.topics_in(channel)?,
            view.topics_after(channel, None, 5)?
        );
        assert!(view.topics_after(channel, Some(topic), 5)?.is_empty());
        assert_eq!(view.message(one.message.id)?.as_ref(), Some(&one.message));
        assert_eq!(
            view.messages_before(topic, 2, 50)?,
            std::slice::from_ref(&one.message)
        );
        assert_eq!(
            view.messages_after(topic, 0, 50)?,
            std::slice::from_ref(&one.message)
        );
        assert!(view.messages_before(topic, 1, 50)?.is_empty());
        assert_eq!(view.newest_message(topic)?.unwrap().id, one.message.id);
        assert_eq!(view.count_messages()?, 1);
        assert_eq!(view.request(one.request.id)?.as_ref(), Some(&one.request));
        assert_eq!(
            view.open_requests(topic)?,
            std::slice::from_ref(&one.request)
        );
        assert_eq!(
            view.requests_of_message(one.message.id)?,
            std::slice::from_ref(&one.request)
        );
        assert_eq!(
            view.requests_around(me, NOW)?,
            std::slice::from_ref(&one.request)
        );
        assert_eq!(
            view.requests_around_in(channel, me, NOW)?,
            std::slice::from_ref(&one.request)
        );
        assert_eq!(view.open_requests_around(me)?, [one.request]);
        assert!(view.closed_requests_from(topic, me)?.is_empty());
        assert_eq!(view.held_for(me)?, std::slice::from_ref(&one.delivery));
        assert_eq!(
            view.due_deliveries(NOW, 9)?,
            std::slice::from_ref(&one.delivery)
        );
        assert_eq!(view.next_delivery_due()?, Some(NOW));
        assert_eq!(
            view.held_up_to(me, topic, 1)?,
            std::slice::from_ref(&one.delivery)
        );
        assert!(view.held_up_to(me, topic, 0)?.is_empty());
        assert_eq!(view.held_of_message(one.message.id)?, [one.delivery]);
        assert_eq!(view.session(one.session.id)?.as_ref(), Some(&one.session));
        assert_eq!(view.live_sessions()?, std::slice::from_ref(&one.session));
        assert_eq!(view.live_sessions_of(me)?, view.live_sessions_in(channel)?);
        assert_eq!(view.unfinished_recordings()?, one.session.recordings);
        assert_eq!(view.residue_of(one.session.id)?, None);
        assert_eq!(view.file(one.file.id)?, Some(one.file.clone()));
        assert_eq!(view.files_after(None, 9)?, std::slice::from_ref(&one.file));
        assert!(view.files_after(Some(one.file.id), 9)?.is_empty());
        assert_eq!(view.channels_using(one.file.id)?, [channel]);
        assert_eq!(view.last_seq()?, 1);
        assert_eq!(view.events_after(0, 9)?.len(), 1);
        Ok::<_, StoreError>(())
    });
    read.await.unwrap();
}

#[tokio::test]
async fn accounts_places_and_answers_are_kept_and_end() {
    let (opened, one) = filled().await;
    let store = &opened.store;
    let me = one.person.id;
    let written = store.write(move |tx| {
        let sign_in = SignIn {
            id: SignInId::new(NOW, 20),
            person: me,
            agent: "Firefox".into(),
            created_at: NOW,
            last_used_at: NOW,
        };
        tx.insert_sign_in(&sign_in, "secret")?;
        tx.touch_sign_in(sign_in.id, NOW)?;
        assert_eq!(tx.sign_in_by_secret("secret")?.unwrap().id, sign_in.id);
        assert_eq!(tx.sign_ins(me)?.len(), 1);
        assert!(tx.delete_sign_in(me, sign_in.id)?);
        tx.delete_sign_ins(me)?;
        assert!(tx.sign_in_by_secret("secret")?.is_none());
        let token = model::account::Token {
            id: TokenId::new(NOW, 21),
            name: "bot".into(),
            scopes: vec![model::account::Scope::Read],
            created_at: NOW,
            expires_at: None,
        };
        tx.insert_token(
            &StoredToken {
                person: me,
                token: token.clone(),
            },
            "token",
        )?;
        assert_eq!(tx.token_by_secret("token")?.unwrap().token, token);
        assert_eq!(tx.tokens(me)?.len(), 1);
        assert!(tx.delete_token(me, token.id)?);
        let mut invitation = model::account::Invitation {
            id: InvitationId::new(NOW, 22),
            role: Role::Member,
            created_by: me,
            created_at: NOW,
            expires_at: NOW,
            accepted_by: None,
            withdrawn_at: None,
        };
        tx.insert_invitation(&invitation, "code")?;
        invitation.accepted_by = Some(me);
        tx.close_invitation(&invitation)?;
        assert_eq!(
            tx.invitation_by_code("code")?,
            tx.invitation(invitation.id)?
        );
        assert_eq!(tx.invitations()?, [invitation]);
        let place = TopicPlace {
            topic: one.topic.id,
            level: TopicLevel::Mute,
            read_ordinal: 1,
        };
        tx.put_place(me, &place)?;
        assert_eq!(tx.place(one.topic.id, me)?, Some(place));
        assert_eq!(tx.places_of(me)?, tx.places_in(one.channel.id, me)?);
        tx.keep_answer(me, "key", "post", "{}", NOW)?;
        assert_eq!(tx.answer_of(me, "key")?, Some(("post".into(), "{}".into())));
        assert_eq!(tx.forget_answers(NOW.plus(Duration::from_secs(1)))?, 1);
        let availability = Availability {
            person: me,
            weekly: Some(Vec::new()),
            time_off: Vec::new(),
            focus: Vec::new(),
            do_not_disturb_until: Some(NOW),
            version: 1,
        };
        tx.put_availability(&availability)?;
        assert_eq!(tx.availability(me)?, Some(availability.clone()));
        assert_eq!(tx.availabilities()?, [availability]);
        assert!(tx.add_acquaintance(me, me)?);
        assert!(!tx.add_acquaintance(me, me)?);
        assert_eq!(tx.acquaintances(me)?.len(), tx.all_acquaintances()?.len());
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
}

#[tokio::test]
async fn changes_replace_and_deletions_take_what_hangs_on_them() {
    let (opened, one) = filled().await;
    let store = &opened.store;
    let me = one.person.id;
    let written = store.write(move |tx| {
        let mut message = one.message;
        tx.insert_revision(&message, NOW)?;
        assert_eq!(tx.revisions(message.id)?.len(), 1);
        assert!(tx.delete_reaction(message.id, "👍", me)?);
        message.deleted_at = Some(NOW);
        message.attachments.clear();
        message.reactions.clear();
        tx.update_message(&message)?;
        assert_eq!(tx.message(message.id)?, Some(message.clone()));
        assert!(tx.revisions(message.id)?.is_empty());
        assert!(tx.newest_message(message.topic)?.is_none());
        let mut request = one.request;
        request.state = RequestState::Answered { at: NOW, by: None };
        tx.put_request(&request)?;
        assert!(tx.open_requests(request.topic)?.is_empty());
        assert_eq!(tx.closed_requests_from(request.topic, me)?, [request]);
        let mut delivery = one.delivery;
        delivery.told_at = Some(NOW);
        tx.update_delivery(&delivery)?;
        assert_eq!(tx.next_delivery_due()?, None);
        let mut session = one.session;
        session.ended_at = Some(NOW);
        tx.put_session(&session)?;
        tx.set_residue(session.id, message.id)?;
        assert_eq!(tx.residue_of(session.id)?, Some(message.id));
        assert!(tx.live_sessions()?.is_empty());
        let upload = Upload {
            id: FileId::new(NOW, 30),
            person: me,
            name: "b".into(),
            bytes: 1,
            touched_at: NOW,
        };
        tx.insert_upload(&upload)?;
        tx.touch_upload(upload.id, NOW)?;
        assert_eq!(tx.upload(upload.id)?.unwrap().name, "b");
        assert_eq!(tx.idle_uploads(NOW.plus(Duration::from_secs(1)))?.len(), 1);
        tx.delete_upload(upload.id)?;
        assert!(tx.delete_membership(one.channel.id, me)?);
        assert!(tx.topics_of(me)?.is_empty() && tx.requests_around(me, NOW)?.is_empty());
        tx.wipe()?;
        assert!(tx.organisation()?.is_none() && tx.people()?.is_empty());
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
    assert!(store.check().unwrap().is_empty());
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
