//! The command line: help, wrong use, settings, and what refuses to start, each in one line.

use crate::process::{Process, run, run_with};
use crate::scratch::Scratch;

#[tokio::test]
async fn help_is_everywhere() {
    let commands = [
        &["--help"][..],
        &["serve", "--help"],
        &["demo", "--help"],
        &["check", "--help"],
        &["import", "--help"],
        &["bench", "--help"],
        &["config", "--help"],
        &["config", "print", "--help"],
    ];
    for arguments in commands {
        let ended = run(arguments).await;
        assert_eq!(ended.code, Some(0), "{arguments:?}");
        assert!(
            ended.stdout.contains("Usage: meanwhile"),
            "{arguments:?}: {}",
            ended.stdout
        );
    }
}

#[tokio::test]
async fn wrong_use_is_said_in_one_line_with_exit_2() {
    let cases = [
        (&[][..], "say what to do"),
        (&["sing"], "unrecognized subcommand 'sing'"),
        (&["serve", "--lsten", "x"], "unexpected argument '--lsten'"),
        (
            &["serve", "--listen", "x"],
            "invalid value 'x' for '--listen",
        ),
        (&["serve", "--tls", "x"], "--tls takes `self`"),
        (&["serve", "--listen", "0.0.0.0:0"], "add `--tls self`"),
        (
            &["serve", "--config", "/nonexistent"],
            "/nonexistent cannot be read",
        ),
        (&["bench", "nothing"], "invalid value 'nothing'"),
    ];
    for (arguments, expected) in cases {
        let ended = run(arguments).await;
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.stderr);
        let line = ended.complaint();
        assert!(
            line.starts_with("meanwhile: ") && line.contains(expected),
            "{line}"
        );
    }
}

#[tokio::test]
async fn a_flag_goes_before_a_variable_and_a_variable_before_the_file() {
    let scratch = Scratch::made();
    let path = scratch.path().join("meanwhile.toml");
    let text = "data = \"from-file\"\nmedia_port = 1\nlog_level = \"error\"\n";
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let arguments = ["config", "print", "--data", "from-flag", "--config", path];
    let variables = [
        ("MEANWHILE_DATA", "from-variable"),
        ("MEANWHILE_MEDIA_PORT", "2"),
    ];
    let printed = run_with(&arguments, &variables).await.stdout;
    for line in [
        "data = \"from-flag\"",
        "media_port = 2",
        "log_level = \"error\"",
    ] {
        assert!(
            printed.lines().any(|one| one == line),
            "{line} is not in {printed}"
        );
    }
}

#[tokio::test]
async fn what_config_prints_is_a_configuration() {
    let scratch = Scratch::made();
    let path = scratch.path().join("meanwhile.toml");
    let first = run(&["config", "print", "--tls", "self"]).await;
    std::fs::write(&path, &first.stdout).unwrap();
    let second = run(&["config", "print", "--config", path.to_str().unwrap()]).await;
    assert_eq!(first.stdout, second.stdout);

    std::fs::write(&path, "listen = 3\n").unwrap();
    let wrong = run(&["serve", "--config", path.to_str().unwrap()]).await;
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.complaint().contains("line 1: "), "{}", wrong.stderr);
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let (data, other) = (Scratch::new(), Scratch::new());
    let server = Process::serve(data.text(), &[]).await;
    let address = server.url.strip_prefix("http://").unwrap();
    let ended = run(&["serve", "--data", other.text(), "--listen", address]).await;
    assert_eq!(ended.code, Some(1));
    let line = ended.complaint();
    assert!(
        line.contains(&format!("cannot listen on {address}")),
        "{line}"
    );
    assert!(line.contains("--listen"), "{line}");
    assert!(
        !other.path().exists(),
        "the data directory was made for nothing"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_taken_media_port_is_named() {
    let data = Scratch::new();
    let taken = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let arguments = ["serve", "--data", data.text(), "--listen", "127.0.0.1:0"];
    let ended = run(&[&arguments[..], &["--media-port", &port]].concat()).await;
    assert_eq!(ended.code, Some(1));
    let line = ended.complaint();
    assert!(
        line.contains(&port) && line.contains("--media-port"),
        "{line}"
    );
}

#[tokio::test]
async fn a_data_directory_in_use_is_named() {
    let data = Scratch::new();
    let server = Process::serve(data.text(), &[]).await;
    for command in [
        &["serve", "--listen", "127.0.0.1:0"][..],
        &["check"],
        &["demo"],
    ] {
        let ended = run(&[command, &["--data", data.text()]].concat()).await;
        assert_eq!(ended.code, Some(1), "{command:?}");
        assert!(
            ended.complaint().contains("is in use by another meanwhile"),
            "{}",
            ended.stderr
        );
    }
    server.stop().await;
}

/// What `serve` and `check` say about a data directory, which is left as it is.
async fn refusals(data: &str, expected: &str) {
    for command in [
        &["serve", "--listen", "127.0.0.1:0", "--media-port", "0"][..],
        &["check"],
    ] {
        let ended = run(&[command, &["--data", data]].concat()).await;
        assert_eq!(ended.code, Some(1), "{command:?} {}", ended.stderr);
        let line = ended.complaint();
        assert!(line.contains(expected), "{command:?}: {line}");
    }
}

#[tokio::test]
async fn a_newer_data_directory_is_refused_and_left_alone() {
    let data = Scratch::made();
    let path = data.path().join("meanwhile.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database.pragma_update(None, "user_version", 9_999).unwrap();
    drop(database);
    refusals(data.text(), "start a newer meanwhile").await;
    let database = rusqlite::Connection::open(&path).unwrap();
    let version: u32 = database
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 9_999);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let data = Scratch::made();
    let path = data.path().join("meanwhile.db");
    let text =
        "this is no database, and it is longer than a header of one hundred bytes ".repeat(3);
    std::fs::write(&path, &text).unwrap();
    refusals(data.text(), "the database cannot be read").await;
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test]
async fn a_data_directory_that_cannot_be_made_is_named() {
    let scratch = Scratch::made();
    let file = scratch.path().join("file");
    std::fs::write(&file, "").unwrap();
    for data in [file.to_str().unwrap(), "/proc/nowhere"] {
        let serve = ["serve", "--data", data, "--listen", "127.0.0.1:0"];
        for arguments in [&serve[..], &["demo", "--data", data]] {
            let ended = run(arguments).await;
            assert_eq!(ended.code, Some(1));
            let line = ended.complaint();
            assert!(line.contains(data) && line.contains("--data"), "{line}");
        }
    }
    let empty = Scratch::new();
    let ended = run(&["check", "--data", empty.text()]).await;
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.complaint().contains("holds no meanwhile data"),
        "{}",
        ended.stderr
    );
    assert!(!empty.path().exists(), "check made a directory");
}

