//! Imports over HTTP and from the command line: a Trello export comes in twice and is there once.

use model::board::{Board, BoardContent};
use model::channel::Channel;
use model::error::ErrorCode;
use model::id::PersonId;
use model::import::{ImportFault, ImportKind, ImportMatch, ImportPerson, ImportReport};
use model::task::{Stage, Task, TaskDetail, TaskOrigin};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Client, good, refused, send};
use crate::process::run;
use crate::scratch::Scratch;
use crate::server::TestServer;

/// A channel of the sample.
const CHANNEL: &str = "Firmware";

fn export() -> Value {
    json!({
        "id": "5f1c0a", "name": "Gateway", "desc": "", "closed": false,
        "lists": [
            { "id": "l1", "name": "To do", "closed": false, "pos": 1 },
            { "id": "l2", "name": "Doing", "closed": false, "pos": 2 },
            { "id": "l3", "name": "Done", "closed": false, "pos": 3 }
        ],
        "members": [
            { "id": "m1", "fullName": "Ben", "username": "ben7" },
            { "id": "m2", "fullName": "Somebody Else", "username": "else" }
        ],
        "cards": [
            {
                "id": "c1", "name": "Fit the seal", "desc": "With *care*", "idList": "l2", "pos": 1,
                "idMembers": ["m1", "m2"], "labels": [{ "name": "Pumps", "color": "red" }],
                "due": "2020-01-01T11:00:00.000Z", "dueComplete": false
            },
            { "id": "c2", "name": "=HYPERLINK(\"http://x\")", "idList": "l1", "pos": 2 },
            { "id": "c3", "name": "Order", "idList": "l1", "pos": 3, "dueComplete": true },
            { "id": "c4", "name": "Old", "idList": "l3", "pos": 4, "closed": true }
        ],
        "checklists": [{
            "id": "k1", "idCard": "c1", "name": "Steps",
            "checkItems": [{ "name": "Measure", "state": "complete", "pos": 1 }, { "name": "Cut", "pos": 2 }]
        }],
        "actions": [{
            "id": "a1", "type": "commentCard", "date": "2026-11-20T08:00:00.000Z",
            "data": { "text": "Which size?\nAnd colour?", "card": { "id": "c1" } },
            "memberCreator": { "id": "m2", "fullName": "Somebody Else" }
        }]
    })
}

async fn import(client: &Client, path: &str, body: impl Into<reqwest::Body>) -> ImportReport {
    good(send(client.request(Method::POST, path).body(body)).await).await
}

async fn content(client: &Client, board: &Board) -> BoardContent {
    client.read(&format!("boards/{}/content", board.id)).await
}

async fn rename(client: &Client, task: &Task, title: &str) {
    let path = format!("tasks/{}", task.id);
    let request = client.request(Method::PATCH, &path);
    let _: TaskDetail = good(send(request.json(&json!({ "title": title }))).await).await;
}

fn counts(report: &ImportReport) -> [u32; 4] {
    let ImportReport {
        created,
        updated,
        unchanged,
        skipped,
        ..
    } = report;
    [*created, *updated, *unchanged, *skipped]
}

