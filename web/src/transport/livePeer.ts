// One media connection: negotiated once, then only tracks are exchanged.
import type { IceNames, LayerWish, MediaSource, SendTrack, VideoCodec } from "./frames";
import { deviceChoice } from "./liveDevices";
import { offeredLayers, type PictureSender, pictureSender } from "./liveEncodings";
import type { Way } from "./liveRelays";
import type { Counts } from "./liveWatch";

/** Slots a client receives in (MEDIA.md): the loudest voices, pictures, and one for a screen. */
const AUDIO_SLOTS = 3;
const VIDEO_SLOTS = 10;

const SOURCES: readonly MediaSource[] = ["microphone", "camera", "screen", "screen_audio"];

export interface PeerEvents {
    /** ICE and DTLS stand, by a relay or without one. */
    onConnected: (relayed: boolean) => void;
    /** The connection does not come about, or is gone. */
    onGone: () => void;
}

export interface Peer {
    /** The offer and what is sent on which transceiver. */
    sdp: string;
    tracks: SendTrack[];
    /** The slots by `mid`. */
    voices: ReadonlyMap<string, MediaStream>;
    pictures: ReadonlyMap<string, MediaStream>;
    accept: (sdp: string) => Promise<void>;
    /** Makes new names, by which paths are looked for from where the device is now (ICE restart). */
    restart: () => Promise<IceNames>;
    /** Takes the server's new names. */
    follow: (names: IceNames) => Promise<void>;
    /** Packets so far, and the name that the path goes by. */
    counts: () => Promise<Counts & { ufrag: string }>;
    /** Calls `listener`, and no other, when the browser finds that the path is broken. */
    onTrouble: (listener: () => void) => void;
    /** Sends a track, or nothing, from now on. */
    send: (source: MediaSource, track: MediaStreamTrack | null) => Promise<void>;
    /** Sends or stops the layers that anybody or nobody sees. */
    setLayers: (layers: readonly LayerWish[]) => void;
    /** What the browser has measured. */
    stats: () => Promise<RTCStatsReport>;
    /** May send pictures in these codecs; in VP8 alone before it is told. */
    setCodecs: (codecs: readonly VideoCodec[]) => void;
    /** The person chose otherwise how pictures are sent. */
    refresh: () => void;
    close: () => void;
}

/** Makes a connection and its offer; the server's answer completes it. */
export async function openPeer(events: PeerEvents, way: Way): Promise<Peer> {
    const connection = new RTCPeerConnection({
        bundlePolicy: "max-bundle",
        iceServers: way.servers,
    });
    const sending = addSenders(connection, offeredLayers());
    const voices = addSlots(connection, "audio", AUDIO_SLOTS);
    const pictures = addSlots(connection, "video", VIDEO_SLOTS);
    await connection.setLocalDescription();
    const stopWatching = watch(connection, events, way.patienceMs);
    let answer = "";
    let trouble: () => void = () => {};
    connection.addEventListener("iceconnectionstatechange", () => {
        if (/disconnected|failed/.test(connection.iceConnectionState)) trouble();
    });
    const setAnswer = (sdp: string) => connection.setRemoteDescription({ type: "answer", sdp });
    let stands = () => {};
    const standing = new Promise<void>((resolve) => {
        stands = resolve;
    });
    const pictured = new Map<MediaSource, PictureSender>();
    for (const source of ["camera", "screen"] as const) {
        pictured.set(source, pictureSender(sending[source], source, standing, deviceChoice));
    }
    const each = (act: (sender: PictureSender) => void) => pictured.forEach(act);
    return {
        sdp: connection.localDescription?.sdp ?? "",
        tracks: SOURCES.map((source) => ({ source, mid: sending[source].mid ?? "" })),
        voices: byMid(voices),
        pictures: byMid(pictures),
        accept: async (sdp) => {
            answer = sdp;
            await setAnswer(sdp);
            stands();
        },
        restart: async () => {
            const offer = await connection.createOffer({ iceRestart: true });
            await connection.setLocalDescription(offer);
            return namesIn(offer.sdp ?? "");
        },
        // All else stays as it was agreed.
        follow: (names) => setAnswer(renamed(answer, names)),
        counts: () => counts(connection),
        onTrouble: (listener) => {
            trouble = listener;
        },
        send: (source, track) =>
            pictured.get(source)?.send(track) ?? sending[source].sender.replaceTrack(track),
        setLayers: (layers) => each((sender) => sender.setLayers(layers)),
        setCodecs: (codecs) => each((sender) => sender.setCodecs(codecs)),
        refresh: () => each((sender) => sender.refresh()),
        stats: () => connection.getStats(),
        close: () => {
            stopWatching();
            connection.close();
        },
    };
}

