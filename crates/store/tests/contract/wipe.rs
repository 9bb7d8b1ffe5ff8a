//! Wiping leaves nothing.

use model::account::{Invitation, Token};
use model::availability::Availability;
use model::goal::{GoalLink, UpdateOn};
use model::id::{FileId, InvitationId, SignInId, TokenId};
use model::later::ReminderOf;
use model::person::Role;
use model::task::{TaskChanged, TaskHistory};
use model::topic::{TopicLevel, TopicPlace};
use rusqlite::Connection;
use store::{AlarmKind, SignIn, StoreError, StoredDecision, StoredToken, TaskText, Tx, Upload};

use crate::one::{One, filled};
use crate::{
    NOW, Opened, agreement, blocker, board, check_in, goal, later, my_board, poll, talk, task,
    urgent,
};

/// Every table of the database.
fn tables(opened: &Opened) -> Vec<String> {
    let connection = Connection::open(opened.path()).unwrap();
    let mut statement = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    let names: Vec<String> = names.map(Result::unwrap).collect();
    assert!(names.contains(&"organisation".to_owned()));
    names
        .into_iter()
        .filter(|name| !name.starts_with("sqlite_"))
        .collect()
}

fn put_account(tx: &Tx<'_>, one: &One) -> Result<(), StoreError> {
    let me = one.person.id;
    let sign_in = SignIn {
        id: SignInId::new(NOW, 200),
        person: me,
        agent: "Firefox".into(),
        created_at: NOW,
        last_used_at: NOW,
    };
    tx.insert_sign_in(&sign_in, "secret")?;
    let token = Token {
        id: TokenId::new(NOW, 201),
        name: "bot".into(),
        scopes: Vec::new(),
        created_at: NOW,
        expires_at: None,
    };
    tx.insert_token(&StoredToken { person: me, token }, "token")?;
    let invitation = Invitation {
        id: InvitationId::new(NOW, 202),
        role: Role::Member,
        created_by: me,
        created_at: NOW,
        expires_at: NOW,
        accepted_by: None,
        withdrawn_at: None,
    };
    tx.insert_invitation(&invitation, "code")?;
    let upload = Upload {
        id: FileId::new(NOW, 203),
        person: me,
        name: "b".into(),
        bytes: 1,
        touched_at: NOW,
        clip: None,
    };
    tx.insert_upload(&upload)?;
    tx.put_availability(&Availability::unsaid(me))?;
    tx.add_acquaintance(me, me)?;
    tx.keep_answer(me, "key", "post", "{}", NOW)
}

fn put_attention(tx: &Tx<'_>, one: &One) -> Result<(), StoreError> {
    let (me, group) = (one.person.id, one.group.id);
    tx.insert_revision(&one.message, NOW)?;
    let place = TopicPlace {
        topic: one.topic.id,
        level: TopicLevel::Follow,
        read_ordinal: 0,
    };
    tx.put_place(me, &place)?;
    tx.set_alarm(AlarmKind::Hold, &me.to_string(), Some(NOW))?;
    let decision = StoredDecision {
        inputs: "{}".into(),
        schedule: "{}".into(),
    };
    tx.put_decision(&one.delivery.id.to_string(), &decision, "digest")?;
    tx.put_agreement(&agreement::agreement(group, me))?;
    tx.put_proposal(&agreement::proposal(210, group, me))?;
    tx.put_escalation(one.request.id, Some("{}"))?;
    tx.put_urgent(&urgent::urgent(one.message.id, me, NOW))?;
    tx.put_blocker(&blocker::blocker(211, one))?;
    tx.put_talk_offer(&talk::offer(212, one, [me, me]))?;
    tx.put_scheduled_message(me, &later::scheduled(213, one))?;
    tx.put_reminder(me, &later::reminder(214, ReminderOf::Note, one))
}

fn put_task(tx: &Tx<'_>, one: &One) -> Result<(), StoreError> {
    let (first, mut second) = (task::task(220, one), task::task(221, one));
    tx.put_task(&first)?;
    second.waits_on = vec![first.id];
    tx.put_task(&second)?;
    tx.put_task_text(first.id, &TaskText::default())?;
    tx.put_task_files(first.id, std::slice::from_ref(&one.file))?;
    tx.put_task_watch(first.id, one.person.id, true)?;
    let made = TaskHistory {
        at: NOW,
        by: None,
        what: TaskChanged::Created,
    };
    tx.insert_task_history(first.id, &made)
}

fn put_goals_and_polls(tx: &Tx<'_>, one: &One) -> Result<(), StoreError> {
    let (goal, poll) = (goal::goal(230, one), poll::poll(231, one));
    tx.put_goal(&goal)?;
    let on = UpdateOn::Goal { goal: goal.id };
    tx.put_goal_update(&goal::update(232, on, one), None)?;
    let topic = one.topic.id;
    tx.put_goal_link(goal.id, &GoalLink::Topic { topic })?;
    tx.put_poll(&poll)?;
    tx.put_vote(poll.id, &poll::vote(one.person.id, &[0]))?;
    tx.put_reminded(poll.id, one.person.id)?;
    tx.put_decision_record(&poll::record(233, "We wipe", one))
}

/// Fills the tables of ways out of the house and of the advisor.
fn put_outgoing(opened: &Opened, one: &One) {
    let connection = Connection::open(opened.path()).unwrap();
    let (me, delivery) = (one.person.id, one.delivery.id);
    let rows = format!(
        "INSERT INTO push_subscription (id, person, sign_in, endpoint, p256dh, auth, agent,
                 created_at)
             SELECT 'psh', '{me}', id, 'https://push.example.org', '', '', 'Firefox', 0
             FROM sign_in LIMIT 1;
         INSERT INTO mail_choice (person, wanted, token) VALUES ('{me}', 1, 'token');
         INSERT INTO outgoing (id, person, delivery, subscription, next_at, tries)
             VALUES (1, '{me}', '{delivery}', 'psh', 0, 0);
         INSERT INTO secret (name, value) VALUES ('push', 'key');
         INSERT INTO advice_verdict (person, purpose, not_helpful) VALUES ('{me}', 'crisis', 1);"
    );
    connection.execute_batch(&rows).unwrap();
}

#[tokio::test]
async fn wiping_empties_every_table() {
    let (opened, one) = filled().await;
    let one = opened
        .write(move |tx| {
            put_account(tx, &one)?;
            put_attention(tx, &one)?;
            put_task(tx, &one)?;
            put_goals_and_polls(tx, &one)?;
            board::put(tx, &one)?;
            my_board::put(tx, &one)?;
            check_in::put(tx, 240, &one)?;
            Ok(one)
        })
        .await;
    put_outgoing(&opened, &one);
    let tables = tables(&opened);
    for table in &tables {
        assert!(0 < opened.count(table), "this test does not fill {table}");
    }
    opened.write(|tx| tx.wipe()).await;
    for table in &tables {
        // The keys are the installation's, not the organisation's.
        let kept = u32::from(table == "secret");
        assert_eq!(opened.count(table), kept, "what is left of {table}");
    }
    assert!(opened.store.check().unwrap().is_empty());
}
