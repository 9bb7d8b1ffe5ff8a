//! What the organisation sets: checked, kept, and counting at once for whom it concerns.

use std::collections::BTreeMap;

use app::availability::AvailabilityChange;
use app::channel::NewChannel;
use app::error::AppError;
use app::message::PostMessage;
use app::organisation::OrganisationChange;
use model::availability::{Availability, Holiday, Place, PlaceOfWeekday, Places, Region};
use model::channel::ChannelKind;
use model::delivery::{DeliveryKind, DeliveryReason};
use model::error::ErrorCode;
use model::id::{MessageId, PersonId, TopicId};
use model::message::Expectation;
use model::person::{Organisation, Person, Role};
use model::time::{MinuteOfDay, Timestamp, Weekday};
use store::{PersonSecret, StoreError};

use crate::attend::span;
use crate::later::{at, refusal};
use crate::world::World;

fn fields<T: std::fmt::Debug>(answer: Result<T, AppError>) -> Vec<String> {
    match answer {
        Err(AppError::Refused(refusal)) => {
            refusal.fields.into_iter().map(|one| one.field).collect()
        }
        other => panic!("not refused: {other:?}"),
    }
}

fn monday_off(region: &str) -> Region {
    let holiday = Holiday {
        date: jiff::civil::date(2026, 11, 23),
        from: MinuteOfDay(0),
        until: MinuteOfDay(1440),
        name: "Labour Thanksgiving Day".into(),
    };
    Region {
        name: region.into(),
        holidays: vec![holiday],
    }
}

impl World {
    async fn set(&self, change: OrganisationChange) -> Result<Organisation, AppError> {
        let owner = self.by(0);
        self.app.update_organisation(owner, change, None).await
    }

