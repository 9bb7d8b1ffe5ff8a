// One media connection: negotiated once, then only tracks are exchanged.
import type { LayerWish, MediaSource, SendTrack } from "./frames";
import type { Way } from "./liveRelays";

/** Slots a client receives in (MEDIA.md): the loudest voices, pictures, and one for a screen. */
const AUDIO_SLOTS = 3;
const VIDEO_SLOTS = 10;

/** How long a path may be interrupted before a new connection is made, in milliseconds. */
const DISCONNECTED_MS = 2_000;

/** Layers of the camera, small to large. */
const CAMERA_LAYERS: RTCRtpEncodingParameters[] = [
    { rid: "l", scaleResolutionDownBy: 4, maxBitrate: 150_000 },
    { rid: "m", scaleResolutionDownBy: 2, maxBitrate: 500_000 },
    { rid: "h", scaleResolutionDownBy: 1, maxBitrate: 1_700_000 },
];

const SCREEN_LAYERS: RTCRtpEncodingParameters[] = [{ maxBitrate: 2_500_000, maxFramerate: 15 }];

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
    /** Sends a track, or nothing, from now on. */
    send: (source: MediaSource, track: MediaStreamTrack | null) => Promise<void>;
    /** Sends or stops the layers that anybody or nobody sees. */
    setLayers: (layers: readonly LayerWish[]) => void;
    close: () => void;
}

/** Makes a connection and its offer; the server's answer completes it. */
export async function openPeer(events: PeerEvents, way: Way): Promise<Peer> {
    const connection = new RTCPeerConnection({
        bundlePolicy: "max-bundle",
        iceServers: way.servers,
    });
    const sending = addSenders(connection);
    const voices = addSlots(connection, "audio", AUDIO_SLOTS);
    const pictures = addSlots(connection, "video", VIDEO_SLOTS);
    await connection.setLocalDescription();
    const stopWatching = watch(connection, events, way.patienceMs);
    let layersDone: Promise<void> = Promise.resolve();
    return {
        sdp: connection.localDescription?.sdp ?? "",
        tracks: SOURCES.map((source) => ({ source, mid: sending[source].mid ?? "" })),
        voices: byMid(voices),
        pictures: byMid(pictures),
        accept: (sdp) => connection.setRemoteDescription({ type: "answer", sdp }),
        send: (source, track) => sending[source].sender.replaceTrack(track),
        setLayers: (layers) => {
            // One after another: parameters that were read before a change cannot be set after it.
            layersDone = layersDone.then(() => setLayers(Object.values(sending), layers));
        },
        close: () => {
            stopWatching();
            connection.close();
        },
    };
}

function addSenders(connection: RTCPeerConnection): Record<MediaSource, RTCRtpTransceiver> {
    const direction = "sendonly";
    return {
        microphone: connection.addTransceiver("audio", { direction }),
        camera: connection.addTransceiver("video", { direction, sendEncodings: CAMERA_LAYERS }),
        screen: connection.addTransceiver("video", { direction, sendEncodings: SCREEN_LAYERS }),
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
            case "disconnected":
                clearTimeout(patience);
                patience = setTimeout(gone, DISCONNECTED_MS);
                break;
            case "failed":
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

/** Whether what is sent goes by a relay. */
async function isRelayed(connection: RTCPeerConnection): Promise<boolean> {
    const report = await connection.getStats();
    const entries = [...report.values()];
    const transport = entries.find((entry) => entry.type === "transport");
    const pair = report.get(transport?.selectedCandidatePairId);
    return report.get(pair?.localCandidateId)?.candidateType === "relay";
}

async function setLayers(
    transceivers: readonly RTCRtpTransceiver[],
    layers: readonly LayerWish[],
): Promise<void> {
    for (const { mid, sender } of transceivers) {
        const wishes = layers.filter((layer) => layer.mid === mid);
        const parameters = sender.getParameters();
        let changed = false;
        for (const encoding of parameters.encodings) {
            const wish = wishes.find((layer) => layer.rid === (encoding.rid ?? ""));
            if (!wish || encoding.active === wish.active) continue;
            encoding.active = wish.active;
            changed = true;
        }
        // It fails only where the connection is closed meanwhile: then the next one begins anew.
        if (changed) await sender.setParameters(parameters).catch(() => {});
    }
}
