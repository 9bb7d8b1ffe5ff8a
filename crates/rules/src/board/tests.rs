//! Who may do what with a board, what its columns must be, and iterations.

use std::collections::BTreeSet;

use model::board::{BoardPart, Iteration};
use model::id::{BoardId, ChannelId, IterationId, PersonId, TaskId};
use proptest::prelude::*;

use super::iteration::{self, IterationRefusal, Said};
use super::*;
use crate::availability::default_week;
use crate::availability::tests::{instant, nothing_said, person_in};
use crate::channel::tests::{channel, standing};

const STAGES: [Stage; 3] = [Stage::NotStarted, Stage::Doing, Stage::Done];

fn now() -> Timestamp {
    instant("2026-11-23T09:00:00Z")
}

fn column(number: u128, stage: Stage) -> Column {
    Column {
        id: ColumnId::new(now(), number),
        name: format!("Column {number}"),
        stage,
        cards_max: None,
        usual_minutes: Some(90),
        usual_minutes_set: None,
    }
}

fn board(columns: Vec<Column>) -> Board {
    Board {
        id: BoardId::new(now(), 1),
        channel: ChannelId::new(now(), 1),
        team: None,
        name: "Pumps".into(),
        purpose: String::new(),
        columns,
        roles: Vec::new(),
        followers: Vec::new(),
        iteration: None,
        created_by: PersonId::new(now(), 1),
        created_at: now(),
        archived_at: None,
        version: 1,
    }
}

fn wanted(column: &Column) -> WantedColumn {
    WantedColumn {
        id: Some(column.id),
        name: column.name.clone(),
        stage: column.stage,
        cards_max: column.cards_max,
        usual_minutes_set: column.usual_minutes_set,
    }
}

fn new_column(name: &str) -> WantedColumn {
    WantedColumn {
        id: None,
        name: name.into(),
        stage: Stage::Doing,
        cards_max: Some(3),
        usual_minutes_set: Some(60),
    }
}

fn columns(before: &[Column], wanted: &[WantedColumn]) -> Result<Vec<Column>, BoardRefusal> {
    let mut number = 100;
    decide_columns(before, wanted, || {
        number += 1;
        ColumnId::new(now(), number)
    })
}

#[test]
fn members_build_boards_guests_move_cards_and_others_see_nothing() {
    use model::channel::ChannelKind::{Private, Public};
    let mut one = board(vec![column(1, Stage::Doing)]);
    let (public, private) = (channel(Public), channel(Private));
    let member = standing(1, Role::Member, true);
    assert_eq!(decide_make(&public, member), Ok(()));
    assert_eq!(decide_move(&one, &public, member), Ok(()));
    let guest = standing(1, Role::Guest, true);
    assert_eq!(decide_make(&private, guest), Err(BoardRefusal::Guest));
    assert_eq!(decide_move(&one, &private, guest), Ok(()));
    let outside = standing(1, Role::Admin, false);
    let not_member = BoardRefusal::Channel(ChannelRefusal::NotMember);
    assert_eq!(decide_make(&public, outside), Err(not_member.clone()));
    assert_eq!(decide_move(&one, &public, outside), Err(not_member));
    assert_eq!(decide_follow(&public, outside), Ok(()));
    let not_visible = BoardRefusal::Channel(ChannelRefusal::NotVisible);
    assert_eq!(decide_make(&private, outside), Err(not_visible.clone()));
    assert_eq!(decide_follow(&private, outside), Err(not_visible));
    one.archived_at = Some(now());
    assert_eq!(
        decide_move(&one, &public, member),
        Err(BoardRefusal::Archived)
    );
}

#[test]
fn columns_keep_what_was_measured_and_new_ones_get_ids() {
    let before = [column(1, Stage::NotStarted), column(2, Stage::Done)];
    let mut renamed = wanted(&before[1]);
    renamed.name = " Finished ".into();
    let after = columns(&before, &[renamed, new_column("Checking")]).unwrap();
    assert_eq!(after[0].name, "Finished");
    assert_eq!(after[0].usual_minutes, Some(90));
    assert_eq!(after[1].usual_minutes, None);
    assert_eq!(after[1].usual_minutes_set, Some(60));
    let gone: Vec<_> = removed(&before, &after).map(|column| column.id).collect();
    assert_eq!(gone, [before[0].id]);
}

