//! Who may invite, change and disable people, and what their data must look like.

use model::limits::{EMAIL_BYTES_MAX, PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN};
use model::person::{Person, Role};

/// Why something with a person is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonRefusal {
    /// The actor's role does not allow it.
    #[error("your role does not allow this")]
    NotAllowed,
    /// The actor would lock themselves out.
    #[error("you cannot do this to yourself")]
    Yourself,
    /// There is always one owner.
    #[error("there must always be an owner")]
    LastOwner,
    /// The account is closed already, or open already.
    #[error("the account is in this state already")]
    WrongState,
}

/// Why an email address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailRefusal {
    /// It does not look like one.
    #[error("not an email address such as ana@example.org")]
    Shape,
    /// It is longer than RFC 5321 allows.
    #[error("at most {EMAIL_BYTES_MAX} bytes")]
    TooLong,
}

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Too short to be safe.
    #[error("at least {PASSWORD_CHARS_MIN} characters")]
    TooShort,
    /// So long that hashing it would be an attack.
    #[error("at most {PASSWORD_BYTES_MAX} bytes")]
    TooLong,
}

/// Decides whether a person of role `actor` may invite somebody as `invited`: admins invite members
/// and guests, owners admins too; nobody is invited as an owner.
///
/// # Errors
/// [`PersonRefusal::NotAllowed`].
pub fn decide_invite(actor: Role, invited: Role) -> Result<(), PersonRefusal> {
    if may_rule_over(actor, invited) {
        Ok(())
    } else {
        Err(PersonRefusal::NotAllowed)
    }
}

/// Decides whether `actor` may give `person` another role. `owners` is how many open accounts are
/// owners now.
///
/// # Errors
/// [`PersonRefusal`] names the rule that refused.
pub fn decide_role(
    actor: &Person,
    person: &Person,
    role: Role,
    owners: usize,
) -> Result<(), PersonRefusal> {
    let rules_over = |other| actor.role == Role::Owner || may_rule_over(actor.role, other);
    if !rules_over(person.role) || !rules_over(role) {
        return Err(PersonRefusal::NotAllowed);
    }
    if person.role == Role::Owner && role != Role::Owner && owners <= 1 {
        return Err(PersonRefusal::LastOwner);
    }
    Ok(())
}

/// Decides whether `actor` may close the account of `person`. `owners` is how many open accounts
/// are owners now.
///
/// # Errors
/// [`PersonRefusal`] names the rule that refused.
pub fn decide_disable(actor: &Person, person: &Person, owners: usize) -> Result<(), PersonRefusal> {
    if actor.id == person.id {
        return Err(PersonRefusal::Yourself);
    }
    if actor.role != Role::Owner && !may_rule_over(actor.role, person.role) {
        return Err(PersonRefusal::NotAllowed);
    }
    if person.disabled_at.is_some() {
        return Err(PersonRefusal::WrongState);
    }
    if person.role == Role::Owner && owners <= 1 {
        return Err(PersonRefusal::LastOwner);
    }
    Ok(())
}

/// Decides whether `actor` may open the closed account of `person` again.
///
/// # Errors
/// [`PersonRefusal`] names the rule that refused.
pub fn decide_enable(actor: &Person, person: &Person) -> Result<(), PersonRefusal> {
    if actor.role != Role::Owner && !may_rule_over(actor.role, person.role) {
        return Err(PersonRefusal::NotAllowed);
    }
    if person.disabled_at.is_none() {
        return Err(PersonRefusal::WrongState);
    }
    Ok(())
}

/// An email address as it is stored and compared: trimmed, in lower case. Only the shape
/// is checked; whether it receives mail shows when mail is sent.
///
/// # Errors
/// [`EmailRefusal`] says what is wrong.
pub fn check_email(email: &str) -> Result<String, EmailRefusal> {
    let email = email.trim();
    if EMAIL_BYTES_MAX < email.len() {
        return Err(EmailRefusal::TooLong);
    }
    let (local, domain) = email.rsplit_once('@').ok_or(EmailRefusal::Shape)?;
    let plain =
        |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control());
    let labels = domain.split('.').all(|label| !label.is_empty());
    if !plain(local) || !plain(domain) || !labels || 64 < local.len() {
        return Err(EmailRefusal::Shape);
    }
    // Mailbox names may tell cases apart by RFC 5321, but no provider does, and people do not.
    Ok(email.to_lowercase())
}

/// A new password: long enough, and short enough to hash.
///
/// # Errors
/// [`PasswordRefusal`] says what is wrong.
pub fn check_password(password: &str) -> Result<(), PasswordRefusal> {
    if password.chars().count() < PASSWORD_CHARS_MIN {
        return Err(PasswordRefusal::TooShort);
    }
    if PASSWORD_BYTES_MAX < password.len() {
        return Err(PasswordRefusal::TooLong);
    }
    Ok(())
}

/// Admins rule over members and guests, owners also over admins.
fn may_rule_over(actor: Role, other: Role) -> bool {
    match actor {
        Role::Owner => other < Role::Owner,
        Role::Admin => other < Role::Admin,
        Role::Member | Role::Guest => false,
    }
}

#[cfg(test)]
mod tests;
