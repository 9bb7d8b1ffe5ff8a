//! Scheduled messages and reminders on the one clock: once, in order, after restarts and jumps.

use std::time::Duration;

use app::actor::Actor;
use app::channel::ChannelChange;
use app::error::AppError;
use app::later::{NewReminder, ScheduledChange};
use app::message::{PageOf, PostMessage};
use app::urgent::UrgentPost;
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::id::ReminderId;
use model::later::{LaterChoice, Reminder, ReminderOf, ScheduledMessage};
use model::limits::{REMINDERS_MAX, SCHEDULED_MAX};
use model::message::Expectation;
use model::time::{MinuteOfDay, Timestamp};

use crate::world::World;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Why a command was refused.
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, AppError>) -> (ErrorCode, String) {
    match answer {
        Err(AppError::Refused(refusal)) => (refusal.code, refusal.detail),
        other => panic!("not refused: {other:?}"),
    }
}

/// Notices in somebody's lists, held or told and not dealt with.
pub async fn notices(world: &World, actor: &Actor) -> Vec<Delivery> {
    let mut listed = world.app.snapshot(actor).await.unwrap().deliveries;
    listed.retain(|one| !matches!(one.about, DeliveryAbout::Message { .. }));
    listed
}

fn message(text: &str) -> PostMessage {
    PostMessage {
        text: text.into(),
        ..PostMessage::default()
    }
}

fn at_instant(text: &str) -> LaterChoice {
    LaterChoice::At { at: at(text) }
}

impl World {
    async fn schedule(
        &self,
        by: usize,
        text: &str,
        later: LaterChoice,
    ) -> Result<ScheduledMessage, AppError> {
        let topic = self.topics[0];
        self.app
            .schedule_message(self.by(by), topic, message(text), later, None)
            .await
    }

    /// What people wrote into the first topic, in order.
    async fn written(&self) -> Vec<String> {
        let page = PageOf::Before(u64::MAX);
        let page = self
            .app
            .messages(self.by(0), self.topics[0], page, 100)
            .await;
        let items = page.unwrap().items;
        items.into_iter().map(|message| message.text).collect()
    }

    async fn remind(&self, by: usize, of: ReminderOf, later: Option<LaterChoice>) -> Reminder {
        let note = (of == ReminderOf::Note).then(|| "Call the harbour".to_owned());
        let new = NewReminder { of, note, later };
        let made = self.app.create_reminder(self.by(by), new, None).await;
        made.unwrap()
    }

