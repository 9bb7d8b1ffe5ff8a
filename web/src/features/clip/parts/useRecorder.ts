// The devices and the recording behind the recorder: what is open, where it stands, what came of it.
import { useEffect, useRef, useState } from "react";
import type { ClipKind } from "../../../data/model";
import {
    type ClipRecording,
    type ClipSources,
    canRecord,
    chooseScreen,
    recordClip,
} from "../../../transport/clipRecorder";
import {
    type DeviceTrouble,
    deviceTrouble,
    openCamera,
    openMicrophone,
} from "../../../transport/liveDevices";
import { useOpened } from "../../../ui/useOpened";
import { isOver, obstacle, type Step, type Turn, turned } from "../model";

/** How often the clock moves, in milliseconds. */
const TICK_MS = 200;

export interface Recorder {
    step: Step;
    nowMs: number;
    microphone: MediaStreamTrack | null;
    /** What is seen of it: the camera, or the screen that is recorded. */
    picture: MediaStream | null;
    troubles: { source: "microphone" | "camera" | "screen"; why: DeviceTrouble }[];
    /** Whether it can begin. */
    ready: boolean;
    /** What was recorded, in review. */
    file: File | null;
    record: () => Promise<void>;
    turn: (turn: Exclude<Turn, "record">) => void;
    again: (source: "microphone" | "camera" | "screen") => void;
}

export function useRecorder(kind: ClipKind): Recorder {
    const [step, setStep] = useState<Step>({ at: "ready" });
    const [nowMs, setNow] = useState(() => performance.now());
    const [rounds, setRounds] = useState({ microphone: 0, camera: 0 });
    const [file, setFile] = useState<File | null>(null);
    const [screen, setScreen] = useState<MediaStream | null>(null);
    const [screenTrouble, setScreenTrouble] = useState<DeviceTrouble | null>(null);
    const running = useRef<ClipRecording | null>(null);
    const ownTracks = useRef<MediaStreamTrack[]>([]);

    const open = step.at !== "review";
    const microphone = useOpened(open ? openMicrophone : null, rounds.microphone);
    const camera = useOpened(open && kind === "camera" ? openCamera : null, rounds.camera);
    const own = useStream(camera.found);

    const release = () => {
        for (const track of ownTracks.current) track.stop();
        ownTracks.current = [];
        setScreen(null);
    };
    const drop = () => {
        running.current?.drop();
        running.current = null;
        release();
    };
    // What is open when the dialog closes is closed with it.
    const last = useRef(drop);
    last.current = drop;
    useEffect(() => () => last.current(), []);

    const turn = (wanted: Exclude<Turn, "record">) => {
        const at = performance.now();
        const next = turned(step, wanted, at);
        if (next === step) return;
        setNow(at);
        setStep(next);
        if (wanted === "pause") running.current?.pause();
        if (wanted === "resume") running.current?.resume();
        if (wanted === "retake") setFile(null);
        if (wanted !== "stop") return;
        const recording = running.current;
        if (!recording || next.at !== "review") {
            drop();
            return;
        }
        running.current = null;
        void recording.stop().then((made) => {
            release();
            setFile(made);
        });
    };
    const stop = useRef(() => {});
    stop.current = () => turn("stop");

    const record = async () => {
        let sources: ClipSources = { microphone: microphone.found, picture: camera.found };
        setScreenTrouble(null);
        if (kind === "screen") {
            try {
                const chosen = await chooseScreen();
                if (!chosen) return;
                sources = { microphone: microphone.found, ...chosen };
            } catch (error) {
                setScreenTrouble(deviceTrouble(error));
                return;
            }
            const tracks = [sources.picture, sources.screenSound];
            ownTracks.current = tracks.flatMap((track) => track ?? []);
        }
        const recording = recordClip(kind, sources, () => stop.current());
        running.current = recording;
        if (kind === "screen") setScreen(recording.picture);
        const at = performance.now();
        setNow(at);
        setStep(turned(step, "record", at));
    };

    const moves = step.at === "recording";
    useEffect(() => {
        if (!moves) return;
        const timer = setInterval(() => setNow(performance.now()), TICK_MS);
        return () => clearInterval(timer);
    }, [moves]);
    const over = isOver(step, nowMs);
    useEffect(() => {
        if (over) stop.current();
    }, [over]);

    const troubles: Recorder["troubles"] = [];
    if (microphone.error !== null) {
        troubles.push({ source: "microphone", why: deviceTrouble(microphone.error) });
    }
    if (camera.error !== null)
        troubles.push({ source: "camera", why: deviceTrouble(camera.error) });
    if (screenTrouble) troubles.push({ source: "screen", why: screenTrouble });
    const opened = { microphone: microphone.found !== null, camera: camera.found !== null };
    // A microphone that is about to open is waited for: nobody wants a silent clip by haste.
    const decided = opened.microphone || microphone.error !== null;
    return {
        step,
        nowMs,
        microphone: microphone.found,
        picture: kind === "screen" ? screen : own,
        troubles,
        ready: canRecord(kind) && decided && obstacle(kind, opened) === null,
        file,
        record,
        turn,
        again: (source) => {
            if (source === "screen") setScreenTrouble(null);
            else setRounds((before) => ({ ...before, [source]: before[source] + 1 }));
        },
    };
}

/** A stream of one track, the same as long as the track is. */
function useStream(track: MediaStreamTrack | null): MediaStream | null {
    const [stream, setStream] = useState<MediaStream | null>(null);
    useEffect(() => setStream(track && new MediaStream([track])), [track]);
    return stream;
}
