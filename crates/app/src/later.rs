//! What is to happen later: scheduled messages and reminders, on the one clock.

mod reminder;
mod scheduled;

use model::id::{ChannelId, PersonId};
use model::later::LaterChoice;
use model::time::Timestamp;
use store::{Tx, View};

pub use reminder::NewReminder;
pub(crate) use reminder::{create as create_reminder, finish_told, forget_text, remind};
pub use scheduled::ScheduledChange;
pub(crate) use scheduled::{New as NewScheduled, schedule, send_due};

use crate::actor::Actor;
use crate::error::{AppError, invalid};
use crate::{App, visible_person};

/// The instant of a choice of the actor's, in the time of the person that it names.
fn resolve(
    app: &App,
    view: &View<'_>,
    actor: &Actor,
    choice: LaterChoice,
    now: Timestamp,
) -> Result<Timestamp, AppError> {
    let whose = match choice {
        LaterChoice::At { .. } => actor.person,
        LaterChoice::TheirTime { person, .. } | LaterChoice::NextWorkingMinute { person } => {
            let found = visible_person(view, actor, person);
            found
                .map_err(|_| invalid("later.person", "this person does not exist"))?
                .id
        }
    };
    let one = app.person_availability(view, whose)?;
    Ok(rules::later::later_at(choice, &one.schedule(), now)?)
}

/// Who leaves a channel sends nothing into it any more and is reminded of nothing in it.
pub(crate) fn leave(
    tx: &mut Tx<'_>,
    person: PersonId,
    channel: ChannelId,
    now: Timestamp,
) -> Result<(), AppError> {
    scheduled::leave(tx, person, channel, now)?;
    reminder::leave(tx, person, channel, now)
}
