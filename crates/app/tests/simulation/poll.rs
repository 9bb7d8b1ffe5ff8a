//! Polls: reminders in everybody's own working time, closing, anonymity, decisions and deletion.

use app::actor::Actor;
use app::poll::{NewPoll, NewRecord, RecordsOf};
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::event::Event;
use model::message::MessageBody;
use model::poll::{DecisionRecord, Poll, PollKind, PollNews, PollOption};
use model::time::Timestamp;
use model::topic::TopicLevel;

use crate::trio::{Trio, code, instant};

fn options(texts: &[&str]) -> Vec<PollOption> {
    let option = |text: &&str| PollOption {
        text: (*text).to_owned(),
        from: None,
        until: None,
    };
    texts.iter().map(option).collect()
}

fn new_poll(kind: PollKind, closes_at: Option<Timestamp>) -> NewPoll {
    NewPoll {
        question: "Where do we meet?".into(),
        kind,
        options: options(&["Lisbon", "Porto", "Faro"]),
        anonymous: false,
        closes_at,
    }
}

async fn ask(team: &Trio, new: NewPoll) -> Poll {
    let asked = team.app.ask_poll(&team.mira, team.topic, new, None);
    asked.await.unwrap()
}

async fn vote(team: &Trio, by: &Actor, poll: &Poll, options: &[u16]) -> Poll {
    let voted = team.app.vote(by, poll.id, options.to_vec());
    voted.await.unwrap()
}

async fn close(team: &Trio, by: &Actor, poll: &Poll) -> Poll {
    team.app.close_poll(by, poll.id).await.unwrap()
}

async fn follow(team: &Trio, who: &Actor) {
    let level = team.app.set_level(who, team.topic, TopicLevel::Follow);
    level.await.unwrap();
}

async fn told(team: &Trio, who: &Actor, wanted: PollNews) -> Vec<Delivery> {
    let is_wanted = |about: &DeliveryAbout| matches!(about, DeliveryAbout::Poll { news, .. } if *news == wanted);
    team.listed(who, is_wanted).await
}

async fn decisions(team: &Trio, by: &Actor, words: &str) -> Vec<DecisionRecord> {
    let of = RecordsOf {
        words: words.into(),
        limit: 50,
        ..RecordsOf::default()
    };
    team.app.decisions(by, of).await.unwrap()
}

fn said(text: &str, reason: &str) -> NewRecord {
    NewRecord {
        text: Some(text.into()),
        reason: reason.into(),
        replaces: None,
    }
}

#[tokio::test]
async fn who_follows_and_has_not_voted_is_reminded_in_their_own_working_time() {
    let team = Trio::new().await;
    follow(&team, &team.ben).await;
    follow(&team, &team.ana).await;
    // From Monday 10:00 to Wednesday 11:00 in Berlin.
    let closes_at = instant("2026-11-25T10:00:00Z");
    let poll = ask(&team, new_poll(PollKind::Single, Some(closes_at))).await;
    assert_eq!(
        team.snapshot(&team.ana).await.polls,
        std::slice::from_ref(&poll)
    );
    let last = team.messages().await.pop().unwrap();
    assert_eq!(
        (last.id, last.text.as_str()),
        (poll.message, "Where do we meet?")
    );
    assert_eq!(last.body, MessageBody::Poll { poll: poll.id });
    assert!(last.asked.is_empty());
    vote(&team, &team.mira, &poll, &[0]).await;
    // Two hours of Tuesday and two of Wednesday are left to Ben then.
    team.until(instant("2026-11-24T13:59:00Z")).await;
    assert!(told(&team, &team.ben, PollNews::Closing).await.is_empty());
    team.until(instant("2026-11-24T14:00:00Z")).await;
    let ben = told(&team, &team.ben, PollNews::Closing).await;
    assert_eq!(ben.len(), 1);
    assert_eq!(
        (ben[0].kind, ben[0].from),
        (DeliveryKind::Notify, Some(team.mira.person))
    );
    // In Auckland it is closed on Wednesday at 23:00: her last four hours of work begin at 13:00.
    team.until(instant("2026-11-24T23:59:00Z")).await;
    assert!(told(&team, &team.ana, PollNews::Closing).await.is_empty());
    team.until(instant("2026-11-25T00:00:00Z")).await;
    assert_eq!(told(&team, &team.ana, PollNews::Closing).await.len(), 1);
    assert!(told(&team, &team.mira, PollNews::Closing).await.is_empty());
    // Who votes is reminded no longer.
    vote(&team, &team.ben, &poll, &[0]).await;
    assert!(told(&team, &team.ben, PollNews::Closing).await.is_empty());
    team.until(closes_at).await;
    let late = team.app.vote(&team.ana, poll.id, vec![1]).await;
    assert_eq!(code(late), ErrorCode::WrongState);
    for person in [&team.mira, &team.ben] {
        assert_eq!(told(&team, person, PollNews::Closed).await.len(), 1);
    }
    // Ana did not vote: the reminder goes, and she is not told more.
    for news in [PollNews::Closing, PollNews::Closed] {
        assert!(told(&team, &team.ana, news).await.is_empty());
    }
    assert!(team.snapshot(&team.ana).await.polls.is_empty());
    let polls = team.app.polls(&team.ana, team.topic).await.unwrap();
    assert_eq!(polls[0].closed_at, Some(closes_at));
    assert_eq!(polls[0].tally.as_ref().unwrap().leading, [0]);
}

