//! Groups: who is on duty, who stands in for whom, and requests that any one member answers.

use model::availability::Availability;
use model::group::{Duty, Group, Rota};
use model::id::{GroupId, MessageId, PersonId};
use model::limits::{GROUP_PEOPLE_MAX, ROTA_SWAPS_MAX};
use model::person::Role;
use model::request::{Request, RequestState};
use model::time::Timestamp;

use crate::zone::{instant_of, local_date, time_zone, zone_or_utc};

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

/// Who of a group is on duty at `at`: nobody if it is archived, or if whose turn it is is not in it
/// with an open account.
#[must_use]
pub fn duty_of(group: &Group, at: Timestamp, is_open: impl Fn(PersonId) -> bool) -> Option<Duty> {
    let rota = group.rota.as_ref()?;
    on_duty(rota, at)
        .filter(|duty| group.archived_at.is_none() && group.members.contains(&duty.person))
        .filter(|duty| is_open(duty.person))
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
    /// There are too many swaps.
    #[error("swaps: at most {ROTA_SWAPS_MAX}; leave out those that are over")]
    Swaps,
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
    if ROTA_SWAPS_MAX < rota.swaps.len() {
        return Err(RotaRefusal::Swaps);
    }
    Ok(())
}

/// A rota after its group's members changed: who left has no turns and swaps any more; `None` if
/// nobody is left on it.
#[must_use]
pub fn rota_of(rota: &Rota, members: &[PersonId]) -> Option<Rota> {
    let mut rota = rota.clone();
    rota.order.retain(|person| members.contains(person));
    rota.swaps.retain(|swap| members.contains(&swap.person));
    (!rota.order.is_empty()).then_some(rota)
}

/// Why somebody may not change a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GroupRefusal {
    /// Guests do not know of groups.
    #[error("guests do not know of groups")]
    NotVisible,
    /// They are not in it.
    #[error("only the people in a group and admins change it")]
    NotMember,
    /// Who makes a group and is no admin could not change it afterwards.
    #[error("be in the group that you make, or ask an admin to make it")]
    NotInOwn,
}

/// Decides whether `by` may change the group: its people and admins may.
///
/// # Errors
/// [`GroupRefusal`] names the rule that refused.
pub fn decide_change(group: &Group, by: PersonId, role: Role) -> Result<(), GroupRefusal> {
    match role {
        Role::Guest => Err(GroupRefusal::NotVisible),
        Role::Admin | Role::Owner => Ok(()),
        Role::Member if group.members.contains(&by) => Ok(()),
        Role::Member => Err(GroupRefusal::NotMember),
    }
}

/// Decides whether `by` may make a group of these members: who is no admin is in it.
///
/// # Errors
/// [`GroupRefusal`] names the rule that refused.
pub fn decide_make(members: &[PersonId], by: PersonId, role: Role) -> Result<(), GroupRefusal> {
    match role {
        Role::Guest => Err(GroupRefusal::NotVisible),
        Role::Member if !members.contains(&by) => Err(GroupRefusal::NotInOwn),
        Role::Member | Role::Admin | Role::Owner => Ok(()),
    }
}

/// Who stands in for the owner of `availability` at `at`, in order: the deputies of the times off that
/// go on then, and the standing ones.
#[must_use]
pub fn deputies_at(availability: &Availability, at: Timestamp) -> Vec<PersonId> {
    let away = availability
        .time_off
        .iter()
        .filter(|off| off.from <= at && at < off.until)
        .filter_map(|off| off.deputy);
    let mut found = Vec::new();
    for deputy in away.chain(availability.deputies.iter().copied()) {
        if !found.contains(&deputy) {
            found.push(deputy);
        }
    }
    found
}

/// Who stands in for `person`, in order: the deputies of each, breadth first, nobody twice.
/// `deputies_of` answers those of one person at the instant in question, as [`deputies_at`] says.
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

