// An answer that is being written: where it begins, the draft that is kept, and sending it.
import { useCallback, useEffect, useRef, useState } from "react";
import type { CheckIn, CheckInAnswer, Prefill, Question, Said } from "../../../data/model";
import { checkInApi } from "../../../transport/apiCheckIn";
import { begun, firstMissing, fitted, isSaid, nothingSaid } from "../answer";

/** How long after the last key the draft is kept, in milliseconds. */
const KEEP_AFTER_MS = 700;

export interface AnswerState {
    said: readonly Said[];
    blocked: boolean;
    /** What was found to begin with; `null` until it is known, and when an answer is changed. */
    prefill: Prefill | null;
    /** Whether the answer began with what was found. */
    begun: boolean;
    /** Whether it can be written: what it begins with is there. */
    ready: boolean;
    kept: "no" | "keeping" | "kept" | "failed";
    busy: boolean;
    error: unknown;
}

interface Options {
    checkIn: CheckIn;
    questions: readonly Question[];
    date: string;
    /** The answer that is changed; `null` for a new one. */
    before: CheckInAnswer | null;
    onDone: () => void;
}

export function useAnswer({ checkIn, questions, date, before, onDone }: Options) {
    const [state, setState] = useState<AnswerState>(() => ({
        said: before ? fitted(questions, before.said) : nothingSaid(questions),
        blocked: before?.blocked ?? false,
        prefill: null,
        begun: false,
        ready: before !== null,
        kept: "no",
        busy: false,
        error: null,
    }));
    const change = useCallback(
        (part: Partial<AnswerState>) => setState((old) => ({ ...old, ...part })),
        [],
    );

    // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what was asked then
    useEffect(() => {
        if (before) return;
        let alive = true;
        checkInApi.prefill(checkIn.id, date).then(
            (prefill) => {
                if (!alive) return;
                const draft = fitted(questions, prefill.draft);
                const drafted = draft.some(isSaid);
                const said = drafted ? draft : begun(questions, prefill);
                change({
                    prefill,
                    said,
                    begun: !drafted && said.some(isSaid),
                    kept: drafted ? "kept" : "no",
                    ready: true,
                });
            },
            // Nothing to begin with: it is written from the start.
            () => alive && change({ ready: true }),
        );
        return () => {
            alive = false;
        };
    }, [checkIn.id, date]);

    const unkept = useRef<readonly Said[] | null>(null);
    const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
    const keep = useCallback(() => {
        const said = unkept.current;
        clearTimeout(timer.current);
        if (said === null) return;
        unkept.current = null;
        checkInApi.saveDraft(checkIn.id, date, said).then(
            () => change({ kept: "kept" }),
            () => change({ kept: "failed" }),
        );
    }, [checkIn.id, date, change]);

    // What is half written is kept also when the page is left at once.
    useEffect(() => {
        addEventListener("pagehide", keep);
        return () => {
            removeEventListener("pagehide", keep);
            keep();
        };
    }, [keep]);

    const handleSaid = (at: number, one: Said) => {
        const said = state.said.map((old, index) => (index === at ? one : old));
        change({ said, error: null, ...(before ? {} : { kept: "keeping" }) });
        if (before) return;
        unkept.current = said;
        clearTimeout(timer.current);
        timer.current = setTimeout(keep, KEEP_AFTER_MS);
    };

    const send = () => {
        if (state.busy || 0 <= firstMissing(questions, state.said)) return;
        unkept.current = null;
        clearTimeout(timer.current);
        change({ busy: true, error: null });
        checkInApi.answer(checkIn.id, date, state.said, state.blocked).then(
            () => {
                change({ busy: false });
                onDone();
            },
            (error) => change({ busy: false, error }),
        );
    };

    return { state, handleSaid, handleBlocked: (blocked: boolean) => change({ blocked }), send };
}
