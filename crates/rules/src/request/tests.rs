//! Who is asked and how requests open, join, are answered and withdrawn.

use model::id::{ChannelId, GroupId, TopicId};
use model::message::MessageBody;
use model::request::DueReason;
use proptest::prelude::*;

use super::*;
use crate::availability::tests::instant;
use crate::group::AskedGroup;

pub(crate) fn person(number: u128) -> PersonId {
    PersonId::new(Timestamp::default(), number)
}

pub(crate) fn message(number: u128) -> MessageId {
    MessageId::new(Timestamp::default(), number)
}

const ANA: u128 = 1;
const BEN: u128 = 2;
const CARA: u128 = 3;

fn now() -> Timestamp {
    instant("2026-11-23T13:00:00Z")
}

fn channel(kind: ChannelKind, people: &[u128]) -> Channel {
    Channel {
        id: ChannelId::new(Timestamp::default(), 1),
        kind,
        name: "design".to_owned(),
        purpose: String::new(),
        default_expectation: Expectation::Today,
        created_by: person(ANA),
        created_at: now(),
        archived_at: None,
        people: people.iter().copied().map(person).collect(),
        version: 1,
    }
}

pub(crate) fn request(number: u128, from: u128, asked: u128, of: u128) -> Request {
    Request {
        id: RequestId::new(Timestamp::default(), number),
        message: message(of),
        follow_ups: Vec::new(),
        topic: TopicId::new(Timestamp::default(), 1),
        channel: ChannelId::new(Timestamp::default(), 1),
        from: person(from),
        asked: person(asked),
        group: None,
        urgent: false,
        excerpt: "When?".to_owned(),
        expectation: Expectation::Today,
        opened_at: instant("2026-11-23T09:00:00Z"),
        due_at: Some(instant("2026-11-24T09:00:00Z")),
        due_reason: DueReason::Named,
        escalation: None,
        nudged_at: None,
        offered_at: None,
        instead_of: None,
        state: RequestState::Open,
    }
}

fn written(number: u128, author: u128, asked: &[u128]) -> Message {
    Message {
        id: message(number),
        topic: TopicId::new(Timestamp::default(), 1),
        channel: ChannelId::new(Timestamp::default(), 1),
        ordinal: 1,
        author: person(author),
        body: MessageBody::Text,
        text: "When?".to_owned(),
        html: "<p>When?</p>".to_owned(),
        expectation: Expectation::Today,
        reply_to: None,
        asked: asked.iter().copied().map(person).collect(),
        groups: Vec::new(),
        urgent: None,
        attachments: Vec::new(),
        reactions: Vec::new(),
        sent_at: now(),
        edited_at: None,
        deleted_at: None,
        version: 1,
    }
}

fn each(people: &[PersonId]) -> GroupAsk {
    GroupAsk {
        any_of: Vec::new(),
        each: people.to_vec(),
    }
}

/// The members are asked for group 1, as one.
fn group_of(members: &[u128]) -> GroupAsk {
    GroupAsk {
        any_of: vec![AskedGroup {
            group: GroupId::new(Timestamp::default(), 1),
            members: members.iter().copied().map(person).collect(),
        }],
        each: Vec::new(),
    }
}

/// Posts message 50 in a channel and answers what it decides.
fn post(author: u128, named: &[u128], reply_to: Option<(u128, u128)>, open: &[Request]) -> Posted {
    let named: Vec<PersonId> = named.iter().copied().map(person).collect();
    let posting = Posting {
        message: message(50),
        author: person(author),
        named: &named,
        asked: &each(&named),
        picked: None,
        channel_default: Expectation::Today,
        reply_to: reply_to.map(|(m, p)| (message(m), person(p))),
        follows_answer: false,
        now: now(),
    };
    decide_requests(&posting, open, &Settings::default())
}

fn ids(requests: &[Request]) -> Vec<RequestId> {
    requests.iter().map(|r| r.id).collect()
}

#[test]
fn asked_are_the_named_and_the_other_side_but_not_the_author_or_who_cannot_read() {
    let all: Vec<Candidate> = [ANA, BEN, CARA, 4, 5]
        .into_iter()
        .map(|n| Candidate {
            person: person(n),
            disabled: n == 4,
            can_read: n != 5,
        })
        .collect();
    let named = [BEN, ANA, BEN, 4, 5, 6].map(person);
    let public = channel(ChannelKind::Public, &[]);
    assert_eq!(
        asked_people(person(ANA), &public, &named, &all),
        [person(BEN)]
    );
    assert_eq!(
        asked_people(person(ANA), &public, &[], &all),
        [] as [PersonId; 0]
    );
    let direct = channel(ChannelKind::Direct, &[ANA, BEN, CARA]);
    assert_eq!(
        asked_people(person(ANA), &direct, &[person(CARA)], &all),
        [person(CARA), person(BEN)]
    );
}

