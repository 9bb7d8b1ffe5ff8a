//! From a client's offer to a peer and an answer (RFC 8829): once per connection.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Instant;

use model::limits::SDP_BYTES_MAX;
use model::session::{MediaSource, SendTrack};
use str0m::change::SdpOffer;
use str0m::config::DtlsCert;
use str0m::crypto::dtls::SrtpProfile;
use str0m::format::{Codec as RtcCodec, CodecConfig, FormatParams, PayloadParams};
use str0m::media::{Frequency, Media, Mid, Pt, Rid};
use str0m::net::TcpType;
use str0m::rtp::{Extension, ExtensionMap};
use str0m::{Candidate, IceCreds, Rtc};

use crate::codec::Codec;
use crate::egress::{
    self, Egress, ExtensionIds, Format, Formats, KeyWatch, MidBytes, Resends, SlotPlan,
};
use crate::limits::{LAYERS_MAX, SLOTS_MAX, TRACKS_MAX};
use crate::rtc::{DEPENDENCY_URI, KeepDependency, PayloadTypes, RtcPeer, RtcTrack};
use crate::sdp::media_lines;
use crate::source::SourceKind;

/// A track that a peer sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedTrack {
    /// The transceiver's `mid`.
    pub mid: String,
    /// What is sent on it.
    pub source: MediaSource,
    /// The `rid`s of its layers; one empty one without simulcast.
    pub layers: Vec<String>,
    /// The codecs in which it can be sent, of a picture.
    pub sends: Vec<Codec>,
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
    /// The codecs in which each of its video slots takes pictures; VP8 is always one.
    pub takes: Vec<Codec>,
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
    /// For tests: what to protect with, whatever was negotiated.
    profile: Option<SrtpProfile>,
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
            profile: None,
        })
    }

    /// Protects with this profile whatever is negotiated; the client has to do the same.
    #[cfg(feature = "audit")]
    #[must_use]
    pub const fn with_profile(mut self, profile: SrtpProfile) -> Self {
        self.profile = Some(profile);
        self
    }

    /// Where clients are told to send.
    #[must_use]
    pub const fn announced(&self) -> &Announced {
        &self.announced
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
        if SLOTS_MAX + TRACKS_MAX < media_lines(sdp).count() {
            return Err(OfferError::TooLarge);
        }
        let unusable = |error: &dyn std::fmt::Display| OfferError::Unusable(error.to_string());
        let offer = SdpOffer::from_sdp_string(sdp).map_err(|error| unusable(&error))?;
        let mut credentials = IceCreds::new();
        credentials.ufrag.insert_str(0, prefix);
        let ufrag = credentials.ufrag.clone();
        let (mut rtc, watch) = self.rtc(credentials, now);
        self.add_candidates(&mut rtc);
        let answer = rtc
            .sdp_api()
            .accept_offer(offer)
            .map_err(|error| unusable(&error))?;
        let sdp = answer.to_sdp_string();
        let medias = answered_medias(&sdp);
        let (rtc_tracks, offered_tracks) = take_tracks(&rtc, &medias, tracks)?;
        let (plans, offered_slots) = take_slots(&mut rtc, &medias)?;
        let takes = taken_codecs(&plans);
        let name = canonical_name(&rtc, &medias);
        let egress = Egress::new(plans, &name, now);
        let payload_types = payload_types(&rtc);
        let peer = RtcPeer::new(rtc, rtc_tracks, (egress, watch), &self.announced, now)
            .with_payload_types(payload_types);
        let offered = Offered {
            tracks: offered_tracks,
            slots: offered_slots,
            takes,
        };
        Ok(Answered {
            peer,
            offered,
            sdp,
            ufrag,
        })
    }

    /// What is sent to the client is not sent by str0m, which therefore estimates nothing.
    fn rtc(&self, credentials: IceCreds, now: Instant) -> (Rtc, KeyWatch) {
        let config = Rtc::builder()
            .set_rtp_mode(true)
            .set_ice_lite(true)
            .set_dtls_cert(self.certificate.clone())
            .set_local_ice_credentials(credentials)
            .clear_codecs()
            .enable_opus(true, true)
            .set_extension(DEPENDENCY_ID, dependency_extension());
        let mut config = config;
        offer_codecs(config.codec_config());
        egress::build(config, self.profile, now)
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

/// The number of the dependency descriptor in our offers, had we any; clients have their own.
const DEPENDENCY_ID: u8 = 12;

fn dependency_extension() -> Extension {
    Extension::with_serializer(DEPENDENCY_URI, KeepDependency)
}

/// What is taken of pictures: VP8 first, since all know it and it is what is recorded mostly; of the others
/// the one profile each that all have who have the codec at all.
fn offer_codecs(config: &mut CodecConfig) {
    config.enable_vp8(true);
    config.add_h264(108.into(), Some(109.into()), true, 0x42_e01f);
    let mut add = |payload_type: u8, codec, profile_id| {
        config.add_config(
            payload_type.into(),
            Some((payload_type + 1).into()),
            codec,
            Frequency::NINETY_KHZ,
            None,
            FormatParams {
                profile_id,
                ..FormatParams::default()
            },
        );
    };
    add(98, RtcCodec::Vp9, Some(0));
    add(45, RtcCodec::Av1, None);
}

/// A codec as we know it.
const fn known(codec: RtcCodec) -> Option<Codec> {
    match codec {
        RtcCodec::Vp8 => Some(Codec::Vp8),
        RtcCodec::H264 => Some(Codec::H264),
        RtcCodec::Vp9 => Some(Codec::Vp9),
        RtcCodec::Av1 => Some(Codec::Av1),
        _ => None,
    }
}

/// By which payload types the client sends.
fn payload_types(rtc: &Rtc) -> PayloadTypes {
    let all = rtc.codec_config().iter();
    let pictures = all.filter_map(|params| Some((*params.pt(), known(params.spec().codec)?)));
    let mut all = rtc.codec_config().iter();
    let opus = all.find(|params| params.spec().codec == RtcCodec::Opus);
    PayloadTypes {
        pictures: pictures.collect(),
        redundant: opus.and_then(|params| params.red()).map(|red| *red),
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
    // A rejected line has no codec that we take.
    let taken = media_lines(answer).filter(|line| !line.is_rejected());
    let named = taken.filter_map(|line| {
        let rids = line.attribute("simulcast:recv ");
        let rids = rids
            .into_iter()
            .flat_map(|list| list.split([';', ',', ' ']))
            .map(|rid| rid.trim_start_matches('~'))
            .filter(|rid| !rid.is_empty())
            .take(LAYERS_MAX)
            .map(Rid::from)
            .collect();
        let both = line.has("sendrecv");
        Some(AnsweredMedia {
            mid: Mid::from(line.attribute("mid:")?),
            kind: line.kind()?,
            receives: both || line.has("recvonly"),
            sends: both || line.has("sendonly"),
            rids,
        })
    });
    named.collect()
}

/// The medias the client sends, matched with what it says they carry.
fn take_tracks(
    rtc: &Rtc,
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
            .ok_or_else(|| {
                OfferError::Unusable("a track is not sent, or in no codec that is taken".to_owned())
            })?;
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
            sends: sent_codecs(rtc, media.mid),
        });
    }
    Ok(taken)
}

