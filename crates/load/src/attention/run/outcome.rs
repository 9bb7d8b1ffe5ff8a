//! What came of a run: every request with its delay, and what was lost.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Event, Regime, Run};
use crate::attention::habits::Want;
use crate::attention::opener::Kind;
use crate::attention::tally::Tally;

/// What became of one request.
#[derive(Clone, Copy, Debug)]
pub(in crate::attention) struct Answered {
    pub(in crate::attention) opener: usize,
    /// Who was asked; the first of a group.
    pub(in crate::attention) asked: usize,
    pub(in crate::attention) want: Want,
    pub(in crate::attention) blocker: bool,
    /// From the wish to the answer; `None` if there was none to the end.
    pub(in crate::attention) delay: Option<Duration>,
    /// Whether it was answered by its due instant; `None` if that lies beyond the simulated days.
    pub(in crate::attention) met: Option<bool>,
}

/// What came of a run.
pub(in crate::attention) struct Outcome {
    pub(in crate::attention) tally: Tally,
    pub(in crate::attention) requests: Vec<Answered>,
    /// Requests that were due, are not answered, and that nothing will bring up again: no list, no
    /// notification, nobody.
    pub(in crate::attention) lost: usize,
    /// Requests that were due and are not answered.
    pub(in crate::attention) unanswered: usize,
}

impl Run<'_> {
    pub(super) fn outcome(mut self) -> Outcome {
        let requests = self.asks.iter().map(|ask| self.answered(ask)).collect();
        let open: Vec<usize> = (0..self.asks.len())
            .filter(|ask| {
                let ask = &self.asks[*ask];
                ask.answered.is_none() && ask.due.is_some_and(|due| due < self.world.end)
            })
            .collect();
        let lost = self.lost(&open);
        self.audit();
        Outcome {
            tally: self.tally,
            requests,
            lost,
            unanswered: open.len(),
        }
    }

    fn answered(&self, ask: &super::Ask) -> Answered {
        let opener = self.opener(ask.opener);
        let began = if ask.turn == 0 { opener.at } else { ask.opened };
        let in_time = ask.due.filter(|due| *due <= self.world.end);
        Answered {
            opener: ask.opener,
            asked: ask.asked.first().copied().unwrap_or(ask.from),
            want: ask.want,
            blocker: opener.kind == Kind::Blocker,
            delay: ask.answered.map(|at| at.since(began)),
            met: in_time.map(|due| ask.answered.is_some_and(|at| at <= due)),
        }
    }

    /// Under the rules an open request stands in two lists, its asked person's and its sender's, so
    /// only one whose asked people never came to see it would be lost. Without, what was read and
    /// put out of mind is in nobody's list.
    fn lost(&self, open: &[usize]) -> usize {
        let waiting: BTreeSet<usize> = self
            .queue
            .left()
            .filter_map(|event| match event {
                Event::Answers { ask, .. }
                | Event::Reminds(ask)
                | Event::Overdue { ask, .. }
                | Event::SenderRings(ask)
                | Event::SenderTurns(ask) => Some(*ask),
                _ => None,
            })
            .collect();
        let mut seen = BTreeSet::new();
        let mut unseen = BTreeSet::new();
        for item in &self.items {
            if let Some(ask) = item.ask {
                if item.read {
                    seen.insert(ask);
                } else {
                    unseen.insert(ask);
                }
            }
        }
        let rules = matches!(self.regime, Regime::Rules(_));
        open.iter()
            .filter(|ask| {
                let brought_up = waiting.contains(ask) || unseen.contains(ask);
                let listed = rules && seen.contains(ask);
                !brought_up && !listed
            })
            .count()
    }

    /// Counts deliveries that came to nothing or twice: told more than once, or held with no instant
    /// ahead at which they are looked at again.
    fn audit(&mut self) {
        self.tally.told_twice = self.items.iter().filter(|item| 1 < item.told).count();
        for person in &self.people {
            if person.held_until.is_none() {
                self.tally.stranded += person.held.len();
            }
            self.tally.still_held += person.held.len() as u64;
            self.tally.digest_waiting += u64::from(person.digest);
        }
    }
}
