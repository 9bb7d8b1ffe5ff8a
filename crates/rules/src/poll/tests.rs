//! What may be asked and voted, run-off by hand and by law, anonymity, reminders, records.

use std::time::Duration;

use model::channel::ChannelKind;
use model::id::{ChannelId, MessageId, PersonId, PollId, RecordId, TopicId};
use model::person::Role;
use model::poll::{DecisionRecord, PollRound, Tally};
use proptest::prelude::*;

use super::*;
use crate::availability::tests::{instant, nothing_said, person_in, time_off};
use crate::availability::{Schedule, default_week};
use crate::channel::tests::{channel, standing};
use crate::zone::time_zone;

const NOW: &str = "2026-11-23T09:00:00Z";

fn person(number: u128) -> PersonId {
    PersonId::new(instant(NOW), number)
}

fn option(text: &str) -> PollOption {
    PollOption {
        text: text.to_owned(),
        from: None,
        until: None,
    }
}

fn span(from: &str, until: &str, text: &str) -> PollOption {
    PollOption {
        from: Some(instant(from)),
        until: Some(instant(until)),
        ..option(text)
    }
}

fn poll(kind: PollKind, options: usize, anonymous: bool) -> Poll {
    let options = (0..options).map(|number| option(&format!("Option {number}")));
    Poll {
        id: PollId::new(instant(NOW), 1),
        topic: TopicId::new(instant(NOW), 1),
        channel: ChannelId::new(instant(NOW), 1),
        message: MessageId::new(instant(NOW), 1),
        question: "Which?".to_owned(),
        kind,
        options: options.collect(),
        anonymous,
        closes_at: None,
        created_by: person(1),
        created_at: instant(NOW),
        voted: Vec::new(),
        votes: Vec::new(),
        tally: None,
        closed_at: None,
        record: None,
    }
}

fn vote(number: u128, options: &[u16]) -> Vote {
    Vote {
        person: person(number),
        options: options.to_vec(),
        at: instant(NOW),
    }
}

fn ask(question: &str, kind: PollKind, options: &[PollOption]) -> Result<(), PollRefusal> {
    let draft = Draft {
        question,
        kind,
        options,
        closes_at: None,
    };
    decide_ask(&draft, 0, instant(NOW)).map(|_| ())
}

#[test]
fn a_poll_has_a_question_and_different_options_that_fit_its_kind() {
    let two = [option("Lisbon"), option("Porto")];
    assert_eq!(ask("Where?", PollKind::Single, &two), Ok(()));
    let empty = PollRefusal::Question(TextRefusal::Empty);
    assert_eq!(ask(" ", PollKind::Single, &two), Err(empty));
    let one = ask("Where?", PollKind::Single, &two[..1]);
    assert_eq!(one, Err(PollRefusal::OptionCount));
    let many: Vec<_> = (0..21).map(|number| option(&number.to_string())).collect();
    assert_eq!(
        ask("Where?", PollKind::Several, &many),
        Err(PollRefusal::OptionCount)
    );
    assert_eq!(ask("Where?", PollKind::Several, &many[..20]), Ok(()));
    let twice = [option("Lisbon"), option(" Lisbon ")];
    let same = PollRefusal::Same { place: 1 };
    assert_eq!(ask("Where?", PollKind::Ranked, &twice), Err(same));
    let spans = [
        span("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z", ""),
        span("2026-11-25T09:00:00Z", "2026-11-25T10:00:00Z", ""),
    ];
    assert_eq!(ask("When?", PollKind::Time, &spans), Ok(()));
    let no_span = PollRefusal::NoSpan { place: 0 };
    assert_eq!(
        ask(
            "When?",
            PollKind::Single,
            &[spans[0].clone(), two[0].clone()]
        ),
        Err(PollRefusal::Option {
            place: 0,
            refusal: TextRefusal::Empty
        })
    );
    let noted = span("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z", "Early");
    assert_eq!(
        ask("When?", PollKind::Single, &[noted.clone(), two[0].clone()]),
        Err(no_span)
    );
    let again = [spans[0].clone(), noted];
    assert_eq!(ask("When?", PollKind::Time, &again), Err(same));
    for wrong in [
        two[0].clone(),
        span("2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z", ""),
        span("2026-11-22T09:00:00Z", "2026-11-23T09:00:00Z", ""),
    ] {
        let refused = ask("When?", PollKind::Time, &[spans[0].clone(), wrong]);
        assert_eq!(refused, Err(PollRefusal::Span { place: 1 }));
    }
}

