//! Tasks: who sees them, who is told, what waits, what comes again, and blockers on them.

use app::actor::Actor;
use app::availability::AvailabilityChange;
use app::board::NewBoard;
use app::error::AppError;
use app::group::NewGroup;
use app::message::PostMessage;
use app::session::NewSession;
use app::task::{BulkChange, MadeFrom, NewTask, TaskChange, TaskSearch};
use app::topic::TopicChange;
use model::availability::WorkSpan;
use model::blocker::Blocker;
use model::delivery::{DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::id::TaskId;
use model::message::{Expectation, MessageBody};
use model::request::RequestState;
use model::task::{
    ChecklistLine, RecurFrom, Recurrence, Stage, TaskChanged, TaskDetail, TaskDue, TaskNews,
    TaskOrigin,
};
use model::time::{MinuteOfDay, Weekday};

use crate::trio::{Trio, code, instant};

fn titled(title: &str) -> NewTask {
    NewTask {
        title: title.into(),
        ..NewTask::default()
    }
}

fn day(text: &str) -> Option<TaskDue> {
    Some(TaskDue::Day(text.parse().unwrap()))
}

impl Trio {
    async fn make(&self, by: &Actor, new: NewTask) -> TaskDetail {
        self.app.create_task(by, new, None).await.unwrap()
    }

    /// A task in the channel of all.
    async fn in_channel(&self, by: &Actor, title: &str, owner: &Actor) -> TaskDetail {
        let new = NewTask {
            channel: Some(self.channel),
            owner: Some(owner.person),
            ..titled(title)
        };
        self.make(by, new).await
    }

    async fn edit(
        &self,
        by: &Actor,
        task: TaskId,
        change: TaskChange,
    ) -> Result<TaskDetail, AppError> {
        self.app.change_task(by, task, change, None).await
    }

    async fn wait_on(
        &self,
        by: &Actor,
        task: TaskId,
        on: &[TaskId],
    ) -> Result<TaskDetail, AppError> {
        let change = TaskChange {
            waits_on: Some(on.to_vec()),
            ..TaskChange::default()
        };
        self.edit(by, task, change).await
    }

    async fn stage(&self, by: &Actor, task: TaskId, stage: Stage) -> TaskDetail {
        let change = TaskChange {
            stage: Some(stage),
            ..TaskChange::default()
        };
        self.edit(by, task, change).await.unwrap()
    }

    /// What somebody is told of tasks.
    async fn news(&self, of: &Actor) -> Vec<(TaskId, TaskNews)> {
        let told = self.listed(of, |about| matches!(about, DeliveryAbout::Task { .. }));
        let told = told.await.into_iter().filter_map(|one| match one.about {
            DeliveryAbout::Task { task, news } => Some((task, news)),
            _ => None,
        });
        told.collect()
    }
}

#[tokio::test]
async fn a_private_task_is_seen_by_its_people_and_its_maker_alone() {
    let team = Trio::new().await;
    let new = NewTask {
        owner: Some(team.ben.person),
        ..titled("Order seals")
    };
    let made = team.make(&team.mira, new).await.task;
    assert_eq!(made.channel, None);
    for who in [&team.mira, &team.ben] {
        assert_eq!(team.app.task(who, made.id).await.unwrap().task, made);
    }
    assert_eq!(
        code(team.app.task(&team.ana, made.id).await),
        ErrorCode::NotFound
    );
    assert_eq!(team.news(&team.ben).await, [(made.id, TaskNews::Assigned)]);
    assert!(team.news(&team.mira).await.is_empty());
    let found = team.app.tasks(
        &team.ana,
        TaskSearch {
            limit: 9,
            ..TaskSearch::default()
        },
    );
    assert!(found.await.unwrap().is_empty());
    // Handed to Ana, it is gone for Ben and his notice with it.
    let change = TaskChange {
        owner: Some(Some(team.ana.person)),
        ..TaskChange::default()
    };
    team.edit(&team.ben, made.id, change).await.unwrap();
    assert_eq!(
        code(team.app.task(&team.ben, made.id).await),
        ErrorCode::NotFound
    );
    assert!(team.news(&team.ben).await.is_empty());
    assert_eq!(team.news(&team.ana).await, [(made.id, TaskNews::Assigned)]);
    let history = team.app.task_history(&team.ana, made.id).await.unwrap();
    let was = Some(team.ben.person);
    let is = Some(team.ana.person);
    assert_eq!(history[0].what, TaskChanged::Owner { was, is });
    assert_eq!(history[1].what, TaskChanged::Created);
    let private = team.app.task_topic(&team.ana, made.id).await;
    assert_eq!(code(private), ErrorCode::WrongState);
}

#[tokio::test]
async fn the_topic_of_a_task_is_called_as_the_task_until_somebody_renames_it() {
    let team = Trio::new().await;
    let task = team.in_channel(&team.ben, "Order seals", &team.ben).await;
    let task = task.task.id;
    let topic = team.app.task_topic(&team.ana, task).await.unwrap();
    let retitle = async |title: &str| {
        let change = TaskChange {
            title: Some(title.into()),
            ..TaskChange::default()
        };
        team.edit(&team.ben, task, change).await.unwrap();
        let topic = team.app.topic(&team.ben, topic.id).await.unwrap();
        (topic.title, topic.version)
    };
    let title = "Order seals for Bergen";
    assert_eq!(retitle(title).await, (title.into(), topic.version + 1));
    let rename = TopicChange {
        title: Some("Which seals?".into()),
        ..TopicChange::default()
    };
    let renamed = team.app.update_topic(&team.ana, topic.id, rename, None);
    let renamed = renamed.await.unwrap();
    let kept = ("Which seals?".to_owned(), renamed.version);
    assert_eq!(retitle("Order seals for Osaka").await, kept);
}

#[tokio::test]
async fn a_topic_left_behind_in_another_channel_learns_no_new_title() {
    let team = Trio::new().await;
    let task = team.in_channel(&team.ben, "Order seals", &team.ben).await;
    let topic = team.app.task_topic(&team.ben, task.task.id).await.unwrap();
    let change = TaskChange {
        channel: Some(None),
        title: Some("Order seals for Ana's surprise".into()),
        ..TaskChange::default()
    };
    team.edit(&team.ben, task.task.id, change).await.unwrap();
    let topic = team.app.topic(&team.ana, topic.id).await.unwrap();
    assert_eq!(topic.title, "Order seals");
}

#[tokio::test]
async fn what_is_not_visible_cannot_be_used() {
    let team = Trio::new().await;
    let leads = team.private_channel(&team.mira).await;
    let hidden = NewTask {
        channel: Some(leads),
        ..titled("Budget")
    };
    let hidden = team.make(&team.mira, hidden).await.task;
    let own = team
        .in_channel(&team.ben, "Seal the pump", &team.ben)
        .await
        .task;
    let waits = team.wait_on(&team.ben, own.id, &[hidden.id]).await;
    assert_eq!(code(waits), ErrorCode::Invalid);
    let there = NewTask {
        channel: Some(leads),
        ..titled("Mine")
    };
    let there = team.app.create_task(&team.ben, there, None).await;
    assert_eq!(code(there), ErrorCode::NotFound);
    // Mira lets her own task wait on hers; Ben sees that it waits, and not on what.
    team.wait_on(&team.mira, own.id, &[hidden.id])
        .await
        .unwrap();
    let seen = team.app.task(&team.ben, own.id).await.unwrap();
    assert_eq!(seen.task.waits_on, [hidden.id]);
    assert!(seen.waits_on.is_empty());
    let refused = team.edit(&team.ben, hidden.id, TaskChange::default()).await;
    assert_eq!(code(refused), ErrorCode::NotFound);
}

#[tokio::test]
async fn two_who_edit_one_description_do_not_lose_each_others_words() {
    let team = Trio::new().await;
    let task = team
        .in_channel(&team.mira, "Seal the pump", &team.ben)
        .await
        .task;
    let text = |text: &str| TaskChange {
        text: Some(text.into()),
        ..TaskChange::default()
    };
    let first = team.app.change_task(
        &team.mira,
        task.id,
        text("**Drain** it"),
        Some(task.version),
    );
    let first = first.await.unwrap();
    assert_eq!(first.html, "<p><strong>Drain</strong> it</p>\n");
    assert!(first.task.has_text && task.version < first.task.version);
    let second = team
        .app
        .change_task(&team.ben, task.id, text("Fill it"), Some(task.version));
    assert_eq!(code(second.await), ErrorCode::Stale);
    // A mention in it asks nobody.
    let mention = format!("See @[Ana]({})", team.ana.person);
    team.edit(&team.ben, task.id, text(&mention)).await.unwrap();
    assert!(team.news(&team.ana).await.is_empty());
    assert!(team.snapshot(&team.ana).await.requests.is_empty());
    // What changes nothing is no change.
    let kept = team.edit(&team.ben, task.id, text(&mention)).await.unwrap();
    assert_eq!(kept.task.version, 3);
    let lines = vec![ChecklistLine {
        text: "Drain".into(),
        done: true,
    }];
    let listed = TaskChange {
        lines: Some(lines.clone()),
        ..TaskChange::default()
    };
    let listed = team.edit(&team.ben, task.id, listed).await.unwrap();
    assert_eq!((listed.task.checked, listed.task.checklist), (1, 1));
    assert_eq!(listed.lines, lines);
}

#[tokio::test]
async fn who_watches_is_told_once_until_they_look() {
    let team = Trio::new().await;
    let task = team
        .in_channel(&team.ben, "Seal the pump", &team.ben)
        .await
        .task;
    team.app
        .watch_task(&team.mira, task.id, true)
        .await
        .unwrap();
    assert!(team.app.task(&team.mira, task.id).await.unwrap().watched);
    for title in ["Seal both pumps", "Seal all pumps"] {
        let change = TaskChange {
            title: Some(title.into()),
            ..TaskChange::default()
        };
        team.edit(&team.ben, task.id, change).await.unwrap();
    }
    assert_eq!(team.news(&team.mira).await, [(task.id, TaskNews::Changed)]);
    // Who did it is not told, nor who looks away.
    assert!(team.news(&team.ben).await.is_empty());
    assert!(team.news(&team.ana).await.is_empty());
    let told = team.listed(&team.mira, |_| true).await;
    team.app
        .finish_delivery(&team.mira, told[0].id)
        .await
        .unwrap();
    team.app
        .watch_task(&team.mira, task.id, false)
        .await
        .unwrap();
    team.stage(&team.ben, task.id, Stage::Done).await;
    assert!(team.news(&team.mira).await.is_empty());
    team.stage(&team.ben, task.id, Stage::Doing).await;
    team.app
        .watch_task(&team.mira, task.id, true)
        .await
        .unwrap();
    team.stage(&team.ben, task.id, Stage::Done).await;
    assert_eq!(team.news(&team.mira).await, [(task.id, TaskNews::Finished)]);
    // Reopened, it was not finished after all.
    team.stage(&team.ben, task.id, Stage::NotStarted).await;
    assert!(team.news(&team.mira).await.is_empty());
}

#[tokio::test]
async fn waiting_is_no_circle_and_ends_with_the_last() {
    let team = Trio::new().await;
    let [first, second, third] = ["Drain", "Seal", "Fill"].map(|title| (title, team.ben.clone()));
    let first = team.in_channel(&team.ben, first.0, &first.1).await.task.id;
    let second = team
        .in_channel(&team.ben, second.0, &second.1)
        .await
        .task
        .id;
    let third = team
        .in_channel(&team.ben, third.0, &team.mira)
        .await
        .task
        .id;
    team.wait_on(&team.ben, second, &[first]).await.unwrap();
    team.wait_on(&team.ben, third, &[second, first])
        .await
        .unwrap();
    assert_eq!(
        code(team.wait_on(&team.ben, first, &[third]).await),
        ErrorCode::Invalid
    );
    assert_eq!(
        code(team.wait_on(&team.ben, first, &[first]).await),
        ErrorCode::Invalid
    );
    let seen = team.app.task(&team.mira, first).await.unwrap();
    let blocked: Vec<TaskId> = seen.blocks.iter().map(|task| task.id).collect();
    assert_eq!(blocked, [second, third]);
    let free = (third, TaskNews::Free);
    team.stage(&team.ben, first, Stage::Done).await;
    assert!(!team.news(&team.mira).await.contains(&free));
    team.stage(&team.ben, second, Stage::Done).await;
    assert!(team.news(&team.mira).await.contains(&free));
    // It has to wait again.
    team.stage(&team.ben, first, Stage::Doing).await;
    assert!(!team.news(&team.mira).await.contains(&free));
}

#[tokio::test]
async fn the_owner_is_told_on_the_morning_of_the_day_and_when_it_is_over() {
    let team = Trio::new().await;
    let new = NewTask {
        channel: Some(team.channel),
        owner: Some(team.ben.person),
        due: day("2026-11-25"),
        ..titled("Seal the pump")
    };
    let task = team.make(&team.ben, new).await.task;
    assert_eq!(task.due_at, Some(instant("2026-11-25T16:00:00Z")));
    team.until(instant("2026-11-25T07:59:00Z")).await;
    assert!(team.news(&team.ben).await.is_empty());
    team.until(instant("2026-11-25T08:00:00Z")).await;
    let told = team.listed(&team.ben, |_| true).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].kind, DeliveryKind::Notify);
    let morning = told[0].id;
    // It is told once more when it is over, in place of the first.
    team.until(instant("2026-11-26T08:00:00Z")).await;
    let told = team.listed(&team.ben, |_| true).await;
    assert_eq!(told.len(), 1);
    assert_ne!(told[0].id, morning);
    team.stage(&team.ben, task.id, Stage::Done).await;
    assert!(team.listed(&team.ben, |_| true).await.is_empty());
}

