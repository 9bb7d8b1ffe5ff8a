//! The estimator on simulated paths.

use std::collections::VecDeque;

use super::{Estimator, Probe, Told};

/// A path with a bottleneck, and a sender that sends what it is told, in pictures.
struct Sim {
    estimator: Estimator,
    now: u64,
    /// What the bottleneck carries, in bit/s.
    carries: u64,
    /// Until when the bottleneck is busy.
    busy_until: u64,
    /// On their way: when word of it is sent back, and what will be told.
    on_way: VecDeque<(u64, Told)>,
    feedback_at: u64,
    /// What the sender would send if the path carried it, in bit/s.
    media: u64,
    /// What is desired, in bit/s.
    desired: u64,
    /// Packets lost by chance, of a thousand.
    loss: u64,
    chance: u64,
    /// Delay by chance, up to this, in microseconds: reorders.
    jitter: u64,
    /// Longest queue of the bottleneck, in microseconds.
    queue: u64,
    lost: u64,
    sent: u64,
}

const MILLI: u64 = 1_000;

/// The way in one direction, in microseconds.
const WAY: u64 = 20 * MILLI;

/// Their clock is another.
const OTHER_CLOCK: i64 = 77_777_777_777;

impl Sim {
    fn new(carries: u64) -> Self {
        Self {
            estimator: Estimator::new(2_500_000),
            now: 0,
            carries,
            busy_until: 0,
            on_way: VecDeque::new(),
            feedback_at: 0,
            media: 10_000_000,
            desired: 10_000_000,
            loss: 0,
            chance: 1,
            jitter: 0,
            queue: 300 * MILLI,
            lost: 0,
            sent: 0,
        }
    }

    fn send(&mut self, bytes: u16, probe: u8) {
        let start = self.busy_until.max(self.now);
        self.chance = self
            .chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let unlucky = (self.chance >> 33) % 1_000 < self.loss;
        let fits = start - self.now <= self.queue && !unlucky;
        if start - self.now <= self.queue {
            self.busy_until = start + u64::from(bytes) * 8_000_000 / self.carries;
        }
        self.sent += 1;
        self.lost += u64::from(!fits);
        let late = (self.chance >> 20) % (self.jitter + 1);
        let came = self.busy_until + WAY + late;
        let told = Told {
            sent_at: self.now,
            came_at: fits.then(|| i64::try_from(came).unwrap() + OTHER_CLOCK),
            bytes,
            probe,
        };
        self.on_way.push_back((came, told));
    }

    /// Lets time pass in steps of a millisecond: a picture each 33 ms, feedback each 50 ms.
    fn run(&mut self, seconds: u64) {
        let until = self.now + seconds * 1_000 * MILLI;
        let mut probe = None;
        while self.now < until {
            self.now += MILLI;
            if self.now.is_multiple_of(33 * MILLI) {
                let bits = self.media.min(self.estimator.bits());
                let mut left = bits * 33 / 1_000 / 8;
                while 0 < left {
                    let bytes = left.min(1_200);
                    self.send(u16::try_from(bytes.max(60)).unwrap(), 0);
                    left -= bytes;
                }
            }
            if probe.is_none() {
                probe = self.estimator.probe(self.desired, self.now);
            }
            if let Some(mut sending) = probe.take() {
                while sending.packets == 0 || 0 < sending.due(self.now) {
                    self.send(300, sending.number);
                    sending.count(300);
                }
                if sending.is_complete() {
                    self.estimator.probed(&sending, self.now);
                } else {
                    probe = Some(sending);
                }
            }
            if self.feedback_at <= self.now {
                self.feedback_at = self.now + 50 * MILLI;
                let mut told = Vec::new();
                let newest = self
                    .on_way
                    .iter()
                    .rposition(|(came, packet)| packet.came_at.is_some() && came + WAY <= self.now);
                let known = newest.map_or(0, |newest| newest + 1);
                told.extend(self.on_way.drain(..known).map(|(_, packet)| packet));
                if !told.is_empty() {
                    self.estimator.take(&told, self.now);
                }
            }
        }
    }

