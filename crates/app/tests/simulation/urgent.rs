//! Break-through: what pierces, what it costs, who confirms, and what recipients say of it.

use app::availability::AvailabilityChange;
use app::message::PostMessage;
use model::channel::ChannelKind;
use model::delivery::{DeliveryAbout, DeliveryKind, DeliveryReason};
use model::error::ErrorCode;
use model::message::{Expectation, Message};
use model::person::Role;
use model::request::DueReason;
use model::time::Timestamp;

use crate::crew::{Crew, NIGHT};
use crate::trio::{code, instant};

async fn spent(crew: &Crew, by: usize) -> u32 {
    crew.app
        .urgent_budget(&crew.people[by])
        .await
        .unwrap()
        .spent
}

/// All three of a week.
async fn spend_all(crew: &Crew) {
    for _ in 0..3 {
        let message = crew.urgent(0, &[1]).await.unwrap();
        crew.say(1, "On it", Some(message.id)).await;
    }
}

fn is_confirm(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::Confirm { .. })
}

fn is_verdict(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::Verdict { .. })
}

#[tokio::test]
async fn an_urgent_message_to_forty_people_pierces_for_all_of_them_and_costs_one() {
    let mut names = vec!["Mira"];
    let others: Vec<String> = (1..=40).map(|number| format!("Person{number}")).collect();
    names.extend(others.iter().map(String::as_str));
    let crew = Crew::new(&names).await;
    crew.until(instant(NIGHT)).await;
    let asked: Vec<usize> = (1..=40).collect();
    let message = crew.urgent(0, &asked).await.unwrap();
    let mark = message.urgent.clone().unwrap();
    assert_eq!(
        (mark.reason.as_str(), mark.unconfirmed),
        ("The river rises", false)
    );
    for number in asked {
        let delivery = crew.delivery(message.id, number).await.unwrap();
        assert_eq!(delivery.kind, DeliveryKind::BreakThrough);
        assert_eq!(delivery.reason, DeliveryReason::Urgent);
        assert_eq!(delivery.told_at, Some(crew.now()));
        let request = crew.request(message.id, number).await;
        assert!(request.urgent);
        assert_eq!(request.due_reason, DueReason::WallClock);
        assert_eq!(request.due_at, Some(instant("2026-11-28T03:10:00Z")));
        assert_eq!(request.escalation.unwrap().next_at, request.due_at);
    }
    assert_eq!(spent(&crew, 0).await, 1);
    let log = crew
        .app
        .urgent_log(&crew.people[0], None, 10)
        .await
        .unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!(
        (log[0].message, log[0].sender, log[0].free),
        (message.id, crew.id(0), false)
    );
    // Sent on a Saturday: until the end of the fifth working day of its sender.
    assert_eq!(log[0].verdicts_until, instant("2026-12-04T16:00:00Z"));
}

#[tokio::test]
async fn what_does_not_ask_for_an_answer_now_with_a_reason_is_not_urgent() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let post = |text: &str, expectation, reason: &str| {
        let message = PostMessage {
            text: text.into(),
            expectation,
            urgent: Some(app::urgent::UrgentPost {
                reason: reason.into(),
                ask_confirmation: false,
            }),
            ..PostMessage::default()
        };
        crew.app
            .post_message(&crew.people[0], crew.topic, message, None)
    };
    let ben = crew.mention(1);
    let now = Some(Expectation::Now);
    for (text, expectation, reason) in [
        (ben.as_str(), Some(Expectation::Today), "The river rises"),
        (ben.as_str(), None, "The river rises"),
        (ben.as_str(), now, " "),
        (ben.as_str(), now, &"r".repeat(501)),
        ("nobody", now, "The river rises"),
    ] {
        let answer = post(text, expectation, reason).await;
        assert_eq!(code(answer), ErrorCode::Invalid, "{text} {expectation:?}");
    }
    assert_eq!(spent(&crew, 0).await, 0);
    assert!(crew.messages(crew.topic).await.is_empty());
}

