//! The values that go into statements and come out of rows: text, integers, floats, blobs.

use std::borrow::Cow;
use std::str::FromStr;

use model::time::Timestamp;
use rusqlite::types::{ToSql, ToSqlOutput, Value as SqliteValue, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// A value bound to a statement, in the set SQLite and PostgreSQL share.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// SQL's NULL.
    Null,
    /// A 64-bit integer; instants are milliseconds, truth is 0 or 1.
    Integer(i64),
    /// Text; ids are text.
    Text(Cow<'a, str>),
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(SqliteValue::Null),
            Self::Integer(number) => ToSqlOutput::Owned(SqliteValue::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<bool> for Value<'_> {
    fn from(truth: bool) -> Self {
        Self::Integer(i64::from(truth))
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(at: Timestamp) -> Self {
        Self::Integer(at.as_millis())
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! from_ids {
    ($($name:ident)*) => {$(
        impl From<model::id::$name> for Value<'_> {
            fn from(id: model::id::$name) -> Self {
                Self::Text(Cow::Owned(id.to_string()))
            }
        }
    )*};
}

from_ids! {
    PersonId ChannelId TopicId MessageId RequestId DeliveryId SessionId RecordingId FileId
    InvitationId TokenId SignInId GroupId ProposalId BlockerId TalkOfferId ScheduledId ReminderId
    PushSubscriptionId BoardId ColumnId IterationId TaskId GoalId GoalUpdateId PollId RecordId
    CheckInId TurnId
}

/// A value kept as JSON text.
///
/// # Errors
/// [`StoreError::Unexpected`] if it cannot be written as JSON.
pub fn json<T: Serialize>(value: &T) -> Result<Value<'static>, StoreError> {
    Ok(Value::Text(Cow::Owned(serde_json::to_string(value)?)))
}

/// The same for a value that may be missing.
///
/// # Errors
/// As [`json`].
pub fn optional_json<T: Serialize>(value: Option<&T>) -> Result<Value<'static>, StoreError> {
    value.map_or(Ok(Value::Null), json)
}

/// Values for a statement, in the order of `$1`, `$2`, …
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::value::Value::from($value)),*]
    };
}

/// One row of an answer.
pub struct Row<'r, 's>(pub(crate) &'r rusqlite::Row<'s>);

impl Row<'_, '_> {
    /// Text.
    ///
    /// # Errors
    /// If the column is not text; so for the others below.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        Ok(self.0.get(column)?)
    }

    /// Text that may be missing.
    ///
    /// # Errors
    /// If the column is neither text nor NULL.
    pub fn optional_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        Ok(self.0.get(column)?)
    }

    /// A count or number that is never negative.
    ///
    /// # Errors
    /// If the column is no integer or negative.
    pub fn number(&self, column: usize) -> Result<u64, StoreError> {
        let number: i64 = self.0.get(column)?;
        u64::try_from(number).map_err(|_| StoreError::Unexpected(format!("{number} below zero")))
    }

    /// A number that may be missing.
    ///
    /// # Errors
    /// If the column is neither an integer from 0 nor NULL.
    pub fn optional_number(&self, column: usize) -> Result<Option<u64>, StoreError> {
        let number: Option<i64> = self.0.get(column)?;
        Ok(number.and_then(|number| u64::try_from(number).ok()))
    }

    /// A truth.
    ///
    /// # Errors
    /// If the column is no integer.
    pub fn truth(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.0.get::<_, i64>(column)? != 0)
    }

    /// An instant.
    ///
    /// # Errors
    /// If the column is no integer.
    pub fn instant(&self, column: usize) -> Result<Timestamp, StoreError> {
        Ok(Timestamp::from_millis(self.0.get(column)?))
    }

    /// An instant that may be missing.
    ///
    /// # Errors
    /// If the column is neither an integer nor NULL.
    pub fn optional_instant(&self, column: usize) -> Result<Option<Timestamp>, StoreError> {
        Ok(self
            .0
            .get::<_, Option<i64>>(column)?
            .map(Timestamp::from_millis))
    }

    /// An id or another value that reads itself from text.
    ///
    /// # Errors
    /// If the column is no text or the text is no such id.
    pub fn id<T: FromStr>(&self, column: usize) -> Result<T, StoreError> {
        let ValueRef::Text(bytes) = self.0.get_ref(column)? else {
            return Err(StoreError::Unexpected(format!(
                "column {column} is no text"
            )));
        };
        std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| StoreError::Unexpected(format!("column {column} is no id")))
    }

    /// An id that may be missing.
    ///
    /// # Errors
    /// If the column holds text that is no such id.
    pub fn optional_id<T: FromStr>(&self, column: usize) -> Result<Option<T>, StoreError> {
        if matches!(self.0.get_ref(column)?, ValueRef::Null) {
            return Ok(None);
        }
        self.id(column).map(Some)
    }

    /// A value kept as JSON text that may be missing.
    ///
    /// # Errors
    /// If there is text and it is not JSON of that type.
    pub fn optional_json<T: DeserializeOwned>(
        &self,
        column: usize,
    ) -> Result<Option<T>, StoreError> {
        if matches!(self.0.get_ref(column)?, ValueRef::Null) {
            return Ok(None);
        }
        self.json(column).map(Some)
    }

    /// A value kept as JSON text.
    ///
    /// # Errors
    /// If the text is not JSON of that type.
    pub fn json<T: DeserializeOwned>(&self, column: usize) -> Result<T, StoreError> {
        let ValueRef::Text(bytes) = self.0.get_ref(column)? else {
            return Err(StoreError::Unexpected(format!(
                "column {column} is no text"
            )));
        };
        Ok(serde_json::from_slice(bytes)?)
    }
}
