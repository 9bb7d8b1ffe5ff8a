// Records a clip in the browser: opens what it is made of, and gives one file of it.
import type { ClipKind } from "../data/model";
import { openScreen } from "./liveDevices";

/** Bits a second of a voice; Opus is clear from 24,000 on. */
const VOICE_BITS = 40_000;

/** Bits a second of a picture: five minutes stay below 60 MB. */
const PICTURE_BITS = 1_200_000;

/** How often the recorder hands out what it has, in milliseconds: a crash of the page costs no more. */
const PIECE_MS = 1_000;

/** What browsers record, the first that one of them knows. Safari knows only the last. */
const TYPES: Record<"sound" | "picture", readonly string[]> = {
    sound: ["audio/webm;codecs=opus", "audio/webm", "audio/mp4"],
    picture: ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"],
};

function typeOf(kind: ClipKind): string | null {
    if (typeof MediaRecorder === "undefined") return null;
    const types = TYPES[kind === "voice" ? "sound" : "picture"];
    return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** Whether this browser can record such a clip. */
export function canRecord(kind: ClipKind): boolean {
    return typeOf(kind) !== null;
}

/** What a clip is recorded from. */
export interface ClipSources {
    microphone: MediaStreamTrack | null;
    /** The camera, or a screen. */
    picture: MediaStreamTrack | null;
    /** The sound of the screen, where the browser gives it. */
    screenSound?: MediaStreamTrack | null;
}

/** Lets the person choose a screen; `null`: they did not. Rejects with `DeviceRefusal`. */
export async function chooseScreen(): Promise<Pick<ClipSources, "picture" | "screenSound"> | null> {
    const stream = await openScreen();
    const [picture] = stream?.getVideoTracks() ?? [];
    if (!stream || !picture) return null;
    return { picture, screenSound: stream.getAudioTracks()[0] ?? null };
}

/** A recording that runs. */
export interface ClipRecording {
    /** What is recorded, to be looked at. */
    picture: MediaStream | null;
    pause: () => void;
    resume: () => void;
    /** Ends it; the file, which has no length of its own yet. */
    stop: () => Promise<File>;
    /** Throws it away. */
    drop: () => void;
}

/** Begins to record; `onEnded` is called when a source ends by itself, as a shared screen may. */
export function recordClip(
    kind: ClipKind,
    sources: ClipSources,
    onEnded: () => void,
): ClipRecording {
    const type = typeOf(kind);
    if (!type) throw new Error("this browser records no clips");
    const sound = mixed(sources);
    const tracks = [sources.picture, sound.track].filter((track) => track !== null);
    const recorder = new MediaRecorder(new MediaStream(tracks), {
        mimeType: type,
        audioBitsPerSecond: VOICE_BITS,
        videoBitsPerSecond: PICTURE_BITS,
    });
    const pieces: Blob[] = [];
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    const main = sources.picture ?? sources.microphone;
    main?.addEventListener("ended", onEnded);
    const stopped = new Promise<void>((done) => {
        recorder.addEventListener("stop", () => done(), { once: true });
    });
    const end = () => {
        main?.removeEventListener("ended", onEnded);
        if (recorder.state !== "inactive") recorder.stop();
        sound.close();
    };
    recorder.start(PIECE_MS);
    return {
        picture: sources.picture ? new MediaStream([sources.picture]) : null,
        pause: () => recorder.state === "recording" && recorder.pause(),
        resume: () => recorder.state === "paused" && recorder.resume(),
        stop: async () => {
            end();
            await stopped;
            const plain = type.split(";")[0] ?? type;
            const ending = plain.endsWith("mp4") ? "mp4" : "webm";
            return new File(pieces, `${kind}-clip.${ending}`, { type: plain });
        },
        drop: end,
    };
}

/** One track of the voice and the screen's sound. */
function mixed({ microphone, screenSound }: ClipSources): {
    track: MediaStreamTrack | null;
    close: () => void;
} {
    if (!microphone || !screenSound) {
        return { track: microphone ?? screenSound ?? null, close: () => {} };
    }
    const context = new AudioContext();
    const mix = context.createMediaStreamDestination();
    for (const track of [microphone, screenSound]) {
        context.createMediaStreamSource(new MediaStream([track])).connect(mix);
    }
    return {
        track: mix.stream.getAudioTracks()[0] ?? null,
        close: () => void context.close().catch(() => {}),
    };
}
