//! Rotas across clock changes, deputies of deputies, and groups that answer as one.

use model::group::Swap;
use model::id::GroupId;
use model::time::MinuteOfDay;
use proptest::prelude::*;

use super::*;
use crate::availability::tests::{ZONES, any_instant, instant};
use crate::request::tests::{message, person, request};

/// Weeks from Monday 09:00 in New York, beginning on 26 October 2026.
fn rota() -> Rota {
    Rota {
        time_zone: "America/New_York".to_owned(),
        first: jiff::civil::date(2026, 10, 26),
        hand_over: MinuteOfDay(9 * 60),
        days: 7,
        order: [1, 2, 3].map(person).to_vec(),
        swaps: Vec::new(),
    }
}

fn check_duty(rota: &Rota, at: &str, wanted: Option<(u128, &str, &str)>) {
    let wanted = wanted.map(|(number, from, until)| Duty {
        person: person(number),
        from: instant(from),
        until: instant(until),
    });
    assert_eq!(on_duty(rota, instant(at)), wanted, "at {at}");
}

#[test]
fn turns_hand_over_at_the_local_time_across_the_clock_change() {
    let rota = rota();
    let first = Some((1, "2026-10-26T13:00:00Z", "2026-11-02T14:00:00Z"));
    check_duty(&rota, "2026-10-26T12:59:59Z", None);
    check_duty(&rota, "2026-10-26T13:00:00Z", first);
    check_duty(&rota, "2026-11-02T13:30:00Z", first);
    check_duty(
        &rota,
        "2026-11-02T14:00:00Z",
        Some((2, "2026-11-02T14:00:00Z", "2026-11-09T14:00:00Z")),
    );
    // After the last the first again.
    check_duty(
        &rota,
        "2026-11-18T00:00:00Z",
        Some((1, "2026-11-16T14:00:00Z", "2026-11-23T14:00:00Z")),
    );
}

#[test]
fn a_swap_counts_before_the_turn_and_cuts_it() {
    let mut rota = rota();
    rota.swaps = vec![Swap {
        from: instant("2026-10-28T00:00:00Z"),
        until: instant("2026-10-29T00:00:00Z"),
        person: person(3),
    }];
    check_duty(
        &rota,
        "2026-10-27T00:00:00Z",
        Some((1, "2026-10-26T13:00:00Z", "2026-10-28T00:00:00Z")),
    );
    check_duty(
        &rota,
        "2026-10-28T12:00:00Z",
        Some((3, "2026-10-28T00:00:00Z", "2026-10-29T00:00:00Z")),
    );
    check_duty(
        &rota,
        "2026-10-29T00:00:00Z",
        Some((1, "2026-10-29T00:00:00Z", "2026-11-02T14:00:00Z")),
    );
}

fn group(rota: Option<Rota>) -> Group {
    Group {
        id: GroupId::new(Timestamp::default(), 1),
        name: "design".to_owned(),
        purpose: String::new(),
        members: [1, 2, 3].map(person).to_vec(),
        rota,
        created_at: Timestamp::default(),
        archived_at: None,
        version: 1,
    }
}

#[test]
fn each_person_on_duty_is_named_once() {
    let groups = [group(Some(rota())), group(Some(rota())), group(None)];
    let at = instant("2026-11-03T00:00:00Z");
    assert_eq!(everyone_on_duty(&groups, at), [person(2)]);
}

#[test]
fn nobody_is_on_duty_for_an_archived_group_or_with_a_closed_account() {
    let at = instant("2026-11-03T00:00:00Z");
    let duty = on_duty(&rota(), at);
    let mut group = group(Some(rota()));
    assert_eq!(duty_of(&group, at, |_| true), duty);
    assert_eq!(duty_of(&group, at, |open| open != person(2)), None);
    group.members.retain(|member| *member != person(2));
    assert_eq!(duty_of(&group, at, |_| true), None);
    group.members.push(person(2));
    group.archived_at = Some(at);
    assert_eq!(duty_of(&group, at, |_| true), None);
}

