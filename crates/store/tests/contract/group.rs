//! Groups.

use store::StoreError;

use crate::one::{filled, group, put_another};
use crate::{NOW, open};

#[tokio::test]
async fn a_group_is_renamed_changes_members_and_is_archived() {
    let (opened, one) = filled().await;
    opened
        .write(move |tx| {
            let (me, mut first) = (one.person.id, one.group);
            let another = put_another(tx, 50)?;
            let second = group(51, "Everyone", &[me, another]);
            tx.put_group(&second)?;
            assert_eq!(tx.group(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.groups()?, [first.clone(), second.clone()]);
            assert_eq!(tx.groups_of(me)?, [first.clone(), second.clone()]);
            assert_eq!(tx.groups_of(another)?, std::slice::from_ref(&second));
            first.name = "Receivers".into();
            first.members = vec![another];
            tx.put_group(&first)?;
            assert_eq!(tx.group(first.id)?.as_ref(), Some(&first));
            assert_eq!(tx.group_named("receivers")?, Some(first.id));
            assert_eq!(tx.count_groups()?, 2);
            assert_eq!(tx.group_named("Gateway team")?, None);
            assert_eq!(tx.groups_of(me)?, std::slice::from_ref(&second));
            first.archived_at = Some(NOW);
            tx.put_group(&first)?;
            assert_eq!(tx.groups_of(another)?, std::slice::from_ref(&second));
            assert_eq!(tx.groups()?, [first, second]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn no_two_groups_have_one_name() {
    let opened = open();
    let written = opened.store.write(|tx| {
        tx.put_group(&group(1, "Gateway team", &[]))?;
        tx.put_group(&group(2, "gateway TEAM", &[]))
    });
    assert!(matches!(written.await, Err(StoreError::Refused(_))));
    assert_eq!(opened.count("person_group"), 0);
}
