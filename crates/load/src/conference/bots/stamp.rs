//! When a packet was made, in its last bytes, so that its way can be timed.

/// Microseconds beyond which what was read is no time.
const DELAY_US_MAX: u64 = 60_000_000;

/// Mixed into a time, so that filling bytes are not taken for one.
const MIX: u64 = 0x6d65_616e_7768_696c;

/// A time as it stands in a payload.
pub(crate) const fn written(at_us: u64) -> [u8; 8] {
    (at_us ^ MIX).to_be_bytes()
}

/// When a payload was made, if it says so.
pub(crate) fn read(payload: &[u8], now_us: u64) -> Option<u64> {
    let at = payload.len().checked_sub(8)?;
    let bytes = payload.get(at..)?.try_into().ok()?;
    let sent = u64::from_be_bytes(bytes) ^ MIX;
    (sent <= now_us && now_us - sent < DELAY_US_MAX).then_some(sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_from_the_end_and_filling_is_none() {
        let mut payload = vec![1; 30];
        payload.extend(written(5_000));
        assert_eq!(read(&payload, 7_000), Some(5_000));
        assert_eq!(read(&[0xaa; 30], 7_000), None);
        assert_eq!(read(&[1; 7], 7_000), None);
        assert_eq!(read(&payload, 4_999), None);
    }
}
