//! One run of one room, and the figures of it.

use serde_json::{Value, json};

use super::floor::Floor;
use super::plan::{Joined, Measured};
use super::scrape::Datagrams;
use crate::report::rounded;

/// Loss up to which a room counts as carried, in percent.
pub(crate) const LOSS_MAX_PERCENT: f64 = 0.1;

/// Our own server, as a row names it.
pub(crate) const OURS: &str = "meanwhile";

/// What the server's process used and moved in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Used {
    pub(crate) cpu_s: f64,
    pub(crate) wall_s: f64,
    pub(crate) datagrams: Datagrams,
    /// Resident memory before anybody joined and at the end of the window, in bytes.
    pub(crate) memory: (u64, u64),
    pub(crate) threads: u64,
    /// Datagrams of garbage that were sent to it in a second.
    pub(crate) garbage_per_s: f64,
}

/// One run of one room.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Who forwarded.
    pub(crate) server: &'static str,
    /// In each room.
    pub(crate) participants: usize,
    pub(crate) rooms: usize,
    pub(crate) stage: &'static str,
    pub(crate) joined: Joined,
    pub(crate) measured: Measured,
    pub(crate) used: Used,
    pub(crate) floor: Floor,
}

/// A value of unsorted numbers at a quantile; 0 of none.
pub(crate) fn at(values: &[u64], quantile: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1) as f64;
    let index = (last * quantile).ceil() as usize;
    sorted.get(index).copied().unwrap_or(0) as f64
}

impl Row {
    pub(crate) fn cpu_per_packet_us(&self) -> f64 {
        self.used.cpu_s * 1e6 / self.measured.received.max(1) as f64
    }

    pub(crate) fn over_floor(&self) -> f64 {
        self.cpu_per_packet_us() / self.floor.us.max(f64::MIN_POSITIVE)
    }

    pub(crate) fn loss_percent(&self) -> f64 {
        let expected = self.measured.expected.max(1) as f64;
        let lost = self
            .measured
            .expected
            .saturating_sub(self.measured.received);
        lost as f64 / expected * 100.0
    }

    /// Whether all were in, got what was sent to them, and lost next to nothing.
    pub(crate) fn carried(&self) -> bool {
        self.rooms * self.participants <= self.people()
            && self.measured.starved == 0
            && 0 < self.measured.expected
            && self.loss_percent() < LOSS_MAX_PERCENT
    }

    /// How many people in how many rooms.
    pub(crate) fn size(&self) -> String {
        match self.rooms {
            1 => self.participants.to_string(),
            rooms => format!("{rooms}×{}", self.participants),
        }
    }

    /// Who is in.
    fn people(&self) -> usize {
        self.joined.people + self.joined.blind
    }

    pub(crate) fn memory_kb(&self) -> f64 {
        let (before, after) = self.used.memory;
        after.saturating_sub(before) as f64 / 1e3 / (self.rooms * self.participants).max(1) as f64
    }

    pub(crate) fn signalling_bytes(&self) -> f64 {
        at(&self.joined.signalling_bytes, 0.5)
    }

    pub(crate) fn picture_ms(&self, quantile: f64) -> f64 {
        at(&self.joined.picture_us, quantile) / 1e3
    }

    pub(crate) fn connected_ms(&self, quantile: f64) -> f64 {
        at(&self.joined.connected_us, quantile) / 1e3
    }

    /// The delay at one of the quantiles of the plan.
    pub(crate) fn delay_ms(&self, index: usize) -> f64 {
        self.measured.delay_us.get(index).copied().unwrap_or(0) as f64 / 1e3
    }

    pub(crate) fn server_cores(&self) -> f64 {
        self.used.cpu_s / self.used.wall_s.max(f64::MIN_POSITIVE)
    }

    pub(crate) fn bots_cores(&self) -> f64 {
        self.measured.cpu_us as f64 / 1e6 / self.used.wall_s.max(f64::MIN_POSITIVE)
    }

    pub(crate) fn out_per_s(&self) -> f64 {
        self.used.datagrams.sent as f64 / self.used.wall_s.max(f64::MIN_POSITIVE)
    }

    pub(crate) fn in_per_s(&self) -> f64 {
        self.used.datagrams.received as f64 / self.used.wall_s.max(f64::MIN_POSITIVE)
    }