#[test]
fn a_poll_closes_after_now_and_within_sixty_days() {
    let options = [option("Yes"), option("No")];
    let now = instant(NOW);
    let closes = |closes_at| {
        let draft = Draft {
            question: "Now?",
            kind: PollKind::Single,
            options: &options,
            closes_at: Some(closes_at),
        };
        decide_ask(&draft, 0, now).map(|_| ())
    };
    let day = Duration::from_secs(24 * 3_600);
    assert_eq!(closes(now), Err(PollRefusal::ClosesAt));
    assert_eq!(closes(now.plus(Duration::from_millis(1))), Ok(()));
    assert_eq!(closes(now.plus(60 * day)), Ok(()));
    assert_eq!(closes(now.plus(61 * day)), Err(PollRefusal::ClosesAt));
    let draft = Draft {
        question: "Now?",
        kind: PollKind::Single,
        options: &options,
        closes_at: None,
    };
    let twentieth = decide_ask(&draft, 19, now).map(|_| ());
    assert_eq!(twentieth, Ok(()));
    assert_eq!(decide_ask(&draft, 20, now), Err(PollRefusal::TooMany));
}

#[test]
fn who_is_in_the_channel_votes_for_options_that_there_are_until_it_is_closed() {
    let channel = channel(ChannelKind::Public);
    let member = standing(2, Role::Member, true);
    let outside = standing(3, Role::Member, false);
    let check = |poll: &Poll, options: &[u16]| decide_vote(poll, &channel, member, options);
    let single = poll(PollKind::Single, 3, false);
    assert_eq!(check(&single, &[2]), Ok(()));
    assert_eq!(check(&single, &[]), Ok(()));
    assert_eq!(check(&single, &[0, 1]), Err(PollRefusal::OneOnly));
    assert_eq!(check(&single, &[3]), Err(PollRefusal::Vote));
    for kind in [PollKind::Several, PollKind::Ranked, PollKind::Time] {
        let several = poll(kind, 3, false);
        assert_eq!(check(&several, &[2, 0]), Ok(()));
        assert_eq!(check(&several, &[2, 2]), Err(PollRefusal::Vote));
    }
    assert_eq!(
        decide_vote(&single, &channel, outside, &[1]),
        Err(PollRefusal::Channel(ChannelRefusal::NotMember))
    );
    let mut closed = single;
    closed.closed_at = Some(instant(NOW));
    assert_eq!(check(&closed, &[1]), Err(PollRefusal::Closed));
}

#[test]
fn who_asked_closes_or_who_manages_the_channel() {
    let channel = channel(ChannelKind::Public);
    let mut asked = poll(PollKind::Single, 2, false);
    let by = |number, role| standing(number, role, true);
    asked.created_by = by(5, Role::Member).person;
    let check = |poll: &Poll, standing| decide_close(poll, &channel, standing);
    assert_eq!(check(&asked, by(5, Role::Member)), Ok(()));
    assert_eq!(check(&asked, by(6, Role::Admin)), Ok(()));
    assert_eq!(
        check(&asked, by(6, Role::Member)),
        Err(PollRefusal::NotAllowed)
    );
    asked.closed_at = Some(instant(NOW));
    assert_eq!(check(&asked, by(5, Role::Member)), Err(PollRefusal::Closed));
}

fn count(options: usize, votes: &[&[u16]]) -> Tally {
    tally(PollKind::Ranked, options, votes)
}

#[test]
fn a_majority_leads_in_the_first_round() {
    let counted = count(3, &[&[0, 1], &[0], &[1]]);
    assert_eq!(counted.leading, [0]);
    assert_eq!(counted.votes, [2, 1, 0]);
    let round = PollRound {
        votes: vec![Some(2), Some(1), Some(0)],
        out: None,
    };
    assert_eq!(counted.rounds, [round]);
}

#[test]
fn the_option_with_the_fewest_goes_out_and_its_votes_go_on() {
    // 4 for A, 3 for B, 2 for C then B: B leads.
    let votes: [&[u16]; 9] = [&[0], &[0], &[0], &[0], &[1], &[1], &[1], &[2, 1], &[2, 1]];
    let counted = count(3, &votes);
    assert_eq!(counted.leading, [1]);
    assert_eq!(counted.rounds.len(), 2);
    assert_eq!(counted.rounds[0].out, Some(2));
    assert_eq!(counted.rounds[1].votes, [Some(4), Some(5), None]);
}

