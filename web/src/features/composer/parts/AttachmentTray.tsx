// The files under the text, with percent and time left while they are uploaded.
import { FileText, X } from "lucide-react";
import { text } from "../../../text/text";
import { spanWords } from "../../../text/time";
import { thumbnailUrl } from "../../../transport/api";
import { Button } from "../../../ui/Button";
import { bytesWords } from "../../../ui/bytes";
import styles from "./AttachmentTray.module.css";
import type { Attachments, TrayEntry } from "./useAttachments";

export function AttachmentTray({ attachments }: { attachments: Attachments }) {
    if (attachments.entries.length === 0) return null;
    return (
        <ul className={styles["tray"]} aria-label={text("upload.list")}>
            {attachments.entries.map((entry) => (
                <li key={entry.key} className={styles["entry"]}>
                    {entry.stored?.thumbnail ? (
                        <img src={thumbnailUrl(entry.stored.id)} alt="" />
                    ) : (
                        <FileText size={20} aria-hidden="true" />
                    )}
                    <div className={styles["words"]}>
                        <p className="clip">{entry.name}</p>
                        <p className={styles["state"]}>{stateWords(entry)}</p>
                        {!entry.stored && (
                            <progress
                                value={entry.share}
                                max={1}
                                aria-label={text("upload.progress", { name: entry.name })}
                            />
                        )}
                    </div>
                    <Button
                        look="bare"
                        small
                        icon={<X size={14} />}
                        label={text("upload.remove", { name: entry.name })}
                        onClick={() => attachments.remove(entry.key)}
                    />
                </li>
            ))}
        </ul>
    );
}

function stateWords(entry: TrayEntry): string {
    if (entry.stored) return bytesWords(entry.bytes);
    const percent = Math.floor(entry.share * 100);
    const spent = Date.now() - entry.startedMs;
    if (entry.share < 0.05 || spent < 2_000) return text("upload.percent", { percent });
    const left = spanWords((spent / entry.share) * (1 - entry.share));
    return text("upload.percent_left", { percent, left });
}
