//! The figures of one run.

use std::collections::BTreeMap;

use super::habits::Want;
use super::run::{Answered, Outcome};
use super::tally::Tally;
use crate::report::median;

/// The figures of one run.
pub(super) struct Summary {
    pub(super) tally: Tally,
    pub(super) lost: usize,
    pub(super) unanswered: usize,
    requests: Vec<Answered>,
}

fn minutes(request: &Answered) -> f64 {
    let delay = request.delay;
    delay.map_or(f64::INFINITY, |delay| delay.as_secs_f64() / 60.0)
}

/// So many of a hundred; of none all.
pub(super) fn percent(part: usize, all: usize) -> f64 {
    if all == 0 {
        return 100.0;
    }
    100.0 * part as f64 / all as f64
}

impl Summary {
    pub(super) fn of(outcome: Outcome) -> Self {
        Self {
            tally: outcome.tally,
            lost: outcome.lost,
            unanswered: outcome.unanswered,
            requests: outcome.requests,
        }
    }

    /// How long each request took, in the order in which they were made.
    #[cfg(test)]
    pub(super) fn delays(&self) -> Vec<Option<std::time::Duration>> {
        self.requests.iter().map(|request| request.delay).collect()
    }

    fn wanting(&self, want: Want) -> impl Iterator<Item = &Answered> {
        let ordinary = move |request: &&Answered| request.want == want && !request.blocker;
        self.requests.iter().filter(ordinary)
    }

    pub(super) fn count(&self, want: Want) -> usize {
        self.wanting(want).count()
    }

    /// Minutes until half of the requests were answered.
    pub(super) fn median_delay(&self, want: Want) -> f64 {
        median(&self.wanting(want).map(minutes).collect::<Vec<f64>>())
    }

    fn met(requests: impl Iterator<Item = bool>) -> f64 {
        let met: Vec<bool> = requests.collect();
        percent(met.iter().filter(|met| **met).count(), met.len())
    }

    /// Of a hundred requests that were due, how many were answered by then.
    pub(super) fn due_met(&self, want: Want) -> f64 {
        Self::met(self.wanting(want).filter_map(|request| request.met))
    }

    /// The same of all but urgent ones.
    pub(super) fn ordinary_due_met(&self) -> f64 {
        let ordinary = self.requests.iter().filter(|r| r.want != Want::Urgent);
        Self::met(ordinary.filter_map(|request| request.met))
    }

    /// Minutes until half of the blockers, and until nine in ten, had their first help.
    pub(super) fn first_help(&self) -> [f64; 2] {
        let blockers = self.requests.iter().filter(|request| request.blocker);
        let mut delays: Vec<f64> = blockers.map(minutes).collect();
        delays.sort_by(f64::total_cmp);
        let nine_in_ten = delays.len() * 9 / 10;
        let late = delays.get(nine_in_ten).copied().unwrap_or(0.0);
        [median(&delays), late]
    }

    pub(super) fn blockers(&self) -> (usize, usize) {
        let blockers = || self.requests.iter().filter(|request| request.blocker);
        let unhelped = blockers().filter(|request| request.delay.is_none());
        (blockers().count(), unhelped.count())
    }

    /// Urgent requests that took longer than in another run over the same world.
    pub(super) fn urgent_slower_than(&self, other: &Self) -> usize {
        let key = |request: &Answered| (request.opener, request.asked);
        let others: BTreeMap<(usize, usize), f64> = other
            .wanting(Want::Urgent)
            .map(|request| (key(request), minutes(request)))
            .collect();
        self.wanting(Want::Urgent)
            .filter(|request| {
                let before = others.get(&key(request));
                before.is_some_and(|before| *before < minutes(request))
            })
            .count()
    }

    /// How many of a hundred interruptions in focus and off hours are spared against another run.
    pub(super) fn interruptions_fewer_than(&self, other: &Self) -> f64 {
        let (mine, others) = (self.tally.interruptions(), other.tally.interruptions());
        if others == 0 {
            return 0.0;
        }
        100.0 * (1.0 - mine as f64 / others as f64)
    }

    /// What was new to somebody when their working day began: half of the time, once in a hundred
    /// times, at most.
    pub(super) fn piles(&self) -> [usize; 3] {
        let mut piles = self.tally.piles.clone();
        piles.sort_unstable();
        let at = |index: usize| piles.get(index).copied().unwrap_or(0);
        [
            at(piles.len() / 2),
            at(piles.len() * 99 / 100),
            piles.last().copied().unwrap_or(0),
        ]
    }
}
