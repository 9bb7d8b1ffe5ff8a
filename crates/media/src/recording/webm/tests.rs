//! Tests of the writer's own sums; players judge the rest in the crate's tests.

use super::{SEEK_HEAD_BYTES, header, seek_head};
use crate::recording::ebml::{elements, id, read_uint};

#[test]
fn the_seek_head_fills_its_room() {
    let (_, layout) = header(312);
    assert_eq!(seek_head(&layout, u64::MAX >> 8).len(), SEEK_HEAD_BYTES);
}

#[test]
fn the_layout_points_at_what_it_names() {
    let (bytes, layout) = header(312);
    let at = |offset: u64| usize::try_from(offset).unwrap();
    assert_eq!(
        read_uint(&bytes[at(layout.width)..at(layout.width) + 8]),
        1_280
    );
    assert_eq!(
        read_uint(&bytes[at(layout.width) + 17..at(layout.width) + 25]),
        720
    );
    let inside = elements(&bytes[at(layout.segment)..]).map(|(head, _)| head.id);
    assert_eq!(inside.collect::<Vec<_>>(), [id::VOID, id::INFO, id::TRACKS]);
    let info = elements(&bytes[at(layout.segment + layout.info)..])
        .next()
        .unwrap();
    assert_eq!(info.0.id, id::INFO);
    assert_eq!(at(layout.end), bytes.len());
}
