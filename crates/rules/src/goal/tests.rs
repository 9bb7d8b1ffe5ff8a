//! Progress by hand and by law, trees without circles, words, updates.

use model::goal::{Goal, GoalUpdate, Track, UpdateOn};
use model::id::{GoalId, GoalUpdateId};
use model::time::Timestamp;
use proptest::prelude::*;

use super::*;

fn result(from: i64, to: i64, now: i64) -> KeyResult {
    KeyResult {
        text: "Pumps that report".to_owned(),
        unit: "pumps".to_owned(),
        from,
        to,
        now,
    }
}

fn person(number: u128) -> PersonId {
    PersonId::new(Timestamp::default(), number)
}

fn id(number: u128) -> GoalId {
    GoalId::new(Timestamp::default(), number)
}

fn goal() -> Goal {
    Goal {
        id: id(1),
        parent: None,
        team: None,
        owner: person(1),
        objective: "Every pump reports".to_owned(),
        purpose: String::new(),
        results: vec![result(0, 40_000, 10_000), result(9_000, 0, 9_000)],
        first: "2026-10-01".parse().unwrap(),
        last: "2026-12-31".parse().unwrap(),
        track: None,
        progress_permille: 0,
        check_in: None,
        followers: vec![person(1)],
        state: GoalState::Active,
        updated_at: None,
        created_by: person(2),
        created_at: Timestamp::default(),
        version: 1,
    }
}

#[test]
fn a_result_goes_from_where_it_began_up_or_down() {
    let of = |from, to, now| result_progress(&result(from, to, now));
    assert_eq!(of(0, 40_000, 10_000), 250);
    assert_eq!(of(0, 3, 2), 666);
    assert_eq!(of(9_000, 0, 9_000), 0);
    assert_eq!(of(9_000, 0, 3_000), 666);
    assert_eq!(of(9_000, 0, 0), 1_000);
    assert_eq!(of(9_000, 0, -500), 1_000);
    assert_eq!(of(0, 40_000, -1), 0);
    assert_eq!(of(-10, 10, 0), 500);
    // Never whole before it is.
    assert_eq!(of(0, 1_000_000, 999_999), 999);
    assert_eq!(of(GOAL_VALUE_MAX, -GOAL_VALUE_MAX, 0), 500);
}

#[test]
fn a_goal_without_results_is_as_far_as_its_sub_goals() {
    let results = [result(0, 10, 5), result(10, 0, 10)];
    let active = GoalState::Active;
    assert_eq!(progress(&results, &[1_000], active), 250);
    assert_eq!(progress(&[], &[1_000, 500, 0], active), 500);
    assert_eq!(progress(&[], &[], active), 0);
    assert_eq!(progress(&[], &[], GoalState::Reached), 1_000);
    assert_eq!(progress(&[], &[200], GoalState::Reached), 200);
}

proptest! {
    #[test]
    fn progress_is_a_share_and_rises_towards_the_target(
        from in -GOAL_VALUE_MAX..=GOAL_VALUE_MAX,
        to in -GOAL_VALUE_MAX..=GOAL_VALUE_MAX,
        one in -GOAL_VALUE_MAX..=GOAL_VALUE_MAX,
        other in -GOAL_VALUE_MAX..=GOAL_VALUE_MAX,
    ) {
        prop_assume!(from != to);
        let of = |now| result_progress(&result(from, to, now));
        prop_assert_eq!((of(from), of(to)), (0, 1_000));
        prop_assert!(of(one) <= 1_000);
        let (behind, ahead) = if (from < to) == (one < other) { (one, other) } else { (other, one) };
        prop_assert!(of(behind) <= of(ahead));
        // It is whole only where the target is reached or passed.
        let reached = if from < to { to <= one } else { one <= to };
        prop_assert_eq!(of(one) == 1_000, reached);
    }

    #[test]
    fn goals_never_serve_themselves_however_they_are_moved(
        moves in prop::collection::vec((0..12_u128, prop::option::of(0..12_u128)), 1..120),
    ) {
        let mut parents: Parents = (0..12).map(|number| (id(number), None)).collect();
        for (goal, parent) in moves {
            let goal = id(goal);
            let parent = parent.map(id);
            let allowed = parent.is_none_or(|parent| decide_parent(Some(goal), parent, &parents).is_ok());
            if allowed {
                parents.insert(goal, parent);
            }
            for start in parents.keys() {
                let mut seen = vec![*start];
                while let Some(next) = parents[seen.last().unwrap()] {
                    prop_assert!(!seen.contains(&next), "a circle at {next}");
                    seen.push(next);
                }
                prop_assert!(seen.len() <= GOAL_DEPTH_MAX);
            }
        }
    }
}

