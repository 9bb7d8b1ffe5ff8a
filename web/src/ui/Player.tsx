// Plays a recording or a clip: position, speed, keys. The server sends only the parts that are looked at.
import { Download, Maximize, Pause, Play } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { text } from "../text/text";
import { lengthWords } from "../text/time";
import { Button } from "./Button";
import styles from "./Player.module.css";
import { keyTurn, SPEEDS } from "./playerKeys";

export interface PlayerProps {
    /** Where it is. */
    src: string;
    /** What it is called when it is saved; left out, it cannot be. */
    name?: string;
    /** What it is, for screen readers. */
    label: string;
    lengthMs: number;
    /** Sound alone: this stands in place of the picture, and knows how far it has come, 0 to 1. */
    sound?: (share: number) => ReactNode;
    /** Plays at once: the press that opened the player lets it sound. */
    begins?: boolean;
}

export function Player({ src, name, label, lengthMs, sound, begins = false }: PlayerProps) {
    const video = useRef<HTMLVideoElement>(null);
    const frame = useRef<HTMLElement>(null);
    const [playing, setPlaying] = useState(false);
    const [at, setAt] = useState(0);
    const [speed, setSpeed] = useState(1);
    const [problem, setProblem] = useState("");
    const length = lengthMs / 1000;

    useEffect(() => {
        if (begins) video.current?.play().catch(() => {});
    }, [begins]);

    const seek = (seconds: number) => {
        setAt(seconds);
        if (video.current) video.current.currentTime = seconds;
    };
    const toggle = () => {
        const element = video.current;
        if (!element) return;
        if (element.paused) element.play().catch(() => setPlaying(false));
        else element.pause();
    };
    const handleKeyDown = (event: KeyboardEvent) => {
        const onControl = event.target !== frame.current && event.target !== video.current;
        const turn = keyTurn(event.key, at, length);
        if (!turn || onControl || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        if ("seek" in turn) seek(turn.seek);
        else toggle();
    };
    const handleError = () => {
        const format = video.current?.error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED;
        const why = text(format ? "recording.problem_format" : "recording.problem_network");
        setProblem(text("recording.problem", { why }));
    };
    const handleSpeed = (value: number) => {
        setSpeed(value);
        if (video.current) video.current.playbackRate = value;
    };
    const clock = text("recording.position", {
        at: lengthWords(Math.floor(at) * 1000),
        length: lengthWords(lengthMs),
    });

    return (
        <section
            ref={frame}
            className={styles["player"]}
            aria-label={label}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of a player need a place
            tabIndex={0}
            onKeyDown={handleKeyDown}
        >
            {/* biome-ignore lint/a11y/useMediaCaption: there is no transcript yet */}
            <video
                ref={video}
                className={sound ? styles["unseen"] : styles["video"]}
                src={src}
                preload="metadata"
                playsInline
                onClick={toggle}
                onPlay={() => setPlaying(true)}
                onPause={() => setPlaying(false)}
                onTimeUpdate={(event) => {
                    setAt(event.currentTarget.currentTime);
                    setPlaying(!event.currentTarget.paused);
                }}
                onError={handleError}
            />
            {sound?.(length === 0 ? 0 : Math.min(1, at / length))}
            {problem !== "" && (
                <p className={styles["problem"]} role="alert">
                    {problem}
                </p>
            )}
            <div className={styles["controls"]}>
                <Button
                    look="bare"
                    small
                    icon={playing ? <Pause size={18} /> : <Play size={18} />}
                    label={playing ? text("recording.pause") : text("recording.resume")}
                    onClick={toggle}
                />
                <input
                    type="range"
                    className={styles["seek"]}
                    aria-label={text("recording.seek")}
                    aria-valuetext={clock}
                    min={0}
                    max={length}
                    step={0.1}
                    value={Math.min(at, length)}
                    onChange={(event) => seek(Number(event.target.value))}
                />
                <span className={`${styles["clock"]} num`}>{clock}</span>
                <select
                    className={styles["speed"]}
                    aria-label={text("recording.speed")}
                    value={speed}
                    onChange={(event) => handleSpeed(Number(event.target.value))}
                >
                    {SPEEDS.map((times) => (
                        <option key={times} value={times}>
                            {text("recording.speed_times", { times })}
                        </option>
                    ))}
                </select>
                {!sound && (
                    <Button
                        look="bare"
                        small
                        icon={<Maximize size={16} />}
                        label={text("recording.fullscreen")}
                        onClick={() => void video.current?.requestFullscreen().catch(() => {})}
                    />
                )}
                {name !== undefined && (
                    <a
                        className={styles["save"]}
                        href={src}
                        download={name}
                        aria-label={text("recording.save")}
                        title={text("recording.save")}
                    >
                        <Download size={16} aria-hidden="true" />
                    </a>
                )}
            </div>
        </section>
    );
}
