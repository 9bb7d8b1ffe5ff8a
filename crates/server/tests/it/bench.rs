//! `meanwhile bench conference` and `bench board`: the whole of each, small and for a short time.

use serde_json::Value;

use crate::process::run;

#[tokio::test]
async fn small_conferences_are_measured_over_real_signalling_and_media_beside_garbage() {
    let arguments = [
        "bench",
        "conference",
        "--participants",
        "4",
        "--rooms",
        "2",
        "--runs",
        "1",
        "--seconds",
        "2",
        "--join-rate",
        "20",
        "--garbage",
        "500",
        "--json",
    ];
    let ended = run(&arguments).await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    let row = &report["table"][0];
    assert_eq!(
        (&row["rooms"], &row["joined"]),
        (&2.into(), &8.into()),
        "{row}"
    );
    let count = |name: &str| row[name].as_u64().unwrap();
    // In each room two listeners of two voices, two speakers of one: twelve voices of 50 packets a second. A
    // busy machine may be late by a little.
    assert!(960 < count("voice_packets"), "{row}");
    assert!(
        200 < count("media_packets") - count("voice_packets"),
        "{row}"
    );
    // The stages say what the layer had that all see: two packets a picture and more.
    assert!(100 < count("picture_packets_sent"), "{row}");
    // The four listeners open every packet with the keys of their own handshakes.
    assert!(600 < count("opened"), "{row}");
    assert_eq!(count("unreadable"), 0, "{row}");
    // Another room's member sends garbage: it comes, and the server lives on.
    assert!(0.0 < row["garbage_per_s"].as_f64().unwrap(), "{row}");
    for key in ["M1_over_floor", "M2_loss_percent", "M5_delay_added_p99_ms"] {
        assert!(report["figures"][key].is_number(), "{key}");
    }
    assert!(0.0 < report["floors"]["M1_udp_seal_us"].as_f64().unwrap());
}

#[tokio::test]
async fn a_conference_of_too_many_is_wrong_use() {
    let ended = run(&["bench", "conference", "--participants", "1501"]).await;
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    assert!(ended.complaint().contains("1501"), "{}", ended.stderr);
    let rooms = ["--participants", "100", "--rooms", "16"];
    let ended = run(&[&["bench", "conference"], &rooms[..]].concat()).await;
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    assert!(ended.complaint().contains("1600"), "{}", ended.stderr);
}

#[tokio::test]
async fn a_conference_needs_a_server_of_its_own() {
    let other = ["bench", "conference", "--server", "http://127.0.0.1:1"];
    let ended = run(&[&other[..], &["--token", "x"]].concat()).await;
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    assert!(ended.complaint().contains("leave out --server"));
}

#[tokio::test]
async fn a_small_board_is_measured_over_http_and_sockets() {
    let arguments = [
        "bench",
        "board",
        "--cards",
        "60",
        "--sockets",
        "5",
        "--runs",
        "1",
        "--seconds",
        "1",
        "--json",
    ];
    let ended = run(&arguments).await;
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    for key in ["B1_move_to_seen_p99_ms", "B2_board_open_ms"] {
        assert!(0.0 < report["figures"][key].as_f64().unwrap(), "{key}");
    }
    for key in ["sqlite_commit_p99_ms", "plain_transfer_ms"] {
        assert!(report["floors"][key].is_number(), "{key}");
    }
}