#[test]
fn circles_and_depth_are_refused_by_name() {
    let mut parents: Parents = (1..=6)
        .map(|number| (id(number), (1 < number).then(|| id(number - 1))))
        .collect();
    parents.insert(id(7), None);
    let serve = |goal, parent| decide_parent(Some(id(goal)), id(parent), &parents);
    assert_eq!(serve(1, 1), Err(GoalRefusal::Circle));
    assert_eq!(serve(1, 4), Err(GoalRefusal::Circle));
    assert_eq!(serve(7, 6), Err(GoalRefusal::Deep));
    assert_eq!(serve(7, 5), Ok(()));
    assert_eq!(serve(1, 7), Err(GoalRefusal::Deep));
    assert_eq!(serve(2, 7), Ok(()));
    assert_eq!(decide_parent(None, id(5), &parents), Ok(()));
    assert_eq!(decide_parent(None, id(6), &parents), Err(GoalRefusal::Deep));
}

fn words(first: &str, last: &str, results: &[KeyResult]) -> Result<CheckedWords, GoalRefusal> {
    decide_words(Words {
        objective: " Every pump reports ",
        purpose: "So that nobody drives out.",
        results,
        first: first.parse().unwrap(),
        last: last.parse().unwrap(),
    })
}

#[test]
fn a_goal_has_a_span_and_results_that_measure() {
    let good = words("2026-10-01", "2026-10-01", &[result(0, 10, 0)]).unwrap();
    assert_eq!(good.objective, "Every pump reports");
    assert!(words("2026-10-01", "2031-10-05", &[]).is_ok());
    for (first, last) in [("2026-10-02", "2026-10-01"), ("2026-10-01", "2032-10-01")] {
        assert_eq!(words(first, last, &[]), Err(GoalRefusal::Span));
    }
    let same = words(
        "2026-10-01",
        "2026-12-31",
        &[result(0, 9, 0), result(5, 5, 5)],
    );
    assert_eq!(same, Err(GoalRefusal::NoWay { place: 1 }));
    let large = words("2026-10-01", "2026-12-31", &[result(0, i64::MAX, 0)]);
    assert_eq!(large, Err(GoalRefusal::Value));
    let many = vec![result(0, 10, 0); 11];
    let many = words("2026-10-01", "2026-12-31", &many);
    assert_eq!(many, Err(GoalRefusal::ResultCount));
}

#[test]
fn its_owner_its_maker_its_team_and_admins_change_it() {
    let goal = goal();
    let may = |number, role, in_team| decide_change(&goal, person(number), role, in_team);
    assert_eq!(may(1, Role::Member, false), Ok(()));
    assert_eq!(may(2, Role::Member, false), Ok(()));
    assert_eq!(may(3, Role::Member, true), Ok(()));
    assert_eq!(may(3, Role::Admin, false), Ok(()));
    assert_eq!(may(3, Role::Member, false), Err(GoalRefusal::NotAllowed));
    assert_eq!(may(1, Role::Guest, true), Err(GoalRefusal::NotVisible));
}

