//! Requests with a life: deferred, extended, handed on, overdue, and asked of groups.

use app::actor::Actor;
use app::availability::AvailabilityChange;
use app::channel::NewChannel;
use app::error::AppError;
use app::group::GroupChange;
use app::message::{PageOf, PostMessage};
use app::request::Side;
use model::channel::ChannelKind;
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::group::GroupMention;
use model::id::{GroupId, PersonId, RequestId, TopicId};
use model::inbox::Inbox;
use model::later::LaterChoice;
use model::message::{Expectation, Message};
use model::person::Role;
use model::request::{DueReason, Request, RequestState};
use model::time::Timestamp;
use model::topic::TopicLevel;

use crate::world::World;

/// The owner, in Berlin: Friday 14:40 when the world begins.
const MIRA: usize = 0;
/// A member, in Tokyo.
const ANA: usize = 1;
/// A member, in Chicago.
const DELE: usize = 2;
/// A guest, in Kathmandu.
const GUEST: usize = 3;

fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

/// A world with everybody in its first topic.
async fn world() -> World {
    let mut world = World::new().await;
    world.add(MIRA, 0, ANA).await;
    world.add(MIRA, 0, DELE).await;
    world
}

async fn post(world: &World, by: usize, message: PostMessage) -> Message {
    post_in(world, by, world.topics[0], message).await
}

async fn post_in(world: &World, by: usize, topic: TopicId, message: PostMessage) -> Message {
    let posted = world.app.post_message(world.by(by), topic, message, None);
    posted.await.unwrap()
}

fn words(text: &str) -> PostMessage {
    PostMessage {
        text: text.to_owned(),
        ..PostMessage::default()
    }
}

fn question(world: &World, to: &[usize]) -> PostMessage {
    let named = to
        .iter()
        .map(|one| format!("@[Somebody]({}) ", world.by(*one).person));
    words(&format!("{}when?", named.collect::<String>()))
}

/// Asks people for today, and answers the requests in that order.
async fn ask(world: &World, by: usize, to: &[usize]) -> Vec<Request> {
    let message = post(world, by, question(world, to)).await;
    requests_of(world, by, &message).await
}

async fn requests_of(world: &World, by: usize, message: &Message) -> Vec<Request> {
    let all = world.app.snapshot(world.by(by)).await.unwrap().requests;
    let mut of_message: Vec<Request> = all
        .into_iter()
        .filter(|request| request.message == message.id)
        .collect();
    let place = |person: PersonId| world.people.iter().position(|one| one.person == person);
    of_message.sort_by_key(|request| place(request.asked));
    of_message
}

/// A request as somebody sees it now.
async fn seen(world: &World, by: usize, id: RequestId) -> Request {
    let requests = world.app.snapshot(world.by(by)).await.unwrap().requests;
    requests
        .into_iter()
        .find(|request| request.id == id)
        .unwrap()
}

async fn open(world: &World, by: usize, side: Side) -> Vec<Request> {
    world.app.requests(world.by(by), side).await.unwrap()
}

/// What stands in somebody's lists and is no digest.
async fn listed(world: &World, by: usize) -> Vec<Delivery> {
    let mut listed = world.app.snapshot(world.by(by)).await.unwrap().deliveries;
    listed.retain(|one| !matches!(one.about, DeliveryAbout::Digest { .. }));
    listed
}

async fn notices(world: &World, by: usize) -> Vec<DeliveryAbout> {
    let listed = listed(world, by).await.into_iter();
    let notices = listed.filter(|one| !matches!(one.about, DeliveryAbout::Message { .. }));
    notices.map(|notice| notice.about).collect()
}

fn nudge(request: &Request) -> DeliveryAbout {
    DeliveryAbout::Nudge {
        request: request.id,
    }
}

fn overdue(request: &Request) -> DeliveryAbout {
    DeliveryAbout::Overdue {
        request: request.id,
    }
}

