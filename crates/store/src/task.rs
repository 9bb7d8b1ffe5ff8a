//! Tasks, their texts, people, waits and history.

use model::channel::ChannelKind;
use model::file::File;
use model::id::{ChannelId, FileId, PersonId, TaskId, TopicId};
use model::task::{ChecklistLine, Task, TaskHistory, TaskOrigin};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::file::read_file;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

/// What a task's page shows besides the task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskText {
    /// Its description, Markdown.
    pub text: String,
    /// The same as HTML, cleaned.
    pub html: String,
    /// Its checklist.
    pub lines: Vec<ChecklistLine>,
}

/// Which tasks are looked for among those a reader may see.
#[derive(Clone, Debug, Default)]
pub struct TaskSearch {
    /// Those of this owner.
    pub owner: Option<PersonId>,
    /// Those of this channel.
    pub channel: Option<ChannelId>,
    /// Only what is still to be done.
    pub open: bool,
    /// Whose title or labels hold this, in lower case.
    pub words: String,
    /// Those after this one.
    pub after: Option<TaskId>,
    /// As many at most.
    pub limit: u64,
}

/// Writes `text` so that `LIKE` finds it anywhere, and nothing in it is a pattern.
pub(crate) fn pattern(text: &str) -> String {
    let mut found = String::with_capacity(text.len() + 2);
    found.push('%');
    for one in text.chars() {
        if matches!(one, '%' | '_' | '\\') {
            found.push('\\');
        }
        found.push(one);
    }
    found.push('%');
    found
}

/// By what a task is found: its title and labels, in lower case.
fn words_of(task: &Task) -> String {
    let mut words = task.title.to_lowercase();
    for label in &task.labels {
        words.push('\n');
        words.push_str(&label.to_lowercase());
    }
    words
}

fn text_of<T: ToString>(id: Option<T>) -> String {
    id.map_or_else(String::new, |id| id.to_string())
}

