//! Updates of goals and of boards: by hand, or as answers of a check-in.

use std::sync::Arc;

use jiff::civil::Date;
use model::account::Scope;
use model::event::{Audience, Event};
use model::goal::{Goal, GoalUpdate, Track, UpdateMade, UpdateOn};
use model::id::{BoardId, CheckInId, GoalId, GoalUpdateId, PersonId};
use model::limits::GOAL_TEXT_BYTES_MAX;
use model::task::Stage;
use model::time::Timestamp;
use rules::goal::{UpdateDraft, decide_update, seen_update};
use store::{Tx, View};

use super::{news, own_goal, put};
use crate::actor::Actor;
use crate::board::board_standing;
use crate::error::AppError;
use crate::once::{IdempotencyKey, once};
use crate::{App, random, text};

/// An update that is to be made.
#[derive(Clone, Debug)]
pub struct NewUpdate {
    /// On track, at risk or off.
    pub track: Track,
    /// How sure its author is, 0 to 100.
    pub confidence_percent: Option<u8>,
    /// What changed.
    pub changed: String,
    /// What is next.
    pub next: String,
    /// Where the results stand; `None` leaves them as they are.
    pub values: Option<Vec<i64>>,
}

/// An update with its texts rendered, which happens before the writer's turn.
pub(crate) struct Ready {
    new: NewUpdate,
    changed_html: String,
    next_html: String,
}

impl Ready {
    pub(crate) fn new(new: NewUpdate) -> Self {
        let html = |text: &str| {
            let text = text.trim();
            let fits = !text.is_empty() && text.len() <= GOAL_TEXT_BYTES_MAX;
            if fits {
                text::render(text).html
            } else {
                String::new()
            }
        };
        Self {
            changed_html: html(&new.changed),
            next_html: html(&new.next),
            new,
        }
    }

    fn draft(&self) -> UpdateDraft<'_> {
        UpdateDraft {
            track: self.new.track,
            confidence_percent: self.new.confidence_percent,
            changed: &self.new.changed,
            next: &self.new.next,
            values: self.new.values.as_deref(),
        }
    }

    /// The update as it is stored.
    fn update(
        &self,
        on: UpdateOn,
        by: PersonId,
        words: (String, String),
        now: Timestamp,
    ) -> GoalUpdate {
        GoalUpdate {
            id: GoalUpdateId::new(now, random()),
            on,
            by,
            at: now,
            track: self.new.track,
            confidence_percent: self.new.confidence_percent,
            changed: words.0,
            changed_html: self.changed_html.clone(),
            next: words.1,
            next_html: self.next_html.clone(),
            values: Vec::new(),
            progress_permille: 0,
        }
    }
}

fn made(
    tx: &mut Tx<'_>,
    audience: Audience,
    update: &GoalUpdate,
    now: Timestamp,
) -> Result<(), AppError> {
    let made = UpdateMade {
        update: update.id,
        on: update.on,
    };
    tx.append(now, audience, Event::UpdateMade(made))?;
    Ok(())
}

/// Writes an update of a goal, which moves the goal; tells those who follow it.
fn report(
    app: &App,
    tx: &mut Tx<'_>,
    by: PersonId,
    goal: Goal,
    ready: &Ready,
    source: Option<&str>,
    now: Timestamp,
) -> Result<GoalUpdate, AppError> {
    let (changed, next, results) = decide_update(Some(&goal), &ready.draft())?;
    let on = UpdateOn::Goal { goal: goal.id };
    let mut update = ready.update(on, by, (changed, next), now);
    let goal = Goal {
        results,
        track: Some(ready.new.track),
        updated_at: Some(now),
        version: goal.version + 1,
        ..goal
    };
    let goal = put(tx, goal, now)?;
    update.values = goal.results.iter().map(|result| result.now).collect();
    update.progress_permille = goal.progress_permille;
    tx.put_goal_update(&update, source)?;
    made(tx, Audience::Organisation, &update, now)?;
    news::tell(app, tx, &update, &goal.followers, now)?;
    Ok(update)
}

pub(crate) fn report_goal(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: GoalId,
    ready: &Ready,
    now: Timestamp,
) -> Result<GoalUpdate, AppError> {
    let goal = own_goal(tx, actor, id)?;
    report(app, tx, actor.person, goal, ready, None, now)
}

/// How much of what stands on a board is done, in thousandths.
fn done_permille(view: &View<'_>, board: BoardId) -> Result<u16, AppError> {
    let tasks = view.board_tasks(board)?;
    let done = tasks
        .iter()
        .filter(|task| task.stage == Stage::Done)
        .count();
    let permille = (done * 1_000).checked_div(tasks.len()).unwrap_or(0);
    Ok(u16::try_from(permille).unwrap_or(1_000))
}

