// Files on their way into a message.
import { useCallback, useRef, useState } from "react";
import type { StoredFile } from "../../../data/model";
import { text } from "../../../text/text";
import { problemWords } from "../../../transport/http";
import { type Upload, upload } from "../../../transport/upload";
import { say } from "../../../ui/Toasts";

/** Most attachments on one message, as the server wants it. */
const ATTACHMENTS_MAX = 20;

/** One file in the tray. */
export interface TrayEntry {
    key: number;
    name: string;
    bytes: number;
    /** Share that is uploaded, 0 to 1. */
    share: number;
    startedMs: number;
    stored: StoredFile | null;
}

export interface Attachments {
    entries: readonly TrayEntry[];
    /** Those that are complete. */
    files: readonly StoredFile[];
    busy: boolean;
    add: (files: readonly File[]) => void;
    remove: (key: number) => void;
    clear: () => void;
}

export function useAttachments(): Attachments {
    const [entries, setEntries] = useState<readonly TrayEntry[]>([]);
    const uploads = useRef(new Map<number, Upload>());
    const lastKey = useRef(0);

    const remove = useCallback((key: number) => {
        uploads.current.get(key)?.cancel();
        uploads.current.delete(key);
        setEntries((list) => list.filter((entry) => entry.key !== key));
    }, []);

    const add = useCallback(
        (files: readonly File[]) => {
            for (const file of files.slice(0, ATTACHMENTS_MAX)) {
                lastKey.current += 1;
                const key = lastKey.current;
                const change = (part: Partial<TrayEntry>) =>
                    setEntries((list) =>
                        list.map((entry) => (entry.key === key ? { ...entry, ...part } : entry)),
                    );
                const { name, size } = file;
                const entry = { key, name, bytes: size, share: 0, stored: null };
                setEntries((list) => [...list, { ...entry, startedMs: Date.now() }]);
                const running = upload(file, (share) => change({ share }));
                uploads.current.set(key, running);
                running.done.then(
                    (stored) => change({ stored, share: 1 }),
                    (error) => {
                        if (error instanceof DOMException && error.name === "AbortError") return;
                        remove(key);
                        say(text("upload.failed", { name, problem: problemWords(error) }), true);
                    },
                );
            }
        },
        [remove],
    );

    const clear = useCallback(() => {
        uploads.current.clear();
        setEntries([]);
    }, []);

    return {
        entries,
        files: entries.flatMap((entry) => (entry.stored ? [entry.stored] : [])),
        busy: entries.some((entry) => entry.stored === null),
        add,
        remove,
        clear,
    };
}