function addSenders(
    connection: RTCPeerConnection,
    sendEncodings: RTCRtpEncodingParameters[],
): Record<MediaSource, RTCRtpTransceiver> {
    const direction = "sendonly";
    return {
        microphone: connection.addTransceiver("audio", { direction }),
        camera: connection.addTransceiver("video", { direction, sendEncodings }),
        screen: connection.addTransceiver("video", { direction, sendEncodings }),
        screen_audio: connection.addTransceiver("audio", { direction }),
    };
}

function addSlots(connection: RTCPeerConnection, kind: "audio" | "video", count: number) {
    return Array.from({ length: count }, () =>
        connection.addTransceiver(kind, { direction: "recvonly" }),
    );
}

function byMid(slots: readonly RTCRtpTransceiver[]): ReadonlyMap<string, MediaStream> {
    return new Map(slots.map((slot) => [slot.mid ?? "", new MediaStream([slot.receiver.track])]));
}

/** Tells once when the connection stands, and once when it is gone. */
function watch(connection: RTCPeerConnection, events: PeerEvents, patienceMs: number): () => void {
    let connected = false;
    let over = false;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const gone = () => {
        if (over) return;
        over = true;
        clearTimeout(patience);
        events.onGone();
    };
    patience = setTimeout(gone, patienceMs);
    connection.addEventListener("connectionstatechange", () => {
        if (over) return;
        switch (connection.connectionState) {
            case "connected":
                clearTimeout(patience);
                if (!connected) {
                    void isRelayed(connection).then(
                        (relayed) => over || events.onConnected(relayed),
                    );
                }
                connected = true;
                break;
            case "failed":
                // One that stood is repaired.
                if (!connected) gone();
                break;
            case "closed":
                gone();
                break;
            default:
                break;
        }
    });
    return () => {
        over = true;
        clearTimeout(patience);
    };
}

/** The names in a description (RFC 8839, 5.4). */
function namesIn(sdp: string): IceNames {
    const named = (what: string) => new RegExp(`^a=ice-${what}:(\\S+)`, "m").exec(sdp)?.[1] ?? "";
    return { ufrag: named("ufrag"), password: named("pwd") };
}

/** A description with other names. */
function renamed(sdp: string, { ufrag, password }: IceNames): string {
    return sdp
        .replace(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${ufrag}`)
        .replace(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${password}`);
}

/** The transport of all media, and our end of the path that it takes. */
async function pathOf(connection: RTCPeerConnection) {
    const report = await connection.getStats();
    const entries = [...report.values()];
    const transport = entries.find((entry) => entry.type === "transport");
    const pair = report.get(transport?.selectedCandidatePairId);
    return { transport, local: report.get(pair?.localCandidateId) };
}

/** Whether what is sent goes by a relay. */
async function isRelayed(connection: RTCPeerConnection): Promise<boolean> {
    return (await pathOf(connection)).local?.candidateType === "relay";
}

async function counts(connection: RTCPeerConnection): Promise<Counts & { ufrag: string }> {
    const { transport, local } = await pathOf(connection);
    return {
        received: transport?.packetsReceived ?? transport?.bytesReceived ?? 0,
        sent: transport?.packetsSent ?? transport?.bytesSent ?? 0,
        ufrag: local?.usernameFragment ?? "",
    };
}
