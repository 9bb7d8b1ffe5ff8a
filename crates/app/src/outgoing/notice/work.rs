//! What is told of tasks, check-ins, updates and polls. Each feature says it in its own words.

use model::delivery::{Delivery, DeliveryAbout};
use model::notice::NoticeKind;
use store::View;

use super::Words;
use crate::error::AppError;
use crate::{check_in, goal, poll, task};

/// What a feature says of one thing.
pub(crate) struct Told {
    /// Who and what, in one line.
    pub(crate) title: String,
    /// What was said; may be empty.
    pub(crate) body: String,
    /// Where the app opens on it.
    pub(crate) path: String,
}

pub(super) fn words(view: &View<'_>, delivery: &Delivery) -> Result<Option<Words>, AppError> {
    let (kind, told) = match delivery.about {
        DeliveryAbout::Task { task, news } => {
            (NoticeKind::Task, task::told(view, delivery, task, news)?)
        }
        DeliveryAbout::CheckIn {
            check_in,
            date,
            news,
        } => (
            NoticeKind::CheckIn,
            check_in::told(view, delivery, check_in, date, news)?,
        ),
        DeliveryAbout::Update { update, .. } => {
            (NoticeKind::Update, goal::told(view, delivery, update)?)
        }
        DeliveryAbout::Poll { poll, news } => {
            (NoticeKind::Poll, poll::told(view, delivery, poll, news)?)
        }
        _ => return Ok(None),
    };
    Ok(told.map(|told| Words::new(kind, told.title, told.body, told.path)))
}
