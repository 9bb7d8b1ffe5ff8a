//! Making a task: by itself, or out of a message, a request, a check-in or a call.

use jiff::civil::Date;
use model::channel::Channel;
use model::error::ErrorCode;
use model::id::{
    BoardId, ChannelId, CheckInId, ColumnId, FileId, MessageId, PersonId, RequestId, SessionId,
    TaskId, TopicId,
};
use model::message::MessageBody;
use model::request::{Request, RequestState};
use model::task::{
    ChecklistLine, Priority, Recurrence, Stage, Task, TaskChanged, TaskDue, TaskOrigin,
};
use model::time::Timestamp;
use rules::task::{
    TaskRefusal, check_bounds, check_labels, check_lines, check_task_text, check_task_title,
};
use store::{TaskText, Tx, View};

use super::news;
use super::sight::{note, put};
use super::wants::{checked_people, checked_recurrence, checked_waits};
use crate::actor::Actor;
use crate::error::{AppError, not_found, refused};
use crate::message::{attachments, read_own, seen_message};
use crate::request::{close_as_one, put_changed, reached};
use crate::topic::{Said, say};
use crate::{App, board, channel_standing, delivery, random, text, topic_standing};

/// Out of what a task is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeFrom {
    /// A message.
    Message(MessageId),
    /// A request that it answers.
    Request(RequestId),
    /// The notes of a call.
    Session(SessionId),
    /// An answer of a check-in.
    CheckIn(CheckInId, Date),
}

/// A task that is to be made.
#[derive(Clone, Debug, Default)]
pub struct NewTask {
    /// What is to be done, one line.
    pub title: String,
    /// Its description, Markdown.
    pub text: String,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// Who helps.
    pub helpers: Vec<PersonId>,
    /// Whose members see it; left out, that of its board, or of what it is made from.
    pub channel: Option<ChannelId>,
    /// The board that it is put on.
    pub board: Option<BoardId>,
    /// The column there; the first if left out.
    pub column: Option<ColumnId>,
    /// How important it is.
    pub priority: Priority,
    /// Until when it is wanted.
    pub due: Option<TaskDue>,
    /// The day before which nobody needs to begin.
    pub start: Option<Date>,
    /// How long it takes, in minutes.
    pub estimate_minutes: Option<u32>,
    /// Words to find it by.
    pub labels: Vec<String>,
    /// Tasks that must be finished before it.
    pub waits_on: Vec<TaskId>,
    /// How it comes again.
    pub recurrence: Option<Recurrence>,
    /// Its checklist.
    pub lines: Vec<ChecklistLine>,
    /// Files of the actor that hang on it.
    pub attachments: Vec<FileId>,
    /// Out of what it is made.
    pub from: Option<MadeFrom>,
    /// What it was elsewhere, if it is imported.
    pub import: Option<(String, String)>,
}

/// A task that is to be made, with its description rendered, which happens before the writer's turn.
pub(crate) struct Ready {
    new: NewTask,
    html: String,
}

impl Ready {
    pub(crate) fn new(new: NewTask) -> Self {
        let html = html_of(&new.text);
        Self { new, html }
    }
}

/// A description as HTML; one that is refused later is not worth rendering.
pub(super) fn html_of(text: &str) -> String {
    if check_task_text(text).is_ok() {
        text::render(text).html
    } else {
        String::new()
    }
}

/// How many lines of a checklist are ticked, and how many there are.
pub(super) fn counts_of(lines: &[ChecklistLine]) -> (u16, u16) {
    let count = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
    let ticked = lines.iter().filter(|line| line.done).count();
    (count(ticked), count(lines.len()))
}

/// What a task is made from, as it is kept, and what follows for what it came from.
struct Source {
    origin: TaskOrigin,
    /// The topic that is told of it.
    topic: Option<TopicId>,
    /// The channel it stands in.
    channel: Option<ChannelId>,
    /// The request that it answers.
    request: Option<Request>,
}

fn source(view: &View<'_>, actor: &Actor, from: MadeFrom) -> Result<Source, AppError> {
    let of = |origin, topic: TopicId, channel: ChannelId| Source {
        origin,
        topic: Some(topic),
        channel: Some(channel),
        request: None,
    };
    Ok(match from {
        MadeFrom::Message(message) => {
            let (found, topic, channel, _) = seen_message(view, actor, message)?;
            if found.deleted_at.is_some() {
                return Err(refused(ErrorCode::WrongState, "the message was deleted"));
            }
            let topic = topic.id;
            of(TaskOrigin::Message { message, topic }, topic, channel.id)
        }
        MadeFrom::Request(id) => {
            let (request, channel) = reached(view, actor, id)?;
            let origin = TaskOrigin::Request {
                request: id,
                message: request.message,
                topic: request.topic,
            };
            Source {
                request: Some(request.clone()),
                ..of(origin, request.topic, channel.id)
            }
        }
        MadeFrom::Session(session) => {
            let found = view.session_seen_by(session, actor.person)?;
            let found = found.ok_or_else(not_found)?;
            let (topic, channel, _) = topic_standing(view, actor, found.topic)?;
            let topic = topic.id;
            of(TaskOrigin::Session { session, topic }, topic, channel.id)
        }
        MadeFrom::CheckIn(check_in, date) => {
            let found = view.check_in(check_in)?.ok_or_else(not_found)?;
            channel_standing(view, actor, found.channel)?;
            Source {
                origin: TaskOrigin::CheckIn { check_in, date },
                topic: None,
                channel: Some(found.channel),
                request: None,
            }
        }
    })
}