#[test]
fn the_expectation_is_the_picked_one_or_the_channels_for_a_few_asked() {
    let settings = Settings::default();
    let today = Expectation::Today;
    for (picked, asked, answers, wanted) in [
        (None, 1, false, today),
        (None, 8, false, today),
        (None, 9, false, Expectation::None),
        (None, 0, false, Expectation::None),
        (None, 1, true, Expectation::None),
        (Some(Expectation::Now), 9, true, Expectation::Now),
    ] {
        let got = effective_expectation(picked, today, asked, answers, &settings);
        assert_eq!(got, wanted, "{picked:?} {asked} {answers}");
    }
}

#[test]
fn a_mention_opens_one_request_each() {
    let posted = post(ANA, &[BEN, CARA], None, &[]);
    assert_eq!(posted.expectation, Expectation::Today);
    assert_eq!(posted.requests.opened, [person(BEN), person(CARA)]);
    assert_eq!(posted.requests.changed, []);
}

#[test]
fn a_follow_up_joins_and_never_restarts_the_clock() {
    let open = [request(1, ANA, BEN, 10)];
    let posted = post(ANA, &[BEN], None, &open);
    assert_eq!(posted.requests.opened, []);
    assert_eq!(
        posted.requests.changed,
        [Request {
            follow_ups: vec![message(50)],
            ..open[0].clone()
        }]
    );
}

#[test]
fn a_reply_answers_the_request_it_replies_to_or_that_of_its_author() {
    let open = [
        Request {
            follow_ups: vec![message(11)],
            ..request(1, ANA, BEN, 10)
        },
        request(2, CARA, BEN, 20),
    ];
    for (reply_to, wanted) in [
        ((10, ANA), 0),
        ((11, ANA), 0),
        ((20, CARA), 1),
        ((7, CARA), 1),
    ] {
        let posted = post(BEN, &[], Some(reply_to), &open);
        assert_eq!(posted.expectation, Expectation::None);
        assert_eq!(ids(&posted.requests.changed), [open[wanted].id]);
        assert_eq!(
            posted.requests.changed[0].state,
            RequestState::Answered {
                at: now(),
                by: Some(message(50))
            }
        );
    }
    // A reply to somebody who asked nothing answers nothing.
    assert_eq!(
        post(BEN, &[], Some((8, 9)), &open).requests,
        RequestChanges::default()
    );
}

#[test]
fn without_a_reply_to_the_only_open_request_is_answered_and_several_are_unclear() {
    let open = [request(1, ANA, BEN, 10), request(2, CARA, BEN, 20)];
    assert_eq!(
        ids(&post(BEN, &[], None, &open[..1]).requests.changed),
        [open[0].id]
    );
    let several = post(BEN, &[], None, &open).requests;
    assert_eq!(several.changed, []);
    assert_eq!(several.unclear, ids(&open));
    // Naming one of the senders makes it clear; naming somebody else does not.
    assert_eq!(
        ids(&post(BEN, &[CARA], None, &open).requests.changed),
        [open[1].id]
    );
    let elsewhere = post(BEN, &[9], None, &open[..1]).requests;
    assert_eq!(elsewhere.changed, []);
    assert_eq!(elsewhere.unclear, [open[0].id]);
    assert_eq!(elsewhere.opened, [person(9)]);
}

#[test]
fn the_senders_own_words_and_closed_requests_answer_nothing() {
    let mut open = [request(1, ANA, BEN, 10)];
    assert_eq!(
        post(ANA, &[], None, &open).requests,
        RequestChanges::default()
    );
    open[0].state = RequestState::Withdrawn { at: now() };
    assert_eq!(
        post(BEN, &[], None, &open).requests,
        RequestChanges::default()
    );
}

