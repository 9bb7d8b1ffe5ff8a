//! Offers of clients that know nothing of sources and slots: encoders and players.

use model::session::{MediaSource, SendTrack};

use crate::sdp::media_lines;
use crate::source::SourceKind;

/// A media line of an offer.
struct Line<'a> {
    kind: SourceKind,
    mid: &'a str,
    sends: bool,
    receives: bool,
}

/// The media lines of an offer that name their transceiver.
fn lines(sdp: &str) -> Vec<Line<'_>> {
    let named = media_lines(sdp).filter_map(|line| {
        let idle = line.has("inactive");
        Some(Line {
            kind: line.kind()?,
            mid: line.attribute("mid:")?,
            sends: !idle && !line.has("recvonly"),
            receives: !idle && !line.has("sendonly"),
        })
    });
    named.collect()
}

/// The first voice and the first picture that an encoder sends, as a microphone and a camera, or as
/// what is shared (`screen`).
#[must_use]
pub fn published_tracks(sdp: &str, screen: bool) -> Vec<SendTrack> {
    let lines = lines(sdp);
    let (voice, picture) = if screen {
        (MediaSource::ScreenAudio, MediaSource::Screen)
    } else {
        (MediaSource::Microphone, MediaSource::Camera)
    };
    let first = |source: MediaSource| {
        let mut sent = lines.iter().filter(|line| line.sends);
        let line = sent.find(|line| line.kind == SourceKind::of(source))?;
        Some(SendTrack {
            mid: line.mid.to_owned(),
            source,
        })
    };
    [voice, picture].into_iter().filter_map(first).collect()
}

/// The slots for pictures of a player's offer, by their `mid`; `None` if it receives nothing at all.
#[must_use]
pub fn watched_slots(sdp: &str) -> Option<Vec<String>> {
    let lines = lines(sdp);
    let received: Vec<&Line<'_>> = lines.iter().filter(|line| line.receives).collect();
    let pictures = received
        .iter()
        .filter(|line| line.kind == SourceKind::Video);
    let mids = pictures.map(|line| line.mid.to_owned()).collect();
    (!received.is_empty()).then_some(mids)
}

/// How many media lines an answer takes.
#[must_use]
pub fn taken_lines(answer: &str) -> usize {
    let taken = media_lines(answer).filter(|line| !line.is_rejected());
    taken.count()
}

/// An offer in which every media line goes one way: out of the client (`sends`), or into it. Who offers
/// both ways takes an answer that goes one (RFC 9725, 4.2).
#[must_use]
pub fn one_way(sdp: &str, sends: bool) -> String {
    let to = if sends { "a=sendonly" } else { "a=recvonly" };
    let mut said = String::with_capacity(sdp.len());
    for line in sdp.split_inclusive('\n') {
        let (text, end) = line.split_at(line.trim_end_matches(['\r', '\n']).len());
        said.push_str(if text == "a=sendrecv" { to } else { text });
        said.push_str(end);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &str = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendrecv\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendrecv\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:2\r\na=recvonly\r\n\
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:3\r\n";

    #[test]
    fn the_first_voice_and_picture_are_published() {
        let named = |tracks: Vec<SendTrack>| {
            let named = tracks.into_iter().map(|track| (track.mid, track.source));
            named.collect::<Vec<_>>()
        };
        let (zero, one) = ("0".to_owned(), "1".to_owned());
        assert_eq!(
            named(published_tracks(BOTH, false)),
            [
                (zero.clone(), MediaSource::Microphone),
                (one.clone(), MediaSource::Camera)
            ]
        );
        assert_eq!(
            named(published_tracks(BOTH, true)),
            [(zero, MediaSource::ScreenAudio), (one, MediaSource::Screen)]
        );
        let watching = one_way(BOTH, false);
        assert!(published_tracks(&watching, false).is_empty());
        assert!(published_tracks("", false).is_empty());
    }

    #[test]
    fn a_player_shows_pictures_where_it_receives() {
        assert_eq!(
            watched_slots(BOTH),
            Some(vec!["1".to_owned(), "2".to_owned()])
        );
        let publishing = one_way(BOTH, true);
        assert_eq!(watched_slots(&publishing), Some(vec!["2".to_owned()]));
        assert_eq!(watched_slots("v=0\r\n"), None);
    }

    #[test]
    fn rejected_lines_are_not_taken() {
        assert_eq!(taken_lines(BOTH), 4);
        assert_eq!(taken_lines(&BOTH.replace("m=video 9", "m=video 0")), 2);
        assert_eq!(taken_lines("v=0\r\n"), 0);
    }

    #[test]
    fn only_lines_that_go_both_ways_are_changed() {
        let changed = one_way(BOTH, true);
        assert_eq!(changed, BOTH.replace("a=sendrecv", "a=sendonly"));
    }
}
