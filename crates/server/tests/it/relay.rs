//! The relay on the web port: for a client whose network lets only TLS pass, to our media port alone.

use std::net::SocketAddr;
use std::sync::Arc;

use model::broadcast::IceServer;
use model::session::Session;
use reqwest::{Certificate, Method, StatusCode, header};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::{Value, json};
use server::config::Settings;
use stun_types::attribute::{AttributeType, ErrorCode, Nonce, RawAttribute, Realm, Username};
use stun_types::message::{
    BINDING, IntegrityAlgorithm, IntegrityKey, LongTermKeyCredentials, Message, MessageWriteVec,
    Method as Asked, ShortTermCredentials,
};
use stun_types::prelude::{AttributeWrite, MessageWrite, MessageWriteExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use turn_types::attribute::{ChannelNumber, RequestedTransport, XorPeerAddress, XorRelayedAddress};
use turn_types::message::{ALLOCATE, CHANNEL_BIND, CREATE_PERMISSION};

use crate::broadcast::WATCHING;
use crate::client::{Client, WAIT_MAX, done, good, send};
use crate::server::TestServer;

/// A server with https of its own authority, its owner's browser, and a call of theirs.
async fn world() -> (TestServer, Client, Session) {
    let settings = Settings {
        tls: Some("self".to_owned()),
        ..Settings::default()
    };
    let server = TestServer::start_with(settings).await;
    let root = Certificate::from_pem(pem(&server).as_bytes()).expect("a certificate");
    let mut owner = Client::with(server.url(), |builder| {
        builder
            .tls_built_in_root_certs(false)
            .add_root_certificate(root)
    });
    owner.set_up("Mira").await;
    let channel = owner.channel("Firmware", &[]).await;
    let topic = owner.topic(&channel, "Gateway").await;
    let path = format!("topics/{}/sessions", topic.id);
    let session = good(owner.post(&path, json!({ "ring": [] })).await).await;
    (server, owner, session)
}

fn pem(server: &TestServer) -> String {
    let authority = server.inside().authority.as_ref();
    authority
        .expect("an authority")
        .certificate_pem()
        .to_owned()
}

/// The relay that joining answers.
async fn relay(owner: &Client, session: &Session) -> IceServer {
    let path = format!("sessions/{}/join", session.id);
    let joined: Value = good(owner.post(&path, json!({})).await).await;
    let servers: Vec<IceServer> =
        serde_json::from_value(joined["ice_servers"].clone()).expect("relays");
    let [relay] = servers.try_into().expect("one relay");
    relay
}

/// A client of the relay.
struct Relayed {
    stream: TlsStream<TcpStream>,
    inbox: Vec<u8>,
    key: IntegrityKey,
    relay: IceServer,
    nonce: String,
}

impl Relayed {
    async fn connect(server: &TestServer, relay: &IceServer, names: &[&[u8]]) -> Self {
        let mut roots = RootCertStore::empty();
        let root = CertificateDer::from_pem_slice(pem(server).as_bytes()).expect("a certificate");
        roots.add(root).expect("a root");
        let mut config = ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = names.iter().map(|name| name.to_vec()).collect();
        let stream = TcpStream::connect(server.inside().address).await.unwrap();
        let name = ServerName::try_from("127.0.0.1").unwrap();
        let stream = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let credentials = LongTermKeyCredentials::new(
            relay.username.clone(),
            relay.credential.clone(),
            "meanwhile".to_owned(),
        );
        Self {
            stream: stream.await.expect("a handshake"),
            inbox: Vec::new(),
            key: credentials.make_key(IntegrityAlgorithm::Sha1),
            relay: relay.clone(),
            nonce: String::new(),
        }
    }

    async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
        self.stream.flush().await.unwrap();
    }

    /// The next frame: a message, or data of a channel with its head.
    async fn frame(&mut self) -> Vec<u8> {
        let reading = async {
            loop {
                if let Some([first, _, high, low]) = self.inbox.first_chunk::<4>() {
                    let length = usize::from(u16::from_be_bytes([*high, *low]));
                    let head = if *first < 0x40 { 20 } else { 4 };
                    let whole = head + length.next_multiple_of(4);
                    if whole <= self.inbox.len() {
                        let rest = self.inbox.split_off(whole);
                        let mut frame = std::mem::replace(&mut self.inbox, rest);
                        frame.truncate(head + length);
                        return frame;
                    }
                }
                let count = self.stream.read_buf(&mut self.inbox).await.unwrap();
                assert_ne!(count, 0, "the relay closed the connection");
            }
        };
        tokio::time::timeout(WAIT_MAX, reading)
            .await
            .expect("an answer")
    }

    /// Asks, and again with the nonce that is asked for; answers the code of a refusal, or 0.
    async fn ask(&mut self, method: Asked, peer: Option<SocketAddr>, channel: Option<u16>) -> u16 {
        loop {
            let mut message = Message::builder_request(method, MessageWriteVec::new());
            let peer = peer.map(|peer| XorPeerAddress::new(peer, message.transaction_id()));
            let transport = RequestedTransport::new(17);
            let number = ChannelNumber::new(channel.unwrap_or_default());
            let mut put = |attribute: &dyn AttributeWrite| {
                message.add_attribute(attribute).unwrap();
            };
            if method == ALLOCATE {
                put(&transport);
            }
            if let Some(peer) = &peer {
                put(peer);
            }
            if channel.is_some() {
                put(&number);
            }
            if !self.nonce.is_empty() {
                put(&Username::new(&self.relay.username).unwrap());
                put(&Realm::new("meanwhile").unwrap());
                put(&Nonce::new(&self.nonce).unwrap());
                message
                    .add_message_integrity_with_key(&self.key, IntegrityAlgorithm::Sha1)
                    .unwrap();
            }
            self.write(&message.finish()).await;
            let answer = self.frame().await;
            let answer = Message::from_bytes(&answer).expect("a message");
            let code = answer
                .attribute::<ErrorCode>()
                .map_or(0, |code| code.code());
            if code == 401 && self.nonce.is_empty() {
                let nonce = answer.attribute::<Nonce>().expect("a nonce");
                nonce.nonce().clone_into(&mut self.nonce);
                continue;
            }
            if code == 0 && method == ALLOCATE {
                assert!(answer.attribute::<XorRelayedAddress>().is_ok());
            }
            return code;
        }
    }
}

