//! Tests of file names, types and ranges.

use super::{Part, clean_name, media_type, range_of};

#[test]
fn names_lose_paths_and_control_characters() {
    assert_eq!(clean_name("../../etc/passwd"), "passwd");
    assert_eq!(clean_name("C:\\temp\\a.txt"), "a.txt");
    assert_eq!(clean_name("a\0b\n.txt"), "ab.txt");
    assert_eq!(clean_name(".."), "file");
    assert_eq!(clean_name(""), "file");
    let long = format!("{}.jpeg", "ä".repeat(500));
    let cut = clean_name(&long);
    assert!(cut.len() <= 200 && cut.ends_with(".jpeg"), "{cut}");
}

#[test]
fn what_a_browser_could_run_is_plain_bytes() {
    for name in [
        "x.html", "x.svg", "x.xhtml", "x.js", "x.mjs", "x.xml", "noending",
    ] {
        assert_eq!(media_type(name), "application/octet-stream", "{name}");
    }
    assert_eq!(media_type("x.png"), "image/png");
    assert_eq!(media_type("x.webm"), "video/webm");
    assert_eq!(media_type("x.mp4"), "video/mp4");
}

#[test]
fn ranges_stay_inside_the_file() {
    assert_eq!(range_of(None, 10).unwrap(), 0..10);
    assert_eq!(range_of(Some(Part::From(2, None)), 10).unwrap(), 2..10);
    assert_eq!(range_of(Some(Part::From(2, Some(3))), 10).unwrap(), 2..4);
    assert_eq!(
        range_of(Some(Part::From(2, Some(u64::MAX))), 10).unwrap(),
        2..10
    );
    assert_eq!(range_of(Some(Part::Last(4)), 10).unwrap(), 6..10);
    assert!(range_of(Some(Part::From(10, None)), 10).is_err());
    assert!(range_of(Some(Part::From(5, Some(4))), 10).is_err());
}