#[tokio::test]
async fn a_trello_export_comes_in_twice_and_is_there_once() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let path = format!("imports/trello?channel={}", channel.id);
    let tried = import(&ada, &format!("{path}&dry_run=true"), export().to_string()).await;
    assert_eq!((counts(&tried), tried.board), ([4, 0, 0, 0], None));
    assert!(ada.snapshot().await.boards.is_empty());
    let report = import(&ada, &path, export().to_string()).await;
    assert_eq!((counts(&report), report.comments), ([4, 0, 0, 0], 1));
    assert_eq!(report.columns, ["To do", "Doing", "Done"]);
    let named = [
        named("Ben", Some(ben.id()), ImportMatch::Name),
        named("Somebody Else", None, ImportMatch::Nobody),
    ];
    assert_eq!(
        (&report.people[..], &tried.people[..]),
        (&named[..], &named[..])
    );
    assert_eq!(report.problems, tried.problems);
    assert_eq!(report.problems[0].fault, ImportFault::UnknownPerson);
    let board = ben.snapshot().await.boards.remove(0);
    assert_eq!(
        (Some(board.id), board.name.as_str()),
        (report.board, "Gateway")
    );
    let shown = content(&ben, &board).await;
    assert_eq!(shown.tasks.len(), 3, "what was put away is not shown");
    let first = find(&ben, &board, "c1").await;
    assert_eq!((first.owner, first.stage), (Some(ben.id()), Stage::Doing));
    assert_eq!((first.checked, first.checklist), (1, 2));
    assert_eq!(first.labels, ["Pumps"]);
    let second = find(&ben, &board, "c2").await;
    assert_eq!(second.title, "=HYPERLINK(\"http://x\")");
    let third = find(&ben, &board, "c3").await;
    assert_eq!(third.stage, Stage::Done);
    let messages = ben.messages(first.topic.expect("its topic")).await;
    assert_eq!(messages.len(), 1);
    assert!(
        messages[0]
            .text
            .contains("**Somebody Else** 2026-11-20T08:00:00Z"),
        "{}",
        messages[0].text
    );
    assert!(messages[0].text.contains("> Which size?\n> And colour?"));
    // An import is no news.
    assert!(ben.snapshot().await.deliveries.is_empty());
    assert!(ben.snapshot().await.requests.is_empty());

    let again = import(&ben, &path, export().to_string()).await;
    assert_eq!((counts(&again), again.board), ([0, 0, 4, 0], report.board));
    // What people changed here stays, what only changed there follows.
    rename(&ada, &first, "Fit both seals").await;
    let mut newer = export();
    newer["cards"][0]["name"] = json!("Fit three seals");
    newer["cards"][1]["idList"] = json!("l2");
    let third = import(&ada, &path, newer.to_string()).await;
    assert_eq!(counts(&third), [0, 1, 2, 1]);
    let changed = third.problems.iter().map(|problem| problem.fault);
    assert!(
        changed
            .into_iter()
            .any(|fault| fault == ImportFault::ChangedHere)
    );
    let shown = content(&ada, &board).await;
    assert_eq!(shown.tasks.len(), 3);
    assert_eq!(find(&ada, &board, "c1").await.title, "Fit both seals");
    assert_eq!(find(&ada, &board, "c2").await.stage, Stage::Doing);
}

/// What a report says of somebody.
fn named(name: &str, person: Option<PersonId>, by: ImportMatch) -> ImportPerson {
    ImportPerson {
        name: name.to_owned(),
        person,
        by,
    }
}

/// The parameter that says who is meant by names.
fn meaning(people: &Value) -> String {
    let text = people.to_string();
    let escaped = text.replace('{', "%7B").replace('}', "%7D");
    format!("&people={}", escaped.replace(' ', "%20"))
}

async fn find(client: &Client, board: &Board, key: &str) -> Task {
    let shown = content(client, board).await;
    let is =
        |task: &Task| matches!(&task.origin, Some(TaskOrigin::Import { key: of, .. }) if of == key);
    shown.tasks.into_iter().find(is).expect("the task")
}