fn group_question(world: &World, everyone: bool) -> PostMessage {
    let group = world.groups[0];
    PostMessage {
        text: format!("@[Site]({group}) who has the key?"),
        everyone: everyone.then_some(group).into_iter().collect(),
        ..PostMessage::default()
    }
}

async fn regroup(world: &World, group: GroupId, people: &[usize]) {
    let change = GroupChange {
        members: Some(people.iter().map(|one| world.by(*one).person).collect()),
        ..GroupChange::default()
    };
    let changed = world.app.update_group(world.by(MIRA), group, change, None);
    changed.await.unwrap();
}

#[tokio::test]
async fn what_is_deferred_is_due_then_and_the_sender_sees_it() {
    let mut world = world().await;
    let request = ask(&world, MIRA, &[DELE]).await.remove(0);
    // Eight working hours in Chicago from 09:00 on.
    assert_eq!(request.due_at, Some(at("2026-11-20T23:00:00Z")));
    let dele = world.by(DELE).clone();
    let until = at("2026-11-25T18:00:00Z");
    let deferred = world.app.defer(&dele, request.id, until).await.unwrap();
    let sees = seen(&world, MIRA, request.id).await;
    assert_eq!((sees.due_at, &sees), (Some(until), &deferred));
    assert!(matches!(
        sees.due_reason,
        DueReason::Deferred { named, was, .. } if named == until && was == request.due_at
    ));
    let why = world.app.why_due(world.by(MIRA), request.id).await.unwrap();
    assert_eq!(
        (why.due_at, why.expectation),
        (Some(until), Expectation::By(until))
    );
    assert_eq!(why.rule, 3);
    // Nothing happens at the instant that was due, and all of it at the new one.
    world.wait_until("2026-11-24T18:00:00Z").await;
    assert_eq!(notices(&world, DELE).await, []);
    world.wait_until("2026-11-25T18:00:00Z").await;
    assert_eq!(notices(&world, DELE).await, [nudge(&request)]);
    for (by, id, until) in [
        (MIRA, request.id, "2026-11-26T18:00:00Z"),
        (ANA, request.id, "2026-11-26T18:00:00Z"),
        (DELE, request.id, "2026-11-24T18:00:00Z"),
    ] {
        assert!(world.app.defer(world.by(by), id, at(until)).await.is_err());
    }
}

#[tokio::test]
async fn an_overdue_request_nudges_once_in_working_time_and_is_then_offered_to_its_sender() {
    let mut world = world().await;
    let request = ask(&world, MIRA, &[DELE]).await.remove(0);
    world.wait_until("2026-11-21T12:00:00Z").await;
    assert_eq!(notices(&world, DELE).await, [], "it is Saturday");
    world = world.restart().await;
    world.wait_until("2026-11-23T14:59:59Z").await;
    assert_eq!(notices(&world, DELE).await, []);
    // Monday 09:00 in Chicago.
    world.wait_until("2026-11-23T15:00:00Z").await;
    assert_eq!(notices(&world, DELE).await, [nudge(&request)]);
    let told = listed(&world, DELE).await;
    assert_eq!(told[0].kind, DeliveryKind::Notify);
    let nudged_at = seen(&world, MIRA, request.id).await.nudged_at;
    assert_eq!(nudged_at, Some(at("2026-11-23T15:00:00Z")));
    world = world.restart().await;
    // An hour of their work later; it is 17:00 in Berlin, so Mira hears of it in the morning.
    world.wait_until("2026-11-23T16:00:00Z").await;
    assert_eq!(notices(&world, MIRA).await, [overdue(&request)]);
    assert_eq!(listed(&world, MIRA).await[0].told_at, None);
    world.wait_until("2026-11-24T08:00:00Z").await;
    let offered = listed(&world, MIRA).await;
    assert_eq!(offered[0].told_at, Some(at("2026-11-24T08:00:00Z")));
    world.wait_until("2026-12-04T18:00:00Z").await;
    assert_eq!(notices(&world, DELE).await, [nudge(&request)], "once");
    assert_eq!(notices(&world, MIRA).await, [overdue(&request)], "once");
    // Whatever closes it, nobody is told of it any more.
    let dele = world.by(DELE).clone();
    world.app.acknowledge(&dele, request.id).await.unwrap();
    assert_eq!(notices(&world, DELE).await, []);
    assert_eq!(notices(&world, MIRA).await, []);
}

