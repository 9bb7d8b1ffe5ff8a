//! The organisation's row, and its regions.

use model::availability::{Region, WorkSpan};
use model::person::Organisation;
use model::settings::Settings;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

/// What a wipe empties, each after what refers to it.
const WIPED: [&str; 69] = [
    "DELETE FROM idempotency",
    "DELETE FROM alarm",
    "DELETE FROM outgoing",
    "DELETE FROM push_subscription",
    "DELETE FROM mail_choice",
    "DELETE FROM advice_verdict",
    "DELETE FROM scheduled_message",
    "DELETE FROM reminder",
    "DELETE FROM talk_offer",
    "DELETE FROM blocker",
    "DELETE FROM decision_record",
    "DELETE FROM poll_reminded",
    "DELETE FROM poll_vote",
    "DELETE FROM poll",
    "DELETE FROM goal_link",
    "DELETE FROM goal_update",
    "DELETE FROM goal",
    "DELETE FROM check_in_draft",
    "DELETE FROM check_in_answer",
    "DELETE FROM check_in_turn",
    "DELETE FROM check_in_day",
    "DELETE FROM check_in",
    "DELETE FROM imported_task",
    "DELETE FROM imported_board",
    "DELETE FROM my_card",
    "DELETE FROM board_template",
    "DELETE FROM iteration",
    "DELETE FROM passage",
    "DELETE FROM card",
    "DELETE FROM board",
    "DELETE FROM task_history",
    "DELETE FROM task_wait",
    "DELETE FROM task_watch",
    "DELETE FROM task_person",
    "DELETE FROM task_file",
    "DELETE FROM task_text",
    "DELETE FROM task",
    "DELETE FROM urgent",
    "DELETE FROM escalation",
    "DELETE FROM decision",
    "DELETE FROM decision_schedule",
    "DELETE FROM recording",
    "DELETE FROM attendance",
    "DELETE FROM session",
    "DELETE FROM delivery",
    "DELETE FROM request",
    "DELETE FROM proposal",
    "DELETE FROM agreement",
    "DELETE FROM person_group_member",
    "DELETE FROM person_group",
    "DELETE FROM attachment",
    "DELETE FROM upload",
    "DELETE FROM file",
    "DELETE FROM reaction",
    "DELETE FROM message_revision",
    "DELETE FROM message",
    "DELETE FROM topic_place",
    "DELETE FROM topic",
    "DELETE FROM acquaintance",
    "DELETE FROM membership",
    "DELETE FROM channel",
    "DELETE FROM availability",
    "DELETE FROM invitation",
    "DELETE FROM token",
    "DELETE FROM sign_in",
    "DELETE FROM person",
    "DELETE FROM region",
    "DELETE FROM organisation",
    "DELETE FROM event",
];

/// What the organisation sets for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// The numbers of the attention rules.
    pub settings: Settings,
    /// The working week of who has set none.
    pub default_week: Vec<WorkSpan>,
}

impl View<'_> {
    /// The organisation; `None` until it is set up.
    ///
    /// # Errors
    /// As any query.
    pub fn organisation(&self) -> Result<Option<Organisation>, StoreError> {
        let found = self.first(
            "SELECT name, created_at, sample, clock_ahead_ms, default_week, settings, version
                 FROM organisation LIMIT 1",
            &[],
            |row| {
                Ok(Organisation {
                    name: row.text(0)?,
                    created_at: row.instant(1)?,
                    sample: row.truth(2)?,
                    clock_ahead_ms: row.number(3)?,
                    default_week: row.json(4)?,
                    settings: row.json(5)?,
                    regions: Vec::new(),
                    version: row.number(6)?,
                })
            },
        )?;
        let Some(mut organisation) = found else {
            return Ok(None);
        };
        organisation.regions = self.all(
            "SELECT name, holidays FROM region ORDER BY name LIMIT 1000",
            &[],
            |row| {
                Ok(Region {
                    name: row.text(0)?,
                    holidays: row.json(1)?,
                })
            },
        )?;
        Ok(Some(organisation))
    }

    /// What the organisation sets for everybody; every decision about somebody begins here, so it
    /// reads no more than it needs.
    ///
    /// # Errors
    /// As any query; so for the one below.
    pub fn defaults(&self) -> Result<Option<Defaults>, StoreError> {
        self.first(
            "SELECT settings, default_week FROM organisation LIMIT 1",
            &[],
            |row| {
                Ok(Defaults {
                    settings: row.json(0)?,
                    default_week: row.json(1)?,
                })
            },
        )
    }

    /// One region with its holidays.
    ///
    /// # Errors
    /// As any query.
    pub fn region(&self, name: &str) -> Result<Option<Region>, StoreError> {
        self.first(
            "SELECT name, holidays FROM region WHERE name = $1",
            values![name],
            |row| {
                Ok(Region {
                    name: row.text(0)?,
                    holidays: row.json(1)?,
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Writes the organisation, new or changed, with its regions.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_organisation(&self, organisation: &Organisation) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO organisation (id, name, created_at, sample, clock_ahead_ms, default_week,
                 settings, version)
             VALUES (1, $1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, sample = excluded.sample,
                 clock_ahead_ms = excluded.clock_ahead_ms, default_week = excluded.default_week,
                 settings = excluded.settings, version = excluded.version",
            &[
                (&organisation.name).into(),
                organisation.created_at.into(),
                organisation.sample.into(),
                organisation.clock_ahead_ms.into(),
                json(&organisation.default_week)?,
                json(&organisation.settings)?,
                organisation.version.into(),
            ],
        )?;
        self.run("DELETE FROM region", &[])?;
        for region in &organisation.regions {
            self.run(
                "INSERT INTO region (name, holidays) VALUES ($1, $2)",
                &[(&region.name).into(), json(&region.holidays)?],
            )?;
        }
        Ok(())
    }

    /// Deletes everything the organisation holds, and itself; the log keeps its place in `seq`, and the
    /// installation its keys.
    ///
    /// # Errors
    /// As any statement.
    pub fn wipe(&self) -> Result<(), StoreError> {
        for table in WIPED {
            self.run(table, &[])?;
        }
        Ok(())
    }
}