#[tokio::test]
async fn a_day_follows_its_owners_working_hours() {
    let team = Trio::new().await;
    let new = NewTask {
        channel: Some(team.channel),
        owner: Some(team.ben.person),
        due: day("2026-11-25"),
        ..titled("Seal the pump")
    };
    let task = team.make(&team.ben, new).await.task.id;
    let until_noon = |day| WorkSpan {
        day,
        from: MinuteOfDay(8 * 60),
        until: MinuteOfDay(12 * 60),
    };
    let hours = AvailabilityChange {
        weekly: Some(Weekday::ALL.map(until_noon).to_vec()),
        ..AvailabilityChange::default()
    };
    team.app
        .set_availability(&team.ben, hours, None)
        .await
        .unwrap();
    let due = team.app.task(&team.ben, task).await.unwrap().task.due_at;
    assert_eq!(due, Some(instant("2026-11-25T11:00:00Z")));
    // In Auckland the day ends half a day earlier.
    let change = TaskChange {
        owner: Some(Some(team.ana.person)),
        ..TaskChange::default()
    };
    let changed = team.edit(&team.ben, task, change).await.unwrap();
    assert_eq!(changed.task.due_at, Some(instant("2026-11-25T04:00:00Z")));
    // Nobody owns it: its maker's day counts, and nobody is told.
    let change = TaskChange {
        owner: Some(None),
        ..TaskChange::default()
    };
    let changed = team.edit(&team.ben, task, change).await.unwrap();
    assert_eq!(changed.task.due_at, Some(instant("2026-11-25T11:00:00Z")));
    team.until(instant("2026-11-26T08:00:00Z")).await;
    assert!(team.news(&team.ben).await.is_empty());
    assert!(team.news(&team.ana).await.is_empty());
}