#[test]
fn a_column_that_is_wrong_is_named() {
    let before = [column(1, Stage::NotStarted)];
    let known = wanted(&before[0]);
    let fault = |list: &[WantedColumn]| match columns(&before, list) {
        Err(BoardRefusal::Column { index, fault }) => (index, fault),
        other => panic!("no fault: {other:?}"),
    };
    assert_eq!(columns(&before, &[]), Err(BoardRefusal::ColumnCount));
    let many = vec![new_column("One"); BOARD_COLUMNS_MAX + 1];
    assert_eq!(columns(&before, &many), Err(BoardRefusal::ColumnCount));
    let twice = [known.clone(), known.clone()];
    assert_eq!(fault(&twice), (1, ColumnFault::Twice));
    let mut foreign = known.clone();
    foreign.id = Some(ColumnId::new(now(), 7));
    assert_eq!(fault(&[known.clone(), foreign]), (1, ColumnFault::Unknown));
    let empty = ColumnFault::Name(TextRefusal::Empty);
    assert_eq!(fault(&[new_column(" ")]), (0, empty));
    let mut none = new_column("None");
    none.cards_max = Some(0);
    assert_eq!(fault(&[none]), (0, ColumnFault::CardsMax));
    let mut endless = new_column("Endless");
    endless.usual_minutes_set = Some(USUAL_MINUTES_MAX + 1);
    assert_eq!(fault(&[endless]), (0, ColumnFault::UsualMinutes));
}

#[test]
fn a_role_counts_once() {
    let role = |part, number| BoardRole {
        part,
        person: PersonId::new(now(), number),
    };
    let (does, told) = (role(BoardPart::Does, 1), role(BoardPart::Told, 1));
    assert_eq!(check_roles(&[does, told, does]), Ok(vec![does, told]));
    let many: Vec<_> = (0..=BOARD_ROLES_MAX as u128)
        .map(|number| role(BoardPart::Told, number))
        .collect();
    assert_eq!(check_roles(&many), Err(BoardRefusal::Roles));
}

#[test]
fn a_card_follows_its_task_to_the_first_column_of_its_stage() {
    let list = vec![
        column(1, Stage::NotStarted),
        column(2, Stage::Doing),
        column(3, Stage::Doing),
    ];
    let ids: Vec<_> = list.iter().map(|column| column.id).collect();
    let board = board(list);
    assert_eq!(column_for(&board, ids[0], Stage::Doing), Some(ids[1]));
    assert_eq!(column_for(&board, ids[2], Stage::Doing), None);
    assert_eq!(column_for(&board, ids[1], Stage::Done), None);
    let gone = ColumnId::new(now(), 9);
    assert_eq!(column_for(&board, gone, Stage::Doing), Some(ids[1]));
    assert_eq!(column_of(&board, gone), Err(BoardRefusal::ColumnGone));
}

#[test]
fn a_passage_counts_working_time_only() {
    let person = person_in("Europe/Berlin");
    let availability = nothing_said(&person);
    let schedule = Schedule::new(&person, &availability, false, default_week());
    // Friday 15:00 to Monday 11:00 in Berlin.
    let (from, until) = (
        instant("2026-11-20T14:00:00Z"),
        instant("2026-11-23T10:00:00Z"),
    );
    let worked = working_time(&schedule, from, until);
    let friday = working_time(&schedule, from, instant("2026-11-20T23:00:00Z"));
    let monday = working_time(&schedule, instant("2026-11-23T00:00:00Z"), until);
    assert_eq!(worked, friday + monday);
    assert!(Duration::ZERO < friday && worked < Duration::from_secs(6 * 3600));
    let doing = column(1, Stage::Doing);
    assert_eq!(passage_minutes(&doing, Duration::from_secs(119)), Some(1));
    assert_eq!(passage_minutes(&doing, Duration::from_secs(59)), None);
    assert_eq!(passage_minutes(&column(2, Stage::Done), worked), None);
}

#[test]
fn what_people_set_is_the_usual_time() {
    let mut doing = column(1, Stage::Doing);
    assert_eq!(usual_minutes(&doing), Some(90));
    doing.usual_minutes_set = Some(30);
    assert_eq!(usual_minutes(&doing), Some(30));
}

#[test]
fn templates_are_boards_that_may_be_made() {
    let templates = template::built_in();
    let keys: BTreeSet<_> = templates.iter().map(|one| &one.key).collect();
    assert_eq!((keys.len(), templates.len()), (6, 6));
    for template in &templates {
        let wanted: Vec<_> = template
            .columns
            .iter()
            .map(|column| WantedColumn {
                id: None,
                name: column.name.clone(),
                stage: column.stage,
                cards_max: column.cards_max,
                usual_minutes_set: None,
            })
            .collect();
        let made = columns(&[], &wanted).unwrap();
        for stage in STAGES {
            assert!(made.iter().any(|column| column.stage == stage));
        }
    }
}

fn planned(number: u128) -> Iteration {
    Iteration {
        id: IterationId::new(now(), number),
        board: BoardId::new(now(), 1),
        name: "Week 48".into(),
        goal: String::new(),
        first: "2026-11-23".parse().unwrap(),
        last: "2026-11-27".parse().unwrap(),
        started_at: None,
        closed_at: None,
        planned: Vec::new(),
        added: Vec::new(),
        finished: Vec::new(),
        carried: Vec::new(),
    }
}

