// A camera and a microphone made of files: small enough that two cores encode and decode many of them,
// and a voice that goes on, so that it does not change all the time who speaks.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the files stay for the next run; it goes with the packages. */
const FOLDER = fileURLToPath(new URL("../node_modules/.cache/meanwhile-devices", import.meta.url));

/** From this size on a browser sends three layers; its smallest is a quarter. */
const WIDTH = 960;
const HEIGHT = 540;
const PICTURES_PER_SECOND = 5;
const PICTURES = 10;

const SAMPLES_PER_SECOND = 48_000;
const VOICE_SECONDS = 2;

/** Makes the files unless they are there; what the browser's command line needs for them. */
export function deviceArgs(): string[] {
    return [
        `--use-file-for-fake-video-capture=${kept("camera", pictures(), ".y4m")}`,
        `--use-file-for-fake-audio-capture=${kept("voice", speech(), ".wav")}`,
    ];
}

/** Where a file of this content is. It appears as a whole: another run may be reading it. */
function kept(name: string, content: Buffer, ending: string): string {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
    const path = join(FOLDER, `${name}-${hash}${ending}`);
    if (existsSync(path)) return path;
    mkdirSync(FOLDER, { recursive: true });
    const part = `${path}.${process.pid}`;
    writeFileSync(part, content);
    renameSync(part, path);
    return path;
}

/** Stripes that move, in YUV4MPEG2. */
function pictures(): Buffer {
    const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${PICTURES_PER_SECOND}:1 Ip A1:1 C420\n`;
    const parts: Buffer[] = [Buffer.from(head)];
    for (let picture = 0; picture < PICTURES; picture += 1) {
        const row = Buffer.alloc(WIDTH);
        for (let x = 0; x < WIDTH; x += 1) {
            row[x] = 128 + 64 * Math.sin(2 * Math.PI * (x / 240 + picture / PICTURES));
        }
        const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
        parts.push(Buffer.from("FRAME\n"), ...Array<Buffer>(HEIGHT).fill(row), colours);
    }
    return Buffer.concat(parts);
}

/** A vowel that swells three times a second, in RIFF WAVE: whole periods, so that it goes round. */
function speech(): Buffer {
    const sound = Buffer.alloc(2 * SAMPLES_PER_SECOND * VOICE_SECONDS);
    for (let at = 0; at < sound.length / 2; at += 1) {
        const turn = (2 * Math.PI * at) / SAMPLES_PER_SECOND;
        let sum = 0;
        for (let tone = 1; tone <= 12; tone += 1) sum += Math.sin(150 * tone * turn) / tone;
        const swell = 0.7 - 0.3 * Math.cos(3 * turn);
        sound.writeInt16LE(Math.round(6_000 * swell * sum), 2 * at);
    }
    const head = Buffer.alloc(44);
    head.write("RIFF", 0);
    head.writeUInt32LE(36 + sound.length, 4);
    head.write("WAVEfmt ", 8);
    head.writeUInt32LE(16, 16);
    head.writeUInt16LE(1, 20); // PCM
    head.writeUInt16LE(1, 22); // one channel
    head.writeUInt32LE(SAMPLES_PER_SECOND, 24);
    head.writeUInt32LE(2 * SAMPLES_PER_SECOND, 28);
    head.writeUInt16LE(2, 32);
    head.writeUInt16LE(16, 34);
    head.write("data", 36);
    head.writeUInt32LE(sound.length, 40);
    return Buffer.concat([head, sound]);
}
