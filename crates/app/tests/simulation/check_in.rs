//! Check-ins: everybody on their own clock, one report.

use app::actor::Actor;
use app::availability::{AvailabilityChange, TimeOffChange};
use app::check_in::{CheckInChange, NewAnswer, NewCheckIn};
use app::goal::NewGoal;
use app::group::{GroupChange, NewGroup};
use app::person::ProfileChange;
use app::poll::NewRecord;
use app::session::NewSession;
use app::task::{NewTask, TaskChange};
use jiff::civil::{Date, date};
use model::availability::StateReason;
use model::channel::ChannelKind;
use model::check_in::{
    CheckIn, CheckInAsked, CheckInNews, CheckInReport, CheckInState, PrefillTask, Question,
    QuestionKind, Said, Turn,
};
use model::delivery::{Delivery, DeliveryAbout, DeliveryKind};
use model::error::ErrorCode;
use model::id::PersonId;
use model::person::Role;
use model::task::Stage;
use model::time::{MinuteOfDay, Timestamp};
use model::topic::TopicLevel;

use crate::crew::Crew;
use crate::crowd::members;
use crate::trio::{Trio, code, instant};

const TUESDAY: Date = date(2026, 11, 24);
const WEDNESDAY: Date = date(2026, 11, 25);

const MIRA: usize = 0;
const BEN: usize = 1;
const ANA: usize = 2;

/// Mira in Berlin, Ben in Chicago, Ana in Auckland.
async fn three() -> Crew {
    Crew::spread(&[
        ("Mira", "Europe/Berlin"),
        ("Ben", "America/Chicago"),
        ("Ana", "Pacific/Auckland"),
    ])
    .await
}

fn question(text: &str, kind: QuestionKind) -> Question {
    Question {
        text: text.into(),
        kind,
        required: true,
    }
}

/// Every working day at 10:00, open from two hours before to one after, from Tuesday on.
fn stand_up(crew: &Crew) -> NewCheckIn {
    NewCheckIn {
        channel: crew.channel,
        title: "Stand-up".into(),
        questions: vec![
            question("What is next?", QuestionKind::Text),
            question("How are you?", QuestionKind::Mood),
        ],
        asked: CheckInAsked::Channel,
        rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".into(),
        first: Some(TUESDAY),
        minute: MinuteOfDay(600),
        opens_before_minutes: 120,
        closes_after_minutes: 60,
        followers: Vec::new(),
    }
}

async fn make(crew: &Crew, new: NewCheckIn) -> CheckIn {
    let made = crew.app.create_check_in(&crew.people[MIRA], new, None);
    made.await.unwrap()
}

async fn change(crew: &Crew, check_in: &CheckIn, wanted: CheckInChange) -> CheckIn {
    let by = &crew.people[MIRA];
    let changed = crew.app.update_check_in(by, check_in.id, wanted, None);
    changed.await.unwrap()
}

async fn set_state(crew: &Crew, check_in: &CheckIn, state: CheckInState) -> CheckIn {
    let wanted = CheckInChange {
        state: Some(state),
        ..CheckInChange::default()
    };
    change(crew, check_in, wanted).await
}

fn says(words: &str, mood: u8) -> NewAnswer {
    NewAnswer {
        said: vec![Said::Text(words.into()), Said::Mood(mood)],
        blocked: words.contains("stuck"),
    }
}

async fn answer(crew: &Crew, by: usize, check_in: &CheckIn, date: Date, new: NewAnswer) {
    let by = &crew.people[by];
    let answered = crew.app.answer_check_in(by, check_in.id, date, new);
    answered.await.unwrap();
}

async fn report(crew: &Crew, check_in: &CheckIn, date: Date) -> CheckInReport {
    let by = &crew.people[MIRA];
    let report = crew.app.check_in_report(by, check_in.id, date);
    report.await.unwrap()
}

async fn turns(crew: &Crew, of: usize) -> Vec<Turn> {
    crew.app.snapshot(&crew.people[of]).await.unwrap().turns
}

/// How many turns somebody has.
async fn open(crew: &Crew, who: &Actor) -> usize {
    crew.app.snapshot(who).await.unwrap().turns.len()
}

