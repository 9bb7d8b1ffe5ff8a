// A quiet ring, made by the browser itself: two soft notes every three seconds.

/** Notes of one ring: frequency in Hz, begin and length in seconds. */
const NOTES = [
    { hz: 523.25, at: 0, length: 0.9 },
    { hz: 659.25, at: 0.22, length: 1.1 },
];
const EVERY_MS = 3_000;
const LOUDNESS = 0.05;

/** Rings until the answer is called. Silent where the browser does not let the page sound yet. */
export function startRinging(): () => void {
    const context = new AudioContext();
    const ring = () => {
        if (context.state === "suspended") void context.resume().catch(() => {});
        for (const note of NOTES) play(context, note);
    };
    ring();
    const timer = setInterval(ring, EVERY_MS);
    return () => {
        clearInterval(timer);
        void context.close().catch(() => {});
    };
}

function play(context: AudioContext, note: { hz: number; at: number; length: number }): void {
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
