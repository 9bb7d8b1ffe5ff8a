//! "Not helpful", and topics that ask for written views.

use model::advice::Purpose;

use crate::one::{filled, put_another};

#[tokio::test]
async fn not_helpful_is_counted_by_person_and_purpose() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let another = put_another(tx, 90)?;
            assert_eq!(tx.not_helpful(me, Purpose::Crisis)?, 0);
            tx.add_not_helpful(me, Purpose::Crisis)?;
            tx.add_not_helpful(me, Purpose::Crisis)?;
            tx.add_not_helpful(another, Purpose::Crisis)?;
            assert_eq!(tx.not_helpful(me, Purpose::Crisis)?, 2);
            assert_eq!(tx.not_helpful(me, Purpose::Planning)?, 0);
            assert_eq!(tx.not_helpful(another, Purpose::Crisis)?, 1);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn topics_that_want_views_are_those_of_the_person_s_channels() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let me = one.person.id;
            let outside = put_another(tx, 91)?;
            let mut topic = tx.topic(one.topic.id)?.unwrap();
            assert!(topic.written_views.is_some());
            assert_eq!(tx.topics_with_views(me)?, [topic.clone()]);
            assert!(tx.topics_with_views(outside)?.is_empty());
            topic.written_views = None;
            tx.put_topic(&topic)?;
            assert!(tx.topics_with_views(me)?.is_empty());
            Ok(())
        })
        .await;
}