    async fn alarms(&self) -> u64 {
        self.app
            .store()
            .read(|view| view.count_alarms())
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn scheduled_messages_are_sent_once_in_order_after_restarts_and_jumps_of_the_clock() {
    let mut world = World::new().await;
    let ana = world.by(1).person;
    world
        .schedule(0, "second", at_instant("2026-11-20T14:00:00Z"))
        .await
        .unwrap();
    world
        .schedule(0, "first", at_instant("2026-11-20T13:50:00Z"))
        .await
        .unwrap();
    let next = LaterChoice::NextWorkingMinute { person: ana };
    let third = world.schedule(0, "third", next).await.unwrap();
    world.wait(1).await;
    let nine = LaterChoice::TheirTime {
        person: ana,
        date: jiff::civil::date(2026, 11, 23),
        minute: MinuteOfDay(540),
    };
    let fourth = world.schedule(0, "fourth", nine).await.unwrap();
    // Monday 9:00 in Tokyo.
    assert_eq!(third.send_at, at("2026-11-23T00:00:00Z"));
    assert_eq!(fourth.send_at, third.send_at);
    assert_eq!(third.choice, next);

    world.set_time(at("2026-11-20T13:49:59.999Z")).await;
    assert!(world.written().await.is_empty());
    world = world.restart().await;
    world.set_time(at("2026-11-20T13:50:00Z")).await;
    assert_eq!(world.written().await, ["first"]);
    // An hour back and there again.
    world.set_time(at("2026-11-20T12:50:00Z")).await;
    world.set_time(at("2026-11-20T13:50:00Z")).await;
    world = world.restart().await;
    world.set_time(at("2026-11-20T13:51:00Z")).await;
    assert_eq!(world.written().await, ["first"]);
    // A day ahead.
    world.set_time(at("2026-11-21T13:50:00Z")).await;
    assert_eq!(world.written().await, ["first", "second"]);
    let waiting = world.app.snapshot(world.by(0)).await.unwrap().scheduled;
    assert_eq!(waiting, [third, fourth]);
    world.set_time(at("2026-11-23T00:00:00Z")).await;
    let all = ["first", "second", "third", "fourth"];
    assert_eq!(world.written().await, all);
    world.set_time(at("2026-11-24T00:00:00Z")).await;
    assert_eq!(world.written().await, all);
    assert!(
        world
            .app
            .scheduled_messages(world.by(0))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_scheduled_message_asks_and_is_told_when_it_is_sent() {
    let mut world = World::new().await;
    let (mira, visitor) = (world.by(0).person, world.by(4).person);
    let text = format!("@[Visitor]({visitor}) ready?");
    let sent_at = at("2026-11-20T14:00:00Z");
    world
        .schedule(0, &text, LaterChoice::At { at: sent_at })
        .await
        .unwrap();
    let before = world.app.snapshot(world.by(4)).await.unwrap();
    assert!(before.requests.is_empty() && before.scheduled.is_empty());
    world.set_time(sent_at).await;
    let after = world.app.snapshot(world.by(4)).await.unwrap();
    let request = after.requests.first().unwrap();
    assert_eq!(
        (request.from, request.asked, request.opened_at),
        (mira, visitor, sent_at)
    );
}

#[tokio::test]
async fn what_cannot_be_sent_stays_with_the_reason_until_its_author_plans_it_anew() {
    let mut world = World::new().await;
    let due_at = at("2026-11-20T14:00:00Z");
    let planned = world
        .schedule(0, "Ready?", LaterChoice::At { at: due_at })
        .await
        .unwrap();
    world.rename(0, 0, true).await;
    world.set_time(due_at).await;
    assert!(world.written().await.is_empty());
    let kept = world.app.scheduled_messages(world.by(0)).await.unwrap();
    let problem = kept[0].problem.clone().unwrap();
    assert!(problem.contains("archived"), "{problem}");
    let told = notices(&world, world.by(0)).await;
    let about = DeliveryAbout::NotSent {
        scheduled: planned.id,
    };
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].about, told[0].told_at), (&about, Some(due_at)));
    // It does not try again by itself.
    world.rename(0, 0, false).await;
    world.set_time(at("2026-11-20T15:00:00Z")).await;
    assert!(world.written().await.is_empty());

    let change = ScheduledChange {
        text: Some("Still ready?".into()),
        later: Some(at_instant("2026-11-20T15:10:00Z")),
        ..ScheduledChange::default()
    };
    let changed = world
        .app
        .change_scheduled(world.by(0), planned.id, change)
        .await
        .unwrap();
    assert_eq!(changed.problem, None);
    assert!(notices(&world, world.by(0)).await.is_empty());
    world.set_time(at("2026-11-20T15:10:00Z")).await;
    assert_eq!(world.written().await, ["Still ready?"]);
}

#[tokio::test]
async fn what_posting_would_refuse_is_refused_when_it_is_scheduled() {
    let mut world = World::new().await;
    let later = at_instant("2026-11-20T14:00:00Z");
    assert_eq!(
        refusal(world.schedule(0, " ", later).await).0,
        ErrorCode::TextEmpty
    );
    assert_eq!(
        refusal(world.schedule(1, "Not my channel", later).await).0,
        ErrorCode::NotAllowed
    );
    let past = at_instant("2026-11-20T13:40:00Z");
    assert_eq!(
        refusal(world.schedule(0, "Too late", past).await),
        (ErrorCode::Invalid, "later: this time is over".into())
    );
    let stranger = world.by(1).person;
    let theirs = LaterChoice::NextWorkingMinute { person: stranger };
    let (code, detail) = refusal(world.schedule(4, "Whose time?", theirs).await);
    assert_eq!(code, ErrorCode::Invalid, "{detail}");
    assert!(detail.starts_with("later.person"), "{detail}");
    let mut urgent = message("Fire");
    urgent.urgent = Some(UrgentPost {
        reason: "It burns".into(),
        ask_confirmation: false,
    });
    let urgent = world
        .app
        .schedule_message(world.by(0), world.topics[0], urgent, later, None);
    let (code, detail) = refusal(urgent.await);
    assert_eq!(code, ErrorCode::Invalid);
    assert!(detail.starts_with("urgent"), "{detail}");
    // An answer by an instant before it is even sent.
    let mut asking = message(&format!("@[Visitor]({})", world.by(4).person));
    asking.expectation = Some(Expectation::By(at("2026-11-20T13:50:00Z")));
    let asked = world
        .app
        .schedule_message(world.by(0), world.topics[0], asking, later, None);
    assert_eq!(refusal(asked.await).0, ErrorCode::Invalid);
    let (waiting, alarms) = (
        world.schedule(0, "Hello", later).await,
        world.alarms().await,
    );
    let id = waiting.unwrap().id;
    let foreign = world.app.drop_scheduled(world.by(4), id).await;
    assert_eq!(refusal(foreign).0, ErrorCode::NotFound);
    world.app.drop_scheduled(world.by(0), id).await.unwrap();
    assert_eq!(world.alarms().await, alarms - 1);
    world.set_time(at("2026-11-20T14:00:00Z")).await;
    assert!(world.written().await.is_empty());
}

#[tokio::test]
async fn sending_now_sends_once() {
    let mut world = World::new().await;
    let due_at = at("2026-11-20T14:00:00Z");
    let later = LaterChoice::At { at: due_at };
    let id = world.schedule(0, "Now after all", later).await.unwrap().id;
    let actor = world.by(0).clone();
    world.app.send_scheduled(&actor, id, None).await.unwrap();
    let again = world.app.send_scheduled(&actor, id, None).await;
    assert_eq!(refusal(again).0, ErrorCode::NotFound);
    world.set_time(due_at).await;
    assert_eq!(world.written().await, ["Now after all"]);
}

#[tokio::test]
async fn who_leaves_a_channel_sends_nothing_there_and_is_reminded_of_nothing_in_it() {
    let mut world = World::new().await;
    let later = at_instant("2026-11-20T14:00:00Z");
    world.schedule(4, "Goodbye", later).await.unwrap();
    let topic = world.topics[0];
    let before = world.alarms().await;
    world
        .remind(4, ReminderOf::Topic { topic }, Some(later))
        .await;
    let note = world.remind(4, ReminderOf::Note, Some(later)).await;
    world.remove(4, 0, 4).await;
    // What is left of these three is the note's.
    assert_eq!(world.alarms().await, before);
    world.add(0, 0, 4).await;
    let back = world.app.snapshot(world.by(4)).await.unwrap();
    assert!(back.scheduled.is_empty());
    assert_eq!(back.reminders, std::slice::from_ref(&note));
    world.set_time(at("2026-11-20T14:00:00Z")).await;
    assert!(world.written().await.is_empty());
    let told = notices(&world, world.by(4)).await;
    assert_eq!(told.len(), 1);
    let about = DeliveryAbout::Reminder { reminder: note.id };
    assert_eq!(told[0].about, about);
}

#[tokio::test]
async fn nobody_posts_from_a_closed_account() {
    let mut world = World::new().await;
    let due_at = at("2026-11-20T14:00:00Z");
    let later = LaterChoice::At { at: due_at };
    world.schedule(4, "I am gone", later).await.unwrap();
    world.disable(4, true).await;
    world.set_time(due_at).await;
    assert!(world.written().await.is_empty());
    world.disable(4, false).await;
    let kept = world.app.scheduled_messages(world.by(4)).await.unwrap();
    assert!(kept[0].problem.as_ref().unwrap().contains("closed"));
}

#[tokio::test]
async fn a_reminder_comes_once_in_working_time_and_goes_when_it_is_dealt_with() {
    let mut world = World::new().await;
    world.add(0, 0, 1).await;
    let topic = world.topics[0];
    // Midnight in Tokyo.
    let night = Some(at_instant("2026-11-20T15:00:00Z"));
    let reminder = world.remind(1, ReminderOf::Topic { topic }, night).await;
    assert_eq!(reminder.note, "Topic 0");
    world.set_time(at("2026-11-20T15:00:00Z")).await;
    let until = at("2026-11-23T00:00:00Z");
    let held = notices(&world, world.by(1)).await;
    assert_eq!(held.len(), 1);
    assert_eq!(
        (held[0].kind, held[0].told_at),
        (DeliveryKind::Hold { until }, None)
    );
    assert_eq!(held[0].topic, Some(topic));
    world = world.restart().await;
    world.set_time(at("2026-11-20T14:00:00Z")).await;
    world.set_time(until).await;
    let told = notices(&world, world.by(1)).await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].id, told[0].told_at, told[0].kind),
        (held[0].id, Some(until), DeliveryKind::Notify)
    );
    let done = world.app.finish_reminder(world.by(1), reminder.id).await;
    assert_eq!(done.unwrap().done_at, Some(until));
    assert!(notices(&world, world.by(1)).await.is_empty());
    assert!(world.app.reminders(world.by(1)).await.unwrap().is_empty());
}