#[tokio::test]
async fn with_nothing_left_it_goes_to_those_on_duty_alone_until_the_week_ends() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    spend_all(&crew).await;
    let refused = crew.urgent(0, &[1]).await.unwrap_err().to_string();
    assert!(refused.contains("Monday 30 November, 00:00"), "{refused}");
    assert!(!refused.contains("on duty"), "{refused}");
    assert_eq!(code(crew.urgent(0, &[1]).await), ErrorCode::UrgentSpent);
    assert_eq!(crew.messages(crew.topic).await.len(), 6);
    crew.rota(&[1, 2], &[2]).await;
    let refused = crew.urgent(0, &[1]).await.unwrap_err().to_string();
    assert!(refused.contains("on duty"), "{refused}");
    assert_eq!(code(crew.urgent(0, &[1, 2]).await), ErrorCode::UrgentSpent);
    crew.wait(1).await;
    let free = crew.urgent(0, &[2]).await.unwrap();
    assert_eq!(spent(&crew, 0).await, 3);
    let log = crew.app.urgent_log(&crew.people[0], None, 1).await.unwrap();
    assert!(log[0].message == free.id && log[0].free);
    // Who is on duty pays nothing.
    for _ in 0..4 {
        crew.urgent(2, &[1]).await.unwrap();
    }
    assert_eq!(spent(&crew, 2).await, 0);
    // What was free is not stretched to others.
    let text = format!("{} too", crew.mention(1));
    let edited = crew
        .app
        .edit_message(&crew.people[0], free.id, text, None)
        .await;
    assert_eq!(code(edited), ErrorCode::UrgentSpent);
    crew.until(instant("2026-11-29T23:00:00Z")).await;
    crew.urgent(0, &[1]).await.unwrap();
    assert_eq!(spent(&crew, 0).await, 1);
}

async fn unconfirmed(crew: &Crew) -> Message {
    let message = crew.urgent_in(crew.topic, 0, &[1], true).await.unwrap();
    assert!(message.urgent.as_ref().unwrap().unconfirmed);
    message
}

#[tokio::test]
async fn a_second_member_confirms_what_nothing_is_left_for() {
    let crew = Crew::new(&["Mira", "Ben", "Ana", "Cara"]).await;
    let quiet = AvailabilityChange {
        do_not_disturb_until: Some(instant("2026-11-23T15:00:00Z")),
        ..AvailabilityChange::default()
    };
    spend_all(&crew).await;
    crew.set(1, quiet.clone()).await;
    crew.set(3, quiet).await;
    let message = unconfirmed(&crew).await;
    // Until then it is an ordinary message.
    let held = crew.delivery(message.id, 1).await.unwrap();
    assert!(matches!(held.kind, DeliveryKind::Hold { .. }));
    let request = crew.request(message.id, 1).await;
    assert!(!request.urgent && request.escalation.is_none());
    // Only who can be reached is asked.
    assert_eq!(crew.listed(2, is_confirm).await.len(), 1);
    assert!(crew.listed(3, is_confirm).await.is_empty());
    let app = &crew.app;
    let own = app.confirm_urgent(&crew.people[0], message.id).await;
    assert_eq!(code(own), ErrorCode::NotAllowed);
    let guest = crew.join("Guest", "Europe/Berlin", Role::Guest).await;
    let outside = app.confirm_urgent(&guest, message.id).await;
    assert_eq!(code(outside), ErrorCode::NotFound);
    let added = app
        .add_members(&crew.people[0], crew.channel, vec![guest.person])
        .await;
    added.unwrap();
    let foreign = app.confirm_urgent(&guest, message.id).await;
    assert_eq!(code(foreign), ErrorCode::NotAllowed);
    crew.wait(2).await;
    let confirmed = app
        .confirm_urgent(&crew.people[2], message.id)
        .await
        .unwrap();
    let mark = confirmed.urgent.unwrap();
    assert_eq!(
        (mark.unconfirmed, mark.confirmed_by),
        (false, Some(crew.id(2)))
    );
    let told = crew.delivery(message.id, 1).await.unwrap();
    assert_eq!(
        (told.kind, told.told_at),
        (DeliveryKind::BreakThrough, Some(crew.now()))
    );
    assert!(crew.listed(2, is_confirm).await.is_empty());
    assert!(
        crew.listed(1, |about| *about == held.about)
            .await
            .is_empty()
    );
    let request = crew.request(message.id, 1).await;
    assert_eq!(request.due_at, Some(instant("2026-11-23T09:12:00Z")));
    assert_eq!(request.due_reason, DueReason::WallClock);
    assert_eq!(request.escalation.unwrap().next_at, request.due_at);
    let why = app.why_due(&crew.people[0], request.id).await.unwrap();
    assert_eq!((why.due_at, why.decided_at), (request.due_at, crew.now()));
    let log = app.urgent_log(&crew.people[0], None, 1).await.unwrap();
    assert_eq!((log[0].free, log[0].confirmed_by), (true, Some(crew.id(2))));
    assert_eq!(spent(&crew, 0).await, 3);
    let again = app.confirm_urgent(&crew.people[2], message.id).await;
    assert_eq!(code(again), ErrorCode::WrongState);
}

