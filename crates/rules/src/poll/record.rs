//! What may be recorded as a decision.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::id::ChannelId;
use model::limits::{DECISION_CHARS_MAX, DECISION_REASON_BYTES_MAX};
use model::poll::{DecisionRecord, Poll, PollOption};
use model::time::Timestamp;

use crate::text::{TextRefusal, line, markdown};

/// Why a decision is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordRefusal {
    /// The line is refused.
    #[error("text: {0}")]
    Text(TextRefusal),
    /// The reason is refused.
    #[error("reason: {0}")]
    Reason(TextRefusal),
    /// The poll is open.
    #[error("the poll is still open; close it first")]
    Open,
    /// The poll has its decision.
    #[error("this poll has its decision already; record one that replaces it")]
    Decided,
    /// No option leads alone.
    #[error("no option leads alone; say what was decided")]
    NotClear,
    /// What it would replace was replaced before.
    #[error("that decision was replaced already; replace the one that took its place")]
    Replaced,
    /// What it would replace belongs to another channel.
    #[error("a decision replaces one of the same channel")]
    Elsewhere,
}

/// Decides whether a decision may be recorded in those words; answers its line and reason to store.
///
/// # Errors
/// [`RecordRefusal`] names the rule that refused.
pub fn decide_record(text: &str, reason: &str) -> Result<(String, String), RecordRefusal> {
    let text = line(text, 1, DECISION_CHARS_MAX).map_err(RecordRefusal::Text)?;
    let reason = markdown(reason, DECISION_REASON_BYTES_MAX).map_err(RecordRefusal::Reason)?;
    Ok((text, reason))
}

/// Decides whether the outcome of a poll may be recorded; answers its line if none is given: the option
/// that leads, with times in `zone`.
///
/// # Errors
/// [`RecordRefusal`] names the rule that refused.
pub fn decide_decide(
    poll: &Poll,
    text: Option<&str>,
    zone: &TimeZone,
) -> Result<String, RecordRefusal> {
    if poll.closed_at.is_none() {
        return Err(RecordRefusal::Open);
    }
    if poll.record.is_some() {
        return Err(RecordRefusal::Decided);
    }
    if let Some(text) = text {
        return Ok(text.to_owned());
    }
    match poll.tally.as_ref().map(|tally| tally.leading.as_slice()) {
        Some([place]) => poll
            .options
            .get(usize::from(*place))
            .map(|option| option_text(option, zone))
            .ok_or(RecordRefusal::NotClear),
        _ => Err(RecordRefusal::NotClear),
    }
}

/// Decides whether a decision in `channel` may take the place of `old`.
///
/// # Errors
/// [`RecordRefusal`] names the rule that refused.
pub fn decide_replace(channel: ChannelId, old: &DecisionRecord) -> Result<(), RecordRefusal> {
    if old.channel != channel {
        return Err(RecordRefusal::Elsewhere);
    }
    if old.replaced_by.is_some() {
        return Err(RecordRefusal::Replaced);
    }
    Ok(())
}

/// An option in words that no language owns: its text, and of a span its days and minutes in `zone`.
#[must_use]
pub fn option_text(option: &PollOption, zone: &TimeZone) -> String {
    let (Some(from), Some(until)) = (option.from, option.until) else {
        return option.text.clone();
    };
    let (from, until) = (local(from, zone), local(until, zone));
    let end = if from.date() == until.date() {
        until.strftime("%H:%M")
    } else {
        until.strftime("%Y-%m-%d %H:%M")
    };
    let name = zone.iana_name().unwrap_or("UTC");
    let span = format!("{}–{end} {name}", from.strftime("%Y-%m-%d %H:%M"));
    if option.text.is_empty() {
        span
    } else {
        format!("{span}: {}", option.text)
    }
}

fn local(at: Timestamp, zone: &TimeZone) -> DateTime {
    zone.to_datetime(at.to_jiff())
}
