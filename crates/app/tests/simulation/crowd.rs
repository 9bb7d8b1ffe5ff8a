//! Large sessions: what one person's coming tells themselves and the others, in bytes.

use std::sync::Arc;

use app::actor::Actor;
use app::hub::{Frame, Subscription};
use app::live::LiveEvent;
use app::message::PostMessage;
use app::participant::Offer;
use app::session::NewSession;
use model::availability::Availability;
use model::channel::Membership;
use model::event::{Audience, Event};
use model::id::{MessageId, PersonId, SessionId};
use model::limits::{ROSTER_FIRST, STAYS_SHOWN};
use model::message::Expectation;
use model::person::{Person, Role};
use model::session::{ParticipantState, Quality, QualityCause, QualityLevel};
use model::sync::RosterDelta;
use store::PersonSecret;
use testkit::replica::Replica;

use crate::trio::Trio;

const LISTENS: ParticipantState = ParticipantState {
    microphone: false,
    camera: false,
    screen: false,
};
const SPEAKS: ParticipantState = ParticipantState {
    microphone: true,
    ..LISTENS
};

/// A session, and members of its channel.
struct Crowd {
    team: Trio,
    members: Vec<Actor>,
    session: SessionId,
}

impl Crowd {
    /// A session with so many people, of whom the first speaks, and one more member.
    async fn new(size: usize) -> Self {
        Self::of(size + 1, size).await
    }

    async fn of(members_count: usize, size: usize) -> Self {
        let team = Trio::new().await;
        let members = members(&team, members_count).await;
        let started = team
            .app
            .start_session(&members[0], team.topic, NewSession::default());
        let session = started.await.unwrap().id;
        let crowd = Self {
            team,
            members,
            session,
        };
        for at in 0..size {
            crowd
                .enter(at, if at == 0 { SPEAKS } else { LISTENS })
                .await;
        }
        crowd
    }

    fn app(&self) -> &Arc<app::App> {
        &self.team.app
    }

    /// Comes in by an offer; gives the socket that it has.
    async fn enter(&self, at: usize, state: ParticipantState) -> Subscription {
        let actor = &self.members[at];
        let subscription = self.app().hub().subscribe(actor.person);
        self.offer(at, &subscription, state).await;
        subscription
    }

    async fn offer(&self, at: usize, subscription: &Subscription, state: ParticipantState) {
        let offer = Offer {
            session: self.session,
            sdp: String::new(),
            tracks: Vec::new(),
            state,
        };
        let answer = self
            .app()
            .offer(&self.members[at], subscription.socket, offer);
        answer.await.unwrap();
    }
}

/// Makes members of the channel, without passwords: a thousand would take a minute.
pub async fn members(team: &Trio, count: usize) -> Vec<Actor> {
    let (channel, now) = (team.channel, team.app.now());
    let made = team.app.store().write(move |tx| {
        let mut actors = Vec::new();
        for number in 0..count {
            let id = PersonId::new(now, 1_000 + number as u128);
            let person = Person {
                id,
                name: format!("Person {number}"),
                role: Role::Member,
                time_zone: "Europe/Berlin".to_owned(),
                place: String::new(),
                joined_at: now,
                disabled_at: None,
                version: 1,
            };
            tx.put_person(&PersonSecret {
                person: person.clone(),
                email: format!("person{number}@example.org"),
                password_hash: String::new(),
            })?;
            let availability = Availability::unsaid(id);
            tx.put_availability(&availability)?;
            let event = Event::AvailabilityUpdated(availability);
            tx.append(now, Audience::Organisation, event)?;
            let membership = Membership {
                channel,
                person: id,
                joined_at: now,
            };
            tx.insert_membership(&membership)?;
            tx.append(now, Audience::Organisation, Event::PersonUpdated(person))?;
            tx.append(
                now,
                Audience::Channel(channel),
                Event::MemberJoined(membership),
            )?;
            actors.push(Actor {
                person: id,
                role: Role::Member,
                scopes: None,
                sign_in: None,
                ends_at: None,
            });
        }
        Ok::<_, store::StoreError>(actors)
    });
    let actors = made.await.unwrap();
    let newest = team.app.store().read(|view| view.last_seq()).await.unwrap();
    team.app.hub_has(newest).await;
    actors
}

