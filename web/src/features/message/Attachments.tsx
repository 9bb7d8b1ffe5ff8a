// What hangs on a message: pictures as thumbnails, clips and sound to play, the rest to load.
import { Download, FileText } from "lucide-react";
import type { ReactNode } from "react";
import type { Clip, StoredFile } from "../../data/model";
import { text } from "../../text/text";
import { fileUrl, thumbnailUrl } from "../../transport/api";
import { bytesWords } from "../../ui/bytes";
import styles from "./Attachments.module.css";

/** Longest side of a picture in a message, in pixels. */
const SIDE_PX = 320;

/** Shows a file that is a clip. */
export type ClipRender = (file: StoredFile, clip: Clip) => ReactNode;

export function Attachments({
    files,
    renderClip,
}: {
    files: readonly StoredFile[];
    renderClip: ClipRender;
}) {
    if (files.length === 0) return null;
    return (
        <ul className={styles["list"]}>
            {files.map((file) => (
                <li key={file.id}>
                    {file.clip ? renderClip(file, file.clip) : <Attachment file={file} />}
                </li>
            ))}
        </ul>
    );
}

function Attachment({ file }: { file: StoredFile }) {
    if (file.thumbnail) {
        const size = shownSize(file);
        return (
            <a
                className={styles["picture"]}
                href={fileUrl(file.id)}
                target="_blank"
                rel="noreferrer"
                aria-label={text("file.open", { name: file.name })}
            >
                <img src={thumbnailUrl(file.id)} alt={file.name} {...size} loading="lazy" />
            </a>
        );
    }
    if (file.media_type.startsWith("audio/")) {
        // biome-ignore lint/a11y/useMediaCaption: an uploaded sound has no captions of its own
        return <audio className={styles["audio"]} controls preload="none" src={fileUrl(file.id)} />;
    }
    return (
        <a className={styles["file"]} href={fileUrl(file.id)} download={file.name}>
            <FileText size={20} aria-hidden="true" />
            <span className={styles["words"]}>
                <span className="clip">{file.name}</span>
                <small>{bytesWords(file.bytes)}</small>
            </span>
            <Download size={16} aria-hidden="true" />
        </a>
    );
}

function shownSize(file: StoredFile): { width: number; height: number } | object {
    if (!file.size) return {};
    const scale = Math.min(1, SIDE_PX / Math.max(file.size.width, file.size.height));
    return {
        width: Math.round(file.size.width * scale),
        height: Math.round(file.size.height * scale),
    };
}
