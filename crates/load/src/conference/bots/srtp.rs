//! SRTP by AES-256-GCM (RFC 7714), written apart from the server's: two that were written together
//! would share their mistakes.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{
    AES_256, AES_256_KEY_LEN, EncryptingKey, EncryptionContext, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;

/// Bytes of the index behind the tag of a sealed report.
const INDEX: usize = 4;

/// Clear bytes at the beginning of a report.
const REPORT_HEAD: usize = 8;

const SALT: usize = 12;

/// What both sides of a connection agreed on, of one direction.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Master {
    pub(crate) key: [u8; AES_256_KEY_LEN],
    pub(crate) salt: [u8; SALT],
}

/// Key and salt of packets or of reports.
struct Session {
    key: LessSafeKey,
    salt: [u8; SALT],
}

/// What is derived from a master key and salt (RFC 3711, 4.3.1): `label` says for what.
fn derive(key: &[u8; AES_256_KEY_LEN], salt: &[u8], label: u8, bytes: &mut [u8]) -> Option<()> {
    let mut iv = [0; 16];
    iv.iter_mut().zip(salt).for_each(|(iv, salt)| *iv = *salt);
    iv[7] ^= label;
    let key = UnboundCipherKey::new(&AES_256, key).ok()?;
    let key = EncryptingKey::ctr(key).ok()?;
    bytes.fill(0);
    let context = EncryptionContext::Iv128(FixedLength::from(iv));
    key.less_safe_encrypt(bytes, context).ok()?;
    Some(())
}

impl Session {
    fn new(master: &Master, labels: [u8; 2]) -> Option<Self> {
        let (mut key, mut salt) = ([0; AES_256_KEY_LEN], [0; SALT]);
        derive(&master.key, &master.salt, labels[0], &mut key)?;
        derive(&master.key, &master.salt, labels[1], &mut salt)?;
        let key = UnboundKey::new(&AES_256_GCM, &key).ok()?;
        Some(Self {
            key: LessSafeKey::new(key),
            salt,
        })
    }

    fn nonce(&self, ssrc: [u8; 4], middle: [u8; 4], last: [u8; 2]) -> Nonce {
        let mut nonce = self.salt;
        let parts = ssrc.into_iter().chain(middle).chain(last);
        for (byte, part) in nonce.iter_mut().skip(2).zip(parts) {
            *byte ^= part;
        }
        Nonce::assume_unique_for_key(nonce)
    }
}

/// Opens what the server seals.
pub(crate) struct Opener {
    packets: Session,
    reports: Session,
}

impl Opener {
    pub(crate) fn new(master: &Master) -> Option<Self> {
        Some(Self {
            packets: Session::new(master, [0, 2])?,
            reports: Session::new(master, [3, 5])?,
        })
    }

    /// The payload of a packet, given the bytes of its header and its extended number.
    pub(crate) fn packet<'a>(
        &self,
        packet: &'a mut [u8],
        header: usize,
        ssrc: u32,
        number: u64,
    ) -> Option<&'a mut [u8]> {
        let [_, _, a, b, c, d, e, f] = number.to_be_bytes();
        let nonce = self.packets.nonce(ssrc.to_be_bytes(), [a, b, c, d], [e, f]);
        let (head, body) = packet.split_at_mut_checked(header)?;
        self.packets
            .key
            .open_in_place(nonce, Aad::from(head), body)
            .ok()
    }

    /// A report without its seal.
    pub(crate) fn report<'a>(&self, report: &'a mut [u8]) -> Option<&'a [u8]> {
        let end = report.len().checked_sub(INDEX)?;
        let (sealed, index) = report.split_at_mut_checked(end)?;
        let index: [u8; 4] = (&*index).try_into().ok()?;
        let (head, body) = sealed.split_at_mut_checked(REPORT_HEAD)?;
        let ssrc: [u8; 4] = head.get(4..8)?.try_into().ok()?;
        // The highest bit says only that the report is encrypted.
        let [first, b, c, d] = index;
        let nonce = report_nonce(&self.reports, ssrc, [first & 0x7f, b, c, d]);
        let mut aad = [0; REPORT_HEAD + INDEX];
        aad[..REPORT_HEAD].copy_from_slice(head);
        aad[REPORT_HEAD..].copy_from_slice(&index);
        let opened = self
            .reports
            .key
            .open_in_place(nonce, Aad::from(aad), body)
            .ok()?
            .len();
        report.get(..REPORT_HEAD + opened)
    }
}

