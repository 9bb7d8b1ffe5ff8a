//! Requests of a group: any one member answers for all, and the sender changes all of them at once.

use model::id::{GroupId, PersonId};
use model::request::{Request, RequestState};
use model::time::Timestamp;
use store::{Tx, View};

use super::{put, put_changed};
use crate::delivery;
use crate::error::AppError;

/// The other open requests of the groups that a request was asked for, or whose asked person is in
/// them.
pub(crate) fn others(view: &View<'_>, request: &Request) -> Result<Vec<Request>, AppError> {
    let open = view.open_requests(request.topic)?;
    if open.iter().all(|other| other.group.is_none()) {
        return Ok(Vec::new());
    }
    let groups = view.groups_of(request.asked)?;
    let is_member = |group: GroupId| groups.iter().any(|one| one.id == group);
    let others = rules::group::asked_as_one(request, &open, is_member);
    Ok(others.cloned().collect())
}

/// Closes for the whole group what was answered for it or taken back by its sender, and tells the
/// others no more of it.
pub(crate) fn close(tx: &mut Tx<'_>, closed: &Request, now: Timestamp) -> Result<(), AppError> {
    let of_the_group = others(tx, closed)?;
    for request in rules::group::close_as_one(closed, &of_the_group) {
        for message in std::iter::once(&request.message).chain(&request.follow_ups) {
            delivery::withdraw_from(tx, *message, request.asked, now)?;
        }
        put(tx, request, now)?;
    }
    Ok(())
}

/// Who leaves a group is not asked for it any more; the others go on, and if nobody is left the
/// request is back with its sender.
pub(crate) fn leave_group(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut open = tx.open_requests_around(person)?;
    open.retain(|request| request.asked == person && request.group == Some(group));
    for request in &mut open {
        request.state = RequestState::Withdrawn { at: now };
    }
    put_changed(tx, open, now)
}