#[tokio::test]
async fn what_is_answered_or_deleted_needs_no_confirmation() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    spend_all(&crew).await;
    let answered = unconfirmed(&crew).await;
    assert_eq!(crew.listed(2, is_confirm).await.len(), 1);
    crew.say(1, "On it", Some(answered.id)).await;
    assert!(crew.listed(2, is_confirm).await.is_empty());
    let late = crew.app.confirm_urgent(&crew.people[2], answered.id).await;
    assert_eq!(code(late), ErrorCode::WrongState);
    let deleted = unconfirmed(&crew).await;
    let gone = crew
        .app
        .delete_message(&crew.people[0], deleted.id)
        .await
        .unwrap();
    assert_eq!(gone.urgent, None);
    assert!(crew.listed(2, is_confirm).await.is_empty());
    let gone = crew.app.confirm_urgent(&crew.people[2], deleted.id).await;
    assert_eq!(code(gone), ErrorCode::WrongState);
    // In a conversation of two nobody else is there: who is asked may say that it is urgent.
    let direct = crew
        .app
        .direct(&crew.people[0], vec![crew.id(1)])
        .await
        .unwrap();
    crew.urgent_in(direct.topic.id, 0, &[], true).await.unwrap();
    assert_eq!(crew.listed(1, is_confirm).await.len(), 1);
}

async fn verdict_of(crew: &Crew, message: &Message, by: usize, urgent: bool) {
    let said = crew
        .app
        .say_urgent(&crew.people[by], message.id, urgent)
        .await;
    said.unwrap();
}

#[tokio::test]
async fn recipients_say_afterwards_whether_it_was_urgent_and_a_no_costs_one_more() {
    let crew = Crew::new(&["Mira", "Ben", "Ana", "Cara"]).await;
    crew.until(instant(NIGHT)).await;
    let message = crew.urgent(0, &[1, 2]).await.unwrap();
    assert!(crew.listed(1, is_verdict).await.is_empty());
    crew.say(1, "On it", Some(message.id)).await;
    crew.wait(0).await;
    // Asked when they can be reached again, and only who has answered.
    let asked = crew.listed(1, is_verdict).await;
    let monday = instant("2026-11-30T08:00:00Z");
    assert_eq!(asked[0].kind, DeliveryKind::Hold { until: monday });
    assert!(crew.listed(2, is_verdict).await.is_empty());
    // Nobody is left to ring for Ana: she may say so, too.
    crew.wait(15).await;
    assert_eq!(crew.listed(2, is_verdict).await.len(), 1);
    crew.until(monday).await;
    let told = crew.listed(1, is_verdict).await;
    assert_eq!((told.len(), told[0].told_at), (1, Some(monday)));
    let foreign = crew
        .app
        .say_urgent(&crew.people[3], message.id, false)
        .await;
    assert_eq!(code(foreign), ErrorCode::NotAllowed);
    verdict_of(&crew, &message, 1, true).await;
    assert!(crew.listed(1, is_verdict).await.is_empty());
    verdict_of(&crew, &message, 1, false).await;
    verdict_of(&crew, &message, 2, false).await;
    let log = crew.app.urgent_log(&crew.people[0], None, 1).await.unwrap();
    assert_eq!(log[0].asked.len(), 2);
    let said: Vec<_> = log[0]
        .verdicts
        .iter()
        .map(|one| (one.person, one.urgent))
        .collect();
    assert_eq!(said, [(crew.id(1), false), (crew.id(2), false)]);
    // It counts in the week in which the time to say so ends.
    assert_eq!(spent(&crew, 0).await, 0);
    crew.until(log[0].verdicts_until).await;
    assert_eq!(spent(&crew, 0).await, 1);
    let late = crew.app.say_urgent(&crew.people[1], message.id, true).await;
    assert_eq!(code(late), ErrorCode::WrongState);
    let ordinary = crew.say(0, "For information", None).await;
    let never = crew
        .app
        .say_urgent(&crew.people[1], ordinary.id, true)
        .await;
    assert_eq!(code(never), ErrorCode::WrongState);
}

#[tokio::test]
async fn who_says_nothing_in_time_is_asked_no_more() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let message = crew.urgent(0, &[1]).await.unwrap();
    crew.say(1, "On it", Some(message.id)).await;
    crew.wait(0).await;
    assert_eq!(crew.listed(1, is_verdict).await.len(), 1);
    let until = instant("2026-11-27T16:00:00Z");
    crew.until(Timestamp::from_millis(until.as_millis() - 1))
        .await;
    assert_eq!(crew.listed(1, is_verdict).await.len(), 1);
    crew.until(until).await;
    assert!(crew.listed(1, is_verdict).await.is_empty());
}

