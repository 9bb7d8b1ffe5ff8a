//! Sessions: how long a huddle is, and who says what came of one.

use model::id::PersonId;
use model::limits::HUDDLE_MINUTES;
use model::message::MessageBody;
use model::session::Session;

use crate::settings::Settings;
use crate::text::{TextRefusal, check_outcome};

/// Why something with a session is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionRefusal {
    /// A huddle takes one of three lengths.
    #[error("a huddle takes 5, 10 or 15 minutes")]
    Minutes,
    /// Only those who were there know what came of it.
    #[error("only those who were there can say what came of it")]
    NotThere,
    /// The line is refused.
    #[error("text: {0}")]
    Text(TextRefusal),
}

/// How many minutes a huddle gets: those that were asked for, or else the organisation's number.
///
/// # Errors
/// [`SessionRefusal::Minutes`].
pub fn decide_huddle_minutes(
    minutes: Option<u32>,
    settings: &Settings,
) -> Result<u32, SessionRefusal> {
    match minutes {
        None => Ok(settings.huddle_minutes),
        Some(minutes) if HUDDLE_MINUTES.contains(&minutes) => Ok(minutes),
        Some(_) => Err(SessionRefusal::Minutes),
    }
}

/// Decides whether `by` may say what came of a session, during it or after; answers the line to store.
/// The last word counts.
///
/// # Errors
/// [`SessionRefusal`] names the rule that refused.
pub fn decide_outcome(
    session: &Session,
    by: PersonId,
    outcome: &str,
) -> Result<String, SessionRefusal> {
    if !session.attendance.iter().any(|stay| stay.person == by) {
        return Err(SessionRefusal::NotThere);
    }
    check_outcome(outcome).map_err(SessionRefusal::Text)
}

/// Who missed a call: whom it was for, rung or not, and who did not come.
#[must_use]
pub fn missed_by(session: &Session) -> Vec<PersonId> {
    let came = |person| session.attendance.iter().any(|stay| stay.person == person);
    let mut missed = Vec::new();
    for person in session.rung.iter().chain(&session.guarded) {
        if !came(*person) && !missed.contains(person) {
            missed.push(*person);
        }
    }
    missed
}

/// Whether what a session leaves tells somebody of a call that they missed: nobody took it, or it went
/// on without them since they were not to be rung. Who declined it knows.
#[must_use]
pub fn is_missed(body: &MessageBody, person: PersonId) -> bool {
    match body {
        MessageBody::MissedCall {
            missed_by,
            declined_by,
            ..
        } => missed_by.contains(&person) && !declined_by.contains(&person),
        MessageBody::Residue(residue) => {
            let session = &residue.session;
            session.guarded.contains(&person) && missed_by(session).contains(&person)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