#[tokio::test]
async fn what_recurs_is_made_once_with_its_dates_moved() {
    let team = Trio::new().await;
    let line = |done| ChecklistLine {
        text: "Grease".into(),
        done,
    };
    let new = NewTask {
        channel: Some(team.channel),
        owner: Some(team.ben.person),
        due: day("2026-11-23"),
        start: "2026-11-20".parse().ok(),
        recurrence: Some(Recurrence {
            rule: "FREQ=WEEKLY;BYDAY=MO".into(),
            from: RecurFrom::Due,
        }),
        lines: vec![line(true)],
        text: "All valves".into(),
        ..titled("Service the pump")
    };
    let first = team.make(&team.ben, new).await.task;
    team.stage(&team.ben, first.id, Stage::Done).await;
    team.stage(&team.ben, first.id, Stage::Doing).await;
    team.stage(&team.ben, first.id, Stage::Done).await;
    let open = TaskSearch {
        open: true,
        limit: 9,
        ..TaskSearch::default()
    };
    let open = team.app.tasks(&team.ben, open).await.unwrap();
    assert_eq!(open.len(), 1);
    let next = team.app.task(&team.ben, open[0].id).await.unwrap();
    assert_eq!(
        next.task.origin,
        Some(TaskOrigin::Recurred { task: first.id })
    );
    assert_eq!(next.task.due, day("2026-11-30"));
    assert_eq!(next.task.start, "2026-11-27".parse().ok());
    assert_eq!(
        (next.lines, next.text),
        (vec![line(false)], "All valves".to_owned())
    );
    assert_eq!((next.task.checked, next.task.stage), (0, Stage::NotStarted));
    let wrong = NewTask {
        recurrence: Some(Recurrence {
            rule: "FREQ=SOMETIMES".into(),
            from: RecurFrom::Due,
        }),
        ..titled("Never")
    };
    let wrong = team.app.create_task(&team.ben, wrong, None).await;
    assert_eq!(code(wrong), ErrorCode::Invalid);
}

