//! Offers to talk.

use model::id::{PersonId, TalkOfferId, TopicId};
use model::message::MessageBody;
use model::talk::{TalkOffer, TalkOfferState};
use model::time::Timestamp;

use crate::error::StoreError;
use crate::tx::{Tx, View};
use crate::value::{Value, json};
use crate::values;

impl View<'_> {
    /// One offer.
    ///
    /// # Errors
    /// As any query; so for those below.
    pub fn talk_offer(&self, id: TalkOfferId) -> Result<Option<TalkOffer>, StoreError> {
        let sql = "SELECT body FROM talk_offer WHERE id = $1";
        self.first(sql, values![id], |row| row.json(0))
    }

    /// The newest offer to two people on a topic.
    ///
    /// # Errors
    /// As any query.
    pub fn newest_talk_offer(
        &self,
        topic: TopicId,
        a: PersonId,
        b: PersonId,
    ) -> Result<Option<TalkOffer>, StoreError> {
        self.first(
            "SELECT body FROM talk_offer WHERE topic = $1 AND one = $2 AND other = $3
             ORDER BY id DESC LIMIT 1",
            values![topic, a.min(b), a.max(b)],
            |row| row.json(0),
        )
    }

    /// Open offers to a person in channels they are in, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_talk_offers(&self, person: PersonId) -> Result<Vec<TalkOffer>, StoreError> {
        self.all(
            "SELECT body FROM talk_offer
             WHERE (one = $1 OR other = $1) AND open = 1
                 AND channel IN (SELECT channel FROM membership WHERE person = $1)
             ORDER BY id LIMIT 500",
            values![person],
            |row| row.json(0),
        )
    }
}

/// One message of a topic, as far as round trips go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidRow {
    /// Who wrote it.
    pub author: PersonId,
    /// When.
    pub at: Timestamp,
    /// Whom it asks.
    pub asked: Vec<PersonId>,
    /// Who wrote the message it replies to.
    pub replies_to: Option<PersonId>,
}

impl View<'_> {
    /// What people wrote in a topic after an instant, oldest first: the newest `limit` messages that
    /// are not deleted.
    ///
    /// # Errors
    /// As any query.
    pub fn said_in(
        &self,
        topic: TopicId,
        after: Option<Timestamp>,
        limit: u64,
    ) -> Result<Vec<SaidRow>, StoreError> {
        let mut said = self.all(
            "SELECT m.author, m.sent_at, m.asked, r.author FROM message m
             LEFT JOIN message r ON r.id = m.reply_to
             WHERE m.topic = $1 AND $2 < m.sent_at AND m.body = $3 AND m.deleted_at IS NULL
             ORDER BY m.ordinal DESC LIMIT $4",
            &[
                topic.into(),
                after.unwrap_or(Timestamp::MIN).into(),
                json(&MessageBody::Text)?,
                limit.into(),
            ],
            |row| {
                Ok(SaidRow {
                    author: row.id(0)?,
                    at: row.instant(1)?,
                    asked: row.json(2)?,
                    replies_to: row.optional_id(3)?,
                })
            },
        )?;
        said.reverse();
        Ok(said)
    }

    /// Open offers on a topic, in order of id.
    ///
    /// # Errors
    /// As any query.
    pub fn open_talk_offers_on(&self, topic: TopicId) -> Result<Vec<TalkOffer>, StoreError> {
        let sql = "SELECT body FROM talk_offer WHERE topic = $1 AND open = 1 ORDER BY id LIMIT 500";
        self.all(sql, values![topic], |row| row.json(0))
    }
}

impl Tx<'_> {
    /// Writes an offer to two people, new or changed.
    ///
    /// # Errors
    /// As any statement.
    pub fn put_talk_offer(&self, offer: &TalkOffer) -> Result<(), StoreError> {
        let one: Option<Value<'_>> = offer.people.iter().min().map(|person| (*person).into());
        let other: Option<Value<'_>> = offer.people.iter().max().map(|person| (*person).into());
        self.run(
            "INSERT INTO talk_offer (id, topic, channel, one, other, open, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO UPDATE SET open = excluded.open, body = excluded.body",
            &[
                offer.id.into(),
                offer.topic.into(),
                offer.channel.into(),
                one.unwrap_or(Value::Null),
                other.unwrap_or(Value::Null),
                (offer.state == TalkOfferState::Open).into(),
                json(offer)?,
            ],
        )?;
        Ok(())
    }
}
