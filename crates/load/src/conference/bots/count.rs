//! What came of one stream, by its sequence numbers.

/// Numbers remembered below the highest: more than what is asked for again can be late.
const SEEN: u64 = 2_048;

/// One stream of RTP packets.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    /// Highest extended number; `None` before the first packet.
    highest: Option<u64>,
    /// Which of the newest numbers have come.
    seen: Box<[u64; (SEEN / 64) as usize]>,
    window: Window,
    /// Numbers that are missing and were asked for so often.
    missing: Vec<(u64, u8)>,
}

/// What is counted between two words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Window {
    #[default]
    Closed,
    Open {
        /// The first number that counts; `None` waits for it.
        from: Option<u64>,
        received: u64,
    },
    Ended {
        from: u64,
        until: u64,
        received: u64,
    },
}

/// What was counted of a stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) expected: u64,
    pub(crate) received: u64,
}

/// How often a missing packet is asked for.
const ASKS_MAX: u8 = 10;

/// A larger gap is a new beginning, as browsers take it.
const GAP_MAX: u64 = 1_000;

impl Stream {
    pub(crate) fn new() -> Self {
        Self {
            highest: None,
            seen: Box::new([0; (SEEN / 64) as usize]),
            window: Window::Closed,
            missing: Vec::new(),
        }
    }

    /// The extended number that 16 bits on the wire mean now.
    pub(crate) fn extend(&self, seq: u16) -> u64 {
        let Some(highest) = self.highest else {
            return u64::from(seq);
        };
        let [.., high, low] = highest.to_be_bytes();
        let step = seq
            .wrapping_sub(u16::from_be_bytes([high, low]))
            .cast_signed();
        highest
            .checked_add_signed(step.into())
            .unwrap_or(seq.into())
    }

    /// The highest extended number so far.
    pub(crate) const fn highest(&self) -> Option<u64> {
        self.highest
    }

    fn mark(&mut self, number: u64) -> bool {
        let (word, bit) = ((number % SEEN / 64) as usize, 1 << (number % 64));
        let Some(word) = self.seen.get_mut(word) else {
            return false;
        };
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    fn clear(&mut self, number: u64) {
        let (word, bit) = ((number % SEEN / 64) as usize, 1 << (number % 64));
        if let Some(word) = self.seen.get_mut(word) {
            *word &= !bit;
        }
    }

    /// A packet came, first or again. Returns whether it came for the first time.
    pub(crate) fn take(&mut self, number: u64) -> bool {
        match self.highest {
            None => self.highest = Some(number),
            Some(highest) if highest < number => {
                for skipped in (highest + 1..=number).rev().take(SEEN as usize) {
                    self.clear(skipped);
                }
                if number - highest <= GAP_MAX {
                    self.missing
                        .extend((highest + 1..number).map(|lost| (lost, 0)));
                }
                self.highest = Some(number);
            }
            Some(highest) if SEEN <= highest - number => return false,
            Some(_) => self.missing.retain(|(lost, _)| *lost != number),
        }
        let fresh = self.mark(number);
        if fresh {
            self.count(number);
        }
        fresh
    }

    fn count(&mut self, number: u64) {
        match &mut self.window {
            Window::Closed => {}
            Window::Open { from, received } => {
                let from = *from.get_or_insert(number);
                *received += u64::from(from <= number);
            }
            Window::Ended {
                from,
                until,
                received,
            } => *received += u64::from((*from..=*until).contains(&number)),
        }
    }

    /// What is to be asked for again now.
    pub(crate) fn wanted(&mut self) -> Vec<u16> {
        self.missing.retain(|(_, asked)| *asked < ASKS_MAX);
        self.missing
            .iter_mut()
            .map(|(lost, asked)| {
                *asked += 1;
                (*lost & 0xffff) as u16
            })
            .collect()
    }

    /// Whether something is missing.
    pub(crate) fn gaps(&self) -> bool {
        !self.missing.is_empty()
    }

    /// Counts from the next number on.
    pub(crate) fn begin(&mut self) {
        self.window = Window::Open {
            from: self.highest.map(|highest| highest + 1),
            received: 0,
        };
    }

    /// Counts no number that is new from now on; those on their way still count.
    pub(crate) fn end(&mut self) {
        if let (Window::Open { from, received }, Some(until)) = (self.window, self.highest) {
            let from = from.unwrap_or(until + 1);
            self.window = Window::Ended {
                from,
                until,
                received,
            };
        }
    }

    /// What was counted.
    pub(crate) fn counted(&self) -> Counted {
        match self.window {
            Window::Ended {
                from,
                until,
                received,
            } => Counted {
                expected: (until + 1).saturating_sub(from),
                received,
            },
            Window::Closed | Window::Open { .. } => Counted::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(numbers: &[u64], late: &[u64]) -> Counted {
        let mut stream = Stream::new();
        stream.take(9);
        stream.begin();
        for number in numbers {
            stream.take(*number);
        }
        stream.end();
        for number in late {
            stream.take(*number);
        }
        stream.counted()
    }

    #[test]
    fn what_is_missing_between_two_words_is_lost() {
        let counted = |expected, received| Counted { expected, received };
        assert_eq!(window(&[10, 11, 12], &[]), counted(3, 3));
        assert_eq!(window(&[10, 12, 15], &[]), counted(6, 3));
        // Lost at the very beginning, seen by the number before it.
        assert_eq!(window(&[12], &[]), counted(3, 1));
    }

    #[test]
    fn what_comes_late_or_twice_counts_once() {
        let counted = |expected, received| Counted { expected, received };
        assert_eq!(window(&[10, 12, 12, 11], &[]), counted(3, 3));
        assert_eq!(window(&[10, 12], &[11, 13]), counted(3, 3));
    }

    #[test]
    fn numbers_go_on_past_sixteen_bits() {
        let mut stream = Stream::new();
        for number in 65_530..65_540_u64 {
            let wire = (number & 0xffff) as u16;
            assert_eq!(stream.extend(wire), number);
            stream.take(number);
        }
        assert_eq!(stream.extend(65_535), 65_535);
        assert_eq!(stream.highest(), Some(65_539));
    }

    #[test]
    fn missing_packets_are_asked_for_until_they_come_or_are_given_up() {
        let mut stream = Stream::new();
        stream.take(1);
        stream.take(4);
        assert_eq!(stream.wanted(), [2, 3]);
        stream.take(3);
        for _ in 1..ASKS_MAX {
            assert_eq!(stream.wanted(), [2]);
        }
        assert!(stream.wanted().is_empty() && !stream.gaps());
    }
}
