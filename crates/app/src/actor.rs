//! Who acts: a signed-in person, in a browser or by a token.

use model::account::Scope;
use model::error::ErrorCode;
use model::id::{PersonId, SignInId};
use model::person::Role;
use model::time::Timestamp;

use crate::error::{AppError, not_allowed, refused};

/// The person behind a request and what this request may do in their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Their role.
    pub role: Role,
    /// What a token may do; `None` for a browser, which may do all that its person may.
    pub scopes: Option<Vec<Scope>>,
    /// The browser's sign-in; `None` for a token.
    pub sign_in: Option<SignInId>,
    /// When the token ends; `None` for one without an end, and for a browser.
    pub ends_at: Option<Timestamp>,
}

impl Actor {
    /// Checks that a token has a scope; browsers have all.
    ///
    /// # Errors
    /// `not_allowed` names the missing scope.
    pub fn needs(&self, scope: Scope) -> Result<(), AppError> {
        match &self.scopes {
            Some(scopes) if !scopes.contains(&scope) => {
                let name = format!("{scope:?}").to_lowercase();
                let detail = format!("this token lacks the scope \"{name}\"");
                Err(refused(ErrorCode::NotAllowed, detail))
            }
            _ => Ok(()),
        }
    }

    /// Checks that a token has one of these scopes, of which the first is the narrowest.
    ///
    /// # Errors
    /// `not_allowed` names the first.
    pub fn needs_one_of(&self, scopes: &[Scope]) -> Result<(), AppError> {
        let has = |scope: &Scope| self.needs(*scope).is_ok();
        match scopes.first() {
            Some(first) if !scopes.iter().any(has) => self.needs(*first),
            _ => Ok(()),
        }
    }

    /// Checks that the person is an admin or the owner, and the token may act so.
    ///
    /// # Errors
    /// `not_allowed` otherwise.
    pub fn needs_admin(&self) -> Result<(), AppError> {
        self.needs(Scope::Admin)?;
        if self.role < Role::Admin {
            return Err(not_allowed("only admins of the organisation can do this"));
        }
        Ok(())
    }

    /// Checks that the person is not a guest.
    ///
    /// # Errors
    /// `not_allowed` otherwise.
    pub fn needs_member(&self) -> Result<(), AppError> {
        if self.role < Role::Member {
            return Err(not_allowed(
                "guests cannot do this; ask a member to do it for you",
            ));
        }
        Ok(())
    }

    /// Checks that it is a browser: what changes how one signs in is not for tokens.
    ///
    /// # Errors
    /// `not_allowed` otherwise.
    pub fn needs_browser(&self) -> Result<(), AppError> {
        if self.scopes.is_some() {
            return Err(not_allowed(
                "sign in with a browser to do this; tokens cannot",
            ));
        }
        Ok(())
    }
}