#[test]
fn an_answer_may_ask_back_in_the_other_direction_if_its_author_picks_so() {
    let open = [request(1, ANA, BEN, 10)];
    let asked = [person(ANA)];
    let posting = Posting {
        message: message(50),
        author: person(BEN),
        named: &asked,
        asked: &each(&asked),
        picked: Some(Expectation::Today),
        channel_default: Expectation::Today,
        reply_to: None,
        follows_answer: false,
        now: now(),
    };
    let posted = decide_requests(&posting, &open, &Settings::default());
    assert_eq!(ids(&posted.requests.changed), [open[0].id]);
    assert_eq!(posted.requests.opened, [person(ANA)]);
    // What comes after an answer is thanks.
    let thanks = Posting {
        picked: None,
        follows_answer: true,
        ..posting
    };
    let posted = decide_requests(&thanks, &[], &Settings::default());
    assert_eq!(posted.expectation, Expectation::None);
    assert_eq!(posted.requests, RequestChanges::default());
}

#[test]
fn editing_asks_the_added_and_withdraws_from_the_removed() {
    let before = written(10, ANA, &[BEN, CARA]);
    let open = [request(1, ANA, BEN, 10), request(2, ANA, CARA, 10)];
    let asked = each(&[CARA, 4].map(person));
    let changes = decide_edit_requests(&before, &asked, Expectation::Today, &open, now());
    assert_eq!(changes.opened, [person(4)]);
    assert_eq!(ids(&changes.changed), [open[0].id]);
    assert_eq!(
        changes.changed[0].state,
        RequestState::Withdrawn { at: now() }
    );
    let none = decide_edit_requests(&before, &asked, Expectation::None, &open, now());
    assert_eq!(ids(&none.changed), ids(&open));
    assert_eq!(none.opened, []);
}

#[test]
fn a_group_is_one_answer_that_is_waited_for() {
    let many: Vec<u128> = (10..30).collect();
    let ask = group_of(&many);
    let posting = Posting {
        message: message(50),
        author: person(ANA),
        named: &[],
        asked: &ask,
        picked: None,
        channel_default: Expectation::Today,
        reply_to: None,
        follows_answer: false,
        now: now(),
    };
    let posted = decide_requests(&posting, &[], &Settings::default());
    assert_eq!(posted.expectation, Expectation::Today);
    assert_eq!(posted.requests.opened.len(), many.len());
    let everyone = each(&ask.people());
    let posting = Posting {
        asked: &everyone,
        ..posting
    };
    let posted = decide_requests(&posting, &[], &Settings::default());
    assert_eq!(posted.expectation, Expectation::None);
}

#[test]
fn who_is_asked_by_name_too_no_longer_answers_for_the_group_alone() {
    let asked_for_group = Request {
        group: group_of(&[BEN]).group_of(person(BEN)),
        ..request(1, ANA, BEN, 10)
    };
    let open = [asked_for_group.clone()];
    let by_name = post(ANA, &[BEN], None, &open);
    assert_eq!(by_name.requests.changed[0].group, None);
    // An edit that names them instead of the group does the same.
    let before = written(10, ANA, &[BEN]);
    let ask = each(&[person(BEN)]);
    let edited = decide_edit_requests(&before, &ask, Expectation::Today, &open, now());
    assert_eq!(edited.changed[0].group, None);
    assert_eq!(edited.changed[0].state, RequestState::Open);
    let again = group_of(&[BEN]);
    let edited = decide_edit_requests(&before, &again, Expectation::Today, &open, now());
    assert_eq!(edited, RequestChanges::default());
}

#[test]
fn editing_follows_a_request_to_whom_it_was_handed() {
    let before = written(10, ANA, &[BEN]);
    let handed_on = Request {
        instead_of: Some(person(BEN)),
        ..request(2, ANA, CARA, 10)
    };
    let open = [handed_on.clone()];
    let still = each(&[person(BEN)]);
    let kept = decide_edit_requests(&before, &still, Expectation::Today, &open, now());
    assert_eq!(kept, RequestChanges::default());
    let nobody = each(&[]);
    let gone = decide_edit_requests(&before, &nobody, Expectation::Today, &open, now());
    let withdrawn = RequestState::Withdrawn { at: now() };
    assert_eq!(gone.changed[0].state, withdrawn);
}

#[test]
fn editing_does_not_ask_again_who_has_answered_already() {
    let before = written(10, ANA, &[BEN]);
    let changes = decide_edit_requests(
        &before,
        &each(&[person(BEN)]),
        Expectation::Today,
        &[],
        now(),
    );
    assert_eq!(changes, RequestChanges::default());
    let raised = Message {
        expectation: Expectation::None,
        ..before
    };
    let changes = decide_edit_requests(
        &raised,
        &each(&[person(BEN)]),
        Expectation::Today,
        &[],
        now(),
    );
    assert_eq!(changes.opened, [person(BEN)]);
}

