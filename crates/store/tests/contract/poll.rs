//! Polls, votes and recorded decisions.

use model::channel::{Channel, ChannelKind};
use model::id::{ChannelId, PersonId, PollId, RecordId};
use model::poll::{DecisionRecord, Poll, PollKind, PollOption, Vote};
use store::{RecordSearch, StoreError, Tx};

use crate::one::{One, filled, put_another, put_member};
use crate::{NOW, in_minutes};

pub fn poll(number: u128, one: &One) -> Poll {
    let option = |text: &str| PollOption {
        text: text.into(),
        from: Some(NOW),
        until: Some(in_minutes(30)),
    };
    Poll {
        id: PollId::new(NOW, number),
        topic: one.topic.id,
        channel: one.channel.id,
        message: one.message.id,
        question: "When?".into(),
        kind: PollKind::Time,
        options: vec![option("Early"), option("Late")],
        anonymous: true,
        closes_at: Some(in_minutes(60)),
        created_by: one.person.id,
        created_at: NOW,
        voted: vec![one.person.id],
        votes: Vec::new(),
        tally: None,
        closed_at: None,
        record: Some(RecordId::new(NOW, 1)),
    }
}

pub fn vote(person: PersonId, options: &[u16]) -> Vote {
    Vote {
        person,
        options: options.to_vec(),
        at: NOW,
    }
}

pub fn record(number: u128, text: &str, one: &One) -> DecisionRecord {
    DecisionRecord {
        id: RecordId::new(NOW, number),
        topic: one.topic.id,
        channel: one.channel.id,
        message: one.message.id,
        text: text.into(),
        reason: "50% cheaper, ÖPNV at the door".into(),
        reason_html: "<p>…</p>".into(),
        poll: Some(PollId::new(NOW, 1)),
        replaces: Some(RecordId::new(NOW, 2)),
        replaced_by: Some(RecordId::new(NOW, 3)),
        by: one.person.id,
        at: NOW,
    }
}

#[tokio::test]
async fn a_poll_is_open_until_it_is_closed_and_goes_with_its_votes() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, channel) = (one.person.id, one.channel.id);
            let another = put_another(tx, 73)?;
            let (mut first, second) = (poll(70, &one), poll(71, &one));
            tx.put_poll(&first)?;
            tx.put_poll(&second)?;
            assert_eq!(tx.open_polls_in(channel)?, [first.clone(), second.clone()]);
            assert_eq!(tx.open_polls_of(me)?.len(), 2);
            assert!(tx.open_polls_of(another)?.is_empty());
            tx.put_vote(first.id, &vote(me, &[1]))?;
            tx.put_vote(first.id, &vote(another, &[0, 1]))?;
            tx.put_vote(first.id, &vote(me, &[0]))?;
            let votes = [vote(me, &[0]), vote(another, &[0, 1])];
            assert_eq!(tx.votes(first.id)?, votes);
            tx.delete_vote(first.id, another)?;
            assert_eq!(tx.votes(first.id)?, votes[..1]);
            tx.delete_votes(first.id)?;
            assert!(tx.votes(first.id)?.is_empty());
            for person in [me, another, me] {
                tx.put_reminded(first.id, person)?;
            }
            assert_eq!(tx.reminded_of(first.id)?, [me, another]);
            first.closed_at = Some(NOW);
            tx.put_poll(&first)?;
            assert_eq!(tx.poll(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.open_polls_in(channel)?, std::slice::from_ref(&second));
            assert_eq!(tx.polls_on(one.topic.id)?, [second.clone(), first]);
            tx.put_vote(second.id, &vote(me, &[1]))?;
            tx.delete_poll(second.id)?;
            assert_eq!(tx.poll(second.id)?, None);
            assert!(tx.votes(second.id)?.is_empty());
            Ok(())
        })
        .await;
}

/// A private channel with a topic, a message and a decision, which only `person` is in.
fn put_private(tx: &Tx<'_>, one: &One, person: PersonId) -> Result<DecisionRecord, StoreError> {
    let channel = Channel {
        id: ChannelId::new(NOW, 90),
        kind: ChannelKind::Private,
        ..one.channel.clone()
    };
    tx.put_channel(&channel)?;
    put_member(tx, channel.id, person)?;
    let mut record = record(93, "We hire two", one);
    record.channel = channel.id;
    tx.put_decision_record(&record)?;
    Ok(record)
}

#[tokio::test]
async fn decisions_are_found_by_their_words_in_channels_that_one_reads() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, channel) = (one.person.id, one.channel.id);
            let another = put_another(tx, 73)?;
            let first = record(70, "We meet in LISBON_1", &one);
            let mut second = record(71, "We sell by the crate", &one);
            tx.put_decision_record(&first)?;
            tx.put_decision_record(&second)?;
            second.reason = "Fewer boxes".into();
            tx.put_decision_record(&second)?;
            let third = put_private(tx, &one, another)?;
            assert_eq!(tx.decision_record(second.id)?.as_ref(), Some(&second));
            let search = |reader, public, words: &str| RecordSearch {
                channel: None,
                reader,
                public,
                words: words.into(),
                before: None,
                limit: 10,
            };
            let find = |search: &RecordSearch| tx.decision_records(search);
            let (found, both) = (
                find(&search(me, true, ""))?,
                [second.clone(), first.clone()],
            );
            assert_eq!(found, both);
            // A guest who is in no channel finds nothing.
            let found = find(&search(another, false, ""))?;
            assert_eq!(found, std::slice::from_ref(&third));
            let all = [third, second.clone(), first.clone()];
            assert_eq!(find(&search(another, true, ""))?, all);
            for (words, wanted) in [
                ("lisbon", vec![first.clone()]),
                ("öpnv", vec![first.clone()]),
                ("ÖPNV AT", vec![first.clone()]),
                ("boxes", vec![second.clone()]),
                ("n_1", vec![first.clone()]),
                ("s_n", vec![]),
                ("50%", vec![first.clone()]),
                ("%", vec![first.clone()]),
            ] {
                assert_eq!(find(&search(me, false, words))?, wanted, "{words}");
            }
            let page = RecordSearch {
                channel: Some(channel),
                limit: 1,
                ..search(me, false, "")
            };
            assert_eq!(find(&page)?, std::slice::from_ref(&second));
            let rest = RecordSearch {
                before: Some(second.id),
                ..page
            };
            assert_eq!(find(&rest)?, [first]);
            tx.delete_decision_record(second.id)?;
            assert_eq!(tx.decision_record(second.id)?, None);
            Ok(())
        })
        .await;
}
