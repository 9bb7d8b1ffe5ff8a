// The bridge from the call to React: a component sees one thing of it and re-renders when it differs.
import { useCallback, useSyncExternalStore } from "react";
import type { Data } from "../../data/state";
import { useView } from "../../data/useView";
import { type CallState, callState, onCall } from "../../transport/liveState";

/** One thing of the call: a value, or a stream or table that is replaced when it changes. */
export function useCall<Value>(select: (call: CallState) => Value): Value {
    const read = useCallback(() => select(callState()), [select]);
    return useSyncExternalStore(onCall, read);
}

/** A view of the data and the call together; what it holds must be plain. */
export function useCallView<View>(
    select: (data: Data, call: CallState, nowMs: number) => View,
): View {
    const call = useSyncExternalStore(onCall, callState);
    return useView((data, nowMs) => select(data, call, nowMs));
}
