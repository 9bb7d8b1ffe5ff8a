//! Tests of what a client is told of the packets that it sends.

use super::*;
use crate::Answerer;
use crate::bot::{Bot, BotConfig, BotOutput};
use crate::egress::rtcp::{self, Told};
use crate::egress::srtp::RtcpOpener;

const OUTSIDE: ([u8; 4], u16) = ([198, 51, 100, 7], 5_000);
const INSIDE: ([u8; 4], u16) = ([127, 0, 0, 1], 9);

/// A voice and the server's end, which looks at what came every `busy`; keeps the server's reports.
struct Call {
    bot: Bot,
    peer: RtcPeer,
    opener: Option<RtcpOpener>,
    busy: Duration,
    /// What came and was not taken yet, and when it came.
    waiting: Vec<(Instant, Vec<u8>)>,
    taken_at: Instant,
    /// When packets came, as the voice was told, in microseconds of the server's clock.
    arrivals: Vec<i64>,
}

impl Call {
    fn new(busy: Duration, now: Instant) -> Self {
        let announced = Announced {
            udp: vec![INSIDE.into()],
            tcp: Vec::new(),
        };
        let voice = BotConfig {
            camera: Vec::new(),
            ..BotConfig::default()
        };
        let (mut bot, offer, tracks) = Bot::new(&voice, OUTSIDE.into(), now).unwrap();
        let answerer = Answerer::new(announced).unwrap();
        let answered = answerer.answer(&offer, &tracks, "00", now).unwrap();
        bot.accept(&answered.sdp).unwrap();
        Self {
            bot,
            peer: answered.peer,
            opener: None,
            busy,
            waiting: Vec::new(),
            taken_at: now,
            arrivals: Vec::new(),
        }
    }

    fn step(&mut self, now: Instant) {
        self.bot.advance(now);
        self.sent(now);
        if self.opener.is_none() {
            let keys = self.bot.take_keys();
            self.opener = keys.and_then(|keys| RtcpOpener::new(&keys));
        }
        // Making the connection is not what is late here.
        if self.bot.connected() && now < self.taken_at + self.busy {
            return;
        }
        self.taken_at = now;
        let mut out = Outgoing::new();
        for (arrived, bytes) in std::mem::take(&mut self.waiting) {
            let received = Received {
                protocol: Protocol::Udp,
                source: OUTSIDE.into(),
                bytes: &bytes,
                arrived,
            };
            self.peer.receive(now, received);
            while let PeerOutput::Event(_) = self.peer.poll(&mut out) {}
        }
        self.peer.advance(now);
        while let PeerOutput::Event(_) = self.peer.poll(&mut out) {}
        for (_, bytes) in out.iter() {
            self.note(bytes);
            let received = Received {
                protocol: Protocol::Udp,
                source: INSIDE.into(),
                bytes,
                arrived: now,
            };
            self.bot.receive(now, received);
            self.sent(now);
        }
    }

    /// What the bot has sent comes at once.
    fn sent(&mut self, now: Instant) {
        while let BotOutput::Send(datagram) = self.bot.poll() {
            self.waiting.push((now, datagram.bytes));
        }
    }

    fn note(&mut self, datagram: &[u8]) {
        let mut room = datagram.to_vec();
        let opener = self.opener.as_mut().filter(|_| is_rtcp(datagram));
        let Some(compound) = opener.and_then(|opener| opener.open(&mut room)) else {
            return;
        };
        let arrivals = &mut self.arrivals;
        rtcp::read(compound, |told| {
            if let Told::Arrivals(feedback) = told {
                let before = arrivals.last().copied();
                feedback.each(before, |_, at| arrivals.extend(at));
            }
        });
    }
}

#[test]
fn who_sends_is_told_when_packets_came_and_not_when_a_busy_server_took_them() {
    #[expect(
        clippy::disallowed_methods,
        reason = "any instant is an origin of virtual time"
    )]
    let start = Instant::now();
    let mut call = Call::new(Duration::from_millis(130), start);
    for ms in 0..3_000 {
        call.step(start + Duration::from_millis(ms));
    }
    assert!(50 < call.arrivals.len(), "{} came", call.arrivals.len());
    // A voice is sent every 20 ms; a step of what is told is 250 µs.
    let gaps = call.arrivals.windows(2).map(|pair| pair[1] - pair[0]);
    let gaps: Vec<i64> = gaps.collect();
    let even = |gap: &i64| (19_000..=21_000).contains(gap);
    assert!(gaps.iter().all(even), "{gaps:?}");
}
