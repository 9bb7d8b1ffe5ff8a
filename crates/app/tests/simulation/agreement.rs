//! Agreements: proposed, seen, adopted by somebody else, counting at once, looked at each quarter.

use app::group::GroupChange;
use model::agreement::{AgreementTerms, Proposal, ProposalState};
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::id::GroupId;
use model::settings::TeamSettings;
use model::time::Weekday;

use crate::attend::span;
use crate::later::{at, notices, refusal};
use crate::world::World;

/// Eight hours for what is wanted today, and quiet Monday mornings until ten.
fn terms() -> AgreementTerms {
    AgreementTerms {
        settings: TeamSettings {
            today_minutes: Some(600),
            ..TeamSettings::default()
        },
        quiet_hours: vec![span(Weekday::Monday, 480, 600)],
        text: "We write first.".into(),
        ..AgreementTerms::default()
    }
}

impl World {
    async fn propose(&self, by: usize, group: GroupId) -> Proposal {
        let note = "Quieter mornings".into();
        let proposed = self.app.propose(self.by(by), group, terms(), note, None);
        proposed.await.unwrap()
    }
}

fn about(deliveries: &[Delivery]) -> Vec<&DeliveryAbout> {
    deliveries.iter().map(|one| &one.about).collect()
}

/// When the only message that is held for somebody is told.
async fn held_until(world: &World, person: usize) -> Option<model::time::Timestamp> {
    let listed = world.app.snapshot(world.by(person)).await.unwrap();
    let held = listed
        .deliveries
        .iter()
        .find(|one| matches!(one.about, DeliveryAbout::Message { .. }))?;
    match held.kind {
        DeliveryKind::Hold { until } => Some(until),
        _ => None,
    }
}

#[tokio::test]
async fn a_change_is_proposed_seen_and_adopted_by_somebody_else() {
    let mut world = World::new().await;
    let team = world.team_of("Gateway", &[0, 1]).await;
    let (owner, ana, dele) = (
        world.by(0).clone(),
        world.by(1).clone(),
        world.by(2).clone(),
    );
    let foreign = world
        .app
        .propose(&dele, team.id, terms(), String::new(), None);
    assert_eq!(refusal(foreign.await).0, ErrorCode::NotAllowed);
    let proposal = world.propose(0, team.id).await;
    let other = world.propose(0, team.id).await;
    assert_eq!(proposal.seen_by, [owner.person]);
    // Ana sleeps: she is told on Monday, of both at once.
    let told = notices(&world, &ana).await;
    assert_eq!(about(&told), [&DeliveryAbout::Proposal { group: team.id }]);
    let until = at("2026-11-23T00:00:00Z");
    assert_eq!(told[0].kind, DeliveryKind::Hold { until });
    assert!(notices(&world, &owner).await.is_empty());
    let own = world.app.adopt_proposal(&owner, proposal.id).await;
    assert_eq!(refusal(own).0, ErrorCode::NotAllowed);
    let seen = world.app.see_proposal(&ana, proposal.id).await.unwrap();
    assert_eq!(seen.seen_by, [owner.person, ana.person]);
    assert_eq!(notices(&world, &ana).await.len(), 1);
    world.app.see_proposal(&ana, other.id).await.unwrap();
    assert!(notices(&world, &ana).await.is_empty());

    world.wait(5).await;
    let agreement = world.app.adopt_proposal(&ana, proposal.id).await.unwrap();
    assert_eq!(agreement.settings.today_minutes, Some(600));
    assert_eq!((agreement.changed_by, agreement.version), (ana.person, 1));
    let page = world.app.agreement(&dele, team.id).await.unwrap();
    assert_eq!(page.agreement, Some(agreement));
    let now = at("2026-11-20T13:45:00Z");
    let states: Vec<ProposalState> = page.proposals.iter().map(|one| one.state).collect();
    let by = ana.person;
    assert!(states.contains(&ProposalState::Adopted { by, at: now }));
    assert!(states.contains(&ProposalState::Dropped { at: now }));
    let again = world.app.adopt_proposal(&ana, proposal.id).await;
    assert_eq!(refusal(again).0, ErrorCode::WrongState);
    let hidden = world.app.agreement(world.by(3), team.id).await;
    assert_eq!(refusal(hidden).0, ErrorCode::NotFound);
}

