//! The clock of a sample organisation, which can be moved: whoever tries Meanwhile out skips to Monday
//! morning, and everything on the way happens at its own instant.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use model::account::Scope;
use model::error::ErrorCode;
use model::event::{Audience, Event};
use model::limits::{CLOCK_AHEAD_MAX, CLOCK_ALARMS_MAX};
use model::person::Organisation;
use model::sync::{ClockMoved, Ephemeral};
use model::time::Timestamp;
use store::{Alarm, Tx};

use crate::App;
use crate::actor::Actor;
use crate::clock::fire_once;
use crate::error::{AppError, invalid, not_allowed, not_found, refused};

/// Alarms that are looked at for which of one instant comes first.
const AT_ONE_INSTANT: u64 = 50;

/// How far the clock is ahead of the real one. Only a sample's is.
#[derive(Debug, Default)]
pub(crate) struct Ahead {
    millis: AtomicU64,
    /// Whether somebody is moving it.
    moves: AtomicBool,
}

impl Ahead {
    /// As it was kept.
    pub(crate) fn new(millis: u64) -> Self {
        Self {
            millis: AtomicU64::new(millis),
            moves: AtomicBool::new(false),
        }
    }

    pub(crate) fn millis(&self) -> u64 {
        self.millis.load(Ordering::Acquire)
    }

    /// Begins anew with the real clock.
    pub(crate) fn reset(&self) {
        self.millis.store(0, Ordering::Release);
    }

    /// Only one moves the clock at a time.
    fn begin(&self) -> Result<Moving<'_>, AppError> {
        if self.moves.swap(true, Ordering::AcqRel) {
            let detail = "somebody is moving the clock; wait until it stands";
            return Err(refused(ErrorCode::WrongState, detail));
        }
        Ok(Moving(self))
    }
}

/// Says so as long as the clock is being moved.
struct Moving<'a>(&'a Ahead);

impl Drop for Moving<'_> {
    fn drop(&mut self) {
        self.0.moves.store(false, Ordering::Release);
    }
}

fn organisation(tx: &Tx<'_>) -> Result<Organisation, AppError> {
    tx.organisation()?.ok_or_else(not_found)
}

/// The organisation, whose clock may be moved.
fn sample(tx: &Tx<'_>) -> Result<Organisation, AppError> {
    let organisation = organisation(tx)?;
    if !organisation.sample {
        return Err(not_allowed("only the clock of a sample can be moved"));
    }
    Ok(organisation)
}

impl App {
    /// Moves the clock of a sample organisation forward. All that is due on the way happens in order,
    /// each at its own instant.
    ///
    /// # Errors
    /// `not_allowed` for guests and unless it is a sample; `invalid` for an instant that is over or more
    /// than 60 days ahead; `wrong_state` while somebody else moves it, or when more than 10,000 things
    /// would happen: the clock then stands where it has come.
    pub async fn move_clock(
        self: &Arc<Self>,
        actor: &Actor,
        to: Timestamp,
    ) -> Result<Organisation, AppError> {
        actor.needs(Scope::Write)?;
        actor.needs_member()?;
        let _moving = self.ahead.begin()?;
        let now = self.now();
        if to <= now || now.plus(CLOCK_AHEAD_MAX) < to {
            return Err(invalid("to", "takes an instant within 60 days from now on"));
        }
        self.store
            .write(move |tx| {
                sample(tx)?;
                if CLOCK_ALARMS_MAX < tx.due_alarms(to, CLOCK_ALARMS_MAX + 1)?.len() as u64 {
                    let detail = "too much happens until then; move it less far";
                    return Err(refused(ErrorCode::WrongState, detail));
                }
                // Nobody was away for as long as it seems from now on.
                Ok::<_, AppError>(tx.touch_sign_ins(to)?)
            })
            .await?;
        let all = self.play(to).await?;
        if all {
            self.come_to(to);
        }
        let organisation = self.settle_clock().await?;
        self.tick(self.now()).await?;
        if all {
            return Ok(organisation);
        }
        let detail = format!(
            "more than {CLOCK_ALARMS_MAX} things would happen until then; the clock shows {} now",
            self.now()
        );
        Err(refused(ErrorCode::WrongState, detail))
    }

    /// Plays what is due until `to`; answers whether that was all.
    async fn play(self: &Arc<Self>, to: Timestamp) -> Result<bool, AppError> {
        for _ in 0..CLOCK_ALARMS_MAX {
            // Those of one instant are in order only among each other.
            let due = self
                .store
                .read(move |view| view.due_alarms(to, AT_ONE_INSTANT));
            let due = due.await?;
            let Some(alarm) = due.into_iter().next() else {
                return Ok(true);
            };
            self.play_one(alarm).await?;
        }
        Ok(false)
    }

    /// Moves the clock to an alarm's instant and fires it.
    async fn play_one(self: &Arc<Self>, alarm: Alarm) -> Result<(), AppError> {
        let at = alarm.due_at.max(self.now());
        self.come_to(at);
        let (app, tried, ahead) = (Arc::clone(self), alarm.clone(), self.ahead.millis());
        let fired = self.store.write(move |tx| {
            let mut organisation = organisation(tx)?;
            organisation.clock_ahead_ms = ahead;
            // A stop in between must not turn it back.
            tx.put_organisation(&organisation)?;
            fire_once(&app, tx, &tried, at)
        });
        match fired.await {
            Ok(()) => Ok(()),
            Err(error) => self.put_off(&alarm, &error, at).await,
        }
    }

    /// Moves the clock to an instant, never back.
    fn come_to(&self, at: Timestamp) {
        let ahead = at.as_millis() - self.real_now().as_millis();
        if let Ok(ahead) = u64::try_from(ahead) {
            self.ahead.millis.fetch_max(ahead, Ordering::AcqRel);
        }
    }

    /// Keeps where the clock has come, and tells everybody.
    async fn settle_clock(&self) -> Result<Organisation, AppError> {
        let (now, ahead) = (self.now(), self.ahead.millis());
        let organisation = self.store.write(move |tx| {
            let mut organisation = organisation(tx)?;
            organisation.clock_ahead_ms = ahead;
            organisation.version += 1;
            tx.put_organisation(&organisation)?;
            let event = Event::OrganisationUpdated(organisation.clone());
            tx.append(now, Audience::Organisation, event)?;
            Ok::<_, AppError>(organisation)
        });
        let organisation = organisation.await?;
        self.hub
            .tell_everyone(&Ephemeral::Clock(ClockMoved { now: self.now() }));
        Ok(organisation)
    }
}
