//! Joining a room of Janus: who speaks publishes by an offer, who listens answers Janus' offer of all
//! that is published. One connection each: in Janus speaking and listening are two.

use std::time::{Duration, Instant};

use serde_json::json;
use sfu::bot::{Bot, BotConfig, CameraLayer};

use super::JOIN_MAX;
use super::clock::now_us;
use super::join::{Joiner, accept, offering};
use crate::conference::janus::{Description, Handle};
use crate::conference::plan::VideoRoom;
use crate::conference::shape;
use crate::error::BenchError;

/// Time between two looks whether all who speak are there.
const LOOK: Duration = Duration::from_millis(100);

impl Joiner<'_> {
    /// Joins a room of Janus; nobody ends a session there.
    pub(super) async fn join_janus(&self, room: &VideoRoom) -> Result<(), BenchError> {
        let began_us = now_us();
        let mut handle = Handle::open(room.api).await?;
        let joined = if self.speaks() {
            self.publish(&mut handle, room, began_us).await
        } else {
            self.listen(&mut handle, room, began_us).await
        };
        self.count(handle.bytes());
        joined
    }

    /// A feed has the number of its publisher, from 1 on.
    async fn publish(
        &self,
        handle: &mut Handle,
        room: &VideoRoom,
        began_us: u64,
    ) -> Result<(), BenchError> {
        let udp = self.socket()?;
        let config = BotConfig {
            camera: self.stage(),
            audio_slots: 0,
            video_slots: 0,
            ..BotConfig::default()
        };
        let (mut bot, offer, _) = offering(&config, &udp)?;
        let body = json!({
            "request": "joinandconfigure",
            "ptype": "publisher",
            "room": room.room,
            "id": self.number + 1,
        });
        let ours = Description::Offer(offer.clone());
        let answer = handle.ask(body, Some(&ours)).await?.flatten();
        let answer = answer.ok_or_else(|| BenchError::Janus("it gave no answer".to_owned()))?;
        accept(&mut bot, &answer)?;
        self.hand_over(bot, udp, [&offer, &answer], began_us)?;
        Ok(())
    }

    /// The camera of the one on the stage: the layer that everybody sees, alone.
    fn stage(&self) -> Vec<CameraLayer> {
        let seen = shape::layer(self.plan.size).filter(|_| self.on_stage());
        let alone = seen.map(|layer| CameraLayer {
            rid: String::new(),
            ..layer
        });
        alone.into_iter().collect()
    }

    async fn listen(
        &self,
        handle: &mut Handle,
        room: &VideoRoom,
        began_us: u64,
    ) -> Result<(), BenchError> {
        let offer = self.offered(handle, room).await?;
        let udp = self.socket()?;
        let made = Bot::answering(&offer, udp.local_addr()?, Instant::now());
        let (bot, answer) = made.map_err(|error| {
            BenchError::Missing(format!("Janus' offer is not understood: {error}"))
        })?;
        // The connection may begin as soon as Janus has the answer.
        self.hand_over(bot, udp, [&answer, &offer], began_us)?;
        let start = json!({"request": "start", "room": room.room});
        let ours = Description::Answer(answer);
        handle.ask(start, Some(&ours)).await?;
        Ok(())
    }

    /// Janus' offer of all feeds, once they are there.
    async fn offered(&self, handle: &mut Handle, room: &VideoRoom) -> Result<String, BenchError> {
        let feeds: Vec<_> = (1..=self.plan.speakers)
            .map(|feed| json!({"feed": feed}))
            .collect();
        let body = json!({
            "request": "join",
            "ptype": "subscriber",
            "room": room.room,
            "streams": feeds,
        });
        let until = Instant::now() + JOIN_MAX;
        while Instant::now() < until {
            if let Some(offer) = handle.ask(body.clone(), None).await? {
                return offer.ok_or_else(|| BenchError::Janus("it gave no offer".to_owned()));
            }
            tokio::time::sleep(LOOK).await;
        }
        Err(BenchError::Janus("who speaks is not there".to_owned()))
    }
}