async fn told(crew: &Crew, of: usize, wanted: CheckInNews) -> Vec<Delivery> {
    let is = |about: &DeliveryAbout| matches!(about, DeliveryAbout::CheckIn { news, .. } if *news == wanted);
    crew.listed(of, is).await
}

/// People as reports name them.
fn in_order<const N: usize>(mut people: [PersonId; N]) -> [PersonId; N] {
    people.sort_unstable();
    people
}

async fn until(crew: &Crew, at: &str) {
    crew.until(instant(at)).await;
}

#[tokio::test]
async fn three_people_in_three_zones_answer_and_one_report_results() {
    let mut crew = three().await;
    let check_in = make(&crew, stand_up(&crew)).await;
    assert!(turns(&crew, ANA).await.is_empty());
    // Tuesday, 08:00 in Auckland: it opens there, and she is told when she begins to work.
    until(&crew, "2026-11-23T19:00:00Z").await;
    let ana = turns(&crew, ANA).await;
    assert_eq!(ana.len(), 1);
    assert_eq!(ana[0].due_at, instant("2026-11-23T21:00:00Z"));
    let held = told(&crew, ANA, CheckInNews::Open).await;
    let work = instant("2026-11-23T20:00:00Z");
    assert_eq!(held[0].kind, DeliveryKind::Hold { until: work });
    assert!(turns(&crew, MIRA).await.is_empty());
    until(&crew, "2026-11-23T20:10:00Z").await;
    assert!(
        told(&crew, ANA, CheckInNews::Open).await[0]
            .told_at
            .is_some()
    );
    answer(&crew, ANA, &check_in, TUESDAY, says("I am stuck", 2)).await;
    assert!(turns(&crew, ANA).await.is_empty());
    assert!(told(&crew, ANA, CheckInNews::Open).await.is_empty());
    // 09:30 in Berlin: Mira has been told half an hour ago, and is reminded, once.
    until(&crew, "2026-11-24T08:29:00Z").await;
    assert_eq!(told(&crew, MIRA, CheckInNews::Open).await.len(), 1);
    crew.restart().await;
    until(&crew, "2026-11-24T08:30:00Z").await;
    assert!(told(&crew, MIRA, CheckInNews::Open).await.is_empty());
    assert_eq!(told(&crew, MIRA, CheckInNews::Reminder).await.len(), 1);
    until(&crew, "2026-11-24T08:50:00Z").await;
    answer(&crew, MIRA, &check_in, TUESDAY, says("The **pump**", 4)).await;
    assert!(told(&crew, MIRA, CheckInNews::Reminder).await.is_empty());
    // Ben does not answer; 11:00 in Chicago is the end of the last turn.
    until(&crew, "2026-11-24T16:59:00Z").await;
    assert_eq!(turns(&crew, BEN).await.len(), 1);
    assert_eq!(report(&crew, &check_in, TUESDAY).await.closed_at, None);
    crew.restart().await;
    until(&crew, "2026-11-24T17:00:00Z").await;
    assert!(turns(&crew, BEN).await.is_empty());
    let made = report(&crew, &check_in, TUESDAY).await;
    assert_eq!(made.closed_at, Some(instant("2026-11-24T17:00:00Z")));
    assert_eq!(made.missing, [crew.id(BEN)]);
    assert_eq!(made.blocked, [crew.id(ANA)]);
    let people: Vec<_> = made.answers.iter().map(|answer| answer.person).collect();
    assert_eq!(people, [crew.id(ANA), crew.id(MIRA)]);
    assert!(made.answers[1].html[0].contains("<strong>pump</strong>"));
    // Each is told of it when they can be reached.
    for (person, until) in [
        (MIRA, "2026-11-25T08:00:00Z"),
        (ANA, "2026-11-24T20:00:00Z"),
    ] {
        let until = instant(until);
        let told = told(&crew, person, CheckInNews::Report).await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].kind, DeliveryKind::Hold { until });
    }
    assert!(
        told(&crew, BEN, CheckInNews::Report).await[0]
            .told_at
            .is_some()
    );
    // A late answer is welcome, and makes no second report.
    until(&crew, "2026-11-24T18:00:00Z").await;
    answer(&crew, BEN, &check_in, TUESDAY, says("Sorry, the river", 3)).await;
    let again = report(&crew, &check_in, TUESDAY).await;
    assert!(again.missing.is_empty() && again.answers[2].late);
    assert_eq!(again.closed_at, made.closed_at);
    assert_eq!(told(&crew, BEN, CheckInNews::Report).await.len(), 1);
    // The next day shows what changed.
    until(&crew, "2026-11-24T20:10:00Z").await;
    answer(&crew, ANA, &check_in, WEDNESDAY, says("On again", 5)).await;
    let next = report(&crew, &check_in, WEDNESDAY).await;
    assert_eq!(next.changes.since, Some(TUESDAY));
    assert_eq!(next.changes.no_longer_blocked, [crew.id(ANA)]);
    assert_eq!(next.changes.means[0].was, Some(3_000));
    assert_eq!(next.changes.means[0].is, Some(5_000));
    until(&crew, "2026-11-25T17:00:00Z").await;
    let days = crew
        .app
        .check_in_days(&crew.people[ANA], check_in.id, None, 10);
    let days = days.await.unwrap();
    let counts: Vec<_> = days
        .iter()
        .map(|day| (day.date, day.asked, day.answered))
        .collect();
    assert_eq!(counts, [(WEDNESDAY, 3, 1), (TUESDAY, 3, 3)]);
    // The newer report takes the older one's place.
    for person in [MIRA, BEN, ANA] {
        assert_eq!(told(&crew, person, CheckInNews::Report).await.len(), 1);
    }
}

