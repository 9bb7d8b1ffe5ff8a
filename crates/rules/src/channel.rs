//! Who may find, read, write in and manage a channel, and who may be in it.

use model::channel::{Channel, ChannelKind};
use model::id::PersonId;
use model::limits::DIRECT_PEOPLE_MAX;
use model::person::Role;

use crate::text::{TextRefusal, check_name, check_purpose};

/// One person's standing towards one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub person: PersonId,
    /// Their role in the organisation.
    pub role: Role,
    /// Whether they are in the channel.
    pub member: bool,
}

/// Why something in or with a channel is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChannelRefusal {
    /// They may not see it; to them it does not exist.
    #[error("there is no such channel")]
    NotVisible,
    /// They may read it but are not in it.
    #[error("join the channel first")]
    NotMember,
    /// Their role does not allow it.
    #[error("only its maker and admins may do this")]
    NotAllowed,
    /// Guests may not do this.
    #[error("guests may not do this")]
    Guest,
    /// It is archived.
    #[error("the channel is archived")]
    Archived,
    /// The people of a direct conversation, its name and its purpose are fixed.
    #[error("a direct conversation cannot be changed; start another one")]
    Direct,
    /// A direct conversation needs at least one other person and at most so many in all.
    #[error("a direct conversation has 2 to {DIRECT_PEOPLE_MAX} people")]
    PeopleCount,
    /// Somebody named may not be in it: unknown, closed, or not visible to the guest who asks.
    #[error("somebody named cannot be added")]
    NotAddable(PersonId),
    /// The last person cannot leave a private channel; archive it instead.
    #[error("the last person cannot leave a private channel; archive it instead")]
    LastMember,
    /// The name is refused.
    #[error("name: {0}")]
    Name(TextRefusal),
    /// The purpose is refused.
    #[error("purpose: {0}")]
    Purpose(TextRefusal),
}

/// Whether `standing` may find and read the channel.
#[must_use]
pub fn can_read(channel: &Channel, standing: Standing) -> bool {
    standing.member || (channel.kind == ChannelKind::Public && Role::Guest < standing.role)
}

/// Decides whether `standing` may read the channel.
///
/// # Errors
/// [`ChannelRefusal::NotVisible`], which the edge answers with 404.
pub fn decide_read(channel: &Channel, standing: Standing) -> Result<(), ChannelRefusal> {
    if can_read(channel, standing) {
        Ok(())
    } else {
        Err(ChannelRefusal::NotVisible)
    }
}

/// Decides whether `standing` may write in the channel: post, react, open topics, start a session.
///
/// # Errors
/// [`ChannelRefusal`] names the rule that refused.
pub fn decide_write(channel: &Channel, standing: Standing) -> Result<(), ChannelRefusal> {
    decide_read(channel, standing)?;
    if !standing.member {
        return Err(ChannelRefusal::NotMember);
    }
    if channel.archived_at.is_some() {
        return Err(ChannelRefusal::Archived);
    }
    Ok(())
}

/// Decides whether a person of `role` may make a channel of that name and purpose; answers both as
/// they are to be stored.
///
/// # Errors
/// [`ChannelRefusal`] names the rule that refused.
pub fn decide_create(
    role: Role,
    name: &str,
    purpose: &str,
) -> Result<(String, String), ChannelRefusal> {
    if role < Role::Member {
        return Err(ChannelRefusal::Guest);
    }
    let name = check_name(name).map_err(ChannelRefusal::Name)?;
    let purpose = check_purpose(purpose).map_err(ChannelRefusal::Purpose)?;
    Ok((name, purpose))
}

/// Decides whether `standing` may rename, archive or otherwise change the channel: its maker while
/// in it, and admins who may read it.
///
/// # Errors
/// [`ChannelRefusal`] names the rule that refused.
pub fn decide_manage(channel: &Channel, standing: Standing) -> Result<(), ChannelRefusal> {
    decide_read(channel, standing)?;
    if channel.kind == ChannelKind::Direct {
        return Err(ChannelRefusal::Direct);
    }
    let maker =
        standing.member && channel.created_by == standing.person && Role::Guest < standing.role;
    if maker || Role::Admin <= standing.role {
        Ok(())
    } else {
        Err(ChannelRefusal::NotAllowed)
    }
}

/// Decides whether `standing` may join the channel by themselves.
///
/// # Errors
/// [`ChannelRefusal`] names the rule that refused.
pub fn decide_join(channel: &Channel, standing: Standing) -> Result<(), ChannelRefusal> {
    decide_read(channel, standing)?;
    if channel.kind == ChannelKind::Direct {
        return Err(ChannelRefusal::Direct);
    }
    if channel.archived_at.is_some() {
        return Err(ChannelRefusal::Archived);
    }
    Ok(())
}

/// Decides whether `standing` may add a person whose account is open or closed (`added`).
///
/// # Errors
/// [`ChannelRefusal`] names the rule that refused.
pub fn decide_add(
    channel: &Channel,
    standing: Standing,
    added: &Candidate,
) -> Result<(), ChannelRefusal> {
    decide_write(channel, standing)?;
    if channel.kind == ChannelKind::Direct {
        return Err(ChannelRefusal::Direct);
    }
    if standing.role < Role::Member {
        return Err(ChannelRefusal::Guest);
    }
    if added.disabled {
        return Err(ChannelRefusal::NotAddable(added.person));
    }
    Ok(())
}

/// A person who might be added or asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their account is closed.
    pub disabled: bool,
    /// They may read the channel.
    pub can_read: bool,
}

/// Decides whether `standing` may take `removed` out of the channel, or leave it (`removed` is
/// themselves). `members` is how many people are in it now.
///
/// # Errors
/// [`ChannelRefusal`] names the rule that refused.
pub fn decide_remove(
    channel: &Channel,
    standing: Standing,
    removed: PersonId,
    members: usize,
) -> Result<(), ChannelRefusal> {
    decide_read(channel, standing)?;
    if channel.kind == ChannelKind::Direct {
        return Err(ChannelRefusal::Direct);
    }
    if removed != standing.person {
        decide_manage(channel, standing)?;
    }
    if channel.kind == ChannelKind::Private && members <= 1 {
        return Err(ChannelRefusal::LastMember);
    }
    Ok(())
}

/// Decides who is in a direct conversation that `maker` starts with `others`; answers all of them
/// in order of id, each once. `can_meet` says whether the maker may see that person and their
/// account is open.
///
/// # Errors
/// [`ChannelRefusal`] names the rule that refused.
pub fn decide_direct(
    maker: PersonId,
    others: &[PersonId],
    can_meet: impl Fn(PersonId) -> bool,
) -> Result<Vec<PersonId>, ChannelRefusal> {
    let mut people = others.to_vec();
    people.push(maker);
    people.sort_unstable();
    people.dedup();
    if !(2..=DIRECT_PEOPLE_MAX).contains(&people.len()) {
        return Err(ChannelRefusal::PeopleCount);
    }
    match people.iter().find(|p| **p != maker && !can_meet(**p)) {
        Some(person) => Err(ChannelRefusal::NotAddable(*person)),
        None => Ok(people),
    }
}

#[cfg(test)]
pub(crate) mod tests;