#[test]
fn of_equals_the_one_goes_out_that_had_fewer_in_the_earliest_round_in_which_they_differed() {
    // First round: A 4, B 3, C 2, D 1. D goes to C: B and C are equal with 3, and C had fewer.
    let votes: [&[u16]; 10] = [
        &[0],
        &[0],
        &[0],
        &[0],
        &[1],
        &[1],
        &[1],
        &[2, 1],
        &[2, 1],
        &[3, 2, 1],
    ];
    let counted = count(4, &votes);
    assert_eq!(counted.rounds[0].out, Some(3));
    assert_eq!(counted.rounds[1].votes, [Some(4), Some(3), Some(3), None]);
    assert_eq!(counted.rounds[1].out, Some(2));
    assert_eq!(counted.leading, [1]);
    // Never different: the last of them in the list.
    let counted = count(3, &[&[0], &[0], &[1, 0], &[2, 1]]);
    assert_eq!(counted.rounds[0].out, Some(2));
}

#[test]
fn what_never_differed_leads_together() {
    assert_eq!(count(2, &[&[0], &[1]]).leading, [0, 1]);
    assert_eq!(count(3, &[&[0, 1], &[1, 2], &[2, 0]]).leading, [0, 1, 2]);
    // Equal at the end, but not at the beginning.
    let counted = count(3, &[&[0], &[0], &[1], &[2, 1]]);
    assert_eq!(counted.leading, [0]);
}

#[test]
fn without_votes_nothing_leads() {
    for kind in [PollKind::Single, PollKind::Several, PollKind::Ranked] {
        let counted = tally(kind, 3, &[]);
        assert_eq!(counted.votes, [0, 0, 0]);
        assert!(counted.leading.is_empty() && counted.rounds.is_empty());
    }
}

/// Ballots that rank some of so many options.
fn ballots(options: u16) -> impl Strategy<Value = Vec<Vec<u16>>> {
    let all: Vec<u16> = (0..options).collect();
    let one = (Just(all).prop_shuffle(), 0..=usize::from(options))
        .prop_map(|(order, ranked)| order.into_iter().take(ranked).collect::<Vec<u16>>());
    prop::collection::vec(one, 0..30)
}

fn any_ballots() -> impl Strategy<Value = (u16, Vec<Vec<u16>>)> {
    (2..8_u16).prop_flat_map(|options| (Just(options), ballots(options)))
}

fn counted(options: u16, ballots: &[Vec<u16>]) -> Tally {
    let votes: Vec<&[u16]> = ballots.iter().map(Vec::as_slice).collect();
    count(usize::from(options), &votes)
}

/// How many rank `one` above `other`.
fn prefer(ballots: &[Vec<u16>], one: u16, other: u16) -> usize {
    let place = |ballot: &Vec<u16>, option| ballot.iter().position(|found| *found == option);
    ballots
        .iter()
        .filter(|ballot| match (place(ballot, one), place(ballot, other)) {
            (Some(a), Some(b)) => a < b,
            (Some(_), None) => true,
            _ => false,
        })
        .count()
}

