//! Boards, cards, passages, iterations and templates.

use model::board::{ArchivedCard, Board, BoardTemplate, Card, Iteration};
use model::channel::ChannelKind;
use model::id::{BoardId, ChannelId, ColumnId, IterationId, PersonId, TaskId};
use model::task::Task;
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Row, json};
use crate::values;

/// Columns of a card, in the order of [`read_card`].
const CARD: &str = "c.board, c.task, c.column_id, c.rank, c.entered_at, c.iteration, c.archived_at";

/// Behind every rank: what stands between it and the end of a column.
const END: &str = "~";

fn read_card(row: &Row<'_, '_>) -> Result<Card, StoreError> {
    let archived_at = row.instant(6)?;
    Ok(Card {
        board: row.id(0)?,
        task: row.id(1)?,
        column: row.id(2)?,
        rank: row.text(3)?,
        entered_at: row.instant(4)?,
        iteration: row.optional_id(5)?,
        archived_at: (archived_at.as_millis() != 0).then_some(archived_at),
    })
}

impl View<'_> {
    /// Boards of the channels a person is in that are not put away, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn boards_of(&self, person: PersonId) -> Result<Vec<Board>, StoreError> {
        self.all(
            "SELECT body FROM board WHERE archived = 0
                 AND channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id LIMIT 5000",
            values![person],
            |row| row.json(0),
        )
    }

    /// Boards of a channel that are not put away, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn boards_in(&self, channel: ChannelId) -> Result<Vec<Board>, StoreError> {
        let sql =
            "SELECT body FROM board WHERE channel = $1 AND archived = 0 ORDER BY id LIMIT 1000";
        self.all(sql, values![channel], |row| row.json(0))
    }

    /// Boards that a person may read, put away or not, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn boards_seen(
        &self,
        person: PersonId,
        guest: bool,
        archived: bool,
    ) -> Result<Vec<Board>, StoreError> {
        self.all(
            "SELECT body FROM board WHERE archived = $1
                 AND (channel IN (SELECT channel FROM membership WHERE person = $2)
                     OR channel IN (SELECT id FROM channel WHERE kind = $3 AND $4 = 0))
             ORDER BY id LIMIT 5000",
            &[
                archived.into(),
                person.into(),
                json(&ChannelKind::Public)?,
                guest.into(),
            ],
            |row| row.json(0),
        )
    }

    /// How many boards a channel has, put away or not.
    ///
    /// # Errors
    /// As any query.
    pub fn count_boards(&self, channel: ChannelId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM board WHERE channel = $1";
        let count = self.first(sql, values![channel], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// One board.
    ///
    /// # Errors
    /// As any query.
    pub fn board(&self, id: BoardId) -> Result<Option<Board>, StoreError> {
        let sql = "SELECT body FROM board WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// The channel of a board.
    ///
    /// # Errors
    /// As any query.
    pub fn board_channel(&self, id: BoardId) -> Result<Option<ChannelId>, StoreError> {
        let sql = "SELECT channel FROM board WHERE id = $1";
        self.first(sql, values![id], |row| row.id(0))
    }

    /// Where the tasks of [`View::tasks_around`] stand on the boards of [`View::boards_of`], by board and task.
    ///
    /// # Errors
    /// As any query.
    pub fn cards_of(&self, person: PersonId, since: Timestamp) -> Result<Vec<Card>, StoreError> {
        let sql = format!(
            "SELECT {CARD} FROM card c
             JOIN task_person p ON p.task = c.task JOIN task t ON t.id = c.task
             JOIN board b ON b.id = c.board JOIN membership m ON m.channel = b.channel
             WHERE p.person = $1 AND m.person = $1 AND b.archived = 0 AND c.archived_at = 0
                 AND t.dropped_at IS NULL AND (t.finished_at IS NULL OR $2 <= t.finished_at)
             ORDER BY c.board, c.task LIMIT 20000"
        );
        self.all(&sql, values![person, since], read_card)
    }

    /// Where the tasks of [`View::tasks_around`] stand on the boards of [`View::boards_in`], by board and task.
    ///
    /// # Errors
    /// As any query.
    pub fn cards_of_in(
        &self,
        person: PersonId,
        channel: ChannelId,
        since: Timestamp,
    ) -> Result<Vec<Card>, StoreError> {
        let sql = format!(
            "SELECT {CARD} FROM card c
             JOIN task_person p ON p.task = c.task JOIN task t ON t.id = c.task
             JOIN board b ON b.id = c.board
             WHERE p.person = $1 AND b.channel = $2 AND b.archived = 0 AND c.archived_at = 0
                 AND t.dropped_at IS NULL AND (t.finished_at IS NULL OR $3 <= t.finished_at)
             ORDER BY c.board, c.task LIMIT 20000"
        );
        self.all(&sql, values![person, channel, since], read_card)
    }

    /// Where a task stands, on every board, put away or not, in order of board.
    ///
    /// # Errors
    /// As any query.
    pub fn cards_of_task(&self, task: TaskId) -> Result<Vec<Card>, StoreError> {
        let sql =
            format!("SELECT {CARD} FROM card c WHERE c.task = $1 ORDER BY c.board LIMIT 1000");
        self.all(&sql, values![task], read_card)
    }

    /// One card.
    ///
    /// # Errors
    /// As any query.
    pub fn card(&self, board: BoardId, task: TaskId) -> Result<Option<Card>, StoreError> {
        let sql = format!("SELECT {CARD} FROM card c WHERE c.board = $1 AND c.task = $2");
        self.first(&sql, values![board, task], read_card)
    }

    /// Cards of a board that stand on it, by column and rank; without those of tasks that were let go.
    ///
    /// # Errors
    /// As any query.
    pub fn board_cards(&self, board: BoardId) -> Result<Vec<Card>, StoreError> {
        let sql = format!(
            "SELECT {CARD} FROM card c JOIN task t ON t.id = c.task
             WHERE c.board = $1 AND c.archived_at = 0 AND t.dropped_at IS NULL
             ORDER BY c.column_id, c.rank LIMIT 20000"
        );
        self.all(&sql, values![board], read_card)
    }

    /// The tasks of [`View::board_cards`], in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn board_tasks(&self, board: BoardId) -> Result<Vec<Task>, StoreError> {
        self.all(
            "SELECT t.body FROM card c JOIN task t ON t.id = c.task
             WHERE c.board = $1 AND c.archived_at = 0 AND t.dropped_at IS NULL
             ORDER BY c.task LIMIT 20000",
            values![board],
            |row| row.json(0),
        )
    }

    /// Cards that stand in a column, by rank, those of tasks that were let go as well.
    ///
    /// # Errors
    /// As any query.
    pub fn column_cards(&self, board: BoardId, column: ColumnId) -> Result<Vec<Card>, StoreError> {
        let sql = format!(
            "SELECT {CARD} FROM card c
             WHERE c.board = $1 AND c.archived_at = 0 AND c.column_id = $2
             ORDER BY c.rank LIMIT 20000"
        );
        self.all(&sql, values![board, column], read_card)
    }

    /// How many cards stand on a board.
    ///
    /// # Errors
    /// As any query.
    pub fn count_cards(&self, board: BoardId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM card WHERE board = $1 AND archived_at = 0";
        let count = self.first(sql, values![board], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// The first rank in a column after `rank`, or of all; that of `except` does not count.
    ///
    /// # Errors
    /// As any query.
    pub fn rank_after(
        &self,
        (board, column): (BoardId, ColumnId),
        rank: Option<&str>,
        except: TaskId,
    ) -> Result<Option<String>, StoreError> {
        self.first(
            "SELECT rank FROM card WHERE board = $1 AND archived_at = 0 AND column_id = $2
                 AND $3 < rank AND task <> $4 ORDER BY rank LIMIT 1",
            values![board, column, rank.unwrap_or_default(), except],
            |row| row.text(0),
        )
    }

    /// The last rank in a column before `rank`, or of all; that of `except` does not count.
    ///
    /// # Errors
    /// As any query.
    pub fn rank_before(
        &self,
        (board, column): (BoardId, ColumnId),
        rank: Option<&str>,
        except: TaskId,
    ) -> Result<Option<String>, StoreError> {
        self.first(
            "SELECT rank FROM card WHERE board = $1 AND archived_at = 0 AND column_id = $2
                 AND rank < $3 AND task <> $4 ORDER BY rank DESC LIMIT 1",
            values![board, column, rank.unwrap_or(END), except],
            |row| row.text(0),
        )
    }

    /// Cards that were put away from a board, with their tasks, the newest first: those put away before an
    /// instant, or at it with a smaller id.
    ///
    /// # Errors
    /// As any query.
    pub fn archived_cards(
        &self,
        board: BoardId,
        (before, task): (Timestamp, String),
        limit: u64,
    ) -> Result<Vec<ArchivedCard>, StoreError> {
        let sql = format!(
            "SELECT {CARD}, t.body FROM card c JOIN task t ON t.id = c.task
             WHERE c.board = $1 AND 0 < c.archived_at
                 AND (c.archived_at < $2 OR (c.archived_at = $2 AND c.task < $3))
             ORDER BY c.archived_at DESC, c.task DESC LIMIT $4"
        );
        self.all(&sql, values![board, before, task, limit], |row| {
            Ok(ArchivedCard {
                card: read_card(row)?,
                task: row.json(7)?,
            })
        })
    }

    /// Minutes of the newest passages through a column, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn passages(
        &self,
        board: BoardId,
        column: ColumnId,
        limit: u64,
    ) -> Result<Vec<u64>, StoreError> {
        self.all(
            "SELECT minutes FROM passage WHERE board = $1 AND column_id = $2
             ORDER BY left_at DESC, task DESC LIMIT $3",
            values![board, column, limit],
            |row| row.number(0),
        )
    }

    /// One iteration.
    ///
    /// # Errors
    /// As any query.
    pub fn iteration(&self, id: IterationId) -> Result<Option<Iteration>, StoreError> {
        let sql = "SELECT body FROM iteration WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// Iterations of a board, newest first, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn iterations(&self, board: BoardId, limit: u64) -> Result<Vec<Iteration>, StoreError> {
        let sql = "SELECT body FROM iteration WHERE board = $1 ORDER BY id DESC LIMIT $2";
        self.all(sql, values![board, limit], |row| row.json(0))
    }

    /// How many iterations of a board are not closed.
    ///
    /// # Errors
    /// As any query.
    pub fn count_open_iterations(&self, board: BoardId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM iteration WHERE board = $1 AND closed = 0";
        let count = self.first(sql, values![board], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// How many cards an iteration has.
    ///
    /// # Errors
    /// As any query.
    pub fn count_iteration_cards(&self, id: IterationId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM card WHERE iteration = $1";
        let count = self.first(sql, values![id], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }

    /// The cards of an iteration with their tasks, in order of task; without tasks that were let go.
    ///
    /// # Errors
    /// As any query.
    pub fn iteration_cards(&self, id: IterationId) -> Result<Vec<(Card, Task)>, StoreError> {
        let sql = format!(
            "SELECT {CARD}, t.body FROM card c JOIN task t ON t.id = c.task
             WHERE c.iteration = $1 AND t.dropped_at IS NULL ORDER BY c.task LIMIT 5000"
        );
        self.all(&sql, values![id], |row| Ok((read_card(row)?, row.json(7)?)))
    }

    /// Templates that were made of boards that a person may read, by name.
    ///
    /// # Errors
    /// As any query.
    pub fn board_templates(
        &self,
        person: PersonId,
        guest: bool,
    ) -> Result<Vec<BoardTemplate>, StoreError> {
        self.all(
            "SELECT s.body FROM board_template s JOIN board b ON b.id = s.board
             WHERE b.channel IN (SELECT channel FROM membership WHERE person = $1)
                 OR b.channel IN (SELECT id FROM channel WHERE kind = $2 AND $3 = 0)
             ORDER BY s.name, s.board LIMIT 2000",
            &[person.into(), json(&ChannelKind::Public)?, guest.into()],
            |row| row.json(0),
        )
    }

    /// A template that was made of a board, by its name.
    ///
    /// # Errors
    /// As any query.
    pub fn board_template(
        &self,
        board: BoardId,
        name: &str,
    ) -> Result<Option<BoardTemplate>, StoreError> {
        let sql = "SELECT body FROM board_template WHERE board = $1 AND name = $2";
        self.first(sql, values![board, name], |row| row.json(0))
    }

    /// How many templates were made of the boards of a channel.
    ///
    /// # Errors
    /// As any query.
    pub fn count_board_templates(&self, channel: ChannelId) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM board_template s JOIN board b ON b.id = s.board
             WHERE b.channel = $1";
        let count = self.first(sql, values![channel], |row| row.number(0))?;
        Ok(count.unwrap_or(0))
    }
}

impl Tx<'_> {
    /// Writes a board, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_board(&self, board: &Board) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO board (id, channel, archived, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET archived = excluded.archived, body = excluded.body",
            &[
                board.id.into(),
                board.channel.into(),
                board.archived_at.is_some().into(),
                json(board)?,
            ],
        )?;
        Ok(())
    }

    /// Writes where a task stands on a board.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_card(&self, card: &Card) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO card (board, task, column_id, rank, entered_at, iteration, archived_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (board, task) DO UPDATE SET column_id = excluded.column_id,
                 rank = excluded.rank, entered_at = excluded.entered_at,
                 iteration = excluded.iteration, archived_at = excluded.archived_at",
            values![
                card.board,
                card.task,
                card.column,
                &card.rank,
                card.entered_at,
                card.iteration,
                card.archived_at.map_or(0, Timestamp::as_millis),
            ],
        )?;
        Ok(())
    }

    /// Takes a task off a board.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_card(&self, board: BoardId, task: TaskId) -> Result<(), StoreError> {
        let sql = "DELETE FROM card WHERE board = $1 AND task = $2";
        self.run(sql, values![board, task])?;
        Ok(())
    }

    /// Writes that a card left a column after so many minutes, and forgets all but the newest `keep`.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_passage(
        &self,
        card: &Card,
        minutes: u32,
        left_at: Timestamp,
        keep: u64,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO passage (board, column_id, left_at, task, minutes)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (board, column_id, left_at, task) DO UPDATE SET minutes = excluded.minutes",
            values![card.board, card.column, left_at, card.task, minutes],
        )?;
        self.run(
            "DELETE FROM passage WHERE board = $1 AND column_id = $2 AND left_at <
                 (SELECT MIN(left_at) FROM (SELECT left_at FROM passage
                     WHERE board = $1 AND column_id = $2 ORDER BY left_at DESC LIMIT $3) newest)",
            values![card.board, card.column, keep],
        )?;
        Ok(())
    }

    /// Writes an iteration, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_iteration(&self, iteration: &Iteration) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO iteration (id, board, closed, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET closed = excluded.closed, body = excluded.body",
            &[
                iteration.id.into(),
                iteration.board.into(),
                iteration.closed_at.is_some().into(),
                json(iteration)?,
            ],
        )?;
        Ok(())
    }

    /// Writes a template that was made of a board, in place of one of the same name.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_board_template(
        &self,
        board: BoardId,
        template: &BoardTemplate,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO board_template (board, name, body) VALUES ($1, $2, $3)
             ON CONFLICT (board, name) DO UPDATE SET body = excluded.body",
            &[board.into(), (&template.key).into(), json(template)?],
        )?;
        Ok(())
    }

    /// Deletes a template that was made of a board.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_board_template(&self, board: BoardId, name: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM board_template WHERE board = $1 AND name = $2";
        self.run(sql, values![board, name])?;
        Ok(())
    }
}