/// The codecs of pictures in which the client can send, on this media line.
fn sent_codecs(rtc: &Rtc, mid: Mid) -> Vec<Codec> {
    let remote = rtc.media(mid).map(Media::remote_pts).unwrap_or_default();
    let all = rtc.codec_config().iter();
    let negotiated = all.filter(|params| remote.contains(&params.pt()));
    let mut codecs: Vec<Codec> = negotiated
        .filter_map(|params| known(params.spec().codec))
        .collect();
    codecs.sort_unstable_by_key(|codec| *codec as usize);
    codecs.dedup();
    codecs
}

/// The medias the client receives in. What str0m has declared of them in the answer is taken from
/// it: their SSRCs have one sender for life, which it is not.
fn take_slots(
    rtc: &mut Rtc,
    medias: &[AnsweredMedia],
) -> Result<(Vec<SlotPlan>, Vec<OfferedSlot>), OfferError> {
    let mut taken = (Vec::new(), Vec::new());
    for media in medias.iter().filter(|media| media.sends && !media.receives) {
        taken.0.push(plan(rtc, media)?);
        taken.1.push(OfferedSlot {
            mid: media.mid.to_string(),
            kind: media.kind,
        });
    }
    if SLOTS_MAX < taken.0.len() {
        return Err(OfferError::TooLarge);
    }
    Ok(taken)
}

