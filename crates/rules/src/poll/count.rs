//! Counting votes.

use model::poll::{PollKind, PollRound, Tally};

/// Counts votes: the places of options, of a ranked poll best first; places that there are not count
/// for nothing.
///
/// A ranked poll is counted by instant run-off: in each round a vote counts for the option that it ranks
/// best of those left, and votes that rank none of these any more do not count. An option with more
/// than half of the votes that count leads; else the option with the fewest goes out.
///
/// Of several with the fewest, the one goes out that had the fewest in the earliest round in which they
/// differed, as the Irish Electoral Act 1992 has it in section 122. If they never differed, the act
/// draws lots; here the one goes out that stands last in the list, which everybody saw before they
/// voted. If all that are left never differed, they lead together: people decide, not the list.
#[must_use]
pub fn tally(kind: PollKind, options: usize, votes: &[&[u16]]) -> Tally {
    if kind == PollKind::Ranked {
        return run_off(options, votes);
    }
    let mut counts = vec![0_u32; options];
    for place in votes.iter().copied().flatten() {
        if let Some(count) = counts.get_mut(usize::from(*place)) {
            *count += 1;
        }
    }
    Tally {
        leading: most(&counts),
        votes: counts,
        rounds: Vec::new(),
    }
}

/// The places with the most votes; none if there are no votes.
fn most(counts: &[u32]) -> Vec<u16> {
    let most = counts.iter().copied().max().filter(|most| 0 < *most);
    places(counts.iter().map(|count| Some(*count) == most))
}

/// The places at which something holds.
fn places(holds: impl Iterator<Item = bool>) -> Vec<u16> {
    (0..=u16::MAX)
        .zip(holds)
        .filter_map(|(place, holds)| holds.then_some(place))
        .collect()
}

fn run_off(options: usize, votes: &[&[u16]]) -> Tally {
    let mut rounds: Vec<PollRound> = Vec::new();
    let mut left = vec![true; options];
    loop {
        let counts = count(&left, votes);
        let total: u32 = counts.iter().flatten().sum();
        let first = rounds.first().map_or(&counts, |round| &round.votes);
        let first: Vec<u32> = first.iter().map(|count| count.unwrap_or(0)).collect();
        let best = counts.iter().flatten().copied().max().unwrap_or(0);
        let leading = if best == 0 {
            Some(Vec::new())
        } else if total < 2 * best {
            Some(places(counts.iter().map(|count| *count == Some(best))))
        } else {
            None
        };
        let (out, leading) = match leading {
            Some(leading) => (None, leading),
            None => match goes_out(&rounds, &counts) {
                Some(out) => (Some(out), Vec::new()),
                None => (None, places(left.iter().copied())),
            },
        };
        if 0 < best {
            rounds.push(PollRound { votes: counts, out });
        }
        match out.and_then(|out| left.get_mut(usize::from(out))) {
            Some(there) => *there = false,
            None => {
                return Tally {
                    votes: first,
                    rounds,
                    leading,
                };
            }
        }
    }
}

/// Each vote for the best of those that are left.
fn count(left: &[bool], votes: &[&[u16]]) -> Vec<Option<u32>> {
    let mut counts: Vec<Option<u32>> = left.iter().map(|left| left.then_some(0)).collect();
    for vote in votes {
        let is_left = |place: &&u16| left.get(usize::from(**place)).copied().unwrap_or(false);
        let best = vote.iter().find(is_left).copied().map(usize::from);
        if let Some(count) = best.and_then(|best| counts.get_mut(best)?.as_mut()) {
            *count += 1;
        }
    }
    counts
}

/// Which option goes out after a round with these counts; `None` if all that are left were equal in all
/// rounds.
fn goes_out(rounds: &[PollRound], counts: &[Option<u32>]) -> Option<u16> {
    let left = counts.iter().flatten().count();
    let mut lowest: Vec<u16> = places(counts.iter().map(Option::is_some));
    let earlier = rounds.iter().map(|round| round.votes.as_slice());
    for votes in std::iter::once(counts).chain(earlier) {
        let of = |place: u16| votes.get(usize::from(place)).copied().flatten();
        let fewest = lowest.iter().filter_map(|place| of(*place)).min();
        lowest.retain(|place| of(*place) == fewest);
    }
    lowest.last().copied().filter(|_| lowest.len() < left)
}
