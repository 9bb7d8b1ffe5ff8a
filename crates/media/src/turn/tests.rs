//! Tests of the relay's rules, and of what reads and writes its messages.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::id::{PersonId, SessionId};
use model::limits::RELAYS_PER_PERSON_MAX;
use model::time::Timestamp;
use stun_types::attribute::{ErrorCode, Nonce, Realm, Username};
use stun_types::message::{
    BINDING, IntegrityAlgorithm, IntegrityKey, LongTermKeyCredentials, Message,
    MessageIntegrityCredentials, MessageWriteVec, Method, ShortTermCredentials,
};
use stun_types::prelude::{AttributeWrite, MessageWrite, MessageWriteExt};
use turn_types::attribute::{
    ChannelNumber, Data, EvenPort, Lifetime, RequestedTransport, XorPeerAddress, XorRelayedAddress,
};
use turn_types::message::{ALLOCATE, CHANNEL_BIND, CREATE_PERMISSION, REFRESH, SEND};

use super::client::{Client, Moment, Outcome};
use super::frames::{Frame, cut};
use super::{REALM, RelayCredentials, Turn, protocol};

const UNIX: u64 = 1_800_000_000;

fn address(text: &str) -> SocketAddr {
    text.parse().unwrap()
}

fn media() -> SocketAddr {
    address("203.0.113.5:7880")
}

fn turn() -> Arc<Turn> {
    let secret = "0123456789abcdef0123456789abcdef".to_owned();
    Turn::new(secret, vec![media()], address("0.0.0.0:7880"))
}

fn person(number: u128) -> PersonId {
    PersonId::new(Timestamp::from_millis(1), number)
}

fn named(turn: &Turn, of: u128, until: u64) -> RelayCredentials {
    let session = SessionId::new(Timestamp::from_millis(1), 1);
    turn.credentials(session, person(of), until)
}

/// A client with its name and password.
struct Asker {
    client: Client,
    credentials: RelayCredentials,
    nonce: String,
    at: Moment,
}

impl Asker {
    fn new(turn: &Arc<Turn>, of: u128) -> Self {
        let nonce = "nonce of the connection".to_owned();
        let source = address("198.51.100.7:50000");
        Self {
            client: Client::new(Arc::clone(turn), source, nonce.clone()),
            credentials: named(turn, of, UNIX + 60),
            nonce,
            at: Moment {
                now: Instant::now(),
                unix: UNIX,
            },
        }
    }

    fn key(&self) -> IntegrityKey {
        let RelayCredentials { username, password } = &self.credentials;
        protocol::key_of(username, password.clone())
    }

    fn later(&mut self, span: Duration) {
        self.at.now += span;
    }

    /// Asks with name and password; answers the code of a refusal, or 0, and the answer.
    fn ask(&mut self, method: Method, attributes: &[&dyn AttributeWrite]) -> (u16, Vec<u8>) {
        let mut message = Message::builder_request(method, MessageWriteVec::new());
        for attribute in attributes {
            message.add_attribute(*attribute).unwrap();
        }
        let username = Username::new(&self.credentials.username).unwrap();
        message.add_attribute(&username).unwrap();
        message.add_attribute(&Realm::new(REALM).unwrap()).unwrap();
        message
            .add_attribute(&Nonce::new(&self.nonce).unwrap())
            .unwrap();
        message
            .add_message_integrity_with_key(&self.key(), IntegrityAlgorithm::Sha1)
            .unwrap();
        let answer = self.frame(&message.finish());
        let Outcome::Reply(answer) = answer else {
            panic!("no answer: {answer:?}");
        };
        let message = Message::from_bytes(&answer).unwrap();
        let code = message
            .attribute::<ErrorCode>()
            .map_or(0, |error| error.code());
        if code != 401 && code != 438 {
            assert!(message.validate_integrity_with_key(&self.key()).is_ok());
        }
        (code, answer)
    }

    fn frame(&mut self, bytes: &[u8]) -> Outcome {
        let (frame, took) = cut(bytes).unwrap().unwrap();
        assert_eq!(took, bytes.len());
        self.client.receive(frame, self.at, &mut |_| Some(40_000))
    }

    fn allocate(&mut self) -> u16 {
        self.ask(ALLOCATE, &[&RequestedTransport::new(17)]).0
    }

