// The server's time for what happens once, outside of views.
import { store } from "./store";

/** The server's clock now, in milliseconds; that of a sample organisation can be moved. */
export function serverNowMs(): number {
    return Date.now() + store.get().skewMs;
}
