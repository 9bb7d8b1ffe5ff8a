//! What a receiver says about what it gets: reports, feedback, requests (RFC 3550, RFC 4585, and
//! transport-wide feedback as in draft-holmer-rmcat-transport-wide-cc-extensions-01).

const RECEIVER_REPORT: u8 = 201;
const TRANSPORT_FEEDBACK: u8 = 205;
const PAYLOAD_FEEDBACK: u8 = 206;

/// Formats of feedback.
const NACK: u8 = 1;
const TRANSPORT_WIDE: u8 = 15;
const PICTURE_LOSS: u8 = 1;

/// Microseconds of a step of a receive delta.
const DELTA_US: u64 = 250;

/// Microseconds of a step of the reference time.
const REFERENCE_US: u64 = 64_000;

/// Most packets one feedback tells of.
const FEEDBACK_PACKETS_MAX: u64 = 1_000;

/// What is said of one stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) ssrc: u32,
    /// Share lost since the last report, of 256.
    pub(crate) fraction_lost: u8,
    pub(crate) lost: u32,
    pub(crate) highest: u32,
    pub(crate) jitter: u32,
    /// The middle of the last sender report's time.
    pub(crate) last_report: u32,
    /// Since it came, in 1/65,536 s.
    pub(crate) delay: u32,
}

/// Opens a report: its head without the length, which [`close`] writes.
fn open(to: &mut Vec<u8>, count: u8, kind: u8) {
    to.clear();
    to.extend([0x80 | count, kind, 0, 0]);
}

/// Fills up to words and writes the length.
fn close(to: &mut Vec<u8>) {
    while !to.len().is_multiple_of(4) {
        to.push(0);
    }
    let words = u16::try_from(to.len() / 4 - 1).unwrap_or(u16::MAX);
    if let Some(length) = to.get_mut(2..4) {
        length.copy_from_slice(&words.to_be_bytes());
    }
}

/// A receiver report.
pub(crate) fn receiver_report(to: &mut Vec<u8>, sender: u32, blocks: &[Block]) {
    let blocks = blocks.get(..31).unwrap_or(blocks);
    open(to, u8::try_from(blocks.len()).unwrap_or(0), RECEIVER_REPORT);
    to.extend(sender.to_be_bytes());
    for block in blocks {
        to.extend(block.ssrc.to_be_bytes());
        let [_, lost @ ..] = block.lost.min(0x7f_ffff).to_be_bytes();
        to.push(block.fraction_lost);
        to.extend(lost);
        for word in [block.highest, block.jitter, block.last_report, block.delay] {
            to.extend(word.to_be_bytes());
        }
    }
    close(to);
}

/// Asks for packets again.
pub(crate) fn nack(to: &mut Vec<u8>, sender: u32, ssrc: u32, wanted: &[u16]) {
    open(to, NACK, TRANSPORT_FEEDBACK);
    to.extend(sender.to_be_bytes());
    to.extend(ssrc.to_be_bytes());
    let mut rest = wanted;
    while let Some((first, others)) = rest.split_first() {
        let mut mask = 0u16;
        let mut covered = 0;
        for other in others {
            let step = other.wrapping_sub(*first);
            if !(1..=16).contains(&step) {
                break;
            }
            mask |= 1 << (step - 1);
            covered += 1;
        }
        to.extend(first.to_be_bytes());
        to.extend(mask.to_be_bytes());
        rest = others.get(covered..).unwrap_or_default();
    }
    close(to);
}

/// Asks for a keyframe.
pub(crate) fn picture_loss(to: &mut Vec<u8>, sender: u32, ssrc: u32) {
    open(to, PICTURE_LOSS, PAYLOAD_FEEDBACK);
    to.extend(sender.to_be_bytes());
    to.extend(ssrc.to_be_bytes());
    close(to);
}

/// A packet that comes later than this after others is told no more; browsers keep as much.
const TOLD_AGAIN_US: u64 = 500_000;

/// When packets came, by their transport-wide numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrivals {
    /// When the first of all came: times are told from there on, as the engine did that told of
    /// them before. A leap would look like a queue to the server.
    zero_us: Option<u64>,
    /// Numbers and when they came, of the last [`TOLD_AGAIN_US`] and some more.
    came: Vec<(u64, u64)>,
    /// The next number to tell of.
    next: Option<u64>,
    /// Whether something came since the last time.
    news: bool,
    feedbacks: u8,
}

impl Arrivals {
    /// A packet came. One that is late is told with all that came after it, as browsers do.
    pub(crate) fn take(&mut self, seq: u16, at_us: u64) {
        let at_us = at_us - *self.zero_us.get_or_insert(at_us);
        let near = self.came.last().map(|(number, _)| *number).or(self.next);
        let number = near.map_or(u64::from(seq), |near| {
            let step = seq.wrapping_sub((near & 0xffff) as u16).cast_signed();
            near.saturating_add_signed(step.into())
        });
        self.next = self.next.map(|next| next.min(number));
        self.came.push((number, at_us));
        self.news = true;
    }