fn text(frame: &Frame) -> &str {
    match frame {
        Frame::Event { json, .. } => json,
        Frame::Text(text) => text,
    }
}

fn roster(frame: &Frame) -> Option<RosterDelta> {
    let value: serde_json::Value = serde_json::from_str(text(frame)).unwrap();
    (value["type"] == "session.roster")
        .then(|| serde_json::from_value(value["data"].clone()).unwrap())
}

fn is_stay(frame: &Frame) -> bool {
    text(frame).contains("session.stay")
}

/// What comes on a socket until the roster counts so many, and, if asked for, a stay is told.
async fn told(socket: &mut Subscription, count: usize, stay: bool) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let over = |frames: &[Frame]| {
        let counts = frames
            .iter()
            .filter_map(roster)
            .filter(|roster| !roster.full)
            .any(|roster| roster.count as usize == count);
        counts && (!stay || frames.iter().any(is_stay))
    };
    while !over(&frames) {
        let next = tokio::time::timeout(std::time::Duration::from_secs(20), socket.frames.recv());
        frames.push(next.await.unwrap().unwrap());
    }
    frames
}

fn bytes(frames: &[Frame]) -> usize {
    frames.iter().map(|frame| text(frame).len()).sum()
}

/// What one more person's coming and going costs.
#[derive(Debug)]
struct Cost {
    /// Bytes that they are told of their coming.
    to_self: usize,
    /// Bytes that one of the others is told of it.
    to_other: usize,
    /// What the store reads and writes for it, in steps of SQLite's machine.
    join_steps: u64,
    leave_steps: u64,
}

