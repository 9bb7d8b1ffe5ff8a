//! A week of 200 people in virtual time, with restarts at random instants: every held thing is told
//! once, at its minute, to somebody who can be reached then; every clock is kept: of requests and
//! escalations, blockers, reminders and scheduled messages.

mod acts;
mod ledger;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::actor::Actor;
use app::availability::AvailabilityChange;
use app::channel::NewChannel;
use app::group::NewGroup;
use app::message::PostMessage;
use app::organisation::Setup;
use app::request::Side;
use model::availability::{
    Availability, AvailabilityState, FocusBlock, FocusTime, TimeOff, WorkSpan,
};
use model::blocker::Blocker;
use model::channel::ChannelKind;
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::event::{Audience, Event};
use model::group::Rota;
use model::id::{DeliveryId, FocusId, MessageId, PersonId, RequestId, TimeOffId, TopicId};
use model::message::Expectation;
use model::person::{Person, Role};
use model::request::{Request, RequestState};
use model::time::{MinuteOfDay, Timestamp, Weekday};
use rand::prelude::*;
use store::{AlarmKind, PersonSecret, StoreError};

use crate::world::FakeClock;
use ledger::Ledger;

const PEOPLE: usize = 200;
const CHANNELS: usize = 12;
const ACTIONS: usize = 2_400;
const RESTARTS: usize = 6;
const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

const ZONES: [&str; 12] = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Asia/Tokyo",
    "America/Sao_Paulo",
    "Africa/Lagos",
    "Asia/Kolkata",
    "America/Los_Angeles",
    "Europe/London",
    "Pacific/Chatham",
];

/// What was seen of the deliveries so far.
#[derive(Default)]
struct Watch {
    seq: u64,
    /// Held now, with the instant they wait for.
    held: BTreeMap<DeliveryId, Timestamp>,
    told: BTreeSet<DeliveryId>,
    nudges: BTreeMap<RequestId, u32>,
    released: u64,
    dropped: u64,
}

struct Week {
    /// None only while it restarts.
    app: Option<Arc<App>>,
    clock: Arc<FakeClock>,
    data: tempfile::TempDir,
    people: Vec<Actor>,
    topics: Vec<TopicId>,
    posted: Vec<(TopicId, MessageId)>,
    chance: StdRng,
    watch: Watch,
    ledger: Ledger,
    /// Messages that were written for later.
    planned: u32,
    /// Who changed when they work.
    changed: BTreeSet<PersonId>,
}

fn hours(day: Weekday, from: u16, until: u16) -> WorkSpan {
    WorkSpan {
        day,
        from: MinuteOfDay(60 * from),
        until: MinuteOfDay(60 * until),
    }
}

/// Every seventh works at night, every eleventh has set nothing; some have focus and time off.
fn availability(number: usize, person: PersonId, now: Timestamp) -> Availability {
    let mut one = Availability::unsaid(person);
    let id = number as u128;
    if !number.is_multiple_of(11) {
        let (from, until) = if number.is_multiple_of(7) {
            (22, 6)
        } else {
            (9, 17)
        };
        let days = Weekday::ALL.into_iter().take(5);
        one.weekly = Some(days.map(|day| hours(day, from, until)).collect());
    }
    if number.is_multiple_of(3) {
        one.focus.push(FocusBlock {
            id: FocusId::new(now, id),
            when: FocusTime::Weekly(hours(Weekday::Tuesday, 10, 12)),
        });
    }
    if number.is_multiple_of(13) {
        one.time_off.push(TimeOff {
            id: TimeOffId::new(now, id),
            from: now.plus(Duration::from_secs(2 * 24 * 3600)),
            until: now.plus(Duration::from_secs(4 * 24 * 3600)),
            note: String::new(),
            deputy: None,
        });
    }
    // The next of the channel stands in; some agreed to be rung at night.
    if !number.is_multiple_of(5) && number + CHANNELS < PEOPLE {
        one.deputies = vec![PersonId::new(now, id + CHANNELS as u128)];
    }
    one.off_hours_rings = number.is_multiple_of(4);
    one
}

