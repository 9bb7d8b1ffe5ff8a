//! Groups: names, members, the rota, and who may change them.

use app::group::{GroupChange, NewGroup};
use model::error::ErrorCode;
use model::group::{Group, Rota, Swap};
use model::time::MinuteOfDay;

use crate::later::{at, refusal};
use crate::world::World;

pub fn named(name: &str) -> NewGroup {
    NewGroup {
        name: name.into(),
        ..NewGroup::default()
    }
}

impl World {
    /// A group of the owner's with these people in it.
    pub async fn team_of(&self, name: &str, members: &[usize]) -> Group {
        let members = members.iter().map(|number| self.by(*number).person);
        let new = NewGroup {
            members: Some(members.collect()),
            ..named(name)
        };
        self.app.create_group(self.by(0), new, None).await.unwrap()
    }
}

/// Turns of a day between the owner, Ana and Dele, handed over at 9:00 in Berlin.
fn rota(world: &World) -> Rota {
    Rota {
        time_zone: "Europe/Berlin".into(),
        first: jiff::civil::date(2026, 11, 20),
        hand_over: MinuteOfDay(540),
        days: 1,
        order: [0, 1, 2].map(|number| world.by(number).person).to_vec(),
        swaps: Vec::new(),
    }
}

#[tokio::test]
async fn no_two_groups_differ_only_in_case_or_space() {
    let world = World::new().await;
    let team = world.team_of(" Gateway ", &[0]).await;
    assert_eq!(team.name, "Gateway");
    let same = world.app.create_group(world.by(1), named("GATEWAY"), None);
    assert_eq!(refusal(same.await).0, ErrorCode::Taken);
    let other = world.team_of("Pumps", &[0]).await;
    let rename = |name: &str| GroupChange {
        name: Some(name.into()),
        ..GroupChange::default()
    };
    let owner = world.by(0);
    let taken = world
        .app
        .update_group(owner, other.id, rename("gateway"), None);
    assert_eq!(refusal(taken.await).0, ErrorCode::Taken);
    let own = world
        .app
        .update_group(owner, other.id, rename("PUMPS"), Some(1));
    assert_eq!(own.await.unwrap().name, "PUMPS");
    let stale = world
        .app
        .update_group(owner, other.id, rename("Pumps"), Some(1));
    assert_eq!(refusal(stale.await).0, ErrorCode::Stale);
}

#[tokio::test]
async fn its_people_and_admins_change_a_group_and_guests_know_of_none() {
    let world = World::new().await;
    let (owner, ana, dele, guest) = (world.by(0), world.by(1), world.by(2), world.by(3));
    let outside = NewGroup {
        members: Some(vec![dele.person]),
        ..named("Others")
    };
    let others = world.app.create_group(ana, outside, None).await;
    assert_eq!(refusal(others).0, ErrorCode::Invalid);
    let team = world.app.create_group(ana, named("Pumps"), None).await;
    let team = team.unwrap();
    assert_eq!(team.members, [ana.person]);
    let purpose = || GroupChange {
        purpose: Some("Pumps and valves".into()),
        ..GroupChange::default()
    };
    let foreign = world.app.update_group(dele, team.id, purpose(), None).await;
    assert_eq!(refusal(foreign).0, ErrorCode::NotAllowed);
    for actor in [owner, ana] {
        let changed = world.app.update_group(actor, team.id, purpose(), None);
        assert_eq!(changed.await.unwrap().purpose, "Pumps and valves");
    }
    assert!(world.app.groups(guest).await.unwrap().is_empty());
    let hidden = world.app.group(guest, team.id).await;
    assert_eq!(refusal(hidden).0, ErrorCode::NotFound);
    let hidden = world.app.update_group(guest, team.id, purpose(), None);
    assert_eq!(refusal(hidden.await).0, ErrorCode::NotFound);
    let made = world.app.create_group(guest, named("Guests"), None).await;
    assert_eq!(refusal(made).0, ErrorCode::NotAllowed);
    let (events, _) = world.events_after(guest, 0).await;
    let told = |event: &model::event::Event| matches!(event, model::event::Event::GroupUpdated(_));
    assert!(!events.iter().any(|frame| told(&frame.event)));
    let with_guest = GroupChange {
        members: Some(vec![ana.person, guest.person]),
        ..GroupChange::default()
    };
    let added = world.app.update_group(ana, team.id, with_guest, None).await;
    assert_eq!(refusal(added).0, ErrorCode::Invalid);
}

#[tokio::test]
async fn duty_goes_round_is_swapped_and_never_falls_to_a_closed_account() {
    let mut world = World::new().await;
    let team = world.team_of("On call", &[0, 1, 2]).await;
    let (owner, ana) = (world.by(0).clone(), world.by(1).person);
    let on = |rota| GroupChange {
        rota: Some(rota),
        ..GroupChange::default()
    };
    let mut wrong = rota(&world);
    wrong.days = 0;
    let refused = world
        .app
        .update_group(&owner, team.id, on(Some(wrong)), None);
    let (code, detail) = refusal(refused.await);
    assert_eq!(code, ErrorCode::Invalid);
    assert!(detail.starts_with("rota.days: "), "{detail}");
    let mut rota = rota(&world);
    rota.swaps = vec![Swap {
        from: at("2026-11-22T12:00:00Z"),
        until: at("2026-11-22T18:00:00Z"),
        person: ana,
    }];
    let set = world
        .app
        .update_group(&owner, team.id, on(Some(rota)), None);
    set.await.unwrap();
    let duty = async |world: &World, when: Option<&str>| {
        let found = world.app.duty(&owner, team.id, when.map(at)).await;
        found.unwrap().map(|duty| duty.person)
    };
    assert_eq!(duty(&world, None).await, Some(owner.person));
    let saturday = Some("2026-11-21T12:00:00Z");
    assert_eq!(duty(&world, saturday).await, Some(ana));
    let sunday = Some("2026-11-22T11:59:00Z");
    assert_eq!(duty(&world, sunday).await, Some(world.by(2).person));
    let swapped = Some("2026-11-22T12:00:00Z");
    assert_eq!(duty(&world, swapped).await, Some(ana));
    assert_eq!(duty(&world, Some("2026-11-19T12:00:00Z")).await, None);
    // Who is disabled stays in the group and is on duty no more.
    world.disable(1, true).await;
    assert_eq!(duty(&world, saturday).await, None);
    let kept = world.app.group(&owner, team.id).await.unwrap();
    assert!(kept.members.contains(&ana));
    // Who leaves the group leaves the rota.
    let change = GroupChange {
        members: Some(vec![owner.person]),
        ..GroupChange::default()
    };
    let left = world.app.update_group(&owner, team.id, change, None).await;
    let rota = left.unwrap().rota.unwrap();
    assert_eq!((rota.order, rota.swaps), (vec![owner.person], Vec::new()));
    let ended = world.app.update_group(&owner, team.id, on(None), None);
    assert_eq!(ended.await.unwrap().rota, None);
}
