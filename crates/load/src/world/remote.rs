//! The same people and topics in a server that runs already, made over its own routes.

use std::net::SocketAddr;

use serde_json::{Value, json};

use super::{SMALL_PEOPLE, World};
use crate::error::BenchError;
use crate::http::{Http, request};

/// A text in an answer.
pub(crate) fn text(value: &Value, path: &str) -> Result<String, BenchError> {
    value
        .pointer(path)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or(BenchError::Protocol("an answer lacks an id or a code"))
}

/// Invites so many people, each a new account of the organisation, and puts them into channels.
pub(crate) async fn build(
    address: SocketAddr,
    token: &str,
    people: usize,
) -> Result<World, BenchError> {
    let owner = format!("Authorization: Bearer {token}");
    let mut http = Http::connect(address).await?;
    let run: u64 = rand::random();
    let mut callers = Vec::with_capacity(people);
    let mut ids = Vec::with_capacity(people);
    for number in 0..people {
        let (id, caller) = join(&mut http, &owner, &format!("{run:016x}-{number}")).await?;
        ids.push(id);
        callers.push(caller);
    }
    let small: Vec<String> = ids.iter().take(SMALL_PEOPLE).cloned().collect();
    let mut topics = Vec::new();
    for (name, members) in [("everyone", &ids), ("ten", &small)] {
        topics.push(
            channel(
                &mut http,
                &owner,
                &format!("bench {name} {run:016x}"),
                members,
            )
            .await?,
        );
    }
    let mut topics = topics.into_iter();
    Ok(World {
        callers,
        topic: topics.next().unwrap_or_default(),
        small_topic: topics.next().unwrap_or_default(),
    })
}

/// One person by an invitation: their id, and the cookie that signs them in.
async fn join(http: &mut Http, owner: &str, name: &str) -> Result<(String, String), BenchError> {
    let made = http
        .call(
            "POST",
            "/api/v1/invitations",
            owner,
            &json!({"role": "member"}).to_string(),
        )
        .await?;
    let path = format!("/api/v1/invitations/{}/accept", text(&made, "/code")?);
    let body = json!({
        "name": name,
        "email": format!("{name}@bench.example"),
        "password": format!("{:032x}", rand::random::<u128>()),
        "time_zone": "Europe/Berlin",
    });
    let answer = http
        .send(&request("POST", &path, "", &body.to_string()))
        .await?;
    let me = answer.json("accepting an invitation")?;
    let cookie = answer
        .header("set-cookie")
        .and_then(|line| line.split(';').next())
        .ok_or(BenchError::Protocol("no cookie"))?;
    // A browser's writes say where they come from.
    let caller = format!("Cookie: {cookie}\r\nOrigin: http://127.0.0.1");
    Ok((text(&me, "/person/id")?, caller))
}

/// A channel with these people and a topic in it, which is answered.
async fn channel(
    http: &mut Http,
    owner: &str,
    name: &str,
    members: &[String],
) -> Result<String, BenchError> {
    let body = json!({"kind": "public", "name": name, "members": members});
    let channel = http
        .call("POST", "/api/v1/channels", owner, &body.to_string())
        .await?;
    let path = format!("/api/v1/channels/{}/topics", text(&channel, "/id")?);
    let body = json!({"title": "What the bench says"});
    let opened = http.call("POST", &path, owner, &body.to_string()).await?;
    text(&opened, "/topic/id")
}
