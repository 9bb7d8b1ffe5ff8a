//! Sessions: which stays are read for whom, who is counted, and that a large one costs no more.

use std::time::Duration;

use model::id::{PersonId, RequestId, SessionId};
use model::limits::STAYS_SHOWN;
use model::session::Attendance;
use model::time::Timestamp;
use store::{StoreError, Tx};

use crate::one::{filled, put_another};
use crate::{NOW, Opened, in_minutes};

/// The stay of somebody who came so many seconds after the first.
fn stay(person: PersonId, seconds: u64) -> Attendance {
    Attendance {
        person,
        from: NOW.plus(Duration::from_secs(seconds)),
        until: None,
    }
}

/// So many people come into a session, one a second; answers who.
fn come(tx: &Tx<'_>, session: SessionId, count: u64) -> Result<Vec<PersonId>, StoreError> {
    let mut people = Vec::new();
    for number in 1..=count {
        let person = put_another(tx, 1_000 + u128::from(number))?;
        tx.put_attendance(session, &stay(person, number))?;
        people.push(person);
    }
    Ok(people)
}

#[tokio::test]
async fn a_live_session_is_read_with_its_first_stays_and_those_of_who_reads() {
    let (opened, one) = filled().await;
    let (id, channel, me) = (one.session.id, one.channel.id, one.person.id);
    let read = opened.write(move |tx| {
        let people = come(tx, id, 40)?;
        let last = people[39];
        let again = stay(last, 60);
        let gone = Attendance {
            until: Some(in_minutes(1)),
            ..stay(last, 40)
        };
        tx.put_attendance(id, &gone)?;
        tx.put_attendance(id, &again)?;
        let all = tx.session(id)?.unwrap();
        assert_eq!(all.attendance.len(), 42);
        for reader in [me, people[3], people[15], last] {
            let seen = tx.session_seen_by(id, reader)?.unwrap();
            assert_eq!(seen, all.clone().shown_to(reader));
        }
        let seen = tx.session_seen_by(id, last)?.unwrap();
        assert_eq!(seen.attendance.len(), STAYS_SHOWN + 2);
        assert_eq!(tx.stays_of(id, last)?, [gone, again]);
        assert_eq!(tx.live_sessions_in(channel, last)?, [seen]);
        assert_eq!(
            tx.live_sessions_of(me)?,
            [tx.session_seen_by(id, me)?.unwrap()]
        );
        // One that has ended tells how many came, and more of them.
        let mut ended = all;
        ended.ended_at = Some(in_minutes(2));
        tx.put_session(&ended)?;
        assert_eq!(tx.session_seen_by(id, last)?, tx.session(id)?);
        Ok(())
    });
    read.await;
}

#[tokio::test]
async fn a_session_counts_who_is_there_and_who_came() {
    let (opened, one) = filled().await;
    let (id, me) = (one.session.id, one.person.id);
    let written = opened.write(move |tx| {
        let counts =
            |tx: &Tx<'_>| Ok::<_, StoreError>((tx.count_there(id)?, tx.count_came(id, 9)?));
        assert_eq!(counts(tx)?, (1, 1));
        let people = come(tx, id, 5)?;
        assert_eq!(counts(tx)?, (6, 6));
        assert_eq!(tx.count_came(id, 3)?, 3);
        let first = stay(people[0], 1);
        let ended = Attendance {
            until: Some(in_minutes(1)),
            ..first
        };
        // What is written twice counts once, and who comes back goes on with their stay.
        for (written, there) in [(ended, 5), (ended, 5), (first, 6), (first, 6), (ended, 5)] {
            tx.put_attendance(id, &written)?;
            assert_eq!(counts(tx)?, (there, 6));
        }
        tx.put_attendance(id, &stay(people[0], 90))?;
        assert_eq!(counts(tx)?, (6, 6));
        tx.put_session(&tx.session(id)?.unwrap())?;
        assert_eq!(counts(tx)?, (6, 6));
        tx.end_stays(id, in_minutes(2))?;
        assert_eq!(counts(tx)?, (0, 6));
        let all = tx.session(id)?.unwrap().attendance;
        let until = |person: PersonId| -> Vec<Option<Timestamp>> {
            let stays = all.iter().filter(|stay| stay.person == person);
            stays.map(|stay| stay.until).collect()
        };
        assert_eq!(until(me), [Some(in_minutes(2))]);
        assert_eq!(until(people[0]), [Some(in_minutes(1)), Some(in_minutes(2))]);
        Ok(())
    });
    written.await;
}

/// Steps of the statements by which one more person comes and goes, and an urgent request is looked for.
async fn steps_of_one_more(people: u64) -> u64 {
    let (opened, one) = filled().await;
    let (id, topic) = (one.session.id, one.topic.id);
    let newcomer = opened
        .write(move |tx| {
            come(tx, id, people)?;
            for number in 0..u128::from(people) {
                let mut request = one.request.clone();
                request.id = RequestId::new(NOW, 5_000 + number);
                request.urgent = false;
                tx.put_request(&request)?;
            }
            put_another(tx, 900)
        })
        .await;
    let Opened { store, .. } = &opened;
    let before = store.stats().steps();
    opened
        .write(move |tx| {
            tx.session_seen_by(id, newcomer)?.unwrap();
            let mut stay = stay(newcomer, 10_000);
            tx.put_attendance(id, &stay)?;
            assert_eq!(tx.count_there(id)?, people + 2);
            stay.until = Some(in_minutes(200));
            tx.put_attendance(id, &stay)?;
            tx.count_came(id, 3)?;
            assert_eq!(tx.open_urgent_requests(topic)?.len(), 1);
            Ok(())
        })
        .await;
    store.stats().steps() - before
}

#[tokio::test]
async fn one_more_person_costs_a_session_of_a_thousand_what_they_cost_one_of_thirty() {
    let small = steps_of_one_more(30).await;
    assert!(0 < small);
    assert_eq!(steps_of_one_more(1_000).await, small);
}
