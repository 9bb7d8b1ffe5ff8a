//! Tests of the EBML reader and writer.

use super::{Head, elements, id, put, put_uint, put_void, read_head, read_uint};

#[test]
fn what_is_written_is_read_again() {
    let mut bytes = Vec::new();
    put_uint(&mut bytes, id::TIMESTAMP, 1_234_567);
    put(&mut bytes, id::CLUSTER, b"contents");
    put_void(&mut bytes, 20);
    let read: Vec<(u32, Vec<u8>)> = elements(&bytes)
        .map(|(head, contents)| (head.id, contents.to_vec()))
        .collect();
    assert_eq!(read[0].0, id::TIMESTAMP);
    assert_eq!(read_uint(&read[0].1), 1_234_567);
    assert_eq!(read[1], (id::CLUSTER, b"contents".to_vec()));
    assert_eq!((read[2].0, read[2].1.len()), (id::VOID, 11));
}

#[test]
fn a_short_size_of_another_writer_is_read() {
    assert_eq!(
        read_head(&[0xa3, 0x85]),
        Some(Head {
            id: 0xa3,
            size: Some(5),
            len: 2
        })
    );
    assert_eq!(
        read_head(&[0xa3, 0xff]),
        Some(Head {
            id: 0xa3,
            size: None,
            len: 2
        })
    );
}

#[test]
fn garbage_and_ends_give_nothing() {
    for bytes in [
        &[][..],
        &[0],
        &[0x01, 2, 3],
        &[0x1a, 0x45],
        &[0xa3],
        &[0xa3, 0],
        &[0xa3, 0x01, 0],
    ] {
        assert_eq!(read_head(bytes), None, "{bytes:?}");
    }
}
