//! What the event log says of clocks, kept apart from the application: each rings once, and in time.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use model::blocker::Blocker;
use model::delivery::{Delivery, DeliveryAbout};
use model::event::Event;
use model::id::{BlockerId, DeliveryId, PersonId, ReminderId, RequestId, ScheduledId};
use model::later::{Reminder, ScheduledMessage};
use model::message::Message;
use model::request::{Request, RequestState};
use model::time::Timestamp;

/// When an urgent request first rings, by the organisation's settings.
const RING_AFTER: Duration = Duration::from_secs(600);

/// The newest state of everything that has a clock.
#[derive(Default)]
pub(super) struct Ledger {
    requests: BTreeMap<RequestId, Request>,
    /// Rings that go on, with the request and who is rung.
    pub(super) rings: BTreeMap<DeliveryId, (RequestId, PersonId)>,
    pub(super) rung: u64,
    pub(super) blockers: BTreeMap<BlockerId, Blocker>,
    helped: BTreeSet<(BlockerId, PersonId)>,
    pub(super) reminders: BTreeMap<ReminderId, Reminder>,
    reminded: BTreeMap<ReminderId, DeliveryId>,
    scheduled: BTreeMap<ScheduledId, ScheduledMessage>,
    sent: BTreeSet<String>,
}

impl Ledger {
    /// Takes an event; answers a blocker that was told by it.
    pub(super) fn take(&mut self, event: &Event, at: Timestamp) -> Option<Blocker> {
        match event {
            Event::RequestUpdated(request) => {
                self.requests.insert(request.id, request.clone());
            }
            Event::DeliveryUpdated(delivery) => self.take_delivery(delivery, at),
            Event::BlockerUpdated(blocker) => return self.take_blocker(blocker, at),
            Event::ReminderUpdated(reminder) => {
                self.reminders.insert(reminder.id, reminder.clone());
            }
            Event::ScheduledUpdated(scheduled) => {
                self.scheduled.insert(scheduled.id, scheduled.clone());
            }
            Event::MessageUpdated(updated) => self.take_message(&updated.message),
            _ => {}
        }
        None
    }

    fn take_delivery(&mut self, delivery: &Delivery, at: Timestamp) {
        let is_listed = delivery.done_at.is_none();
        match delivery.about {
            DeliveryAbout::UrgentRing { request, .. } if is_listed => {
                let of = &self.requests[&request];
                assert_eq!(
                    of.state,
                    RequestState::Open,
                    "rung for what is settled: {of:?}"
                );
                assert!(of.opened_at.plus(RING_AFTER) <= at, "rung too soon: {of:?}");
                self.rings.insert(delivery.id, (request, delivery.person));
                self.rung += 1;
            }
            DeliveryAbout::UrgentRing { .. } => {
                self.rings.remove(&delivery.id);
            }
            DeliveryAbout::Blocker { blocker } if is_listed && delivery.told_at.is_some() => {
                let once = self.helped.insert((blocker, delivery.person));
                assert!(once, "told twice that somebody is stuck: {delivery:?}");
            }
            DeliveryAbout::Reminder { reminder } => {
                let before = self.reminded.insert(reminder, delivery.id);
                assert!(
                    before.is_none_or(|before| before == delivery.id),
                    "reminded twice: {delivery:?}"
                );
                let planned = self.reminders[&reminder].at;
                assert!(planned.is_some_and(|planned| planned <= at), "{delivery:?}");
            }
            _ => {}
        }
    }

    fn take_blocker(&mut self, blocker: &Blocker, at: Timestamp) -> Option<Blocker> {
        let before = self.blockers.insert(blocker.id, blocker.clone());
        match before.as_ref().and_then(|before| before.told_at) {
            Some(told_at) => {
                assert_eq!(blocker.told_at, Some(told_at), "told again");
                None
            }
            None => blocker.told_at.map(|told_at| {
                assert_eq!(told_at, at);
                assert_eq!(blocker.resolved_at, None, "told when it was gone");
                blocker.clone()
            }),
        }
    }

    fn take_message(&mut self, message: &Message) {
        let mut planned = self.scheduled.values();
        let Some(planned) = planned.find(|one| one.text == message.text) else {
            return;
        };
        if message.version == 1 {
            assert!(self.sent.insert(message.text.clone()), "sent twice");
            assert_eq!(message.sent_at, planned.send_at, "sent at another time");
        }
    }

    /// Between two commands nobody is rung for a request that is settled.
    pub(super) fn check_rings(&self) {
        for (request, person) in self.rings.values() {
            let of = &self.requests[request];
            let goes_on = of.state == RequestState::Open && of.urgent;
            assert!(goes_on, "it still rings for {person}: {of:?}");
        }
    }

    /// When all is over, nothing that was planned is missing.
    pub(super) fn check_end(&self, now: Timestamp) {
        for reminder in self.reminders.values() {
            let came = self.reminded.contains_key(&reminder.id);
            let was_due = reminder
                .at
                .is_some_and(|at| at <= reminder.done_at.unwrap_or(now));
            assert_eq!(came, was_due, "{reminder:?}");
        }
        for scheduled in self.scheduled.values() {
            assert!(
                self.sent.contains(&scheduled.text),
                "never sent: {scheduled:?}"
            );
        }
        for blocker in self.blockers.values() {
            let settled = blocker.told_at.is_some() || blocker.resolved_at.is_some();
            assert!(settled, "nobody was told: {blocker:?}");
        }
        assert!(self.rings.is_empty(), "it rings for what was answered");
        let told = self.blockers.values().filter(|one| one.told_at.is_some());
        let counts = [
            self.rung as usize,
            self.sent.len(),
            self.reminded.len(),
            self.helped.len(),
            told.count(),
        ];
        assert!(
            counts.iter().all(|count| 5 < *count),
            "too little: {counts:?}"
        );
    }
}
