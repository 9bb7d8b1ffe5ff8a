//! A clip is named in lists, before its words.

use model::clip::{Clip, ClipKind};
use model::file::File;
use model::id::{FileId, PersonId};
use model::time::Timestamp;

use super::excerpt;

fn file(clip: Option<Clip>) -> File {
    File {
        id: FileId::new(Timestamp::default(), 1),
        name: "a.webm".to_owned(),
        media_type: "audio/webm".to_owned(),
        bytes: 1,
        size: None,
        thumbnail: false,
        uploaded_by: PersonId::new(Timestamp::default(), 2),
        created_at: Timestamp::default(),
        clip,
    }
}

#[test]
fn lists_name_a_clip_and_say_its_words_after_it() {
    let clip = |kind, duration_ms| {
        file(Some(Clip {
            kind,
            duration_ms,
            loudness: Vec::new(),
        }))
    };
    let voice = [file(None), clip(ClipKind::Voice, 41_600)];
    assert_eq!(excerpt(&voice, ""), "Voice clip, 0:42");
    let screen = [clip(ClipKind::Screen, 185_000)];
    assert_eq!(
        excerpt(&screen, "the drain"),
        "Screen clip, 3:05: the drain"
    );
    assert_eq!(excerpt(&[file(None)], "only a file"), "only a file");
}
