//! Known answers from RFC 3711 and RFC 7714, and what an attacker tries.

use str0m::crypto::dtls::SrtpProfile;

use super::cipher::Cipher;
use super::keys::{Label, Master, Use};
use super::replay::Replay;
use super::{RTCP_ADDED_MAX, RtcpOpener, RtcpSealer, RtpSealer, SrtpKeys, TAG_MAX};

const PROFILES: [(SrtpProfile, usize); 3] = [
    (SrtpProfile::AEAD_AES_256_GCM, 88),
    (SrtpProfile::AEAD_AES_128_GCM, 56),
    (SrtpProfile::AES128_CM_SHA1_80, 60),
];

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().filter_map(|digit| digit.to_digit(16)).collect();
    digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] << 4 | pair[1]).unwrap())
        .collect()
}

fn keys(profile: SrtpProfile, len: usize, client: bool) -> SrtpKeys {
    let material: Vec<u8> = (0..len)
        .map(|at| u8::try_from(at * 7 % 251).unwrap())
        .collect();
    SrtpKeys::new(profile, &material, client).unwrap()
}

#[test]
fn session_keys_are_those_of_rfc_3711_b_3() {
    let master = Master::new(
        &bytes("E1F97A0D3E018BE0D64FA32C06DE4139"),
        &bytes("0EC675AD498AFEEBB6960B3AABE6"),
    );
    let key: [u8; 16] = master.derive(Use::Rtp, Label::Encryption).unwrap();
    let salt: [u8; 14] = master.derive(Use::Rtp, Label::Salt).unwrap();
    let auth: [u8; 94] = master.derive(Use::Rtp, Label::Authentication).unwrap();
    assert_eq!(key[..], bytes("C61E7A93744F39EE10734AFE3FF7A087"));
    assert_eq!(salt[..], bytes("30CBBC08863D8C85D49DB34A9AE1"));
    let expected = "CEBE321F6FF7716B6FD4AB49AF256A15 6D38BAA48F0A0ACF3C34E2359E6CDBCE
                    E049646C43D9327AD175578EF7227098 6371C10C9A369AC2F94A8C5FBCDDDC25
                    6D6E919A48B610EF17C2041E47403576 6B68642C59BBFC2F34DB60DBDFB2";
    assert_eq!(auth[..], bytes(expected)[..]);
}

#[test]
fn session_keys_of_256_bits_are_those_of_rfc_6188_7_2() {
    let master = Master::new(
        &bytes("f0f04914b513f2763a1b1fa130f10e29 98f6f6e43e4309d1e622a0e332b9f1b6"),
        &bytes("3b04803de51ee7c96423ab5b78d2"),
    );
    let key: [u8; 32] = master.derive(Use::Rtp, Label::Encryption).unwrap();
    let salt: [u8; 14] = master.derive(Use::Rtp, Label::Salt).unwrap();
    let expected = "5ba1064e30ec51613cad926c5a28ef73 1ec7fb397f70a960653caf06554cd8c4";
    assert_eq!(key[..], bytes(expected));
    assert_eq!(salt[..], bytes("fa31791685ca444a9e07c6c64e93"));
}

/// RFC 7714, 16.1.1 and 16.2.1: one packet under a key of 128 and of 256 bits.
#[test]
fn packets_are_sealed_as_in_rfc_7714_16() {
    let plain = bytes(
        "8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120
         696e2070 61727465 73207472 6573",
    );
    let sealed = [
        "8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f
         42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce",
        "8040f17b 8041f8d3 5501a0b2 32b1de78 a822fe12 ef9f78fa 332e33aa b1801238 9a58e2f3
         b50b2a02 76ffae0f 1ba63799 b87b7aa3 db36dfff d6b0f9bb 7878d7a7 6c13",
    ];
    for (key_len, sealed) in [16, 32].into_iter().zip(sealed) {
        let key: Vec<u8> = (0..key_len).collect();
        let cipher = Cipher::gcm(&key, *b"Quid pro quo");
        let mut room = plain.clone();
        room.resize(plain.len() + 16, 0);
        let len = cipher.seal_rtp(&mut room, 12, plain.len(), 0x5501_a0b2, 0xf17b);
        assert_eq!(len, Some(room.len()));
        assert_eq!(room, bytes(sealed));
    }
}

/// RFC 7714, 17.1: a compound under a key of 128 bits, index 0x5d4.
#[test]
fn compounds_are_sealed_and_opened_as_in_rfc_7714_17() {
    let plain = bytes(
        "81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef
         deadbeef deadbeef deadbeef deadbeef",
    );
    let sealed = bytes(
        "81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d c676a5f1
         730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872 45d9eade 800005d4",
    );
    let key: Vec<u8> = (0..16).collect();
    let cipher = Cipher::gcm(&key, *b"Quid pro quo");
    let mut room = plain.clone();
    room.resize(plain.len() + RTCP_ADDED_MAX, 0);
    let word = 0x8000_05d4;
    let len = cipher.seal_rtcp(&mut room, plain.len(), 0x4d61_7273, word);
    assert_eq!((len, &room), (Some(sealed.len()), &sealed));
    assert_eq!(cipher.rtcp_index(&room), Some(word));
    let len = cipher.open_rtcp(&mut room, 0x4d61_7273, word).unwrap();
    assert_eq!(room[..len], plain);
}

