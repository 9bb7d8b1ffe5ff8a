//! The figures of all runs, and the table of rooms.

use std::fmt::Write as _;

use sfu::limits::TOGETHER_LISTENERS;

use super::bots::STARVED_PERCENT;
use super::instructions::{self, Instructions, PICTURE_MAX, VOICE_MAX};
use super::janus::PROGRAM as JANUS;
use super::row::{LOSS_MAX_PERCENT, Row};
use crate::BenchArgs;
use crate::error::BenchError;
use crate::report::{Bar, Better, Figure, Report, median, rounded};

const M1_BAR: Bar = Bar {
    reach: 2.5,
    aim: 1.5,
};
/// At most a quarter of what Janus needs.
const OVER_JANUS_BAR: Bar = Bar::of(0.25);
const M2_BAR: Bar = Bar {
    reach: 500.0,
    aim: 1_500.0,
};
const LOSS_BAR_PERCENT: Bar = Bar::of(LOSS_MAX_PERCENT);
const M3_BAR_PERCENT: Bar = Bar::of(10.0);
const M4_BAR_KB: Bar = Bar {
    reach: 600.0,
    aim: 300.0,
};
/// The first picture, and the delay.
const M5_BARS_MS: [Bar; 2] = [
    Bar {
        reach: 2_000.0,
        aim: 1_000.0,
    },
    Bar {
        reach: 20.0,
        aim: 5.0,
    },
];

/// The runs of the largest room.
struct Largest<'a> {
    rows: Vec<&'a Row>,
    floor_us: f64,
}

impl Largest<'_> {
    fn each(&self, of: impl Fn(&Row) -> f64) -> Vec<f64> {
        self.rows.iter().map(|row| of(row)).collect()
    }

    /// A figure of which less is better.
    fn lower(
        &self,
        report: &mut Report,
        (name, unit, bar): (&str, &str, Option<Bar>),
        of: impl Fn(&Row) -> f64,
    ) {
        report.figure(&Figure {
            name,
            unit,
            runs: &self.each(of),
            better: Better::Lower,
            bar,
            floor: None,
        });
    }

    /// M1: what forwarding costs, beside its floor.
    fn cost(&self, report: &mut Report) {
        for (name, unit, runs, bar, floor) in [
            (
                "M1_cpu_per_packet",
                "us",
                self.each(Row::cpu_per_packet_us),
                None,
                self.floor_us,
            ),
            (
                "M1_over",
                "floor",
                self.each(Row::over_floor),
                Some(M1_BAR),
                1.0,
            ),
        ] {
            report.figure(&Figure {
                name,
                unit,
                runs: &runs,
                better: Better::Lower,
                bar,
                floor: Some(floor),
            });
        }
    }

    /// M2: how many are in the room, and what they lose.
    fn carried(&self, report: &mut Report) {
        let carried = |row: &Row| {
            if row.carried() {
                row.participants as f64
            } else {
                0.0
            }
        };
        report.figure(&Figure {
            name: "M2",
            unit: "participants",
            runs: &self.each(carried),
            better: Better::Higher,
            bar: Some(M2_BAR),
            floor: None,
        });
        let loss = ("M2_loss", "percent", Some(LOSS_BAR_PERCENT));
        self.lower(report, loss, Row::loss_percent);
    }

    /// M4 and M5: memory, joining, delay.
    fn each_of_them(&self, report: &mut Report) {
        let [picture, delay] = M5_BARS_MS.map(Some);
        let memory = ("M4_memory_per_participant", "kb", Some(M4_BAR_KB));
        self.lower(report, memory, Row::memory_kb);
        let of = |name, bar| (name, "ms", bar);
        self.lower(report, of("M5_join_connected_p99", None), |row| {
            row.connected_ms(0.99)
        });
        self.lower(report, of("M5_join_first_picture_p50", None), |row| {
            row.picture_ms(0.5)
        });
        self.lower(report, of("M5_join_first_picture_p99", picture), |row| {
            row.picture_ms(0.99)
        });
        self.lower(report, of("M5_delay_added_p50", None), |row| {
            row.delay_ms(0)
        });
        self.lower(report, of("M5_delay_added_p99", delay), |row| {
            row.delay_ms(1)
        });
        let cores = |name| (name, "cores", None);
        self.lower(report, cores("server_cpu"), Row::server_cores);
        self.lower(report, cores("bots_cpu"), Row::bots_cores);
    }
}

