//! Rows of people, channels, topics, messages, requests, sessions and files.

use std::time::Duration;

use model::availability::{Availability, Place, PlaceOfWeekday, Places};
use model::id::{FileId, InvitationId, SignInId, TokenId};
use model::person::Role;
use model::request::RequestState;
use model::time::Weekday;
use model::topic::{TopicLevel, TopicPlace};
use store::{SignIn, StoreError, StoredToken, Upload};

use crate::one::filled;
use crate::{NOW, organisation};

#[tokio::test]
async fn what_is_written_is_read_as_it_was() {
    let (opened, one) = filled().await;
    let store = &opened.store;
    let me = one.person.id;
    let read = store.read(move |view| {
        let whole = organisation("Riverkeep");
        assert_eq!(view.organisation()?.as_ref(), Some(&whole));
        let defaults = view.defaults()?.unwrap();
        assert_eq!(
            (defaults.settings, defaults.default_week),
            (whole.settings, whole.default_week)
        );
        assert_eq!(view.region("Bavaria")?.as_ref(), whole.regions.first());
        assert_eq!(view.region("Saxony")?, None);
        assert_eq!(view.person(me)?.as_ref(), Some(&one.person));
        assert_eq!(view.people()?, std::slice::from_ref(&one.person));
        let by_email = view.person_by_email("mira@example.org")?.unwrap();
        assert_eq!(
            (by_email.person, by_email.password_hash.as_str()),
            (one.person, "hash")
        );
        assert_eq!(view.person_secret(me)?.unwrap().password_hash, "hash");
        assert_eq!(view.count_role(Role::Owner)?, 1);
        let channel = one.channel.id;
        assert_eq!(view.channel(channel)?.as_ref(), Some(&one.channel));
        assert_eq!(view.public_channels()?, std::slice::from_ref(&one.channel));
        assert_eq!(view.channels()?, view.channels_of(me)?);
        assert_eq!(view.members(channel)?, view.memberships_of(me)?);
        assert_eq!(view.all_memberships()?.len(), 1);
        assert!(view.membership(channel, me)?.is_some());
        assert_eq!(view.authors(channel)?, [me]);
        let topic = one.topic.id;
        assert_eq!(view.topic(topic)?.as_ref(), Some(&one.topic));
        assert_eq!(view.topics_of(me)?, std::slice::from_ref(&one.topic));
        assert_eq!(
            view.topics_in(channel)?,
            view.topics_after(channel, None, 5)?
        );
        assert!(view.topics_after(channel, Some(topic), 5)?.is_empty());
        assert_eq!(view.message(one.message.id)?.as_ref(), Some(&one.message));
        assert_eq!(
            view.messages_before(topic, 2, 50)?,
            std::slice::from_ref(&one.message)
        );
        assert_eq!(
            view.messages_after(topic, 0, 50)?,
            std::slice::from_ref(&one.message)
        );
        assert!(view.messages_before(topic, 1, 50)?.is_empty());
        assert_eq!(view.newest_message(topic)?.unwrap().id, one.message.id);
        assert_eq!(view.count_messages()?, 1);
        assert_eq!(view.request(one.request.id)?.as_ref(), Some(&one.request));
        assert_eq!(
            view.open_requests(topic)?,
            std::slice::from_ref(&one.request)
        );
        let urgent = view.open_urgent_requests(topic)?;
        assert_eq!(urgent.len(), usize::from(one.request.urgent));
        assert_eq!(
            view.open_requests_to(topic, me)?,
            std::slice::from_ref(&one.request)
        );
        let overdue = view.overdue_requests_of(me, model::time::Timestamp::MAX)?;
        assert_eq!(overdue.len(), usize::from(one.request.due_at.is_some()));
        assert_eq!(
            view.requests_of_message(one.message.id)?,
            std::slice::from_ref(&one.request)
        );
        assert_eq!(
            view.requests_around(me, NOW)?,
            std::slice::from_ref(&one.request)
        );
        assert_eq!(
            view.requests_around_in(channel, me, NOW)?,
            std::slice::from_ref(&one.request)
        );
        assert_eq!(view.open_requests_around(me)?, [one.request]);
        assert!(view.closed_requests_from(topic, me)?.is_empty());
        assert_eq!(view.session(one.session.id)?.as_ref(), Some(&one.session));
        assert_eq!(view.live_sessions()?, std::slice::from_ref(&one.session));
        assert_eq!(
            view.live_sessions_of(me)?,
            view.live_sessions_in(channel, me)?
        );
        assert_eq!(view.unfinished_recordings()?, one.session.recordings);
        let recording = &one.session.recordings[0];
        assert_eq!(view.recording(recording.id)?.as_ref(), Some(recording));
        assert_eq!(view.residue_of(one.session.id)?, None);
        assert_eq!(view.file(one.file.id)?, Some(one.file.clone()));
        assert_eq!(view.files_after(None, 9)?, std::slice::from_ref(&one.file));
        assert!(view.files_after(Some(one.file.id), 9)?.is_empty());
        assert_eq!(view.channels_using(one.file.id)?, [channel]);
        assert_eq!(view.last_seq()?, 1);
        assert_eq!(view.events_after(0, 9)?.len(), 1);
        Ok::<_, StoreError>(())
    });
    read.await.unwrap();
}

