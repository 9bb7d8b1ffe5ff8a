//! Boards, tasks, a check-in, goals and polls of the story, played through the commands of people.

use std::collections::HashMap;
use std::time::Duration;

use jiff::civil::Date;
use model::check_in::{CheckInAsked, CheckInState, Question, Said};
use model::delivery::DeliveryAbout;
use model::goal::GoalLink;
use model::id::{BoardId, CheckInId, GoalId, IterationId, PollId, RecordId, TaskId};
use model::my_board::MyItem;
use model::poll::PollOption;
use model::task::{ChecklistLine, TaskDue, TaskNews};
use model::time::{MinuteOfDay, Timestamp};
use model::topic::TopicPlace;
use rules::zone::zone_or_utc;
use store::Tx;

use super::{Deed, Played, Stage, Step};
use crate::blocker;
use crate::board::{self, Spot};
use crate::check_in::{self, CheckInChange, NewAnswer, NewCheckIn};
use crate::delivery::{self, notice};
use crate::error::{AppError, not_found};
use crate::goal::{self, NewGoal, NewUpdate};
use crate::my_board::{self, Placing};
use crate::poll::{self, NewPoll, NewRecord};
use crate::sample::script::Script;
use crate::sample::script::work::{
    AnswerScript, BoardScript, CheckInScript, DecisionScript, GoalScript, MoveScript, PollScript,
    StuckScript, TaskScript, UpdateScript,
};
use crate::task::{self, NewTask};
use crate::topic::{place_of, put_place};
use board_deeds::{IterationDeed, column, iterate, iteration_deeds, make_board};

mod board_deeds;

/// How long after a poll was asked the first votes, and each further one after that.
const VOTE_AFTER: Duration = Duration::from_secs(11 * 60);

/// How many minutes before it is wanted the check-in of the day of the filling opens.
const SOON_OPENS_BEFORE: u32 = 150;

/// The last minute of a day.
const LAST_MINUTE: u16 = 24 * 60 - 1;

/// How many minutes before it is wanted a check-in is answered.
const ANSWER_BEFORE: u16 = 12;

/// How long ago something was told that everybody has dealt with.
const DEALT_AFTER: Duration = Duration::from_secs(20 * 60 * 60);