/// All figures: those of the largest room, and a line for each run of each.
pub(crate) fn rows(report: &mut Report, rows: &[Row]) {
    let most = rows.iter().map(|row| row.participants).max().unwrap_or(0);
    let of_largest = rows.iter().filter(|row| row.participants == most);
    let mut largest = Largest {
        rows: of_largest.collect(),
        floor_us: 0.0,
    };
    let floors = largest.each(|row| row.floor.us);
    largest.floor_us = median(&floors);
    largest.cost(report);
    largest.carried(report);
    let bytes = ("M3_signalling_bytes", "per_join", None);
    largest.lower(report, bytes, Row::signalling_bytes);
    if let Some(spread) = signalling_spread(rows) {
        let of = ("M3_signalling_spread", "percent", Some(M3_BAR_PERCENT));
        largest.lower(report, of, |_| spread);
    }
    largest.each_of_them(report);
    if rows.iter().any(|row| 0.0 < row.used.garbage_per_s) {
        let sent = largest.each(|row| row.used.garbage_per_s);
        report.figure(&Figure {
            name: "garbage",
            unit: "per_s",
            runs: &sent,
            better: Better::Higher,
            bar: None,
            floor: None,
        });
        report.note(
            "Garbage came meanwhile: what it costs the server is in M1, and M2's loss is that of a room that \
             is not the sender's.",
        );
    }
    report.floor("M1_udp_seal_us", &floors);
    let voices = largest.each(|row| row.floor.voice_us);
    report.floor("M1_udp_seal_voice_us", &voices);
    let pictures = largest.each(|row| row.floor.picture_us);
    report.floor("M1_udp_seal_picture_us", &pictures);
    for row in rows {
        report.row(row.json());
    }
    report.note(table(rows));
    for row in rows {
        if let Some(why) = fault(row) {
            report.note(format!("Of {}: {why}.", row.size()));
        }
    }
}

/// What Janus needed for the same, run by run beside ours.
pub(crate) fn janus(report: &mut Report, ours: &[Row], theirs: &[Row]) {
    if theirs.is_empty() {
        return;
    }
    let over: Vec<f64> = ours.iter().zip(theirs).map(over_janus).collect();
    report.figure(&Figure {
        name: "M1_over",
        unit: "janus",
        runs: &over,
        better: Better::Lower,
        bar: Some(OVER_JANUS_BAR),
        floor: None,
    });
    let each = |of: fn(&Row) -> f64| theirs.iter().map(of).collect::<Vec<f64>>();
    for (key, runs) in [
        ("cpu_per_packet_us", each(Row::cpu_per_packet_us)),
        ("memory_per_participant_kb", each(Row::memory_kb)),
        ("loss_percent", each(Row::loss_percent)),
        ("delay_added_p99_ms", each(|row| row.delay_ms(1))),
        (
            "join_first_picture_p99_ms",
            each(|row| row.picture_ms(0.99)),
        ),
        ("cores", each(Row::server_cores)),
    ] {
        report.peer(&format!("{JANUS}_{key}"), &runs);
    }
    for row in theirs {
        report.row(row.json());
        if let Some(why) = fault(row).filter(|_| !row.carried()) {
            report.note(format!("Janus did not carry {}: {why}.", row.participants));
        }
    }
    report.note(format!(
        "Janus (videoroom, event_loops=2, ICE-lite), the same bots, one run after ours each:\n{}",
        table(theirs)
    ));
}

/// Why a room is not carried, or what else went wrong in it.
fn fault(row: &Row) -> Option<String> {
    let starved = row.measured.starved;
    if let Some(why) = &row.joined.failed {
        return Some(why.clone());
    }
    if 0 < starved {
        return Some(format!(
            "to {starved} less than {STARVED_PERCENT} % was to come of what the stage's layer or the voices sent"
        ));
    }
    let bad = "people were missing, or the loss was 0.1 % or more";
    (!row.carried()).then(|| bad.to_owned())
}