#[test]
fn who_leaves_a_group_leaves_its_rota() {
    let mut rota = rota();
    rota.swaps = vec![Swap {
        from: instant("2026-10-28T00:00:00Z"),
        until: instant("2026-10-29T00:00:00Z"),
        person: person(3),
    }];
    let left = rota_of(&rota, &[person(1), person(2)]).unwrap();
    assert_eq!(left.order, [person(1), person(2)]);
    assert!(left.swaps.is_empty());
    assert_eq!(rota_of(&rota, &[person(9)]), None);
}

#[test]
fn the_people_of_a_group_and_admins_change_it() {
    let group = group(None);
    let decide = |number, role| decide_change(&group, person(number), role);
    assert_eq!(decide(1, Role::Member), Ok(()));
    assert_eq!(decide(9, Role::Admin), Ok(()));
    assert_eq!(decide(9, Role::Member), Err(GroupRefusal::NotMember));
    assert_eq!(decide(1, Role::Guest), Err(GroupRefusal::NotVisible));
    let make = |number, role| decide_make(&group.members, person(number), role);
    assert_eq!(make(1, Role::Member), Ok(()));
    assert_eq!(make(9, Role::Owner), Ok(()));
    assert_eq!(make(9, Role::Member), Err(GroupRefusal::NotInOwn));
    assert_eq!(make(1, Role::Guest), Err(GroupRefusal::NotVisible));
}

#[test]
fn a_rota_is_checked_field_by_field() {
    let members = [1, 2, 3].map(person);
    let good = rota();
    assert_eq!(check_rota(&good, &members), Ok(()));
    assert_eq!(
        check_rota(&good, &members[..2]),
        Err(RotaRefusal::NotMember(person(3)))
    );
    for (wrong, refusal) in [
        (
            Rota {
                time_zone: "Mars".to_owned(),
                ..good.clone()
            },
            RotaRefusal::TimeZone,
        ),
        (
            Rota {
                hand_over: MinuteOfDay(1440),
                ..good.clone()
            },
            RotaRefusal::HandOver,
        ),
        (
            Rota {
                days: 0,
                ..good.clone()
            },
            RotaRefusal::Days,
        ),
        (
            Rota {
                order: Vec::new(),
                ..good.clone()
            },
            RotaRefusal::Order,
        ),
        (
            Rota {
                swaps: vec![Swap {
                    from: instant("2026-10-28T00:00:00Z"),
                    until: instant("2026-10-28T00:00:00Z"),
                    person: person(1),
                }],
                ..good
            },
            RotaRefusal::Swap,
        ),
    ] {
        assert_eq!(check_rota(&wrong, &members), Err(refusal));
    }
}

#[test]
fn deputies_of_deputies_follow_and_circles_end() {
    let chain = |of: PersonId| match of {
        p if p == person(1) => vec![person(2), person(3)],
        p if p == person(2) => vec![person(4), person(1)],
        p if p == person(4) => vec![person(2), person(3)],
        _ => Vec::new(),
    };
    assert_eq!(deputies(person(1), chain), [2, 3, 4].map(person));
    assert_eq!(deputies(person(3), chain), []);
}