#[test]
fn deleting_withdraws_unless_a_follow_up_still_asks_on_the_same_clock() {
    let open = [
        request(1, ANA, BEN, 10),
        Request {
            follow_ups: vec![message(11), message(12)],
            ..request(2, ANA, CARA, 10)
        },
        request(3, ANA, 4, 13),
    ];
    let changes = decide_delete_requests(message(10), &open, now());
    assert_eq!(ids(&changes.changed), [open[0].id, open[1].id]);
    assert_eq!(
        changes.changed[0].state,
        RequestState::Withdrawn { at: now() }
    );
    assert_eq!(
        changes.changed[1],
        Request {
            message: message(11),
            follow_ups: vec![message(12)],
            ..open[1].clone()
        }
    );
}

#[test]
fn who_leaves_returns_what_they_were_asked_and_takes_back_what_they_asked() {
    let open = [
        request(1, ANA, BEN, 10),
        request(2, BEN, CARA, 20),
        request(3, ANA, CARA, 30),
    ];
    let changes = decide_leave_requests(person(BEN), &open, now());
    assert_eq!(ids(&changes.changed), [open[0].id, open[1].id]);
}

#[test]
fn only_the_asked_acknowledge_and_only_the_sender_withdraws() {
    let mut open = request(1, ANA, BEN, 10);
    assert_eq!(
        decide_acknowledge(&open, person(BEN), now()).map(|r| r.state),
        Ok(RequestState::Answered {
            at: now(),
            by: None
        })
    );
    assert_eq!(
        decide_withdraw(&open, person(ANA), now()).map(|r| r.state),
        Ok(RequestState::Withdrawn { at: now() })
    );
    assert_eq!(
        decide_acknowledge(&open, person(ANA), now()),
        Err(RequestRefusal::NotAsked)
    );
    assert_eq!(
        decide_withdraw(&open, person(BEN), now()),
        Err(RequestRefusal::NotSender)
    );
    assert_eq!(
        decide_withdraw(&open, person(CARA), now()),
        Err(RequestRefusal::NotVisible)
    );
    open.state = RequestState::Withdrawn { at: now() };
    assert_eq!(
        decide_acknowledge(&open, person(BEN), now()),
        Err(RequestRefusal::Closed)
    );
}

/// What a random history does: who writes, whom it names, what it replies to; edits, deletes, leaves.
#[derive(Clone, Copy, Debug)]
enum Step {
    Post {
        author: u128,
        named: u128,
        reply_to: Option<usize>,
        picked: Option<Expectation>,
    },
    Edit {
        post: usize,
        named: u128,
    },
    Delete {
        post: usize,
    },
    Leave {
        person: u128,
    },
}

fn any_step() -> impl Strategy<Value = Step> {
    let picked = proptest::option::of(prop_oneof![
        Just(Expectation::Today),
        Just(Expectation::None),
        Just(Expectation::Now)
    ]);
    prop_oneof![
        10 => (1u128..5, 0u128..5, proptest::option::of(0usize..20), picked).prop_map(
            |(author, named, reply_to, picked)| Step::Post { author, named, reply_to, picked }
        ),
        2 => (0usize..20, 0u128..5).prop_map(|(post, named)| Step::Edit { post, named }),
        1 => (0usize..20).prop_map(|post| Step::Delete { post }),
        1 => (1u128..5).prop_map(|person| Step::Leave { person }),
    ]
}

/// A topic under a random history: all its requests, its messages, and whose requests each answered.
#[derive(Default)]
struct History {
    requests: Vec<Request>,
    posts: Vec<Message>,
    answers: Vec<Vec<PersonId>>,
}

/// Whom a random message of `author` asks; 0 is nobody.
fn asked_by(author: PersonId, named: u128) -> Vec<PersonId> {
    [named]
        .into_iter()
        .filter(|number| *number != 0)
        .map(person)
        .filter(|named| *named != author)
        .collect()
}

impl History {
    fn apply(&mut self, changes: &RequestChanges, author: u128, of: u128) {
        self.apply_of(changes, person(author), message(of));
    }

