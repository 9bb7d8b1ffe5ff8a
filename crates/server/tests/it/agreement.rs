//! Agreements over real HTTP and sockets.

use model::agreement::{Agreement, GroupAgreement, Proposal, ProposalState};
use model::delivery::{Delivery, DeliveryAbout};
use model::error::ErrorCode;
use model::event::Event;
use model::group::Group;
use serde_json::json;

use crate::client::{done, good, refused};
use crate::server::TestServer;

fn agreed(event: &Event) -> Option<Agreement> {
    match event {
        Event::AgreementUpdated(agreement) => Some(Agreement::clone(agreement)),
        _ => None,
    }
}

fn told(event: &Event) -> Option<Delivery> {
    match event {
        Event::DeliveryUpdated(delivery) => Some(delivery.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn a_team_is_told_of_a_proposal_and_one_of_it_adopts_it() {
    let server = TestServer::start().await;
    // A Monday in winter, at 10:00 in Berlin.
    let now = "2027-01-11T09:00:00Z".parse().expect("an instant");
    server.set_time(now).await;
    let [ada, ben] = server.people(["Ada", "Ben"]).await;
    let body = json!({ "name": "Pumps", "members": [ada.id(), ben.id()] });
    let group: Group = good(ada.post("groups", body).await).await;
    let mut socket = ben.socket(None).await;
    let path = format!("groups/{}/proposals", group.id);
    let terms = json!({ "settings": { "now_minutes": 1 } });
    let wrong = ada.post(&path, json!({ "terms": terms })).await;
    let problem = refused(wrong, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "settings.now_minutes");
    let terms = json!({ "settings": { "now_minutes": 20 }, "text": "We write first." });
    let body = json!({ "terms": terms, "note": "Calmer" });
    let proposal: Proposal = good(ada.post(&path, body).await).await;
    let notice = socket.until(told).await;
    assert_eq!(notice.about, DeliveryAbout::Proposal { group: group.id });
    assert_eq!((notice.from, notice.told_at), (Some(ada.id()), Some(now)));
    let step = |name: &str| format!("proposals/{}/{name}", proposal.id);
    let own = ada.post(&step("adopt"), json!({})).await;
    refused(own, 403, ErrorCode::NotAllowed).await;
    let seen: Proposal = good(ben.post(&step("seen"), json!({})).await).await;
    assert_eq!(seen.seen_by, [ada.id(), ben.id()]);
    let agreement: Agreement = good(ben.post(&step("adopt"), json!({})).await).await;
    assert_eq!(socket.until(agreed).await, agreement);
    let page: GroupAgreement = ada.read(&format!("groups/{}/agreement", group.id)).await;
    assert_eq!(page.agreement, Some(agreement));
    let adopted = ProposalState::Adopted {
        by: ben.id(),
        at: now,
    };
    assert_eq!(page.proposals[0].state, adopted);
    let late = ada.post(&step("drop"), json!({})).await;
    refused(late, 409, ErrorCode::WrongState).await;
    let path = format!("groups/{}/agreement/reviewed", group.id);
    done(ada.post(&path, json!({})).await).await;
    assert_eq!(socket.until(agreed).await.version, 2);
}
