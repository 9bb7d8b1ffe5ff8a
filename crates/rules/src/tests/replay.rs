//! Every rule decides by its inputs alone: stored and read again, whatever the server's own zone, they
//! give the same decision.

use std::time::Duration;

use model::advice::{Mode, Purpose};
use model::availability::{FocusChoice, SharedSpan};
use model::blocker::Blocker;
use model::id::{BlockerId, ChannelId, TopicId};
use model::later::LaterChoice;
use model::urgent::UrgentBudget;
use serde::de::DeserializeOwned;

use super::*;
use crate::advice::{AdviceInputs, advise_mode};
use crate::blocker::decide_blocker;
use crate::break_through::urgent_budget;
use crate::call_guard::call_guard;
use crate::common_slots::{
    Attendee, MeetingWish, SLOTS_MAX, common_slots, next_common_slots, share_an_hour,
};
use crate::focus::focus_until;
use crate::later::later_at;
use crate::overdue::{OverdueSoFar, decide_overdue};
use crate::round_trips::{Said, decide_talk_offer};
use crate::today::day_left;

/// What the rules are asked about: two people, two instants and a number.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Case {
    people: [ScheduleInputs; 2],
    now: Timestamp,
    other: Timestamp,
    number: u32,
}

prop_compose! {
    fn any_case()(
        mut a in any_inputs(),
        mut b in any_inputs(),
        now in any_instant(),
        // Some within the next days, some anywhere.
        (near, far, minutes) in (any::<bool>(), any_instant(), 0_u64..20_000),
        number in 0_u32..1_000,
    ) -> Case {
        for (one, number) in [(&mut a, 1), (&mut b, 2)] {
            one.person.id = person(number);
            one.availability.person = person(number);
        }
        let other = if near { now.plus(Duration::from_secs(60 * minutes)) } else { far };
        Case { people: [a, b], now, other, number }
    }
}

/// As it would be read from where it was stored.
fn stored<T: serde::Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

impl Case {
    fn settings(&self) -> Settings {
        Settings {
            by_minutes: 10 + self.number,
            urgent_per_week: self.number % 4,
            ..Settings::default()
        }
    }

    /// The urgent rules: the budget, and an escalation that is stored between any two inputs.
    fn urgent(&self, again: fn(&Escalation) -> Escalation) -> String {
        let settings = self.settings();
        let [a, b] = &self.people;
        let inputs = BreakThroughInputs {
            sender: a.person.id,
            time_zone: a.person.time_zone.clone(),
            on_duty: self.number.is_multiple_of(7),
            expectation: Expectation::Now,
            reason: "the river rises".to_owned(),
            asked: vec![b.person.id],
            past: vec![used(self.other, false, self.number.is_multiple_of(2)); 3],
            rota: Vec::new(),
            confirmed_by: None,
            settings: settings.clone(),
            now: self.now,
        };
        let zone = crate::zone::zone_or_utc(&inputs.time_zone);
        let mut text = format!(
            "{:?} {:?}",
            decide_break_through(&inputs),
            urgent_budget(&inputs.past, &zone, self.now, &settings),
        );
        let mut escalation =
            Escalation::new(person(1), &[person(2)], &[person(3)], self.now, &settings);
        while let Some(deadline) = escalation.deadline() {
            escalation = again(&escalation);
            let people: Vec<PersonState> = self
                .people
                .iter()
                .map(|one| state_of(one, deadline))
                .collect();
            let input = EscalationInput::Deadline { people };
            text += &format!(" {:?}", escalation.handle(&stored(&input), deadline));
        }
        text
    }