/// What happens about work.
#[derive(Clone, Copy)]
pub(super) enum WorkDeed<'s> {
    Board(&'s BoardScript),
    Task(&'s BoardScript, &'s TaskScript),
    Move(&'s BoardScript, &'s TaskScript, &'s MoveScript),
    Iterate(&'s BoardScript, IterationDeed<'s>),
    Stick(&'s TaskScript, &'s StuckScript),
    ReportBoard(&'s BoardScript, &'s UpdateScript),
    CheckIn(&'s CheckInScript),
    Answer(&'s CheckInScript, &'s AnswerScript),
    End(&'s CheckInScript, &'s str),
    Goal(&'s GoalScript),
    Report(&'s GoalScript, &'s UpdateScript),
    Poll(&'s PollScript),
    Vote(&'s PollScript, &'s str),
    Close(&'s PollScript),
    Decide(&'s PollScript, &'s str),
    Record(&'s DecisionScript),
}

/// What has come of the work so far, by name, title, objective, question and text.
#[derive(Default)]
pub(super) struct Worked {
    boards: HashMap<String, BoardId>,
    tasks: HashMap<String, TaskId>,
    check_ins: HashMap<String, CheckInId>,
    iterations: HashMap<String, IterationId>,
    goals: HashMap<String, GoalId>,
    polls: HashMap<String, PollId>,
    decisions: HashMap<String, RecordId>,
}

fn found<V: Copy>(known: &HashMap<String, V>, name: &str) -> Result<V, AppError> {
    known
        .get(name)
        .copied()
        .ok_or_else(|| AppError::Internal(format!("nothing in the story is called {name}").into()))
}

/// Everything that happens about work.
pub(super) fn steps<'s>(stage: &Stage<'s>, script: &'s Script) -> Vec<Step<'s>> {
    let mut steps = Vec::new();
    let mut add = |at: Timestamp, deed: WorkDeed<'s>| {
        steps.push(Step {
            at,
            scene: 0,
            deed: Deed::Work(deed),
        });
    };
    let instant = |when| stage.calendar.instant(when);
    for goal in &script.work.goal {
        add(instant(goal.when), WorkDeed::Goal(goal));
        for update in &goal.update {
            add(instant(update.when), WorkDeed::Report(goal, update));
        }
    }
    for board in &script.work.board {
        add(instant(board.when), WorkDeed::Board(board));
        for task in &board.task {
            add(instant(task.when), WorkDeed::Task(board, task));
            for moved in &task.moved {
                add(instant(moved.when), WorkDeed::Move(board, task, moved));
            }
            if let Some(stuck) = &task.blocker {
                add(instant(stuck.when), WorkDeed::Stick(task, stuck));
            }
        }
        for (when, deed) in iteration_deeds(board) {
            add(instant(when), WorkDeed::Iterate(board, deed));
        }
        for update in &board.update {
            add(instant(update.when), WorkDeed::ReportBoard(board, update));
        }
    }
    for check_in in &script.work.check_in {
        add(instant(check_in.when), WorkDeed::CheckIn(check_in));
        for answer in &check_in.answer {
            if let Some(at) = answered_at(stage, check_in, answer) {
                add(at, WorkDeed::Answer(check_in, answer));
            }
        }
        if let Some(ended) = &check_in.ended {
            add(instant(ended.when), WorkDeed::End(check_in, &ended.by));
        }
    }
    steps
}

/// Everything that happens about the polls of a topic.
pub(super) fn of_polls<'s>(
    stage: &Stage<'s>,
    scene: usize,
    polls: &'s [PollScript],
) -> Vec<Step<'s>> {
    let mut steps = Vec::new();
    for script in polls {
        let asked_at = stage.calendar.instant(script.when);
        let mut add = |at, deed| {
            let deed = Deed::Work(deed);
            steps.push(Step { at, scene, deed });
        };
        add(asked_at, WorkDeed::Poll(script));
        for (number, vote) in (1..).zip(&script.votes) {
            let at = asked_at.plus(VOTE_AFTER * number);
            add(at, WorkDeed::Vote(script, vote));
        }
        if let Some(closed) = script.closed {
            add(stage.calendar.instant(closed), WorkDeed::Close(script));
        }
        if let Some(decided) = &script.decided {
            let at = stage.calendar.instant(decided.when);
            add(at, WorkDeed::Decide(script, &decided.by));
        }
    }
    steps
}

/// When somebody answers, on their own clock.
fn answered_at(
    stage: &Stage<'_>,
    script: &CheckInScript,
    answer: &AnswerScript,
) -> Option<Timestamp> {
    let member = stage.cast.member(&answer.by).ok()?;
    let minute = script.minute.checked_sub(ANSWER_BEFORE)?;
    let (hour, minute) = (minute / 60, minute % 60);
    let date = stage.calendar.date(answer.day);
    let local = date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
    let zone = zone_or_utc(&member.person.time_zone);
    zone.to_timestamp(local).ok().map(Timestamp::from_jiff)
}

/// Does what a step says about work.
pub(super) fn act<'s>(
    stage: &Stage<'s>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    step: &Step<'s>,
    (deed, now): (WorkDeed<'s>, Timestamp),
) -> Result<(), AppError> {
    let at = step.at;
    match deed {
        WorkDeed::Board(script) => make_board(stage, tx, played, script, at),
        WorkDeed::Task(of, script) => make_task(stage, tx, played, (of, script), at),
        WorkDeed::Move(of, script, moved) => {
            let board = found(&played.work.boards, &of.name)?;
            let task = found(&played.work.tasks, &script.title)?;
            let spot = Spot {
                column: Some(column(tx, board, &moved.to)?),
                ..Spot::default()
            };
            let actor = stage.actor(&moved.by)?;
            board::place(stage.app, tx, actor, (board, task), spot, at)?;
            Ok(())
        }
        WorkDeed::Iterate(of, deed) => iterate(stage, tx, played, (of, deed), at),
        WorkDeed::Stick(script, stuck) => stick(stage, tx, played, (script, stuck), at),
        WorkDeed::ReportBoard(of, script) => {
            let board = found(&played.work.boards, &of.name)?;
            let actor = stage.actor(&script.by)?;
            let ready = goal::Ready::new(update_of(script));
            goal::report_board(stage.app, tx, actor, board, &ready, at)?;
            Ok(())
        }
        WorkDeed::CheckIn(script) => make_check_in(stage, tx, played, (script, now), at),
        WorkDeed::Answer(of, script) => answer(stage, tx, played, (of, script), at),
        WorkDeed::End(script, by) => end(stage, tx, played, (script, by), at),
        WorkDeed::Goal(script) => make_goal(stage, tx, played, script, at),
        WorkDeed::Report(of, script) => {
            let id = found(&played.work.goals, &of.objective)?;
            let actor = stage.actor(&script.by)?;
            let ready = goal::Ready::new(update_of(script));
            goal::report_goal(stage.app, tx, actor, id, &ready, at)?;
            Ok(())
        }
        WorkDeed::Poll(script) => ask(stage, tx, played, (step.scene, script), at),
        WorkDeed::Vote(script, vote) => cast_vote(stage, tx, played, (script, vote), at),
        WorkDeed::Close(script) => {
            let id = found(&played.work.polls, &script.question)?;
            poll::close(stage.app, tx, stage.actor(&script.by)?, id, at)?;
            Ok(())
        }
        WorkDeed::Decide(script, by) => decide(stage, tx, played, (script, by), at),
        WorkDeed::Record(script) => record(stage, tx, played, (step.scene, script), at),
    }
}

/// Says what a task is stuck on, in its topic. The owner has read it.
fn stick(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &Played,
    (script, stuck): (&TaskScript, &StuckScript),
    at: Timestamp,
) -> Result<(), AppError> {
    let actor = stage.actor(&stuck.by)?;
    let task = found(&played.work.tasks, &script.title)?;
    let topic = task::open_topic(stage.app, tx, actor, task, at)?;
    blocker::raise(stage.app, tx, actor, topic.id, &stuck.text, at)?;
    let owner = stage.owner()?.person;
    let read_ordinal = tx.topic(topic.id)?.ok_or_else(not_found)?.last_ordinal;
    let place = TopicPlace {
        read_ordinal,
        ..place_of(tx, topic.id, owner)?
    };
    put_place(tx, owner, place, at)?;
    delivery::note_read(tx, owner, place, at)
}

fn update_of(script: &UpdateScript) -> NewUpdate {
    NewUpdate {
        track: script.track,
        confidence_percent: script.sure,
        changed: script.changed.clone(),
        next: script.next.clone(),
        values: script.values.clone(),
    }
}

fn make_task(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    (of, script): (&BoardScript, &TaskScript),
    at: Timestamp,
) -> Result<(), AppError> {
    let owner = script.owner.as_deref().map(|name| stage.actor(name));
    let owner = owner.transpose()?;
    let waits_on = script.waits_on.iter();
    let waits_on = waits_on.map(|title| found(&played.work.tasks, title));
    let lines = script.lines.iter().map(|line| {
        let done = line.strip_prefix("x ");
        ChecklistLine {
            text: done.unwrap_or(line).to_owned(),
            done: done.is_some(),
        }
    });
    let actor = stage.actor(&script.by)?;
    let new = NewTask {
        title: script.title.clone(),
        text: script.text.clone(),
        owner: owner.map(|owner| owner.person),
        helpers: stage.ids(&script.helpers)?,
        channel: None,
        board: Some(found(&played.work.boards, &of.name)?),
        column: None,
        priority: script.priority,
        due: script.due.map(|day| TaskDue::Day(stage.calendar.date(day))),
        start: None,
        estimate_minutes: script.estimate,
        labels: script.labels.clone(),
        waits_on: waits_on.collect::<Result<_, _>>()?,
        recurrence: None,
        lines: lines.collect(),
        attachments: Vec::new(),
        from: None,
        import: None,
    };
    let task = task::make(stage.app, tx, actor, &task::Ready::new(new), at)?;
    played.work.tasks.insert(script.title.clone(), task.id);
    if let Some(goal) = &script.goal {
        let goal = found(&played.work.goals, goal)?;
        tx.put_goal_link(goal, &GoalLink::Task { task: task.id })?;
    }
    Ok(())
}

/// Once a week, on the day and by an hour of the owner's clock that are near `now`.
fn soon(stage: &Stage<'_>, now: Timestamp) -> (String, Date, u16) {
    let zone = stage.cast.owner_zone();
    let local = zone.to_datetime(now.to_jiff());
    let hour = u16::from(local.hour().unsigned_abs());
    let minute = ((hour + 2) * 60).min(LAST_MINUTE);
    ("FREQ=WEEKLY".to_owned(), local.date(), minute)
}

fn make_check_in(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    (script, now): (&CheckInScript, Timestamp),
    at: Timestamp,
) -> Result<(), AppError> {
    let asked = if script.people.is_empty() {
        CheckInAsked::Channel
    } else {
        let people = stage.ids(&script.people)?;
        CheckInAsked::People { people }
    };
    let (rule, first, minute) = if script.soon {
        soon(stage, now)
    } else {
        let rule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned();
        (rule, stage.calendar.date(script.first), script.minute)
    };
    let questions = script.question.iter().map(|question| Question {
        text: question.text.clone(),
        kind: question.kind.into(),
        required: true,
    });
    let new = NewCheckIn {
        channel: found(&played.channels, &script.channel)?,
        title: script.title.clone(),
        questions: questions.collect(),
        asked,
        rule,
        first: Some(first),
        minute: MinuteOfDay(minute),
        opens_before_minutes: if script.soon { SOON_OPENS_BEFORE } else { 90 },
        closes_after_minutes: 120,
        followers: Vec::new(),
    };
    let made = check_in::create(stage.app, tx, stage.actor(&script.by)?, &new, at)?;
    played.work.check_ins.insert(script.title.clone(), made.id);
    Ok(())
}

fn answer(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &Played,
    (of, script): (&CheckInScript, &AnswerScript),
    at: Timestamp,
) -> Result<(), AppError> {
    let id = found(&played.work.check_ins, &of.title)?;
    let said = script.said.iter().map(|said| match said.parse() {
        Ok(mood) => Said::Mood(mood),
        Err(_) => Said::Text(said.clone()),
    });
    let new = NewAnswer {
        said: said.collect(),
        blocked: script.blocked,
    };
    let date = stage.calendar.date(script.day);
    let actor = stage.actor(&script.by)?;
    check_in::answer(stage.app, tx, actor, (id, date), &new, at)?;
    Ok(())
}

fn end(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &Played,
    (script, by): (&CheckInScript, &str),
    at: Timestamp,
) -> Result<(), AppError> {
    let id = found(&played.work.check_ins, &script.title)?;
    let change = CheckInChange {
        state: Some(CheckInState::Ended),
        ..CheckInChange::default()
    };
    check_in::change(stage.app, tx, stage.actor(by)?, id, (change, None), at)?;
    Ok(())
}

fn make_goal(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    script: &GoalScript,
    at: Timestamp,
) -> Result<(), AppError> {
    let parent = script.serves.as_ref();
    let parent = parent
        .map(|name| found(&played.work.goals, name))
        .transpose()?;
    let team = script.team.as_ref();
    let team = team.map(|name| found(&played.groups, name)).transpose()?;
    let (first, last) = script.days;
    let new = NewGoal {
        objective: script.objective.clone(),
        purpose: script.purpose.clone(),
        parent,
        team,
        owner: None,
        results: script.result.iter().map(|result| result.result()).collect(),
        first: stage.calendar.date(first),
        last: stage.calendar.date(last),
        check_in: None,
    };
    let mut goal = goal::create(tx, stage.actor(&script.by)?, new, at)?;
    goal.followers.extend(stage.ids(&script.followers)?);
    goal.followers.sort_unstable();
    goal.followers.dedup();
    let goal = goal::put(tx, goal, at)?;
    played.work.goals.insert(script.objective.clone(), goal.id);
    Ok(())
}

fn ask(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    (scene, script): (usize, &PollScript),
    at: Timestamp,
) -> Result<(), AppError> {
    let topic = stage.topic(tx, played, scene, &script.by, at)?;
    let options = script.options.iter().map(|text| PollOption {
        text: text.clone(),
        from: None,
        until: None,
    });
    let new = NewPoll {
        question: script.question.clone(),
        kind: script.kind,
        options: options.collect(),
        anonymous: false,
        closes_at: None,
    };
    let asked = poll::ask(stage.app, tx, stage.actor(&script.by)?, topic, &new, at)?;
    played.work.polls.insert(script.question.clone(), asked.id);
    Ok(())
}

fn cast_vote(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &Played,
    (script, vote): (&PollScript, &str),
    at: Timestamp,
) -> Result<(), AppError> {
    let (who, options) = vote.split_once(' ').ok_or_else(not_found)?;
    let options = options.split(' ').filter_map(|place| place.parse().ok());
    let id = found(&played.work.polls, &script.question)?;
    poll::vote(stage.app, tx, stage.actor(who)?, id, options.collect(), at)?;
    Ok(())
}

fn decide(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &Played,
    (script, by): (&PollScript, &str),
    at: Timestamp,
) -> Result<(), AppError> {
    let id = found(&played.work.polls, &script.question)?;
    let ready = poll::Ready::new(NewRecord {
        reason: script.reason.clone(),
        ..NewRecord::default()
    });
    poll::decide(stage.app, tx, stage.actor(by)?, id, ready, at)?;
    Ok(())
}

fn record(
    stage: &Stage<'_>,
    tx: &mut Tx<'_>,
    played: &mut Played,
    (scene, script): (usize, &DecisionScript),
    at: Timestamp,
) -> Result<(), AppError> {
    let topic = stage.topic(tx, played, scene, &script.by, at)?;
    let replaces = script.replaces.as_ref();
    let replaces = replaces.map(|text| found(&played.work.decisions, text));
    let ready = poll::Ready::new(NewRecord {
        text: Some(script.text.clone()),
        reason: script.reason.clone(),
        replaces: replaces.transpose()?,
    });
    let actor = stage.actor(&script.by)?;
    let recorded = poll::record(stage.app, tx, actor, topic, &ready, None, at)?;
    played
        .work
        .decisions
        .insert(script.text.clone(), recorded.id);
    Ok(())
}

/// Everybody has dealt with what they were told of work a while ago, but for what asks the next step of
/// them or is blocked.
pub(super) fn deal(stage: &Stage<'_>, tx: &mut Tx<'_>, now: Timestamp) -> Result<(), AppError> {
    let stays = |about: &DeliveryAbout| match about {
        DeliveryAbout::Task { news, .. } => matches!(news, TaskNews::Slow | TaskNews::Risk),
        DeliveryAbout::CheckIn { .. }
        | DeliveryAbout::Update { .. }
        | DeliveryAbout::Poll { .. } => false,
        _ => true,
    };
    for member in &stage.cast.members {
        let listed = tx.listed_deliveries(member.person.id)?;
        let dealt: Vec<DeliveryAbout> = listed
            .into_iter()
            .filter(|one| !stays(&one.about) && one.decided_at.plus(DEALT_AFTER) < now)
            .map(|one| one.about)
            .collect();
        notice::settle(tx, &[member.person.id], |about| dealt.contains(about), now)?;
    }
    Ok(())
}

/// Puts the owner's tasks where she has them on her own board.
pub(super) fn keep_own_board(
    stage: &Stage<'_>,
    script: &Script,
    tx: &mut Tx<'_>,
    played: &Played,
    now: Timestamp,
) -> Result<(), AppError> {
    let owner = stage.owner()?;
    for mine in &script.work.mine {
        let task = found(&played.work.tasks, &mine.task)?;
        let placing = Placing {
            item: MyItem::Task { task },
            lane: Some(mine.lane),
            after: None,
            before: None,
            wake_at: mine.wakes.map(|when| Some(stage.calendar.instant(when))),
            planned_for: None,
        };
        my_board::place(stage.app, tx, owner, &placing, now)?;
    }
    Ok(())
}
