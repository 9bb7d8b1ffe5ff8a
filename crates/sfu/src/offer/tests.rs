//! Tests of answering offers.

use std::time::Instant;

use model::session::{MediaSource, SendTrack};

use str0m::Rtc;
use str0m::media::{Direction, MediaKind};

use super::{Announced, Answered, Answerer, OfferError, dependency_extension};
use crate::bot::{Bot, BotConfig};
use crate::source::SourceKind;

#[expect(
    clippy::disallowed_methods,
    reason = "any instant is an origin of virtual time"
)]
fn origin() -> Instant {
    Instant::now()
}

fn check_answer(
    edit: impl Fn(String, Vec<SendTrack>) -> (String, Vec<SendTrack>),
) -> Result<Answered, OfferError> {
    let local = "192.0.2.1:7000".parse().unwrap();
    let answerer = Answerer::new(Announced {
        udp: vec![local],
        tcp: vec![local],
    })
    .unwrap();
    let (_, sdp, tracks) = Bot::new(&BotConfig::default(), local, origin()).unwrap();
    let (sdp, tracks) = edit(sdp, tracks);
    answerer.answer(&sdp, &tracks, "", origin())
}

fn refusal(
    edit: impl Fn(String, Vec<SendTrack>) -> (String, Vec<SendTrack>),
) -> Option<OfferError> {
    check_answer(edit).err()
}

#[test]
fn an_answer_takes_tracks_with_their_layers_and_all_slots() {
    let answered = check_answer(|sdp, tracks| (sdp, tracks)).unwrap();
    let tracks = &answered.offered.tracks;
    assert_eq!(tracks[0].source, MediaSource::Microphone);
    assert_eq!(tracks[0].layers, [""]);
    assert_eq!(tracks[1].layers, ["l", "m", "h"]);
    let kinds: Vec<SourceKind> = answered
        .offered
        .slots
        .iter()
        .map(|slot| slot.kind)
        .collect();
    assert_eq!(kinds[..3], [SourceKind::Audio; 3]);
    assert_eq!(kinds[3..], [SourceKind::Video; 4]);
    assert!(answered.sdp.contains("a=ice-lite"));
    assert!(answered.sdp.contains("tcptype passive"));
    assert!(answered.sdp.contains(&answered.ufrag));
}

#[test]
fn a_track_that_is_not_in_the_offer_is_refused() {
    let refused = refusal(|sdp, mut tracks| {
        tracks[0].mid = "nowhere".to_owned();
        (sdp, tracks)
    });
    assert!(matches!(refused, Some(OfferError::Unusable(_))));
}

#[test]
fn a_track_of_the_wrong_kind_or_twice_is_refused() {
    let wrong = refusal(|sdp, mut tracks| {
        tracks[0].source = MediaSource::Screen;
        (sdp, tracks)
    });
    assert!(matches!(wrong, Some(OfferError::Unusable(_))));
    let twice = refusal(|sdp, mut tracks| {
        tracks[1].source = MediaSource::Microphone;
        (sdp, tracks)
    });
    assert!(matches!(twice, Some(OfferError::Unusable(_))));
}

#[test]
fn garbage_and_too_much_are_refused() {
    for sdp in [
        "",
        "v=0",
        "\0\0\0",
        "v=0\r\nm=audio 9 X 1\r\n",
        &"a".repeat(10_000),
    ] {
        let refused = refusal(|_, tracks| (sdp.to_owned(), tracks));
        assert!(matches!(refused, Some(OfferError::Unusable(_))), "{sdp:?}");
    }
    let large = refusal(|sdp, tracks| (sdp + &"a=x\r\n".repeat(100_000), tracks));
    assert_eq!(large, Some(OfferError::TooLarge));
    let many = refusal(|sdp, tracks| (sdp + &"m=audio 9\r\n".repeat(100), tracks));
    assert_eq!(many, Some(OfferError::TooLarge));
}

#[test]
fn an_offer_cut_off_anywhere_makes_no_panic() {
    let local = "192.0.2.1:7000".parse().unwrap();
    let answerer = Answerer::new(Announced {
        udp: vec![local],
        tcp: Vec::new(),
    })
    .unwrap();
    let (_, sdp, tracks) = Bot::new(&BotConfig::default(), local, origin()).unwrap();
    for end in (0..sdp.len()).step_by(61) {
        let cut = answerer.answer(&sdp[..end], &tracks, "", origin());
        assert!(cut.is_err() || sdp.len() / 2 < end);
    }
}

/// The offer of a browser that knows all codecs: a voice and a picture each way.
fn many_codecs() -> String {
    let mut rtc = Rtc::builder()
        .clear_codecs()
        .enable_opus(true, true)
        .enable_vp8(true)
        .enable_h264(true)
        .enable_vp9(true)
        .enable_av1(true)
        .set_extension(9, dependency_extension())
        .build(origin());
    let mut api = rtc.sdp_api();
    for kind in [MediaKind::Audio, MediaKind::Video] {
        for direction in [Direction::SendOnly, Direction::RecvOnly] {
            api.add_media(kind, direction, None, None, None);
        }
    }
    let (offer, _) = api.apply().unwrap();
    offer.to_sdp_string()
}

/// The codecs of a media line of an answer, in order, without those of retransmissions.
fn codecs(section: &str) -> Vec<&str> {
    let numbers = section.lines().next().unwrap().split(' ').skip(3);
    let name = |number: &str| {
        let prefix = format!("a=rtpmap:{} ", number.trim());
        let line = section.lines().find_map(|line| line.strip_prefix(&prefix));
        line.and_then(|line| line.split('/').next())
    };
    numbers
        .filter_map(name)
        .filter(|name| *name != "rtx")
        .collect()
}

#[test]
fn all_codecs_are_taken_and_vp8_goes_first() {
    let local = "192.0.2.1:7000".parse().unwrap();
    let answerer = Answerer::new(Announced {
        udp: vec![local],
        tcp: Vec::new(),
    })
    .unwrap();
    let answered = answerer.answer(&many_codecs(), &[], "", origin()).unwrap();
    let sections: Vec<&str> = answered.sdp.split("\nm=").skip(1).collect();
    for section in &sections {
        let expected: &[&str] = if section.starts_with("audio") {
            &["red", "opus"]
        } else {
            &["VP8", "H264", "VP9", "AV1"]
        };
        assert_eq!(codecs(section), expected, "{section}");
        let described = section.contains("dependency-descriptor");
        assert_eq!(described, section.starts_with("video"));
    }
    assert_eq!((sections.len(), answered.offered.slots.len()), (4, 2));
}

#[test]
fn voices_have_forward_error_correction_and_pictures_are_asked_for_again() {
    let answered = check_answer(|sdp, tracks| (sdp, tracks)).unwrap();
    let (voices, pictures): (Vec<&str>, Vec<&str>) = answered
        .sdp
        .split("\nm=")
        .skip(1)
        .partition(|section| section.starts_with("audio"));
    assert_eq!((voices.len(), pictures.len()), (4, 5));
    for section in voices {
        assert!(section.contains("useinbandfec=1"), "{section}");
    }
    for section in pictures {
        for said in [
            " nack\r\n",
            " nack pli\r\n",
            " transport-cc\r\n",
            " rtx/90000",
            "apt=",
        ] {
            assert!(section.contains(said), "{said} is not in {section}");
        }
    }
}
