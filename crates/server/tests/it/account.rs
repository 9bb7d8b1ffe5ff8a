//! Setting up, invitations, signing in and out.

use std::time::Duration;

use model::error::ErrorCode;
use model::limits::{INVITATION_VALID, SIGN_IN_IDLE_MAX, SIGN_IN_TRIES_MAX};
use model::person::{Me, Role};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, PASSWORD, done, email, good, refused, send};
use crate::server::TestServer;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn the_first_visitor_sets_up_and_no_second_one() {
    let server = TestServer::start().await;
    let mut ada = server.client();
    let before: Value = ada.read("setup").await;
    assert_eq!(before["set_up"], false);
    refused(ada.get("me").await, 401, ErrorCode::SignedOut).await;

    ada.set_up("Ada").await;
    let me: Me = ada.read("me").await;
    assert_eq!(
        (me.person.name.as_str(), me.person.role),
        ("Ada", Role::Owner)
    );
    assert_eq!(me.email, email("Ada"));
    let after: Value = server.client().read("setup").await;
    assert_eq!(after, json!({ "set_up": true, "organisation": "Example" }));

    let body = json!({
        "organisation": "Mine", "name": "Eve", "email": email("Eve"),
        "password": PASSWORD, "time_zone": "UTC",
    });
    let again = server.client().post("setup", body).await;
    refused(again, 409, ErrorCode::AlreadySetUp).await;
}

#[tokio::test]
async fn a_form_says_which_field_is_wrong() {
    let server = TestServer::start().await;
    let form = |field: &str, value: &str| {
        let mut body = json!({
            "organisation": "Example", "name": "Ada", "email": email("Ada"),
            "password": PASSWORD, "time_zone": "Europe/Berlin",
        });
        body[field] = json!(value);
        body
    };
    let wrong = [
        ("organisation", ""),
        ("name", " "),
        ("email", "nobody"),
        ("password", "short"),
        ("time_zone", "Mars/Base"),
    ];
    for (field, value) in wrong {
        let answer = server.client().post("setup", form(field, value)).await;
        let problem = refused(answer, 422, ErrorCode::Invalid).await;
        let named: Vec<&str> = problem
            .fields
            .iter()
            .map(|one| one.field.as_str())
            .collect();
        assert_eq!(named, [field]);
    }
    let state: Value = server.client().read("setup").await;
    assert_eq!(state["set_up"], false);
}

#[tokio::test]
async fn an_invitation_brings_one_person_in() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let code = ada.invite("member").await;
    let mut ben = server.client();
    let open: Value = ben.read(&format!("invitations/{code}/open")).await;
    assert_eq!(open["organisation"], "Example");
    assert_eq!(open["invited_by"], "Ada");
    assert_eq!(open["role"], "member");

    ben.accept(&code, "Ben").await;
    let me: Me = ben.read("me").await;
    assert_eq!(
        (me.person.name.as_str(), me.person.role),
        ("Ben", Role::Member)
    );

    let again = server
        .client()
        .get(&format!("invitations/{code}/open"))
        .await;
    refused(again, 410, ErrorCode::InvitationOver).await;
    let form = json!({
        "name": "Eve", "email": email("Eve"), "password": PASSWORD, "time_zone": "UTC",
    });
    let path = format!("invitations/{code}/accept");
    refused(
        server.client().post(&path, form).await,
        410,
        ErrorCode::InvitationOver,
    )
    .await;
}

#[tokio::test]
async fn an_invitation_ends_by_time_by_withdrawal_and_for_taken_addresses() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let form = |name: &str| {
        json!({
            "name": name, "email": email(name), "password": PASSWORD, "time_zone": "UTC",
        })
    };
    let code = ada.invite("member").await;
    let path = format!("invitations/{code}/accept");
    let taken = server.client().post(&path, form("Ada")).await;
    refused(taken, 409, ErrorCode::Taken).await;

    server.clock.advance(INVITATION_VALID + MINUTE);
    let late = server.client().post(&path, form("Ben")).await;
    refused(late, 410, ErrorCode::InvitationOver).await;

    let made: Value = good(ada.post("invitations", json!({ "role": "guest" })).await).await;
    let id = made["invitation"]["id"].as_str().unwrap();
    done(ada.delete(&format!("invitations/{id}")).await).await;
    let path = format!("invitations/{}/accept", made["code"].as_str().unwrap());
    let withdrawn = server.client().post(&path, form("Ben")).await;
    refused(withdrawn, 410, ErrorCode::InvitationOver).await;

    let unknown = server.client().get("invitations/nonsense/open").await;
    assert!(unknown.status().is_client_error());
}

