// How pictures are sent: in which codec, which layers, what they may take. It comes with the first call.
import type { LayerWish, MediaSource, VideoCodec } from "./frames";
import type { DeviceChoice } from "./liveDevices";

/** What a picture shows: a face, a screen with text, a screen that moves. */
export type Content = "camera" | "text" | "motion";

/** Layers by name, small to large. */
const RIDS = ["l", "m", "h"] as const;

/** Pictures a second of a shared screen: text is to be sharp rather than smooth. */
const TEXT_FPS = 15;
const MOTION_FPS = 30;

/** Pictures up to so many pixels take so many thousand bits a second in VP8. */
const RATES: readonly (readonly [number, number])[] = [
    [320 * 180, 150],
    [640 * 360, 500],
    [1280 * 720, 1_700],
    [1920 * 1080, 3_000],
    [2560 * 1440, 5_000],
    [3840 * 2160, 8_000],
];

/** Above it, AV1 in software is too slow even for text. */
const AV1_PIXELS_MAX = 2560 * 1600;

/** With fewer cores, AV1 in software takes what the rest of the call needs. */
const AV1_CORES_MIN = 4;

/** What is known of a picture before it is sent. */
export interface Filmed {
    content: Content;
    /** In pixels; 0 while there is none. */
    width: number;
    height: number;
}

/** How one layer is sent. */
export interface Encoding {
    active: boolean;
    scaleResolutionDownBy: number;
    maxBitrate: number;
    maxFramerate?: number;
    scalabilityMode: string;
}

/** What each layer is scaled down by; browsers send fewer than three of a small picture. */
function scales({ width, height }: Filmed): number[] {
    const pixels = width * height;
    if (3200 * 1800 <= pixels) return [6, 2, 1];
    if (pixels === 0 || 960 * 540 <= pixels) return [4, 2, 1];
    return 480 * 270 <= pixels ? [2, 1] : [1];
}

function rate({ width, height, content }: Filmed, scale: number, codec: VideoCodec): number {
    const pixels = (width * height || 1280 * 720) / scale ** 2;
    const row = RATES.find(([most]) => pixels <= most * 1.1) ?? RATES.at(-1);
    const dense = codec === "vp9" || codec === "av1" ? 0.7 : 1;
    return Math.round((row?.[1] ?? 0) * 1_000 * dense * (content === "motion" ? 1.5 : 1));
}

/** Temporal layers let a thin link have half of the pictures. */
function temporal(codec: VideoCodec, content: Content): string {
    if (codec === "h264") return "L1T1";
    return content === "text" ? "L1T2" : "L1T3";
}

/**
 * How the layers are sent of which somebody sees `seen`, in the order of `l`, `m`, `h`.
 *
 * VP8 and H.264 send each layer as a stream. VP9 and AV1 put a camera's layers into the first stream,
 * of which the highest that is seen is the last. Screens are sent as streams in any codec: browsers
 * take spatial layers of screen content for something else.
 */
export function planLayers(
    filmed: Filmed,
    codec: VideoCodec,
    seen: (rid: string) => boolean,
): Encoding[] {
    const { content } = filmed;
    const sides = scales(filmed);
    const top = sides.length - 1;
    // Who wants a layer that there is not has the highest.
    const wanted = RIDS.map((_, at) => RIDS.slice(at, at < top ? at + 1 : undefined).some(seen));
    const maxFramerate =
        content === "camera" ? {} : { maxFramerate: content === "text" ? TEXT_FPS : MOTION_FPS };
    const inOne = content === "camera" && (codec === "vp9" || codec === "av1");
    const highest = wanted.slice(0, top + 1).lastIndexOf(true);
    return RIDS.map((_, at) => {
        if (inOne && at === 0) {
            const carried = Math.max(highest, 0);
            const rates = sides.slice(0, carried + 1);
            return {
                active: highest !== -1,
                scaleResolutionDownBy: sides[carried] ?? 1,
                maxBitrate: rates.reduce((sum, scale) => sum + rate(filmed, scale, codec), 0),
                scalabilityMode: carried === 0 ? "L1T3" : `L${carried + 1}T3_KEY`,
            };
        }
        const scale = sides[at] ?? 1;
        return {
            active: !inOne && at <= top && (wanted[at] ?? false),
            scaleResolutionDownBy: scale,
            maxBitrate: rate(filmed, scale, codec),
            ...maxFramerate,
            scalabilityMode: temporal(codec, content),
        };
    });
}

/** The codec to send in: what the person chose, or what serves most. */
export function chooseCodec(
    filmed: Filmed,
    chosen: VideoCodec | "auto",
    usable: (codec: VideoCodec) => boolean,
    cores: number,
): VideoCodec {
    // A recording in H.264 wants nothing else; who cannot send it is seen in VP8.
    const plain = !usable("vp8") && usable("h264") ? "h264" : "vp8";
    if (chosen !== "auto") return usable(chosen) ? chosen : plain;
    // A face in VP8 costs least to make; sharp text is a fraction of its size in newer codecs.
    if (filmed.content !== "text") return plain;
    const small = filmed.width * filmed.height <= AV1_PIXELS_MAX;
    if (small && AV1_CORES_MIN <= cores && usable("av1")) return "av1";
    return usable("vp9") ? "vp9" : plain;
}

