//! Reading and writing numbers of any count of bits, the most significant bit first.

/// Reads bits from the front. Every read beyond the end gives `None`.
#[derive(Clone, Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Begins at the first bit.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bits read so far.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Bits left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.bytes.len() * 8 - self.at
    }

    /// One bit.
    pub fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    /// A number of `count` bits, at most 32.
    pub fn bits(&mut self, count: u32) -> Option<u32> {
        let count = usize::try_from(count.min(32)).ok()?;
        if self.left() < count {
            return None;
        }
        let mut number = 0;
        for _ in 0..count {
            number = number << 1 | u32::from(self.flag()?);
        }
        Some(number)
    }

    /// A number of at most eight bits.
    pub fn byte(&mut self, count: u32) -> Option<u8> {
        u8::try_from(self.bits(count.min(8))?).ok()
    }

    /// Passes over bits.
    pub fn skip(&mut self, count: usize) -> Option<()> {
        if self.left() < count {
            return None;
        }
        self.at += count;
        Some(())
    }

    /// A number below `bound` with as few bits as it needs (`ns(n)` of the AV1 specification).
    pub fn below(&mut self, bound: u32) -> Option<u32> {
        let width = 32 - bound.leading_zeros();
        let short = (1_u32.checked_shl(width)?).checked_sub(bound)?;
        let number = self.bits(width.checked_sub(1)?)?;
        if number < short {
            return Some(number);
        }
        let extra = u32::from(self.flag()?);
        Some((number << 1) - short + extra)
    }

    /// An Exp-Golomb number (`ue(v)` of H.264, 9.1).
    pub fn golomb(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
            if 31 < zeros {
                return None;
            }
        }
        let rest = self.bits(zeros)?;
        Some((1 << zeros) - 1 + rest)
    }

    /// A signed Exp-Golomb number (`se(v)` of H.264, 9.1.1).
    pub fn signed_golomb(&mut self) -> Option<i64> {
        let code = i64::from(self.golomb()?);
        Some(if code % 2 == 0 {
            -(code / 2)
        } else {
            code / 2 + 1
        })
    }
}

/// Writes bits into bytes handed in. A write beyond their end gives `None`.
#[derive(Debug)]
pub struct BitWriter<'a> {
    bytes: &'a mut [u8],
    at: usize,
}

impl<'a> BitWriter<'a> {
    /// Begins at the first bit.
    pub const fn new(bytes: &'a mut [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The lowest `count` bits of a number, at most 32.
    pub fn bits(&mut self, number: u32, count: u32) -> Option<()> {
        for bit in (0..count.min(32)).rev() {
            self.flag(number >> bit & 1 == 1)?;
        }
        Some(())
    }

    /// One bit.
    pub fn flag(&mut self, bit: bool) -> Option<()> {
        let byte = self.bytes.get_mut(self.at / 8)?;
        let mask = 0x80 >> (self.at % 8);
        *byte = if bit { *byte | mask } else { *byte & !mask };
        self.at += 1;
        Some(())
    }

    /// Copies bits `from..to` of other bytes.
    pub fn copy(&mut self, bytes: &[u8], from: usize, to: usize) -> Option<()> {
        let mut reader = BitReader::new(bytes);
        reader.skip(from)?;
        for _ in from..to {
            self.flag(reader.flag()?)?;
        }
        Some(())
    }

    /// Fills up the last byte with zeros. Returns how many bytes were written.
    pub fn finish(mut self) -> Option<usize> {
        while !self.at.is_multiple_of(8) {
            self.flag(false)?;
        }
        Some(self.at / 8)
    }
}

#[cfg(test)]
mod tests;
