//! People, their roles, and what the organisation is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::availability::{Region, WorkSpan};
use crate::id::PersonId;
use crate::settings::Settings;
use crate::time::Timestamp;

/// What a person may do in the organisation, from least to most.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees only the channels they were added to and the people in them.
    Guest,
    /// Sees everyone and every public channel.
    Member,
    /// Also invites, disables and sets up.
    Admin,
    /// Also makes and unmakes admins; there is always one.
    Owner,
}

/// An account of one human being.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// How they are called.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// IANA time zone, for example `Europe/Berlin`.
    pub time_zone: String,
    /// Where they work from, in their own words ("Berlin"); empty if they did not say.
    pub place: String,
    /// Since when they belong to the organisation.
    pub joined_at: Timestamp,
    /// Since when the account is closed; nobody is asked, rung or told any more.
    pub disabled_at: Option<Timestamp>,
    /// Rises with every change; sent back in `If-Match`.
    pub version: u64,
}

/// The one company of an installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// When it was set up.
    pub created_at: Timestamp,
    /// Whether it holds the sample team (`meanwhile demo`) and may be wiped in one click.
    pub sample: bool,
    /// How far a sample's clock was moved ahead of the real one, in milliseconds.
    pub clock_ahead_ms: u64,
    /// The working week of who has set none.
    pub default_week: Vec<WorkSpan>,
    /// The numbers of the attention rules.
    pub settings: Settings,
    /// Regions and their holidays, in order of name.
    pub regions: Vec<Region>,
    /// Rises with every change.
    pub version: u64,
}

/// The signed-in person's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// Who it is.
    pub person: Person,
    /// Where they sign in; shown to nobody else but admins.
    pub email: String,
    /// Where they belong.
    pub organisation: Organisation,
    /// Whether they want letters of what they have not read.
    pub mail: bool,
}