async fn cost_of_a_join(size: usize) -> Cost {
    let crowd = Crowd::new(size - 1).await;
    let last = size - 1;
    let mut watcher = crowd.app().hub().subscribe(crowd.members[0].person);
    // What the coming of those before has still to tell is told.
    crowd
        .app()
        .set_participant_state(&crowd.members[0], crowd.session, SPEAKS)
        .unwrap();
    told(&mut watcher, size - 1, false).await;
    let newest = crowd.app().store().read(|view| view.last_seq()).await;
    crowd.app().hub_has(newest.unwrap()).await;
    while watcher.frames.try_recv().is_ok() {}
    let mut own = crowd.app().hub().subscribe(crowd.members[last].person);
    let steps = || crowd.app().store().stats().steps();
    let before = steps();
    let joined = crowd
        .app()
        .join_session(&crowd.members[last], crowd.session)
        .await
        .unwrap();
    let answer = serde_json::to_string(&joined).unwrap().len();
    crowd.offer(last, &own, LISTENS).await;
    let join_steps = steps() - before;
    let to_self = answer + bytes(&told(&mut own, size, true).await);
    let to_other = bytes(&told(&mut watcher, size, size <= STAYS_SHOWN).await);
    let before = steps();
    let left = crowd
        .app()
        .leave_session(&crowd.members[last], crowd.session);
    left.await.unwrap();
    Cost {
        to_self,
        to_other,
        join_steps,
        leave_steps: steps() - before,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_join_tells_and_reads_as_much_in_a_session_of_a_thousand_as_in_one_of_a_hundred() {
    let mut costs = Vec::new();
    for size in [10, 100, 1_500] {
        costs.push(cost_of_a_join(size).await);
    }
    let [ten, hundred, most] = &costs[..] else {
        panic!("{costs:?}");
    };
    let differs = hundred.to_self.abs_diff(most.to_self);
    assert!(differs * 100 < hundred.to_self, "{costs:?}");
    // A client's offer and its answer are some 12,000 bytes on top.
    let differs = ten.to_self.abs_diff(most.to_self);
    assert!(differs * 10 < 12_000 + ten.to_self, "{costs:?}");
    assert!(most.to_self < 4_000, "{costs:?}");
    // Another digit of the count is all that a larger session adds.
    assert!(most.to_other <= hundred.to_other + 2, "{costs:?}");
    assert!(hundred.to_other < ten.to_other, "{costs:?}");
    assert!(most.to_other < 200, "{costs:?}");
    assert_eq!(hundred.join_steps, most.join_steps, "{costs:?}");
    assert_eq!(hundred.leave_steps, most.leave_steps, "{costs:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_large_session_all_learn_who_speaks_and_a_page_names_the_others() {
    let crowd = Crowd::new(40).await;
    let mut late = crowd.app().hub().subscribe(crowd.members[40].person);
    crowd.offer(40, &late, LISTENS).await;
    let frames = told(&mut late, 41, true).await;
    let first = frames.iter().find_map(roster).unwrap();
    assert!(first.full && first.updated.len() == ROSTER_FIRST);
    assert_eq!(first.count, 41);
    let speaker = crowd.members[0].person;
    assert!(
        first
            .updated
            .iter()
            .any(|line| line.person == speaker && line.state == SPEAKS)
    );
    // Somebody whom nobody was told of begins to speak, falls silent and leaves.
    let shy = &crowd.members[39];
    for state in [SPEAKS, LISTENS] {
        crowd
            .app()
            .set_participant_state(shy, crowd.session, state)
            .unwrap();
        let told = wait_for(&mut late, |roster| {
            roster.updated.iter().any(|line| line.person == shy.person)
        });
        assert_eq!(told.await.updated[0].state, state);
    }
    crowd.app().leave_session(shy, crowd.session).await.unwrap();
    let left = wait_for(&mut late, |roster| !roster.left.is_empty()).await;
    assert_eq!((left.left, left.count), (vec![shy.person], 40));
    // Pages name everybody once, in order.
    let (mut after, mut named) = (None, Vec::new());
    loop {
        let page = crowd
            .app()
            .roster(&crowd.members[5], crowd.session, after, Some(15))
            .await
            .unwrap();
        assert_eq!(page.count, 40);
        named.extend(page.participants.iter().map(|line| line.person));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut here: Vec<PersonId> = crowd.members.iter().map(|actor| actor.person).collect();
    here.retain(|person| *person != shy.person);
    here.sort_unstable();
    assert_eq!(named, here);
}

async fn wait_for(socket: &mut Subscription, wanted: impl Fn(&RosterDelta) -> bool) -> RosterDelta {
    loop {
        let next = tokio::time::timeout(std::time::Duration::from_secs(20), socket.frames.recv());
        let frame = next.await.unwrap().unwrap();
        if let Some(roster) = roster(&frame).filter(&wanted) {
            return roster;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_events_keep_is_true_in_a_large_session() {
    let crowd = Crowd::of(50, 10).await;
    let app = crowd.app();
    let mut copies = Vec::new();
    for at in [0, 9, 30, 49] {
        let snapshot = app.snapshot(&crowd.members[at]).await.unwrap();
        copies.push((at, snapshot.seq, Replica::new(snapshot)));
    }
    // In an order in which who comes later may stand before who came earlier.
    for step in 0..40 {
        let actor = &crowd.members[10 + step * 7 % 40];
        app.join_session(actor, crowd.session).await.unwrap();
        if step % 4 == 0 {
            app.leave_session(actor, crowd.session).await.unwrap();
        }
        if step % 8 == 0 {
            app.join_session(actor, crowd.session).await.unwrap();
        }
        // Nothing changes by this, and nobody is told.
        let newest = app.store().read(|view| view.last_seq()).await.unwrap();
        if step % 4 != 0 {
            app.join_session(actor, crowd.session).await.unwrap();
        }
        let after = app.store().read(|view| view.last_seq()).await.unwrap();
        assert_eq!(newest, after);
    }
    app.start_recording(&crowd.members[0], crowd.session)
        .await
        .unwrap();
    for (at, seq, mut copy) in copies {
        let reader = &crowd.members[at];
        let (events, _) = app.events(reader, seq, 10_000).await.unwrap();
        for event in &events {
            copy.apply_frame(event);
        }
        let fresh = app.snapshot(reader).await.unwrap();
        assert_eq!(copy.snapshot().sessions, fresh.sessions, "{at}");
        let stays = &fresh.sessions[0].attendance;
        assert!(
            stays.iter().any(|stay| stay.person == reader.person),
            "{at}"
        );
        assert!(
            (STAYS_SHOWN..STAYS_SHOWN + 2).contains(&stays.len()),
            "{at}"
        );
    }
    let over = app
        .end_session(&crowd.members[0], crowd.session)
        .await
        .unwrap();
    assert_eq!((over.came, over.attendance.len()), (Some(50), 50));
}

/// How many of a crowd were told of what the call held.
async fn told_count(crowd: &Crowd, message: MessageId) -> usize {
    let people: Vec<PersonId> = crowd.members.iter().map(|actor| actor.person).collect();
    let counted = crowd.app().store().read(move |view| {
        let mut count = 0;
        for person in people {
            let delivery = view.delivery_of_message(message, person)?.unwrap();
            count += usize::from(delivery.told_at.is_some());
        }
        Ok::<_, store::StoreError>(count)
    });
    counted.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_large_call_held_is_told_to_a_few_when_it_ends_and_to_all_by_the_clock() {
    let crowd = Crowd::of(60, 60).await;
    let message = PostMessage {
        text: "Who comes to the gate?".into(),
        expectation: Some(Expectation::Today),
        asked: crowd.members.iter().map(|actor| actor.person).collect(),
        ..PostMessage::default()
    };
    let team = &crowd.team;
    let posted = team.app.post_message(&team.mira, team.topic, message, None);
    let asked = posted.await.unwrap().id;
    assert_eq!(told_count(&crowd, asked).await, 0);
    let ended = team.app.end_session(&crowd.members[0], crowd.session);
    ended.await.unwrap();
    assert_eq!(told_count(&crowd, asked).await, 50);
    team.wait(1).await;
    assert_eq!(told_count(&crowd, asked).await, 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_connection_works_is_told_to_whose_it_is_alone() {
    let crowd = Crowd::new(2).await;
    let mut own = crowd.app().hub().subscribe(crowd.members[0].person);
    let mut other = crowd.app().hub().subscribe(crowd.members[1].person);
    let quality = Quality {
        level: QualityLevel::Fair,
        cause: Some(QualityCause::MeUp),
        lost_up_percent: 5,
        ..Quality::default()
    };
    let event = LiveEvent::Quality {
        session: crowd.session,
        person: crowd.members[0].person,
        quality,
    };
    crowd.app().take_live_event(event).await;
    let speaking = LiveEvent::Speaking {
        session: crowd.session,
        people: Vec::new(),
    };
    // What all are told comes after it: had it gone to the other, it would stand before that.
    crowd.app().take_live_event(speaking).await;
    let told = told_until(&mut own, "session.speaking").await;
    let frame = told.iter().find(|frame| frame["type"] == "session.quality");
    let data = &frame.unwrap()["data"];
    assert_eq!(data["session"], crowd.session.to_string());
    assert_eq!(data["quality"]["level"], "fair");
    assert_eq!(data["quality"]["cause"], "me_up");
    assert_eq!(data["quality"]["lost_up_percent"], 5);
    let told = told_until(&mut other, "session.speaking").await;
    assert!(told.iter().all(|frame| frame["type"] != "session.quality"));
}

/// What comes on a socket up to a frame of this type.
async fn told_until(socket: &mut Subscription, kind: &str) -> Vec<serde_json::Value> {
    let mut told: Vec<serde_json::Value> = Vec::new();
    while told.last().is_none_or(|frame| frame["type"] != kind) {
        let next = tokio::time::timeout(std::time::Duration::from_secs(20), socket.frames.recv());
        let frame = next.await.unwrap().unwrap();
        told.push(serde_json::from_str(text(&frame)).unwrap());
    }
    told
}