/** The layers of an offer. */
export function offeredLayers(): RTCRtpEncodingParameters[] {
    const filmed: Filmed = { content: "camera", width: 0, height: 0 };
    return planLayers(filmed, "vp8", () => true).map((encoding, at) => {
        const { maxBitrate, scaleResolutionDownBy } = encoding;
        return { rid: RIDS[at] ?? "", maxBitrate, scaleResolutionDownBy };
    });
}

/** A sender of pictures. */
export interface PictureSender {
    /** Sends a track, or nothing, from now on. */
    send: (track: MediaStreamTrack | null) => Promise<void>;
    /** Sends or stops the layers that anybody or nobody sees. */
    setLayers: (layers: readonly LayerWish[]) => void;
    /** May send in these codecs. */
    setCodecs: (codecs: readonly VideoCodec[]) => void;
    /** The person chose otherwise. */
    refresh: () => void;
}

type Coded = RTCRtpEncodingParameters & { codec?: RTCRtpCodec; scalabilityMode?: string };

/**
 * Sends pictures on a transceiver whose layers were offered; `stands` when it is negotiated, `choice` is
 * what the person has chosen.
 */
export function pictureSender(
    transceiver: RTCRtpTransceiver,
    source: MediaSource,
    stands: Promise<void>,
    choice: () => DeviceChoice,
): PictureSender {
    const { sender } = transceiver;
    const unseen = new Set<string>();
    /** Codecs that the browser refused to switch to. */
    const refused = new Set<VideoCodec>();
    const content = () => (source === "screen" ? choice().screenContent : "camera");
    let allowed: readonly VideoCodec[] = ["vp8"];
    let switched = false;
    let filmed: Filmed = { content: content(), width: 0, height: 0 };
    // One after another: parameters that were read before a change cannot be set after it.
    let done: Promise<void> = Promise.resolve();
    const refresh = () => {
        done = done.then(apply);
    };

    async function apply(): Promise<void> {
        const parameters = sender.getParameters();
        if (parameters.encodings.length === 0) return; // closed
        const find = (codec: VideoCodec) => parameters.codecs.find((known) => is(known, codec));
        const usable = (codec: VideoCodec) =>
            allowed.includes(codec) &&
            !refused.has(codec) &&
            find(codec) !== undefined &&
            (codec === "vp8" || codecsSwitch);
        const cores = navigator.hardwareConcurrency;
        const codec = chooseCodec(filmed, choice().codec, usable, cores);
        switched ||= codec !== "vp8";
        const plan = planLayers(filmed, codec, (rid) => !unseen.has(rid));
        // What was never switched has the browser's own ways.
        if (!change(parameters.encodings, plan, switched ? find(codec) : undefined)) return;
        try {
            await sender.setParameters(parameters);
            if (!switched || knowsCodecs(sender)) return;
            codecsSwitch = false;
            switched = false;
        } catch {
            // Where the connection is closed meanwhile the next one begins anew.
            if (codec === "vp8" || transceiver.currentDirection === "stopped") return;
            refused.add(codec);
        }
        await apply();
    }

    return {
        send: async (track) => {
            if (track) {
                const { width = 0, height = 0 } = track.getSettings();
                filmed = { content: content(), width, height };
                refresh();
                await done;
            }
            await sender.replaceTrack(track);
        },
        setLayers: (layers) => {
            for (const { mid, rid, active } of layers) {
                if (mid !== transceiver.mid) continue;
                if (active) unseen.delete(rid);
                else unseen.add(rid);
            }
            refresh();
        },
        setCodecs: (codecs) => {
            void stands.then(() => {
                allowed = codecs;
                refresh();
            });
        },
        refresh: () => {
            filmed = { ...filmed, content: content() };
            refresh();
        },
    };
}

/** Makes encodings as planned, in a codec if one is named. Returns whether they were not. */
function change(
    encodings: readonly RTCRtpEncodingParameters[],
    plan: readonly Encoding[],
    codec: RTCRtpCodec | undefined,
): boolean {
    let changed = false;
    encodings.forEach((encoding, at) => {
        const planned = plan[at];
        if (!planned) return;
        const { scalabilityMode, ...layer } = planned;
        const coded: Coded = codec ? { ...layer, scalabilityMode, codec: plain(codec) } : layer;
        changed ||= differs(encoding, coded);
        Object.assign(encoding, coded);
    });
    return changed;
}

/** What names a codec in an encoding. */
function plain({ mimeType, clockRate, sdpFmtpLine }: RTCRtpCodec): RTCRtpCodec {
    return sdpFmtpLine === undefined
        ? { mimeType, clockRate }
        : { mimeType, clockRate, sdpFmtpLine };
}

function is({ mimeType, sdpFmtpLine = "" }: RTCRtpCodec, codec: VideoCodec): boolean {
    if (mimeType.toLowerCase() !== `video/${codec}`) return false;
    return codec !== "vp9" || !sdpFmtpLine.includes("profile-id=2");
}

/** Whether this browser changes the codec of a connection that stands, as far as it was tried. */
let codecsSwitch = true;

/** Whether a codec that was set is kept: a browser that does not know of it leaves it out. */
function knowsCodecs(sender: RTCRtpSender): boolean {
    const encodings: Coded[] = sender.getParameters().encodings;
    return encodings.every(({ codec }) => codec !== undefined);
}

/** Whether an encoding is not as planned. */
function differs(encoding: Coded, { codec, ...layer }: Coded): boolean {
    if (codec && encoding.codec?.mimeType !== codec.mimeType) return true;
    const now = new Map<string, unknown>(Object.entries(encoding));
    return Object.entries(layer).some(([key, value]) => now.get(key) !== value);
}
