// Microphones, cameras, speakers and screens: which are there, which are chosen, what goes wrong.

import type { VideoCodec } from "./frames";

/** What a person can choose between. */
export type DeviceKind = "microphone" | "camera" | "speaker";

/** Why a device cannot be used; each has its own words and its own way out. */
export type DeviceTrouble = "insecure" | "denied" | "system" | "none" | "busy" | "unknown";

/** A device did not open, and why. */
export class DeviceRefusal extends Error {
    readonly trouble: DeviceTrouble;

    constructor(trouble: DeviceTrouble) {
        super(trouble);
        this.trouble = trouble;
    }
}

/** A device as the browser names it. */
export interface Device {
    id: string;
    label: string;
}

/** What this browser remembers of devices. */
export interface DeviceChoice {
    /** Device ids; empty for the browser's own choice. */
    microphone: string;
    camera: string;
    speaker: string;
    /** How one comes into a call. */
    microphoneOn: boolean;
    cameraOn: boolean;
    /** Whether the devices were looked at before. */
    checked: boolean;
    /** What pictures are sent in. */
    codec: VideoCodec | "auto";
    /** Height of the camera's picture, in pixels. */
    cameraHeight: number;
    /** What shared screens show. */
    screenContent: "text" | "motion";
}

/** What a person chooses of their pictures. */
export type PictureChoice = Pick<DeviceChoice, "codec" | "cameraHeight" | "screenContent">;

const KEY = "meanwhile.devices";

const DEFAULT: DeviceChoice = {
    microphone: "",
    camera: "",
    speaker: "",
    microphoneOn: true,
    cameraOn: true,
    checked: false,
    codec: "auto",
    cameraHeight: 720,
    screenContent: "text",
};

/** Pictures a second of a shared screen: text stays sharp, scrolling stays readable. */
const SCREEN_FPS = { text: 15, motion: 30 };

let choice = readChoice();

function readChoice(): DeviceChoice {
    try {
        const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<DeviceChoice>;
        return { ...DEFAULT, ...kept };
    } catch {
        return DEFAULT;
    }
}

/** What is chosen now. */
export function deviceChoice(): DeviceChoice {
    return choice;
}

/** Chooses and remembers. */
export function chooseDevices(change: Partial<DeviceChoice>): void {
    choice = { ...choice, ...change };
    try {
        localStorage.setItem(KEY, JSON.stringify(choice));
    } catch {
        // It holds until the page is closed.
    }
}

/** Whether the browser gives devices to this page at all: https or localhost only. */
export function devicesAllowed(): boolean {
    return window.isSecureContext && navigator.mediaDevices !== undefined;
}

/** Whether this browser can share a screen; phones mostly cannot. */
export function screenAllowed(): boolean {
    return devicesAllowed() && typeof navigator.mediaDevices.getDisplayMedia === "function";
}

/** Whether the browser lets a page choose the speaker. */
export function speakersAllowed(): boolean {
    return "setSinkId" in HTMLMediaElement.prototype;
}

const KINDS: Record<DeviceKind, MediaDeviceKind> = {
    microphone: "audioinput",
    camera: "videoinput",
    speaker: "audiooutput",
};

/** The devices of each kind; without names until one of them was opened. */
export async function listDevices(): Promise<Record<DeviceKind, Device[]>> {
    const found: Record<DeviceKind, Device[]> = { microphone: [], camera: [], speaker: [] };
    if (!devicesAllowed()) return found;
    const devices = await navigator.mediaDevices.enumerateDevices();
    for (const kind of ["microphone", "camera", "speaker"] as const) {
        found[kind] = devices
            .filter((device) => device.kind === KINDS[kind] && device.deviceId !== "")
            .map((device) => ({ id: device.deviceId, label: device.label }));
    }
    return found;
}

/** Calls `listener` when a device comes or goes; returns how to stop it. */
export function onDevices(listener: () => void): () => void {
    if (!devicesAllowed()) return () => {};
    navigator.mediaDevices.addEventListener("devicechange", listener);
    return () => navigator.mediaDevices.removeEventListener("devicechange", listener);
}

/** Opens the chosen microphone. Rejects with `DeviceRefusal`. */
export async function openMicrophone(): Promise<MediaStreamTrack> {
    const audio: MediaTrackConstraints = {
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        ...wish(choice.microphone),
    };
    return first(await open({ audio }));
}

/** Opens the chosen camera. Rejects with `DeviceRefusal`. */
export async function openCamera(): Promise<MediaStreamTrack> {
    const height = choice.cameraHeight;
    const video = {
        width: { ideal: (height * 16) / 9 },
        height: { ideal: height },
        frameRate: { ideal: 30 },
    };
    return first(await open({ video: { ...video, ...wish(choice.camera) } }));
}

function screenRate(): MediaTrackConstraints {
    return { frameRate: { ideal: SCREEN_FPS[choice.screenContent] } };
}

function screenHint(): string {
    return choice.screenContent === "text" ? "detail" : "motion";
}

/** Films a shared screen as is chosen now. */
export async function refitScreen(track: MediaStreamTrack): Promise<void> {
    track.contentHint = screenHint();
    await track.applyConstraints(screenRate()).catch(() => {}); // it goes on as it was
}

/** Lets the person choose a screen, with its sound where the browser gives it; `null`: they did not. */
export async function openScreen(): Promise<MediaStream | null> {
    if (!screenAllowed()) throw new DeviceRefusal(devicesAllowed() ? "none" : "insecure");
    try {
        const stream = await navigator.mediaDevices.getDisplayMedia({
            video: screenRate(),
            audio: true,
        });
        for (const track of stream.getVideoTracks()) track.contentHint = screenHint();
        return stream;
    } catch (error) {
        if (error instanceof DOMException && error.name === "NotAllowedError") {
            if (/system/i.test(error.message)) throw new DeviceRefusal("system");
            return null; // closed the browser's own dialog
        }
        throw new DeviceRefusal(troubleOf(error));
    }
}

/** Not `exact`: a device that is unplugged is replaced by another rather than by none. */
function wish(id: string): MediaTrackConstraints {
    return id === "" ? {} : { deviceId: { ideal: id } };
}

async function open(constraints: MediaStreamConstraints): Promise<MediaStream> {
    if (!devicesAllowed()) throw new DeviceRefusal("insecure");
    try {
        return await navigator.mediaDevices.getUserMedia(constraints);
    } catch (error) {
        throw new DeviceRefusal(troubleOf(error));
    }
}

function first(stream: MediaStream): MediaStreamTrack {
    const [track] = stream.getTracks();
    if (!track) throw new DeviceRefusal("none");
    return track;
}

/** Why something that rejects with `DeviceRefusal` did. */
export function deviceTrouble(error: unknown): DeviceTrouble {
    return error instanceof DeviceRefusal ? error.trouble : "unknown";
}

/** What an error of the browser means for a person. */
export function troubleOf(error: unknown): DeviceTrouble {
    const { name = "", message = "" } = (error ?? {}) as { name?: string; message?: string };
    switch (name) {
        case "NotAllowedError":
        case "PermissionDeniedError":
            return /system/i.test(message) ? "system" : "denied";
        case "SecurityError":
            return "insecure";
        case "NotFoundError":
        case "DevicesNotFoundError":
        case "OverconstrainedError":
            return "none";
        case "NotReadableError":
        case "TrackStartError":
        case "AbortError":
            return "busy";
        default:
            return "unknown";
    }
}