/// Our processor time per packet in Janus' of the same run.
fn over_janus((ours, theirs): (&Row, &Row)) -> f64 {
    ours.cpu_per_packet_us() / theirs.cpu_per_packet_us().max(f64::MIN_POSITIVE)
}

/// How far the signalling of a join in the rooms lies apart, in percent of the smallest; nothing of
/// one room alone.
fn signalling_spread(rows: &[Row]) -> Option<f64> {
    let bytes: Vec<f64> = rows.iter().map(Row::signalling_bytes).collect();
    let first = rows.first()?.participants;
    if rows.iter().all(|row| row.participants == first) {
        return None;
    }
    let least = bytes.iter().copied().reduce(f64::min)?;
    let most = bytes.iter().copied().reduce(f64::max)?;
    Some((most - least) / least.max(1.0) * 100.0)
}

fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:>8} {:>6} {:>9} {:>8} {:>6} {:>8} {:>9} {:>9} {:>7} {:>7} {:>8} {:>9} {:>9} {:>7}\n",
        "people",
        "stage",
        "us/packet",
        "floor",
        "over",
        "loss %",
        "in/s",
        "out/s",
        "server",
        "bots",
        "kB each",
        "1st p99",
        "delay p99",
        "join B"
    );
    for row in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:>8} {:>6} {:>9} {:>8} {:>6} {:>8} {:>9} {:>9} {:>7} {:>7} {:>8} {:>9} {:>9} {:>7}",
            row.size(),
            row.stage,
            rounded(row.cpu_per_packet_us()),
            rounded(row.floor.us),
            rounded(row.over_floor()),
            rounded(row.loss_percent()),
            rounded(row.in_per_s()),
            rounded(row.out_per_s()),
            rounded(row.server_cores()),
            rounded(row.bots_cores()),
            rounded(row.memory_kb()),
            rounded(row.picture_ms(0.99)),
            rounded(row.delay_ms(1)),
            row.signalling_bytes(),
        );
    }
    text
}

/// The engine's instructions per forwarded packet, if they are to be counted.
pub(crate) fn instructions(report: &mut Report, count: bool) -> Result<(), BenchError> {
    if !count {
        report.note("Instructions per forwarded packet: add --callgrind (needs valgrind).");
        return Ok(());
    }
    match instructions::count()? {
        Some(counted) => bounded(report, counted),
        None => report.note(
            "Instructions per forwarded packet were not counted: install valgrind for --callgrind.",
        ),
    }
    Ok(())
}

/// What was counted, and whether it is as little as it may be.
fn bounded(report: &mut Report, counted: Instructions) {
    for (name, of, counted, most) in [
        (
            "M1_instructions_voice",
            "a voice's",
            counted.voice,
            VOICE_MAX,
        ),
        (
            "M1_instructions_picture",
            "a picture's",
            counted.picture,
            PICTURE_MAX,
        ),
    ] {
        report.figure(&Figure {
            name,
            unit: "per_packet",
            runs: &[counted],
            better: Better::Lower,
            bar: Some(Bar::of(most)),
            floor: None,
        });
        if most < counted {
            report.broken(format!(
                "{of} packet took {counted:.0} instructions, at most {most} are allowed when built with --release"
            ));
        }
    }
}