#[tokio::test]
async fn a_window_opens_the_evening_before_and_keeps_its_draft() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let new = NewCheckIn {
        // From 16:00 the day before.
        opens_before_minutes: 18 * 60,
        ..stand_up(&crew)
    };
    let check_in = make(&crew, new).await;
    let ben = &crew.people[BEN];
    let early = crew
        .app
        .answer_check_in(ben, check_in.id, TUESDAY, says("Too soon", 3));
    assert_eq!(code(early.await), ErrorCode::WrongState);
    until(&crew, "2026-11-23T15:00:00Z").await;
    let open = told(&crew, BEN, CheckInNews::Open).await;
    assert_eq!(open[0].told_at, Some(instant("2026-11-23T15:00:00Z")));
    let draft = vec![Said::Text("Half a thought".into()), Said::Nothing];
    let kept = crew
        .app
        .draft_check_in(ben, check_in.id, TUESDAY, draft.clone());
    kept.await.unwrap();
    // The reminder waits for the morning.
    until(&crew, "2026-11-24T08:29:00Z").await;
    assert!(told(&crew, BEN, CheckInNews::Reminder).await.is_empty());
    until(&crew, "2026-11-24T08:30:00Z").await;
    assert_eq!(told(&crew, BEN, CheckInNews::Reminder).await.len(), 1);
    let prefill = crew.app.check_in_prefill(ben, check_in.id, TUESDAY).await;
    assert_eq!(prefill.unwrap().draft, draft);
    answer(&crew, BEN, &check_in, TUESDAY, says("A whole one", 3)).await;
    let prefill = crew.app.check_in_prefill(ben, check_in.id, TUESDAY).await;
    assert!(prefill.unwrap().draft.is_empty());
    let wrong = NewAnswer {
        said: vec![Said::Nothing, Said::Mood(3)],
        blocked: false,
    };
    let refused = crew
        .app
        .answer_check_in(ben, check_in.id, TUESDAY, wrong)
        .await;
    assert_eq!(code(refused), ErrorCode::Invalid);
}

fn away(from: &str, until: &str) -> AvailabilityChange {
    AvailabilityChange {
        time_off: vec![TimeOffChange {
            id: None,
            from: instant(from),
            until: instant(until),
            note: "Mountains".into(),
            deputy: None,
        }],
        ..AvailabilityChange::default()
    }
}

