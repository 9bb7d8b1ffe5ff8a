//! Steps of the sync law: urgent messages, their rings and verdicts, deputies, and calls to one person.

use std::time::Duration;

use app::availability::AvailabilityChange;
use app::message::PostMessage;
use app::ring::RingPerson;
use app::urgent::UrgentPost;
use model::delivery::DeliveryAbout;
use model::message::Expectation;
use proptest::prelude::*;

use crate::world::{World, pick};

/// One thing that somebody does about what is urgent; numbers choose among what there is.
#[derive(Clone, Debug)]
pub struct Pierce {
    pub by: usize,
    deed: Deed,
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Urgent {
        topic: usize,
        asks: [usize; 2],
    },
    Confirm,
    Verdict {
        urgent: bool,
    },
    NotMe,
    Deputy {
        of: usize,
    },
    Ring {
        whom: usize,
        anyway: bool,
    },
    Decline,
    /// Long enough for a few rings.
    Wait {
        minutes: u64,
    },
}

pub fn pierce_steps() -> impl Strategy<Value = Pierce> {
    let n = 0_usize..64;
    let deeds = prop_oneof![
        4 => (n.clone(), n.clone(), n.clone())
            .prop_map(|(topic, a, b)| Deed::Urgent { topic, asks: [a, b] }),
        1 => Just(Deed::Confirm),
        1 => any::<bool>().prop_map(|urgent| Deed::Verdict { urgent }),
        1 => Just(Deed::NotMe),
        2 => n.clone().prop_map(|of| Deed::Deputy { of }),
        2 => (n.clone(), any::<bool>()).prop_map(|(whom, anyway)| Deed::Ring { whom, anyway }),
        1 => Just(Deed::Decline),
        4 => (4_u64..20).prop_map(|minutes| Deed::Wait { minutes }),
    ];
    (n, deeds).prop_map(|(by, deed)| Pierce { by, deed })
}

impl Pierce {
    /// Does it. A refusal is a fine answer.
    pub async fn take(&self, world: &mut World) {
        let by = world.by(self.by).clone();
        let app = world.app.clone();
        let notices = app.snapshot(&by).await.unwrap().deliveries;
        let mut about = notices.into_iter().map(|delivery| delivery.about);
        match self.deed {
            Deed::Urgent { topic, asks } => {
                let Some(topic) = pick(&world.topics, topic) else {
                    return;
                };
                let message = PostMessage {
                    text: "The pump stands".into(),
                    expectation: Some(Expectation::Now),
                    asked: asks.map(|number| world.by(number).person).to_vec(),
                    urgent: Some(UrgentPost {
                        reason: "The river rises".into(),
                        ask_confirmation: true,
                    }),
                    ..PostMessage::default()
                };
                if let Ok(message) = app.post_message(&by, topic, message, None).await {
                    world.messages.push(message.id);
                }
            }
            Deed::Confirm => {
                let confirm = about.find_map(|about| match about {
                    DeliveryAbout::Confirm { message } => Some(message),
                    _ => None,
                });
                if let Some(message) = confirm {
                    app.confirm_urgent(&by, message).await.unwrap();
                }
            }
            Deed::Verdict { urgent } => {
                let verdict = about.find_map(|about| match about {
                    DeliveryAbout::Verdict { message } => Some(message),
                    _ => None,
                });
                if let Some(message) = verdict {
                    app.say_urgent(&by, message, urgent).await.unwrap();
                }
            }
            Deed::NotMe => {
                let ring = about.find_map(|about| match about {
                    DeliveryAbout::UrgentRing { request, .. } => Some(request),
                    _ => None,
                });
                if let Some(request) = ring {
                    let _ = app.decline_escalation(&by, request).await;
                }
            }
            Deed::Deputy { of } => {
                let deputy = AvailabilityChange {
                    deputies: vec![by.person],
                    off_hours_rings: of % 2 == 0,
                    ..AvailabilityChange::default()
                };
                let _ = app.set_availability(world.by(of), deputy, None).await;
            }
            Deed::Ring { whom, anyway } => {
                let how = RingPerson {
                    topic: None,
                    anyway: anyway.then(|| "The river rises".into()),
                };
                let whom = world.by(whom).person;
                if let Ok(answer) = app.ring_person(&by, whom, how, None).await
                    && let Some(session) = answer.session
                {
                    let _ = app.join_session(&by, session.id).await;
                }
            }
            Deed::Decline => {
                if let Some(ring) = app.rings(&by).await.unwrap().first() {
                    app.decline(&by, ring.session).await.unwrap();
                }
            }
            Deed::Wait { minutes } => {
                let until = app.now().plus(Duration::from_secs(60 * minutes));
                world.wait_until(&until.to_string()).await;
            }
        }
    }
}
