//! People's own boards.

use model::id::{BoardId, ColumnId, PersonId, TaskId};
use model::limits::MY_CARDS_MAX;
use model::my_board::{MyCard, MyItem};
use model::time::Timestamp;

use crate::alarm::AlarmKind;
use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, Value, json};
use crate::values;

/// A card of somebody's own board, with what only the server needs of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCard {
    /// Whose it is.
    pub person: PersonId,
    /// The card.
    pub card: MyCard,
    /// Before when standing still does not count: a next step was said then, help was asked for, or it
    /// wakes.
    pub stirred_at: Option<Timestamp>,
}

fn read_own(row: &Row<'_, '_>) -> Result<OwnCard, StoreError> {
    Ok(OwnCard {
        person: row.id(0)?,
        stirred_at: row.optional_instant(1)?,
        card: row.json(2)?,
    })
}

/// An item as its column has it.
fn key(item: MyItem) -> Value<'static> {
    match item {
        MyItem::Task { task } => task.into(),
        MyItem::Request { request } => request.into(),
    }
}

impl View<'_> {
    /// The cards of a person's own board, in order of item.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn my_cards(&self, person: PersonId) -> Result<Vec<MyCard>, StoreError> {
        let mut cards: Vec<MyCard> = self.all(
            "SELECT body FROM my_card WHERE person = $1 ORDER BY item LIMIT $2",
            values![person, MY_CARDS_MAX],
            |row| row.json(0),
        )?;
        cards.sort_by_key(|card| card.item);
        Ok(cards)
    }

    /// One card of a person's own board.
    ///
    /// # Errors
    /// As any query.
    pub fn my_card(&self, person: PersonId, item: MyItem) -> Result<Option<OwnCard>, StoreError> {
        self.first(
            "SELECT person, stirred_at, body FROM my_card WHERE person = $1 AND item = $2",
            &[person.into(), key(item)],
            read_own,
        )
    }

    /// The cards that something has on people's own boards, in order of person.
    ///
    /// # Errors
    /// As any query.
    pub fn my_cards_of(&self, item: MyItem) -> Result<Vec<OwnCard>, StoreError> {
        let sql = match item {
            MyItem::Task { .. } => {
                "SELECT person, stirred_at, body FROM my_card WHERE task = $1
                 ORDER BY person LIMIT 2000"
            }
            MyItem::Request { .. } => {
                "SELECT person, stirred_at, body FROM my_card WHERE request = $1
                 ORDER BY person LIMIT 2000"
            }
        };
        self.all(sql, &[key(item)], read_own)
    }

    /// How many cards a person's own board has.
    ///
    /// # Errors
    /// As any query.
    pub fn count_my_cards(&self, person: PersonId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM my_card WHERE person = $1";
        let count = self.first(sql, values![person], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// Tasks that stand in a column of a board, those after `after`, in order, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn tasks_in_column(
        &self,
        board: BoardId,
        column: ColumnId,
        after: Option<TaskId>,
        limit: u64,
    ) -> Result<Vec<TaskId>, StoreError> {
        let after = after.map_or_else(String::new, |task| task.to_string());
        self.all(
            "SELECT task FROM card WHERE board = $1 AND column_id = $2 AND archived_at = 0
                 AND $3 < task ORDER BY task LIMIT $4",
            values![board, column, after, limit],
            |row| row.id(0),
        )
    }

    /// What a person's own alarms of a kind are about, of alarms whose subject begins with the person;
    /// at most 5,000, in order.
    ///
    /// # Errors
    /// As any query.
    pub fn alarms_of(&self, kind: AlarmKind, person: PersonId) -> Result<Vec<String>, StoreError> {
        // A space stands between the two ids; the exclamation mark is the next character.
        self.all(
            "SELECT subject FROM alarm WHERE kind = $1 AND $2 < subject AND subject < $3
             ORDER BY subject LIMIT 5000",
            &[
                json(&kind)?,
                format!("{person} ").into(),
                format!("{person}!").into(),
            ],
            |row| row.text(0),
        )
    }
}

impl Tx<'_> {
    /// Writes a card of somebody's own board, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_my_card(&self, own: &OwnCard) -> Result<(), StoreError> {
        let (task, request) = match own.card.item {
            MyItem::Task { task } => (Some(task), None),
            MyItem::Request { request } => (None, Some(request)),
        };
        self.run(
            "INSERT INTO my_card (person, item, task, request, stirred_at, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (person, item) DO UPDATE
             SET stirred_at = excluded.stirred_at, body = excluded.body",
            &[
                own.person.into(),
                key(own.card.item),
                task.into(),
                request.into(),
                own.stirred_at.into(),
                json(&own.card)?,
            ],
        )?;
        Ok(())
    }

    /// Takes a card off somebody's own board.
    ///
    /// # Errors
    /// As any statement.
    pub fn remove_my_card(&self, person: PersonId, item: MyItem) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM my_card WHERE person = $1 AND item = $2",
            &[person.into(), key(item)],
        )?;
        Ok(())
    }
}
