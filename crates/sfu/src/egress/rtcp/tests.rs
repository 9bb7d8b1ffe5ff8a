//! Tests of reading and writing RTCP.

use super::{SenderReport, TransportFeedback, is_rtcp, read, write_reports};

#[test]
fn reports_and_their_names_stand_as_rfc_3550_6_has_them() {
    let report = |ssrc| SenderReport {
        ssrc,
        ntp: 0x0000_0102_8000_0000,
        time: 90_000,
        packets: 7,
        octets: 8_400,
    };
    let mut room = [0xaa; 1_200];
    let len = write_reports(&mut room, &[report(11), report(12)], b"0123456789").unwrap();
    assert!(is_rtcp(&room[..len]) && len.is_multiple_of(4));
    let one = |ssrc: u8| {
        let mut report = vec![0x80, 200, 0, 6, 0, 0, 0, ssrc, 0, 0, 1, 2, 0x80, 0, 0, 0];
        report.extend([0, 1, 0x5f, 0x90, 0, 0, 0, 7, 0, 0, 0x20, 0xd0]);
        report
    };
    let chunk = |ssrc: u8| {
        let mut chunk = vec![0, 0, 0, ssrc, 1, 10];
        chunk.extend(*b"0123456789");
        chunk.extend([0; 4]);
        chunk
    };
    let description = vec![0x82, 202, 0, 10];
    let expected = [one(11), one(12), description, chunk(11), chunk(12)].concat();
    assert_eq!(room[..len], expected);
    let short = &mut room[..48];
    assert_eq!(write_reports(short, &[report(1)], b"0123456789"), None);
    assert_eq!(write_reports(&mut room, &[], b"0123456789"), None);
}

fn told(compound: &[u8]) -> (Vec<String>, bool) {
    let mut all = Vec::new();
    let of_its_own = read(compound, |told| all.push(format!("{told:?}")));
    (all, of_its_own)
}

#[test]
fn a_compound_of_all_kinds_is_read_and_a_cut_one_as_far_as_it_goes() {
    let mut compound = vec![0x81, 201, 0, 7, 0, 0, 0, 9, 0, 0, 0, 5];
    compound.extend([0x20, 0xff, 0xff, 0xfe, 0, 1, 0, 7, 0, 0, 0, 0]);
    compound.extend([0, 0, 0, 3, 0, 0, 0, 4]);
    compound.extend([0x81, 205, 0, 3, 0, 0, 0, 9, 0, 0, 0, 5, 0x12, 0x34, 0, 3]);
    compound.extend([0x81, 206, 0, 2, 0, 0, 0, 9, 0, 0, 0, 6]);
    compound.extend([
        0x84, 206, 0, 4, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 7, 1, 0, 0, 0,
    ]);
    let (all, of_its_own) = told(&compound);
    assert!(!of_its_own);
    assert_eq!(
        all,
        [
            "Receives(Receives { ssrc: 5, lost: -2, newest: 65543, reported: 3, since: 4 })",
            "Misses { ssrc: 5, first: 4660, others: 3 }",
            "NeedsKeyframe { ssrc: 6 }",
            "NeedsKeyframe { ssrc: 7 }",
        ]
    );
    for cut in 0..compound.len() {
        assert!(told(&compound[..cut]).0.len() < 4);
    }
    let mut report = vec![0x80, 200, 0, 6];
    report.extend([0; 24]);
    assert_eq!(told(&report), (Vec::new(), true));
}

fn arrivals(body: &[u8], before: Option<i64>) -> Vec<(u16, Option<i64>)> {
    let mut all = Vec::new();
    if let Some(feedback) = TransportFeedback::new(body) {
        feedback.each(before, |number, came| all.push((number, came)));
    }
    all
}

#[test]
fn arrivals_of_every_kind_of_chunk_are_read() {
    // Nine packets from 65,534 on: a run of two small deltas, then seven of two bits each.
    let mut body = vec![0xff, 0xfe, 0, 9, 0, 0, 2, 1];
    body.extend([0x20, 0x02]);
    body.extend([0b1100_1001, 0b0000_0000]);
    body.extend([4, 8]);
    body.extend([0xff, 0xfc, 2]);
    let came = arrivals(&body, None);
    assert_eq!(came.len(), 9);
    assert_eq!(came[0], (65_534, Some(129_000)));
    assert_eq!(came[1], (65_535, Some(131_000)));
    assert_eq!(came[2], (0, None));
    assert_eq!(came[3], (1, Some(130_000)), "a large delta may go back");
    assert_eq!(came[4], (2, Some(130_500)));
    assert!(came[5..].iter().all(|(_, came)| came.is_none()));
    // Fourteen of one bit each, of which three count.
    let came = arrivals(&[0, 1, 0, 3, 0, 0, 0, 0, 0b1010_1000, 0, 1, 1], None);
    assert_eq!(came, [(1, Some(250)), (2, None), (3, Some(500))]);
    assert!(arrivals(&[0, 1, 0, 9, 0, 0, 0, 0, 0x20, 0x02], None).is_empty());
}

#[test]
fn the_reference_time_goes_on_when_it_wraps() {
    let at = |reference: [u8; 3], before| {
        let [a, b, c] = reference;
        arrivals(&[0, 0, 0, 1, a, b, c, 0, 0x20, 1, 0], before)[0].1
    };
    let last = at([0xff, 0xff, 0xff], None).unwrap();
    assert_eq!(at([0, 0, 0], Some(last)), Some(last + 64_000));
    assert_eq!(at([0xff, 0xff, 0xfe], Some(last)), Some(last - 64_000));
}