fn task(number: u128) -> TaskId {
    TaskId::new(now(), number)
}

#[test]
fn an_iteration_tells_what_was_planned_came_in_and_goes_on() {
    let [one, two, three] = [task(1), task(2), task(3)];
    let next = planned(2);
    let begun = iteration::put_in(&planned(1), 0, (one, Stage::NotStarted)).unwrap();
    assert_eq!(begun.added, []);
    let in_it = [(one, Stage::NotStarted), (two, Stage::Doing)];
    let refused = iteration::start(&begun, true, &in_it, now());
    assert_eq!(refused, Err(IterationRefusal::AnotherRuns));
    let begun = iteration::start(&begun, false, &in_it, now()).unwrap();
    assert_eq!(begun.planned, [one, two]);
    let again = iteration::start(&begun, false, &in_it, now());
    assert_eq!(again, Err(IterationRefusal::Started));
    let mut begun = iteration::put_in(&begun, 2, (three, Stage::Done)).unwrap();
    assert_eq!(
        (&begun.added, &begun.finished),
        (&vec![three], &vec![three])
    );
    iteration::note_stage(&mut begun, (two, Stage::Done));
    iteration::note_stage(&mut begun, (three, Stage::Doing));
    assert_eq!(begun.finished, [two]);
    let in_it = [
        (one, Stage::Doing),
        (two, Stage::Done),
        (three, Stage::Doing),
    ];
    let into_itself = iteration::close(&begun, Some(&begun), &in_it, now());
    assert_eq!(into_itself, Err(IterationRefusal::CarryTo));
    let closed = iteration::close(&begun, Some(&next), &in_it, now()).unwrap();
    assert_eq!(closed.carried, [one, three]);
    assert_eq!(closed.finished, [two]);
    let late = iteration::put_in(&closed, 0, (task(4), Stage::Doing));
    assert_eq!(late, Err(IterationRefusal::Closed));
    assert_eq!(iteration::taken_out(&closed, three), closed);
    let into_closed = iteration::close(&begun, Some(&closed), &in_it, now());
    assert_eq!(into_closed, Err(IterationRefusal::CarryTo));
    let early = iteration::close(&next, None, &[], now());
    assert_eq!(early, Err(IterationRefusal::NotStarted));
}

#[test]
fn a_full_iteration_takes_no_more() {
    let full = iteration::put_in(&planned(1), 500, (task(1), Stage::Doing));
    assert_eq!(full, Err(IterationRefusal::Full));
}

#[test]
fn an_iteration_has_a_name_and_some_days() {
    let said = |name: &str, first: &str, last: &str| Said {
        name: name.into(),
        goal: " Fewer leaks ".into(),
        first: first.parse().unwrap(),
        last: last.parse().unwrap(),
    };
    let good = iteration::check_said(said(" One ", "2026-11-23", "2026-11-23")).unwrap();
    assert_eq!((&*good.name, &*good.goal), ("One", "Fewer leaks"));
    for (name, first, last, refusal) in [
        (
            "",
            "2026-11-23",
            "2026-11-27",
            IterationRefusal::Name(TextRefusal::Empty),
        ),
        ("One", "2026-11-23", "2026-11-22", IterationRefusal::Span),
        ("One", "2026-11-23", "2027-11-24", IterationRefusal::Span),
    ] {
        assert_eq!(iteration::check_said(said(name, first, last)), Err(refusal));
    }
}

proptest! {
    #[test]
    fn nothing_of_an_iteration_is_lost(
        stages in proptest::collection::vec(0usize..3, 1..40),
        planned_of in 0usize..40,
        changes in proptest::collection::vec((0usize..40, 0usize..3), 0..60),
    ) {
        let mut tasks: Vec<(TaskId, Stage)> = stages
            .iter()
            .enumerate()
            .map(|(number, stage)| (task(number as u128), STAGES[*stage]))
            .collect();
        let planned_of = planned_of.min(tasks.len());
        let mut running = iteration::start(&planned(1), false, &tasks[..planned_of], now()).unwrap();
        for (number, task) in tasks.iter().enumerate().skip(planned_of) {
            running = iteration::put_in(&running, number, *task).unwrap();
        }
        for (number, stage) in changes {
            let number = number % tasks.len();
            tasks[number].1 = STAGES[stage];
            iteration::note_stage(&mut running, tasks[number]);
        }
        let mut finished = running.finished.clone();
        let closed = iteration::close(&running, None, &tasks, now()).unwrap();
        finished.sort_unstable();
        prop_assert_eq!(&finished, &closed.finished);
        let mut came = [&closed.planned[..], &closed.added[..]].concat();
        let mut went = [&closed.finished[..], &closed.carried[..]].concat();
        came.sort_unstable();
        went.sort_unstable();
        prop_assert_eq!(came, went);
    }
}
