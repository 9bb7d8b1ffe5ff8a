//! Tests of the lean HTTP client against hand-written answers.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use super::*;

/// Answers the pieces, one write each, after a request has come.
fn check_answer(pieces: &[&'static str]) -> Result<(u16, Vec<u8>), BenchError> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let pieces = pieces.to_vec();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 1024];
        let _ = stream.read(&mut request).unwrap();
        for piece in pieces {
            stream.write_all(piece.as_bytes()).unwrap();
            stream.flush().unwrap();
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let result = runtime.block_on(async {
        let mut http = Http::connect(address).await?;
        let answer = http.send(&request("GET", "/", "", "")).await?;
        Ok((answer.status, answer.body.to_vec()))
    });
    server.join().unwrap();
    result
}

#[test]
fn an_answer_in_pieces_is_put_together() {
    let pieces = [
        "HTTP/1.1 20",
        "0 OK\r\nContent-Le",
        "ngth: 5\r\n\r\nhe",
        "llo",
    ];
    assert_eq!(check_answer(&pieces).unwrap(), (200, b"hello".to_vec()));
}

#[test]
fn an_answer_without_a_body_ends_with_its_head() {
    let pieces = ["HTTP/1.1 204 No Content\r\n\r\n"];
    assert_eq!(check_answer(&pieces).unwrap(), (204, Vec::new()));
}

#[test]
fn an_answer_in_chunks_is_put_together() {
    let pieces = [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r",
        "\nhel\r\nA\r\nlo",
        ", world",
        "!\r\n0\r\n\r",
        "\n",
    ];
    let whole = b"hello, world!".to_vec();
    assert_eq!(check_answer(&pieces).unwrap(), (200, whole));
}

#[test]
fn a_cut_off_answer_is_an_error() {
    assert!(check_answer(&["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"]).is_err());
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    assert!(check_answer(&[chunked]).is_err());
    assert!(check_answer(&[chunked, "5\r\nhel"]).is_err());
    assert!(check_answer(&[chunked, "x\r\nhel\r\n"]).is_err());
    assert!(check_answer(&[chunked, "ffffffffffffffff\r\n"]).is_err());
    assert!(check_answer(&["HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"]).is_err());
}

#[test]
fn a_request_carries_its_caller_and_length() {
    let bytes = request("POST", "/a", "Authorization: Bearer x", "{}");
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("POST /a HTTP/1.1\r\nHost: "));
    assert!(text.contains("\r\nAuthorization: Bearer x\r\n"));
    assert!(text.ends_with("Content-Length: 2\r\n\r\n{}"));
}