#[tokio::test]
async fn who_was_meant_is_meant_again_until_it_is_said_otherwise() {
    let (_server, [ada, ben, zoe]) = TestServer::with_people(["Ada", "Ben", "Zoe"]).await;
    let channel = ada.channel("general", &[ben.id(), zoe.id()]).await;
    let path = format!("imports/trello?channel={}", channel.id);
    let chosen = meaning(&json!({ "Somebody Else": zoe.id(), "Ben": null }));
    let first = import(&ada, &format!("{path}{chosen}"), export().to_string()).await;
    let wanted = [
        named("Ben", None, ImportMatch::Chosen),
        named("Somebody Else", Some(zoe.id()), ImportMatch::Chosen),
    ];
    assert_eq!(first.people, wanted);
    let faults: Vec<_> = first.problems.iter().map(|one| one.fault).collect();
    assert!(!faults.contains(&ImportFault::UnknownPerson), "{faults:?}");
    let board = ada.snapshot().await.boards.remove(0);
    assert_eq!(find(&ada, &board, "c1").await.owner, Some(zoe.id()));

    // Another person, without a word about people: nobody loses their task.
    let tried = import(&ben, &format!("{path}&dry_run=true"), export().to_string()).await;
    let remembered = [
        named("Ben", None, ImportMatch::Before),
        named("Somebody Else", Some(zoe.id()), ImportMatch::Before),
    ];
    assert_eq!(
        (&tried.people[..], counts(&tried)),
        (&remembered[..], [0, 0, 4, 0])
    );
    let mut newer = export();
    newer["cards"][0]["name"] = json!("Fit two seals");
    let again = import(&ben, &path, newer.to_string()).await;
    assert_eq!(counts(&again), [0, 1, 3, 0]);
    let task = find(&ada, &board, "c1").await;
    assert_eq!(
        (task.title.as_str(), task.owner),
        ("Fit two seals", Some(zoe.id()))
    );

    // Trying another choice remembers nothing; taking it does.
    let other = format!("{path}{}", meaning(&json!({ "Somebody Else": ada.id() })));
    import(&ada, &format!("{other}&dry_run=true"), newer.to_string()).await;
    let unchanged = import(&ben, &path, newer.to_string()).await;
    assert_eq!(counts(&unchanged), [0, 0, 4, 0]);
    import(&ada, &other, newer.to_string()).await;
    let after = import(&ben, &path, newer.to_string()).await;
    assert_eq!(counts(&after), [0, 0, 4, 0]);
    assert_eq!(find(&ben, &board, "c1").await.owner, Some(ada.id()));
}

#[tokio::test]
async fn comments_that_came_later_come_in_once_whatever_was_changed_here() {
    let (_server, [ada, ben]) = TestServer::with_people(["Ada", "Ben"]).await;
    let channel = ada.channel("general", &[ben.id()]).await;
    let path = format!("imports/trello?channel={}", channel.id);
    let mut file = export();
    import(&ada, &path, file.to_string()).await;
    let board = ada.snapshot().await.boards.remove(0);
    let comment = |id: &str, card: &str, text: &str| {
        json!({
            "id": id, "type": "commentCard", "date": "2020-11-21T08:00:00.000Z",
            "data": { "text": text, "card": { "id": card } },
            "memberCreator": { "id": "m1", "fullName": "Ben", "username": "ben7" }
        })
    };
    // One on a task whose topic is open, one on a task that has none yet and that was changed here since.
    let second = find(&ada, &board, "c2").await;
    rename(&ada, &second, "Changed here").await;
    let actions = file["actions"].as_array_mut().expect("actions");
    actions.push(comment("a2", "c1", "The large one"));
    actions.push(comment("a3", "c2", "See below"));
    file["cards"][0]["dateLastActivity"] = json!("2026-11-21T08:00:00.000Z");
    let tried = import(&ben, &format!("{path}&dry_run=true"), file.to_string()).await;
    let report = import(&ben, &path, file.to_string()).await;
    assert_eq!((tried.comments, report.comments), (2, 2));
    assert_eq!(counts(&report), [0, 0, 4, 0]);
    let again = import(&ada, &path, file.to_string()).await;
    assert_eq!((again.comments, counts(&again)), (0, [0, 0, 4, 0]));

    let said = async |key: &str| -> Vec<String> {
        let topic = find(&ada, &board, key).await.topic.expect("its topic");
        let messages = ada.messages(topic).await;
        messages.into_iter().map(|message| message.text).collect()
    };
    let first = said("c1").await;
    assert_eq!(first.len(), 2);
    assert!(first[1].contains("> The large one") && !first[1].contains("Which size"));
    assert_eq!(said("c2").await.len(), 1);
    assert!(ada.snapshot().await.deliveries.is_empty());

    // A comment is no change by people: the task still follows the file, the changed one does not.
    file["cards"][0]["name"] = json!("Fit two seals");
    file["cards"][1]["name"] = json!("Changed there");
    let last = import(&ada, &path, file.to_string()).await;
    assert_eq!(counts(&last), [0, 1, 2, 1]);
    // Of what was let go here nothing comes in.
    let path_of = format!("tasks/{}", find(&ada, &board, "c1").await.id);
    let request = ada.request(Method::PATCH, &path_of);
    let _: TaskDetail = good(send(request.json(&json!({ "dropped": true }))).await).await;
    let actions = file["actions"].as_array_mut().expect("actions");
    actions.push(comment("a4", "c1", "Too late"));
    let gone = import(&ada, &path, file.to_string()).await;
    assert_eq!(gone.comments, 0);
}

