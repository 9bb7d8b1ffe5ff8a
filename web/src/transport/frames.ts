// Frames of the socket that are not in the log, and what a client can ask on it.
import type { ChannelId, PersonId, Problem, SessionId, Timestamp, TopicId } from "../data/model";

export type MediaSource = "microphone" | "camera" | "screen" | "screen_audio";

/** What a participant sends now. */
export interface ParticipantState {
    microphone: boolean;
    camera: boolean;
    screen: boolean;
}

export interface Participant {
    person: PersonId;
    state: ParticipantState;
    /** Nothing comes from them; their place waits. */
    reconnecting?: boolean;
}

export interface SendTrack {
    mid: string;
    source: MediaSource;
}

export interface SlotWish {
    mid: string;
    person: PersonId | null;
    source: MediaSource;
    /** In device pixels. */
    width: number;
    height: number;
}

export interface Slot {
    mid: string;
    person: PersonId | null;
    source: MediaSource;
    /** There is a picture, and it is not sent: this person's way down carries none now. */
    paused: boolean;
    /** How well what they send reaches the server. */
    quality: QualityLevel;
}

export type QualityLevel = "good" | "fair" | "poor";

/** How well this person's own connection works, and what that was decided from. */
export interface Quality {
    level: QualityLevel;
    /** Why it is not good. */
    cause: "me_up" | "me_down" | "server" | null;
    lost_up_percent: number;
    lost_down_percent: number;
    round_trip_ms: number | null;
    server_late_ms: number;
}

export interface LayerWish {
    mid: string;
    rid: string;
    active: boolean;
}

/** A codec of pictures. */
export type VideoCodec = "vp8" | "h264" | "vp9" | "av1";

export interface Ring {
    session: SessionId;
    topic: TopicId;
    channel: ChannelId;
    from: PersonId;
    until: Timestamp;
}

export type RingOutcome = "accepted" | "declined" | "missed" | "ended";

/** What the server says without a place in the log. */
export type Ephemeral =
    | { type: "hello"; data: { seq: number; now: Timestamp } }
    /** The clock was moved, as that of a sample organisation can be. */
    | { type: "clock"; data: { now: Timestamp } }
    | { type: "resync" }
    | { type: "typing"; data: { topic: TopicId; person: PersonId } }
    | { type: "session.ring"; data: Ring }
    | { type: "session.ring_ended"; data: { session: SessionId; outcome: RingOutcome } }
    | {
          type: "session.roster";
          data: {
              session: SessionId;
              full: boolean;
              count: number;
              updated: Participant[];
              left: PersonId[];
          };
      }
    | { type: "session.slots"; data: { session: SessionId; slots: Slot[] } }
    | { type: "session.layers"; data: { session: SessionId; layers: LayerWish[] } }
    | { type: "session.quality"; data: { session: SessionId; quality: Quality } }
    /** In which codecs this page may send pictures. */
    | { type: "session.codecs"; data: { session: SessionId; codecs: VideoCodec[] } }
    | { type: "session.speaking"; data: { session: SessionId; people: PersonId[] } }
    | { type: "session.watched"; data: { session: SessionId; people: PersonId[] } }
    | { type: "session.moved"; data: { session: SessionId } }
    | { type: "session.lost"; data: { session: SessionId } };

/** What one side is known by on its paths (RFC 8839). */
export interface IceNames {
    ufrag: string;
    password: string;
}

/** How a media connection stands that a page comes back to. */
export type MediaStanding = "here" | "moved" | "gone";

/** What a client can do on its socket. */
export type Action =
    | { do: "ping" }
    | { do: "typing"; topic: TopicId }
    | {
          do: "session.offer";
          session: SessionId;
          sdp: string;
          tracks: SendTrack[];
          state: ParticipantState;
      }
    | {
          do: "session.resume";
          session: SessionId;
          connection: string;
          state: ParticipantState;
          /** Restarts ICE. */
          ice?: IceNames;
      }
    | { do: "session.candidate"; session: SessionId; candidate: string }
    | { do: "session.slots"; session: SessionId; wishes: SlotWish[] }
    | { do: "session.state"; session: SessionId; state: ParticipantState };

/** The answer to an action. */
export interface Reply {
    re: number;
    ok: boolean;
    data?: { sdp: string; connection: string } | { standing: MediaStanding; ice?: IceNames };
    error?: Problem;
}
