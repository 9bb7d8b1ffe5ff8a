//! What came of a session, in one line, and the message that shows what it left.

use model::account::Scope;
use model::id::SessionId;
use model::message::MessageBody;
use model::session::{Residue, Session, SessionKind};
use model::time::Timestamp;
use store::Tx;

use super::{put_session, seen_session};
use crate::actor::Actor;
use crate::error::{AppError, not_found};
use crate::{App, message};

/// What stands for a session in lists: what came of it, or what it was.
pub(crate) fn residue_excerpt(session: &Session) -> String {
    let what = match session.kind {
        SessionKind::Call => "Call",
        SessionKind::Huddle => "Huddle",
    };
    session.outcome.clone().unwrap_or_else(|| what.to_owned())
}

/// Makes the message that a session left true again, once there is one.
pub(crate) fn refresh_residue(
    tx: &mut Tx<'_>,
    session: &Session,
    now: Timestamp,
) -> Result<(), AppError> {
    let Some(id) = tx.residue_of(session.id)? else {
        return Ok(());
    };
    let found = tx
        .message(id)?
        .filter(|message| message.deleted_at.is_none());
    if let Some(mut residue) = found
        && matches!(residue.body, MessageBody::Residue(_))
    {
        let mut topic = tx.topic(residue.topic)?.ok_or_else(not_found)?;
        residue.body = MessageBody::Residue(Box::new(Residue {
            session: session.clone().shown(),
        }));
        message::update(tx, &mut topic, &mut residue, now)?;
    }
    Ok(())
}

impl App {
    /// Says what came of a session, during it or after; the message that it left shows it.
    ///
    /// # Errors
    /// `not_allowed` unless the actor was there; `text_empty`, `text_too_long`.
    pub async fn set_outcome(
        &self,
        actor: &Actor,
        id: SessionId,
        text: String,
    ) -> Result<Session, AppError> {
        actor.needs(Scope::Live)?;
        let (by, now) = (actor.clone(), self.now());
        self.store
            .write(move |tx| {
                let (mut session, _) = seen_session(tx, &by, id)?;
                let outcome = rules::session::decide_outcome(&session, by.person, &text)?;
                session.outcome = Some(outcome);
                put_session(tx, &session, now)?;
                refresh_residue(tx, &session, now)?;
                Ok(session.shown_to(by.person))
            })
            .await
    }
}
