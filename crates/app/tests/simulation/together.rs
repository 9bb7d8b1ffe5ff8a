//! Steps of the sync law: talks, huddles, blockers and written views.

use std::time::Duration;

use app::message::PostMessage;
use app::views::ViewsWish;
use model::id::TopicId;
use proptest::prelude::*;

use crate::world::{World, pick};

/// One thing that somebody does with others; numbers choose among what there is.
#[derive(Clone, Debug)]
pub struct Together {
    pub by: usize,
    deed: Deed,
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    /// Goes back and forth with somebody often enough.
    Discuss {
        with: usize,
        topic: usize,
    },
    /// Takes or dismisses the first offer to talk.
    Offer {
        takes: bool,
    },
    /// Says what came of the first session that is live.
    Outcome,
    Raise {
        topic: usize,
    },
    Resolve {
        blocker: usize,
    },
    Help {
        blocker: usize,
    },
    AskViews {
        topic: usize,
        of: usize,
    },
    DropViews {
        topic: usize,
    },
}

pub fn together_steps() -> impl Strategy<Value = Together> {
    let n = 0_usize..64;
    let deeds = prop_oneof![
        3 => (n.clone(), n.clone()).prop_map(|(with, topic)| Deed::Discuss { with, topic }),
        2 => any::<bool>().prop_map(|takes| Deed::Offer { takes }),
        1 => Just(Deed::Outcome),
        2 => n.clone().prop_map(|topic| Deed::Raise { topic }),
        1 => n.clone().prop_map(|blocker| Deed::Resolve { blocker }),
        1 => n.clone().prop_map(|blocker| Deed::Help { blocker }),
        2 => (n.clone(), n.clone()).prop_map(|(topic, of)| Deed::AskViews { topic, of }),
        1 => n.clone().prop_map(|topic| Deed::DropViews { topic }),
    ];
    (n, deeds).prop_map(|(by, deed)| Together { by, deed })
}

impl Together {
    /// Does it. A refusal is a fine answer.
    pub async fn take(&self, world: &mut World) {
        let by = world.by(self.by).clone();
        let app = world.app.clone();
        let topic = |number| pick(&world.topics, number);
        match self.deed {
            Deed::Discuss {
                with,
                topic: number,
            } => {
                if let Some(topic) = topic(number) {
                    discuss(world, self.by, with, topic).await;
                }
            }
            Deed::Offer { takes } => {
                let offers = app.snapshot(&by).await.unwrap().talk_offers;
                let Some(offer) = offers.first() else { return };
                if takes {
                    if let Ok(session) = app.take_talk_offer(&by, offer.id).await {
                        let _ = app.join_session(&by, session.id).await;
                    }
                } else {
                    let _ = app.dismiss_talk_offer(&by, offer.id).await;
                }
            }
            Deed::Outcome => {
                let sessions = app.snapshot(&by).await.unwrap().sessions;
                let Some(session) = sessions.first() else {
                    return;
                };
                let _ = app.set_outcome(&by, session.id, "We ship".into()).await;
            }
            Deed::Raise { topic: number } => {
                let Some(topic) = topic(number) else { return };
                let _ = app
                    .raise_blocker(&by, topic, "No access".into(), None)
                    .await;
            }
            Deed::Resolve { blocker } => {
                let blockers = app.snapshot(&by).await.unwrap().blockers;
                let ids: Vec<_> = blockers.iter().map(|blocker| blocker.id).collect();
                let Some(id) = pick(&ids, blocker) else {
                    return;
                };
                let _ = app.resolve_blocker(&by, id, "Given".into()).await;
            }
            Deed::Help { blocker } => {
                let blockers = app.snapshot(&by).await.unwrap().blockers;
                let ids: Vec<_> = blockers.iter().map(|blocker| blocker.id).collect();
                let Some(id) = pick(&ids, blocker) else {
                    return;
                };
                if let Ok(session) = app.help_blocker(&by, id).await {
                    let _ = app.join_session(&by, session.id).await;
                }
            }
            Deed::AskViews { topic: number, of } => {
                let Some(topic) = topic(number) else { return };
                let wish = ViewsWish {
                    by: app.now().plus(Duration::from_secs(3_600 * (1 + of as u64))),
                    of: vec![world.by(of).person],
                    text: Some("Which one?".into()),
                };
                let _ = app.ask_views(&by, topic, wish).await;
            }
            Deed::DropViews { topic: number } => {
                let Some(topic) = topic(number) else { return };
                let _ = app.drop_views(&by, topic).await;
            }
        }
    }
}

async fn discuss(world: &World, one: usize, other: usize, topic: TopicId) {
    for _ in 0..4 {
        for author in [one, other] {
            let author = world.by(author);
            if world.is_disabled(author) {
                return;
            }
            let message = PostMessage {
                text: "Rather that".into(),
                ..PostMessage::default()
            };
            let _ = world.app.post_message(author, topic, message, None).await;
        }
    }
}
