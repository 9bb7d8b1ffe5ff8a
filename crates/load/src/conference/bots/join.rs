//! Joining as a browser does: a request, an offer on the socket, and what one wants to see.

use std::net::UdpSocket;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::Instant;

use model::session::{MediaSource, ParticipantState, SendTrack, SlotWish};
use model::sync::{Action, Ask, Ephemeral, Reply, ReplyData};
use sfu::bot::{Bot, BotConfig};

use super::clock::{now_us, stamp_now};
use super::drive::Order;
use super::header::Agreed;
use super::member::{NewMember, Speech};
use crate::conference::plan::{Meeting, Meetings, Place, Plan};
use crate::conference::shape;
use crate::error::BenchError;
use crate::http::{Http, request};
use crate::socket::Socket;

/// Slots that the web client has.
const AUDIO_SLOTS: usize = 3;
const VIDEO_SLOTS: usize = 10;

/// Rooms up to this size have every packet opened; in larger ones every so manieth subscriber
/// opens its own, or opening would take as much of the machine as the server does.
const ALL_OPEN_MAX: usize = 200;
const OPENS_EVERY: u32 = 8;

/// One who joins.
pub(crate) struct Joiner<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) number: u32,
    /// The thread that carries its media.
    pub(crate) thread: &'a Sender<Order>,
    /// Bytes of its signalling, which the thread reads.
    pub(crate) signalling: Arc<AtomicU64>,
}

/// Bytes of a frame on the wire, of a server's: they have no mask.
fn framed(payload: &[u8]) -> usize {
    payload.len()
        + match payload.len() {
            0..126 => 2,
            126..0x1_0000 => 4,
            _ => 10,
        }
}

/// A bot and its offer.
pub(super) fn offering(
    config: &BotConfig,
    udp: &UdpSocket,
) -> Result<(Bot, String, Vec<SendTrack>), BenchError> {
    Bot::new(config, udp.local_addr()?, Instant::now())
        .map_err(|error| BenchError::Missing(format!("no offer: {error}")))
}

/// The bot takes the answer.
pub(super) fn accept(bot: &mut Bot, answer: &str) -> Result<(), BenchError> {
    bot.accept(answer)
        .map_err(|error| BenchError::Missing(format!("an answer is not understood: {error}")))
}

