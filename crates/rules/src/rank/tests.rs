//! The laws of ranks, alone and under people who move at once.

use proptest::prelude::*;

use super::*;

/// What the server does: the place is found from the neighbours that were named, as they stand then.
#[derive(Default)]
struct Column {
    cards: Vec<(String, u32)>,
    bytes_max: usize,
    rebalanced: usize,
}

impl Column {
    fn sort(&mut self) {
        self.cards.sort();
    }

    fn names(&self) -> Vec<u32> {
        self.cards.iter().map(|(_, name)| *name).collect()
    }

    fn take(&mut self, name: u32) {
        self.cards.retain(|(_, other)| *other != name);
    }

    fn put(&mut self, name: u32, place: usize) {
        let before = place.checked_sub(1).and_then(|place| self.cards.get(place));
        let after = self.cards.get(place);
        let rank = |card: Option<&(String, u32)>| card.map(|(rank, _)| rank.clone());
        let (lower, upper) = (rank(before), rank(after));
        let found = between(lower.as_deref(), upper.as_deref()).unwrap();
        if found.len() <= self.bytes_max {
            self.cards.push((found, name));
            self.sort();
            return;
        }
        let ranks: Vec<String> = self.cards.iter().map(|(rank, _)| rank.clone()).collect();
        let (first, ranks) = make_room(&ranks, place, self.bytes_max).unwrap();
        self.cards.insert(place, (String::new(), name));
        for (card, rank) in self.cards[first..].iter_mut().zip(ranks) {
            card.0 = rank;
        }
        self.rebalanced += 1;
    }
}

/// One operation of one of five people, who chose the place by what they saw some operations ago.
#[derive(Clone, Copy, Debug)]
struct Move {
    card: usize,
    place: usize,
    /// How old the view is that the place was chosen in.
    lag: usize,
}

/// The place that stands for "below card 7".
const CROWDED: usize = 400;

fn any_move() -> impl Strategy<Value = Move> {
    // A third of the moves go below one card, where ranks grow fastest.
    let place = prop_oneof![Just(CROWDED), Just(0), 0usize..400];
    (0usize..200, place, 0usize..5).prop_map(|(card, place, lag)| Move { card, place, lag })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]

    #[test]
    fn five_people_and_ten_thousand_moves_lose_nothing_and_repeat_nothing(
        moves in proptest::collection::vec(any_move(), 10_000)
    ) {
        let mut column = Column { bytes_max: 8, ..Column::default() };
        for name in 0..200 {
            column.put(name, column.cards.len());
        }
        let mut expected: Vec<u32> = (0..200).collect();
        prop_assert_eq!(column.names(), expected.clone());
        let mut views = std::collections::VecDeque::from([expected.clone()]);
        for one in moves {
            let view = views.get(one.lag).unwrap_or(&expected).clone();
            let name = expected[one.card % expected.len()];
            // They name the card after which it is to stand, by what they saw.
            let mut others = view.iter().copied().filter(|other| *other != name);
            let above = match one.place {
                CROWDED => others.find(|other| *other == 7),
                place => others.take(place % view.len()).last(),
            };
            expected.retain(|other| *other != name);
            column.take(name);
            let place = above.map_or(0, |above| {
                expected.iter().position(|other| *other == above).unwrap() + 1
            });
            expected.insert(place, name);
            column.put(name, place);
            prop_assert_eq!(column.names(), expected.clone());
            prop_assert!(column.cards.iter().all(|(rank, _)| is_rank(rank) && rank.len() <= 8));
            prop_assert!(column.cards.windows(2).all(|pair| pair[0].0 < pair[1].0));
            views.push_front(expected.clone());
            views.truncate(5);
        }
        prop_assert!(0 < column.rebalanced, "so many moves to one place make ranks long");
    }

    #[test]
    fn a_rank_lies_between_any_two(texts in proptest::collection::vec("[0-9A-Za-z]{0,5}[1-9A-Za-z]", 2)) {
        let (low, high) = if texts[0] < texts[1] { (&texts[0], &texts[1]) } else { (&texts[1], &texts[0]) };
        let found = between(Some(low), Some(high));
        if low == high {
            prop_assert_eq!(found, None);
        } else {
            let found = found.unwrap();
            prop_assert!(is_rank(&found) && *low < found && found < *high, "{} < {} < {}", low, found, high);
        }
        let first = between(None, Some(low)).unwrap();
        let last = between(Some(high), None).unwrap();
        prop_assert!(is_rank(&first) && first < *low);
        prop_assert!(is_rank(&last) && *high < last);
    }

    #[test]
    fn what_is_spread_lies_between_in_order_and_is_short(
        low in "[0-9A-Za-z]{0,3}[1-9A-Za-z]",
        high in "[0-9A-Za-z]{0,3}[1-9A-Za-z]",
        count in 0usize..2_000,
    ) {
        prop_assume!(low < high);
        let ranks = spread(Some(&low), Some(&high), count).unwrap();
        prop_assert_eq!(ranks.len(), count);
        prop_assert!(ranks.iter().all(|rank| is_rank(rank) && low < *rank && *rank < high));
        prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]));
        // Two digits to leave the neighbours, and two for 2,000 in order, with room to each side.
        prop_assert!(ranks.iter().all(|rank| rank.len() <= 4 + 2 + 3));
    }
}

#[test]
fn room_is_made_nearby_if_it_can_be() {
    let mut ranks = spread(None, None, 5_000).unwrap();
    let crowd = spread(Some(&ranks[2_000]), Some(&ranks[2_001]), 40).unwrap();
    ranks.splice(2_001..2_001, crowd);
    let (first, new) = make_room(&ranks, 2_020, 24).unwrap();
    assert!(1_900 < first && new.len() < 200, "{first}, {}", new.len());
    assert!(ranks[first - 1] < new[0] && new[new.len() - 1] < ranks[first + new.len() - 1]);
    // Where nothing short is left, all of them change.
    let crowded: Vec<String> = (0..60)
        .map(|number| format!("{}{:02}1", "V".repeat(30), number))
        .collect();
    let (first, new) = make_room(&crowded, 30, 24).unwrap();
    assert_eq!((first, new.len()), (0, 61));
    assert!(new.iter().all(|rank| rank.len() <= 2));
}

#[test]
fn ends_grow_slowly() {
    let mut last = between(None, None).unwrap();
    let mut first = last.clone();
    for _ in 0..5_000 {
        let (after, before) = (between(Some(&last), None), between(None, Some(&first)));
        let (after, before) = (after.unwrap(), before.unwrap());
        assert!(last < after && before < first);
        (last, first) = (after, before);
    }
    assert!(last.len() <= END_DIGITS && first.len() <= END_DIGITS);
}

#[test]
fn ends_go_on_where_the_steps_end() {
    for (lower, upper) in [
        (Some("zzzzzz"), None),
        (Some("zzzzzzzz"), None),
        (None, Some("1")),
        (None, Some("000001")),
        (None, Some("0000000001")),
    ] {
        let found = between(lower, upper).unwrap();
        assert!(is_rank(&found), "{found}");
        assert!(lower.is_none_or(|lower| lower < &*found));
        assert!(upper.is_none_or(|upper| &*found < upper));
    }
}

#[test]
fn what_is_no_rank_has_nothing_between() {
    for (lower, upper) in [
        ("", "V"),
        ("V", "V"),
        ("a", "V"),
        ("V0", "a"),
        ("V", "é"),
        ("V", "a0"),
    ] {
        assert_eq!(between(Some(lower), Some(upper)), None, "{lower} {upper}");
    }
    assert!(!is_rank("V-") && !is_rank(""));
}