/// What a broadcast's answer says of itself: where, and by which name and password.
fn said(sdp: &str) -> (SocketAddr, String, String) {
    let value = |name: &str| {
        let line = sdp.lines().find_map(|line| line.strip_prefix(name));
        line.expect("a line").trim_end().to_owned()
    };
    let udp = sdp.lines().filter(|line| line.starts_with("a=candidate:"));
    let mut udp = udp.filter(|line| line.contains(" udp "));
    let words: Vec<&str> = udp.next().expect("a candidate").split(' ').collect();
    let address = format!("{}:{}", words[4], words[5]);
    (
        address.parse().expect("an address"),
        value("a=ice-ufrag:"),
        value("a=ice-pwd:"),
    )
}

#[tokio::test]
async fn media_is_reached_through_the_web_port_and_nothing_else_is() {
    let (server, owner, session) = world().await;
    let relay = relay(&owner, &session).await;
    let port = server.inside().address.port();
    assert_eq!(
        relay.urls,
        [format!("turns:127.0.0.1:{port}?transport=tcp")]
    );
    let post = owner
        .request(Method::POST, &format!("sessions/{}/whep", session.id))
        .header(header::CONTENT_TYPE, "application/sdp")
        .body(WATCHING);
    let answered = send(post).await;
    let link = answered.headers()[header::LINK]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        link.contains("rel=\"ice-server\"") && link.contains("turns:127.0.0.1:"),
        "{link}"
    );
    let (media, ufrag, password) = said(&answered.text().await.expect("text"));

    for names in [&[][..], &[&b"stun.turn"[..]], &[b"http/1.1"]] {
        let mut client = Relayed::connect(&server, &relay, names).await;
        assert_eq!(client.ask(ALLOCATE, None, None).await, 0);
        let foreign: [SocketAddr; 4] = [
            "192.0.2.1:80".parse().unwrap(),
            "169.254.169.254:80".parse().unwrap(),
            SocketAddr::new(media.ip(), port),
            "[::1]:22".parse().unwrap(),
        ];
        for peer in foreign {
            let code = client.ask(CHANNEL_BIND, Some(peer), Some(0x4000)).await;
            assert_eq!(code, 403, "{peer}");
            if peer.ip() != media.ip() {
                let code = client.ask(CREATE_PERMISSION, Some(peer), None).await;
                assert_eq!(code, 403, "{peer}");
            }
        }
        let bound = client.ask(CHANNEL_BIND, Some(media), Some(0x4001)).await;
        assert_eq!(bound, 0);
        // A connectivity check goes to the media port and its answer comes back.
        let mut check = Message::builder_request(BINDING, MessageWriteVec::new());
        let name = Username::new(&format!("{ufrag}:abcd")).unwrap();
        check.add_attribute(&name).unwrap();
        // Priority, controlling, and that this pair is the one (RFC 8445, 16.1).
        for (kind, value) in [
            (0x0024, &[0x6e, 0, 1, 0xff][..]),
            (0x802a, &[7; 8]),
            (0x0025, &[]),
        ] {
            let raw = RawAttribute::new(AttributeType::new(kind), value);
            check.add_attribute(&raw).unwrap();
        }
        let key = ShortTermCredentials::new(password.clone()).make_key();
        check
            .add_message_integrity_with_key(&key, IntegrityAlgorithm::Sha1)
            .unwrap();
        check.add_fingerprint().unwrap();
        let transaction = check.transaction_id();
        let check = check.finish();
        let mut framed = 0x4001_u16.to_be_bytes().to_vec();
        framed.extend(u16::try_from(check.len()).unwrap().to_be_bytes());
        framed.extend(&check);
        client.write(&framed).await;
        let back = client.frame().await;
        assert_eq!(back[..2], 0x4001_u16.to_be_bytes());
        let answer = Message::from_bytes(&back[4..]).expect("a message");
        assert!(answer.is_response() && answer.transaction_id() == transaction);
        assert!(answer.validate_integrity_with_key(&key).is_ok());
    }
    // Browsers are served as before.
    assert_eq!(owner.get("/healthz").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_is_neither_http_nor_the_relays_protocol_ends_its_connection_alone() {
    let (server, owner, session) = world().await;
    let relay = relay(&owner, &session).await;
    let noise: [&[u8]; 4] = [
        &[0; 64],
        &[1; 20_000],
        &[0x00, 0x03, 0xff, 0xfc, 0x21, 0x12, 0xa4, 0x42, 0, 0, 0, 0],
        b"\x00\x01\x00\x00GET / HTTP/1.1\r\n\r\n",
    ];
    for bytes in noise {
        let mut client = Relayed::connect(&server, &relay, &[]).await;
        client.write(bytes).await;
        let mut rest = Vec::new();
        let ended = tokio::time::timeout(WAIT_MAX, client.stream.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "the connection ends");
        assert!(rest.is_empty(), "{rest:?}");
    }
    // A wrong password opens nothing.
    let mut wrong = relay.clone();
    wrong.credential.push('0');
    let mut client = Relayed::connect(&server, &wrong, &[]).await;
    assert_eq!(client.ask(ALLOCATE, None, None).await, 401);
    done(owner.get("/healthz").await).await;
}

#[tokio::test]
async fn without_tls_of_ours_there_is_no_relay() {
    let (_server, [owner]) = TestServer::with_people(["Mira"]).await;
    let channel = owner.channel("Firmware", &[]).await;
    let topic = owner.topic(&channel, "Gateway").await;
    let path = format!("topics/{}/sessions", topic.id);
    let session: Session = good(owner.post(&path, json!({ "ring": [] })).await).await;
    let path = format!("sessions/{}/join", session.id);
    let joined: Value = good(owner.post(&path, json!({})).await).await;
    assert_eq!(joined["ice_servers"], json!([]));
    assert_eq!(joined["id"], json!(session.id));
}