/// How it was measured.
pub(crate) fn how(report: &mut Report, args: &BenchArgs) {
    let conference = &args.conference;
    let (width, height) = conference.stage.pixels();
    report.note(format!(
        "{} speak (Opus, 20 ms), one of them is on the stage (three layers; everybody sees it at \
         {width} × {height}), all receive in 3 voice and 10 picture slots as the web client does; {} join \
         a second. Server and bots share this machine.\n\
         M1: processor time of the server's process in {:?} per media packet that came to the \
         bots, all else it did included. Its floor: bare UDP in the same batch shapes (a voice's packet to \
         each by sendmmsg, those of two voices by one segmented send where a thread has at least \
         {TOGETHER_LISTENERS} listeners; a picture's packets to each by one segmented send) and one \
         AES-256-GCM seal a packet, weighted by the run's mix.\n\
         M2: loss by sequence numbers after retransmission; who is to get less than {STARVED_PERCENT} % of what \
         the stage's layer and the voices sent has lost the rest. M3: bytes of HTTP and socket, both ways, \
         from the first request to the first picture, median. M4: resident memory of the server, less that \
         before anybody came. M5: from the first request to the first whole picture; from a publisher's \
         packet until the kernel has it for a subscriber.",
        conference.speakers,
        conference.join_rate,
        args.span(),
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BenchName;
    use crate::conference::row::tests::row;

    #[test]
    fn a_room_that_is_not_carried_says_why() {
        assert_eq!(fault(&row(10, 100_000)), None);
        assert!(fault(&row(10, 90_000)).unwrap().contains("0.1 %"));
        let mut starved = row(10, 100_000);
        starved.measured.starved = 9;
        assert!(fault(&starved).unwrap().starts_with("to 9 less than 90 %"));
        starved.joined.failed = Some("nobody came".to_owned());
        assert_eq!(fault(&starved).unwrap(), "nobody came");
    }

    #[test]
    fn the_keys_are_those_that_are_watched() {
        let mut report = Report::new(BenchName::Conference, 1);
        rows(&mut report, &[row(10, 100_000), row(500, 99_999)]);
        let json = report.json();
        let figures = json["figures"].as_object().unwrap();
        for key in [
            "M1_cpu_per_packet_us",
            "M1_over_floor",
            "M2_loss_percent",
            "M2_participants",
            "M3_signalling_bytes_per_join",
            "M4_memory_per_participant_kb",
            "M5_join_first_picture_p99_ms",
            "M5_delay_added_p99_ms",
        ] {
            assert!(figures.contains_key(key), "{key}");
        }
        assert_eq!(figures["M2_participants"], 500.0);
        assert_eq!(json["floors"]["M1_udp_seal_us"], 2.5);
        assert_eq!(json["table"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn janus_is_told_beside_ours() {
        let ours = [row(100, 100_000), row(100, 100_000)];
        let theirs = ours.clone().map(|mut row| {
            row.server = JANUS;
            row.used.cpu_s *= 5.0;
            row
        });
        let mut report = Report::new(BenchName::Conference, 1);
        rows(&mut report, &ours);
        janus(&mut report, &ours, &[]);
        assert!(report.json()["figures"]["M1_over_janus"].is_null());
        janus(&mut report, &ours, &theirs);
        let json = report.json();
        assert_eq!(json["figures"]["M1_over_janus"], 0.2);
        assert_eq!(json["figures"]["M1_cpu_per_packet_us"], 5.0);
        assert_eq!(json["peers"]["janus_cpu_per_packet_us"], 25.0);
        assert_eq!(json["peers"]["janus_memory_per_participant_kb"], 20.0);
        assert_eq!(json["peers"]["janus_loss_percent"], 0.0);
        let servers: Vec<_> = json["table"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| &row["server"])
            .collect();
        assert_eq!(servers, ["meanwhile", "meanwhile", "janus", "janus"]);
    }

    #[test]
    fn instructions_that_have_risen_fail_the_bench() {
        let of = |voice, picture| {
            let mut report = Report::new(BenchName::Conference, 1);
            bounded(&mut report, Instructions { voice, picture });
            assert_eq!(
                report.json()["figures"]["M1_instructions_voice_per_packet"],
                voice
            );
            report.verdict().map_err(|error| error.to_string())
        };
        assert_eq!(of(VOICE_MAX, PICTURE_MAX), Ok(()));
        let failed = of(VOICE_MAX, PICTURE_MAX + 1.0).unwrap_err();
        assert!(failed.contains("a picture's packet"), "{failed}");
        assert!(!failed.contains("a voice's"), "{failed}");
        assert!(of(VOICE_MAX + 1.0, PICTURE_MAX).is_err());
    }

    #[test]
    fn signalling_is_compared_between_rooms_only() {
        let mut large = row(500, 1);
        large.joined.signalling_bytes = vec![10_010];
        assert_eq!(signalling_spread(&[row(10, 1)]), None);
        let spread = signalling_spread(&[row(10, 1), large]).unwrap();
        assert!((spread - 10.0).abs() < 1e-9, "{spread}");
    }
}