/// The channel of a new task: the named one, that of its board, or that of what it is made from; the actor
/// may write there.
fn home(
    view: &View<'_>,
    actor: &Actor,
    new: &NewTask,
    source: Option<&Source>,
) -> Result<Option<Channel>, AppError> {
    let of_board = match new.board {
        Some(board) => Some(view.board_channel(board)?.ok_or_else(not_found)?),
        None => None,
    };
    let of_source = source.and_then(|source| source.channel);
    let Some(id) = new.channel.or(of_board).or(of_source) else {
        return Ok(None);
    };
    let (channel, standing) = channel_standing(view, actor, id)?;
    rules::channel::decide_write(&channel, standing)?;
    Ok(Some(channel))
}

/// Makes a task: its row, its card, the line that says so where it came from, and whoever is told.
pub(crate) fn make(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    ready: &Ready,
    now: Timestamp,
) -> Result<Task, AppError> {
    let new = &ready.new;
    let source = match new.from {
        Some(from) => Some(source(tx, actor, from)?),
        None => None,
    };
    let channel = home(tx, actor, new, source.as_ref())?;
    let lines = check_lines(&new.lines)?;
    let task = checked(tx, actor, new, source.as_ref(), channel.as_ref(), now)?;
    let files = attachments(tx, actor, &new.attachments, &[])?;
    check_bounds(&task, files.len())?;
    check_task_text(&new.text)?;
    let (checked, checklist) = counts_of(&lines);
    let task = put(
        app,
        tx,
        Task {
            files: u16::try_from(files.len()).unwrap_or(u16::MAX),
            has_text: !new.text.trim().is_empty(),
            checked,
            checklist,
            ..task
        },
        None,
        now,
    )?;
    let text = TaskText {
        text: new.text.clone(),
        html: ready.html.clone(),
        lines,
    };
    tx.put_task_text(task.id, &text)?;
    tx.put_task_files(task.id, &files)?;
    note(tx, task.id, Some(actor.person), TaskChanged::Created, now)?;
    if task.owner.is_some_and(|owner| owner != actor.person) {
        tx.put_task_watch(task.id, actor.person, true)?;
    }
    if let Some(board) = new.board {
        board::put_new(app, tx, actor, &task, (board, new.column), now)?;
    }
    if let Some(source) = source {
        say_made(app, tx, actor, &task, source, now)?;
    }
    news::tell_people(app, tx, &task, None, Some(actor.person), now)?;
    Ok(task)
}

/// A new task as it is to be written, if it may be made.
fn checked(
    view: &View<'_>,
    actor: &Actor,
    new: &NewTask,
    source: Option<&Source>,
    channel: Option<&Channel>,
    now: Timestamp,
) -> Result<Task, AppError> {
    let id = TaskId::new(now, random());
    let imported = new.import.clone();
    let imported = imported.map(|(source, key)| TaskOrigin::Import { source, key });
    let (owner, helpers) = checked_people(view, actor, new.owner, &new.helpers, None)?;
    Ok(Task {
        id,
        title: check_task_title(&new.title)?,
        owner,
        helpers,
        channel: channel.map(|channel| channel.id),
        topic: None,
        priority: new.priority,
        due: new.due,
        due_at: None,
        start: new.start,
        estimate_minutes: new.estimate_minutes,
        labels: check_labels(&new.labels)?,
        checked: 0,
        checklist: 0,
        has_text: false,
        files: 0,
        waits_on: checked_waits(view, actor, id, &new.waits_on, &[])?,
        open_waits: 0,
        blocked: false,
        recurrence: checked_recurrence(new.recurrence.as_ref())?,
        origin: imported.or_else(|| source.map(|source| source.origin.clone())),
        stage: Stage::NotStarted,
        started_at: None,
        finished_at: None,
        dropped_at: None,
        created_by: actor.person,
        created_at: now,
        version: 1,
    })
}

/// Says in the topic that a task came from that it was made, if those who read there see it, and answers
/// the request that it came from. Who asked is told when it is finished.
fn say_made(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    task: &Task,
    source: Source,
    now: Timestamp,
) -> Result<(), AppError> {
    let mut said = None;
    if let Some(topic) = source.topic
        && task.channel.is_some()
        && task.channel == source.channel
    {
        let mut topic = tx.topic(topic)?.ok_or_else(not_found)?;
        let session = match source.origin {
            TaskOrigin::Session { session, .. } => Some(session),
            _ => None,
        };
        let line = Said {
            author: actor.person,
            body: MessageBody::TaskMade {
                task: task.id,
                session,
            },
            text: &task.title,
            excerpt: None,
        };
        topic.state = rules::topic::state_after_post(topic.state);
        let message = say(tx, &mut topic, line, now)?;
        read_own(tx, &message, now)?;
        said = Some(message);
    }
    let Some(request) = source.request else {
        return Ok(());
    };
    let mut answered = rules::request::decide_acknowledge(&request, actor.person, now)?;
    answered.state = RequestState::Answered {
        at: now,
        by: said.as_ref().map(|message| message.id),
    };
    put_changed(tx, vec![answered.clone()], now)?;
    close_as_one(tx, &answered, now)?;
    tx.put_task_watch(task.id, request.from, true)?;
    if let Some(message) = said {
        let channel = tx.channel(message.channel)?.ok_or_else(not_found)?;
        let told = delivery::Told {
            message: &message,
            channel: &channel,
            answered: vec![(request.from, request.expectation)],
        };
        delivery::deliver(app, tx, &told)?;
    }
    Ok(())
}

/// A private task has no comments and no blockers: nobody else could read them.
pub(super) fn private() -> AppError {
    TaskRefusal::Private.into()
}
