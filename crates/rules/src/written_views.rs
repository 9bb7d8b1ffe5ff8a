//! Written views first: when a session may be planned on a topic that asked for them (rule 11).

use model::advice::WrittenViews;
use model::id::PersonId;
use model::time::Timestamp;

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
    let missing: Vec<PersonId> = views
        .of
        .iter()
        .copied()
        .filter(|person| !views.given.contains(person))
        .collect();
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
