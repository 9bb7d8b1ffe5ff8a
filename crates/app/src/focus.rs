//! Focus and do-not-disturb by one click; both always end.

use std::sync::Arc;

use model::account::Scope;
use model::availability::{Availability, FocusBlock, FocusChoice, FocusTime};
use model::id::FocusId;
use model::time::Timestamp;

use crate::actor::Actor;
use crate::availability::put_availability;
use crate::error::{AppError, not_found};
use crate::{App, random, validate};

/// What becomes of somebody's silence by one click.
#[derive(Clone, Copy)]
enum Silence {
    Focus(Option<FocusChoice>),
    DoNotDisturb(Option<FocusChoice>),
}

/// Whether a one-off block goes on at `now`, or is over.
fn has_begun(block: &FocusBlock, now: Timestamp) -> bool {
    matches!(block.when, FocusTime::Once { from, .. } if from <= now)
}

/// The availability with the focus that lasts until then in place of the one that goes on; blocks
/// that are over go as well, so that clicks do not pile up.
fn with_focus(old: &Availability, until: Option<Timestamp>, now: Timestamp) -> Availability {
    let mut new = old.clone();
    new.focus.retain(|block| !has_begun(block, now));
    new.focus.extend(until.map(|until| FocusBlock {
        id: FocusId::new(now, random()),
        when: FocusTime::Once { from: now, until },
    }));
    new
}

impl App {
    /// Starts a focus of the actor now, in place of the one that goes on.
    ///
    /// # Errors
    /// `invalid` names what is wrong with the choice.
    pub async fn focus(
        self: &Arc<Self>,
        actor: &Actor,
        choice: FocusChoice,
    ) -> Result<Availability, AppError> {
        self.silence(actor, Silence::Focus(Some(choice))).await
    }

    /// Ends the focus that goes on; one that comes every week stays.
    ///
    /// # Errors
    /// As any command.
    pub async fn end_focus(self: &Arc<Self>, actor: &Actor) -> Result<Availability, AppError> {
        self.silence(actor, Silence::Focus(None)).await
    }

    /// Asks for silence from now on.
    ///
    /// # Errors
    /// `invalid` names what is wrong with the choice.
    pub async fn do_not_disturb(
        self: &Arc<Self>,
        actor: &Actor,
        choice: FocusChoice,
    ) -> Result<Availability, AppError> {
        let silence = Silence::DoNotDisturb(Some(choice));
        self.silence(actor, silence).await
    }

    /// Ends do-not-disturb.
    ///
    /// # Errors
    /// As any command.
    pub async fn end_do_not_disturb(
        self: &Arc<Self>,
        actor: &Actor,
    ) -> Result<Availability, AppError> {
        self.silence(actor, Silence::DoNotDisturb(None)).await
    }

    async fn silence(
        self: &Arc<Self>,
        actor: &Actor,
        silence: Silence,
    ) -> Result<Availability, AppError> {
        actor.needs(Scope::Write)?;
        let (app, person, now) = (Arc::clone(self), actor.person, self.now());
        self.store
            .write(move |tx| {
                let old = tx.availability(person)?.ok_or_else(not_found)?;
                let one = app.person_availability(tx, person)?;
                let until = |choice: Option<FocusChoice>| {
                    let until = choice
                        .map(|choice| rules::focus::focus_until(choice, &one.schedule(), now));
                    until.transpose()
                };
                let mut new = match silence {
                    Silence::Focus(choice) => with_focus(&old, until(choice)?, now),
                    Silence::DoNotDisturb(choice) => Availability {
                        do_not_disturb_until: until(choice)?,
                        ..old.clone()
                    },
                };
                if new == old {
                    return Ok(old);
                }
                new.version += 1;
                validate::fields(rules::availability::check_availability(&new, now))?;
                put_availability(&app, tx, &new, now)?;
                Ok(new)
            })
            .await
    }
}