#[tokio::test]
async fn members_do_not_invite() {
    let (_server, [_ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let answer = ben.post("invitations", json!({ "role": "member" })).await;
    refused(answer, 403, ErrorCode::NotAllowed).await;
}

async fn try_password(client: &Client, name: &str, password: &str) -> reqwest::Response {
    let body = json!({ "email": email(name), "password": password });
    client.post("sign-in", body).await
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_answer_the_same() {
    let (server, [_ada]) = TestServer::with_people(["Ada"]).await;
    let client = server.client();
    let wrong = try_password(&client, "Ada", "not her password").await;
    let wrong = refused(wrong, 401, ErrorCode::WrongPassword).await;
    let nobody = try_password(&client, "Nobody", "not her password").await;
    assert_eq!(wrong, refused(nobody, 401, ErrorCode::WrongPassword).await);
    assert!(client.cookies().is_none());
}

#[tokio::test]
async fn many_wrong_passwords_shut_the_door_for_a_while() {
    let (server, [_ada]) = TestServer::with_people(["Ada"]).await;
    let mut client = server.client();
    for _ in 0..SIGN_IN_TRIES_MAX {
        let answer = try_password(&client, "Ada", "not her password").await;
        refused(answer, 401, ErrorCode::WrongPassword).await;
    }
    let shut = try_password(&client, "Ada", PASSWORD).await;
    let wait = shut.headers().get("retry-after").cloned();
    refused(shut, 429, ErrorCode::TooMany).await;
    let wait: u64 = wait
        .expect("it says when")
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=900).contains(&wait), "{wait}");

    server.clock.advance(Duration::from_secs(wait) + MINUTE);
    client.sign_in("Ada").await;
}

#[tokio::test]
async fn signing_out_ends_this_browser_or_all() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let (mut second, mut third) = (server.client(), server.client());
    second.sign_in("Ada").await;
    third.sign_in("Ada").await;
    let socket = third.socket(None).await;

    done(second.post("sign-out", json!({})).await).await;
    refused(second.get("me").await, 401, ErrorCode::SignedOut).await;
    let _: Me = ada.read("me").await;

    done(ada.post("sign-out", json!({ "everywhere": true })).await).await;
    refused(third.get("me").await, 401, ErrorCode::SignedOut).await;
    socket.until_closed().await;
}

#[tokio::test]
async fn a_sign_in_that_nobody_uses_ends() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    server.clock.advance(SIGN_IN_IDLE_MAX - MINUTE);
    let _: Me = ada.read("me").await;
    server.clock.advance(SIGN_IN_IDLE_MAX - MINUTE);
    let _: Me = ada.read("me").await;
    server.clock.advance(SIGN_IN_IDLE_MAX + MINUTE);
    refused(ada.get("me").await, 401, ErrorCode::SignedOut).await;
}

#[tokio::test]
async fn a_token_does_what_its_scopes_say_until_it_is_deleted() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let body = json!({ "name": "reader", "scopes": ["read"] });
    let made: Value = good(ada.post("tokens", body).await).await;
    let secret = made["secret"].as_str().unwrap();
    let program = server.client();
    let ask = |method, path| program.plain(method, path).bearer_auth(secret);
    let me: Me = good(send(ask(Method::GET, "me")).await).await;
    assert_eq!(me.person.id, ada.id());
    let write = ask(Method::POST, "channels").json(&json!({ "kind": "public", "name": "x" }));
    refused(send(write).await, 403, ErrorCode::NotAllowed).await;

    let id = made["token"]["id"].as_str().unwrap();
    done(ada.delete(&format!("tokens/{id}")).await).await;
    refused(
        send(ask(Method::GET, "me")).await,
        401,
        ErrorCode::SignedOut,
    )
    .await;
}
