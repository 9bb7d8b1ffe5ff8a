//! Invitations, tokens and what sign-in and set-up take.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::id::{InvitationId, PersonId, TokenId};
use crate::person::Role;
use crate::time::Timestamp;

/// An invitation into the organisation. Its secret code is shown once, when it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The role its taker gets.
    pub role: Role,
    /// Who made it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
    /// Until when it can be taken.
    pub expires_at: Timestamp,
    /// Who took it.
    pub accepted_by: Option<PersonId>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}

/// What a token may do.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Read all that the person may see.
    Read,
    /// Write messages, reactions, topics, files, requests, read positions.
    Write,
    /// Join and start live sessions.
    Live,
    /// What the person's admin role allows.
    Admin,
    /// Send into live sessions by an encoder (WHIP), and nothing else.
    Publish,
    /// Watch live sessions by a player (WHEP), and nothing else.
    Watch,
}

/// An API token. Its secret is shown once, when it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// What it is for, in its maker's words.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends; `None` until it is deleted.
    pub expires_at: Option<Timestamp>,
}
