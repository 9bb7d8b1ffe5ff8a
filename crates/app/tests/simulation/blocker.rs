//! Blockers: two working hours, help, and returns.

use model::blocker::Blocker;
use model::delivery::{DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::message::MessageBody;
use model::time::Timestamp;
use model::topic::{TopicLevel, TopicState};

use crate::trio::{Trio, code, instant};

fn is_blocker(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::Blocker { .. })
}

async fn raise(team: &Trio) -> Blocker {
    let text = "No access to the staging server".to_owned();
    let raised = team.app.raise_blocker(&team.ben, team.topic, text, None);
    raised.await.unwrap()
}

async fn resolve(team: &Trio, blocker: &Blocker) -> Blocker {
    let outcome = "Access given by Ana".to_owned();
    let resolved = team.app.resolve_blocker(&team.mira, blocker.id, outcome);
    resolved.await.unwrap()
}

async fn open(team: &Trio) -> Blocker {
    let mut open = team.snapshot(&team.ana).await.blockers;
    assert_eq!(open.len(), 1);
    open.pop().unwrap()
}

#[tokio::test]
async fn the_team_is_told_after_two_working_hours_of_the_raiser_across_a_night() {
    let team = Trio::new().await;
    // Monday 16:00 in Berlin: one hour today, one tomorrow.
    team.until(instant("2026-11-23T15:00:00Z")).await;
    let blocker = raise(&team).await;
    let due = instant("2026-11-24T09:00:00Z");
    assert_eq!(blocker.tell_at, Some(due));
    assert_eq!(team.topic().await.state, TopicState::Blocked);
    let last = team.messages().await.pop().unwrap();
    assert_eq!(last.text, blocker.text);
    let id = blocker.id;
    assert_eq!(last.body, MessageBody::BlockerRaised { blocker: id });
    team.until(due.minus(std::time::Duration::from_millis(1)))
        .await;
    assert_eq!(open(&team).await.told_at, None);
    team.until(due).await;
    assert_eq!(open(&team).await.told_at, Some(due));
    let mira = team.listed(&team.mira, is_blocker).await;
    assert_eq!(mira.len(), 1);
    assert_eq!(mira[0].kind, DeliveryKind::Notify);
    assert_eq!(mira[0].from, Some(team.ben.person));
    // It is 22:00 in Auckland: Ana is told in her morning.
    let ana = team.listed(&team.ana, is_blocker).await;
    let until = instant("2026-11-24T20:00:00Z");
    assert_eq!(ana[0].kind, DeliveryKind::Hold { until });
    assert!(team.listed(&team.ben, is_blocker).await.is_empty());
    let resolved = resolve(&team, &blocker).await;
    assert_eq!(resolved.resolved_by, Some(team.mira.person));
    assert_eq!(team.topic().await.state, TopicState::Open);
    for person in [&team.mira, &team.ben, &team.ana] {
        assert!(team.listed(person, is_blocker).await.is_empty());
        assert!(team.snapshot(person).await.blockers.is_empty());
    }
    let last = team.messages().await.pop().unwrap();
    assert_eq!(last.text, "Access given by Ana");
    assert_eq!(last.body, MessageBody::BlockerResolved { blocker: id });
    let history = team.app.blockers(&team.ana, team.topic).await.unwrap();
    assert_eq!(history, [resolved]);
}

#[tokio::test]
async fn what_is_resolved_in_time_is_told_to_nobody() {
    let team = Trio::new().await;
    let blocker = raise(&team).await;
    team.wait(60).await;
    resolve(&team, &blocker).await;
    team.wait(24 * 60).await;
    for person in [&team.mira, &team.ana] {
        assert!(team.listed(person, is_blocker).await.is_empty());
    }
}

#[tokio::test]
async fn the_clock_follows_the_raiser_s_working_hours() {
    let team = Trio::new().await;
    team.until(instant("2026-11-23T15:30:00Z")).await;
    let blocker = raise(&team).await;
    assert_eq!(blocker.tell_at, Some(instant("2026-11-24T09:30:00Z")));
    // Ben moves to Chicago, where it is 09:30.
    let change = app::person::ProfileChange {
        time_zone: Some("America/Chicago".into()),
        ..app::person::ProfileChange::default()
    };
    team.app.update_me(&team.ben, change).await.unwrap();
    let sooner = instant("2026-11-23T17:30:00Z");
    assert_eq!(open(&team).await.tell_at, Some(sooner));
    team.until(sooner).await;
    assert_eq!(open(&team).await.told_at, Some(sooner));
}

