//! The advisor's inputs from what is there, and written views.

use app::advice::{DraftPurpose, PlannedSession};
use app::group::NewGroup;
use app::message::PostMessage;
use app::views::ViewsWish;
use model::advice::{Advice, AdviceReason, Mode, Purpose, SessionAdvice, Voice};
use model::agreement::{AgreedMode, AgreementTerms};
use model::delivery::DeliveryAbout;
use model::error::ErrorCode;
use model::id::PersonId;
use model::message::{Expectation, MessageBody};
use model::request::RequestState;
use model::time::Timestamp;
use model::topic::Topic;

use crate::trio::{Trio, code, instant};

async fn advice(team: &Trio, purpose: Purpose, text: &str) -> Option<Advice> {
    let message = PostMessage {
        text: text.into(),
        ..PostMessage::default()
    };
    let purpose = DraftPurpose {
        purpose,
        options: 2,
    };
    let preview = team
        .app
        .preview_message(&team.mira, team.topic, message, Some(purpose));
    preview.await.unwrap().advice
}

async fn plan(team: &Trio, purpose: Purpose, minutes: u32) -> SessionAdvice {
    let plan = PlannedSession {
        purpose,
        topic: Some(team.topic),
        minutes: Some(minutes),
    };
    let advice = team.app.advise_session(&team.mira, plan).await;
    advice.unwrap()
}

fn better(advice: Option<Advice>) -> Option<(Mode, AdviceReason)> {
    advice.map(|advice| (advice.mode, advice.reason))
}

#[tokio::test]
async fn the_draft_s_people_and_their_history_decide() {
    let team = Trio::new().await;
    // With all members: nobody shares an hour with Auckland.
    let all = advice(&team, Purpose::Planning, "What now?").await;
    let apart = (Mode::Document, AdviceReason::NoSharedHour);
    assert_eq!(better(all), Some(apart));
    // With Ben alone.
    let to_ben = format!("@[Ben]({}) what now?", team.ben.person);
    let both = advice(&team, Purpose::Planning, &to_ben).await;
    assert_eq!(better(both), Some((Mode::Live, AdviceReason::BetterLive)));
    assert_eq!(advice(&team, Purpose::Question, &to_ben).await, None);
    team.back_and_forth(4).await;
    let again = advice(&team, Purpose::Question, &to_ben).await;
    let reason = AdviceReason::ManyRoundTrips { round_trips: 4 };
    assert_eq!(better(again), Some((Mode::Live, reason)));
    let long = "word ".repeat(900);
    let information = advice(&team, Purpose::Information, &long).await;
    let is_long = (Mode::Document, AdviceReason::Long);
    assert_eq!(better(information), Some(is_long));
}

#[tokio::test]
async fn not_helpful_lowers_its_voice_for_that_person_and_purpose() {
    let team = Trio::new().await;
    let voice = |purpose| {
        let team = &team;
        async move { advice(team, purpose, "Now").await.unwrap().voice }
    };
    assert_eq!(voice(Purpose::Crisis).await, Voice::Line);
    for (count, lowered) in [
        (1, Voice::Line),
        (2, Voice::Mark),
        (3, Voice::Mark),
        (4, Voice::Mark),
        (5, Voice::Silent),
    ] {
        let said = team.app.refuse_advice(&team.mira, Purpose::Crisis).await;
        let said = said.unwrap();
        assert_eq!((said.not_helpful, said.voice), (count, lowered));
        assert_eq!(voice(Purpose::Crisis).await, lowered);
    }
    assert_eq!(voice(Purpose::StatusUpdate).await, Voice::Line);
}