/// A group that is asked as one, with those of it who are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedGroup {
    /// Which.
    pub group: GroupId,
    /// Who of it is asked; any one of them answers for all.
    pub members: Vec<PersonId>,
}

/// Whom a message asks: people by themselves, and groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupAsk {
    /// Groups of which any one member answers.
    pub any_of: Vec<AskedGroup>,
    /// People who are asked each: mentioned themselves, or in a group that was asked as "everyone".
    pub each: Vec<PersonId>,
}

impl GroupAsk {
    /// How many answers are waited for; above a setting of the rules a message is for information.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.any_of.len() + self.each.len()
    }

    /// Everyone who is asked, nobody twice.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        let mut people = self.each.clone();
        for member in self.any_of.iter().flat_map(|asked| &asked.members) {
            if !people.contains(member) {
                people.push(*member);
            }
        }
        people
    }

    /// The group that a person is asked for; `None` if they are asked themselves, or not at all.
    #[must_use]
    pub fn group_of(&self, person: PersonId) -> Option<GroupId> {
        if self.each.contains(&person) {
            return None;
        }
        let mut groups = self.any_of.iter();
        let asked = groups.find(|asked| asked.members.contains(&person))?;
        Some(asked.group)
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
/// and who cannot read the channel. Groups that are archived ask nobody.
#[must_use]
pub fn ask_groups(
    people: &[PersonId],
    groups: &[MentionedGroup<'_>],
    may_be_asked: impl Fn(PersonId) -> bool,
) -> GroupAsk {
    let mut ask = GroupAsk::default();
    let (everyone, any): (Vec<_>, Vec<_>) = groups
        .iter()
        .filter(|mentioned| mentioned.group.archived_at.is_none())
        .partition(|mentioned| mentioned.everyone);
    for person in people
        .iter()
        .chain(
            everyone
                .iter()
                .flat_map(|g: &&MentionedGroup<'_>| &g.group.members),
        )
        .filter(|person| may_be_asked(**person))
    {
        if !ask.each.contains(person) {
            ask.each.push(*person);
        }
    }
    for mentioned in any {
        let members: Vec<PersonId> = mentioned
            .group
            .members
            .iter()
            .copied()
            .filter(|person| may_be_asked(*person))
            .collect();
        // Who is asked by name answers for the group as well.
        if !members.is_empty() && !members.iter().any(|member| ask.each.contains(member)) {
            ask.any_of.push(AskedGroup {
                group: mentioned.group.id,
                members,
            });
        }
    }
    ask
}

/// The other open requests that stand and fall with `request`: of a group that the same message asked
/// as one. They go with it if it was asked for that group, or of somebody who is in it.
/// `is_member` answers whether they are; `open` are the open requests of the topic.
pub fn asked_as_one<'a>(
    request: &'a Request,
    open: &'a [Request],
    is_member: impl Fn(GroupId) -> bool + 'a,
) -> impl Iterator<Item = &'a Request> + 'a {
    open.iter().filter(move |other| {
        other.id != request.id
            && other.state == RequestState::Open
            && other.topic == request.topic
            && other.from == request.from
            && shares_message(request, other)
            && other
                .group
                .is_some_and(|group| request.group == Some(group) || is_member(group))
    })
}

fn shares_message(a: &Request, b: &Request) -> bool {
    let asks = |request: &Request, message: MessageId| {
        request.message == message || request.follow_ups.contains(&message)
    };
    std::iter::once(&a.message)
        .chain(&a.follow_ups)
        .any(|message| asks(b, *message))
}

/// The other requests of a group when one of them is closed for all, by an answer or because its sender
/// takes it back: they are closed in the same way. `of_the_group` are those that [`asked_as_one`]
/// names.
#[must_use]
pub fn close_as_one(closed: &Request, of_the_group: &[Request]) -> Vec<Request> {
    of_the_group
        .iter()
        .filter(|request| request.id != closed.id && request.state == RequestState::Open)
        .map(|request| Request {
            state: closed.state,
            ..request.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests;
