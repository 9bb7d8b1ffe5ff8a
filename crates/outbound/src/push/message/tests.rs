//! Tests of what is pushed.

use model::limits::PUSH_NOTICE_BYTES_MAX;
use model::notice::{Notice, NoticeKind};
use model::push::PushPayload;

use super::PushMessage;

fn notice(title: &str, body: &str) -> Notice {
    Notice {
        kind: NoticeKind::Message,
        title: title.to_owned(),
        body: body.to_owned(),
        path: "/topic/topic_1".to_owned(),
        why: None,
        tag: Some("topic_1".to_owned()),
        urgent: false,
        lasts_seconds: u32::MAX,
    }
}

fn payload(notices: &[Notice]) -> PushPayload {
    let push = PushMessage::telling(notices).unwrap();
    assert!(push.payload().len() <= PUSH_NOTICE_BYTES_MAX);
    serde_json::from_slice(push.payload()).unwrap()
}

#[test]
fn nothing_to_tell_is_no_push() {
    assert_eq!(PushMessage::telling(&[]), None);
}

#[test]
fn long_texts_are_cut_between_characters_and_say_so() {
    let long = payload(&[notice(&"ü".repeat(1_000), &"🙂".repeat(40_000))]);
    assert_eq!(long.title.chars().count(), 120);
    assert!(long.title.ends_with("ü…"));
    assert!(long.body.ends_with("🙂…"));
    // What takes six bytes in JSON each.
    let escaped = payload(&[notice("t", &"\u{1}".repeat(4_000))]);
    assert!(escaped.body.ends_with('…'));
    let short = payload(&[notice("t", " b \n")]);
    assert_eq!(short.body, "b");
}

#[test]
fn a_push_is_never_kept_longer_than_services_keep_one() {
    let push = PushMessage::telling(&[notice("t", "b")]).unwrap();
    assert_eq!(push.life().as_secs(), 28 * 24 * 60 * 60);
}

#[test]
fn a_path_that_leads_elsewhere_is_not_passed_on() {
    let mut bad = notice("t", "b");
    bad.path = "https://evil.example/".to_owned();
    bad.why = Some("//evil.example".to_owned());
    let payload = payload(&[bad]);
    assert_eq!(payload.path, "/");
    assert_eq!(payload.why.as_deref(), Some("/"));
}

#[test]
fn several_arrive_as_their_titles_in_order() {
    let many: Vec<Notice> = (0..300)
        .map(|n| notice(&format!("title {n}"), "b"))
        .collect();
    let told = payload(&many);
    assert_eq!(told.title, "300 things for you");
    assert!(told.body.starts_with("title 0\ntitle 1\n"));
    let once_more = payload(&many);
    assert_eq!(
        told.tag, once_more.tag,
        "sent again they take their own place"
    );
    let mut others = many.clone();
    others[0].why = Some("/why/delivery_other".to_owned());
    assert!(told.tag.is_some());
    assert_ne!(payload(&others).tag, told.tag);
}
