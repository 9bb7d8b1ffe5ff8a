//! Fractional ranks: texts whose byte order is the order of cards. Between any two there is always
//! another, so that one card moves without its neighbours.
//!
//! A rank is a fraction in base 62: `V` stands for a half, `FV` for a quarter and a bit. It never ends in
//! the digit 0, since nothing lies between a rank and the same with a 0 after it.

/// The digits, in the order of their bytes.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Digits of what is counted up or down at the ends of a column: 238,328 cards fit on either side of the
/// first before ranks grow.
const END_DIGITS: usize = 6;

/// How far apart cards are put at an end, so that many fit between them.
const END_STEP: u64 = 62 * 62 * 62;

fn value(byte: u8) -> Option<u64> {
    let place = DIGITS.binary_search(&byte).ok()?;
    u64::try_from(place).ok()
}

fn digit(value: u64) -> u8 {
    let place = usize::try_from(value).unwrap_or_default();
    DIGITS.get(place).copied().unwrap_or(b'z')
}

/// Whether a text is a rank.
#[must_use]
pub fn is_rank(text: &str) -> bool {
    let digits = text.as_bytes();
    digits.last().is_some_and(|last| *last != b'0')
        && digits.iter().all(|byte| value(*byte).is_some())
}

/// A rank between two others: after `lower`, or at the beginning; before `upper`, or at the end. `None` if
/// there is none, because they are no ranks or not in this order.
#[must_use]
pub fn between(lower: Option<&str>, upper: Option<&str>) -> Option<String> {
    let fits = lower.is_none_or(is_rank) && upper.is_none_or(is_rank);
    let ordered = match (lower, upper) {
        (Some(lower), Some(upper)) => lower < upper,
        _ => true,
    };
    if !fits || !ordered {
        return None;
    }
    let stepped = match (lower, upper) {
        (Some(lower), None) => at_end(lower, |value| value.checked_add(END_STEP)),
        (None, Some(upper)) => at_end(upper, |value| value.checked_sub(END_STEP)),
        _ => None,
    };
    stepped.or_else(|| middle(lower.unwrap_or_default(), upper))
}

/// One step on from the only neighbour; `None` where the digits end, and the middle is taken.
fn at_end(neighbour: &str, step: impl Fn(u64) -> Option<u64>) -> Option<String> {
    let known = neighbour.bytes().map(|byte| value(byte).unwrap_or(0));
    let leading = known.chain(std::iter::repeat(0)).take(END_DIGITS);
    let mut rest = step(leading.fold(0, |sum, value| sum * 62 + value))?;
    let mut digits = [0; END_DIGITS];
    for place in digits.iter_mut().rev() {
        *place = digit(rest % 62);
        rest /= 62;
    }
    let text = std::str::from_utf8(&digits).ok()?.trim_end_matches('0');
    (rest == 0 && is_rank(text)).then(|| text.to_owned())
}

/// The middle between two ranks, as short as it can be; an empty `lower` is the beginning.
fn middle(lower: &str, upper: Option<&str>) -> Option<String> {
    let mut lower = lower.bytes();
    let mut upper = upper.map(str::bytes);
    let mut rank = String::new();
    loop {
        let low = lower.next().map_or(Some(0), value)?;
        let high = match &mut upper {
            None => 62,
            Some(digits) => digits.next().map_or(Some(0), value)?,
        };
        if low + 1 < high {
            rank.push(char::from(digit(low.midpoint(high))));
            return Some(rank);
        }
        rank.push(char::from(digit(low)));
        if low < high {
            // From here on whatever comes is below `upper`.
            upper = None;
        }
        // Ranks of equal digits with an end of both would be equal; the caller looked at that.
        if 4_096 < rank.len() {
            return None;
        }
    }
}

/// So many ranks between two others, in order and evenly far apart: what a stretch of a column gets when
/// its ranks have become long. `None` as of [`between`].
#[must_use]
pub fn spread(lower: Option<&str>, upper: Option<&str>, count: usize) -> Option<Vec<String>> {
    let mut ranks = Vec::with_capacity(count);
    fill(lower, upper, count, &mut ranks)?;
    Some(ranks)
}

fn fill(
    lower: Option<&str>,
    upper: Option<&str>,
    count: usize,
    ranks: &mut Vec<String>,
) -> Option<()> {
    if count == 0 {
        return Some(());
    }
    let rank = middle(lower.unwrap_or_default(), upper)?;
    let before = count / 2;
    fill(lower, Some(&rank), before, ranks)?;
    ranks.push(rank.clone());
    fill(Some(&rank), upper, count - before - 1, ranks)
}

/// Cards around a place that get new ranks first when one of them would be too long.
const ROOM_CARDS: usize = 16;

/// New ranks for a stretch of a column in which one more card is put at `place`, when there its rank would
/// become longer than `bytes_max`: the index of the first that changes, and the ranks from there on, the
/// new card's among them. As few change as give each at most half of `bytes_max`. `None` if the ranks are
/// not in order.
#[must_use]
pub fn make_room(ranks: &[String], place: usize, bytes_max: usize) -> Option<(usize, Vec<String>)> {
    let place = place.min(ranks.len());
    let mut reach = ROOM_CARDS;
    loop {
        let first = place.saturating_sub(reach);
        let end = place.saturating_add(reach).min(ranks.len());
        let lower = first.checked_sub(1).and_then(|before| ranks.get(before));
        let upper = ranks.get(end);
        let count = end - first + 1;
        let new = spread(lower.map(String::as_str), upper.map(String::as_str), count)?;
        let longest = new.iter().map(String::len).max().unwrap_or(0);
        if longest <= bytes_max / 2 || count == ranks.len() + 1 {
            return Some((first, new));
        }
        reach *= 4;
    }
}

#[cfg(test)]
mod tests;