#[tokio::test]
async fn who_gives_more_time_begins_anew() {
    let mut world = world().await;
    let request = ask(&world, MIRA, &[DELE]).await.remove(0);
    world.wait_until("2026-11-24T16:30:00Z").await;
    let mira = world.by(MIRA).clone();
    assert!(seen(&world, MIRA, request.id).await.offered_at.is_some());
    // Saturday noon is moved to Friday's end of work in Chicago.
    let until = at("2026-11-28T18:00:00Z");
    let extended = world.app.extend(&mira, request.id, until).await.unwrap();
    assert_eq!(extended.due_at, Some(at("2026-11-27T23:00:00Z")));
    assert_eq!((extended.nudged_at, extended.offered_at), (None, None));
    assert_eq!(notices(&world, DELE).await, []);
    assert_eq!(notices(&world, MIRA).await, []);
    world.wait_until("2026-11-30T15:00:00Z").await;
    assert_eq!(notices(&world, DELE).await, [nudge(&request)]);
    let again = world
        .app
        .extend(world.by(DELE), request.id, at("2026-12-02T18:00:00Z"));
    assert!(again.await.is_err(), "only the sender gives more time");
}

#[tokio::test]
async fn whom_it_was_handed_to_is_told_and_has_a_request_of_their_own() {
    let mut world = world().await;
    let message = post(&world, MIRA, question(&world, &[DELE])).await;
    let request = requests_of(&world, MIRA, &message).await.remove(0);
    world.wait_until("2026-11-23T15:30:00Z").await;
    assert_eq!(notices(&world, DELE).await, [nudge(&request)]);
    let (dele, ana) = (world.by(DELE).clone(), world.by(ANA).person);
    let closed = world
        .app
        .delegate(&dele, request.id, ana, None)
        .await
        .unwrap();
    assert!(matches!(closed.state, RequestState::Delegated { to, .. } if to == ana));
    assert_eq!(notices(&world, DELE).await, [], "the nudge is settled");
    let theirs = open(&world, MIRA, Side::OnOthers).await.remove(0);
    assert_eq!((theirs.asked, theirs.instead_of), (ana, Some(dele.person)));
    assert_eq!((theirs.from, theirs.message), (message.author, message.id));
    // It was overdue: today's eight hours, in Tokyo, from Tuesday 09:00 there.
    assert_eq!(theirs.due_at, Some(at("2026-11-24T08:00:00Z")));
    // It is past midnight there: told in the morning.
    let held = listed(&world, ANA).await;
    let about = DeliveryAbout::Message {
        message: message.id,
    };
    let until = at("2026-11-24T00:00:00Z");
    assert_eq!(held[0].about, about);
    assert_eq!(held[0].kind, DeliveryKind::Hold { until });
    let why = world.app.why_due(world.by(ANA), theirs.id).await.unwrap();
    assert_eq!(
        (why.due_at, why.expectation),
        (theirs.due_at, Expectation::Today)
    );
    world.wait_until("2026-11-24T00:00:00Z").await;
    let told = world
        .app
        .why_message(world.by(ANA), message.id)
        .await
        .unwrap();
    assert_eq!(told.kind, DeliveryKind::Notify);
    assert!(listed(&world, ANA).await.is_empty());
    world.wait_until("2026-11-25T00:00:00Z").await;
    assert_eq!(notices(&world, ANA).await, [nudge(&theirs)]);
    // Their answer is the answer.
    let reply = PostMessage {
        reply_to: Some(message.id),
        ..words("on Monday")
    };
    post(&world, ANA, reply).await;
    assert_eq!(open(&world, MIRA, Side::OnOthers).await, []);
    assert_eq!(notices(&world, ANA).await, []);
}

