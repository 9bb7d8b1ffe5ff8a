// The clock of a huddle: it counts down, then says that it is over. It never cuts anybody off.
import { huddleWords } from "../model";
import { useSecond } from "./useSecond";

export function HuddleClock({ endsMs }: { endsMs: number }) {
    const nowMs = useSecond();
    return (
        <time className="num" role="timer">
            {huddleWords(endsMs, nowMs)}
        </time>
    );
}

/** Whether the clock has run out. */
export function useIsOver(endsMs: number | null): boolean {
    const nowMs = useSecond();
    return endsMs !== null && endsMs <= nowMs;
}
