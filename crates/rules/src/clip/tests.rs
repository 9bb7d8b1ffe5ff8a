//! A clip is what its author says it is, or refused with a reason.

use model::clip::{ClipContainer, ClipKind, RecordedClip};
use model::file::PictureSize;
use model::limits::{CLIP_LATE_MS_MAX, CLIP_MS_MAX, CLIP_MS_MIN};

use super::{ClipRefusal, decide_clip};

/// A recording of five seconds.
fn recorded(sound: bool, picture: bool) -> RecordedClip {
    RecordedClip {
        container: ClipContainer::Webm,
        sound,
        picture: picture.then_some(PictureSize {
            width: 640,
            height: 360,
        }),
        duration_ms: 5_000,
        loudness: vec![0, 40, 100],
    }
}

#[test]
fn what_it_holds_must_be_what_it_says() {
    let decide = |kind, sound, picture| decide_clip(kind, recorded(sound, picture)).map(|_| ());
    assert_eq!(decide(ClipKind::Voice, true, false), Ok(()));
    assert_eq!(
        decide(ClipKind::Voice, true, true),
        Err(ClipRefusal::NotVoice)
    );
    assert_eq!(
        decide(ClipKind::Voice, false, false),
        Err(ClipRefusal::Silent)
    );
    for kind in [ClipKind::Camera, ClipKind::Screen] {
        assert_eq!(decide(kind, true, true), Ok(()));
        assert_eq!(decide(kind, false, true), Ok(()));
        assert_eq!(decide(kind, true, false), Err(ClipRefusal::NoPicture));
    }
}

#[test]
fn it_is_neither_shorter_nor_longer_than_a_clip() {
    let decide = |duration_ms| {
        let recorded = RecordedClip {
            duration_ms,
            ..recorded(true, false)
        };
        decide_clip(ClipKind::Voice, recorded).map(|clip| clip.duration_ms)
    };
    let longest = CLIP_MS_MAX + CLIP_LATE_MS_MAX;
    assert_eq!(decide(CLIP_MS_MIN - 1), Err(ClipRefusal::TooShort));
    assert_eq!(decide(CLIP_MS_MIN), Ok(CLIP_MS_MIN));
    assert_eq!(decide(longest), Ok(longest));
    assert_eq!(decide(longest + 1), Err(ClipRefusal::TooLong));
}

#[test]
fn what_was_heard_stays_with_it() {
    let clip = decide_clip(ClipKind::Screen, recorded(true, true)).unwrap();
    assert_eq!(clip.kind, ClipKind::Screen);
    assert_eq!(clip.loudness, [0, 40, 100]);
}