impl Week {
    async fn new(seed: u64) -> Self {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(FakeClock::default());
        // Sunday 22 November 2026, 12:00 UTC.
        clock.set(Timestamp::from_millis(1_795_348_800_000));
        let app = App::open(data.path(), clock.clone()).await.unwrap();
        let setup = Setup {
            organisation: "Riverkeep".into(),
            name: "Mira".into(),
            email: "mira@example.org".into(),
            password: "correct horse battery".into(),
            time_zone: "Europe/Berlin".into(),
            agent: String::new(),
        };
        let signed_in = app.set_up(setup).await.unwrap();
        let owner = app.actor_by_cookie(&signed_in.secret).await.unwrap();
        let mut week = Self {
            app: Some(app),
            clock,
            data,
            people: vec![(*owner).clone()],
            topics: Vec::new(),
            posted: Vec::new(),
            chance: StdRng::seed_from_u64(seed),
            watch: Watch::default(),
            ledger: Ledger::default(),
            planned: 0,
            changed: BTreeSet::new(),
        };
        week.hire().await;
        week.open_channels().await;
        week.take_turns().await;
        week
    }

    fn app(&self) -> &Arc<App> {
        self.app.as_ref().unwrap()
    }

    fn now(&self) -> Timestamp {
        self.app().now()
    }

    /// People by their rows: hashing 200 passwords is not what is tested.
    async fn hire(&mut self) {
        let now = self.now();
        let people = self.app().store().write(move |tx| {
            let mut people = Vec::new();
            for number in 1..PEOPLE {
                let person = Person {
                    id: PersonId::new(now, number as u128),
                    name: format!("Person {number}"),
                    role: Role::Member,
                    time_zone: ZONES[number % ZONES.len()].to_owned(),
                    place: String::new(),
                    joined_at: now,
                    disabled_at: None,
                    version: 1,
                };
                let availability = availability(number, person.id, now);
                let secret = PersonSecret {
                    person: person.clone(),
                    email: format!("person{number}@example.org"),
                    password_hash: String::new(),
                };
                tx.put_person(&secret)?;
                tx.put_availability(&availability)?;
                tx.set_alarm(AlarmKind::Digest, &person.id.to_string(), Some(now))?;
                people.push(person.id);
                tx.append(now, Audience::Organisation, Event::PersonUpdated(person))?;
                let said = Event::AvailabilityUpdated(availability);
                tx.append(now, Audience::Organisation, said)?;
            }
            Ok::<_, StoreError>(people)
        });
        for person in people.await.unwrap() {
            self.people.push(Actor {
                person,
                role: Role::Member,
                scopes: None,
                sign_in: None,
                ends_at: None,
            });
        }
    }

    async fn open_channels(&mut self) {
        for number in 0..CHANNELS {
            let members = (0..PEOPLE).filter(|person| person % CHANNELS == number || *person < 3);
            let new = NewChannel {
                kind: ChannelKind::Public,
                name: format!("Channel {number}"),
                purpose: String::new(),
                default_expectation: None,
                members: members.map(|person| self.people[person].person).collect(),
            };
            let owner = self.people[0].clone();
            let channel = self.app().create_channel(&owner, new, None).await.unwrap();
            for title in ["Plans", "Questions"] {
                let opened = self
                    .app()
                    .open_topic(&owner, channel.id, title.to_owned(), None, None)
                    .await
                    .unwrap();
                self.topics.push(opened.topic.id);
            }
        }
    }

    /// In the second channel there is always somebody on duty.
    async fn take_turns(&mut self) {
        let members = (1..PEOPLE).filter(|person| person % CHANNELS == 1);
        let members: Vec<PersonId> = members.map(|person| self.people[person].person).collect();
        let new = NewGroup {
            name: "Duty".into(),
            members: Some(members.clone()),
            rota: Some(Rota {
                time_zone: "Europe/Berlin".into(),
                first: "2026-11-16".parse().unwrap(),
                hand_over: MinuteOfDay(540),
                days: 1,
                order: members,
                swaps: Vec::new(),
            }),
            ..NewGroup::default()
        };
        let owner = self.people[0].clone();
        self.app().create_group(&owner, new, None).await.unwrap();
    }

    fn pick(&mut self, below: usize) -> usize {
        self.chance.random_range(0..below)
    }

    /// A topic and two who are in its channel.
    fn cast(&mut self) -> (TopicId, Actor, Actor) {
        let topic = self.pick(self.topics.len());
        let of_channel = |pick: usize| pick * CHANNELS + topic / 2;
        let members = PEOPLE / CHANNELS;
        let (a, b) = (self.pick(members), self.pick(members));
        (
            self.topics[topic],
            self.people[of_channel(a)].clone(),
            self.people[of_channel(b)].clone(),
        )
    }