#[tokio::test]
async fn a_day_off_is_skipped_and_named_in_the_report() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let check_in = make(&crew, stand_up(&crew)).await;
    // The turns of Tuesday are made already.
    until(&crew, "2026-11-23T20:00:00Z").await;
    let tuesday = away("2026-11-23T17:00:00Z", "2026-11-24T23:00:00Z");
    crew.set(BEN, tuesday).await;
    until(&crew, "2026-11-24T09:00:00Z").await;
    assert!(turns(&crew, BEN).await.is_empty());
    assert!(told(&crew, BEN, CheckInNews::Open).await.is_empty());
    answer(&crew, MIRA, &check_in, TUESDAY, says("Alone", 3)).await;
    until(&crew, "2026-11-24T10:00:00Z").await;
    let made = report(&crew, &check_in, TUESDAY).await;
    assert!(made.closed_at.is_some() && made.missing.is_empty());
    assert_eq!(made.skipped.len(), 1);
    assert_eq!(made.skipped[0].person, crew.id(BEN));
    let why = StateReason::TimeOff {
        note: "Mountains".into(),
    };
    assert_eq!(made.skipped[0].why, why);
    // He reads it when he is back.
    let until_then = instant("2026-11-25T08:00:00Z");
    let kind = DeliveryKind::Hold { until: until_then };
    assert_eq!(told(&crew, BEN, CheckInNews::Report).await[0].kind, kind);
    // Who comes back sooner is asked again.
    let thursday = away("2026-11-25T23:00:00Z", "2026-11-26T23:00:00Z");
    crew.set(BEN, thursday).await;
    until(&crew, "2026-11-25T20:00:00Z").await;
    crew.set(BEN, AvailabilityChange::default()).await;
    until(&crew, "2026-11-26T08:00:00Z").await;
    assert_eq!(turns(&crew, BEN).await.len(), 1);
    // On a day off of everybody nobody is asked, and nobody told.
    let saturday = NewCheckIn {
        rule: "FREQ=WEEKLY;BYDAY=SA".into(),
        title: "Weekend".into(),
        ..stand_up(&crew)
    };
    let weekend = make(&crew, saturday).await;
    until(&crew, "2026-11-28T12:00:00Z").await;
    let empty = report(&crew, &weekend, date(2026, 11, 28)).await;
    assert!(empty.closed_at.is_some() && empty.missing.is_empty());
    assert_eq!(empty.skipped.len(), 2);
    let of_weekend = |about: &DeliveryAbout| matches!(about, DeliveryAbout::CheckIn { check_in, .. } if *check_in == weekend.id);
    assert!(crew.listed(MIRA, of_weekend).await.is_empty());
}

#[tokio::test]
async fn turns_follow_their_person_to_another_zone() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    make(&crew, stand_up(&crew)).await;
    until(&crew, "2026-11-24T06:00:00Z").await;
    let moves = |zone: &str| ProfileChange {
        time_zone: Some(zone.into()),
        ..ProfileChange::default()
    };
    crew.app
        .update_me(&crew.people[BEN], moves("America/Chicago"))
        .await
        .unwrap();
    until(&crew, "2026-11-24T07:00:00Z").await;
    assert_eq!(turns(&crew, MIRA).await.len(), 1);
    assert!(turns(&crew, BEN).await.is_empty());
    until(&crew, "2026-11-24T14:00:00Z").await;
    let opened = turns(&crew, BEN).await;
    assert_eq!(opened[0].due_at, instant("2026-11-24T16:00:00Z"));
    // What was opened stays as it is, and nothing that is over elsewhere is taken from anybody.
    crew.app
        .update_me(&crew.people[BEN], moves("Asia/Tokyo"))
        .await
        .unwrap();
    assert_eq!(turns(&crew, BEN).await, opened);
}

