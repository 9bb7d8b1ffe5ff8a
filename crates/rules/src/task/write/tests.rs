//! Bounds, stages, and the law of waiting: whatever is edited, nothing ever waits on itself.

use model::id::PersonId;
use model::task::{Priority, TaskDue};
use proptest::prelude::*;

use super::*;
use crate::availability::tests::instant;

pub(crate) fn id(number: u128) -> TaskId {
    TaskId::new(instant("2026-11-23T09:00:00Z"), number)
}

pub(crate) fn task(number: u128) -> Task {
    let now = instant("2026-11-23T09:00:00Z");
    let person = PersonId::new(now, 1);
    Task {
        id: id(number),
        title: "Seal the pump".into(),
        owner: Some(person),
        helpers: Vec::new(),
        channel: None,
        topic: None,
        priority: Priority::Normal,
        due: None,
        due_at: None,
        start: None,
        estimate_minutes: None,
        labels: Vec::new(),
        checked: 0,
        checklist: 0,
        has_text: false,
        files: 0,
        waits_on: Vec::new(),
        open_waits: 0,
        blocked: false,
        recurrence: None,
        origin: None,
        stage: Stage::NotStarted,
        started_at: None,
        finished_at: None,
        dropped_at: None,
        created_by: person,
        created_at: now,
        version: 1,
    }
}

#[test]
fn a_label_stands_once_whatever_its_case() {
    let labels = |some: &[&str]| {
        let some: Vec<String> = some.iter().map(|one| (*one).to_owned()).collect();
        check_labels(&some)
    };
    assert_eq!(
        labels(&[" Pump ", "pump", "Field"]),
        Ok(vec!["Pump".to_owned(), "Field".to_owned()])
    );
    assert_eq!(labels(&[""]), Err(TaskRefusal::Label));
    assert_eq!(labels(&[&"x".repeat(41)]), Err(TaskRefusal::Label));
    assert_eq!(labels(&["a\nb"]), Err(TaskRefusal::Label));
    let many: Vec<String> = (0..21).map(|number| number.to_string()).collect();
    assert_eq!(check_labels(&many), Err(TaskRefusal::LabelCount));
}

#[test]
fn a_checklist_has_lines_with_words() {
    let line = |text: &str| ChecklistLine {
        text: text.into(),
        done: true,
    };
    assert_eq!(
        check_lines(&[line(" Drain it ")]),
        Ok(vec![line("Drain it")])
    );
    assert_eq!(check_lines(&[line("  ")]), Err(TaskRefusal::Line));
    let many = vec![line("x"); CHECKLIST_LINES_MAX + 1];
    assert_eq!(check_lines(&many), Err(TaskRefusal::LineCount));
}

#[test]
fn what_a_task_holds_is_bounded() {
    assert_eq!(check_bounds(&task(1), ATTACHMENTS_MAX), Ok(()));
    let refusal = check_bounds(&task(1), ATTACHMENTS_MAX + 1);
    assert_eq!(refusal, Err(TaskRefusal::FileCount));
    let mut long = task(1);
    for (minutes, wanted) in [
        (0, Err(TaskRefusal::Estimate)),
        (1, Ok(())),
        (TASK_ESTIMATE_MINUTES_MAX + 1, Err(TaskRefusal::Estimate)),
    ] {
        long.estimate_minutes = Some(minutes);
        assert_eq!(check_bounds(&long, 0), wanted);
    }
    let mut late = task(1);
    late.start = "2026-11-25".parse().ok();
    late.due = "2026-11-24".parse().ok().map(TaskDue::Day);
    assert_eq!(check_bounds(&late, 0), Err(TaskRefusal::Start));
    let mut many = task(1);
    let person = |number| PersonId::new(instant("2026-11-23T09:00:00Z"), number);
    many.helpers = (0..21).map(person).collect();
    assert_eq!(check_bounds(&many, 0), Err(TaskRefusal::HelperCount));
    assert!(check_task_text(&"x".repeat(MESSAGE_TEXT_BYTES_MAX)).is_ok());
    assert!(check_task_text(&"x".repeat(MESSAGE_TEXT_BYTES_MAX + 1)).is_err());
    assert!(check_task_text("\0").is_err());
}

#[test]
fn a_task_remembers_its_first_start_and_its_last_end() {
    let [first, second, third] = ["10", "11", "12"].map(|hour| {
        let text = format!("2026-11-23T{hour}:00:00Z");
        instant(&text)
    });
    let doing = at_stage(&task(1), Stage::Doing, first);
    assert_eq!(doing.started_at, Some(first));
    let done = at_stage(&doing, Stage::Done, second);
    assert_eq!(
        (done.started_at, done.finished_at),
        (Some(first), Some(second))
    );
    let again = at_stage(&done, Stage::Doing, third);
    assert_eq!((again.started_at, again.finished_at), (Some(first), None));
    // Finished without having been started.
    let done = at_stage(&task(1), Stage::Done, third);
    assert_eq!((done.started_at, done.finished_at), (None, Some(third)));
    let gone = dropped(&task(1), true, first);
    assert_eq!(dropped(&gone, true, second).dropped_at, Some(first));
    assert_eq!(dropped(&gone, false, second), task(1));
}

/// Whether a task waits on itself, looked at by walking every way from it.
fn is_circle(waits: &BTreeMap<TaskId, Vec<TaskId>>, from: TaskId) -> bool {
    let mut known: BTreeSet<TaskId> = BTreeSet::new();
    let mut ways: Vec<TaskId> = waits.get(&from).cloned().unwrap_or_default();
    while let Some(next) = ways.pop() {
        if next == from {
            return true;
        }
        if known.insert(next) {
            ways.extend(waits.get(&next).cloned().unwrap_or_default());
        }
    }
    false
}

proptest! {
    #[test]
    fn nothing_waits_on_itself_after_any_edits(
        edits in prop::collection::vec((0_u128..12, prop::collection::vec(0_u128..12, 0..5)), 1..200),
    ) {
        let mut waits: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
        for (task, wanted) in edits {
            let wanted: Vec<TaskId> = wanted.into_iter().map(id).collect();
            let mut tried = waits.clone();
            tried.insert(id(task), wanted.clone());
            let wrong = is_circle(&tried, id(task));
            match decide_waits(id(task), &wanted, &waits) {
                Ok(kept) => {
                    prop_assert!(!wrong, "a circle was taken");
                    let all = wanted.iter().all(|one| kept.contains(one));
                    prop_assert!(all && kept.len() <= wanted.len());
                    waits.insert(id(task), kept);
                }
                Err(TaskRefusal::Itself) => prop_assert!(wanted.contains(&id(task))),
                Err(TaskRefusal::Circle(by)) => prop_assert!(wrong && wanted.contains(&by)),
                Err(other) => prop_assert!(false, "{other}"),
            }
            for task in waits.keys() {
                prop_assert!(!is_circle(&waits, *task));
            }
        }
    }
}
