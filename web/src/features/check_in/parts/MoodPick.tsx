// A mood, 1 to 5: a face with its word, chosen by press, arrows or number.
import { Annoyed, Frown, Laugh, type LucideIcon, Meh, Smile } from "lucide-react";
import { useId } from "react";
import { MOODS, type MoodLevel, moodWord } from "../answer";
import styles from "./MoodPick.module.css";

const FACES: Record<MoodLevel, LucideIcon> = { 1: Frown, 2: Annoyed, 3: Meh, 4: Smile, 5: Laugh };

/** The face of a mood. */
export function MoodFace({ mood, size = 20 }: { mood: number; size?: number }) {
    const level = MOODS.find((one) => one === Math.round(mood)) ?? 3;
    const Face = FACES[level];
    return <Face size={size} aria-hidden="true" />;
}

export function MoodPick({
    label,
    value,
    required,
    onChange,
}: {
    label: string;
    value: number | null;
    required: boolean;
    onChange: (mood: number) => void;
}) {
    const name = useId();
    return (
        <fieldset
            className={styles["moods"]}
            onKeyDown={(event) => {
                const mood = MOODS.find((one) => String(one) === event.key);
                if (mood === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
                event.preventDefault();
                onChange(mood);
            }}
        >
            <legend>{label}</legend>
            {MOODS.map((mood) => (
                <label key={mood}>
                    <input
                        type="radio"
                        name={name}
                        required={required}
                        checked={value === mood}
                        onChange={() => onChange(mood)}
                    />
                    <MoodFace mood={mood} size={24} />
                    <span>{moodWord(mood)}</span>
                </label>
            ))}
        </fieldset>
    );
}
