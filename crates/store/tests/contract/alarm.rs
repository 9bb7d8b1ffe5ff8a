//! Alarms.

use store::{Alarm, AlarmKind};

use crate::{NOW, in_minutes, open};

/// Every kind, in the order in which they fire at one instant.
const KINDS: [AlarmKind; 18] = [
    AlarmKind::Escalation,
    AlarmKind::Scheduled,
    AlarmKind::Hold,
    AlarmKind::Reminder,
    AlarmKind::Blocker,
    AlarmKind::Overdue,
    AlarmKind::Views,
    AlarmKind::Digest,
    AlarmKind::Verdict,
    AlarmKind::Review,
    AlarmKind::Talk,
    AlarmKind::Replan,
    AlarmKind::CheckIn,
    AlarmKind::Turn,
    AlarmKind::TaskDue,
    AlarmKind::Wake,
    AlarmKind::Slow,
    AlarmKind::Poll,
];

#[tokio::test]
async fn alarms_come_by_instant_then_kind_then_subject_however_few_are_taken() {
    let opened = open();
    let mut wanted = vec![Alarm {
        kind: AlarmKind::Review,
        subject: "z".into(),
        due_at: NOW,
    }];
    for kind in KINDS {
        wanted.extend(["a", "b"].map(|subject| Alarm {
            kind,
            subject: subject.into(),
            due_at: in_minutes(1),
        }));
    }
    opened
        .write(move |tx| {
            for alarm in wanted.iter().rev() {
                tx.set_alarm(alarm.kind, &alarm.subject, Some(alarm.due_at))?;
            }
            tx.set_alarm(AlarmKind::Escalation, "later", Some(in_minutes(2)))?;
            assert_eq!(tx.next_alarm()?, Some(NOW));
            assert_eq!(tx.count_alarms()?, 2 + 2 * KINDS.len() as u64);
            assert_eq!(tx.due_alarms(NOW, 50)?, wanted[..1]);
            for few in [1, 2, 7, 50] {
                let due = tx.due_alarms(in_minutes(1), few as u64)?;
                assert_eq!(due, wanted[..few.min(wanted.len())]);
            }
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn an_alarm_is_moved_and_dropped() {
    let opened = open();
    opened
        .write(|tx| {
            assert_eq!(tx.next_alarm()?, None);
            tx.set_alarm(AlarmKind::Hold, "one", Some(in_minutes(9)))?;
            tx.set_alarm(AlarmKind::Digest, "one", Some(in_minutes(5)))?;
            tx.set_alarm(AlarmKind::Hold, "one", Some(in_minutes(1)))?;
            assert_eq!(tx.alarm(AlarmKind::Hold, "one")?, Some(in_minutes(1)));
            assert_eq!(tx.alarm(AlarmKind::Hold, "two")?, None);
            assert_eq!(tx.next_alarm()?, Some(in_minutes(1)));
            tx.set_alarm(AlarmKind::Hold, "one", None)?;
            tx.set_alarm(AlarmKind::Hold, "two", None)?;
            assert_eq!(tx.alarm(AlarmKind::Hold, "one")?, None);
            assert_eq!(tx.next_alarm()?, Some(in_minutes(5)));
            assert_eq!(tx.count_alarms()?, 1);
            Ok(())
        })
        .await;
}
