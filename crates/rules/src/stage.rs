//! What somebody is shown of a session who chooses nothing: the screen that is shared, else who speaks.

use model::id::PersonId;
use model::session::{MediaSource, Participant};

/// Whose picture.
pub type Picture = (PersonId, MediaSource);

/// Chooses a picture: a shared screen first, then the camera of who speaks (`speaking`, the main speaker
/// first), then any. What is shown stays while nothing better comes.
#[must_use]
pub fn choose(
    roster: &[Participant],
    speaking: &[PersonId],
    shown: Option<Picture>,
) -> Option<Picture> {
    let there = |wanted: PersonId| roster.iter().find(|line| line.person == wanted);
    let sends = |(person, source): Picture| {
        there(person).is_some_and(|line| match source {
            MediaSource::Camera => line.state.camera,
            MediaSource::Screen => line.state.screen,
            MediaSource::Microphone | MediaSource::ScreenAudio => false,
        })
    };
    let still = |source| shown.filter(|picture| picture.1 == source && sends(*picture));
    let any = |source| {
        let pictures = roster.iter().map(move |line| (line.person, source));
        pictures.into_iter().find(|picture| sends(*picture))
    };
    let speaker = || {
        let cameras = speaking.iter().map(|who| (*who, MediaSource::Camera));
        cameras.into_iter().find(|picture| sends(*picture))
    };
    still(MediaSource::Screen)
        .or_else(|| any(MediaSource::Screen))
        .or_else(speaker)
        .or_else(|| still(MediaSource::Camera))
        .or_else(|| any(MediaSource::Camera))
}

#[cfg(test)]
mod tests {
    use model::session::ParticipantState;
    use model::time::Timestamp;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId::new(Timestamp::from_millis(1), number)
    }

    fn line(number: u128, camera: bool, screen: bool) -> Participant {
        Participant {
            person: person(number),
            state: ParticipantState {
                microphone: true,
                camera,
                screen,
            },
            reconnecting: false,
        }
    }

    #[test]
    fn a_shared_screen_goes_first_and_stays() {
        let roster = [
            line(1, true, false),
            line(2, true, true),
            line(3, true, true),
        ];
        let first = choose(&roster, &[person(1)], None);
        assert_eq!(first, Some((person(2), MediaSource::Screen)));
        let shown = Some((person(3), MediaSource::Screen));
        assert_eq!(choose(&roster, &[person(1)], shown), shown);
    }

    #[test]
    fn who_speaks_is_shown_and_stays_shown_in_silence() {
        let roster = [
            line(1, true, false),
            line(2, false, false),
            line(3, true, false),
        ];
        let camera = |number| Some((person(number), MediaSource::Camera));
        assert_eq!(choose(&roster, &[person(2), person(3)], None), camera(3));
        assert_eq!(choose(&roster, &[], camera(3)), camera(3));
        assert_eq!(choose(&roster, &[person(1)], camera(3)), camera(1));
        assert_eq!(choose(&roster, &[], None), camera(1));
    }

    #[test]
    fn where_nobody_sends_a_picture_there_is_none() {
        let shown = Some((person(1), MediaSource::Camera));
        assert_eq!(choose(&[line(1, false, false)], &[person(1)], shown), None);
        assert_eq!(choose(&[], &[], None), None);
    }
}
