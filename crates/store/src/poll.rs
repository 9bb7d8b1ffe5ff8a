//! Polls, votes and recorded decisions.

use model::channel::ChannelKind;
use model::id::{ChannelId, PersonId, PollId, RecordId, TopicId};
use model::poll::{DecisionRecord, Poll, Vote};

use crate::error::StoreError;
use crate::task::pattern;
use crate::tx::{Tx, View};
use crate::value::json;
use crate::values;

/// Which recorded decisions are looked for, newest first.
#[derive(Clone, Debug)]
pub struct RecordSearch {
    /// Those of this channel.
    pub channel: Option<ChannelId>,
    /// Those of the channels that this person is in.
    pub reader: PersonId,
    /// And those of public channels.
    pub public: bool,
    /// Whose words hold this, in lower case.
    pub words: String,
    /// Those before this one.
    pub before: Option<RecordId>,
    /// As many at most.
    pub limit: u64,
}

/// By what a decision is found: its line and its reason, in lower case.
fn words_of(record: &DecisionRecord) -> String {
    format!("{}\n{}", record.text, record.reason).to_lowercase()
}

impl View<'_> {
    /// One poll.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn poll(&self, id: PollId) -> Result<Option<Poll>, StoreError> {
        let sql = "SELECT body FROM poll WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// A topic's polls, newest first, at most 500.
    ///
    /// # Errors
    /// As any query.
    pub fn polls_on(&self, topic: TopicId) -> Result<Vec<Poll>, StoreError> {
        let sql = "SELECT body FROM poll WHERE topic = $1 ORDER BY id DESC LIMIT 500";
        self.all(sql, values![topic], |row| row.json(0))
    }

    /// Open polls of the channels a person is in, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_polls_of(&self, person: PersonId) -> Result<Vec<Poll>, StoreError> {
        self.all(
            "SELECT body FROM poll
             WHERE open = 1 AND channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id LIMIT 2000",
            values![person],
            |row| row.json(0),
        )
    }

    /// Open polls of a channel, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_polls_in(&self, channel: ChannelId) -> Result<Vec<Poll>, StoreError> {
        let sql = "SELECT body FROM poll WHERE channel = $1 AND open = 1 ORDER BY id LIMIT 2000";
        self.all(sql, values![channel], |row| row.json(0))
    }

    /// The votes of a poll, in order of person.
    ///
    /// # Errors
    /// As any query.
    pub fn votes(&self, poll: PollId) -> Result<Vec<Vote>, StoreError> {
        self.all(
            "SELECT person, options, at FROM poll_vote WHERE poll = $1
             ORDER BY person LIMIT 10000",
            values![poll],
            |row| {
                Ok(Vote {
                    person: row.id(0)?,
                    options: row.json(1)?,
                    at: row.instant(2)?,
                })
            },
        )
    }

    /// Who was reminded of a poll.
    ///
    /// # Errors
    /// As any query.
    pub fn reminded_of(&self, poll: PollId) -> Result<Vec<PersonId>, StoreError> {
        let sql = "SELECT person FROM poll_reminded WHERE poll = $1 ORDER BY person LIMIT 10000";
        self.all(sql, values![poll], |row| row.id(0))
    }

    /// One recorded decision.
    ///
    /// # Errors
    /// As any query.
    pub fn decision_record(&self, id: RecordId) -> Result<Option<DecisionRecord>, StoreError> {
        let sql = "SELECT body FROM decision_record WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// Recorded decisions, newest first.
    ///
    /// # Errors
    /// As any query.
    pub fn decision_records(
        &self,
        search: &RecordSearch,
    ) -> Result<Vec<DecisionRecord>, StoreError> {
        let channel = search.channel.map(|id| id.to_string()).unwrap_or_default();
        // Every id is below this.
        let before = search
            .before
            .map_or_else(|| "e".to_owned(), |id| id.to_string());
        self.all(
            "SELECT body FROM decision_record
             WHERE ($1 = '' OR channel = $1) AND id < $2
                 AND (channel IN (SELECT channel FROM membership WHERE person = $3)
                     OR $4 = 1 AND channel IN (SELECT id FROM channel WHERE kind = $5))
                 AND words LIKE $6 ESCAPE '\\'
             ORDER BY id DESC LIMIT $7",
            &[
                channel.into(),
                before.into(),
                search.reader.into(),
                search.public.into(),
                json(&ChannelKind::Public)?,
                pattern(&search.words.to_lowercase()).into(),
                search.limit.into(),
            ],
            |row| row.json(0),
        )
    }
}

impl Tx<'_> {
    /// Writes a poll, new or changed.
    ///
    /// # Errors
    /// As any statement; so for those below.
    pub fn put_poll(&self, poll: &Poll) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO poll (id, topic, channel, message, open, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET open = excluded.open, body = excluded.body",
            &[
                poll.id.into(),
                poll.topic.into(),
                poll.channel.into(),
                poll.message.into(),
                poll.closed_at.is_none().into(),
                json(poll)?,
            ],
        )?;
        Ok(())
    }

    /// Deletes a poll with its votes.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_poll(&self, id: PollId) -> Result<(), StoreError> {
        self.run("DELETE FROM poll WHERE id = $1", values![id])?;
        Ok(())
    }

    /// Writes a vote, in place of the person's earlier one.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_vote(&self, poll: PollId, vote: &Vote) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO poll_vote (poll, person, at, options) VALUES ($1, $2, $3, $4)
             ON CONFLICT (poll, person)
                 DO UPDATE SET at = excluded.at, options = excluded.options",
            &[
                poll.into(),
                vote.person.into(),
                vote.at.into(),
                json(&vote.options)?,
            ],
        )?;
        Ok(())
    }

    /// Takes a person's vote back.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_vote(&self, poll: PollId, person: PersonId) -> Result<(), StoreError> {
        let sql = "DELETE FROM poll_vote WHERE poll = $1 AND person = $2";
        self.run(sql, values![poll, person])?;
        Ok(())
    }

    /// Deletes all votes of a poll: from then on nobody can find out who voted for what.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_votes(&self, poll: PollId) -> Result<(), StoreError> {
        self.run("DELETE FROM poll_vote WHERE poll = $1", values![poll])?;
        Ok(())
    }

    /// Notes that a person was reminded of a poll.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_reminded(&self, poll: PollId, person: PersonId) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO poll_reminded (poll, person) VALUES ($1, $2)
             ON CONFLICT (poll, person) DO NOTHING",
            values![poll, person],
        )?;
        Ok(())
    }

    /// Writes a recorded decision, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_decision_record(&self, record: &DecisionRecord) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO decision_record (id, topic, channel, message, words, body)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET words = excluded.words, body = excluded.body",
            &[
                record.id.into(),
                record.topic.into(),
                record.channel.into(),
                record.message.into(),
                words_of(record).into(),
                json(record)?,
            ],
        )?;
        Ok(())
    }

    /// Deletes a recorded decision.
    ///
    /// # Errors
    /// As any statement.
    pub fn delete_decision_record(&self, id: RecordId) -> Result<(), StoreError> {
        self.run("DELETE FROM decision_record WHERE id = $1", values![id])?;
        Ok(())
    }
}