    fn kbits(&self) -> u64 {
        self.estimator.bits() / 1_000
    }
}

#[test]
fn it_converges_on_what_a_path_carries_and_keeps_its_queue_short() {
    for carries in [300_000, 800_000, 2_000_000, 8_000_000] {
        let mut sim = Sim::new(carries);
        sim.run(10);
        (sim.sent, sim.lost) = (0, 0);
        let mut sum = 0;
        for _ in 0..10 {
            sim.run(1);
            sum += sim.kbits();
        }
        let mean = sum * 100 / (carries / 1_000) / 10;
        assert!((65..=110).contains(&mean), "{mean} % of {carries}");
        assert!(
            sim.lost * 100 < sim.sent,
            "{} of {} lost",
            sim.lost,
            sim.sent
        );
    }
}

#[test]
fn it_follows_a_path_that_falls_and_returns() {
    let mut sim = Sim::new(3_000_000);
    sim.run(10);
    assert!(2_000 < sim.kbits(), "{}", sim.kbits());
    sim.carries = 250_000;
    sim.run(2);
    assert!(sim.kbits() < 280, "{}", sim.kbits());
    sim.run(10);
    assert!((120..280).contains(&sim.kbits()), "{}", sim.kbits());
    sim.carries = 3_000_000;
    sim.run(5);
    assert!(1_500 < sim.kbits(), "{}", sim.kbits());
}

#[test]
fn a_sender_that_sends_little_finds_by_probing_that_the_path_carries_more() {
    let mut sim = Sim::new(20_000_000);
    sim.estimator = Estimator::new(100_000);
    sim.media = 50_000;
    sim.desired = 2_000_000;
    sim.run(3);
    assert!(1_800 < sim.kbits(), "{}", sim.kbits());
    sim.run(5);
    assert!(
        sim.kbits() < 3_300,
        "no more than is desired: {}",
        sim.kbits()
    );
}

#[test]
fn nothing_is_probed_when_nothing_more_is_desired() {
    let mut sim = Sim::new(20_000_000);
    (sim.media, sim.desired) = (500_000, 0);
    sim.run(3);
    let pictures = sim.sent;
    assert!(pictures < 3 * 31 * 2, "{pictures} packets");
}

/// Estimates at the end of each second, in kbit/s.
fn each_second(sim: &mut Sim, seconds: usize) -> Vec<u64> {
    let second = |_| {
        sim.run(1);
        sim.kbits()
    };
    (0..seconds).map(second).collect()
}

#[test]
fn what_is_lost_by_chance_lowers_nothing_for_long() {
    for loss in [15, 50, 120, 200] {
        let mut sim = Sim::new(4_000_000);
        sim.loss = loss;
        sim.run(10);
        let seconds = each_second(&mut sim, 20);
        let good = seconds.iter().filter(|kbits| 1_700 < **kbits).count();
        assert!(18 <= good, "{loss} of 1000 lost: {seconds:?}");
    }
}

#[test]
fn a_bottleneck_without_a_queue_is_found_by_what_it_loses() {
    let mut sim = Sim::new(800_000);
    sim.queue = 40 * MILLI;
    sim.run(10);
    (sim.sent, sim.lost) = (0, 0);
    let seconds = each_second(&mut sim, 20);
    assert!(seconds.iter().all(|kbits| *kbits < 1_700), "{seconds:?}");
    assert!(
        sim.lost * 100 < sim.sent * 25,
        "{} of {} lost: {seconds:?}",
        sim.lost,
        sim.sent
    );
}