#[tokio::test]
async fn what_is_held_follows_the_agreement_from_the_moment_it_counts() {
    let mut world = World::new().await;
    world.add(0, 0, 1).await;
    let team = world.team_of("Gateway", &[0, 1]).await;
    let (owner, ana) = (world.by(0).clone(), world.by(1).clone());
    world.post(4, 0, Some(1), false).await;
    let nine = at("2026-11-23T00:00:00Z");
    assert_eq!(held_until(&world, 1).await, Some(nine));
    let proposal = world.propose(0, team.id).await;
    assert_eq!(held_until(&world, 1).await, Some(nine));
    world.app.adopt_proposal(&ana, proposal.id).await.unwrap();
    let ten = at("2026-11-23T01:00:00Z");
    assert_eq!(held_until(&world, 1).await, Some(ten));
    // Who leaves the team works as before, and who comes back does not.
    let members = |people: &[&app::actor::Actor]| GroupChange {
        members: Some(people.iter().map(|one| one.person).collect()),
        ..GroupChange::default()
    };
    let change = members(&[&owner]);
    let left = world.app.update_group(&owner, team.id, change, None);
    left.await.unwrap();
    assert_eq!(held_until(&world, 1).await, Some(nine));
    let change = members(&[&owner, &ana]);
    let back = world.app.update_group(&owner, team.id, change, None);
    back.await.unwrap();
    assert_eq!(held_until(&world, 1).await, Some(ten));
    let archive = |archived| GroupChange {
        archived: Some(archived),
        ..GroupChange::default()
    };
    let archived = world.app.update_group(&owner, team.id, archive(true), None);
    archived.await.unwrap();
    assert_eq!(held_until(&world, 1).await, Some(nine));
    world.set_time(nine).await;
    assert_eq!(held_until(&world, 1).await, None);
}

#[tokio::test]
async fn the_team_is_reminded_each_quarter_until_somebody_has_looked() {
    let mut world = World::new().await;
    let team = world.team_of("Gateway", &[0, 1]).await;
    let (owner, ana) = (world.by(0).clone(), world.by(1).clone());
    let proposal = world.propose(0, team.id).await;
    world.app.adopt_proposal(&ana, proposal.id).await.unwrap();
    // Three months later, at the midnight that begins the day in Tokyo; a Saturday.
    let quarter = at("2027-02-19T15:00:00Z");
    world.set_time(at("2027-02-19T14:59:59Z")).await;
    assert!(notices(&world, &owner).await.is_empty());
    world.set_time(quarter).await;
    let review = DeliveryAbout::Review { group: team.id };
    for actor in [&owner, &ana] {
        assert_eq!(about(&notices(&world, actor).await), [&review]);
    }
    // Nobody looks: another quarter later there is one notice again, not two.
    world = world.restart().await;
    world.set_time(at("2027-05-20T00:00:00Z")).await;
    assert_eq!(about(&notices(&world, &owner).await), [&review]);
    let kept = world.app.review_agreement(&owner, team.id).await.unwrap();
    assert_eq!(kept.reviewed_at, at("2027-05-20T00:00:00Z"));
    assert_eq!(kept.changed_at, at("2026-11-20T13:40:00Z"));
    for actor in [&owner, &ana] {
        assert!(notices(&world, actor).await.is_empty());
    }
    world.set_time(at("2027-08-18T00:00:00Z")).await;
    assert!(notices(&world, &owner).await.is_empty());
    world.set_time(at("2027-08-20T00:00:00Z")).await;
    assert_eq!(about(&notices(&world, &owner).await), [&review]);
    let archive = GroupChange {
        archived: Some(true),
        ..GroupChange::default()
    };
    let archived = world.app.update_group(&owner, team.id, archive, None);
    archived.await.unwrap();
    assert!(notices(&world, &owner).await.is_empty());
    world.set_time(at("2028-08-20T00:00:00Z")).await;
    assert!(notices(&world, &owner).await.is_empty());
}

#[tokio::test]
async fn its_maker_takes_a_proposal_back_and_open_ones_have_an_end() {
    let mut world = World::new().await;
    let team = world.team_of("Gateway", &[0, 1]).await;
    let (owner, ana) = (world.by(0).clone(), world.by(1).clone());
    let proposal = world.propose(0, team.id).await;
    let foreign = world.app.drop_proposal(&ana, proposal.id).await;
    assert_eq!(refusal(foreign).0, ErrorCode::NotAllowed);
    world.wait(1).await;
    world.app.drop_proposal(&owner, proposal.id).await.unwrap();
    assert!(notices(&world, &ana).await.is_empty());
    for _ in 0..model::limits::OPEN_PROPOSALS_MAX {
        world.propose(1, team.id).await;
    }
    let more = world
        .app
        .propose(&ana, team.id, terms(), String::new(), None);
    assert_eq!(refusal(more.await).0, ErrorCode::WrongState);
    let mut wrong = terms();
    wrong.settings.now_minutes = Some(1);
    let wrong = world
        .app
        .propose(&ana, team.id, wrong, "a\nb".into(), None)
        .await;
    let Err(app::error::AppError::Refused(refused)) = wrong else {
        panic!("not refused: {wrong:?}");
    };
    let fields: Vec<&str> = refused
        .fields
        .iter()
        .map(|one| one.field.as_str())
        .collect();
    assert_eq!(fields, ["settings.now_minutes", "note"]);
}
