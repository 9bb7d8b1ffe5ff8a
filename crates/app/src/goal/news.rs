//! Who is told of updates, and in which words.

use model::delivery::{Delivery, DeliveryAbout};
use model::goal::{GoalUpdate, UpdateOn};
use model::id::{GoalUpdateId, PersonId};
use model::person::Role;
use model::time::Timestamp;
use store::{Tx, View};

use crate::App;
use crate::channel::may_read;
use crate::delivery::notice::{self, Notice};
use crate::error::AppError;
use crate::outgoing::Told;
use crate::text;

/// Whether somebody may see what an update is about, now.
fn may_see(view: &View<'_>, person: PersonId, on: UpdateOn) -> Result<bool, AppError> {
    let Some(person) = view.person(person)?.filter(|one| one.disabled_at.is_none()) else {
        return Ok(false);
    };
    match on {
        UpdateOn::Goal { .. } => Ok(person.role != Role::Guest),
        UpdateOn::Board { board } => {
            let Some(board) = view.board(board)? else {
                return Ok(false);
            };
            match view.channel(board.channel)? {
                Some(channel) => may_read(view, &channel, &person),
                None => Ok(false),
            }
        }
    }
}

/// Tells those who follow, besides its author.
pub(super) fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    update: &GoalUpdate,
    followers: &[PersonId],
    now: Timestamp,
) -> Result<(), AppError> {
    for person in followers.iter().filter(|one| **one != update.by) {
        if !may_see(tx, *person, update.on)? {
            continue;
        }
        let notice = Notice {
            person: *person,
            about: DeliveryAbout::Update {
                update: update.id,
                of: update.on,
            },
            place: None,
            from: Some(update.by),
            pierces: false,
        };
        notice::tell(app, tx, notice, now)?;
    }
    Ok(())
}

/// What is told of it; `None` if there is nothing to say any more.
pub(crate) fn told(
    view: &View<'_>,
    delivery: &Delivery,
    update: GoalUpdateId,
) -> Result<Option<Told>, AppError> {
    let Some(update) = view.goal_update(update)? else {
        return Ok(None);
    };
    if !may_see(view, delivery.person, update.on)? {
        return Ok(None);
    }
    let (name, path) = match update.on {
        UpdateOn::Goal { goal } => {
            let found = view.goal(goal)?;
            (found.map(|goal| goal.objective), format!("/goals/{goal}"))
        }
        UpdateOn::Board { board } => {
            let found = view.board(board)?;
            (
                found.map(|board| board.name),
                format!("/boards/{board}/updates"),
            )
        }
    };
    let Some(name) = name else {
        return Ok(None);
    };
    let by = view
        .person(update.by)?
        .map_or_else(|| "Somebody".to_owned(), |person| person.name);
    Ok(Some(Told {
        title: format!("{by} reported on “{name}”"),
        body: text::render(&update.changed).excerpt,
        path,
    }))
}