#[tokio::test]
async fn a_request_is_answered_by_a_task_and_who_asked_hears_of_its_end() {
    let team = Trio::new().await;
    let asks = PostMessage {
        text: "Can you seal it?".into(),
        asked: vec![team.ben.person],
        expectation: Some(Expectation::Today),
        ..PostMessage::default()
    };
    let asked = team
        .app
        .post_message(&team.mira, team.topic, asks, None)
        .await
        .unwrap();
    let request = team.snapshot(&team.ben).await.requests.remove(0);
    let new = || NewTask {
        owner: Some(team.ben.person),
        from: Some(MadeFrom::Request(request.id)),
        ..titled("Seal the pump")
    };
    let other = team.app.create_task(&team.ana, new(), None).await;
    assert_eq!(code(other), ErrorCode::NotFound);
    let task = team.make(&team.ben, new()).await.task;
    assert_eq!(task.channel, Some(team.channel));
    let origin = TaskOrigin::Request {
        request: request.id,
        message: asked.id,
        topic: team.topic,
    };
    assert_eq!(task.origin, Some(origin));
    let line = team.messages().await.pop().unwrap();
    assert_eq!(
        line.body,
        MessageBody::TaskMade {
            task: task.id,
            session: None,
        }
    );
    let answered = team.snapshot(&team.mira).await.requests.remove(0);
    assert!(matches!(answered.state, RequestState::Answered { by: Some(by), .. } if by == line.id));
    let again = team.app.create_task(&team.ben, new(), None).await;
    assert_eq!(code(again), ErrorCode::WrongState);
    team.stage(&team.ben, task.id, Stage::Done).await;
    let told = team.news(&team.mira).await;
    assert_eq!(told, [(task.id, TaskNews::Finished)]);
}