#[tokio::test]
async fn the_sender_asks_somebody_else_and_nobody_who_cannot_read() {
    let mut world = world().await;
    let hidden = NewChannel {
        kind: ChannelKind::Private,
        name: "Board".into(),
        purpose: String::new(),
        default_expectation: None,
        members: vec![world.by(DELE).person],
    };
    let mira = world.by(MIRA).clone();
    let channel = world.app.create_channel(&mira, hidden, None).await.unwrap();
    let opened = world
        .app
        .open_topic(&mira, channel.id, "Budget".into(), None, None);
    let topic = opened.await.unwrap().topic.id;
    let message = post_in(&world, MIRA, topic, question(&world, &[DELE])).await;
    let request = requests_of(&world, MIRA, &message).await.remove(0);
    for to in [MIRA, DELE, ANA, GUEST] {
        let to = world.by(to).person;
        assert!(
            world
                .app
                .delegate(&mira, request.id, to, None)
                .await
                .is_err()
        );
    }
    let ana = world.by(ANA).clone();
    let members = vec![ana.person];
    world
        .app
        .add_members(&mira, channel.id, members)
        .await
        .unwrap();
    world
        .app
        .delegate(&mira, request.id, ana.person, None)
        .await
        .unwrap();
    assert_eq!(open(&world, DELE, Side::OnMe).await, []);
    assert_eq!(open(&world, ANA, Side::OnMe).await.len(), 1);
    // What was handed on asks its first recipient no more.
    world.wait_until("2026-11-20T15:00:00Z").await;
    let told = world
        .app
        .why_message(world.by(DELE), message.id)
        .await
        .unwrap();
    assert_eq!(told.kind, DeliveryKind::Quiet);
    // Who leaves gives it back.
    world
        .app
        .remove_member(&ana, channel.id, ana.person)
        .await
        .unwrap();
    let back = seen(&world, MIRA, open_of(&world, &ana, &request).await).await;
    assert!(matches!(back.state, RequestState::Withdrawn { .. }));
}

/// The request of that message to somebody.
async fn open_of(world: &World, asked: &Actor, like: &Request) -> RequestId {
    let requests = world.app.snapshot(world.by(MIRA)).await.unwrap().requests;
    let mut found = requests
        .into_iter()
        .filter(|one| one.message == like.message && one.asked == asked.person);
    found.next().unwrap().id
}

#[tokio::test]
async fn an_edit_that_still_asks_the_first_keeps_what_they_handed_on() {
    let world = world().await;
    let message = post(&world, MIRA, question(&world, &[DELE])).await;
    let request = requests_of(&world, MIRA, &message).await.remove(0);
    let (dele, ana) = (world.by(DELE).clone(), world.by(ANA).clone());
    world
        .app
        .delegate(&dele, request.id, ana.person, None)
        .await
        .unwrap();
    let mira = world.by(MIRA).clone();
    let text = format!("@[Dele]({}) when exactly?", dele.person);
    world
        .app
        .edit_message(&mira, message.id, text, None)
        .await
        .unwrap();
    let kept = open(&world, ANA, Side::OnMe).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].excerpt, "@Dele when exactly?");
    assert_eq!(open(&world, DELE, Side::OnMe).await, [], "not asked again");
    let text = "never mind".to_owned();
    world
        .app
        .edit_message(&mira, message.id, text, None)
        .await
        .unwrap();
    assert_eq!(open(&world, ANA, Side::OnMe).await, []);
}