    /// A request about a peer.
    fn ask_for(&mut self, method: Method, peer: &str, channel: Option<u16>) -> u16 {
        let mut message = Message::builder_request(method, MessageWriteVec::new());
        let peer = XorPeerAddress::new(address(peer), message.transaction_id());
        message.add_attribute(&peer).unwrap();
        let username = Username::new(&self.credentials.username).unwrap();
        message.add_attribute(&username).unwrap();
        message.add_attribute(&Realm::new(REALM).unwrap()).unwrap();
        message
            .add_attribute(&Nonce::new(&self.nonce).unwrap())
            .unwrap();
        if let Some(channel) = channel {
            message.add_attribute(&ChannelNumber::new(channel)).unwrap();
        }
        message
            .add_message_integrity_with_key(&self.key(), IntegrityAlgorithm::Sha1)
            .unwrap();
        let Outcome::Reply(answer) = self.frame(&message.finish()) else {
            panic!("no answer");
        };
        let answer = Message::from_bytes(&answer).unwrap();
        answer
            .attribute::<ErrorCode>()
            .map_or(0, |error| error.code())
    }

    fn send(&mut self, peer: &str) -> Outcome {
        let mut message = Message::builder_indication(SEND, MessageWriteVec::new());
        let peer = XorPeerAddress::new(address(peer), message.transaction_id());
        message.add_attribute(&peer).unwrap();
        message.add_attribute(&Data::new(b"hello")).unwrap();
        self.frame(&message.finish())
    }
}

#[test]
fn messages_are_read_as_the_standards_samples_say() {
    // RFC 5769, 2.1: a request with short-term credentials and a fingerprint.
    let request = hex(
        "000100582112a442b7e7a701bc34d686fa87dfae80220010535455 4e207465737420636c69656e74\
         002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020\
         000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf",
    );
    let message = Message::from_bytes(&request).unwrap();
    let short = ShortTermCredentials::new("VOkJxbRl1RmTxUk/WvJxBt".to_owned());
    let short = MessageIntegrityCredentials::from(short);
    assert!(message.validate_integrity(&short).is_ok());
    assert_eq!(
        message.attribute::<Username>().unwrap().username(),
        "evtj:h6vY"
    );
    // 2.4: a request with long-term credentials.
    let request = hex(
        "000100602112a44278ad3433c6ad72c029da412e00060012e3839ee38388e383aae38383e382afe382b90000\
         0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341\
         0014000b6578616d706c652e6f72670000080014f67024656dd64a3e02b8e0712e85c9a28ca89666",
    );
    let message = Message::from_bytes(&request).unwrap();
    let long = LongTermKeyCredentials::new(
        "マトリックス".to_owned(),
        "TheMatrIX".to_owned(),
        "example.org".to_owned(),
    );
    assert!(message.validate_integrity(&long.clone().into()).is_ok());
    let wrong = LongTermKeyCredentials::new(
        "マトリックス".to_owned(),
        "TheMatrix".to_owned(),
        "example.org".to_owned(),
    );
    assert!(message.validate_integrity(&wrong.into()).is_err());
    // One bit that is not as it was sent.
    let mut changed = request;
    changed[30] ^= 1;
    let changed = Message::from_bytes(&changed).unwrap();
    assert!(changed.validate_integrity(&long.into()).is_err());
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .collect();
    digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap())
        .collect()
}

#[test]
fn a_name_is_good_with_its_password_until_it_ends() {
    let turn = turn();
    let good = named(&turn, 7, UNIX + 60);
    assert_eq!(Turn::person_of(&good.username, UNIX), Some(person(7)));
    assert_eq!(Turn::person_of(&good.username, UNIX + 60), None);
    assert_ne!(good.password, named(&turn, 8, UNIX + 60).password);
    assert_ne!(good.password, named(&turn, 7, UNIX + 61).password);
    for other in [
        "",
        "1:2:3",
        &format!("{}:x", good.username),
        "99999999999:a:b",
    ] {
        assert_eq!(Turn::person_of(other, UNIX), None, "{other}");
    }
    let mut asker = Asker::new(&turn, 7);
    assert_eq!(asker.allocate(), 0);
    let mut expired = Asker::new(&turn, 7);
    expired.at.unix = UNIX + 61;
    assert_eq!(expired.allocate(), 401);
    let mut guess = Asker::new(&turn, 7);
    guess.credentials.password.push('0');
    assert_eq!(guess.allocate(), 401);
    let mut replayed = Asker::new(&turn, 7);
    replayed.nonce = "nonce of another connection".to_owned();
    assert_eq!(replayed.allocate(), 438);
}