#[tokio::test]
async fn the_line_of_a_task_made_of_a_call_says_of_which() {
    let team = Trio::new().await;
    let call = NewSession {
        ring: None,
        huddle: None,
    };
    let session = team.app.start_session(&team.mira, team.topic, call);
    let session = session.await.unwrap().id;
    let new = NewTask {
        from: Some(MadeFrom::Session(session)),
        ..titled("Sign the build")
    };
    let task = team.make(&team.ben, new).await.task;
    let topic = team.topic;
    assert_eq!(task.origin, Some(TaskOrigin::Session { session, topic }));
    let line = team.messages().await.pop().unwrap();
    let made = MessageBody::TaskMade {
        task: task.id,
        session: Some(session),
    };
    assert_eq!(line.body, made);
}

#[tokio::test]
async fn a_direct_message_becomes_a_task_of_those_two() {
    let team = Trio::new().await;
    let direct = team
        .app
        .direct(&team.mira, vec![team.ben.person])
        .await
        .unwrap()
        .channel;
    let opened = team
        .app
        .open_topic(&team.mira, direct.id, "Seals".into(), None, None)
        .await;
    let topic = opened.unwrap().topic.id;
    let text = PostMessage {
        text: "We need seals".into(),
        ..PostMessage::default()
    };
    let message = team
        .app
        .post_message(&team.mira, topic, text, None)
        .await
        .unwrap();
    let new = NewTask {
        from: Some(MadeFrom::Message(message.id)),
        ..titled("Order seals")
    };
    let task = team.make(&team.ben, new.clone()).await.task;
    assert!(team.app.task(&team.mira, task.id).await.is_ok());
    assert_eq!(
        code(team.app.task(&team.ana, task.id).await),
        ErrorCode::NotFound
    );
    let other = team.app.create_task(&team.ana, new, None).await;
    assert_eq!(code(other), ErrorCode::NotFound);
}