    fn apply_of(&mut self, changes: &RequestChanges, author: PersonId, of: MessageId) {
        for changed in &changes.changed {
            let slot = self
                .requests
                .iter_mut()
                .find(|r| r.id == changed.id)
                .unwrap();
            *slot = changed.clone();
        }
        for asked in &changes.opened {
            let number = self.requests.len() as u128 + 1;
            self.requests.push(Request {
                from: author,
                asked: *asked,
                message: of,
                ..request(number, 0, 0, 0)
            });
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Post {
                author,
                named,
                reply_to,
                picked,
            } => {
                let number = self.posts.len() as u128;
                let named = asked_by(person(author), named);
                let replied = reply_to.filter(|index| *index < self.posts.len());
                let reply_to = replied.map(|i| (self.posts[i].id, self.posts[i].author));
                let before = replied.or(self.posts.len().checked_sub(1));
                let follows_answer =
                    before.is_some_and(|i| self.answers[i].contains(&person(author)));
                let posting = Posting {
                    message: message(number),
                    author: person(author),
                    named: &named,
                    asked: &each(&named),
                    picked,
                    channel_default: Expectation::Today,
                    reply_to,
                    follows_answer,
                    now: now(),
                };
                let posted = decide_requests(&posting, &self.requests, &Settings::default());
                let answered: Vec<PersonId> = posted
                    .requests
                    .changed
                    .iter()
                    .filter(|request| request.state != RequestState::Open)
                    .map(|request| request.from)
                    .collect();
                // An answer opens nothing, and nor do the thanks that follow one, unless their author
                // wants so.
                if picked.is_none() && (follows_answer || !answered.is_empty()) {
                    assert_eq!(posted.expectation, Expectation::None);
                }
                if posted.expectation == Expectation::None {
                    assert_eq!(posted.requests.opened, []);
                }
                self.posts.push(Message {
                    id: message(number),
                    author: person(author),
                    asked: named.clone(),
                    expectation: posted.expectation,
                    ..written(0, author, &[])
                });
                self.answers.push(answered);
                self.apply(&posted.requests, author, number);
            }
            Step::Edit { post, named } => {
                let Some(edited) = self.posts.get(post).cloned() else {
                    return;
                };
                let asked = asked_by(edited.author, named);
                let expectation = edited.expectation;
                let ask = each(&asked);
                let changes =
                    decide_edit_requests(&edited, &ask, expectation, &self.requests, now());
                self.posts[post].asked = asked;
                if expectation == Expectation::None {
                    assert_eq!(changes.opened, []);
                }
                self.apply_of(&changes, edited.author, edited.id);
            }
            Step::Delete { post } => {
                let changes = decide_delete_requests(message(post as u128), &self.requests, now());
                self.apply(&changes, 0, 0);
            }
            Step::Leave { person: who } => {
                let changes = decide_leave_requests(person(who), &self.requests, now());
                self.apply(&changes, 0, 0);
            }
        }
    }
}

proptest! {
    /// However people write, edit and leave, at most one request of a pair and direction is open, a
    /// closed one stays closed, no clock ever moves, and thanks open nothing.
    #[test]
    fn a_pair_has_one_open_request_a_direction_and_no_clock_moves(
        steps in proptest::collection::vec(any_step(), 1..40),
    ) {
        let mut history = History::default();
        for step in steps {
            let before = history.requests.clone();
            history.step(step);
            for (was, is) in before.iter().zip(&history.requests) {
                prop_assert_eq!(was.due_at, is.due_at);
                prop_assert_eq!(was.opened_at, is.opened_at);
                if was.state != RequestState::Open {
                    prop_assert_eq!(was, is);
                }
            }
            let mut pairs: Vec<_> = history
                .requests
                .iter()
                .filter(|r| r.state == RequestState::Open)
                .map(|r| (r.from, r.asked))
                .collect();
            let count = pairs.len();
            pairs.sort_unstable();
            pairs.dedup();
            prop_assert_eq!(pairs.len(), count);
        }
    }
}

#[test]
fn what_is_made_urgent_runs_on_the_wall_clock_unless_it_was_due_before() {
    let open = request(1, ANA, BEN, 1);
    let wall = |at: &str| Due {
        at: Some(instant(at)),
        reason: DueReason::WallClock,
    };
    let sooner = made_urgent(&open, wall("2026-11-23T13:10:00Z"));
    assert_eq!(
        (
            sooner.urgent,
            sooner.expectation,
            sooner.due_at,
            sooner.due_reason
        ),
        (
            true,
            Expectation::Now,
            Some(instant("2026-11-23T13:10:00Z")),
            DueReason::WallClock
        )
    );
    let later = made_urgent(&open, wall("2026-11-25T13:10:00Z"));
    assert_eq!(
        (later.due_at, later.due_reason),
        (open.due_at, DueReason::Named)
    );
    let unpromised = Request {
        due_at: None,
        ..open
    };
    let due = wall("2026-11-25T13:10:00Z");
    assert_eq!(made_urgent(&unpromised, due.clone()).due_at, due.at);
}
