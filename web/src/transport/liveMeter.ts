// How loud a microphone is, for the small meter beside it.

/** Root mean square that fills the meter: a voice near the microphone. */
const LOUD = 0.18;

export interface Meter {
    /** 0 for silence to 1 for a near voice. */
    read: () => number;
    stop: () => void;
}

/** Measures a track. Silent where the browser does not let the page compute sound yet. */
export function openMeter(track: MediaStreamTrack): Meter {
    // Nothing of it is played, and a meter may be some milliseconds late: waking up seldom is enough.
    const context = new AudioContext({ latencyHint: "playback" });
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    if (context.state === "suspended") void context.resume().catch(() => {});
    return {
        read: () => {
            if (!track.enabled || track.readyState === "ended") return 0;
            analyser.getFloatTimeDomainData(samples);
            let sum = 0;
            for (const sample of samples) sum += sample * sample;
            return Math.min(1, Math.sqrt(sum / samples.length) / LOUD);
        },
        stop: () => void context.close().catch(() => {}),
    };
}