#[tokio::test]
async fn comments_that_an_older_program_took_over_do_not_come_again() {
    let (server, [ada]) = TestServer::with_people(["Ada"]).await;
    let channel = ada.channel("general", &[]).await;
    let path = format!("imports/trello?channel={}", channel.id);
    let mut file = export();
    file["actions"] = json!([]);
    import(&ada, &path, file.to_string()).await;
    let board = ada.snapshot().await.boards.remove(0);
    let id = board.id;
    let app = server.app();
    let marked = app.store().write(move |tx| {
        let known = tx.imported_on(id, ImportKind::Trello, "c1")?;
        let known = known.expect("it was imported");
        let older = store::ImportedTask {
            comments_known: false,
            ..known
        };
        tx.put_imported_task(id, ImportKind::Trello, "c1", &older)
    });
    marked.await.expect("writes");
    let comment = |id: &str, date: &str| {
        json!({
            "id": id, "type": "commentCard", "date": date,
            "data": { "text": date, "card": { "id": "c1" } },
            "memberCreator": { "id": "m1", "fullName": "Ben" }
        })
    };
    file["actions"] = json!([
        comment("a1", "2020-11-20T08:00:00.000Z"),
        comment("a2", "2999-11-20T08:00:00.000Z")
    ]);
    let counted = async || import(&ada, &path, file.to_string()).await.comments;
    assert_eq!((counted().await, counted().await), (1, 0));
    let topic = find(&ada, &board, "c1").await.topic.expect("its topic");
    let messages = ada.messages(topic).await;
    assert_eq!(messages.len(), 1);
    assert!(messages[0].text.contains("> 2999"), "{}", messages[0].text);
}

#[tokio::test]
async fn a_table_comes_onto_a_board_with_its_mapping() {
    let (_server, [ada]) = TestServer::with_people(["Ada"]).await;
    let channel = ada.channel("general", &[]).await;
    let body = json!({ "channel": channel.id, "name": "Seals", "columns": [{ "name": "Open", "stage": "not_started" }] });
    let board: Board = good(ada.post("boards", body).await).await;
    let path = format!("imports/csv?board={}", board.id);
    let text = "What,Who,State,When\n=1+1,Ada,Open,2026-12-01\n-2,Zoe,Waiting,soon\n";
    let without = ada.request(Method::POST, &path).body(text);
    let problem = refused(send(without).await, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "mapping");
    let path = format!(
        "{path}&mapping=%7B%22title%22:%22What%22,%22owner%22:%22Who%22,%22column%22:%22State%22,%22due%22:%22When%22%7D"
    );
    let report = import(&ada, &path, text).await;
    assert_eq!(counts(&report), [2, 0, 0, 0]);
    assert_eq!(report.columns, ["Waiting"]);
    assert_eq!(report.headers, ["What", "Who", "State", "When"]);
    let zoe = named("Zoe", None, ImportMatch::Nobody);
    assert_eq!(report.people.last(), Some(&zoe));
    let shown = content(&ada, &board).await;
    let mut titles: Vec<_> = shown.tasks.iter().map(|task| task.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["-2", "=1+1"]);
    assert_eq!(shown.board.columns.len(), 2);
    let again = import(&ada, &path, text).await;
    assert_eq!(counts(&again), [0, 0, 2, 0]);
}