/// What was negotiated of a slot.
fn plan(rtc: &mut Rtc, media: &AnsweredMedia) -> Result<SlotPlan, OfferError> {
    let codec = if media.kind == SourceKind::Audio {
        RtcCodec::Opus
    } else {
        RtcCodec::Vp8
    };
    let negotiated = rtc.media(media.mid);
    let remote = negotiated.map(Media::remote_pts).unwrap_or_default();
    let ids = negotiated
        .map(|media| extension_ids(media.remote_extmap()))
        .unwrap_or_default();
    let others = other_formats(rtc, remote);
    let mut params = rtc.codec_config().iter();
    let params: PayloadParams = params
        .find(|params| params.spec().codec == codec)
        .filter(|params| remote.contains(&params.pt()))
        .copied()
        .ok_or_else(|| OfferError::Unusable("a slot has neither Opus nor VP8".to_owned()))?;
    let mut direct = rtc.direct_api();
    let stream = direct
        .stream_tx_by_mid(media.mid, None)
        .ok_or_else(|| OfferError::Unusable("a slot cannot be sent in".to_owned()))?;
    let (ssrc, resent) = (stream.ssrc(), stream.rtx());
    direct.remove_stream_tx(ssrc);
    let resends = params.resend().zip(resent).map(|(pt, ssrc)| Resends {
        ssrc: *ssrc,
        payload_type: *pt,
    });
    Ok(SlotPlan {
        kind: media.kind,
        ssrc: *ssrc,
        payload_type: *params.pt(),
        others,
        redundant: params.red().map(|red| *red),
        resends: resends.filter(|_| media.kind == SourceKind::Video),
        ids,
        mid: MidBytes::new(&media.mid.to_string()),
    })
}

/// The codecs that all video slots take; who has none takes all.
fn taken_codecs(plans: &[SlotPlan]) -> Vec<Codec> {
    let pictures = plans.iter().filter(|plan| plan.kind == SourceKind::Video);
    let mut takes = Codec::ALL.to_vec();
    takes.retain(|codec| pictures.clone().all(|plan| plan.takes(*codec)));
    takes
}

/// How the client receives codecs other than VP8, among these payload types.
fn other_formats(rtc: &Rtc, remote: &[Pt]) -> Formats {
    let mut formats = Formats::default();
    let all = rtc.codec_config().iter();
    for params in all.filter(|params| remote.contains(&params.pt())) {
        let codec = known(params.spec().codec).filter(|codec| *codec != Codec::Vp8);
        if let Some(codec) = codec {
            formats[codec as usize] = Some(Format {
                payload_type: *params.pt(),
                resent: params.resend().map(|resent| *resent),
            });
        }
    }
    formats
}

/// By which numbers the client knows the extensions that slots carry. Those above 14 need headers
/// of two bytes (RFC 8285, 4.3), which not all packets have, and are not sent.
fn extension_ids(known: &ExtensionMap) -> ExtensionIds {
    let id = |extension| known.id_of(extension).filter(|id| (1..=14).contains(id));
    ExtensionIds {
        transport: id(Extension::TransportSequenceNumber),
        send_time: id(Extension::AbsoluteSendTime),
        level: id(Extension::AudioLevel),
        orientation: id(Extension::VideoOrientation),
        mid: id(Extension::RtpMid),
        descriptor: id(dependency_extension()),
    }
}

/// The canonical name that the answer gives our SSRCs.
fn canonical_name(rtc: &Rtc, medias: &[AnsweredMedia]) -> String {
    let mut sending = medias.iter().filter(|media| media.sends);
    sending
        .find_map(|media| rtc.media(media.mid))
        .map(|media| media.cname().to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