#[tokio::test]
async fn accounts_places_and_answers_are_kept_and_end() {
    let (opened, one) = filled().await;
    let store = &opened.store;
    let me = one.person.id;
    let written = store.write(move |tx| {
        let sign_in = SignIn {
            id: SignInId::new(NOW, 20),
            person: me,
            agent: "Firefox".into(),
            created_at: NOW,
            last_used_at: NOW,
        };
        tx.insert_sign_in(&sign_in, "secret")?;
        tx.touch_sign_in(sign_in.id, NOW)?;
        assert_eq!(tx.sign_in_by_secret("secret")?.unwrap().id, sign_in.id);
        assert_eq!(tx.sign_ins(me)?.len(), 1);
        let later = NOW.plus(Duration::from_secs(60));
        tx.touch_sign_ins(later)?;
        tx.touch_sign_ins(NOW)?;
        assert_eq!(tx.sign_ins(me)?[0].last_used_at, later);
        assert!(tx.delete_sign_in(me, sign_in.id)?);
        tx.delete_sign_ins(me)?;
        assert!(tx.sign_in_by_secret("secret")?.is_none());
        let token = model::account::Token {
            id: TokenId::new(NOW, 21),
            name: "bot".into(),
            scopes: vec![model::account::Scope::Read],
            created_at: NOW,
            expires_at: None,
        };
        tx.insert_token(
            &StoredToken {
                person: me,
                token: token.clone(),
            },
            "token",
        )?;
        assert_eq!(tx.token_by_secret("token")?.unwrap().token, token);
        assert_eq!(tx.tokens(me)?.len(), 1);
        assert!(tx.delete_token(me, token.id)?);
        let mut invitation = model::account::Invitation {
            id: InvitationId::new(NOW, 22),
            role: Role::Member,
            created_by: me,
            created_at: NOW,
            expires_at: NOW,
            accepted_by: None,
            withdrawn_at: None,
        };
        tx.insert_invitation(&invitation, "code")?;
        invitation.accepted_by = Some(me);
        tx.close_invitation(&invitation)?;
        assert_eq!(
            tx.invitation_by_code("code")?,
            tx.invitation(invitation.id)?
        );
        assert_eq!(tx.invitations()?, [invitation]);
        let place = TopicPlace {
            topic: one.topic.id,
            level: TopicLevel::Mute,
            read_ordinal: 1,
        };
        tx.put_place(me, &place)?;
        assert_eq!(tx.place(one.topic.id, me)?, Some(place));
        assert_eq!(tx.places_of(me)?, tx.places_in(one.channel.id, me)?);
        tx.keep_answer(me, "key", "post", "{}", NOW)?;
        assert_eq!(tx.answer_of(me, "key")?, Some(("post".into(), "{}".into())));
        assert_eq!(tx.forget_answers(NOW.plus(Duration::from_secs(1)))?, 1);
        let availability = Availability {
            person: me,
            weekly: Some(Vec::new()),
            time_off: Vec::new(),
            focus: Vec::new(),
            do_not_disturb_until: Some(NOW),
            deputies: vec![me],
            off_hours_rings: true,
            places: Places {
                weekly: vec![PlaceOfWeekday {
                    day: Weekday::Friday,
                    place: Place::Remote,
                }],
                dates: Vec::new(),
            },
            region: "Bavaria".into(),
            version: 1,
        };
        tx.put_availability(&availability)?;
        assert_eq!(tx.availability(me)?, Some(availability.clone()));
        assert_eq!(tx.availabilities()?, [availability]);
        assert!(tx.add_acquaintance(me, me)?);
        assert!(!tx.add_acquaintance(me, me)?);
        assert_eq!(tx.acquaintances(me)?.len(), tx.all_acquaintances()?.len());
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
}

#[tokio::test]
async fn changes_replace_and_deletions_take_what_hangs_on_them() {
    let (opened, one) = filled().await;
    let store = &opened.store;
    let me = one.person.id;
    let written = store.write(move |tx| {
        let mut message = one.message;
        tx.insert_revision(&message, NOW)?;
        assert_eq!(tx.revisions(message.id)?.len(), 1);
        assert!(tx.delete_reaction(message.id, "👍", me)?);
        message.deleted_at = Some(NOW);
        message.attachments.clear();
        message.reactions.clear();
        tx.update_message(&message)?;
        assert_eq!(tx.message(message.id)?, Some(message.clone()));
        assert!(tx.revisions(message.id)?.is_empty());
        assert!(tx.newest_message(message.topic)?.is_none());
        let mut request = one.request;
        request.state = RequestState::Answered { at: NOW, by: None };
        tx.put_request(&request)?;
        assert!(tx.open_requests(request.topic)?.is_empty());
        assert_eq!(tx.closed_requests_from(request.topic, me)?, [request]);
        let mut session = one.session;
        session.ended_at = Some(NOW);
        tx.put_session(&session)?;
        tx.set_residue(session.id, message.id)?;
        assert_eq!(tx.residue_of(session.id)?, Some(message.id));
        assert!(tx.live_sessions()?.is_empty());
        let upload = Upload {
            id: FileId::new(NOW, 30),
            person: me,
            name: "b".into(),
            bytes: 1,
            touched_at: NOW,
            clip: Some(model::clip::ClipKind::Voice),
        };
        tx.insert_upload(&upload)?;
        tx.touch_upload(upload.id, NOW)?;
        let stored = tx.upload(upload.id)?.unwrap();
        assert_eq!((stored.name.as_str(), stored.clip), ("b", upload.clip));
        assert_eq!(tx.idle_uploads(NOW.plus(Duration::from_secs(1)))?.len(), 1);
        tx.delete_upload(upload.id)?;
        assert!(tx.delete_membership(one.channel.id, me)?);
        assert!(tx.topics_of(me)?.is_empty() && tx.requests_around(me, NOW)?.is_empty());
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
    assert!(store.check().unwrap().is_empty());
}
