//! Email: the port to it, and who wants letters. The server wires the port.

use model::id::PersonId;
use model::mail::{Letter, MailOutcome};
use store::Tx;

use crate::account::new_secret;
use crate::error::{AppError, not_found};
use crate::live::Later;
use crate::{App, ways};

/// Email as the use cases see it.
pub trait Mail: Send + Sync {
    /// Hands a letter to the relay. Tries once.
    fn send(&self, letter: Letter) -> Later<'_, MailOutcome>;
}

/// Keeps whether a person wants letters.
pub(crate) fn choose(tx: &Tx<'_>, person: PersonId, wanted: bool) -> Result<(), AppError> {
    Ok(tx.set_mail_choice(person, wanted, &new_secret())?)
}

impl App {
    /// By what a person says without sign-in that they want no letters; made once.
    pub(crate) async fn mail_token(&self, person: PersonId) -> Result<String, AppError> {
        let known = self.store.read(move |view| view.mail_token(person)).await?;
        if let Some(token) = known {
            return Ok(token);
        }
        self.store
            .write(move |tx| {
                choose(tx, person, tx.wants_mail(person)?)?;
                tx.mail_token(person)?.ok_or_else(not_found)
            })
            .await
    }

    /// Whoever has the letter says that its recipient wants no more of them.
    ///
    /// # Errors
    /// `not_found` for a token that was never given.
    pub async fn unsubscribe_mail(&self, token: String) -> Result<(), AppError> {
        let now = self.now();
        self.store
            .write(move |tx| {
                let person = tx.person_by_mail_token(&token)?.ok_or_else(not_found)?;
                ways::changing(tx, person, now, |tx| choose(tx, person, false))
            })
            .await
    }

    /// Whether somebody was given this token.
    ///
    /// # Errors
    /// As any query.
    pub async fn is_mail_token(&self, token: String) -> Result<bool, AppError> {
        let found = self
            .store
            .read(move |view| view.person_by_mail_token(&token));
        Ok(found.await?.is_some())
    }
}