    async fn post(&mut self) {
        let (topic, author, asked) = self.cast();
        let expectation = match self.pick(10) {
            0 => Some(Expectation::Now),
            1..=4 => Some(Expectation::Today),
            5 | 6 => Some(Expectation::ThisWeek),
            7 => Some(Expectation::By(self.now().plus(Duration::from_secs(
                3_600 * u64::try_from(self.pick(60) + 1).unwrap(),
            )))),
            _ => Some(Expectation::None),
        };
        let message = PostMessage {
            text: format!("@[Somebody]({}) what do you think?", asked.person),
            expectation,
            ..PostMessage::default()
        };
        let message = self.app().post_message(&author, topic, message, None);
        let message = message.await.unwrap();
        self.posted.push((topic, message.id));
    }

    async fn answer(&mut self) {
        let person = self.pick(PEOPLE);
        let person = self.people[person].clone();
        let open = self.app().requests(&person, Side::OnMe).await.unwrap();
        let Some(request) = open.first() else { return };
        if self.pick(2) == 0 {
            self.app().acknowledge(&person, request.id).await.unwrap();
            return;
        }
        let message = PostMessage {
            text: "like this".to_owned(),
            reply_to: Some(request.message),
            ..PostMessage::default()
        };
        let answer = self
            .app()
            .post_message(&person, request.topic, message, None);
        self.posted.push((request.topic, answer.await.unwrap().id));
    }

    async fn read(&mut self) {
        let (topic, person, _) = self.cast();
        let ordinal = u64::try_from(self.pick(200)).unwrap();
        self.app().read_to(&person, topic, ordinal).await.unwrap();
    }

    async fn change_availability(&mut self) {
        let person = self.pick(PEOPLE);
        let person = self.people[person].clone();
        let old = self
            .app()
            .availability(&person, person.person)
            .await
            .unwrap();
        let minutes = u64::try_from(self.pick(300) + 5).unwrap();
        let until = self.now().plus(Duration::from_secs(60 * minutes));
        let quiet = self.pick(3) != 0;
        let change = AvailabilityChange {
            weekly: old.weekly,
            do_not_disturb_until: quiet.then_some(until),
            ..AvailabilityChange::default()
        };
        self.changed.insert(person.person);
        let changed = self.app().set_availability(&person, change, None).await;
        changed.unwrap();
    }

    async fn act(&mut self) {
        match self.pick(32) {
            0..=9 => self.post().await,
            10..=13 => self.answer().await,
            14..=17 => self.read().await,
            18 | 19 => self.change_availability().await,
            20 | 21 => self.ask_urgently().await,
            22 | 23 => self.take_ring().await,
            24 => self.put_off().await,
            25 => self.hand_on().await,
            26 => self.get_stuck().await,
            27 => self.get_on().await,
            28 => self.remind_me().await,
            29 => self.be_done().await,
            30 => self.write_for_later().await,
            _ => self.work_otherwise().await,
        }
    }

    /// Moves the clock to `until`, stopping wherever an alarm rings.
    async fn pass(&mut self, until: Timestamp) {
        loop {
            let next = self.app().store().read(|view| view.next_alarm());
            let next = next.await.unwrap().filter(|at| *at <= until);
            self.clock.set(next.unwrap_or(until).max(self.now()));
            self.app().tick(self.now()).await.unwrap();
            self.check().await;
            if next.is_none() {
                return;
            }
        }
    }

    async fn restart(&mut self) {
        let clock = self.clock.clone();
        // The lock of the directory goes with the last reference.
        drop(self.app.take());
        self.app = Some(App::open(self.data.path(), clock).await.unwrap());
    }

    /// Looks at everything that was said since the last look.
    async fn check(&mut self) {
        let since = self.watch.seq;
        let events = self
            .app()
            .store()
            .read(move |view| view.events_after(since, 100_000));
        let now = self.now();
        for stored in events.await.unwrap() {
            self.watch.seq = stored.logged.seq;
            let told = self.ledger.take(&stored.logged.event, stored.logged.at);
            if let Some(blocker) = told {
                self.check_blocker(&blocker).await;
            }
            if let Event::DeliveryUpdated(delivery) = stored.logged.event {
                self.look_at(&delivery, now).await;
            }
        }
        self.ledger.check_rings();
        for (delivery, until) in &self.watch.held {
            assert!(now < *until, "{delivery} waits past its minute");
        }
    }

