//! Blockers.

use model::blocker::Blocker;
use model::id::BlockerId;

use crate::one::{One, filled, put_another};
use crate::{NOW, in_minutes};

pub fn blocker(number: u128, one: &One) -> Blocker {
    Blocker {
        id: BlockerId::new(NOW, number),
        topic: one.topic.id,
        task: None,
        channel: one.channel.id,
        raised_by: one.person.id,
        raised_at: NOW,
        text: "No key for the test rig".into(),
        tell_at: Some(in_minutes(120)),
        told_at: None,
        helpers: vec![one.person.id],
        return_of: Some(BlockerId::new(NOW, 1)),
        resolved_by: None,
        resolved_at: None,
        outcome: String::new(),
    }
}

#[tokio::test]
async fn a_resolved_blocker_stands_on_its_topic_only() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, channel) = (one.person.id, one.channel.id);
            let (mut first, second) = (blocker(70, &one), blocker(71, &one));
            tx.put_blocker(&first)?;
            tx.put_blocker(&second)?;
            assert_eq!(
                tx.open_blockers_in(channel)?,
                [first.clone(), second.clone()]
            );
            first.resolved_by = Some(me);
            first.resolved_at = Some(NOW);
            first.outcome = "Found it".into();
            tx.put_blocker(&first)?;
            assert_eq!(tx.blocker(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.blocker(BlockerId::new(NOW, 72))?, None);
            assert_eq!(tx.open_blockers_in(channel)?, std::slice::from_ref(&second));
            assert_eq!(tx.open_blockers_of(me)?, std::slice::from_ref(&second));
            assert_eq!(tx.blockers_on(one.topic.id)?, [first, second]);
            let another = put_another(tx, 73)?;
            assert!(tx.open_blockers_of(another)?.is_empty());
            Ok(())
        })
        .await;
}
