//! Groups: who is on duty, who stands in for whom, and requests that any one member answers.

use model::group::{Duty, Group, Rota};
use model::id::{MessageId, PersonId};
use model::request::{Request, RequestState};
use model::time::Timestamp;

use crate::zone::{instant_of, local_date, time_zone, zone_or_utc};

/// Most people one rota or group may have.
pub const GROUP_PEOPLE_MAX: usize = 1_500;

/// Longest turn on duty, in days.
pub const TURN_DAYS_MAX: u16 = 92;

/// Who is on duty at `at`; `None` before the first hand-over or if nobody takes turns.
///
/// Hand-overs are local: across a change of the clock a turn is an hour shorter or longer.
#[must_use]
pub fn on_duty(rota: &Rota, at: Timestamp) -> Option<Duty> {
    let turn = turn_at(rota, at)?;
    let swap = rota
        .swaps
        .iter()
        .rev()
        .find(|swap| swap.from <= at && at < swap.until);
    if let Some(swap) = swap {
        return Some(Duty {
            person: swap.person,
            from: swap.from,
            until: swap.until,
        });
    }
    // A turn is interrupted by the swaps before and after this instant.
    let from = rota.swaps.iter().map(|s| s.until).filter(|t| *t <= at);
    let until = rota.swaps.iter().map(|s| s.from).filter(|t| at < *t);
    Some(Duty {
        from: from.fold(turn.from, Timestamp::max),
        until: until.fold(turn.until, Timestamp::min),
        ..turn
    })
}

/// The turn at `at` without swaps.
fn turn_at(rota: &Rota, at: Timestamp) -> Option<Duty> {
    let days = i64::from(rota.days.max(1));
    let people = i64::try_from(rota.order.len()).ok().filter(|n| 0 < *n)?;
    let zone = zone_or_utc(&rota.time_zone);
    let hand_over = |turn: i64| {
        let later = jiff::Span::new().try_days(turn.checked_mul(days)?).ok()?;
        let date = rota.first.checked_add(later).ok()?;
        instant_of(&zone, date, rota.hand_over.0.into())
    };
    let passed = rota.first.until(local_date(&zone, at)).ok()?.get_days();
    // The hand-over of today may still be ahead.
    let guess = i64::from(passed).div_euclid(days);
    let turn = if at < hand_over(guess)? {
        guess - 1
    } else {
        guess
    };
    if turn < 0 {
        return None;
    }
    let index = usize::try_from(turn.rem_euclid(people)).ok()?;
    Some(Duty {
        person: *rota.order.get(index)?,
        from: hand_over(turn)?,
        until: hand_over(turn + 1)?,
    })
}

/// Everyone on duty at `at`, of several groups, each once.
#[must_use]
pub fn everyone_on_duty(groups: &[Group], at: Timestamp) -> Vec<PersonId> {
    let mut people = Vec::new();
    for group in groups {
        if let Some(duty) = group.rota.as_ref().and_then(|rota| on_duty(rota, at))
            && group.members.contains(&duty.person)
            && !people.contains(&duty.person)
        {
            people.push(duty.person);
        }
    }
    people
}

/// Why a rota is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RotaRefusal {
    /// The zone is unknown.
    #[error("time_zone: not an IANA time zone such as Europe/Berlin")]
    TimeZone,
    /// The hand-over is no minute of a day.
    #[error("hand_over: a minute of the day, from 0 to 1439")]
    HandOver,
    /// A turn has no length or an endless one.
    #[error("days: from 1 to {TURN_DAYS_MAX}")]
    Days,
    /// Nobody takes turns, or too many.
    #[error("order: from 1 to {GROUP_PEOPLE_MAX} people")]
    Order,
    /// Somebody named is not in the group.
    #[error("order: everyone on the rota must be in the group")]
    NotMember(PersonId),
    /// A swap ends before it begins.
    #[error("swaps: each must end after it begins")]
    Swap,
}

