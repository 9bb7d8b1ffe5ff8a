//! Error codes: append-only, clients switch on them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Says what went wrong, for programs. Never rename or reuse a code; new ones go at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The body or a parameter does not have the shape the route takes; `fields` names them.
    Invalid,
    /// Nobody is signed in, or the token is unknown or expired.
    SignedOut,
    /// Email or password is wrong.
    WrongPassword,
    /// The person's role or the token's scopes do not allow this.
    NotAllowed,
    /// No such thing, or none that this person may see.
    NotFound,
    /// The name, address or key is taken.
    Taken,
    /// The organisation is set up already.
    AlreadySetUp,
    /// Nothing is set up yet; make the organisation first.
    NotSetUp,
    /// The invitation is over: expired, withdrawn or used.
    InvitationOver,
    /// Too many tries or requests; wait for `Retry-After`.
    TooMany,
    /// The request came from a page of another origin.
    ForeignOrigin,
    /// The entity has changed since it was read (412); read it again and decide anew.
    Stale,
    /// The text is empty where one is needed.
    TextEmpty,
    /// The text is longer than its bound.
    TextTooLong,
    /// The body or file is larger than its bound.
    TooLarge,
    /// The state does not allow this: the topic is resolved, the request answered, the call over.
    WrongState,
    /// Everything is busy; the same request may be sent again.
    Overloaded,
    /// The disk is full or cannot be written; nothing was changed.
    StorageUnavailable,
    /// A mistake of ours; `incident` finds it in the log.
    Internal,
    /// The media server cannot be reached or refused the offer.
    MediaUnavailable,
    /// The person cannot be rung now; `guard` says why and what to do instead.
    Guarded,
    /// The week's urgent messages are spent: send it to those on duty, or ask somebody to confirm it.
    UrgentSpent,
}

/// One field of a form and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// The field's name, with dots into nested ones (`weekly.3.from`).
    pub field: String,
    /// What is wrong and what would be right, for people.
    pub detail: String,
}

/// An error as the wire carries it (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// The code's page, or `about:blank`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status' own words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong, for programs.
    pub code: ErrorCode,
    /// What went wrong and what to do, for people.
    pub detail: String,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Finds the cause in the operator's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}
