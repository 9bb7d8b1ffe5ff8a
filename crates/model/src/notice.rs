//! A notice: one thing that a person is told outside the open app, before it is a push or a letter.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a notice is about, in the words of `DeliveryAbout`, without what it points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// A message: it asks them, answers them, or stands where they listen.
    Message,
    /// A call rings, or rang.
    Ring,
    /// What they wanted to be reminded of.
    Reminder,
    /// A request of theirs to answer is overdue.
    Nudge,
    /// A request they wait for is overdue.
    Overdue,
    /// Nobody is left to ring for their urgent request.
    NobodyLeft,
    /// Somebody is stuck and asks for help.
    Blocker,
    /// They went back and forth often enough to talk.
    Talk,
    /// Somebody asks them to confirm that a message is urgent.
    Confirm,
    /// Was it urgent?
    Verdict,
    /// A change of their team's agreement is proposed.
    Proposal,
    /// Their team's agreement wants to be looked at again.
    Review,
    /// A scheduled message of theirs could not be sent.
    NotSent,
    /// The views of all asked people are written.
    ViewsIn,
    /// Something about a task.
    Task,
    /// A check-in asks them, or its report is made.
    CheckIn,
    /// A goal or a project they follow was updated.
    Update,
    /// A poll closes soon, or is closed.
    Poll,
    /// What was for information, when a working day begins.
    Digest,
    /// Several that waited and arrive together.
    Together,
}

/// One thing that a person is told. Its texts are plain, without markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// Who and where, in one line: "Ana · Pump 3 leaks".
    pub title: String,
    /// What was said; may be cut where there is no room for it.
    pub body: String,
    /// Where the app opens on it, from the root of its address: `/topics/…`.
    pub path: String,
    /// Where the app explains why they are told now, from the root of its address.
    pub why: Option<String>,
    /// What it belongs to, for example its topic's id. On a device a newer notice takes the place
    /// of an older one with the same tag; letters with the same tag stand in one thread.
    pub tag: Option<String>,
    /// Whether it pierces focus, off and do-not-disturb.
    pub urgent: bool,
    /// For how long it is worth telling to a device that is not reached at once, in seconds; 0 for
    /// now or never.
    pub lasts_seconds: u32,
}