#[tokio::test]
async fn many_are_changed_at_once_and_one_that_is_refused_keeps_no_other_from_it() {
    let team = Trio::new().await;
    let first = team.in_channel(&team.ben, "Drain", &team.ben).await.task.id;
    let second = team.in_channel(&team.ben, "Seal", &team.ben).await.task.id;
    let private = team.make(&team.mira, titled("Mine")).await.task.id;
    let change = TaskChange {
        labels: Some(vec!["Field".into()]),
        stage: Some(Stage::Done),
        ..TaskChange::default()
    };
    let bulk = BulkChange {
        change,
        ..BulkChange::default()
    };
    let many = vec![first, private, second, first];
    let done = team
        .app
        .change_tasks(&team.ben, many, bulk.clone())
        .await
        .unwrap();
    let ids: Vec<TaskId> = done.done.iter().map(|task| task.id).collect();
    assert_eq!(ids, [first, second]);
    assert!(
        done.done
            .iter()
            .all(|task| task.labels == ["Field"] && !task.is_open())
    );
    assert_eq!(done.refused.len(), 1);
    assert_eq!(
        (done.refused[0].task, done.refused[0].code),
        (private, ErrorCode::NotFound)
    );
    let many = vec![first; 201];
    assert_eq!(
        code(team.app.change_tasks(&team.ben, many, bulk).await),
        ErrorCode::Invalid
    );
}

/// Ben's task waits on Mira's, which somebody blocks on Monday at 10:00 in Berlin.
async fn blocked(team: &Trio, due: &str) -> (TaskId, TaskId, Blocker) {
    let first = team
        .in_channel(&team.mira, "Drain", &team.mira)
        .await
        .task
        .id;
    let new = NewTask {
        channel: Some(team.channel),
        owner: Some(team.ben.person),
        due: day(due),
        waits_on: vec![first],
        ..titled("Seal")
    };
    let second = team.make(&team.ben, new).await.task.id;
    let text = "No key for the hatch".to_owned();
    let blocker = team
        .app
        .block_task(&team.mira, first, text, None)
        .await
        .unwrap();
    (first, second, blocker)
}