#[tokio::test]
async fn who_comes_is_asked_from_the_next_day_and_who_goes_no_more() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let check_in = make(&crew, stand_up(&crew)).await;
    until(&crew, "2026-11-23T20:00:00Z").await;
    let cleo = crew.join("Cleo", "Europe/Berlin", Role::Member).await;
    let late = crew.join("Late", "Europe/Berlin", Role::Member).await;
    let channel = crew.channel;
    crew.app.join_channel(&cleo, channel).await.unwrap();
    until(&crew, "2026-11-24T07:30:00Z").await;
    // Tuesday has begun for who comes now.
    crew.app.join_channel(&late, channel).await.unwrap();
    let follows = crew
        .app
        .follow_check_in(&crew.people[BEN], check_in.id, true);
    follows.await.unwrap();
    until(&crew, "2026-11-24T08:00:00Z").await;
    assert_eq!((open(&crew, &cleo).await, open(&crew, &late).await), (1, 0));
    let by = &crew.people[BEN];
    crew.app
        .remove_member(by, channel, crew.id(BEN))
        .await
        .unwrap();
    assert!(turns(&crew, BEN).await.is_empty());
    assert!(told(&crew, BEN, CheckInNews::Open).await.is_empty());
    until(&crew, "2026-11-24T12:00:00Z").await;
    let made = report(&crew, &check_in, TUESDAY).await;
    assert_eq!(made.missing, in_order([crew.id(MIRA), cleo.person]));
    assert!(told(&crew, BEN, CheckInNews::Report).await.is_empty());
    let seen = crew
        .app
        .check_in(&crew.people[MIRA], check_in.id)
        .await
        .unwrap();
    assert!(seen.followers.is_empty());
    until(&crew, "2026-11-25T08:00:00Z").await;
    assert_eq!((open(&crew, &cleo).await, open(&crew, &late).await), (1, 1));
    let refused = crew
        .app
        .answer_check_in(&late, check_in.id, TUESDAY, says("I", 3))
        .await;
    assert_eq!(code(refused), ErrorCode::WrongState);
}

#[tokio::test]
async fn a_group_is_asked_as_it_is_on_the_day() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    let new = NewGroup {
        name: "Gateway".into(),
        members: Some(vec![crew.id(MIRA), crew.id(BEN)]),
        ..NewGroup::default()
    };
    let group = crew
        .app
        .create_group(&crew.people[MIRA], new, None)
        .await
        .unwrap();
    let asked = CheckInAsked::Group { group: group.id };
    let new = NewCheckIn {
        asked,
        ..stand_up(&crew)
    };
    let check_in = make(&crew, new).await;
    until(&crew, "2026-11-23T20:00:00Z").await;
    let change = GroupChange {
        members: Some(vec![crew.id(MIRA), crew.id(ANA)]),
        ..GroupChange::default()
    };
    let by = &crew.people[MIRA];
    crew.app
        .update_group(by, group.id, change, None)
        .await
        .unwrap();
    until(&crew, "2026-11-24T12:00:00Z").await;
    let made = report(&crew, &check_in, TUESDAY).await;
    assert_eq!(made.missing, in_order([crew.id(MIRA), crew.id(ANA)]));
}

#[tokio::test]
async fn a_check_in_is_changed_paused_and_ended() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let check_in = make(&crew, stand_up(&crew)).await;
    until(&crew, "2026-11-24T08:00:00Z").await;
    let wanted = CheckInChange {
        questions: Some(vec![question("Done?", QuestionKind::Text)]),
        minute: Some(MinuteOfDay(14 * 60)),
        ..CheckInChange::default()
    };
    let by = &crew.people[MIRA];
    let stale = crew
        .app
        .update_check_in(by, check_in.id, wanted.clone(), Some(7))
        .await;
    assert_eq!(code(stale), ErrorCode::Stale);
    change(&crew, &check_in, wanted).await;
    // Tuesday goes on as it was asked.
    answer(&crew, BEN, &check_in, TUESDAY, says("As before", 3)).await;
    until(&crew, "2026-11-24T10:00:00Z").await;
    let made = report(&crew, &check_in, TUESDAY).await;
    assert_eq!(made.questions.len(), 2);
    assert!(made.closed_at.is_some());
    until(&crew, "2026-11-25T11:00:00Z").await;
    let wednesday = turns(&crew, BEN).await;
    assert_eq!(wednesday[0].due_at, instant("2026-11-25T13:00:00Z"));
    assert_eq!(report(&crew, &check_in, WEDNESDAY).await.questions.len(), 1);
    // A pause asks nobody anew; what is open stays open.
    set_state(&crew, &check_in, CheckInState::Paused).await;
    assert_eq!(turns(&crew, BEN).await.len(), 1);
    until(&crew, "2026-11-26T20:00:00Z").await;
    assert!(turns(&crew, BEN).await.is_empty());
    assert!(
        report(&crew, &check_in, WEDNESDAY)
            .await
            .closed_at
            .is_some()
    );
    let none = crew
        .app
        .check_in_report(by, check_in.id, date(2026, 11, 26))
        .await;
    assert_eq!(code(none), ErrorCode::NotFound);
    set_state(&crew, &check_in, CheckInState::Running).await;
    until(&crew, "2026-11-27T11:30:00Z").await;
    assert_eq!(turns(&crew, BEN).await.len(), 1);
    let friday = date(2026, 11, 27);
    set_state(&crew, &check_in, CheckInState::Ended).await;
    assert!(turns(&crew, BEN).await.is_empty());
    assert!(told(&crew, BEN, CheckInNews::Open).await.is_empty());
    let made = report(&crew, &check_in, friday).await;
    assert_eq!(made.closed_at, Some(instant("2026-11-27T11:30:00Z")));
    let late = NewAnswer {
        said: vec![Said::Text("After the end".into())],
        blocked: false,
    };
    let late = crew
        .app
        .answer_check_in(&crew.people[BEN], check_in.id, friday, late)
        .await;
    assert_eq!(code(late), ErrorCode::WrongState);
    assert!(crew.app.snapshot(by).await.unwrap().check_ins.is_empty());
    let again = CheckInChange {
        state: Some(CheckInState::Running),
        ..CheckInChange::default()
    };
    let again = crew.app.update_check_in(by, check_in.id, again, None).await;
    assert_eq!(code(again), ErrorCode::WrongState);
    until(&crew, "2026-12-03T20:00:00Z").await;
    let days = crew
        .app
        .check_in_days(by, check_in.id, None, 10)
        .await
        .unwrap();
    assert_eq!(days.len(), 3);
}