#[test]
fn a_group_is_one_request_unless_everyone_is_wanted() {
    let team = group(None);
    let any = MentionedGroup {
        group: &team,
        everyone: false,
    };
    let not_the_author = |p: PersonId| p != person(1);
    let ask = ask_groups(&[], &[any], not_the_author);
    let asked = AskedGroup {
        group: team.id,
        members: [2, 3].map(person).to_vec(),
    };
    assert_eq!(ask.any_of, [asked]);
    assert_eq!(ask.people(), [2, 3].map(person));
    assert_eq!(ask.group_of(person(2)), Some(team.id));
    assert_eq!((ask.each.len(), ask.answers()), (0, 1));
    let all = MentionedGroup {
        everyone: true,
        ..any
    };
    let ask = ask_groups(&[person(9)], &[all], not_the_author);
    assert_eq!(ask.each, [9, 2, 3].map(person));
    assert_eq!(ask.answers(), 3);
    // One of them asked by name answers for the group as well.
    let ask = ask_groups(&[person(3)], &[any], not_the_author);
    assert_eq!((ask.any_of.len(), ask.answers()), (0, 1));
    assert_eq!(ask.group_of(person(3)), None);
    // Nobody is asked through a group that is not used any more.
    let archived = Group {
        archived_at: Some(instant("2026-11-23T10:00:00Z")),
        ..team.clone()
    };
    for everyone in [true, false] {
        let group = MentionedGroup {
            group: &archived,
            everyone,
        };
        assert_eq!(ask_groups(&[], &[group], not_the_author).answers(), 0);
    }
}

#[test]
fn of_a_group_those_stand_and_fall_together_whom_the_same_message_asked() {
    let team = group(None).id;
    let other_team = GroupId::new(Timestamp::default(), 77);
    let of = |group: Option<GroupId>, number, asked, message| Request {
        group,
        ..request(number, 9, asked, message)
    };
    let nobody = |_: GroupId| false;
    let open = [
        of(Some(team), 1, 1, 10),
        of(Some(team), 2, 2, 10),
        // Asked by another message, for another group, or themselves.
        of(Some(team), 3, 3, 11),
        of(Some(other_team), 4, 4, 10),
        of(None, 5, 5, 10),
        // Somebody else waits.
        Request {
            from: person(8),
            ..of(Some(team), 6, 6, 10)
        },
    ];
    let with = |request: &Request, is_member: fn(GroupId) -> bool| {
        let others = asked_as_one(request, &open, is_member);
        others.map(|other| other.asked).collect::<Vec<_>>()
    };
    assert_eq!(with(&open[0], nobody), [person(2)]);
    assert_eq!(with(&open[4], nobody), []);
    // A member who was asked by name answers for the group, and so for both of two groups.
    assert_eq!(with(&open[4], |_| true), [1, 2, 4].map(person));
    // A follow-up that asked them all makes them one.
    let joined = Request {
        follow_ups: vec![message(11)],
        ..open[0].clone()
    };
    assert_eq!(with(&joined, nobody), [2, 3].map(person));
}

#[test]
fn when_one_member_answers_the_request_is_answered_for_all() {
    let mut closed = request(3, 9, 3, 10);
    closed.state = RequestState::Withdrawn {
        at: instant("2026-11-23T10:00:00Z"),
    };
    let group = [request(1, 9, 1, 10), request(2, 9, 2, 10), closed];
    let state = RequestState::Answered {
        at: instant("2026-11-23T13:00:00Z"),
        by: Some(message(11)),
    };
    let answered = Request {
        state,
        ..group[0].clone()
    };
    let changed = close_as_one(&answered, &group);
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].id, group[1].id);
    assert_eq!(changed[0].state, state);
}

proptest! {
    /// At every instant after the first hand-over exactly one turn holds, and turns leave no gap.
    #[test]
    fn turns_leave_no_gap_and_do_not_overlap(
        zone in 0usize..ZONES.len(),
        hand_over in 0u16..1440,
        days in 1u16..15,
        at in any_instant(),
    ) {
        let rota = Rota {
            time_zone: ZONES[zone].to_owned(),
            first: jiff::civil::date(2025, 12, 1),
            hand_over: MinuteOfDay(hand_over),
            days,
            ..rota()
        };
        let duty = on_duty(&rota, at).unwrap();
        prop_assert!(duty.from <= at && at < duty.until);
        let next = on_duty(&rota, duty.until).unwrap();
        prop_assert_eq!(next.from, duty.until);
        let position = |p| rota.order.iter().position(|o| *o == p).unwrap();
        prop_assert_eq!((position(duty.person) + 1) % 3, position(next.person));
    }
}