#[tokio::test]
async fn a_blocker_on_a_task_warns_who_waits_when_the_team_is_told() {
    let team = Trio::new().await;
    let (first, second, blocker) = blocked(&team, "2026-11-26").await;
    let seen = team.app.task(&team.mira, first).await.unwrap();
    assert!(seen.task.blocked);
    assert_eq!(seen.task.topic, Some(blocker.topic));
    assert_eq!(blocker.task, Some(first));
    assert!(team.news(&team.ben).await.is_empty());
    let again = team
        .app
        .block_task(&team.mira, first, "More".into(), None)
        .await;
    assert_eq!(code(again), ErrorCode::WrongState);
    team.until(instant("2026-11-23T11:00:00Z")).await;
    assert_eq!(team.news(&team.ben).await, [(second, TaskNews::Risk)]);
    let risk = team
        .app
        .task(&team.ben, second)
        .await
        .unwrap()
        .risks
        .remove(0);
    assert_eq!((risk.on, risk.lost_minutes), (Some(first), 120));
    assert_eq!(risk.expected_at, Some(instant("2026-11-27T10:00:00Z")));
    let open = app::blocker::BlockerSearch {
        open: true,
        limit: 9,
        ..Default::default()
    };
    let listed = team
        .app
        .blockers_seen(&team.ben, open)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(
        (listed.blocker.id, listed.title.as_str()),
        (blocker.id, "Drain")
    );
    let at_risk: Vec<TaskId> = listed.risks.iter().map(|risk| risk.task).collect();
    assert_eq!(at_risk, [first, second]);
    let outcome = "Key found".to_owned();
    team.app
        .resolve_blocker(&team.ana, blocker.id, outcome)
        .await
        .unwrap();
    assert!(team.news(&team.ben).await.is_empty());
    assert!(!team.app.task(&team.mira, first).await.unwrap().task.blocked);
    let causes = team
        .app
        .blocker_causes(&team.ben, Some(team.channel))
        .await
        .unwrap();
    assert_eq!(causes.len(), 1);
    assert_eq!(
        (causes[0].task, causes[0].count, causes[0].minutes),
        (Some(first), 1, 120)
    );
    assert!(!causes[0].open);
}

#[tokio::test]
async fn who_is_due_tomorrow_is_warned_at_once() {
    let team = Trio::new().await;
    let (_, second, _) = blocked(&team, "2026-11-24").await;
    assert_eq!(team.news(&team.ben).await, [(second, TaskNews::Risk)]);
    // Finished, it is at no risk.
    team.stage(&team.ben, second, Stage::Done).await;
    assert!(team.news(&team.ben).await.is_empty());
}

#[tokio::test]
async fn a_boards_team_is_told_instead_of_the_whole_channel() {
    let team = Trio::new().await;
    let group = NewGroup {
        name: "Field".into(),
        members: Some(vec![team.ben.person]),
        ..NewGroup::default()
    };
    let group = team
        .app
        .create_group(&team.mira, group, None)
        .await
        .unwrap();
    let board = NewBoard {
        channel: team.channel,
        name: "Pumps".into(),
        purpose: String::new(),
        team: Some(group.id),
        template: None,
        columns: None,
    };
    let board = team
        .app
        .create_board(&team.mira, board, None)
        .await
        .unwrap();
    let new = NewTask {
        board: Some(board.id),
        owner: Some(team.mira.person),
        ..titled("Drain")
    };
    let made = team.make(&team.mira, new).await;
    assert_eq!(made.cards.len(), 1);
    assert_eq!(made.task.channel, Some(team.channel));
    let text = "No key".to_owned();
    team.app
        .block_task(&team.mira, made.task.id, text, None)
        .await
        .unwrap();
    team.until(instant("2026-11-23T11:00:00Z")).await;
    let is_blocker = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Blocker { .. });
    assert_eq!(team.listed(&team.ben, is_blocker).await.len(), 1);
    assert!(team.listed(&team.ana, is_blocker).await.is_empty());
}
