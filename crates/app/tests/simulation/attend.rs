//! What people do about groups, agreements, later, focus and the organisation, chosen by numbers.

use std::collections::BTreeMap;
use std::time::Duration;

use app::actor::Actor;
use app::group::{GroupChange, NewGroup};
use app::later::{NewReminder, ScheduledChange};
use app::message::PostMessage;
use app::organisation::OrganisationChange;
use model::agreement::AgreementTerms;
use model::availability::{FocusChoice, Holiday, Region, WorkSpan};
use model::id::{GroupId, ProposalId};
use model::later::{LaterChoice, ReminderOf};
use model::person::Role;
use model::settings::TeamSettings;
use model::time::{MinuteOfDay, Weekday};
use proptest::prelude::*;

use crate::world::{World, pick};

/// Somebody does something; the other numbers choose what it is about.
#[derive(Clone, Debug)]
pub struct Attend {
    pub by: usize,
    pub act: Act,
    pub one: usize,
    pub two: usize,
}

#[derive(Clone, Copy, Debug)]
pub enum Act {
    MakeGroup,
    ChangeMembers,
    Archive,
    Propose,
    See,
    Adopt,
    Drop,
    Review,
    Schedule,
    Reschedule,
    Send,
    DropScheduled,
    Remind,
    Snooze,
    Done,
    Focus,
    EndFocus,
    Silence,
    EndSilence,
    Organisation,
}

pub fn attend_steps() -> impl Strategy<Value = Attend> {
    let acts = prop::sample::select(vec![
        Act::MakeGroup,
        Act::ChangeMembers,
        Act::Archive,
        Act::Propose,
        Act::See,
        Act::Adopt,
        Act::Drop,
        Act::Review,
        Act::Schedule,
        Act::Schedule,
        Act::Reschedule,
        Act::Send,
        Act::DropScheduled,
        Act::Remind,
        Act::Remind,
        Act::Snooze,
        Act::Done,
        Act::Focus,
        Act::EndFocus,
        Act::Silence,
        Act::EndSilence,
        Act::Organisation,
    ]);
    let n = 0_usize..64;
    (n.clone(), acts, n.clone(), n).prop_map(|(by, act, one, two)| Attend { by, act, one, two })
}

impl Attend {
    /// Does it. A refusal is a fine answer.
    pub async fn take(&self, world: &mut World) {
        let actor = world.by(self.by).clone();
        match self.act {
            Act::MakeGroup | Act::ChangeMembers | Act::Archive => self.group(world, &actor).await,
            Act::Propose | Act::See | Act::Adopt | Act::Drop | Act::Review => {
                self.agreement(world, &actor).await;
            }
            Act::Schedule | Act::Reschedule | Act::Send | Act::DropScheduled => {
                self.scheduled(world, &actor).await;
            }
            Act::Remind | Act::Snooze | Act::Done => self.reminder(world, &actor).await,
            Act::Focus | Act::EndFocus | Act::Silence | Act::EndSilence => {
                self.silence(world, &actor).await;
            }
            Act::Organisation => self.organisation(world, &actor).await,
        }
    }

    async fn some_group(&self, world: &World) -> Option<GroupId> {
        let groups = world.app.groups(&world.people[0]).await.unwrap();
        let ids: Vec<GroupId> = groups.into_iter().map(|group| group.id).collect();
        pick(&ids, self.one)
    }

    async fn some_proposal(&self, world: &World) -> Option<ProposalId> {
        let snapshot = world.app.snapshot(&world.people[0]).await.unwrap();
        let ids: Vec<ProposalId> = snapshot.proposals.into_iter().map(|one| one.id).collect();
        pick(&ids, self.one)
    }

    async fn group(&self, world: &World, actor: &Actor) {
        let members = vec![world.by(self.one).person, world.by(self.two).person];
        let app = &world.app;
        if let Act::MakeGroup = self.act {
            let new = NewGroup {
                name: format!("Team {}", self.one),
                members: Some(members),
                ..NewGroup::default()
            };
            let _ = app.create_group(actor, new, None).await;
            return;
        }
        let change = match self.act {
            Act::Archive => GroupChange {
                archived: Some(self.two.is_multiple_of(4)),
                ..GroupChange::default()
            },
            _ => GroupChange {
                members: Some(members),
                ..GroupChange::default()
            },
        };
        if let Some(id) = self.some_group(world).await {
            let _ = app.update_group(actor, id, change, None).await;
        }
    }

