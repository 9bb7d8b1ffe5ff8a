// Clips in words.
import { text } from "../text/text";
import { lengthWords } from "../text/time";
import type { Clip, ClipKind, Message } from "./model";

/** "Voice clip". */
export function clipName(kind: ClipKind): string {
    switch (kind) {
        case "voice":
            return text("clip.voice");
        case "camera":
            return text("clip.camera");
        case "screen":
            return text("clip.screen");
    }
}

/** "Voice clip, 0:42". */
export function clipWords(clip: Clip): string {
    return text("clip.named", { name: clipName(clip.kind), length: lengthWords(clip.duration_ms) });
}

/** The clip of a message, if it is one. */
export function clipOf(message: Pick<Message, "attachments">): Clip | null {
    return message.attachments.find((file) => file.clip)?.clip ?? null;
}

/** What a message says where only its text is shown; a clip without words says what it is. */
export function messageWords(message: Pick<Message, "text" | "attachments">): string {
    const clip = message.text === "" ? clipOf(message) : null;
    return clip ? clipWords(clip) : message.text;
}