#[tokio::test]
async fn who_is_named_is_reminded_and_who_muted_or_left_is_not() {
    let team = Trio::new().await;
    let closes_at = instant("2026-11-25T10:00:00Z");
    let mut new = new_poll(PollKind::Single, Some(closes_at));
    new.question = format!("@[Ben]({}), where to?", team.ben.person);
    follow(&team, &team.ana).await;
    ask(&team, new).await;
    assert!(team.snapshot(&team.ben).await.requests.is_empty());
    let muted = team.app.set_level(&team.mira, team.topic, TopicLevel::Mute);
    muted.await.unwrap();
    let left = team
        .app
        .remove_member(&team.ana, team.channel, team.ana.person);
    left.await.unwrap();
    team.until(instant("2026-11-25T09:59:00Z")).await;
    assert_eq!(told(&team, &team.ben, PollNews::Closing).await.len(), 1);
    for person in [&team.mira, &team.ana] {
        assert!(told(&team, person, PollNews::Closing).await.is_empty());
    }
}

#[tokio::test]
async fn a_reminder_follows_changed_working_hours() {
    let team = Trio::new().await;
    follow(&team, &team.ben).await;
    let closes_at = instant("2026-11-25T10:00:00Z");
    ask(&team, new_poll(PollKind::Single, Some(closes_at))).await;
    // Ben moves to Chicago: of his Tuesday, 08:00 to 17:00 there, the last four hours are left.
    let change = app::person::ProfileChange {
        time_zone: Some("America/Chicago".into()),
        ..app::person::ProfileChange::default()
    };
    team.app.update_me(&team.ben, change).await.unwrap();
    team.until(instant("2026-11-24T18:59:00Z")).await;
    assert!(told(&team, &team.ben, PollNews::Closing).await.is_empty());
    team.until(instant("2026-11-24T19:00:00Z")).await;
    assert_eq!(told(&team, &team.ben, PollNews::Closing).await.len(), 1);
}

#[tokio::test]
async fn a_ranked_poll_becomes_a_decision_once() {
    let team = Trio::new().await;
    let poll = ask(&team, new_poll(PollKind::Ranked, None)).await;
    for (person, order) in [
        (&team.mira, &[0, 1][..]),
        (&team.ben, &[1, 0]),
        (&team.ana, &[2, 1]),
    ] {
        vote(&team, person, &poll, order).await;
    }
    let open = team
        .app
        .decide_poll(&team.ben, poll.id, NewRecord::default(), None);
    assert_eq!(code(open.await), ErrorCode::WrongState);
    assert_eq!(
        code(team.app.close_poll(&team.ben, poll.id).await),
        ErrorCode::NotAllowed
    );
    let closed = close(&team, &team.mira, &poll).await;
    let tally = closed.tally.unwrap();
    // All are equal with one vote each: nothing goes out, and nothing leads alone.
    assert_eq!(tally.leading, [0, 1, 2]);
    let unclear = team
        .app
        .decide_poll(&team.ben, poll.id, NewRecord::default(), None);
    assert_eq!(code(unclear.await), ErrorCode::TextEmpty);
    let decided = team
        .app
        .decide_poll(&team.ben, poll.id, said(" Porto ", "Ben knows it."), None);
    let record = decided.await.unwrap();
    assert_eq!(
        (record.text.as_str(), record.poll),
        ("Porto", Some(poll.id))
    );
    assert_eq!(record.reason_html, "<p>Ben knows it.</p>\n");
    let again = team
        .app
        .decide_poll(&team.ben, poll.id, said("Faro", ""), None);
    assert_eq!(code(again.await), ErrorCode::WrongState);
    let polls = team.app.polls(&team.ana, team.topic).await.unwrap();
    assert_eq!(polls[0].record, Some(record.id));
    let last = team.messages().await.pop().unwrap();
    assert_eq!(last.body, MessageBody::Decided { record: record.id });
    assert_eq!(
        (last.id, last.text.as_str()),
        (record.message, "Porto\n\nBen knows it.")
    );
    assert_eq!(team.topic().await.last.unwrap().text, "Porto");
    assert_eq!(decisions(&team, &team.ana, "knows").await, [record]);
}