#[tokio::test]
async fn what_the_author_s_team_has_agreed_on_is_advised() {
    let team = Trio::new().await;
    let to_ben = format!("@[Ben]({}) what now?", team.ben.person);
    let new = NewGroup {
        name: "Firmware".into(),
        members: Some(vec![team.mira.person]),
        ..NewGroup::default()
    };
    let group = team.app.create_group(&team.mira, new, None).await.unwrap();
    let terms = AgreementTerms {
        modes: vec![AgreedMode {
            purpose: Purpose::Planning,
            mode: Mode::Document,
        }],
        ..AgreementTerms::default()
    };
    let note = "We write first".to_owned();
    let proposal = team.app.propose(&team.mira, group.id, terms, note, None);
    let proposal = proposal.await.unwrap();
    let adopted = team.app.adopt_proposal(&team.mira, proposal.id).await;
    adopted.unwrap();
    let advised = advice(&team, Purpose::Planning, &to_ben).await;
    let agreed = (Mode::Document, AdviceReason::Agreed);
    assert_eq!(better(advised), Some(agreed));
    let other = advice(&team, Purpose::KickOff, &to_ben).await;
    assert_eq!(better(other), Some((Mode::Live, AdviceReason::BetterLive)));
}

#[tokio::test]
async fn a_planned_session_that_all_have_time_for_is_as_good() {
    let team = Trio::new().await;
    let apart = (Mode::Document, AdviceReason::NoSharedHour);
    let planned = plan(&team, Purpose::Retrospective, 15).await;
    assert_eq!(better(planned.advice), Some(apart));
    let gone = team
        .app
        .remove_member(&team.mira, team.channel, team.ana.person);
    gone.await.unwrap();
    let planned = plan(&team, Purpose::Retrospective, 15).await;
    assert_eq!((planned.advice, planned.missing), (None, Vec::new()));
    // Nine hours on end fit into no working day.
    let long = plan(&team, Purpose::Retrospective, 9 * 60).await;
    assert_eq!(better(long.advice), Some(apart));
    let status = plan(&team, Purpose::StatusUpdate, 15).await;
    let check_in = (Mode::CheckIn, AdviceReason::BetterRead);
    assert_eq!(better(status.advice), Some(check_in));
    let endless = PlannedSession {
        purpose: Purpose::Planning,
        topic: None,
        minutes: Some(2_000),
    };
    let refused = team.app.advise_session(&team.mira, endless).await;
    assert_eq!(code(refused), ErrorCode::Invalid);
}

fn is_views(about: &DeliveryAbout) -> bool {
    matches!(about, DeliveryAbout::ViewsIn { .. })
}

/// Wednesday 16:00 in Berlin.
const BY: &str = "2026-11-25T15:00:00Z";

async fn ask(team: &Trio, by: Timestamp) -> Topic {
    let wish = ViewsWish {
        by,
        of: vec![team.ben.person, team.ana.person],
        text: None,
    };
    let asked = team.app.ask_views(&team.mira, team.topic, wish).await;
    asked.unwrap()
}

async fn open_requests(team: &Trio) -> Vec<PersonId> {
    let mut requests = team.snapshot(&team.mira).await.requests;
    requests.retain(|request| request.state == RequestState::Open);
    let mut asked: Vec<PersonId> = requests.iter().map(|request| request.asked).collect();
    asked.sort_unstable();
    asked
}