impl Joiner<'_> {
    fn index(&self) -> usize {
        usize::try_from(self.number).unwrap_or(usize::MAX)
    }

    /// Its place in its room.
    fn place(&self) -> usize {
        self.plan.seat(self.index()).1
    }

    pub(super) fn on_stage(&self) -> bool {
        self.place() == 0
    }

    pub(super) fn speaks(&self) -> bool {
        self.place() < self.plan.speakers
    }

    /// The layer of its camera that everybody is to see, if it is on the stage; in Janus it has no name.
    fn shown(&self) -> Option<String> {
        let seen = shape::layer(self.plan.size).filter(|_| self.on_stage())?;
        Some(match self.plan.place {
            Place::Sessions(_) => seen.rid,
            Place::Janus(_) => String::new(),
        })
    }

    /// So many bytes were signalled.
    pub(super) fn count(&self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(0);
        self.signalling.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Joins and stays.
    pub(crate) async fn take_part(&self) -> Result<(), BenchError> {
        match &self.plan.place {
            Place::Sessions(meetings) => {
                let socket = self.join(meetings).await?;
                self.stay(socket).await
            }
            Place::Janus(room) => self.join_janus(room).await,
        }
    }

    /// Joins; answers the socket, on which the room goes on talking.
    async fn join(&self, meetings: &Meetings) -> Result<Socket, BenchError> {
        let (room, _) = self.plan.seat(self.index());
        let meeting = meetings.rooms.get(room);
        let meeting = meeting.ok_or(BenchError::Protocol("somebody has no room"))?;
        let caller = meetings
            .callers
            .get(self.index())
            .map_or("", String::as_str);
        // The client is open before its person joins.
        let mut socket = Socket::open(meetings.server, caller).await?;
        let began_us = now_us();
        let mut http = Http::connect(meetings.server).await?;
        let path = format!("/api/v1/sessions/{}/join", meeting.session);
        let asked = request("POST", &path, caller, "{}");
        self.count(asked.len());
        let answer = http.send(&asked).await?;
        self.count(answer.bytes());
        answer.done("joining")?;
        let udp = self.socket()?;
        let (mut bot, offer, tracks) = self.bot(&udp)?;
        let state = ParticipantState {
            microphone: self.speaks(),
            camera: self.on_stage(),
            screen: false,
        };
        let action = Action::SessionOffer {
            session: meeting.session,
            sdp: offer.clone(),
            tracks,
            state,
        };
        self.ask(&mut socket, 1, action).await?;
        let answer = self.answer(&mut socket).await?;
        accept(&mut bot, &answer)?;
        let stage_mid = self.hand_over(bot, udp, [&offer, &answer], began_us)?;
        if let Some(mid) = stage_mid {
            self.ask(&mut socket, 2, self.wish(meeting, mid)).await?;
        }
        Ok(socket)
    }

    async fn ask(&self, socket: &mut Socket, id: u64, action: Action) -> Result<(), BenchError> {
        let text = serde_json::to_string(&Ask { id, action })
            .map_err(|_| BenchError::Protocol("an ask cannot be written"))?;
        self.count(socket.send(&text).await?);
        Ok(())
    }

    /// Waits for the answer to the offer.
    async fn answer(&self, socket: &mut Socket) -> Result<String, BenchError> {
        socket
            .read(|frame| {
                self.count(framed(frame));
                match serde_json::from_slice::<Reply>(frame) {
                    Ok(Reply {
                        re: 1,
                        data: Some(ReplyData::Answer { sdp, .. }),
                        ..
                    }) => ControlFlow::Break(Ok(sdp)),
                    Ok(Reply {
                        re: 1,
                        error: Some(problem),
                        ..
                    }) => ControlFlow::Break(Err(BenchError::Missing(format!(
                        "an offer was refused: {problem:?}"
                    )))),
                    _ => ControlFlow::Continue(()),
                }
            })
            .await?
    }

    /// A socket for its media.
    pub(super) fn socket(&self) -> Result<UdpSocket, BenchError> {
        let udp = UdpSocket::bind((self.plan.local(), 0))?;
        udp.set_nonblocking(true)?;
        Ok(udp)
    }

    /// Who neither speaks nor is on the stage offers the same and sends nothing, as browsers do.
    fn bot(&self, udp: &UdpSocket) -> Result<(Bot, String, Vec<SendTrack>), BenchError> {
        let config = BotConfig {
            microphone: true,
            camera: shape::layers(),
            audio_slots: AUDIO_SLOTS,
            video_slots: VIDEO_SLOTS,
            ..BotConfig::default()
        };
        let (mut bot, offer, tracks) = offering(&config, udp)?;
        if let Some(camera) = bot.camera(MediaSource::Camera) {
            for layer in shape::layers() {
                camera.set_active(&layer.rid, self.on_stage());
            }
        }
        Ok((bot, offer, tracks))
    }

    /// Gives the media to its thread, with what both sides said of it; answers the slot in which the
    /// stage is to be seen.
    pub(super) fn hand_over(
        &self,
        mut bot: Bot,
        socket: UdpSocket,
        [ours, theirs]: [&str; 2],
        began_us: u64,
    ) -> Result<Option<String>, BenchError> {
        let agreed = Agreed::read(ours, theirs)
            .ok_or(BenchError::Protocol("a description lacks who is who"))?;
        bot.stamp = Some(stamp_now);
        bot.level = None;
        if let Some(camera) = bot.camera(MediaSource::Camera) {
            camera.vary(&shape::pictures(self.plan.seed));
        }
        let seed = self.plan.seed.wrapping_add(self.number.into());
        let speech = self.speaks().then(|| Speech {
            levels: shape::levels(seed),
        });
        bot.set_voice_payloads(shape::voice(seed));
        let mids = bot.video_mids().into_iter();
        let stage_mid = mids.take(usize::from(!self.on_stage())).next();
        let opens = self.plan.people <= ALL_OPEN_MAX || self.number.is_multiple_of(OPENS_EVERY);
        let member = NewMember {
            number: self.number,
            room: self.plan.seat(self.index()).0,
            bot,
            socket,
            agreed,
            speech,
            shown: self.shown(),
            stage_mid: stage_mid.clone(),
            began_us,
            signalling: Arc::clone(&self.signalling),
            opens,
        };
        self.thread
            .send(Order::Add(Box::new(member)))
            .map_err(|_| BenchError::Panicked)?;
        Ok(stage_mid)
    }

    fn wish(&self, meeting: &Meeting, mid: String) -> Action {
        let (width, height) = self.plan.size.pixels();
        Action::SessionSlots {
            session: meeting.session,
            wishes: vec![SlotWish {
                mid,
                person: Some(meeting.stage),
                source: MediaSource::Camera,
                width,
                height,
            }],
        }
    }

    /// Stays: counts what the room says, and sends the layers that the server wants.
    async fn stay(&self, mut socket: Socket) -> Result<(), BenchError> {
        let on_stage = self.on_stage();
        socket
            .read(|frame| -> ControlFlow<()> {
                self.count(framed(frame));
                if on_stage && let Ok(Ephemeral::Layers(wishes)) = serde_json::from_slice(frame) {
                    let order = Order::Layers(self.number, wishes.layers);
                    // The thread ends only with the process.
                    let _ = self.thread.send(order);
                }
                ControlFlow::Continue(())
            })
            .await
    }
}
