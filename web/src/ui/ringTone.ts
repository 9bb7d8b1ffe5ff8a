// Rings made by the browser itself: two soft notes for a call, three nearer ones for what is urgent.

/** One ring: its notes (frequency in Hz, begin and length in seconds), and how often it comes. */
interface Tone {
    notes: readonly { hz: number; at: number; length: number }[];
    everyMs: number;
}

const TONES = {
    call: {
        notes: [
            { hz: 523.25, at: 0, length: 0.9 },
            { hz: 659.25, at: 0.22, length: 1.1 },
        ],
        everyMs: 3_000,
    },
    urgent: {
        notes: [
            { hz: 659.25, at: 0, length: 0.4 },
            { hz: 659.25, at: 0.25, length: 0.4 },
            { hz: 880, at: 0.5, length: 0.9 },
        ],
        everyMs: 2_500,
    },
} as const satisfies Record<string, Tone>;

const LOUDNESS = 0.05;

/**
 * Rings until the answer is called, or for `longestMs`. Silent where the browser does not let the page
 * sound yet.
 */
export function startRinging(kind: keyof typeof TONES, longestMs?: number): () => void {
    const { notes, everyMs } = TONES[kind];
    const context = new AudioContext();
    const ring = () => {
        if (context.state === "suspended") void context.resume().catch(() => {});
        for (const note of notes) play(context, note);
    };
    ring();
    const timer = setInterval(ring, everyMs);
    let stopped = false;
    const stop = () => {
        if (stopped) return;
        stopped = true;
        clearInterval(timer);
        void context.close().catch(() => {});
    };
    if (longestMs !== undefined) setTimeout(stop, longestMs);
    return stop;
}

function play(context: AudioContext, note: Tone["notes"][number]): void {
    const begin = context.currentTime + note.at;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + note.length);
    const tone = context.createOscillator();
    tone.type = "sine";
    tone.frequency.value = note.hz;
    tone.connect(gain).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + note.length);
}