#[tokio::test]
async fn who_is_asked_in_a_public_channel_is_in_it_from_then_on() {
    let world = World::new().await;
    assert_eq!(open(&world, ANA, Side::OnMe).await, []);
    let request = ask(&world, MIRA, &[ANA]).await.remove(0);
    let hers = open(&world, ANA, Side::OnMe).await;
    assert_eq!(hers, std::slice::from_ref(&request));
    assert_eq!(listed(&world, ANA).await.len(), 1, "held until Monday");
    let dele = world.by(DELE).person;
    world
        .app
        .delegate(world.by(ANA), request.id, dele, None)
        .await
        .unwrap();
    assert_eq!(open(&world, DELE, Side::OnMe).await.len(), 1);
    world
        .app
        .acknowledge(world.by(DELE), open(&world, DELE, Side::OnMe).await[0].id)
        .await
        .unwrap();
}

#[tokio::test]
async fn any_one_of_a_group_answers_for_all() {
    let mut world = world().await;
    let group = world.groups[0];
    regroup(&world, group, &[MIRA, ANA, DELE]).await;
    let message = post(&world, MIRA, group_question(&world, false)).await;
    let mention = GroupMention {
        group,
        everyone: false,
    };
    assert_eq!(message.groups, [mention]);
    assert_eq!(message.expectation, Expectation::Today);
    assert!(message.html.contains(&format!("data-group=\"{group}\"")));
    let requests = requests_of(&world, MIRA, &message).await;
    let asked: Vec<PersonId> = requests.iter().map(|request| request.asked).collect();
    assert_eq!(asked, [world.by(ANA).person, world.by(DELE).person]);
    assert!(requests.iter().all(|request| request.group == Some(group)));
    // It is night in Tokyo and early in Chicago: held for both.
    assert_eq!(listed(&world, ANA).await.len(), 1);
    let dele = world.by(DELE).clone();
    world.wait_until("2026-11-20T15:10:00Z").await;
    let reply = PostMessage {
        reply_to: Some(message.id),
        ..words("I do")
    };
    let answer = post(&world, DELE, reply).await;
    for request in requests {
        let closed = seen(&world, MIRA, request.id).await.state;
        assert!(matches!(closed, RequestState::Answered { by: Some(by), .. } if by == answer.id));
    }
    assert_eq!(listed(&world, ANA).await, [], "she is not told on Monday");
    assert_eq!(answer.author, dele.person);
}

#[tokio::test]
async fn an_overdue_question_to_a_group_is_offered_to_its_sender_once() {
    let mut world = world().await;
    let group = world.groups[0];
    regroup(&world, group, &[ANA, DELE]).await;
    let message = post(&world, MIRA, group_question(&world, false)).await;
    let requests = requests_of(&world, MIRA, &message).await;
    world.wait_until("2026-11-26T10:00:00Z").await;
    assert_eq!(notices(&world, ANA).await, [nudge(&requests[0])]);
    assert_eq!(notices(&world, DELE).await, [nudge(&requests[1])]);
    assert_eq!(notices(&world, MIRA).await.len(), 1);
    let mira = world.by(MIRA).clone();
    let until = at("2026-12-02T12:00:00Z");
    world
        .app
        .extend(&mira, requests[0].id, until)
        .await
        .unwrap();
    for request in &requests {
        let moved = seen(&world, MIRA, request.id).await;
        assert!(at("2026-12-01T00:00:00Z") < moved.due_at.unwrap());
    }
    for by in [MIRA, ANA, DELE] {
        assert_eq!(notices(&world, by).await, []);
    }
    world.wait_until("2026-12-09T10:00:00Z").await;
    world
        .app
        .acknowledge(world.by(ANA), requests[0].id)
        .await
        .unwrap();
    for by in [MIRA, ANA, DELE] {
        assert_eq!(notices(&world, by).await, []);
    }
    assert_eq!(open(&world, MIRA, Side::OnOthers).await, []);
}