#[tokio::test]
async fn an_answer_is_talked_about_in_a_topic_of_its_own() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let check_in = make(&crew, stand_up(&crew)).await;
    until(&crew, "2026-11-24T08:00:00Z").await;
    let (mira, ben) = (&crew.people[MIRA], &crew.people[BEN]);
    let topic = |by, of| crew.app.open_answer_topic(by, check_in.id, TUESDAY, of);
    assert_eq!(code(topic(mira, ben.person).await), ErrorCode::NotFound);
    answer(&crew, BEN, &check_in, TUESDAY, says("The pump", 3)).await;
    let opened = topic(mira, ben.person).await.unwrap();
    assert_eq!(opened.title, "Stand-up: Ben, 2026-11-24");
    assert_eq!(opened.channel, crew.channel);
    assert_eq!(topic(ben, ben.person).await.unwrap().id, opened.id);
    let places = crew.app.snapshot(ben).await.unwrap().places;
    let follows = places.iter().find(|place| place.topic == opened.id);
    assert_eq!(follows.map(|place| place.level), Some(TopicLevel::Follow));
    // Changing the answer keeps what was said about it.
    answer(&crew, BEN, &check_in, TUESDAY, says("The pump, stuck", 2)).await;
    let made = report(&crew, &check_in, TUESDAY).await;
    assert_eq!(made.answers[0].topic, Some(opened.id));
    assert!(made.answers[0].edited_at.is_some() && !made.answers[0].late);
    assert_eq!(made.blocked, [ben.person]);
}

#[tokio::test]
async fn who_may_not_see_the_channel_sees_nothing_of_its_check_ins() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    let (channel, _) = crew.room(ChannelKind::Private, [MIRA, BEN]).await;
    let new = |followers| NewCheckIn {
        channel,
        followers,
        ..stand_up(&crew)
    };
    let outside = crew
        .app
        .create_check_in(&crew.people[MIRA], new(vec![crew.id(ANA)]), None)
        .await;
    assert_eq!(code(outside), ErrorCode::Invalid);
    let check_in = make(&crew, new(Vec::new())).await;
    let ana = &crew.people[ANA];
    assert_eq!(
        code(crew.app.check_in(ana, check_in.id).await),
        ErrorCode::NotFound
    );
    let follow = crew.app.follow_check_in(ana, check_in.id, true).await;
    assert_eq!(code(follow), ErrorCode::NotFound);
    let guest = crew.join("Gil", "Europe/Berlin", Role::Guest).await;
    crew.app
        .add_members(&crew.people[MIRA], channel, vec![guest.person])
        .await
        .unwrap();
    let by_guest = crew
        .app
        .create_check_in(&guest, new(Vec::new()), None)
        .await;
    assert_eq!(code(by_guest), ErrorCode::NotAllowed);
    until(&crew, "2026-11-24T08:00:00Z").await;
    assert_eq!(crew.app.snapshot(&guest).await.unwrap().turns.len(), 1);
    assert!(turns(&crew, ANA).await.is_empty());
}

