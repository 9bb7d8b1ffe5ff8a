//! Goals: progress up the tree, updates told to those who follow, confidence for them alone.

use app::actor::Actor;
use app::check_in::{NewAnswer, NewCheckIn};
use app::goal::{GoalChange, NewGoal, NewUpdate};
use model::check_in::{CheckIn, CheckInAsked, Question, QuestionKind, Said};
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::goal::{Goal, GoalLink, GoalState, GoalUpdate, KeyResult, Track};
use model::id::{ChannelId, GoalId, PersonId};
use model::person::Role;
use model::time::MinuteOfDay;

use crate::trio::{Trio, code, instant};

fn result(text: &str, from: i64, to: i64) -> KeyResult {
    KeyResult {
        text: text.into(),
        unit: String::new(),
        from,
        to,
        now: from,
    }
}

fn new_goal(objective: &str, parent: Option<GoalId>, results: Vec<KeyResult>) -> NewGoal {
    NewGoal {
        objective: objective.into(),
        purpose: "So that **nobody** drives out.".into(),
        parent,
        team: None,
        owner: None,
        results,
        first: "2026-10-01".parse().unwrap(),
        last: "2026-12-31".parse().unwrap(),
        check_in: None,
    }
}

/// A goal that serves no other, without results.
fn plain(objective: &str) -> NewGoal {
    new_goal(objective, None, Vec::new())
}

async fn make(team: &Trio, by: &Actor, new: NewGoal) -> Goal {
    team.app.create_goal(by, new, None).await.unwrap()
}

fn update(values: Option<Vec<i64>>) -> NewUpdate {
    NewUpdate {
        track: Track::AtRisk,
        confidence_percent: Some(70),
        changed: "Ten more".into(),
        next: "The rest".into(),
        values,
    }
}

async fn report(team: &Trio, by: &Actor, goal: &Goal, new: NewUpdate) -> GoalUpdate {
    let made = team.app.report_on_goal(by, goal.id, new, None);
    made.await.unwrap()
}

async fn read(team: &Trio, id: GoalId) -> Goal {
    team.app.goal(&team.mira, id).await.unwrap().goal
}

async fn change(team: &Trio, by: &Actor, goal: &Goal, change: GoalChange) -> Goal {
    let version = Some(read(team, goal.id).await.version);
    let changed = team.app.update_goal(by, goal.id, change, version);
    changed.await.unwrap()
}

fn is_update(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::Update { .. })
}

#[tokio::test]
async fn progress_goes_up_the_tree_as_far_as_it_changes_something() {
    let team = Trio::new().await;
    let top = make(&team, &team.mira, plain("Every pump reports")).await;
    let results = vec![result("Pumps", 0, 40_000)];
    let mut east = make(
        &team,
        &team.ben,
        new_goal("In the east", Some(top.id), results),
    )
    .await;
    let results = vec![result("Faults", 9_000, 0)];
    let west = make(
        &team,
        &team.ben,
        new_goal("In the west", Some(top.id), results),
    )
    .await;
    report(&team, &team.ben, &east, update(Some(vec![20_000]))).await;
    let made = report(&team, &team.ben, &west, update(Some(vec![0]))).await;
    assert_eq!((made.progress_permille, made.values), (1_000, vec![0]));
    assert_eq!(read(&team, top.id).await.progress_permille, 750);
    let all = team.snapshot(&team.ana).await.goals;
    assert_eq!(all.len(), 3);
    // What is dropped counts no longer, and what moves away takes its part with it.
    let dropped = GoalChange {
        state: Some(GoalState::Dropped),
        ..GoalChange::default()
    };
    change(&team, &team.ben, &west, dropped).await;
    assert_eq!(read(&team, top.id).await.progress_permille, 500);
    assert_eq!(team.snapshot(&team.ana).await.goals.len(), 2);
    let alone = GoalChange {
        parent: Some(None),
        ..GoalChange::default()
    };
    east = change(&team, &team.ben, &east, alone).await;
    assert_eq!(read(&team, top.id).await.progress_permille, 0);
    assert_eq!(
        (east.track, east.progress_permille),
        (Some(Track::AtRisk), 500)
    );
    // A goal that serves another cannot be served by it.
    let below = GoalChange {
        parent: Some(Some(east.id)),
        ..GoalChange::default()
    };
    change(&team, &team.mira, &top, below).await;
    let circle = GoalChange {
        parent: Some(Some(top.id)),
        ..GoalChange::default()
    };
    let circle = team.app.update_goal(&team.ben, east.id, circle, None);
    assert_eq!(code(circle.await), ErrorCode::Invalid);
}