    /// Writes what came since the last time. Returns whether there was anything.
    pub(crate) fn feedback(&mut self, to: &mut Vec<u8>, sender: u32, ssrc: u32) -> bool {
        if !std::mem::take(&mut self.news) {
            return false;
        }
        let newest = self.came.last().map_or(0, |(_, at)| *at);
        self.came.retain(|(_, at)| newest <= at + TOLD_AGAIN_US);
        self.came.sort_unstable();
        self.came.dedup_by_key(|(number, _)| *number);
        let first = self.next.or(self.came.first().map(|(number, _)| *number));
        let (Some(first), Some((last, _))) = (first, self.came.last().copied()) else {
            return false;
        };
        let first = first.max(last.saturating_sub(FEEDBACK_PACKETS_MAX));
        let mut told = self.came.iter().filter(|(number, _)| first <= *number);
        let Some((_, begin)) = told.next().copied() else {
            return false;
        };
        let reference = begin / REFERENCE_US;
        let (symbols, deltas) = self.symbols(first, last, reference * REFERENCE_US / DELTA_US);
        open(to, TRANSPORT_WIDE, TRANSPORT_FEEDBACK);
        to.extend(sender.to_be_bytes());
        to.extend(ssrc.to_be_bytes());
        to.extend(((first & 0xffff) as u16).to_be_bytes());
        to.extend(u16::try_from(symbols.len()).unwrap_or(0).to_be_bytes());
        let [.., a, b, c] = reference.to_be_bytes();
        to.extend([a, b, c, self.feedbacks]);
        self.feedbacks = self.feedbacks.wrapping_add(1);
        chunks(to, &symbols);
        to.extend(deltas);
        close(to);
        self.next = Some(last + 1);
        true
    }

    /// The symbol of each number from `first` to `last`, and the deltas of those that came.
    fn symbols(&self, first: u64, last: u64, reference: u64) -> (Vec<u8>, Vec<u8>) {
        let (mut symbols, mut deltas) = (Vec::new(), Vec::new());
        let mut before = reference;
        let mut came = self.came.iter().peekable();
        for number in first..=last {
            while came.peek().is_some_and(|(other, _)| *other < number) {
                came.next();
            }
            let Some((_, at)) = came.next_if(|(other, _)| *other == number) else {
                symbols.push(0);
                continue;
            };
            let at = at / DELTA_US;
            let delta = at.cast_signed() - before.cast_signed();
            before = at;
            if let Ok(small) = u8::try_from(delta) {
                symbols.push(1);
                deltas.push(small);
            } else {
                symbols.push(2);
                let bound = (i64::from(i16::MIN), i64::from(i16::MAX));
                let large = i16::try_from(delta.clamp(bound.0, bound.1)).unwrap_or(0);
                deltas.extend(large.to_be_bytes());
            }
        }
        (symbols, deltas)
    }
}

/// Writes symbols as runs where seven or more are equal, else seven at a time.
fn chunks(to: &mut Vec<u8>, symbols: &[u8]) {
    let mut rest = symbols;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|symbol| *symbol == first).count();
        let taken = if 7 <= run || run == rest.len() {
            let run = run.min(0x1fff);
            let chunk = u16::from(*first) << 13 | u16::try_from(run).unwrap_or(0);
            to.extend(chunk.to_be_bytes());
            run
        } else {
            let some = rest.iter().chain(&[0; 7]).take(7);
            let chunk = some.fold(3u16, |chunk, symbol| chunk << 2 | u16::from(*symbol));
            to.extend(chunk.to_be_bytes());
            7.min(rest.len())
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
}

/// The middle of a sender report's time, and whose it is.
pub(crate) fn sender_report(report: &[u8]) -> Option<(u32, u32)> {
    const SENDER_REPORT: u8 = 200;
    if *report.get(1)? != SENDER_REPORT {
        return None;
    }
    let word = |at: usize| Some(u32::from_be_bytes(report.get(at..at + 4)?.try_into().ok()?));
    let middle = (u64::from(word(8)?) << 32 | u64::from(word(12)?)) >> 16;
    Some((word(4)?, (middle & u64::from(u32::MAX)) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_packets_are_named_with_a_mask() {
        let mut out = Vec::new();
        nack(&mut out, 1, 2, &[10, 11, 26, 27, 65_535, 0]);
        let told = [
            0x81, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0, 10, 0x80, 1, 0, 27, 0, 0, 0xff, 0xff, 0, 1,
        ];
        assert_eq!(out, told);
    }

    #[test]
    fn a_report_tells_of_each_stream() {
        let mut out = Vec::new();
        let block = Block {
            ssrc: 7,
            fraction_lost: 3,
            lost: 9,
            highest: 65_537,
            ..Block::default()
        };
        receiver_report(&mut out, 1, &[block]);
        assert_eq!(out.len(), 32);
        assert_eq!(out[..4], [0x81, 201, 0, 7]);
        assert_eq!(out[8..20], [0, 0, 0, 7, 3, 0, 0, 9, 0, 1, 0, 1]);
    }

    #[test]
    fn feedback_tells_what_came_and_what_did_not() {
        let mut arrivals = Arrivals::default();
        arrivals.take(65_534, 900_000);
        let mut out = Vec::new();
        assert!(arrivals.feedback(&mut out, 1, 2));
        arrivals.take(65_535, 1_028_000);
        arrivals.take(1, 1_029_000);
        arrivals.take(2, 1_228_000);
        assert!(arrivals.feedback(&mut out, 1, 2));
        // Four numbers from 65,535, reference 2 (128 ms): small, missing, small, large.
        assert_eq!(out[12..20], [0xff, 0xff, 0, 4, 0, 0, 2, 1]);
        assert_eq!(
            u16::from_be_bytes([out[20], out[21]]),
            0b11_01_00_01_10_00_00_00
        );
        assert_eq!(out[22..26], [0, 4, 0x03, 0x1c]);
        assert!(!arrivals.feedback(&mut out, 1, 2));
        // What was missing came late: it is told, with what came after it.
        arrivals.take(0, 1_230_000);
        assert!(arrivals.feedback(&mut out, 1, 2));
        assert_eq!(out[12..16], [0, 0, 0, 3]);
        assert_eq!(out[19], 2);
    }

    #[test]
    fn equal_symbols_are_told_as_a_run() {
        let mut out = Vec::new();
        chunks(&mut out, &[1; 20]);
        assert_eq!(out, [0x20, 20]);
    }
}