#[tokio::test]
async fn who_muted_the_topic_is_not_told() {
    let team = Trio::new().await;
    let muted = team.app.set_level(&team.mira, team.topic, TopicLevel::Mute);
    muted.await.unwrap();
    raise(&team).await;
    team.wait(2 * 60).await;
    assert!(open(&team).await.told_at.is_some());
    assert!(team.listed(&team.mira, is_blocker).await.is_empty());
    assert_eq!(team.listed(&team.ana, is_blocker).await.len(), 1);
}

#[tokio::test]
async fn help_starts_a_call_and_rings_the_one_who_is_stuck() {
    let team = Trio::new().await;
    let blocker = raise(&team).await;
    let own = team.app.help_blocker(&team.ben, blocker.id).await;
    assert_eq!(code(own), ErrorCode::WrongState);
    team.wait(2 * 60).await;
    let session = team.app.help_blocker(&team.mira, blocker.id).await.unwrap();
    assert_eq!(session.topic, team.topic);
    assert_eq!(session.ringing, [team.ben.person]);
    assert_eq!(open(&team).await.helpers, [team.mira.person]);
    assert!(team.listed(&team.mira, is_blocker).await.is_empty());
    for person in [&team.mira, &team.ben] {
        team.attend(person, session.id).await;
    }
    // A second helper comes into the same call, and nobody is rung who is there.
    let same = team.app.help_blocker(&team.ana, blocker.id).await.unwrap();
    assert_eq!(same.id, session.id);
    assert!(same.ringing.is_empty());
    let helpers = [team.mira.person, team.ana.person];
    assert_eq!(open(&team).await.helpers, helpers);
    resolve(&team, &blocker).await;
    let late = team.app.help_blocker(&team.ana, blocker.id).await;
    assert_eq!(code(late), ErrorCode::WrongState);
}

#[tokio::test]
async fn who_is_stuck_and_off_is_not_rung_but_told_of_the_help() {
    let team = Trio::new().await;
    let blocker = raise(&team).await;
    team.until(instant("2026-11-23T18:00:00Z")).await;
    let session = team.app.help_blocker(&team.mira, blocker.id).await.unwrap();
    assert!(session.rung.is_empty());
    assert_eq!(session.guarded, [team.ben.person]);
    let held = team.listed(&team.ben, is_blocker).await;
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].from, Some(team.mira.person));
    let until: Timestamp = instant("2026-11-24T08:00:00Z");
    assert_eq!(held[0].kind, DeliveryKind::Hold { until });
}

#[tokio::test]
async fn a_topic_is_blocked_once_and_neither_writing_nor_resolving_it_unblocks() {
    let team = Trio::new().await;
    let first = raise(&team).await;
    let again = team
        .app
        .raise_blocker(&team.mira, team.topic, "Too".into(), None);
    assert_eq!(code(again.await), ErrorCode::WrongState);
    team.say(&team.mira, "I look at it").await;
    assert_eq!(team.topic().await.state, TopicState::Blocked);
    for state in [TopicState::Resolved, TopicState::Open] {
        let refused = team.set_state(&team.mira, state).await;
        assert_eq!(code(refused), ErrorCode::WrongState);
    }
    let empty = team.app.resolve_blocker(&team.mira, first.id, " ".into());
    assert_eq!(code(empty.await), ErrorCode::TextEmpty);
    resolve(&team, &first).await;
    let by_hand = team.set_state(&team.mira, TopicState::Blocked).await;
    assert_eq!(code(by_hand), ErrorCode::WrongState);
    team.set_state(&team.mira, TopicState::Resolved)
        .await
        .unwrap();
    // It comes back: the topic is open again, and the new one names the old.
    team.wait(3 * 24 * 60).await;
    let second = raise(&team).await;
    assert_eq!(second.return_of, Some(first.id));
    assert_eq!(team.topic().await.state, TopicState::Blocked);
}

#[tokio::test]
async fn a_blocker_stays_when_its_raiser_leaves_and_the_team_resolves_it() {
    let team = Trio::new().await;
    let blocker = raise(&team).await;
    let left = team
        .app
        .remove_member(&team.ben, team.channel, team.ben.person);
    left.await.unwrap();
    team.wait(2 * 60).await;
    assert!(open(&team).await.told_at.is_some());
    let session = team.app.help_blocker(&team.mira, blocker.id).await.unwrap();
    assert!(session.rung.is_empty());
    resolve(&team, &blocker).await;
    assert_eq!(team.topic().await.state, TopicState::Open);
}