#[test]
fn who_says_no_name_is_told_for_what_to_say_one_and_guessing_ends() {
    let turn = turn();
    let mut asker = Asker::new(&turn, 1);
    let mut message = Message::builder_request(ALLOCATE, MessageWriteVec::new());
    message.add_attribute(&RequestedTransport::new(17)).unwrap();
    let message = message.finish();
    for _ in 0..10 {
        let Outcome::Reply(answer) = asker.frame(&message) else {
            panic!("no answer");
        };
        let answer = Message::from_bytes(&answer).unwrap();
        assert_eq!(answer.attribute::<ErrorCode>().unwrap().code(), 401);
        assert_eq!(answer.attribute::<Realm>().unwrap().realm(), REALM);
        assert_eq!(answer.attribute::<Nonce>().unwrap().nonce(), asker.nonce);
    }
    assert_eq!(asker.frame(&message), Outcome::Close);
}

#[test]
fn only_our_own_media_port_is_relayed_to() {
    let turn = turn();
    let mut asker = Asker::new(&turn, 1);
    assert_eq!(
        asker.ask_for(CREATE_PERMISSION, "203.0.113.5:7880", None),
        437
    );
    assert_eq!(asker.send("203.0.113.5:7880"), Outcome::Nothing);
    assert_eq!(asker.allocate(), 0);
    for foreign in [
        "203.0.113.6:7880",
        "127.0.0.1:7880",
        "10.0.0.1:22",
        "[::1]:7880",
        "169.254.169.254:80",
    ] {
        assert_eq!(
            asker.ask_for(CREATE_PERMISSION, foreign, None),
            403,
            "{foreign}"
        );
        assert_eq!(
            asker.ask_for(CHANNEL_BIND, foreign, Some(0x4000)),
            403,
            "{foreign}"
        );
        assert_eq!(asker.send(foreign), Outcome::Nothing, "{foreign}");
    }
    // A permission is for an address; another port of it is still not ours.
    assert_eq!(asker.send("203.0.113.5:7880"), Outcome::Nothing);
    assert_eq!(asker.ask_for(CREATE_PERMISSION, "203.0.113.5:1", None), 0);
    assert_eq!(asker.send("203.0.113.5:22"), Outcome::Nothing);
    assert_eq!(
        asker.ask_for(CHANNEL_BIND, "203.0.113.5:22", Some(0x4000)),
        403
    );
    let relayed = Outcome::Relay(media(), b"hello".to_vec());
    assert_eq!(asker.send("203.0.113.5:7880"), relayed);
}

