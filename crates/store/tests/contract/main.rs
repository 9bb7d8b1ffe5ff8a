//! What every back end of the store promises: commits, order, rollback, and that each query runs.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it must be"
)]

mod advice;
mod agreement;
mod alarm;
mod blocker;
mod board;
mod check_in;
mod commit;
mod decision;
mod delivery;
mod goal;
mod group;
mod import;
mod later;
mod migration;
mod my_board;
mod one;
mod poll;
mod row;
mod session;
mod talk;
mod task;
mod urgent;
mod wipe;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use model::event::{Audience, Event};
use model::person::Organisation;
use model::settings::Settings;
use model::time::{MinuteOfDay, Timestamp, Weekday};
use rusqlite::Connection;
use store::{Committed, Store, StoreError, Tx};
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::from_millis(1_795_182_000_000);

/// So many minutes after [`NOW`].
fn in_minutes(minutes: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(60 * minutes))
}

struct Opened {
    store: Store,
    commits: Receiver<Vec<Committed>>,
    data: TempDir,
}

impl Opened {
    fn path(&self) -> PathBuf {
        self.data.path().join("meanwhile.db")
    }

    /// Runs a command that must not be refused.
    async fn write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(command).await.unwrap()
    }

    /// How many rows a table has.
    fn count(&self, table: &str) -> u32 {
        let connection = Connection::open(self.path()).unwrap();
        let sql = format!("SELECT COUNT(*) FROM {table}");
        connection.query_row(&sql, [], |row| row.get(0)).unwrap()
    }
}

fn open() -> Opened {
    let data = tempfile::tempdir().unwrap();
    let (sender, commits) = channel();
    // A test that does not look at commits has dropped their end.
    let publish = Box::new(move |events| drop(sender.send(events)));
    let store = Store::open(&data.path().join("meanwhile.db"), publish).unwrap();
    Opened {
        store,
        commits,
        data,
    }
}

fn organisation(name: &str) -> Organisation {
    Organisation {
        name: name.into(),
        created_at: NOW,
        sample: true,
        clock_ahead_ms: 90_000,
        default_week: vec![model::availability::WorkSpan {
            day: Weekday::Saturday,
            from: MinuteOfDay(600),
            until: MinuteOfDay(720),
        }],
        settings: Settings {
            now_minutes: 15,
            ..Settings::default()
        },
        regions: vec![model::availability::Region {
            name: "Bavaria".into(),
            holidays: vec![model::availability::Holiday {
                date: "2026-01-06".parse().unwrap(),
                from: MinuteOfDay(0),
                until: MinuteOfDay(1_440),
                name: "Epiphany".into(),
            }],
        }],
        version: 1,
    }
}

fn put(tx: &mut Tx<'_>, name: &str) -> Result<u64, StoreError> {
    tx.put_organisation(&organisation(name))?;
    tx.append(
        NOW,
        Audience::Organisation,
        Event::OrganisationUpdated(organisation(name)),
    )
}
