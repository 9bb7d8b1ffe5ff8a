//! The story as it is written in `sample/story/*.toml`, read into data.

pub(super) mod work;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

use model::agreement::AgreedMode;
use model::channel::ChannelKind;
use model::message::Expectation;
use model::person::Role;
use model::settings::TeamSettings;
use model::time::Timestamp;
use model::topic::TopicLevel;
use serde::Deserialize;
use serde::de::Error as _;

/// Why the story cannot be read: a mistake of ours that the tests find.
pub(super) type Fault = Box<dyn std::error::Error + Send + Sync>;

/// The files with channels, in the order in which the channels are made.
const ROOMS: [&str; 5] = [
    include_str!("story/company.toml"),
    include_str!("story/firmware.toml"),
    include_str!("story/field_visits.toml"),
    include_str!("story/funding.toml"),
    include_str!("story/workbench.toml"),
];

/// The whole story.
pub(super) struct Script {
    pub(super) team: Team,
    pub(super) rooms: Vec<Room>,
    pub(super) directs: Vec<Talk>,
    pub(super) work: work::Work,
}

/// `team.toml`: who they are.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Team {
    pub(super) organisation: String,
    pub(super) person: Vec<Player>,
    #[serde(default)]
    pub(super) group: Vec<GroupScript>,
    /// What the owner has planned for later when the story is told.
    #[serde(default)]
    pub(super) later: Vec<LaterScript>,
}

/// A group. The first of `people` made it; `@Name` in a text asks it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupScript {
    /// One word.
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) people: Vec<String>,
    /// Who takes turns on duty, a week each, from Monday 09:00 on the clock of the first.
    #[serde(default)]
    pub(super) rota: Vec<String>,
    #[serde(default)]
    pub(super) proposal: Vec<ProposalScript>,
}

/// A proposed change of a group's agreement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposalScript {
    pub(super) by: String,
    pub(super) when: When,
    pub(super) note: String,
    /// Who adopted it, and when.
    pub(super) adopted: Option<Resolved>,
    /// The numbers it sets.
    #[serde(default)]
    pub(super) settings: TeamSettings,
    /// Hours without anything ordinary.
    #[serde(default)]
    pub(super) quiet: Vec<Hours>,
    /// Hours without meetings.
    #[serde(default)]
    pub(super) meeting_free: Vec<Hours>,
    /// Which mode for what.
    #[serde(default)]
    pub(super) modes: Vec<AgreedMode>,
    pub(super) text: String,
}

/// Something the owner has planned: a reminder, something saved, a message that is sent later.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LaterScript {
    /// The title of the topic it is about.
    pub(super) topic: String,
    /// The words of a reminder.
    pub(super) note: Option<String>,
    /// Minutes after the story is told; left out: saved without an instant.
    pub(super) minutes: Option<u64>,
    /// The text of a message, sent at the next working minute of `to`.
    pub(super) text: Option<String>,
    pub(super) to: Option<String>,
}

/// One person. Elsewhere in the story they are called by the first word of their name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Player {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: Role,
    pub(super) time_zone: String,
    pub(super) place: String,
    /// When they came, if not at the beginning.
    pub(super) joined: Option<When>,
    /// Working hours such as `Mon-Fri 09:00-18:00`, in their own zone; none: the default week.
    #[serde(default)]
    pub(super) hours: Vec<Hours>,
    /// Weekly focus blocks, written alike.
    #[serde(default)]
    pub(super) focus: Vec<Hours>,
    pub(super) away: Option<Away>,
    /// They work at the moment at which the story is told, whenever that is.
    #[serde(default)]
    pub(super) here_now: bool,
}

/// Time off, in whole days of their own zone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Away {
    /// First day, in working days before the newest.
    pub(super) from_day: i16,
    /// The day they are back; negative: so many working days after the newest.
    pub(super) until_day: i16,
    pub(super) note: String,
    pub(super) deputy: String,
}

/// One file of a channel. The first of `people` made it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Room {
    pub(super) name: String,
    pub(super) kind: ChannelKind,
    pub(super) purpose: String,
    pub(super) people: Vec<String>,
    pub(super) topic: Vec<Talk>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Directs {
    direct: Vec<Talk>,
}

/// A topic, which whoever writes first in it opened; or a direct conversation, which has people
/// instead of a title.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Talk {
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) people: Vec<String>,
    pub(super) message: Vec<MessageScript>,
    #[serde(default)]
    pub(super) call: Vec<CallScript>,
    #[serde(default)]
    pub(super) blocker: Vec<BlockerScript>,
    #[serde(default)]
    pub(super) poll: Vec<work::PollScript>,
    #[serde(default)]
    pub(super) decision: Vec<work::DecisionScript>,
    /// Who called it done, and when.
    pub(super) resolved: Option<Resolved>,
    /// Who wants to hear more or less of it than usual.
    #[serde(default)]
    pub(super) levels: BTreeMap<String, TopicLevel>,
}

/// Who called a topic done, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Resolved {
    pub(super) by: String,
    pub(super) when: When,
}

/// Somebody is stuck on a topic.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockerScript {
    pub(super) by: String,
    pub(super) when: When,
    pub(super) text: String,
    /// Who resolved it, and when.
    pub(super) resolved: Option<Resolved>,
    /// How, in one line.
    #[serde(default)]
    pub(super) outcome: String,
}