#[tokio::test]
async fn of_everyone_each_answers_and_the_sender_takes_a_group_back_at_once() {
    let world = world().await;
    let group = world.groups[0];
    regroup(&world, group, &[ANA, DELE]).await;
    let message = post(&world, MIRA, group_question(&world, true)).await;
    assert!(message.groups[0].everyone);
    let requests = requests_of(&world, MIRA, &message).await;
    assert!(requests.iter().all(|request| request.group.is_none()));
    world
        .app
        .acknowledge(world.by(ANA), requests[0].id)
        .await
        .unwrap();
    assert_eq!(
        open(&world, MIRA, Side::OnOthers).await,
        [requests[1].clone()]
    );
    world
        .app
        .withdraw(world.by(MIRA), requests[1].id)
        .await
        .unwrap();
    let message = post(&world, MIRA, group_question(&world, false)).await;
    let requests = requests_of(&world, MIRA, &message).await;
    assert_eq!(requests.len(), 2);
    world
        .app
        .withdraw(world.by(MIRA), requests[0].id)
        .await
        .unwrap();
    assert_eq!(open(&world, MIRA, Side::OnOthers).await, []);
}

#[tokio::test]
async fn above_a_few_answers_a_question_to_everyone_is_for_information() {
    let mut world = world().await;
    let mut people = vec![ANA, DELE];
    for number in 0..8 {
        let name = format!("Member{number}");
        world.invite(&name, Role::Member, "Europe/Berlin").await;
        let joined = world.people.len() - 1;
        world.add(MIRA, 0, joined).await;
        people.push(joined);
    }
    regroup(&world, world.groups[0], &people).await;
    let everyone = post(&world, MIRA, group_question(&world, true)).await;
    assert_eq!(
        (everyone.expectation, everyone.asked.len()),
        (Expectation::None, 0)
    );
    assert_eq!(everyone.groups.len(), 1);
    let preview = world.app.preview_message(
        world.by(MIRA),
        world.topics[0],
        group_question(&world, false),
        None,
    );
    let preview = preview.await.unwrap();
    assert_eq!(preview.expectation, Expectation::Today);
    assert_eq!(preview.recipients.len(), people.len());
    let group = Some(world.groups[0]);
    assert!(
        preview
            .recipients
            .iter()
            .all(|one| one.group == group && one.asked)
    );
    let picked = PostMessage {
        expectation: Some(Expectation::Today),
        ..group_question(&world, true)
    };
    let picked = post(&world, MIRA, picked).await;
    assert_eq!(picked.asked.len(), people.len());
}

#[tokio::test]
async fn editing_and_deleting_withdraw_what_a_group_was_asked() {
    let world = world().await;
    let group = world.groups[0];
    regroup(&world, group, &[ANA]).await;
    let mira = world.by(MIRA).clone();
    let message = post(&world, MIRA, group_question(&world, false)).await;
    regroup(&world, group, &[ANA, DELE]).await;
    let text = format!("@[Site]({group}) who has the keys?");
    let edited = world
        .app
        .edit_message(&mira, message.id, text, None)
        .await
        .unwrap();
    assert_eq!(edited.groups.len(), 1);
    let requests = requests_of(&world, MIRA, &edited).await;
    assert_eq!(
        requests.len(),
        1,
        "who joined since is not asked by an edit"
    );
    assert_eq!(requests[0].excerpt, "@Site who has the keys?");
    let text = format!("@[Dele]({}) you have it?", world.by(DELE).person);
    let edited = world
        .app
        .edit_message(&mira, message.id, text, None)
        .await
        .unwrap();
    assert_eq!((edited.groups.len(), edited.asked.len()), (0, 1));
    assert_eq!(open(&world, ANA, Side::OnMe).await, []);
    assert_eq!(open(&world, DELE, Side::OnMe).await.len(), 1);
    let again = post(&world, MIRA, group_question(&world, false)).await;
    assert_eq!(open(&world, ANA, Side::OnMe).await.len(), 1);
    let deleted = world.app.delete_message(&mira, again.id).await.unwrap();
    assert_eq!((deleted.groups.len(), deleted.asked.len()), (0, 0));
    assert_eq!(open(&world, ANA, Side::OnMe).await, []);
}