#[test]
fn what_comes_back_goes_by_channel_or_as_data_while_it_is_permitted() {
    let turn = turn();
    let mut asker = Asker::new(&turn, 1);
    assert_eq!(asker.allocate(), 0);
    let wrapped = |asker: &Asker| {
        let mut out = Vec::new();
        asker.client.wrap(media(), b"world", asker.at.now, &mut out);
        out
    };
    assert!(wrapped(&asker).is_empty());
    assert_eq!(
        asker.ask_for(CREATE_PERMISSION, "203.0.113.5:7880", None),
        0
    );
    let data = wrapped(&asker);
    let message = Message::from_bytes(&data).unwrap();
    assert_eq!(message.attribute::<Data<'_>>().unwrap().data(), b"world");
    let peer = message.attribute::<XorPeerAddress>().unwrap();
    assert_eq!(peer.addr(message.transaction_id()), media());

    assert_eq!(
        asker.ask_for(CHANNEL_BIND, "203.0.113.5:7880", Some(0x3fff)),
        400
    );
    assert_eq!(
        asker.ask_for(CHANNEL_BIND, "203.0.113.5:7880", Some(0x5000)),
        400
    );
    assert_eq!(
        asker.ask_for(CHANNEL_BIND, "203.0.113.5:7880", Some(0x4001)),
        0
    );
    assert_eq!(
        asker.ask_for(CHANNEL_BIND, "203.0.113.5:7880", Some(0x4001)),
        0
    );
    assert_eq!(
        asker.ask_for(CHANNEL_BIND, "203.0.113.5:7880", Some(0x4002)),
        400
    );
    let framed = wrapped(&asker);
    let (frame, took) = cut(&framed).unwrap().unwrap();
    assert_eq!((frame, took), (Frame::Channel(0x4001, b"world"), 12));
    assert_eq!(
        asker.frame(&framed),
        Outcome::Relay(media(), b"world".to_vec())
    );

    asker.later(Duration::from_secs(301));
    assert_eq!(asker.send("203.0.113.5:7880"), Outcome::Nothing);
    assert!(!wrapped(&asker).is_empty(), "the channel lives for 600 s");
    asker.later(Duration::from_secs(300));
    assert!(wrapped(&asker).is_empty());
    assert_eq!(asker.frame(&framed), Outcome::Nothing);
}

#[test]
fn an_allocation_lives_as_long_as_it_is_refreshed_and_is_bounded() {
    let turn = turn();
    let mut asker = Asker::new(&turn, 1);
    let (code, answer) = asker.ask(
        ALLOCATE,
        &[&RequestedTransport::new(17), &Lifetime::new(1_000_000)],
    );
    assert_eq!(code, 0);
    let message = Message::from_bytes(&answer).unwrap();
    assert_eq!(message.attribute::<Lifetime>().unwrap().seconds(), 3_600);
    let relayed = message.attribute::<XorRelayedAddress>().unwrap();
    let relayed = relayed.addr(message.transaction_id());
    assert_eq!(relayed, address("203.0.113.5:40000"));
    assert_eq!(asker.allocate(), 437);
    assert_eq!(turn.allocations(), 1);
    assert_eq!(asker.ask(REFRESH, &[&Lifetime::new(1)]).0, 0);
    asker.later(Duration::from_secs(599));
    assert_eq!(asker.ask(REFRESH, &[]).0, 0);
    asker.later(Duration::from_secs(601));
    assert_eq!(asker.ask(REFRESH, &[]).0, 437);
    assert_eq!(turn.allocations(), 0);
    assert_eq!(asker.allocate(), 0);
    assert_eq!(asker.ask(REFRESH, &[&Lifetime::new(0)]).0, 0);
    assert_eq!(turn.allocations(), 0);
}

#[test]
fn a_person_has_so_many_allocations_and_others_theirs() {
    let turn = turn();
    let mut askers: Vec<Asker> = (0..RELAYS_PER_PERSON_MAX)
        .map(|_| Asker::new(&turn, 1))
        .collect();
    for asker in &mut askers {
        assert_eq!(asker.allocate(), 0);
    }
    assert_eq!(Asker::new(&turn, 1).allocate(), 486);
    assert_eq!(Asker::new(&turn, 2).allocate(), 0);
    askers.pop();
    assert_eq!(Asker::new(&turn, 1).allocate(), 0);
}

#[test]
fn what_we_do_not_do_is_said() {
    let turn = turn();
    let mut asker = Asker::new(&turn, 1);
    assert_eq!(asker.ask(ALLOCATE, &[]).0, 400);
    assert_eq!(asker.ask(ALLOCATE, &[&RequestedTransport::new(6)]).0, 442);
    let even = EvenPort::new(true);
    let wish: [&dyn AttributeWrite; 2] = [&RequestedTransport::new(17), &even];
    assert_eq!(asker.ask(ALLOCATE, &wish).0, 420);
    let six = Turn::new(
        "secret".to_owned(),
        vec![address("[2001:db8::1]:1")],
        media(),
    );
    assert_eq!(Asker::new(&six, 1).allocate(), 440);
    assert_eq!(asker.allocate(), 0);
    // Another's name on this allocation.
    let other = named(&turn, 2, UNIX + 60);
    let own = std::mem::replace(&mut asker.credentials, other);
    assert_eq!(asker.ask(REFRESH, &[]).0, 441);
    asker.credentials = own;
    assert_eq!(asker.ask(CREATE_PERMISSION, &[]).0, 400);
    let binding = Message::builder_request(BINDING, MessageWriteVec::new()).finish();
    assert!(matches!(asker.frame(&binding), Outcome::Reply(_)));
    let mut broken = binding;
    broken.extend([0, 0, 0, 0]);
    assert!(cut(&broken).is_ok());
}
