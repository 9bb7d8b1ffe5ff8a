// How pictures are sent and come, read from a page's own connection, and cameras of a size that fits.
import { type BrowserContext, expect, type Page } from "@playwright/test";

interface Watched extends Window {
    watchedPeers?: RTCPeerConnection[];
}

/** A picture that is sent in one layer now. */
export interface Sent {
    codec: string;
    rid: string;
    height: number;
    mode: string;
}

/** A picture that comes. */
export interface Coming {
    codec: string;
    height: number;
    frames: number;
}

/**
 * Gives a page a small camera, so that two cores can encode it in any codec; a camera of 2160p only has
 * few pictures a second. While `vp8-alone` is set, the page knows no other codec.
 */
export async function smallCamera(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
        const devices = navigator.mediaDevices;
        const open = devices.getUserMedia.bind(devices);
        devices.getUserMedia = (asked = {}) => {
            const { video } = asked;
            if (typeof video !== "object") return open(asked);
            const large = JSON.stringify(video.height).includes("2160");
            const size = large
                ? { width: 3840, height: 2160, frameRate: 2 }
                : { width: 1024, height: 576, frameRate: 15 };
            return open({ ...asked, video: size });
        };
        const add = RTCPeerConnection.prototype.addTransceiver;
        RTCPeerConnection.prototype.addTransceiver = function (kind, init) {
            const transceiver = add.call(this, kind, init);
            if (kind === "video" && localStorage.getItem("vp8-alone")) {
                const { codecs = [] } = RTCRtpReceiver.getCapabilities("video") ?? {};
                const known = codecs.filter(({ mimeType }) => /vp8|rtx/i.test(mimeType));
                transceiver.setCodecPreferences(known);
            }
            return transceiver;
        };
    });
}

/** Comes into calls with these devices on and the picture sent so, without being asked. */
export async function remembers(
    context: BrowserContext,
    choice: { cameraOn: boolean; codec?: string },
): Promise<void> {
    await context.addInitScript((kept) => {
        const known = localStorage.getItem("meanwhile.devices");
        const devices = { checked: true, microphoneOn: kept.cameraOn, ...kept };
        if (!known) localStorage.setItem("meanwhile.devices", JSON.stringify(devices));
    }, choice);
}

/** The layers that a page sends since `ms` milliseconds or less. */
export function sent(page: Page): Promise<Sent[]> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const peer = watched.watchedPeers?.at(-1);
        const read = async () => {
            const report = await peer?.getStats();
            return [...(report?.values() ?? [])]
                .filter((entry) => entry.type === "outbound-rtp" && entry.kind === "video")
                .map((entry) => ({ entry, codec: report?.get(entry.codecId)?.mimeType ?? "" }));
        };
        const before = new Map((await read()).map(({ entry }) => [entry.id, entry.framesSent]));
        await new Promise((done) => setTimeout(done, 700));
        return (await read())
            .filter(({ entry }) => (before.get(entry.id) ?? 0) < (entry.framesSent ?? 0))
            .map(({ entry, codec }) => ({
                codec,
                rid: entry.rid ?? "",
                height: entry.frameHeight ?? 0,
                mode: entry.scalabilityMode ?? "",
            }));
    });
}

/** The pictures that come to a page; `frames` counts those that were decoded. */
export function coming(page: Page): Promise<Coming[]> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const report = await watched.watchedPeers?.at(-1)?.getStats();
        return [...(report?.values() ?? [])]
            .filter((entry) => entry.type === "inbound-rtp" && 0 < (entry.framesDecoded ?? 0))
            .map((entry) => ({
                codec: report?.get(entry.codecId)?.mimeType ?? "",
                height: entry.frameHeight ?? 0,
                frames: entry.framesDecoded,
            }));
    });
}

/** What a browser says of the pictures that it sends and receives, to find out why one does not come. */
export function told(page: Page): Promise<object[]> {
    return page.evaluate(async () => {
        const watched: Watched = window;
        const peer = watched.watchedPeers?.at(-1);
        const report = await peer?.getStats();
        const encodings = (peer?.getSenders() ?? [])
            .filter(({ track }) => track?.kind === "video")
            .map((sender) => sender.getParameters().encodings);
        const kept = [...(report?.values() ?? [])]
            .filter(
                ({ type, kind, nominated, packetsSent, packetsReceived }) =>
                    (/-rtp$/.test(type) &&
                        kind === "video" &&
                        0 < (packetsSent ?? packetsReceived ?? 1)) ||
                    (type === "candidate-pair" && nominated) ||
                    type === "media-source",
            )
            .map((entry) => ({
                type: entry.type,
                rid: entry.rid,
                codec: report?.get(entry.codecId)?.mimeType,
                active: entry.active,
                height: entry.frameHeight ?? entry.height,
                fps: entry.framesPerSecond,
                frames: entry.framesSent ?? entry.framesDecoded ?? entry.frames,
                limited: entry.qualityLimitationReason,
                limitedFor: entry.qualityLimitationDurations,
                target: entry.targetBitrate,
                encoder: entry.encoderImplementation,
                nacks: entry.nackCount,
                plis: entry.pliCount,
                keyframes: entry.keyFramesEncoded ?? entry.keyFramesDecoded,
                bytes: entry.bytesSent ?? entry.bytesReceived,
                padding: entry.retransmittedBytesSent,
                estimate: entry.availableOutgoingBitrate,
                roundTrip: entry.currentRoundTripTime ?? entry.roundTripTime,
                lost: entry.packetsLost,
                encodeTime: entry.totalEncodeTime,
            }));
        return [...encodings, ...kept];
    });
}

/** Waits until a picture of this codec and height comes, and goes on to come. */
export async function sees(page: Page, codec: string, height: number): Promise<void> {
    const find = async () => {
        const found = (await coming(page)).filter((picture) => picture.height === height);
        return found.find((picture) => picture.codec === codec);
    };
    await expect
        .poll(async () => (await find()) ?? (await coming(page)), { timeout: 45_000 })
        .toMatchObject({ codec, height });
    const before = (await find())?.frames ?? 0;
    await expect
        .poll(async () => (await find())?.frames ?? 0, { timeout: 30_000 })
        .toBeGreaterThan(before + 10);
}

/** Whether a page's browser can encode a codec. */
export function encodes(page: Page, mime: string): Promise<boolean> {
    return page.evaluate((name) => {
        const { codecs = [] } = RTCRtpSender.getCapabilities("video") ?? {};
        return codecs.some(({ mimeType }) => mimeType === name);
    }, mime);
}
