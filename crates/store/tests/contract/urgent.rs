//! The log of urgent messages, and escalations between two steps.

use model::id::{MessageId, PersonId};
use model::time::Timestamp;
use model::urgent::{Urgent, UrgentVerdict};

use crate::one::filled;
use crate::{NOW, in_minutes};

pub fn urgent(message: MessageId, sender: PersonId, at: Timestamp) -> Urgent {
    Urgent {
        message,
        sender,
        reason: "The pump stands".into(),
        at,
        free: false,
        confirmed_by: Some(sender),
        verdicts_until: in_minutes(999),
        asked: Vec::new(),
        verdicts: Vec::new(),
    }
}

#[tokio::test]
async fn the_urgent_log_is_read_by_sender_and_backwards() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let mut uses = Vec::new();
            for number in 2..5_u64 {
                let mut message = one.message.clone();
                message.id = MessageId::new(NOW, 100 + u128::from(number));
                message.ordinal = number;
                message.attachments.clear();
                tx.insert_message(&message)?;
                // The last two are of one instant.
                uses.push(urgent(message.id, me, in_minutes(number.min(3))));
                tx.put_urgent(uses.last().unwrap())?;
            }
            uses[2].verdicts.push(UrgentVerdict {
                person: me,
                urgent: false,
                at: NOW,
            });
            tx.put_urgent(&uses[2])?;
            assert_eq!(tx.urgent(uses[2].message)?.as_ref(), Some(&uses[2]));
            assert_eq!(tx.urgent(one.message.id)?, None);
            assert_eq!(tx.urgent_of(me, in_minutes(3))?, uses[1..]);
            assert!(tx.urgent_of(PersonId::new(NOW, 99), NOW)?.is_empty());
            assert_eq!(tx.urgent_log(None, 1)?, uses[2..]);
            let newest = (uses[2].at, uses[2].message);
            assert_eq!(
                tx.urgent_log(Some(newest), 9)?,
                [uses[1].clone(), uses[0].clone()]
            );
            let last = (uses[0].at, uses[0].message);
            assert!(tx.urgent_log(Some(last), 9)?.is_empty());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn an_escalation_is_kept_until_it_is_over() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let request = one.request.id;
            assert_eq!(tx.escalation(request)?, None);
            tx.put_escalation(request, Some("{\"step\":1}"))?;
            tx.put_escalation(request, Some("{\"step\":2}"))?;
            assert_eq!(tx.escalation(request)?.as_deref(), Some("{\"step\":2}"));
            tx.put_escalation(request, None)?;
            assert_eq!(tx.escalation(request)?, None);
            Ok(())
        })
        .await;
}