#[tokio::test]
async fn who_is_done_with_the_notice_of_a_reminder_is_done_with_the_reminder() {
    let mut world = World::new().await;
    let later = Some(at_instant("2026-11-20T14:00:00Z"));
    let id: ReminderId = world.remind(0, ReminderOf::Note, later).await.id;
    let other = world.remind(0, ReminderOf::Note, None).await;
    let due = at("2026-11-20T14:00:00Z");
    world.set_time(due).await;
    let owner = world.by(0).clone();
    let told = notices(&world, &owner).await.remove(0);
    assert_eq!(told.about, DeliveryAbout::Reminder { reminder: id });
    let before = world.app.snapshot(&owner).await.unwrap().seq;
    let done = world.app.finish_delivery(&owner, told.id).await.unwrap();
    assert_eq!(done.done_at, Some(due));
    // Both are said once, and what was only saved stays.
    let (frames, _) = world.events_after(&owner, before).await;
    assert_eq!(frames.len(), 2, "{frames:?}");
    let open = world.app.reminders(&owner).await.unwrap();
    assert_eq!(open, [other]);
    let again = world.app.finish_reminder(&owner, id).await.unwrap();
    assert_eq!(again.done_at, Some(due));
}

#[tokio::test]
async fn a_reminder_is_put_off_or_only_saved() {
    let mut world = World::new().await;
    let later = Some(at_instant("2026-11-20T14:00:00Z"));
    let id: ReminderId = world.remind(0, ReminderOf::Note, later).await.id;
    world.set_time(at("2026-11-20T14:00:00Z")).await;
    assert_eq!(notices(&world, world.by(0)).await.len(), 1);
    let owner = world.by(0).clone();
    let again = at_instant("2026-11-20T14:30:00Z");
    let snoozed = world.app.change_reminder(&owner, id, Some(again)).await;
    assert_eq!(snoozed.unwrap().at, Some(at("2026-11-20T14:30:00Z")));
    assert!(notices(&world, &owner).await.is_empty());
    world.set_time(at("2026-11-20T14:30:00Z")).await;
    assert_eq!(notices(&world, &owner).await.len(), 1);
    let alarms = world.alarms().await;
    let saved = world.app.change_reminder(&owner, id, None).await.unwrap();
    assert_eq!((saved.at, saved.done_at), (None, None));
    assert!(notices(&world, &owner).await.is_empty());
    assert_eq!(world.alarms().await, alarms);
    world.app.finish_reminder(&owner, id).await.unwrap();
    let late = world.app.change_reminder(&owner, id, Some(again)).await;
    assert_eq!(refusal(late).0, ErrorCode::WrongState);
    let foreign = world.app.finish_reminder(world.by(4), id).await;
    assert_eq!(refusal(foreign).0, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_reminder_outlives_its_message_without_keeping_the_deleted_text() {
    let mut world = World::new().await;
    world.post(0, 0, None, false).await;
    let message = world.messages[0];
    let of = ReminderOf::Message { message };
    let first = world.remind(4, of, None).await;
    assert_eq!(first.note, "for information");
    world.wait(1).await;
    let own = NewReminder {
        of,
        note: Some(" My own words ".into()),
        later: None,
    };
    let own = world.app.create_reminder(world.by(4), own, None).await;
    assert_eq!(own.unwrap().note, "My own words");
    let edited = world
        .app
        .edit_message(world.by(0), message, "for all".into(), None);
    edited.await.unwrap();
    let notes = |open: Vec<Reminder>| open.into_iter().map(|one| one.note).collect::<Vec<_>>();
    let open = world.app.reminders(world.by(4)).await.unwrap();
    assert_eq!(notes(open), ["for all", "My own words"]);
    world.delete(0, 0).await;
    let open = world.app.reminders(world.by(4)).await.unwrap();
    assert_eq!(notes(open), ["", "My own words"]);
    let gone = NewReminder {
        of,
        note: None,
        later: None,
    };
    let late = world.app.create_reminder(world.by(4), gone, None).await;
    assert_eq!(refusal(late).0, ErrorCode::WrongState);
}

#[tokio::test]
async fn both_lists_have_an_end() {
    let world = World::new().await;
    let later = at_instant("2026-11-20T14:00:00Z");
    for _ in 0..SCHEDULED_MAX {
        world.schedule(0, "Again", later).await.unwrap();
    }
    let (code, detail) = refusal(world.schedule(0, "One more", later).await);
    assert_eq!(code, ErrorCode::WrongState);
    assert!(detail.contains("200"), "{detail}");
    let many = (0..REMINDERS_MAX).map(|_| world.remind(0, ReminderOf::Note, None));
    futures::future::join_all(many).await;
    let more = NewReminder {
        of: ReminderOf::Note,
        note: Some("One more".into()),
        later: None,
    };
    let (code, detail) = refusal(world.app.create_reminder(world.by(0), more, None).await);
    assert_eq!(code, ErrorCode::WrongState);
    assert!(detail.contains("1000"), "{detail}");
    let empty = NewReminder {
        of: ReminderOf::Note,
        note: Some("  ".into()),
        later: None,
    };
    let empty = world.app.create_reminder(world.by(4), empty, None).await;
    assert_eq!(refusal(empty).0, ErrorCode::Invalid);
}

#[tokio::test]
async fn a_hundred_scheduled_for_one_instant_are_all_sent_at_it() {
    let mut world = World::new().await;
    let due_at = at("2026-11-20T14:00:00Z");
    for number in 0..100 {
        let later = LaterChoice::At { at: due_at };
        world.schedule(0, &number.to_string(), later).await.unwrap();
    }
    world.set_time(due_at.plus(Duration::from_secs(1))).await;
    let written = world.written().await;
    let mut sorted = written.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!((written.len(), sorted.len()), (100, 100));
}

#[tokio::test]
async fn what_an_archived_channel_refuses_leaves_nothing_behind() {
    let mut world = World::new().await;
    let due_at = at("2026-11-20T14:00:00Z");
    world
        .schedule(4, "Ready?", LaterChoice::At { at: due_at })
        .await
        .unwrap();
    let before = world.app.topic(world.by(0), world.topics[0]).await.unwrap();
    let change = ChannelChange {
        archived: Some(true),
        ..ChannelChange::default()
    };
    let channel = world.channels[0];
    let archived = world.app.update_channel(world.by(0), channel, change, None);
    archived.await.unwrap();
    world.set_time(due_at).await;
    let after = world.app.topic(world.by(0), world.topics[0]).await.unwrap();
    assert_eq!(before, after);
}