#[tokio::test]
async fn the_demo_fills_an_empty_directory_once_and_its_people_sign_in() {
    let data = Scratch::new();
    let ended = run(&["demo", "--data", data.text()]).await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let line = ended.stdout.lines().next().expect("there are sign-ins");
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words[0], "owner", "{line}");

    let again = run(&["demo", "--data", data.text()]).await;
    assert_eq!(again.code, Some(1));
    assert!(
        again.complaint().contains("is set up already"),
        "{}",
        again.stderr
    );
    assert_eq!(run(&["check", "--data", data.text()]).await.code, Some(0));
    let files = std::fs::read_dir(data.path().join("files")).expect("there are files");
    let file = files
        .flatten()
        .find(|file| !file.path().to_string_lossy().contains("thumbnail"));
    std::fs::remove_file(file.expect("there is one").path()).expect("it can be removed");
    let damaged = run(&["check", "--data", data.text()]).await;
    assert_eq!(damaged.code, Some(1));
    assert!(damaged.stdout.contains("is missing"), "{}", damaged.stdout);

    let server = Process::serve(data.text(), &[]).await;
    let client = server.client();
    let body = serde_json::json!({ "email": words[1], "password": words[2] });
    crate::client::done(client.post("sign-in", body).await).await;
    assert!(client.snapshot().await.organisation.sample);
    server.stop().await;
}

#[tokio::test]
async fn people_and_tokens_are_made_without_a_browser() {
    let data = Scratch::new();
    let early = run(&["person", "list", "--data", data.text()]).await;
    assert_eq!(early.code, Some(1));
    assert!(
        early.complaint().contains("set this up"),
        "{}",
        early.stderr
    );

    let server = Process::serve(data.text(), &[]).await;
    let mut ada = server.client();
    ada.set_up("Ada").await;
    server.stop().await;
    let person = [
        "person",
        "add",
        "ben@example.org",
        "--name",
        "Ben",
        "--data",
        data.text(),
    ];
    let added = run(&person).await;
    let password = added.stdout.trim().strip_prefix("ben@example.org ");
    let password = password.unwrap_or_else(|| panic!("{}{}", added.stdout, added.stderr));
    let again = run(&person).await;
    assert_eq!(again.code, Some(1), "{}", again.stdout);
    again.complaint();
    let token = [
        "token",
        "create",
        "ben@example.org",
        "--name",
        "t",
        "--data",
        data.text(),
    ];
    let token = run(&token).await.stdout.trim().to_owned();
    let list = run(&["person", "list", "--data", data.text()]).await.stdout;
    assert!(
        list.lines()
            .any(|line| line.starts_with("owner ") && line.ends_with("Ada")),
        "{list}"
    );
    assert!(
        list.lines()
            .any(|line| line.starts_with("member ") && line.ends_with("Ben")),
        "{list}"
    );

    let server = Process::serve(data.text(), &[]).await;
    let client = server.client();
    let read = client.plain(reqwest::Method::GET, "me").bearer_auth(&token);
    crate::client::done(crate::client::send(read).await).await;
    let body = serde_json::json!({ "email": "ben@example.org", "password": password });
    crate::client::done(client.post("sign-in", body).await).await;
    server.stop().await;

    let closed = run(&[
        "person",
        "disable",
        "BEN@example.org",
        "--data",
        data.text(),
    ])
    .await;
    assert_eq!(closed.code, Some(0), "{}", closed.stderr);
    let list = run(&["person", "list", "--data", data.text()]).await.stdout;
    assert!(
        list.lines()
            .any(|line| line.contains("closed") && line.ends_with("Ben")),
        "{list}"
    );
    let nobody = run(&["person", "enable", "eve@example.org", "--data", data.text()]).await;
    assert_eq!(nobody.code, Some(1));
    assert!(
        nobody.complaint().contains("nobody signs in as eve"),
        "{}",
        nobody.stderr
    );
}