/// Checks a rota before it is stored for a group of `members`.
///
/// # Errors
/// [`RotaRefusal`] names the first field that is wrong.
pub fn check_rota(rota: &Rota, members: &[PersonId]) -> Result<(), RotaRefusal> {
    if time_zone(&rota.time_zone).is_err() {
        return Err(RotaRefusal::TimeZone);
    }
    if 24 * 60 <= rota.hand_over.0 {
        return Err(RotaRefusal::HandOver);
    }
    if !(1..=TURN_DAYS_MAX).contains(&rota.days) {
        return Err(RotaRefusal::Days);
    }
    if rota.order.is_empty() || GROUP_PEOPLE_MAX < rota.order.len() {
        return Err(RotaRefusal::Order);
    }
    let swapped = rota.swaps.iter().map(|swap| &swap.person);
    if let Some(person) = rota
        .order
        .iter()
        .chain(swapped)
        .find(|p| !members.contains(p))
    {
        return Err(RotaRefusal::NotMember(*person));
    }
    if rota.swaps.iter().any(|swap| swap.until <= swap.from) {
        return Err(RotaRefusal::Swap);
    }
    Ok(())
}

/// Who stands in for `person`, in order: the deputies of each, breadth first, nobody twice.
/// `deputies_of` answers those of one person at the instant in question: the deputy of a time off
/// first, then the standing ones.
#[must_use]
pub fn deputies(
    person: PersonId,
    deputies_of: impl Fn(PersonId) -> Vec<PersonId>,
) -> Vec<PersonId> {
    let mut found: Vec<PersonId> = Vec::new();
    let mut asked = 0;
    let mut next = Some(person);
    while let Some(of) = next {
        for deputy in deputies_of(of) {
            if deputy != person && !found.contains(&deputy) {
                found.push(deputy);
            }
        }
        next = found.get(asked).copied();
        asked += 1;
    }
    found
}

/// Whom a message asks by the groups it mentions, and how many requests that makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupAsk {
    /// Members of groups of which any one answers, group by group.
    pub any_of: Vec<Vec<PersonId>>,
    /// People who are asked each: mentioned themselves, or in a group that was asked as "everyone".
    pub each: Vec<PersonId>,
}

impl GroupAsk {
    /// How many answers are waited for; above a setting of the rules a message is for information.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.any_of.len() + self.each.len()
    }
}

/// A group that a message mentions.
#[derive(Clone, Copy, Debug)]
pub struct MentionedGroup<'a> {
    /// The group.
    pub group: &'a Group,
    /// Whether the author wants an answer of everyone in it.
    pub everyone: bool,
}

/// Decides whom the mentions of a message ask. `may_be_asked` leaves out the author, closed accounts
/// and who cannot read the channel.
#[must_use]
pub fn ask_groups(
    people: &[PersonId],
    groups: &[MentionedGroup<'_>],
    may_be_asked: impl Fn(PersonId) -> bool,
) -> GroupAsk {
    let mut ask = GroupAsk::default();
    let everyone = groups.iter().filter(|g| g.everyone);
    for person in people
        .iter()
        .chain(everyone.flat_map(|g| &g.group.members))
        .filter(|person| may_be_asked(**person))
    {
        if !ask.each.contains(person) {
            ask.each.push(*person);
        }
    }
    for mentioned in groups.iter().filter(|g| !g.everyone) {
        let members: Vec<PersonId> = mentioned
            .group
            .members
            .iter()
            .copied()
            .filter(|person| may_be_asked(*person))
            .collect();
        // Who is asked by name answers for the group as well.
        if !members.is_empty() && !members.iter().any(|member| ask.each.contains(member)) {
            ask.any_of.push(members);
        }
    }
    ask
}

/// The other requests of a group when one member has answered: they are answered too.
#[must_use]
pub fn answer_as_one(
    answered: &Request,
    of_the_group: &[Request],
    by: Option<MessageId>,
    at: Timestamp,
) -> Vec<Request> {
    of_the_group
        .iter()
        .filter(|request| request.id != answered.id && request.state == RequestState::Open)
        .map(|request| Request {
            state: RequestState::Answered { at, by },
            ..request.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests;