impl View<'_> {
    /// Tasks that a person owns or helps with, open or finished after `since`, in order of id.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn tasks_around(
        &self,
        person: PersonId,
        since: Timestamp,
    ) -> Result<Vec<Task>, StoreError> {
        self.all(
            "SELECT t.body FROM task_person p JOIN task t ON t.id = p.task
             WHERE p.person = $1 AND t.dropped_at IS NULL
                 AND (t.finished_at IS NULL OR $2 <= t.finished_at)
             ORDER BY t.id LIMIT 10000",
            values![person, since],
            |row| row.json(0),
        )
    }

    /// Tasks that a person owns or helps with in a channel or on a board of it, closed and dropped ones too, in
    /// order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn tasks_of_in(
        &self,
        person: PersonId,
        channel: ChannelId,
    ) -> Result<Vec<Task>, StoreError> {
        self.all(
            "SELECT t.body FROM task_person p JOIN task t ON t.id = p.task
             WHERE p.person = $1 AND (t.channel = $2
                 OR EXISTS (SELECT 1 FROM card c JOIN board b ON b.id = c.board
                     WHERE c.task = t.id AND b.channel = $2))
             ORDER BY t.id LIMIT 10000",
            values![person, channel],
            |row| row.json(0),
        )
    }

    /// One task.
    ///
    /// # Errors
    /// As any query.
    pub fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        let sql = "SELECT body FROM task WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// The task whose comments a topic holds.
    ///
    /// # Errors
    /// As any query.
    pub fn task_of_topic(&self, topic: TopicId) -> Result<Option<Task>, StoreError> {
        let sql = "SELECT body FROM task WHERE topic = $1 ORDER BY id LIMIT 1";
        self.first(sql, values![topic], |row| row.json(0))
    }

    /// The task that an import made of `key`, a name of the source and an id there.
    ///
    /// # Errors
    /// As any query.
    pub fn imported_task(&self, key: &str) -> Result<Option<Task>, StoreError> {
        let sql = "SELECT body FROM task WHERE import_key = $1 ORDER BY id LIMIT 1";
        self.first(sql, values![key], |row| row.json(0))
    }

    /// The task that came after a recurring one.
    ///
    /// # Errors
    /// As any query.
    pub fn recurred_task(&self, before: TaskId) -> Result<Option<Task>, StoreError> {
        self.imported_task(&before.to_string())
    }

    /// Description and checklist of a task.
    ///
    /// # Errors
    /// As any query.
    pub fn task_text(&self, id: TaskId) -> Result<TaskText, StoreError> {
        let sql = "SELECT text, html, lines FROM task_text WHERE task = $1";
        let found = self.first(sql, values![id], |row| {
            Ok(TaskText {
                text: row.text(0)?,
                html: row.text(1)?,
                lines: row.json(2)?,
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// What hangs on a task, in order.
    ///
    /// # Errors
    /// As any query.
    pub fn task_files(&self, id: TaskId) -> Result<Vec<File>, StoreError> {
        self.all(
            "SELECT f.id, f.name, f.media_type, f.bytes, f.width, f.height, f.thumbnail,
                 f.uploaded_by, f.created_at, f.clip
             FROM task_file a JOIN file f ON f.id = a.file WHERE a.task = $1
             ORDER BY a.position LIMIT 200",
            values![id],
            read_file,
        )
    }

    /// The tasks that a file hangs on.
    ///
    /// # Errors
    /// As any query.
    pub fn tasks_using(&self, file: FileId) -> Result<Vec<Task>, StoreError> {
        self.all(
            "SELECT t.body FROM task_file a JOIN task t ON t.id = a.task WHERE a.file = $1
             ORDER BY t.id LIMIT 200",
            values![file],
            |row| row.json(0),
        )
    }

    /// The tasks that wait on a task, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn tasks_waiting_on(&self, id: TaskId) -> Result<Vec<Task>, StoreError> {
        self.all(
            "SELECT t.body FROM task_wait w JOIN task t ON t.id = w.task WHERE w.waits_on = $1
             ORDER BY t.id LIMIT 1000",
            values![id],
            |row| row.json(0),
        )
    }

    /// The channels of the boards that a task stands on, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn card_channels(&self, id: TaskId) -> Result<Vec<ChannelId>, StoreError> {
        self.all(
            "SELECT DISTINCT b.channel FROM card c JOIN board b ON b.id = c.board
             WHERE c.task = $1 ORDER BY b.channel LIMIT 200",
            values![id],
            |row| row.id(0),
        )
    }

    /// What was changed of a task, newest first, at most `limit`.
    ///
    /// # Errors
    /// As any query.
    pub fn task_history(&self, id: TaskId, limit: u64) -> Result<Vec<TaskHistory>, StoreError> {
        self.all(
            "SELECT body FROM task_history WHERE task = $1 ORDER BY number DESC LIMIT $2",
            values![id, limit],
            |row| row.json(0),
        )
    }

    /// What a person changed of tasks between two instants, oldest first, with the task of each.
    ///
    /// # Errors
    /// As any query.
    pub fn task_changes_by(
        &self,
        person: PersonId,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<(Task, TaskHistory)>, StoreError> {
        self.all(
            "SELECT t.body, h.body FROM task_history h JOIN task t ON t.id = h.task
             WHERE h.person = $1 AND $2 <= h.at AND h.at < $3
             ORDER BY h.at, h.task, h.number LIMIT 1000",
            values![person, from, until],
            |row| Ok((row.json(0)?, row.json(1)?)),
        )
    }

    /// What a person said about being told of a task's changes; `None` if they said nothing.
    ///
    /// # Errors
    /// As any query.
    pub fn task_watch(&self, id: TaskId, person: PersonId) -> Result<Option<bool>, StoreError> {
        let sql = "SELECT watches FROM task_watch WHERE task = $1 AND person = $2";
        self.first(sql, values![id, person], |row| row.truth(0))
    }

    /// Who said that they want to be told of a task's changes, or do not.
    ///
    /// # Errors
    /// As any query.
    pub fn task_watches(&self, id: TaskId) -> Result<Vec<(PersonId, bool)>, StoreError> {
        self.all(
            "SELECT person, watches FROM task_watch WHERE task = $1 ORDER BY person LIMIT 2000",
            values![id],
            |row| Ok((row.id(0)?, row.truth(1)?)),
        )
    }

    /// Tasks of a search that a person may see, in order of id; what was let go is left out.
    ///
    /// # Errors
    /// As any query.
    pub fn tasks_seen(
        &self,
        person: PersonId,
        guest: bool,
        search: &TaskSearch,
    ) -> Result<Vec<Task>, StoreError> {
        self.all(
            "WITH readable AS (
                 SELECT channel FROM membership WHERE person = $1
                 UNION SELECT id FROM channel WHERE kind = $2 AND $3 = 0
             )
             SELECT t.body FROM task t
             WHERE $4 < t.id AND t.dropped_at IS NULL
                 AND ($5 = '' OR t.owner = $5) AND ($6 = '' OR t.channel = $6)
                 AND ($7 = 0 OR t.finished_at IS NULL) AND t.words LIKE $8 ESCAPE '\\'
                 AND (EXISTS (SELECT 1 FROM task_person p WHERE p.task = t.id AND p.person = $1)
                     OR t.channel IN (SELECT channel FROM readable)
                     OR EXISTS (SELECT 1 FROM card c JOIN board b ON b.id = c.board
                         WHERE c.task = t.id AND b.channel IN (SELECT channel FROM readable))
                     OR (t.created_by = $1 AND t.channel IS NULL
                         AND NOT EXISTS (SELECT 1 FROM card c WHERE c.task = t.id)))
             ORDER BY t.id LIMIT $9",
            &[
                person.into(),
                json(&ChannelKind::Public)?,
                guest.into(),
                text_of(search.after).into(),
                text_of(search.owner).into(),
                text_of(search.channel).into(),
                search.open.into(),
                pattern(&search.words).into(),
                search.limit.into(),
            ],
            |row| row.json(0),
        )
    }
}

impl Tx<'_> {
    /// Writes a task, new or changed, with its people and what it waits on.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_task(&self, task: &Task) -> Result<(), StoreError> {
        let key = match &task.origin {
            Some(TaskOrigin::Import { source, key }) => Some(format!("{source} {key}")),
            Some(TaskOrigin::Recurred { task }) => Some(task.to_string()),
            _ => None,
        };
        self.run(
            "INSERT INTO task (id, owner, channel, topic, created_by, finished_at, dropped_at,
                 words, import_key, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, channel = excluded.channel,
                 topic = excluded.topic, finished_at = excluded.finished_at,
                 dropped_at = excluded.dropped_at, words = excluded.words, body = excluded.body",
            &[
                task.id.into(),
                task.owner.into(),
                task.channel.into(),
                task.topic.into(),
                task.created_by.into(),
                task.finished_at.into(),
                task.dropped_at.into(),
                words_of(task).into(),
                key.into(),
                json(task)?,
            ],
        )?;
        self.run("DELETE FROM task_person WHERE task = $1", values![task.id])?;
        for person in task.owner.iter().chain(&task.helpers) {
            self.run(
                "INSERT INTO task_person (task, person) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                values![task.id, *person],
            )?;
        }
        self.run("DELETE FROM task_wait WHERE task = $1", values![task.id])?;
        for other in &task.waits_on {
            self.run(
                "INSERT INTO task_wait (task, waits_on) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                values![task.id, *other],
            )?;
        }
        Ok(())
    }

    /// Writes description and checklist of a task.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_task_text(&self, id: TaskId, text: &TaskText) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO task_text (task, text, html, lines) VALUES ($1, $2, $3, $4)
             ON CONFLICT (task) DO UPDATE SET text = excluded.text, html = excluded.html,
                 lines = excluded.lines",
            &[
                id.into(),
                (&text.text).into(),
                (&text.html).into(),
                json(&text.lines)?,
            ],
        )?;
        Ok(())
    }

    /// Writes what hangs on a task, in that order.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_task_files(&self, id: TaskId, files: &[File]) -> Result<(), StoreError> {
        self.run("DELETE FROM task_file WHERE task = $1", values![id])?;
        for (position, file) in (0_u64..).zip(files) {
            self.run(
                "INSERT INTO task_file (task, file, position) VALUES ($1, $2, $3)",
                values![id, file.id, position],
            )?;
        }
        Ok(())
    }

    /// Writes one line of a task's history.
    ///
    /// # Errors
    /// As any statement.
    pub fn insert_task_history(&self, id: TaskId, line: &TaskHistory) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO task_history (task, number, at, person, body)
             VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM task_history WHERE task = $1),
                 $2, $3, $4)",
            &[id.into(), line.at.into(), line.by.into(), json(line)?],
        )?;
        Ok(())
    }

    /// Writes whether a person wants to be told of a task's changes.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_task_watch(
        &self,
        id: TaskId,
        person: PersonId,
        watches: bool,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO task_watch (task, person, watches) VALUES ($1, $2, $3)
             ON CONFLICT (task, person) DO UPDATE SET watches = excluded.watches",
            values![id, person, watches],
        )?;
        Ok(())
    }
}