/// A message. `@Ruth` in its text asks Ruth, `@_Ruth` names her without asking.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MessageScript {
    /// What other messages of the topic call it.
    pub(super) id: Option<String>,
    pub(super) by: String,
    pub(super) when: When,
    pub(super) text: String,
    /// `now`, `today`, `this_week` or `in 35m` (after the story is told); left out: nothing.
    #[serde(default)]
    pub(super) wants: Wants,
    /// The `id` of the message it replies to.
    pub(super) reply_to: Option<String>,
    /// An emoji and who gave it: `👍 Ruth Ben`.
    #[serde(default)]
    pub(super) reactions: Vec<String>,
    /// Names of files in `sample/assets`.
    #[serde(default)]
    pub(super) attach: Vec<String>,
    /// Texts that replaced the first one, in order.
    #[serde(default)]
    pub(super) edits: Vec<EditScript>,
    /// Minutes after which its author deleted it.
    pub(super) deleted_after: Option<u64>,
    /// When its request was acknowledged without a message.
    pub(super) acknowledged: Option<When>,
    /// When its author took its request back.
    pub(super) withdrawn: Option<When>,
    /// When its request was handed to somebody else, and to whom.
    pub(super) delegated: Option<Delegated>,
    /// Why it is urgent.
    pub(super) urgent: Option<String>,
    /// Who of those asked said afterwards that it was urgent.
    #[serde(default)]
    pub(super) found_urgent: Vec<String>,
    /// The owner has read everything before it, and nothing from it on.
    #[serde(default)]
    pub(super) new: bool,
}

/// A text that replaced another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditScript {
    /// Minutes after the message was sent.
    pub(super) after: u64,
    pub(super) text: String,
}

/// When a request was handed to somebody else, and to whom.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Delegated {
    pub(super) when: When,
    pub(super) to: String,
}

/// A call that is over.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CallScript {
    pub(super) by: String,
    pub(super) from: When,
    pub(super) until: When,
    pub(super) rang: Vec<String>,
    /// Those of them who came; nobody: a missed call.
    #[serde(default)]
    pub(super) came: Vec<String>,
    /// Who recorded its end.
    pub(super) recorded_by: Option<String>,
    /// The line that a huddle of five minutes left; none: it was a call.
    pub(super) outcome: Option<String>,
}

/// A moment such as `3 17:20`: working days before the newest day of the story, and a time on the
/// owner's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub(super) days_back: i16,
    pub(super) hour: i8,
    pub(super) minute: i8,
}

/// How soon a message wants an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wants {
    #[default]
    Nothing,
    Now,
    Today,
    ThisWeek,
    /// So long after the story is told.
    In(Duration),
}

/// Working hours of some days: minutes of the day, from and until.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hours {
    /// First and last day, Monday is 0.
    pub(super) days: (usize, usize),
    pub(super) from: u16,
    pub(super) until: u16,
}

impl Script {
    /// Reads the story.
    pub(super) fn read() -> Result<Self, Fault> {
        let directs: Directs = toml::from_str(include_str!("story/direct.toml"))?;
        Ok(Self {
            team: toml::from_str(include_str!("story/team.toml"))?,
            rooms: ROOMS.into_iter().map(read_room).collect::<Result<_, _>>()?,
            directs: directs.direct,
            work: toml::from_str(include_str!("story/work.toml"))?,
        })
    }

    /// What is said in all topics and direct conversations.
    pub(super) fn talks(&self) -> impl Iterator<Item = &Talk> {
        let topics = self.rooms.iter().flat_map(|room| &room.topic);
        topics.chain(&self.directs)
    }

    /// All messages.
    pub(super) fn messages(&self) -> impl Iterator<Item = &MessageScript> {
        self.talks().flat_map(|talk| &talk.message)
    }
}

fn read_room(text: &str) -> Result<Room, Fault> {
    Ok(toml::from_str(text)?)
}

impl Wants {
    /// The same for a message, in a story that is told at `now`.
    pub(super) fn expectation(self, now: Timestamp) -> Expectation {
        match self {
            Self::Nothing => Expectation::None,
            Self::Now => Expectation::Now,
            Self::Today => Expectation::Today,
            Self::ThisWeek => Expectation::ThisWeek,
            Self::In(span) => Expectation::By(now.plus(span)),
        }
    }
}

fn clock(text: &str) -> Option<(i8, i8)> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute))
}

fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = clock(text)?;
    u16::try_from(i16::from(hour) * 60 + i16::from(minute)).ok()
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || {
            let (days, time) = text.split_once(' ')?;
            let (hour, minute) = clock(time)?;
            Some(Self {
                days_back: days.parse().ok()?,
                hour,
                minute,
            })
        };
        parse().ok_or_else(|| format!("not a moment such as \"3 17:20\": {text}"))
    }
}

impl FromStr for Wants {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let minutes = || text.strip_prefix("in ")?.strip_suffix('m')?.parse().ok();
        match text {
            "now" => Ok(Self::Now),
            "today" => Ok(Self::Today),
            "this_week" => Ok(Self::ThisWeek),
            _ => minutes()
                .map(|minutes: u64| Self::In(Duration::from_secs(minutes * 60)))
                .ok_or_else(|| format!("not now, today, this_week or in 35m: {text}")),
        }
    }
}

impl FromStr for Hours {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let day = |name: &str| {
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
                .iter()
                .position(|known| *known == name)
        };
        let parse = || {
            let (days, times) = text.split_once(' ')?;
            let (first, last) = days.split_once('-').unwrap_or((days, days));
            let (from, until) = times.split_once('-')?;
            Some(Self {
                days: (day(first)?, day(last)?),
                from: minute_of_day(from)?,
                until: minute_of_day(until)?,
            })
        };
        parse().ok_or_else(|| format!("not hours such as \"Mon-Fri 09:00-18:00\": {text}"))
    }
}

macro_rules! read_from_text {
    ($($name:ident)*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

read_from_text! { When Wants Hours }
