//! Tasks: who finds them, and what hangs on them.

use model::blocker::Blocker;
use model::id::{BlockerId, PersonId, TaskId};
use model::person::Role;
use model::task::{
    ChecklistLine, Priority, RecurFrom, Recurrence, Stage, Task, TaskChanged, TaskDue, TaskHistory,
    TaskOrigin,
};
use store::{BlockerSearch, TaskSearch, TaskText};

use crate::blocker::blocker;
use crate::one::{One, filled, put_another, put_member};
use crate::{NOW, in_minutes};

pub fn task(number: u128, one: &One) -> Task {
    Task {
        id: TaskId::new(NOW, number),
        title: "Seal the pump".into(),
        owner: Some(one.person.id),
        helpers: Vec::new(),
        channel: Some(one.channel.id),
        topic: Some(one.topic.id),
        priority: Priority::High,
        due: Some(TaskDue::Day("2026-11-25".parse().unwrap())),
        due_at: Some(in_minutes(60)),
        start: "2026-11-24".parse().ok(),
        estimate_minutes: Some(90),
        labels: vec!["Field 100%".into()],
        checked: 1,
        checklist: 2,
        has_text: true,
        files: 1,
        waits_on: Vec::new(),
        open_waits: 0,
        blocked: true,
        recurrence: Some(Recurrence {
            rule: "FREQ=WEEKLY".into(),
            from: RecurFrom::Due,
        }),
        origin: Some(TaskOrigin::Message {
            message: one.message.id,
            topic: one.topic.id,
        }),
        stage: Stage::Doing,
        started_at: Some(NOW),
        finished_at: None,
        dropped_at: None,
        created_by: one.person.id,
        created_at: NOW,
        version: 1,
    }
}

fn search() -> TaskSearch {
    TaskSearch {
        limit: 50,
        ..TaskSearch::default()
    }
}

