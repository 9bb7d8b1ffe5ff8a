// What was recorded, before it is sent: played, with words, and how soon a reply is wanted.
import { RotateCcw } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ClipKind, PostMessage, TopicId } from "../../../data/model";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { send } from "../../../transport/outbox";
import { type Upload, upload } from "../../../transport/upload";
import { Button } from "../../../ui/Button";
import list from "../../../ui/List.module.css";
import { Player } from "../../../ui/Player";
import styles from "./Review.module.css";

/** Renders the box for the words; it tells what the message says and wants. */
export type CaptionRender = (
    onChange: (post: Partial<PostMessage> & { text: string }) => void,
    onSend: () => void,
) => ReactNode;

export function Review({
    topic,
    kind,
    file,
    lengthMs,
    post,
    renderCaption,
    onRetake,
    onSent,
}: {
    topic: TopicId;
    kind: ClipKind;
    /** `null` for the moment in which it is put together. */
    file: File | null;
    lengthMs: number;
    post: Partial<PostMessage>;
    renderCaption: CaptionRender;
    onRetake: () => void;
    onSent: () => void;
}) {
    const src = useAddress(file);
    const words = useRef<Partial<PostMessage> & { text: string }>({ text: "" });
    const [share, setShare] = useState<number | null>(null);
    const [problem, setProblem] = useState("");
    const running = useRef<Upload | null>(null);
    useEffect(() => () => running.current?.cancel(), []);

    const handleSend = async () => {
        if (!file || share !== null) return;
        setProblem("");
        setShare(0);
        try {
            running.current = upload(file, setShare, kind);
            const stored = await running.current.done;
            running.current = null;
            send(topic, { ...post, ...words.current, attachments: [stored.id] }, [stored]);
            onSent();
        } catch (error) {
            running.current = null;
            if (error instanceof DOMException && error.name === "AbortError") return;
            setShare(null);
            setProblem(problemWords(error));
        }
    };

    return (
        <div className={`${list["dialogForm"]} ${styles["form"]}`}>
            <div className={kind === "voice" ? styles["sound"] : styles["picture"]}>
                {src !== "" && (
                    <Player
                        src={src}
                        label={text("clip.preview")}
                        lengthMs={lengthMs}
                        {...(kind === "voice" ? { sound: () => null } : {})}
                    />
                )}
            </div>
            {renderCaption(
                (next) => {
                    words.current = next;
                },
                () => void handleSend(),
            )}
            {problem !== "" && (
                <p className={list["problem"]} role="alert">
                    {problem}
                </p>
            )}
            <div className={styles["actions"]}>
                <Button
                    look="line"
                    icon={<RotateCcw size={16} aria-hidden="true" />}
                    disabled={share !== null}
                    onClick={onRetake}
                >
                    {text("clip.retake")}
                </Button>
                <span className={styles["grow"]}>
                    {share !== null && (
                        <progress
                            value={share}
                            max={1}
                            aria-label={text("clip.sending", { percent: Math.floor(share * 100) })}
                        />
                    )}
                </span>
                <Button
                    look="send"
                    aria-disabled={!file || share !== null}
                    onClick={() => void handleSend()}
                >
                    {text("clip.send")}
                </Button>
            </div>
        </div>
    );
}

/** An address of a file in this page, as long as it is shown. */
function useAddress(file: File | null): string {
    const [src, setSrc] = useState("");
    useEffect(() => {
        if (!file) return;
        const made = URL.createObjectURL(file);
        setSrc(made);
        return () => {
            URL.revokeObjectURL(made);
            setSrc("");
        };
    }, [file]);
    return src;
}
