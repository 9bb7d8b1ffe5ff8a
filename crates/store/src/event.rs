//! The event log.

use model::event::{Audience, Event, LoggedEvent};

use crate::error::StoreError;
use crate::tx::View;
use crate::value::Row;
use crate::values;

/// An event of the log with its JSON as it was written.
#[derive(Clone, Debug)]
pub struct StoredEvent {
    /// The event.
    pub logged: LoggedEvent,
    /// Its JSON.
    pub json: String,
}

pub(crate) fn audience_text(audience: Audience) -> String {
    match audience {
        Audience::Organisation => "organisation".to_owned(),
        Audience::Channel(channel) => channel.to_string(),
        Audience::Person(person) => person.to_string(),
    }
}

fn read_audience(text: &str) -> Result<Audience, StoreError> {
    if text == "organisation" {
        return Ok(Audience::Organisation);
    }
    if let Ok(channel) = text.parse() {
        return Ok(Audience::Channel(channel));
    }
    text.parse()
        .map(Audience::Person)
        .map_err(|_| StoreError::Unexpected(format!("audience {text}")))
}

fn read_event(row: &Row<'_, '_>) -> Result<StoredEvent, StoreError> {
    let json = row.text(3)?;
    let event: Event = serde_json::from_str(&json)?;
    let audience = read_audience(&row.text(2)?)?;
    let logged = LoggedEvent {
        seq: row.number(0)?,
        at: row.instant(1)?,
        audience,
        event,
    };
    Ok(StoredEvent { logged, json })
}

impl View<'_> {
    /// Number of the newest event; 0 if there is none.
    ///
    /// # Errors
    /// As any query.
    pub fn last_seq(&self) -> Result<u64, StoreError> {
        let last = self.first("SELECT COALESCE(MAX(seq), 0) FROM event", &[], |row| {
            row.number(0)
        })?;
        Ok(last.unwrap_or(0))
    }

    /// Events after `since`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn events_after(&self, since: u64, limit: u64) -> Result<Vec<StoredEvent>, StoreError> {
        self.all(
            "SELECT seq, at, audience, event FROM event WHERE $1 < seq ORDER BY seq LIMIT $2",
            values![since, limit],
            read_event,
        )
    }
}
