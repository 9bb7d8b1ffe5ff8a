//! From a client's offer to a peer and an answer (RFC 8829): once per connection.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Instant;

use model::limits::SDP_BYTES_MAX;
use model::session::{MediaSource, SendTrack};
use str0m::bwe::Bitrate as RtcBitrate;
use str0m::change::SdpOffer;
use str0m::config::DtlsCert;
use str0m::format::Codec;
use str0m::media::{Mid, Rid};
use str0m::net::TcpType;
use str0m::{Candidate, IceCreds, Rtc};

use crate::limits::{
    LAYERS_MAX, RETRANSMIT_KEPT, RETRANSMIT_PACKETS_MAX, RETRANSMIT_SHARE_MAX, SLOTS_MAX,
    TRACKS_MAX,
};
use crate::rtc::{RtcPeer, RtcSlot, RtcTrack};
use crate::source::SourceKind;

/// What the path to a new subscriber is taken to carry; measured from there on.
const FIRST_ESTIMATE: RtcBitrate = RtcBitrate::kbps(2_500);

/// A track that a peer sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedTrack {
    /// The transceiver's `mid`.
    pub mid: String,
    /// What is sent on it.
    pub source: MediaSource,
    /// The `rid`s of its layers; one empty one without simulcast.
    pub layers: Vec<String>,
}

/// A slot that a peer receives in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedSlot {
    /// The transceiver's `mid`.
    pub mid: String,
    /// For voices or pictures.
    pub kind: SourceKind,
}

/// What was negotiated with a peer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// What it sends.
    pub tracks: Vec<OfferedTrack>,
    /// What it receives.
    pub slots: Vec<OfferedSlot>,
}

/// Where clients are told to send.
#[derive(Clone, Debug, Default)]
pub struct Announced {
    /// UDP addresses, the best first.
    pub udp: Vec<SocketAddr>,
    /// TCP addresses (RFC 6544, passive).
    pub tcp: Vec<SocketAddr>,
}

/// Why there is no answer to an offer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfferError {
    /// It is larger than its bound, or has more tracks or slots than theirs.
    #[error("the offer is larger than its bound")]
    TooLarge,
    /// It cannot be read, or the other side lacks what we need.
    #[error("the offer cannot be used: {0}")]
    Unusable(String),
}

/// A peer that waits for its client, and what to tell the client.
pub struct Answered {
    /// The peer.
    pub peer: RtcPeer,
    /// What was negotiated.
    pub offered: Offered,
    /// The answer.
    pub sdp: String,
    /// Our ICE user name fragment, by which the client's first packets are known as its own.
    pub ufrag: String,
}

/// Answers offers: the process' certificate and addresses.
#[derive(Clone, Debug)]
pub struct Answerer {
    certificate: DtlsCert,
    announced: Announced,
}

impl Answerer {
    /// Makes the process' certificate. `None` when the cryptography library cannot.
    #[must_use]
    pub fn new(announced: Announced) -> Option<Self> {
        let provider = str0m::crypto::from_feature_flags();
        let certificate = provider.dtls_provider.generate_certificate()?;
        Some(Self {
            certificate,
            announced,
        })
    }

    /// Takes an offer; `tracks` says what is sent on which transceiver. Our ICE user name fragment
    /// begins with `prefix`, by which a shared port finds the thread.
    ///
    /// # Errors
    /// [`OfferError`] says what is wrong with it.
    pub fn answer(
        &self,
        sdp: &str,
        tracks: &[SendTrack],
        prefix: &str,
        now: Instant,
    ) -> Result<Answered, OfferError> {
        if SDP_BYTES_MAX < sdp.len() || TRACKS_MAX < tracks.len() {
            return Err(OfferError::TooLarge);
        }
        if SLOTS_MAX + TRACKS_MAX < sdp.matches("\nm=").count() {
            return Err(OfferError::TooLarge);
        }
        let unusable = |error: &dyn std::fmt::Display| OfferError::Unusable(error.to_string());
        let offer = SdpOffer::from_sdp_string(sdp).map_err(|error| unusable(&error))?;
        let mut credentials = IceCreds::new();
        credentials.ufrag.insert_str(0, prefix);
        let ufrag = credentials.ufrag.clone();
        let mut rtc = self.rtc(credentials, sdp.contains("m=video"), now);
        self.add_candidates(&mut rtc);
        let answer = rtc
            .sdp_api()
            .accept_offer(offer)
            .map_err(|error| unusable(&error))?;
        let sdp = answer.to_sdp_string();
        let medias = answered_medias(&sdp);
        let (rtc_tracks, offered_tracks) = take_tracks(&medias, tracks)?;
        let (rtc_slots, offered_slots) = take_slots(&mut rtc, &medias)?;
        let peer = RtcPeer::new(rtc, rtc_tracks, rtc_slots, &self.announced, now);
        let offered = Offered {
            tracks: offered_tracks,
            slots: offered_slots,
        };
        Ok(Answered {
            peer,
            offered,
            sdp: answer.to_sdp_string(),
            ufrag,
        })
    }

    /// Bandwidth is estimated for pictures only: voices alone have nothing to lower.
    fn rtc(&self, credentials: IceCreds, estimates: bool, now: Instant) -> Rtc {
        Rtc::builder()
            .set_rtp_mode(true)
            .set_ice_lite(true)
            .set_dtls_cert(self.certificate.clone())
            .set_local_ice_credentials(credentials)
            .clear_codecs()
            .enable_opus(true, false)
            .enable_vp8(true)
            .enable_bwe(estimates.then_some(FIRST_ESTIMATE))
            .build(now)
    }

