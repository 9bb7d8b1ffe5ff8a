//! The sync law: a stale snapshot and the events after it make the fresh snapshot, for everyone,
//! whatever happened in between.

use crate::asking::{Asking, asking_steps};
use crate::attend::{Act, Attend, attend_steps};
use crate::pierce::{Pierce, pierce_steps};
use crate::together::{Together, together_steps};
use crate::work::{Deed, Work, work_steps};
use crate::world::World;
use app::request::CLOSED_SHOWN;
use model::account::Scope;
use model::channel::ChannelKind;
use model::person::Role;
use model::request::{Request, RequestState};
use model::sync::Snapshot;
use model::task::Stage;
use model::time::Timestamp;
use model::topic::{TopicLevel, TopicState};
use proptest::prelude::*;
use testkit::replica::Replica;

/// One thing that somebody does; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    Channel {
        by: usize,
        private: bool,
    },
    Add {
        by: usize,
        channel: usize,
        person: usize,
    },
    Join {
        by: usize,
        channel: usize,
    },
    Remove {
        by: usize,
        channel: usize,
        person: usize,
    },
    Rename {
        by: usize,
        channel: usize,
        archived: bool,
    },
    Direct {
        by: usize,
        with: usize,
    },
    Topic {
        by: usize,
        channel: usize,
    },
    Post {
        by: usize,
        topic: usize,
        asks: Option<usize>,
        replies: bool,
    },
    Edit {
        by: usize,
        message: usize,
        asks: Option<usize>,
    },
    Delete {
        by: usize,
        message: usize,
    },
    React {
        by: usize,
        message: usize,
        given: bool,
    },
    Read {
        by: usize,
        topic: usize,
        ordinal: u64,
    },
    Level {
        by: usize,
        topic: usize,
        follow: bool,
    },
    Resolve {
        by: usize,
        topic: usize,
    },
    Acknowledge {
        by: usize,
    },
    /// Defers, extends, or hands on.
    Move {
        by: usize,
        to: Option<usize>,
    },
    Regroup {
        person: usize,
    },
    Call {
        by: usize,
        topic: usize,
        rings: usize,
    },
    Answer {
        by: usize,
    },
    HangUp {
        by: usize,
    },
    Disable {
        person: usize,
        disabled: bool,
    },
    Profile {
        by: usize,
    },
    Quiet {
        by: usize,
    },
    Attend(Attend),
    Together(Together),
    Pierce(Pierce),
    Work(Work),
    Asking(Asking),
    Wait {
        minutes: u64,
    },
}

impl Step {
    /// Who acts; nobody for what happens by itself or is always done by the owner.
    fn by(&self) -> Option<usize> {
        match *self {
            Self::Channel { by, .. }
            | Self::Add { by, .. }
            | Self::Join { by, .. }
            | Self::Remove { by, .. }
            | Self::Rename { by, .. }
            | Self::Direct { by, .. }
            | Self::Topic { by, .. }
            | Self::Post { by, .. }
            | Self::Edit { by, .. }
            | Self::Delete { by, .. }
            | Self::React { by, .. }
            | Self::Read { by, .. }
            | Self::Level { by, .. }
            | Self::Resolve { by, .. }
            | Self::Acknowledge { by }
            | Self::Move { by, .. }
            | Self::Call { by, .. }
            | Self::Answer { by }
            | Self::HangUp { by }
            | Self::Profile { by }
            | Self::Quiet { by } => Some(by),
            Self::Attend(ref step) => Some(step.by),
            Self::Together(ref step) => Some(step.by),
            Self::Pierce(ref step) => Some(step.by),
            Self::Work(ref step) => Some(step.by),
            Self::Asking(ref step) => Some(step.by),
            Self::Disable { .. } | Self::Regroup { .. } | Self::Wait { .. } => None,
        }
    }
}

