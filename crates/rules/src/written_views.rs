//! Written views first: who is asked for them, and when a session may be planned on a topic that
//! wants them (rule 11).

use model::advice::WrittenViews;
use model::id::PersonId;
use model::limits::{ASKED_MAX, WRITTEN_VIEWS_MAX};
use model::time::Timestamp;

/// Why views cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ViewsRefusal {
    /// Nobody, too many, or somebody twice.
    #[error("takes 1 to {ASKED_MAX} people, each once")]
    PeopleCount,
    /// Somebody is not in the channel, or their account is closed.
    #[error("somebody named is not in the channel")]
    NotMember,
    /// The instant has passed or lies too far ahead.
    #[error("takes an instant within the next year")]
    By,
}

/// Decides whether views may be asked of people by an instant; `is_member` says who is in the channel
/// with an open account.
///
/// # Errors
/// [`ViewsRefusal`] names the rule that refused.
pub fn decide_ask_views(
    of: &[PersonId],
    by: Timestamp,
    is_member: impl Fn(PersonId) -> bool,
    now: Timestamp,
) -> Result<(), ViewsRefusal> {
    let twice = |(index, person): (usize, &PersonId)| of[..index].contains(person);
    if of.is_empty() || ASKED_MAX < of.len() || of.iter().enumerate().any(twice) {
        return Err(ViewsRefusal::PeopleCount);
    }
    if by <= now || now.plus(WRITTEN_VIEWS_MAX) < by {
        return Err(ViewsRefusal::By);
    }
    if !of.iter().all(|person| is_member(*person)) {
        return Err(ViewsRefusal::NotMember);
    }
    Ok(())
}

/// The views after somebody wrote in the topic; `None` if that changes nothing. Whatever an asked person
/// writes there is their view.
#[must_use]
pub fn views_after_post(views: &WrittenViews, author: PersonId) -> Option<WrittenViews> {
    if !views.of.contains(&author) || views.given.contains(&author) {
        return None;
    }
    let mut after = views.clone();
    after.given.push(author);
    Some(after)
}

/// The views after somebody left the channel: nobody waits for theirs. `None` if that changes nothing.
#[must_use]
pub fn views_after_leaving(views: &WrittenViews, person: PersonId) -> Option<WrittenViews> {
    if !views.of.contains(&person) || views.given.contains(&person) {
        return None;
    }
    let mut after = views.clone();
    after.of.retain(|one| *one != person);
    Some(after)
}

/// Whose views are missing.
#[must_use]
pub fn missing(views: &WrittenViews) -> Vec<PersonId> {
    let mut missing = views.of.clone();
    missing.retain(|person| !views.given.contains(person));
    missing
}

/// Why no session can be planned yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this topic asks for written views first")]
pub struct ViewsMissing {
    /// When one may be planned in any case.
    pub until: Timestamp,
    /// Whose view is missing.
    pub missing: Vec<PersonId>,
}

/// Decides whether a session may be planned on the topic: when all have written, or their time is
/// over. A crisis is not planned: calls stay possible at any moment.
///
/// # Errors
/// [`ViewsMissing`] names who has not written and until when it holds.
pub fn decide_plan_session(views: &WrittenViews, now: Timestamp) -> Result<(), ViewsMissing> {
    let missing = missing(views);
    if missing.is_empty() || views.by <= now {
        return Ok(());
    }
    Err(ViewsMissing {
        until: views.by,
        missing,
    })
}

#[cfg(test)]
mod tests;
