//! Polls: what may be asked and voted, what is shown of it, who is reminded when, and the decisions
//! that come of it.

mod count;
mod record;
mod remind;

use std::collections::BTreeSet;

use model::channel::Channel;
use model::limits::{
    POLL_ANONYMOUS_MIN, POLL_OPEN_MAX, POLL_OPTION_CHARS_MAX, POLL_OPTIONS_MAX,
    POLL_QUESTION_CHARS_MAX, POLL_VOTES_SHOWN, POLLS_OPEN_MAX,
};
use model::poll::{Poll, PollKind, PollOption, Vote};
use model::time::Timestamp;

use crate::channel::{ChannelRefusal, Standing, decide_manage, decide_write};
use crate::text::{TextRefusal, line};

pub use count::tally;
pub use record::{RecordRefusal, decide_decide, decide_record, decide_replace, option_text};
pub use remind::{REMIND_BEFORE, remind_at};

/// Why something with a poll is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PollRefusal {
    /// Its channel refuses.
    #[error(transparent)]
    Channel(ChannelRefusal),
    /// The question is refused.
    #[error("question: {0}")]
    Question(TextRefusal),
    /// It has too few or too many options.
    #[error("a poll has 2 to {POLL_OPTIONS_MAX} options")]
    OptionCount,
    /// The text of an option is refused.
    #[error("{refusal}")]
    Option {
        /// Its place.
        place: usize,
        /// Why.
        refusal: TextRefusal,
    },
    /// An option stands there twice.
    #[error("this option stands there already")]
    Same {
        /// Its place.
        place: usize,
    },
    /// An option of a time poll has no span, one that ends before it begins, or one that is over.
    #[error("an option of a time poll has a beginning and an end after it that is still to come")]
    Span {
        /// Its place.
        place: usize,
    },
    /// An option has a span where none belongs.
    #[error("only the options of a time poll have a beginning and an end")]
    NoSpan {
        /// Its place.
        place: usize,
    },
    /// It would close in the past, or too late.
    #[error("a poll closes after now and within 60 days; leave it out to close it by hand")]
    ClosesAt,
    /// The topic has many open polls.
    #[error("this topic has {POLLS_OPEN_MAX} open polls; close one first")]
    TooMany,
    /// The vote names no option of it, or one twice.
    #[error("name options of the poll by their places, each once")]
    Vote,
    /// The vote names several where one is asked for.
    #[error("this poll takes one option")]
    OneOnly,
    /// It is closed.
    #[error("the poll is closed")]
    Closed,
    /// Somebody else closes it.
    #[error("who asked closes the poll, or who manages the channel")]
    NotAllowed,
}

/// A poll before it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// What is asked.
    pub question: &'a str,
    /// How it is voted on.
    pub kind: PollKind,
    /// Its options.
    pub options: &'a [PollOption],
    /// When it closes.
    pub closes_at: Option<Timestamp>,
}

/// Decides whether a poll may be asked in a topic with `open` polls; answers its question and options
/// to store.
///
/// # Errors
/// [`PollRefusal`] names the rule that refused.
pub fn decide_ask(
    draft: &Draft<'_>,
    open: usize,
    now: Timestamp,
) -> Result<(String, Vec<PollOption>), PollRefusal> {
    let question =
        line(draft.question, 1, POLL_QUESTION_CHARS_MAX).map_err(PollRefusal::Question)?;
    if !(2..=POLL_OPTIONS_MAX).contains(&draft.options.len()) {
        return Err(PollRefusal::OptionCount);
    }
    let mut options: Vec<PollOption> = Vec::with_capacity(draft.options.len());
    for (place, option) in draft.options.iter().enumerate() {
        let option = checked_option(draft.kind, place, option, now)?;
        let is_same = |other: &PollOption| match draft.kind {
            PollKind::Time => (other.from, other.until) == (option.from, option.until),
            _ => other.text == option.text,
        };
        if options.iter().any(is_same) {
            return Err(PollRefusal::Same { place });
        }
        options.push(option);
    }
    let latest = now.plus(POLL_OPEN_MAX);
    if draft.closes_at.is_some_and(|at| at <= now || latest < at) {
        return Err(PollRefusal::ClosesAt);
    }
    if POLLS_OPEN_MAX <= open {
        return Err(PollRefusal::TooMany);
    }
    Ok((question, options))
}

fn checked_option(
    kind: PollKind,
    place: usize,
    option: &PollOption,
    now: Timestamp,
) -> Result<PollOption, PollRefusal> {
    let is_time = kind == PollKind::Time;
    let chars_min = usize::from(!is_time);
    let text = line(&option.text, chars_min, POLL_OPTION_CHARS_MAX)
        .map_err(|refusal| PollRefusal::Option { place, refusal })?;
    match (is_time, option.from, option.until) {
        (true, Some(from), Some(until)) if from < until && now < until => {}
        (true, ..) => return Err(PollRefusal::Span { place }),
        (false, None, None) => {}
        (false, ..) => return Err(PollRefusal::NoSpan { place }),
    }
    Ok(PollOption {
        text,
        from: option.from,
        until: option.until,
    })
}

/// Decides whether `standing` may vote so; no options withdraw a vote.
///
/// # Errors
/// [`PollRefusal`] names the rule that refused.
pub fn decide_vote(
    poll: &Poll,
    channel: &Channel,
    standing: Standing,
    options: &[u16],
) -> Result<(), PollRefusal> {
    decide_write(channel, standing).map_err(PollRefusal::Channel)?;
    if poll.closed_at.is_some() {
        return Err(PollRefusal::Closed);
    }
    let named: BTreeSet<u16> = options.iter().copied().collect();
    let is_there = |place: &u16| usize::from(*place) < poll.options.len();
    if named.len() != options.len() || !named.iter().all(is_there) {
        return Err(PollRefusal::Vote);
    }
    if poll.kind == PollKind::Single && 1 < options.len() {
        return Err(PollRefusal::OneOnly);
    }
    Ok(())
}

/// Decides whether `standing` may close a poll before its time: who asked, and who manages the channel.
///
/// # Errors
/// [`PollRefusal`] names the rule that refused.
pub fn decide_close(poll: &Poll, channel: &Channel, standing: Standing) -> Result<(), PollRefusal> {
    decide_write(channel, standing).map_err(PollRefusal::Channel)?;
    if poll.created_by != standing.person && decide_manage(channel, standing).is_err() {
        return Err(PollRefusal::NotAllowed);
    }
    if poll.closed_at.is_some() {
        return Err(PollRefusal::Closed);
    }
    Ok(())
}

/// What is shown of a poll with these votes. The one place that decides what an anonymous poll tells:
/// who voted; once it is closed and enough people voted, the tally; never a vote with its person.
#[must_use]
pub fn shown(poll: Poll, votes: &[Vote]) -> Poll {
    let mut votes: Vec<&Vote> = votes
        .iter()
        .filter(|vote| !vote.options.is_empty())
        .collect();
    votes.sort_unstable_by_key(|vote| vote.person);
    let counted = !poll.anonymous || poll.closed_at.is_some() && POLL_ANONYMOUS_MIN <= votes.len();
    let tally = counted.then(|| {
        let ballots: Vec<&[u16]> = votes.iter().map(|vote| vote.options.as_slice()).collect();
        tally(poll.kind, poll.options.len(), &ballots)
    });
    let named = if poll.anonymous { 0 } else { POLL_VOTES_SHOWN };
    Poll {
        voted: votes.iter().map(|vote| vote.person).collect(),
        votes: votes.into_iter().take(named).cloned().collect(),
        tally,
        ..poll
    }
}

#[cfg(test)]
mod tests;