    async fn agreement(&self, world: &World, actor: &Actor) {
        let app = &world.app;
        let (group, proposal) = (
            self.some_group(world).await,
            self.some_proposal(world).await,
        );
        match (self.act, group, proposal) {
            (Act::Propose, Some(group), _) => {
                let from = u16::try_from(self.two).unwrap() * 20;
                let terms = AgreementTerms {
                    settings: TeamSettings {
                        today_minutes: Some(600),
                        ..TeamSettings::default()
                    },
                    quiet_hours: vec![span(Weekday::Monday, from, from + 60)],
                    ..AgreementTerms::default()
                };
                let _ = app.propose(actor, group, terms, String::new(), None).await;
            }
            (Act::Review, Some(group), _) => {
                let _ = app.review_agreement(actor, group).await;
            }
            (Act::See, _, Some(proposal)) => {
                let _ = app.see_proposal(actor, proposal).await;
            }
            (Act::Adopt, _, Some(proposal)) => {
                let _ = app.adopt_proposal(actor, proposal).await;
            }
            (Act::Drop, _, Some(proposal)) => {
                let _ = app.drop_proposal(actor, proposal).await;
            }
            _ => {}
        }
    }

    fn later(&self, world: &World) -> LaterChoice {
        let person = world.by(self.two).person;
        let minutes = u64::try_from(self.one + 1).unwrap() * 15;
        match self.two % 2 {
            0 => LaterChoice::NextWorkingMinute { person },
            _ => LaterChoice::At {
                at: world.app.now().plus(Duration::from_secs(60 * minutes)),
            },
        }
    }

    async fn scheduled(&self, world: &World, actor: &Actor) {
        let (app, later) = (&world.app, self.later(world));
        if let Act::Schedule = self.act {
            let Some(topic) = pick(&world.topics, self.one) else {
                return;
            };
            let asked = world.by(self.two).person;
            let message = PostMessage {
                text: format!("@[Somebody]({asked}) for later"),
                ..PostMessage::default()
            };
            let _ = app
                .schedule_message(actor, topic, message, later, None)
                .await;
            return;
        }
        let waiting = app.scheduled_messages(actor).await.unwrap();
        let ids: Vec<_> = waiting.into_iter().map(|one| one.id).collect();
        let Some(id) = pick(&ids, self.one) else {
            return;
        };
        match self.act {
            Act::Reschedule => {
                let change = ScheduledChange {
                    later: Some(later),
                    ..ScheduledChange::default()
                };
                let _ = app.change_scheduled(actor, id, change).await;
            }
            Act::Send => {
                let _ = app.send_scheduled(actor, id, None).await;
            }
            _ => {
                let _ = app.drop_scheduled(actor, id).await;
            }
        }
    }

    async fn reminder(&self, world: &World, actor: &Actor) {
        let app = &world.app;
        let later = (!self.two.is_multiple_of(3)).then(|| self.later(world));
        if let Act::Remind = self.act {
            let topic = pick(&world.topics, self.one);
            let message = pick(&world.messages, self.one);
            let of = match (self.two % 3, topic, message) {
                (1, Some(topic), _) => ReminderOf::Topic { topic },
                (2, _, Some(message)) => ReminderOf::Message { message },
                _ => ReminderOf::Note,
            };
            let note = (of == ReminderOf::Note).then(|| "Pumps".to_owned());
            let new = NewReminder { of, note, later };
            let _ = app.create_reminder(actor, new, None).await;
            return;
        }
        let open = app.reminders(actor).await.unwrap();
        let ids: Vec<_> = open.into_iter().map(|one| one.id).collect();
        let Some(id) = pick(&ids, self.one) else {
            return;
        };
        if let Act::Snooze = self.act {
            let _ = app.change_reminder(actor, id, later).await;
        } else {
            let _ = app.finish_reminder(actor, id).await;
        }
    }

    async fn silence(&self, world: &World, actor: &Actor) {
        let choice = match self.one % 3 {
            0 => FocusChoice::Minutes { minutes: 25 },
            1 => FocusChoice::EndOfDay,
            _ => FocusChoice::UntilTomorrow,
        };
        let app = &world.app;
        let said = match self.act {
            Act::Focus => app.focus(actor, choice).await,
            Act::EndFocus => app.end_focus(actor).await,
            Act::Silence => app.do_not_disturb(actor, choice).await,
            _ => app.end_do_not_disturb(actor).await,
        };
        said.unwrap();
    }

    async fn organisation(&self, world: &World, actor: &Actor) {
        let begins = u16::try_from(self.one % 12).unwrap() * 60;
        let holiday = Holiday {
            date: jiff::civil::date(2026, 11, 23),
            from: MinuteOfDay(0),
            until: MinuteOfDay(1440),
            name: "Day off".into(),
        };
        let change = OrganisationChange {
            name: Some(format!("Riverkeep {}", self.two)),
            settings: Some(BTreeMap::from([("now_minutes".to_owned(), 5)])),
            default_week: Some(vec![span(Weekday::Monday, begins, begins + 480)]),
            regions: Some(vec![Region {
                name: "Bavaria".into(),
                holidays: vec![holiday],
            }]),
        };
        let changed = world.app.update_organisation(actor, change, None).await;
        assert_eq!(changed.is_ok(), Role::Admin <= actor.role);
    }
}

/// A span of one day.
pub fn span(day: Weekday, from: u16, until: u16) -> WorkSpan {
    WorkSpan {
        day,
        from: MinuteOfDay(from),
        until: MinuteOfDay(until),
    }
}