#[test]
fn followers_stand_in_order_and_once() {
    let mut goal = goal();
    goal.followers = decide_follow(&goal, person(3)).unwrap();
    goal.followers = decide_follow(&goal, person(2)).unwrap();
    assert_eq!(decide_follow(&goal, person(3)), Ok(goal.followers.clone()));
    assert_eq!(goal.followers, [person(1), person(2), person(3)]);
    goal.followers = (10..1_510).map(person).collect();
    assert_eq!(decide_follow(&goal, person(3)), Err(GoalRefusal::Followers));
}

#[test]
fn pursuing_and_linking_have_bounds() {
    let begin = |before, active| decide_pursue(before, GoalState::Active, active);
    assert_eq!(begin(None, 1_999), Ok(()));
    assert_eq!(begin(None, 2_000), Err(GoalRefusal::TooMany));
    assert_eq!(
        begin(Some(GoalState::Dropped), 2_000),
        Err(GoalRefusal::TooMany)
    );
    assert_eq!(begin(Some(GoalState::Active), 2_000), Ok(()));
    assert_eq!(decide_link(199), Ok(()));
    assert_eq!(decide_link(200), Err(GoalRefusal::Links));
}

fn draft<'a>(changed: &'a str, values: Option<&'a [i64]>) -> UpdateDraft<'a> {
    UpdateDraft {
        track: Track::AtRisk,
        confidence_percent: Some(60),
        changed,
        next: "",
        values,
    }
}

#[test]
fn an_update_says_what_changed_and_one_value_for_each_result() {
    let mut goal = goal();
    let (changed, next, results) =
        decide_update(Some(&goal), &draft(" Ten more ", Some(&[20_000, 4_500]))).unwrap();
    assert_eq!((changed.as_str(), next.as_str()), ("Ten more", ""));
    let now: Vec<i64> = results.iter().map(|result| result.now).collect();
    assert_eq!(now, [20_000, 4_500]);
    let (_, _, results) = decide_update(Some(&goal), &draft("Nothing", None)).unwrap();
    assert_eq!(results, goal.results);
    let refused = |draft: &UpdateDraft<'_>| decide_update(Some(&goal), draft).unwrap_err();
    assert_eq!(refused(&draft("A", Some(&[1]))), GoalRefusal::Values);
    let large = [GOAL_VALUE_MAX + 1, 0];
    assert_eq!(refused(&draft("A", Some(&large))), GoalRefusal::Value);
    assert_eq!(
        refused(&draft("  ", None)),
        GoalRefusal::Changed(TextRefusal::Empty)
    );
    let sure = UpdateDraft {
        confidence_percent: Some(101),
        ..draft("A", None)
    };
    assert_eq!(refused(&sure), GoalRefusal::Confidence);
    assert!(decide_update(None, &draft("A", None)).is_ok());
    assert_eq!(
        decide_update(None, &draft("A", Some(&[1]))),
        Err(GoalRefusal::Values)
    );
    goal.state = GoalState::Reached;
    assert_eq!(
        decide_update(Some(&goal), &draft("A", None)),
        Err(GoalRefusal::Ended)
    );
}

#[test]
fn how_sure_somebody_is_is_for_who_follows() {
    let update = GoalUpdate {
        id: GoalUpdateId::new(Timestamp::default(), 1),
        on: UpdateOn::Goal { goal: id(1) },
        by: person(1),
        at: Timestamp::default(),
        track: Track::OnTrack,
        confidence_percent: Some(80),
        changed: "A".to_owned(),
        changed_html: String::new(),
        next: String::new(),
        next_html: String::new(),
        values: Vec::new(),
        progress_permille: 0,
    };
    let seen = |reader, followers: &[PersonId]| {
        seen_update(update.clone(), person(reader), followers).confidence_percent
    };
    assert_eq!(seen(2, &[person(2)]), Some(80));
    assert_eq!(seen(3, &[person(2)]), None);
    assert_eq!(seen(1, &[person(2)]), Some(80));
}