#[tokio::test]
async fn a_follower_is_told_of_the_report_and_of_nothing_else() {
    let crew = Crew::new(&["Mira", "Ben", "Ana"]).await;
    let new = NewCheckIn {
        asked: CheckInAsked::People {
            people: vec![crew.id(BEN)],
        },
        followers: vec![crew.id(ANA)],
        ..stand_up(&crew)
    };
    make(&crew, new).await;
    until(&crew, "2026-11-24T09:00:00Z").await;
    for news in [
        CheckInNews::Open,
        CheckInNews::Reminder,
        CheckInNews::Report,
    ] {
        assert!(told(&crew, ANA, news).await.is_empty());
    }
    until(&crew, "2026-11-24T10:00:00Z").await;
    assert_eq!(told(&crew, ANA, CheckInNews::Report).await.len(), 1);
    assert_eq!(told(&crew, BEN, CheckInNews::Report).await.len(), 1);
    assert!(told(&crew, MIRA, CheckInNews::Report).await.is_empty());
}

#[tokio::test]
async fn the_clock_may_stand_still_over_a_whole_turn() {
    let crew = Crew::new(&["Mira", "Ben"]).await;
    let check_in = make(&crew, stand_up(&crew)).await;
    until(&crew, "2026-11-23T20:00:00Z").await;
    // Nothing runs from the evening to the next noon.
    crew.skip_to(instant("2026-11-24T11:00:00Z")).await;
    assert!(turns(&crew, BEN).await.is_empty());
    let days = crew
        .app
        .check_in_days(&crew.people[MIRA], check_in.id, None, 10);
    assert_eq!(days.await.unwrap().len(), 1);
    until(&crew, "2026-11-25T08:00:00Z").await;
    assert_eq!(turns(&crew, BEN).await.len(), 1);
    // A month later it goes on where it would be.
    let later: Timestamp = instant("2026-12-21T12:00:00Z");
    crew.skip_to(later).await;
    until(&crew, "2026-12-22T08:00:00Z").await;
    assert_eq!(turns(&crew, BEN).await.len(), 1);
    assert_eq!(turns(&crew, BEN).await[0].date, date(2026, 12, 22));
}

#[tokio::test]
async fn many_are_asked_and_told_some_at_a_time() {
    let team = Trio::new().await;
    let others = members(&team, 130).await;
    let new = NewCheckIn {
        channel: team.channel,
        title: "Mood".into(),
        questions: vec![question("How are you?", QuestionKind::Mood)],
        asked: CheckInAsked::Channel,
        rule: "FREQ=DAILY".into(),
        first: Some(TUESDAY),
        minute: MinuteOfDay(600),
        opens_before_minutes: 60,
        closes_after_minutes: 60,
        followers: Vec::new(),
    };
    let made = team
        .app
        .create_check_in(&team.mira, new, None)
        .await
        .unwrap();
    let made_by = async || {
        let turns = team
            .app
            .store()
            .read(move |view| view.turns_on(made.id, TUESDAY));
        turns.await.unwrap().len()
    };
    team.until(instant("2026-11-23T17:59:59Z")).await;
    assert_eq!(made_by().await, 0);
    // Two hours before the first of them opens, in Auckland.
    team.until(instant("2026-11-23T18:00:00Z")).await;
    assert_eq!(made_by().await, 50);
    team.until(instant("2026-11-23T18:00:01Z")).await;
    assert_eq!(made_by().await, 133);
    team.until(instant("2026-11-24T10:00:00Z")).await;
    assert_eq!(team.snapshot(&others[129]).await.check_ins.len(), 1);
    team.wait(1).await;
    let is_report = |about: &DeliveryAbout| matches!(about, DeliveryAbout::CheckIn { news, .. } if *news == CheckInNews::Report);
    for who in others.iter().chain([&team.mira, &team.ben, &team.ana]) {
        assert_eq!(team.listed(who, is_report).await.len(), 1);
        assert!(team.snapshot(who).await.turns.is_empty());
    }
    let report = team
        .app
        .check_in_report(&others[0], made.id, TUESDAY)
        .await
        .unwrap();
    assert_eq!(report.missing.len(), 133);
}