#[tokio::test]
async fn who_leaves_a_group_or_the_channel_is_asked_no_more_and_the_others_go_on() {
    let world = world().await;
    let group = world.groups[0];
    regroup(&world, group, &[ANA, DELE]).await;
    post(&world, MIRA, group_question(&world, false)).await;
    regroup(&world, group, &[DELE]).await;
    assert_eq!(open(&world, ANA, Side::OnMe).await, []);
    assert_eq!(open(&world, DELE, Side::OnMe).await.len(), 1);
    let dele = world.by(DELE).clone();
    world
        .app
        .remove_member(&dele, world.channels[0], dele.person)
        .await
        .unwrap();
    assert_eq!(open(&world, MIRA, Side::OnOthers).await, []);
}

#[tokio::test]
async fn guests_mention_no_group_and_archived_ones_ask_nobody() {
    let world = world().await;
    let by_guest = post(&world, GUEST, group_question(&world, true)).await;
    assert_eq!((by_guest.groups.len(), by_guest.asked.len()), (0, 0));
    assert_eq!(by_guest.expectation, Expectation::None);
    let archive = GroupChange {
        archived: Some(true),
        ..GroupChange::default()
    };
    let group = world.groups[0];
    world
        .app
        .update_group(world.by(MIRA), group, archive, None)
        .await
        .unwrap();
    let archived = post(&world, MIRA, group_question(&world, true)).await;
    assert_eq!((archived.groups.len(), archived.asked.len()), (0, 0));
}

#[tokio::test]
async fn who_can_be_reached_sooner_is_nudged_sooner() {
    let mut world = world().await;
    let request = ask(&world, MIRA, &[DELE]).await.remove(0);
    let dele = world.by(DELE).clone();
    world.wait_until("2026-11-23T14:00:00Z").await;
    let quiet = |until: Option<&str>| AvailabilityChange {
        do_not_disturb_until: until.map(at),
        ..AvailabilityChange::default()
    };
    let change = quiet(Some("2026-11-23T20:00:00Z"));
    world
        .app
        .set_availability(&dele, change, None)
        .await
        .unwrap();
    world.wait_until("2026-11-23T16:00:00Z").await;
    assert_eq!(notices(&world, DELE).await, []);
    world
        .app
        .set_availability(&dele, quiet(None), None)
        .await
        .unwrap();
    assert_eq!(notices(&world, DELE).await, [nudge(&request)]);
}

#[tokio::test]
async fn who_leaves_or_is_disabled_gives_back_what_is_overdue_with_its_notices() {
    let mut world = world().await;
    let mine = ask(&world, MIRA, &[DELE]).await.remove(0);
    let other = ask(&world, DELE, &[ANA]).await.remove(0);
    world.wait_until("2026-11-26T10:00:00Z").await;
    assert_eq!(notices(&world, MIRA).await, [overdue(&mine)]);
    assert_eq!(notices(&world, ANA).await, [nudge(&other)]);
    world.disable(DELE, true).await;
    assert_eq!(notices(&world, MIRA).await, []);
    assert_eq!(notices(&world, ANA).await, []);
    world.wait_until("2026-12-04T10:00:00Z").await;
    assert_eq!(notices(&world, MIRA).await, []);
}

