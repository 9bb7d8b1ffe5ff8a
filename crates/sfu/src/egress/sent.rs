//! What was sent on one transport, by its transport-wide number, until the other side tells.

use std::collections::VecDeque;

/// Packets kept; with more on their way the oldest are forgotten. At 20 Mbit/s this is 3 s.
const KEPT_MAX: usize = 8_192;

/// A packet that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// When, in microseconds since the connection began.
    pub(crate) at: u64,
    /// Its bytes on the way, headers included.
    pub(crate) bytes: u16,
    /// The probe it belongs to; 0 is none.
    pub(crate) probe: u8,
    told: bool,
}

/// What was sent and not yet told of. Numbers go on for the life of a connection and wrap on the
/// wire.
#[derive(Debug, Default)]
pub(crate) struct SendRegister {
    /// Number of the oldest packet kept.
    first: u64,
    packets: VecDeque<Sent>,
    /// The number after the newest that was told of.
    told: u64,
    /// Bytes of what is newer than all that was told of.
    on_way: u64,
}

impl SendRegister {
    /// The number that the next packet carries.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the wire carries the lower sixteen bits"
    )]
    pub(crate) fn next_number(&self) -> u16 {
        (self.first + self.packets.len() as u64) as u16
    }

    /// The packet with the next number was sent.
    pub(crate) fn push(&mut self, at: u64, bytes: usize, probe: u8) {
        if KEPT_MAX <= self.packets.len() {
            self.tell(self.first + 1);
            self.packets.pop_front();
            self.first += 1;
        }
        let bytes = u16::try_from(bytes).unwrap_or(u16::MAX);
        self.on_way += u64::from(bytes);
        self.packets.push_back(Sent {
            at,
            bytes,
            probe,
            told: false,
        });
    }

    /// Word of what was sent up to now is no longer waited for, and not taken.
    pub(crate) fn give_up(&mut self) {
        self.first += self.packets.len() as u64;
        self.told = self.first;
        self.on_way = 0;
        self.packets.clear();
    }

    /// What comes before this number is told of, or will not be.
    fn tell(&mut self, number: u64) {
        let place = |number: u64| usize::try_from(number.saturating_sub(self.first));
        if let (Ok(from), Ok(to)) = (place(self.told), place(number))
            && from < to
        {
            let bytes = self
                .packets
                .range(from..to)
                .map(|sent| u64::from(sent.bytes));
            self.on_way -= bytes.sum::<u64>();
            self.told = number;
        }
    }

    /// Bytes of what is newer than all that was told of.
    pub(crate) const fn on_way(&self) -> u64 {
        self.on_way
    }

    /// The other side told of this number. Gives the packet the first time it is told of.
    pub(crate) fn take(&mut self, number: u16) -> Option<Sent> {
        let end = self.first + self.packets.len() as u64;
        let back = u64::from(self.next_number().wrapping_sub(number));
        let number = end.checked_sub(back).filter(|_| 0 < back)?;
        let at = usize::try_from(number.checked_sub(self.first)?).ok()?;
        let sent = self.packets.get_mut(at)?;
        if sent.told {
            return None;
        }
        sent.told = true;
        let sent = *sent;
        self.tell(number + 1);
        Some(sent)
    }

    /// Forgets what was told of, and what was sent long before it: word of that will not come.
    pub(crate) fn forget_told(&mut self) {
        let done = |sent: &Sent, newest: u64| sent.told || sent.at + PATIENCE < newest;
        let newest = self.newest_told().map_or(0, |sent| sent.at);
        while let Some(sent) = self.packets.front() {
            if self.told <= self.first || !done(sent, newest) {
                break;
            }
            self.packets.pop_front();
            self.first += 1;
        }
    }

    fn newest_told(&self) -> Option<&Sent> {
        let at = self.told.checked_sub(self.first)?.checked_sub(1)?;
        self.packets.get(usize::try_from(at).ok()?)
    }

    /// When the oldest packet was sent that is newer than all that was told of.
    pub(crate) fn owed_since(&self) -> Option<u64> {
        let at = usize::try_from(self.told.saturating_sub(self.first)).ok()?;
        self.packets.get(at).map(|sent| sent.at)
    }
}

/// How much older than the newest that was told of a packet may be for word of it to come, in
/// microseconds.
const PATIENCE: u64 = 1_000_000;

#[cfg(test)]
mod tests;
