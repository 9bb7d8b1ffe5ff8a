//! Typed ids: opaque strings on the wire that sort by the time they were made.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::Timestamp;

/// Crockford's base 32, lower case, so that ids survive being read aloud and sort as text.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Length of an id's text after its prefix: 128 bits in 5-bit digits.
const DIGITS: usize = 26;

/// Why a text is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id that begins with \"{prefix}_\" and has {DIGITS} digits after it")]
pub struct ParseIdError {
    prefix: &'static str,
}

/// Writes the 26 digits of `value`, most significant first.
fn encode(value: u128) -> [u8; DIGITS] {
    let mut digits = [0; DIGITS];
    let mut rest = value;
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[(rest & 31) as usize];
        rest >>= 5;
    }
    digits
}

/// Reads 26 digits; `None` for other lengths, foreign characters or more than 128 bits.
fn decode(text: &[u8]) -> Option<u128> {
    if text.len() != DIGITS || text.first().is_some_and(|first| *first > b'7') {
        return None;
    }
    let mut value: u128 = 0;
    for byte in text {
        let digit = ALPHABET.iter().position(|candidate| candidate == byte)?;
        value = (value << 5) | digit as u128;
    }
    Some(value)
}

/// Joins 48 bits of milliseconds with 80 more (the shape of a ULID).
fn compose(at: Timestamp, random: u128) -> u128 {
    let millis = u128::from(at.as_millis().clamp(0, (1 << 48) - 1).unsigned_abs());
    (millis << 80) | (random & ((1 << 80) - 1))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// What every id of this kind begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Makes an id from an instant and 80 bits that no other id of that instant has (the rest of
            /// `random` is ignored).
            #[must_use]
            pub fn new(at: Timestamp, random: u128) -> Self {
                Self(compose(at, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let digits = encode(self.0);
                let text = std::str::from_utf8(&digits).map_err(|_| fmt::Error)?;
                write!(f, "{}_{text}", Self::PREFIX)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                text.strip_prefix(Self::PREFIX)
                    .and_then(|rest| rest.strip_prefix('_'))
                    .and_then(|digits| decode(digits.as_bytes()))
                    .map(Self)
                    .ok_or(ParseIdError { prefix: Self::PREFIX })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-9a-hjkmnp-tv-z]{26}$")))
                    .description(Some(concat!("Opaque id, sorts by time: `", $prefix, "_…`")))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )*};
}

ids! {
    /// A person, `per_…`.
    PersonId = "per";
    /// A channel or direct conversation, `chn_…`.
    ChannelId = "chn";
    /// A topic, `top_…`.
    TopicId = "top";
    /// A message, `msg_…`.
    MessageId = "msg";
    /// A request, `req_…`.
    RequestId = "req";
    /// A delivery: what one message does to one recipient, `dlv_…`.
    DeliveryId = "dlv";
    /// A live session, `ses_…`.
    SessionId = "ses";
    /// A recording of a session, `rec_…`.
    RecordingId = "rec";
    /// A broadcast: an encoder or a player in a live session, `brd_…`.
    BroadcastId = "brd";
    /// A media connection of one client in a live session, `cnx_…`.
    ConnectionId = "cnx";
    /// A file, `fil_…`.
    FileId = "fil";
    /// An invitation, `inv_…`.
    InvitationId = "inv";
    /// An API token, `tok_…`.
    TokenId = "tok";
    /// A sign-in of one browser, `sin_…`.
    SignInId = "sin";
    /// A span of time off, `off_…`.
    TimeOffId = "off";
    /// A focus block, `foc_…`.
    FocusId = "foc";
    /// A group of people, `grp_…`.
    GroupId = "grp";
    /// A blocker on a topic or task, `blk_…`.
    BlockerId = "blk";
    /// A message that is to be sent later, `sch_…`.
    ScheduledId = "sch";
    /// A reminder, `rem_…`.
    ReminderId = "rem";
    /// An offer to talk, `tof_…`.
    TalkOfferId = "tof";
    /// A task, `tsk_…`.
    TaskId = "tsk";
    /// A board, `boa_…`.
    BoardId = "boa";
    /// A column of a board, `col_…`.
    ColumnId = "col";
    /// An iteration of a board, `itr_…`.
    IterationId = "itr";
    /// A check-in, `chk_…`.
    CheckInId = "chk";
    /// One person's turn to answer a check-in, `trn_…`.
    TurnId = "trn";
    /// A goal, `goa_…`.
    GoalId = "goa";
    /// An update of a goal or a project, `upd_…`.
    GoalUpdateId = "upd";
    /// A poll, `pol_…`.
    PollId = "pol";
    /// A recorded decision, `dec_…`.
    RecordId = "dec";
    /// A proposed change of an agreement, `prp_…`.
    ProposalId = "prp";
    /// A browser that takes pushed notifications, `psh_…`.
    PushSubscriptionId = "psh";
    /// An incident that the operator finds in the log, `inc_…`.
    IncidentId = "inc";
}

#[cfg(test)]
mod tests;
