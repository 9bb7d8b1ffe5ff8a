//! By which ways a person is told outside of the open app, kept true in all of their clients.

use model::event::{Audience, Event};
use model::id::PersonId;
use model::push::Ways;
use model::time::Timestamp;
use store::{Tx, View};

use crate::error::AppError;

/// The ways as they stand.
pub(crate) fn ways(view: &View<'_>, person: PersonId) -> Result<Ways, AppError> {
    let browsers = view.push_subscriptions(person)?;
    Ok(Ways {
        mail: view.wants_mail(person)?,
        browsers: browsers.into_iter().map(|one| one.id).collect(),
    })
}

/// Makes a change that may close or open a way, and tells the person's clients if it did.
pub(crate) fn changing<T>(
    tx: &mut Tx<'_>,
    person: PersonId,
    now: Timestamp,
    change: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let before = ways(tx, person)?;
    let done = change(tx)?;
    let after = ways(tx, person)?;
    if before != after {
        tx.append(now, Audience::Person(person), Event::WaysUpdated(after))?;
    }
    Ok(done)
}