pub(crate) fn report_board(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    board: BoardId,
    ready: &Ready,
    now: Timestamp,
) -> Result<GoalUpdate, AppError> {
    let (board, channel, standing) = board_standing(tx, actor, board)?;
    rules::channel::decide_write(&channel, standing)?;
    let words = decide_update(None, &ready.draft())?;
    let on = UpdateOn::Board { board: board.id };
    let mut update = ready.update(on, actor.person, (words.0, words.1), now);
    update.progress_permille = done_permille(tx, board.id)?;
    tx.put_goal_update(&update, None)?;
    made(tx, Audience::Channel(channel.id), &update, now)?;
    news::tell(app, tx, &update, &board.followers, now)?;
    Ok(update)
}

/// What somebody answered to a check-in.
pub(crate) struct Answered<'a> {
    /// Which check-in.
    pub(crate) check_in: CheckInId,
    /// Of which day.
    pub(crate) date: Date,
    /// Who.
    pub(crate) person: PersonId,
    /// What they said, Markdown.
    pub(crate) text: &'a str,
}

/// Makes the answer of a goal's owner to the goal's check-in an update of the goal. It stays on the track
/// it is on; an answer that is changed later changes its update, and tells nobody anew.
pub(crate) fn note_answer(
    app: &App,
    tx: &mut Tx<'_>,
    answered: &Answered<'_>,
    now: Timestamp,
) -> Result<(), AppError> {
    let text = answered.text.trim();
    if text.is_empty() {
        return Ok(());
    }
    // As much of it as an update holds.
    let text = &text[..text.floor_char_boundary(GOAL_TEXT_BYTES_MAX)];
    let mut goals = tx.goals_of_check_in(answered.check_in)?;
    goals.retain(|goal| goal.owner == answered.person);
    for goal in goals {
        let source = format!("{} {}", answered.check_in, answered.date);
        let ready = Ready::new(NewUpdate {
            track: goal.track.unwrap_or(Track::OnTrack),
            confidence_percent: None,
            changed: text.to_owned(),
            next: String::new(),
            values: None,
        });
        match tx.goal_update_from(goal.id, &source)? {
            Some(old) => {
                let (changed, _, _) = decide_update(Some(&goal), &ready.draft())?;
                let update = GoalUpdate {
                    changed,
                    changed_html: ready.changed_html,
                    ..old
                };
                tx.put_goal_update(&update, Some(&source))?;
                made(tx, Audience::Organisation, &update, now)?;
            }
            None => {
                report(app, tx, answered.person, goal, &ready, Some(&source), now)?;
            }
        }
    }
    Ok(())
}

impl App {
    /// Reports on a goal; those who follow it are told.
    ///
    /// # Errors
    /// `not_found`; `not_allowed`; `wrong_state` if it is not pursued; `invalid` names the field.
    pub async fn report_on_goal(
        self: &Arc<Self>,
        actor: &Actor,
        id: GoalId,
        new: NewUpdate,
        key: Option<IdempotencyKey>,
    ) -> Result<GoalUpdate, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(new);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "report_on_goal", now, |tx| {
                    report_goal(&app, tx, &actor, id, &ready, now)
                })
            })
            .await
    }

    /// Reports on a board's project; those who follow the board are told.
    ///
    /// # Errors
    /// `not_found`; `not_allowed`; `invalid` names the field.
    pub async fn report_on_board(
        self: &Arc<Self>,
        actor: &Actor,
        id: BoardId,
        new: NewUpdate,
        key: Option<IdempotencyKey>,
    ) -> Result<GoalUpdate, AppError> {
        actor.needs(Scope::Write)?;
        let ready = Ready::new(new);
        let (app, actor, now) = (Arc::clone(self), actor.clone(), self.now());
        self.store
            .write(move |tx| {
                once(tx, &actor, key.as_ref(), "report_on_board", now, |tx| {
                    report_board(&app, tx, &actor, id, &ready, now)
                })
            })
            .await
    }

    /// A board's newest updates, newest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn board_updates(
        &self,
        actor: &Actor,
        id: BoardId,
    ) -> Result<Vec<GoalUpdate>, AppError> {
        let actor = actor.clone();
        self.store
            .read(move |view| {
                let (board, ..) = board_standing(view, &actor, id)?;
                let updates = view.board_updates(id)?.into_iter();
                let seen = |update| seen_update(update, actor.person, &board.followers);
                Ok(updates.map(seen).collect())
            })
            .await
    }
}