/// The numbers of a report's nonce stand one place to the left of a packet's.
fn report_nonce(session: &Session, ssrc: [u8; 4], index: [u8; 4]) -> Nonce {
    let [a, b, c, d] = index;
    session.nonce(ssrc, [0, 0, a, b], [c, d])
}

/// Seals the reports of one client.
pub(crate) struct Sealer {
    reports: Session,
    index: u32,
}

impl Sealer {
    pub(crate) fn new(master: &Master) -> Option<Self> {
        Some(Self {
            reports: Session::new(master, [3, 5])?,
            index: 0,
        })
    }

    /// Seals a report in place.
    pub(crate) fn report(&mut self, report: &mut Vec<u8>) -> Option<()> {
        self.index += 1;
        let index = (self.index | 1 << 31).to_be_bytes();
        let ssrc: [u8; 4] = report.get(4..8)?.try_into().ok()?;
        let nonce = report_nonce(&self.reports, ssrc, self.index.to_be_bytes());
        let (head, body) = report.split_at_mut_checked(REPORT_HEAD)?;
        let mut aad = [0; REPORT_HEAD + INDEX];
        aad[..REPORT_HEAD].copy_from_slice(head);
        aad[REPORT_HEAD..].copy_from_slice(&index);
        let tag = self
            .reports
            .key
            .seal_in_place_separate_tag(nonce, Aad::from(aad), body)
            .ok()?;
        report.extend_from_slice(tag.as_ref());
        report.extend(index);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex<const N: usize>(text: &str) -> [u8; N] {
        std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
    }

    fn master() -> Master {
        Master {
            key: hex("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6"),
            salt: hex("3b04803de51ee7c96423ab5b"),
        }
    }

    #[test]
    fn a_sealed_report_opens_and_a_changed_one_does_not() {
        let mut sealer = Sealer::new(&master()).unwrap();
        let opener = Opener::new(&master()).unwrap();
        let report: Vec<u8> = (0..32).collect();
        let mut sealed = report.clone();
        sealer.report(&mut sealed).unwrap();
        assert_eq!(sealed.len(), report.len() + AES_256_GCM.tag_len() + INDEX);
        let mut changed = sealed.clone();
        changed[9] ^= 1;
        assert_eq!(opener.report(&mut changed), None);
        assert_eq!(opener.report(&mut sealed), Some(&*report));
    }

    #[test]
    fn keys_are_derived_as_the_standard_says() {
        // RFC 6188, 7.4, whose salt has two bytes more than that of AES-GCM.
        let salt: [u8; 14] = hex("3b04803de51ee7c96423ab5b78d2");
        let mut derived = [1; 32];
        derive(&master().key, &salt, 0, &mut derived).unwrap();
        let told = hex("5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4");
        assert_eq!(derived, told);
        let mut derived = [1; 14];
        derive(&master().key, &salt, 2, &mut derived).unwrap();
        assert_eq!(derived, hex("fa31791685ca444a9e07c6c64e93"));
    }

    #[test]
    fn a_packet_opens_with_its_own_number_only() {
        let opener = Opener::new(&master()).unwrap();
        let mut packet = vec![0x80, 111, 0, 7, 0, 0, 0, 0, 0, 0, 0, 9];
        let nonce = opener.packets.nonce(9u32.to_be_bytes(), [0; 4], [0, 7]);
        let mut payload = b"voice".to_vec();
        opener
            .packets
            .key
            .seal_in_place_append_tag(nonce, Aad::from(&packet[..]), &mut payload)
            .unwrap();
        packet.extend(payload);
        assert_eq!(opener.packet(&mut packet.clone(), 12, 9, 8), None);
        let opened = opener.packet(&mut packet, 12, 9, 7).unwrap();
        assert_eq!(opened, b"voice");
    }
}