/// A compound that another implementation sealed with AES-128-CM and HMAC-SHA1-80, index 1.
#[test]
fn a_compound_of_another_implementation_opens_and_seals_to_the_same_bytes() {
    let material = bytes(
        "2CB02346B42276A672CFD143AEC2D5EE DDDE55F0AD7BCAC22666F1C6386173ED
         6EB25CB7D26A61A1EE2C210ADAE7 60AAA2FD67B672C41AED105F9D36",
    );
    let sealed = bytes(
        "80C80006 3CD7CC13 B7C831DCB776CD8DC26FDA1D9BFC8EE6589A1A8A49289CAEB264200C37D2D0A4
         AFAC6385FFC60DEC7D06D4873DD3A8CC 80000001 B7BB526521D1E73C0FC0",
    );
    let plain = bytes(
        "80c800063cd7cc13e2ee35c8604e618c26f32734000000430000140781ca00063cd7cc13
         0110386e46753268576672 4d44724767346f 0000",
    );
    let sender = SrtpKeys::new(SrtpProfile::AES128_CM_SHA1_80, &material, true).unwrap();
    let receiver = SrtpKeys::new(SrtpProfile::AES128_CM_SHA1_80, &material, false).unwrap();
    let mut opener = RtcpOpener::new(&receiver).unwrap();
    let mut datagram = sealed.clone();
    let opened = opener.open(&mut datagram).unwrap().to_vec();
    assert_eq!(opened[..8], plain[..8]);
    let mut sealer = RtcpSealer::new(&sender).unwrap();
    for expected in 0..2 {
        let mut room = opened.clone();
        room.resize(opened.len() + RTCP_ADDED_MAX, 0);
        let len = sealer.seal(&mut room, opened.len()).unwrap();
        assert_eq!((room[..len] == sealed[..]), expected == 1);
    }
}

#[test]
fn every_profile_opens_what_the_other_side_sealed_and_nothing_that_was_touched() {
    for (profile, len) in PROFILES {
        let mut sealer = RtcpSealer::new(&keys(profile, len, false)).unwrap();
        let mut opener = RtcpOpener::new(&keys(profile, len, true)).unwrap();
        let plain =
            bytes("81c90007 01020304 05060708 00000000 00000000 00000000 00000000 00000000");
        let mut seal = || {
            let mut room = plain.clone();
            room.resize(plain.len() + RTCP_ADDED_MAX, 0);
            let len = sealer.seal(&mut room, plain.len()).unwrap();
            room.truncate(len);
            room
        };
        let first = seal();
        for at in 0..first.len() {
            let mut touched = first.clone();
            touched[at] ^= 0x10;
            assert_eq!(opener.open(&mut touched), None, "byte {at} of {profile}");
        }
        for cut in 0..first.len() {
            assert_eq!(opener.open(&mut first[..cut].to_vec()), None);
        }
        assert_eq!(opener.open(&mut first.clone()), Some(&plain[..]));
        assert_eq!(opener.open(&mut first.clone()), None, "a replay opens");
        let later = seal();
        assert_eq!(opener.open(&mut later.clone()), Some(&plain[..]));
    }
}

#[test]
fn the_rollover_counter_makes_another_packet_of_the_same_number() {
    for (profile, len) in PROFILES {
        let sealer = RtpSealer::new(&keys(profile, len, false)).unwrap();
        let seal = |index: u64| {
            let mut room = bytes("80600005 00000001 0000002a 0102030405060708");
            let len = room.len();
            room.resize(len + TAG_MAX, 0);
            let sealed = sealer.seal(&mut room, 12, len, 42, index).unwrap();
            room.truncate(sealed);
            room
        };
        assert_ne!(seal(5), seal(0x1_0005));
    }
}

#[test]
fn an_index_is_taken_once_and_not_when_too_old() {
    let mut replay = Replay::default();
    assert!(replay.is_new(1_000));
    replay.note(1_000);
    assert!(!replay.is_new(1_000) && replay.is_new(999) && replay.is_new(1_001));
    replay.note(998);
    assert!(!replay.is_new(998) && replay.is_new(999));
    replay.note(1_063);
    assert!(!replay.is_new(1_000), "still in the window");
    assert!(
        replay.is_new(1_001) && !replay.is_new(999),
        "999 has left it"
    );
    replay.note(5_000);
    assert!(!replay.is_new(1_063) && replay.is_new(4_999) && !replay.is_new(5_000));
}