#[tokio::test]
async fn views_are_asked_for_by_requests_and_in_when_all_have_written() {
    let team = Trio::new().await;
    let by = instant(BY);
    let topic = ask(&team, by).await;
    let message = team.messages().await.pop().unwrap();
    assert_eq!(message.body, MessageBody::ViewsWanted { by });
    assert_eq!(message.expectation, Expectation::By(by));
    assert_eq!(message.text, "Gateway");
    let views = topic.written_views.unwrap();
    assert_eq!(
        (views.message, views.asked_by),
        (message.id, team.mira.person)
    );
    let mut both = views.of.clone();
    both.sort_unstable();
    assert_eq!(open_requests(&team).await, both);
    let waits = plan(&team, Purpose::Retrospective, 15).await;
    assert_eq!(waits.missing, views.of);
    let reason = AdviceReason::ViewsWanted { until: by };
    assert_eq!(
        better(waits.advice),
        Some((Mode::WrittenViewsFirst, reason))
    );
    let crisis = plan(&team, Purpose::Crisis, 15).await;
    assert!(crisis.advice.is_none() && crisis.missing.is_empty());
    team.wait(10).await;
    team.say(&team.ben, "I would take the second").await;
    // Who asked is not asked, and one view is none of the other.
    team.say(&team.mira, "Thanks").await;
    let given = team.topic().await.written_views.unwrap().given;
    assert_eq!(given, [team.ben.person]);
    assert_eq!(open_requests(&team).await, [team.ana.person]);
    assert!(team.listed(&team.mira, is_views).await.is_empty());
    team.say(&team.ana, "And I the first").await;
    assert_eq!(team.listed(&team.mira, is_views).await.len(), 1);
    assert!(open_requests(&team).await.is_empty());
    let free = plan(&team, Purpose::Crisis, 15).await;
    assert!(free.missing.is_empty());
    // Their time does not tell again.
    team.until(by).await;
    assert_eq!(team.listed(&team.mira, is_views).await.len(), 1);
}

#[tokio::test]
async fn when_their_time_is_over_who_asked_is_told_and_a_session_waits_no_more() {
    let team = Trio::new().await;
    let by = instant(BY);
    ask(&team, by).await;
    team.say(&team.ben, "I would take the second").await;
    team.until(by).await;
    assert_eq!(team.listed(&team.mira, is_views).await.len(), 1);
    assert!(
        plan(&team, Purpose::Retrospective, 15)
            .await
            .missing
            .is_empty()
    );
    team.say(&team.ana, "And I the first").await;
    assert_eq!(team.listed(&team.mira, is_views).await.len(), 1);
}

#[tokio::test]
async fn nobody_waits_for_the_view_of_who_left_and_calls_are_possible_at_any_moment() {
    let team = Trio::new().await;
    ask(&team, instant(BY)).await;
    let call = app::session::NewSession::default();
    let started = team.app.start_session(&team.ben, team.topic, call).await;
    started.unwrap();
    team.say(&team.ben, "I would take the second").await;
    let left = team
        .app
        .remove_member(&team.ana, team.channel, team.ana.person);
    left.await.unwrap();
    let views = team.topic().await.written_views.unwrap();
    assert_eq!(views.of, [team.ben.person]);
    assert_eq!(team.listed(&team.mira, is_views).await.len(), 1);
}

#[tokio::test]
async fn asking_again_keeps_what_was_given_and_dropping_takes_the_requests_back() {
    let team = Trio::new().await;
    ask(&team, instant(BY)).await;
    team.say(&team.ben, "I would take the second").await;
    let later = instant("2026-11-26T15:00:00Z");
    let topic = ask(&team, later).await;
    let views = topic.written_views.unwrap();
    assert_eq!((views.by, views.given), (later, vec![team.ben.person]));
    assert_eq!(open_requests(&team).await, [team.ana.person]);
    team.until(instant(BY)).await;
    assert!(team.listed(&team.mira, is_views).await.is_empty());
    let dropped = team.app.drop_views(&team.mira, team.topic).await.unwrap();
    assert_eq!(dropped.written_views, None);
    assert!(open_requests(&team).await.is_empty());
    team.until(later).await;
    assert!(team.listed(&team.mira, is_views).await.is_empty());
    let wish = |by, of| ViewsWish { by, of, text: None };
    for (by, of) in [
        (instant(BY), vec![team.ben.person]),
        (later.plus(std::time::Duration::from_secs(60)), Vec::new()),
    ] {
        let refused = team.app.ask_views(&team.mira, team.topic, wish(by, of));
        assert_eq!(code(refused.await), ErrorCode::Invalid);
    }
}