/// The seeds of the tests with many.
fn seeds() -> impl Iterator<Item = u64> {
    (1..=120).map(|seed: u64| seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[test]
fn jitter_and_loss_by_chance_are_not_taken_for_a_full_link() {
    for seed in seeds() {
        let mut sim = Sim::new(20_000_000);
        (sim.media, sim.desired) = (1_700_000, 2_500_000);
        (sim.loss, sim.jitter, sim.chance) = (50, 15 * MILLI, seed);
        sim.run(2);
        let seconds = each_second(&mut sim, 20);
        let least = seconds.iter().min().copied().unwrap_or(0);
        assert!(1_700 < least, "seed {seed}: {seconds:?}");
    }
}

#[test]
fn who_sends_little_over_a_jittery_path_loses_no_estimate() {
    for seed in seeds().take(40) {
        let mut sim = Sim::new(20_000_000);
        (sim.media, sim.desired) = (60_000, 0);
        (sim.loss, sim.jitter, sim.chance) = (50, 30 * MILLI, seed);
        let seconds = each_second(&mut sim, 30);
        let least = seconds.iter().min().copied().unwrap_or(0);
        assert!(1_700 < least, "seed {seed}: {seconds:?}");
    }
}

/// Word of packets sent between two instants, each 10 ms, that took so long; those of a probe are named.
fn word(from: u64, until: u64, took: u64, probe: u8) -> Vec<Told> {
    let each = (from..until).step_by(10_000);
    each.map(|sent_at| Told {
        sent_at,
        came_at: i64::try_from(sent_at + took).ok(),
        bytes: 500,
        probe,
    })
    .collect()
}

#[test]
fn a_probe_of_which_word_was_lost_is_sent_anew_at_once() {
    let mut estimator = Estimator::new(100_000);
    estimator.take(&word(0, 100 * MILLI, WAY, 0), 150 * MILLI);
    let probe = estimator.probe(1_000_000, 600 * MILLI).unwrap();
    estimator.probed(
        &Probe {
            packets: 8,
            ..probe
        },
        625 * MILLI,
    );
    estimator.take(&word(630 * MILLI, 700 * MILLI, WAY, 0), 750 * MILLI);
    assert_eq!(
        estimator.probe(1_000_000, 760 * MILLI),
        None,
        "reordered, perhaps"
    );
    estimator.take(&word(710 * MILLI, 800 * MILLI, WAY, 0), 850 * MILLI);
    assert!(estimator.probe(1_000_000, 860 * MILLI).is_some());
}

#[test]
fn a_probe_that_was_lost_itself_is_not_sent_anew_at_once() {
    let mut estimator = Estimator::new(100_000);
    estimator.take(&word(0, 100 * MILLI, WAY, 0), 150 * MILLI);
    let probe = estimator.probe(1_000_000, 600 * MILLI).unwrap();
    let lost = word(600 * MILLI, 650 * MILLI, WAY, probe.number).into_iter();
    let lost: Vec<Told> = lost
        .map(|told| Told {
            came_at: None,
            ..told
        })
        .collect();
    estimator.probed(
        &Probe {
            packets: 5,
            ..probe
        },
        650 * MILLI,
    );
    estimator.take(&lost, 700 * MILLI);
    for now in [750 * MILLI, 850 * MILLI, 950 * MILLI] {
        estimator.take(&word(now - 90 * MILLI, now - 50 * MILLI, WAY, 0), now);
        assert_eq!(estimator.probe(1_000_000, now), None);
    }
}

#[test]
fn a_way_that_becomes_a_lot_shorter_is_tried_at_once() {
    let mut estimator = Estimator::new(60_000);
    estimator.take(&word(0, 100 * MILLI, 500 * MILLI, 0), 600 * MILLI);
    assert!(estimator.probe(1_000_000, 1_000 * MILLI).is_some());
    assert_eq!(estimator.probe(1_000_000, 1_200 * MILLI), None);
    estimator.take(&word(1_000 * MILLI, 1_100 * MILLI, WAY, 0), 1_250 * MILLI);
    assert!(estimator.probe(1_000_000, 1_260 * MILLI).is_some());
}
