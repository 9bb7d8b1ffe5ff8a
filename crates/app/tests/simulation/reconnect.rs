//! Connections that break and come back: the place in the room stays, and a late word of an earlier
//! connection ends nothing.

use app::actor::Actor;
use app::hub::{Frame, Subscription};
use app::live::{LiveEvent, Whose};
use app::participant::{Offer, Resume};
use app::session::NewSession;
use model::error::ErrorCode;
use model::id::{ConnectionId, SessionId};
use model::session::{IceCredentials, MediaStanding, Participant, ParticipantState};

use crate::trio::{Trio, code};

const SPEAKS: ParticipantState = ParticipantState {
    microphone: true,
    camera: false,
    screen: false,
};

/// A call of Mira and Ben, each with a page.
struct Call {
    team: Trio,
    session: SessionId,
    mira: Subscription,
    mira_by: ConnectionId,
    ben: Subscription,
}

impl Call {
    async fn new() -> Self {
        let team = Trio::new().await;
        let started = team
            .app
            .start_session(&team.mira, team.topic, NewSession::default());
        let session = started.await.unwrap().id;
        let mira = team.app.hub().subscribe(team.mira.person);
        let ben = team.app.hub().subscribe(team.ben.person);
        let mira_by = offer(&team, &team.mira, &mira, session).await;
        offer(&team, &team.ben, &ben, session).await;
        Self {
            team,
            session,
            mira,
            mira_by,
            ben,
        }
    }

    fn of_mira(&self, connection: ConnectionId) -> Whose {
        Whose {
            session: self.session,
            person: self.team.mira.person,
            connection,
        }
    }

    async fn tell(&self, event: LiveEvent) {
        self.team.app.take_live_event(event).await;
    }

    /// Mira's line in the roster.
    async fn line(&self) -> Option<Participant> {
        let roster = self
            .team
            .app
            .roster(&self.team.ben, self.session, None, None);
        let mut lines = roster.await.unwrap().participants.into_iter();
        lines.find(|line| line.person == self.team.mira.person)
    }

    async fn resume(&self, connection: ConnectionId) -> MediaStanding {
        let resume = Resume {
            session: self.session,
            connection,
            state: SPEAKS,
            ice: None,
        };
        let app = &self.team.app;
        let resumed = app.resume_connection(&self.team.mira, self.mira.socket, resume);
        resumed.await.unwrap().standing
    }
}

async fn offer(team: &Trio, who: &Actor, page: &Subscription, session: SessionId) -> ConnectionId {
    let offer = Offer {
        session,
        sdp: String::new(),
        tracks: Vec::new(),
        state: SPEAKS,
    };
    team.app.offer(who, page.socket, offer).await.unwrap().1
}

/// What was told on a socket since the last look, of one type.
fn told(page: &mut Subscription, kind: &str) -> Vec<serde_json::Value> {
    let mut found = Vec::new();
    while let Ok(frame) = page.frames.try_recv() {
        if let Frame::Text(text) = frame {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            if value["type"] == kind {
                found.push(value["data"].clone());
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_word_of_the_connection_before_does_not_end_the_one_that_stands() {
    let mut call = Call::new().await;
    let first = call.mira_by;
    let second = offer(&call.team, &call.team.mira, &call.mira, call.session).await;
    told(&mut call.mira, "");
    told(&mut call.ben, "");
    call.tell(LiveEvent::Silent(call.of_mira(first))).await;
    call.tell(LiveEvent::Lost(call.of_mira(first))).await;
    assert!(call.line().await.is_some_and(|line| !line.reconnecting));
    assert_eq!(
        told(&mut call.mira, "session.lost"),
        [] as [serde_json::Value; 0]
    );
    assert_eq!(
        told(&mut call.ben, "session.roster"),
        [] as [serde_json::Value; 0]
    );
    call.team.wait(5).await;
    assert!(call.line().await.is_some(), "she was not away");
    assert_eq!(call.resume(second).await, MediaStanding::Here);
    // The word of the one that stands counts.
    call.tell(LiveEvent::Lost(call.of_mira(second))).await;
    assert_eq!(told(&mut call.mira, "session.lost").len(), 1);
    call.team.wait(5).await;
    assert_eq!(call.line().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_cut_off_keeps_their_place_and_others_see_that_it_waits() {
    let mut call = Call::new().await;
    let by = call.mira_by;
    told(&mut call.ben, "");
    for (event, reconnecting) in [
        (LiveEvent::Silent(call.of_mira(by)), true),
        (LiveEvent::Heard(call.of_mira(by)), false),
        (LiveEvent::Silent(call.of_mira(by)), true),
        (LiveEvent::Heard(call.of_mira(by)), false),
        (LiveEvent::Lost(call.of_mira(by)), true),
    ] {
        call.tell(event).await;
        let line = call.line().await.unwrap();
        assert_eq!((line.reconnecting, line.state), (reconnecting, SPEAKS));
        let rosters = told(&mut call.ben, "session.roster");
        assert_eq!(rosters.len(), 1, "{rosters:?}");
        assert_eq!(rosters[0]["left"].as_array().unwrap().len(), 0);
    }
    // A connection that is gone cannot be gone on with; a new one takes the same place.
    assert_eq!(call.resume(by).await, MediaStanding::Gone);
    let again = offer(&call.team, &call.team.mira, &call.mira, call.session).await;
    assert!(call.line().await.is_some_and(|line| !line.reconnecting));
    for roster in told(&mut call.ben, "session.roster") {
        assert_eq!(roster["left"].as_array().unwrap().len(), 0);
    }
    assert_eq!(call.resume(by).await, MediaStanding::Moved);
    assert_eq!(call.resume(again).await, MediaStanding::Here);
    call.team.wait(5).await;
    let session = call
        .team
        .app
        .session(&call.team.ben, call.session)
        .await
        .unwrap();
    assert_eq!(session.attendance.len(), 2, "one stay each: {session:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_socket_was_away_is_told_who_is_there() {
    let mut call = Call::new().await;
    told(&mut call.mira, "");
    assert_eq!(call.resume(call.mira_by).await, MediaStanding::Here);
    let rosters = told(&mut call.mira, "session.roster");
    let full = rosters
        .iter()
        .find(|roster| roster["full"] == true)
        .unwrap();
    assert_eq!(full["updated"].as_array().unwrap().len(), 2);
    let resume = Resume {
        session: call.session,
        connection: call.mira_by,
        state: SPEAKS,
        ice: Some(IceCredentials {
            ufrag: "ab c".to_owned(),
            password: "short".to_owned(),
        }),
    };
    let app = &call.team.app;
    let refused = app.resume_connection(&call.team.mira, call.mira.socket, resume);
    assert_eq!(code(refused.await), ErrorCode::Invalid);
}