#[tokio::test]
async fn what_cannot_be_imported_says_what_to_do() {
    let (server, [ada, eve]) = TestServer::with_people(["Ada", "Eve"]).await;
    let mut guest = server.client();
    guest.accept(&ada.invite("guest").await, "Guest").await;
    let body = json!({ "kind": "private", "name": "secret" });
    let secret: Channel = good(ada.post("channels", body).await).await;
    let path = format!("imports/trello?channel={}", secret.id);
    let ask = |client: &Client, path: &str, body: String| {
        send(client.request(Method::POST, path).body(body))
    };
    let hidden = ask(&eve, &path, export().to_string()).await;
    refused(hidden, 404, ErrorCode::NotFound).await;
    let by_guest = ask(&guest, &path, export().to_string()).await;
    refused(by_guest, 403, ErrorCode::NotAllowed).await;
    let nowhere = ask(&ada, "imports/trello", export().to_string()).await;
    let problem = refused(nowhere, 422, ErrorCode::Invalid).await;
    assert_eq!(problem.fields[0].field, "board");
    let no_board = ask(&ada, &path, "{\"cards\": 1}".to_owned()).await;
    let problem = refused(no_board, 422, ErrorCode::Invalid).await;
    assert!(
        problem.detail.contains("Export as JSON"),
        "{}",
        problem.detail
    );
    // One byte too many, of a length that nobody said before.
    let pieces = (0..=64).map(|piece| {
        let bytes = if piece == 64 { 1 } else { 1024 * 1024 };
        Ok::<_, std::io::Error>(vec![b' '; bytes])
    });
    let pieces = futures::stream::iter(pieces);
    let huge = ada
        .request(Method::POST, &path)
        .body(reqwest::Body::wrap_stream(pieces));
    let problem = refused(send(huge).await, 413, ErrorCode::TooLarge).await;
    assert!(
        problem.detail.contains("one board at a time"),
        "{}",
        problem.detail
    );
    // 200 MB that were only announced: refused before any of it is sent.
    let never = futures::stream::pending::<std::io::Result<Vec<u8>>>();
    let announced = ada
        .request(Method::POST, &path)
        .header(reqwest::header::CONTENT_LENGTH, 200 * 1024 * 1024)
        .body(reqwest::Body::wrap_stream(never));
    let problem = refused(send(announced).await, 413, ErrorCode::TooLarge).await;
    assert!(problem.detail.contains("200 MB"), "{}", problem.detail);
    assert!(ada.snapshot().await.boards.is_empty());
}

#[tokio::test]
async fn the_command_line_imports_and_reports() {
    let scratch = Scratch::made();
    let data = scratch.path().join("data");
    let data = data.to_str().expect("a path");
    let filled = run(&["demo", "--data", data]).await;
    assert_eq!(filled.code, Some(0), "{}", filled.stderr);
    let file = scratch.path().join("Seals.csv");
    std::fs::write(&file, "title,list\nOrder,Open\nCut,Done\n").expect("writes");
    let file = file.to_str().expect("a path");
    let import = ["import", "csv", file, "--channel", CHANNEL, "--data", data];
    let mut tried = import.to_vec();
    tried.push("--dry-run");
    let ended = run(&tried).await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert!(
        ended.stdout.starts_with("would import into Seals: 2 made"),
        "{}",
        ended.stdout
    );
    for wanted in [
        "imported into Seals: 2 made, 0",
        "imported into Seals: 0 made, 0 brought up to date, 2 the same",
    ] {
        let ended = run(&import).await;
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        assert!(ended.stdout.starts_with(wanted), "{}", ended.stdout);
    }
    let ended = run(&[
        "import",
        "csv",
        "/nonexistent",
        "--channel",
        CHANNEL,
        "--data",
        data,
    ])
    .await;
    assert_eq!(ended.code, Some(1), "{}", ended.stdout);
    assert!(
        ended.complaint().contains("/nonexistent cannot be read"),
        "{}",
        ended.stderr
    );
    let ended = run(&[
        "import",
        "csv",
        file,
        "--channel",
        "nowhere",
        "--data",
        data,
    ])
    .await;
    assert!(
        ended.complaint().contains("no channel called nowhere"),
        "{}",
        ended.stderr
    );
}
