//! What a thread does badly that its conferences do not see: its socket is never empty, what it sends
//! finds no room.

use std::time::{Duration, Instant};

use sfu::quality::{Share, Strain};
use sfu::{Input, WingInput};

use super::{Seat, Worker};

/// Whether the socket is read as fast as it fills.
#[derive(Debug, Default)]
pub(super) struct Behind {
    since: Option<Instant>,
}

impl Behind {
    /// A round of reading came to an end, with or without having read all.
    pub(super) fn read(&mut self, all: bool, now: Instant) {
        self.since = if all { None } else { self.since.or(Some(now)) };
    }

    /// For how long something has been left to read at each look: what is read now is as old.
    fn for_how_long(&self, now: Instant) -> Duration {
        self.since
            .map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }
}

/// What the thread's rooms should know, if anything: what was sent and dropped since the last time.
fn strain_of(behind: &Behind, sent: u64, dropped: u64, now: Instant) -> Option<Strain> {
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let strain = Strain {
        late: behind.for_how_long(now),
        dropped: Share {
            of: count(sent + dropped),
            lost: count(dropped),
        },
    };
    (0 < dropped || Duration::ZERO < strain.late).then_some(strain)
}

impl Worker {
    /// Tells all conferences and wings of the thread what it has done badly, if anything.
    pub(super) fn tell_strain(&mut self, sent: u64, dropped: u64, now: Instant) {
        let Some(strain) = strain_of(&self.behind, sent, dropped, now) else {
            return;
        };
        let seats: Vec<Seat> = self.wakes.iter().map(|(_, seat)| *seat).collect();
        for seat in seats {
            match seat {
                Seat::Home(session) => self.with_room(session, now, |room| {
                    room.engine.handle(Input::Strain(strain), now);
                }),
                Seat::Wing(session) => self.with_wing(session, |wing| {
                    wing.handle(WingInput::Strain(strain), now);
                }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Behind, Duration, Instant, strain_of};

    #[test]
    fn a_socket_that_is_never_empty_makes_the_thread_late_until_it_is() {
        let start = Instant::now();
        let mut behind = Behind::default();
        let at = |millis| start + Duration::from_millis(millis);
        behind.read(false, at(0));
        behind.read(false, at(100));
        let strain = strain_of(&behind, 1_000, 0, at(150)).unwrap();
        assert_eq!(strain.late, Duration::from_millis(150));
        behind.read(true, at(160));
        assert_eq!(strain_of(&behind, 1_000, 0, at(200)), None);
    }

    #[test]
    fn what_found_no_room_is_a_share_of_what_was_to_be_sent() {
        let strain = strain_of(&Behind::default(), 90, 10, Instant::now()).unwrap();
        assert_eq!(strain.dropped.permille(), Some(100));
    }
}