    /// Until when the only thing that is listed for somebody is held, and why.
    async fn held(&self, person: usize) -> (Timestamp, DeliveryReason) {
        let listed = self.app.snapshot(self.by(person)).await.unwrap();
        let [held] = listed.deliveries.as_slice() else {
            panic!("not one delivery: {:?}", listed.deliveries);
        };
        match held.kind {
            DeliveryKind::Hold { until } => (until, held.reason.clone()),
            other => panic!("not held: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_change_of_the_default_week_moves_what_is_held_by_it() {
    let mut world = World::new().await;
    world.add(0, 0, 1).await;
    world.post(4, 0, Some(1), false).await;
    assert_eq!(world.held(1).await.0, at("2026-11-23T00:00:00Z"));
    let week = OrganisationChange {
        default_week: Some(vec![span(Weekday::Saturday, 600, 720)]),
        ..OrganisationChange::default()
    };
    world.set(week).await.unwrap();
    assert_eq!(world.held(1).await.0, at("2026-11-21T01:00:00Z"));
    world.set_time(at("2026-11-21T01:00:00Z")).await;
    let listed = world.app.snapshot(world.by(1)).await.unwrap().deliveries;
    let waits = listed.iter().filter(|one| one.told_at.is_none());
    assert_eq!(waits.count(), 0);
}

/// People by their rows in a channel of their own, where something waits for each until Monday.
async fn hire_many(world: &mut World, count: u128) -> (TopicId, Vec<PersonId>) {
    let now = world.app.now();
    let hired = world.app.store().write(move |tx| {
        let mut people = Vec::new();
        for number in 1..=count {
            let person = Person {
                id: PersonId::new(now, number),
                name: format!("Person {number}"),
                role: Role::Member,
                time_zone: "Asia/Tokyo".into(),
                place: String::new(),
                joined_at: now,
                disabled_at: None,
                version: 1,
            };
            people.push(person.id);
            let availability = Availability::unsaid(person.id);
            tx.put_person(&PersonSecret {
                person,
                email: format!("person{number}@example.org"),
                password_hash: String::new(),
            })?;
            tx.put_availability(&availability)?;
        }
        Ok::<_, StoreError>(people)
    });
    let people = hired.await.unwrap();
    let owner = world.by(0).clone();
    let new = NewChannel {
        kind: ChannelKind::Private,
        name: "Everybody".into(),
        purpose: String::new(),
        default_expectation: None,
        members: people.clone(),
    };
    let channel = world
        .app
        .create_channel(&owner, new, None)
        .await
        .unwrap()
        .id;
    let opened = world
        .app
        .open_topic(&owner, channel, "Fair".into(), None, None);
    let topic = opened.await.unwrap().topic.id;
    for some in people.chunks(50) {
        ask(world, topic, some).await;
    }
    (topic, people)
}

async fn ask(world: &World, topic: TopicId, people: &[PersonId]) -> MessageId {
    let message = PostMessage {
        text: "Who helps?".into(),
        expectation: Some(Expectation::Today),
        asked: people.to_vec(),
        ..PostMessage::default()
    };
    let posted = world.app.post_message(world.by(0), topic, message, None);
    posted.await.unwrap().id
}

/// How many of them everything is held for until an instant.
async fn held_until(world: &World, people: &[PersonId], until: Timestamp) -> usize {
    let people = people.to_vec();
    let counted = world.app.store().read(move |view| {
        let mut count = 0;
        for person in people {
            let held = view.held_for(person)?;
            assert!(!held.is_empty());
            let all = held
                .iter()
                .all(|one| one.kind == DeliveryKind::Hold { until });
            count += usize::from(all);
        }
        Ok::<_, StoreError>(count)
    });
    counted.await.unwrap()
}

#[tokio::test]
async fn what_concerns_many_is_planned_anew_by_the_clock_and_survives_a_crash_in_between() {
    let mut world = World::new().await;
    let (topic, people) = hire_many(&mut world, 130).await;
    let (monday, saturday) = (at("2026-11-23T00:00:00Z"), at("2026-11-21T01:00:00Z"));
    assert_eq!(held_until(&world, &people, monday).await, 130);
    let week = OrganisationChange {
        default_week: Some(vec![span(Weekday::Saturday, 600, 720)]),
        ..OrganisationChange::default()
    };
    world.set(week).await.unwrap();
    // The command did a few and did not keep others waiting.
    assert_eq!(held_until(&world, &people, saturday).await, 50);
    // What is decided from now on goes by what was set, planned anew or not.
    let last = &people[129..];
    let second = ask(&world, topic, last).await;
    let last_one = last[0];
    let held = world.app.store().read(move |view| view.held_for(last_one));
    let mut kinds: Vec<_> = held
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.kind)
        .collect();
    kinds.sort_by_key(|kind| format!("{kind:?}"));
    let waits = |until| DeliveryKind::Hold { until };
    assert_eq!(kinds, [waits(saturday), waits(monday)]);
    // The process dies before the clock came to the others.
    world = world.restart().await;
    assert_eq!(held_until(&world, &people, saturday).await, 50);
    world.wait(0).await;
    let some = held_until(&world, &people, saturday).await;
    assert!(50 < some && some < 130, "a few at a time, not {some}");
    world.wait(1).await;
    assert_eq!(held_until(&world, &people, saturday).await, 130);
    // All are told at their minute.
    world.set_time(saturday).await;
    let told = world.app.store().read(move |view| {
        for person in people {
            assert!(view.held_for(person)?.is_empty());
        }
        view.delivery_of_message(second, last_one)
    });
    let told = told.await.unwrap().unwrap();
    assert_eq!(
        (told.kind, told.told_at),
        (DeliveryKind::Notify, Some(saturday))
    );
}

#[tokio::test]
async fn a_holiday_moves_what_is_held_where_it_counts() {
    let mut world = World::new().await;
    for person in [1, 2] {
        world.add(0, 0, person).await;
        world.post(4, 0, Some(person), false).await;
    }
    let in_region = |region: &str| AvailabilityChange {
        region: region.into(),
        ..AvailabilityChange::default()
    };
    let unknown = world
        .app
        .set_availability(world.by(1), in_region("Japan"), None);
    assert_eq!(fields(unknown.await), ["region"]);
    let regions = |regions: Vec<Region>| OrganisationChange {
        regions: Some(regions),
        ..OrganisationChange::default()
    };
    let bare = Region {
        holidays: Vec::new(),
        ..monday_off("Japan")
    };
    world.set(regions(vec![bare])).await.unwrap();
    let set = world
        .app
        .set_availability(world.by(1), in_region("Japan"), None);
    set.await.unwrap();
    let (tokyo, chicago) = (at("2026-11-23T00:00:00Z"), at("2026-11-20T15:00:00Z"));
    assert_eq!(world.held(1).await.0, tokyo);
    let changed = world.set(regions(vec![monday_off("Japan")])).await.unwrap();
    assert_eq!(changed.regions[0].holidays.len(), 1);
    assert_eq!(world.held(1).await.0, at("2026-11-24T00:00:00Z"));
    assert_eq!(world.held(2).await.0, chicago);
    world.set(regions(Vec::new())).await.unwrap();
    assert_eq!(world.held(1).await.0, tokyo);
}

#[tokio::test]
async fn numbers_are_bounded_and_those_not_named_stay() {
    let world = World::new().await;
    let numbers = |named: &[(&str, u32)]| OrganisationChange {
        settings: Some(
            named
                .iter()
                .map(|(name, number)| ((*name).to_owned(), *number))
                .collect::<BTreeMap<_, _>>(),
        ),
        ..OrganisationChange::default()
    };
    let wrong = numbers(&[("now_minutes", 1), ("huddle_minutes", 60)]);
    let refused = world.set(wrong).await;
    assert_eq!(
        fields(refused),
        ["settings.now_minutes", "settings.huddle_minutes"]
    );
    let unknown = world.set(numbers(&[("meaning", 42)])).await;
    assert_eq!(fields(unknown), ["settings.meaning"]);
    let first = world.set(numbers(&[("now_minutes", 15)])).await.unwrap();
    let second = world.set(numbers(&[("huddle_minutes", 10)])).await.unwrap();
    let settings = second.settings;
    assert_eq!((settings.now_minutes, settings.huddle_minutes), (15, 10));
    assert_eq!(second.version, first.version + 1);
    let stale = OrganisationChange {
        name: Some("Rivers".into()),
        ..OrganisationChange::default()
    };
    let by_ana = world
        .app
        .update_organisation(world.by(1), stale.clone(), None)
        .await;
    assert_eq!(refusal(by_ana).0, ErrorCode::NotAllowed);
    let version = Some(first.version);
    let stale = world
        .app
        .update_organisation(world.by(0), stale, version)
        .await;
    assert_eq!(refusal(stale).0, ErrorCode::Stale);
    let empty = OrganisationChange {
        default_week: Some(Vec::new()),
        ..OrganisationChange::default()
    };
    assert_eq!(fields(world.set(empty).await), ["default_week"]);
}

#[tokio::test]
async fn the_people_and_places_that_somebody_names_are_checked() {
    let world = World::new().await;
    let (owner, ana) = (world.by(0), world.by(1));
    let nobody = model::id::PersonId::new(world.app.now(), 1);
    let office = |name: &str| Place::Office { name: name.into() };
    let on = |day, place| PlaceOfWeekday { day, place };
    let wrong = AvailabilityChange {
        deputies: vec![ana.person, nobody],
        ..AvailabilityChange::default()
    };
    let wrong = world.app.set_availability(owner, wrong, None).await;
    assert_eq!(fields(wrong), ["deputies.1"]);
    let own = AvailabilityChange {
        deputies: vec![owner.person],
        ..AvailabilityChange::default()
    };
    let own = world.app.set_availability(owner, own, None).await;
    assert_eq!(fields(own), ["deputies.0"]);
    let good = AvailabilityChange {
        deputies: vec![world.by(2).person, ana.person],
        off_hours_rings: true,
        places: Places {
            weekly: vec![
                on(Weekday::Friday, Place::Remote),
                on(Weekday::Monday, office("Berlin")),
            ],
            dates: Vec::new(),
        },
        ..AvailabilityChange::default()
    };
    let said = world.app.set_availability(owner, good, None).await.unwrap();
    assert_eq!(said.deputies, [world.by(2).person, ana.person]);
    assert!(said.off_hours_rings);
    let days: Vec<Weekday> = said.places.weekly.iter().map(|one| one.day).collect();
    assert_eq!(days, [Weekday::Monday, Weekday::Friday]);
    // A guest knows of nobody they have not met.
    let unmet = AvailabilityChange {
        deputies: vec![ana.person],
        ..AvailabilityChange::default()
    };
    let unmet = world.app.set_availability(world.by(3), unmet, None).await;
    assert_eq!(fields(unmet), ["deputies.0"]);
}
