// Resumable uploads (tus 1.0), loaded when somebody attaches the first file.
import type { ClipKind, FileId, StoredFile } from "../data/model";
import { api } from "./api";
import { refusalIn } from "./http";

/** Size of one piece, in bytes: a break costs at most this much. */
const CHUNK_BYTES = 8 * 1024 * 1024;

/** An upload under way. */
export interface Upload {
    /** The stored file, when it is complete. */
    done: Promise<StoredFile>;
    cancel: () => void;
}

/** Sends a file, or with `clip` a recording; `onProgress` gets the share that is done, 0 to 1. */
export function upload(
    file: File,
    onProgress: (share: number) => void,
    clip: ClipKind | null = null,
): Upload {
    let cancel = () => {};
    const done = start(file, clip, onProgress, (abort) => {
        cancel = abort;
    });
    return { done, cancel: () => cancel() };
}

async function start(
    file: File,
    clip: ClipKind | null,
    onProgress: (share: number) => void,
    onAbort: (abort: () => void) => void,
): Promise<StoredFile> {
    const tus = await import("tus-js-client");
    const id = await new Promise<string>((resolve, reject) => {
        let fileId: string | null = null;
        const task = new tus.Upload(file, {
            endpoint: "/api/v1/uploads",
            chunkSize: CHUNK_BYTES,
            retryDelays: [500, 1_000, 3_000, 8_000, 15_000],
            metadata: {
                filename: file.name,
                filetype: file.type,
                ...(clip ? { clip } : {}),
            },
            removeFingerprintOnSuccess: true,
            onAfterResponse: (_request, response) => {
                fileId = response.getHeader("File-Id") ?? fileId;
            },
            onProgress: (sent, total) => onProgress(total === 0 ? 1 : sent / total),
            onError: (error) => {
                const said = "originalResponse" in error ? error.originalResponse : null;
                reject(refusalIn(said?.getBody() ?? "") ?? error);
            },
            onSuccess: () => {
                if (fileId) resolve(fileId);
                else reject(new Error("the server did not name the file"));
            },
        });
        onAbort(() => {
            void task.abort(true).catch(() => {});
            reject(new DOMException("cancelled", "AbortError"));
        });
        task.start();
    });
    return api.fileInfo(id as FileId);
}