#[tokio::test]
async fn who_follows_is_told_of_updates_and_sees_how_sure_their_author_is() {
    let team = Trio::new().await;
    let mut new = plain("Every pump reports");
    new.owner = Some(team.ben.person);
    let goal = make(&team, &team.mira, new).await;
    let mut both = vec![team.mira.person, team.ben.person];
    both.sort_unstable();
    assert_eq!(goal.followers, both);
    let before = team.snapshot(&team.mira).await.seq;
    report(&team, &team.ben, &goal, update(None)).await;
    assert_eq!(team.listed(&team.mira, is_update).await.len(), 1);
    for person in [&team.ben, &team.ana] {
        assert!(team.listed(person, is_update).await.is_empty());
    }
    let seen = async |by: &Actor| {
        let detail = team.app.goal(by, goal.id).await.unwrap();
        detail.updates[0].confidence_percent
    };
    assert_eq!(seen(&team.mira).await, Some(70));
    assert_eq!(seen(&team.ana).await, None);
    team.app
        .follow_goal(&team.ana, goal.id, true)
        .await
        .unwrap();
    assert_eq!(seen(&team.ana).await, Some(70));
    team.app
        .follow_goal(&team.mira, goal.id, false)
        .await
        .unwrap();
    assert_eq!(seen(&team.mira).await, None);
    // Auckland sleeps: Ana is told in her morning.
    team.until(instant("2026-11-23T15:00:00Z")).await;
    report(&team, &team.ben, &goal, update(None)).await;
    let ana = team.listed(&team.ana, is_update).await;
    assert_eq!((ana.len(), ana[0].told_at), (1, None));
    assert_eq!(team.listed(&team.mira, is_update).await.len(), 1);
    // No event says how sure anybody is.
    let events = team
        .app
        .store()
        .read(move |view| view.events_after(before, 200));
    for event in events.await.unwrap() {
        assert!(!event.json.contains("confidence"), "{}", event.json);
        let parsed = &event.logged.event;
        if matches!(parsed, Event::GoalUpdated(_) | Event::UpdateMade(_)) {
            assert_eq!(event.logged.audience, Audience::Organisation);
        }
    }
}

#[tokio::test]
async fn only_its_people_change_a_goal_and_only_as_it_was_read() {
    let team = Trio::new().await;
    let goal = make(&team, &team.ben, plain("Every pump reports")).await;
    let rename = |objective: &str| GoalChange {
        objective: Some(objective.into()),
        ..GoalChange::default()
    };
    let by_ana = team
        .app
        .update_goal(&team.ana, goal.id, rename("Mine"), None);
    assert_eq!(code(by_ana.await), ErrorCode::NotAllowed);
    let reported = team
        .app
        .report_on_goal(&team.ana, goal.id, update(None), None);
    assert_eq!(code(reported.await), ErrorCode::NotAllowed);
    let renamed = team
        .app
        .update_goal(&team.ben, goal.id, rename("All pumps"), Some(1));
    assert_eq!(renamed.await.unwrap().version, 2);
    let stale = team
        .app
        .update_goal(&team.ben, goal.id, rename("Both"), Some(1));
    assert_eq!(code(stale.await), ErrorCode::Stale);
    // Following is no change of its words.
    team.app
        .follow_goal(&team.ana, goal.id, true)
        .await
        .unwrap();
    let renamed = team
        .app
        .update_goal(&team.ben, goal.id, rename("Both"), Some(2));
    renamed.await.unwrap();
    let ended = GoalChange {
        state: Some(GoalState::Reached),
        ..GoalChange::default()
    };
    let ended = change(&team, &team.ben, &goal, ended).await;
    assert_eq!(ended.progress_permille, 1_000);
    let late = team
        .app
        .report_on_goal(&team.ben, goal.id, update(None), None);
    assert_eq!(code(late.await), ErrorCode::WrongState);
    let unknown = GoalChange {
        owner: Some(PersonId::new(goal.created_at, 1)),
        ..GoalChange::default()
    };
    let unknown = team.app.update_goal(&team.ben, goal.id, unknown, None);
    assert_eq!(code(unknown.await), ErrorCode::Invalid);
}

#[tokio::test]
async fn a_guest_knows_of_no_goal() {
    let team = Trio::new().await;
    let goal = make(&team, &team.mira, plain("Every pump reports")).await;
    let guest = Actor {
        role: Role::Guest,
        ..team.ana.clone()
    };
    assert_eq!(
        code(team.app.goals(&guest, None, 50).await),
        ErrorCode::NotFound
    );
    assert_eq!(
        code(team.app.goal(&guest, goal.id).await),
        ErrorCode::NotFound
    );
    assert!(team.snapshot(&guest).await.goals.is_empty());
    let followed = team.app.follow_goal(&guest, goal.id, true).await;
    assert_eq!(code(followed), ErrorCode::NotFound);
    let made = team.app.create_goal(&guest, plain("Mine"), None);
    assert_eq!(code(made.await), ErrorCode::NotAllowed);
}