#[tokio::test]
async fn an_answer_begins_with_what_was_done_and_reports_on_the_goal_that_asks_for_it() {
    let team = Trio::new().await;
    let app = &team.app;
    let new = NewCheckIn {
        channel: team.channel,
        title: "Weekly report".into(),
        questions: vec![question("What came of it?", QuestionKind::Text)],
        asked: CheckInAsked::Channel,
        rule: "FREQ=WEEKLY;BYDAY=FR".into(),
        first: None,
        minute: MinuteOfDay(900),
        opens_before_minutes: 24 * 60,
        closes_after_minutes: 120,
        followers: Vec::new(),
    };
    let check_in = app.create_check_in(&team.mira, new, None).await.unwrap();
    let mut tasks = Vec::new();
    for title in ["Seal", "Test", "Ship", "Somebody else's"] {
        let owner = if title == "Somebody else's" {
            &team.mira
        } else {
            &team.ben
        };
        let new = NewTask {
            title: title.into(),
            owner: Some(owner.person),
            channel: Some(team.channel),
            ..NewTask::default()
        };
        tasks.push(app.create_task(&team.mira, new, None).await.unwrap().task);
    }
    for (task, stage) in [(0, Stage::Done), (1, Stage::Doing), (3, Stage::Done)] {
        let change = TaskChange {
            stage: Some(stage),
            ..TaskChange::default()
        };
        let changed = app.change_task(&team.ben, tasks[task].id, change, None);
        changed.await.unwrap();
    }
    let record = NewRecord {
        text: Some("We seal it twice".into()),
        reason: String::new(),
        replaces: None,
    };
    app.record_decision(&team.ben, team.topic, record, None)
        .await
        .unwrap();
    let session = app.start_session(&team.mira, team.topic, NewSession::default());
    let session = session.await.unwrap();
    team.attend(&team.ben, session.id).await;
    let goal = NewGoal {
        objective: "Every pump is sealed".into(),
        purpose: String::new(),
        parent: None,
        team: None,
        owner: Some(team.ben.person),
        results: Vec::new(),
        first: date(2026, 11, 1),
        last: date(2026, 12, 31),
        check_in: Some(check_in.id),
    };
    let goal = app.create_goal(&team.ben, goal, None).await.unwrap();
    team.until(instant("2026-11-26T15:00:00Z")).await;
    let friday = date(2026, 11, 27);
    let prefill = app
        .check_in_prefill(&team.ben, check_in.id, friday)
        .await
        .unwrap();
    let titles = |tasks: &[PrefillTask]| -> Vec<String> {
        tasks.iter().map(|task| task.title.clone()).collect()
    };
    assert_eq!(titles(&prefill.finished), ["Seal"]);
    assert_eq!(titles(&prefill.moved), ["Test"]);
    assert_eq!(titles(&prefill.next), ["Test"]);
    assert_eq!(prefill.decided, ["We seal it twice"]);
    assert_eq!(prefill.sessions, ["Gateway"]);
    let new = NewAnswer {
        said: vec![Said::Text("It is tight".into())],
        blocked: false,
    };
    app.answer_check_in(&team.ben, check_in.id, friday, new)
        .await
        .unwrap();
    let updates = app.goal(&team.ben, goal.id).await.unwrap().updates;
    assert_eq!(updates.len(), 1);
    assert!(updates[0].changed.contains("It is tight"));
    // The next one begins after it.
    team.until(instant("2026-12-03T15:00:00Z")).await;
    let next = app.check_in_prefill(&team.ben, check_in.id, date(2026, 12, 4));
    let next = next.await.unwrap();
    assert!(next.finished.is_empty() && next.decided.is_empty() && next.sessions.is_empty());
    assert_eq!(titles(&next.next), ["Test"]);
}