    fn add_candidates(&self, rtc: &mut Rtc) {
        for address in &self.announced.udp {
            if let Ok(candidate) = Candidate::host(*address, "udp") {
                rtc.add_local_candidate(candidate);
            }
        }
        for address in &self.announced.tcp {
            let candidate = Candidate::builder()
                .tcp()
                .host(*address)
                .tcptype(TcpType::Passive)
                .build();
            if let Ok(candidate) = candidate {
                rtc.add_local_candidate(candidate);
            }
        }
    }
}

/// A media line as we answered it.
#[derive(Debug)]
struct AnsweredMedia {
    mid: Mid,
    kind: SourceKind,
    /// We receive: the client sends.
    receives: bool,
    /// We send: the client receives.
    sends: bool,
    rids: Vec<Rid>,
}

/// The media lines of our answer, in order. str0m tells of them as events only once the connection
/// stands, which is too late to refuse.
fn answered_medias(answer: &str) -> Vec<AnsweredMedia> {
    let mut medias = Vec::new();
    for section in answer.split("\nm=").skip(1) {
        let kind = match section.split(' ').next() {
            Some("audio") => SourceKind::Audio,
            Some("video") => SourceKind::Video,
            _ => continue,
        };
        let mut lines = section.lines().map(str::trim_end);
        let Some(mid) = lines.clone().find_map(|line| line.strip_prefix("a=mid:")) else {
            continue;
        };
        let rids = lines
            .clone()
            .find_map(|line| line.strip_prefix("a=simulcast:recv "));
        let rids = rids
            .into_iter()
            .flat_map(|list| list.split([';', ',', ' ']))
            .map(|rid| rid.trim_start_matches('~'))
            .filter(|rid| !rid.is_empty())
            .take(LAYERS_MAX)
            .map(Rid::from)
            .collect();
        let direction = lines.find_map(|line| match line {
            "a=sendonly" => Some((false, true)),
            "a=recvonly" => Some((true, false)),
            "a=sendrecv" => Some((true, true)),
            "a=inactive" => Some((false, false)),
            _ => None,
        });
        let (receives, sends) = direction.unwrap_or((false, false));
        medias.push(AnsweredMedia {
            mid: Mid::from(mid),
            kind,
            receives,
            sends,
            rids,
        });
    }
    medias
}

/// The medias the client sends, matched with what it says they carry.
fn take_tracks(
    medias: &[AnsweredMedia],
    tracks: &[SendTrack],
) -> Result<(Vec<RtcTrack>, Vec<OfferedTrack>), OfferError> {
    let mut named = BTreeSet::new();
    let mut taken = (Vec::new(), Vec::new());
    for track in tracks {
        if !named.insert(track.source) {
            return Err(OfferError::Unusable(
                "two tracks have one source".to_owned(),
            ));
        }
        let media = medias
            .iter()
            .find(|media| media.receives && media.mid == Mid::from(track.mid.as_str()))
            .ok_or_else(|| OfferError::Unusable("a track's mid is not sent".to_owned()))?;
        if media.kind != SourceKind::of(track.source) {
            return Err(OfferError::Unusable(
                "a track's kind is not its source's".to_owned(),
            ));
        }
        let layers = if media.rids.is_empty() {
            vec![String::new()]
        } else {
            media.rids.iter().map(ToString::to_string).collect()
        };
        taken.0.push(RtcTrack {
            mid: media.mid,
            rids: media.rids.clone(),
        });
        taken.1.push(OfferedTrack {
            mid: track.mid.clone(),
            source: track.source,
            layers,
        });
    }
    Ok(taken)
}

/// The medias the client receives in.
fn take_slots(
    rtc: &mut Rtc,
    medias: &[AnsweredMedia],
) -> Result<(Vec<RtcSlot>, Vec<OfferedSlot>), OfferError> {
    let payload_type = |rtc: &Rtc, codec| {
        let mut params = rtc.codec_config().iter();
        params
            .find(|params| params.spec().codec == codec)
            .map(str0m::format::PayloadParams::pt)
    };
    let mut taken = (Vec::new(), Vec::new());
    for media in medias.iter().filter(|media| media.sends && !media.receives) {
        let kind = media.kind;
        let codec = if kind == SourceKind::Audio {
            Codec::Opus
        } else {
            Codec::Vp8
        };
        let remote = rtc
            .media(media.mid)
            .map(str0m::media::Media::remote_pts)
            .unwrap_or_default();
        let pt = payload_type(rtc, codec)
            .filter(|pt| remote.contains(pt))
            .ok_or_else(|| OfferError::Unusable("a slot has neither Opus nor VP8".to_owned()))?;
        let mut direct = rtc.direct_api();
        let stream = direct
            .stream_tx_by_mid(media.mid, None)
            .ok_or_else(|| OfferError::Unusable("a slot cannot be sent in".to_owned()))?;
        // Publishers pace; pacing again would only add delay.
        stream.set_unpaced(true);
        if kind == SourceKind::Video {
            stream.set_rtx_cache(
                RETRANSMIT_PACKETS_MAX,
                RETRANSMIT_KEPT,
                Some(RETRANSMIT_SHARE_MAX),
            );
        }
        taken.0.push(RtcSlot {
            mid: media.mid,
            pt,
            kind,
        });
        taken.1.push(OfferedSlot {
            mid: media.mid.to_string(),
            kind,
        });
    }
    if SLOTS_MAX < taken.0.len() {
        return Err(OfferError::TooLarge);
    }
    Ok(taken)
}

#[cfg(test)]
mod tests;