    pub(crate) fn json(&self) -> Value {
        let Self {
            joined,
            measured,
            used,
            ..
        } = self;
        json!({
            "server": self.server,
            "participants": self.participants,
            "rooms": self.rooms,
            "stage": self.stage,
            "joined": self.people(),
            "carried": self.carried(),
            "cpu_per_packet_us": rounded(self.cpu_per_packet_us()),
            "floor_us": rounded(self.floor.us),
            "floor_voice_us": rounded(self.floor.voice_us),
            "floor_picture_us": rounded(self.floor.picture_us),
            "over_floor": rounded(self.over_floor()),
            "loss_percent": rounded(self.loss_percent()),
            "starved": measured.starved,
            "media_packets": measured.expected,
            "voice_packets": measured.voices,
            "picture_packets_least": measured.pictures_least,
            "picture_packets_most": measured.pictures_most,
            "picture_packets_sent": measured.pictures_sent,
            "packets_in_per_s": rounded(self.in_per_s()),
            "packets_out_per_s": rounded(self.out_per_s()),
            "packets_dropped": used.datagrams.dropped,
            "server_cores": rounded(self.server_cores()),
            "bots_cores": rounded(self.bots_cores()),
            "server_threads": used.threads,
            "bots_threads": measured.threads,
            "memory_per_participant_kb": rounded(self.memory_kb()),
            "join_connected_p50_ms": rounded(self.connected_ms(0.5)),
            "join_connected_p99_ms": rounded(self.connected_ms(0.99)),
            "join_first_picture_p50_ms": rounded(self.picture_ms(0.5)),
            "join_first_picture_p99_ms": rounded(self.picture_ms(0.99)),
            "delay_added_p50_ms": rounded(self.delay_ms(0)),
            "delay_added_p99_ms": rounded(self.delay_ms(1)),
            "delay_added_p999_ms": rounded(self.delay_ms(2)),
            "signalling_bytes_per_join": self.signalling_bytes(),
            "signalling_bytes_per_join_p99": at(&joined.signalling_bytes, 0.99),
            "signalling_bytes_of_the_first": joined.ramp_bytes.first().copied().unwrap_or(0),
            "asked_again": measured.asked_again,
            "opened": measured.opened,
            "unreadable": measured.unreadable,
            "reports": measured.reports,
            "garbage_per_s": rounded(used.garbage_per_s),
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn row(participants: usize, received: u64) -> Row {
        Row {
            server: OURS,
            participants,
            rooms: 1,
            stage: "360p",
            joined: Joined {
                people: participants - 1,
                blind: 1,
                picture_us: vec![100_000, 300_000],
                signalling_bytes: vec![9_000, 9_100, 9_200],
                ..Joined::default()
            },
            measured: Measured {
                expected: 100_000,
                received,
                voices: 60_000,
                delay_us: vec![500, 4_000, 9_000],
                cpu_us: 500_000,
                ..Measured::default()
            },
            used: Used {
                cpu_s: 0.5,
                wall_s: 2.0,
                memory: (10_000_000, 12_000_000),
                ..Used::default()
            },
            floor: Floor {
                voice_us: 4.0,
                picture_us: 1.0,
                us: 2.5,
            },
        }
    }

    #[test]
    fn figures_follow_from_what_was_counted() {
        let row = row(10, 99_950);
        assert!((row.cpu_per_packet_us() - 5.0).abs() < 0.01);
        assert!((row.over_floor() - 2.0).abs() < 0.01);
        assert!((row.loss_percent() - 0.05).abs() < 1e-9);
        assert!((row.memory_kb() - 200.0).abs() < 1e-9);
        assert!((row.server_cores() - 0.25).abs() < 1e-9);
        assert!((row.picture_ms(0.99) - 300.0).abs() < 1e-9);
    }

    #[test]
    fn a_room_is_carried_when_all_are_in_and_lose_next_to_nothing() {
        assert!(row(10, 99_950).carried());
        assert!(!row(10, 99_000).carried());
        let mut missing = row(10, 100_000);
        missing.joined.people -= 1;
        assert!(!missing.carried());
        let mut starved = row(10, 100_000);
        starved.measured.starved = 1;
        assert!(!starved.carried());
    }

    #[test]
    fn quantiles_are_of_the_values_themselves() {
        let values: Vec<u64> = (1..=100).rev().collect();
        assert!((at(&values, 0.5) - 51.0).abs() < 1e-9);
        assert!((at(&values, 0.99) - 100.0).abs() < 1e-9);
        assert!(at(&[], 0.5).abs() < 1e-9);
    }
}
