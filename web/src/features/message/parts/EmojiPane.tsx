// A few reactions that say most, and a field for any other.
import { type FormEvent, useState } from "react";
import { text } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { TextField } from "../../../ui/Field";
import styles from "./EmojiPane.module.css";

const EMOJI: readonly (readonly [emoji: string, name: string])[] = [
    ["👍", "thumbs up"],
    ["👎", "thumbs down"],
    ["✅", "done"],
    ["👀", "looking"],
    ["🎉", "hooray"],
    ["❤️", "heart"],
    ["🙏", "thanks"],
    ["😄", "happy"],
    ["😂", "laughing"],
    ["🤔", "thinking"],
    ["😮", "surprised"],
    ["😢", "sad"],
    ["🚀", "off it goes"],
    ["🔥", "fire"],
    ["💡", "idea"],
    ["⏳", "needs time"],
    ["❓", "question"],
    ["➕", "one more"],
];

export function EmojiPane({ onPick }: { onPick: (emoji: string) => void }) {
    const [other, setOther] = useState("");
    const handleSubmit = (event: FormEvent) => {
        event.preventDefault();
        if (other.trim() !== "") onPick(other.trim());
    };
    return (
        <div className={styles["pane"]}>
            <div className={styles["grid"]}>
                {EMOJI.map(([emoji, name]) => (
                    <Button
                        key={emoji}
                        look="bare"
                        icon={emoji}
                        label={name}
                        onClick={() => onPick(emoji)}
                    />
                ))}
            </div>
            <form onSubmit={handleSubmit}>
                <TextField
                    label={text("reaction.other")}
                    value={other}
                    maxLength={16}
                    onChange={(event) => setOther(event.target.value)}
                />
            </form>
        </div>
    );
}