#[tokio::test]
async fn the_option_that_leads_is_the_decision_unless_another_is_said() {
    let team = Trio::new().await;
    let span = |from: &str, until: &str| PollOption {
        text: String::new(),
        from: Some(instant(from)),
        until: Some(instant(until)),
    };
    let mut new = new_poll(PollKind::Time, None);
    new.options = vec![
        span("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z"),
        span("2026-11-25T09:00:00Z", "2026-11-25T10:00:00Z"),
    ];
    let poll = ask(&team, new).await;
    vote(&team, &team.ben, &poll, &[0, 1]).await;
    vote(&team, &team.ana, &poll, &[1]).await;
    close(&team, &team.mira, &poll).await;
    let decided = team
        .app
        .decide_poll(&team.mira, poll.id, NewRecord::default(), None);
    let record = decided.await.unwrap();
    assert_eq!(record.text, "2026-11-25 10:00–11:00 Europe/Berlin");
}

#[tokio::test]
async fn an_anonymous_poll_leaves_no_trace_of_who_voted_for_what() {
    let team = Trio::new().await;
    let mut new = new_poll(PollKind::Single, None);
    new.anonymous = true;
    let poll = ask(&team, new).await;
    let before = team.snapshot(&team.mira).await.seq;
    vote(&team, &team.mira, &poll, &[0]).await;
    vote(&team, &team.ben, &poll, &[1]).await;
    vote(&team, &team.ben, &poll, &[2]).await;
    let open = vote(&team, &team.ana, &poll, &[2]).await;
    assert_eq!(open.voted.len(), 3);
    assert_eq!((open.votes.len(), open.tally), (0, None));
    let own = team.app.own_vote(&team.ben, poll.id).await.unwrap();
    assert_eq!(own.options, [2]);
    let closed = close(&team, &team.mira, &poll).await;
    assert!(closed.votes.is_empty());
    assert_eq!(closed.tally.unwrap().votes, [1, 0, 2]);
    // Not even oneself finds one's vote from then on.
    let own = team.app.own_vote(&team.ben, poll.id).await;
    assert_eq!(code(own), ErrorCode::NotFound);
    // A changed vote is no event at all: Ben's second choice is in none.
    let events = team
        .app
        .store()
        .read(move |view| view.events_after(before, 100))
        .await
        .unwrap();
    let mut polls = 0;
    for event in &events {
        if let Event::PollUpdated(poll) = &event.logged.event {
            polls += 1;
            assert!(poll.votes.is_empty());
            assert_eq!(poll.tally.is_some(), poll.closed_at.is_some());
        }
    }
    assert_eq!(polls, 4);
    let votes = team.app.store().read(move |view| view.votes(poll.id)).await;
    assert!(votes.unwrap().is_empty());
}

#[tokio::test]
async fn an_anonymous_poll_of_two_counts_nobody() {
    let team = Trio::new().await;
    let mut new = new_poll(PollKind::Single, None);
    new.anonymous = true;
    let poll = ask(&team, new).await;
    vote(&team, &team.mira, &poll, &[0]).await;
    vote(&team, &team.ben, &poll, &[1]).await;
    let closed = close(&team, &team.mira, &poll).await;
    assert_eq!((closed.voted.len(), closed.tally), (2, None));
}

#[tokio::test]
async fn a_vote_is_changed_and_taken_back() {
    let team = Trio::new().await;
    let poll = ask(&team, new_poll(PollKind::Several, None)).await;
    vote(&team, &team.ben, &poll, &[0, 2]).await;
    let changed = vote(&team, &team.ben, &poll, &[1]).await;
    assert_eq!(changed.votes[0].options, [1]);
    assert_eq!(changed.tally.unwrap().votes, [0, 1, 0]);
    let back = vote(&team, &team.ben, &poll, &[]).await;
    assert!(back.voted.is_empty() && back.votes.is_empty());
    let wrong = team.app.vote(&team.ben, poll.id, vec![3]).await;
    assert_eq!(code(wrong), ErrorCode::Invalid);
}