#[tokio::test]
async fn editing_and_deleting_an_urgent_message_handles_all_of_it() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    crew.until(instant(NIGHT)).await;
    let text = |asked: usize| format!("{} the pump stands", crew.mention(asked));
    let message = PostMessage {
        text: text(1),
        expectation: Some(Expectation::Now),
        urgent: Some(app::urgent::UrgentPost {
            reason: "The river rises".into(),
            ask_confirmation: false,
        }),
        ..PostMessage::default()
    };
    let mira = &crew.people[0];
    let posted = crew
        .app
        .post_message(mira, crew.topic, message, None)
        .await
        .unwrap();
    crew.wait(10).await;
    assert_eq!(crew.rings(1).await, 1);
    // Ana is asked instead: she is pierced and rung in her turn, Ben is left alone.
    crew.app
        .edit_message(mira, posted.id, text(2), None)
        .await
        .unwrap();
    assert_eq!(crew.rings(1).await, 0);
    let told = crew.delivery(posted.id, 2).await.unwrap();
    assert_eq!(told.kind, DeliveryKind::BreakThrough);
    assert_eq!(spent(&crew, 0).await, 1);
    crew.wait(10).await;
    assert_eq!((crew.rings(1).await, crew.rings(2).await), (0, 1));
    crew.app.delete_message(mira, posted.id).await.unwrap();
    assert_eq!(crew.rings(2).await, 0);
    crew.wait(60).await;
    for number in 1..3 {
        assert!(crew.listed(number, |_| true).await.is_empty());
    }
    // What was said is gone, that it pierced is not.
    assert_eq!(crew.app.urgent_log(mira, None, 9).await.unwrap().len(), 1);
    assert_eq!(spent(&crew, 0).await, 1);
}

#[tokio::test]
async fn an_urgent_follow_up_makes_the_open_request_urgent() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let first = crew
        .say(0, &format!("{} when?", crew.mention(1)), None)
        .await;
    assert!(!crew.request(first.id, 1).await.urgent);
    crew.wait(5).await;
    let urgent = crew.urgent(0, &[1]).await.unwrap();
    let request = crew.request(first.id, 1).await;
    assert!(request.urgent && request.follow_ups == [urgent.id]);
    assert_eq!(request.due_at, Some(instant("2026-11-23T09:15:00Z")));
    crew.wait(10).await;
    assert_eq!(crew.rings(1).await, 1);
    let is_of = |about: &DeliveryAbout| matches!(about, DeliveryAbout::UrgentRing { message, .. } if *message == urgent.id);
    assert_eq!(crew.listed(1, is_of).await.len(), 1);
}

#[tokio::test]
async fn a_preview_says_who_is_pierced_what_is_left_and_who_is_on_duty() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    crew.rota(&[1, 2], &[2]).await;
    let (_, private) = crew.room(ChannelKind::Private, [1]).await;
    crew.until(instant(NIGHT)).await;
    let draft = |urgent: bool, expectation| PostMessage {
        text: crew.mention(1),
        expectation: Some(expectation),
        urgent: urgent.then(app::urgent::UrgentPost::default),
        ..PostMessage::default()
    };
    let preview = async |topic, message| {
        let preview = crew
            .app
            .preview_message(&crew.people[0], topic, message, None)
            .await;
        preview.unwrap()
    };
    let plain = preview(crew.topic, draft(false, Expectation::Now)).await;
    assert!(matches!(
        plain.recipients[0].delivery,
        DeliveryKind::Hold { .. }
    ));
    assert_eq!((plain.budget.spent, plain.budget.per_week), (0, 3));
    assert_eq!(plain.on_duty, [crew.id(2)]);
    let urgent = preview(crew.topic, draft(true, Expectation::Now)).await;
    assert_eq!(urgent.recipients[0].delivery, DeliveryKind::BreakThrough);
    assert_eq!(urgent.recipients[0].told_at, Some(crew.now()));
    assert_eq!(
        urgent.recipients[0].due_at,
        Some(instant("2026-11-28T03:10:00Z"))
    );
    // Who is on duty elsewhere cannot read a private channel.
    assert!(
        preview(private, draft(true, Expectation::Now))
            .await
            .on_duty
            .is_empty()
    );
    let today = preview(crew.topic, draft(true, Expectation::Today)).await;
    assert!(matches!(
        today.recipients[0].delivery,
        DeliveryKind::Hold { .. }
    ));
    assert!(today.on_duty.is_empty());
    crew.until(instant("2026-11-30T09:00:00Z")).await;
    spend_all(&crew).await;
    crew.until(instant("2026-11-30T20:00:00Z")).await;
    let over = preview(crew.topic, draft(true, Expectation::Now)).await;
    assert_eq!(over.budget.spent, 3);
    assert!(matches!(
        over.recipients[0].delivery,
        DeliveryKind::Hold { .. }
    ));
}
