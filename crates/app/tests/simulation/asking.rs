//! Steps of the sync law: check-ins, made, changed, followed and answered.

use app::actor::Actor;
use app::check_in::{CheckInChange, NewAnswer, NewCheckIn};
use model::check_in::{CheckInAsked, CheckInState, Question, QuestionKind, Said};
use model::id::CheckInId;
use model::time::MinuteOfDay;
use proptest::prelude::*;

use crate::world::{World, pick};

/// One thing that somebody does with check-ins; numbers choose among what there is.
#[derive(Clone, Debug)]
pub struct Asking {
    pub by: usize,
    deed: Deed,
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Make {
        channel: usize,
        asked: usize,
    },
    Ask {
        check_in: usize,
        minute: u16,
    },
    State {
        check_in: usize,
        state: CheckInState,
    },
    Follow {
        check_in: usize,
        follows: bool,
    },
    Answer {
        turn: usize,
        blocked: bool,
    },
    Talk {
        turn: usize,
    },
}

pub fn asking_steps() -> impl Strategy<Value = Asking> {
    let n = 0_usize..64;
    let states = prop::sample::select(vec![
        CheckInState::Running,
        CheckInState::Running,
        CheckInState::Paused,
        CheckInState::Ended,
    ]);
    let deeds = prop_oneof![
        4 => (n.clone(), n.clone()).prop_map(|(channel, asked)| Deed::Make { channel, asked }),
        2 => (n.clone(), 0_u16..1440).prop_map(|(check_in, minute)| Deed::Ask { check_in, minute }),
        2 => (n.clone(), states).prop_map(|(check_in, state)| Deed::State { check_in, state }),
        1 => (n.clone(), any::<bool>())
            .prop_map(|(check_in, follows)| Deed::Follow { check_in, follows }),
        4 => (n.clone(), any::<bool>()).prop_map(|(turn, blocked)| Deed::Answer { turn, blocked }),
        1 => n.clone().prop_map(|turn| Deed::Talk { turn }),
    ];
    (n, deeds).prop_map(|(by, deed)| Asking { by, deed })
}

fn asked(world: &World, number: usize) -> CheckInAsked {
    match number % 3 {
        0 => CheckInAsked::Channel,
        1 => CheckInAsked::Group {
            group: world.groups[0],
        },
        _ => CheckInAsked::People {
            people: vec![world.by(number).person],
        },
    }
}

async fn make(world: &World, by: &Actor, channel: usize, number: usize) {
    let Some(channel) = pick(&world.channels, channel) else {
        return;
    };
    let new = NewCheckIn {
        channel,
        title: "How are you?".into(),
        questions: vec![Question {
            text: "How?".into(),
            kind: QuestionKind::Mood,
            required: false,
        }],
        asked: asked(world, number),
        rule: "FREQ=DAILY".into(),
        first: None,
        minute: MinuteOfDay(600),
        opens_before_minutes: 16 * 60,
        closes_after_minutes: 120,
        followers: vec![world.by(number).person],
    };
    let _ = world.app.create_check_in(by, new, None).await;
}

impl Asking {
    /// Does it. A refusal is a fine answer.
    pub async fn take(&self, world: &mut World) {
        let by = world.by(self.by).clone();
        let seen = world.app.snapshot(&by).await.unwrap();
        let ids: Vec<CheckInId> = seen.check_ins.iter().map(|one| one.id).collect();
        let turns: Vec<_> = seen
            .turns
            .iter()
            .map(|turn| (turn.check_in, turn.date))
            .collect();
        let app = &world.app;
        match self.deed {
            Deed::Make { channel, asked } => make(world, &by, channel, asked).await,
            Deed::Ask { check_in, minute } => {
                let change = CheckInChange {
                    minute: Some(MinuteOfDay(minute)),
                    ..CheckInChange::default()
                };
                if let Some(id) = pick(&ids, check_in) {
                    let _ = app.update_check_in(&by, id, change, None).await;
                }
            }
            Deed::State { check_in, state } => {
                let change = CheckInChange {
                    state: Some(state),
                    ..CheckInChange::default()
                };
                if let Some(id) = pick(&ids, check_in) {
                    let _ = app.update_check_in(&by, id, change, None).await;
                }
            }
            Deed::Follow { check_in, follows } => {
                if let Some(id) = pick(&ids, check_in) {
                    let _ = app.follow_check_in(&by, id, follows).await;
                }
            }
            Deed::Answer { turn, blocked } => {
                let new = NewAnswer {
                    said: vec![Said::Mood(3)],
                    blocked,
                };
                if let Some((id, date)) = pick(&turns, turn) {
                    // Nobody calls for help in a channel that was archived since it asked.
                    let answered = app.answer_check_in(&by, id, date, new).await;
                    assert!(blocked || answered.is_ok(), "{answered:?}");
                }
            }
            Deed::Talk { turn } => {
                if let Some((id, date)) = pick(&turns, turn) {
                    for person in world.actors() {
                        let _ = app.open_answer_topic(&by, id, date, person.person).await;
                    }
                }
            }
        }
    }
}