#[tokio::test]
async fn a_decision_takes_the_place_of_another_of_its_channel() {
    let team = Trio::new().await;
    let record = async |new| {
        let recorded = team.app.record_decision(&team.mira, team.topic, new, None);
        recorded.await
    };
    let first = record(said("We ship on Friday", "")).await.unwrap();
    team.wait(1).await;
    let replace = NewRecord {
        replaces: Some(first.id),
        ..said("We ship on Monday", "Nobody is there on Saturday.")
    };
    let second = record(replace.clone()).await.unwrap();
    assert_eq!(second.replaces, Some(first.id));
    assert_eq!(code(record(replace).await), ErrorCode::WrongState);
    let all = decisions(&team, &team.ben, "").await;
    assert_eq!(all[0], second);
    assert_eq!(all[1].replaced_by, Some(second.id));
    assert_eq!(
        decisions(&team, &team.ben, "MONDAY").await,
        std::slice::from_ref(&second)
    );
    // What a reader may not see, they cannot replace.
    let channel = team.private_channel(&team.ben).await;
    let topic = team
        .app
        .open_topic(&team.ben, channel, "Secret".into(), None, None);
    let topic = topic.await.unwrap().topic.id;
    let secret = team
        .app
        .record_decision(&team.ben, topic, said("We hire", ""), None);
    let secret = secret.await.unwrap();
    let spy = NewRecord {
        replaces: Some(secret.id),
        ..said("We do not", "")
    };
    assert_eq!(code(record(spy.clone()).await), ErrorCode::NotFound);
    let across = team.app.record_decision(&team.ben, team.topic, spy, None);
    assert_eq!(code(across.await), ErrorCode::Invalid);
    assert_eq!(decisions(&team, &team.mira, "hire").await, []);
    assert_eq!(decisions(&team, &team.ben, "hire").await, [secret]);
}

#[tokio::test]
async fn what_is_deleted_leaves_what_hangs_on_it_whole() {
    let team = Trio::new().await;
    let poll = ask(&team, new_poll(PollKind::Single, None)).await;
    vote(&team, &team.ben, &poll, &[1]).await;
    close(&team, &team.mira, &poll).await;
    assert_eq!(told(&team, &team.ben, PollNews::Closed).await.len(), 1);
    let decide = async || {
        let decided = team
            .app
            .decide_poll(&team.mira, poll.id, NewRecord::default(), None);
        decided.await.unwrap()
    };
    let first = decide().await;
    let edited = team
        .app
        .edit_message(&team.mira, poll.message, "Which?".into(), None);
    assert_eq!(code(edited.await), ErrorCode::WrongState);
    // Without its decision the poll may be decided anew; without the poll the decision stands.
    team.app
        .delete_message(&team.mira, first.message)
        .await
        .unwrap();
    assert!(decisions(&team, &team.ben, "").await.is_empty());
    let second = decide().await;
    team.wait(1).await;
    let third = NewRecord {
        replaces: Some(second.id),
        ..said("Faro after all", "")
    };
    let third = team.app.record_decision(&team.ben, team.topic, third, None);
    let third = third.await.unwrap();
    team.app
        .delete_message(&team.mira, poll.message)
        .await
        .unwrap();
    assert!(
        team.app
            .polls(&team.ben, team.topic)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(told(&team, &team.ben, PollNews::Closed).await.is_empty());
    let stands = decisions(&team, &team.ben, "").await;
    assert_eq!((stands[1].id, stands[1].poll), (second.id, None));
    assert_eq!(stands[1].replaced_by, Some(third.id));
    team.app
        .delete_message(&team.ben, third.message)
        .await
        .unwrap();
    let stands = decisions(&team, &team.ben, "").await;
    assert_eq!((stands.len(), stands[0].replaced_by), (1, None));
}

#[tokio::test]
async fn a_deleted_poll_does_not_close_any_more() {
    let team = Trio::new().await;
    let closes_at = instant("2026-11-24T10:00:00Z");
    let poll = ask(&team, new_poll(PollKind::Single, Some(closes_at))).await;
    vote(&team, &team.ben, &poll, &[1]).await;
    team.app
        .delete_message(&team.mira, poll.message)
        .await
        .unwrap();
    assert!(team.snapshot(&team.ben).await.polls.is_empty());
    team.until(instant("2026-11-25T10:00:00Z")).await;
    assert!(told(&team, &team.ben, PollNews::Closed).await.is_empty());
}
