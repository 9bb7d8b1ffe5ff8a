//! What decisions were made from.

use store::StoredDecision;

use crate::open;

fn decision(inputs: &str, schedule: &str) -> StoredDecision {
    StoredDecision {
        inputs: inputs.into(),
        schedule: schedule.into(),
    }
}

#[tokio::test]
async fn decisions_share_a_schedule_and_the_newest_of_a_subject_counts() {
    let opened = open();
    opened
        .write(|tx| {
            tx.put_decision("dlv_1", &decision("1", "week"), "digest")?;
            tx.put_decision("dlv_2", &decision("2", "week"), "digest")?;
            tx.put_decision("req_1", &decision("3", "week"), "digest")?;
            tx.put_decision("req_1", &decision("4", "other week"), "other digest")?;
            assert_eq!(tx.decision("dlv_1")?, Some(decision("1", "week")));
            assert_eq!(tx.decision("dlv_2")?, Some(decision("2", "week")));
            assert_eq!(tx.decision("req_1")?, Some(decision("4", "other week")));
            assert_eq!(tx.decision("req_2")?, None);
            Ok(())
        })
        .await;
    assert_eq!(opened.count("decision"), 3);
    assert_eq!(opened.count("decision_schedule"), 2);
}