#[tokio::test]
async fn a_task_is_kept_whole_with_what_hangs_on_it() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let mut first = task(80, &one);
            tx.put_task(&first)?;
            assert_eq!(tx.task(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.task(TaskId::new(NOW, 81))?, None);
            assert_eq!(tx.task_of_topic(one.topic.id)?.as_ref(), Some(&first));
            assert_eq!(tx.task_text(first.id)?, TaskText::default());
            let text = TaskText {
                text: "**Now**".into(),
                html: "<p><strong>Now</strong></p>".into(),
                lines: vec![ChecklistLine {
                    text: "Drain".into(),
                    done: true,
                }],
            };
            tx.put_task_text(first.id, &text)?;
            tx.put_task_text(first.id, &text)?;
            assert_eq!(tx.task_text(first.id)?, text);
            tx.put_task_files(first.id, std::slice::from_ref(&one.file))?;
            assert_eq!(tx.task_files(first.id)?, std::slice::from_ref(&one.file));
            assert_eq!(tx.tasks_using(one.file.id)?, std::slice::from_ref(&first));
            tx.put_task_files(first.id, &[])?;
            assert!(tx.task_files(first.id)?.is_empty());
            assert!(tx.card_channels(first.id)?.is_empty());
            first.version = 2;
            first.title = "Seal both pumps".into();
            tx.put_task(&first)?;
            assert_eq!(tx.task(first.id)?, Some(first));
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn what_waits_is_found_from_both_ends() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (first, mut second) = (task(80, &one), task(81, &one));
            tx.put_task(&first)?;
            second.waits_on = vec![first.id];
            second.origin = Some(TaskOrigin::Recurred { task: first.id });
            tx.put_task(&second)?;
            assert_eq!(
                tx.tasks_waiting_on(first.id)?,
                std::slice::from_ref(&second)
            );
            assert_eq!(tx.recurred_task(first.id)?.as_ref(), Some(&second));
            second.waits_on.clear();
            second.origin = Some(TaskOrigin::Import {
                source: "trello".into(),
                key: "abc".into(),
            });
            tx.put_task(&second)?;
            assert!(tx.tasks_waiting_on(first.id)?.is_empty());
            let mut third = task(82, &one);
            third.origin.clone_from(&second.origin);
            tx.put_task(&third)?;
            assert_eq!(tx.imported_task("trello abc")?, Some(third));
            assert_eq!(tx.imported_task("trello abd")?, None);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn its_people_have_it_until_it_is_long_over() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let other = put_another(tx, 90)?;
            let mut helped = task(80, &one);
            helped.owner = None;
            helped.helpers = vec![other, me];
            tx.put_task(&helped)?;
            for person in [me, other] {
                assert_eq!(tx.tasks_around(person, NOW)?, std::slice::from_ref(&helped));
            }
            helped.helpers = vec![other];
            helped.finished_at = Some(NOW);
            tx.put_task(&helped)?;
            assert!(tx.tasks_around(me, NOW)?.is_empty());
            assert_eq!(tx.tasks_around(other, NOW)?.len(), 1);
            assert!(tx.tasks_around(other, in_minutes(1))?.is_empty());
            helped.finished_at = None;
            helped.dropped_at = Some(NOW);
            tx.put_task(&helped)?;
            assert!(tx.tasks_around(other, NOW)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_search_finds_only_what_one_may_see() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let other = put_another(tx, 90)?;
            let (open, mut private, mut done) = (task(80, &one), task(81, &one), task(82, &one));
            private.channel = None;
            private.topic = None;
            done.finished_at = Some(NOW);
            done.owner = Some(other);
            for task in [&open, &private, &done] {
                tx.put_task(task)?;
            }
            let ids = |person: PersonId, guest, search: &TaskSearch| {
                let found = tx.tasks_seen(person, guest, search)?;
                Ok::<_, store::StoreError>(found.iter().map(|task| task.id).collect::<Vec<_>>())
            };
            let all = search();
            assert_eq!(ids(me, false, &all)?, [open.id, private.id, done.id]);
            // The channel is public.
            assert_eq!(ids(other, false, &all)?, [open.id, done.id]);
            // A guest finds their own alone.
            assert_eq!(ids(other, true, &all)?, [done.id]);
            let after = TaskSearch {
                after: Some(open.id),
                open: true,
                ..search()
            };
            assert_eq!(ids(me, false, &after)?, [private.id]);
            let of_channel = TaskSearch {
                owner: Some(other),
                channel: Some(one.channel.id),
                limit: 1,
                ..search()
            };
            assert_eq!(ids(me, false, &of_channel)?, [done.id]);
            let words = |words: &str| TaskSearch {
                words: words.into(),
                ..search()
            };
            assert_eq!(ids(me, false, &words("the pump"))?.len(), 3);
            assert_eq!(ids(me, false, &words("100%"))?.len(), 3);
            assert!(ids(me, false, &words("100_"))?.is_empty());
            assert!(ids(me, false, &words("\\"))?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn history_and_watches_are_kept_in_order() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let task = task(80, &one);
            tx.put_task(&task)?;
            let line = |minutes, what| TaskHistory {
                at: in_minutes(minutes),
                by: Some(me),
                what,
            };
            let made = line(0, TaskChanged::Created);
            let moved = line(5, TaskChanged::Labels);
            tx.insert_task_history(task.id, &made)?;
            tx.insert_task_history(task.id, &moved)?;
            assert_eq!(tx.task_history(task.id, 10)?, [moved.clone(), made]);
            assert_eq!(tx.task_history(task.id, 1)?.len(), 1);
            let mine = tx.task_changes_by(me, in_minutes(1), in_minutes(6))?;
            assert_eq!(mine, [(task.clone(), moved)]);
            assert!(
                tx.task_changes_by(me, in_minutes(1), in_minutes(5))?
                    .is_empty()
            );
            assert_eq!(tx.task_watch(task.id, me)?, None);
            tx.put_task_watch(task.id, me, true)?;
            tx.put_task_watch(task.id, me, false)?;
            assert_eq!(tx.task_watch(task.id, me)?, Some(false));
            assert_eq!(tx.task_watches(task.id)?, [(me, false)]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn blockers_are_listed_newest_first_for_who_may_read() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let task = task(80, &one);
            tx.put_task(&task)?;
            let first = Blocker {
                task: Some(task.id),
                ..blocker(70, &one)
            };
            let second = Blocker {
                resolved_at: Some(NOW),
                ..blocker(71, &one)
            };
            tx.put_blocker(&first)?;
            tx.put_blocker(&second)?;
            assert_eq!(
                tx.open_blockers_on_task(task.id)?,
                std::slice::from_ref(&first)
            );
            let all = BlockerSearch {
                limit: 50,
                ..BlockerSearch::default()
            };
            assert_eq!(
                tx.blockers_seen(me, false, &all)?,
                [second.clone(), first.clone()]
            );
            let older = BlockerSearch {
                before: Some(BlockerId::new(NOW, 71)),
                channel: Some(one.channel.id),
                open: true,
                limit: 50,
            };
            assert_eq!(tx.blockers_seen(me, true, &older)?, [first]);
            let another = put_another(tx, 73)?;
            assert_eq!(tx.blockers_seen(another, false, &all)?.len(), 2);
            assert!(tx.blockers_seen(another, true, &all)?.is_empty());
            put_member(tx, one.channel.id, another)?;
            assert_eq!(tx.blockers_seen(another, true, &all)?.len(), 2);
            assert_ne!(one.person.role, Role::Guest);
            Ok(())
        })
        .await;
}
