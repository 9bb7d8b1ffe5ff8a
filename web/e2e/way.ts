// A network between browsers and the server's media: it loses packets, or carries few, for whom it is told.
import { createSocket, type Socket } from "node:dgram";
import type { Page } from "@playwright/test";

/** Where clients are told to send to: the way, which hands over to the server. */
const OUTSIDE = "127.0.0.2";
const INSIDE = "127.0.0.1";

/** How long a packet may wait for its turn before it is dropped, in milliseconds. */
const QUEUE_MS = 300;

/** What somebody's network does. */
export interface Trouble {
    /** Of the packets of media they send, every so manyth is lost. */
    loseUpEvery?: number;
    /** What it carries to them, in bit/s. */
    downBits?: number;
}

interface Client {
    inside: Socket;
    /** The name that the client has in ICE. */
    name: string;
    sent: number;
    freeAt: number;
}

interface Watched extends Window {
    watchedPeers?: RTCPeerConnection[];
}

export interface Way {
    /** The server's arguments, by which it says that it is at this way. */
    args: string[];
    /** Gives a page's network a trouble; `{}` takes it away. */
    trouble: (page: Page, trouble: Trouble) => Promise<void>;
    close: () => void;
}

/** Opens a way to a media port that is free. */
export async function openWay(): Promise<Way> {
    const outside = createSocket("udp4");
    await bound(outside, 0, OUTSIDE);
    const { port } = outside.address();
    const clients = new Map<string, Client>();
    const troubles = new Map<string, Trouble>();
    let open = true;

    outside.on("message", (datagram, from) => {
        const address = `${from.address}:${from.port}`;
        let client = clients.get(address);
        if (!client) {
            const inside = createSocket("udp4");
            const made: Client = { inside, name: "", sent: 0, freeAt: 0 };
            inside.on("message", (answer) => {
                const { downBits } = troubles.get(made.name) ?? {};
                const wait = downBits && isMedia(answer) ? turn(made, answer, downBits) : 0;
                if (wait === null) return;
                const send = () => {
                    if (open) outside.send(answer, from.port, from.address, () => {});
                };
                if (wait <= 0) send();
                else setTimeout(send, wait);
            });
            clients.set(address, made);
            client = made;
        }
        client.name = nameIn(datagram) || client.name;
        const { loseUpEvery } = troubles.get(client.name) ?? {};
        if (loseUpEvery && isMedia(datagram)) {
            client.sent += 1;
            if (client.sent % loseUpEvery === 0) return;
        }
        client.inside.send(datagram, port, INSIDE, () => {});
    });

    return {
        args: ["--media-port", `${port}`, "--media-address", INSIDE, "--announce", OUTSIDE],
        trouble: async (page, trouble) => {
            troubles.set(await nameOf(page), trouble);
        },
        close: () => {
            open = false;
            outside.close();
            for (const { inside } of clients.values()) inside.close();
        },
    };
}

function bound(socket: Socket, port: number, address: string): Promise<void> {
    return new Promise((done, fail) => {
        socket.once("error", fail);
        socket.bind(port, address, done);
    });
}

/** How long a datagram waits for its turn, in milliseconds; `null` when the queue is full. */
function turn(client: Client, datagram: Buffer, bits: number): number | null {
    const now = performance.now();
    const starts = Math.max(now, client.freeAt);
    if (QUEUE_MS < starts - now) return null;
    client.freeAt = starts + ((datagram.length + 28) * 8 * 1000) / bits;
    return client.freeAt - now;
}

/** RTP, not RTCP, STUN or DTLS (RFC 7983, RFC 5761). */
function isMedia(datagram: Buffer): boolean {
    const first = datagram[0] ?? 0;
    const second = datagram[1] ?? 0;
    return 128 <= first && first < 192 && (second < 192 || 223 < second);
}

/** The client's name in a check of ICE: USERNAME is "server:client" (RFC 8445, 7.2.2). */
function nameIn(datagram: Buffer): string {
    if (datagram.length < 20 || datagram.readUInt16BE(0) !== 1) return "";
    for (let at = 20; at + 4 <= datagram.length; ) {
        const length = datagram.readUInt16BE(at + 2);
        if (datagram.readUInt16BE(at) === 6) {
            const words = datagram.subarray(at + 4, at + 4 + length).toString();
            return words.split(":")[1] ?? "";
        }
        at += 4 + Math.ceil(length / 4) * 4;
    }
    return "";
}

/** The name in ICE of the newest connection of a page. */
function nameOf(page: Page): Promise<string> {
    return page.evaluate(() => {
        const watched: Watched = window;
        const sdp = watched.watchedPeers?.at(-1)?.localDescription?.sdp ?? "";
        return /a=ice-ufrag:(\S+)/.exec(sdp)?.[1] ?? "";
    });
}
