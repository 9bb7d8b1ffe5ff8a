// How it goes, as an icon with its word: never a colour.
import { CircleCheck, CircleDashed, type LucideIcon, OctagonX, TriangleAlert } from "lucide-react";
import { useId } from "react";
import type { Track } from "../../../data/model";
import { text } from "../../../text/text";
import { TRACKS, trackWord } from "../model";
import styles from "./TrackMark.module.css";

const ICONS: Record<Track, LucideIcon> = {
    on_track: CircleCheck,
    at_risk: TriangleAlert,
    off: OctagonX,
};

export function TrackMark({ track, size = 16 }: { track: Track | null; size?: number }) {
    const Icon = track ? ICONS[track] : CircleDashed;
    return (
        <span className={`${styles["mark"]} ${track ? styles[track] : styles["none"]}`}>
            <Icon size={size} aria-hidden="true" />
            {track ? trackWord(track) : text("track.none")}
        </span>
    );
}

export function TrackPick({
    value,
    onChange,
}: {
    value: Track | null;
    onChange: (track: Track) => void;
}) {
    const name = useId();
    return (
        <fieldset className={styles["pick"]}>
            <legend>{text("track.label")}</legend>
            {TRACKS.map((track) => {
                const Icon = ICONS[track];
                return (
                    <label key={track}>
                        <input
                            type="radio"
                            name={name}
                            checked={value === track}
                            onChange={() => onChange(track)}
                        />
                        <Icon size={16} aria-hidden="true" />
                        {trackWord(track)}
                    </label>
                );
            })}
        </fieldset>
    );
}