fn steps() -> impl Strategy<Value = Step> {
    let n = 0_usize..64;
    prop_oneof![
        1 => (n.clone(), any::<bool>()).prop_map(|(by, private)| Step::Channel { by, private }),
        1 => (n.clone(), n.clone(), n.clone())
            .prop_map(|(by, channel, person)| Step::Add { by, channel, person }),
        1 => (n.clone(), n.clone()).prop_map(|(by, channel)| Step::Join { by, channel }),
        1 => (n.clone(), n.clone(), n.clone())
            .prop_map(|(by, channel, person)| Step::Remove { by, channel, person }),
        1 => (n.clone(), n.clone(), prop::bool::weighted(0.1))
            .prop_map(|(by, channel, archived)| Step::Rename { by, channel, archived }),
        1 => (n.clone(), n.clone()).prop_map(|(by, with)| Step::Direct { by, with }),
        1 => (n.clone(), n.clone()).prop_map(|(by, channel)| Step::Topic { by, channel }),
        4 => (n.clone(), n.clone(), prop::option::of(n.clone()), any::<bool>())
            .prop_map(|(by, topic, asks, replies)| Step::Post { by, topic, asks, replies }),
        1 => (n.clone(), n.clone(), prop::option::of(n.clone()))
            .prop_map(|(by, message, asks)| Step::Edit { by, message, asks }),
        1 => (n.clone(), n.clone()).prop_map(|(by, message)| Step::Delete { by, message }),
        1 => (n.clone(), n.clone(), any::<bool>())
            .prop_map(|(by, message, given)| Step::React { by, message, given }),
        1 => (n.clone(), n.clone(), 0_u64..9)
            .prop_map(|(by, topic, ordinal)| Step::Read { by, topic, ordinal }),
        1 => (n.clone(), n.clone(), any::<bool>())
            .prop_map(|(by, topic, follow)| Step::Level { by, topic, follow }),
        1 => (n.clone(), n.clone()).prop_map(|(by, topic)| Step::Resolve { by, topic }),
        1 => n.clone().prop_map(|by| Step::Acknowledge { by }),
        2 => (n.clone(), prop::option::of(n.clone()))
            .prop_map(|(by, to)| Step::Move { by, to }),
        1 => n.clone().prop_map(|person| Step::Regroup { person }),
        1 => (n.clone(), n.clone(), n.clone())
            .prop_map(|(by, topic, rings)| Step::Call { by, topic, rings }),
        1 => n.clone().prop_map(|by| Step::Answer { by }),
        1 => n.clone().prop_map(|by| Step::HangUp { by }),
        1 => (n.clone(), any::<bool>())
            .prop_map(|(person, disabled)| Step::Disable { person, disabled }),
        1 => n.clone().prop_map(|by| Step::Profile { by }),
        1 => n.clone().prop_map(|by| Step::Quiet { by }),
        8 => attend_steps().prop_map(Step::Attend),
        8 => together_steps().prop_map(Step::Together),
        8 => pierce_steps().prop_map(Step::Pierce),
        12 => work_steps().prop_map(Step::Work),
        6 => asking_steps().prop_map(Step::Asking),
        1 => (1_u64..3000).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

/// Does one step. A refusal is a fine answer; the law holds all the same.
async fn take(world: &mut World, step: &Step) {
    if step.by().is_some_and(|by| world.is_disabled(world.by(by))) {
        return;
    }
    match *step {
        Step::Channel { by, private } => {
            let kind = if private {
                ChannelKind::Private
            } else {
                ChannelKind::Public
            };
            world.channel(by, kind).await;
        }
        Step::Add {
            by,
            channel,
            person,
        } => world.add(by, channel, person).await,
        Step::Join { by, channel } => world.join(by, channel).await,
        Step::Remove {
            by,
            channel,
            person,
        } => world.remove(by, channel, person).await,
        Step::Rename {
            by,
            channel,
            archived,
        } => world.rename(by, channel, archived).await,
        Step::Direct { by, with } => world.direct(by, with).await,
        Step::Topic { by, channel } => world.topic(by, channel).await,
        Step::Post {
            by,
            topic,
            asks,
            replies,
        } => world.post(by, topic, asks, replies).await,
        Step::Edit { by, message, asks } => world.edit(by, message, asks).await,
        Step::Delete { by, message } => world.delete(by, message).await,
        Step::React { by, message, given } => world.react(by, message, given).await,
        Step::Read { by, topic, ordinal } => world.read(by, topic, ordinal).await,
        Step::Level { by, topic, follow } => {
            let level = if follow {
                TopicLevel::Follow
            } else {
                TopicLevel::Mute
            };
            world.level(by, topic, level).await;
        }
        Step::Resolve { by, topic } => world.set_state(by, topic, TopicState::Resolved).await,
        Step::Acknowledge { by } => world.acknowledge(by).await,
        Step::Move { by, to } => world.move_request(by, to).await,
        Step::Regroup { person } => world.regroup(person).await,
        Step::Call { by, topic, rings } => world.call(by, topic, rings).await,
        Step::Answer { by } => world.answer(by).await,
        Step::HangUp { by } => world.hang_up(by).await,
        Step::Disable { person, disabled } => world.disable(person, disabled).await,
        Step::Profile { by } => world.profile(by).await,
        Step::Quiet { by } => world.quiet(by).await,
        Step::Attend(ref step) => step.take(world).await,
        Step::Together(ref step) => step.take(world).await,
        Step::Pierce(ref step) => step.take(world).await,
        Step::Work(ref step) => step.take(world).await,
        Step::Asking(ref step) => step.take(world).await,
        Step::Wait { minutes } => world.wait(minutes).await,
    }
}

fn closed_at(request: &Request) -> Option<Timestamp> {
    match request.state {
        RequestState::Open => None,
        RequestState::Answered { at, .. }
        | RequestState::Delegated { at, .. }
        | RequestState::Withdrawn { at } => Some(at),
    }
}

/// What was finished long ago leaves the lists by itself, and its cards with it.
fn forget_finished(mine: &mut Snapshot, since: Timestamp) {
    let mut gone = Vec::new();
    mine.tasks.retain(|task| {
        let kept = task.finished_at.is_none_or(|at| since <= at);
        if !kept {
            gone.push(task.id);
        }
        kept
    });
    mine.cards.retain(|card| !gone.contains(&card.task));
}

/// Takes the steps; half way through, everyone's client stops listening, and comes back at the end.
async fn check_law(plan: &[Step]) -> World {
    let mut world = World::new().await;
    let (before, after) = plan.split_at(plan.len() / 2);
    for step in before {
        take(&mut world, step).await;
    }
    let mut replicas = Vec::new();
    for actor in world.actors() {
        replicas.push(Replica::new(world.app.snapshot(&actor).await.unwrap()));
    }
    for step in after {
        take(&mut world, step).await;
    }
    for (actor, mut replica) in world.actors().into_iter().zip(replicas) {
        let fresh = world.app.snapshot(&actor).await.unwrap();
        let since = replica.snapshot().seq;
        let (frames, seq) = world.events_after(&actor, since).await;
        if world.is_disabled(&actor) {
            continue;
        }
        for frame in &frames {
            replica.apply_frame(frame);
        }
        let mut caught_up = replica.snapshot().clone();
        caught_up.seq = seq;
        // Time passes without events: what was closed long ago leaves the lists by itself.
        let shown_since = world.app.now().minus(CLOSED_SHOWN);
        caught_up
            .requests
            .retain(|request| closed_at(request).is_none_or(|at| shown_since <= at));
        forget_finished(&mut caught_up, shown_since);
        let role = actor.role;
        assert_eq!(caught_up.people, fresh.people, "of a {role:?}");
        assert_eq!(caught_up.channels, fresh.channels, "of a {role:?}");
        assert_eq!(caught_up.topics, fresh.topics, "of a {role:?}");
        assert_eq!(caught_up.places, fresh.places, "of a {role:?}");
        assert_eq!(caught_up.requests, fresh.requests, "of a {role:?}");
        assert_eq!(caught_up.deliveries, fresh.deliveries, "of a {role:?}");
        assert_eq!(caught_up.tasks, fresh.tasks, "of a {role:?}");
        assert_eq!(caught_up.boards, fresh.boards, "of a {role:?}");
        assert_eq!(caught_up.cards, fresh.cards, "of a {role:?}");
        assert_eq!(caught_up.my_cards, fresh.my_cards, "of a {role:?}");
        assert_eq!(caught_up, fresh, "of a {role:?}");
    }
    world
}

/// Steps around tasks and who is where: what decides who sees them.
fn steps_of_work() -> impl Strategy<Value = Step> {
    let n = 0_usize..64;
    let three = (n.clone(), n.clone(), n.clone());
    prop_oneof![
        1 => (n.clone(), any::<bool>()).prop_map(|(by, private)| Step::Channel { by, private }),
        2 => three.clone().prop_map(|(by, channel, person)| Step::Add { by, channel, person }),
        1 => three.prop_map(|(by, channel, person)| Step::Remove { by, channel, person }),
        1 => (n.clone(), n.clone()).prop_map(|(by, channel)| Step::Join { by, channel }),
        1 => n.prop_map(|by| Step::Quiet { by }),
        16 => work_steps().prop_map(Step::Work),
        1 => (1_u64..3000).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

/// Steps around check-ins and who is where, with time that passes.
fn steps_of_asking() -> impl Strategy<Value = Step> {
    let n = 0_usize..64;
    let three = (n.clone(), n.clone(), n.clone());
    prop_oneof![
        1 => (n.clone(), any::<bool>()).prop_map(|(by, private)| Step::Channel { by, private }),
        2 => three.clone().prop_map(|(by, channel, person)| Step::Add { by, channel, person }),
        2 => three.prop_map(|(by, channel, person)| Step::Remove { by, channel, person }),
        1 => (n.clone(), n.clone()).prop_map(|(by, channel)| Step::Join { by, channel }),
        1 => (n.clone(), n.clone(), prop::bool::weighted(0.3))
            .prop_map(|(by, channel, archived)| Step::Rename { by, channel, archived }),
        1 => n.clone().prop_map(|person| Step::Regroup { person }),
        1 => (n.clone(), prop::bool::weighted(0.3))
            .prop_map(|(person, disabled)| Step::Disable { person, disabled }),
        1 => n.prop_map(|by| Step::Quiet { by }),
        16 => asking_steps().prop_map(Step::Asking),
        6 => (1_u64..1500).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

/// A plan takes most of a second, so there are few of them unless `PROPTEST_CASES` says how many.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig::default();
    let cases = if asked { config.cases } else { 24 };
    ProptestConfig { cases, ..config }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_law_holds_for_work_in_its_own_time(
        plan in prop::collection::vec(steps_of_work(), 20..90),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { drop(check_law(&plan).await) });
    }

    #[test]
    fn the_law_holds_for_what_is_asked(
        plan in prop::collection::vec(steps_of_asking(), 20..90),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { drop(check_law(&plan).await) });
    }

    #[test]
    fn a_stale_snapshot_and_its_events_make_the_fresh_one(
        plan in prop::collection::vec(steps(), 10..70),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { drop(check_law(&plan).await) });
    }
}

#[tokio::test]
async fn who_loses_a_task_in_a_channel_and_then_the_channel_keeps_no_stale_task() {
    let work = |deed| Step::Work(Work { by: 0, deed });
    let (by, channel, person) = (0, 0, 1);
    let not_theirs = Deed::Own {
        task: 0,
        owner: None,
        helper: None,
    };
    let dropped = Deed::Drop {
        task: 0,
        dropped: true,
    };
    let finished = Deed::Stage {
        task: 0,
        stage: Stage::Done,
    };
    for lost in [not_theirs, dropped, finished] {
        let made = Deed::Make {
            channel: Some(0),
            board: None,
            owner: Some(person),
        };
        let plan = [
            work(made),
            Step::Quiet { by },
            Step::Quiet { by },
            Step::Quiet { by },
            // The snapshot is from here.
            Step::Add {
                by,
                channel,
                person,
            },
            work(lost),
            Step::Wait {
                minutes: 60 * 24 * 60,
            },
            Step::Remove {
                by,
                channel,
                person,
            },
        ];
        let world = check_law(&plan).await;
        let lists = world.app.snapshot(world.by(person)).await.unwrap();
        assert_eq!(lists.tasks, []);
    }
}

#[tokio::test]
async fn an_actor_with_a_narrow_token_cannot_write() {
    let world = World::new().await;
    let mut actor = world.actors().remove(0);
    actor.role = Role::Owner;
    actor.scopes = Some(vec![Scope::Read]);
    let refused = world.app.direct(&actor, vec![world.people[1].person]).await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn a_request_goes_on_with_its_next_message_when_the_first_is_deleted() {
    let plan = [
        Step::Post {
            by: 3,
            topic: 0,
            asks: Some(0),
            replies: false,
        },
        Step::Post {
            by: 3,
            topic: 0,
            asks: Some(0),
            replies: false,
        },
        Step::Wait { minutes: 1 },
        Step::Delete { by: 3, message: 0 },
    ];
    check_law(&plan).await;
}

#[tokio::test]
async fn who_leaves_a_call_and_comes_back_in_one_millisecond_was_there_once() {
    let plan = [
        Step::Add {
            by: 0,
            channel: 0,
            person: 1,
        },
        Step::Add {
            by: 0,
            channel: 0,
            person: 2,
        },
        Step::Call {
            by: 0,
            topic: 0,
            rings: 1,
        },
        Step::Answer { by: 1 },
        Step::Answer { by: 2 },
        Step::HangUp { by: 1 },
        Step::Answer { by: 1 },
        Step::Wait { minutes: 1 },
    ];
    let mut world = World::new().await;
    for step in &plan[..7] {
        take(&mut world, step).await;
    }
    let before = world.app.snapshot(world.by(0)).await.unwrap();
    let session = before.sessions.first().expect("the call goes on");
    let ana = world.by(1).person;
    let stays = session.attendance.iter().filter(|stay| stay.person == ana);
    assert_eq!(stays.map(|stay| stay.until).collect::<Vec<_>>(), [None]);
    check_law(&plan).await;
}

#[tokio::test]
async fn the_law_holds_through_the_life_of_an_agreement_and_of_what_is_later() {
    let attend = |by, act, one, two| Step::Attend(Attend { by, act, one, two });
    let plan = [
        Step::Add {
            by: 0,
            channel: 0,
            person: 1,
        },
        Step::Post {
            by: 0,
            topic: 0,
            asks: Some(1),
            replies: false,
        },
        attend(0, Act::Propose, 0, 1),
        attend(4, Act::Schedule, 0, 1),
        attend(1, Act::Remind, 0, 2),
        attend(4, Act::Remind, 0, 1),
        // The snapshot is from here.
        attend(1, Act::See, 0, 0),
        attend(1, Act::Adopt, 0, 0),
        attend(0, Act::Organisation, 9, 1),
        attend(1, Act::Propose, 0, 2),
        attend(1, Act::Drop, 0, 0),
        attend(0, Act::Review, 0, 0),
    ];
    let world = check_law(&plan).await;
    let group = world.groups[0];
    let page = world.app.agreement(world.by(0), group).await.unwrap();
    assert_eq!(page.agreement.unwrap().version, 2);
    let more = [
        attend(1, Act::Focus, 0, 0),
        attend(0, Act::Silence, 0, 0),
        attend(0, Act::Schedule, 0, 1),
        attend(0, Act::Schedule, 0, 0),
        attend(0, Act::Reschedule, 0, 3),
        attend(0, Act::DropScheduled, 1, 0),
        Step::Wait { minutes: 20 },
        Step::Remove {
            by: 4,
            channel: 0,
            person: 4,
        },
        attend(0, Act::Send, 0, 0),
        attend(1, Act::Snooze, 0, 1),
        attend(1, Act::Done, 0, 0),
        attend(0, Act::MakeGroup, 1, 2),
        attend(0, Act::ChangeMembers, 0, 2),
        attend(0, Act::Archive, 0, 0),
        attend(1, Act::EndFocus, 0, 0),
        attend(0, Act::EndSilence, 0, 0),
        Step::Wait { minutes: 4000 },
    ];
    let mut both = plan.to_vec();
    both.extend(more);
    check_law(&both).await;
}
