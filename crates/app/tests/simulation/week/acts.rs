//! What people do in the week besides asking and answering.

use std::time::Duration;

use app::availability::AvailabilityChange;
use app::error::AppError;
use app::later::NewReminder;
use app::message::PostMessage;
use app::request::Side;
use app::urgent::UrgentPost;
use model::delivery::DeliveryAbout;
use model::id::{DeliveryId, PersonId};
use model::later::{LaterChoice, ReminderOf};
use model::message::Expectation;
use model::time::{Timestamp, Weekday};

use super::{PEOPLE, Week, hours};
use app::actor::Actor;

/// Whether it was done; a rule that refused is a fine answer, and anything else is not.
fn is_done<T>(answer: Result<T, AppError>) -> bool {
    match answer {
        Ok(_) => true,
        Err(AppError::Refused(_)) => false,
        Err(error) => panic!("neither done nor refused: {error}"),
    }
}

impl Week {
    fn somebody(&mut self) -> Actor {
        let person = self.pick(PEOPLE);
        self.people[person].clone()
    }

    fn actor(&self, id: PersonId) -> Actor {
        let mut people = self.people.iter();
        people.find(|one| one.person == id).unwrap().clone()
    }

    /// From a quarter of an hour to three days on.
    fn later(&mut self) -> Timestamp {
        let quarters = u64::try_from(self.pick(3 * 96) + 1).unwrap();
        self.now().plus(Duration::from_secs(900 * quarters))
    }

    pub(super) async fn ask_urgently(&mut self) {
        let (topic, author, asked) = self.cast();
        let message = PostMessage {
            text: format!("@[Somebody]({}) the pump stands", asked.person),
            expectation: Some(Expectation::Now),
            urgent: Some(UrgentPost {
                reason: "The river rises".to_owned(),
                ask_confirmation: false,
            }),
            ..PostMessage::default()
        };
        let message = self.app().post_message(&author, topic, message, None).await;
        if let Ok(message) = &message {
            self.posted.push((topic, message.id));
        }
        is_done(message);
    }

    /// One whom it rings for declines or answers.
    pub(super) async fn take_ring(&mut self) {
        let rings: Vec<_> = self.ledger.rings.values().copied().collect();
        if rings.is_empty() {
            return;
        }
        let (request, person) = rings[self.pick(rings.len())];
        let actor = self.actor(person);
        if self.pick(3) == 0 {
            is_done(self.app().decline_escalation(&actor, request).await);
            return;
        }
        let found = self.app().store().read(move |view| view.request(request));
        let request = found.await.unwrap().unwrap();
        let message = PostMessage {
            text: "On my way".to_owned(),
            reply_to: Some(request.message),
            ..PostMessage::default()
        };
        let answer = self
            .app()
            .post_message(&actor, request.topic, message, None);
        self.posted.push((request.topic, answer.await.unwrap().id));
        self.check().await;
        let mut still = self.ledger.rings.values();
        assert!(
            still.all(|(other, _)| *other != request.id),
            "it was answered"
        );
    }

    /// Whoever is asked urgently answers in the end.
    pub(super) async fn answer_all_rings(&mut self) {
        while let Some((request, _)) = self.ledger.rings.values().next().copied() {
            let found = self.app().store().read(move |view| view.request(request));
            let asked = self.actor(found.await.unwrap().unwrap().asked);
            self.app().acknowledge(&asked, request).await.unwrap();
            self.check().await;
        }
    }

    pub(super) async fn put_off(&mut self) {
        let (person, until) = (self.somebody(), self.later());
        let open = self.app().requests(&person, Side::OnMe).await.unwrap();
        let Some(request) = open.first() else { return };
        if is_done(self.app().defer(&person, request.id, until).await) {
            // It may be overdue anew.
            self.watch.nudges.remove(&request.id);
        }
    }

    pub(super) async fn hand_on(&mut self) {
        let (_, person, other) = self.cast();
        let open = self.app().requests(&person, Side::OnMe).await.unwrap();
        if let Some(request) = open.first() {
            is_done(
                self.app()
                    .delegate(&person, request.id, other.person, None)
                    .await,
            );
        }
    }

    pub(super) async fn get_stuck(&mut self) {
        let (topic, person, _) = self.cast();
        let raised =
            self.app()
                .raise_blocker(&person, topic, "The seal does not fit".to_owned(), None);
        is_done(raised.await);
    }

    pub(super) async fn get_on(&mut self) {
        let stuck = self.ledger.blockers.values();
        let stuck: Vec<_> = stuck
            .filter(|one| one.resolved_at.is_none())
            .cloned()
            .collect();
        if stuck.is_empty() {
            return;
        }
        let blocker = &stuck[self.pick(stuck.len())];
        let (by, line) = (self.actor(blocker.raised_by), "Another seal".to_owned());
        is_done(self.app().resolve_blocker(&by, blocker.id, line).await);
    }

    pub(super) async fn remind_me(&mut self) {
        let (topic, person, _) = self.cast();
        let new = NewReminder {
            of: ReminderOf::Topic { topic },
            note: None,
            later: Some(LaterChoice::At { at: self.later() }),
        };
        self.app()
            .create_reminder(&person, new, None)
            .await
            .unwrap();
    }

    /// Deals with a reminder, by itself or by its notice.
    pub(super) async fn be_done(&mut self) {
        let person = self.somebody();
        let app = self.app();
        let listed = app.snapshot(&person).await.unwrap().deliveries;
        let is_reminder = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Reminder { .. });
        let notice: Option<DeliveryId> = listed
            .iter()
            .find(|one| is_reminder(&one.about))
            .map(|one| one.id);
        if let Some(notice) = notice {
            app.finish_delivery(&person, notice).await.unwrap();
        } else if let Some(reminder) = app.reminders(&person).await.unwrap().first() {
            app.finish_reminder(&person, reminder.id).await.unwrap();
        }
    }

    pub(super) async fn write_for_later(&mut self) {
        let (topic, author, asked) = self.cast();
        self.planned += 1;
        let message = PostMessage {
            text: format!("@[Somebody]({}) for later, {}", asked.person, self.planned),
            ..PostMessage::default()
        };
        let later = match self.pick(2) {
            0 => LaterChoice::At { at: self.later() },
            _ => LaterChoice::NextWorkingMinute {
                person: asked.person,
            },
        };
        let planned = self
            .app()
            .schedule_message(&author, topic, message, later, None);
        // The next working minute of who works now is now, which is no time for later.
        is_done(planned.await);
    }

    /// Works at other hours from now on.
    pub(super) async fn work_otherwise(&mut self) {
        let person = self.somebody();
        let from = u16::try_from(6 + self.pick(6)).unwrap();
        let days = Weekday::ALL.into_iter().take(5);
        let change = AvailabilityChange {
            weekly: Some(days.map(|day| hours(day, from, from + 8)).collect()),
            off_hours_rings: self.pick(2) == 0,
            ..AvailabilityChange::default()
        };
        self.changed.insert(person.person);
        self.app()
            .set_availability(&person, change, None)
            .await
            .unwrap();
    }
}
