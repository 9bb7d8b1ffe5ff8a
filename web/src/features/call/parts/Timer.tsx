// How long the call runs.
import { timerWords } from "../model";
import { useSecond } from "./useSecond";

export function Timer({ sinceMs, words }: { sinceMs: number; words?: (time: string) => string }) {
    const time = timerWords(sinceMs, useSecond());
    return (
        <time className="num" role="timer">
            {words ? words(time) : time}
        </time>
    );
}