proptest! {
    #[test]
    fn each_round_counts_every_vote_once_and_one_option_goes_out((options, ballots) in any_ballots()) {
        let tally = counted(options, &ballots);
        prop_assert!(tally.rounds.len() <= usize::from(options));
        let mut gone: Vec<u16> = Vec::new();
        for (number, round) in tally.rounds.iter().enumerate() {
            for place in 0..options {
                let is_gone = round.votes[usize::from(place)].is_none();
                prop_assert_eq!(is_gone, gone.contains(&place));
            }
            let live = ballots.iter().filter(|ballot| ballot.iter().any(|one| !gone.contains(one)));
            let total: u32 = round.votes.iter().flatten().sum();
            prop_assert_eq!(usize::try_from(total).unwrap(), live.count());
            match round.out {
                Some(out) => {
                    let fewest = round.votes.iter().flatten().min().copied();
                    prop_assert_eq!(round.votes[usize::from(out)], fewest);
                    gone.push(out);
                }
                None => prop_assert_eq!(number + 1, tally.rounds.len()),
            }
        }
        prop_assert!(tally.leading.iter().all(|place| !gone.contains(place)));
        prop_assert_eq!(tally.leading.is_empty(), ballots.iter().all(Vec::is_empty));
    }

    #[test]
    fn who_has_more_than_half_leads_alone((options, ballots) in any_ballots()) {
        let tally = counted(options, &ballots);
        let said = ballots.iter().filter(|ballot| !ballot.is_empty()).count();
        for place in 0..options {
            let first = ballots.iter().filter(|ballot| ballot.first() == Some(&place)).count();
            if said < 2 * first {
                prop_assert_eq!(&tally.leading, &vec![place]);
            }
        }
    }

    #[test]
    fn who_loses_to_every_other_does_not_lead_alone((options, ballots) in any_ballots()) {
        let tally = counted(options, &ballots);
        for place in 0..options {
            let loses = (0..options).filter(|other| *other != place).all(|other| {
                prefer(&ballots, place, other) < prefer(&ballots, other, place)
            });
            prop_assert!(!loses || tally.leading != [place]);
        }
    }

    #[test]
    fn the_order_of_votes_does_not_matter(
        (options, ballots, shuffled) in any_ballots().prop_flat_map(|(options, ballots)| {
            (Just(options), Just(ballots.clone()), Just(ballots).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(counted(options, &ballots), counted(options, &shuffled));
    }

    #[test]
    fn an_anonymous_poll_says_nothing_of_who_voted_for_what(
        (ballots, other) in (3..6_u16).prop_flat_map(|options| {
            ballots(options).prop_flat_map(|ballots| (Just(ballots.clone()), Just(ballots).prop_shuffle()))
        }),
        kind in prop::sample::select(vec![PollKind::Several, PollKind::Ranked, PollKind::Time]),
        closed in any::<bool>(),
    ) {
        // The same people with the same votes among them, otherwise handed out, are shown the same.
        let ballots: Vec<_> = ballots.into_iter().filter(|one| !one.is_empty()).collect();
        let other: Vec<_> = other.into_iter().filter(|one| !one.is_empty()).collect();
        let mut asked = poll(kind, 6, true);
        asked.closed_at = closed.then(|| instant(NOW));
        let votes = |ballots: &[Vec<u16>]| -> Vec<Vote> {
            (1..).zip(ballots).map(|(number, ballot)| vote(number, ballot)).collect()
        };
        let first = shown(asked.clone(), &votes(&ballots));
        prop_assert_eq!(&first, &shown(asked.clone(), &votes(&other)));
        prop_assert!(first.votes.is_empty());
        prop_assert_eq!(first.voted.len(), ballots.len());
        prop_assert_eq!(first.tally.is_some(), closed && 3 <= ballots.len());
        if !closed {
            // While it is open, not even the numbers.
            let all_first: Vec<_> = ballots.iter().map(|_| vec![0]).collect();
            prop_assert_eq!(&first, &shown(asked, &votes(&all_first)));
        }
    }

    #[test]
    fn a_reminder_comes_in_working_time_before_the_end(
        start in 0..20_000_u64, length in 1..40_000_u64,
        zone in prop::sample::select(vec!["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu"]),
    ) {
        let worker = person_in(zone);
        let said = nothing_said(&worker);
        let schedule = Schedule::new(&worker, &said, false, default_week());
        let asked_at = instant("2026-03-01T00:00:00Z").plus(Duration::from_secs(60 * start));
        let closes_at = asked_at.plus(Duration::from_secs(60 * length));
        let works: Vec<_> = crate::due::work_pieces(&schedule, asked_at, closes_at).collect();
        match remind_at(&schedule, asked_at, closes_at) {
            Some(at) => {
                prop_assert!(works.iter().any(|piece| piece.from <= at && at < piece.until));
                let left: Duration = crate::due::work_pieces(&schedule, at, closes_at)
                    .map(|piece| piece.until.since(piece.from))
                    .sum();
                prop_assert!(left <= REMIND_BEFORE);
            }
            None => prop_assert!(works.is_empty()),
        }
    }
}

#[test]
fn a_named_poll_shows_its_votes_and_its_tally_at_once() {
    let votes = [vote(2, &[1]), vote(1, &[0]), vote(3, &[])];
    let now = shown(poll(PollKind::Single, 2, false), &votes);
    assert_eq!(now.voted, [person(1), person(2)]);
    assert_eq!(now.votes, [vote(1, &[0]), vote(2, &[1])]);
    assert_eq!(now.tally.map(|tally| tally.leading), Some(vec![0, 1]));
}

#[test]
fn reminders_count_the_working_time_of_each() {
    let worker = person_in("Europe/Berlin");
    let mut said = nothing_said(&worker);
    let at = |said: &model::availability::Availability, asked: &str, closes: &str| {
        let schedule = Schedule::new(&worker, said, false, default_week());
        remind_at(&schedule, instant(asked), instant(closes))
    };
    // From Monday 10:00 to Wednesday 11:00: two hours of Wednesday, two of Tuesday are left.
    assert_eq!(
        at(&said, NOW, "2026-11-25T10:00:00Z"),
        Some(instant("2026-11-24T14:00:00Z"))
    );
    // From 10:00 to 12:00 on one day: half of it.
    assert_eq!(
        at(&said, NOW, "2026-11-23T11:00:00Z"),
        Some(instant("2026-11-23T10:00:00Z"))
    );
    // Over a weekend, and on holiday, nobody is reminded.
    assert_eq!(
        at(&said, "2026-11-28T09:00:00Z", "2026-11-29T09:00:00Z"),
        None
    );
    said.time_off = vec![time_off("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z")];
    assert_eq!(at(&said, NOW, "2026-11-25T10:00:00Z"), None);
}

#[test]
fn the_outcome_is_what_leads_alone_and_recorded_once() {
    let zone = time_zone("Europe/Berlin").unwrap();
    let asked = poll(PollKind::Single, 2, false);
    let decide = |poll: &Poll, text| decide_decide(poll, text, &zone);
    assert_eq!(decide(&asked, Some("A")), Err(RecordRefusal::Open));
    let closed = Poll {
        closed_at: Some(instant(NOW)),
        ..asked
    };
    let even = shown(closed.clone(), &[vote(1, &[0]), vote(2, &[1])]);
    assert_eq!(decide(&even, None), Err(RecordRefusal::NotClear));
    assert_eq!(decide(&even, Some("Both")), Ok("Both".to_owned()));
    let clear = shown(closed.clone(), &[vote(1, &[1])]);
    assert_eq!(decide(&clear, None), Ok("Option 1".to_owned()));
    assert_eq!(decide(&closed, None), Err(RecordRefusal::NotClear));
    let decided = Poll {
        record: Some(RecordId::new(instant(NOW), 1)),
        ..clear
    };
    assert_eq!(decide(&decided, None), Err(RecordRefusal::Decided));
}

#[test]
fn a_span_is_said_in_the_zone_of_who_records_it() {
    let zone = time_zone("Europe/Berlin").unwrap();
    let plain = span("2026-11-24T09:00:00Z", "2026-11-24T10:30:00Z", "");
    let text = option_text(&plain, &zone);
    assert_eq!(text, "2026-11-24 10:00–11:30 Europe/Berlin");
    let night = span("2026-11-24T22:00:00Z", "2026-11-25T00:00:00Z", "Window");
    let text = option_text(&night, &zone);
    assert_eq!(
        text,
        "2026-11-24 23:00–2026-11-25 01:00 Europe/Berlin: Window"
    );
}

#[test]
fn a_decision_is_one_line_and_replaces_one_of_its_channel_that_stands() {
    let recorded = decide_record(" We take Lisbon ", " Cheaper. ");
    let wanted = ("We take Lisbon".to_owned(), "Cheaper.".to_owned());
    assert_eq!(recorded, Ok(wanted));
    let empty = RecordRefusal::Text(TextRefusal::Empty);
    assert_eq!(decide_record(" ", ""), Err(empty));
    let long = "a".repeat(10_001);
    assert!(matches!(
        decide_record("A", &long),
        Err(RecordRefusal::Reason(_))
    ));
    let channel = ChannelId::new(instant(NOW), 1);
    let mut old = DecisionRecord {
        id: RecordId::new(instant(NOW), 1),
        topic: TopicId::new(instant(NOW), 1),
        channel,
        message: MessageId::new(instant(NOW), 1),
        text: "We take Porto".to_owned(),
        reason: String::new(),
        reason_html: String::new(),
        poll: None,
        replaces: None,
        replaced_by: None,
        by: person(1),
        at: instant(NOW),
    };
    assert_eq!(decide_replace(channel, &old), Ok(()));
    old.replaced_by = Some(RecordId::new(instant(NOW), 2));
    assert_eq!(decide_replace(channel, &old), Err(RecordRefusal::Replaced));
    old.channel = ChannelId::new(instant(NOW), 99);
    assert_eq!(decide_replace(channel, &old), Err(RecordRefusal::Elsewhere));
}
