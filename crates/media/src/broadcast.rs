//! Connections of encoders and players, which know nothing of sources and slots.

use model::id::{ConnectionId, PersonId, SessionId};
use model::limits::SDP_BYTES_MAX;
use model::session::SendTrack;
use sfu::{one_way, published_tracks, taken_lines, watched_slots};

use crate::{Media, OfferRefusal};

impl Media {
    /// Takes an encoder's offer in a person's place and answers it, with what it sends: its first voice
    /// and picture as microphone and camera, or as what is shared (`screen`).
    ///
    /// # Errors
    /// [`OfferRefusal`] says what is wrong with the offer or that there is no room.
    pub async fn publish(
        &self,
        session: SessionId,
        person: PersonId,
        connection: ConnectionId,
        sdp: &str,
        screen: bool,
    ) -> Result<(String, Vec<SendTrack>), OfferRefusal> {
        bounded(sdp)?;
        let tracks = published_tracks(sdp, screen);
        if tracks.is_empty() {
            return Err(nothing("sends nothing"));
        }
        let offer = (one_way(sdp, true), tracks.clone());
        let answer = self.offer(session, person, connection, offer);
        Ok((answer.await?, tracks))
    }

    /// Takes a player's offer under a name of its own and answers it, with its slots for pictures.
    ///
    /// # Errors
    /// As [`Self::publish`].
    pub async fn watch(
        &self,
        session: SessionId,
        member: PersonId,
        connection: ConnectionId,
        sdp: &str,
    ) -> Result<(String, Vec<String>), OfferRefusal> {
        bounded(sdp)?;
        let pictures = watched_slots(sdp).ok_or_else(|| nothing("receives nothing"))?;
        let offer = (one_way(sdp, false), Vec::new());
        let answer = self.offer(session, member, connection, offer);
        let answer = answer.await?;
        if taken_lines(&answer) == 0 {
            self.leave(session, member);
            return Err(nothing("takes nothing that we send"));
        }
        Ok((answer, pictures))
    }
}

/// What is too large is not looked at.
fn bounded(sdp: &str) -> Result<(), OfferRefusal> {
    if SDP_BYTES_MAX < sdp.len() {
        return Err(OfferRefusal::TooLarge);
    }
    Ok(())
}

fn nothing(what: &str) -> OfferRefusal {
    OfferRefusal::Malformed {
        reason: format!("it {what}; offer a voice as Opus, a picture as VP8, or both"),
    }
}
