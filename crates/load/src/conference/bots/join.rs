//! Joining as a browser does: a request, an offer on the socket, and what one wants to see.

use std::net::{SocketAddr, UdpSocket};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::Instant;

use model::session::{MediaSource, ParticipantState, SlotWish};
use model::sync::{Action, Ask, Ephemeral, Reply, ReplyData};
use sfu::bot::{Bot, BotConfig};

use super::clock::{now_us, stamp_now};
use super::drive::Order;
use super::header::Agreed;
use super::member::{NewMember, Speech};
use crate::conference::plan::Plan;
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

fn count(bytes: &AtomicU64, more: usize) {
    bytes.fetch_add(u64::try_from(more).unwrap_or(0), Ordering::Relaxed);
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

impl Joiner<'_> {
    fn index(&self) -> usize {
        usize::try_from(self.number).unwrap_or(usize::MAX)
    }

    fn on_stage(&self) -> bool {
        self.number == 0
    }

    fn speaks(&self) -> bool {
        self.index() < self.plan.speakers
    }

    /// Joins; answers the socket, on which the room goes on talking.
    pub(crate) async fn join(&self) -> Result<Socket, BenchError> {
        let plan = self.plan;
        let caller = plan.callers.get(self.index()).map_or("", String::as_str);
        // The client is open before its person joins.
        let mut socket = Socket::open(plan.server, caller).await?;
        let began_us = now_us();
        let mut http = Http::connect(plan.server).await?;
        let path = format!("/api/v1/sessions/{}/join", plan.session);
        let asked = request("POST", &path, caller, "{}");
        count(&self.signalling, asked.len());
        let answer = http.send(&asked).await?;
        count(&self.signalling, answer.bytes());
        answer.done("joining")?;
        let (bot, udp, offer, tracks) = self.bot()?;
        let state = ParticipantState {
            microphone: self.speaks(),
            camera: self.on_stage(),
            screen: false,
        };
        let action = Action::SessionOffer {
            session: plan.session,
            sdp: offer.clone(),
            tracks,
            state,
        };
        self.ask(&mut socket, 1, action).await?;
        let answer = self.answer(&mut socket).await?;
        let stage_mid = self.hand_over(bot, udp, [&offer, &answer], began_us)?;
        if let Some(mid) = stage_mid {
            self.ask(&mut socket, 2, self.wish(mid)).await?;
        }
        Ok(socket)
    }

    async fn ask(&self, socket: &mut Socket, id: u64, action: Action) -> Result<(), BenchError> {
        let text = serde_json::to_string(&Ask { id, action })
            .map_err(|_| BenchError::Protocol("an ask cannot be written"))?;
        count(&self.signalling, socket.send(&text).await?);
        Ok(())
    }

    /// Waits for the answer to the offer.
    async fn answer(&self, socket: &mut Socket) -> Result<String, BenchError> {
        socket
            .read(|frame| {
                count(&self.signalling, framed(frame));
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

    /// Who neither speaks nor is on the stage offers the same and sends nothing, as browsers do.
    fn bot(&self) -> Result<(Bot, UdpSocket, String, Vec<model::session::SendTrack>), BenchError> {
        let udp = UdpSocket::bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        udp.set_nonblocking(true)?;
        let config = BotConfig {
            microphone: true,
            camera: shape::layers(),
            audio_slots: AUDIO_SLOTS,
            video_slots: VIDEO_SLOTS,
            ..BotConfig::default()
        };
        let made = Bot::new(&config, udp.local_addr()?, Instant::now());
        let (mut bot, offer, tracks) =
            made.map_err(|error| BenchError::Missing(format!("no offer: {error}")))?;
        bot.level = None;
        if let Some(camera) = bot.camera(MediaSource::Camera) {
            camera.vary(&shape::pictures(self.plan.seed));
            for layer in shape::layers() {
                camera.set_active(&layer.rid, self.on_stage());
            }
        }
        Ok((bot, udp, offer, tracks))
    }

    /// Gives the media to its thread; answers the slot in which the stage is to be seen.
    fn hand_over(
        &self,
        mut bot: Bot,
        socket: UdpSocket,
        [offer, answer]: [&str; 2],
        began_us: u64,
    ) -> Result<Option<String>, BenchError> {
        bot.accept(answer).map_err(|error| {
            BenchError::Missing(format!("an answer is not understood: {error}"))
        })?;
        let agreed = Agreed::read(offer, answer)
            .ok_or(BenchError::Protocol("an answer lacks who is who"))?;
        bot.stamp = Some(stamp_now);
        let seed = self.plan.seed.wrapping_add(self.number.into());
        let speech = self.speaks().then(|| Speech {
            levels: shape::levels(seed),
        });
        bot.set_voice_payloads(shape::voice(seed));
        let mids = bot.video_mids().into_iter();
        let stage_mid = mids.take(usize::from(!self.on_stage())).next();
        let opens =
            self.plan.callers.len() <= ALL_OPEN_MAX || self.number.is_multiple_of(OPENS_EVERY);
        let member = NewMember {
            number: self.number,
            bot,
            socket,
            agreed,
            speech,
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

    fn wish(&self, mid: String) -> Action {
        let (width, height) = self.plan.size.pixels();
        Action::SessionSlots {
            session: self.plan.session,
            wishes: vec![SlotWish {
                mid,
                person: Some(self.plan.stage),
                source: MediaSource::Camera,
                width,
                height,
            }],
        }
    }

    /// Stays: counts what the room says, and sends the layers that the server wants.
    pub(crate) async fn stay(&self, mut socket: Socket) -> Result<(), BenchError> {
        let on_stage = self.on_stage();
        socket
            .read(|frame| -> ControlFlow<()> {
                count(&self.signalling, framed(frame));
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