#[tokio::test]
async fn what_is_linked_is_shown_to_who_may_see_it() {
    let team = Trio::new().await;
    let goal = make(&team, &team.mira, plain("Every pump reports")).await;
    team.wait(1).await;
    let channel = team.private_channel(&team.mira).await;
    let opened = team
        .app
        .open_topic(&team.mira, channel, "Money".into(), None, None);
    let money = opened.await.unwrap().topic.id;
    let link = async |by: &Actor, topic, links| {
        let link = GoalLink::Topic { topic };
        team.app.link_goal(by, goal.id, link, links).await
    };
    link(&team.mira, team.topic, true).await.unwrap();
    link(&team.mira, money, true).await.unwrap();
    assert_eq!(
        code(link(&team.ben, team.topic, true).await),
        ErrorCode::NotAllowed
    );
    let titles = async |by: &Actor| {
        let detail = team.app.goal(by, goal.id).await.unwrap();
        let titles = detail.topics.into_iter().map(|topic| topic.title);
        titles.collect::<Vec<String>>()
    };
    assert_eq!(titles(&team.mira).await, ["Gateway", "Money"]);
    assert_eq!(titles(&team.ben).await, ["Gateway"]);
    link(&team.mira, team.topic, false).await.unwrap();
    assert_eq!(
        code(link(&team.mira, team.topic, false).await),
        ErrorCode::NotFound
    );
    assert!(titles(&team.ben).await.is_empty());
    let detail = team.app.goal(&team.ben, goal.id).await.unwrap();
    assert!(detail.purpose_html.contains("<strong>nobody</strong>"));
}

/// A check-in of every Tuesday at 10:00, open from 08:00.
async fn check_in(team: &Trio, channel: ChannelId) -> CheckIn {
    let new = NewCheckIn {
        channel,
        title: "Goals".into(),
        questions: vec![Question {
            text: "What moved?".into(),
            kind: QuestionKind::Text,
            required: true,
        }],
        asked: CheckInAsked::Channel,
        rule: "FREQ=WEEKLY;BYDAY=TU".into(),
        first: Some("2026-11-24".parse().unwrap()),
        minute: MinuteOfDay(600),
        opens_before_minutes: 120,
        closes_after_minutes: 60,
        followers: Vec::new(),
    };
    let made = team.app.create_check_in(&team.mira, new, None);
    made.await.unwrap()
}

#[tokio::test]
async fn the_answers_of_its_owner_to_its_check_in_are_updates() {
    let team = Trio::new().await;
    let check_in = check_in(&team, team.channel).await;
    let mut new = new_goal("Every pump reports", None, vec![result("Pumps", 0, 4_000)]);
    (new.owner, new.check_in) = (Some(team.ben.person), Some(check_in.id));
    let goal = make(&team, &team.mira, new).await;
    report(&team, &team.ben, &goal, update(Some(vec![1_000]))).await;
    team.until(instant("2026-11-24T08:00:00Z")).await;
    let answer = async |by: &Actor, words: &str| {
        let new = NewAnswer {
            said: vec![Said::Text(words.into())],
            blocked: false,
        };
        let date = "2026-11-24".parse().unwrap();
        let answered = team.app.answer_check_in(by, check_in.id, date, new);
        answered.await.unwrap()
    };
    answer(&team.mira, "Not my goal").await;
    answer(&team.ben, "Pump 3").await;
    answer(&team.ben, "Pumps 3 and 4").await;
    let detail = team.app.goal(&team.ana, goal.id).await.unwrap();
    assert_eq!(detail.updates.len(), 2);
    let newest = &detail.updates[0];
    assert!(
        newest.changed.contains("Pumps 3 and 4"),
        "{}",
        newest.changed
    );
    assert!(newest.changed_html.contains("Pumps 3 and 4"));
    // It stays on its track and where its results stood.
    assert_eq!(
        (newest.track, newest.values.as_slice()),
        (Track::AtRisk, &[1_000][..])
    );
    assert_eq!(newest.by, team.ben.person);
    // Mira follows: told of both updates, and not of the change.
    assert_eq!(team.listed(&team.mira, is_update).await.len(), 2);
}

#[tokio::test]
async fn a_check_in_of_a_private_channel_is_nobody_s_public_update() {
    let team = Trio::new().await;
    let channel = team.private_channel(&team.mira).await;
    let check_in = check_in(&team, channel).await;
    let mut new = plain("Every pump reports");
    new.check_in = Some(check_in.id);
    let refused = team.app.create_goal(&team.mira, new, None).await;
    assert_eq!(code(refused), ErrorCode::Invalid);
}