#[tokio::test]
async fn the_inbox_lists_what_waits_and_today_what_is_left() {
    let mut world = world().await;
    let soon = ask(&world, DELE, &[MIRA]).await.remove(0);
    let later = PostMessage {
        expectation: Some(Expectation::ThisWeek),
        ..question(&world, &[MIRA])
    };
    let later = post(&world, ANA, later).await;
    let later = requests_of(&world, MIRA, &later).await.remove(0);
    world.wait(1).await;
    // In the same topic it would answer him.
    world.topic(MIRA, 0).await;
    let theirs = post_in(&world, MIRA, world.topics[1], question(&world, &[DELE])).await;
    let theirs = requests_of(&world, MIRA, &theirs).await.remove(0);
    let mira = world.by(MIRA).clone();
    let inbox = world.app.inbox(&mira).await.unwrap();
    assert_eq!(inbox.waiting_on_me, [soon.clone(), later.clone()]);
    assert_eq!(inbox.waiting_on_others, [theirs]);
    let unread = |inbox: &Inbox| -> Vec<(TopicId, u64)> {
        let unread = inbox.unread.iter();
        unread.map(|one| (one.topic.id, one.messages)).collect()
    };
    assert_eq!(unread(&inbox), [(world.topics[0], 2)]);
    let inbox = world.app.inbox(world.by(DELE)).await.unwrap();
    assert_eq!(unread(&inbox), [(world.topics[1], 1), (world.topics[0], 1)]);
    world.level(DELE, 1, TopicLevel::Mute).await;
    let inbox = world.app.inbox(world.by(DELE)).await.unwrap();
    assert_eq!(unread(&inbox), [(world.topics[0], 1)]);

    // Friday 14:40 in Berlin: what is due on Monday can wait.
    let today = world.app.today(&mira).await.unwrap();
    assert_eq!((today.due, today.free_minutes), (vec![], 139));
    assert_eq!(today.until, at("2026-11-20T16:00:00Z"));
    let due_at = soon.due_at.unwrap();
    world.wait_until(&due_at.to_string()).await;
    let today = world.app.today(&mira).await.unwrap();
    assert_eq!(
        today.due.iter().map(|one| one.id).collect::<Vec<_>>(),
        [soon.id]
    );
    let inbox = world.app.inbox(&mira).await.unwrap();
    let told: Vec<_> = inbox.notices.into_iter().map(|one| one.about).collect();
    assert!(told.contains(&nudge(&soon)), "{told:?}");
}

#[tokio::test]
async fn nobody_asks_who_does_not_exist_or_ten_thousand_at_once() {
    let world = world().await;
    let (mira, topic) = (world.by(MIRA), world.topics[0]);
    let stranger = PersonId::new(world.app.now(), 7);
    let ask = |asked: Vec<PersonId>| PostMessage {
        text: "Who knows?".into(),
        expectation: Some(Expectation::Today),
        asked,
        ..PostMessage::default()
    };
    let unknown = ask(vec![world.by(ANA).person, stranger]);
    let many = ask(vec![world.by(ANA).person; 10_000]);
    for (message, field) in [(unknown, "asked.1"), (many, "asked")] {
        let posted = world.app.post_message(mira, topic, message.clone(), None);
        assert_eq!(faulty(posted.await), [field]);
        let preview = world
            .app
            .preview_message(mira, topic, message.clone(), None);
        assert_eq!(faulty(preview.await), [field]);
        let later = LaterChoice::At {
            at: at("2026-11-23T12:00:00Z"),
        };
        let scheduled = world
            .app
            .schedule_message(mira, topic, message, later, None);
        assert_eq!(faulty(scheduled.await), [field]);
    }
    assert!(
        world
            .app
            .messages(mira, topic, PageOf::After(0), 9)
            .await
            .unwrap()
            .items
            .is_empty()
    );
}

/// The fields that a refusal names.
fn faulty<T: std::fmt::Debug>(answer: Result<T, AppError>) -> Vec<String> {
    match answer {
        Err(AppError::Refused(refusal)) => {
            refusal.fields.into_iter().map(|one| one.field).collect()
        }
        other => panic!("not refused: {other:?}"),
    }
}
