//! What of a publisher's packets does not come, before anything is repaired; and when that is told,
//! with what the client says of its own.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::egress::Egress;
use crate::limits::GAP_MIN;
use crate::quality::{PathReport, Share};

/// A packet that comes so long after a later one was overtaken on its way; after that it was sent
/// again, since whoever asks for it needs a round trip.
const OVERTAKEN: Duration = Duration::from_millis(25);

/// A gap of at most so many packets of a stream is mended by retransmissions, however long nothing came
/// before: a screen that stands still sends few.
const GAP_PACKETS: u64 = 16;

/// A step of more than this is no gap: the publisher's numbers began elsewhere.
const STEP_MAX: u64 = 3_000;

/// The numbers of one stream as they come.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Numbers {
    newest: Option<(u64, Instant)>,
    /// The numbers that were left out last, and when that was seen.
    gap: Option<(u64, u64, Instant)>,
    share: Share,
}

impl Numbers {
    /// Counts a packet. Returns whether more was lost before it than retransmissions mend.
    pub(crate) fn count(&mut self, seq: u64, now: Instant) -> bool {
        let Some((newest, at)) = self.newest else {
            self.newest = Some((seq, now));
            return false;
        };
        if seq <= newest {
            self.count_late(seq, now);
            return false;
        }
        self.newest = Some((seq, now));
        let step = seq - newest;
        let after_gap = at + GAP_MIN < now && GAP_PACKETS < step;
        if STEP_MAX < step {
            return after_gap;
        }
        let step = u32::try_from(step).unwrap_or(1);
        self.share.add(Share {
            of: step,
            lost: step - 1,
        });
        if 1 < step {
            self.gap = Some((newest + 1, seq, now));
        }
        after_gap
    }

    fn count_late(&mut self, seq: u64, now: Instant) {
        let Some((first, end, at)) = self.gap else {
            return;
        };
        let overtaken = now.saturating_duration_since(at) <= OVERTAKEN;
        if overtaken && first <= seq && seq < end {
            self.share.lost = self.share.lost.saturating_sub(1);
        }
    }

    /// What was counted since the last time.
    pub(crate) fn take(&mut self) -> Share {
        std::mem::take(&mut self.share)
    }
}

/// What comes under one SSRC.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Coming {
    pub(crate) track: usize,
    pub(crate) layer: u8,
    pub(crate) numbers: Numbers,
}

/// How often at most it is told what became of packets.
const PATH_TOLD: Duration = Duration::from_secs(1);

/// How often it is still told after all was well again.
const PATH_CALM: u8 = 10;

/// What became of packets on both ways, and when that is told next.
#[derive(Debug)]
pub(crate) struct PathWatch {
    up: Share,
    /// Reports that are still told, though plain.
    left: u8,
    at: Instant,
    due: Option<PathReport>,
}

impl PathWatch {
    pub(crate) const fn new(now: Instant) -> Self {
        Self {
            up: Share { of: 0, lost: 0 },
            left: 0,
            at: now,
            due: None,
        }
    }

    /// The client has reported: tells what came together since the last time, where that says
    /// anything. As long as all is well nothing is told.
    pub(crate) fn look(
        &mut self,
        streams: &mut HashMap<u32, Coming>,
        egress: &mut Egress,
        now: Instant,
    ) {
        if now < self.at {
            return;
        }
        self.at = now + PATH_TOLD;
        for coming in streams.values_mut() {
            self.up.add(coming.numbers.take());
        }
        let report = PathReport {
            up: self.up.take_whole(),
            ..egress.take_heard()
        };
        self.left = if report.is_plain() {
            self.left.saturating_sub(1)
        } else {
            PATH_CALM
        };
        if 0 < self.left {
            self.due = Some(report);
        }
    }

    /// What is to be told, once.
    pub(crate) const fn take(&mut self) -> Option<PathReport> {
        self.due.take()
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Instant, Numbers, STEP_MAX, Share};

    #[expect(
        clippy::disallowed_methods,
        reason = "any instant is an origin of virtual time"
    )]
    fn check_counted(packets: &[(u64, u64)], expected: Share) {
        let start = Instant::now();
        let mut numbers = Numbers::default();
        for (seq, millis) in packets {
            numbers.count(*seq, start + Duration::from_millis(*millis));
        }
        assert_eq!(numbers.take(), expected);
        assert_eq!(numbers.take(), Share::default());
    }

    #[test]
    fn a_gap_is_lost_though_it_is_filled_by_what_is_sent_again() {
        let packets = [(10, 0), (11, 20), (14, 40), (12, 120), (13, 120), (15, 121)];
        check_counted(&packets, Share { of: 5, lost: 2 });
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "any instant is an origin of virtual time"
    )]
    fn check_after_gap(packets: &[(u64, u64)], expected: &[u64]) {
        let start = Instant::now();
        let mut numbers = Numbers::default();
        let mut after_gap = Vec::new();
        for (seq, millis) in packets {
            if numbers.count(*seq, start + Duration::from_millis(*millis)) {
                after_gap.push(*seq);
            }
        }
        assert_eq!(after_gap, expected);
    }

    #[test]
    fn what_comes_after_many_and_much_time_were_lost_comes_after_a_gap() {
        check_after_gap(&[(10, 0), (11, 20), (111, 1_020), (112, 1_040)], &[111]);
        check_after_gap(&[(10, 0), (11 + STEP_MAX, 9_000)], &[11 + STEP_MAX]);
    }

    #[test]
    fn what_comes_after_a_pause_or_a_burst_of_loss_does_not() {
        check_after_gap(&[(10, 0), (11, 9_000), (12, 9_001)], &[]);
        check_after_gap(&[(10, 0), (13, 9_000)], &[]);
        check_after_gap(&[(10, 0), (90, 200), (50, 600)], &[]);
    }

    #[test]
    fn what_was_overtaken_is_not_lost() {
        let packets = [(10, 0), (12, 20), (11, 22), (13, 30)];
        check_counted(&packets, Share { of: 3, lost: 0 });
    }

    #[test]
    fn numbers_that_begin_elsewhere_are_no_gap() {
        let packets = [(10, 0), (11 + STEP_MAX, 20), (12 + STEP_MAX, 40)];
        check_counted(&packets, Share { of: 1, lost: 0 });
    }
}
