//! What somebody does about a task that stands still: say the next step, ask for help, let it go.

use std::sync::Arc;

use model::account::Scope;
use model::error::ErrorCode;
use model::id::PersonId;
use model::my_board::{MyCard, MyItem};
use model::task::{Task, TaskChanged, TaskNews};
use model::time::Timestamp;
use rules::my_board::MyBoardRefusal;
use store::{OwnCard, Tx};

use super::place::{check_open, own_card};
use super::{put, settle, task_of, watch_slow};
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::refusal::of_text;
use crate::task::{ReadyChange, TaskChange, change, note};
use crate::{App, visible_person};

/// Something was done about it: it begins to stand still anew.
fn stir(tx: &mut Tx<'_>, own: &mut OwnCard, now: Timestamp) -> Result<(), AppError> {
    own.card.slow = None;
    own.stirred_at = Some(own.stirred_at.map_or(now, |at| at.max(now)));
    settle(tx, own.person, own.card.item, &[TaskNews::Slow], now)
}

fn say_step(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    item: MyItem,
    step: &str,
    now: Timestamp,
) -> Result<MyCard, AppError> {
    let step = rules::text::check_title(step).map_err(|refusal| of_text("step", refusal))?;
    let mut own = own_card(tx, actor, item, now)?;
    stir(tx, &mut own, now)?;
    own.card.next_step = Some(step.clone());
    own.card.next_step_at = Some(now);
    put(tx, &own, now)?;
    if let Some(id) = task_of(item) {
        note(
            tx,
            id,
            Some(actor.person),
            TaskChanged::NextStep { step },
            now,
        )?;
        let task = tx.task(id)?.ok_or_else(not_found)?;
        watch_slow(app, tx, &task, now)?;
    }
    Ok(own.card)
}

/// The task of an item that is on the actor's board and not done.
fn own_task(tx: &Tx<'_>, actor: &Actor, item: MyItem, instead: &str) -> Result<Task, AppError> {
    check_open(tx, actor, item)?;
    let id = task_of(item).ok_or_else(|| refused(ErrorCode::WrongState, instead))?;
    tx.task(id)?.ok_or_else(not_found)
}

fn ask_help(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    item: MyItem,
    person: PersonId,
    now: Timestamp,
) -> Result<MyCard, AppError> {
    let instead = "a request has one who answers it; hand it on, or ask in its topic";
    let before = own_task(tx, actor, item, instead)?;
    let helper = visible_person(tx, actor, person)
        .ok()
        .filter(|found| found.disabled_at.is_none() && found.id != actor.person)
        .ok_or(MyBoardRefusal::Helper)?;
    let task = if before.is_of(helper.id) {
        let by = Some(actor.person);
        crate::task::tell(app, tx, &before, helper.id, TaskNews::HelpWanted, by, now)?;
        before
    } else {
        let mut helpers = before.helpers;
        helpers.push(helper.id);
        let helped = TaskChange {
            helpers: Some(helpers),
            ..TaskChange::default()
        };
        change(
            app,
            tx,
            actor,
            before.id,
            &ReadyChange::new(helped),
            None,
            now,
        )?
    };
    let mut own = own_card(tx, actor, item, now)?;
    stir(tx, &mut own, now)?;
    put(tx, &own, now)?;
    watch_slow(app, tx, &task, now)?;
    Ok(own.card)
}

/// Lets a task go: whoever is alone with it drops it, others give it back or stop helping.
fn let_go(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    item: MyItem,
    now: Timestamp,
) -> Result<Task, AppError> {
    let instead =
        "somebody waits for your answer: say that you will not, ask for more time, or hand it on";
    let before = own_task(tx, actor, item, instead)?;
    let me = actor.person;
    let alone = before.owner == Some(me)
        && before.helpers.is_empty()
        && before.channel.is_none()
        && tx.card_channels(before.id)?.is_empty();
    let mut gone = TaskChange::default();
    if alone {
        gone.dropped = Some(true);
    } else if before.owner == Some(me) {
        gone.owner = Some(None);
    } else {
        let mut helpers = before.helpers;
        helpers.retain(|helper| *helper != me);
        gone.helpers = Some(helpers);
    }
    change(
        app,
        tx,
        actor,
        before.id,
        &ReadyChange::new(gone),
        None,
        now,
    )
}

impl App {
    /// Says what the actor does next about something on their board; it stands still no longer.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` if it is not theirs or done; `text_empty`, `text_too_long`.
    pub async fn say_next_step(
        self: &Arc<Self>,
        actor: &Actor,
        item: MyItem,
        step: String,
    ) -> Result<MyCard, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| say_step(&app, tx, &actor, item, &step, now))
            .await
    }

    /// Asks somebody to help with a task on the actor's board.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` if it is not theirs, done, or a request; `invalid` for the person.
    pub async fn ask_for_help(
        self: &Arc<Self>,
        actor: &Actor,
        item: MyItem,
        person: PersonId,
    ) -> Result<MyCard, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| ask_help(&app, tx, &actor, item, person, now))
            .await
    }

    /// Lets a task of the actor's go: dropped if nobody else has to do with it, else without them.
    ///
    /// # Errors
    /// `not_found`; `wrong_state` if it is not theirs, done, or a request, with what to do instead.
    pub async fn let_go(self: &Arc<Self>, actor: &Actor, item: MyItem) -> Result<Task, AppError> {
        actor.needs(Scope::Write)?;
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| let_go(&app, tx, &actor, item, now))
            .await
    }
}
