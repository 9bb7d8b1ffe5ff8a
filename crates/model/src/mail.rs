//! Mail: a letter to one person, and what became of sending it.

use serde::{Deserialize, Serialize};

use crate::notice::Notice;

/// Where somebody says that they want no more letters of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsubscribe {
    /// The page, from the root of the app's address.
    pub path: String,
    /// Whether a `POST` without sign-in to that address does it (RFC 8058), so that mail programs
    /// offer it as one click.
    pub one_click: bool,
}

/// One email to one person about one notice or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// What makes it this letter and no other, for example its delivery's id. Sent again with the
    /// same id it is the same letter, and mail programs that see it twice show it once.
    pub id: String,
    /// The recipient's name.
    pub name: String,
    /// The recipient's address.
    pub email: String,
    /// Its subject; left out, it follows from the notices.
    pub heading: Option<String>,
    /// What it tells, in this order.
    pub notices: Vec<Notice>,
    /// How to get no more of them.
    pub unsubscribe: Option<Unsubscribe>,
}

/// What became of one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// The relay took it.
    Taken,
    /// It cannot be taken now: try again later.
    Later {
        /// What happened, for the log.
        reason: String,
    },
    /// The relay takes nothing of ours until the operator changes something: it is not trusted, does
    /// not let us in, or does not take our sender's address. Try again later.
    Relay {
        /// What happened, for the operator.
        reason: String,
    },
    /// This letter will never be taken: the address does not exist, or the relay does not want it.
    Refused {
        /// What happened, for the log.
        reason: String,
    },
}
