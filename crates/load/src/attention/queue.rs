//! What will happen, in order of time; at one instant in the order in which it was planned.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::time::Duration;

use model::time::Timestamp;

/// How much time one heap holds. Only what comes soon is kept in order; the rest waits unsorted.
const NEAR: Duration = Duration::from_secs(15 * 60);

struct Planned<E> {
    at: Timestamp,
    number: u64,
    event: E,
}

impl<E> Ord for Planned<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

impl<E> PartialOrd for Planned<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> PartialEq for Planned<E> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<E> Eq for Planned<E> {}

/// What will happen between two instants; what comes after the second is kept but never comes.
pub(super) struct Queue<E> {
    begin: Timestamp,
    planned: u64,
    slot: usize,
    near: BinaryHeap<Reverse<Planned<E>>>,
    /// By slot; the last is for what comes after the end.
    later: Vec<Vec<Reverse<Planned<E>>>>,
}

impl<E> Queue<E> {
    pub(super) fn new(begin: Timestamp, end: Timestamp) -> Self {
        let slots = end.since(begin).as_millis() / NEAR.as_millis() + 2;
        Self {
            begin,
            planned: 0,
            slot: 0,
            near: BinaryHeap::new(),
            later: (0..slots).map(|_| Vec::new()).collect(),
        }
    }

    /// Plans something; nothing is planned before what came last.
    pub(super) fn push(&mut self, at: Timestamp, event: E) {
        self.planned += 1;
        let planned = Reverse(Planned {
            at,
            number: self.planned,
            event,
        });
        let slot = at.since(self.begin).as_millis() / NEAR.as_millis();
        let last = self.later.len().saturating_sub(1);
        let slot = usize::try_from(slot).unwrap_or(last).min(last);
        match self.later.get_mut(slot) {
            Some(later) if self.slot < slot => later.push(planned),
            _ => self.near.push(planned),
        }
    }

    /// What comes next before the end.
    pub(super) fn pop(&mut self) -> Option<(Timestamp, E)> {
        loop {
            if let Some(Reverse(next)) = self.near.pop() {
                return Some((next.at, next.event));
            }
            if self.later.len() <= self.slot + 2 {
                return None;
            }
            self.slot += 1;
            let slot = self.later.get_mut(self.slot)?;
            self.near = BinaryHeap::from(std::mem::take(slot));
        }
    }

    /// What was planned and has not come.
    pub(super) fn left(&self) -> impl Iterator<Item = &E> {
        let later = self.later.iter().flatten();
        self.near
            .iter()
            .chain(later)
            .map(|Reverse(planned)| &planned.event)
    }
}