    async fn look_at(&mut self, delivery: &Delivery, now: Timestamp) {
        let was_held = self.watch.held.remove(&delivery.id);
        if delivery.told_at.is_none() {
            let DeliveryKind::Hold { until } = delivery.kind else {
                panic!("neither held nor told: {delivery:?}");
            };
            self.watch.held.insert(delivery.id, until);
            return;
        }
        if delivery.done_at.is_some() {
            self.watch.dropped += u64::from(was_held.is_some());
            return;
        }
        assert!(
            self.watch.told.insert(delivery.id),
            "told twice: {delivery:?}"
        );
        self.watch.released += u64::from(was_held.is_some());
        if let DeliveryAbout::Nudge { request } = delivery.about {
            *self.watch.nudges.entry(request).or_default() += 1;
        }
        if delivery.kind == DeliveryKind::Notify {
            let state = self.state_of(delivery.person).await;
            assert_eq!(
                state,
                AvailabilityState::Available,
                "{delivery:?} at {now:?}"
            );
        }
        if let Some(until) = was_held.filter(|until| *until < now) {
            panic!("late by {:?}: {delivery:?}", now.since(until));
        }
    }

    async fn state_of(&self, person: PersonId) -> AvailabilityState {
        let span = app::availability::Span {
            from: self.now(),
            until: self.now(),
        };
        let people = Some(vec![person]);
        let (_, reach) = self
            .app()
            .reach(&self.people[0], people, span)
            .await
            .unwrap();
        reach[0].state
    }

    /// Two working hours of who is stuck lie between the beginning of a blocker and its telling.
    async fn check_blocker(&self, blocker: &Blocker) {
        let (from, until) = (blocker.raised_at, blocker.told_at.unwrap());
        let week = Duration::from_secs(8 * 24 * 3600);
        if self.changed.contains(&blocker.raised_by) || week < until.since(from) {
            return;
        }
        let span = app::availability::Span { from, until };
        let people = Some(vec![blocker.raised_by]);
        let reach = self.app().reach(&self.people[0], people, span).await;
        let spans = &reach.unwrap().1[0].spans;
        let worked = spans
            .iter()
            .filter(|span| span.state != AvailabilityState::Off);
        let worked: Duration = worked.map(|span| span.until.since(span.from)).sum();
        assert_eq!(worked, Duration::from_secs(2 * 3600), "{blocker:?}");
    }

    /// Every request that is overdue by more than a working week was nudged, once.
    async fn check_overdue(&self) {
        for person in &self.people {
            let open = self.app().requests(person, Side::OnMe).await.unwrap();
            for request in open {
                self.check_nudged(&request);
            }
        }
    }

    fn check_nudged(&self, request: &Request) {
        assert_eq!(request.state, RequestState::Open);
        let nudges = self.watch.nudges.get(&request.id).copied().unwrap_or(0);
        assert!(nudges <= 1, "nudged {nudges} times: {request:?}");
        let long_ago = self.now().minus(Duration::from_secs(5 * 24 * 3600));
        if !request.urgent && request.due_at.is_some_and(|due| due < long_ago) {
            assert!(request.nudged_at.is_some(), "never nudged: {request:?}");
        }
    }

    /// Everything acknowledged stands in its topic.
    async fn check_messages(&self) {
        let posted = self.posted.clone();
        let found = self.app().store().read(move |view| {
            let mut found = 0;
            for (topic, id) in posted {
                found += usize::from(view.message(id)?.is_some_and(|one| one.topic == topic));
            }
            Ok::<_, StoreError>(found)
        });
        assert_eq!(found.await.unwrap(), self.posted.len());
    }
}

#[tokio::test]
async fn a_week_of_two_hundred_people_with_restarts() {
    let seed = 1;
    let mut week = Week::new(seed).await;
    let begin = week.now();
    let mut instants: Vec<u64> = (0..ACTIONS)
        .map(|_| week.chance.random_range(0..WEEK.as_secs()))
        .collect();
    instants.sort_unstable();
    let every = ACTIONS / RESTARTS;
    for (number, second) in instants.into_iter().enumerate() {
        week.pass(begin.plus(Duration::from_secs(second))).await;
        week.act().await;
        week.check().await;
        if number % every == every / 2 {
            week.restart().await;
        }
    }
    week.pass(begin.plus(2 * WEEK)).await;
    week.check_overdue().await;
    week.check_messages().await;
    week.answer_all_rings().await;
    week.ledger.check_end(week.now());
    let soon = week.now().plus(Duration::from_secs(4 * 24 * 3600));
    for (delivery, until) in &week.watch.held {
        assert!(*until < soon, "{delivery} is held for ever");
    }
    assert!(
        300 < week.watch.released,
        "{} were held",
        week.watch.released
    );
    assert!(0 < week.watch.dropped, "nothing was read before its minute");
    assert!(!week.watch.nudges.is_empty());
}
