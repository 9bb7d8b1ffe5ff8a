// What this person sends: microphone, camera, screen. Tracks are exchanged, nothing is renegotiated.
import type { MediaSource, ParticipantState } from "./frames";
import {
    chooseDevices,
    type DeviceKind,
    DeviceRefusal,
    openCamera,
    openMicrophone,
    openScreen,
    type PictureChoice,
    refitScreen,
} from "./liveDevices";
import type { Peer } from "./livePeer";
import { setSpeaker } from "./liveSound";
import { callState, changeCall, currentPeer, SILENT } from "./liveState";
import { ask } from "./socket";

type Own = "microphone" | "camera" | "screen";

/** Opened tracks by source. A muted microphone stays open, so that it is back at once. */
const tracks = new Map<MediaSource, MediaStreamTrack>();
/** Rises with each change of a source, so that a slow device does not undo a later choice. */
const rounds: Record<Own, number> = { microphone: 0, camera: 0, screen: 0 };

/** Sends what is open on a new connection. */
export async function sendAll(peer: Peer): Promise<void> {
    const { sends } = callState();
    for (const [source, track] of tracks) {
        const on = source === "screen_audio" ? sends.screen : sends[source];
        await peer.send(source, on ? track : null);
    }
}

/** Opens what was on, without waiting; what does not open is told as trouble. */
export function openOwn(state: ParticipantState): void {
    changeCall({ sends: { ...SILENT, microphone: state.microphone, camera: state.camera } });
    if (state.microphone) void setMicrophone(true);
    if (state.camera) void setCamera(true);
}

/** Closes every device. */
export function closeOwn(): void {
    for (const source of ["microphone", "camera", "screen"] as const) rounds[source] += 1;
    for (const track of tracks.values()) track.stop();
    tracks.clear();
}

/** Unmutes or mutes. */
export async function setMicrophone(on: boolean): Promise<void> {
    const round = begin("microphone", on);
    let track = tracks.get("microphone");
    if (on && track?.readyState !== "live") {
        const opened = await opening("microphone", round, openMicrophone);
        if (!opened) return;
        track = opened;
        keep("microphone", opened);
        changeCall({ microphone: new MediaStream([opened]) });
    }
    if (track) track.enabled = on;
    await currentPeer()?.send("microphone", on ? (track ?? null) : null);
}

/** Turns the camera on or off; off means off, its light too. */
export async function setCamera(on: boolean): Promise<void> {
    const round = begin("camera", on);
    if (!on) {
        drop("camera");
        changeCall({ camera: null });
        chooseDevices({ cameraOn: false });
        await currentPeer()?.send("camera", null);
        return;
    }
    const track = await opening("camera", round, openCamera);
    if (!track) return;
    keep("camera", track);
    chooseDevices({ cameraOn: true });
    changeCall({ camera: new MediaStream([track]) });
    await currentPeer()?.send("camera", track);
}

/** Begins or ends to share a screen. */
export async function setScreen(on: boolean): Promise<void> {
    rounds.screen += 1;
    const round = rounds.screen;
    if (!on) {
        stopScreen();
        return;
    }
    let stream: MediaStream | null;
    try {
        stream = await openScreen();
    } catch (error) {
        const why = error instanceof DeviceRefusal ? error.trouble : "unknown";
        changeCall({ trouble: { source: "screen", why } });
        return;
    }
    const [picture] = stream?.getVideoTracks() ?? [];
    if (!stream || !picture) return;
    if (round !== rounds.screen || callState().phase === "idle") {
        for (const track of stream.getTracks()) track.stop();
        return;
    }
    const [sound] = stream.getAudioTracks();
    keep("screen", picture);
    if (sound) keep("screen_audio", sound);
    // The browser has its own button to end sharing.
    picture.addEventListener("ended", () => {
        if (tracks.get("screen") === picture) stopScreen();
    });
    changeCall({ screen: new MediaStream([picture]), trouble: null });
    await currentPeer()?.send("screen", picture);
    await currentPeer()?.send("screen_audio", sound ?? null);
    tell({ screen: true });
}

function stopScreen(): void {
    drop("screen");
    drop("screen_audio");
    changeCall({ screen: null });
    void currentPeer()?.send("screen", null);
    void currentPeer()?.send("screen_audio", null);
    tell({ screen: false });
}

/** Uses another device from now on. */
export async function changeDevice(kind: DeviceKind, id: string): Promise<void> {
    chooseDevices({ [kind]: id });
    if (kind === "speaker") {
        setSpeaker(id);
        return;
    }
    if (kind === "camera") {
        if (callState().sends.camera) await setCamera(true);
        return;
    }
    drop("microphone");
    if (callState().sends.microphone) await setMicrophone(true);
}

/** Chooses and remembers how pictures are sent; what is sent changes at once. */
export async function choosePicture(change: Partial<PictureChoice>): Promise<void> {
    chooseDevices(change);
    if (change.cameraHeight && callState().sends.camera) {
        // While a camera is open, browsers open it again in the size that it has.
        drop("camera");
        await setCamera(true);
    }
    const screen = tracks.get("screen");
    if (change.screenContent && screen) await refitScreen(screen);
    currentPeer()?.refresh();
}

/** Forgets what was said about a device that did not open. */
export function dismissTrouble(): void {
    changeCall({ trouble: null });
}

function begin(source: "microphone" | "camera", on: boolean): number {
    rounds[source] += 1;
    tell(source === "microphone" ? { microphone: on } : { camera: on });
    return rounds[source];
}

/** Opens a device for the newest wish; `null` if it did not open or is no longer wanted. */
async function opening(
    source: "microphone" | "camera",
    round: number,
    open: () => Promise<MediaStreamTrack>,
): Promise<MediaStreamTrack | null> {
    try {
        const track = await open();
        if (round === rounds[source]) {
            if (callState().trouble?.source === source) changeCall({ trouble: null });
            track.addEventListener("ended", () => {
                // Unplugged, or taken away in the browser's own page settings.
                if (tracks.get(source) !== track) return;
                void (source === "microphone" ? setMicrophone(false) : setCamera(false));
                changeCall({ trouble: { source, why: "none" } });
            });
            return track;
        }
        track.stop();
    } catch (error) {
        if (round !== rounds[source]) return null;
        const why = error instanceof DeviceRefusal ? error.trouble : "unknown";
        changeCall({ trouble: { source, why } });
        tell(source === "microphone" ? { microphone: false } : { camera: false });
    }
    return null;
}

function keep(source: MediaSource, track: MediaStreamTrack): void {
    drop(source);
    tracks.set(source, track);
}

function drop(source: MediaSource): void {
    const track = tracks.get(source);
    tracks.delete(source);
    track?.stop();
}

/** Shows and tells what is sent. A connection that comes later tells it with its offer. */
function tell(change: Partial<ParticipantState>): void {
    const { session, sends, phase } = callState();
    const state = { ...sends, ...change };
    changeCall({ sends: state });
    if (!session || phase !== "live") return;
    ask({ do: "session.state", session, state }).catch(() => {
        // Without a connection the next offer carries it.
    });
}
