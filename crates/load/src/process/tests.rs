//! Tests of reading `/proc`.

use std::time::Duration;

use super::*;

#[test]
fn a_name_with_spaces_and_brackets_does_not_shift_the_times() {
    let stat = "7 (a) b (c) S 1 7 7 0 -1 4194304 1 0 0 0 250 50 0 0 20 0 9 0 1 1 1";
    assert_eq!(parse_stat(stat), Some(Duration::from_secs(3)));
    assert_eq!(parse_stat("7 (a"), None);
}

#[test]
fn memory_is_read_in_bytes() {
    let status = "Name:\tx\nVmRSS:\t    2048 kB\nRssAnon:\t    1024 kB\nRssFile:\t 4 kB\n";
    let memory = Memory {
        resident: 2 * 1024 * 1024,
        anonymous: 1024 * 1024,
    };
    assert_eq!(parse_status(status), Some(memory));
    assert_eq!(parse_status("Name:\tx\n"), None);
}

#[test]
fn this_process_has_memory_and_used_time() {
    let memory = memory_of(std::process::id()).unwrap();
    assert!(0 < memory.anonymous && memory.anonymous <= memory.resident);
    assert!(thread_cpu().unwrap() <= own_cpu().unwrap());
    cpu_of(std::process::id()).unwrap();
}
