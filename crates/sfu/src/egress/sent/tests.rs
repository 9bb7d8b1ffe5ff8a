//! Tests of the register of sent packets.

use super::{KEPT_MAX, SendRegister};

#[test]
fn a_packet_is_taken_once_by_its_number_also_after_numbers_have_wrapped() {
    let mut register = SendRegister::default();
    for at in 0..70_000_u64 {
        let number = register.next_number();
        assert_eq!(u64::from(number), at & 0xffff);
        register.push(at, 100, 0);
        if at % 3 == 0 {
            assert_eq!(register.take(number).map(|sent| sent.at), Some(at));
            assert_eq!(register.take(number), None, "told twice");
            register.forget_told();
        }
    }
    assert_eq!(register.take(register.next_number()), None, "not sent yet");
    assert!(register.packets.len() <= KEPT_MAX);
}

#[test]
fn what_is_owed_is_newer_than_all_that_was_told_of() {
    let mut register = SendRegister::default();
    assert_eq!(register.owed_since(), None);
    for at in [10, 20, 30, 40] {
        register.push(at, 100, 0);
    }
    assert_eq!(register.owed_since(), Some(10));
    register.take(1);
    assert_eq!(
        register.owed_since(),
        Some(30),
        "the first is lost, not owed"
    );
    register.take(3);
    register.forget_told();
    assert_eq!(register.owed_since(), None);
    register.push(3_000_000, 100, 0);
    register.take(4);
    register.forget_told();
    assert!(
        register.packets.is_empty(),
        "nobody waits for the lost for ever"
    );
}

#[test]
fn what_is_on_its_way_was_sent_after_all_that_was_told_of() {
    let mut register = SendRegister::default();
    for at in 0..4 {
        register.push(at, 100, 0);
    }
    assert_eq!(register.on_way(), 400);
    register.take(2);
    assert_eq!(register.on_way(), 100, "the two before are told of or lost");
    register.take(0);
    assert_eq!(register.on_way(), 100, "told late");
    register.give_up();
    assert_eq!(register.on_way(), 0);
    for at in 0..2 * KEPT_MAX as u64 {
        register.push(at, 10, 0);
    }
    assert_eq!(
        register.on_way(),
        10 * KEPT_MAX as u64,
        "the oldest are forgotten"
    );
    register.take(register.next_number().wrapping_sub(1));
    assert_eq!(register.on_way(), 0);
}
