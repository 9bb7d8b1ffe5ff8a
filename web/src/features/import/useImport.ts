// Sends a file once, tries it whenever something else is chosen, and imports it when that is wanted.
import { useCallback, useEffect, useRef, useState } from "react";
import type { FileId, ImportReport } from "../../data/model";
import { type ImportInto, imports } from "../../transport/apiImport";
import { Refusal } from "../../transport/http";
import { upload } from "../../transport/upload";

/** How long after a choice it is tried again, in milliseconds: another one may follow. */
const SETTLE_MS = 400;

export type Step =
    | { at: "rest" }
    | { at: "sending"; share: number; elapsedMs: number }
    | { at: "trying" }
    | { at: "running" };

/** The last try that ended. */
interface Tried {
    file: File;
    /** With what it was tried. */
    key: string;
    error: unknown;
}

export interface ImportRun {
    step: Step;
    /** What the last try that succeeded said of this file. */
    report: ImportReport | null;
    /** Whether the last try was refused, and why. */
    error: unknown;
    /** Whether what was tried is what is chosen now. */
    fresh: boolean;
    done: ImportReport | null;
    attempt: (dryRun: boolean) => Promise<void>;
    stop: () => void;
}

const REST: Step = { at: "rest" };

export function useImport(
    file: File | null,
    into: ImportInto | null,
    onReport: (report: ImportReport) => void,
): ImportRun {
    const [step, setStep] = useState<Step>(REST);
    const [tried, setTried] = useState<Tried | null>(null);
    const [found, setFound] = useState<{ file: File; report: ImportReport } | null>(null);
    const [done, setDone] = useState<ImportReport | null>(null);
    const sent = useRef<{ file: File; id: FileId } | null>(null);
    const abort = useRef(() => {});
    const round = useRef(0);
    const key = JSON.stringify(into);
    const told = useRef(onReport);
    told.current = onReport;

    const stop = useCallback(() => {
        round.current += 1;
        abort.current();
        setStep(REST);
    }, []);

    const attempt = useCallback(
        async (dryRun: boolean) => {
            if (!file || !into) return;
            round.current += 1;
            const mine = round.current;
            const current = () => mine === round.current;
            const began = Date.now();
            const progress = (share: number) => {
                const elapsedMs = Date.now() - began;
                if (current()) setStep({ at: "sending", share, elapsedMs });
            };
            try {
                if (sent.current?.file !== file) {
                    progress(0);
                    const running = upload(file, progress);
                    abort.current = running.cancel;
                    sent.current = { file, id: (await running.done).id };
                    abort.current = () => {};
                }
                if (!current()) return;
                setStep({ at: dryRun ? "trying" : "running" });
                const report = await imports.run(sent.current.id, into, dryRun);
                if (!current()) return;
                setFound({ file, report });
                setTried({ file, key, error: null });
                told.current(report);
                if (!dryRun) setDone(report);
            } catch (error) {
                if (!current()) return;
                // An upload that is wanted nowhere goes after a while: it is sent anew.
                const gone = error instanceof Refusal && error.problem.code === "not_found";
                if (gone) sent.current = null;
                setTried({ file, key, error });
            }
            setStep(REST);
        },
        [file, into, key],
    );

    // Another file, or the page is left: what is under way counts no more.
    // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the file that counts
    useEffect(() => stop, [file, stop]);

    const same = tried !== null && tried.file === file;
    const fresh = same && tried.key === key;
    const wanted = same && !fresh && into !== null && step.at === "rest" && done === null;
    useEffect(() => {
        if (!wanted) return;
        const timer = setTimeout(() => void attempt(true), SETTLE_MS);
        return () => clearTimeout(timer);
    }, [wanted, attempt]);

    return {
        step,
        report: found !== null && found.file === file ? found.report : null,
        error: same ? tried.error : null,
        fresh,
        done,
        attempt,
        stop,
    };
}