    /// The rules about two people who might talk.
    fn talking(&self) -> String {
        let settings = self.settings();
        let [a, b] = &self.people;
        let (a, b) = (a.schedule(), b.schedule());
        let both = [&a, &b];
        let budget = UrgentBudget {
            per_week: 3,
            spent: self.number % 4,
            resets_at: self.other,
        };
        let length = Duration::from_secs(60 * u64::from(15 + self.number % 120));
        let wish = MeetingWish {
            from: self.now,
            until: self.now.plus(Duration::from_secs(3 * 24 * 3600)),
            length_minutes: 30,
            pause_minutes: 5,
            proposals_max: 3,
        };
        let busy = [SharedSpan {
            from: self.other,
            until: self.other.plus(length),
        }];
        let attendees = both.map(|schedule| Attendee {
            schedule,
            required: true,
            burden: self.number,
            busy: &busy,
        });
        let minute = |count: u64| self.now.minus(Duration::from_secs(60 * count));
        let said: Vec<Said> = (0..8)
            .rev()
            .map(|number| Said {
                author: person(1 + u128::from(number % 2)),
                at: minute(number * u64::from(1 + self.number % 10)),
                to: Vec::new(),
            })
            .collect();
        let advice = AdviceInputs {
            purpose: Purpose::HardProblem,
            planned: Mode::Live,
            people: self.number % 20,
            share_an_hour: share_an_hour(&both, self.now),
            chars: self.number * 10,
            options: self.number % 5,
            round_trips: self.number % 6,
            agreed: None,
            not_helpful: self.number % 7,
            settings: settings.clone(),
        };
        format!(
            "{:?} {:?} {:?} {:?} {:?}",
            call_guard(&a, &b, budget, self.now, &settings),
            next_common_slots(&both, self.now, length, SLOTS_MAX),
            common_slots(&wish, &attendees),
            decide_talk_offer(&said, &a, &b, None, self.now, &settings),
            advise_mode(&stored(&advice)),
        )
    }

    /// The clocks of one person.
    fn clocks(&self) -> String {
        let settings = self.settings();
        let schedule = self.people[0].schedule();
        let mut open = request(1, 1, 2, 10);
        open.due_at = Some(self.other);
        let so_far = OverdueSoFar {
            nudged_at: self.number.is_multiple_of(2).then_some(self.other),
            offered_at: None,
        };
        let by = Expectation::By(self.other);
        let blocker = Blocker {
            id: BlockerId::new(self.now, 1),
            topic: TopicId::new(self.now, 1),
            task: None,
            channel: ChannelId::new(self.now, 1),
            raised_by: person(1),
            raised_at: self.now,
            text: "stuck".to_owned(),
            tell_at: None,
            told_at: None,
            helpers: Vec::new(),
            return_of: None,
            resolved_by: None,
            resolved_at: None,
            outcome: String::new(),
        };
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            due_instant(by, &schedule, self.now, &settings),
            decide_defer(&open, open.asked, self.other, &schedule, self.now),
            decide_overdue(&open, so_far, &schedule, self.now, &settings),
            decide_blocker(&blocker, &schedule, self.other.max(self.now), &settings),
            decide_notice(&schedule, self.now),
            later_at(
                LaterChoice::NextWorkingMinute { person: person(1) },
                &schedule,
                self.now
            ),
            focus_until(FocusChoice::UntilTomorrow, &schedule, self.now),
            day_left(&schedule, self.now),
        )
    }

    fn decisions(&self) -> String {
        let urgent = self.urgent(Clone::clone);
        format!("{urgent}\n{}\n{}\n", self.talking(), self.clocks())
    }
}

/// What a fixed set of random cases decides, as text.
pub(super) fn decisions() -> String {
    let mut runner = TestRunner::deterministic();
    let mut text = String::new();
    for _ in 0..60 {
        text += &any_case()
            .new_tree(&mut runner)
            .unwrap()
            .current()
            .decisions();
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Escalations, the guard, the advisor, slots and clocks decide the same from what was stored.
    #[test]
    fn stored_inputs_give_every_decision_again(case in any_case()) {
        let again = stored(&case);
        prop_assert_eq!(again.decisions(), case.decisions());
        prop_assert_eq!(again.urgent(stored), case.urgent(Clone::clone));
    }
}
